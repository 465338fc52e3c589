"""From clauses to prompts: said in order, nothing lost, nothing run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.model.brief import ShotBrief
from shotwright.model.prompt import Prompt
from shotwright.prompt import VERBATIM, Builder, build
from shotwright.storyfile import load

SAMPLE = Path(__file__).parents[1] / "sample.yaml"
NO_TEXT = "No text, no subtitles, no watermark."
ONE_TAKE = "Single continuous take."
QUIET = "Sound: only the natural ambience of the place. No music."
CLAUSES = {
    "subject", "action", "setting", "camera", "lighting", "style", "audio", "constraints",
}  # fmt: skip


def boarded(*beats: dict[str, Any], **keys: object) -> Any:  # noqa: ANN401 - a mapping for `load`
    cast = {"maya": {"look": "lk_maya"}, "ken": {"look": "lk_ken"}}
    scenes = [{"id": "a", "beats": list(beats)}]
    return {"shotwright": 1, "cast": cast, "with": [], "scenes": scenes, **keys}


def prompt_of(beat: dict[str, Any], **keys: object) -> Prompt:
    (prompt,) = build(load(boarded(beat, **keys)))
    return prompt


def text_of(beat: dict[str, Any], **keys: object) -> str:
    return prompt_of(beat, **keys).text


def several(*beats: dict[str, Any], cast: tuple[str, ...], **keys: object) -> Prompt:
    board = load(boarded(*beats, **keys))
    briefs = [brief for brief in board.briefs if isinstance(brief, ShotBrief)]
    return Builder(board).several(briefs, cast)


def test_the_sample_boards_prompts() -> None:
    reveal, taste = build(load(SAMPLE))
    assert reveal.text == (
        "Maya sets the kettle on a stone ledge; steam curls into the cold air."
        " Rooftop garden above the city, dawn, light mist. Mood: hopeful."
        " Medium close-up, slow push-in."
        " Documentary, natural light."
        " Sound: only wind, distant traffic. No music."
        " No text, no subtitles, no watermark. Single continuous take."
    )
    assert taste.text == (
        "Maya pours, Ken tastes and laughs."
        " Rooftop garden above the city, dawn, light mist. Mood: hopeful."
        " Static medium close-up."
        " Documentary, natural light."
        ' Ken says in English: "That is hot." Sound: the natural ambience of the place. No music.'
        " No text, no subtitles, no watermark. Single continuous take."
    )
    assert [(prompt.beat, prompt.family) for prompt in (reveal, taste)] == [
        ("reveal", "cinematic"),
        ("taste", "cinematic"),
    ]


def test_clauses_stand_in_the_order_of_a_brief() -> None:
    text = text_of(
        {
            "constraints": ["the cup keeps its handle"],
            "audio": {"ambient": "rain", "music": "slow piano"},
            "style": {"palette": "teal", "medium": "35mm film", "texture": "grain"},
            "lighting": {"direction": "from the left", "quality": "soft", "source": "a window"},
            "camera": {"focus": "deep focus", "move": "push-in", "speed": "slow",
                       "size": "close-up", "angle": "low angle", "lens": "50mm",
                       "support": "on a tripod"},
            "setting": {"mood": "calm", "weather": "rain", "time": "noon", "place": "a hut"},
            "shot": ["Ken turns", "he drinks"],
            "with": ["maya", "ken"],
        }
    )  # fmt: skip
    assert text == (
        "With Maya and Ken."
        " Ken turns. He drinks."
        " A hut, noon, rain. Mood: calm."
        " Close-up, low angle, 50mm, on a tripod, slow push-in, deep focus."
        " Soft, a window, from the left."
        " 35mm film, teal, grain."
        " Sound: only rain. Music: slow piano."
        f" The cup keeps its handle. {NO_TEXT} {ONE_TAKE}"
    )


def test_a_shot_with_only_an_action_says_what_is_heard_and_what_is_not_seen() -> None:
    assert text_of({"shot": "wind in the reeds"}) == (
        f"Wind in the reeds. {QUIET} {NO_TEXT} {ONE_TAKE}"
    )


@pytest.mark.parametrize(
    ("action", "cast", "opening"),
    [
        ("Maya waves", ["maya"], "Maya waves."),
        ("Maya waves to Ken", ["maya", "ken"], "Maya waves to Ken."),
        ("Maya waves to Ken", ["ken", "maya"], "With Ken and Maya. Maya waves to Ken."),
        ("Two people wave", ["maya", "ken"], "With Maya and Ken. Two people wave."),
        ("She waves", ["maya"], "With Maya. She waves."),
        ("The broken kettle is taken away", ["ken"],
         "With Ken. The broken kettle is taken away."),
        ("Kenya at dawn", ["ken"], "With Ken. Kenya at dawn."),
        ("MAYA waves", ["maya"], "MAYA waves."),
        ("Maya's hand opens", ["maya"], "Maya's hand opens."),
        ("Wind", [], "Wind."),
    ],
)  # fmt: skip
def test_names_are_bound_to_looks_in_their_order(
    action: str, cast: list[str], opening: str
) -> None:
    text = text_of({"shot": action, "with": cast})
    assert text == f"{opening} {QUIET} {NO_TEXT} {ONE_TAKE}"


@pytest.mark.parametrize(
    ("audio", "said"),
    [
        (None, QUIET),
        ("wind", "Sound: wind."),
        ({"ambient": ["wind", "rain"]}, "Sound: only wind, rain. No music."),
        ({"ambient": "wind", "speech": "none"}, "Sound: only wind. No music."),
        ({"mode": "silent"}, "Complete silence."),
        ({"mode": "silent", "speech": "none"}, "Complete silence."),
        (
            {"ambient": "wind", "music": "soft piano"},
            "Sound: only wind. Music: soft piano.",
        ),
        ({"music": "none"}, QUIET),
        ({"music": "No music"}, QUIET),
        (
            {"ambient": "wind", "speech": "people murmur"},
            "Sound: wind. Speech: people murmur. No music.",
        ),
        (
            {"says": [{"by": "ken", "line": "Hot!"}]},
            'Ken says in English: "Hot!" Sound: the natural ambience of the place. No music.',
        ),
        (
            {"says": [{"by": "ken", "line": "Caliente.", "language": "es", "delivery": "softly"},
                      {"by": "narrator", "line": "So it was."}], "ambient": "wind"},
            (
                'Ken says softly in Spanish: "Caliente." narrator says in English: "So it was."'
                " Sound: wind. No music."
            ),
        ),
    ],
)  # fmt: skip
def test_audio_is_always_said(audio: object, said: str) -> None:
    text = text_of({"shot": "Wind", "audio": audio} if audio else {"shot": "Wind"})
    assert text == f"Wind. {said} {NO_TEXT} {ONE_TAKE}"


@pytest.mark.parametrize(
    "audio",
    [
        {"words": "alpha", "speech": "beta"},
        {"words": "alpha", "speech": "beta", "music": "gamma"},
        {"words": "alpha", "ambient": ["beta", "gamma"], "music": "delta", "speech": "epsilon"},
        {"words": "alpha", "says": [{"by": "ken", "line": "beta", "delivery": "gamma"}]},
        {"words": "alpha", "mode": "ambient", "speech": "beta"},
        {"mode": "spoken", "speech": "alpha"},
    ],
)
def test_nothing_of_what_is_heard_is_lost(audio: dict[str, Any]) -> None:
    text = text_of({"shot": "Wind", "audio": audio})
    words = [word for word in ("alpha", "beta", "gamma", "delta", "epsilon") if word in str(audio)]
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("language", ["pt-BR", "pt_BR", "pt"])
def test_a_region_is_spoken_of_as_its_language(language: str) -> None:
    text = text_of(
        {"shot": "Vento", "audio": {"says": [{"by": "ken", "line": "Quente."}]}}, language=language
    )
    assert 'Ken diz em portugu\u00eas: "Quente."' in text
    english = text_of(
        {"shot": "x", "audio": {"says": [{"by": "ken", "line": "a", "language": language}]}}
    )
    assert 'Ken says in Portuguese: "a"' in english


def test_a_language_without_words_of_its_own_gets_english_ones() -> None:
    assert text_of({"shot": "Tuuli"}, language="fi") == f"Tuuli. {QUIET} {NO_TEXT} {ONE_TAKE}"


def test_japanese_has_its_own_words_and_no_spaces() -> None:
    beat = {
        "shot": "\u7d17\u5b63\u304c\u7d19\u3092\u6301\u3064",
        "with": ["saki"],
        "setting": {"place": "\u5c71\u306e\u5ddd", "time": "\u65e9\u671d"},
        "audio": {"ambient": ["\u305b\u305b\u3089\u304e", "\u9ce5"]},
    }
    cast = {"saki": {"name": "\u7d17\u5b63", "look": "lk_saki"}}
    assert text_of(beat, cast=cast, language="ja") == (
        "\u7d17\u5b63\u304c\u7d19\u3092\u6301\u3064\u3002"
        "\u5c71\u306e\u5ddd\u3001\u65e9\u671d\u3002"
        "\u97f3\u306f\u6b21\u306e\u3082\u306e\u3060\u3051\uff1a\u305b\u305b\u3089\u304e\u3001\u9ce5\u3002"
        "\u97f3\u697d\u306a\u3057\u3002"
        "\u6587\u5b57\u306a\u3057\u3001\u5b57\u5e55\u306a\u3057\u3001\u900f\u304b\u3057\u306a\u3057\u3002"
        "\u30ab\u30c3\u30c8\u306e\u306a\u3044\u4e00\u7d9a\u304d\u306e\u30b7\u30e7\u30c3\u30c8\u3002"
    )


def test_marks_of_several_shots_are_no_single_take() -> None:
    text = text_of({"shot": "Shot 1: Maya pours. Shot 2: Ken drinks."})
    assert text == f"Shot 1: Maya pours. Shot 2: Ken drinks. {QUIET} {NO_TEXT}"


def test_a_prompt_written_by_the_user_is_kept_word_for_word() -> None:
    written = "  {{ exactly }}  this,\n\nword for word "
    prompt = prompt_of({"prompt": written}, style="noir", setting="a roof")
    assert (prompt.text, prompt.family) == (written, VERBATIM)
    assert [(span.clause, span.start, span.end) for span in prompt.spans] == [
        ("prompt", 0, len(written))
    ]


def test_a_motion_prompt_is_the_users_words() -> None:
    beat = {"talk": "Hello.", "by": "maya", "motion": " nods once,\n  warmly "}
    prompt = prompt_of(beat)
    assert (prompt.text, prompt.family, prompt.beat) == ("nods once, warmly", "motion", "a.1")


def test_talk_without_motion_has_no_prompt() -> None:
    assert build(load(boarded({"talk": "Hello.", "by": "maya"}))) == ()


INJECTIONS = [
    "{{ 7*7 }}",
    "{% for x in range(9) %}boo{% endfor %}",
    "{% raw %}",
    "{# gone? #}",
    "{{ ''.__class__.__mro__ }}",
    "{name} {0} {line!r} {} %s %(name)s",
    "{{ phrases.stop }}",
    "${HOME} `id` $(id)",
    "\\u0041 \\n &lt;b&gt; <b>",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_users_text_is_never_a_template(text: str) -> None:
    beat = {
        "shot": [text, "Maya waves"],
        "with": ["maya"],
        "setting": {"place": text, "mood": text},
        "camera": text,
        "lighting": {"source": text},
        "style": {"palette": text},
        "audio": {
            "ambient": [text],
            "music": text,
            "says": [{"by": text, "line": text, "delivery": text, "language": text}],
        },
        "constraints": text,
    }
    made = text_of(beat, cast={"maya": {"name": text}})
    # The action, the name, place, mood, camera, light, style, four of a line, sound, music, wish.
    assert made.count(text.strip()) >= 12
    assert "49" not in made
    assert "boo{%" in made or "boo" not in made


@pytest.mark.parametrize(
    "language", ["items", "get", "keys", "pop", "__class__", "copy", "English"]
)
def test_a_language_is_a_word_and_never_something_of_python(language: str) -> None:
    audio = {"says": [{"by": "ken", "line": "Hot.", "language": language}]}
    made = text_of({"shot": "Wind", "audio": audio})
    assert f'ken says in {language}: "hot."'.lower() in made.lower()
    assert "object at" not in made


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('He said "go" and went.', "He said 'go' and went."),
        ("It's\n  hot.", "It's hot."),
        ('"', "'"),
        ("\u201cGo\u201d", "\u201cGo\u201d"),
    ],
)
def test_a_line_stands_in_double_quotes_and_holds_none(line: str, said: str) -> None:
    made = text_of({"shot": "Wind", "audio": {"says": [{"by": "ken", "line": line}]}})
    assert f'Ken says in English: "{said}" Sound' in made


@pytest.mark.parametrize("beat", ["reveal", "taste"])
def test_spans_cover_a_prompt_and_name_their_clauses(beat: str) -> None:
    (prompt,) = (prompt for prompt in build(load(SAMPLE)) if prompt.beat == beat)
    covered(prompt)
    by_clause = {span.clause: prompt.text[span.start : span.end] for span in prompt.spans}
    assert by_clause["setting"].startswith("Rooftop garden")
    assert by_clause["style"] == "Documentary, natural light."
    assert by_clause["audio"].endswith("No music.")
    assert by_clause["action"].startswith("Maya")
    assert by_clause["constraints"] == ONE_TAKE


def covered(prompt: Prompt) -> None:
    """Check that spans follow one another, with nothing but the joint between them."""
    end = -len(prompt.joint)
    for span in prompt.spans:
        assert prompt.text[max(end, 0) : span.start] == (prompt.joint if end > 0 else "")
        assert span.start == end + len(prompt.joint)
        assert span.end > span.start
        assert span.clause in CLAUSES
        end = span.end
    assert end == len(prompt.text)


def test_a_prompt_is_written_for_programs() -> None:
    prompt = prompt_of({"id": "wind", "shot": "Wind", "constraints": "one reed"})
    wire = prompt.wire()
    assert wire["beat"] == "wind"
    assert wire["family"] == "cinematic"
    assert wire["text"] == f"Wind. {QUIET} One reed. {NO_TEXT} {ONE_TAKE}"
    assert wire["characters"] == len(prompt.text)
    assert wire["spans"] == [
        {"clause": span.clause, "start": span.start, "end": span.end} for span in prompt.spans
    ]


ROOF = {"setting": {"place": "a roof", "mood": "calm"}, "audio": {"ambient": "wind"}}


def test_several_parts_say_once_what_they_share() -> None:
    prompt = several(
        {"id": "one", "shot": "Maya pours", "camera": "wide shot", "with": ["maya"]},
        {"id": "two", "shot": "Ken drinks", "with": ["ken"]},
        cast=("maya", "ken"),
        **ROOF,
    )
    assert prompt.text == (
        "Shot 1: Maya pours. Wide shot. Shot 2: Ken drinks."
        f" A roof. Mood: calm. Sound: only wind. No music. {NO_TEXT}"
    )
    assert prompt.beat == "one+two"
    covered(prompt)


def test_several_parts_each_say_their_own_action_and_camera() -> None:
    prompt = several({"shot": "Rain"}, {"shot": "Rain"}, cast=(), camera="static", **ROOF)
    assert prompt.text.startswith("Shot 1: Rain. Static. Shot 2: Rain. Static. A roof.")


def test_several_parts_say_apart_what_differs() -> None:
    prompt = several(
        {"shot": "She pours", "lighting": "soft"},
        {"shot": "He drinks", "audio": {"says": [{"by": "ken", "line": "Hot."}]}},
        {"shot": "They laugh", "setting": "a hut"},
        cast=("maya", "ken"),
        **ROOF,
    )
    assert prompt.text == (
        "With Maya and Ken."
        " Shot 1: She pours. A roof. Mood: calm. Soft. Sound: only wind. No music."
        " Shot 2: He drinks. A roof. Mood: calm."
        ' Ken says in English: "Hot." Sound: the natural ambience of the place. No music.'
        " Shot 3: They laugh. A hut. Sound: only wind. No music."
        f" {NO_TEXT}"
    )
    covered(prompt)


def test_several_parts_speak_the_boards_language() -> None:
    prompt = several(
        {"shot": "Maya verse"}, {"shot": "Ken boit"}, cast=("ken", "maya"), language="fr", **ROOF
    )
    assert prompt.text.startswith("Avec Ken et Maya. Plan 1 : Maya verse. Plan 2 : Ken boit.")


def test_prompts_are_the_same_every_time() -> None:
    assert build(load(SAMPLE)) == build(load(SAMPLE))


def test_equal_clauses_of_different_beats_do_not_mix() -> None:
    beats = [{"shot": f"Step {number}", "style": f"style {number}"} for number in range(50)]
    for number, prompt in enumerate(build(load(boarded(*beats)))):
        assert prompt.text.startswith(f"Step {number}. Style {number}. Sound")


signs = st.characters(categories=["L", "M", "N", "P", "S", "Zs"])
texts = st.text(signs, min_size=1, max_size=60).filter(lambda text: bool(text.strip()))


def kept(words: str, text: str) -> bool:
    """Tell whether all words stand in a text; the first letter may have become a capital."""
    return all(word.upper() in text.upper() for word in words.split())


@settings(deadline=None)
@given(texts, texts, st.sampled_from(["en", "fr", "ja", "zh", "ko", "fi"]))
@example('"Stop!" (then) {go} 50 % \u201cnow\u201d', "a;", "en")
def test_every_word_of_the_action_is_in_the_prompt(one: str, two: str, language: str) -> None:
    prompt = prompt_of({"shot": [one, two]}, language=language)
    assert kept(one, prompt.text)
    assert kept(two, prompt.text)
    covered(prompt)


plain_words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.dictionaries(
    st.sampled_from(["setting.place", "setting.time", "setting.weather", "setting.mood",
                     "setting.words", "camera.size", "camera.move", "camera.speed", "camera.words",
                     "lighting.source", "lighting.words", "style.palette", "style.texture",
                     "audio.words", "audio.ambient", "audio.music", "audio.speech",
                     "constraints.keep"]),
    plain_words,
))  # fmt: skip
def test_every_word_of_every_clause_is_in_the_prompt(parts: dict[str, str]) -> None:
    beat: dict[str, Any] = {"shot": "Wind"}
    for path, word in parts.items():
        clause, part = path.split(".")
        beat.setdefault(clause, {})[part] = word
    text = text_of(beat)
    lost = {
        path: word
        for path, word in parts.items()
        if not kept(word, text) and word.lower() != "none"
    }
    assert lost == {}


def test_lines_that_two_parts_inherit_are_said_in_both() -> None:
    audio = {"says": [{"by": "ken", "line": "Hello."}]}
    beats = [{"shot": "Ken waves", "seconds": 4}, {"shot": "Ken sits", "seconds": 4}]
    board = load(
        {
            "shotwright": 1,
            "cast": {"ken": {"look": "lk"}},
            "scenes": [{"id": "s", "audio": audio, "beats": beats}],
        }
    )
    briefs = [brief for brief in board.briefs if isinstance(brief, ShotBrief)]
    text = Builder(board).several(briefs, ("ken",)).text
    first, second = text.split("Shot 2:")
    assert "Hello." in first
    assert "Hello." in second


def test_beats_that_say_the_same_in_a_clause_share_what_it_became() -> None:
    beats = [{"shot": f"Ken {does}", "camera": "static wide shot"} for does in ("sits", "waves")]
    one, two = build(load(boarded(*beats)))
    said = [{piece.clause: piece for piece in prompt.pieces} for prompt in (one, two)]
    assert said[0]["camera"] is said[1]["camera"]
    assert said[0]["action"] != said[1]["action"]


def test_the_prompt_of_several_parts_is_put_together_once_for_each_cast() -> None:
    board = load(boarded({"shot": "Ken sits"}, {"shot": "Ken waves"}))
    briefs = [brief for brief in board.briefs if isinstance(brief, ShotBrief)]
    builder = Builder(board)
    alone = builder.several(briefs, ("ken",))
    assert builder.several(briefs, ("ken",)) is alone
    assert builder.several(briefs, ("maya", "ken")).text != alone.text
    assert builder.several(briefs[::-1], ("ken",)).text != alone.text
