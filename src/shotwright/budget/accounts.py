"""The accounts of a plan: what was budgeted, what is set aside, owed and paid, and what is to come.

The words of earned value have their usual meaning: the estimate to complete is what is still to be
paid on average until every generation has its keeper, the estimate at completion adds what was
spent and set aside, and the variance is the budget less that: negative is too dear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shotwright.budget.invoice import Matched
from shotwright.model.money import PURSES, Amount, Purse, Total, Unknown
from shotwright.model.table import Column, Row, frame_of, html_of
from shotwright.model.take import Take


@dataclass(frozen=True)
class Account:
    """The money of one purse for one scene, or for all of the plan.

    Attributes:
        scene: Its id; of generations with items of several scenes, those joined by ` + `.
        budget: What it may cost; unknown where a price is.
        reserved: Set aside for takes that the service has not accepted, or that failed.
        committed: Set aside for takes that it has accepted.
        actual: The charges that are known ...
        confirmed: ... and how much of them an invoice, a balance or a person confirms.
        to_complete: What is still to be paid on average, at list price.
    """

    scene: str
    purse: Purse
    budget: Amount | Unknown
    reserved: Amount
    committed: Amount
    actual: Amount
    confirmed: Amount
    to_complete: Total[Amount]

    @property
    def spent(self) -> Amount:
        """All that is set aside or paid."""
        return self.reserved + self.committed + self.actual

    @property
    def at_completion(self) -> Total[Amount]:
        """What it will have cost."""
        return Total(self.spent + self.to_complete.known, self.to_complete.missing)

    @property
    def variance(self) -> Amount | Unknown:
        """The budget less the estimate at completion."""
        if isinstance(self.budget, Unknown):
            return self.budget
        ends = self.at_completion
        if ends.missing:
            return Unknown("; ".join(ends.missing))
        return PURSES[self.purse](self.budget.micro - ends.known.micro)

    @property
    def over_budget(self) -> bool:
        """Tell whether it will cost more than the budget, as far as that is known."""
        return isinstance(self.budget, Amount) and self.at_completion.known > self.budget

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "budget": _wire(self.budget),
            "reserved": self.reserved.plain(),
            "committed": self.committed.plain(),
            "actual": self.actual.plain(),
            "confirmed": self.confirmed.plain(),
            "estimate_to_complete": self.to_complete.wire(),
            "estimate_at_completion": self.at_completion.wire(),
            "variance": _wire(self.variance),
        }


def _wire(amount: Amount | Unknown) -> str | dict[str, str]:
    return {"unknown": amount.reason} if isinstance(amount, Unknown) else amount.plain()


ACCOUNT_COLUMNS = (
    Column("scene", "str", "the scene's id; missing for all of the plan"),
    Column("purse", "str", "credits or usd: never add one to the other"),
    *(
        column
        for name, what in (
            ("budget", "what it may cost"),
            ("reserved", "set aside for takes that are not accepted, or failed"),
            ("committed", "set aside for takes that are accepted"),
            ("actual", "charges that are known"),
            ("confirmed", "how much of them is confirmed"),
            ("to_complete", "still to be paid on average; at least so much with `unknown`"),
            ("at_completion", "what it will have cost; at least so much with `unknown`"),
            ("variance", "budget less that; missing where not known"),
        )
        for column in (
            Column(name, "str", f"{what}: a decimal string"),
            Column(f"{name}_micro", "Int64", "the same in whole millionths of its purse"),
        )
    ),
    Column("unknown", "str", "why an amount is not known"),
)
"""The columns of actuals: a row for each scene and purse, then one for each purse."""


@dataclass(frozen=True)
class Actuals:
    """Where the money of a plan is.

    Attributes:
        takes: With the charges that the invoice confirms.
        scenes: In story order.
        totals: Of all of the plan, per purse that is used.
        invoice: What became of each of its lines.
        not_billed: Takes that the service accepted and no line of the invoice confirms; empty
            without an invoice.
    """

    takes: tuple[Take, ...]
    scenes: tuple[Account, ...]
    totals: Mapping[Purse, Account]
    invoice: tuple[Matched, ...]
    not_billed: tuple[Take, ...]

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "takes": [take.wire() for take in self.takes],
            "scenes": [
                {"scene": account.scene, "purse": account.purse} | account.wire()
                for account in self.scenes
            ],
            "totals": {purse: account.wire() for purse, account in self.totals.items()},
            "invoice": [matched.wire() for matched in self.invoice],
            "not_billed": [
                {"generation": take.generation, "take": take.number} for take in self.not_billed
            ],
        }

    def rows(self) -> tuple[Row, ...]:
        """List the accounts, with the columns of `ACCOUNT_COLUMNS`."""
        return tuple(_row(account) for account in (*self.scenes, *self.totals.values()))

    def to_frame(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame, which not everyone has
        """Make a pandas DataFrame of the accounts; see `ACCOUNT_COLUMNS` for dtypes and units.

        Raises:
            InputError: pandas is not installed.
        """
        return frame_of(ACCOUNT_COLUMNS, self.rows())

    def _repr_html_(self) -> str:
        """Show the accounts in a notebook."""
        heads = (
            "scene", "purse", "budget", "reserved", "committed", "actual", "to_complete",
            "at_completion", "variance",
        )  # fmt: skip
        return html_of(f"{len(self.takes)} takes", heads, self.rows())


def _row(account: Account) -> Row:
    ends = account.at_completion
    amounts: dict[str, Amount | Unknown] = {
        "budget": account.budget, "reserved": account.reserved, "committed": account.committed,
        "actual": account.actual, "confirmed": account.confirmed,
        "to_complete": account.to_complete.known, "at_completion": ends.known,
        "variance": account.variance,
    }  # fmt: skip
    reasons = [each.reason for each in amounts.values() if isinstance(each, Unknown)]
    row: Row = {"scene": account.scene or None, "purse": account.purse}
    for name, amount in amounts.items():
        row[name] = None if isinstance(amount, Unknown) else amount.plain()
        row[f"{name}_micro"] = None if isinstance(amount, Unknown) else amount.micro
    return row | {"unknown": "; ".join(dict.fromkeys((*reasons, *ends.missing))) or None}
