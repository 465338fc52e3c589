"""Each rule at its edges: what it finds, what it lets pass, and where it points."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shotwright.catalog import route as catalog_route
from shotwright.model.finding import Severity
from shotwright.prompt import build
from shotwright.rules import Case, find

if TYPE_CHECKING:
    from tests.rules.conftest import Ask, MakeFile

TODAY = date(2026, 11, 21)
LIFTS = "- shot: Maya lifts a mug"
PLACEHOLDERS = [
    "{{ city }}", "{{city", "city}}", "{% if a %}", "{%", "%}", "{# note #}", "{#", "#}",
    "${city}", "${city", "<% a %>", "<%", "%>", "%(city)s",
]  # fmt: skip
NEARLY_PLACEHOLDERS = ["{ city }", "$city", "$5", "100 %", "(city)s", "%s", "#1", "[city]", "50%"]


# The prompt as a whole


def test_shot001_finds_a_prompt_of_invisible_characters_only(ask: Ask) -> None:
    asked = ask("SHOT001", '- prompt: " \\t\\u200b\\u00a0\\ufeff"')
    assert asked.beats == ["s.1"]
    assert asked.findings[0].severity is Severity.ERROR
    assert asked.places == [asked.place_of('" \\t')]


@pytest.mark.parametrize("beat", ["- prompt: a", "- prompt: .", LIFTS, '- shot: ""'])
def test_shot001_lets_one_visible_character_pass(ask: Ask, beat: str) -> None:
    # An empty action still makes a prompt: setting, sound and constraints are in it.
    assert not ask("SHOT001", beat).findings


@pytest.mark.parametrize(
    ("prompt", "counted"),
    [
        pytest.param("a" * 9_999, None, id="below"),
        pytest.param("a" * 10_000, None, id="at"),
        pytest.param("a" * 10_001, "10,001", id="above"),
        pytest.param("é" * 10_000, None, id="at-in-more-bytes"),
        pytest.param("a" * 9_998 + "😀", None, id="at-with-emoji"),
        pytest.param("a" * 9_999 + "😀", "10,001", id="above-with-emoji"),
        pytest.param("😀" * 5_000, None, id="at-in-emoji"),
        pytest.param("😀" * 5_001, "10,002", id="above-in-emoji"),
    ],
)
@pytest.mark.parametrize("route", ["web", "api"])
def test_shot002_counts_utf16_units(ask: Ask, prompt: str, counted: str | None, route: str) -> None:
    found = [
        finding.message for finding in ask("SHOT002", f"- prompt: {prompt}", route=route).findings
    ]
    assert len(found) == (counted is not None)
    assert all(f"the prompt has {counted} characters, over the 10,000 of" in told for told in found)


def test_shot002_counts_the_built_prompt_and_points_at_the_action(ask: Ask) -> None:
    asked = ask("SHOT002", f"- shot: Maya {'a' * 9_990}")
    assert asked.places == [asked.place_of("Maya aaa")]


@pytest.mark.parametrize(("spare", "found"), [(1, False), (0, False), (-1, True)])
def test_shot002_takes_its_limit_from_the_route(ask: Ask, spare: int, *, found: bool) -> None:
    board = ask("SHOT002", LIFTS).board
    (prompt,) = build(board)
    route = catalog_route("web")
    assert route.shots is not None
    limit = route.shots.prompt_characters.model_copy(update={"max": len(prompt.text) + spare})
    shots = route.shots.model_copy(update={"prompt_characters": limit})
    narrow = route.model_copy(update={"shots": shots})
    codes = {
        finding.code for finding in find(Case(board, narrow, narrow, {"s.1": prompt}, on=TODAY))
    }
    assert ("SHOT002" in codes) is found


# The words of a shot


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
@pytest.mark.parametrize("key", ["shot", "prompt"])
def test_shot007_finds_template_syntax(ask: Ask, key: str, placeholder: str) -> None:
    asked = ask("SHOT007", f"- {key}: 'Maya sees {placeholder} there'")
    assert [finding.severity for finding in asked.findings] == [Severity.ERROR]
    assert asked.findings[0].message.endswith("template syntax, which nothing fills in")
    assert asked.places == [asked.place_of("'Maya")]


@pytest.mark.parametrize("words", NEARLY_PLACEHOLDERS)
def test_shot007_lets_other_signs_pass(ask: Ask, words: str) -> None:
    assert not ask("SHOT007", f"- shot: 'Maya sees {words} there'").findings


def test_shot007_counts_the_marks_of_a_text_and_quotes_the_first_on_one_line(ask: Ask) -> None:
    (finding,) = ask("SHOT007", "- shot: 'In {{ city }} at {{ hour }} with {{ who }}'").findings
    assert finding.message.startswith("`{{ city }}` and 2 more are template syntax")
    (finding,) = ask("SHOT007", f"- shot: 'In {{{{ {'a' * 55} }}}}'").findings
    assert f"`{{{{ {'a' * 34}...`" in finding.message


@pytest.mark.parametrize(
    ("beat", "words"),
    [
        ("- shot: [Maya waits, 'Maya goes to {{ a }}']", "'Maya goes"),
        ("- {shot: Maya waits, camera: 'on {{ a }}'}", "'on {{"),
        ("- {shot: Maya waits, camera: {size: close-up, move: '{{ a }}'}}", "'{{ a"),
        ("- {shot: Maya waits, lighting: '{{ a }}'}", "'{{ a"),
        ("- {shot: Maya waits, setting: {place: a kitchen, mood: '{{ a }}'}}", "'{{ a"),
        ("- {shot: Maya waits, constraints: [one, 'two {{ a }}']}", "'two"),
        ("- {shot: Maya waits, audio: {ambient: [wind, '{{ a }}']}}", "'{{ a"),
        ("- {shot: Maya waits, audio: {says: [{by: maya, line: '{{ a }}'}]}}", "'{{ a"),
        ("- {shot: Maya waits, audio: {says: [{by: maya, line: a, delivery: '${a}'}]}}", "'${a"),
    ],
)
def test_shot007_points_at_the_very_text(ask: Ask, beat: str, words: str) -> None:
    asked = ask("SHOT007", beat)
    assert asked.places == [asked.place_of(words)]


@pytest.mark.parametrize(
    ("beat", "path"),
    [
        ("- shot: 'Maya in {{ a }}'", "shot"),
        ("- shot: [Maya waits, 'Maya in {{ a }}']", "shot[1]"),
        ("- {shot: Maya waits, camera: '{{ a }}'}", "camera"),
        ("- {shot: Maya waits, camera: {move: '{{ a }}'}}", "camera.move"),
        ("- {shot: Maya waits, audio: {ambient: '{{ a }}'}}", "audio.ambient"),
        (
            "- {shot: Maya waits, audio: {says: [{by: maya, line: '{{ a }}'}]}}",
            "audio.says[0].line",
        ),
    ],
)
def test_shot007_names_the_path_as_it_is_written(ask: Ask, beat: str, path: str) -> None:
    (finding,) = ask("SHOT007", beat).findings
    assert finding.where is not None
    assert finding.where.path == f"scenes[0].beats[0].{path}"


def test_shot007_points_at_an_inherited_clause_and_a_name_where_they_stand(ask: Ask) -> None:
    asked = ask(
        "SHOT007",
        LIFTS + "\n  with: [ana]",
        board="style: 'like {{ film }}'\ncast:\n  ana: {look: lk_ana, name: '{{ ana }}'}",
        scene="setting: 'in {{ city }}'\naudio: wind",
    )
    words = ["'{{ ana", "'in {{", "'like {{"]
    assert sorted(asked.places) == sorted(asked.place_of(text) for text in words)


def test_shot007_looks_at_nothing_that_a_verbatim_prompt_leaves_out(ask: Ask) -> None:
    assert not ask("SHOT007", "- prompt: Maya waits", scene="setting: '{{ city }}'").findings


def test_shot007_leaves_scripts_to_talk013(ask: Ask) -> None:
    assert not ask("SHOT007", "- talk: Hi {{ name }}").findings


@pytest.mark.parametrize(
    ("sign", "meaning"),
    [
        ("{", "a spoken line"), ("}", "a spoken line"),
        ("<", "a sound effect"), (">", "a sound effect"),
        ("\uff08", "music"), ("\uff09", "music"),
        ("\u3010", "a subtitle"), ("\u3011", "a subtitle"),
    ],
)  # fmt: skip
def test_shot009_says_what_a_sign_means_to_the_model(ask: Ask, sign: str, meaning: str) -> None:
    asked = ask("SHOT009", f"- shot: 'Maya lifts a {sign} mug'")
    assert [str(finding.severity) for finding in asked.findings] == ["warn"]
    assert f"reads `{sign}` as markup, the first as {meaning}" in asked.findings[0].message
    assert asked.places == [asked.place_of("'Maya lifts")]


@pytest.mark.parametrize("signs", ["(a)", "[a]", '"a"', "\u300ca\u300d", "a & b", "5 $"])
def test_shot009_lets_other_brackets_pass(ask: Ask, signs: str) -> None:
    assert not ask("SHOT009", f"- shot: 'Maya lifts {signs}'").findings


def test_shot009_is_silent_where_shot007_speaks_of_the_same_text(ask: Ask) -> None:
    beat = "- {shot: 'Maya in {{ city }} <now>', camera: 'close <up>'}"
    asked = ask("SHOT009", beat)
    assert asked.places == [asked.place_of("'close")]
    assert not ask("SHOT009", "- talk: Hello <there>").findings


# What a shot has to say


@pytest.mark.parametrize("action", ['""', '" "', '"\\u200b"', '[""]', '["", " "]', "[]"])
def test_shot010_finds_an_empty_action(ask: Ask, action: str) -> None:
    asked = ask("SHOT010", f"- shot: {action}")
    assert [finding.severity for finding in asked.findings] == [Severity.WARN]
    assert asked.places == [asked.place_of(action)]


@pytest.mark.parametrize("beat", [LIFTS, '- shot: ["", Maya waits]', '- prompt: " "', "- talk: Hi"])
def test_shot010_lets_pass_what_has_an_action_or_needs_none(ask: Ask, beat: str) -> None:
    assert not ask("SHOT010", beat).findings


@pytest.mark.parametrize("setting", ['""', '" "', "{mood: hopeful}", "{place: '', words: ' '}"])
def test_shot011_finds_an_empty_setting(ask: Ask, setting: str) -> None:
    asked = ask("SHOT011", LIFTS, scene=f"setting: {setting}")
    assert asked.beats == ["s.1"]


def test_shot011_finds_a_missing_setting_and_points_at_the_beat(ask: Ask) -> None:
    asked = ask("SHOT011", LIFTS, scene="")
    assert asked.places == [asked.place_of("shot: Maya")]


@pytest.mark.parametrize(
    "setting", ["a roof", "{place: a roof}", "{time: dawn}", "{weather: rain}"]
)
@pytest.mark.parametrize("on", ["beat", "scene", "board"])
def test_shot011_takes_the_setting_from_beat_scene_or_board(
    ask: Ask, on: str, setting: str
) -> None:
    line = f"setting: {setting}"
    beat = f"{LIFTS}\n  {line}" if on == "beat" else LIFTS
    scene, board = (line if on == level else "" for level in ("scene", "board"))
    assert not ask("SHOT011", beat, scene=scene, board=board).findings


def test_shot011_does_not_look_at_verbatim_prompts(ask: Ask) -> None:
    assert not ask("SHOT011", "- prompt: Maya waits", scene="").findings


@pytest.mark.parametrize("audio", ["", 'audio: ""', "audio: {}", "audio: {ambient: [], says: []}"])
def test_shot013_finds_audio_left_open(ask: Ask, audio: str) -> None:
    asked = ask("SHOT013", LIFTS, scene=audio)
    assert [finding.severity for finding in asked.findings] == [Severity.WARN]


@pytest.mark.parametrize(
    "audio",
    ["wind", "{mode: silent}", "{speech: none}", "{music: none}", "{ambient: [wind]}",
     "{says: [{by: maya, line: Hello}]}"],
)  # fmt: skip
@pytest.mark.parametrize("on", ["beat", "scene", "board"])
def test_shot013_takes_audio_from_beat_scene_or_board(ask: Ask, on: str, audio: str) -> None:
    line = f"audio: {audio}"
    beat = f"{LIFTS}\n  {line}" if on == "beat" else LIFTS
    scene, board = (line if on == level else "" for level in ("scene", "board"))
    assert not ask("SHOT013", beat, scene=scene, board=board).findings


def test_shot013_does_not_look_at_cutaways_and_verbatim_prompts(ask: Ask) -> None:
    beats = "- {id: t, talk: Good morning}\n- {shot: a mug, over: t}\n- prompt: Maya waits"
    assert not ask("SHOT013", beats, scene="").findings


@pytest.mark.parametrize("language", ["it", "it-IT", "nl", "IT", "eng"])
def test_shot048_finds_other_languages(ask: Ask, language: str) -> None:
    asked = ask("SHOT048", f"{LIFTS}\n  language: {language}")
    assert [finding.severity for finding in asked.findings] == [Severity.WARN]
    assert "Translate" in asked.findings[0].fix
    assert asked.places == [asked.place_of(language + "\n")]


@pytest.mark.parametrize(
    "language", ["en", "en-GB", "EN", "zh_Hant", "yue", "pt-BR", "pt_br", "ja"]
)
def test_shot048_goes_by_the_primary_subtag(ask: Ask, language: str) -> None:
    assert not ask("SHOT048", f"{LIFTS}\n  language: {language}").findings


def test_shot048_points_at_an_inherited_language_and_passes_over_talk(ask: Ask) -> None:
    asked = ask("SHOT048", LIFTS + "\n- talk: Ciao a tutti", board="language: it")
    assert asked.beats == ["s.1"]
    assert asked.places == [asked.place_of("it\n")]


@pytest.mark.parametrize(
    ("seconds", "route", "found"),
    [
        ("auto", "web", True), ("auto", "api", False),
        ("15", "web", False), ('"=15"', "web", False), ("4-8", "web", False),
    ],
)  # fmt: skip
def test_shot057_finds_auto_where_the_route_cannot_choose(
    ask: Ask, seconds: str, route: str, *, found: bool
) -> None:
    asked = ask("SHOT057", f"{LIFTS}\n  seconds: {seconds}", route=route)
    assert asked.places == [asked.place_of(seconds)] * found
    assert all("15 s" in finding.message for finding in asked.findings)


# References and files


def reference(form: str, *, rest: str) -> str:
    return f'references:\n  r: {{{form}: "https://example.com/r", {rest}}}'


@pytest.mark.parametrize(
    ("form", "face", "route", "found"),
    [
        ("image", "true", "web", True),
        ("video", "true", "web", True),
        ("image", "false", "web", False),
        ("image", "null", "web", False),
        ("image", "true", "api", False),
        ("video", "true", "api", False),
    ],
)
def test_refs004_finds_faces_where_the_route_takes_none(
    ask: Ask, form: str, face: str, route: str, *, found: bool
) -> None:
    board = reference(form, rest=f"of: style, face: {face}")
    asked = ask("REFS004", f"{LIFTS}\n  references: [tin, r]", board=board, route=route)
    assert asked.places == [asked.place_of("r]\n")] * found
    assert all(finding.severity is Severity.ERROR for finding in asked.findings)


def test_refs004_points_at_the_scene_where_the_reference_is_bound_there(ask: Ask) -> None:
    board = reference("image", rest="of: style, face: true")
    asked = ask("REFS004", LIFTS, board=board, scene="references: [r]")
    assert asked.places == [asked.place_of("r]\n")]


def test_refs004_passes_over_references_that_no_beat_uses(ask: Ask) -> None:
    assert not ask("REFS004", LIFTS, board=reference("image", rest="face: true")).findings


def test_refs005_finds_a_bound_reference_without_a_job_and_points_at_it(ask: Ask) -> None:
    bound = f"{LIFTS}\n  references: [tin, r]"
    asked = ask("REFS005", bound, board=reference("video", rest="face: false"))
    assert [finding.severity for finding in asked.findings] == [Severity.WARN]
    assert asked.places == [asked.place_of("{video")]


@pytest.mark.parametrize("job", ["product", "wardrobe", "place", "palette", "style", "motion"])
def test_refs005_takes_every_job(ask: Ask, job: str) -> None:
    bound = f"{LIFTS}\n  references: [r]"
    assert not ask("REFS005", bound, board=reference("image", rest=f"of: {job}")).findings


def test_refs005_passes_over_references_that_no_beat_uses(ask: Ask) -> None:
    assert not ask("REFS005", LIFTS, board=reference("image", rest="face: false")).findings


FILES = """
cast:
  sam: {image: sam.png, voice: vc_sam}
  ana: {look: lk_ana, image: ana.png, voice: vc_ana}
references:
  mug: {image: mug.png, of: product}
  move: {video: move.mp4, of: motion}
"""
USES = """
- {id: a, shot: Maya lifts a mug, references: [mug, move, tin]}
- {id: b, talk: Good morning, by: sam}
- {id: c, talk: {audio: {file: said.mp3, seconds: 5}}}
- {id: d, talk: Good night, by: ana}
"""


def test_refs011_finds_every_file_that_a_beat_needs_and_points_at_its_path(
    ask: Ask, tmp_path: Path
) -> None:
    asked = ask("REFS011", USES, board=FILES, folder=tmp_path)
    assert asked.beats == ["a", "a", "b", "c"]
    files = ["mug.png", "move.mp4", "sam.png", "said.mp3"]
    assert asked.places == [asked.place_of(file) for file in files]
    assert [finding.severity for finding in asked.findings] == [Severity.WARN] * 4


def test_refs011_is_content_when_the_files_are_there(ask: Ask, tmp_path: Path) -> None:
    for name in ("mug.png", "move.mp4", "sam.png", "said.mp3"):
        (tmp_path / name).write_bytes(b"x")
    assert not ask("REFS011", USES, board=FILES, folder=tmp_path).findings


def test_refs011_passes_over_files_that_no_beat_needs(ask: Ask, tmp_path: Path) -> None:
    assert not ask("REFS011", LIFTS, board=FILES, folder=tmp_path).findings


def test_refs011_passes_over_what_is_not_local(ask: Ask, tmp_path: Path) -> None:
    beats = '- talk: {audio: {url: "https://example.com/a.mp3"}}\n- talk: {audio: {asset: a1}}'
    assert not ask("REFS011", beats, folder=tmp_path).findings


def test_refs011_tells_a_strange_path_on_one_line(ask: Ask, tmp_path: Path) -> None:
    board = 'references:\n  r: {image: "a\\nb.png", of: style}'
    (finding,) = ask(
        "REFS011", f"{LIFTS}\n  references: [r]", board=board, folder=tmp_path
    ).findings
    assert len(str(finding).splitlines()) == 1


NAMES = {"mug.png": "a PNG", "move.mp4": "an MP4", "sam.png": "a PNG", "said.mp3": "a WAV"}


@pytest.mark.parametrize("route", ["web", "api"])
@pytest.mark.parametrize(
    ("code", "files", "found"),
    [
        ("REFS012", {}, []),
        ("TALK023", {}, []),
        ("REFS012", dict.fromkeys(NAMES, "a text"), ["mug.png", "move.mp4", "sam.png"]),
        ("TALK023", dict.fromkeys(NAMES, "a text"), ["said.mp3"]),
        ("REFS012", dict.fromkeys(NAMES, "a PNG"), ["move.mp4"]),
        ("REFS012", dict.fromkeys(NAMES, "an MP4"), ["mug.png", "sam.png"]),
        ("TALK023", dict.fromkeys(NAMES, "an MP4"), ["said.mp3"]),
        ("REFS013", {}, []),
    ],
)
def test_refs012_and_talk023_look_at_content(
    ask: Ask,
    make_file: MakeFile,
    tmp_path: Path,
    code: str,
    files: dict[str, str],
    found: list[str],
    route: str,
) -> None:
    for name, what in {**NAMES, **files}.items():
        make_file(tmp_path / name, what)
    asked = ask(code, USES, board=FILES, folder=tmp_path, route=route)
    assert asked.places == [asked.place_of(file) for file in found]


@pytest.mark.parametrize("route", ["web", "api"])
@pytest.mark.parametrize(
    ("name", "limit"),
    [("mug.png", 50_000_000), ("move.mp4", 100_000_000), ("said.mp3", 50_000_000)],
)
def test_refs013_holds_the_size_at_its_edge(
    ask: Ask, make_file: MakeFile, tmp_path: Path, name: str, limit: int, route: str
) -> None:
    edges: list[tuple[int, list[str]]] = [(-1, []), (0, []), (1, [name])]
    for over, found in edges:
        make_file(tmp_path / name, f"{NAMES[name]} of {limit + over} bytes")
        asked = ask("REFS013", USES, board=FILES, folder=tmp_path, route=route)
        assert asked.places == [asked.place_of(file) for file in found]


def test_rules_about_files_pass_over_those_that_are_not_there(ask: Ask, tmp_path: Path) -> None:
    for code in ("REFS012", "REFS013", "TALK023"):
        assert not ask(code, USES, board=FILES, folder=tmp_path).findings


# Cast


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("consent: pending", "CAST001"),
        ("consent: rejected", "CAST001"),
        ("consent: unknown", "CAST004"),
        ("voice: vc_ana", "CAST004"),
        ("consent: confirmed", None),
        ("kind: photo, consent: pending", None),
        ("kind: public, consent: rejected", None),
        ("kind: photo", None),
    ],
)
def test_cast001_and_cast004_judge_the_consent_of_twins(
    ask: Ask, rest: str, code: str | None
) -> None:
    for asked_code, severity in (("CAST001", Severity.ERROR), ("CAST004", Severity.WARN)):
        asked = ask(
            asked_code,
            f"{LIFTS}\n  with: [maya, ana]",
            board=f"cast:\n  ana: {{look: lk_ana, {rest}}}",
        )
        assert [found.severity for found in asked.findings] == [severity] * (code == asked_code)


def test_cast001_points_at_the_consent(ask: Ask) -> None:
    beats = f"{LIFTS}\n  with: [ana]\n- talk: Good morning\n  by: ana"
    asked = ask("CAST001", beats, board="cast:\n  ana: {look: lk_ana, consent: pending}")
    assert asked.beats == ["s.1"]
    assert asked.places == [asked.place_of("pending")]


@pytest.mark.parametrize("code", ["CAST001", "CAST004", "CAST003"])
def test_rules_on_the_cast_pass_over_those_who_are_not_in_the_shot(ask: Ask, code: str) -> None:
    board = "cast:\n  ana: {look: lk_ana}\n  ben: {look: lk_ben, consent: rejected}"
    assert not ask(code, LIFTS, board=board).findings


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("look: lk_ana", False),
        ("look: lk_ana, kind: digital_twin", False),
        ("look: lk_ana, kind: photo", True),
        ("look: lk_ana, kind: public", True),
        ('image: "https://example.com/ana.jpg"', True),
    ],
)
def test_cast003_lets_the_app_film_twins_only(ask: Ask, rest: str, *, found: bool) -> None:
    beats, board = f"{LIFTS}\n  with: [maya, ana]", f"cast:\n  ana: {{{rest}}}"
    asked = ask("CAST003", beats, board=board)
    assert asked.places == [asked.place_of("ana]\n")] * found
    assert all(finding.severity is Severity.ERROR for finding in asked.findings)
    assert not ask("CAST003", beats, board=board, route="api").findings


def test_cast003_points_at_an_inherited_with_where_it_stands(ask: Ask) -> None:
    board = "with: [maya, pic]"
    asked = ask("CAST003", LIFTS, board=board)
    assert not asked.findings  # the scene's own `with` is nearer
    asked = ask("CAST003", f"{LIFTS}\n  with: [pic]\n- talk: Hi\n  by: pic", board=board)
    assert asked.places == [asked.place_of("pic]\n      - talk")]


# Motion prompts and expressiveness


@pytest.mark.parametrize(
    ("who", "engine", "found"),
    [
        ("pic", "avatar_iv", False),
        ("sam", "avatar_iv", False),
        ("maya", "avatar_iv", True),
        ("pub", "avatar_iv", True),
        ("pic", "avatar_iii", True),
        ("maya", "avatar_iii", True),
        ("pic", "avatar_v", False),
        ("maya", "avatar_v", False),
        ("pub", "avatar_v", False),
    ],
)
@pytest.mark.parametrize("route", ["web", "api"])
def test_talk004_goes_by_look_and_engine(
    ask: Ask, who: str, engine: str, route: str, *, found: bool
) -> None:
    board = (
        "cast:\n  pub: {look: lk_pub, kind: public, voice: v}\n"
        '  sam: {image: "https://example.com/s.jpg", voice: v}'
    )
    beat = f"- {{talk: Good morning, by: {who}, engine: {engine}, motion: head nods}}"
    asked = ask("TALK004", beat, board=board, route=route)
    assert asked.places == [asked.place_of("head nods")] * found
    assert all(finding.severity is Severity.ERROR for finding in asked.findings)
    assert not ask("TALK004", beat.replace(", motion: head nods", ""), board=board).findings


@pytest.mark.parametrize(
    ("who", "engine", "route", "found"),
    [
        ("pic", "avatar_iv", "api", False),
        ("maya", "avatar_iv", "api", True),
        ("pic", "avatar_v", "api", True),
        ("pic", "avatar_iii", "api", True),
        ("maya", "avatar_v", "api", True),
        ("maya", "avatar_iv", "web", False),
        ("pic", "avatar_v", "web", False),
    ],
)
def test_talk005_takes_expressiveness_of_photos_on_avatar_iv(
    ask: Ask, who: str, engine: str, route: str, *, found: bool
) -> None:
    options = "options: {api: {expressiveness: high}}"
    beat = f"- {{talk: Good morning, by: {who}, engine: {engine}, {options}}}"
    asked = ask("TALK005", beat, route=route)
    assert asked.places == [asked.place_of("high")] * found
    assert all(finding.severity is Severity.ERROR for finding in asked.findings)
    assert not ask("TALK005", beat.replace("expressiveness: high", ""), route=route).findings


# Scripts


@pytest.mark.parametrize(
    ("script", "quoted"),
    [
        ("[smiles] Welcome!", "[smiles]"),
        ("[pause for effect] Welcome!", "[pause for effect]"),
        ("[pausing] Welcome!", "[pausing]"),
        ("Welcome (with a smile)!", "(with a smile)"),
        ("Welcome *waves* to all", "*waves*"),
        ("Welcome **very** warmly", "*very*"),
        ("MAYA: Welcome!", "MAYA:"),
        ("Welcome!\nDR. O'NEIL: Thank you.", "DR. O'NEIL:"),
        ("[she smiles\nand waves] Welcome!", "[she smiles and waves]"),
    ],
)
def test_talk012_finds_stage_directions(ask: Ask, script: str, quoted: str) -> None:
    lines = script.replace("\n", "\n    ")
    asked = ask("TALK012", f"- by: maya\n  talk: |\n    {lines}")
    (finding,) = asked.findings
    assert finding.severity is Severity.WARN
    assert finding.message.startswith(f"`{quoted}` looks like")
    assert asked.places == [asked.place_of("|\n")]


@pytest.mark.parametrize(
    "script",
    [
        "Welcome [pause 1.5s] to all",
        "Welcome [pause 2] to all",
        "Welcome [Pause 500ms] to all",
        "Welcome [pause] to all",
        'Welcome <break time="1s"/> to all',
        "Welcome (all of) you",
        "Welcome (you) and (you)",
        "Two * three * four",
        "2*3*4 is 24",
        "* one\n* two",
        "Maya: that is me",
        "It is 9:30, see https://example.com",
        "HTTPS://EXAMPLE.COM is it",
        "Note [1]",
        "I said: WELCOME",
    ],
)
def test_talk012_lets_pauses_and_plain_words_pass(ask: Ask, script: str) -> None:
    lines = script.replace("\n", "\n    ")
    assert not ask("TALK012", f"- by: maya\n  talk: |\n    {lines}").findings


def test_talk012_counts_all_directions_of_a_script_in_one_finding(ask: Ask) -> None:
    (finding,) = ask("TALK012", "- talk: '[smiles] Hi *waves* (in a low voice)'").findings
    assert finding.message.startswith("`[smiles]` and 2 more look like directions")


@pytest.mark.parametrize("opened", ["<", "<break", "<break time", "<break time=1s"])
def test_talk014_is_quick_on_long_gaps_in_a_tag(ask: Ask, opened: str) -> None:
    started = time.process_time()
    assert ask("TALK014", f'- talk: "a {opened}{" " * 20_000}x"').board.briefs
    assert time.process_time() - started < 5


@pytest.mark.parametrize("opened", ["[", "(", "*", "( a", "* a", "[ pause", "A ", "<break "])
def test_talk012_and_talk014_are_quick_on_a_long_hostile_script(ask: Ask, opened: str) -> None:
    started = time.process_time()
    asked = ask("TALK012", f"- talk: 'a {opened * 20_000}'")
    assert time.process_time() - started < 5
    assert asked.board.briefs


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_talk013_finds_template_syntax_in_a_script(ask: Ask, placeholder: str) -> None:
    asked = ask("TALK013", f"- talk: 'Hi {placeholder} there'")
    assert [finding.severity for finding in asked.findings] == [Severity.ERROR]
    assert asked.places == [asked.place_of("'Hi")]


@pytest.mark.parametrize("words", NEARLY_PLACEHOLDERS)
def test_talk013_lets_other_signs_pass(ask: Ask, words: str) -> None:
    assert not ask("TALK013", f"- talk: 'Hi {words} there'").findings


def test_talk013_looks_at_motion_prompts_too_and_leaves_shots_to_shot007(ask: Ask) -> None:
    asked = ask("TALK013", "- {talk: {text: Hi}, motion: '{{ a }} nods'}\n- shot: Maya in {{ b }}")
    assert asked.places == [asked.place_of("'{{ a")]


@pytest.mark.parametrize(
    "script",
    [
        'One <break time="500ms"/> two',
        'One <break time="1"/> two',
        'One <break time="1s"> two',
        'One <break time="1s"></break> two',
        'One <break time="1s" /> two',
        'One <BREAK time="1s"/> two',
        'One <break time=".5s"/> two',
        'One <break time="-1s"/> two',
        'One <break strength="weak"/> two',
        "One <break/> two",
        'One<break time="1s"/> two',
        'One <break time="1s"/>two',
        'One <break time="1s"/>, two',
        'One <break time="1s"/><break time="1s"/> two',
        'One <break time="1s"',
    ],
)
def test_talk014_finds_broken_tags(ask: Ask, script: str) -> None:
    asked = ask("TALK014", f"- talk: '{script}'")
    assert [finding.severity for finding in asked.findings] == [Severity.WARN]
    assert asked.places == [asked.place_of("'One")]


@pytest.mark.parametrize(
    "script",
    [
        'One <break time="1s"/> two',
        'One <break time="0.5s"/> two',
        'One <break time="1.25s"/> <break time="10s"/> two',
        '<break time="1s"/> two',
        'One <break time="1s"/>',
        '<break time="1s"/>',
        "One breakfast <b>two</b> <breakfast>",
        "Break, break.",
    ],
)
def test_talk014_lets_whole_tags_pass(ask: Ask, script: str) -> None:
    assert not ask("TALK014", f"- talk: '{script}'").findings


def test_talk014_takes_a_line_end_for_white_space(ask: Ask) -> None:
    beat = '- talk: |\n    One\n    <break time="1s"/>\n    two'
    assert not ask("TALK014", beat).findings


# Voices


@pytest.mark.parametrize(
    ("member", "rest", "code"),
    [
        ("look: lk_ana", "", "TALK020"),
        ("look: lk_ana, kind: photo", "", "TALK020"),
        ("look: lk_ana, voice: vc_ana", "", None),
        ("look: lk_ana", "voice: vc_own", None),
        ("image: ana.png", "", "TALK021"),
        ("image: ana.png, voice: vc_ana", "", None),
        ("image: ana.png", "voice: vc_own", None),
    ],
)
def test_talk020_and_talk021_look_for_a_voice_on_the_api(
    ask: Ask, member: str, rest: str, code: str | None
) -> None:
    beat = f"- {{talk: Good morning, by: ana, {rest}}}"
    board = f"cast:\n  ana: {{{member}}}"
    for asked_code, severity in (("TALK020", Severity.WARN), ("TALK021", Severity.ERROR)):
        asked = ask(asked_code, beat, board=board, route="api")
        assert [found.severity for found in asked.findings] == [severity] * (code == asked_code)
        assert asked.places == [asked.place_of(f"{{{member}")] * (code == asked_code)
        assert not ask(asked_code, beat, board=board, route="web").findings


@pytest.mark.parametrize("code", ["TALK020", "TALK021"])
@pytest.mark.parametrize("talk", ["{silence: 3}", "{audio: {asset: a1, seconds: 5}}"])
def test_talk020_and_talk021_need_no_voice_where_nothing_is_read(
    ask: Ask, code: str, talk: str
) -> None:
    board = "cast:\n  ana: {look: lk_ana}\n  sam: {image: sam.png}"
    beats = f"- {{talk: {talk}, by: ana}}\n- {{talk: {talk}, by: sam}}"
    assert not ask(code, beats, board=board, route="api").findings


# The plan


ONE = "Maya cooks"
TWO = "Maya chops. Maya stirs."
THREE = "[Maya chops, Maya stirs, Maya eats]"


@pytest.mark.parametrize(
    ("seconds", "action", "pieces"),
    [
        ("15", ONE, None),
        ('"=15"', ONE, None),
        ("15.5", ONE, 2),
        ("16", ONE, 2),
        ('"=16"', ONE, 2),
        ("16-20", ONE, 2),
        ("14-20", ONE, None),
        ("auto", ONE, None),
        ("30", TWO, None),
        ("30.001", TWO, 3),
        ("31", TWO, 3),
        ("45", THREE, None),
        ("46", THREE, 4),
        ("16", '""', 2),
    ],
)
def test_plan011_counts_steps_against_the_shots_that_a_beat_takes(
    ask: Ask, seconds: str, action: str, pieces: int | None
) -> None:
    asked = ask("PLAN011", f"- shot: {action}\n  seconds: {seconds}")
    assert len(asked.findings) == (pieces is not None)
    assert asked.places == [asked.place_of(action)] * len(asked.findings)
    for finding in asked.findings:
        assert finding.severity is Severity.WARN
        assert f" needs {pieces} shots of at most 15 s" in finding.message
        assert finding.fix.startswith(f"list {pieces} steps")


@pytest.mark.parametrize(
    "action",
    ["Shot 1: Maya chops Shot 2: Maya stirs", "Maya chops; Maya stirs", "Maya chops then stirs"],
)
def test_plan011_knows_steps_by_marks_semicolons_and_then(ask: Ask, action: str) -> None:
    assert not ask("PLAN011", f"- shot: '{action}'\n  seconds: 30").findings


def test_plan011_passes_over_open_lengths_and_verbatim_prompts(ask: Ask) -> None:
    beats = f"- shot: {ONE}\n- {{prompt: Maya cooks, seconds: 30}}\n- talk: Hi"
    assert not ask("PLAN011", beats).findings


# All of them


def test_shot056_points_at_the_switch(ask: Ask) -> None:
    asked = ask("SHOT056", f"{LIFTS}\n  enhance: true\n{LIFTS}\n  enhance: false")
    assert [finding.severity for finding in asked.findings] == [Severity.INFO]
    assert asked.places == [asked.place_of("true\n")]


def test_findings_come_in_story_order_then_by_code(ask: Ask) -> None:
    board = ask(
        "SHOT007", "- shot: a <mug> {{ x }}\n- shot: ''\n  camera: '{'\n  seconds: auto"
    ).board
    route = catalog_route("web")
    prompts = {prompt.beat: prompt for prompt in build(board)}
    found = [
        (finding.beat, finding.code)
        for finding in find(Case(board, route, route, prompts, on=TODAY))
    ]
    assert found == [
        ("", "ROUT003"), ("s.1", "SHOT007"), ("s.1", "SHOT012"),
        ("s.2", "SHOT009"), ("s.2", "SHOT010"), ("s.2", "SHOT012"), ("s.2", "SHOT057"),
    ]  # fmt: skip


def test_a_sound_board_has_no_findings_but_what_is_known_of_its_routes(ask: Ask) -> None:
    beat = f"{LIFTS}\n  seconds: 6\n  camera: static medium shot\n  references: [tin]"
    asked = ask("SHOT001", f"{beat}\n- talk: Good morning.")
    for name in ("web", "api"):
        route = catalog_route(name)
        prompts = {prompt.beat: prompt for prompt in build(asked.board)}
        findings = find(Case(asked.board, route, route, prompts, on=TODAY))
        assert {finding.code for finding in findings} == {"ROUT003"}


def test_every_message_and_fix_is_one_line(ask: Ask) -> None:
    beats = '- shot: "a\\nb {{ x\\ny }} [c]"\n- talk: "[a\\nb] {{ x }} <break\\ntime>"'
    for code in ("SHOT007", "TALK012", "TALK013", "TALK014"):
        findings = ask(code, beats).findings
        assert findings
        assert all(len(str(finding).splitlines()) == 1 for finding in findings)
