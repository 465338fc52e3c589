"""Hostile texts: however long one is, the rules take a time that grows no faster than it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from time import process_time
from typing import Any

import pytest

import shotwright
from shotwright.model.brief import TalkBrief
from shotwright.planner import choose_ways
from shotwright.prompt.reading import acts, read_camera
from shotwright.rules import Case, find
from shotwright.rules.texts import unquoted

SIGNS = 20_000
OFTEN = 600
"""All rules together may take so many plain passes over a text; what is quadratic takes more."""
READ_OFTEN = 40
"""The same of one reader."""

# Texts on which careless patterns try every end for every start.
UNITS = [
    '"', "„", "«", "「", "“”", "\n", " ", "_", "[", "(", "<", "{", "*", "'", "\u200d", "\u0301",
    "image 1, ", "Shot 1: ", "shot ", "1:", "9:16 ", "Maya and ", "she ", "then ", "aged ",
    "long red ", "no ", "without ", "cut to ", "from ", "the text ", "a sign that ", "says ",
    "Maya's ", "two ", "wearing ", "<break ", "[pause ", "asset:", "https://", "0-", "later ",
    "in the park ", "photo of ", "走", "who: ", "“", "Night ", "snow-", "the truck ", "isn't ",
]  # fmt: skip


def board_of(text: str) -> dict[str, Any]:
    """Write a text into an action, a prompt, a clause, a script and a motion prompt."""
    beats = [{"shot": text, "style": text}, {"prompt": text}, {"talk": text, "motion": text}]
    return {
        "shotwright": 1,
        "cast": {"maya": {"look": "lk_maya", "voice": "vc_maya"}},
        "scenes": [{"id": "s", "setting": "a roof", "with": ["maya"], "beats": beats}],
    }


def plain_pass(text: str) -> float:
    """Time one pass over a text, sign by sign."""
    started = process_time()
    assert len(re.findall(r"\w|\W", text)) == len(text)
    return process_time() - started


@pytest.mark.parametrize("read", [read_camera, acts])
def test_readers_are_linear_in_quotes_that_are_not_closed(read: Callable[[str], object]) -> None:
    text = "“" * (3 * SIGNS)
    floor = max(plain_pass(text) for _ in range(3))
    started = process_time()
    read(text)
    assert process_time() - started < READ_OFTEN * floor


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_rules_are_linear_in_hostile_texts(unit: str) -> None:
    text = unit * (SIGNS // len(unit))
    board = shotwright.load(board_of(text))
    assert isinstance(board.briefs[2], TalkBrief)
    prompts = {prompt.beat: prompt for prompt in shotwright.build(board)}
    ways = choose_ways(board)
    case = Case(board, ways.shots.route, ways.talk.route, prompts, on=date(2026, 11, 21))
    floor = max(plain_pass(text) for _ in range(3))
    started = process_time()
    find(case)
    assert process_time() - started < OFTEN * floor


@pytest.mark.parametrize("mark", ['"', "“", "„", "«", "「", "“ ", "„ “"])
def test_quotes_that_never_close_are_read_in_one_pass(mark: str) -> None:
    text = mark * 100_000
    floor = max(plain_pass(text) for _ in range(3))
    started = process_time()
    assert len(unquoted(text)) == len(text)
    assert process_time() - started < 50 * floor
