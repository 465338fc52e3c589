"""Which sender a command uses, and how its work is stopped: the edge of what is sent."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.errors import InputError, ServiceError

if TYPE_CHECKING:
    from shotwright.ledger import Ledger
    from shotwright.model.plan import Plan
    from shotwright.sender import Sender

SIMULATOR = "simulator"
SIMULATED_SPEED = 600.0
"""Seconds of a simulated service in one of ours: ten minutes of rendering pass in one second."""

SenderName = Annotated[
    str | None,
    typer.Option(
        "--sender", metavar="NAME", help="What takes it to a service; see docs/senders.md."
    ),
]
BaseUrl = Annotated[
    str, typer.Option("--base-url", metavar="URL", help="Of the service, for a simulator.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="An option of the sender."),
]


@contextmanager
def sender_of(
    name: str | None, plan: Path, made: Plan, base_url: str, settings: list[str] | None
) -> Iterator[Sender]:
    """Make a sender from the command line and the environment, for the purse that was planned.

    The sender `simulator` is that of HeyGen, before a simulated service that lives as long; what
    it accepted is kept beside the plan.
    """
    from shotwright.campaign import SUFFIX  # noqa: PLC0415 - commands load what they use
    from shotwright.sender import SenderSettings, make_sender  # noqa: PLC0415

    if name is None:
        raise InputError.of("which sender?", "for example --sender heygen, hand-off or simulator")
    options = {}
    for text in settings or []:
        key, mark, value = text.partition("=")
        if not mark:
            raise InputError.of(f"--set {text} sets nothing", "write it as NAME=VALUE")
        options[key] = value
    purses = {entry.billing for entry in made.generations if entry.route != "web"}
    environment: Mapping[str, str] = os.environ
    simulated = name == SIMULATOR
    with ExitStack() as stack:
        if simulated:
            if base_url:
                hint = f"--sender heygen --base-url {base_url} is a simulator that runs already"
                raise InputError.of("--sender simulator starts its own service", hint)
            from shotwright.simulator import running  # noqa: PLC0415

            books = plan.with_name(f"{plan.name.removesuffix(SUFFIX)}.simulator.json")
            service = stack.enter_context(running(state=books, speed=SIMULATED_SPEED))
            name, base_url = "heygen", service.url
            environment = {"HEYGEN_API_KEY": service.key}
        sender = make_sender(
            name,
            SenderSettings(
                base_url=base_url,
                environment=environment,
                billing=purses.pop() if len(purses) == 1 else None,
                options=options,
            ),
        )
        if simulated:
            sender.name = SIMULATOR
        yield sender


def refuse_mixed(ledger: Ledger, sender: str) -> None:
    """See that simulated takes and real ones are in different ledgers.

    In one, a simulated take would stand for a real one, and use up its ceiling.

    Raises:
        InputError: They would be mixed.
    """
    before = {take.sender for take in ledger.takes()}
    if before and (before == {SIMULATOR}) != (sender == SIMULATOR):
        kind = "simulated" if SIMULATOR in before else "real"
        hint = "approve the plan in another ledger: --ledger NAME.sqlite"
        raise InputError.of(f"{ledger.database.where} holds {kind} takes", hint)


def weigh_balances(ledger: Ledger, sender: Sender, *, quiet: bool) -> None:
    """Hold what the account has left against its takes, and say what that tells of their charges.

    Where the service does not say what is left, nothing is told: it is asked by the way.
    """
    from shotwright.ledger import weigh  # noqa: PLC0415 - commands load what they use

    asked = ledger.now()
    try:
        account = sender.account()
    except ServiceError:
        return
    for left in account.balance.values():
        found = weigh(ledger, account.name, left, asked)
        if found is not None and not quiet:
            typer.echo(found, err=True)


@contextmanager
def stopping() -> Iterator[Callable[[float], bool]]:
    """Let the first Ctrl-C or SIGTERM end the work well; the second ends it at once.

    What it yields waits about that many seconds, and tells whether the work is to stop.
    """
    stop = threading.Event()

    def heard(number: int, _: object) -> None:
        if stop.is_set():
            signal.default_int_handler(number, None)
        stop.set()

    before = {s: signal.signal(s, heard) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda seconds: stop.wait(seconds * random.uniform(0.75, 1.25))  # noqa: S311 - jitter
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
