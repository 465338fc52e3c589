"""Actuals: where the money of a plan is, from its takes and the bill.

Every take counts in one place: what it cost, where that is known, is *actual*; else what is set
aside for it is *committed* once the service has accepted it, and *reserved* until then, or where
it failed and may have been charged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from shotwright.budget.accounts import Account, Actuals
from shotwright.budget.history import reviewed
from shotwright.budget.invoice import Billed, Matched, confirmed, match
from shotwright.budget.takes import (
    KINDS,
    Belief,
    Kind,
    Reviewed,
    after_retakes,
    believe,
    endless,
    kind_of,
    parts_of,
    priors_of,
)
from shotwright.model.estimate import Estimate
from shotwright.model.money import MICRO, PURSES, Amount, Purse, Total, Unknown, total
from shotwright.model.plan import Generation, Item, Plan
from shotwright.model.take import State, Take

NOT_ACCEPTED: frozenset[State] = frozenset({"intended", "ambiguous", "needs_review", "failed"})
"""Where nobody knows that a take costs anything."""

DECIDED: frozenset[State] = frozenset({"failed", "keeper", "retake"})
"""Where a take cannot become the keeper any more, or is it."""

OUTSIDE = "(not in this plan)"
"""The scene of takes of what the plan does not hold."""

CENT = MICRO // 100
"""Means are told to a hundredth of a credit or dollar."""


class _Entry(NamedTuple):
    """One generation: what it was expected to cost, what it still will, and its takes."""

    scene: str
    purse: Purse
    planned: Amount | Unknown
    to_complete: Amount | Unknown
    takes: tuple[Take, ...]


def actuals(
    plan: Plan,
    estimate: Estimate,
    takes: Iterable[Take],
    *,
    budget: Mapping[Purse, Amount] | None = None,
    invoice: Sequence[Billed] | None = None,
    history: Iterable[Reviewed] = (),
) -> Actuals:
    """Tell where the money of a plan is, and what is still to come.

    Args:
        plan: What is made.
        estimate: The list price of one take of everything in it.
        takes: What was ordered, whoever keeps the record.
        budget: What each purse may pay; it is spread over the scenes as they were expected to
            cost.  The budget of a purse without one is that expectation.
        invoice: Lines of a bill; the charges that they confirm replace those that were reckoned.
        history: Reviewed takes of other plans; those of this one always teach.
    """
    ordered = tuple(takes)
    matches = match(ordered, invoice or ())
    known = confirmed(ordered, matches)
    entries = _entries(plan, estimate, known, (*history, *reviewed(known, [plan])))
    return _books(entries, known, budget or {}, matches, billed=invoice is not None)


def campaign_actuals(
    plans: Sequence[tuple[Plan, Estimate]],
    takes: Iterable[Take],
    *,
    budget: Mapping[Purse, Amount] | None = None,
    invoice: Sequence[Billed] | None = None,
    history: Iterable[Reviewed] = (),
) -> Actuals:
    """Tell where the money of several plans is: as `actuals`, with a board where a scene stands.

    Args:
        plans: What is made, one plan a board, with the list price of one take of everything.
        takes: What was ordered for all of them; those of other boards are left out.
        budget: What each purse may pay for all; it is spread over the boards.
        invoice: Lines of a bill for all of them.
        history: Reviewed takes of other plans; those of these always teach, all of them each.
    """
    boards = {plan.board for plan, _ in plans}
    ordered = tuple(take for take in takes if take.board in boards)
    matches = match(ordered, invoice or ())
    known = confirmed(ordered, matches)
    learnt = (*history, *reviewed(known, [plan for plan, _ in plans]))
    entries = [
        entry._replace(scene=plan.board)
        for plan, priced in plans
        for entry in _entries(plan, priced, [t for t in known if t.board == plan.board], learnt)
    ]
    return _books(entries, known, budget or {}, matches, billed=invoice is not None)


def _books(
    entries: Iterable[_Entry],
    takes: tuple[Take, ...],
    budget: Mapping[Purse, Amount],
    matches: tuple[Matched, ...],
    *,
    billed: bool,
) -> Actuals:
    """Sum entries by purse and scene, in their order."""
    purses: dict[Purse, dict[str, list[_Entry]]] = {}
    for entry in entries:
        purses.setdefault(entry.purse, {}).setdefault(entry.scene, []).append(entry)
    scenes: list[Account] = []
    totals: dict[Purse, Account] = {}
    for purse in (purse for purse in PURSES if purse in purses):
        own = purses[purse]
        every = [entry for entries in own.values() for entry in entries]
        bound = budget.get(purse, _planned(purse, every))
        shares = _shares(bound, [_planned(purse, entries) for entries in own.values()])
        scenes += [
            _account(scene, purse, share, entries)
            for (scene, entries), share in zip(own.items(), shares, strict=True)
        ]
        totals[purse] = _account("", purse, bound, every)
    waiting = [t for t in takes if t.charge != "confirmed" and t.state not in NOT_ACCEPTED]
    return Actuals(takes, tuple(scenes), totals, matches, tuple(waiting) if billed else ())


def _entries(
    plan: Plan, estimate: Estimate, takes: Sequence[Take], history: Sequence[Reviewed]
) -> Iterator[_Entry]:
    """Tell of every generation what it was to cost, and what it still will."""
    items = {item.id: item for item in plan.items}
    priors = priors_of(plan)
    before = {kind: believe(priors[kind]) for kind in KINDS}
    now = {
        kind: believe(priors[kind], [take for take in history if take.kind == kind])
        for kind in KINDS
    }
    made_of: dict[tuple[str, int], list[Take]] = {}
    for take in takes:
        made_of.setdefault((take.fingerprint, take.occurrence), []).append(take)
    for made, line in zip(plan.generations, estimate.lines, strict=True):
        own = tuple(made_of.pop((made.fingerprint, made.occurrence), ()))
        kind, parts = kind_of(made, items), parts_of(made, items)
        yield _Entry(
            _scene(made, items), line.purse, _to_come(line.amount, kind, before[kind], parts, ()),
            _to_come(line.amount, kind, now[kind], parts, own), own,
        )  # fmt: skip
    for take in (take for others in made_of.values() for take in others):
        nothing = PURSES[take.purse](0)
        yield _Entry(OUTSIDE, take.purse, nothing, nothing, (take,))


def _scene(made: Generation, items: Mapping[str, Item]) -> str:
    return " + ".join(dict.fromkeys(items[item].scene for item in made.items))


def _to_come(
    price: Amount | Unknown, kind: Kind, belief: Belief, parts: int, takes: Sequence[Take]
) -> Amount | Unknown:
    """Reckon what a generation still costs on average, beside the takes that it has.

    Those that are not decided yet may all be refused, with some chance; what then comes is
    believed with them among the refused.
    """
    from shotwright.budget.rates import left_over, mean_takes  # noqa: PLC0415 - it loads numpy

    if any(take.state == "keeper" for take in takes):
        return PURSES[takes[0].purse](0)
    if isinstance(price, Unknown):
        return price
    undecided = sum(take.state not in DECIDED for take in takes)
    mean = mean_takes(after_retakes(belief, undecided, parts), parts)
    if mean is None:
        return Unknown(endless(kind))
    refused = left_over(belief, parts, undecided)
    return type(price)(round(price.micro * mean * refused / CENT) * CENT)


def _planned(purse: Purse, entries: Iterable[_Entry]) -> Amount | Unknown:
    found = _total(purse, (entry.planned for entry in entries))
    return Unknown("; ".join(found.missing)) if found.missing else found.known


def _total(purse: Purse, amounts: Iterable[Amount | Unknown]) -> Total[Amount]:
    unit: type[Amount] = PURSES[purse]
    return total(unit, amounts)


def _shares(
    budget: Amount | Unknown, planned: Sequence[Amount | Unknown]
) -> Sequence[Amount | Unknown]:
    """Spread a budget in proportion to what was planned, to a hundredth; it is all spread."""
    if isinstance(budget, Unknown):
        return planned
    known = [each.micro for each in planned if isinstance(each, Amount)]
    if len(known) < len(planned):
        return [Unknown("how much of the budget is its share: a price is not known")] * len(planned)
    whole = sum(known) or 1
    ends = [budget.micro * end // whole // CENT * CENT for end in accumulate(known, initial=0)]
    ends[-1] = budget.micro
    return [type(budget)(after - before) for before, after in pairwise(ends)]


def _account(
    scene: str, purse: Purse, budget: Amount | Unknown, entries: Sequence[_Entry]
) -> Account:
    """Count every take in its place."""
    takes = [take for entry in entries for take in entry.takes]
    open_ = [take for take in takes if take.charged is None]
    sure = [take for take in takes if take.charge == "confirmed"]

    def sum_of(amounts: Iterable[Amount | None]) -> Amount:
        return _total(purse, (amount for amount in amounts if amount is not None)).known

    return Account(
        scene, purse, budget,
        reserved=sum_of(take.held for take in open_ if take.state in NOT_ACCEPTED),
        committed=sum_of(take.held for take in open_ if take.state not in NOT_ACCEPTED),
        actual=sum_of(take.charged for take in takes),
        confirmed=sum_of(take.charged for take in sure),
        to_complete=_total(purse, (entry.to_complete for entry in entries)),
    )  # fmt: skip
