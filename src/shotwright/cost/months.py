"""What a subscription's months cover, what must be topped up, and what expires.

>>> from shotwright.catalog import plans
>>> business = next(plan for plan in plans() if plan.plan == "Business")
>>> (month,) = spend(business, [Credits.parse("165")], left=Credits(0))
>>> month.blocks, str(month.paid), str(month.left)
(2, '10 dollars', '35 credits')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shotwright.catalog import RateFile, Subscription, own_plan, plans, topped
from shotwright.errors import InputError
from shotwright.model.money import Amount, Credits, Dollars
from shotwright.model.table import html_of


@dataclass(frozen=True)
class Month:
    """One month of a subscription.

    Attributes:
        need: What is spent.
        covered: What of it the credits at hand pay for.
        short: What they do not; topped up where top-ups are sold.
        blocks, paid: The top-ups bought, and what they cost; None where none are sold.
        left: Unused at the end; top-ups included.
        expires: What of it is lost when the month ends.
    """

    need: Credits
    covered: Credits
    short: Credits
    blocks: int | None
    paid: Dollars | None
    left: Credits
    expires: Credits

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "need": self.need.plain(),
            "covered": self.covered.plain(),
            "short": self.short.plain(),
            "top_up": None
            if self.blocks is None or self.paid is None
            else {"blocks": self.blocks, "usd": self.paid.plain()},
            "left": self.left.plain(),
            "expires": self.expires.plain(),
        }


def spend(
    subscription: Subscription, needs: Iterable[Credits], *, left: Credits | None = None
) -> tuple[Month, ...]:
    """Spend a subscription's credits month by month, the oldest first.

    Unused credits, topped up ones too, keep for the months that the subscription says.

    Args:
        subscription: Whose credits.
        needs: What each month needs, from the first one on.
        left: What is left of the first month's credits; default: all of them.
    """
    months: list[Month] = []
    purse: list[int] = []  # by age in months, the oldest first
    for number, need in enumerate(needs):
        fresh = left if left is not None and not number else subscription.credits
        purse.append(fresh.micro)
        short = _take(purse, need.micro)
        blocks, paid = _top_up(subscription, short)
        if blocks and subscription.top_up:
            purse[-1] += blocks * subscription.top_up.credits.micro - short
        rest = sum(purse)
        keep = subscription.rollover
        expired = purse.pop(0) if keep is not None and len(purse) > keep else 0
        months.append(
            Month(
                need, Credits(need.micro - short), Credits(short), blocks, paid, Credits(rest),
                Credits(expired),
            )
        )  # fmt: skip
    return tuple(months)


def _take(purse: list[int], need: int) -> int:
    """Take what is needed out of a purse, the oldest first; tell what is missing."""
    for age, held in enumerate(purse):
        used = min(held, need)
        purse[age] -= used
        need -= used
    return need


def _top_up(subscription: Subscription, short: int) -> tuple[int | None, Dollars | None]:
    """Tell how many blocks fill a gap, and what they cost."""
    sold = subscription.top_up
    if sold is None:
        return None, None
    blocks = -(-short // sold.credits.micro)
    return blocks, Dollars(blocks * sold.dollars.micro)


@dataclass(frozen=True)
class Cover:
    """What credits mean under a subscription.

    Attributes:
        worth: What they are worth at the plan's price.
        worth_topped: What they would be worth as top-ups; None where none are sold.
        upgrade: The cheapest larger plan that holds them, where the month does not.
    """

    subscription: Subscription
    month: Month
    worth: Dollars
    worth_topped: Dollars | None
    upgrade: Subscription | None

    def _repr_html_(self) -> str:
        """Show the month in a notebook."""
        month = self.month
        rows = [
            {"what": what, "how much": amount}
            for what, amount in (
                ("needed", month.need), ("worth", self.worth), ("covered", month.covered),
                ("missing", month.short), ("as top-ups", month.paid), ("left", month.left),
                ("expires", month.expires), ("cheaper this month", self.better),
            )
        ]  # fmt: skip
        own = self.subscription
        caption = f"{own.name}: {own.dollars} a month for {own.credits}"
        return html_of(caption, ("what", "how much"), rows)

    @property
    def better(self) -> str | None:
        """Tell which is cheaper this month: `top-up` or `upgrade`; None where nothing is short."""
        if not self.month.short.micro:
            return None
        if self.upgrade is None:
            return "top-up" if self.month.paid else None
        more = self.upgrade.dollars.micro - self.subscription.dollars.micro
        paid = self.month.paid
        return "top-up" if paid is not None and paid.micro <= more else "upgrade"

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        own, better = self.subscription, self.upgrade
        return {
            "name": own.name,
            "month": {"usd": own.dollars.plain(), "credits": own.credits.plain()},
            "worth": {
                "usd": self.worth.plain(),
                "topped_up": self.worth_topped.plain() if self.worth_topped else None,
            },
            **self.month.wire(),
            "upgrade": {
                "name": better.name, "usd": better.dollars.plain(),
                "credits": better.credits.plain(),
            }
            if better
            else None,
            "better": self.better,
        }  # fmt: skip


def cover(
    subscription: Subscription,
    need: Amount,
    *,
    left: Credits | None = None,
    among: Sequence[Subscription] = (),
) -> Cover:
    """Tell what a month of a subscription covers of what is needed.

    Args:
        subscription: The plan.
        need: Credits.
        left: What is left of this month's; default: all of them.
        among: The plans that an upgrade is looked for in; default: HeyGen's own.
    """
    credits_ = Credits(need.micro)
    (month,) = spend(subscription, [credits_], left=left)
    spent = Credits(subscription.credits.micro - left.micro if left is not None else 0)
    larger = [
        plan
        for plan in among or plans()
        if plan.paid == (subscription.paid or plan.paid)
        and plan.credits.micro >= spent.micro + need.micro
        and plan.credits > subscription.credits
    ]
    return Cover(
        subscription,
        month,
        subscription.worth(credits_),
        topped(subscription.top_up, credits_) if subscription.top_up else None,
        min(larger, key=lambda plan: plan.dollars) if larger and month.short.micro else None,
    )


def find_plans(name: str, own: Iterable[RateFile] = ()) -> tuple[Subscription, ...]:
    """Find subscriptions by name or its beginning, the user's own first; `all` is every one.

    Raises:
        InputError: None is called so.
    """
    mine = [own_plan(entry) for file in own for entry in file.subscription]
    known = list({plan.name: plan for plan in (*plans(), *reversed(mine))}.values())
    wanted = name.casefold()
    exact = [plan for plan in known if plan.name.casefold() == wanted]
    found = exact or [
        plan for plan in known if wanted == "all" or plan.name.casefold().startswith(wanted)
    ]
    if not found:
        hint = f"there are {', '.join(plan.name for plan in known)}"
        raise InputError.of(f"no subscription is called {name!r}", hint)
    return tuple(found)
