"""What HeyGen's subscriptions and top-ups cost and hold, from `subscriptions.toml`.

>>> [plan.name for plan in plans() if plan.dollars == Dollars.parse("29")]
['Creator monthly']
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.catalog.sources import Confidence, Sighting
from shotwright.model.frozen import Noun
from shotwright.model.money import Credits, Dollars

Whole = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,8}$")]
Money = Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")]


class Fact(Noun):
    """What a HeyGen plan or top-up costs or holds; `metric` says of what `amount` is."""

    id: str
    metric: str
    amount: str
    cards: tuple[str, ...]
    plan: str = ""
    billing: str = ""
    tier: str = ""
    seats: str = ""
    since: date | None = None
    until: date | None = None
    confidence: Confidence
    source: Sighting
    also: tuple[Sighting, ...] = ()
    rounding_said: str = ""
    note: str = ""


class FactFile(Noun):
    """The file of plans and top-ups."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    fact: tuple[Fact, ...]


class OwnTopUp(Noun):
    """What more credits cost: blocks of `credits` for `usd`."""

    usd: Money
    credits: Whole


class OwnSubscription(Noun):
    """A subscription on the user's own terms.

    Attributes:
        usd, credits: What a month costs and holds.
        rollover: For how many further months unused credits keep.
    """

    name: Annotated[str, Field(min_length=1)]
    usd: Money
    credits: Whole
    rollover: Annotated[int, Field(ge=0, le=120)] = 0
    top_up: OwnTopUp | None = None


@dataclass(frozen=True)
class TopUp:
    """More credits, sold in whole blocks."""

    dollars: Dollars
    credits: Credits


@dataclass(frozen=True)
class Subscription:
    """A month of credits for dollars.

    Attributes:
        name: The plan with its step and how it is paid, e.g. `Pro lowest annual`.
        plan: The plan alone, e.g. `Pro`; only another one is an upgrade.
        paid: `monthly` or `annual`; empty for the user's own.
        rollover: For how many further months unused credits keep; None: until the year's end.
        seat: What each further seat costs a month, where that is known.
        facts: Ids of what it rests on.
    """

    name: str
    plan: str
    paid: str
    dollars: Dollars
    credits: Credits
    rollover: int | None
    top_up: TopUp | None
    seat: Dollars | None = None
    facts: tuple[str, ...] = ()

    def worth(self, amount: Credits) -> Dollars:
        """Tell what credits are worth at the plan's price, half a millionth up, rounded once."""
        return _share(self.dollars, amount, self.credits)


def _share(dollars: Dollars, amount: Credits, whole: Credits) -> Dollars:
    return Dollars((2 * dollars.micro * amount.micro + whole.micro) // (2 * whole.micro))


def topped(top_up: TopUp, amount: Credits) -> Dollars:
    """Tell what credits are worth at the price of a top-up."""
    return _share(top_up.dollars, amount, top_up.credits)


@cache
def subscriptions() -> tuple[Fact, ...]:
    """Read what HeyGen's plans and top-ups cost and hold."""
    text = (files("shotwright.catalog") / "subscriptions.toml").read_text("utf-8")
    return FactFile.model_validate(tomllib.loads(text)).fact


@cache
def plans() -> tuple[Subscription, ...]:
    """Read the subscriptions whose price and credits are both known, by plan and price."""
    return tuple(sorted(_plans(), key=lambda plan: (plan.credits, plan.dollars.micro, plan.name)))


def _plans() -> Iterator[Subscription]:
    facts = subscriptions()
    held = {(f.plan, f.tier): f for f in facts if f.metric == "credits_per_month"}
    keeps = {f.billing: f for f in facts if f.metric == "cycles"}
    sold = {f.plan: f for f in facts if f.metric.endswith("_credits")}
    seats = {f.plan: f for f in facts if f.metric == "usd_per_seat_month"}
    for price in facts:
        if price.metric != "usd_per_month" or (price.plan, price.tier) not in held:
            continue
        paid = price.billing or "monthly"
        content = held[price.plan, price.tier]
        block = sold.get(price.plan)
        keep, seat = keeps.get(paid), seats.get(price.plan)
        yield Subscription(
            name=" ".join(part for part in (price.plan, price.tier, paid) if part),
            plan=f"{price.plan} {price.tier}".strip(),
            paid=paid,
            dollars=Dollars.parse(price.amount),
            credits=Credits.parse(content.amount),
            rollover=int(keep.amount) if keep else None,
            top_up=TopUp(Dollars.parse(block.amount), _block(block)) if block else None,
            seat=Dollars.parse(seat.amount) if seat else None,
            facts=tuple(fact.id for fact in (price, content, block, seat, keep) if fact),
        )


def _block(fact: Fact) -> Credits:
    """Tell how many credits a top-up holds: `usd_per_100_credits`."""
    return Credits.parse(fact.metric.removeprefix("usd_per_").removesuffix("_credits"))


def own_plan(own: OwnSubscription) -> Subscription:
    """Take a subscription as the user wrote it."""
    return Subscription(
        name=own.name,
        plan=own.name,
        paid="",
        dollars=Dollars.parse(own.usd),
        credits=Credits.parse(own.credits),
        rollover=own.rollover,
        top_up=TopUp(Dollars.parse(own.top_up.usd), Credits.parse(own.top_up.credits))
        if own.top_up
        else None,
    )
