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
        changes: The keys of its request that may change, `*` for all; none where the same is made
            again.
    """

    code: str
    title: str
    changes: frozenset[str]

    def allows(self, key: str) -> bool:
        """Tell whether a key of the request may change."""
        return key in self.changes or "*" in self.changes


@lru_cache(maxsize=1)
def reasons() -> dict[str, Reason]:
    """List the reasons there are, by code."""
    text = files(__package__).joinpath("retakes.toml").read_text("utf-8")
    return {
        code: Reason(code, entry["title"], frozenset(entry["changes"]))
        for code, entry in tomllib.loads(text).items()
    }


def reason_of(code: str) -> Reason:
    """Find a reason by its code, or what several that are joined by `+` allow together.

    Raises:
        InputError: There is none.
    """
    try:
        found = [reasons()[one] for one in code.split("+")]
    except KeyError:
        hint = "; ".join(f"{reason.code}: {reason.title}" for reason in reasons().values())
        raise InputError.of(f"{code!r} is no reason for a retake", hint) from None
    changes = frozenset[str]().union(*(reason.changes for reason in found))
    return Reason(code, "; ".join(reason.title for reason in found), changes)


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

    @property
    def refusal(self) -> str:
        """Say why it may not be sent as it is, and what to do; empty where it may."""
        if not self.beyond:
            return ""
        more = [_allowing(key) for key in self.beyond]
        code = "+".join(dict.fromkeys([self.take.reason, *more]))
        return f"{self}; take that back, or review it with --retake {self.generation}:{code}"


def retakes(plan: Plan, ledger: Ledger) -> tuple[Retake, ...]:
    """List the generations of a plan that replace a take which was not kept, and what changed."""
    latest = {take.generation: take for take in ledger.takes() if take.board == plan.board}
    again = [
        (made, take)
        for made in plan.generations
        for take in (latest.get(made.id),)
        if take and take.state == "retake" and take.fingerprint != made.fingerprint
    ]
    old: dict[str, dict[str, Any]] = {}
    if again:
        old = {made.fingerprint: made.request for p in ledger.plans() for made in p.generations}
    found = []
    for made, take in again:
        changed = _changed(old.get(take.fingerprint, {}), made.request)
        reason = reason_of(take.reason)
        beyond = tuple(key for key in changed if not reason.allows(key))
        found.append(Retake(made.id, take, changed, beyond))
    return tuple(found)


def _allowing(key: str) -> str:
    """Find a reason that lets a key change; one lets all."""
    return next(reason.code for reason in reasons().values() if reason.allows(key))


def _changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    keys = sorted(before.keys() | after.keys())
    return tuple(key for key in keys if before.get(key) != after.get(key))


def reviewed(ledger: Ledger) -> tuple[Reviewed, ...]:
    """Tell what was learnt from takes: those with a verdict, and those that failed."""
    return taught(ledger.takes(states={"keeper", "retake", "failed"}), ledger.plans())
