"""How a total is spread, and what it becomes when one thing is otherwise."""

from __future__ import annotations

from typing import NamedTuple

from shotwright.model.money import Amount


class Bin(NamedTuple):
    """How likely an amount from `low` up to, and without, `high` is."""

    low: Amount
    high: Amount
    chance: float


class Swing(NamedTuple):
    """What a total becomes when one thing is otherwise: at its low, and at its high end."""

    name: str
    low: Amount
    high: Amount
