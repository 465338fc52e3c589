"""Dollars told in another currency, at a rate that the user gives, with its day.

>>> exchange = read_exchange("EUR=0.92@2026-11-20")
>>> exchange.told(Dollars.parse("7.50"))
'6.90 EUR'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from shotwright.errors import InputError
from shotwright.model.money import MICRO, Amount, Dollars, Purse, Total

_WRITTEN = re.compile(r"([A-Z]{3})=(\d{1,9}(?:\.\d{1,6})?)@(\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True)
class Exchange:
    """What a dollar is in another currency.

    Attributes:
        per_dollar: In millionths.
    """

    currency: str
    per_dollar: int
    on: date

    def plain(self, amount: Amount) -> str:
        """Write dollars in the other currency: two decimals, half up, rounded once.

        Raises:
            TypeError: It is credits; only dollars have a rate.
        """
        if not isinstance(amount, Dollars):
            msg = f"{amount} are no dollars, and have no rate of exchange"
            raise TypeError(msg)
        step = MICRO * MICRO // 100
        cents = (2 * abs(amount.micro) * self.per_dollar + step) // (2 * step)
        sign = "-" if amount.micro < 0 and cents else ""
        return f"{sign}{cents // 100}.{cents % 100:02d}"

    def told(self, amount: Amount) -> str:
        """Write dollars in the other currency, with its name."""
        return f"{self.plain(amount)} {self.currency}"

    def wire(self, totals: dict[Purse, Total[Amount]]) -> dict[str, Any]:
        """Write the JSON form: the rate, its day, and the total of dollars at it."""
        found = totals.get("usd")
        return {
            "currency": self.currency,
            "per_usd": Dollars(self.per_dollar).plain(),
            "on": self.on.isoformat(),
            "total": self._total(found) if found else None,
        }

    def _total(self, found: Total[Amount]) -> str | dict[str, str]:
        if found.missing:
            return {"at_least": self.plain(found.low)}
        if found.between:
            return {"low": self.plain(found.low), "high": self.plain(found.high)}
        return self.plain(found.known)


def read_exchange(text: str) -> Exchange:
    """Read a rate such as `EUR=0.92@2026-11-20`: so many euros for a dollar on that day.

    Raises:
        InputError: It is written otherwise.
    """
    match = _WRITTEN.fullmatch(text)
    try:
        if match and (per := Dollars.parse(match[2]).micro):
            return Exchange(match[1], per, date.fromisoformat(match[3]))
    except ValueError:
        pass
    hint = "write EUR=0.92@2026-11-20: what a dollar is, and on which day"
    raise InputError.of(f"{text!r} is no rate of exchange", hint)
