"""The next best choice, against every other way to part a stretch into shots."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shotwright
from shotwright.planner import next_best

ON = date(2026, 11, 21)


def board(lengths: list[int], **keys: object) -> shotwright.Board:
    beats = [
        {"id": f"b{n}", "shot": f"Ana does {n}", "seconds": length}
        for n, length in enumerate(lengths)
    ]
    return shotwright.load(
        {
            "shotwright": 1,
            "cast": {"ana": {"look": "lk"}},
            "scenes": [{"id": "s", "beats": beats}],
            **keys,
        }
    )


def partings(count: int) -> list[list[tuple[int, int]]]:
    found = []
    for marks in range(2 ** (count - 1)):
        cuts = [0, *(n + 1 for n in range(count - 1) if marks >> n & 1), count]
        found.append(list(pairwise(cuts)))
    return found


def cost(lengths: list[int], parting: list[tuple[int, int]]) -> tuple[float, float] | None:
    """Price a parting at 4 credits a second, kept with 0.4 x 0.8 for each further part."""
    money = expected = 0.0
    for first, last in parting:
        parts = last - first
        seconds = max(sum(lengths[first:last]), 4 * parts)
        if seconds > 15:
            return None
        money += seconds * 4
        expected += seconds * 4 / (0.4 * 0.8 ** (parts - 1))
    return money, expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=5))
def test_no_cover_without_the_shot_is_better(lengths: list[int]) -> None:
    priced = {tuple(p): c for p in partings(len(lengths)) if (c := cost(lengths, p))}
    best = min(expected for _, expected in priced.values())
    for item, other in next_best(board(lengths), on=ON).items():
        beats = [int(name[1:]) for name in item.split("+")]
        window = (beats[0], beats[-1] + 1)
        without = min(expected for p, (_, expected) in priced.items() if window not in p)
        assert other.expected.micro / 1e6 == pytest.approx(without - best, abs=1e-4)
        assert other.expected.micro >= 0


def test_the_line_says_what_and_how_much() -> None:
    # 6 s and 8 s: 24 and 32 credits apart; together 56 credits and a smaller chance: 56 / 0.32.
    found = next_best(board([6, 8]), on=ON)
    assert str(found["b0"]) == (
        "next best: no cut before b1: as much, retakes included 35 credits more"
    )
    assert found["b1"].wire() == {
        "choice": "no cut before b1", "purse": "credits", "costs": "0", "expected": "35",
    }  # fmt: skip


def test_what_has_no_other_choice_or_no_price_is_left_out() -> None:
    assert next_best(board([6]), on=ON) == {}
    assert next_best(board([14, 15]), on=ON) == {}
    assert next_best(board([6, 8]), on=ON, shots="agent") == {}
    assert next_best(board([6, 8]), on=ON, shots="api", card="history") == {}
