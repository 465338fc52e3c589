"""The answer of a fit: the changes, and what the board then comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shotwright.budget.bills import At
from shotwright.budget.offers import POINT, Offer
from shotwright.errors import Place
from shotwright.model.board import Board
from shotwright.model.estimate import Estimate
from shotwright.model.money import Amount, Purse
from shotwright.model.plan import Plan
from shotwright.model.table import html_of


@dataclass(frozen=True)
class Cut:
    """One change of the answer.

    Attributes:
        where: The place in the file, where the board was read from one.
        saves: What the bill rises by if this change alone is taken back, per purse; None where
            the board cannot be made without it.
    """

    offer: Offer
    where: Place | None
    saves: Mapping[Purse, Amount] | None

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        place = self.where
        saves = self.saves
        return {
            "where": None
            if place is None
            else {
                "file": place.file, "line": place.line, "column": place.column, "path": place.path,
            },
            "beat": self.offer.beat or None,
            "kind": self.offer.kind,
            "change": self.offer.change,
            "pain": self.offer.pain / POINT,
            "saves": saves and {name: each.plain() for name, each in saves.items()},
        }  # fmt: skip


@dataclass(frozen=True)
class Fit:
    """The answer.

    Attributes:
        fits: Whether the budget can be met; without, nothing is changed.
        proven: Whether no other set of the changes that are offered hurts less.
        changes: Those of the whole board first, then in story order.
        board: With the changes made.
        estimate: What one take of everything in `plan` costs.
        least_possible: The least that each purse can come to, with whatever changes; by `at`.
        at: Whether list prices were fitted, or those of takes until each is kept.
        average: What `at` expected prices the takes until each is kept come to.
        chance: The chance to stay within the budget, where a confidence was asked for.
        cap: With fewer takes: at most so many of each generation ...
        unkept: ... and how many generations then end without a keeper, on average.
    """

    fits: bool
    proven: bool
    budgets: Mapping[Purse, Amount]
    changes: tuple[Cut, ...]
    board: Board
    plan: Plan
    estimate: Estimate
    least_possible: Mapping[Purse, Amount]
    at: At
    average: Mapping[Purse, Amount] | None = None
    chance: float | None = None
    cap: int | None = None
    unkept: float | None = None

    def _repr_html_(self) -> str:
        """Show the changes and what each saves in a notebook."""
        rows = [
            {"beat": cut.offer.beat, "change": cut.offer.change,
             "saves": cut.saves and " and ".join(map(str, cut.saves.values()))}
            for cut in self.changes
        ]  # fmt: skip
        budget, least = (
            " and ".join(str(each) for each in amounts.values())
            for amounts in (self.budgets, self.least_possible)
        )
        met = "is met" if self.fits else "cannot be met"
        told = f"The budget of {budget} {met}; the least possible is {least}"
        return html_of(told, ("beat", "change", "saves"), rows)

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        found: dict[str, Any] = {
            "changes": [change.wire() for change in self.changes],
            "estimate": self.estimate.wire(),
            "least_possible": {name: each.plain() for name, each in self.least_possible.items()},
            "budget": {name: each.plain() for name, each in self.budgets.items()},
            "at": self.at,
            "fits": self.fits,
            "proven": self.proven,
        }
        if self.average is not None:
            found["average"] = {name: each.plain() for name, each in self.average.items()}
        if self.chance is not None:
            found["chance"] = round(self.chance, 4)
        if self.unkept is not None:
            found |= {"cap": self.cap, "unkept": round(self.unkept, 2)}
        return found
