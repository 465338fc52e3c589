"""Commands that write down what a person saw: verdicts, and what was made and paid by hand.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from shotwright.cli.app import app
from shotwright.cli.commands.sending import NEEDS_REVIEW, PlanPath, in_order, unsettled
from shotwright.cli.ledgers import LedgerPlace, open_ledger
from shotwright.cli.options import Json, amount_of, own_rates
from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError, NotApprovedError, Place, Problem

if TYPE_CHECKING:
    from shotwright.catalog import RateFile
    from shotwright.ledger import Ledger
    from shotwright.model.money import Amount
    from shotwright.model.plan import Plan
    from shotwright.model.take import State, Take


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
    from shotwright.campaign import read_campaign, read_plan
    from shotwright.report import takes_table

    made = read_plan(plan)
    opened = open_ledger(ledger, plan)
    verdicts = [*_marks(keeper or (), retake or ()), *(_rows(table) if table else ())]
    _judge(opened, made, verdicts)
    takes = in_order(opened.takes(made), made)
    if not verdicts:
        takes = [take for take in takes if take.state in {"completed", "downloaded"}]
    own = own_rates(None, read_campaign(plan.parent).rates)
    again = _again(opened, made, own)
    if as_json:
        print_json({"takes": [take.wire() for take in takes], "retakes": again})
        return
    print_rich(takes_table(takes))
    for entry in again:
        _tell_again(entry)
    if not verdicts:
        typer.echo(f"{len(takes)} waiting for a verdict.")


def _tell_again(entry: dict[str, Any]) -> None:
    """Say what it costs to make something again, before it is sent."""
    from shotwright.model.money import PURSES

    if entry["at_most"] is None:
        cost = "costs what nobody has published"
    else:
        cost = f"costs up to {PURSES[entry['purse']].parse(entry['at_most']).rounded()}"
    changed = f" with another {', '.join(entry['changed'])}" if entry["changed"] else ""
    allowed = "not approved: approve the plan, or more --takes"
    if entry["refused"]:
        allowed = "not sent as it is"
    elif entry["approved"]:
        allowed = "approved"
    typer.echo(f"Made again{changed}, {entry['generation']} {cost} ({allowed}).")
    if entry["refused"]:
        typer.echo(f"Note: {entry['refused']}")


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
    from shotwright.budget import MOST_TAKES, Reader, one_of, read_rows, whole_number

    columns: dict[str, Reader] = {
        "generation": str, "take": whole_number(MOST_TAKES),
        "verdict": one_of(["keeper", "retake"]), "reason": str,
    }  # fmt: skip
    return [
        Verdict(row["generation"], row.get("take"), row["verdict"], row.get("reason") or "", place)
        for place, row in read_rows(path, columns, {"generation", "verdict"}, "verdicts")
    ]


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


def _again(ledger: Ledger, plan: Plan, own: Sequence[RateFile]) -> list[dict[str, Any]]:
    """Price what has to be made again, the same or changed, and say whether it may be sent.

    That is what it was approved at, else today's highest reading; None where nobody knows.
    """
    from shotwright.ledger import covering, quotes, retakes
    from shotwright.model.money import Unknown

    approvals, today = ledger.approvals(plan), ledger.now().date()
    latest = {(take.fingerprint, take.occurrence): take for take in ledger.takes(plan)}
    changed = {retake.generation: retake for retake in retakes(plan, ledger)}
    dues = _due(plan, ledger)
    retaken = [
        (made, take, covering(approvals, made.id, today))
        for made in plan.generations
        for retake in (changed.get(made.id),)
        for take in (retake.take if retake else latest.get((made.fingerprint, made.occurrence)),)
        if take is not None and take.state == "retake"
    ]
    asked = any(approval is None for _, _, approval in retaken)
    prices = quotes(plan, on=today, own=own) if asked else {}
    found: list[dict[str, Any]] = []
    for made, take, approval in retaken:
        quoted = approval.quotes[made.id] if approval else prices[made.id]
        known = None if isinstance(quoted, Unknown) else quoted.highest
        retake = changed.get(made.id)
        found.append({
            "generation": made.id, "reason": take.reason, "approved": made.id in dues,
            "at_most": known and known.plain(), "purse": known.purse if known else take.purse,
            "changed": list(retake.changed) if retake else [],
            "refused": retake.refusal if retake and retake.refusal else None,
        })  # fmt: skip
    return found


def _due(plan: Plan, ledger: Ledger) -> set[str]:
    """Name what is approved and due."""
    from shotwright.sender import due

    try:
        dues = due(plan, ledger.takes(plan), ledger.approvals(plan), ledger.now().date())
    except NotApprovedError:
        return set()
    return {entry.generation.id for entry in dues}


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
    if remote_id:
        _refuse_other_id(opened, take, remote_id)
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
    amount = amount_of(text, "--charged 48credits")
    if amount.purse != take.purse:
        message = f"{take.generation} is paid in {take.purse}"
        raise InputError.of(message, "give --charged in that purse")
    return amount


def _refuse_other_id(ledger: Ledger, take: Take, remote_id: str) -> None:
    """See that one job is one take: two that share it would hide that one is lost.

    Raises:
        InputError: Another take has the id, or this one another.
    """
    for other in ledger.takes_of(remote_id):
        if other.id != take.id:
            message = f"{remote_id} is {other.generation} take {other.number} of {other.board}"
            raise InputError.of(message, "look again which job it is")
    settled = take.state not in UNSURE
    if settled and take.remote_id != remote_id:
        message = f"{take.generation} take {take.number} is {take.remote_id or take.state} already"
        raise InputError.of(message, "leave out --remote-id, or choose with --take")


def _never_sent(ledger: Ledger, take: Take) -> Take:
    """A person looked, and the service does not have it.

    Raises:
        InputError: It was accepted, or is being sent.
    """
    if take.remote_id:
        hint = "say --failed WHY, and --charged 0USD or 0credits where nothing was paid"
        message = f"{take.generation} take {take.number} was accepted as {take.remote_id}"
        raise InputError.of(message, hint)
    if take.state == "intended":
        hint = "wait three minutes, then run `shotwright reconcile`"
        held = ledger.claim(take)
        if held is None:
            raise InputError.of(f"{take.generation} is being sent just now", hint)
        take = held
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
        known = remote_id or take.remote_id or ("by hand" if take.route == "web" else None)
        if known is None:
            hint = "give --remote-id, or --not-accepted"
            raise InputError.of(f"nobody knows whether {take.generation} was accepted", hint)
        take = moved(ledger, take, "sent", remote_id=known)
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
    from shotwright.ledger import retakes

    made = [g for g in plan.generations if generation in {g.id, *g.items}]
    if not made:
        known = ", ".join(g.id for g in plan.generations[:20])
        raise InputError.of(f"nothing in the plan is called {generation}", f"it has {known}")
    takes = [
        take
        for take in ledger.takes(plan)
        if (take.fingerprint, take.occurrence) == (made[0].fingerprint, made[0].occurrence)
        and number in {None, take.number}
    ] or [
        # Changed since: the one that this generation replaces.
        retake.take
        for retake in retakes(plan, ledger)
        if retake.generation == made[0].id and number in {None, retake.take.number}
    ]
    if not takes:
        raise InputError.of(f"there is no such take of {generation}", "submit it first")
    return max(takes, key=lambda take: take.number)
