"""A take: one paid try at a generation, and the approval that allows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from shotwright.model.money import PURSES, Amount, Purse, Total, total
from shotwright.model.names import Billing, Product, RouteName
from shotwright.model.table import Column, Row, frame_of, html_of

State = Literal[
    "intended",
    "sent",
    "ambiguous",
    "needs_review",
    "running",
    "failed",
    "completed",
    "downloaded",
    "keeper",
    "retake",
]
"""Where a take stands.

intended: written down, its money reserved, not yet answered.  sent: accepted by the service.
ambiguous: nobody knows whether it was accepted.  needs_review: a person has to find out.
The rest says itself; keeper and retake are a person's verdict.
"""

STATES: tuple[State, ...] = get_args(State)

Charge = Literal["computed", "confirmed"]
"""How a charge is known: by the rate card, or by an invoice, a balance or a person."""


@dataclass(frozen=True, slots=True)
class Take:
    """One try at a generation, as the ledger knows it.

    Attributes:
        id: The idempotency key: a hash of account, board, fingerprint, occurrence and number.
        tag: Short and unique; it stands in the title, so that a lost answer can be found again.
        number: Which try of this generation, from 1.
        reserved: What was set aside for it: the highest current reading of its price.
        held: What it holds of its ceilings now: what is reserved, or what was charged for sure.
        charged: What it cost, None where nobody knows; `charge` says how it is known.
        remote_id: What the service calls it, or empty.
        reason: Why it stands where it stands: an error, or the code of a retake.
        file: Where it was downloaded to, or empty.
        at: When it was intended, ISO 8601 in UTC; `changed` is its last event.
        seq: The number of its last event; whoever changes it names the number they saw.
    """

    id: str
    tag: str
    approval: str
    plan_hash: str
    board: str
    account: str
    sender: str
    generation: str
    items: tuple[str, ...]
    fingerprint: str
    occurrence: int
    number: int
    route: RouteName
    product: Product
    billing: Billing
    purse: Purse
    reserved: Amount
    held: Amount
    charged: Amount | None
    charge: Charge | None
    state: State
    remote_id: str
    reason: str
    file: str
    at: str
    changed: str
    seq: int

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: the row of `submit`, `follow`, `review` and the ledger."""
        return {
            "generation": self.generation,
            "take": self.number,
            "state": self.state,
            "remote_id": self.remote_id or None,
            "reserved": self.reserved.plain(),
            "held": self.held.plain(),
            "charged": self.charged.plain() if self.charged is not None else None,
            "charge": self.charge,
            "purse": self.purse,
            "items": list(self.items),
            "reason": self.reason or None,
            "file": self.file or None,
            "id": self.id,
            "tag": self.tag,
            "fingerprint": self.fingerprint,
            "occurrence": self.occurrence,
            "route": self.route,
            "product": self.product,
            "account": self.account,
            "sender": self.sender,
            "approval": self.approval,
            "board": self.board,
            "plan": self.plan_hash,
            "at": self.at,
            "changed": self.changed,
        }

    def row(self) -> Row:
        """Give the values of `TAKE_COLUMNS`."""
        written = self.wire()
        return {column.name: _cell(written, column.name, self) for column in TAKE_COLUMNS}


def _cell(written: Mapping[str, Any], name: str, take: Take) -> str | int | None:
    if name == "items":
        return " ".join(take.items)
    if name == "reserved_micro":
        return take.reserved.micro
    if name == "charged_micro":
        return take.charged.micro if take.charged is not None else None
    value: str | int | None = written[name]
    return value


TAKE_COLUMNS = (
    Column("generation", "str", "the generation's id in the plan"),
    Column("take", "Int64", "which try, from 1"),
    Column("state", "str", ", ".join(STATES)),
    Column("remote_id", "str", "what the service calls it; missing until it is accepted"),
    Column("purse", "str", "credits or usd: never add one to the other"),
    Column("reserved", "str", "set aside for it, in its purse: a decimal string"),
    Column("reserved_micro", "Int64", "the same in whole millionths of its purse, to be summed"),
    Column("held", "str", "what it holds of its ceilings now: reserved, or charged for sure"),
    Column("charged", "str", "what it cost, in its purse; missing where not known"),
    Column("charged_micro", "Int64", "the same in whole millionths"),
    Column("charge", "str", "computed from the rate card, or confirmed"),
    Column("items", "str", "ids of what it makes, joined by a space"),
    Column("reason", "str", "why it stands where it stands"),
    Column("file", "str", "where it was downloaded to"),
    Column("route", "str", "where it is made"),
    Column("product", "str", "what is made there"),
    Column("account", "str", "who pays"),
    Column("sender", "str", "what submitted it"),
    Column("approval", "str", "the approval that allowed it"),
    Column("board", "str", "the board's id, else its title"),
    Column("plan", "str", "the plan's hash"),
    Column("at", "str", "when it was intended, ISO 8601 in UTC"),
    Column("changed", "str", "when it last changed, likewise"),
    Column("tag", "str", "stands in its title at the service"),
    Column("id", "str", "the idempotency key"),
)
"""The columns of a table of takes, one row a take."""


@dataclass(frozen=True, slots=True)
class Takes:
    """Takes in story order, and what they hold of each purse."""

    takes: tuple[Take, ...]

    @property
    def held(self) -> dict[Purse, Total[Amount]]:
        """What is set aside or was charged for sure, per purse that is used."""
        return {
            purse: total(unit, [take.held for take in self.takes if take.purse == purse])
            for purse, unit in PURSES.items()
            if any(take.purse == purse for take in self.takes)
        }

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: `{"takes", "totals"}`."""
        totals = {purse: amount.wire() for purse, amount in self.held.items()}
        return {"takes": [take.wire() for take in self.takes], "totals": totals}

    def rows(self) -> tuple[Row, ...]:
        """List the takes, with the columns of `TAKE_COLUMNS`."""
        return tuple(take.row() for take in self.takes)

    def to_frame(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame, which not everyone has
        """Make a pandas DataFrame of the takes; see `TAKE_COLUMNS` for dtypes and units.

        Raises:
            InputError: pandas is not installed.
        """
        return frame_of(TAKE_COLUMNS, self.rows())

    def _repr_html_(self) -> str:
        """Show the takes in a notebook."""
        heads = ("generation", "take", "state", "remote_id", "reserved", "charged", "purse")
        return html_of(f"{len(self.takes)} takes", heads, self.rows())


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one take of a generation was said to cost when it was approved.

    Attributes:
        listed: By the card; `highest` is its highest current reading.
    """

    listed: Amount
    highest: Amount


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's word that a plan may be paid for, up to a ceiling.

    Attributes:
        id: Twelve hex digits.
        ceilings: The most it may spend, per purse.
        quotes: The generations it covers, and what one take of each was said to cost.
        takes: How many takes of each generation it allows.
        until: The last day it holds, `YYYY-MM-DD`, or empty.
        at: When it was given, ISO 8601 in UTC.
        withdrawn: When it was withdrawn, likewise, or empty.
    """

    id: str
    plan_hash: str
    board: str
    ceilings: Mapping[Purse, Amount]
    quotes: Mapping[str, Quoted]
    takes: int
    until: str
    at: str
    withdrawn: str = ""

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "approval": self.id,
            "hash": self.plan_hash,
            "ceilings": {purse: amount.plain() for purse, amount in self.ceilings.items()},
            "board": self.board,
            "takes": self.takes,
            "until": self.until or None,
            "at": self.at,
            "withdrawn": self.withdrawn or None,
            "generations": {
                name: {
                    "purse": quoted.highest.purse,
                    "listed": quoted.listed.plain(),
                    "highest": quoted.highest.plain(),
                }
                for name, quoted in self.quotes.items()
            },
        }
