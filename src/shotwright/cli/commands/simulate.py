"""The command that simulates HeyGen's service on this machine.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import json
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.options import Json

Host = Annotated[str, typer.Option("--host", help="This machine alone, unless told.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")]
Key = Annotated[str, typer.Option("--key", help="The API key that is accepted.")]
Speed = Annotated[
    float, typer.Option("--speed", min=0, help="Seconds of the service in one; 0: only by hand.")
]
Seed = Annotated[int, typer.Option("--seed", help="Decides ids, times and chances.")]
Faults = Annotated[
    Path | None, typer.Option("--faults", metavar="TOML", help="What goes wrong on purpose.")
]
State = Annotated[Path | None, typer.Option("--state", metavar="FILE", help="Outlives a kill.")]
OwnWorld = Annotated[
    Path | None, typer.Option("--world", metavar="TOML", help="Your own looks and voices.")
]
Balance = Annotated[
    str | None, typer.Option("--balance", metavar="USD", help="In the wallet: 10000.")
]
Concurrent = Annotated[
    int | None, typer.Option("--concurrent", min=1, help="Video jobs at once: 10.")
]
Rate = Annotated[float | None, typer.Option("--rate", min=1, help="Calls a second: any number.")]
Forgetful = Annotated[bool, typer.Option("--no-idempotency", help="Ignore the Idempotency-Key.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Refuse what only the guides show, not the schema.")
]


@app.command(epilog="Example: shotwright simulate --port 8765 --speed 60")
def simulate(
    *,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    key: Key = "test-key",
    speed: Speed = 1.0,
    seed: Seed = 0,
    faults: Faults = None,
    state: State = None,
    world: OwnWorld = None,
    usd: Balance = None,
    concurrent: Concurrent = None,
    rate: Rate = None,
    no_idempotency: Forgetful = False,
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """Simulate HeyGen's service on this machine, with charges and faults, until interrupted.

    Nothing leaves the machine, and nothing is paid. What was accepted and charged is told by
    GET /_control/state; docs/simulator.md has all of it.
    """
    from shotwright.simulator import read_faults, running

    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with running(
        host=host,
        port=port,
        key=key,
        speed=speed,
        seed=seed,
        faults=read_faults(faults) if faults else (),
        state=state,
        world=world,
        usd=usd,
        concurrent=concurrent,
        rate=rate,
        idempotency=not no_idempotency,
        strict=strict,
    ) as service:
        told = {"schema": 1, "url": service.url, "key": service.key}
        human = f"HeyGen's service is simulated at {service.url}; Ctrl-C ends it."
        print(json.dumps(told) if as_json else human, flush=True)  # noqa: T201 - a line at once
        stopped.wait()
