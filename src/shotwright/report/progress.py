"""Takes on their way, for a terminal that is drawn again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.model.take import STATES, State, Take, Takes
from shotwright.report.layout import cells, table_of
from shotwright.report.takes import STYLES

_MOVING = frozenset[State]({"intended", "sent", "running", "ambiguous"})
_FIRST = {state: n for n, state in enumerate(("running", "sent", "ambiguous", "needs_review"))}


def progress_table(takes: Sequence[Take], now: datetime, most: int) -> RenderableType:
    """Show where takes stand, how long they have been on their way, and their money.

    Args:
        takes: In story order.
        now: With its time zone.
        most: Lines there is room for; what is on its way comes first.
    """
    table = table_of(
        ("generation", "left"), ("take", "right"), ("state", "left"), ("time", "right"),
        ("money", "right"), ("file or reason", "fold"),
    )  # fmt: skip
    # One line for the headings, one for the sums.
    room = max(1, most - 2)
    shown = sorted(takes, key=lambda take: _FIRST.get(take.state, len(_FIRST)))[:room]
    for take in takes:
        if take in shown:
            table.add_row(
                *cells(
                    take.generation, take.number, Text(take.state, STYLES.get(take.state, "")),
                    elapsed(take, now), _money(take), take.file or take.reason,
                )
            )  # fmt: skip
    return Group(table, Text(_sums(takes, len(takes) - len(shown)), style="bold"))


def elapsed(take: Take, now: datetime) -> str:
    """Write how long a take was on its way, `3:07`, until now or until it ended."""
    until = now if take.state in _MOVING else datetime.fromisoformat(take.changed)
    seconds = max(timedelta(0), until - datetime.fromisoformat(take.at)) // timedelta(seconds=1)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _money(take: Take) -> str:
    if take.charged is None:
        return f"up to {take.held.rounded()}"
    return f"{'about ' if take.charge == 'computed' else ''}{take.charged.rounded()}"


def _sums(takes: Sequence[Take], hidden: int) -> str:
    states = Counter(take.state for take in takes)
    counts = [f"{states[state]:,} {state}" for state in STATES if states[state]]
    held = [f"{total.rounded()} held" for total in Takes(tuple(takes)).held.values()]
    more = [f"{hidden:,} not shown"] if hidden else []
    return ", ".join([*counts, *held, *more])
