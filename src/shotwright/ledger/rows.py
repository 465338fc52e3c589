"""Rows and what they stand for: takes, approvals, and what a take holds of its ceilings."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from shotwright.ledger import statements as sql
from shotwright.ledger.database import Row, Transaction
from shotwright.ledger.intent import Intent
from shotwright.model.money import PURSES, Purse
from shotwright.model.take import Approval, Quoted, Take


def stamp(moment: datetime) -> str:
    """Write a time as the ledger keeps it, in UTC; such texts are in the order of their times."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def scope_of(approval: str) -> str:
    """Name the ceiling of an approval."""
    return f"approval {approval}"


def use(on: Transaction, take: Row, micro: int) -> dict[str, Row]:
    """Add to what is used of the ceilings over a take; give each by its scope, as it is then."""
    found = on.rows(sql.USE, approval=scope_of(take["approval"]), month=f"month {take['month']}",
                    purse=take["purse"], micro=micro)  # fmt: skip
    return {ceiling["scope"]: ceiling for ceiling in found}


def enter(on: Transaction, take: Row, kind: str, micro: int) -> None:
    """Add an entry of money to a take."""
    on.run(sql.ADD_ENTRY, **take, kind=kind, micro=micro)


def written(intent: Intent, at: str) -> dict[str, Any]:
    """Write an intent as a take that was just written down."""
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
        "held": intent.reserved.micro,
        "month": at[:7],
        "method": intent.method,
        "path": intent.path,
        "body": body,
        "digest": hashlib.sha256(body.encode()).hexdigest(),
        "seq": 1,
        "state": "intended",
        "remote_id": "",
        "reason": "",
        "file": "",
        "charged": None,
        "charge": None,
        "at": at,
        "changed": at,
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
