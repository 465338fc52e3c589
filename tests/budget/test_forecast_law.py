"""The law of what takes until keepers cost: against enumeration, sampling and known figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import comb, factorial, lgamma

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shotwright.budget.distribution import Law, law
from shotwright.budget.lattice import Batch
from shotwright.budget.rates import left_over, mean_takes, nodes
from shotwright.budget.takes import Belief, Kind, Prior, Reviewed, believe

CREDIT = 1_000_000
NONE = Fraction(0)
ONE = Decimal(1)


def beta(first: float, second: float) -> Belief:
    return Belief(first, second, ONE)


def known(rate: str, extra: str = "1") -> Belief:
    return believe(Prior(Decimal(rate), Decimal(extra)))


def told(found: Law) -> list[float]:
    places = [found.percentile(chance) for chance in (0.5, 0.8, 0.95)]
    return [place / CREDIT for place in places if place is not None]


# --- the figures of 40 clips of 10 s at 4 credits a second -------------------------------------

FORTY = [Batch("shots", 1, 40 * CREDIT, 40)]


@pytest.mark.parametrize(
    ("belief", "cap", "mean", "percentiles"),
    [
        (known("0.7"), None, 2286, [2280, 2440, 2640]),
        (beta(14, 6), None, 2339, [2240, 2640, 3160]),
        (beta(3.5, 1.5), None, 2560, [2200, 3000, 4640]),
        (beta(1.4, 0.6), None, 4000, [2080, 3560, 9080]),
        (beta(0.9, 0.4), None, None, [2000, 4200, 17560]),
        (beta(3.5, 1.5), 3, 2280, [2160, 2720, 3360]),
        (known("0.7"), 3, 2224, [2200, 2360, 2520]),
    ],
)
def test_forty_clips_cost_what_was_reckoned_for_them(
    belief: Belief, cap: int | None, mean: int | None, percentiles: list[int]
) -> None:
    forty = [batch._replace(cap=cap or 0) for batch in FORTY]
    assert told(law(forty, {"shots": belief})) == percentiles
    takes = mean_takes(belief, 1, cap)
    # 2,338.46 stands there as 2,339: rounded up.
    assert (
        takes is None
        if mean is None
        else takes is not None and mean - 1 < 1600 * takes <= mean + 0.5
    )


def test_a_rate_for_each_clip_averages_out() -> None:
    one = law([Batch("shots", 1, 40 * CREDIT, 1)], {"shots": beta(3.5, 1.5)}).last
    whole = np.ones(1)
    for _ in range(40):
        whole = np.convolve(whole, one)[: len(one)]
    cumulative = np.cumsum(whole)
    places = [1600 + 40 * int(np.searchsorted(cumulative, q)) for q in (0.5, 0.8, 0.95)]
    assert places == [2520, 2840, 3240]


def test_with_a_cap_some_clips_end_without_a_keeper() -> None:
    assert left_over(known("0.7"), 1, 3) == pytest.approx(0.027)


# --- enumeration, in exact fractions -----------------------------------------------------------


def moment(first: int, second: int, kept: int, lost: Sequence[Fraction]) -> Fraction:
    """The mean of p^kept x the product of (1 - p y) over the factors y, p being Beta."""
    series = [Fraction(1)]
    for factor in lost:
        series = [
            (series[n] if n < len(series) else NONE) - (factor * series[n - 1] if n else NONE)
            for n in range(len(series) + 1)
        ]
    whole = factorial(first + second - 1)
    return sum(
        (
            coefficient * Fraction(factorial(first + kept + n - 1) * whole,
                                   factorial(first + second + kept + n - 1) * factorial(first - 1))
            for n, coefficient in enumerate(series)
        ),
        Fraction(0),
    )  # fmt: skip


def enumerated(
    shape: tuple[int, int],
    factors: Sequence[Fraction],
    prices: Sequence[int],
    most: int,
    *,
    caps: Sequence[int | None] = (),
    history: tuple[int, tuple[Fraction, ...]] = (0, ()),
) -> dict[int, Fraction]:
    """The chance of each total, from every way the takes may go, up to so many of each.

    What has a cap of its own ends there, kept or not.
    """
    bounds = caps or [None] * len(prices)
    kept_before, lost_before = history
    whole = moment(*shape, kept_before, lost_before)
    found: dict[int, Fraction] = {}
    for takes in product(*(range(1, (cap or most) + 1) for cap in bounds)):
        kept = kept_before
        lost = list(lost_before)
        scale = Fraction(1)
        for number, factor, cap in zip(takes, factors, bounds, strict=True):
            lost += [factor] * (number - 1)
            if number != cap:
                kept += 1
                scale *= factor
        total = sum(price * number for price, number in zip(prices, takes, strict=True))
        found[total] = found.get(total, Fraction(0)) + scale * moment(*shape, kept, lost) / whole
    return found


def compare(found: Law, exact: dict[int, Fraction], upto: int) -> None:
    reached = Fraction(0)
    for total in sorted(exact):
        if total > upto:
            break
        before, reached = reached, reached + exact[total]
        assert found.chance(total) == pytest.approx(float(reached), abs=1e-9)
        for chance in (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20)):
            if before < chance <= reached:
                assert found.percentile(float(chance)) == total


@pytest.mark.parametrize("shape", [(2, 3), (9, 1), (1, 1)])
@pytest.mark.parametrize(
    ("parts", "prices"), [((1, 1, 1), (16, 28, 28)), ((1, 2), (20, 32)), ((3,), (7,))]
)
def test_without_a_cap_it_equals_enumeration(
    shape: tuple[int, int], parts: tuple[int, ...], prices: tuple[int, ...]
) -> None:
    most = {1: 60, 2: 24, 3: 9}[len(prices)]
    extra = Decimal("0.8")
    batches = [Batch("shots", k, price, 1) for k, price in zip(parts, prices, strict=True)]
    belief = Belief(*shape, extra)
    factors = [Fraction(extra) ** (k - 1) for k in parts]
    exact = enumerated(shape, factors, prices, most)
    # Beyond this, some ways to the total were not enumerated.
    upto = min(prices) * (most + 1) + sum(prices) - min(prices) - 1
    compare(law(batches, {"shots": belief}), exact, upto)


@pytest.mark.parametrize("cap", [1, 2, 3, 5])
def test_with_a_cap_it_equals_enumeration(cap: int) -> None:
    prices, factors = (16, 28, 28), (Fraction(1), Fraction(4, 5), Fraction(1))
    parts = (1, 2, 1)
    batches = [Batch("shots", k, p, 1, cap) for k, p in zip(parts, prices, strict=True)]
    exact = enumerated((2, 3), factors, prices, cap, caps=[cap] * 3)
    assert sum(exact.values()) == 1
    found = law(batches, {"shots": Belief(2, 3, Decimal("0.8"))})
    compare(found, exact, max(exact))
    assert found.beyond < 1e-9
    mean = sum(total * chance for total, chance in exact.items())
    belief = Belief(2, 3, Decimal("0.8"))
    reckoned = sum(b.price * (mean_takes(belief, b.parts, cap) or 0) for b in batches)
    assert reckoned == pytest.approx(float(mean))


@pytest.mark.parametrize("caps", [(2, None), (None, 1), (4, 2)])
def test_a_cap_may_hold_for_some_only(caps: tuple[int | None, int | None]) -> None:
    batches = [
        Batch("shots", 1, price, 1, cap or 0) for price, cap in zip((16, 28), caps, strict=True)
    ]
    exact = enumerated((2, 3), [Fraction(1)] * 2, (16, 28), 40, caps=caps)
    compare(law(batches, {"shots": beta(2, 3)}), exact, 16 * 40 + 28)


def test_what_history_teaches_equals_enumeration() -> None:
    prior = Prior(Decimal("0.4"), Decimal("0.8"), Decimal(5))
    takes = [
        *[Reviewed("shots", 1, "keeper")] * 2, *[Reviewed("shots", 1, "retake")] * 3,
        *[Reviewed("shots", 2, "keeper")] * 1, *[Reviewed("shots", 3, "retake")] * 4,
        *[Reviewed("shots", 1, "failed")] * 9,
    ]  # fmt: skip
    lost = (*[Fraction(1)] * 3, *[Fraction(16, 25)] * 4)
    exact = enumerated((2, 3), [Fraction(1)] * 2, (4, 9), 16, history=(3, lost))
    found = law(
        [Batch("shots", 1, 4, 1), Batch("shots", 1, 9, 1)], {"shots": believe(prior, takes)}
    )
    compare(found, exact, 4 * 17 + 8)
    rates, weights = nodes(believe(prior, takes), 0)
    mean = moment(2, 3, 4, lost) / moment(2, 3, 3, lost)
    assert float(rates @ weights) == pytest.approx(float(mean))


def test_two_kinds_of_one_purse_are_independent() -> None:
    shots = enumerated((2, 3), [Fraction(1)], (5,), 50)
    talk = enumerated((9, 1), [Fraction(1)], (3,), 50)
    exact: dict[int, Fraction] = {}
    for (one, first), (two, second) in product(shots.items(), talk.items()):
        exact[one + two] = exact.get(one + two, Fraction(0)) + first * second
    batches = [Batch("shots", 1, 5, 1), Batch("talk", 1, 3, 1)]
    found = law(batches, {"shots": beta(2, 3), "talk": beta(9, 1)})
    compare(found, exact, 3 * 51)


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 12), st.integers(0, 12))
def test_a_belief_has_the_moments_of_its_law(first: int, second: int, kept: int, lost: int) -> None:
    rates, weights = nodes(beta(first, second), 0)
    found = float(weights @ (rates**kept * (1 - rates) ** lost))
    exact = moment(first, second, kept, [Fraction(1)] * lost)
    assert found == pytest.approx(float(exact), rel=1e-8)


@given(st.integers(2, 60), st.integers(1, 60))
def test_mean_takes_are_those_of_a_beta_law(first: int, second: int) -> None:
    mean = Fraction(first + second - 1, first - 1)
    assert mean_takes(beta(first, second), 1) == pytest.approx(float(mean), rel=1e-9)


# --- sampling ----------------------------------------------------------------------------------

RUNS = 1_000_000


def mixed(count: int) -> list[Batch]:
    chance = np.random.default_rng(7)
    return [
        Batch("shots", int(chance.choice([1, 1, 2, 3])), 4 * int(seconds) * CREDIT, 1)
        for seconds in chance.integers(4, 16, count)
    ] + [
        Batch("talk", 1, int(price) * CREDIT, 1) for price in chance.integers(1, 7, count // 4 + 1)
    ]  # fmt: skip


def sampled(batches: Sequence[Batch], beliefs: dict[Kind, Belief], runs: int) -> np.ndarray:
    """Draw totals: one rate a kind and run, then the takes beyond the first, group by group."""
    chance = np.random.default_rng(11)
    rates = {kind: chance.beta(b.keepers, b.retakes, runs) for kind, b in beliefs.items()}
    groups: dict[tuple[Kind, int, int], int] = {}
    for kind, parts, price, copies, _ in batches:
        groups[kind, parts, price] = groups.get((kind, parts, price), 0) + copies
    totals = np.zeros(runs)
    for (kind, parts, price), copies in groups.items():
        kept = np.maximum(rates[kind] * beliefs[kind].factor(parts), 1e-6)
        totals += price * (copies + chance.negative_binomial(copies, kept))
    return totals


@pytest.mark.parametrize("count", [6, 1000])
def test_a_large_plan_is_within_the_sampling_error_of_a_million_runs(count: int) -> None:
    batches = mixed(count)
    beliefs: dict[Kind, Belief] = {"shots": Belief(2, 3, Decimal("0.8")), "talk": beta(9, 1)}
    found = law(batches, beliefs)
    totals = sampled(batches, beliefs, RUNS)
    for chance in (0.05, 0.25, 0.5, 0.8, 0.9, 0.95):
        place = found.percentile(chance)
        assert place is not None
        share = found.chance(place)
        error = 4 * (share * (1 - share) / RUNS) ** 0.5
        assert abs(float((totals <= place).mean()) - share) < error


def test_prices_without_a_common_step_are_within_the_sampling_error_too() -> None:
    chance = np.random.default_rng(3)
    batches = [Batch("talk", 1, int(p), 1) for p in chance.integers(400_000, 1_900_000, 60)]
    found = law(batches, {"talk": beta(9, 1)})
    assert found.step > 1
    assert found.least == pytest.approx(sum(b.price for b in batches), abs=found.step)
    totals = sampled(batches, {"talk": beta(9, 1)}, RUNS)
    for q in (0.5, 0.8, 0.95):
        place = found.percentile(q)
        assert place is not None
        # Half a step of rounding beside the sampling error.
        slack = 4 * (q * (1 - q) / RUNS) ** 0.5
        low, high = found.chance(place - found.step), found.chance(place + found.step)
        assert low - slack <= float((totals <= place).mean()) <= high + slack


def test_p80_covers_four_of_five_campaigns_drawn_from_the_prior() -> None:
    beliefs: dict[Kind, Belief] = {"shots": Belief(2, 3, Decimal("0.8")), "talk": beta(9, 1)}
    for count in (12, 60, 300):
        batches = mixed(count)
        bound = law(batches, beliefs).percentile(0.8)
        assert bound is not None
        covered = float((sampled(batches, beliefs, 60_000) <= bound).mean())
        assert covered == pytest.approx(0.8, abs=0.01)


# --- what fifty reviewed takes teach -----------------------------------------------------------

TRUE_RATES = [round(0.15 + 0.05 * n, 2) for n in range(15)]


def at_most(generations: int, rate: float, takes: int) -> float:
    """The chance that so many generations need at most so many takes, the rate being known."""
    extra = np.arange(takes - generations + 1)
    logs = np.array([lgamma(generations + n) - lgamma(generations) - lgamma(n + 1) for n in extra])
    return float(np.exp(logs + generations * np.log(rate) + extra * np.log1p(-rate)).sum())


def coverage(worth: str, generations: int) -> Iterator[float]:
    """How often the P80 after fifty takes holds, for each true rate: summed, not sampled."""
    prior = Prior(Decimal("0.4"), ONE, Decimal(worth))
    bounds = []
    for kept in range(51):
        seen = [Reviewed("shots", 1, "keeper")] * kept
        seen += [Reviewed("shots", 1, "retake")] * (50 - kept)
        belief = believe(prior, seen)
        bound = law([Batch("shots", 1, 1, generations)], {"shots": belief}).percentile(0.8)
        assert bound is not None
        bounds.append(bound)
    for rate in TRUE_RATES:
        yield sum(
            comb(50, kept)
            * rate**kept
            * (1 - rate) ** (50 - kept)
            * at_most(generations, rate, bound)
            for kept, bound in enumerate(bounds)
        )


@pytest.mark.parametrize("generations", [10, 40, 200])
def test_p80_after_fifty_takes_holds_in_seven_of_ten_campaigns_at_any_true_rate(
    generations: int,
) -> None:
    assert min(coverage("5", generations)) >= 0.70
    assert min(coverage("2", generations)) >= 0.78


# --- laws --------------------------------------------------------------------------------------

plans = st.lists(
    st.builds(
        Batch, kind=st.sampled_from(["shots", "talk"]), parts=st.integers(1, 3),
        price=st.integers(1, 60).map(lambda n: n * CREDIT), copies=st.integers(1, 5),
    ),
    min_size=1, max_size=5,
)  # fmt: skip
BELIEFS: dict[Kind, Belief] = {"shots": Belief(2, 3, Decimal("0.8")), "talk": beta(9, 1)}


def of(batches: Sequence[Batch], cap: int | None = None) -> Law:
    return law([batch._replace(cap=cap or 0) for batch in batches], BELIEFS)


@given(plans)
def test_percentiles_rise_and_are_never_below_one_take_of_everything(batches: list[Batch]) -> None:
    found = told(of(batches))
    assert found == sorted(found)
    assert found[0] >= sum(batch.price * batch.copies for batch in batches) / CREDIT


@given(plans, st.randoms())
def test_neither_the_order_nor_how_they_are_gathered_matters(batches: list[Batch], chance) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    alone = [batch._replace(copies=1) for batch in batches for _ in range(batch.copies)]
    chance.shuffle(alone)
    assert told(of(alone)) == told(of(batches))


@settings(max_examples=40)
@given(plans, plans)
def test_more_to_make_never_costs_less(batches: list[Batch], more: list[Batch]) -> None:
    assert all(a <= b for a, b in zip(told(of(batches)), told(of(batches + more)), strict=True))


@given(plans)
def test_what_is_left_out_is_as_if_it_had_never_been_there(batches: list[Batch]) -> None:
    uncapped = [batch._replace(cap=0) for batch in batches]
    more = Batch("shots", 1, 61 * CREDIT, 2)
    assert told(law([*uncapped, more], BELIEFS, without=more)) == told(of(batches))


def test_left_out_of_rounded_amounts_it_is_as_if_it_had_never_been_there_within_a_step() -> None:
    odd = [Batch("talk", 1, 1_000_003 * (40 + n), 1 + n % 5) for n in range(40)]
    whole, left = law(odd, BELIEFS), law(odd[1:], BELIEFS)
    without = law(odd, BELIEFS, without=odd[0])
    assert without.step == whole.step > 1_000
    for chance in (0.5, 0.8, 0.95):
        percentiles = without.percentile(chance), left.percentile(chance)
        assert percentiles[0] == pytest.approx(percentiles[1], abs=2 * whole.step)


@given(plans, st.integers(1, 4))
def test_a_cap_never_costs_more_and_bounds_everything(batches: list[Batch], cap: int) -> None:
    free, capped = told(of(batches)), of(batches, cap)
    assert all(a <= b for a, b in zip(told(capped), free, strict=True))
    most = cap * sum(batch.price * batch.copies for batch in batches)
    assert capped.chance(most) == pytest.approx(1, abs=1e-8)


@given(plans, st.integers(2, 9))
def test_prices_in_smaller_coins_change_nothing(batches: list[Batch], times: int) -> None:
    dearer = [batch._replace(price=batch.price * times) for batch in batches]
    assert told(of(dearer)) == pytest.approx([times * amount for amount in told(of(batches))])


def test_chances_are_chances() -> None:
    found = of([Batch("shots", 1, 28, 3), Batch("talk", 1, 6, 2)])
    assert min(float(found.first.min()), float(found.last.min())) >= 0
    assert found.chance(found.least - 1) == 0
    assert found.chance(10**9) == pytest.approx(1 - found.beyond)
