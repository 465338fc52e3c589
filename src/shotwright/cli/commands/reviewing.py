"""Commands that write down what a person saw: verdicts, and what was made and paid by hand.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from shotwright.cli.app import app
from shotwright.cli.commands.sending import NEEDS_REVIEW, PlanPath, in_order, unsettled
from shotwright.cli.ledgers import LedgerPlace, open_ledger
from shotwright.cli.options import Json
from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from shotwright.ledger import Ledger
    from shotwright.model.money import Amount
    from shotwright.model.plan import Plan
    from shotwright.model.take import State, Take

COLUMNS = ("generation", "take", "verdict", "reason")

UNSURE: frozenset[State] = frozenset({"intended", "ambiguous", "needs_review"})
"""Only of these it is not known that the service accepted them."""


class Verdict(NamedTuple):
    """What a person says of a take; its number is None for the latest."""

    generation: str
    number: int | None
    verdict: Literal["keeper", "retake"]
    reason: str
    where: Place | None = None


@app.command(epilog="Example: shotwright review ad.plan.json --keeper hook --retake reveal:motion")
def review(
    plan: PlanPath,
    *,
    keeper: Annotated[
        list[str] | None, typer.Option("--keeper", metavar="ID", help="This one is kept.")
    ] = None,
    retake: Annotated[
        list[str] | None,
        typer.Option("--retake", metavar="ID:REASON", help="This one is not, for a reason."),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Verdicts: generation,take,verdict,reason."),
    ] = None,
    ledger: LedgerPlace = None,
    as_json: Json = False,
) -> None:
    """Mark takes as keepers or retakes; without marks, list what waits for a verdict."""
    from shotwright.campaign import read_plan
    from shotwright.model.money import PURSES
    from shotwright.report import takes_table

    made = read_plan(plan)
    opened = open_ledger(ledger, plan)
    verdicts = [*_marks(keeper or (), retake or ()), *(_rows(table) if table else ())]
    _judge(opened, made, verdicts)
    takes = in_order(opened.takes(made), made)
    if not verdicts:
        takes = [take for take in takes if take.state in {"completed", "downloaded"}]
    again = _again(opened, made)
    if as_json:
        print_json({"takes": [take.wire() for take in takes], "retakes": again})
        return
    print_rich(takes_table(takes))
    for entry in again:
        allowed = "approved" if entry["approved"] else "not approved: approve with more --takes"
        at_most = PURSES[entry["purse"]].parse(entry["at_most"]).rounded()
        typer.echo(f"Made again, {entry['generation']} costs up to {at_most} ({allowed}).")
    if not verdicts:
        typer.echo(f"{len(takes)} waiting for a verdict.")


def _marks(keepers: Sequence[str], retakes: Sequence[str]) -> Iterator[Verdict]:
    for text in keepers:
        yield Verdict(text, None, "keeper", "")
    for text in retakes:
        name, _, reason = text.rpartition(":")
        if not name:
            raise InputError.of(f"--retake {text} gives no reason", "write it as ID:REASON")
        yield Verdict(name, None, "retake", reason)


def _rows(path: Path) -> list[Verdict]:
    """Read verdicts from a CSV file; all of its mistakes are told together."""
    file = path.as_posix()
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of(f"cannot read {path}: {error}", "", Place(file)) from None
    reader = csv.DictReader(text.splitlines())
    try:
        rows = [(Place(file, reader.line_num, 1), row) for row in reader]
    except csv.Error as error:
        place = Place(file, reader.line_num, 1)
        raise InputError.of(f"this is no CSV: {error}", "close its quotes", place) from None
    if not {"generation", "verdict"} <= set(reader.fieldnames or ()):
        hint = f"the first line names the columns: {','.join(COLUMNS)}"
        raise InputError.of("this is no file of verdicts", hint, Place(file, 1, 1))
    found: list[Verdict] = []
    problems: list[Problem] = []
    for place, row in rows:
        number, verdict = row.get("take") or "", (row["verdict"] or "").strip()
        if verdict not in {"keeper", "retake"}:
            problems.append(Problem(f"{verdict!r} is no verdict", "keeper or retake", place))
        elif number and not number.strip().isdecimal():
            problems.append(Problem(f"{number!r} is no take", "a number from 1, or empty", place))
        else:
            name, reason = (row["generation"] or "").strip(), (row.get("reason") or "").strip()
            kept: Literal["keeper", "retake"] = "keeper" if verdict == "keeper" else "retake"
            found.append(Verdict(name, int(number) if number else None, kept, reason, place))
    if problems:
        raise InputError(problems)
    return found


def _judge(ledger: Ledger, plan: Plan, verdicts: Sequence[Verdict]) -> None:
    """Write verdicts down: all of them, or where anything is wrong with one, none."""
    from shotwright.ledger import reason_of

    problems: list[Problem] = []
    found: list[tuple[Take, Verdict]] = []
    for verdict in verdicts:
        try:
            if verdict.verdict == "retake":
                reason_of(verdict.reason)
            take = take_of(ledger, plan, verdict.generation, verdict.number)
        except InputError as error:
            problems += [p if p.where else Problem(p.message, p.hint, verdict.where)
                         for p in error.problems]  # fmt: skip
            continue
        if take.state not in {"completed", "downloaded", "keeper", "retake"}:
            told = f"{take.generation} take {take.number} is {take.state}, and cannot be judged yet"
            problems.append(Problem(told, "follow it first", verdict.where))
        found.append((take, verdict))
    if problems:
        raise InputError(problems)
    for take, verdict in found:
        moved(ledger, take, verdict.verdict, reason=verdict.reason)


def _again(ledger: Ledger, plan: Plan) -> list[dict[str, Any]]:
    """Price what has to be made again, and say whether it is approved."""
    from shotwright.ledger import covering
    from shotwright.sender import due

    approvals, today = ledger.approvals(plan), ledger.now().date()
    takes = ledger.takes(plan)
    dues = {d.generation.id for d in due(plan, takes, approvals, today)} if approvals else set()
    latest = {(take.fingerprint, take.occurrence): take for take in takes}
    found: list[dict[str, Any]] = []
    for made in plan.generations:
        take = latest.get((made.fingerprint, made.occurrence))
        approval = covering(approvals, made.id, today)
        if take is None or take.state != "retake" or approval is None:
            continue
        at_most = approval.quotes[made.id].highest
        found.append(
            {"generation": made.id, "reason": take.reason, "at_most": at_most.plain(),
             "purse": at_most.purse, "approved": made.id in dues}
        )  # fmt: skip
    return found


@app.command(epilog="Example: shotwright record ad.plan.json hook --charged 48credits")
def record(
    plan: PlanPath,
    generation: Annotated[str, typer.Argument(metavar="GENERATION", help="Its id in the plan.")],
    *,
    charged: Annotated[
        str | None, typer.Option("--charged", metavar="AMOUNT", help="What it cost: 48credits.")
    ] = None,
    remote_id: Annotated[
        str | None, typer.Option("--remote-id", metavar="ID", help="What the service calls it.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="The finished video.")
    ] = None,
    failed: Annotated[
        str | None, typer.Option("--failed", metavar="WHY", help="It came to nothing.")
    ] = None,
    never_sent: Annotated[
        bool, typer.Option("--not-accepted", help="It never reached the service; nothing is paid.")
    ] = False,
    number: Annotated[
        int | None, typer.Option("--take", metavar="N", min=1, help="Default: the latest.")
    ] = None,
    ledger: LedgerPlace = None,
    as_json: Json = False,
) -> None:
    """Write down what a person knows of a take: its id, its end, what it cost."""
    from shotwright.campaign import read_plan
    from shotwright.report import takes_table

    opened = open_ledger(ledger, plan)
    take = take_of(opened, read_plan(plan), generation, number)
    amount = _charged(charged, take) if charged else None
    _refuse_muddle(never_sent, charged, remote_id, file, failed)
    if never_sent:
        take = _never_sent(opened, take)
    else:
        take = _as_seen(opened, take, remote_id, file, failed, paid=amount is not None)
    if amount is not None:
        take = opened.settle(take, amount) or _busy(take)
    if as_json:
        print_json({"takes": [take.wire()]})
    else:
        print_rich(takes_table([take]))
        if amount is not None and amount.micro > take.reserved.micro:
            typer.echo(f"Note: more than the {take.reserved.rounded()} that were set aside for it.")
    if unsettled([take]):
        raise typer.Exit(NEEDS_REVIEW)


def _refuse_muddle(never_sent: bool, *seen: str | Path | None) -> None:  # noqa: FBT001 - one of them
    if not (never_sent or any(seen)):
        raise InputError.of("nothing to record", "for example --charged 48credits")
    if never_sent and any(seen):
        raise InputError.of("what was not accepted has nothing else", "give --not-accepted alone")
    for file in seen:
        if isinstance(file, Path) and not file.is_file():
            raise InputError.of(f"{file} is no file", "name the finished video")


def _charged(text: str, take: Take) -> Amount:
    from shotwright.model.money import read_amount

    try:
        amount = read_amount(text)
    except ValueError as error:
        raise InputError.of(str(error), "for example --charged 48credits") from None
    if amount.purse != take.purse:
        message = f"{take.generation} is paid in {take.purse}"
        raise InputError.of(message, "give --charged in that purse")
    return amount


def _never_sent(ledger: Ledger, take: Take) -> Take:
    """A person looked, and the service does not have it.

    Raises:
        InputError: The service said that it has it: its money is not free, whatever came of it.
    """
    if take.state not in UNSURE:
        message = f"{take.generation} take {take.number} is {take.state}: it was accepted"
        raise InputError.of(message, "where it came to nothing, say --failed WHY")
    if take.state == "ambiguous":
        take = moved(ledger, take, "needs_review", reason=take.reason)
    told = "a person looked: it was never accepted"
    return moved(ledger, take, "failed", reason=told, release=True)


def _as_seen(
    ledger: Ledger,
    take: Take,
    remote_id: str | None,
    file: Path | None,
    failed: str | None,
    *,
    paid: bool,
) -> Take:
    """Move a take on to what a person saw of it."""
    if take.state in UNSURE:
        by_hand = remote_id or ("by hand" if take.route == "web" else None)
        if by_hand is None:
            hint = "give --remote-id, or --not-accepted"
            raise InputError.of(f"nobody knows whether {take.generation} was accepted", hint)
        take = moved(ledger, take, "sent", remote_id=by_hand)
    elif remote_id not in {None, take.remote_id}:
        message = f"{take.generation} take {take.number} is {take.remote_id or take.state} there"
        raise InputError.of(message, "its id is known, and stays")
    if failed:
        return moved(ledger, take, "failed", reason=failed)
    done = file is not None or (paid and take.route == "web")
    if done and take.state in {"sent", "running"}:
        take = moved(ledger, take, "completed")
    if file is not None:
        take = moved(ledger, take, "downloaded", file=file.as_posix())
    return take


def moved(
    ledger: Ledger,
    take: Take,
    state: State,
    *,
    reason: str = "",
    remote_id: str | None = None,
    file: str | None = None,
    release: bool = False,
) -> Take:
    """Move a take on, for a person.

    Raises:
        InputError: It cannot go there from where it is, or somebody else moved it just now.
    """
    try:
        after = ledger.advance(
            take, state, reason=reason, remote_id=remote_id, file=file, release=release
        )
    except ValueError:
        message = f"{take.generation} take {take.number} is {take.state}, and cannot become {state}"
        raise InputError.of(message, "see `shotwright ledger show PLAN`") from None
    return after or _busy(take)


def _busy(take: Take) -> Take:
    raise InputError.of(f"{take.generation} was moved just now", "look at it again")


def take_of(ledger: Ledger, plan: Plan, generation: str, number: int | None) -> Take:
    """Find a take of a plan by its generation, or an item of it; the latest without a number.

    Raises:
        InputError: There is none.
    """
    made = [g for g in plan.generations if generation in {g.id, *g.items}]
    if not made:
        known = ", ".join(g.id for g in plan.generations[:20])
        raise InputError.of(f"nothing in the plan is called {generation}", f"it has {known}")
    takes = [
        take
        for take in ledger.takes(plan)
        if (take.fingerprint, take.occurrence) == (made[0].fingerprint, made[0].occurrence)
        and number in {None, take.number}
    ]
    if not takes:
        raise InputError.of(f"there is no such take of {generation}", "submit it first")
    return max(takes, key=lambda take: take.number)
