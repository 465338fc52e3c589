"""What a sender is: a few calls, outcomes as values, and honesty about what it can.

A sender takes a request to a service and says what became of it.  It decides nothing: whether
to send, to wait, to look again or to ask a person is decided by what uses it, from the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from shotwright.model.money import Amount, Purse
from shotwright.model.names import Billing, RouteName


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a sender can do; whoever says more than is true loses or pays twice.

    Attributes:
        routes: The routes whose requests it takes.
        billing: Who pays for what it sends.
        replays_keys: For how long the service answers the same key with the same answer, and
            makes nothing new; None where it does not.
        finds_by_tag: Whether `find` looks through all that the service has.
        follows: Whether `status` can say what became of a job.
        slots: How many jobs the account may have at once; None where nobody counts.
        types: What the service calls types of bodies that have another name with us; the body is
            written down with its name, and goes out as it was written.
    """

    routes: frozenset[RouteName]
    billing: frozenset[Billing]
    replays_keys: timedelta | None = None
    finds_by_tag: bool = False
    follows: bool = False
    slots: int | None = None
    types: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be submitted.

    Attributes:
        key: The take's id, for the header `Idempotency-Key`; 1 to 64 characters of a-z, 0-9.
        tag: What `find` looks for; it stands in the title already, where there is one.
        body: The exact body; assets are uploaded, titles are tagged.
        sheet: Of the web route, what a person has to do, instead of a body.
    """

    key: str
    tag: str
    generation: str
    route: RouteName
    method: str
    path: str
    body: Mapping[str, Any]
    sheet: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The service took the job; it is paid for."""

    remote_id: str


Stop = Literal["take", "wait", "run"]
"""What a refusal ends: this take for good; nothing, so wait and try again; the whole run."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The service surely did not take the job; nothing was paid.

    Attributes:
        reason: For people: what the service said, its code and its request id.
        stop: What it ends.
        after: Seconds to wait, where the service said so.
        asset_gone: Whether an uploaded file is not there any more, so that it has to go up again.
    """

    reason: str
    stop: Stop
    after: float | None = None
    asset_gone: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody knows whether the service took the job: the answer never came, or cannot be read."""

    reason: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A person has it now, and will record what came of it."""


Outcome = Accepted | Refused | Lost | Handed

Progress = Literal["waiting", "running", "completed", "failed", "unknown", "gone"]
"""How far a job is; `unknown` could not be learnt now, `gone` is not known to the service."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the service says of a job.

    Attributes:
        url: Where the finished video is, for a while.
        seconds: Its length, where the service says so.
        reason: Why it failed, or why nothing could be learnt.
        title: As the service has it, or empty.
    """

    progress: Progress
    url: str = ""
    seconds: float | None = None
    reason: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Who pays.

    Attributes:
        name: Stable over keys: of one account, all keys give one name.
        billing: Who pays for what this key sends, where the service says so.
        balance: What is left, per purse that the service tells.
    """

    name: str
    billing: Billing | None = None
    balance: Mapping[Purse, Amount] = field(default_factory=dict)


@runtime_checkable
class Sender(Protocol):
    """Takes jobs to a service.  Its calls may run in several threads at once.

    Every call ends within a deadline of its own.  `submit` raises nothing that concerns the
    service: its outcome is a value.  The others raise `ServiceError` where nothing can be learnt.
    """

    name: str
    abilities: Abilities

    def account(self) -> Account:
        """Ask who pays, and what is left."""
        ...

    def look_up(self, jobs: Sequence[Job]) -> Sequence[str]:
        """Look at what the jobs need before money is spent: looks, consent, voices.

        Returns:
            What is wrong, one line each; empty where all is well.
        """
        ...

    def upload(self, path: Path, key: str) -> str:
        """Upload a file, once per key, and return the service's asset id."""
        ...

    def submit(self, job: Job) -> Outcome:
        """Submit a job: once, without trying again."""
        ...

    def find(self, tag: str) -> Sequence[str]:
        """List the ids of all jobs whose title holds the tag, through every page."""
        ...

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Ask how far jobs are; an answer for each.

        Of several at once, only the progress is sure to be told; of one alone, all there is.
        """
        ...

    def download(self, url: str, to: Path) -> None:
        """Fetch a finished video into a file, going on with what is there of it."""
        ...
