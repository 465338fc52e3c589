"""Balances: what an account has left, beside the charges of the takes since it was last read.

No answer of the service holds a cost, but a balance that fell by exactly what its takes were
reckoned at confirms them.  That is only so where none of them was on its way at either reading;
and where anybody else used the account, it fell otherwise, and confirms nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shotwright.ledger import statements as sql
from shotwright.ledger.database import Transaction
from shotwright.ledger.intent import Charge
from shotwright.ledger.ledger import Ledger
from shotwright.ledger.rows import take_of
from shotwright.model.money import Amount, Total, Unknown, total
from shotwright.model.take import Take


@dataclass(frozen=True, slots=True)
class Weighed:
    """How far a balance fell, beside what takes were reckoned at.

    Attributes:
        account: Whose it is.
        takes: Those that the service accepted since it was last read.
        reckoned: The sum of their charges, as far as they are known.
        fell: By how much it fell; negative where it rose.
    """

    account: str
    takes: tuple[Take, ...]
    reckoned: Total[Amount]
    fell: Amount

    @property
    def confirms(self) -> bool:
        """Tell whether it fell by exactly what its takes were reckoned at."""
        return not self.reckoned.missing and self.fell == self.reckoned.known

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        count = f"{len(self.takes):,} {'take' if len(self.takes) == 1 else 'takes'}"
        if self.confirms:
            return f"The balance of {self.account} confirms {count}: it fell by {self.fell}."
        fell = f"fell by {self.fell}"
        if self.fell.micro < 0:
            fell = f"rose by {type(self.fell)(-self.fell.micro)}"
        return (
            f"The balance of {self.account} {fell}, and {count} since were reckoned at "
            f"{self.reckoned}. So it confirms none of them: one cost something else, or somebody "
            "else used the account."
        )


def weigh(ledger: Ledger, account: str, left: Amount, asked: datetime) -> Weighed | None:
    """Hold what an account has left against its takes; confirm their charges where that fits.

    Args:
        ledger: Where the takes are.
        account: Whose balance it is.
        left: What the service said is left.
        asked: The ledger's time before it was asked.

    Returns:
        What was found; None where nothing can be: a take is on its way or nobody knows whether it
        was accepted, one moved while the service was asked, or none was accepted since.
    """
    at = f"{asked:%Y-%m-%dT%H:%M:%S.%fZ}"
    of = {"account": account, "purse": left.purse}

    def look(on: Transaction) -> tuple[bool, Weighed | None]:
        on.run(sql.LOCK)
        if on.rows(sql.UNSETTLED, **of, at=at)[0]["found"]:
            return False, None
        last = on.rows(sql.LAST_BALANCE, **of)
        since = on.rows(sql.ACCEPTED_SINCE, **of, at=last[0]["at"]) if last else []
        if not since:
            return True, None
        fell = type(left)(last[0]["micro"] - left.micro)
        takes = tuple(take_of(row) for row in since)
        return True, Weighed(account, takes, total(type(left), map(_charge, takes)), fell)

    still, found = ledger.database.within(look)
    if found is not None and found.confirms:
        _confirm(ledger, found.takes, f"the balance fell by {found.fell}")
    if still:
        # Last, so that a run that was cut short is made again from the reading before.
        ledger.database.within(lambda on: on.run(sql.ADD_BALANCE, **of, micro=left.micro, at=at))
    return found


def _charge(take: Take) -> Amount | Unknown:
    if take.charged is None:
        return Unknown(f"nobody knows what {take.generation} take {take.number} cost")
    return take.charged


def _confirm(ledger: Ledger, takes: Iterable[Take], by: str) -> None:
    """Confirm the charges of takes, unless somebody did, or does so now."""
    left = list(takes)
    while charges := [Charge(take, take.charged, by) for take in left
                      if take.charge == "computed" and take.charged is not None]:  # fmt: skip
        after = ledger.settle_all(charges)
        moved = [charge.take.id for charge, now in zip(charges, after, strict=True) if not now]
        left = [take for name in moved if (take := ledger.take(name))]
