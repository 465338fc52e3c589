"""The request to a language model, and what of its answer is taken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shotwright.errors import InputError
from shotwright.model.board import Board
from shotwright.prompt import build, read_rewrite, rewrite_request
from shotwright.prompt.family import family
from shotwright.storyfile import DELETE, Change, edit, load

TEXT = """\
shotwright: 1
title: Tea
cast: {ana: {look: a}, ben: {look: b}, cy: {look: c}}
references: {pot: {image: "https://example.com/p.png", of: product}}
setting: a small kitchen   # for all
scenes:
  - id: a
    with: [ana, ben]
    beats:
      - id: pour
        shot: Ana pours tea, and Ben says "thank you"
        seconds: 6
        references: [pot]
        audio:
          ambient: [rain]
          words: a clock
          says: [{by: ben, line: "Hot {tea}!", language: fr}]
      - id: whole
        prompt: Ana waves to Ben.
      - id: chat
        talk: Hello.
        by: ana
"""


@pytest.fixture
def board() -> Board:
    return load(TEXT)


def problems(board: Board, answer: str, beat: str = "pour", **more: Any) -> str:  # noqa: ANN401
    with pytest.raises(InputError) as error:
        read_rewrite(board, beat, answer, **more)
    return "\n".join(map(str, error.value.problems))


STEPS = '["Ana pours tea into two cups", "Ben lifts one and says \\"thank you\\""]'


def test_a_request_says_what_there_is_and_what_must_stay(board: Board) -> None:
    text = rewrite_request(board, "pour", seconds=7_000, characters=900)
    for said in (
        '"shot": ["Ana pours tea, and Ben says \\"thank you\\""]',
        '"setting": {"words": "a small kitchen"}',
        '"audio": {"ambient": ["rain"], "words": "a clock"}',
        "The shot lasts 7 s.",
        "at most 900 characters.",
        "in this order: Ana and Ben.",
        "stay as they are: pot.",
        'Ben: "Hot {tea}!"',
        "Write in English.",
    ):
        assert said in text
    assert "Cy" not in text


def test_a_request_knows_the_routes_limit_and_the_wished_seconds(board: Board) -> None:
    text = rewrite_request(board, "pour")
    assert "The shot lasts 6 s." in text
    assert "at most 10000 characters." in text
    assert "lasts" not in rewrite_request(board, "whole")


@pytest.mark.parametrize("language", ["zh", "yue", "ja", "ko", "es", "fr", "de", "pt"])
def test_a_request_is_written_in_the_boards_language(language: str) -> None:
    board = load(TEXT.replace("title:", f"language: {language}\ntitle:"))
    text = rewrite_request(board, "pour")
    english = family("rewrite").phrases["en"]
    own = family("rewrite").phrases[language]
    assert own["languages"][language] in text
    for key in ("task", "brief", "looks", "lines", "quotes", "answer"):
        assert own[key] in text
        assert english[key] not in text


def test_an_answer_becomes_changes_of_the_file(board: Board) -> None:
    answer = (
        f'Sure {{here}}: ```json\n{{"shot": {STEPS}, "camera": {{"size": "close-up"}},'
        ' "setting": {"words": "a small kitchen"}}\n```\nShall I go on?'
    )
    changes = read_rewrite(board, "pour", answer)
    at = ("scenes", 0, "beats", 0)
    shot = ["Ana pours tea into two cups", 'Ben lifts one and says "thank you"']
    assert changes == (
        Change((*at, "shot"), shot),
        Change((*at, "camera"), {"size": "close-up"}),
    )
    after = edit(TEXT, changes)
    assert "setting: a small kitchen   # for all" in after
    prompt = build(load(after))[0].text
    assert prompt.startswith('Ana pours tea into two cups. Ben lifts one and says "thank you"')
    assert "Close-up." in prompt


def test_an_answer_that_changes_nothing_is_no_change(board: Board) -> None:
    assert read_rewrite(board, "pour", '{"setting": "a small kitchen"}') == ()


def test_an_answer_may_say_itself_twice(board: Board) -> None:
    one = '{"style": "noir"}'
    assert read_rewrite(board, "pour", f"{one}, that is {one}") == (
        Change(("scenes", 0, "beats", 0, "style"), {"words": "noir"}),
    )


def test_sounds_may_change_and_lines_stay(board: Board) -> None:
    (change,) = read_rewrite(board, "pour", '{"audio": {"music": "soft piano"}}')
    line = {"by": "ben", "line": "Hot {tea}!", "language": "fr"}
    kept = {"ambient": ["rain"], "words": "a clock", "says": [line]}
    assert change.value == {**kept, "music": "soft piano"}
    (change,) = read_rewrite(board, "pour", '{"audio": {"ambient": ["rain", "a clock"]}}')
    assert change.value == {"ambient": ["rain", "a clock"], "says": [line]}


def test_a_written_prompt_stays_a_prompt(board: Board) -> None:
    answer = '{"prompt": "Ana waves to Ben, who nods."}'
    assert read_rewrite(board, "whole", answer) == (
        Change(("scenes", 0, "beats", 1, "prompt"), "Ana waves to Ben, who nods."),
    )
    assert "has `shot`" in problems(board, '{"prompt": "Ana, Ben", "shot": "x"}', "whole")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("I would rather not.", "the answer holds no object"),
        ('{"other": 1}', "the answer holds no object"),
        ('{"shot": "a"} or {"shot": "b"}', "the answer holds 2 objects"),
        ('{"shot": "a", "shot": "b"}', "a key stands there twice"),
        ('{"shot": NaN}', "NaN is no value"),
        ('{"shot": ' + "[" * 40_000, "cannot be read"),
        ('{"shot": "' + "x" * 100_000 + '"}', "longer than 100,000 characters"),
        ('{"shot": ["a", 3]}', "`shot.action.1`"),
        ('{"shot": [], "camera": {"zoom": "x"}}', "`camera.zoom`"),
        ('{"shot": "a", "camra": "b"}', "has `camra`; did you mean `camera`?"),
        ('{"shot": "a", "references": []}', "has `references`"),
        ('{"shot": "a", "seconds": 12}', "has `seconds`"),
        ('{"shot": "a", "with": ["cy"]}', "has `with`"),
        ('{"shot": "a", "audio": {"says": ["x"]}}', "`audio.says` stays as it is"),
        ('{"shot": "a", "audio": {"mode": "silent"}}', "`audio.mode` stays as it is"),
        ('{"shot": "a\\u0000b"}', "`shot.action.0`"),
        ('{"shot": []}', "nobody does anything any more"),
        ('{"shot": "Ana pours and says \\"thank you\\""}', "Ben is no longer named"),
        ('{"shot": "Ben asks Ana; \\"thank you\\""}', "named in another order; keep Ana, Ben"),
        ('{"shot": "Ana, Ben and Cy say \\"thank you\\""}', "Cy is not in this shot"),
        ('{"setting": "a kitchen; Cy looks in"}', "Cy is not in this shot"),
        ('{"shot": "Ana pours, Ben says \\"thanks\\""}', "words in quotes have changed"),
        ('{"shot": "Ana pours, Ben nods"}', "words in quotes have changed"),
        ('{"setting": "a sign that says \\"open\\""}', "words in quotes have changed"),
        ('{"shot": ["Shot 1: Ana", "Shot 2: Ben says \\"thank you\\""]}', "parts of the shot"),
        ('{"style": "noir {dark}"}', "{ } is markup to Seedance"),
        ('{"setting": "台所"}', "the language has changed"),
        ('{"setting": "кухня"}', "the language has changed (Cyrillic)"),
    ],
)
def test_what_breaks_a_limit_or_changes_what_must_stay_is_refused(
    answer: str, said: str, board: Board
) -> None:
    assert said in problems(board, answer)


def test_all_refusals_come_at_once(board: Board) -> None:
    told = problems(board, '{"shot": "Ben and Cy", "style": "<b>"}')
    for said in ("Ana is no longer named", "Cy is not", "words in quotes", "< >"):
        assert said in told


def test_a_prompt_over_the_limit_is_refused(board: Board) -> None:
    answer = '{"style": "' + "soft light " * 20 + '"}'
    assert "and may have 300" in problems(board, answer, characters=300)
    assert read_rewrite(board, "pour", answer, characters=3_000)


def test_only_shots_that_exist_are_rewritten(board: Board) -> None:
    with pytest.raises(InputError, match="`chat` is talk"):
        rewrite_request(board, "chat")
    with pytest.raises(InputError, match="did you mean `pour`"):
        rewrite_request(board, "puor")
    assert "there is no beat" in problems(board, "{}", "nobody")


@given(st.text(st.sampled_from('{}[]":, \nabshotxcamera0\\'), max_size=60))
@example('{"shot":{"shot":["a"]}}')
@example('{"setting":{"place":null}}')
def test_any_answer_is_read_or_refused(answer: str) -> None:
    board = load(TEXT)
    try:
        changes = read_rewrite(board, "pour", answer)
    except InputError:
        return
    assert all(change.value is not DELETE for change in changes)
    load(edit(TEXT, changes))
