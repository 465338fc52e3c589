"""Which state may follow which, and what that does to a take's slot and money."""

from __future__ import annotations

from shotwright.model.take import State

FOLLOWS: dict[State, frozenset[State]] = {
    # A refusal that only asks to wait leaves a take intended.
    "intended": frozenset({"intended", "sent", "ambiguous", "failed"}),
    "ambiguous": frozenset({"ambiguous", "sent", "needs_review"}),
    "needs_review": frozenset({"sent", "failed", "completed"}),
    "sent": frozenset({"running", "completed", "failed", "needs_review"}),
    "running": frozenset({"completed", "failed", "needs_review"}),
    "failed": frozenset(),
    "completed": frozenset({"downloaded", "keeper", "retake"}),
    "downloaded": frozenset({"keeper", "retake"}),
    "keeper": frozenset({"keeper", "retake"}),
    "retake": frozenset({"retake", "keeper"}),
}
"""Nothing leads out of `failed`: the next try is another take."""

ENDED: frozenset[State] = frozenset({"failed", "completed", "downloaded", "keeper", "retake"})
"""The service's job has ended, so its slot is free."""

ON_THE_WAY: frozenset[State] = frozenset({"sent", "running"})
"""The service has it, and has not said how it ended."""

AGAIN: frozenset[State] = frozenset({"failed", "retake"})
"""Another take may follow."""
