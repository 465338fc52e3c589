"""What the catalog knows, as tables: limits, prices, plans, with their dates and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.catalog import STALE_DAYS, Sourced
from shotwright.model.seconds import words
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.catalog import Fact, Rate, Route


def routes_list(routes: Iterable[Route]) -> RenderableType:
    """Show what each route accepts, since when, and who says so."""
    blocks: list[RenderableType] = []
    for route in routes:
        blocks.append(Text(f"{route.route}: {route.title}", style="bold"))
        blocks.append(Text(f"{route.how}; paid by {' or '.join(route.billing)}", style="dim"))
        numbers = {name: number for number, name in enumerate(route.sources, 1)}
        table = table_of(("limit", "left"), ("value", "fold"), ("who says so", "left"))
        for name, value, limit in limits_of(route):
            table.add_row(*cells(name, value, f"{limit.confidence} [{numbers[limit.source]}]"))
        blocks.append(table)
        blocks += [
            Text(f"note: {note.note} ({note.confidence} [{numbers[note.source]}])")
            for note in route.access
        ]
        blocks += [
            Text(
                f"[{number}] {route.sources[name].title}; {route.sources[name].page_dated},"
                f" read {route.sources[name].read_on}",
                style="dim",
            )
            for name, number in numbers.items()
        ]
        blocks.append(Text())
    return Group(*blocks)


def limits_of(route: Route) -> Iterator[tuple[str, str, Sourced]]:
    """List a route's limits: what of, the value in words, and who says so."""
    for part in ("shots", "talk", "brief"):
        for name, limit in getattr(route, part) or ():
            if isinstance(limit, Sourced):
                yield f"{part} {name.replace('_', ' ')}", _limit_value(limit), limit
    for source_name, source in route.talk.sources.items() if route.talk else ():
        for name, limit in source:
            if isinstance(limit, Sourced):
                yield f"talk {source_name} {name.replace('_', ' ')}", _limit_value(limit), limit
    if route.last_day:
        yield "last day", route.last_day.day.isoformat(), route.last_day


def _limit_value(limit: Sourced) -> str:
    values = getattr(limit, "values", None)
    if values is not None:
        return ", ".join(values) or "none"
    allowed = getattr(limit, "allowed", None)
    if allowed is not None:
        return "yes" if allowed else "no"
    low, high = getattr(limit, "min", None), getattr(limit, "max", None)
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


def rates_table(rates: Iterable[Rate], on: date) -> RenderableType:
    """Show prices, since when they are known, and from where; what is stale on a day is marked."""
    table = table_of(
        ("product", "left"), ("price", "left"), ("only for", "left"), ("cards", "left"),
        ("seen", "left"), ("source", "left"),
    )  # fmt: skip
    table.padding = (0, 1, 0, 0)
    titles: dict[str, int] = {}
    for rate in rates:
        seen = rate.last_seen.isoformat() if rate.last_seen else "undated"
        seen = rate.until.isoformat() if rate.until else seen
        price = f"{price_of(rate)}{'†' if rate.until else ''}"
        age = rate.age(on)
        seen += "‡" if age is not None and age > STALE_DAYS and not rate.until else ""
        number = titles.setdefault(rate.source.title, len(titles) + 1)
        kinds = "/".join(rate.look_kinds).replace("digital_twin/public", "twin")
        only = " ".join([*rate.resolutions, kinds]).strip()
        only = only.replace("720p 1080p", "≤1080p")
        cards = " ".join(rate.cards).replace("latest-low latest-high", "latest")
        cards = cards.replace("latest-", "")
        source = f"{rate.confidence} [{number}]"
        table.add_row(*cells(rate.product, price, only, cards, seen, source))
    notes = [Text(f"[{number}] {title}", style="dim") for title, number in titles.items()]
    legend = Text(
        "low, high: the cards latest-low and latest-high; latest: both\n"
        "†: another price was seen after that day; ‡: last seen more than"
        f" {STALE_DAYS} days ago",
        style="dim",
    )
    return Group(table, Text(), legend, *notes)


def subscriptions_table(facts: Iterable[Fact]) -> RenderableType:
    """Show what HeyGen's plans and top-ups cost and hold."""
    table = table_of(
        ("plan or top-up", "left"), ("amount", "right"), ("of", "left"), ("seen", "left"),
        ("confidence", "left"),
    )  # fmt: skip
    for fact in facts:
        name = " ".join(part for part in (fact.plan, fact.tier, fact.billing, fact.seats) if part)
        seen = max((s.seen.isoformat() for s in (fact.source, *fact.also) if s.seen), default="")
        table.add_row(
            *cells(
                name or fact.id,
                fact.amount,
                fact.metric.replace("_", " "),
                seen or "undated",
                fact.confidence,
            )
        )
    return table


def price_of(rate: Rate) -> str:
    """Write a price in short: `4 cr/s`, `7.00 usd/take`."""
    unit = "cr" if rate.purse == "credits" else "usd"
    amount = f"{rate.amount}-{rate.amount_high}" if rate.amount_high else rate.amount
    if rate.per_ms is None:
        per: str = rate.per.replace("generation", "take")
    else:
        per = "min" if rate.per_ms == 60_000 else words(rate.per_ms)  # noqa: PLR2004
        per = per.removeprefix("1 ")
    return f"{amount} {unit}/{per}{' in tiers' if rate.tier else ''}"
