"""The choices of a board as fronts that do not touch each other, and the best pick among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from shotwright.budget.bills import FREE, Bills, Costs, Picks, plus
from shotwright.budget.least import Choice, Option, least
from shotwright.budget.offers import Menu, Offer

_TRIED = 6_000
"""So many beats are planned to look at every choice of blocks of beats; larger blocks are taken
beat by beat."""

_KEPT = 50
"""Where all could go, so many beats are tried in turn as the one that stays."""


_Pair = tuple[tuple[int, ...], Picks]
"""Some beats, and what is done to each."""


@dataclass(frozen=True)
class Field:
    """The choices of a board.

    Attributes:
        blocks: The beats of each front.
        fronts: What each of its options hurts and costs ...
        picks: ... and does to those beats.
        fixed: What is paid whatever is chosen.
        exact: Whether the fronts hold every choice at its price.
    """

    bills: Bills
    blocks: tuple[tuple[int, ...], ...]
    fronts: tuple[tuple[Option, ...], ...]
    picks: tuple[tuple[Picks, ...], ...]
    fixed: Costs
    exact: bool

    def least_pain(self, bounds: Costs) -> tuple[Picks, bool] | None:
        """Choose the least pain within bounds, and tell whether that is proven."""
        return self._best(
            self.fronts, tuple(b - f for b, f in zip(bounds, self.fixed, strict=True))
        )

    def reckoned(self, picks: Picks) -> Costs:
        """Add up what the fronts say that some picks cost."""
        total = self.fixed
        for block, front, own in zip(self.blocks, self.fronts, self.picks, strict=True):
            total = plus(total, front[own.index(tuple(picks[n] for n in block))].costs)
        return total

    def least_cost(self, purse: int, bounds: Sequence[int | None]) -> Picks | None:
        """Choose the least cost in one purse; None stands for no bound in another."""
        others = [n for n, bound in enumerate(bounds) if n != purse and bound is not None]
        fronts = []
        for front in self.fronts:
            lowest = min((option.costs[purse] for option in front), default=0)
            fronts.append(
                tuple(
                    Option(each.costs[purse] - lowest, tuple(each.costs[n] for n in others) or (0,))
                    for each in front
                )
            )
        room = tuple((bounds[n] or 0) - self.fixed[n] for n in others) or (0,)
        found = self._best(tuple(fronts), room)
        return found[0] if found else None

    def _best(
        self, fronts: tuple[tuple[Option, ...], ...], room: tuple[int, ...]
    ) -> tuple[Picks, bool] | None:
        choice = least(fronts, room)
        if choice is None:
            return None
        picks = self._picks(choice)
        if self.bills.made(picks) is not None:
            return picks, choice.exact and self.exact
        return self._one_kept(fronts, room)

    def _one_kept(
        self, fronts: tuple[tuple[Option, ...], ...], room: tuple[int, ...]
    ) -> tuple[Picks, bool] | None:
        """Choose where one beat or another has to stay: a board without beats is none."""
        best: tuple[int, Picks] | None = None
        count = len(self.bills.menus)
        exact = self.exact and count <= _KEPT
        for number in range(min(count, _KEPT)):
            at, place = next(
                (n, block.index(number)) for n, block in enumerate(self.blocks) if number in block
            )
            gone = self.bills.gone(number)
            stay = [n for n, picks in enumerate(self.picks[at]) if picks[place] != gone]
            limited = (*fronts[:at], tuple(fronts[at][n] for n in stay), *fronts[at + 1 :])
            choice = least(limited, room)
            if choice is None:
                continue
            exact = exact and choice.exact
            chosen = (*choice.picks[:at], stay[choice.picks[at]], *choice.picks[at + 1 :])
            found = (choice.pain, self._picks(choice._replace(picks=chosen)))
            best = min(best or found, found)
        return best and (best[1], exact)

    def _picks(self, choice: Choice) -> Picks:
        picks = [0] * len(self.bills.menus)
        for block, options, pick in zip(self.blocks, self.picks, choice.picks, strict=True):
            for number, own in zip(block, options[pick], strict=True):
                picks[number] = own
        return tuple(picks)


def most(bills: Bills) -> Picks:
    """Pick whatever saves most where beats are looked at one by one: left out, else shortest."""
    picks = []
    for number, menu in enumerate(bills.menus):
        gone = bills.gone(number)
        picks.append((_shortest_pick(menu) or len(menu) - 1) if gone is None else gone)
    return tuple(picks)


def survey(bills: Bills) -> Field:
    """Price the choices of a board: every choice of a block of beats, where there are not too many.

    What is left is taken beat by beat, priced among its neighbours as they stand.
    """
    menus = bills.menus
    blocks: list[tuple[int, ...]] = []
    exact = True
    left = _TRIED
    whole = _blocks(bills)
    for block in sorted(whole, key=lambda block: (_work(bills, block), block)):
        work = _work(bills, block)
        if work <= left:
            left -= work
            blocks.append(block)
        else:
            exact = False
            blocks += [(number,) for number in block if len(menus[number]) > 1]
    ways = [tuple(product(*(range(len(menus[number])) for number in block))) for block in blocks]
    bills.learn(_keys(bills, blocks, ways, whole))
    fronts, picks = [], []
    for block, own in zip(blocks, ways, strict=True):
        costs = [_cost(bills, block, way, whole=block in whole) for way in own]
        able = [n for n, cost in enumerate(costs) if cost is not None]
        picks.append(tuple(own[n] for n in able))
        fronts.append(tuple(Option(pain(bills, block, own[n]), costs[n] or FREE) for n in able))
    start = bills.total((0,) * len(menus)) or FREE
    at_first = FREE
    for block in blocks:
        first = _cost(bills, block, (0,) * len(block), whole=block in whole) or FREE
        at_first = plus(at_first, first)
    fixed = tuple(a - b for a, b in zip(start, at_first, strict=True))
    return Field(bills, tuple(blocks), tuple(fronts), tuple(picks), fixed, exact)


def helpful(bills: Bills) -> tuple[Menu, ...]:
    """Leave out of the menus what shares a shot where that never costs less.

    A beat and the one before it are priced apart and together, as they are wished and as short as
    they may be.
    """
    tests: dict[int, list[tuple[_Pair, _Pair]]] = {}
    for first, second in _neighbours(bills):
        menu = bills.menus[second]
        join = _join(menu)
        if join is None:
            continue
        short = _shortest(menu)
        pair, before = (first, second), _shortest_pick(bills.menus[first])
        tests.setdefault(second, []).extend(
            ((pair, (one, menu.index(own))), (pair, (one, menu.index((*own, join)))))
            for one, own in ((0, ()), (before, short), (0, short), (before, ()))
        )
    bills.learn(key for each in tests.values() for pair in each for key in pair)
    return tuple(
        menu
        if number not in tests or any(_cheaper(bills, *pair) for pair in tests[number])
        else tuple(choice for choice in menu if all(offer.kind != "join" for offer in choice))
        for number, menu in enumerate(bills.menus)
    )


def _shortest(menu: Menu) -> tuple[Offer, ...]:
    """Take the choice that trims most, and does nothing else."""
    trims = [choice for choice in menu if [offer.kind for offer in choice] == ["trim"]]
    return max(trims, key=lambda choice: choice[0].pain, default=())


def _cheaper(bills: Bills, apart: _Pair, together: _Pair) -> bool:
    costs, shared = bills.stretch_costs(*apart), bills.stretch_costs(*together)
    if shared is None or costs is None:
        return shared is not None
    return any(after < before for before, after in zip(costs, shared, strict=True))


def pain(bills: Bills, block: Iterable[int], picks: Picks) -> int:
    """Add up what some picks hurt."""
    return sum(
        offer.pain
        for number, pick in zip(block, picks, strict=True)
        for offer in bills.menus[number][pick]
    )


def _blocks(bills: Bills) -> list[tuple[int, ...]]:
    """Gather the beats whose prices hang together, where any of them has a choice."""
    count = len(bills.menus)
    deciding = {number for number, menu in enumerate(bills.menus) if len(menu) > 1}
    groups = [tuple(range(count))] if bills.told else [*_sharing(bills), bills.talk]
    found: list[set[int]] = []
    for together in (*((number,) for number in sorted(deciding)), *groups):
        met = [block for block in found if not block.isdisjoint(together)]
        apart = [block for block in found if block.isdisjoint(together)]
        found = [*apart, set(together).union(*met)] if together else found
    return sorted(tuple(sorted(block)) for block in found if block & deciding)


def _sharing(bills: Bills) -> list[tuple[int, ...]]:
    """List beats that may come to share a shot, as wished or as short as may be.

    What stands between them, and may go, decides whether they do.
    """
    tests: dict[tuple[int, int], list[tuple[_Pair, _Pair, _Pair]]] = {}
    asked = []
    for first, second in _neighbours(bills):
        if _join(bills.menus[second]) is not None:
            asked.append((first, second))
            continue
        ends = [(0, _shortest_pick(bills.menus[number])) for number in (first, second)]
        tests[first, second] = [
            (((first, second), (a, b)), ((first,), (a,)), ((second,), (b,)))
            for a, b in sorted(set(product(*ends)))
        ]
    bills.learn(key for each in tests.values() for keys in each for key in keys)
    found = [
        pair for pair, each in tests.items() if any(not _adds_up(bills, *keys) for keys in each)
    ]
    return [tuple(range(first, second + 1)) for first, second in asked + found]


def _neighbours(bills: Bills) -> Iterator[tuple[int, int]]:
    """List pairs of beats with nothing between them that has to stay."""
    for stretch in bills.stretches:
        for place, second in enumerate(stretch):
            for first in reversed(stretch[:place]):
                yield first, second
                if not bills.may_go(first):
                    break


def _join(menu: Menu) -> Offer | None:
    """Find the offer to share a shot with the beat before."""
    return next((offer for choice in menu for offer in choice if offer.kind == "join"), None)


def _adds_up(bills: Bills, both: _Pair, first: _Pair, second: _Pair) -> bool:
    """Tell whether two beats cost together what they cost apart."""
    total, one, other = (bills.stretch_costs(*key) for key in (both, first, second))
    return None not in {total, one, other} and total == plus(one or FREE, other or FREE)


def _shortest_pick(menu: Menu) -> int:
    return menu.index(_shortest(menu))


def _work(bills: Bills, block: tuple[int, ...]) -> int:
    """Reckon how many beats are planned to see every choice."""
    ways = prod(len(bills.menus[number]) for number in block)
    return ways * (len(bills.menus) if _talks(bills, block) else block[-1] - block[0] + 1)


def _talks(bills: Bills, block: tuple[int, ...]) -> bool:
    return bills.told or not set(bills.talk).isdisjoint(block)


def _touched(bills: Bills, block: tuple[int, ...]) -> list[tuple[int, ...]]:
    """List the stretches that a block has beats in."""
    at = bills.stretch_of
    return list(dict.fromkeys(at[number] for number in block if number in at))


def _keys(
    bills: Bills,
    blocks: list[tuple[int, ...]],
    ways: list[tuple[Picks, ...]],
    whole: list[tuple[int, ...]],
) -> Iterator[tuple[tuple[int, ...], Picks]]:
    """List the stretches that have to be priced."""
    for block, own in zip(blocks, ways, strict=True):
        for way in () if bills.told else own:
            for stretch in _touched(bills, block):
                yield _key(stretch, block, way, whole=block in whole)


def _key(
    stretch: tuple[int, ...], block: tuple[int, ...], way: Picks, *, whole: bool
) -> tuple[tuple[int, ...], Picks]:
    """Name as much of a stretch as a block reaches over; of a beat taken alone, its neighbours."""
    picks = dict(zip(block, way, strict=True))
    inside = [place for place, number in enumerate(stretch) if number in picks]
    first, last = inside[0], inside[-1]
    stretch = stretch[first : last + 1] if whole else stretch[max(first - 1, 0) : last + 2]
    return stretch, tuple(picks.get(number, 0) for number in stretch)


def _cost(bills: Bills, block: tuple[int, ...], way: Picks, *, whole: bool) -> Costs | None:
    """Price a block's picks; None where nothing can be made so."""
    if bills.told:
        picks = _all(bills, block, way)
        return bills.total(picks) or (None if bills.made(picks) else FREE)
    total = FREE
    for stretch in _touched(bills, block):
        cost = bills.stretch_costs(*_key(stretch, block, way, whole=whole))
        if cost is None:
            return None
        total = plus(total, cost)
    if _talks(bills, block):
        talk = bills.talk_costs(_all(bills, block, way)) if whole else bills.alone(block[0], way[0])
        return None if talk is None else plus(total, talk)
    return total


def _all(bills: Bills, block: tuple[int, ...], way: Picks) -> Picks:
    """Lay a block's picks over the board as it stands."""
    picks = [0] * len(bills.menus)
    for number, pick in zip(block, way, strict=True):
        picks[number] = pick
    return tuple(picks)
