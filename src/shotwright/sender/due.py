"""What is due: which take of which generation of a plan is to be sent next, and at what price."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shotwright.catalog import RateFile
from shotwright.errors import InputError, NotApprovedError
from shotwright.ledger import AGAIN, Ledger, covering, quotes, retakes
from shotwright.model.money import PURSES, Amount, Purse, Total, Unknown, total
from shotwright.model.plan import Generation, Plan
from shotwright.model.take import Approval, Quoted, Take


@dataclass(frozen=True, slots=True)
class Due:
    """One take that may be sent.

    Attributes:
        take: Where it was intended before and surely not accepted: that take goes on.
    """

    generation: Generation
    number: int
    approval: Approval
    take: Take | None = None

    @property
    def quoted(self) -> Quoted:
        """What it was said to cost when it was approved."""
        return self.approval.quotes[self.generation.id]

    @property
    def bound(self) -> Amount:
        """The most it may cost: what is reserved for it, or will be."""
        return self.take.reserved if self.take else self.quoted.highest


def due(
    plan: Plan,
    takes: Iterable[Take],
    approvals: Collection[Approval],
    today: date,
    *,
    only: Collection[str] = (),
) -> tuple[Due, ...]:
    """List what may be sent now, in the plan's order.

    A generation is due where it is approved and has no take that is kept, on its way, or waits
    for a verdict, and fewer paid takes than are allowed.

    Raises:
        InputError: `only` names something that the plan has not.
        NotApprovedError: Nothing of what is asked for is approved.
    """
    known = {name for made in plan.generations for name in (made.id, *made.items)}
    if strange := sorted(set(only) - known):
        message = f"nothing in the plan is called {', '.join(strange)}"
        raise InputError.of(message, f"it has {', '.join(sorted(known)[:20])}")
    made_before: dict[tuple[str, int], list[Take]] = {}
    for take in takes:
        made_before.setdefault((take.fingerprint, take.occurrence), []).append(take)
    # A copy of a board has the same hash, and was not approved with it.
    mine = [approval for approval in approvals if approval.board == plan.board]
    found: list[Due] = []
    approved = False
    for made in plan.generations:
        if only and not {made.id, *made.items} & set(only):
            continue
        approval = covering(mine, made.id, today)
        if approval is not None:
            approved = True
            found += _next(made, made_before.get((made.fingerprint, made.occurrence), []), approval)
    if not approved:
        hint = "look at it with `shotwright approve PLAN --ceiling 200USD`, which sends nothing"
        raise NotApprovedError("no approval that holds today covers this plan as it is", hint)
    return tuple(found)


def _next(made: Generation, before: list[Take], approval: Approval) -> list[Due]:
    if not before:
        return [Due(made, 1, approval)]
    latest = max(before, key=lambda take: take.number)
    if latest.state == "intended":
        return [Due(made, latest.number, approval, latest)]
    paid = sum(take.state != "failed" or take.held.micro > 0 for take in before)
    kept = any(take.state == "keeper" for take in before)
    if kept or latest.state not in AGAIN or paid >= approval.takes:
        return []
    return [Due(made, latest.number + 1, approval)]


def keep_to_reasons(
    plan: Plan, ledger: Ledger, dues: Iterable[Due]
) -> tuple[list[Due], dict[str, str]]:
    """Leave out retakes whose request changed in more than the reason of the retake speaks of.

    Returns:
        What may be sent, and of each generation that may not, why.
    """
    strayed = {retake.generation: retake.refusal for retake in retakes(plan, ledger)}
    kept: list[Due] = []
    held: dict[str, str] = {}
    for entry in dues:
        if told := strayed.get(entry.generation.id):
            held[entry.generation.id] = told
        else:
            kept.append(entry)
    return kept, held


def refuse_dearer(plan: Plan, dues: Collection[Due], today: date, own: Iterable[RateFile]) -> None:
    """See that nothing costs more today than when it was approved.

    Raises:
        NotApprovedError: A price rose, or is not known any more.
    """
    now = quotes(plan, on=today, own=own)
    for entry in dues:
        name, quoted = entry.generation.id, now[entry.generation.id]
        if isinstance(quoted, Unknown) or quoted.highest.micro > entry.bound.micro:
            cost = quoted if isinstance(quoted, Unknown) else quoted.highest
            message = f"{name} was approved at up to {entry.bound}, and now costs {cost}"
            raise NotApprovedError(message, "approve the plan again, at today's prices")


def sums(dues: Collection[Due]) -> dict[Purse, Total[Amount]]:
    """Sum what the takes may cost at most, per purse that is used."""
    bounds = [entry.bound for entry in dues]
    return {
        purse: total(unit, [bound for bound in bounds if bound.purse == purse])
        for purse, unit in PURSES.items()
        if any(bound.purse == purse for bound in bounds)
    }


def refuse_poor(dues: Collection[Due], balance: Mapping[Purse, Amount]) -> None:
    """See that what the account has left covers what may be spent.

    Takes that were intended before, and surely not accepted, are not paid for yet either.

    Raises:
        NotApprovedError: It does not.
    """
    for purse, needed in sums(dues).items():
        left = balance.get(purse)
        if left is not None and needed.known.micro > left.micro:
            message = f"this may cost {needed}, and the account has {left} left"
            raise NotApprovedError(message, "top it up, or submit a part with --only")
