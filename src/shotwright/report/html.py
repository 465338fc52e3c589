"""The report: one HTML file that needs nothing else, for people who never saw the tool.

It loads nothing: no script, no font, no picture; its policy forbids all of them.  Light and dark,
narrow and wide, on paper.  What the user wrote is text and never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from shotwright.catalog import STALE_DAYS, routes
from shotwright.model.estimate import Estimate
from shotwright.model.finding import Finding
from shotwright.model.plan import Plan
from shotwright.report.answers import (
    SURENESS,
    counts_of,
    money_of,
    proofs_of,
)
from shotwright.report.cards import cards_of, usual_picture
from shotwright.report.outlook import outlook_of, pace_of
from shotwright.report.timeline import clock, kind_of, prices_of, timeline_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from shotwright.budget import Forecast
    from shotwright.cost import Cover
    from shotwright.model.board import Board

TEMPLATES = Path(__file__).with_name("templates")

ALIKE = 2**12
"""Values of rows that are remembered: labels, names and prices come again and again."""

OPENING = "<!doctype html>\n<!-- a report of shotwright -->"
"""How every report begins."""


@cache
def _environment() -> Environment:
    from jinja2 import (  # noqa: PLC0415 - tables do without it
        Environment,
        FileSystemLoader,
        StrictUndefined,
    )
    from markupsafe import Markup, escape  # noqa: PLC0415 - likewise

    escaped = lru_cache(maxsize=ALIKE, typed=True)(escape)

    def rows(values: Iterable[tuple[str, ...]], row: str) -> Markup:
        """Fill a row of markup with values, again and again: for what there is much of."""
        return Markup("".join([row % tuple(map(escaped, each)) for each in values]))  # noqa: S704

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["clock"] = clock
    environment.filters["kind"] = kind_of
    environment.filters["rows"] = rows
    environment.filters["share"] = lambda part, whole: f"{part / whole * 100:.2f}%"
    environment.filters["percent"] = lambda chance: f"{Decimal(chance) * 100:.0f} %"
    environment.filters["s"] = lambda number, word: f"{number:,} {word}{'s' * (number != 1)}"
    return environment


def report_page(
    plan: Plan,
    estimate: Estimate,
    *,
    board: Board | None = None,
    findings: Iterable[Finding] | None = None,
    forecast: Forecast | None = None,
    covers: Iterable[Cover] = (),
) -> str:
    """Write the report of a plan: the same bytes for the same input.

    Args:
        plan: What will be made.
        estimate: What one take of everything costs.
        board: What it was planned from: brings the title, names, and the clauses of prompts.
        findings: What the rules noticed; None where nobody asked them.
        forecast: What it costs until every shot is good.
        covers: What its credits are to subscribers.
    """
    noticed = None if findings is None else tuple(findings)
    prices = prices_of(plan, estimate)
    cards = cards_of(plan, estimate, prices, board, noticed or ())
    anchors = {card.item.id: card.anchor for card in cards}
    anchors |= {line.generation: anchors[line.items[0]] for line in estimate.lines}
    told = {finding for card in cards for finding in card.findings}
    used, other = proofs_of(estimate)
    known = [item.seconds for item in plan.items if item.seconds is not None and not item.over]
    page = _environment().get_template("report.html.j2").render(
        opening=OPENING,
        title=board.title if board else plan.board,
        plan=plan,
        estimate=estimate,
        board=board,
        cards=cards,
        picture=usual_picture(plan),
        scenes=[(scene, list(own)) for scene, own in groupby(cards, lambda c: c.item.scene)],
        timeline=timeline_of(plan, prices),
        anchors=anchors,
        lines=_lines(plan, estimate, anchors, prices),
        whole=clock(round(sum(known), 1)),
        unmeasured=[item.id for item in plan.items if item.seconds is None],
        money=money_of(plan, estimate),
        sureness=SURENESS,
        findings=noticed,
        counts=counts_of(noticed or ()),
        elsewhere=[finding for finding in noticed or () if finding not in told],
        proofs=used,
        others=other,
        oldest=max((proof.days for proof in used if proof.days is not None), default=None),
        stale_days=STALE_DAYS,
        routes={route.route: route.title for route in routes()},
        forecast=forecast.wire() if forecast else None,
        outlook=outlook_of(forecast) if forecast else (),
        pace=pace_of(forecast) if forecast else "",
        covers=sorted(covers, key=lambda cover: cover.worth),
    )  # fmt: skip
    return page if page.endswith("\n") else f"{page}\n"


def _lines(
    plan: Plan, estimate: Estimate, anchors: Mapping[str, str], prices: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Write the rows of the price of one take of everything."""
    made = {made.id: made for made in plan.generations}
    return [
        (anchors[line.generation], line.generation, made[line.generation].route,
         line.arithmetic, line.certainty, prices[line.items[0]])
        for line in estimate.lines
    ]  # fmt: skip
