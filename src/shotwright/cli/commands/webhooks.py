"""Commands about webhooks: their address at HeyGen, and the receiver that runs beside `follow`.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.ledgers import LedgerPlace, open_ledger, refuse_missing
from shotwright.cli.options import Json
from shotwright.cli.output import print_json
from shotwright.cli.senders import BaseUrl
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.sender import SenderSettings

webhooks_app = typer.Typer(
    help="Hear from the service when a job has ended.",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip
app.add_typer(webhooks_app, name="webhooks")

_PATH = re.compile(r"/[A-Za-z0-9._~/-]*")


@webhooks_app.command(epilog="Example: shotwright webhooks serve --ledger ad.ledger.sqlite")
def serve(
    *,
    ledger: LedgerPlace = None,
    host: Annotated[
        str, typer.Option("--host", help="This machine alone, unless told.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")
    ] = 8766,
    path: Annotated[str, typer.Option("--path", help="Where calls are taken.")] = "/heygen",
) -> None:
    """Take HeyGen's webhooks and note them in a ledger, until interrupted.

    An event only says that a job is worth a look: `shotwright follow` looks. The secret that they
    are signed with stands in HEYGEN_WEBHOOK_SECRET or in the keyring. HeyGen calls public HTTPS
    addresses only, so a reverse proxy or a tunnel has to lead here.
    """
    from shotwright.sender import Address, find_secret, receive

    if ledger is None:
        raise InputError.of("which ledger are events noted in?", "--ledger ad.ledger.sqlite")
    if not _PATH.fullmatch(path):
        raise InputError.of(f"{path!r} is no path of a URL", "for example --path /heygen")
    hint = f"approve a plan in it first: shotwright approve PLAN --ledger {ledger} --ceiling 200USD"
    refuse_missing(ledger, hint)
    secret = find_secret(os.environ)
    opened = open_ledger(ledger, Path(ledger))
    for number in (signal.SIGTERM, signal.SIGINT):
        # The server ends well on them, and hands them on once it has ended: then all is done.
        signal.signal(number, lambda *_: None)
    receive(opened, secret, Address(host, port, path), clock=time.time, tell=_tell)
    opened.close()


@webhooks_app.command(epilog="Example: shotwright webhooks register https://my.example.com/heygen")
def register(
    url: Annotated[str, typer.Argument(metavar="URL", help="Public, with HTTPS.")],
    *,
    base_url: BaseUrl = "",
    as_json: Json = False,
) -> None:
    """Register an address with HeyGen, and show its secret: this once, and nowhere else."""
    import secrets

    from shotwright.sender import register as add

    made = add(_settings(base_url), url, secrets.token_hex(16))
    if as_json:
        print_json({"endpoint": made.endpoint_id, "url": made.url, "secret": made.secret})
        return
    typer.echo(f"Registered {made.endpoint_id}. Keep its secret now: it is told this once.")
    typer.echo(f"HEYGEN_WEBHOOK_SECRET={made.secret}")


@webhooks_app.command("list", epilog="Example: shotwright webhooks list")
def list_all(*, base_url: BaseUrl = "", as_json: Json = False) -> None:
    """List the addresses that are registered with HeyGen."""
    from shotwright.sender import registered

    found = registered(_settings(base_url))
    if as_json:
        rows = [
            {"endpoint": each.endpoint_id, "url": each.url, "events": each.events,
             "status": each.status}
            for each in found
        ]  # fmt: skip
        print_json({"endpoints": rows})
        return
    for each in found:
        events = ", ".join(each.events or ()) or "all events"
        typer.echo(f"{each.endpoint_id} {each.status or ''} {each.url}: {events}")
    if not found:
        typer.echo("None is registered.")


def _settings(base_url: str) -> SenderSettings:
    from shotwright.sender import SenderSettings

    return SenderSettings(base_url=base_url, environment=os.environ)


def _tell(text: str) -> None:
    typer.echo(f"{time.strftime('%H:%M:%S')} {text}", err=True)
