"""One option of each front, so that the least pain keeps the sums within the bounds.

A multiple-choice knapsack, solved exactly in whole numbers: states are carried from front to
front, and those are left out that others are better than, or whose Lagrangian bound shows that
they lead to nothing better than what is known already.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import gcd
from operator import add
from typing import NamedTuple


class Option(NamedTuple):
    """What one choice hurts, and what it costs in each purse."""

    pain: int
    costs: tuple[int, ...]


class Choice(NamedTuple):
    """One option of each front, by its number there.

    Attributes:
        exact: Whether no other choice hurts less; else there were too many to look at them all.
    """

    picks: tuple[int, ...]
    pain: int
    exact: bool


_SCALE = 2**32
"""Weights of costs against pain are whole numbers of this part."""

_HALVINGS = 72
_STATES = 12_000
"""So many are carried from one front to the next."""


def least(fronts: Sequence[Sequence[Option]], bounds: Sequence[int]) -> Choice | None:
    """Choose the least pain within bounds; None where no choice keeps to them.

    Args:
        fronts: The options of each; where one has none, there is no choice.
        bounds: What the costs may come to, purse by purse.
    """
    if not all(fronts):
        return None
    kept = [_undominated(front) for front in fronts]
    cheapest = [
        sum(min(option.costs[purse] for _, option in front) for front in kept)
        for purse in range(len(bounds))
    ]
    if any(cost > bound for cost, bound in zip(cheapest, bounds, strict=True)):
        return None
    picks, exact = _search(kept, bounds, *_weighted(kept, bounds))
    if picks is None:
        return None
    chosen = [front[pick] for front, pick in zip(kept, picks, strict=True)]
    pain = sum(option.pain for _, option in chosen)
    return Choice(tuple(number for number, _ in chosen), pain, exact)


_Front = list[tuple[int, Option]]
"""Options with their numbers."""


def _undominated(front: Sequence[Option]) -> _Front:
    """Leave out what hurts no less, and costs no less, than another option."""
    kept: _Front = []
    for number, option in sorted(enumerate(front), key=lambda pair: pair[1]):
        if not any(_within(other.costs, option.costs) for _, other in kept):
            kept.append((number, option))
    return kept


def _within(costs: Iterable[int], bounds: Iterable[int]) -> bool:
    return all(cost <= bound for cost, bound in zip(costs, bounds, strict=True))


def _sums(options: Iterable[Option], purses: int) -> tuple[int, ...]:
    total = [0] * purses
    for option in options:
        for purse, cost in enumerate(option.costs):
            total[purse] += cost
    return tuple(total)


def _cheapest(front: _Front, weights: Sequence[int]) -> tuple[int, Option]:
    """Take the option of the least weighed sum; of equals the cheapest."""
    return min(front, key=lambda pair: (_weighed(pair[1], weights), pair[1].costs))


def _weighed(option: Option, weights: Sequence[int]) -> int:
    costs = sum(weight * cost for weight, cost in zip(weights, option.costs, strict=True))
    return option.pain * _SCALE + costs


def _weighted(fronts: list[_Front], bounds: Sequence[int]) -> tuple[list[int], list[int] | None]:
    """Weigh costs against pain so that taking each front's best just keeps to the bounds.

    Returns:
        The weights, and those picks, improved; None where no weights lead to any.
    """
    free = _sums((front[0][1] for front in fronts), len(bounds))
    over = [max(cost - bound, 0) for cost, bound in zip(free, bounds, strict=True)]
    pain = max(sum(max(option.pain for _, option in front) for front in fronts), 1)
    low, high = 0, pain * _SCALE * max(over)  # where a unit of cost outweighs all pain
    best: list[int] | None = None

    def weigh(size: int) -> list[int]:
        return [-(-size // each) if each else 0 for each in over]

    for _ in range(_HALVINGS):
        size = (low + high) // 2
        chosen = [_cheapest(front, weigh(size)) for front in fronts]
        if _within(_sums((option for _, option in chosen), len(bounds)), bounds):
            high = size
            best = [front.index(pair) for front, pair in zip(fronts, chosen, strict=True)]
        else:
            low = size
    return weigh(high), best and _relieved(fronts, bounds, best)


def _relieved(fronts: list[_Front], bounds: Sequence[int], picks: list[int]) -> list[int]:
    """Take back what hurts most and is not needed."""
    chosen = [front[pick][1] for front, pick in zip(fronts, picks, strict=True)]
    spent = _sums(chosen, len(bounds))
    for number in sorted(range(len(fronts)), key=lambda n: -chosen[n].pain):
        for pick, (_, option) in enumerate(fronts[number][: picks[number]]):
            own = chosen[number].costs
            after = tuple(s - a + b for s, a, b in zip(spent, own, option.costs, strict=True))
            if _within(after, bounds):
                spent, picks[number] = after, pick
                break
    return picks


class _State(NamedTuple):
    """A choice in the fronts so far; `before` leads back to the one that it goes on from."""

    pain: int
    costs: tuple[int, ...]
    pick: int
    before: _State | None


def _search(
    fronts: list[_Front],
    bounds: Sequence[int],
    weights: list[int],
    known: list[int] | None,
) -> tuple[list[int] | None, bool]:
    """Carry the states that may lead to less pain than is known.

    Returns:
        The best picks, and whether none are better: no state was left out for there were too many.
    """
    step = gcd(*(option.pain for front in fronts for _, option in front)) or 1
    limit = None
    if known is not None:
        limit = sum(front[pick][1].pain for front, pick in zip(fronts, known, strict=True))
    spare = sum(weight * bound for weight, bound in zip(weights, bounds, strict=True))
    states: list[_State] = [_State(0, (0,) * len(bounds), 0, None)]
    exact = True
    for front, ahead in zip(fronts, _ahead(fronts, len(bounds), weights), strict=True):
        room = [bound - cost for bound, cost in zip(bounds, ahead.costs, strict=True)]
        found: dict[tuple[int, ...], _State] = {}
        for state in _onward(states, front, room):
            if limit is not None:
                total = _weighed(Option(state.pain, state.costs), weights) + ahead.weighed - spare
                if max(-(-total // (_SCALE * step)) * step, state.pain) >= limit:
                    continue
            other = found.get(state.costs)
            if other is None or state.pain < other.pain:
                found[state.costs] = state
        states = _undominated_states(found.values())
        if len(states) > _STATES:
            states.sort(key=lambda state: _weighed(Option(state.pain, state.costs), weights))
            states, exact = states[:_STATES], False
    if not states:
        return known, exact
    return _walked(min(states, key=lambda state: (state.pain, state.costs))), exact


def _onward(states: list[_State], front: _Front, room: list[int]) -> Iterator[_State]:
    """Take every option of a front in every state, as far as that keeps to the bounds."""
    for state in states:
        for pick, (_, option) in enumerate(front):
            costs = tuple(map(add, state.costs, option.costs))
            if _within(costs, room):
                yield _State(state.pain + option.pain, costs, pick, state)


class _Ahead(NamedTuple):
    """The least that the fronts behind one come to: in each purse, and weighed."""

    costs: tuple[int, ...]
    weighed: int


def _ahead(fronts: list[_Front], purses: int, weights: list[int]) -> list[_Ahead]:
    found = [_Ahead((0,) * purses, 0)]
    for front in reversed(fronts):
        costs, weighed = found[-1]
        cheapest = (min(option.costs[n] for _, option in front) for n in range(purses))
        own = min(_weighed(option, weights) for _, option in front)
        found.append(_Ahead(tuple(map(add, costs, cheapest)), weighed + own))
    return found[-2::-1]


def _undominated_states(found: Iterable[_State]) -> list[_State]:
    """Leave out states that hurt no less, and cost no less, than another: of one or two purses."""
    kept: list[_State] = []
    stairs: list[tuple[int, int]] = []  # of those kept: the first cost rises, the last one falls
    for state in sorted(found, key=lambda state: (state.pain, state.costs)):
        first, last = state.costs[0], state.costs[-1]
        place = bisect_right(stairs, (first, last))
        if place and stairs[place - 1][1] <= last:
            continue
        while place < len(stairs) and stairs[place][1] >= last:
            del stairs[place]
        stairs.insert(place, (first, last))
        kept.append(state)
    return kept


def _walked(last: _State) -> list[int]:
    """Walk back through a state to its picks."""
    picks: list[int] = []
    state = last
    while state.before is not None:
        picks.append(state.pick)
        state = state.before
    return picks[::-1]
