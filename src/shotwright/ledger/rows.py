"""Rows and what they stand for: takes, approvals, and what a take holds of its ceilings."""

from __future__ import annotations

import hashlib
import json

from shotwright.ledger import statements as sql
from shotwright.ledger.database import Row, Transaction
from shotwright.ledger.intent import Intent
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.take import Approval, Quoted, Take


def scope_of(approval: str) -> str:
    """Name the ceiling of an approval."""
    return f"approval {approval}"


def hold(on: Transaction, row: Row, seq: int, charged: Amount | None, at: str) -> None:
    """Let a take hold what was charged, or nothing, in place of what it held."""
    unit = PURSES[purse_of(row)]
    held = int(on.rows(sql.HELD, take=row["id"])[0]["micro"])
    enter(on, row["id"], seq, "release", unit(-held), at)
    if charged is not None:
        enter(on, row["id"], seq, "charge", charged, at)
    change = (charged.micro if charged is not None else 0) - held
    for scope in (scope_of(row["approval"]), f"month {row['month']}"):
        on.run(sql.USE, scope=scope, purse=row["purse"], micro=change)


def enter(on: Transaction, take: str, seq: int, kind: str, amount: Amount, at: str) -> None:
    """Add an entry of money."""
    on.run(sql.ADD_ENTRY, take=take, seq=seq, kind=kind, purse=amount.purse,
           micro=amount.micro, at=at)  # fmt: skip


def written(intent: Intent) -> dict[str, object]:
    """Write an intent as the columns of its take."""
    made = intent.generation
    body = json.dumps(intent.tagged(), allow_nan=False)
    return {
        "id": intent.id,
        "tag": intent.tag,
        "approval": intent.approval,
        "plan_hash": intent.plan_hash,
        "board": intent.board,
        "account": intent.account,
        "sender": intent.sender,
        "generation": made.id,
        "items": json.dumps(made.items),
        "fingerprint": made.fingerprint,
        "occurrence": made.occurrence,
        "number": intent.number,
        "route": made.route,
        "product": made.product,
        "billing": made.billing,
        "purse": intent.reserved.purse,
        "listed": intent.listed.micro,
        "reserved": intent.reserved.micro,
        "method": intent.method,
        "path": intent.path,
        "body": body,
        "digest": hashlib.sha256(body.encode()).hexdigest(),
    }


def purse_of(row: Row) -> Purse:
    """Read which purse a row speaks of."""
    purse: Purse = row["purse"]
    return purse


def approval_of(row: Row, on: Transaction) -> Approval:
    """Read an approval, with its quotes and ceilings."""
    quotes = {
        quote["generation"]: Quoted(unit(quote["listed"]), unit(quote["highest"]))
        for quote in on.rows(sql.QUOTES, approval=row["id"])
        for unit in (PURSES[purse_of(quote)],)
    }
    bounds = on.rows(sql.CEILINGS_OF, scope=scope_of(row["id"]))
    return Approval(
        id=row["id"],
        plan_hash=row["plan_hash"],
        board=row["board"],
        ceilings={purse_of(bound): PURSES[purse_of(bound)](bound["bound"]) for bound in bounds},
        quotes=quotes,
        takes=row["takes"],
        until=row["until"],
        at=row["at"],
        withdrawn=row["withdrawn"],
    )


_COPIED = (
    "id", "tag", "approval", "plan_hash", "board", "account", "sender", "generation",
    "fingerprint", "occurrence", "number", "route", "product", "billing", "purse", "charge",
    "state", "remote_id", "reason", "file", "at", "changed", "seq",
)  # fmt: skip


def take_of(row: Row) -> Take:
    """Read a take."""
    unit = PURSES[purse_of(row)]
    return Take(
        **{name: row[name] for name in _COPIED},
        items=tuple(json.loads(row["items"])),
        reserved=unit(row["reserved"]),
        held=unit(int(row["held"])),
        charged=None if row["charged"] is None else unit(row["charged"]),
    )
