"""On large boards the planner is held against a second formulation: a mixed-integer programme.

Every shot that could be made is a variable, every stop where one ends and another begins a row:
as many shots begin at a stop as end there.  HiGHS, an integer solver, chooses among them.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import gcd
from random import Random
from typing import NamedTuple

import highspy
import numpy as np
import pytest
from tests.laws.conftest import OBJECTIVES, Levels, Made, Part, Price, Told, ends, levels, rated

import shotwright
from shotwright.model.names import Objective, RouteName
from shotwright.model.plan import Plan

ON = date(2026, 11, 21)
CHANCE = ("0.4", "0.8")
PRICES: dict[RouteName, Price] = {
    "web": lambda length: Fraction(4 * length),
    "api": lambda _: Fraction(7),
}
EXACT = 10_000_000
"""Up to here whole numbers survive the solver's tolerances as constraints."""


class Arc(NamedTuple):
    """A shot that could be made, from one stop to another."""

    start: tuple[int, int]
    end: tuple[int, int]
    levels: Levels


def large(chance: Random, size: int) -> list[Told]:
    """Write a run of beats in one scene: tenths of seconds, one in twenty over the limit."""
    beats: list[Told] = []
    for number in range(size):
        long = chance.random() < 0.05
        low = 100 * (chance.randint(151, 240) if long else chance.randint(10, 140))
        exact = not long and chance.random() < 0.1
        low = low // 1000 * 1000 if exact else low
        wide = 100 * chance.randint(0, 30) if not exact and chance.random() < 0.2 else 0
        room = beats and beats[-1].joined == "free" and low + beats[-1].low <= 15_000
        tied = room and chance.random() < 0.05
        looks = frozenset(chance.sample(("ana", "ben", "cy", "dee"), chance.choice([1, 1, 2])))
        exact = exact and low >= 4000 and not tied
        looks, joined = (beats[-1].looks, "never") if tied else (looks, "free")
        beats.append(
            Told(f"b{number}", low, low + wide, exact, joined, looks, frozenset(), frozenset(), ())
        )
    return beats


def arcs(beats: list[Told], route: RouteName, objective: Objective) -> list[Arc]:
    """List every shot that could be made, from every stop that some shots reach."""
    price = PRICES[route]
    found: list[Arc] = []
    waiting, seen = [(0, 0)], {(0, 0)}
    while waiting:
        start = waiting.pop()
        if start[0] == len(beats):
            continue
        for parts in ends(beats[: start[0] + 4], *start):
            shot = rated(parts, route, objective, price, CHANCE)
            last, number = parts[-1], start[0] + len(parts) - 1
            if shot is None or (
                number + 1 < len(beats)
                and last.end == last.beat.low
                and beats[number + 1].joined == "never"
            ):
                continue
            end = (number + 1, 0) if last.end == last.beat.low else (number, last.end)
            found.append(Arc(start, end, shot.levels))
            if end not in seen:
                seen.add(end)
                waiting.append(end)
    return found


def solved(chosen: list[Arc], size: int, bounds: list[int]) -> int | None:
    """Make one more level least, the levels before held at their least; None if that is inexact."""
    level = len(bounds)
    scales = [gcd(*(arc.levels[n] for arc in chosen)) or 1 for n in range(level + 1)]
    if any(bound // scale > EXACT for bound, scale in zip(bounds, scales, strict=False)):
        return None
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 0.0)
    stops = sorted({stop for arc in chosen for stop in (arc.start, arc.end)} - {(size, 0)})
    rows = {stop: number for number, stop in enumerate(stops)}
    none = np.empty(0)
    for stop in stops:
        begins = float(stop == (0, 0))
        solver.addRow(begins, begins, 0, none.astype(np.int32), none)
    for bound, scale in zip(bounds, scales, strict=False):
        solver.addRow(0.0, float(bound // scale), 0, none.astype(np.int32), none)
    for column, arc in enumerate(chosen):
        entries = {rows[arc.start]: 1.0} | ({rows[arc.end]: -1.0} if arc.end in rows else {})
        entries |= {
            len(stops) + n: float(arc.levels[n] // scales[n]) for n in range(level) if arc.levels[n]
        }
        indices = np.array(list(entries), dtype=np.int32)
        cost = float(arc.levels[level] // scales[level])
        solver.addCol(cost, 0.0, 1.0, len(entries), indices, np.array(list(entries.values())))
        solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    values = solver.getSolution().col_value
    return sum(arc.levels[level] for arc, value in zip(chosen, values, strict=True) if value > 0.5)


def planned(beats: list[Told], route: RouteName, objective: Objective) -> Plan:
    """Plan the same beats as a board."""
    written = [
        {
            "id": beat.name, "shot": "Ana waves", "with": sorted(beat.looks),
            "seconds": f"={beat.low / 1000}" if beat.exact
            else f"{beat.low / 1000}-{beat.high / 1000}",
            **({"cut": "never"} if beat.joined == "never" else {}),
        }
        for beat in beats
    ]  # fmt: skip
    cast = {name: {"look": f"lk_{name}"} for name in ("ana", "ben", "cy", "dee")}
    board = shotwright.load(
        {"shotwright": 1, "cast": cast, "scenes": [{"id": "s", "beats": written}]}
    )
    plan = shotwright.plan(board, on=ON, shots=route, objective=objective)
    assert isinstance(plan, Plan), plan
    return plan


def reckoned(beats: list[Told], plan: Plan, route: RouteName, objective: Objective) -> Levels:
    """Reckon what counts of a plan, from its items."""
    by_name = {beat.name: beat for beat in beats}
    total: Levels = ()
    for item in plan.items:
        parts = []
        for part in item.parts:
            beat = by_name[part.beat]
            parts.append(Part(beat, part.from_, min(part.to, beat.low)))
        assert isinstance(item.seconds, int)
        shot = Made(tuple(parts), item.seconds, round(item.pad * 1000))
        own = levels(shot, objective, PRICES[route], CHANCE)
        total = tuple(map(sum, zip(total, own, strict=True))) if total else own
    return total


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("route", list(PRICES))
def test_an_integer_solver_finds_no_better_plan_of_a_large_board(
    route: RouteName, objective: Objective
) -> None:
    size = 200 if route == "web" else 400
    beats = large(Random(size), size)  # noqa: S311 - the same boards every time
    plan = planned(beats, route, objective)
    told = reckoned(beats, plan, route, objective)
    chosen = arcs(beats, route, objective)
    proved: list[int] = []
    while len(proved) < len(told):
        least = solved(chosen, size, proved)
        if least is None:
            break
        assert told[len(proved)] == least, (len(proved), told)
        proved.append(least)
    assert proved
