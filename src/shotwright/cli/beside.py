"""What stands beside an estimate when it is asked for: a subscription's month, another currency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shotwright.errors import InputError

if TYPE_CHECKING:
    from rich.text import Text

    from shotwright.catalog import RateFile
    from shotwright.model.estimate import Estimate
    from shotwright.model.money import Credits

Subscribed = Annotated[
    str | None,
    typer.Option("--subscription", metavar="NAME", help="Say what its month covers; or all."),
]
Left = Annotated[
    str | None,
    typer.Option("--left", metavar="CREDITS", help="What is left of this month's credits: all."),
]
Currency = Annotated[
    str | None,
    typer.Option("--in", metavar="RATE", help="Also in your currency: EUR=0.92@2026-11-20."),
]


def beside(
    priced: Estimate,
    own: Iterable[RateFile],
    *,
    subscription: str | None,
    left: str | None,
    currency: str | None,
) -> tuple[dict[str, Any], list[Text]]:
    """Say what an estimate is to a subscriber, and in another currency.

    Returns:
        What is added to the document for programs, and to the table for people.

    Raises:
        InputError: No subscription is called so, or an option cannot be read.
    """
    from rich.text import Text  # noqa: PLC0415 - commands load what they use

    from shotwright.cost import cover, find_plans, read_exchange  # noqa: PLC0415
    from shotwright.report import cover_lines, exchange_line  # noqa: PLC0415

    document: dict[str, Any] = {}
    lines: list[Text] = []
    if left is not None and subscription is None:
        raise InputError.of("--left is of a subscription", "name it with --subscription")
    if subscription is not None:
        held = None if left is None else _credits(left)
        need = priced.totals.get("credits")
        plans = find_plans(subscription, own)
        covers = [cover(plan, need.high, left=held) for plan in plans] if need else []
        document["subscriptions"] = [found.wire() for found in covers]
        lines += [line for found in covers for line in cover_lines(found)]
    if currency is not None:
        exchange = read_exchange(currency)
        document["presented"] = exchange.wire(priced.totals)
        lines.append(exchange_line(exchange, priced.totals))
    return document, [Text(), *lines] if lines else []


def _credits(text: str) -> Credits:
    from shotwright.model.money import Credits  # noqa: PLC0415

    try:
        found = Credits.parse(text.removesuffix("credits").strip())
    except ValueError as error:
        raise InputError.of(f"--left: {error}", "such as 120") from None
    if found.micro < 0:
        raise InputError.of("--left: no fewer than 0 credits are left", "such as 120")
    return found
