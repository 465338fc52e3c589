"""What months of a subscription cover, and what is paid in another currency."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shotwright.catalog import RateFile, Subscription, plans
from shotwright.cost import cover, find_plans, read_exchange, spend
from shotwright.errors import InputError
from shotwright.model.money import Amount, Credits, Dollars, Total

PLANS = {plan.name: plan for plan in plans()}
CREATOR, BUSINESS = PLANS["Creator monthly"], PLANS["Business monthly"]
ANNUAL = PLANS["Creator annual"]


def spent(plan: Subscription, *needs: str, left: str | None = None) -> list[tuple[str, ...]]:
    months = spend(plan, map(Credits.parse, needs), left=Credits.parse(left) if left else None)
    return [tuple(a.plain() for a in (m.covered, m.short, m.left, m.expires)) for m in months]


def test_unused_credits_keep_for_one_more_month_and_are_spent_first() -> None:
    # 600 a month: 500 carry over; 550 take those and 50 fresh ones; then nothing is spent, and
    # the 550 that were left of the second month expire with the third.
    assert spent(CREATOR, "100", "550", "0", "0") == [
        ("100", "0", "500", "0"),
        ("550", "0", "550", "0"),
        ("0", "0", "1150", "550"),
        ("0", "0", "1200", "600"),
    ]


def test_on_an_annual_plan_they_keep_until_the_renewal() -> None:
    assert spent(ANNUAL, "0", "0", "1700") == [
        ("0", "0", "600", "0"),
        ("0", "0", "1200", "0"),
        ("1700", "0", "100", "0"),
    ]


def test_what_is_short_is_said_where_nothing_is_sold() -> None:
    (month,) = spend(CREATOR, [Credits.parse("700")])
    assert (month.covered.plain(), month.short.plain()) == ("600", "100")
    assert (month.blocks, month.paid) == (None, None)
    assert month.wire()["top_up"] is None


def test_what_was_topped_up_is_left_for_the_next_month() -> None:
    months = spend(BUSINESS, map(Credits.parse, ("1550", "1540")))
    assert [month.blocks for month in months] == [1, 0]
    assert [month.left.plain() for month in months] == ["50", "10"]


def test_what_was_topped_up_is_as_young_as_its_month() -> None:
    months = spend(BUSINESS, map(Credits.parse, ("0", "3050", "0")))
    assert [month.blocks for month in months] == [0, 1, 0]
    assert [month.expires.plain() for month in months] == ["0", "0", "50"]


def test_what_credits_are_worth_is_rounded_half_up() -> None:
    assert BUSINESS.worth(Credits.parse("20")).plain() == "1.986667"
    assert CREATOR.worth(Credits.parse("1")).plain() == "0.048333"
    (tiny,) = find_plans(
        "tiny",
        [RateFile.model_validate(
            {"schema": 1, "subscription": [{"name": "tiny", "usd": "0.000001", "credits": "2"}]}
        )],
    )  # fmt: skip
    assert tiny.worth(Credits.parse("1")) == Dollars(1)


@given(
    st.sampled_from(list(PLANS.values())),
    st.lists(st.integers(0, 5_000_000_000), max_size=8),
    st.integers(0, 2_000_000_000),
)
def test_no_credit_is_made_or_lost(plan: Subscription, needs: list[int], left: int) -> None:
    months = spend(plan, map(Credits, needs), left=Credits(left))
    held = 0
    for number, month in enumerate(months):
        held += left if number == 0 else plan.credits.micro
        bought = 0
        if month.blocks and plan.top_up:
            bought = month.blocks * plan.top_up.credits.micro
            assert bought - month.short.micro < plan.top_up.credits.micro
        assert month.covered.micro + month.short.micro == month.need.micro
        paid = month.need.micro if plan.top_up else month.covered.micro
        assert month.left.micro == held + bought - paid
        assert 0 <= month.expires.micro <= month.left.micro
        held = month.left.micro - month.expires.micro


def test_topping_up_or_upgrading_whichever_is_cheaper() -> None:
    short = cover(CREATOR, Credits.parse("900"))
    assert (short.upgrade and short.upgrade.name, short.better) == ("Pro lowest monthly", "upgrade")
    topped_up = cover(BUSINESS, Credits.parse("1600"))
    assert topped_up.month.paid == Dollars.parse("5")
    assert topped_up.better == "top-up"
    assert topped_up.upgrade is not None
    assert topped_up.upgrade.name == "Pro highest monthly"
    # 4,300 - 149 dollars more for the larger plan: 83,100 credits more are as dear as top-ups.
    assert cover(BUSINESS, Credits.parse("84500")).better == "top-up"
    assert cover(BUSINESS, Credits.parse("84700")).better == "upgrade"
    assert cover(CREATOR, Credits.parse("600")).better is None
    nothing = cover(PLANS["Pro highest monthly"], Credits.parse("100001"))
    assert (nothing.upgrade, nothing.better) == (None, None)


def test_an_upgrade_holds_what_the_month_has_used_too() -> None:
    found = cover(CREATOR, Credits.parse("500"), left=Credits.parse("100"))
    assert found.month.short == Credits.parse("400")
    assert found.upgrade is not None
    assert found.upgrade.name == "Pro lowest monthly"  # 500 used and 500 needed are its 1,000
    more = cover(CREATOR, Credits.parse("501"), left=Credits.parse("100"))
    assert more.upgrade is not None
    assert more.upgrade.name == "Business monthly"


OWN = RateFile.model_validate(
    {
        "schema": 1,
        "subscription": [
            {"name": "ours", "usd": "80", "credits": "2000",
             "top_up": {"usd": "9", "credits": "250"}},
        ],
    }
)  # fmt: skip


def test_a_users_own_subscription() -> None:
    (ours,) = find_plans("Ours", [OWN])
    assert ours.worth(Credits.parse("50")) == Dollars.parse("2")
    found = cover(ours, Credits.parse("2001"))
    assert (found.month.blocks, found.month.left, found.month.expires) == (
        1,
        Credits.parse("249"),
        Credits.parse("249"),
    )
    assert found.worth_topped == Dollars.parse("72.036")


def test_subscriptions_are_found_by_name_or_its_beginning() -> None:
    assert [plan.name for plan in find_plans("creator")] == ["Creator annual", "Creator monthly"]
    assert [plan.name for plan in find_plans("Business Monthly")] == ["Business monthly"]
    assert len(find_plans("all", [OWN])) == len(PLANS) + 1
    with pytest.raises(InputError, match=r"no subscription is called 'Gold'.*Creator annual"):
        find_plans("Gold")


@pytest.mark.parametrize(
    ("written", "dollars", "told"),
    [
        ("EUR=0.92@2026-11-20", "7.5", "6.90 EUR"),
        ("EUR=0.92@2026-11-20", "0.005434", "0.00 EUR"),  # 0.49999 cents
        ("EUR=0.92@2026-11-20", "0.005435", "0.01 EUR"),  # 0.50002 cents
        ("JPY=155.25@2026-11-20", "10", "1552.50 JPY"),
        ("EUR=0.5@2026-11-20", "-3", "-1.50 EUR"),
        ("EUR=0.5@2026-11-20", "-0.001", "0.00 EUR"),
    ],
)
def test_dollars_in_another_currency_are_rounded_once(
    written: str, dollars: str, told: str
) -> None:
    assert read_exchange(written).told(Dollars.parse(dollars)) == told


def test_credits_have_no_rate_of_exchange() -> None:
    with pytest.raises(TypeError, match="no rate of exchange"):
        read_exchange("EUR=0.92@2026-11-20").told(Credits.parse("1"))


def test_a_total_in_another_currency() -> None:
    exchange = read_exchange("EUR=0.5@2026-11-20")
    assert exchange.on == date(2026, 11, 20)
    one: Amount = Dollars.parse("1")
    two: Amount = Dollars.parse("2")
    for total, told in (
        (Total(one), "0.50"),
        (Total(one, ("no price",)), {"at_least": "0.50"}),
        (Total(one, (), (one, two)), {"low": "0.50", "high": "1.00"}),
    ):
        assert exchange.wire({"usd": total}) == {
            "currency": "EUR",
            "per_usd": "0.5",
            "on": "2026-11-20",
            "total": told,
        }
    assert exchange.wire({})["total"] is None


@pytest.mark.parametrize(
    "text",
    ["", "EUR", "EUR=0.92", "eur=0.92@2026-11-20", "EUR=0@2026-11-20", "EUR=-1@2026-11-20",
     "EUR=0.92@2026-13-20", "EUR=0,92@2026-11-20", "EUR=0.92@2026-11-20 "],
)  # fmt: skip
def test_a_rate_of_exchange_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no rate of exchange"):
        read_exchange(text)
