"""Takes of a plan from a CSV file, for those who keep no ledger, or made some without it.

The first line names the columns.  `generation` and `state` are needed, the others may be left out:

    generation  its id in the plan
    take        which try, from 1; else they are counted in the order of the file
    state       intended, sent, ambiguous, needs_review, running, failed, completed, downloaded,
                keeper or retake
    reserved    set aside for it; else the highest current reading of its price
    charged     what it cost, where that is known; 0 for nothing
    charge      computed, from the rate card (so without this column), or confirmed
    remote_id   what the service calls it
    tag         what stands in its title at the service
    at          when it was ordered
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

from shotwright.budget.csv_rows import CsvRow, Reader, one_of, plain_number, read_rows, whole_number
from shotwright.errors import InputError, Place, Problem
from shotwright.model.estimate import Estimate
from shotwright.model.money import PURSES, Amount, Unknown
from shotwright.model.plan import Generation, Plan
from shotwright.model.take import STATES, Charge, Take

MOST_TAKES = 9_999
"""More takes than anyone pays for."""


def read_takes(path: Path, plan: Plan, estimate: Estimate) -> tuple[Take, ...]:
    """Read the takes of a plan.

    Args:
        path: Where the file lies.
        plan: What they are takes of.
        estimate: Its prices, by which money is set aside where the file does not say how much.

    Raises:
        InputError: Anything is wrong with the file; every mistake is told, with its place.
    """
    made = {generation.id: generation for generation in plan.generations}
    columns: dict[str, Reader] = {
        "generation": one_of(list(made)), "take": whole_number(MOST_TAKES),
        "state": one_of(STATES), "reserved": plain_number, "charged": plain_number,
        "charge": one_of(get_args(Charge)), "remote_id": str, "tag": str, "at": str,
    }  # fmt: skip
    highest = _highest(estimate)
    counted: Counter[str] = Counter()
    takes: dict[tuple[str, int], Take] = {}
    problems: list[Problem] = []
    for row in read_rows(path, columns, {"generation", "state"}, "takes"):
        name = row.values["generation"]
        counted[name] = number = row.values.get("take") or counted[name] + 1
        take = _take(plan, made[name], number, row, highest[name])
        if isinstance(take, Problem):
            problems.append(take)
        elif (name, number) in takes:
            message = f"take {number} of {name} stands there twice"
            problems.append(Problem(message, "give each take a number of its own", row.place))
        else:
            takes[name, number] = take
    if problems:
        raise InputError(problems)
    return tuple(takes.values())


def beside_ledger(told: Iterable[Take], kept: Sequence[Take], path: Path) -> tuple[Take, ...]:
    """Put the takes of a file beside those of a ledger, whose word holds for those that it has.

    The ledger set money aside by the quote that was approved, and the file by what somebody wrote,
    or by today's readings: a take that is in both is the ledger's, with its reservation and charge.

    Args:
        told: Those of the file.
        kept: Those of the ledger.
        path: Where the file lies.

    Raises:
        InputError: The file calls another job by the number of one of the ledger's.
    """
    known = {_place_of(take): take for take in kept}
    ids = {take.remote_id for take in kept if take.remote_id}
    more: list[Take] = []
    problems: list[Problem] = []
    for take in told:
        own = known.get(_place_of(take))
        if own and take.remote_id and own.remote_id and take.remote_id != own.remote_id:
            name = f"take {take.number} of {take.generation}"
            message = f"{name} is {own.remote_id} in the ledger, and {take.remote_id} in the file"
            hint = "number the file's otherwise, in the column `take`"
            problems.append(Problem(message, hint, Place(path.as_posix())))
        elif own is None and take.remote_id not in ids:
            more.append(take)
    if problems:
        raise InputError(problems)
    return (*kept, *more)


def _place_of(take: Take) -> tuple[str, int, int]:
    return take.fingerprint, take.occurrence, take.number


def _highest(estimate: Estimate) -> dict[str, Amount | Unknown]:
    """Take the highest current reading of each generation's price."""
    disputed = {dispute.generation: dispute.high for dispute in estimate.disputed}
    return {
        line.generation: line.amount
        if isinstance(line.amount, Unknown)
        else max(line.amount, *(line.between or ()), disputed.get(line.generation, line.amount))
        for line in estimate.lines
    }


def _take(
    plan: Plan, made: Generation, number: int, row: CsvRow, highest: Amount | Unknown
) -> Take | Problem:
    """Make a take of what its row says, and of what the plan knows."""
    values: dict[str, Any] = row.values
    unit = PURSES["credits" if made.billing == "subscription" else "usd"]
    charged, reserved = (
        unit.parse(values[name]) if values.get(name) else None for name in ("charged", "reserved")
    )
    if charged is None and values.get("charge"):
        return Problem("there is a `charge`, but nothing is `charged`", "say how much", row.place)
    aside = next((each for each in (reserved, charged) if each is not None), highest)
    if isinstance(aside, Unknown):
        message = f"nobody knows what to set aside for {made.id}: {aside.reason}"
        return Problem(message, "say how much is `reserved`, or was `charged`", row.place)
    charge: Charge | None = None if charged is None else values.get("charge") or "computed"
    return Take(
        id="", tag=values.get("tag") or "", approval="", plan_hash=plan.hash, board=plan.board,
        account="", sender="", generation=made.id, items=made.items,
        fingerprint=made.fingerprint, occurrence=made.occurrence, number=number,
        route=made.route, product=made.product, billing=made.billing, purse=unit.purse,
        reserved=aside, held=aside if charged is None else charged,
        charged=charged, charge=charge, state=values["state"],
        remote_id=values.get("remote_id") or "", reason="", file="",
        at=values.get("at") or "", changed="", seq=0,
    )  # fmt: skip
