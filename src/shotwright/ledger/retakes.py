"""Retakes: why a take is made again, what that lets change, and what takes taught."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from shotwright.budget import Reviewed
from shotwright.budget import reviewed as taught
from shotwright.errors import InputError
from shotwright.ledger.ledger import Ledger
from shotwright.model.plan import Plan
from shotwright.model.take import Take


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a take is made again.

    Attributes:
        changes: The keys of its request that may change; none where the same is made again.
    """

    code: str
    title: str
    changes: frozenset[str]


@lru_cache(maxsize=1)
def reasons() -> dict[str, Reason]:
    """List the reasons there are, by code."""
    text = files(__package__).joinpath("retakes.toml").read_text("utf-8")
    return {
        code: Reason(code, entry["title"], frozenset(entry["changes"]))
        for code, entry in tomllib.loads(text).items()
    }


def reason_of(code: str) -> Reason:
    """Find a reason by its code.

    Raises:
        InputError: There is none.
    """
    try:
        return reasons()[code]
    except KeyError:
        hint = "; ".join(f"{reason.code}: {reason.title}" for reason in reasons().values())
        raise InputError.of(f"{code!r} is no reason for a retake", hint) from None


@dataclass(frozen=True, slots=True)
class Retake:
    """A generation of a plan that is made again, as a changed request.

    Attributes:
        take: The take that was not kept.
        changed: The keys of the request that changed.
        beyond: Those of them that the reason does not speak of.
    """

    generation: str
    take: Take
    changed: tuple[str, ...]
    beyond: tuple[str, ...]

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        told = f"{self.generation} is made again for {self.take.reason}"
        if self.beyond:
            return f"{told}, but {', '.join(self.beyond)} changed as well"
        return f"{told}: {', '.join(self.changed)} changed"


def retakes(plan: Plan, ledger: Ledger) -> tuple[Retake, ...]:
    """List the generations of a plan that replace a take which was not kept, and what changed."""
    latest = {take.generation: take for take in ledger.takes() if take.board == plan.board}
    old = {made.fingerprint: made.request for p in ledger.plans() for made in p.generations}
    found = []
    for made in plan.generations:
        take = latest.get(made.id)
        if take is None or take.state != "retake" or take.fingerprint == made.fingerprint:
            continue
        before = old.get(take.fingerprint, {})
        changed = _changed(before, made.request)
        beyond = tuple(key for key in changed if key not in reason_of(take.reason).changes)
        found.append(Retake(made.id, take, changed, beyond))
    return tuple(found)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    keys = sorted(before.keys() | after.keys())
    return tuple(key for key in keys if before.get(key) != after.get(key))


def reviewed(ledger: Ledger) -> tuple[Reviewed, ...]:
    """Tell what was learnt from takes: those with a verdict, and those that failed."""
    return taught(ledger.takes(states={"keeper", "retake", "failed"}), ledger.plans())
