"""What became of each generation of a plan: shot, approved, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from shotwright.ledger.approval import covering
from shotwright.ledger.reading import Reading
from shotwright.ledger.states import AGAIN
from shotwright.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Standing:
    """The generations of a plan, by what the ledger says of them.

    Attributes:
        shot: There is a take that did not fail and was not turned down, or may yet turn out so.
        approved: An approval that holds covers them, and nothing was shot.
        free: Nothing is lost where they change.
    """

    shot: tuple[str, ...]
    approved: tuple[str, ...]
    free: tuple[str, ...]

    @property
    def pinned(self) -> frozenset[str]:
        """What an edit should leave as it is."""
        return frozenset((*self.shot, *self.approved))

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        shot, approved, free = len(self.shot), len(self.approved), len(self.free)
        return f"The ledger says: {shot:,} shot, {approved:,} approved, {free:,} free to change."

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {"shot": self.shot, "approved": self.approved, "free": self.free}


def standing(plan: Plan, ledger: Reading) -> Standing:
    """Tell what became of each generation of a plan, by the day of the ledger's clock."""
    takes = [take for take in ledger.takes(plan) if take.state not in AGAIN]
    taken = {(take.fingerprint, take.occurrence) for take in takes}
    approvals = [a for a in ledger.approvals(plan) if a.board == plan.board]
    today = ledger.clock().astimezone(UTC).date()
    found: dict[str, list[str]] = {"shot": [], "approved": [], "free": []}
    for made in plan.generations:
        if (made.fingerprint, made.occurrence) in taken:
            found["shot"].append(made.id)
        elif covering(approvals, made.id, today) is not None:
            found["approved"].append(made.id)
        else:
            found["free"].append(made.id)
    return Standing(tuple(found["shot"]), tuple(found["approved"]), tuple(found["free"]))
