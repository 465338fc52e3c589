"""The ledger: what was approved, intended, sent and charged.

Every change is one transaction.  It reads the ledger's clock first, which locks out the others,
so that ceilings, slots and states are judged one change after another, on either database.

A transaction whose connection broke runs again, and finds what it did if that was kept.  Only then
may it take a row that it would have written for its own: `tried` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shotwright.ledger import statements as sql
from shotwright.ledger.approval import anew
from shotwright.ledger.database import PATIENCE, Row, Transaction, connect
from shotwright.ledger.intent import Charge, Held, Intent
from shotwright.ledger.reading import Reading, later
from shotwright.ledger.rows import enter, scope_of, take_of, use, written
from shotwright.ledger.states import ENDED, FOLLOWS
from shotwright.model.money import MICRO, MOST, PURSES, Amount, Purse
from shotwright.model.plan import Plan
from shotwright.model.take import Approval, State, Take


class Intended(NamedTuple):
    """A take that is in the ledger, and whether this worker wrote it there and may send it."""

    take: Take
    ours: bool


_Change = Callable[[Row, str], Mapping[str, object] | None]


class _HeldError(Exception):
    """Undoes the transaction of an intent that is held."""

    def __init__(self, held: Held) -> None:
        self.held = held
        super().__init__()


@dataclass(frozen=True, slots=True)
class Ledger(Reading):
    """A ledger that is open."""

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

    def approve(self, given: Approval, plan: Plan) -> Approval:
        """Write an approval down, with the plan it is for.  The same one twice is one.

        Returns:
            The approval as it is written: terms that were withdrawn have another id.
        """

        def work(on: Transaction) -> Approval:
            self._now(on)
            approval = given
            while on.rows(sql.WITHDRAWN, approval=approval.id):
                approval = anew(approval)
            document = plan.to_json()
            on.run(sql.ADD_PLAN, hash=plan.hash, board=plan.board, document=document,
                   at=approval.at)  # fmt: skip
            new = on.run(sql.ADD_APPROVAL, id=approval.id, plan_hash=plan.hash, board=plan.board,
                         takes=approval.takes, until=approval.until, at=approval.at)  # fmt: skip
            if not new:
                return approval
            for generation, quoted in approval.quotes.items():
                on.run(sql.ADD_QUOTE, approval=approval.id, generation=generation,
                       purse=quoted.highest.purse, listed=quoted.listed.micro,
                       highest=quoted.highest.micro)  # fmt: skip
            for purse, amount in approval.ceilings.items():
                on.run(sql.SET_CEILING, scope=scope_of(approval.id), purse=purse,
                       bound=amount.micro)  # fmt: skip
            return approval

        return self.database.within(work)

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
            row = written(intent, now)
            row |= {"worker": self.worker, "until": later(now), "slot": int(slots is not None)}
            if known := on.rows(sql.TAKE, id=row["id"]):
                # Where the connection broke after the commit, it is still ours.
                ours = tried and known[0]["worker"] == self.worker and known[0]["seq"] == 1
                return Intended(take_of(known[0]), ours)
            if on.rows(sql.WITHDRAWN, approval=intent.approval):
                scope = scope_of(intent.approval)
                raise _HeldError(Held("withdrawn", intent.reserved, scope))
            tried = True
            self._reserve(on, intent, row)
            if slots is not None:
                (slot,) = on.rows(sql.TAKE_SLOT, account=intent.account)
                if slot["used"] > slots:
                    raise _HeldError(Held("slots", intent.reserved))
            on.run(sql.ADD_TAKE, **row)
            on.run(sql.ADD_CURRENT, **row)
            on.run(sql.ADD_EVENT, **row, told="")
            enter(on, row, "reserve", row["reserved"])
            return Intended(take_of(row), ours=True)

        try:
            return self.database.within(work)
        except _HeldError as held:
            return held.held

    @staticmethod
    def _reserve(on: Transaction, intent: Intent, row: Row) -> None:
        """Let a take hold its money: its approval must have a ceiling, and none may be passed."""
        amount, unit = intent.reserved, type(intent.reserved)
        ceilings = use(on, row, amount.micro)
        mine = scope_of(intent.approval)
        if mine not in ceilings:
            raise _HeldError(Held("ceiling", amount, mine, unit(0), unit(0)))
        for scope, found in sorted(ceilings.items()):
            if found["used"] > found["bound"]:
                used = unit(found["used"] - amount.micro)
                raise _HeldError(Held("ceiling", amount, scope, unit(found["bound"]), used))

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
        reason = _clean(reason)

        def change(row: Row, now: str) -> dict[str, object] | None:
            if lease and _in_hand(row, now):
                return None
            new: dict[str, object] = {
                "state": state,
                "reason": reason,
                "until": later(now) if lease else "",
            }
            if remote_id is not None:
                new["remote_id"] = remote_id
            if file is not None:
                new["file"] = file
            if state in ENDED:
                new["slot"] = 0
            if state == "completed" and row["charged"] is None:
                new |= {"charged": row["listed"], "charge": "computed"}
            if release:
                new["held"] = 0
            return new

        return self._move(take, reason, change)

    def settle(self, take: Take, amount: Amount, *, by: str = "") -> Take | None:
        """Write down what a take cost for sure: an invoice, a balance or a person says so.

        Args:
            take: As the caller saw it.
            amount: What it cost.
            by: What says so; it stands in the take's history.

        Returns:
            The take as it is then; None where somebody else moved it first.
        """
        (after,) = self.settle_all([Charge(take, amount, by)])
        return after

    def settle_all(self, charges: Iterable[Charge]) -> list[Take | None]:
        """Settle many takes in one commit: all of them, or none.

        Returns:
            As `settle` of each.
        """
        moves = [self._moving(take, *_charged(take, amount, by)) for take, amount, by in charges]
        return self.database.within(lambda on: [move(on) for move in moves])

    def remark(self, take: Take, reason: str) -> Take | None:
        """Note something about a take that stays where it is.

        Returns:
            The take as it is then; None where somebody else moved it first.
        """
        return self._move(take, _clean(reason), lambda _, __: {})

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

    # What is known of the account and from the service

    def keep_asset(self, account: str, sha256: str, asset_id: str) -> None:
        """Note the id of uploaded content."""

        def work(on: Transaction) -> None:
            on.run(sql.ADD_ASSET, account=account, sha256=sha256, asset_id=asset_id,
                   at=self._now(on))  # fmt: skip

        self.database.within(work)

    def forget_asset(self, account: str, asset_id: str) -> None:
        """Note that the service does not know an asset's id any more; its content goes up again."""

        def work(on: Transaction) -> None:
            on.run(sql.FORGET_ASSET, account=account, asset_id=asset_id, at=self._now(on))

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

    def withdraw(self, approval: str) -> None:
        """Let nothing more be intended under an approval.

        What is reserved or was sent under it stays.  An approval withdrawn twice is as once.
        """

        def work(on: Transaction) -> None:
            on.run(sql.WITHDRAW, approval=approval, worker=self.worker, at=self._now(on))

        self.database.within(work)

    def _move(self, take: Take, told: str, change: _Change) -> Take | None:
        return self.database.within(self._moving(take, told, change))

    def _moving(
        self, take: Take, told: str, change: _Change
    ) -> Callable[[Transaction], Take | None]:
        """Make the work that gives a take another event, from where the caller saw it.

        Args:
            take: As the caller saw it.
            told: What the event says.
            change: Gives the columns that become others, by the row and the time now; None where
                the take must stay as it is.
        """
        tried: Row | None = None

        def work(on: Transaction) -> Take | None:
            nonlocal tried
            now = self._now(on)
            (before,) = on.rows(sql.TAKE, id=take.id)
            if before["seq"] != take.seq:
                return take_of(before) if before == tried else None
            new = change(before, now)
            if new is None:
                return None
            after = {**before, **new, "seq": take.seq + 1, "worker": self.worker, "changed": now}
            tried = after
            on.run(sql.MOVE, **after)
            on.run(sql.ADD_EVENT, **after, told=told)
            if before["slot"] and not after["slot"]:
                on.run(sql.FREE_SLOT, account=take.account)
            if "held" in new:
                held = int(before["held"])
                enter(on, after, "release", -held)
                if "charged" in new:
                    enter(on, after, "charge", after["held"])
                use(on, after, after["held"] - held)
            return take_of(after)

        return work


def _charged(take: Take, amount: Amount, by: str) -> tuple[str, _Change]:
    """Say what is told of a take that cost so much for sure, and what changes of it."""
    if amount.purse != take.purse:
        raise ValueError(f"the take is paid in {take.purse}, not in {amount.purse}")
    if not 0 <= amount.micro <= MOST * MICRO:
        raise ValueError(f"{amount} is no charge")
    new = {"charged": amount.micro, "charge": "confirmed", "held": amount.micro}
    return _clean(f"charged {amount}{by and f': {by}'}"), lambda _, __: new


def _in_hand(row: Row, now: str) -> bool:
    """Tell whether somebody is sending a take, or may have sent it before they stopped."""
    if row["state"] == "intended":
        return bool(row["until"])
    return bool(now <= row["until"] <= later(now))


def _clean(reason: str) -> str:
    """Leave out what no database keeps: a service may say anything."""
    return reason.encode("utf-8", "replace").decode().replace("\0", "")
