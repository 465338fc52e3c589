"""A budget in, the least painful changes out.

What each change hurts is stated in `pains.toml`; what it saves, the planner is asked: a change may
alter the plan around it.  Switches of the whole board are tried in the order of their pain, and
under each the best choice for all beats is found (`field.py`, `least.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product
from typing import NamedTuple

from shotwright.budget.bills import Asking, At, Bills, Costs, Picks, Whole, whole
from shotwright.budget.cuts import Cut, Fit
from shotwright.budget.field import Field, helpful, most, survey
from shotwright.budget.forecast import Forecast, forecast
from shotwright.budget.offers import Menu, Offer, menus, musts
from shotwright.budget.reshape import switched, switches, with_beats
from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.errors import InputError
from shotwright.model.board import Board
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.names import Billing, Card, Objective, RouteName
from shotwright.model.plan import NoPlan, Plan
from shotwright.planner import choose_ways

_PURSES: tuple[Purse, ...] = tuple(PURSES)
_ROUNDS = 16
"""A choice that is not exact is tightened so often until it keeps to the budget."""

_STEPS = 6
"""Halvings in the search for how tight a budget has to be for some confidence."""


def fit(  # noqa: PLR0913 - each says one thing, and has a default
    board: Board,
    budgets: Mapping[Purse, Amount],
    *,
    on: date,
    at: At = "list",
    confidence: float | None = None,
    shots: RouteName | None = None,
    talk: RouteName | None = None,
    billing: Billing | None = None,
    objective: Objective = "expected",
    card: Card = "guides",
    own: Iterable[RateFile] = (),
) -> Fit | NoPlan:
    """Find the least painful changes of a board that keep it to a budget.

    Args:
        board: A loaded board.
        budgets: One for each purse; a purse without one may not pay more than it does already.
        on: The day for which routes and prices are read.
        at: `list` for one take of everything, `expected` for takes until each is kept.
        confidence: Above 0 and below 1: that likely the budget holds until each take is kept.
            The prices that are fitted are then the expected ones.
        shots: The route of shots instead of the board's; it is then not changed.
        talk: The route of talk instead of the board's; it is then not changed.
        billing: The purse instead of the routes' own, where a route has it.
        objective: What every plan makes least.
        card: The rates.
        own: The user's own rates, which win.

    Returns:
        The changes, or why the board has no plan as it stands.

    Raises:
        InputError: A price is unknown.
    """
    asking = Asking(
        on, shots, talk, billing, objective, card, tuple(own),
        "list" if confidence is None and at == "list" else "expected",
    )  # fmt: skip
    planned = asking.plan(board)
    if isinstance(planned, NoPlan):
        return planned
    start = whole(asking, board)
    if start is None:
        missing = estimate(planned, own=asking.own).totals.values()
        reasons = dict.fromkeys(reason for total in missing for reason in total.missing)
        message = f"nothing can be fitted while a price is unknown: {'; '.join(reasons)}"
        raise InputError.of(message, "give your own prices with --rates, or say the length")
    return _Search(asking, start, dict(budgets), confidence).answer()


class _Found(NamedTuple):
    """A choice, and the board with it made."""

    switches: tuple[Offer, ...]
    bills: Bills
    picks: Picks
    made: Whole

    @property
    def offers(self) -> list[tuple[int, Offer]]:
        """What is done to beats, with their numbers."""
        return _offers(self.bills, self.picks)

    @property
    def pain(self) -> int:
        """What all of it hurts."""
        return sum(offer.pain for offer in (*self.switches, *(own for _, own in self.offers)))


def _offers(bills: Bills, picks: Picks) -> list[tuple[int, Offer]]:
    """List what some picks do to beats, with the beats' numbers."""
    return [(n, offer) for n, pick in enumerate(picks) for offer in bills.menus[n][pick]]


def _without(bills: Bills, picks: Picks, number: int, offer: Offer) -> Picks:
    """Pick the same for all but one beat, and there all but one change."""
    menu = bills.menus[number]
    left = tuple(own for own in menu[picks[number]] if own is not offer)
    return (*picks[:number], menu.index(left), *picks[number + 1 :])


@dataclass(frozen=True)
class _Search:
    """The search for one board."""

    asking: Asking
    start: Whole
    budgets: dict[Purse, Amount]
    confidence: float | None

    @cached_property
    def bounds(self) -> Costs:
        """What each purse may pay; without a budget what it pays already."""
        return tuple(
            self.budgets[purse].micro if purse in self.budgets else paid
            for purse, paid in zip(_PURSES, self.start.costs, strict=True)
        )

    def answer(self) -> Fit:
        """Try the switches in the order of their pain, and the best choice under each."""
        fields = list(self.fields())
        nothing = _Found((), fields[0][1].bills, (0,) * len(self.start.board.briefs), self.start)
        surveyed = [field for _, field in fields]
        if self.kept(self.start, self.bounds):
            return self.fit(nothing, surveyed, fits=True, proven=True)
        best: _Found | None = None
        proven = self.confidence is None
        for combination, field in fields:
            if best is not None and best.pain <= sum(offer.pain for offer in combination):
                continue
            found, exact = self.found(combination, field)
            proven = proven and exact
            if found is not None and (best is None or found.pain < best.pain):
                best = found
        return self.fit(best or nothing, surveyed, fits=best is not None, proven=proven)

    def fields(self) -> Iterator[tuple[tuple[Offer, ...], Field]]:
        """Survey the board under every combination of its switches, the least painful first."""
        asked = {part for part in ("shots", "talk") if getattr(self.asking, part) is not None}
        groups = [
            ((), *((offer,) for offer in group if self.helps(offer)))
            for group in switches(self.start.board, self.start.plan, self.asking.on, asked)
        ]
        combinations = [sum(chosen, ()) for chosen in product(*groups)]
        for combination in sorted(combinations, key=lambda own: sum(offer.pain for offer in own)):
            board, asking = switched(self.start.board, combination), self.told(combination)
            planned = asking.plan(board)
            if isinstance(planned, Plan):
                bills = Bills(asking, board, self.menus(board, planned))
                yield combination, survey(replace(bills, menus=helpful(bills)))

    def told(self, offers: Iterable[Offer]) -> Asking:
        """Ask for as many takes as some switches leave."""
        caps = [dict(offer.update)["takes"] for offer in offers if offer.kind == "takes"]
        return replace(self.asking, cap=caps[0]) if caps else self.asking

    def menus(self, board: Board, planned: Plan) -> tuple[Menu, ...]:
        asking = self.asking
        ways = choose_ways(board, asking.shots, asking.talk, asking.billing)
        return menus(board, planned, ways.shots.route.shots)

    def helps(self, offer: Offer) -> bool:
        """Tell whether a switch lowers what a purse pays, and raises none without a budget."""
        made = whole(self.told([offer]), switched(self.start.board, (offer,)))
        if made is None:
            return False
        pairs = list(zip(_PURSES, self.start.costs, made.costs, strict=True))
        rises = any(after > before for purse, before, after in pairs if purse not in self.budgets)
        return not rises and any(after < before for _, before, after in pairs)

    def kept(self, made: Whole, bounds: Costs) -> bool:
        """Tell whether a board keeps to bounds; with a confidence, that its budget is that sure."""
        if self.confidence is not None:
            return self.chance(made) >= self.confidence
        return _within(made.costs, bounds)

    def chance(self, made: Whole) -> float:
        """Reckon the chance that every budget holds: that of the purse that is least sure of it."""
        chances = [money.within for money in self.forecast(made).money.values()]
        return min((chance for chance in chances if chance is not None), default=1.0)

    def forecast(self, made: Whole) -> Forecast:
        """Forecast a board."""
        return forecast(
            made.estimate, made.plan, budget=self.budgets, cap=made.cap,
            uncapped=musts(made.board, made.plan), own=self.asking.own,
        )  # fmt: skip

    def found(self, combination: tuple[Offer, ...], field: Field) -> tuple[_Found | None, bool]:
        """Find the best choice under some switches, and tell whether none there is better."""
        if self.confidence is None:
            return self.chosen(combination, field, self.bounds)
        best: _Found | None = None
        low, high = 0, 2**_STEPS
        while high - low > 1:
            middle = (low + high) // 2
            bounds = tuple(
                bound * middle // 2**_STEPS if purse in self.budgets else bound
                for purse, bound in zip(_PURSES, self.bounds, strict=True)
            )
            found, _ = self.chosen(combination, field, bounds)
            if found is not None and self.kept(found.made, bounds):
                best, low = found, middle
            elif found is None:
                low = middle
            else:
                high = middle
        if best is None:
            made = (self.made(combination, field.bills, own) for own in self.savers(field))
            best = next((own for own in made if own and self.kept(own.made, self.bounds)), None)
        if best is None:
            return None, False
        picks = self.relieved(best.bills, best.picks, self.bounds)
        return self.made(combination, best.bills, picks), False

    def chosen(
        self, combination: tuple[Offer, ...], field: Field, bounds: Costs
    ) -> tuple[_Found | None, bool]:
        """Choose within bounds; what the fronts do not tell exactly is tightened until it keeps."""
        bills, room, adds_up = field.bills, bounds, True
        for _ in range(_ROUNDS):
            chosen = field.least_pain(room)
            if chosen is None:
                break
            picks, exact = chosen
            costs = bills.total(picks)
            if costs is None:
                break
            adds_up = adds_up and costs == field.reckoned(picks)
            if _within(costs, bounds):
                exact = exact and adds_up
                picks = picks if exact else self.relieved(bills, picks, bounds)
                return self.made(combination, bills, picks), exact
            room = tuple(
                own - max(cost - bound, 0)
                for own, cost, bound in zip(room, costs, bounds, strict=True)
            )
        if field.exact and adds_up:
            return None, True
        for picks in self.savers(field):
            costs = bills.total(picks)
            if costs is not None and _within(costs, bounds):
                return self.made(combination, bills, self.relieved(bills, picks, bounds)), False
        return None, False

    def made(self, combination: tuple[Offer, ...], bills: Bills, picks: Picks) -> _Found | None:
        """Plan the whole board with a choice made: what it comes to is what was reckoned."""
        board = bills.made(picks)
        made = whole(bills.asking, board) if board is not None else None
        return None if made is None else _Found(combination, bills, picks, made)

    def relieved(self, bills: Bills, picks: Picks, bounds: Costs) -> Picks:
        """Take back what hurts most and is not needed, until all of it is."""
        while True:
            before = picks
            bills.foresee(_without(bills, picks, *change) for change in _offers(bills, picks))
            alone = [
                change
                for change in _offers(bills, picks)
                if self.holds(bills, _without(bills, picks, *change), bounds)
            ]
            for change in sorted(alone, key=lambda own: (-own[1].pain, own[0])):
                left = _without(bills, picks, *change)
                picks = left if self.holds(bills, left, bounds) else picks
            if picks == before:
                return picks

    def holds(self, bills: Bills, picks: Picks, bounds: Costs) -> bool:
        """Tell whether a board with some picks can be made, and keeps to bounds."""
        if self.confidence is not None:
            made = self.made((), bills, picks)
            return made is not None and self.kept(made.made, bounds)
        costs = bills.total(picks)
        return costs is not None and _within(costs, bounds)

    def lowest(self, fields: list[Field], found: _Found) -> dict[Purse, Amount]:
        """Find the least that each purse with a budget can come to, the others kept to theirs.

        Where the others cannot keep to theirs, they are let go.
        """
        least: dict[Purse, Amount] = {}
        for purse in self.budgets:
            at = _PURSES.index(purse)
            for bounds in (self.bounds, (None,) * len(_PURSES)):
                others = [n for n, bound in enumerate(bounds) if n != at and bound is not None]
                picked = (
                    field.bills.total(picks)
                    for field in fields
                    for picks in self.cheapest(field, at, bounds)
                )
                costs = [
                    total[at]
                    for total in (self.start.costs, found.made.costs, *picked)
                    if total and all(total[n] <= self.bounds[n] for n in others)
                ]
                if costs:
                    least[purse] = PURSES[purse](min(costs))
                    break
        return least

    def cheapest(self, field: Field, at: int, bounds: Sequence[int | None]) -> Iterator[Picks]:
        """Pick what may cost least in one purse, within the bounds of the others."""
        picks = field.least_cost(at, bounds)
        if picks is not None:
            yield picks
        boldest = most(field.bills)
        if not field.exact and field.bills.made(boldest) is not None:
            yield boldest

    def savers(self, field: Field) -> Iterator[Picks]:
        """Pick what may save most of each purse with a budget: the last resort."""
        for purse in self.budgets:
            yield from self.cheapest(field, _PURSES.index(purse), self.bounds)

    def fit(self, found: _Found, fields: list[Field], *, fits: bool, proven: bool) -> Fit:
        """Write the answer, with what each change saves."""
        bills, picks = found.bills, found.picks
        bills.foresee(_without(bills, picks, *change) for change in found.offers)
        cuts = [self.cut(offer, found, self.unswitched(found, offer)) for offer in found.switches]
        cuts += [
            self.cut(offer, found, bills.total(_without(bills, picks, number, offer)))
            for number, offer in found.offers
        ]
        return Fit(
            fits=fits,
            proven=proven,
            budgets=self.budgets,
            changes=tuple(cuts),
            board=found.made.board,
            plan=found.made.plan,
            estimate=found.made.estimate,
            least_possible=self.lowest(fields, found),
            at=self.asking.at,
            average=None if self.asking.at == "list" else _paid(found.made.costs),
            chance=None if self.confidence is None else self.chance(found.made),
            cap=found.made.cap,
            unkept=self.forecast(found.made).unkept if found.made.cap else None,
        )

    def unswitched(self, found: _Found, left: Offer) -> Costs | None:
        """Price a choice without one of its switches."""
        others = [offer for offer in found.switches if offer is not left]
        board = switched(self.start.board, others)
        offers: dict[int, tuple[Offer, ...]] = {}
        for number, offer in found.offers:
            offers[number] = (*offers.get(number, ()), offer)
        changed = with_beats(board, offers, set(range(len(found.picks))))
        made = whole(self.told(others), changed) if changed is not None else None
        return made.costs if made else None

    def cut(self, offer: Offer, found: _Found, without: Costs | None) -> Cut:
        """Write one change; what it saves is what taking it back would cost."""
        saves = None
        if without is not None:
            pairs = zip(_PURSES, without, found.made.costs, strict=True)
            saves = {p: PURSES[p](before - now) for p, before, now in pairs if before != now}
        return Cut(offer, self.start.board.origin.place(offer.path), saves)


def _paid(costs: Costs) -> dict[Purse, Amount]:
    """Name what each purse pays; not those that pay nothing."""
    return {p: PURSES[p](micro) for p, micro in zip(_PURSES, costs, strict=True) if micro}


def _within(costs: Costs, bounds: Costs) -> bool:
    return all(cost <= bound for cost, bound in zip(costs, bounds, strict=True))
