"""Names that lead nowhere, or to two things, are told where they are written."""

from __future__ import annotations

import pytest

from shotwright.errors import InputError, Problem
from shotwright.storyfile import load
from shotwright.storyfile.names import nearest

BOARD = """\
shotwright: 1
cast: {maya: {look: lk_maya}, ken: {look: lk_ken}}
references: {kettle: {image: kettle.png}, roof: {image: roof.png}}
TOP
scenes:
  - id: one
    SCENE
    beats:
      - {id: hello, talk: Good morning to you all., by: maya}
      - {id: wave, shot: Maya waves, with: [maya]}
      - {BEAT}
  - id: two
    with: [ken]
    beats:
      - {shot: Ken sits}
"""


def problems(beat: str = "shot: x, with: []", *, scene: str = "", top: str = "") -> list[Problem]:
    text = BOARD.replace("BEAT", beat).replace("SCENE", scene).replace("TOP", top)
    with pytest.raises(InputError) as caught:
        load(text)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("beat", "path", "message", "hint"),
    [
        ("shot: x, with: [mia]", "with[0]", "no cast member is called `mia`", "`maya`"),
        ("shot: x, with: [maya, kenn]", "with[1]", "no cast member is called `kenn`", "`ken`"),
        ("shot: x, with: [zoe]", "with[0]", "no cast member is called `zoe`", "`maya`, `ken`"),
        (
            "shot: x, with: [], references: [ketle]",
            "references[0]",
            "no reference is called `ketle`",
            "`kettle`",
        ),
        ("talk: Hi., by: mayo", "by", "no cast member is called `mayo`", "`maya`"),
        ("talk: Hi.", "", "who says `one.3`?", "by:"),
        ("talk: Hi., with: [maya, ken]", "", "who says `one.3`?", "by:"),
        ("id: rest, shot: x", "", "who is in `rest`?", "with:"),
        ("shot: x, with: [], over: helo", "over", "no talk beat is called `helo`", "`hello`"),
        ("shot: x, with: [], over: wave", "over", "no talk beat is called `wave`", "`hello`"),
        (
            "shot: x, with: [], over: {beat: hello, words: good morning}",
            "over.words",
            "`hello` does not say these words",
            "exactly",
        ),
        (
            "shot: x, with: [], over: hello, audio: {says: [{by: ken, line: Hi.}]}",
            "audio.says",
            "nobody can speak",
            "remove",
        ),
        ("id: hello, shot: x, with: []", "id", "a second beat is called `hello`", "rename"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_what_there_is(
    beat: str, path: str, message: str, hint: str
) -> None:
    (problem,) = problems(beat)
    assert message in problem.message
    assert hint in problem.hint
    assert problem.where is not None
    assert problem.where.path == f"scenes[0].beats[2].{path}".rstrip(".")
    assert problem.where.line == 11
    assert problem.where.column >= 9


def test_a_cutaway_over_words_that_are_said_is_fine() -> None:
    text = BOARD.replace("TOP", "").replace("SCENE", "")
    beat = "shot: x, with: [], over: {beat: hello, words: Good morning}"
    load(text.replace("BEAT", beat))
    load(text.replace("BEAT", "shot: x, with: [], over: {beat: hello}"))


@pytest.mark.parametrize(
    ("scene", "top", "path"),
    [
        ("with: [mia]", "", "scenes[0].with[0]"),
        ("references: [kettle, ketle]", "", "scenes[0].references[1]"),
        ("", "with: [mia]", "with[0]"),
    ],
)
def test_names_on_a_scene_or_the_board_are_looked_up_too(scene: str, top: str, path: str) -> None:
    assert [p.where.path for p in problems(scene=scene, top=top) if p.where] == [path]


def test_two_scenes_of_one_name_are_told() -> None:
    text = BOARD.replace("TOP", "").replace("SCENE", "").replace("{BEAT}", "{shot: x, with: []}")
    with pytest.raises(InputError) as caught:
        load(text.replace("id: two", "id: one"))
    first = caught.value.problems[0]
    assert first.message == "a second scene is called `one`"
    assert first.where is not None
    assert (first.where.line, first.where.path) == (12, "scenes[1].id")


def test_other_voices_than_the_casts_may_speak_in_a_shot() -> None:
    beat = "shot: x, with: [], audio: {says: [{by: narrator, line: Once.}]}"
    load(BOARD.replace("TOP", "").replace("SCENE", "").replace("BEAT", beat))


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("titel", ["title", "scenes"], "did you mean `title`?"),
        ("zzz", ["title", "scenes"], "there are `title`, `scenes`"),
        ("zzz", [], "there are none"),
    ],
)
def test_the_nearest_known_word_is_suggested(word: str, known: list[str], hint: str) -> None:
    assert nearest(word, known) == hint
