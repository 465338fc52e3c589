"""Commands that show what the catalog knows, and check what users know better.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from shotwright.cli.app import app
from shotwright.cli.options import Json, On, Paid, RateCard, Rates, day, own_rates
from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError
from shotwright.model.names import Card, LookKind, Product, Resolution

if TYPE_CHECKING:
    from datetime import date

    from shotwright.catalog import Fact, MotionFactor, Rate, RateFile
    from shotwright.cost import Tariff

OneCard = Annotated[Card | None, typer.Option("--card", help="Only the prices of this card.")]
Everything = Annotated[bool, typer.Option("--all", help="Also other products, plans and top-ups.")]
Seconds = Annotated[
    float, typer.Option("--seconds", metavar="S", min=0, max=86_400, help="How long: 10.")
]

prices = typer.Typer(
    help="Show what things cost, since when, and from where.",
    invoke_without_command=True,
    epilog="Example: shotwright rates --card latest-low",
)
app.add_typer(prices, name="rates")


@app.command(epilog="Example: shotwright routes")
def routes(*, as_json: Json = False) -> None:
    """Show what each route accepts, and who says so."""
    from shotwright.catalog import routes as known_routes
    from shotwright.report import routes_list

    if as_json:
        print_json({"routes": [route.model_dump(mode="json") for route in known_routes()]})
    else:
        print_rich(routes_list(known_routes()))


@prices.callback()
def rates(
    context: typer.Context,
    *,
    card: OneCard = None,
    everything: Everything = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Show what things cost, since when, and from where."""
    if context.invoked_subcommand is None:
        list_(card=card, everything=everything, on=on, as_json=as_json)


@prices.command("list", epilog="Example: shotwright rates list --card latest-low --all")
def list_(
    *,
    card: OneCard = None,
    everything: Everything = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """List prices, since when they are known, and from where."""
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
        print_rich(rates_table(found, day(on)))
        if everything:
            print_rich("", subscriptions_table(subscriptions()))


@prices.command(epilog="Example: shotwright rates show api.cinematic.usd_video")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Of a price, as `--json` lists them.")],
    *,
    on: On = None,
    rates: Rates = None,
    as_json: Json = False,
) -> None:
    """Show all that is known of one price."""
    from difflib import get_close_matches

    from shotwright.catalog import motion_factors, subscriptions
    from shotwright.catalog import rates as known_rates
    from shotwright.report import rate_page

    entries: list[Rate | MotionFactor | Fact] = [*known_rates(), *motion_factors()]
    entries += subscriptions()
    for file in own_rates(rates):
        entries += (*file.rate, *file.motion)
    known = {entry.id: entry for entry in entries}
    if name not in known:
        near = get_close_matches(name, known, cutoff=0)
        raise InputError.of(f"no price is called {name!r}", f"there are {', '.join(near)}")
    if as_json:
        print_json({"rate": known[name].model_dump(mode="json")})
    else:
        print_rich(rate_page(known[name], day(on)))


@prices.command(epilog="Example: shotwright rates explain avatar_iv --look photo --seconds 30")
def explain(
    product: Annotated[Product, typer.Argument(help="What is made.")],
    *,
    billing: Paid = None,
    look: Annotated[LookKind, typer.Option("--look", help="Who is in it.")] = "digital_twin",
    resolution: Annotated[Resolution, typer.Option("--resolution", help="How large.")] = "720p",
    motion: Annotated[bool, typer.Option("--motion", help="With a motion prompt.")] = False,
    seconds: Seconds = 10,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    as_json: Json = False,
) -> None:
    """Say what a render costs, which price decides, and why the others do not."""
    from shotwright.cost import Job
    from shotwright.cost import explain as why
    from shotwright.report import explain_table

    job = Job(product, billing or "subscription", look, resolution, motion)
    length = round(seconds * 1000)
    found = why(job, length, card=card or "guides", on=day(on), own=own_rates(rates))
    if as_json:
        print_json(found.wire())
    else:
        print_rich(explain_table(found))


@prices.command(epilog="Example: shotwright rates check my.toml")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Your own prices (TOML).")],
    *,
    card: RateCard = None,
    on: On = None,
    seconds: Seconds = 10,
    as_json: Json = False,
) -> None:
    """Check a file of your own prices, and say what they take the place of."""
    from shotwright.catalog import notes, read_rates
    from shotwright.cost import Tariff, differences
    from shotwright.report import differences_table, notes_list

    own, date_ = read_rates(file), day(on)
    odd = notes(file, date_)
    before, after = (Tariff.of(card or "guides", date_, files) for files in ((), (own,)))
    instead = differences(before, after, round(seconds * 1000))
    if as_json:
        told = [note.wire() for note in odd]
        entries = [entry.wire() for entry in instead]
        print_json({"rates": len(own.rate), "notes": told, "changes": entries})
    else:
        print_rich(differences_table(instead, seconds))
        print_rich("", notes_list(odd) if odd else f"{file} is in order.")


@prices.command(epilog="Example: shotwright rates diff guides latest-high --seconds 30")
def diff(
    before: Annotated[str, typer.Argument(help="A card, or a file of your own prices.")],
    after: Annotated[str, typer.Argument(help="Another one.")],
    *,
    on: On = None,
    seconds: Seconds = 10,
    as_json: Json = False,
) -> None:
    """Say which prices differ between two cards, or between a card and your own."""
    from shotwright.cost import differences
    from shotwright.report import differences_table

    here, there = (_tariff(name, day(on)) for name in (before, after))
    found = differences(here, there, round(seconds * 1000))
    if as_json:
        print_json({"before": before, "after": after, "changes": [e.wire() for e in found]})
    else:
        print_rich(differences_table(found, seconds))


def _tariff(name: str, on: date) -> Tariff:
    """Take a card by its name, or the guides' card with the user's own prices on top."""
    from shotwright.catalog import read_rates
    from shotwright.cost import Tariff

    for card in get_args(Card):
        if name == card:
            return Tariff.of(card, on)
    own: RateFile = read_rates(Path(name))
    return Tariff.of("guides", on, (own,))
