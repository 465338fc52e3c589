"""A page about one route: what it makes, its limits and prices with their sources, an example."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from shotwright.report.catalog_tables import limits_of, price_of

if TYPE_CHECKING:
    from shotwright.catalog import Making, Rate, Route
    from shotwright.model.names import Product
    from shotwright.model.request import Request


def route_page(
    route: Route,
    ways: Iterable[Making],
    rates: Iterable[Rate],
    example: str,
    requests: Sequence[Request],
) -> str:
    """Write a route's page in Markdown.

    Args:
        route: The route.
        ways: All ways to make a beat.
        rates: Every price of the catalog.
        example: A storyboard that is made on the route.
        requests: What makes its generations.
    """
    own = [way for way in ways if way.route == route.route]
    lines = [
        f"# `{route.route}`: {route.title}",
        "",
        f"Made from the catalog by `make docs`. {_sentence(route.how)}.",
        "",
        *_makes(route, own),
        *_access(route),
        *_limits(route),
        *_prices(route, rates),
        "## Sources",
        "",
        *(
            f"- {source.title} ({source.page_dated}, read {source.read_on}): <{source.url}>"
            for source in route.sources.values()
        ),
        "",
        *_example(example, requests),
    ]
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _makes(route: Route, ways: Iterable[Making]) -> Iterator[str]:
    yield "## What it makes"
    yield ""
    for way in ways:
        yield f"- **{way.name}**: for {way.for_}."
    if route.brief:
        yield "- It takes wishes, not settings. Exact lengths and cuts, engines and speeds, motion"
        yield "  prompts, resolution, several looks or voices, recordings and Enhance are lost."
        yield "  `shotwright check --route agent` says which ([ROUT006](../rules/ROUT006.md))."
    if not route.makes("shots"):
        yield "- No shots: a shot beat sent here is a finding that names the routes that make it."
    if route.last_day:
        yield f"- Its last day is {route.last_day.day}; instead, {route.last_day.instead}."
    yield ""


def _access(route: Route) -> Iterator[str]:
    if not route.access:
        return
    yield "## Who can use it"
    yield ""
    for note in route.access:
        title = route.sources[note.source].title
        yield f"- {_sentence(note.note)} ({note.confidence}: {title})."
    yield ""


def _limits(route: Route) -> Iterator[str]:
    yield "## Limits"
    yield ""
    yield "| limit | value | who says so |"
    yield "|---|---|---|"
    for name, value, limit in limits_of(route):
        quote = f': "{limit.quote}"' if limit.quote else ""
        title = route.sources[limit.source].title
        yield f"| {name} | {value} | {limit.confidence}, {title}{quote} |"
    for kind, files in route.files:
        size = f"{files.named}, at most {files.max_bytes // 1_000_000} MB"
        title = route.sources[files.source].title
        yield f"| {kind} file | {size} | {files.confidence}, {title} |"
    yield ""


def _products(route: Route) -> Iterator[Product]:
    if route.shots:
        yield "avatar_shots"
    if route.talk:
        engines: tuple[Product, ...] = ("avatar_iii", "avatar_iv", "avatar_v")
        yield from (engine for engine in engines if engine in route.talk.engines.values)
    if route.brief:
        yield "video_agent"


def _prices(route: Route, rates: Iterable[Rate]) -> Iterator[str]:
    wanted = set(_products(route))
    yield "## Prices"
    yield ""
    yield "| product | price | only for | cards | source |"
    yield "|---|---|---|---|---|"
    for rate in rates:
        if rate.product in wanted and rate.billing in route.billing and rate.cards != ("history",):
            limited = ", ".join((*rate.look_kinds, *rate.resolutions)) or "all"
            seen = rate.last_seen.isoformat() if rate.last_seen else "undated"
            cards = ", ".join(rate.cards)
            source = f"{rate.confidence}, {rate.source.title} ({seen})"
            yield f"| {rate.product} | {price_of(rate)} | {limited} | {cards} | {source} |"
    yield ""


def _example(example: str, requests: Sequence[Request]) -> Iterator[str]:
    yield from ("## Example", "", "This board", "", "```yaml", example.rstrip("\n"), "```", "")
    yield "comes to" if len(requests) == 1 else f"comes to {len(requests)} generations:"
    yield ""
    for request in requests:
        if request.sheet is None:
            body = json.dumps(request.body, ensure_ascii=False, indent=2)
            yield from (f"`{request.method} {request.path}`", "", "```json", body, "```", "")
        else:
            for number, step in enumerate(request.sheet, 1):
                pasted = f": `{step.paste}`" if step.paste is not None else ""
                yield f"{number}. {step.do}{pasted}"
            yield ""
