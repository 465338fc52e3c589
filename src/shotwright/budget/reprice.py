"""An old plan at other prices: what it was quoted at, what it costs now, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.estimate import Estimate, Line
from shotwright.model.money import Unknown
from shotwright.model.names import Card
from shotwright.model.plan import Plan
from shotwright.model.table import html_of


@dataclass(frozen=True)
class Shift:
    """A generation whose price, or what it rests on, is another one."""

    was: Line
    now: Line
    why: str

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "generation": self.now.generation,
            "purse": self.now.purse,
            "before": self.was.wire()["amount"],
            "after": self.now.wire()["amount"],
            "why": self.why,
        }


@dataclass(frozen=True)
class Repriced:
    """Two estimates of one plan.

    Attributes:
        was: On the plan's own card and day.
        now: On the card and the day asked for.
        shifts: The lines that differ.
    """

    was: Estimate
    now: Estimate
    shifts: tuple[Shift, ...]

    def _repr_html_(self) -> str:
        """Show the lines that differ in a notebook."""
        rows = [
            {"generation": each.now.generation, "was": each.was.amount, "now": each.now.amount,
             "why": each.why}
            for each in self.shifts
        ]  # fmt: skip
        return html_of("What costs another price now", ("generation", "was", "now", "why"), rows)

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: the estimate as it is now, what it was, and what changed."""
        return {
            **self.now.wire(),
            "was": self.was.wire(),
            "changes": [shift.wire() for shift in self.shifts],
        }


def reprice(
    plan: Plan,
    *,
    on: date,
    card: Card | None = None,
    own: Iterable[RateFile] = (),
    own_then: Iterable[RateFile] = (),
) -> Repriced:
    """Price a plan anew, beside what it was.

    Args:
        plan: As it was planned.
        on: The day to read prices for.
        card: The rate card; default: the plan's.
        own: The user's own rates as they are now, nearest first.
        own_then: Those that the plan was made with.
    """
    was, now = estimate(plan, own=own_then), estimate(plan, card=card, on=on, own=own)
    return Repriced(
        was,
        now,
        tuple(
            Shift(old, new, _why(old, new, was, now))
            for old, new in zip(was.lines, now.lines, strict=True)
            if (old.amount, old.between) != (new.amount, new.between) or _rate(old) != _rate(new)
        ),
    )


def _rate(line: Line) -> str:
    return line.source.rate if line.source else ""


def _why(old: Line, new: Line, was: Estimate, now: Estimate) -> str:
    """Say which price took the place of which, and how the sum is now."""
    place = f"{now.card} card" if was.card != now.card else f"price of {now.on}"
    if isinstance(new.amount, Unknown):
        return f"the {place} is not known: {new.amount.reason}"
    if isinstance(old.amount, Unknown) or old.source is None or new.source is None:
        return f"it had no price, and now is {new.arithmetic}"
    if old.source.rate == new.source.rate:
        return f"the same rate, {new.source.rate}, changed: {new.arithmetic}"
    same = "; the amount is the same" if old.amount == new.amount else ""
    return f"{_named(new)} in place of {_named(old)}: {new.arithmetic}{same}"


def _named(line: Line) -> str:
    assert line.source is not None  # noqa: S101 - only priced lines are named
    seen = f", seen {line.source.seen}" if line.source.seen else ""
    return f"{line.source.rate} ({line.source.confidence}{seen})"
