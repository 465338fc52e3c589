"""The Video Agent's brief: every word kept, in story order, and what cannot be kept is told."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.model.board import Board
from shotwright.model.media import Media
from shotwright.model.prompt import Prompt
from shotwright.prompt import agent_brief, agent_choices, lost_on_agent
from shotwright.storyfile import load

ROOT = Path(__file__).parents[2]
PHRASES: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "prompt_templates" / "agent_brief" / "phrases.toml").read_text("utf-8")
)
OTHERS = [language for language in PHRASES if language != "en"]
FILM = {
    "shotwright": 1,
    "title": "Tea at noon",
    "aspect": "9:16",
    "language": "en",
    "cast": {
        "maya": {"look": "lk_maya", "voice": "vc_maya"},
        "ken": {"image": "https://a.example/ken.png", "voice": "vc_ken"},
    },
    "references": {
        "pot": {"image": "https://a.example/pot.png", "of": "product"},
        "walk": {"video": "asset:clip1"},
    },
    "style": {"medium": "35mm film", "palette": "teal"},
    "constraints": "the pot keeps its lid",
    "scenes": [
        {
            "id": "yard",
            "setting": {"place": "a walled yard", "time": "noon", "mood": "calm"},
            "lighting": "hard sun",
            "audio": {"ambient": ["bees", "a fountain"], "music": "none"},
            "with": ["maya"],
            "beats": [
                {"id": "set", "shot": ["Maya sets the pot down", "she waits"], "camera": "wide",
                 "references": ["pot"], "seconds": "4-6"},
                {"id": "welcome", "talk": 'I call it "noon tea".\n\nSit.', "by": "maya",
                 "motion": "nods once"},
                {"id": "hands", "shot": "Two hands lift the lid", "references": ["walk", "pot"],
                 "over": {"beat": "welcome", "words": "noon tea"}},
                {"id": "hola", "talk": "Hola a todos.", "by": "ken", "language": "es"},
                {"id": "wait", "talk": {"silence": 2}, "by": "maya"},
                {"id": "tape", "by": "ken",
                 "talk": {"audio": {"file": "takes/ken.wav", "seconds": 7.5}}},
            ],
        },
        {
            "id": "gate",
            "setting": {"place": "a green gate"},
            "lighting": "shade",
            "beats": [
                {"id": "raw", "prompt": "Shot 1:  a gate.\nShot 2: it opens.", "with": ["maya"],
                 "seconds": 5},
                {"id": "taste", "shot": "They drink", "with": ["maya", "ken"],
                 "camera": {"size": "close-up", "move": "push-in", "speed": "slow"},
                 "audio": {"says": [{"by": "ken", "line": "Hot.", "delivery": "softly"},
                                    {"by": "narrator", "line": "Caliente.", "language": "es"}],
                           "music": "slow piano"}},
                {"id": "home", "shot": "Maya walks home", "with": ["maya"],
                 "setting": {"place": "a walled yard", "time": "noon", "mood": "calm"}},
            ],
        },
    ],
}  # fmt: skip
LENGTHS = {
    "set": 4000, "welcome": 12_345, "hands": 3000, "hola": 1500, "wait": 2000, "tape": 7500,
    "raw": 5000, "taste": 6000, "home": 4000,
}  # fmt: skip


def film(**keys: object) -> Board:
    return load({**FILM, **keys})


def written(board: Board, seconds: Mapping[str, int] | None = None) -> Prompt:
    lengths = seconds or {brief.id: 4000 for brief in board.briefs}
    return agent_brief(board, board.briefs, lengths)


def single(*beats: dict[str, Any], **keys: object) -> Board:
    """Make a board of one scene, with Maya, who has a look, and Ken."""
    cast = {"maya": {"look": "lk_maya", "voice": "vc_maya"}, "ken": {}}
    scenes = [{"id": "a", "beats": list(beats)}]
    return load({"shotwright": 1, "cast": cast, "with": [], "scenes": scenes, **keys})


def test_a_whole_board_is_one_brief() -> None:
    assert (
        written(film(), LENGTHS).text
        == """\
Title: Tea at noon. A video of about 42 s, portrait 9:16. Spoken in English and Spanish.
Cast: Maya and Ken, the same in every scene. The selected avatar plays Maya. \
Attached file 3 shows Ken.
Make exactly these scenes, in this order. The words in double quotes are the whole script: \
speak them word for word, at a natural pace.
Style: 35mm film, teal.
Scene 1 (about 4 s): Maya sets the pot down. She waits.
Setting: a walled yard, noon. Mood: calm.
Camera: wide.
Light: hard sun.
Sound: bees, a fountain. No music.
Guided by attached file 1 (the product: pot).
Scene 2 (about 12 s): Maya says to camera: "I call it 'noon tea'. Sit."
Gestures: nods once.
Scene 3 (about 3 s): Two hands lift the lid.
Shown over scene 2, whose sound goes on, while these words are said: noon tea.
With Maya.
Setting: as in scene 1.
Light: hard sun.
Guided by attached file 2 (walk), attached file 1 (the product: pot).
Scene 4 (about 1.5 s): Ken says to camera in Spanish: "Hola a todos."
Scene 5 (about 2 s): Maya looks into the camera in silence.
Scene 6 (about 7.5 s): Ken speaks to camera, with the voice of the recording ken.wav (7.5 s).
Scene 7 (about 5 s), word for word:
Shot 1:  a gate.
Shot 2: it opens.
Scene 8 (about 6 s): They drink.
With Maya and Ken.
Setting: a green gate.
Camera: close-up, slow push-in.
Light: shade.
Ken says softly: "Hot." narrator says in Spanish: "Caliente."
Music: slow piano.
Scene 9 (about 4 s): Maya walks home.
Setting: as in scene 1.
Light: shade.
Throughout: The pot keeps its lid."""
    )


def test_a_german_board_has_a_german_brief() -> None:
    board = single(
        {"id": "eins", "shot": "Maya winkt", "with": ["maya"], "camera": "Totale",
         "setting": "ein Garten"},
        {"id": "zwei", "talk": "Guten Tag.", "by": "maya"},
        {"id": "drei", "talk": "Good day.", "by": "maya", "language": "en-GB"},
        language="de-AT",
        title="Gruß",
    )  # fmt: skip
    assert (
        agent_brief(board, board.briefs, {"eins": 4500, "zwei": 2000, "drei": 2000}).text
        == """\
Titel: Gruß. Ein Video von etwa 8,5 s, Querformat 16:9. Gesprochen auf Deutsch und Englisch.
Besetzung: Maya, in jeder Szene gleich. Der ausgewählte Avatar spielt Maya.
Genau diese Szenen in dieser Reihenfolge umsetzen. Die Worte in doppelten Anführungszeichen \
sind der ganze Sprechtext: Wort für Wort sprechen, in natürlichem Tempo.
Szene 1 (etwa 4,5 s): Maya winkt.
Ort: ein Garten.
Kamera: Totale.
Szene 2 (etwa 2 s): Maya sagt zur Kamera: "Guten Tag."
Szene 3 (etwa 2 s): Maya sagt zur Kamera auf Englisch: "Good day."
""".rstrip("\n")
    )


def test_only_some_beats_make_a_brief_of_their_own() -> None:
    board = film()
    shots = [brief for brief in board.briefs if brief.id in {"hands", "taste"}]
    prompt = agent_brief(board, shots, LENGTHS)
    assert prompt.beat == "hands+taste"
    assert "A video of about 9 s" in prompt.text  # a cutaway counts where its talk is not here
    assert "Shown over" not in prompt.text
    assert "Scene 1 (about 3 s): Two hands lift the lid." in prompt.text
    assert "Guided by attached file 1 (walk), attached file 2 (the product: pot)." in prompt.text
    assert "Sound: bees, a fountain." in prompt.text


def test_files_are_attached_in_the_order_of_their_numbers() -> None:
    board = film()
    assert agent_choices(board, board.briefs).files == (
        Media("url", "https://a.example/pot.png"),
        Media("asset", "clip1"),
        Media("url", "https://a.example/ken.png"),
    )


def test_each_span_knows_its_clause() -> None:
    prompt = written(film(), LENGTHS)
    clauses = {prompt.text[span.start : span.end]: span.clause for span in prompt.spans}
    assert clauses["Camera: wide."] == "camera"
    assert clauses["Setting: as in scene 1."] == "setting"
    assert clauses["Style: 35mm film, teal."] == "style"
    assert clauses["Sound: bees, a fountain. No music."] == "audio"
    assert clauses["Scene 8 (about 6 s): They drink."] == "action"
    assert clauses["Shot 1:  a gate.\nShot 2: it opens."] == "prompt"
    assert clauses["Guided by attached file 1 (the product: pot)."] == "references"
    assert sum(span.end - span.start for span in prompt.spans) == (
        len(prompt.text) - len(prompt.spans) + 1
    )


@pytest.mark.parametrize(
    ("beats", "told"),
    [
        ([{"shot": "Wind"}], True),
        ([{"shot": "Wind", "audio": {"speech": "none"}}], True),
        ([{"talk": {"silence": 2}, "by": "maya"}], True),
        ([{"shot": "Wind", "audio": {"speech": "people murmur"}}], False),
        ([{"shot": 'Maya says "go"'}], False),
        ([{"shot": "Maya dit \u00abva\u00bb"}], False),
        ([{"prompt": "A narrator explains wind"}], False),
        ([{"shot": "Wind"}, {"talk": "Hello.", "by": "maya"}], False),
        ([{"talk": {"audio": {"url": "https://a.example/a.mp3"}}, "by": "maya"}], False),
    ],
)
def test_a_video_without_words_is_said_to_have_none(
    beats: list[dict[str, Any]], *, told: bool
) -> None:
    text = written(single(*beats)).text
    assert ("told in pictures and sound alone" in text) is told
    assert ("Spoken in" in text) is not told
    assert ("whole script" in text) is ("Hello." in text)


def test_a_recording_of_unknown_length_is_named_alone() -> None:
    board = single({"talk": {"audio": {"asset": "rec9"}}, "by": "maya"})
    assert "with the voice of the recording asset:rec9.\n" in written(board).text + "\n"


def test_two_looks_leave_the_choice_to_the_agent() -> None:
    board = single(
        {"shot": "Maya and Ken wave", "with": ["maya", "ken"]},
        cast={"maya": {"look": "a", "image": "https://a.example/m.png"}, "ken": {"look": "b"}},
    )
    choices = agent_choices(board, board.briefs)
    assert choices.look is None
    text = written(board).text
    assert "avatar" not in text
    assert "Attached file 1 shows Maya." in text
    assert [file.value for file in choices.files] == ["https://a.example/m.png"]


def test_a_chosen_look_needs_no_picture() -> None:
    cast = {"maya": {"look": "a", "image": "https://a.example/m.png"}}
    board = single({"shot": "Maya waves", "with": ["maya"]}, cast=cast)
    assert agent_choices(board, board.briefs).files == ()
    assert "Attached" not in written(board).text


def test_a_look_that_two_share_plays_both() -> None:
    cast = {"maya": {"look": "a"}, "ken": {"look": "a"}}
    board = single({"shot": "Maya and Ken wave", "with": ["maya", "ken"]}, cast=cast)
    assert "The selected avatar plays Maya and Ken." in written(board).text


def test_a_look_is_never_described() -> None:
    text = written(film(), LENGTHS).text
    for word in ("lk_maya", "vc_maya", "face", "hair", "clothes", "digital"):
        assert word not in text


def test_one_voice_is_chosen_and_several_are_not() -> None:
    one = single({"talk": "a", "by": "maya"}, {"talk": "b", "by": "ken"})
    assert agent_choices(one, one.briefs).voice == "vc_maya"
    two = single({"talk": "a", "by": "maya"}, {"talk": "b", "by": "ken", "voice": "vc_other"})
    assert agent_choices(two, two.briefs).voice is None


@pytest.mark.parametrize(
    ("length", "said"),
    [(1, "0.1"), (1500, "1.5"), (4000, "4"), (9940, "9.9"), (9999, "10"), (10_000, "10"),
     (12_345, "12"), (12_500, "13"), (3_600_000, "3600")],
)  # fmt: skip
def test_lengths_are_said_as_finely_as_one_would(length: int, said: str) -> None:
    board = single({"id": "x", "shot": "Wind"})
    text = agent_brief(board, board.briefs, {"x": length}).text
    assert f"Scene 1 (about {said} s): Wind." in text


LOST: list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = [
    ({"shot": "Wind"}, {}, ()),
    ({"shot": "Wind", "seconds": 6}, {"aspect": "9:16"}, ()),
    ({"shot": "Wind", "seconds": "auto"}, {"style": "noir"}, ()),
    ({"shot": "Wind", "seconds": "=6"}, {}, ("seconds: =6 (only a wish)",)),
    ({"shot": "Wind", "seconds": "4-6.5"}, {}, ("seconds: 4-6.5 (only a wish)",)),
    ({"shot": "Wind", "cut": "never"}, {}, ("cut: never",)),
    ({"shot": "Wind", "enhance": True}, {}, ("enhance",)),
    ({"shot": "Wind", "family": "cinematic"}, {}, ("family: cinematic",)),
    ({"shot": "Wind"}, {"aspect": "1:1"}, ("aspect: 1:1",)),
    ({"shot": "Wind"}, {"resolution": "1080p"}, ("resolution: 1080p",)),
    ({"shot": "Wind", "with": ["maya"]}, {}, ()),
    ({"talk": "a", "by": "maya"}, {}, ()),
    ({"talk": "a", "by": "maya", "cut": "always"}, {}, ("cut: always",)),
    ({"talk": "a", "by": "maya", "speed": 0.95}, {}, ("speed: 0.95",)),
    ({"talk": "a", "by": "maya", "speed": 1}, {}, ()),
    ({"talk": "a", "by": "maya", "engine": "avatar_iv"}, {}, ("engine: avatar_iv",)),
    ({"talk": "a", "by": "maya", "source": "studio"}, {}, ("source: studio",)),
    ({"talk": "a", "by": "maya", "motion": "nods"}, {}, ("motion (only words of the brief)",)),
    ({"talk": {"silence": 2}, "by": "maya"}, {}, ("silence: 2 (only a wish)",)),
    ({"talk": {"silence": 2}, "by": "maya", "speed": 1.2}, {}, ("silence: 2 (only a wish)",)),
    ({"talk": {"audio": {"file": "b/a.wav"}}, "by": "maya"}, {}, ("recording: a.wav",)),
    ({"talk": "a", "by": "maya", "options": {"api": {"pitch": 3, "caption": True}}}, {},
     ("options.api.pitch", "options.api.caption")),
]  # fmt: skip


@pytest.mark.parametrize(("beat", "keys", "lost"), LOST)
def test_what_the_agent_cannot_keep_is_told(
    beat: dict[str, Any], keys: dict[str, Any], lost: tuple[str, ...]
) -> None:
    board = single({"id": "x", **beat}, **keys)
    assert lost_on_agent(board, board.briefs) == ({"x": lost} if lost else {})


def test_what_is_one_for_all_beats_is_lost_where_there_are_several() -> None:
    board = single(
        {"id": "one", "talk": "a", "by": "maya"},
        {"id": "two", "talk": "b", "by": "ken", "aspect": "9:16"},
        {"id": "three", "shot": "They wave", "with": ["maya", "ken"]},
        {"id": "four", "shot": "Wind"},
        cast={"maya": {"look": "la", "voice": "va"}, "ken": {"look": "lb", "voice": "vb"}},
    )
    several = "(of several none is sent)"
    assert lost_on_agent(board, board.briefs) == {
        "one": (f"voice: va {several}", f"look: la {several}"),
        "two": (f"voice: vb {several}", f"look: lb {several}", "aspect: 9:16"),
        "three": (f"look: la {several}", f"look: lb {several}"),
    }
    assert lost_on_agent(board, board.briefs[:1]) == {}


def scripts(text: str) -> list[str]:
    """Read the scripts back, as someone would who knows only the lines' form."""
    form = re.compile(r'^Scene \d+ \(about [\d.]+ s\): .* says to camera: "(.*)"$', re.MULTILINE)
    said = form.findall(text)
    assert all('"' not in line for line in said)
    return said


anything = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80
).filter(lambda text: bool(text.strip()))
lines_of_any = st.one_of(anything, st.lists(anything, min_size=1, max_size=3).map("\n".join))


@settings(deadline=None)
@given(st.lists(lines_of_any, min_size=1, max_size=4), anything)
@example(['She said "go" and left.', '"', '" \n Scene 9 (about 1 s): "gone'], 'Al "Ace" B.')
@example(['<break time="1s"/> \\" {{ 7*7 }} {name}'], "{line}")
def test_scripts_are_kept_complete_and_within_their_quotes(said: list[str], name: str) -> None:
    beats = [{"talk": text, "by": "maya"} for text in said]
    board = single(*beats, cast={"maya": {"name": name, "look": "a"}})
    kept = [" ".join(text.split()).replace('"', "'") for text in said]
    assert scripts(written(board).text) == kept


@settings(deadline=None)
@given(anything, anything, st.sampled_from(list(PHRASES)))
@example('a "b', "} {0} {% raw %}", "fr")
def test_a_spoken_line_keeps_its_words_in_every_language(one: str, two: str, language: str) -> None:
    says = [{"by": "ken", "line": one, "delivery": two}, {"by": two, "line": two}]
    board = single({"shot": "x", "audio": {"says": says}}, language=language)
    (line,) = (piece.text for piece in written(board).pieces if '"' in piece.text)
    outside = line.split('"')
    assert len(outside) == 5
    assert [outside[1], outside[3]] == [
        " ".join(text.replace('"', "'").split()) for text in (one, two)
    ]


PARTS = [
    "setting.place", "setting.time", "setting.weather", "setting.mood", "setting.words",
    "camera.size", "camera.angle", "camera.lens", "camera.support", "camera.move", "camera.speed",
    "camera.focus", "camera.words", "lighting.quality", "lighting.source", "lighting.direction",
    "lighting.words", "style.medium", "style.palette", "style.texture", "style.words",
    "audio.words", "audio.ambient", "audio.music", "audio.speech", "constraints.keep",
]  # fmt: skip
clauses = st.dictionaries(
    st.sampled_from(PARTS),
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12),
)


@settings(deadline=None)
@given(st.lists(clauses, min_size=1, max_size=3), st.sampled_from([*PHRASES, "fi"]))
@example([dict.fromkeys(PARTS, "alpha")], "en")
def test_every_word_of_every_clause_is_in_the_brief(
    shots: list[dict[str, str]], language: str
) -> None:
    beats = []
    for number, parts in enumerate(shots):
        beat: dict[str, Any] = {"shot": f"step{number}"}
        for path, word in parts.items():
            clause, part = path.split(".")
            beat.setdefault(clause, {})[part] = word
        beats.append(beat)
    text = written(single(*beats, language=language)).text.upper()
    words = {word for parts in shots for word in parts.values() if word.lower() != "none"}
    assert {word for word in words if word.upper() not in text} == set()


@settings(deadline=None)
@given(st.permutations(range(8)), st.sampled_from(list(PHRASES)))
def test_scenes_stand_in_story_order(order: list[int], language: str) -> None:
    beats = [
        {"id": f"b{mark}", "shot": f"mark{mark}x"}
        if mark % 2
        else {"id": f"b{mark}", "talk": f"mark{mark}x", "by": "maya"}
        for mark in order
    ]
    prompt = written(single(*beats, language=language))
    assert [int(mark) for mark in re.findall(r"mark(\d)x", prompt.text, re.IGNORECASE)] == order
    numbers = [
        int(number)
        for piece in prompt.pieces
        if "mark" in piece.text.lower()
        for number in re.findall(r"\d+", piece.text)[:1]
    ]
    assert numbers == list(range(1, 9))


INJECTIONS = [
    "{{ 7*7 }}", "{% for x in range(9) %}boo{% endfor %}", "{# gone? #}", "{name} {0} {} %s",
    "{{ phrases.stop }}", "{{ ''.__class__.__mro__ }}",
]  # fmt: skip


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_users_text_is_never_a_template(text: str) -> None:
    audio = {"ambient": [text], "music": text, "speech": text,
             "says": [{"by": text, "line": text, "delivery": text, "language": text}]}  # fmt: skip
    board = single(
        {"id": "shot", "shot": text, "with": ["maya"], "setting": {"place": text, "mood": text},
         "camera": text, "lighting": text, "audio": audio, "constraints": text},
        {"id": "talk", "talk": text, "by": "maya", "motion": text},
        {"id": "raw", "prompt": text},
        {"id": "over", "shot": "x", "over": {"beat": "talk", "words": text}},
        title=text,
        style=text,
        cast={"maya": {"name": text, "look": "a"}},
    )  # fmt: skip
    made = written(board).text
    # Title, twice the cast, action, with, place, mood, camera, light, style twice, four of a line,
    # sound, music, speech, keep, script with its speaker, motion, prompt, cutaway.
    assert made.count(text) >= 20
    assert "49" not in made
    assert made.count("boo") == made.count("boo{%")


def test_the_brief_is_the_same_every_time() -> None:
    assert written(film(), LENGTHS) == written(film(), LENGTHS)


def test_a_beat_without_a_length_is_an_error() -> None:
    board = single({"id": "x", "shot": "Wind"})
    with pytest.raises(KeyError, match="x"):
        agent_brief(board, board.briefs, {})


SIGNS = {"joint.", "space.", "stop.", "comma.", "point."}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def phrases_of(language: str) -> dict[str, str]:
    """List all phrases of a language, those of its tables too."""
    return {
        f"{key}.{name}": text
        for key, value in PHRASES[language].items()
        for name, text in (value.items() if isinstance(value, dict) else [("", value)])
    }


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_with_words_of_its_own(language: str) -> None:
    english, own = phrases_of("en"), phrases_of(language)
    assert set(own) == set(english)
    for key, text in english.items():
        assert fields(own[key]) == fields(text), key
        assert own[key] != text or key in SIGNS | {"lasting.", "languages.zh"}, key


ENGLISH = {
    word for text in phrases_of("en").values() for word in re.findall(r"[a-z]{3,}", text.lower())
} - {"line", "name", "number", "seconds", "names", "file", "language", "delivery", "job"}
COGNATES = {
    "es": {"natural"}, "fr": {"silence", "style"}, "de": {"video"}, "pt": {"natural"},
}  # fmt: skip
"""Words that other languages share with English, beside avatar and Mandarin."""


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_leaks_into_a_brief_of_another_language(language: str) -> None:
    """The film is said in marks, so that every word left is the family's own."""
    marks = {
        "title": "T1",
        "style": "S1",
        "constraints": "K1",
        "cast": {"m1": {"look": "l", "name": "M1"}, "m2": {"image": "asset:i", "name": "M2"}},
        "references": {
            f"r{number}": {"image": "asset:x", "of": job}
            for number, job in enumerate(PHRASES["en"]["jobs"])
        },
        "scenes": [
            {
                "id": "s",
                "setting": {"place": "P1" * 20, "mood": "P2"},
                "audio": {"mode": "ambient", "speech": "A1", "music": "A2"},
                "with": ["m1"],
                "beats": [
                    {"id": "a", "shot": "B1", "camera": "C1", "lighting": "L1",
                     "references": [f"r{number}" for number in range(7)]},
                    {"id": "b", "talk": "T2 W1", "by": "m1", "motion": "G1"},
                    {"id": "c", "talk": "T3", "by": "m2", "language": "en"},
                    {"id": "d", "shot": "B2", "over": {"beat": "b", "words": "W1"}},
                    {"id": "e", "shot": "B3", "over": "b", "audio": {"mode": "silent"}},
                    {"id": "f", "talk": {"silence": 1}, "by": "m1"},
                    {"id": "g", "talk": {"audio": {"asset": "r", "seconds": 2}}, "by": "m1"},
                    {"id": "h", "prompt": "X1"},
                    {"id": "i", "shot": "B4", "constraints": "K2",
                     "audio": {"music": "none", "says": [
                         {"by": "m1", "line": "Z1"}, {"by": "m2", "line": "Z2", "language": "en"},
                     ]}},
                    {"id": "j", "shot": "B5", "audio": {"mode": "silent"}},
                ],
            }
        ],
    }  # fmt: skip
    board = load({"shotwright": 1, "language": language, **marks})
    mute = single({"shot": "B1"}, language=language, constraints="K1")
    text = written(board).text.replace("asset:r", "") + written(mute).text
    words = set(re.findall(r"[a-z]{3,}", text.lower()))
    assert words & ENGLISH <= COGNATES.get(language, set()) | {"avatar", "mandarin"}
    unsaid = SIGNS | {"shapes.9:16", "shapes.1:1", "shapes.4:5", "shapes.5:4"}
    for key, phrase in phrases_of(language).items():
        start = phrase.split("{")[0].strip()
        if key not in unsaid and not key.startswith("languages."):
            assert start in text or start[:1].upper() + start[1:] in text, key
