"""Families: those that come along, those of the user's, and boards that choose among them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from shotwright.cli.run import run
from shotwright.errors import InputError, Problem
from shotwright.model.brief import ShotBrief
from shotwright.prompt import (
    Builder,
    build,
    case_problems,
    check_family,
    family_folders,
    read_families,
)
from shotwright.prompt.family import built_in, family, templates_folder, toml
from shotwright.storyfile import load

SHOT_FAMILIES = ("cinematic", "dialogue", "documentary", "product", "social_vertical")
LANGUAGES = ("en", "zh", "yue", "ja", "ko", "es", "fr", "de", "pt")
MARK = "§"
"""Stands for every word of the user's, so that what is left is the family's own."""


def boarded(*beats: dict[str, Any], **keys: object) -> dict[str, Any]:
    cast = {"ana": {"look": "lk_a"}, "ben": {"look": "lk_b"}}
    references = {"solar_kettle": {"image": "https://example.com/k.png", "of": "product"}}
    scenes = [{"id": "a", "beats": list(beats)}]
    whole = {"shotwright": 1, "cast": cast, "references": references, "scenes": scenes}
    return {**whole, "with": ["ana"], **keys}


def text_of(beat: dict[str, Any], **keys: object) -> str:
    (prompt,) = build(load(boarded(beat, **keys)))
    return prompt.text


def own_family(folder: Path, **files: str) -> Path:
    """Write a small family of the user's, some of its files as given."""
    made = folder / "feed"
    made.mkdir(parents=True)
    usual = {
        "about.toml": (
            'schema = 1\nname = "feed"\nmakes = "shot"\nextends = "cinematic"\nwhat = "w"\n'
            'when = "n"\nslots = [\n'
            '  { slot = "hello", clause = "action", uses = ["names"] },\n'
            '  { slot = "action", clause = "action", uses = ["action"], own = true },\n]\n'
        ),
        "phrases.toml": '[en]\nhello = "Hello {names}"\n',
        "hello.j2": (
            "{% if names %}\n"
            "{{ phrases.hello.format(names=names | all_of(phrases)) | sentence(phrases) }}\n"
            "{% endif %}\n"
        ),
    }
    for name, text in {**usual, **{key.replace("_toml", ".toml").replace("_j2", ".j2"): value
                                   for key, value in files.items()}}.items():  # fmt: skip
        (made / name).write_text(text, "utf-8")
    return made


def told(problems: list[Problem]) -> list[str]:
    return [f"{Path(p.where.file).name}:{p.where.line} {p.message}" for p in problems if p.where]


# The families that come along


@pytest.mark.parametrize("name", built_in())
def test_every_family_makes_what_its_cases_say(name: str) -> None:
    assert (family(name).folder / "cases.toml").exists()
    assert list(case_problems(family(name), read_families())) == []


@pytest.mark.parametrize("name", built_in())
def test_every_family_says_when_to_use_it_and_from_where_it_knows(name: str) -> None:
    about = family(name).about
    assert about.name == name
    assert about.read_on is not None
    assert about.sources
    assert all(source.startswith("https://") for source in about.sources)
    assert all(w.source.startswith("https://") or w.source == "our judgement" for w in about.why)
    assert len(about.when.split()) > 3
    if name in SHOT_FAMILIES[1:]:
        assert len(about.why) >= 3


def test_a_board_may_choose_the_families_of_shots() -> None:
    assert read_families().of_shots() == SHOT_FAMILIES


@pytest.mark.parametrize("name", [name for name in built_in() if name != "motion"])
def test_every_family_has_its_phrases_in_all_languages(name: str) -> None:
    tables = toml(templates_folder() / name / "phrases.toml")
    assert set(tables) == set(LANGUAGES)
    for table in tables.values():
        assert set(table) == set(tables["en"])
        for key, text in table.items():
            if isinstance(text, str):
                assert set(re.findall(r"{\w+}", text)) == set(
                    re.findall(r"{\w+}", tables["en"][key])
                )


@pytest.mark.parametrize("name", SHOT_FAMILIES)
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_english_phrase_leaks_into_another_language(name: str, language: str) -> None:
    """The user's words are marks, so that every word is the family's; some are cognates."""
    says = [{"by": "ana", "line": MARK}, {"by": "ben", "line": MARK}]
    beats = [
        {"shot": MARK, "with": ["ana", "ben"], "audio": {"says": says, "ambient": MARK}},
        {"shot": MARK, "setting": {"place": MARK, "mood": MARK}, "references": ["solar_kettle"],
         "audio": {"music": MARK, "speech": MARK}},
        {"shot": MARK, "with": [], "audio": {"mode": "silent"}},
    ]  # fmt: skip
    cast = {"ana": {"name": MARK, "look": "a"}, "ben": {"name": MARK, "look": "b"}}
    keys = {"family": name, "aspect": "9:16", "cast": cast}
    made, english = (
        [set(re.findall(r"[^\W\d_]+", prompt.text.lower())) for prompt in build(load(board))]
        for board in (boarded(*beats, **keys, language=language), boarded(*beats, **keys))
    )
    cognates = {
        "es": {"natural", "vertical", "a"}, "pt": {"natural", "vertical", "a", "as", "no", "do"},
        "fr": {"silence", "composition", "surface", "action", "proportions"},
        "de": {"in", "text", "logo"},
    }.get(language, set())  # fmt: skip
    for words, others in zip(made, english, strict=True):
        assert words & others <= cognates | {"solar", "kettle", "s"}


def test_names_of_products_are_said_as_words() -> None:
    assert text_of({"shot": "x", "references": ["solar_kettle"]}, family="product").startswith(
        "The product, solar kettle, is the hero"
    )


@pytest.mark.parametrize("name", SHOT_FAMILIES)
def test_parts_of_one_shot_are_marked_in_every_family(name: str) -> None:
    board = load(boarded({"shot": "Ana pours"}, {"shot": "Ana drinks"}, family=name))
    briefs = [brief for brief in board.briefs if isinstance(brief, ShotBrief)]
    text = Builder(board).several(briefs, ("ana",)).text
    assert "Shot 1: " in text
    assert "Shot 2: " in text
    assert text.count("No music.") == 1
    assert "Single continuous take" not in text


@pytest.mark.parametrize("name", SHOT_FAMILIES)
def test_a_prompt_depends_on_its_beat_its_scene_and_the_defaults_alone(name: str) -> None:
    beat = {"id": "it", "shot": "Ana pours", "audio": {"says": [{"by": "ana", "line": "Tea?"}]}}
    alone = text_of(beat, family=name)
    around: list[dict[str, Any]] = [
        {"shot": "Ben runs", "camera": "orbit"},
        beat,
        {"talk": "Hi.", "by": "ben"},
    ]
    made = {prompt.beat: prompt.text for prompt in build(load(boarded(*around, family=name)))}
    assert made["it"] == alone


INJECTIONS = [
    "{{ 7*7 }}", "{% for x in range(9) %}boo{% endfor %}", "{{ ''.__class__ }}", "{# gone #}",
    "{name} {0} {line!r} {} %s %(name)s", "{{ phrases.stop }}", "a\u202eb\u2066c", "a\u200bb",
    "{line} <sound> (music) 【subtitle】 （music）", "it's “so” «it» 「is」", "${HOME} `id`",
    "Shot 9: \\n \\u0041 &lt",
]  # fmt: skip


@pytest.mark.parametrize("name", SHOT_FAMILIES)
@pytest.mark.parametrize("text", INJECTIONS)
def test_a_users_text_is_never_run_in_any_family(name: str, text: str) -> None:
    beat = {
        "shot": [text, "Ana waves"], "with": ["ana", "ben"],
        "setting": {"place": text, "mood": text}, "camera": text, "lighting": {"source": text},
        "style": {"palette": text}, "constraints": text,
        "audio": {"ambient": [text], "music": text,
                  "says": [{"by": "ana", "line": text, "delivery": text}]},
    }  # fmt: skip
    made = text_of(beat, family=name, cast={"ana": {"name": text}, "ben": {"look": "b"}})
    assert made.lower().count(text.lower()) >= 11
    assert "49" not in made
    assert made.count("boo") == made.count("boo{%")


@pytest.mark.parametrize("name", SHOT_FAMILIES)
def test_quotes_inside_a_line_do_not_end_it(name: str) -> None:
    says = [{"by": "ana", "line": 'I said "go". {line}\n"'}]
    text = text_of({"shot": "Ana turns", "audio": {"says": says}}, family=name)
    assert text.count('"') == 2
    assert "\"I said 'go'. {line} '\"" in text


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x07", "\x7f"])
def test_control_characters_are_told_with_their_place(sign: str) -> None:
    with pytest.raises(InputError) as error:
        load(boarded({"shot": f"Ana{sign}"}, family="product"))
    assert error.value.problems[0].where is not None
    assert "scenes[0].beats[0]" in str(error.value)


# Boards and names


def test_an_unknown_family_is_told_at_every_place_with_the_nearest_name() -> None:
    board = load("shotwright: 1\nfamily: prodcut\ncast: {ana: {look: a}}\nscenes:\n  - id: a\n"
                 "    beats:\n      - {shot: Ana waves}\n      - {shot: Ana sits, family: motion}\n"
                 "      - {talk: Hello., family: dialog}\n")  # fmt: skip
    with pytest.raises(InputError) as error:
        build(board)
    found = [(p.where.line if p.where else 0, p.message, p.hint) for p in error.value.problems]
    assert found[0] == (2, "there is no family `prodcut`", "did you mean `product`?")
    assert found[1][:2] == (8, "the family `motion` makes no shots")
    assert found[2] == (9, "there is no family `dialog`", "did you mean `dialogue`?")


@pytest.mark.parametrize("name", ["../cinematic", "a/b", "", ".", "a b", "cinematic\n"])
def test_a_familys_name_is_no_path(name: str) -> None:
    with pytest.raises(InputError):
        load(boarded({"shot": "x"}, family=name))


def test_what_was_built_with_some_families_is_not_given_for_others(tmp_path: Path) -> None:
    about = (
        'schema = 1\nname = "cinematic"\nmakes = "shot"\nextends = "cinematic"\nwhat = "w"\n'
        'when = "n"\nslots = [{ slot = "action", clause = "action", uses = ["action"] }]\n'
    )
    own = own_family(tmp_path, about_toml=about)
    board = load(boarded({"shot": "Ana waves"}))
    before = build(board)
    (mine,) = build(board, read_families(own))
    assert mine.text == "Ana waves."
    assert build(board) == before
    assert before[0].text.startswith("Ana waves. Sound: only")


# The user's own


def test_a_family_of_ones_own_is_checked_and_used(tmp_path: Path) -> None:
    own = own_family(tmp_path)
    assert check_family(own) == []
    board = load(boarded({"shot": "he waves"}, family="feed", language="es"))
    (prompt,) = build(board, read_families(tmp_path))
    assert prompt.text == "Hello Ana. He waves."
    assert [piece.clause for piece in prompt.pieces] == ["action", "action"]
    assert "feed" in read_families(own).of_shots()


def test_a_family_without_phrases_of_its_own_speaks_every_language(tmp_path: Path) -> None:
    own = own_family(
        tmp_path, hello_j2="{{ phrases.with.format(names=names | all_of(phrases)) }}\n"
    )
    (own / "phrases.toml").unlink()
    board = load(boarded({"shot": "x"}, family="feed", language="es"))
    assert build(board, read_families(own))[0].text == "Con Ana X."


@pytest.mark.parametrize("name", SHOT_FAMILIES)
def test_families_that_come_along_say_the_same_when_they_are_the_users(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).mkdir()
    for path in (templates_folder() / name).iterdir():
        (tmp_path / name / path.name).write_bytes(path.read_bytes())
    assert check_family(tmp_path / name) == []
    says = [{"by": "ana", "line": "Tea?"}, {"by": "ben", "line": "Yes."}]
    beats = [
        {"shot": ["Ana pours", "Ben drinks"], "camera": "static", "setting": {"mood": "calm"}},
        {"shot": "Ana", "with": ["ana", "ben"], "audio": {"says": says, "music": "piano"}},
    ]
    board = load(boarded(*beats, family=name, aspect="9:16", language="fr"))
    assert build(board, read_families(tmp_path)) == build(board)


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        ({"about_toml": "schema = 1\nname = 3\n"},
         ["about.toml:2 `name`: input should be a valid string",
          "about.toml:1 `makes`: field required", "about.toml:1 `what`: field required",
          "about.toml:1 `when`: field required", "about.toml:1 `slots`: field required"]),
        ({"about_toml": "schema = 1\nname = \n"}, ["about.toml:2 Invalid value"]),
        ({"phrases_toml": '[en]\nhello = "Hello {names}"\n\n[es]\nsaludo = "Hola"\n'},
         ["phrases.toml:4 `es` has no `hello`, and `en` has",
          "phrases.toml:4 `es` has `saludo`, and `en` has not"]),
        ({"phrases_toml": '[en]\nhello = "Hello {names}"\n[es]\nhello = "Hola {name}"\n'},
         ["phrases.toml:3 `es.hello` fills in other names than `en.hello`"]),
        ({"phrases_toml": '[en]\nhello = "Hello {names:>99}"\n'},
         ["phrases.toml:2 `en.hello` may hold plain `{name}` only"]),
        ({"phrases_toml": '[en]\nhello = "Hello {names.__class__}"\n'},
         ["phrases.toml:2 `en.hello` may hold plain `{name}` only"]),
        ({"phrases_toml": '[en]\nhello = "Hi"\nshot = "{number:>9999999999}"\n'},
         ["phrases.toml:3 `en.shot` may hold plain `{name}` only"]),
        ({"phrases_toml": '[en]\nhello = "Hi"\nshot = "Part"\n'},
         ["phrases.toml:3 `en.shot` should hold `{number}`, and no other"]),
        ({"phrases_toml": "[en]\nhello = 3\n"},
         ["phrases.toml:2 `en.hello` should be a text of at most 1,000 characters"]),
        ({"hello_j2": "\n{{ name }}\n{{ phrases.helo }}\n"},
         ["hello.j2:2 `name` is not given to `hello`", "hello.j2:3 `phrases` has no `helo`"]),
    ],
)  # fmt: skip
def test_every_mistake_of_a_family_is_told_with_file_and_line(
    files: dict[str, str], problems: list[str], tmp_path: Path
) -> None:
    own = own_family(tmp_path, **files)
    assert told(check_family(own)) == problems
    with pytest.raises(InputError):
        read_families(own)


@pytest.mark.parametrize(
    ("slots", "problem"),
    [
        ('{ slot = "gone", clause = "action", uses = [] }', "about.toml:7 `gone.j2` is not there"),
        ('{ slot = "hello", clause = "action", uses = ["motion"] }',
         "about.toml:7 `hello` cannot use `motion`"),
        ('{ slot = "hello", clause = "action", uses = ["name"] }',
         "about.toml:7 `slots.0.uses.0`: there is no `name`"),
        ('{ slot = "hello", clause = "action", use = [] }', "about.toml:7 `slots.0.uses`"),
        ('{ slot = "../../x", clause = "action", uses = [] }', "about.toml:7 `slots.0.slot`"),
        ('{ slot = "subject", clause = "subject", uses = ["style"] }',
         "about.toml:7 `subject` cannot use `style`"),
    ],
)  # fmt: skip
def test_a_slot_that_fits_no_prompt_is_told(slots: str, problem: str, tmp_path: Path) -> None:
    about = (
        'schema = 1\nname = "feed"\nmakes = "shot"\nextends = "cinematic"\nwhat = "w"\n'
        f'when = "n"\nslots = [{slots}]\n'
    )
    own = own_family(tmp_path, about_toml=about)
    assert told(check_family(own))[0].startswith(problem)


@pytest.mark.parametrize("name", ["agent_brief", "rewrite", "motion"])
def test_a_shot_family_takes_no_name_of_another_kind(name: str, tmp_path: Path) -> None:
    text = (own_family(tmp_path / "x") / "about.toml").read_text("utf-8")
    own = own_family(tmp_path, about_toml=text.replace('"feed"', f'"{name}"'))
    assert "about.toml:2 " in told(check_family(own))[0]


def test_motion_prompts_can_be_ones_own(tmp_path: Path) -> None:
    about = ('schema = 1\nname = "motion"\nmakes = "motion"\nwhat = "w"\nwhen = "n"\n'
             'slots = [{ slot = "motion", clause = "motion", uses = ["motion"] }]\n')  # fmt: skip
    own = own_family(tmp_path, about_toml=about, motion_j2="Gently: {{ motion }}",
                     phrases_toml='[en]\njoint = " "\nspace = " "\n')  # fmt: skip
    board = load(boarded({"talk": "Hello.", "by": "ana", "motion": "nods"}))
    assert build(board, read_families(own))[0].text == "Gently: nods"


def test_a_familys_files_lie_in_its_folder(tmp_path: Path) -> None:
    own = own_family(tmp_path)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    (own / "hello.j2").unlink()
    (own / "hello.j2").symlink_to(secret)
    assert told(check_family(own)) == ["hello.j2:1 `hello.j2` is no file of this folder"]


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"x" * 100_001])
def test_files_are_text_and_not_large(raw: bytes, tmp_path: Path) -> None:
    own = own_family(tmp_path)
    (own / "hello.j2").write_bytes(raw)
    assert len(check_family(own)) == 1


def test_a_case_that_fails_shows_where_it_differs(tmp_path: Path) -> None:
    cases = ('schema = 1\n\n[[case]]\nname = "good"\nboard.cast.ana = { look = "a" }\n'
             'board.scenes = [{ id = "a", beats = [{ shot = "Ana waves" }] }]\n'
             'expected = ["Hello Ana. Ana waves."]\n\n[[case]]\nname = "bad"\n'
             'board.cast.ana = { look = "a" }\n'
             'board.scenes = [{ id = "a", beats = [{ shot = "Ana sits" }] }]\n'
             'expected = ["Hello Ana. Ana waves."]\n')  # fmt: skip
    own = own_family(tmp_path, cases_toml=cases)
    assert told(check_family(own)) == [
        (
            "cases.toml:9 case `bad`: prompt 1 differs at character 16: "
            "expected 'Hello Ana. Ana waves.', got 'Hello Ana. Ana sits.'"
        )
    ]


def test_a_folder_without_families_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no family here"):
        family_folders(tmp_path)
    with pytest.raises(InputError, match="there is no family here"):
        read_families(tmp_path / "gone")


# The command


def ran(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["shotwright", "templates", *words])
    with pytest.raises(SystemExit) as stopped:
        run()
    out, err = capsys.readouterr()
    return int(str(stopped.value.code or 0)), out, err


def test_the_command_lists_shows_and_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = own_family(tmp_path)
    code, out, _ = ran(monkeypatch, capsys, "--json", "--templates", str(tmp_path))
    listed = {each["name"]: each for each in json.loads(out)["families"]}
    assert code == 0
    assert set(listed) == {*built_in(), "feed"}
    assert listed["feed"]["own"]
    assert not listed["product"]["own"]
    assert listed["product"]["languages"] == list(family("product").phrases)
    code, out, _ = ran(monkeypatch, capsys, "product")
    assert (code, out.startswith("product: ")) == (0, True)
    assert "our judgement" in out
    code, out, _ = ran(monkeypatch, capsys, "--check", str(tmp_path))
    assert (code, out) == (0, f"{own.as_posix()}: fine\n")
    (own / "hello.j2").write_text("\n{{ nmaes }}", "utf-8")
    code, out, err = ran(monkeypatch, capsys, "--check", str(tmp_path))
    assert code == 2
    assert "hello.j2:2" in err.replace("\n", "")
    code, out, _ = ran(monkeypatch, capsys, "nope", "--json")
    assert code == 2
    assert json.loads(out)["errors"][0]["message"] == "there is no family `nope`"
