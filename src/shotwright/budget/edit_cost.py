"""What an edit costs: which generations of an older plan still serve, and which are to be made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.estimate import totals_of
from shotwright.model.money import Amount, Purse, Total
from shotwright.model.plan import Plan
from shotwright.model.table import html_of


@dataclass(frozen=True)
class EditCost:
    """Two plans of one board, generation by generation.

    Attributes:
        kept: What both make: ids of the new plan.
        made: What only the new one makes.
        dropped: What only the old one made: its ids.
        totals: One take of everything that is to be made, per purse.
    """

    kept: tuple[str, ...]
    made: tuple[str, ...]
    dropped: tuple[str, ...]
    totals: dict[Purse, Total[Amount]]

    def _repr_html_(self) -> str:
        """Show in a notebook what becomes of the generations."""
        parts = (("made", self.made), ("kept", self.kept), ("no longer made", self.dropped))
        totals = " + ".join(map(str, self.totals.values())) or "nothing"
        rows = [{"what": what, "generations": ", ".join(own)} for what, own in parts]
        return html_of(f"The edit costs {totals}", ("what", "generations"), rows)

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "kept": list(self.kept),
            "made": list(self.made),
            "dropped": list(self.dropped),
            "totals": {purse: total.wire() for purse, total in self.totals.items()},
        }


def edit_cost(old: Plan, new: Plan, *, own: Iterable[RateFile] = ()) -> EditCost:
    """Tell what a new plan makes that an old one did not; equal generations are counted.

    Args:
        old: As it was planned before.
        new: As it is planned now.
        own: The user's own rates, which win.
    """
    before = {(made.fingerprint, made.occurrence): made.id for made in old.generations}
    now = {(made.fingerprint, made.occurrence): made.id for made in new.generations}
    made = tuple(ident for key, ident in now.items() if key not in before)
    lines = [line for line in estimate(new, own=own).lines if line.generation in set(made)]
    return EditCost(
        kept=tuple(ident for key, ident in now.items() if key in before),
        made=made,
        dropped=tuple(ident for key, ident in before.items() if key not in now),
        totals=totals_of(lines),
    )
