"""What a forecast says, for a page: its money in words, and two figures of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shotwright.model.money import MICRO, Amount, Purse, Total, Unknown
from shotwright.report.figures import distribution_figure, tornado_figure

if TYPE_CHECKING:
    from shotwright.budget import Forecast
    from shotwright.budget import Money as Reckoned

ODDS = {"p50": "half of the time", "p80": "4 times in 5", "p95": "19 times in 20"}
"""What percentiles mean to people who do not know the word."""

DAYS = 2
"""What takes longer is told in days, not in hours."""

WIDTH = 360
"""Of a figure, in pixels: half a page, or a telephone's screen."""


@dataclass(frozen=True)
class Outlook:
    """What one purse pays until every generation has its keeper.

    Attributes:
        name: As a head of a column.
        rows: Amounts by their odds.
        dearest: At the dearest readings of disputed prices, 4 times in 5; empty without disputes.
        mean: On average.
        spread, moved: Figures as SVG; empty where there is nothing to draw.
    """

    name: str
    rows: tuple[tuple[str, str], ...]
    dearest: str
    mean: str
    spread: str
    moved: str


def outlook_of(forecast: Forecast) -> tuple[Outlook, ...]:
    """Write a forecast's money for people, one entry a purse."""
    return tuple(_outlook(purse, money) for purse, money in forecast.money.items())


def pace_of(forecast: Forecast) -> str:
    """Say how many takes that is, and how long they take; nothing where it is not known."""
    few, many = (forecast.takes[name] for name in ("p50", "p95"))
    if isinstance(few, Unknown) or isinstance(many, Unknown):
        return ""
    short, long = (forecast.hours[name] for name in ("p50", "p95"))
    time = f"{short:,.1f} to {long:,.1f} hours"
    if short > DAYS * 24:
        time = f"{short / 24:,.0f} to {long / 24:,.0f} days"
    return (
        f"{few:,.0f} takes half of the time and {many:,.0f} at the far end, rendered and reviewed"
        f" in {time},"
    )


def _outlook(purse: Purse, money: Reckoned) -> Outlook:
    return Outlook(
        "dollars" if purse == "usd" else purse,
        tuple((odds, _shown(getattr(money, name), money)) for name, odds in ODDS.items()),
        "" if money.highest is None else _shown(money.highest, money),
        _shown(money.mean, money),
        spread_figure(money),
        swings_figure(money),
    )


def _shown(amount: Amount | Unknown, money: Reckoned) -> str:
    if isinstance(amount, Unknown):
        return str(amount)
    return Total(_whole(amount), money.missing).rounded()


def spread_figure(money: Reckoned, *, width: int = WIDTH) -> str:
    """Draw how likely each total is, as SVG; nothing where there is but one."""
    marks = {
        f"{odds} ≤": _whole(amount)
        for name, odds in ODDS.items()
        if isinstance(amount := getattr(money, name), Amount)
    }
    if len(money.spread) < 2:  # noqa: PLR2004 - one amount has no spread
        return ""
    title = "The taller, the likelier"
    return distribution_figure(title, money.spread, marks, width=width)


def swings_figure(money: Reckoned, *, width: int = WIDTH) -> str:
    """Draw what would move a forecast most, as SVG; nothing where all is sure."""
    if not money.swings or not isinstance(money.p80, Amount):
        return ""
    swings = [
        swing._replace(low=_whole(swing.low), high=_whole(swing.high)) for swing in money.swings
    ]
    return tornado_figure("4 times in 5 it is at most", _whole(money.p80), swings, width=width)


def about(amount: Amount) -> str:
    """Write an amount that is no price: whole credits, dollars and cents."""
    return _whole(amount).rounded()


def _whole(amount: Amount) -> Amount:
    """Round credits up to whole ones."""
    if amount.purse == "usd":
        return amount
    return type(amount)(-(-amount.micro // MICRO) * MICRO)
