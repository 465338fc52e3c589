"""Two plans side by side: what is added, removed and changed, and what that is in money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.estimate import Line, totals_of
from shotwright.model.money import PURSES, Amount, Purse, Total, Unknown
from shotwright.model.names import Card
from shotwright.model.plan import Generation, Item, Plan
from shotwright.model.seconds import number
from shotwright.model.table import html_of

_WATCHED = (
    "seconds", "billed_seconds", "prompt", "script", "motion", "audio", "voice", "looks", "source",
    "engine", "language", "references", "aspect", "resolution", "over",
)  # fmt: skip
"""What of an item is told when it differs, in this order."""

_LONG = frozenset({"prompt", "script", "motion", "audio", "over"})
"""What is told as different, without both texts."""


@dataclass(frozen=True)
class Made:
    """A generation of one plan, its items, and its price."""

    generation: Generation
    items: tuple[Item, ...]
    line: Line

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What is the same in two plans where the very same is made."""
        made = self.generation
        return made.fingerprint, made.occurrence, made.route, made.billing

    @property
    def beats(self) -> tuple[str, ...]:
        """The beats in it, each once."""
        return tuple(dict.fromkeys(part.beat for item in self.items for part in item.parts))

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        line = self.line.wire()
        return {key: line[key] for key in ("generation", "items", "product", "purse", "amount")} | {
            "seconds": _length(self.items)
        }


@dataclass(frozen=True)
class Changed:
    """A generation that both plans have, each its own way."""

    before: Made
    after: Made
    changes: tuple[str, ...]

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "generation": self.after.generation.id,
            "was": self.before.generation.id,
            "changes": list(self.changes),
            "before": self.before.wire(),
            "after": self.after.wire(),
        }


@dataclass(frozen=True)
class Diff:
    """What one plan makes that another does not, both at the same prices.

    Attributes:
        card, on: The rate card, and the day it is read for.
        kept: How many generations are the very same.
        before, after: One take of everything, per purse.
    """

    card: str
    on: str
    kept: int
    added: tuple[Made, ...]
    removed: tuple[Made, ...]
    changed: tuple[Changed, ...]
    before: Mapping[Purse, Total[Amount]]
    after: Mapping[Purse, Total[Amount]]

    def _repr_html_(self) -> str:
        """Show in a notebook what differs."""
        sides = [
            *((made.generation.id, "removed", made.line.amount, None) for made in self.removed),
            *((made.generation.id, "added", None, made.line.amount) for made in self.added),
            *((entry.after.generation.id, ", ".join(entry.changes), entry.before.line.amount,
               entry.after.line.amount) for entry in self.changed),
        ]  # fmt: skip
        heads = ("generation", "what", "before", "after")
        rows = [dict(zip(heads, each, strict=True)) for each in sides]
        return html_of(f"What differs; {self.kept} the same", heads, rows)

    @property
    def change(self) -> dict[Purse, Amount | Unknown]:
        """What it costs more, or less where negative; unknown where a price of it is.

        What is kept costs the same, known or not; a range is reckoned at its most.
        """
        more = (*self.added, *(entry.after for entry in self.changed))
        less = (*self.removed, *(entry.before for entry in self.changed))
        new, old = (totals_of(made.line for made in side) for side in (more, less))
        found: dict[Purse, Amount | Unknown] = {}
        for purse, unit in PURSES.items():
            if purse in self.before or purse in self.after:
                totals = [side[purse] for side in (new, old) if purse in side]
                missing = [reason for total in totals for reason in total.missing]
                micro = new[purse].high.micro if purse in new else 0
                micro -= old[purse].high.micro if purse in old else 0
                found[purse] = (
                    Unknown("; ".join(dict.fromkeys(missing))) if missing else unit(micro)
                )
        return found

    def over(self, bounds: Iterable[Amount]) -> tuple[Purse, ...]:
        """Tell in which purses it costs more than is allowed; what is unknown may."""
        change = self.change
        return tuple(
            bound.purse
            for bound in bounds
            if bound.purse in change and _exceeds(change[bound.purse], bound)
        )

    def wire(self) -> dict[str, Any]:
        """Write the JSON form; an unknown change is `{"unknown": reason}`."""
        return {
            "card": self.card,
            "on": self.on,
            "kept": self.kept,
            "added": [made.wire() for made in self.added],
            "removed": [made.wire() for made in self.removed],
            "changed": [entry.wire() for entry in self.changed],
            "totals": {
                "before": {purse: total.wire() for purse, total in self.before.items()},
                "after": {purse: total.wire() for purse, total in self.after.items()},
                "change": {
                    purse: {"unknown": amount.reason}
                    if isinstance(amount, Unknown)
                    else amount.plain()
                    for purse, amount in self.change.items()
                },
            },
        }


def _exceeds(change: Amount | Unknown, bound: Amount) -> bool:
    return isinstance(change, Unknown) or change.micro > bound.micro


def diff(
    before: Plan,
    after: Plan,
    *,
    card: Card | None = None,
    on: date | None = None,
    own: Iterable[RateFile] = (),
) -> Diff:
    """Tell what a plan adds, removes and changes; both are priced alike.

    Generations are the same when their requests and ways are; changed when they keep their name,
    or else share a beat.

    Args:
        before: The old plan.
        after: The new plan.
        card: The rate card of both; default: the new plan's.
        on: The day it is read for; default: the new plan's.
        own: The user's own rates, which win.
    """
    card, on, own = card or after.card, on or date.fromisoformat(after.on), tuple(own)
    old_price, new_price = (estimate(side, card=card, on=on, own=own) for side in (before, after))
    old = _made(before, old_price.lines)
    new = _made(after, new_price.lines)
    same = {made.key for made in old} & {made.key for made in new}
    gone = [made for made in old if made.key not in same]
    come = [made for made in new if made.key not in same]
    pairs = dict(_pairs(gone, come))
    return Diff(
        card=card,
        on=on.isoformat(),
        kept=len(same),
        added=tuple(made for n, made in enumerate(come) if n not in pairs),
        removed=tuple(made for n, made in enumerate(gone) if n not in pairs.values()),
        changed=tuple(
            Changed(gone[pairs[n]], made, tuple(_changes(gone[pairs[n]], made)))
            for n, made in enumerate(come)
            if n in pairs
        ),
        before=old_price.totals,
        after=new_price.totals,
    )


def _made(plan: Plan, lines: tuple[Line, ...]) -> list[Made]:
    items = {item.id: item for item in plan.items}
    return [
        Made(made, tuple(items[name] for name in made.items), line)
        for made, line in zip(plan.generations, lines, strict=True)
    ]


def _pairs(old: list[Made], new: list[Made]) -> Iterator[tuple[int, int]]:
    """Pair what is left of two plans, new with old: by name, else by the first beat shared."""
    names = {made.generation.id: n for n, made in enumerate(old)}
    taken = {names[made.generation.id] for made in new if made.generation.id in names}
    by_beat: dict[str, list[int]] = {}
    for n, made in enumerate(old):
        for beat in made.beats:
            by_beat.setdefault(beat, []).append(n)
    for n, made in enumerate(new):
        found = names.get(made.generation.id)
        if found is None:
            sharing = (m for beat in made.beats for m in by_beat.get(beat, ()) if m not in taken)
            found = next(sharing, None)
        if found is not None:
            taken.add(found)
            yield n, found


def _changes(old: Made, new: Made) -> Iterator[str]:
    """Say in words what differs, the ways first."""
    for name in ("route", "billing", "product"):
        was, now = getattr(old.generation, name), getattr(new.generation, name)
        if was != now:
            yield f"{name} {was} to {now}"
    if old.beats != new.beats:
        yield f"beats {', '.join(old.beats)} to {', '.join(new.beats)}"
    was, now = (_length(side.items) for side in (old, new))
    if was != now:
        yield f"{_seconds(was)} to {_seconds(now)}"
    told = set()
    for one, other in zip(old.items, new.items, strict=False):
        for name in _WATCHED:
            was, now = getattr(one, name), getattr(other, name)
            if was != now and name not in told and not name.endswith("seconds"):
                told.add(name)
                yield name if name in _LONG else f"{name} {_text(was)} to {_text(now)}"


def _length(items: Iterable[Item]) -> int | float | None:
    """Sum the planned lengths; None where one is not known."""
    total = 0
    for item in items:
        if item.seconds is None:
            return None
        total += round(item.seconds * 1000)
    return number(total)


def _seconds(length: float | None) -> str:
    return "an unknown length" if length is None else f"{length} s"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
