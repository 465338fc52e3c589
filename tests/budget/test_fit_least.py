"""The least pain within bounds: equal to every choice looked at, and to a table of all sums."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shotwright.budget import least as module
from shotwright.budget.least import Choice, Option, least

Fronts = list[list[Option]]


def holds(choice: Choice, fronts: Fronts, bounds: tuple[int, ...]) -> bool:
    """Tell whether a choice is what it says, and within bounds."""
    chosen = [front[pick] for front, pick in zip(fronts, choice.picks, strict=True)]
    assert sum(option.pain for option in chosen) == choice.pain
    return all(sum(o.costs[n] for o in chosen) <= bound for n, bound in enumerate(bounds))


def compare(fronts: Fronts, bounds: tuple[int, ...]) -> None:
    """Look at every choice, one by one."""
    pains = [
        sum(option.pain for option in chosen)
        for chosen in product(*fronts)
        if all(sum(option.costs[n] for option in chosen) <= bound for n, bound in enumerate(bounds))
    ]
    choice = least(fronts, bounds)
    assert (choice is None) == (not pains)
    if choice is not None:
        assert choice.exact
        assert choice.pain == min(pains)
        assert holds(choice, fronts, bounds)


OPTIONS = st.lists(
    st.builds(Option, st.integers(0, 9), st.tuples(st.integers(-3, 9), st.integers(0, 5))),
    min_size=1,
    max_size=4,
)


@given(st.lists(OPTIONS, max_size=5), st.tuples(st.integers(-5, 30), st.integers(0, 15)))
@settings(max_examples=300, deadline=None)
def test_the_choice_within_bounds_equals_looking_at_every_one(
    fronts: Fronts, bounds: tuple[int, int]
) -> None:
    compare(fronts, bounds)


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same numbers every time


def drawn(chance: Random, count: int, purses: int, pains: int, costs: int) -> Fronts:
    """Draw fronts that begin with what is free of pain and dear, as those of a board do."""
    return [
        [
            Option(0, (costs,) * purses),
            *(
                Option(
                    chance.randrange(1, pains),
                    tuple(chance.randrange(costs) for _ in range(purses)),
                )
                for _ in range(chance.randrange(1, 6))
            ),
        ]
        for _ in range(count)
    ]


@pytest.mark.parametrize("purses", [1, 2])
def test_a_thousand_small_choices_equal_looking_at_every_one(purses: int) -> None:
    chance = seeded(3)
    for _ in range(500):
        fronts = drawn(chance, chance.randrange(1, 6), purses, 12, 10)
        top = 10 * len(fronts)
        compare(fronts, tuple(chance.randrange(top // 3, top + 2) for _ in range(purses)))


def least_by_table(fronts: Fronts, bounds: tuple[int, ...]) -> int:
    """Keep the least pain of every sum of costs, whatever is to come."""
    found = {(0,) * len(bounds): 0}
    for front in fronts:
        after: dict[tuple[int, ...], int] = {}
        for spent, pain in found.items():
            for option in front:
                costs = tuple(a + b for a, b in zip(spent, option.costs, strict=True))
                if all(cost <= bound for cost, bound in zip(costs, bounds, strict=True)):
                    after[costs] = min(after.get(costs, pain + option.pain), pain + option.pain)
        found = after
    return min(found.values())


@pytest.mark.parametrize(("count", "purses", "costs"), [(120, 1, 12), (16, 2, 12), (40, 1, 60)])
def test_many_choices_equal_a_table_of_all_sums(count: int, purses: int, costs: int) -> None:
    fronts = drawn(seeded(5), count, purses, 30, costs)
    for share in (55, 85):
        bounds = (count * costs * share // 100,) * purses
        choice = least(fronts, bounds)
        assert choice is not None
        assert choice.exact
        assert holds(choice, fronts, bounds)
        assert choice.pain == least_by_table(fronts, bounds)


def test_a_front_without_options_leaves_no_choice() -> None:
    assert least([[Option(0, (1,))], []], (5,)) is None


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
def test_the_first_choice_is_near_the_best_and_needs_all_that_it_does(
    share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Trims at one or two points a second, of shots of 4 to 10 s; one in four stays as it is.
    fronts = [
        [
            Option((full - s) * points * 1000, (s * 4,))
            for s in range(full, 3 if points else full - 1, -1)
        ]
        for n in range(120)
        for full, points in [(4 + 5 * n % 7, (2, 1, 1, 0)[n % 4])]
    ]
    bounds = (int(sum(front[0].costs[0] for front in fronts) * (0.5 + share / 2)),)
    best = least(fronts, bounds)
    monkeypatch.setattr(module, "_STATES", 0)  # what is known before the search
    first = least(fronts, bounds)
    assert best is not None
    assert first is not None
    assert best.exact
    assert holds(first, fronts, bounds)
    assert best.pain <= first.pain <= best.pain + 2000
    spent = sum(front[pick].costs[0] for front, pick in zip(fronts, first.picks, strict=True))
    for front, pick in zip(fronts, first.picks, strict=True):
        for less in front[:pick]:
            assert spent - front[pick].costs[0] + less.costs[0] > bounds[0]


# There are too many where states stay that others are better than.
@pytest.mark.parametrize(
    ("count", "purses", "pains", "costs", "shares"),
    [(1000, 1, 30, 60, (45, 85)), (40, 2, 30, 200, (60,)), (200, 1, 1000, 100_000, (60,))],
)
def test_many_fronts_are_proven(
    count: int, purses: int, pains: int, costs: int, shares: tuple[int, ...]
) -> None:
    fronts = drawn(seeded(7), count, purses, pains, costs)
    for share in shares:
        bounds = (count * costs * share // 100,) * purses
        choice = least(fronts, bounds)
        assert choice is not None
        assert choice.exact
        assert holds(choice, fronts, bounds)


def test_where_there_is_too_much_to_carry_the_answer_holds_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fronts = drawn(seeded(7), 60, 2, 1000, 1000)
    bounds = (45_000, 45_000)
    best = least(fronts, bounds)
    monkeypatch.setattr(module, "_STATES", 0)
    first = least(fronts, bounds)
    monkeypatch.setattr(module, "_STATES", 4)
    choice = least(fronts, bounds)
    assert best is not None
    assert first is not None
    assert choice is not None
    assert (best.exact, choice.exact) == (True, False)
    assert holds(choice, fronts, bounds)
    assert best.pain <= choice.pain < first.pain <= 1.1 * best.pain
