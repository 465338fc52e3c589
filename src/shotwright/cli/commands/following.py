"""The command that follows what was sent until it is done, and fetches it.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.commands.sending import NEEDS_REVIEW, PlanPath, in_order, unsettled
from shotwright.cli.ledgers import LedgerPlace, open_ledger
from shotwright.cli.options import Json
from shotwright.cli.output import print_json, print_rich
from shotwright.cli.senders import BaseUrl, SenderName, Settings, sender_of, weigh_balances
from shotwright.errors import InputError

if TYPE_CHECKING:
    from rich.live import Live

    from shotwright.ledger import Ledger
    from shotwright.model.plan import Plan
    from shotwright.model.take import Take
    from shotwright.sender import Sender

INTERRUPTED = 130


class _TerminatedError(BaseException):
    """SIGTERM: as `KeyboardInterrupt`, it ends what is being done, and is no failure."""


@app.command(epilog="Example: shotwright follow ad.plan.json --sender heygen --out takes")
def follow(
    plan: PlanPath,
    *,
    sender: SenderName = None,
    base_url: BaseUrl = "",
    settings: Settings = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Download finished takes there.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="PATTERN", help="Of files: {board}/{generation}.take{take}.mp4."
        ),
    ] = None,
    ledger: LedgerPlace = None,
    events: Annotated[
        bool, typer.Option("--events", help="Each move as a line of JSON on standard error.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Follow what was sent until all of it is done; end it whenever you like.

    Nothing is sent or paid. Where `shotwright webhooks serve` notes events in the same ledger, the
    jobs that they name are asked for at once.
    """
    from shotwright.campaign import read_plan
    from shotwright.report import takes_table
    from shotwright.sender import DEFAULT_NAME, place_in

    if name is not None and out is None:
        raise InputError.of("--name names files, and none are downloaded", "add --out FOLDER")
    place = place_in(out, name or DEFAULT_NAME) if out else None
    made = read_plan(plan)
    opened = open_ledger(ledger, plan)
    ended = None
    if chosen := sender or _sender_in(opened.takes(made), plan, downloading=place is not None):
        with sender_of(chosen, plan, made, base_url, settings) as service:
            ended = _follow(opened, service, made, place, events=events)
            if ended is None:
                weigh_balances(opened, service, quiet=as_json or events)
    takes = in_order(opened.takes(made), made)
    if as_json:
        print_json({"takes": [take.wire() for take in takes]})
    else:
        print_rich(takes_table(takes))
    _say_how_to_go_on(takes, plan, ended=ended is not None)
    if ended is not None:
        raise typer.Exit(ended)
    if unsettled(takes):
        raise typer.Exit(NEEDS_REVIEW)


def _follow(
    ledger: Ledger,
    sender: Sender,
    plan: Plan,
    place: Callable[[Take], Path] | None,
    *,
    events: bool,
) -> int | None:
    """Follow, and show it; give the exit code where a signal ended it."""
    from shotwright.sender import follow as follow_all

    try:
        with _terminable(), _screen(in_order(ledger.takes(plan), plan), events=events) as screen:
            account = sender.account().name
            for take in follow_all(
                ledger, sender, account=account, pause=screen.pause, plan=plan, place=place,
                clock=time.monotonic,
            ):  # fmt: skip
                screen.moved(take)
    except KeyboardInterrupt:
        return INTERRUPTED
    except _TerminatedError:
        return 0
    return None


def _sender_in(takes: Sequence[Take], plan: Path, *, downloading: bool) -> str | None:
    """Name the sender that takes are to be asked for; None where nothing is to be followed.

    What is made by hand is followed and fetched by hand.

    Raises:
        InputError: There are several.
    """
    states = {"sent", "running", *(["completed"] if downloading else [])}
    names = sorted({t.sender for t in takes if t.state in states and t.route != "web"})
    if len(names) > 1:
        hint = f"follow one after the other: shotwright follow {plan} --sender {names[0]}"
        raise InputError.of(f"several senders have takes on their way: {', '.join(names)}", hint)
    return names[0] if names else None


def _say_how_to_go_on(takes: Sequence[Take], plan: Path, *, ended: bool) -> None:
    there = [take.state for take in takes if take.route != "web"]
    left = sum(state in {"sent", "running"} for state in there)
    finished = there.count("completed")
    if ended:
        typer.echo(
            "Stopped. Nothing is lost: the service works on, files go on where they were.", err=True
        )
    if left:
        typer.echo(f"{left:,} on their way. Go on with: shotwright follow {plan}", err=True)
    elif finished:
        typer.echo(f"Fetch {finished:,} with: shotwright follow {plan} --out FOLDER", err=True)
    if any(take.state == "ambiguous" for take in takes):
        typer.echo(f"Settle what is ambiguous with: shotwright reconcile {plan}", err=True)


class _Screen:
    """Shows how far takes are: lines that are drawn again, lines of JSON, or nothing."""

    def __init__(self, takes: Sequence[Take], live: Live | None, *, events: bool) -> None:
        """Know the takes, in story order."""
        self._takes = {take.id: take for take in takes}
        self._live = live
        self._events = events
        self._draw()

    def moved(self, take: Take) -> None:
        """Show that a take has moved."""
        self._takes[take.id] = take
        if self._events:
            sys.stderr.write(json.dumps(take.wire(), ensure_ascii=False) + "\n")
            sys.stderr.flush()
        self._draw()

    def pause(self, seconds: float) -> bool:
        """Wait, and let the seconds be seen; signals end it, so that it never says to stop."""
        self._draw()
        time.sleep(seconds)
        return False

    def _draw(self) -> None:
        if self._live is not None:
            from shotwright.report import progress_table

            room = self._live.console.height - 1
            takes = tuple(self._takes.values())
            self._live.update(progress_table(takes, datetime.now(UTC), room), refresh=True)


@contextmanager
def _screen(takes: Sequence[Take], *, events: bool) -> Iterator[_Screen]:
    if events or not sys.stderr.isatty():
        yield _Screen(takes, None, events=events)
        return
    from rich.console import Console
    from rich.live import Live

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Live(console=console, auto_refresh=False, transient=True) as live:
        yield _Screen(takes, live, events=events)


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the work as Ctrl-C does: at once, also in the middle of a download."""

    def heard(*_: object) -> None:
        raise _TerminatedError

    before = signal.signal(signal.SIGTERM, heard)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
