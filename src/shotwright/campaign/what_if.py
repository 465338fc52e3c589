"""What if: the same board on other terms, beside the plan as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Unpack, cast, get_args

from shotwright.campaign.quote import Terms
from shotwright.cost import estimate
from shotwright.errors import InputError
from shotwright.model.board import Board
from shotwright.model.estimate import Estimate
from shotwright.model.names import Billing, Card, Objective, RouteName
from shotwright.model.plan import NoPlan, Plan
from shotwright.planner import plan

CHOICES: Mapping[str, tuple[str, ...]] = {
    "route": get_args(RouteName),
    "shots": get_args(RouteName),
    "talk": get_args(RouteName),
    "billing": get_args(Billing),
    "objective": get_args(Objective),
    "card": get_args(Card),
}
"""What can be changed, and to what."""

AS_IT_IS = "as it is"


@dataclass(frozen=True)
class Alternative:
    """A board on some terms.

    Attributes:
        change: What differs, e.g. `shots=api,objective=fewest`.
        estimate: None where no plan can hold.
    """

    change: str
    plan: Plan | NoPlan
    estimate: Estimate | None

    def _repr_html_(self) -> str:
        """Show the plan, or why there is none, in a notebook."""
        shown = [self.plan, self.estimate] if self.estimate else [self.plan]
        tables = "".join(each._repr_html_() for each in shown)
        return f"<p>{escape(self.change)}</p>{tables}"

    @property
    def pad(self) -> float:
        """The seconds added to what was wished."""
        items = self.plan.items if isinstance(self.plan, Plan) else ()
        return round(sum((item.pad for item in items), 0.0), 3)

    def wire(self) -> dict[str, Any]:
        """Write the JSON form; without a plan, its clashes."""
        if isinstance(self.plan, NoPlan) or self.estimate is None:
            return {"change": self.change, "no_plan": self.plan.model_dump(mode="json")}
        return {
            "change": self.change,
            "items": len(self.plan.items),
            "generations": len(self.plan.generations),
            "pad": self.pad,
            "objective": self.plan.objective.model_dump(mode="json"),
            "totals": {purse: total.wire() for purse, total in self.estimate.totals.items()},
            "plan_hash": self.plan.hash,
        }


def what_if(
    board: Board, changes: Iterable[str], *, on: date, **terms: Unpack[Terms]
) -> tuple[Alternative, ...]:
    """Plan and price a board as it is, and with each of some changes.

    Args:
        board: A loaded board.
        changes: Each a list of terms such as `shots=api,objective=fewest`.
        on: The day for which routes and prices are read.
        **terms: As of `shotwright.plan`; a change lies over them.

    Raises:
        InputError: A change names no term, or no value of it.
    """
    terms["own"] = tuple(terms.get("own", ()))
    wanted = {AS_IT_IS: terms} | {change: _changed(terms, change) for change in changes}
    found = []
    for change, asked in wanted.items():
        planned = plan(board, on=on, **asked)
        priced = estimate(planned, own=terms["own"]) if isinstance(planned, Plan) else None
        found.append(Alternative(change, planned, priced))
    return tuple(found)


def _changed(terms: Terms, change: str) -> Terms:
    """Read one change, and lay it over the terms."""
    new: dict[str, Any] = dict(terms)
    for entry in change.split(","):
        key, _, value = (part.strip() for part in entry.partition("="))
        if key not in CHOICES:
            known = ", ".join(CHOICES)
            raise InputError.of(f"--what-if cannot change {key!r}", f"it can change {known}")
        if value not in CHOICES[key]:
            known = ", ".join(CHOICES[key])
            raise InputError.of(f"{key}={value} is not known", f"{key} can be {known}")
        for name in ("shots", "talk") if key == "route" else (key,):
            new[name] = value
    return cast("Terms", new)
