"""The ledger: what was approved, intended, sent and charged.

Every change is one transaction.  It reads the ledger's clock first, which locks out the others,
so that ceilings, slots and states are judged one change after another, on either database.

A transaction whose connection broke runs again, and finds what it did if that was kept.  Only then
may it take a row that it would have written for its own: `tried` says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from shotwright.ledger import statements as sql
from shotwright.ledger.database import PATIENCE, Database, Row, Transaction, connect
from shotwright.ledger.intent import Ceiling, Held, Intent
from shotwright.ledger.rows import approval_of, enter, hold, purse_of, scope_of, take_of, written
from shotwright.ledger.states import ENDED, FOLLOWS
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.plan import Plan
from shotwright.model.take import Approval, State, Take

LEASE = timedelta(minutes=3)
"""How long a worker may take to send one request; longer than any deadline of a sender."""

STEADY = timedelta(minutes=10)
"""By how much a clock may run behind the ledger's.  If it is more, one of them jumped, and the
machine's is believed: else a clock that was once wrong would stop all leases for good."""

MICROSECONDS = "%Y-%m-%dT%H:%M:%S.%fZ"


class Intended(NamedTuple):
    """A take that is in the ledger, and whether this worker wrote it there and may send it."""

    take: Take
    ours: bool


class Notice(NamedTuple):
    """An event that a webhook brought: its id, the job that it is about, and when it came."""

    id: str
    remote_id: str
    at: str


class _HeldError(Exception):
    """Undoes the transaction of an intent that is held."""

    def __init__(self, held: Held) -> None:
        self.held = held
        super().__init__()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that is open.

    Attributes:
        worker: Who writes: another for every process, also on other machines.
        clock: What tells the time; the ledger's own follows it, and evens out small steps back.
    """

    database: Database
    worker: str
    clock: Callable[[], datetime]

    @classmethod
    def at(
        cls,
        where: str,
        worker: str,
        clock: Callable[[], datetime],
        *,
        patience: float = PATIENCE,
    ) -> Ledger:
        """Open or make a ledger.

        Args:
            where: A path, or a URL that begins with `postgresql://`.
            worker: As the attribute.
            clock: As the attribute.
            patience: Seconds to wait for other workers, or for a server that does not answer.

        Raises:
            InputError: It is no ledger, or one of a newer version.
            ServiceError: It cannot be reached.
        """
        return cls(connect(where, patience=patience), worker, clock)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # Approvals

    def approve(self, approval: Approval, plan: Plan) -> None:
        """Write an approval down, with the plan it is for.  The same one twice is one."""

        def work(on: Transaction) -> None:
            self._now(on)
            document = plan.to_json()
            on.run(sql.ADD_PLAN, hash=plan.hash, board=plan.board, document=document,
                   at=approval.at)  # fmt: skip
            new = on.run(sql.ADD_APPROVAL, id=approval.id, plan_hash=plan.hash, board=plan.board,
                         takes=approval.takes, until=approval.until, at=approval.at)  # fmt: skip
            if not new:
                return
            for generation, quoted in approval.quotes.items():
                on.run(sql.ADD_QUOTE, approval=approval.id, generation=generation,
                       purse=quoted.highest.purse, listed=quoted.listed.micro,
                       highest=quoted.highest.micro)  # fmt: skip
            for purse, amount in approval.ceilings.items():
                on.run(sql.SET_CEILING, scope=scope_of(approval.id), purse=purse,
                       bound=amount.micro)  # fmt: skip

        self.database.within(work)

    def approvals(self, plan: Plan | None = None) -> tuple[Approval, ...]:
        """List approvals, of one plan or all, the latest first."""

        def work(on: Transaction) -> list[Approval]:
            plan_hash, board = (plan.hash, plan.board) if plan else ("", "")
            found = on.rows(sql.APPROVALS, plan_hash=plan_hash, board=board)
            return [approval_of(row, on) for row in found]

        return tuple(self.database.within(work))

    def plans(self) -> tuple[Plan, ...]:
        """List the plans that were approved, the oldest first."""
        rows = self.database.within(lambda on: on.rows(sql.PLANS))
        return tuple(Plan.model_validate_json(row["document"]) for row in rows)

    def allow_month(self, month: str, bounds: Mapping[Purse, Amount]) -> None:
        """Set what a month (`YYYY-MM`) may cost across all approvals, per purse that is bound."""

        def work(on: Transaction) -> None:
            self._now(on)
            scope = f"month {month}"
            for purse in PURSES:
                amount = bounds.get(purse)
                if amount is None:
                    on.run(sql.DROP_CEILING, scope=scope, purse=purse)
                    continue
                spent = on.rows(sql.HELD_IN_MONTH, month=month, purse=purse)[0]["micro"]
                on.run(sql.SET_MONTH, scope=scope, purse=purse, bound=amount.micro,
                       used=int(spent))  # fmt: skip

        self.database.within(work)

    def ceilings(self) -> tuple[Ceiling, ...]:
        """List every ceiling, and how much of it is used."""
        return tuple(
            Ceiling(row["scope"], row["purse"], unit(row["bound"]), unit(row["used"]))
            for row in self.database.within(lambda on: on.rows(sql.CEILINGS))
            for unit in (PURSES[purse_of(row)],)
        )

    # Takes

    def intend(self, intent: Intent, slots: int | None) -> Intended | Held:
        """Write a take down and reserve its money, all in one commit; then it may be sent.

        A take that is there already is returned as it is, and must not be sent again.

        Args:
            intent: What is going to be sent.
            slots: How many jobs the account may have at once; None where nobody counts.
        """
        tried = False

        def work(on: Transaction) -> Intended:
            nonlocal tried
            now = self._now(on)
            if known := on.rows(sql.TAKE, id=intent.id):
                # Where the connection broke after the commit, it is still ours.
                ours = tried and known[0]["worker"] == self.worker and known[0]["seq"] == 1
                return Intended(take_of(known[0]), ours)
            tried = True
            month = now[:7]
            for scope in (scope_of(intent.approval), f"month {month}"):
                self._reserve(on, intent, scope)
            if slots is not None:
                on.run(sql.ADD_SLOT, account=intent.account)
                if not on.run(sql.TAKE_SLOT, account=intent.account, bound=slots):
                    raise _HeldError(Held("slots", intent.reserved))
            on.run(sql.ADD_TAKE, **written(intent), month=month, at=now)
            on.run(sql.ADD_CURRENT, take=intent.id, slot=int(slots is not None),
                   worker=self.worker, until=later(now), at=now)  # fmt: skip
            self._event(on, intent.id, 1, now, "intended", "", "", "")
            enter(on, intent.id, 1, "reserve", intent.reserved, now)
            return Intended(take_of(on.rows(sql.TAKE, id=intent.id)[0]), ours=True)

        try:
            return self.database.within(work)
        except _HeldError as held:
            return held.held

    @staticmethod
    def _reserve(on: Transaction, intent: Intent, scope: str) -> None:
        amount = intent.reserved
        if on.run(sql.RESERVE, scope=scope, purse=amount.purse, micro=amount.micro):
            return
        rows = on.rows(sql.CEILING, scope=scope, purse=amount.purse)
        if not rows and scope.startswith("month"):
            return  # no bound was set for the month
        unit = type(amount)
        bound, used = (rows[0]["bound"], rows[0]["used"]) if rows else (0, 0)
        raise _HeldError(Held("ceiling", amount, scope, unit(bound), unit(used)))

    def advance(
        self,
        take: Take,
        state: State,
        *,
        remote_id: str | None = None,
        reason: str = "",
        file: str | None = None,
        lease: bool = False,
        release: bool = False,
    ) -> Take | None:
        """Move a take on, from where the caller saw it.

        Args:
            take: As the caller saw it.
            state: Where it goes.
            remote_id: What the service calls it; default: as it was.
            reason: Why it goes there.
            file: Where it was downloaded to; default: as it was.
            lease: Whether this worker is going to send it now.
            release: Whether it surely was not accepted, so that its money is free again.

        Returns:
            The take as it is then; None where somebody else moved it first.
        """
        if state not in FOLLOWS[take.state]:
            raise ValueError(f"{take.state} is not followed by {state}")
        tried = False
        reason = _clean(reason)

        def work(on: Transaction) -> Take | None:
            nonlocal tried
            now = self._now(on)
            row = on.rows(sql.TAKE, id=take.id)[0]
            if row["seq"] != take.seq:
                done = (row["seq"], row["state"], row["worker"])
                mine = tried and done == (take.seq + 1, state, self.worker)
                return take_of(row) if mine else None
            if lease and _in_hand(row, now):
                return None
            tried = True
            ended = state in ENDED
            on.run(sql.MOVE, take=take.id, state=state, reason=reason, worker=self.worker,
                   remote_id=row["remote_id"] if remote_id is None else remote_id,
                   file=row["file"] if file is None else file,
                   slot=0 if ended else row["slot"],
                   until=later(now) if lease else "", at=now)  # fmt: skip
            if ended and row["slot"]:
                on.run(sql.FREE_SLOT, account=take.account)
            if state == "completed" and row["charged"] is None:
                on.run(sql.CHARGED, take=take.id, charged=row["listed"], charge="computed")
            moved = on.rows(sql.TAKE, id=take.id)[0]
            self._event(on, take.id, moved["seq"], now, state, moved["remote_id"], reason,
                        moved["file"])  # fmt: skip
            if release:
                hold(on, row, moved["seq"], None, now)
            return take_of(on.rows(sql.TAKE, id=take.id)[0])

        return self.database.within(work)

    def settle(self, take: Take, amount: Amount) -> Take | None:
        """Write down what a take cost for sure: an invoice, a balance or a person says so.

        Returns:
            The take as it is then; None where somebody else moved it first.
        """
        if amount.purse != take.purse:
            raise ValueError(f"the take is paid in {take.purse}, not in {amount.purse}")
        if amount.micro < 0:
            raise ValueError(f"{amount} is no charge")
        tried = False

        def work(on: Transaction) -> Take | None:
            nonlocal tried
            now = self._now(on)
            row = on.rows(sql.TAKE, id=take.id)[0]
            if row["seq"] != take.seq:
                done = (row["seq"], row["charged"], row["charge"], row["worker"])
                mine = tried and done == (take.seq + 1, amount.micro, "confirmed", self.worker)
                return take_of(row) if mine else None
            tried = True
            self._stay(on, row, f"charged {amount}", now)
            on.run(sql.CHARGED, take=take.id, charged=amount.micro, charge="confirmed")
            hold(on, row, take.seq + 1, amount, now)
            return take_of(on.rows(sql.TAKE, id=take.id)[0])

        return self.database.within(work)

    def remark(self, take: Take, reason: str) -> Take | None:
        """Note something about a take that stays where it is.

        Returns:
            The take as it is then; None where somebody else moved it first.
        """

        def work(on: Transaction) -> Take | None:
            now = self._now(on)
            row = on.rows(sql.TAKE, id=take.id)[0]
            if row["seq"] != take.seq:
                return None
            self._stay(on, row, _clean(reason), now)
            return take_of(on.rows(sql.TAKE, id=take.id)[0])

        return self.database.within(work)

    def expire(self) -> int:
        """Mark as ambiguous what a worker was sending when it stopped; tell how many."""

        def work(on: Transaction) -> list[Take]:
            now = self._now(on)
            return [take_of(row) for row in on.rows(sql.STALE, now=now, latest=later(now))]

        stale = self.database.within(work)
        told = "its worker stopped before the answer was written down"
        return sum(self.advance(take, "ambiguous", reason=told) is not None for take in stale)

    def claim(self, take: Take) -> Take | None:
        """Take a take into hand, to send it: one that nobody is sending, or may have sent.

        Returns:
            The take as it is then; None where it is in another's hand, or was moved.
        """
        return self.advance(take, take.state, lease=True)

    def takes(
        self, plan: Plan | None = None, *, states: Collection[State] = ()
    ) -> tuple[Take, ...]:
        """List takes in the order they were intended: all, or those that are asked for.

        Takes of a plan are those of its generations, also when they were made for an older plan
        that had the same ones: they are paid for, and serve both.
        """
        board = plan.board if plan else ""
        rows = self.database.within(lambda on: on.rows(sql.TAKES, board=board))
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
        rows = self.database.within(lambda on: on.rows(sql.TAKES_BY_REMOTE, remote_id=remote_id))
        return tuple(take_of(row) for row in rows)

    def take(self, key: str) -> Take | None:
        """Find a take by its id or its tag."""
        rows = self.database.within(lambda on: on.rows(sql.TAKE_BY_NAME, name=key))
        return take_of(rows[0]) if rows else None

    def files(self) -> dict[str, str]:
        """List where takes were downloaded to, by their ids."""
        rows = self.database.within(lambda on: on.rows(sql.FILES))
        return {row["take"]: row["file"] for row in rows}

    def body(self, take: Take) -> tuple[str, str, dict[str, Any]] | None:
        """Read the method, the path and the exact body that this worker is going to send.

        Returns:
            What to send; None where too little is left of the lease, as on a machine that slept,
            or where somebody moved the take: then it must not be sent.
        """
        row = self.database.within(lambda on: on.rows(sql.BODY, id=take.id))[0]
        left = datetime.fromisoformat(row["until"] or take.at) - self.clock()
        if row["seq"] != take.seq or not LEASE * 2 / 3 <= left <= LEASE + STEADY:
            return None
        return row["method"], row["path"], json.loads(row["body"])

    def events(self, take: Take) -> tuple[Row, ...]:
        """List what happened to a take."""
        return tuple(self.database.within(lambda on: on.rows(sql.EVENTS, take=take.id)))

    def now(self) -> datetime:
        """Tell the ledger's time."""
        return datetime.fromisoformat(self.database.within(self._now))

    # What is known of the account and from the service

    def asset(self, account: str, sha256: str) -> str | None:
        """Find the id of content that was uploaded before."""
        rows = self.database.within(lambda on: on.rows(sql.ASSET, account=account, sha256=sha256))
        return rows[0]["asset_id"] if rows else None

    def keep_asset(self, account: str, sha256: str, asset_id: str) -> None:
        """Note the id of uploaded content."""

        def work(on: Transaction) -> None:
            on.run(sql.ADD_ASSET, account=account, sha256=sha256, asset_id=asset_id,
                   at=self._now(on))  # fmt: skip

        self.database.within(work)

    def notice(self, event_id: str, remote_id: str, document: str) -> bool:
        """Note what a webhook brought; False where it came before, under this id or another.

        Args:
            event_id: What the service calls the event.
            remote_id: The job that it is about, or empty.
            document: What was said; the same about the same job is the same event.
        """
        tried = False

        def work(on: Transaction) -> bool:
            nonlocal tried
            new = on.run(sql.ADD_NOTICE, id=event_id, remote_id=remote_id, document=document,
                         at=self._now(on))  # fmt: skip
            tried, before = True, tried
            return bool(new) or before

        return self.database.within(work)

    def noticed(self, since: str) -> tuple[Notice, ...]:
        """List the events that came at a time of the ledger's clock or after it, oldest first.

        Events of one moment may be written down at different times, so that whoever asks again
        must ask from the last moment, and may hear of an event twice.
        """
        rows = self.database.within(lambda on: on.rows(sql.NOTICED, since=since))
        return tuple(Notice(row["id"], row["remote_id"], row["at"]) for row in rows)

    # What every transaction does

    def _now(self, on: Transaction) -> str:
        """Read the clock, never a little earlier than was seen; locks out other writers."""
        now = self.clock().astimezone(UTC)
        soon = (now + STEADY).strftime(MICROSECONDS)
        return str(on.rows(sql.TICK, now=now.strftime(MICROSECONDS), soon=soon)[0]["at"])

    def _stay(self, on: Transaction, row: Row, told: str, now: str) -> None:
        """Add an event to a take that stays where it is."""
        on.run(sql.MOVE, take=row["id"], state=row["state"], reason=row["reason"],
               worker=self.worker, remote_id=row["remote_id"], file=row["file"],
               slot=row["slot"], until=row["until"], at=now)  # fmt: skip
        self._event(on, row["id"], row["seq"] + 1, now, row["state"], row["remote_id"], told,
                    row["file"])  # fmt: skip

    def _event(
        self,
        on: Transaction,
        take: str,
        seq: int,
        at: str,
        state: State,
        remote_id: str,
        reason: str,
        file: str,
    ) -> None:
        on.run(sql.ADD_EVENT, take=take, seq=seq, state=state, remote_id=remote_id,
               reason=reason, file=file, worker=self.worker, at=at)  # fmt: skip


def later(now: str) -> str:
    """Say when a lease runs out that is given now."""
    return (datetime.fromisoformat(now) + LEASE).strftime(MICROSECONDS)


def _in_hand(row: Row, now: str) -> bool:
    """Tell whether somebody is sending a take, or may have sent it before they stopped."""
    if row["state"] == "intended":
        return bool(row["until"])
    return bool(now <= row["until"] <= later(now))


def _clean(reason: str) -> str:
    """Leave out what no database keeps: a service may say anything."""
    return reason.encode("utf-8", "replace").decode().replace("\0", "")
