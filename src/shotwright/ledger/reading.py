"""Reading the ledger: approvals, ceilings, takes, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from shotwright.ledger import statements as sql
from shotwright.ledger.database import Database, Row, Transaction
from shotwright.ledger.intent import Ceiling
from shotwright.ledger.rows import approval_of, purse_of, stamp, take_of
from shotwright.model.money import PURSES
from shotwright.model.plan import Plan
from shotwright.model.take import Approval, State, Take

LEASE = timedelta(minutes=3)
"""How long a worker may take to send one request; longer than any deadline of a sender."""

STEADY = timedelta(minutes=10)
"""By how much a clock may run behind the ledger's.  If it is more, one of them jumped, and the
machine's is believed: else a clock that was once wrong would stop all leases for good."""


class Notice(NamedTuple):
    """An event that a webhook brought: its id, the job that it is about, and when it came."""

    id: str
    remote_id: str
    at: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A ledger that is open, to be read.

    Attributes:
        worker: Who writes: another for every process, also on other machines.
        clock: What tells the time; the ledger's own follows it, and evens out small steps back.
    """

    database: Database
    worker: str
    clock: Callable[[], datetime]

    def approvals(self, plan: Plan | None = None) -> tuple[Approval, ...]:
        """List approvals, of one plan or all, the latest first."""

        def work(on: Transaction) -> list[Approval]:
            plan_hash, board = (plan.hash, plan.board) if plan else ("", "")
            found = on.rows(sql.APPROVALS, plan_hash=plan_hash, board=board)
            return [approval_of(row, on) for row in found]

        return tuple(self.database.within(work))

    def plans(self) -> tuple[Plan, ...]:
        """List the plans that were approved, the oldest first."""
        rows = self.database.rows(sql.PLANS)
        return tuple(Plan.model_validate_json(row["document"]) for row in rows)

    def ceilings(self) -> tuple[Ceiling, ...]:
        """List every ceiling, and how much of it is used."""
        return tuple(
            Ceiling(row["scope"], row["purse"], unit(row["bound"]), unit(row["used"]))
            for row in self.database.rows(sql.CEILINGS)
            for unit in (PURSES[purse_of(row)],)
        )

    def takes(
        self, plan: Plan | None = None, *, states: Collection[State] = ()
    ) -> tuple[Take, ...]:
        """List takes in the order they were intended: all, or those that are asked for.

        Takes of a plan are those of its generations, also when they were made for an older plan
        that had the same ones: they are paid for, and serve both.
        """
        board = plan.board if plan else ""
        rows = self.database.rows(sql.TAKES, board=board)
        wanted = plan and {(made.fingerprint, made.occurrence) for made in plan.generations}
        found = (take_of(row) for row in rows)
        return tuple(
            take
            for take in found
            if (not states or take.state in states)
            and (wanted is None or (take.fingerprint, take.occurrence) in wanted)
        )

    def takes_of(self, remote_id: str) -> tuple[Take, ...]:
        """List the takes that a service's id belongs to: one, where all went well."""
        rows = self.database.rows(sql.TAKES_BY_REMOTE, remote_id=remote_id)
        return tuple(take_of(row) for row in rows)

    def take(self, key: str) -> Take | None:
        """Find a take by its id or its tag."""
        rows = self.database.rows(sql.TAKE_BY_NAME, name=key)
        return take_of(rows[0]) if rows else None

    def files(self) -> dict[str, str]:
        """List where takes were downloaded to, by their ids."""
        rows = self.database.rows(sql.FILES)
        return {row["take"]: row["file"] for row in rows}

    def body(self, take: Take) -> tuple[str, str, dict[str, Any]] | None:
        """Read the method, the path and the exact body that this worker is going to send.

        Returns:
            What to send; None where too little is left of the lease, as on a machine that slept,
            or where somebody moved the take: then it must not be sent.
        """
        row = self.database.rows(sql.BODY, id=take.id)[0]
        left = datetime.fromisoformat(row["until"] or take.at) - self.clock()
        if row["seq"] != take.seq or not LEASE * 2 / 3 <= left <= LEASE + STEADY:
            return None
        return row["method"], row["path"], json.loads(row["body"])

    def events(self, take: Take) -> tuple[Row, ...]:
        """List what happened to a take."""
        return tuple(self.database.rows(sql.EVENTS, take=take.id))

    def now(self) -> datetime:
        """Tell the ledger's time."""
        return datetime.fromisoformat(self.database.within(self._now))

    def asset(self, account: str, sha256: str) -> str | None:
        """Find the id of content that was uploaded before, and not forgotten since."""
        rows = self.database.rows(sql.ASSET, account=account, sha256=sha256)
        return (rows[0]["asset_id"] or None) if rows else None

    def asset_gone(self, account: str, sha256: str) -> str:
        """Tell when it was seen that the id of content is not known any more; else empty."""
        rows = self.database.rows(sql.ASSET, account=account, sha256=sha256)
        return rows[0]["at"] if rows and not rows[0]["asset_id"] else ""

    def noticed(self, since: str) -> tuple[Notice, ...]:
        """List the events that came at a time of the ledger's clock or after it, oldest first.

        Events of one moment may be written down at different times, so that whoever asks again
        must ask from the last moment, and may hear of an event twice.
        """
        rows = self.database.rows(sql.NOTICED, since=since)
        return tuple(Notice(row["id"], row["remote_id"], row["at"]) for row in rows)

    def withdrawn(self, approval: str) -> bool:
        """Tell whether an approval was withdrawn."""
        rows = self.database.rows(sql.WITHDRAWN, approval=approval)
        return bool(rows)

    def latest(self) -> str:
        """Tell when anything was last written down of a take, by the clock of who wrote it."""
        rows = self.database.rows(sql.LATEST)
        return str(rows[0]["at"])

    def _now(self, on: Transaction) -> str:
        """Read the clock, never a little earlier than was seen; locks out other writers."""
        now = self.clock()
        return str(on.rows(sql.TICK, now=stamp(now), soon=stamp(now + STEADY))[0]["at"])


def later(now: str) -> str:
    """Say when a lease runs out that is given now."""
    return stamp(datetime.fromisoformat(now) + LEASE)
