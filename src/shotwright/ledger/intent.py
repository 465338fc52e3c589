"""What is written down of a take before it is sent, why it may not be, and what it cost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from shotwright.model.money import Amount, Purse
from shotwright.model.plan import Generation
from shotwright.model.take import Take

TAG_DIGITS = 12
"""Hex digits of a key that stand in the title: 2^48, so that none is met twice."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One take that is going to be sent.

    Attributes:
        account: Who pays, by a name that a new API key does not change.
        number: Which take of the generation, from 1.
        listed: What it costs by the card; `reserved` is its highest reading.
        body: The exact body, without the tag in its title.
    """

    approval: str
    plan_hash: str
    board: str
    account: str
    sender: str
    generation: Generation
    number: int
    listed: Amount
    reserved: Amount
    method: str
    path: str
    body: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The idempotency key: the same take has the same key, wherever it is sent from."""
        made = self.generation
        return key_of(self.account, self.board, made.fingerprint, made.occurrence, self.number)

    @property
    def tag(self) -> str:
        """What tells this take among all titles of the account."""
        return tag_of(self.id)

    def tagged(self) -> dict[str, Any]:
        """Write the body with the tag in its title, where it has one."""
        if "title" not in self.body:
            return dict(self.body)
        return {**self.body, "title": f"{self.body['title']} [{self.tag}]"}


def key_of(account: str, board: str, fingerprint: str, occurrence: int, number: int) -> str:
    """Hash what makes a take the same take; 64 hex digits."""
    what = (account, board, fingerprint, occurrence, number)
    return hashlib.sha256(repr(what).encode()).hexdigest()


def tag_of(key: str) -> str:
    """Shorten a key to the tag in the title."""
    return f"sw:{key[:TAG_DIGITS]}"


@dataclass(frozen=True, slots=True)
class Held:
    """Why a take may not be intended now.

    Attributes:
        why: `ceiling` where it would spend more than is allowed; `withdrawn` where its approval
            was; `slots` where the account has as many jobs as it may, so that it is worth waiting.
        scope: `approval ID` or `month YYYY-MM`, of a ceiling or what was withdrawn.
    """

    why: Literal["ceiling", "withdrawn", "slots"]
    wanted: Amount
    scope: str = ""
    bound: Amount | None = None
    used: Amount | None = None

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        if self.why == "slots":
            return "the account has as many jobs at once as it may"
        if self.why == "withdrawn":
            return f"{self.scope} was withdrawn"
        return f"{self.wanted} would pass the ceiling of {self.scope}: {self.used} of {self.bound}"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How much of a bound is used: what is reserved, and what was charged for sure."""

    scope: str
    purse: Purse
    bound: Amount
    used: Amount

    def wire(self) -> dict[str, str]:
        """Write the JSON form."""
        return {
            "scope": self.scope,
            "purse": self.purse,
            "bound": self.bound.plain(),
            "used": self.used.plain(),
        }


class Charge(NamedTuple):
    """What a take cost for sure, and what says so: that stands in its history."""

    take: Take
    amount: Amount
    by: str = ""
