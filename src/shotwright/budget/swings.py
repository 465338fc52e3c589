"""What moves a forecast: its P80 when one thing is otherwise, and everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import numpy as np

from shotwright.budget.rates import nodes
from shotwright.budget.takes import Belief
from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.names import Card
from shotwright.model.plan import Item
from shotwright.model.spread import Swing

if TYPE_CHECKING:
    from shotwright.budget.outlook import Outlook

FINE = 10**4
"""Generations for whose law nodes are this close: a hundredth of log odds."""

ENDS = (0.9, 0.1)
"""Quantiles of what is believed of a keeper rate: the good end, and the bad one."""


def swings(outlook: Outlook, purse: Purse, own: Sequence[RateFile]) -> Iterator[Swing]:
    """Tell what the P80 of a purse becomes at either end of each thing that is not sure.

    Args:
        outlook: The plan's generations with their prices, and what is believed of keeper rates.
        purse: Whose money.
        own: The user's own rates, for the prices of other lengths.
    """
    for kind in outlook.kinds:
        belief = outlook.beliefs[kind]
        if belief.known is None and any(batch.kind == kind for batch in outlook.batches(purse)):
            good, bad = (_quantile(belief, chance) for chance in ENDS)
            found = (
                outlook.p80(purse, beliefs={**outlook.beliefs, kind: replace(belief, known=rate)})
                for rate in (good, bad)
            )
            yield from _swing(f"{kind}: {good:.0%} or {bad:.0%} of takes are kept", purse, *found)
    for name, ends in (
        ("prices: cheapest or dearest reading", map(outlook.readings, (min, max))),
        ("estimated lengths: short or long", _lengths(outlook, own)),
    ):
        yield from _swing(name, purse, *(outlook.p80(purse, prices=end) for end in ends))


def _quantile(belief: Belief, chance: float) -> float:
    """Find the rate that a keeper rate stays below with a chance."""
    rates, weights = nodes(belief, FINE)  # from the highest rate down
    place = int(np.searchsorted(np.cumsum(weights), 1 - chance))
    return float(rates[min(place, len(rates) - 1)])


def _swing(name: str, purse: Purse, low: int | None, high: int | None) -> Iterator[Swing]:
    if low is not None and high is not None and low != high:
        yield Swing(name, PURSES[purse](min(low, high)), PURSES[purse](max(low, high)))


def _lengths(outlook: Outlook, own: Sequence[RateFile]) -> Iterator[dict[str, int]]:
    """Price what rests on an estimated length, at the short and at the long end of its interval."""
    open_ended = {
        item.id: item
        for item in outlook.plan.items
        if item.seconds_low is not None and item.seconds_low != item.seconds_high
    }
    made = [
        made for made in outlook.plan.generations if not open_ended.keys().isdisjoint(made.items)
    ]
    card: Card = next(card for card in get_args(Card) if card == outlook.estimate.card)
    day = date.fromisoformat(outlook.estimate.on)
    for end in ("seconds_low", "seconds_high"):
        items = [
            _as_long(item, getattr(item, end)) if item.id in open_ended else item
            for item in outlook.plan.items
        ]
        plan = outlook.plan.model_copy(update={"items": items, "generations": made})
        priced = estimate(plan, card=card, on=day, own=own)
        yield {
            line.generation: line.amount.micro
            for line in priced.lines
            if isinstance(line.amount, Amount)
        }


def _as_long(item: Item, seconds: float) -> Item:
    """Let an item be longer or shorter; what of it is not charged stays so."""
    if item.seconds is None or item.billed_seconds is None:
        return item
    billed = round(max(item.billed_seconds + seconds - item.seconds, 0.0), 3)
    return item.model_copy(update={"billed_seconds": billed})
