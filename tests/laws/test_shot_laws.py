"""Laws of planned shots: what every plan keeps, and what a change may do to the best one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.laws.conftest import OBJECTIVES, Part, Rated, Told, best, rated
from tests.laws.conftest import Price as Listed

import shotwright
from shotwright.catalog import Chance, Route
from shotwright.catalog import route as route_named
from shotwright.cost import Job, Price, Tariff
from shotwright.model.brief import ShotBrief
from shotwright.model.names import Objective, RouteName
from shotwright.model.plan import NoPlan, Plan
from shotwright.planner.context import Context
from shotwright.planner.score import Scorer
from shotwright.planner.shots import Shot, plan_shots
from shotwright.planner.ways import Way
from shotwright.prompt import Builder

ON = date(2026, 11, 21)
CAST = ("ana", "ben", "cy", "dee")
Beat = dict[str, Any]

routes: st.SearchStrategy[RouteName] = st.sampled_from(["web", "api"])
objectives = st.sampled_from(OBJECTIVES)
tenths = st.integers(5, 140).map(lambda n: n / 10)
lengths = st.one_of(
    tenths,
    st.integers(1, 15),
    st.integers(151, 400).map(lambda n: n / 10),
    st.integers(4, 15).map(lambda n: f"={n}"),
    st.tuples(tenths, st.integers(0, 60)).map(lambda e: f"{e[0]}-{round(e[0] + e[1] / 10, 1)}"),
)
beats = st.lists(
    st.fixed_dictionaries(
        {"seconds": lengths},
        optional={
            "cut": st.sampled_from(["always", "never"]),
            "with": st.lists(st.sampled_from(CAST), min_size=1, max_size=3, unique=True),
        },
    ),
    min_size=1,
    max_size=8,
)


def written(run: Sequence[Beat]) -> dict[str, Any]:
    named = [
        {"id": f"b{n}", "shot": [f"Step {n}x{m} comes" for m in range(5)], **beat}
        for n, beat in enumerate(run)
    ]
    cast = {name: {"look": f"lk_{name}"} for name in CAST}
    scene = {"id": "s", "with": ["ana"], "beats": named}
    return {"shotwright": 1, "cast": cast, "scenes": [scene]}


def planned(run: Sequence[Beat], route: RouteName, objective: Objective) -> Plan | NoPlan:
    return shotwright.plan(shotwright.load(written(run)), on=ON, shots=route, objective=objective)


def worth(plan: Plan) -> dict[str, Decimal]:
    return {what: Decimal(value) for what, value in plan.objective.value.items()}


@given(beats, routes, objectives)
@example([{"seconds": 6}, {"seconds": 20}, {"seconds": 3}], "api", "fewest")
def test_the_objective_that_a_plan_prints_is_that_of_its_file(
    run: list[Beat], route: RouteName, objective: Objective
) -> None:
    plan = planned(run, route, objective)
    assume(isinstance(plan, Plan))
    assert isinstance(plan, Plan)
    file = json.loads(plan.to_json())
    base, extra = (Fraction(number) for number in file["keepers"]["shots"])
    total = 0
    for item in file["items"]:
        listed = Fraction(4 * item["billed_seconds"]) if route == "web" else Fraction(7)
        if objective != "list-price":
            listed /= base * extra ** (len(item["parts"]) - 1)
        total += -(-listed * 1_000_000 // 1)
    told = {what: Decimal(value) for what, value in file["objective"]["value"].items()}
    purse = "credits" if route == "web" else "usd"
    assert told.pop(purse) == Decimal(total) / 1_000_000
    assert told == ({"generations": len(file["generations"])} if objective == "fewest" else {})


@given(beats, routes, objectives)
@example([{"seconds": 6}, {"seconds": 33.3}, {"seconds": 3}], "api", "expected")
def test_beats_their_order_their_lengths_and_their_words_are_kept(
    run: list[Beat], route: RouteName, objective: Objective
) -> None:
    plan = planned(run, route, objective)
    assume(isinstance(plan, Plan))
    assert isinstance(plan, Plan)
    parts = [part for item in plan.items for part in item.parts]
    told = " ".join(item.prompt or "" for item in plan.items)
    assert [name for name, _ in groupby(part.beat for part in parts)] == [
        f"b{n}" for n in range(len(run))
    ]
    steps = [f"Step {n}x{m} comes" for n in range(len(run)) for m in range(5)]
    assert all(step in told for step in steps)  # twice where a step goes on after a cut
    assert sorted(steps, key=told.index) == steps
    for _, own in groupby(parts, lambda part: part.beat):
        at = 0
        for part in own:
            assert (part.from_, part.to - part.from_) == (at, part.wished)
            at = part.to
    for item in plan.items:
        assert item.seconds is not None
        wished = sum(part.wished for part in item.parts)
        assert wished + round(item.pad * 1000) == item.seconds * 1000
        pieces = [part for part in item.parts if sum(p.beat == part.beat for p in parts) > 1]
        assert all(part.wished >= 4000 for part in pieces)
        assert (
            item.pad == 0
            or item.parts[-1] is [part for part in parts if part.beat == item.parts[-1].beat][-1]
        )


@given(beats, beats, routes, objectives)
@example([{"seconds": 20}], [{"seconds": 3}], "api", "expected")
def test_a_written_cut_parts_a_plan_into_two_optima(
    left: list[Beat], right: list[Beat], route: RouteName, objective: Objective
) -> None:
    first, second = planned(left, route, objective), planned(right, route, objective)
    right = [{**right[0], "cut": "always"}, *right[1:]]
    both = planned([*left, *right], route, objective)
    if isinstance(both, NoPlan):
        assert isinstance(first, NoPlan) or isinstance(second, NoPlan)
        return
    assert isinstance(first, Plan)
    if isinstance(second, Plan):  # else its first beat said `never`
        assert worth(both) == {
            what: value + worth(second)[what] for what, value in worth(first).items()
        }


@given(beats, routes)
def test_to_allow_a_cut_or_a_shared_shot_is_never_dearer(run: list[Beat], route: RouteName) -> None:
    plan = planned(run, route, "expected")
    assume(isinstance(plan, Plan))
    assert isinstance(plan, Plan)
    free = planned(
        [{key: beat[key] for key in beat if key != "cut"} for beat in run], route, "expected"
    )
    assert isinstance(free, Plan)
    assert all(value <= worth(plan)[purse] for purse, value in worth(free).items())


def shots_of(
    run: Sequence[Beat], objective: Objective, tariff: Tariff, **limits: object
) -> list[Shot] | None:
    """Plan beats on the app's route with other limits, and any price list."""
    board = shotwright.load(written(run))
    made: Route = route_named("web")
    assert made.shots is not None
    changed = made.shots.model_copy(update=limits)
    scorer = Scorer(objective, tariff, Chance(base=Decimal("0.4"), extra=Decimal("0.8")))
    way = Way(made.model_copy(update={"shots": changed}), "subscription")
    context = Context(board, way, changed, scorer, Builder(board))
    found = plan_shots(context, [one for one in board.briefs if isinstance(one, ShotBrief)])
    shots = [entry for entry in found if isinstance(entry, Shot)]
    return shots if len(shots) == len(found) else None


def money(shots: Sequence[Shot]) -> int:
    chances = [Fraction(4, 10) * Fraction(8, 10) ** (len(shot.parts) - 1) for shot in shots]
    return sum(
        -(-shot.seconds * 4_000_000 / chance // 1)
        for shot, chance in zip(shots, chances, strict=True)
    )


@given(beats)
def test_a_looser_limit_never_makes_the_best_plan_dearer(run: list[Beat]) -> None:
    limits = route_named("web").shots
    assert limits is not None
    tariff = Tariff.of("guides", ON)
    usual = shots_of(run, "expected", tariff)
    for key, less in (("looks", {"max": 2}), ("seconds_per_part", {"min": 5})):
        tight = getattr(limits, key).model_copy(update=less)
        tighter = shots_of(run, "expected", tariff, **{key: tight})
        if tighter is not None:
            assert usual is not None
            assert money(usual) <= money(tighter)


@given(st.lists(st.integers(4, 150).map(lambda n: n / 10), min_size=1, max_size=30))
@example([8, 8, 8])
def test_under_a_flat_fee_the_list_price_is_that_of_plain_gathering(run: list[float]) -> None:
    plan = planned([{"seconds": seconds} for seconds in run], "api", "list-price")
    assert isinstance(plan, Plan)
    clips, held, parts = 1, 0, 0
    for seconds in run:
        added = round(seconds * 1000)
        if held + added > 15_000 or parts == 3:
            clips, held, parts = clips + 1, 0, 0
        held, parts = held + added, parts + 1
    assert worth(plan) == {"usd": 7 * clips}


class Tiers(Price):
    """A price list that the catalog cannot write: 20 up to 6 s, 35 up to 11 s, then 60."""

    def micro(self, length_ms: int) -> int:
        """Price a render."""
        return tier(length_ms // 1000) * 1_000_000


class Least(Price):
    """Another: 5 a second, and never less than 40."""

    def micro(self, length_ms: int) -> int:
        """Price a render."""
        return max(40, 5 * length_ms // 1000) * 1_000_000


def tier(seconds: int) -> int:
    return 20 if seconds <= 6 else 35 if seconds <= 11 else 60


PRICED: dict[type[Price], Listed] = {
    Tiers: lambda seconds: Fraction(tier(seconds)),
    Least: lambda seconds: Fraction(max(40, 5 * seconds)),
}


@given(
    beats.map(lambda run: run[:4]),
    objectives,
    st.sampled_from([Tiers, Least]),
)
@example([{"seconds": 6.5}, {"seconds": 4.5}, {"seconds": 17}], "list-price", Tiers)
@example([{"seconds": 4}, {"seconds": 4}], "list-price", Least)
def test_tiers_and_minimum_prices_need_no_case_of_their_own(
    run: list[Beat], objective: Objective, kind: type[Price]
) -> None:
    long = [beat for beat in run if not str(beat["seconds"]).startswith("=")]
    assume(run and sum(float(str(beat["seconds"]).split("-")[0]) > 15 for beat in long) < 2)
    tariff = Tariff.of("guides", ON)
    job = Job("avatar_shots", "subscription", "digital_twin", "720p", motion=False)
    plain = tariff.find(job)
    assert isinstance(plain, Price)
    own = replace(tariff, _found={job: kind(plain.rate)})
    shots = shots_of(run, objective, own)
    found = searched(run, objective, PRICED[kind])
    assert (shots is None) == (found is None)
    if shots is not None and found is not None:
        assert [
            ([(part.beat, part.from_) for part in shot.parts], shot.seconds, shot.pad_ms)
            for shot in shots
        ] == found


def searched(
    run: Sequence[Beat], objective: Objective, price: Listed
) -> list[tuple[list[tuple[str, int]], int, int]] | None:
    """Search the best plan, run by run."""
    runs: list[list[Told]] = []
    for number, beat in enumerate(run):
        said = str(beat["seconds"])
        low, _, high = said.lstrip("=").partition("-")
        ends = [round(Fraction(end) * 1000) for end in (low, high or low)]
        mark = beat.get("cut")
        if number == 0 and mark == "never":
            return None
        looks = frozenset(beat.get("with", ["ana"]))
        one = Told(
            f"b{number}", ends[0], ends[1], said.startswith("="), mark or "free", looks,
            frozenset(), frozenset(), (),
        )  # fmt: skip
        if mark == "always" or not runs:
            runs.append([])
        runs[-1].append(one)

    def rate(parts: Sequence[Part]) -> Rated | None:
        return rated(parts, "web", objective, price, ("0.4", "0.8"))

    found = [best(told, rate) for told in runs]
    shots = [shot for made in found if made is not None for shot in made[1]]
    if None in found:
        return None
    return [
        ([(part.beat.name, part.start) for part in shot.parts], shot.seconds, shot.pad)
        for shot in shots
    ]
