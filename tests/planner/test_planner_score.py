"""What the planner makes least: the four objectives, ties, and an exhaustive search beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import shotwright
from shotwright.model.names import Objective, RouteName
from shotwright.model.plan import NoPlan, Plan

ON = date(2026, 11, 21)
CAST = ("ana", "ben", "cy", "dee")
OBJECTIVES: tuple[Objective, ...] = ("expected", "list-price", "fewest", "faithful")
ROUTES: tuple[RouteName, ...] = ("web", "api")


def planned(
    beats: Sequence[dict[str, Any]], route: RouteName, objective: Objective
) -> Plan | NoPlan:
    named = [{"id": f"b{n}", "shot": "Ana waves", **beat} for n, beat in enumerate(beats)]
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": {name: {"look": f"lk_{name}"} for name in CAST},
            "scenes": [{"id": "s", "with": ["ana"], "beats": named}],
        }
    )
    return shotwright.plan(board, on=ON, shots=route, objective=objective)


def shape(
    beats: Sequence[dict[str, Any]], route: RouteName, objective: Objective
) -> list[tuple[int, float | None, float]] | None:
    """Tell each shot's number of parts, its seconds and its pad; None where there is no plan."""
    plan = planned(beats, route, objective)
    if isinstance(plan, NoPlan):
        return None
    return [(len(item.parts), item.seconds, item.pad) for item in plan.items]


def parts(
    seconds: Sequence[object], route: RouteName, objective: Objective = "expected"
) -> list[int]:
    found = shape([{"seconds": length} for length in seconds], route, objective)
    assert found is not None
    return [count for count, _, _ in found]


# The objectives, reckoned by hand


@pytest.mark.parametrize(
    ("seconds", "route", "objective", "merged"),
    [
        # 2 + 2 s apart: 2 x 16/0.4 = 80 credits; together 8 s: 32/0.32 = 100.
        ([2, 2], "web", "expected", [1, 1]),
        # Listed, both cost 32 and pad 4 s; fewer merges decide.
        ([2, 2], "web", "list-price", [1, 1]),
        # Listed, 4.5 + 4.5 s cost 40 apart and 36 together.
        ([4.5, 4.5], "web", "list-price", [2]),
        ([4.5, 4.5], "web", "expected", [1, 1]),
        # Nothing changes what was wished but the half seconds, which together make one.
        ([4.5, 4.5], "web", "faithful", [2]),
        ([5, 6], "web", "fewest", [2]),
        ([5, 6], "api", "expected", [2]),
        ([5, 6], "api", "list-price", [2]),
        # Both are as wished, so the fewest merges decide, and money has no say.
        ([5, 6], "api", "faithful", [1, 1]),
        ([5, 6], "web", "faithful", [1, 1]),
        # Three parts need 12 s: 2 + 2 is the cheaper pair of shots of those that are fewest.
        ([2, 2, 2, 2], "web", "fewest", [2, 2]),
    ],
)
def test_each_objective_makes_its_own_least(
    seconds: list[float], route: RouteName, objective: Objective, merged: list[int]
) -> None:
    assert parts(seconds, route, objective) == merged


@pytest.mark.parametrize("objective", ["expected", "list-price", "fewest"])
def test_of_equal_plans_the_earliest_cut_wins(objective: Objective) -> None:
    assert parts([6, 6, 6], "api", objective) == [1, 2]


def test_less_padding_breaks_a_tie_of_money() -> None:
    # Flat prices: 3 + 5 and 8 s cost the same as 3 and 5 + 8 s, where the 3 s would be padded.
    assert shape([{"seconds": 3}, {"seconds": 5}, {"seconds": 8}], "api", "expected") == [
        (2, 8, 0),
        (1, 8, 0),
    ]


@pytest.mark.parametrize(
    ("route", "objective", "value"),
    [
        ("web", "expected", {"credits": "110"}),
        ("web", "list-price", {"credits": "44"}),
        ("web", "fewest", {"generations": "1", "credits": "137.5"}),
        ("api", "expected", {"usd": "21.875"}),
        ("api", "list-price", {"usd": "7"}),
        ("api", "faithful", {"usd": "35"}),
    ],
)
def test_the_plan_says_what_its_objective_is_worth(
    route: RouteName, objective: Objective, value: dict[str, str]
) -> None:
    plan = planned([{"seconds": 5}, {"seconds": 6}], route, objective)
    assert isinstance(plan, Plan)
    assert plan.objective.name == objective
    assert plan.objective.value == value
    assert plan.keepers.shots == ("0.4", "0.8")


def test_an_expected_price_is_rounded_up_to_a_whole_millionth() -> None:
    # 8 s with three tries in ten: 32/0.3 = 106.666... credits.
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": {"ana": {"look": "lk_ana"}},
            "keepers": {"shots": {"base": 0.3}},
            "scenes": [{"id": "s", "beats": [{"shot": "Ana waves", "seconds": 8}]}],
        }
    )
    plan = shotwright.plan(board, on=ON)
    assert isinstance(plan, Plan)
    assert plan.objective.value == {"credits": "106.666667"}
    assert plan.keepers.source == "board"


def test_chances_are_written_as_plain_decimals() -> None:
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": {"ana": {"look": "lk_ana"}},
            "keepers": {"shots": {"base": 0.0000001}},
            "scenes": [{"id": "s", "beats": [{"shot": "Ana waves", "seconds": 8}]}],
        }
    )
    plan = shotwright.plan(board, on=ON)
    assert isinstance(plan, Plan)
    assert plan.keepers.shots == ("0.0000001", "1")


# The same answer, found another way: try every way to cut, every length, and compare


class Beat(NamedTuple):
    """A beat as the search sees it: lengths in milliseconds."""

    low: int
    high: int
    exact: bool
    cut: str | None
    looks: frozenset[str]


class Way(NamedTuple):
    """One shot of one plan: how many parts, its seconds and its pad."""

    parts: int
    seconds: int
    pad_ms: int


Levels = tuple[int, ...]


def beat_of(written: dict[str, Any]) -> Beat:
    said = written["seconds"]
    text = str(said).removeprefix("=")
    low, _, high = text.partition("-")
    ends = [round(float(end) * 1000) for end in (low, high or low)]
    looks = frozenset(written.get("with", ["ana"]))
    return Beat(ends[0], ends[1], str(said).startswith("="), written.get("cut"), looks)


def ways(beats: Sequence[Beat]) -> Iterator[Way]:
    """Try every whole length that one shot of these beats could have."""
    everyone = frozenset[str]().union(*(beat.looks for beat in beats))
    if not 1 <= len(everyone) <= 3:
        return
    least = sum(beat.low for beat in beats)
    most = sum(beat.high for beat in beats)
    for seconds in range(4, 16):
        room = seconds * 1000
        pad = max(0, room - most)
        if room < least or (len(beats) > 1 and len(beats) > seconds // 4):
            continue
        if pad and all(beat.exact for beat in beats):
            continue
        yield Way(len(beats), seconds, pad)


def levels(way: Way, route: RouteName, objective: Objective) -> Levels:
    """Score a shot from the price list: 4 credits a second in the app, 7 dollars a clip by API."""
    price = way.seconds * 4_000_000 if route == "web" else 7_000_000
    chance = Fraction(4, 10) * Fraction(8, 10) ** (way.parts - 1)
    until_kept = price / chance
    expected = -(-until_kept.numerator // until_kept.denominator)
    splits, pads, merges = 0, way.pad_ms, way.parts - 1
    match objective:
        case "expected":
            return expected, splits, pads, merges
        case "list-price":
            return price, splits, pads, merges
        case "fewest":
            return 1, expected, splits, pads, merges
        case "faithful":
            return splits, pads, merges, expected


def best_way(beats: Sequence[Beat], route: RouteName, objective: Objective) -> Way | None:
    scored = [(levels(way, route, objective), way.seconds, way) for way in ways(beats)]
    return min(scored)[2] if scored else None


def allowed(cuts: tuple[int, ...], beats: Sequence[Beat]) -> bool:
    return all(
        place in cuts if beat.cut == "always" else place not in cuts
        for place, beat in enumerate(beats)
        if place and beat.cut
    )


def searched(
    beats: Sequence[Beat], route: RouteName, objective: Objective
) -> list[tuple[int, int, float]] | None:
    """Try every set of cuts."""
    if beats[0].cut == "never":
        return None
    found: list[tuple[Levels, tuple[int, ...], list[Way]]] = []
    for count in range(len(beats)):
        for cuts in combinations(range(1, len(beats)), count):
            if not allowed(cuts, beats):
                continue
            groups = [beats[a:b] for a, b in pairwise([0, *cuts, len(beats)])]
            made = [best_way(group, route, objective) for group in groups]
            whole = [way for way in made if way is not None]
            if len(whole) == len(made):
                sums = zip(*(levels(way, route, objective) for way in whole), strict=True)
                found.append((tuple(map(sum, sums)), cuts, whole))
    if not found:
        return None
    least = min(score for score, _, _ in found)
    _, _, plan = min((entry for entry in found if entry[0] == least), key=lambda entry: entry[1])
    return [(way.parts, way.seconds, way.pad_ms / 1000) for way in plan]


tenths = st.integers(5, 150).map(lambda n: n / 10)
lengths = st.one_of(
    tenths,
    st.integers(1, 8),
    st.integers(1, 15).map(lambda n: f"={n}"),
    st.sampled_from(["=2.5", "=4.5", "=0.5", "=7.5"]),
    st.tuples(tenths, st.integers(0, 40)).map(lambda e: f"{e[0]}-{round(e[0] + e[1] / 10, 1)}"),
)
beats_of_a_run = st.lists(
    st.fixed_dictionaries(
        {"seconds": lengths},
        optional={
            "cut": st.sampled_from(["always", "never"]),
            "with": st.lists(st.sampled_from(CAST), max_size=3, unique=True),
        },
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(beats_of_a_run)
@example([{"seconds": 2}, {"seconds": 2}, {"seconds": 2}, {"seconds": 2}])
@example([{"seconds": 6}, {"seconds": 6}, {"seconds": 6}])
@example([{"seconds": "=2.5"}, {"seconds": "=5.5"}, {"seconds": "=4", "cut": "always"}])
@example([{"seconds": 4.5}, {"seconds": "4-6", "cut": "never"}, {"seconds": 1}])
@example([{"seconds": 4, "with": []}, {"seconds": 4}, {"seconds": 4, "with": ["ben", "cy", "dee"]}])
def test_the_plan_is_the_best_of_all_that_there_are(run: list[dict[str, Any]]) -> None:
    beats = [beat_of(written) for written in run]
    for route in ROUTES:
        for objective in OBJECTIVES:
            assert shape(run, route, objective) == searched(beats, route, objective), (
                route,
                objective,
            )
