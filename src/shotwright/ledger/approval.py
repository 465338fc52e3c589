"""Approving a plan: what would be spent, at the highest reading, and the ceiling over it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from shotwright.catalog import RateFile
from shotwright.cost import NEWEST, estimate
from shotwright.errors import InputError, NotApprovedError
from shotwright.ledger.rows import stamp
from shotwright.model.estimate import Line
from shotwright.model.money import MICRO, MOST, PURSES, Amount, Purse, Total, Unknown, total
from shotwright.model.plan import Generation, Item, Plan
from shotwright.model.take import Approval, Quoted


def quotes(plan: Plan, *, on: date, own: Iterable[RateFile] = ()) -> dict[str, Quoted | Unknown]:
    """Say what one take of each generation costs on a day, and at its highest current reading.

    That is the dearest of the plan's card and the newest ones, each in the dear reading of what it
    leaves open.  A script may take longer to say than expected: it is read at the high end of its
    interval.
    """
    own = tuple(own)
    longest = _at_longest(plan)
    listed = estimate(plan, on=on, own=own).lines
    readings = [listed, estimate(longest, on=on, own=own).lines]
    readings += [estimate(longest, card=card, on=on, own=own).lines for card in NEWEST]
    return {lines[0].generation: _quoted(lines) for lines in zip(*readings, strict=True)}


def _quoted(lines: tuple[Line, ...]) -> Quoted | Unknown:
    """Put the list price beside the highest of all readings."""
    listed, longest = lines[0].amount, lines[1].amount
    if isinstance(listed, Unknown):
        return listed
    if isinstance(longest, Unknown):
        return longest
    return Quoted(listed, max(amount for line in lines for amount in _amounts(line)))


def _amounts(line: Line) -> list[Amount]:
    if isinstance(line.amount, Unknown):
        return []
    return [line.amount, *(line.between or ())]


def _at_longest(plan: Plan) -> Plan:
    """Let every item be charged for the longest it may be."""
    return plan.model_copy(update={"items": tuple(_longest(item) for item in plan.items)})


def _longest(item: Item) -> Item:
    if item.billed_seconds is None or item.seconds_high is None:
        return item
    longer = max(item.billed_seconds, item.seconds_high)
    return item.model_copy(update={"billed_seconds": longer})


def teaching(plan: Plan, quoted: Mapping[str, Quoted | Unknown]) -> tuple[str, ...]:
    """Choose the few generations that teach the most for the least money.

    One for each way of making things with each set of looks, the cheapest of its kind: a look
    that fails, or a prompt style that does not work, shows there first.  Generations without a
    quote are left out.
    """
    items = {item.id: item for item in plan.items}
    cheapest: dict[tuple[object, ...], tuple[int, int, str]] = {}
    for n, made in enumerate(plan.generations):
        price = quoted.get(made.id)
        if price is None or isinstance(price, Unknown):
            continue
        looks = sorted({look for name in made.items for look in items[name].looks})
        kind = (made.route, made.product, *looks)
        candidate = (price.highest.micro, n, made.id)
        cheapest[kind] = min(cheapest.get(kind, candidate), candidate)
    return tuple(name for _, _, name in sorted(cheapest.values(), key=lambda found: found[1]))


def approve(
    plan: Plan,
    ceilings: Iterable[Amount],
    *,
    at: datetime,
    only: Collection[str] = (),
    sample: bool = False,
    takes: int = 1,
    until: date | None = None,
    own: Iterable[RateFile] = (),
) -> Approval:
    """Approve a plan, or a part of it, up to a ceiling in each purse that it uses.

    Args:
        plan: What is to be paid for.
        ceilings: The most it may spend, one amount a purse.
        at: When it is approved; prices are read for that day.
        only: Items or generations that are approved; default: all.
        sample: Approve only the few generations that teach the most.
        takes: How many takes of each generation are allowed.
        until: The last day it holds.
        own: The user's own rates.

    Raises:
        InputError: What is asked for makes no sense.
        NotApprovedError: A price is unknown, or a ceiling is below what one take of all may cost.
    """
    bounds = _bounds(ceilings)
    if takes < 1:
        raise InputError.of(f"{takes} takes of each are none", "write --takes 1 or more")
    if until is not None and until < at.astimezone(UTC).date():
        raise InputError.of(f"{until} is past", "choose a later day")
    quoted = quotes(plan, on=at.astimezone(UTC).date(), own=own)
    chosen = {made.id: quoted[made.id] for made in _chosen(plan, only)}
    taught = teaching(plan, chosen) if sample else ()
    covered = _known({name: chosen[name] for name in taught or chosen})
    _refuse_low(covered, bounds)
    # The same approval given twice is one, and does not double its ceiling.
    prices = sorted((name, q.listed.micro, q.highest.micro) for name, q in covered.items())
    most = sorted((bound.purse, bound.micro) for bound in bounds.values())
    what = (plan.hash, plan.board, most, takes, until, prices)
    return Approval(
        id=hashlib.sha256(repr(what).encode()).hexdigest()[:12],
        plan_hash=plan.hash,
        board=plan.board,
        ceilings=bounds,
        quotes=covered,
        takes=takes,
        until=until.isoformat() if until else "",
        at=stamp(at),
    )


def anew(approval: Approval) -> Approval:
    """Give the terms of an approval that was withdrawn another id: they are approved again."""
    return replace(approval, id=hashlib.sha256(approval.id.encode()).hexdigest()[:12])


def _refuse_low(covered: Mapping[str, Quoted], bounds: Mapping[Purse, Amount]) -> None:
    """See that each purse has a ceiling that holds one take of everything.

    Raises:
        NotApprovedError: One has none, or a lower one.
    """
    for purse, needed in needs(covered).items():
        bound = bounds.get(purse)
        if bound is None:
            hint = f"add --ceiling {needed.known.plain()}{purse}, or choose with --only"
            raise NotApprovedError(
                f"one take of each costs up to {needed}, and no ceiling says so", hint
            )
        if needed.known.micro > bound.micro:
            hint = "raise it, or approve a part with --only or --sample"
            raise NotApprovedError(
                f"one take of each costs up to {needed}, the ceiling is {bound}", hint
            )


def needs(covered: Mapping[str, Quoted]) -> dict[Purse, Total[Amount]]:
    """Sum what one take of each may cost at most, per purse that is used."""
    return {
        purse: total(unit, [q.highest for q in covered.values() if q.highest.purse == purse])
        for purse, unit in PURSES.items()
        if any(q.highest.purse == purse for q in covered.values())
    }


def _bounds(ceilings: Iterable[Amount]) -> dict[Purse, Amount]:
    bounds: dict[Purse, Amount] = {}
    for amount in ceilings:
        if amount.purse in bounds:
            raise InputError.of(f"two ceilings in {amount.unit}", "give one for each purse")
        if amount.micro < 0:
            raise InputError.of(f"{amount} is no ceiling", "give what may be spent")
        if amount.micro > MOST * MICRO:
            raise InputError.of(f"a ceiling of {amount} is too much", f"give at most {MOST:,}")
        bounds[amount.purse] = amount
    return bounds


def _chosen(plan: Plan, only: Collection[str]) -> list[Generation]:
    if not only:
        return list(plan.generations)
    known = {name for made in plan.generations for name in (made.id, *made.items)}
    if unknown := sorted(set(only) - known):
        hint = f"the plan has {', '.join(made.id for made in plan.generations[:20])}"
        raise InputError.of(f"nothing in the plan is called {', '.join(unknown)}", hint)
    return [made for made in plan.generations if {made.id, *made.items} & set(only)]


def _known(quoted: Mapping[str, Quoted | Unknown]) -> dict[str, Quoted]:
    unknown = {name: q for name, q in quoted.items() if isinstance(q, Unknown)}
    if unknown:
        names, reason = ", ".join(unknown), next(iter(unknown.values()))
        hint = "state the price in your own rates, or leave it out with --only"
        raise NotApprovedError(f"what {names} costs is {reason}, and cannot be approved", hint)
    known = {name: q for name, q in quoted.items() if isinstance(q, Quoted)}
    for name, price in known.items():
        if price.highest.micro > MOST * MICRO:
            message = f"{name} costs {price.highest}, and no ledger keeps more than {MOST:,}"
            raise NotApprovedError(message, "look whether the price in your own rates is right")
    return known


def covering(approvals: Iterable[Approval], generation: str, today: date) -> Approval | None:
    """Find the latest approval that covers a generation and still holds."""
    for approval in sorted(approvals, key=lambda a: (a.at, a.id), reverse=True):
        holds = not approval.until or today.isoformat() <= approval.until
        if generation in approval.quotes and holds and not approval.withdrawn:
            return approval
    return None
