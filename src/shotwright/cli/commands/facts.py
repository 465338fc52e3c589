"""Commands that show what the catalog knows.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from shotwright.cli.app import app
from shotwright.cli.options import (
    Json,
)
from shotwright.cli.output import print_json, print_rich
from shotwright.model.names import Card, Product

if TYPE_CHECKING:
    pass


@app.command(epilog="Example: shotwright routes")
def routes(*, as_json: Json = False) -> None:
    """Show what each route accepts, and who says so."""
    from shotwright.catalog import routes as known_routes
    from shotwright.report import routes_list

    if as_json:
        print_json({"routes": [route.model_dump(mode="json") for route in known_routes()]})
    else:
        print_rich(routes_list(known_routes()))


@app.command(epilog="Example: shotwright rates --card latest-low")
def rates(
    *,
    card: Annotated[
        Card | None, typer.Option("--card", help="Only the prices of this card.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also other products, plans and top-ups.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what things cost, since when, and from where."""
    from shotwright.catalog import rates as known_rates
    from shotwright.catalog import subscriptions
    from shotwright.report import rates_table, subscriptions_table

    planned = get_args(Product)
    found = [
        rate
        for rate in known_rates()
        if (card is None or card in rate.cards) and (everything or rate.product in planned)
    ]
    if as_json:
        facts = [fact.model_dump(mode="json") for fact in subscriptions()] if everything else []
        print_json({"rates": [rate.model_dump(mode="json") for rate in found], "plans": facts})
    else:
        print_rich(rates_table(found))
        if everything:
            print_rich("", subscriptions_table(subscriptions()))
