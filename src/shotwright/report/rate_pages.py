"""Prices one by one: all that is known of one, why a job has its price, what cards differ in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.catalog import STALE_DAYS, Fact, MotionFactor, Rate
from shotwright.model.money import Unknown
from shotwright.report.catalog_tables import price_of
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.catalog import Note
    from shotwright.cost import Difference, Explained
    from shotwright.model.money import Amount


def rate_page(entry: Rate | MotionFactor | Fact, on: date) -> RenderableType:
    """Show all that is known of a price: what it is, who says so, and how old that is."""
    table = table_of(("", "left"), ("", "fold"))
    table.show_header = False
    values = entry.model_dump(mode="json", exclude_defaults=True, exclude={"source", "also"})
    for name, value in values.items():
        table.add_row(*cells(name.replace("_", " "), _value(value)))
    for sighting in (entry.source, *entry.also):
        seen = sighting.seen.isoformat() if sighting.seen else "undated"
        table.add_row(*cells("source", f"{sighting.title} ({seen}) {sighting.url}".strip()))
    rows: list[RenderableType] = [table]
    dates = [sighting.seen for sighting in (entry.source, *entry.also) if sighting.seen]
    if not dates:
        rows += ["", Text("No source has a date: look it up before you spend.", "yellow")]
    elif (age := (on - max(dates)).days) >= 0:
        stale = age > STALE_DAYS
        advice = ": look it up before you spend" if stale else ""
        rows += ["", Text(f"Last seen {age} days ago{advice}.", "yellow" if stale else "dim")]
    return Group(*rows)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return " ".join(f"{key} {_value(inner)}" for key, inner in value.items())
    return str(value)


def explain_table(found: Explained) -> RenderableType:
    """Show what a job costs, which rate decides, and what each card reads."""
    job = found.job
    motion = ", with a motion prompt" if job.motion else ""
    head = f"{job.product}, {job.billing}, {job.look_kind}, {job.resolution}{motion}"
    rows: list[RenderableType] = [Text(head, style="bold")]
    if isinstance(found.charge, Unknown):
        rows.append(Text(str(found.charge), style="yellow"))
    else:
        rows.append(Text(found.charge.arithmetic, style="bold green"))
    rows.append(Text(f"Card {found.card}, read for {found.on}.", style="dim"))
    table = table_of(("rate", "fold"), ("price", "left"), ("", "fold"))
    for candidate in found.candidates:
        style = "bold" if candidate.verdict == "decides" else ""
        rate = candidate.rate
        table.add_row(*cells(Text(rate.id, style), price_of(rate), Text(candidate.verdict, style)))
    cards = table_of(("card", "left"), ("reads", "fold"))
    for name, charge in found.cards.items():
        told = "no price" if isinstance(charge, Unknown) else charge.arithmetic
        cards.add_row(*cells(name, told))
    return Group(*rows, "", table, "", cards)


def differences_table(found: Iterable[Difference], seconds: float) -> RenderableType:
    """Show which prices differ, and what a render of some length costs at each."""
    table = table_of(
        ("product", "left"), ("only for", "fold"), ("before", "left"), ("after", "left"),
        (f"{seconds:g} s", "left"),
    )  # fmt: skip
    for entry in found:
        kinds = "/".join(entry.looks).replace("digital_twin/photo/public", "")
        kinds = kinds.replace("digital_twin/public", "twin").replace("digital_twin", "twin")
        only = " ".join([kinds, *entry.resolutions]).replace("720p 1080p 4k", "").strip()
        table.add_row(
            *cells(
                f"{entry.product} {entry.billing}", only, _price(entry.before), _price(entry.after),
                f"{_amount(entry.was)} to {_amount(entry.now)}",
            )
        )  # fmt: skip
    return table if table.row_count else Text("No price differs.")


def _price(rate: Rate | None) -> str:
    return price_of(rate) if rate else "none"


def _amount(amount: Amount | None) -> str:
    return amount.rounded() if amount else "none"


def notes_list(notes: Sequence[Note]) -> RenderableType:
    """Show what is odd about a file of prices."""
    return Group(*(Text(f"{note.where}: {note.message}", style="yellow") for note in notes))
