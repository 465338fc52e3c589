"""When each item begins: one after the other, and cutaways over the words they name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.model.plan import Item, Plan
from shotwright.speech import timeline

ON = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"
BOARDS = ("ad.yaml", "course.yaml", "interview.yaml", "brand_film.yaml", "social/serie.yaml")
TALK = "The wind comes down the valley. It turns the old wheel. Then the mill begins to sing."
RECORDING = "https://example.com/talk.mp3"


def items(*beats: Mapping[str, Any]) -> dict[str, Item]:
    plan = shotwright.plan(
        shotwright.load(
            {
                "shotwright": 1,
                "cast": {"ana": {"look": "lk_ana", "voice": "vc"}},
                "scenes": [
                    {"id": "s", "beats": [{"id": chr(97 + n), **b} for n, b in enumerate(beats)]}
                ],
            }
        ),
        on=ON,
    )
    assert isinstance(plan, Plan), plan
    return {item.id: item for item in plan.items}


def waves(seconds: object = 5, **keys: object) -> dict[str, Any]:
    return {"shot": "Ana waves", "seconds": seconds, **keys}


def seconds(value: float | None) -> float:
    assert value is not None
    return value


def test_items_follow_each_other_without_a_gap() -> None:
    made = items(waves(5), {"talk": TALK}, waves(16), waves(3), {"talk": {"silence": 2.5}})
    assert list(made) == ["a", "b", "c/1", "c/2", "d", "e"]
    story = list(made.values())
    assert story[0].start == 0
    for before, after in pairwise(story):
        assert after.start == pytest.approx(seconds(before.start) + seconds(before.seconds))


@pytest.mark.parametrize("name", BOARDS)
def test_the_examples_leave_no_gap(name: str) -> None:
    plan = shotwright.plan(shotwright.load(EXAMPLES / name), on=ON)
    assert isinstance(plan, Plan)
    clock = 0.0
    for item in plan.items:
        if item.over is None:
            assert item.start == pytest.approx(clock)
            clock += seconds(item.seconds)


def test_a_cutaway_adds_no_time_to_the_story() -> None:
    made = items({"talk": TALK}, waves(4, over="a"), waves(5))
    assert made["c"].start == made["a"].seconds


def test_a_cutaway_over_a_whole_talk_begins_with_it() -> None:
    made = items(waves(5), {"talk": TALK}, waves(4, over="b"))
    assert made["c"].start == made["b"].start == 5


def test_a_cutaway_begins_with_the_words_it_names() -> None:
    over = {"beat": "b", "words": "It turns the old wheel."}
    made = items(waves(5), {"talk": TALK}, waves(4, over=over))
    first = timeline("The wind comes down the valley. ", "en").length(0, None).expected / 1000
    assert seconds(made["c"].start) - 5 == pytest.approx(first, abs=0.6)
    assert made["c"].over is not None
    assert made["c"].over.words == over["words"]


def test_later_words_begin_later_and_all_lie_inside_the_talk() -> None:
    begun = []
    for words in ("The wind", "valley", "turns", "wheel", "the mill", "sing"):
        made = items({"talk": TALK}, waves(4, over={"beat": "a", "words": words}))
        begun.append(seconds(made["b"].start))
    assert begun == sorted(set(begun))
    assert begun[0] == 0
    whole = timeline(TALK, "en").length(0, None).expected / 1000
    assert begun[-1] < whole


def test_a_cutaway_may_stand_before_the_talk_it_lies_over() -> None:
    made = items(waves(4, over="c"), waves(5), {"talk": TALK})
    assert made["b"].start == 0
    assert made["a"].start == made["c"].start == 5


def test_the_pieces_of_a_long_cutaway_follow_each_other() -> None:
    made = items({"talk": TALK * 6}, waves(20, over="a"), waves(5))
    assert (made["b/1"].start, made["b/2"].start) == (0, 10)
    assert made["c"].start == made["a"].seconds


def test_a_cutaway_over_cut_talk_begins_in_the_segment_that_says_its_words() -> None:
    sentence = "The morning wind comes down the valley and turns the wheel. "
    text = sentence * 60 + "Now the copper lug. " + sentence * 30
    words = {"beat": "a", "words": "the copper lug"}
    made = items({"talk": text}, waves(4, over=words))
    holder = next(i for i in made.values() if i.script and "copper lug" in i.script)
    assert holder.id != "a/1"
    start = seconds(made["b"].start)
    assert seconds(holder.start) <= start <= seconds(holder.start) + seconds(holder.seconds)


def test_a_recording_of_unknown_length_makes_later_starts_unknown() -> None:
    made = items(
        waves(5),
        {"talk": {"audio": {"url": RECORDING}}},
        waves(6),
        {"talk": TALK},
        waves(4, over="d"),
        waves(4, over="b"),
    )
    assert made["a"].start == 0
    assert made["b"].start == 5
    assert made["b"].seconds is None
    assert (made["c"].start, made["d"].start, made["e"].start) == (None, None, None)
    assert made["f"].start == 5


def test_an_automatic_length_is_counted_at_the_longest() -> None:
    made = items(waves("auto"), waves(5))
    assert made["b"].start == 15
