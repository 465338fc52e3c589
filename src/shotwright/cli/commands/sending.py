"""Commands that approve, send, settle and review: the only ones that can spend.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from shotwright.cli.app import app
from shotwright.cli.ledgers import LedgerPlace, open_ledger, read_ledger, refuse_nameless
from shotwright.cli.options import (
    Json,
    MaxSize,
    Outside,
    Rates,
    amount_of,
    day,
    own_rates,
    read_board,
)
from shotwright.cli.output import print_json, print_rich
from shotwright.cli.senders import (
    SIMULATOR,
    BaseUrl,
    SenderName,
    Settings,
    refuse_mixed,
    sender_of,
    stopping,
    weigh_balances,
)
from shotwright.errors import InputError, Place, ServiceError

if TYPE_CHECKING:
    from shotwright.catalog import RateFile
    from shotwright.ledger import Ledger
    from shotwright.model.board import Board
    from shotwright.model.plan import Generation, Plan
    from shotwright.model.request import Request
    from shotwright.model.take import State, Take
    from shotwright.sender import Sender, Submitted

NOT_APPROVED = 3
SERVICE = 4
NEEDS_REVIEW = 5

TO_FOLLOW: frozenset[State] = frozenset({"sent", "running", "completed"})
"""Takes that `follow` asks for, or fetches."""

NAMED = 10
"""Generations that are named where many were not sent for one reason."""

PlanPath = Annotated[
    Path, typer.Argument(metavar="PLAN", help="A NAME.plan.json that `plan --out` wrote.")
]
Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="ID", help="Only this item or generation.")
]


@app.command(
    epilog="Example: shotwright approve ad.plan.json --ceiling 200USD --ceiling 900credits"
)
def approve(
    plan: PlanPath,
    *,
    ceiling: Annotated[
        list[str],
        typer.Option("--ceiling", metavar="AMOUNT", help="The most to spend: 200USD, 900credits."),
    ],
    only: Only = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Only the few generations that teach the most.")
    ] = False,
    takes: Annotated[
        int, typer.Option("--takes", metavar="N", min=1, max=9999, help="Takes allowed of each.")
    ] = 1,
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day it holds.")
    ] = None,
    rates: Rates = None,
    ledger: LedgerPlace = None,
    as_json: Json = False,
) -> None:
    """Approve a plan up to a ceiling; nothing is sent."""
    from shotwright.campaign import read_plan
    from shotwright.ledger import approve as allow
    from shotwright.ledger import needs, retakes
    from shotwright.report import approval_text, quotes_table

    made, own = read_plan(plan), _own(plan, rates)
    bounds = [amount_of(text, "--ceiling 200USD") for text in ceiling]
    now = datetime.now(UTC)
    approval = allow(
        made, bounds, at=now, only=only or (), sample=sample, takes=takes,
        until=day(until) if until else None, own=own,
    )  # fmt: skip
    refuse_nameless(made, ledger, plan)
    opened = open_ledger(ledger, plan, new=True)
    again = retakes(made, opened)
    if not as_json:
        print_rich(quotes_table(approval))
    _bind_months(opened, plan, shared=ledger is not None)
    approval = opened.approve(approval, made)
    opened.close()
    if as_json:
        print_json(approval.wire() | {"retakes": [str(retake) for retake in again]})
        return
    print_rich(approval_text(approval, needs(approval.quotes)))
    for retake in again:
        typer.echo(f"Note: {retake.refusal or retake}")
    typer.echo(f"Look at what would be sent: shotwright submit {plan}")


@app.command(epilog="Example: shotwright submit ad.plan.json --sender heygen --send")
def submit(
    plan: PlanPath,
    *,
    send: Annotated[bool, typer.Option("--send", help="Really send, and pay.")] = False,
    sender: SenderName = None,
    base_url: BaseUrl = "",
    settings: Settings = None,
    board: Annotated[
        str | None,
        typer.Option("--board", metavar="BOARD", help="The storyboard: NAME.yaml beside the plan."),
    ] = None,
    only: Only = None,
    rates: Rates = None,
    ledger: LedgerPlace = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Show what would be sent; with --send, send each approved take once."""
    from shotwright.campaign import read_plan, requests
    from shotwright.sender import Edge, find_files
    from shotwright.sender import submit as send_all

    made, own = read_plan(plan), _own(plan, rates)
    if not send:
        looked = read_ledger(ledger, plan, approved=True)
        _would_send(made, looked, only or (), own, as_json=as_json)
        return
    opened = open_ledger(ledger, plan)
    read = _board_of(made, board, max_size, outside=outside) if board else _board_beside(plan)
    written = requests(made, read, own=own)
    _bind_months(opened, plan, shared=ledger is not None)
    # What the web app needs is uploaded by hand there.
    posted = [request for request in written if not request.sheet]
    files = find_files(posted, Path(board).parent if board else plan.parent)
    with sender_of(sender, plan, made, base_url, settings) as chosen, stopping() as pause:
        refuse_mixed(opened, chosen.name)
        weigh_balances(opened, chosen, quiet=as_json)
        edge = Edge(pause, lambda take: _told(take, quiet=as_json))
        done = send_all(
            made, written, opened, chosen, files=files, edge=edge, only=only or (), own=own
        )
    asked = _Asked(made, only or ())
    if not as_json:
        _tell_left(asked, done, chosen)
    path = f"{plan} --sender {SIMULATOR}" if sender == SIMULATOR else plan.as_posix()
    sheets = written if chosen.name == "hand-off" else ()
    _submitted(done, asked, sheets, path, as_json=as_json)


def _board_of(plan: Plan, name: str, max_size: int | None, *, outside: bool) -> Board:
    board = read_board(name, max_size, outside=outside)
    beats = {part.beat for item in plan.items for part in item.parts}
    if missing := sorted(beats - {brief.id for brief in board.briefs}):
        message = f"this board has no beat {missing[0]}, which is in the plan"
        raise InputError.of(message, "name the board that was planned", Place(name))
    return board


def _board_beside(plan: Path) -> Board | None:
    """Read the storyboard that lies beside its plan, for names and data; it may be in the works."""
    from shotwright.campaign import SUFFIX

    name = plan.name.removesuffix(SUFFIX)
    for path in (plan.with_name(f"{name}{suffix}") for suffix in (".yaml", ".yml", ".json")):
        if path.is_file():
            with suppress(InputError):
                return read_board(path.as_posix())
    return None


def _would_send(
    plan: Plan, ledger: Ledger, only: Sequence[str], own: Sequence[RateFile], *, as_json: bool
) -> None:
    """The dry run: nothing is written, and nobody is called."""
    from shotwright.ledger import retakes
    from shotwright.report import dues_table
    from shotwright.sender import due, keep_to_reasons, refuse_dearer, sums

    today = datetime.now(UTC).date()
    found = due(plan, ledger.takes(plan), ledger.approvals(plan), today, only=only)
    refuse_dearer(plan, found, today, own)
    dues, held = keep_to_reasons(plan, ledger, found)
    totals = sums(dues)
    if as_json:
        rows = [
            {
                "generation": entry.generation.id,
                "take": entry.number,
                "state": "intended",
                "remote_id": None,
                "reserved": entry.quoted.highest.plain(),
                "purse": entry.quoted.highest.purse,
            }
            for entry in dues
        ]
        written = {purse: amount.wire() for purse, amount in totals.items()}
        print_json({"takes": rows, "totals": written, "sent": False, "held": held})
        return
    print_rich(dues_table(dues, totals))
    for retake in retakes(plan, ledger):
        typer.echo(f"Note: {retake.refusal or retake}")
    typer.echo(
        "Nothing was sent; add --send and --sender to send it." if dues else "Nothing is due."
    )


def _tell_left(asked: _Asked, done: Submitted, sender: Sender) -> None:
    """Say what this sender cannot take, and has no take yet."""
    begun = {take.generation for take in done.takes.takes} | set(done.held)
    routes = sender.abilities.routes
    left = [
        made
        for made in asked.plan.generations
        if made.route not in routes and made.id not in begun and asked.has(made)
    ]
    for route in dict.fromkeys(made.route for made in left):
        names = ", ".join(made.id for made in left if made.route == route)
        hint = ": use --sender hand-off" if route == "web" else ""
        typer.echo(f"Not for {sender.name}, by the route {route}{hint}: {names}", err=True)


class _Asked(NamedTuple):
    """A plan, and what of it was asked for: all of it, or items and generations by name."""

    plan: Plan
    only: Collection[str] = ()

    def has(self, made: Generation) -> bool:
        """Tell whether a generation was asked for."""
        return not self.only or bool({made.id, *made.items} & set(self.only))

    def takes(self, takes: Iterable[Take]) -> list[Take]:
        """Choose the takes of what was asked for, in the plan's order."""
        wanted = {(g.fingerprint, g.occurrence) for g in self.plan.generations if self.has(g)}
        found = (take for take in takes if (take.fingerprint, take.occurrence) in wanted)
        return in_order(found, self.plan)

    def left_out(self) -> list[str]:
        """Name the generations that were not asked for."""
        return [made.id for made in self.plan.generations if not self.has(made)]


def _submitted(
    done: Submitted, asked: _Asked, sheets: Sequence[Request], path: str, *, as_json: bool
) -> None:
    from shotwright.model.take import Takes

    takes = asked.takes(done.takes.takes)
    if as_json:
        told = {"held": dict(done.held), "stopped": done.stopped or None}
        left = {"left_out": asked.left_out()} if asked.only else {}
        print_json(Takes(tuple(takes)).wire() | {"sent": True} | told | left)
    else:
        _tell_submitted(done, takes, sheets, path)
    if done.stopped:
        raise ServiceError(
            done.stopped, "mend that, then run the same command: nothing is sent twice"
        )
    if unsettled(takes):
        raise typer.Exit(NEEDS_REVIEW)
    if done.unapproved:
        raise typer.Exit(NOT_APPROVED)
    if done.held:
        raise typer.Exit(SERVICE)


def _tell_submitted(
    done: Submitted, takes: Sequence[Take], sheets: Sequence[Request], path: str
) -> None:
    from shotwright.report import requests_list, takes_table

    by_hand = {take.generation for take in takes if take.state == "intended"}
    waiting = [sheet for sheet in sheets if sheet.generation in by_hand]
    print_rich(*requests_list(waiting), unwrapped=True)
    print_rich(takes_table(takes))
    for why in dict.fromkeys(done.held.values()):
        names = [name for name, told in done.held.items() if told == why]
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
        typer.echo(f"Not sent: {', '.join(names[:NAMED])}{more}: {why}")
    if done.held:
        typer.echo("For the rest run the same command again: nothing is sent twice.")
    if waiting:
        typer.echo(f"When one is made: shotwright record {path} GENERATION --charged AMOUNT")
    if any(take.state in TO_FOLLOW and take.route != "web" for take in takes):
        typer.echo(f"Go on with: shotwright follow {path}")


@app.command(epilog="Example: shotwright reconcile ad.plan.json --sender heygen")
def reconcile(
    plan: PlanPath,
    *,
    sender: SenderName = None,
    base_url: BaseUrl = "",
    settings: Settings = None,
    ledger: LedgerPlace = None,
    grace: Annotated[
        float, typer.Option("--grace", metavar="MIN", min=0, help="How long lists may lag.")
    ] = 10.0,
    as_json: Json = False,
) -> None:
    """Settle what is ambiguous: look for it, or hand it to a person."""
    from datetime import timedelta

    from shotwright.campaign import read_plan
    from shotwright.report import takes_table
    from shotwright.sender import reconcile as settle

    made = read_plan(plan)
    opened = open_ledger(ledger, plan)
    with sender_of(sender, plan, made, base_url, settings) as chosen:
        account = chosen.account().name
        for take in settle(opened, chosen, account=account, grace=timedelta(minutes=grace)):
            _told(take, quiet=as_json)
        weigh_balances(opened, chosen, quiet=as_json)
    takes = in_order(opened.takes(made), made)
    if as_json:
        print_json({"takes": [take.wire() for take in takes]})
    else:
        print_rich(takes_table(takes))
    if unsettled(takes):
        raise typer.Exit(NEEDS_REVIEW)


def unsettled(takes: list[Take]) -> bool:
    """Tell whether a person, or time, has to settle something."""
    return any(take.state in {"ambiguous", "needs_review"} for take in takes)


def in_order(takes: Iterable[Take], plan: Plan) -> list[Take]:
    """Order takes as the plan does, each generation's by their numbers."""
    places = {made.id: n for n, made in enumerate(plan.generations)}
    return sorted(takes, key=lambda t: (places.get(t.generation, len(places)), t.number))


def _bind_months(ledger: Ledger, plan: Path, *, shared: bool) -> None:
    """Set what this month may cost, and the next, into which a run may go on.

    A ledger that was named may be shared: a folder without a budget takes nobody's away there.
    """
    from datetime import timedelta

    from shotwright.campaign import read_campaign

    budget = read_campaign(plan.parent).budget()
    if shared and not budget:
        return
    now = ledger.now()
    for moment in (now, now.replace(day=1) + timedelta(days=31)):
        ledger.allow_month(f"{moment:%Y-%m}", budget)


def _told(take: Take, *, quiet: bool) -> None:
    if not quiet:
        typer.echo(f"{take.generation} take {take.number}: {take.state} {take.remote_id}", err=True)


def _own(plan: Path, rates: Path | None) -> tuple[RateFile, ...]:
    from shotwright.campaign import read_campaign

    return own_rates(rates, read_campaign(plan.parent).rates)
