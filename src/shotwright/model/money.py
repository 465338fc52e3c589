"""Amounts that cannot be mixed: HeyGen credits and US dollars.

An amount is a whole number of millionths of its unit, so sums are exact and do not depend on
their order.  What nobody published is `Unknown`: never zero, and its total is "at least".

    >>> str(Credits.parse("20") + Credits.parse("4.5"))
    '24.5 credits'
    >>> print(total(Credits, [Credits.parse("40"), Unknown("no price known")]))
    at least 40 credits (no price known)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import ClassVar, Generic, Literal, Self, TypeVar

MICRO = 1_000_000
"""Millionths in one credit and in one dollar."""

Purse = Literal["credits", "usd"]
"""Who pays: the subscription's credits, or the API wallet's dollars."""

_PLAIN_NUMBER = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """What `Credits` and `Dollars` share; use one of those two.

    Attributes:
        micro: Millionths of the unit.  May be negative (a refund, a saving).
    """

    micro: int
    unit: ClassVar[str] = "units"
    purse: ClassVar[Purse]

    def __post_init__(self) -> None:
        """Refuse floats, which would make sums depend on their order."""
        if type(self.micro) is not int:
            kind = type(self).__name__
            msg = f"{kind}.micro must be an int, not {self.micro!r}; use {kind}.parse('4.5')"
            raise TypeError(msg)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a plain decimal such as `"4"` or `"0.066667"`, exactly.

        Raises:
            ValueError: The text is not a plain number, or is finer than a millionth.
        """
        match = _PLAIN_NUMBER.fullmatch(text)
        if match is None:
            msg = f"{text!r} is not an amount of {cls.unit}: write at most six decimals, e.g. '4.5'"
            raise ValueError(msg)
        sign, whole, decimals = match.groups(default="")
        return cls(int(f"{sign}{whole}{decimals:0<6}"))

    def plain(self) -> str:
        """Write the number alone, exact; `parse` reads it back unchanged."""
        whole, rest = divmod(abs(self.micro), MICRO)
        sign = "-" if self.micro < 0 else ""
        return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")

    def __add__(self, other: Self) -> Self:
        """Add an amount of the same unit; any other operand is a TypeError."""
        return type(self)(self.micro + other.micro) if type(other) is type(self) else NotImplemented

    def _repr_html_(self) -> str:
        """Show it in a notebook as it is told."""
        return escape(str(self))

    def __str__(self) -> str:
        """Write the number and its unit, exact."""
        one = abs(self.micro) == MICRO
        return f"{self.plain()} {self.unit.removesuffix('s') if one else self.unit}"

    def rounded(self) -> str:
        """Write what a table shows: the exact number, its thousands apart, and its unit."""
        number, unit = str(self).split()
        return f"{Decimal(number):,f} {unit}"


class Credits(Amount):
    """HeyGen Premium Credits, as the app charges them."""

    __slots__ = ()
    unit: ClassVar[str] = "credits"
    purse: ClassVar[Purse] = "credits"


class Dollars(Amount):
    """US dollars, as the API bills them."""

    __slots__ = ()
    unit: ClassVar[str] = "dollars"
    purse: ClassVar[Purse] = "usd"

    def rounded(self) -> str:
        """Write dollars and cents, half a cent up (away from zero)."""
        cents = (abs(self.micro) + MICRO // 200) // (MICRO // 100)
        sign = "-" if self.micro < 0 and cents else ""
        return f"{sign}${cents // 100:,}.{cents % 100:02d}"


PURSES: dict[Purse, type[Credits | Dollars]] = {"credits": Credits, "usd": Dollars}
"""Which kind of amount each purse holds, in the order tables show them."""


_WRITTEN = re.compile(r"(\$?)\s*([0-9.]+)\s*([a-z]*)", re.ASCII | re.IGNORECASE)
_UNITS: dict[str, Purse] = {"usd": "usd", "$": "usd", "credits": "credits", "credit": "credits"}


MOST = 1_000_000_000
"""The largest amount that is read: sums of thousands of them fit a database's whole numbers."""


def read_amount(text: str) -> Credits | Dollars:
    """Read an amount that names its purse: `200USD`, `$4.50`, `900credits`.

    Raises:
        ValueError: It is written otherwise, or is more than `MOST`.
    """
    match = _WRITTEN.fullmatch(text.strip())
    purse = _UNITS.get((match[1] or match[3]).lower()) if match else None
    if match is None or purse is None or (match[1] and match[3]):
        msg = f"{text!r} is no amount: write it as 200USD or 900credits"
        raise ValueError(msg)
    amount = PURSES[purse].parse(match[2])
    if amount.micro > MOST * MICRO:
        raise ValueError(f"{text!r} is too much: write at most {MOST}")
    return amount


@dataclass(frozen=True, slots=True)
class Unknown:
    """An amount nobody published.  It is kept beside every sum and is never zero."""

    reason: str

    def __bool__(self) -> bool:
        """Refuse `if cost:` and `cost or 0`, which would turn ignorance into zero."""
        msg = f"an unknown amount is neither zero nor non-zero ({self.reason})"
        raise TypeError(msg)

    def _repr_html_(self) -> str:
        """Show it in a notebook as it is told."""
        return escape(str(self))

    def __str__(self) -> str:
        """Write the reason where the number would stand."""
        return f"unknown ({self.reason})"


A = TypeVar("A", bound=Amount)


@dataclass(frozen=True)  # no slots: with them `Total[Credits](...)` fails on Python 3.11
class Total(Generic[A]):
    """A sum, and the reasons for what could not be counted in it.

    Attributes:
        between: Where it is a range, the lowest and the highest it may be.
    """

    known: A
    missing: tuple[str, ...] = ()
    between: tuple[A, A] | None = None

    @property
    def low(self) -> A:
        """The least it may be."""
        return self.between[0] if self.between else self.known

    @property
    def high(self) -> A:
        """The most it may be, without what is missing."""
        return self.between[1] if self.between else self.known

    def __str__(self) -> str:
        """Write the sum, marked "at least" where something is missing."""
        if self.missing:
            return f"at least {self.low} ({'; '.join(self.missing)})"
        return f"{self.low.plain()} to {self.high}" if self.between else str(self.known)

    def rounded(self) -> str:
        """Write what a table shows; a range that no table can tell apart is one amount."""
        if self.missing:
            return f"at least {self.low.rounded()}"
        low, high = self.low.rounded(), self.high.rounded()
        return low if low == high else f"{low} to {high}"

    def wire(self) -> str | dict[str, str]:
        """Write the JSON form: a decimal string, `{"at_least"}` or `{"low", "high"}`."""
        if self.missing:
            return {"at_least": self.low.plain()}
        if self.between:
            return {"low": self.low.plain(), "high": self.high.plain()}
        return self.known.plain()


def total(unit: type[A], amounts: Iterable[A | Unknown]) -> Total[A]:
    """Sum amounts of one unit; what is unknown is kept as reasons, each once."""
    micro = 0
    missing: dict[str, None] = {}
    for amount in amounts:
        if isinstance(amount, Unknown):
            missing[amount.reason] = None
        elif type(amount) is unit:
            micro += amount.micro
        else:
            msg = f"{amount} cannot be added to {unit.unit}"
            raise TypeError(msg)
    return Total(unit(micro), tuple(missing))
