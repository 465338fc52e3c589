"""The forecast against Monte Carlo of a million campaigns, and the estimate against the plan."""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
from benchmarks.timing import DAY, best, stress_board

import shotwright
from shotwright.budget import lattice, rates
from shotwright.budget.outlook import Outlook
from shotwright.budget.takes import KINDS, Kind, believe, kind_of, parts_of, priors_of
from shotwright.catalog import keeper_chances
from shotwright.model.money import Amount
from shotwright.model.plan import Plan

RUNS = 10**6
SAMPLED = 2 * 10**4
"""Campaigns that are drawn shot by shot; the time of a million is so many times theirs."""

PLAYED = 2 * 10**3
"""Campaigns that are played on the calendar too, likewise."""

LEAST_PLAYED = 0.01
"""Rates below this are played as if they were this: that spares the longest campaigns."""

Pieces = list[tuple[Kind, int, int]]
"""Kind, parts and price in millionths of every generation."""


def shots_plan(shots: int) -> Plan:
    """Plan so many shots of 4 to 15 s, each alone."""
    beats = [
        {"shot": f"Maya does thing {n}", "seconds": f"={4 + n * 5 % 12}", "cut": "always"}
        for n in range(shots)
    ]
    scenes = [{"id": "s", "beats": beats}]
    board = shotwright.load({"shotwright": 1, "cast": {"maya": {"look": "lk"}}, "scenes": scenes})
    plan = shotwright.plan(board, on=DAY)
    assert isinstance(plan, Plan)
    return plan


def sampled(pieces: Pieces, shapes: dict[Kind, tuple[float, float]], runs: int) -> np.ndarray:
    """Draw campaigns: one keeper rate a kind and campaign, then the takes of every generation."""
    chance = np.random.default_rng(1)
    rates = {kind: chance.beta(*shape, runs) for kind, shape in shapes.items()}
    totals = np.zeros(runs)
    for kind, _, price in pieces:
        totals += price * chance.geometric(np.maximum(rates[kind], 1e-12))
    return totals


def grouped(pieces: Pieces, shapes: dict[Kind, tuple[float, float]], runs: int) -> np.ndarray:
    """Draw campaigns likewise, the takes of all generations alike together."""
    chance = np.random.default_rng(1)
    rates = {kind: chance.beta(*shape, runs) for kind, shape in shapes.items()}
    totals = np.zeros(runs)
    for (kind, _, price), copies in Counter(pieces).items():
        more = chance.negative_binomial(copies, np.maximum(rates[kind], 1e-12))
        totals += price * (copies + more)
    return totals


def played(pieces: Pieces, shapes: dict[Kind, tuple[float, float]], runs: int) -> np.ndarray:
    """Draw campaigns shot by shot, and play each on the calendar: one take after the other."""
    chance = np.random.default_rng(1)
    rates = {kind: chance.beta(*shape, runs) for kind, shape in shapes.items()}
    ends = np.zeros((runs, 2))
    minutes = {kind: getattr(keeper_chances().minutes, kind) for kind in shapes}
    for kind, _, price in pieces:
        takes = chance.geometric(np.maximum(rates[kind], LEAST_PLAYED))
        lasts = chance.uniform(minutes[kind].low, minutes[kind].high, int(takes.sum()))
        ends[:, 0] += price * takes
        ends[:, 1] += np.add.reduceat(lasts, np.cumsum(takes) - takes)
    return ends


def forget() -> None:
    """Clear what earlier passes left behind: every pass is a first one."""
    for each in (*vars(lattice).values(), *vars(rates).values()):
        if hasattr(each, "cache_clear"):
            each.cache_clear()


def measure_forecast(shots: int = 1_000) -> list[list[str]]:
    """Measure the law of a plan's money, which is all that the sampling tells, and all besides."""
    plan = shots_plan(shots)
    estimate = shotwright.estimate(plan)
    items = {item.id: item for item in plan.items}
    pieces: Pieces = [
        (kind_of(made, items), parts_of(made, items), line.amount.micro)
        for made, line in zip(plan.generations, estimate.lines, strict=True)
        if isinstance(line.amount, Amount)
    ]
    priors = priors_of(plan)
    shapes = {
        kind: (float(prior.base * prior.worth), float((1 - prior.base) * prior.worth))
        for kind in KINDS
        if (prior := priors[kind]).worth is not None and any(kind == own for own, _, _ in pieces)
    }
    beliefs = {kind: believe(priors[kind]) for kind in KINDS}

    def money() -> object:
        forget()
        outlook = Outlook.of(plan, estimate, beliefs, {}, {})
        return outlook.law(outlook.batches("credits"))

    def whole() -> object:
        forget()
        return shotwright.forecast(estimate, plan)

    parts = {
        "the law of the money": best(money, clock=time.process_time),
        "the whole forecast": best(whole, clock=time.process_time),
    }
    begun = time.process_time()
    totals = grouped(pieces, shapes, RUNS)
    by_price = time.process_time() - begun
    begun = time.process_time()
    sampled(pieces, shapes, SAMPLED)
    by_shot = (time.process_time() - begun) * RUNS / SAMPLED
    begun = time.process_time()
    played(pieces, shapes, PLAYED)
    by_take = (time.process_time() - begun) * RUNS / PLAYED
    p80 = shotwright.forecast(estimate, plan).money["credits"].p80
    assert isinstance(p80, Amount)
    assert abs(p80.micro / np.quantile(totals, 0.8) - 1) < 0.01
    return [
        [
            name,
            f"{took * 1000:.0f} ms",
            f"{by_shot / took:,.0f}",
            f"{by_price / took:.1f}",
            f"{by_take / took:,.0f}",
        ]
        for name, took in parts.items()
    ]


def measure_estimate(beats: int = 10_000) -> list[str]:
    """Measure the estimate of a board of so many beats against its public `plan`."""
    text = stress_board(beats)
    ratios = []
    for _ in range(3):
        board = shotwright.load(text)
        begun = time.perf_counter()
        plan = shotwright.plan(board, on=DAY)
        planned = time.perf_counter() - begun
        assert isinstance(plan, Plan)
        made = plan
        ratios.append(best(lambda made=made: shotwright.estimate(made), 1.0) / planned)  # type: ignore[misc]
    return [f"{beats:,}", f"{len(made.generations):,}", f"{max(ratios):.2f}"]
