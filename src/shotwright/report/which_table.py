"""The ways to make each beat, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.campaign import Which


def which_list(found: Which) -> RenderableType:
    """Show every beat with the ways that can make it, the advised one marked, and why."""
    table = table_of(
        ("beat", "left"), ("kind", "left"), ("way", "left"), ("one take", "right"), ("", "left")
    )  # fmt: skip
    refusals: dict[str, list[str]] = {}
    for beat in found.beats:
        shown = (beat.beat, beat.kind)
        for option in beat.options:
            if option.cost is None:
                if option.plain:
                    continue
                refusals.setdefault(f"{option.way.name}: {option.why_not}", []).append(beat.beat)
                continue
            advised = option is beat.advised
            mark = Text("advised", style="green") if advised else ""
            table.add_row(*cells(*shown, option.way.name, option.cost.rounded(), mark))
            shown = ("", "")
        if beat.advised is None:
            table.add_row(*cells(*shown, Text("no way can make it", style="red"), "", ""))
    lines: list[RenderableType] = [table, Text()]
    totals = " and ".join(total.rounded() for total in found.totals.values())
    lines.append(Text(f"Advised, each beat made alone: {totals or 'nothing'}", style="bold"))
    lines += [Text(f"{name}: for {reason}", style="dim") for name, reason in found.reasons.items()]
    explore = found.explore
    cost = explore.cost.rounded() if explore.cost else f"no: {explore.why_not}"
    lines += [
        Text(f"To explore first: {explore.way.name}, the whole board as one brief: {cost}", "bold"),
        Text(f"{explore.way.name}: for {explore.way.for_}", style="dim"),
        Text(),
    ]
    lines += [
        Text(f"Not {reason} ({_some(beats)})", style="dim") for reason, beats in refusals.items()
    ]
    return Group(*lines)


def _some(beats: list[str]) -> str:
    """Name a few beats, and count the others."""
    named, more = beats[:3], len(beats) - 3
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
