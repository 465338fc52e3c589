"""Segments share a video where that costs no more: checked against every possible parting."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shotwright
from shotwright.model.names import Objective
from shotwright.model.plan import NoPlan, Plan

ON = date(2026, 11, 21)
CAST = {
    "ana": {"look": "lk_ana", "voice": "vc_ana", "kind": "digital_twin"},
    "ben": {"look": "lk_ben", "voice": "vc_ben", "kind": "digital_twin"},
    "pic": {"look": "lk_pic", "voice": "vc_pic", "kind": "photo"},
}


def recording(seconds: float, **keys: Any) -> dict[str, Any]:  # noqa: ANN401 - any of a beat's keys
    return {"talk": {"audio": {"asset": f"a{seconds}", "seconds": seconds}}, "by": "ana", **keys}


def planned(
    beats: list[dict[str, Any]],
    objective: Objective = "expected",
    **keys: Any,  # noqa: ANN401 - any of a board's keys
) -> Plan:
    board = shotwright.load(
        {"shotwright": 1, "cast": CAST, "scenes": [{"id": "s", "beats": beats}], **keys}
    )
    plan = shotwright.plan(board, on=ON, objective=objective)
    assert isinstance(plan, Plan), plan
    return plan


def grouped(beats: list[dict[str, Any]], **keys: Any) -> list[list[int]]:  # noqa: ANN401 - as above
    plan = planned(beats, **keys)
    return [
        [int(item.split("/")[0].split(".")[1]) for item in made.items] for made in plan.generations
    ]


def test_scenes_of_one_look_kind_and_shape_share_a_video_and_save_the_rounding() -> None:
    # 10 s are 4 started blocks of 3 s, three times 12; 30 s are 10.
    plan = planned([recording(10), recording(10, by="ben"), recording(10)])
    assert [made.items for made in plan.generations] == [("s.1", "s.2", "s.3")]
    assert plan.generations[0].id == "s.1..s.3"
    estimate = shotwright.estimate(plan)
    assert str(estimate.totals["credits"]) == "10 credits"
    assert estimate.lines[0].arithmetic == "30 s = 10 started 3 s x 1 credit = 10 credits"
    assert [scene["audio"]["asset_id"] for scene in plan.generations[0].request["scenes"]] == [
        "a10",
        "a10",
        "a10",
    ]


def test_a_shot_between_does_not_part_the_talk_track_and_generations_keep_story_order() -> None:
    shot = {"shot": "Ana waves", "seconds": 5, "with": ["ana"]}
    plan = planned([recording(10), shot, recording(10), shot])
    assert [made.items for made in plan.generations] == [("s.1", "s.3"), ("s.2",), ("s.4",)]
    assert {item.id: item.generation for item in plan.items}["s.3"] == "s.1..s.3"


@pytest.mark.parametrize(
    "other",
    [
        {"by": "pic", "source": "studio"},
        {"by": "pic"},
        {"engine": "avatar_v"},
        {"resolution": "1080p"},
        {"aspect": "9:16"},
        {"options": {"api": {"folder_id": "f1"}}},
    ],
    ids=str,
)
def test_what_holds_for_a_whole_video_keeps_others_out(other: dict[str, Any]) -> None:
    assert grouped([recording(10), recording(10, **other), recording(10)]) == [[1], [2], [3]]


def test_direct_videos_and_photo_videos_are_one_segment_each() -> None:
    beats = [recording(10), recording(10)]
    assert grouped(beats, routes={"talk": "api"}) == [[1], [2]]
    assert grouped([{**beat, "by": "pic"} for beat in beats]) == [[1], [2]]


@pytest.mark.parametrize(
    ("route", "source"), [("web", "studio"), ("api", "studio"), ("legacy", "studio")]
)
@pytest.mark.parametrize(("count", "videos"), [(1, 1), (50, 1), (51, 2)])
def test_a_video_joins_fifty_scenes_and_not_fifty_one(
    route: str, source: str, count: int, videos: int
) -> None:
    plan = planned([recording(9, source=source)] * count, routes={"talk": route})
    assert [len(made.items) for made in plan.generations] == [min(50, count), count - 50][:videos]


def test_a_video_is_at_most_half_an_hour() -> None:
    # Ten scenes of 180 s are 30 minutes; an eleventh goes into another video.
    assert [len(group) for group in grouped([recording(180)] * 10)] == [10]
    assert [len(group) for group in grouped([recording(180)] * 11)] == [10, 1]


def test_an_unknown_length_stands_alone() -> None:
    unknown = {"talk": {"audio": {"asset": "a"}}, "by": "ana"}
    assert grouped([recording(10), unknown, recording(10)]) == [[1], [2], [3]]


def test_a_keeper_chance_that_falls_with_scenes_makes_sharing_dear() -> None:
    beats = [recording(30), recording(30)]
    assert grouped(beats) == [[1, 2]]
    shy = {"talk": {"base": 0.9, "extra": 0.5}}
    assert grouped(beats, keepers=shy) == [[1], [2]]
    assert grouped(beats, keepers=shy, objective="list-price") == [[1, 2]]


def cheapest(lengths: list[int], extra: Fraction, objective: str) -> tuple[Fraction | int, ...]:
    """Try every parting: blocks of 3 s at a credit each, over the chance that a video is kept."""
    count = len(lengths)
    found: list[tuple[Fraction | int, ...]] = []
    for size in range(count):
        for cuts in combinations(range(1, count), size):
            cost = Fraction(0)
            for first, last in pairwise((0, *cuts, count)):
                blocks = -(-sum(lengths[first:last]) // 3)
                kept = Fraction(9, 10) * extra ** (last - first - 1)
                cost += blocks if objective == "list-price" else blocks / kept
            found.append((size + 1, cost) if objective == "fewest" else (cost, size + 1))
    return min(found)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(1, 20), min_size=1, max_size=7),
    st.sampled_from(["1", "0.95", "0.75", "0.5"]),
    st.sampled_from(["expected", "list-price", "fewest", "faithful"]),
)
def test_no_other_parting_is_better(lengths: list[int], extra: str, objective: Objective) -> None:
    plan = planned(
        [recording(length) for length in lengths],
        objective,
        keepers={"talk": {"base": 0.9, "extra": float(extra)}},
    )
    cost = Fraction(0)
    for made in plan.generations:
        beats = [int(name.split(".")[1]) - 1 for name in made.items]
        blocks = -(-sum(lengths[beat] for beat in beats) // 3)
        kept = Fraction(9, 10) * Fraction(extra) ** (len(beats) - 1)
        cost += blocks if objective == "list-price" else blocks / kept
    videos = len(plan.generations)
    own = (videos, cost) if objective == "fewest" else (cost, videos)
    assert own == cheapest(lengths, Fraction(extra), objective)


def test_the_whole_board_is_one_generation_of_the_agent() -> None:
    shot = {"shot": "Ana waves", "seconds": 6.5, "with": ["ana"]}
    plan = planned(
        [shot, {"talk": "Good morning.", "by": "ana"}, recording(20)],
        routes={"shots": "agent", "talk": "agent"},
    )
    (made,) = plan.generations
    assert (made.route, made.product, made.items) == ("agent", "video_agent", ("s.1", "s.2", "s.3"))
    assert made.billing == "wallet"
    assert [item.seconds for item in plan.items][::2] == [6.5, 20]
    assert [item.kind for item in plan.items] == ["shot", "segment", "segment"]
    (line,) = shotwright.estimate(plan).lines
    assert line.certainty == "assumed"  # the agent decides how long it is
    total = sum(item.billed_seconds or 0 for item in plan.items)
    assert float(line.amount.plain()) == pytest.approx(total * 0.0333)  # type: ignore[union-attr]


def test_the_agent_can_make_the_shots_alone() -> None:
    shot = {"shot": "Ana waves", "seconds": 6, "with": ["ana"]}
    plan = planned([shot, recording(20), shot], routes={"shots": "agent", "talk": "api"})
    assert [(made.route, made.items) for made in plan.generations] == [
        ("agent", ("s.1", "s.3")),
        ("api", ("s.2",)),
    ]


@pytest.mark.parametrize(("files", "rules"), [(20, []), (21, ["ROUT005"])])
def test_a_brief_takes_twenty_files(files: int, rules: list[str]) -> None:
    names = [f"r{n}" for n in range(files)]
    board = shotwright.load(
        {
            "shotwright": 1,
            "routes": {"shots": "agent", "talk": "agent"},
            "cast": CAST,
            "references": {
                name: {"image": f"https://example.com/{name}.png", "of": "product"}
                for name in names
            },
            "scenes": [
                {
                    "id": "s",
                    "beats": [{"shot": "Ana waves", "with": ["ana"], "references": names}],
                }
            ],
        }
    )
    answer = shotwright.plan(board, on=ON)
    clashes = answer.clashes if isinstance(answer, NoPlan) else ()
    assert [clash.rule for clash in clashes] == rules
    assert all(clash.ways_out and "20" in clash.limit for clash in clashes)


def test_a_brief_over_ten_thousand_characters_is_no_plan() -> None:
    def answer(length: int) -> Plan | NoPlan:
        beats = [{"talk": "a" * length, "by": "ana"}]
        data = {
            "shotwright": 1,
            "routes": {"shots": "agent", "talk": "agent"},
            "cast": CAST,
            "scenes": [{"id": "s", "beats": beats}],
        }
        return shotwright.plan(shotwright.load(data), on=ON)

    short = answer(100)
    assert isinstance(short, Plan)
    around = len(short.generations[0].request["prompt"]) - 100
    edge = 10_000 - around
    # A longer script is told with longer seconds, so the edge is found by trying.
    fits = [length for length in range(edge - 5, edge + 6) if isinstance(answer(length), Plan)]
    longest = answer(fits[-1])
    assert isinstance(longest, Plan)
    assert len(longest.generations[0].request["prompt"]) == 10_000
    over = answer(fits[-1] + 1)
    assert isinstance(over, NoPlan)
    (clash,) = over.clashes
    assert (clash.rule, clash.has) == ("ROUT004", "a brief of 10,001 characters")
    assert "10,000" in clash.limit
    assert clash.ways_out
