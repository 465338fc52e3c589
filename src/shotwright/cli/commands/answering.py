"""The command that answers a service which stopped to ask.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from typing import Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.commands.reviewing import take_of
from shotwright.cli.commands.sending import PlanPath
from shotwright.cli.ledgers import LedgerPlace, open_ledger
from shotwright.cli.options import Json, Rates, folder_of, own_rates
from shotwright.cli.output import print_json
from shotwright.cli.senders import BaseUrl, SenderName, Settings, sender_of


@app.command(epilog='Example: shotwright answer ad.plan.json board "The steel one." --send')
def answer(
    plan: PlanPath,
    generation: Annotated[str, typer.Argument(metavar="GENERATION", help="Its id in the plan.")],
    words: Annotated[
        str | None, typer.Argument(metavar="WORDS", help="What you answer; default: look first.")
    ] = None,
    *,
    send: Annotated[bool, typer.Option("--send", help="Really say it; it may be charged.")] = False,
    sender: SenderName = None,
    base_url: BaseUrl = "",
    settings: Settings = None,
    number: Annotated[
        int | None, typer.Option("--take", metavar="N", min=1, help="Default: the latest.")
    ] = None,
    rates: Rates = None,
    ledger: LedgerPlace = None,
    as_json: Json = False,
) -> None:
    """Look what a chat of the Video Agent asks; with --send, answer it once.

    HeyGen does not say what an answer costs. The price of one video is set aside for the take;
    after that video nothing is said any more, for it would make another.
    """
    from shotwright.campaign import read_campaign, read_plan
    from shotwright.sender import answer as say
    from shotwright.sender import question

    made, opened = read_plan(plan), open_ledger(ledger, plan)
    take = take_of(opened, made, generation, number)
    own = own_rates(rates, read_campaign(folder_of(str(plan))).rates)
    with sender_of(sender or take.sender, plan, made, base_url, settings) as service:
        asks = question(service, take)
        sent = bool(send and words)
        if sent and words:
            take = say(made, take, words, opened, service, own=own)
    if as_json:
        print_json({"takes": [take.wire()], "asks": asks, "sent": sent})
        return
    typer.echo(f"{take.generation} take {take.number} asks: {asks}")
    if sent:
        typer.echo(f"Answered. Go on with: shotwright follow {plan}")
        return
    typer.echo(f"{take.reserved.rounded()} are set aside; HeyGen does not say what answers cost.")
    typer.echo(f'Answer it with: shotwright answer {plan} {take.generation} "WORDS" --send')
