"""A forecast for a terminal: percentiles of money, takes and time, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from shotwright.model.money import Amount, Unknown
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.budget import Driver, Forecast, Learnt, Money, Week

NAMED = 3
"""Generations that are named; the others are counted."""


def forecast_table(forecast: Forecast) -> RenderableType:
    """Show what a plan costs, and how long it takes, until every generation has its keeper."""
    table = table_of(
        ("until all is kept", "left"), ("P50", "right"), ("P80", "right"),
        ("P95", "right"), ("mean", "right"),
    )  # fmt: skip
    for purse, money in forecast.money.items():
        name = f"{purse}, at least" if money.missing else purse
        shown = (_amount(value) for value in (money.p50, money.p80, money.p95, money.mean))
        table.add_row(*cells(name, *shown))
    names = ("p50", "p80", "p95", "mean")
    table.add_row(*cells("takes", *(_number(forecast.takes[name], 0) for name in names)))
    table.add_row(*cells("hours", *(_number(forecast.hours[name], 1) for name in names[:3]), ""))
    rows: list[RenderableType] = [table, Text()]
    for money in forecast.money.values():
        rows += _beside(money)
    if forecast.unkept is not None:
        rows.append(Text(f"Left without a keeper, on average: {forecast.unkept:.1f}", "yellow"))
    rows += [_learnt(learnt) for learnt in forecast.learnt]
    if forecast.weeks:
        rows += [Text(), _weeks(forecast.weeks)]
    if forecast.drivers:
        rows += [Text(), _drivers(forecast.drivers)]
    for money in forecast.money.values():
        if money.swings:
            rows += [Text(), _swings(money)]
    for advice in forecast.advice:
        told = f"It pays: {advice.text}. Saves {advice.saves.rounded()} on average."
        rows += [Text(), Text(told, "green")]
    rows += [Text(), Text("Assumed:", style="dim")]
    rows += [Padding(Text(f"- {text}", "dim"), (0, 0, 0, 2)) for text in forecast.assumptions]
    return Group(*rows)


def _amount(amount: Amount | Unknown) -> str:
    return "unknown" if isinstance(amount, Unknown) else amount.rounded()


def _number(value: float | Unknown, places: int) -> str:
    return "unknown" if isinstance(value, Unknown) else f"{value:,.{places}f}"


def _beside(money: Money) -> Iterator[Text]:
    """Write what stands beside the percentiles of one purse."""
    for reason in money.missing:
        yield Text(f"Not counted: {reason}", style="yellow")
    if isinstance(money.mean, Unknown):
        yield Text(f"Mean: {money.mean}", style="yellow")
    if money.highest is not None:
        yield Text(f"P80 at the highest reading of prices: {_amount(money.highest)}", "yellow")
    if money.budget is not None and money.within is not None:
        most = "at most " if money.missing else ""
        line = Text(f"Chance to stay within {money.budget.rounded()}: ", style="bold")
        yield line.append(f"{most}{money.within:.0%}", style="bold green")


def _learnt(learnt: Learnt) -> Text:
    """Write what is believed of a keeper rate, before and after."""
    prior = learnt.prior
    text = f"Keeper rate of {learnt.kind}: {prior.base}"
    if prior.worth is None:
        return Text(f"{text}, taken as known")
    text += f" assumed, worth {prior.worth} takes"
    seen = learnt.keepers + learnt.retakes
    if seen:
        text += f"; now {learnt.mean:.2f}, as {learnt.keepers} of {seen} takes were kept"
    if learnt.failed:
        text += f"; {learnt.failed} failed, not counted"
    return Text(text)


def _weeks(weeks: tuple[Week, ...]) -> RenderableType:
    table = table_of(("by the end of week", "right"), ("P50", "left"), ("P80", "left"),
                     ("P95", "left"))  # fmt: skip
    for week in weeks:
        table.add_row(*cells(week.number, *(_paid(week, name) for name in ("p50", "p80", "p95"))))
    return table


def _paid(week: Week, name: str) -> str:
    return " and ".join(amounts[name].rounded() for amounts in week.spent.values())


def _swings(money: Money) -> RenderableType:
    table = table_of(("the P80 is from", "right"), ("to", "right"), ("by", "fold"))
    for swing in sorted(money.swings, key=lambda s: s.low.micro - s.high.micro):
        table.add_row(*cells(swing.low.rounded(), swing.high.rounded(), swing.name))
    return table


def _drivers(drivers: tuple[Driver, ...]) -> RenderableType:
    table = table_of(("the P95 is lower by", "right"), ("without", "fold"))
    for driver in drivers:
        named, more = driver.generations[:NAMED], len(driver.generations) - NAMED
        text = ", ".join(named) + (f" and {more} more" if more > 0 else "")
        table.add_row(*cells(driver.amount.rounded(), text))
    return table
