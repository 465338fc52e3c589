"""Every worked example of the tariff, T1 to T29, and every price of a subscription, as data.

The expected values were reckoned by hand from the sources that the catalog names.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

import shotwright
from shotwright.catalog import Subscription, plans, topped
from shotwright.cost import Job, Price, Tariff, cover, spend
from shotwright.model.money import PURSES, Credits, Dollars
from shotwright.model.names import Billing, Card, LookKind, Product, Resolution
from shotwright.model.plan import NoPlan, Plan

TODAY = date(2026, 11, 21)


def price(
    product: Product,
    card: Card = "guides",
    billing: Billing = "subscription",
    look: LookKind = "digital_twin",
    resolution: Resolution = "720p",
) -> Price:
    found = Tariff.of(card, TODAY).find(Job(product, billing, look, resolution, motion=False))
    assert isinstance(found, Price), found
    return found


def moving(found: Price) -> Price:
    """The same with a motion prompt, on the guides' card."""
    job = Job("avatar_iv", "subscription", "digital_twin", "720p", motion=True)
    with_motion = Tariff.of("guides", TODAY).find(job)
    assert isinstance(with_motion, Price)
    return Price(found.rate, with_motion.motion)


SHOT, TALK = price("avatar_shots"), price("avatar_iv")
MOVING = moving(TALK)
API_SHOT = price("avatar_shots", billing="wallet")
API_TALK = price("avatar_iv", billing="wallet", resolution="1080p")
API_4K = price("avatar_iv", billing="wallet", resolution="4k")


def latest(card: Card, resolution: Resolution, look: LookKind) -> list[tuple[Price, float]]:
    """The story of T10 in the newest readings: shots of 15, 8 and 5 s, talk of 62 and 45.5 s."""
    shot = price("avatar_shots", card, resolution=resolution)
    talk = price("avatar_iv", card, look=look)
    return [(shot, 15), (shot, 8), (shot, 5), (talk, 62), (moving(talk), 45.5)]


STORY = [(SHOT, 15), (SHOT, 8), (SHOT, 5), (TALK, 62), (MOVING, 45.5)]
API_STORY = [(API_SHOT, 15), (API_SHOT, 8), (API_SHOT, 5), (API_TALK, 62), (API_TALK, 45.5)]
EXAMPLES: list[tuple[str, list[tuple[Price, float]], str]] = [
    ("T1", [(SHOT, 15)], "60"),
    ("T2, 5 s", [(SHOT, 5)], "20"),
    ("T2, 10 s", [(SHOT, 10)], "40"),
    ("T2, 4 s", [(SHOT, 4)], "16"),
    ("T4", [(TALK, 30)], "10"),
    ("T5", [(MOVING, 30)], "20"),
    ("T6", [(TALK, 600)], "200"),
    ("T7", [(TALK, 7.76)], "3"),
    ("T7, with motion", [(MOVING, 7.76)], "6"),
    ("T8", [(TALK, 180)], "60"),
    ("T9, one render", [(TALK, 30)], "10"),
    ("T9, three renders", [(TALK, 10)] * 3, "12"),
    ("T10", STORY, "165"),
    ("T11", [(TALK, 0)], "0"),
    ("T12, 1080p", [(API_TALK, 90)], "$6.00"),
    ("T12, 4K", [(API_4K, 90)], "$7.50"),
    ("T13", [(API_TALK, 62), (API_TALK, 45.5)], "$7.17"),
    ("T14", [(API_SHOT, 15), (API_SHOT, 8), (API_SHOT, 5)], "$21.00"),
    ("T15", API_STORY, "$28.17"),
    ("T16", latest("latest-low", "720p", "photo"), "155"),
    ("T17", latest("latest-low", "720p", "digital_twin"), "193"),
    ("T18, photo", latest("latest-high", "720p", "photo"), "223"),
    ("T18, twin", latest("latest-high", "720p", "digital_twin"), "261"),
    ("T19", latest("latest-low", "1080p", "photo"), "323"),
    ("T20", latest("latest-high", "1080p", "digital_twin"), "531"),
    ("T21, photo", [(price("avatar_iv", "latest-low", "wallet", "photo"), 107.5)], "$4.14"),
    ("T21, twin", [(price("avatar_iv", "latest-low", "wallet"), 107.5)], "$8.65"),
    ("T22, expected", [(price("avatar_iv", "latest-low", "wallet", "photo"), 15.44)], "$0.59"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("renders", "cost"), [pytest.param(r, cost, id=name) for name, r, cost in EXAMPLES]
)
def test_a_worked_example(renders: list[tuple[Price, float]], cost: str) -> None:
    micro = sum(found.micro(round(seconds * 1000)) for found, seconds in renders)
    (purse,) = {found.rate.purse for found, _ in renders}
    amount = PURSES[purse](micro)
    assert (amount.rounded() if purse == "usd" else amount.plain()) == cost
    if len(renders) == 1:
        assert renders[0][0].charge(round(renders[0][1] * 1000)).amount == amount


def test_t22_a_rounding_that_nobody_published_is_a_range() -> None:
    low, high = price("avatar_iv", "latest-low", "wallet", "photo").bounds(15_440)
    assert (Dollars(low).plain(), Dollars(high).plain()) == ("0.5775", "0.616")
    assert (Dollars(low).rounded(), Dollars(high).rounded()) == ("$0.58", "$0.62")


def board(*beats: dict[str, Any], **keys: object) -> Plan | NoPlan:
    read = shotwright.load(
        {
            "shotwright": 1,
            "cast": {"maya": {"look": "lk", "voice": "vc", "kind": "photo"}},
            "scenes": [{"id": "s", "beats": list(beats)}],
            **keys,
        }
    )
    return shotwright.plan(read, on=TODAY)


@pytest.mark.parametrize("seconds", ["=3", "=16", "=7.5"])
def test_t3_no_shot_has_such_a_length(seconds: str) -> None:
    found = board({"shot": "Maya waves", "seconds": seconds, "cut": "always"})
    if isinstance(found, Plan):  # what is too long is split, and each piece can be made
        assert seconds == "=16"
        assert len(found.items) > 1
        assert all(item.seconds in range(4, 16) for item in found.items)
    else:
        assert seconds != "=16"
        assert found.clashes


def test_t8_no_scene_of_talk_is_longer_than_180_seconds() -> None:
    audio = {"url": "https://e.example/a.mp3", "seconds": 181}
    assert isinstance(board({"talk": {"audio": audio}}), NoPlan)
    assert isinstance(board({"talk": {"audio": {**audio, "seconds": 180}}}), Plan)


def test_t22_a_range_of_prices_is_a_range_of_totals() -> None:
    audio = {"url": "https://e.example/a.mp3", "seconds": 15.44}
    found = board({"talk": {"audio": audio}}, routes={"shots": "api", "talk": "api"})
    assert isinstance(found, Plan)
    priced = shotwright.estimate(found, card="latest-low").wire()
    assert priced["totals"] == {"usd": {"low": "0.5775", "high": "0.616"}}
    assert [line["amount"] for line in priced["lines"]] == [{"low": "0.5775", "high": "0.616"}]
    assert shotwright.estimate(found).wire()["totals"] == {"usd": "1.029334"}


PLANS = {plan.name: plan for plan in plans()}
BUSINESS, CREATOR = PLANS["Business monthly"], PLANS["Creator monthly"]


@pytest.mark.parametrize(
    ("name", "dollars", "spent", "each", "shots", "wins_below"),
    [
        # Per month; a credit; clips of 5, 10 and 15 s at 720p and of 15 s at 1080p; and below
        # how many credits a clip is cheaper there than for $7.00 over the API.
        ("Creator monthly", "29", "600", "0.048333", "0.97 1.93 2.90 7.25", "144.8"),
        ("Creator annual", "24", "600", "0.04", "0.80 1.60 2.40 6.00", "175.0"),
        ("Pro lowest monthly", "49", "1000", "0.049", "0.98 1.96 2.94 7.35", "142.9"),
        ("Pro lowest annual", "40.75", "1000", "0.04075", "0.82 1.63 2.45 6.11", "171.8"),
        ("Pro highest monthly", "4300", "100000", "0.043", "0.86 1.72 2.58 6.45", "162.8"),
        ("Business monthly", "149", "1500", "0.099333", "1.99 3.97 5.96 14.90", "70.5"),
    ],
)
def test_what_a_subscription_costs_and_a_credit_is_worth(
    name: str,
    dollars: str,
    spent: str,
    each: str,
    shots: str,
    wins_below: str,
) -> None:
    plan = PLANS[name]
    assert (plan.dollars.plain(), plan.credits.plain()) == (dollars, spent)
    assert plan.worth(Credits.parse("1")).plain() == each
    worth = [plan.worth(Credits.parse(n)).rounded() for n in ("20", "40", "60", "150")]
    assert worth == [f"${amount}" for amount in shots.split()]
    assert round(float(Fraction(7 * plan.credits.micro, plan.dollars.micro)), 1) == float(
        wins_below
    )


def test_those_are_all_the_subscriptions() -> None:
    assert len(PLANS) == 6
    assert {plan.plan for plan in PLANS.values() if plan.top_up} == {"Business"}
    assert BUSINESS.seat == Dollars.parse("20")
    assert {plan.rollover for plan in PLANS.values()} == {1, None}  # monthly, annual


def test_what_a_top_up_costs() -> None:
    sold = BUSINESS.top_up
    assert sold is not None
    assert (sold.dollars.plain(), sold.credits.plain()) == ("5", "100")
    worth = [
        topped(sold, Credits.parse(n)).rounded() for n in ("1", "20", "40", "60", "150", "140")
    ]
    assert worth == ["$0.05", "$1.00", "$2.00", "$3.00", "$7.50", "$7.00"]


@pytest.mark.parametrize(
    ("card", "product", "look", "spent", "worth", "api"),
    # One minute of talk: credits; dollars on Creator, Pro and Business; dollars over the API.
    [
        ("guides", "avatar_iv", "digital_twin", "20", "0.97 0.98 1.99", "4.00"),
        ("latest-low", "avatar_iv", "photo", "16", "0.77 0.78 1.59", "2.31"),
        ("latest-low", "avatar_iv", "digital_twin", "31", "1.50 1.52 3.08", "4.83"),
        ("latest-low", "avatar_v", "digital_twin", "48", "2.32 2.35 4.77", "7.20"),
    ],
)
def test_a_minute_of_talk(
    card: Card,
    product: Product,
    look: LookKind,
    spent: str,
    worth: str,
    api: str,
) -> None:
    amount = price(product, card, look=look).charge(60_000).amount
    assert amount == Credits.parse(spent)
    names = ("Creator monthly", "Pro lowest monthly", "Business monthly")
    told = [PLANS[name].worth(Credits(amount.micro)).rounded() for name in names]
    assert told == [f"${amount}" for amount in worth.split()]
    assert price(product, card, "wallet", look).charge(60_000).amount.rounded() == f"${api}"


@pytest.mark.parametrize(
    ("product", "card", "look", "minutes"),
    [
        ("avatar_iv", "guides", "digital_twin", 30),
        ("avatar_iv", "latest-low", "photo", 37.5),
        ("avatar_iv", "latest-low", "digital_twin", 19.4),
        ("avatar_v", "latest-low", "digital_twin", 12.5),
    ],
)
def test_how_much_talk_600_credits_are(
    product: Product, card: Card, look: LookKind, minutes: float
) -> None:
    each = price(product, card, look=look).micro(60_000)
    assert round(CREATOR.credits.micro / each, 1) == minutes


@pytest.mark.parametrize(
    ("name", "plan", "spent", "dollars"),
    [("T23", CREATOR, "60", "2.9"), ("T24", BUSINESS, "60", "5.96")],
)
def test_credits_in_dollars(name: str, plan: Subscription, spent: str, dollars: str) -> None:
    assert plan.worth(Credits.parse(spent)).plain() == dollars, name


def test_t25_an_empty_allowance_is_topped_up_in_blocks() -> None:
    (month,) = spend(BUSINESS, [Credits.parse("165")], left=Credits(0))
    assert (month.blocks, month.paid, month.left) == (2, Dollars.parse("10"), Credits.parse("35"))


@pytest.mark.parametrize(
    ("name", "seconds", "web", "cheaper"), [("T26", 14, "6.77", "web"), ("T27", 15, "7.25", "api")]
)
def test_web_or_api(name: str, seconds: int, web: str, cheaper: str) -> None:
    spent = price("avatar_shots", "latest-low", resolution="1080p").micro(seconds * 1000)
    worth = CREATOR.worth(Credits(spent))
    dollars = price("avatar_shots", billing="wallet", resolution="1080p").micro(seconds * 1000)
    assert worth.rounded() == f"${web}", name
    assert ("web" if worth.micro < dollars else "api") == cheaper, name


@pytest.mark.parametrize(
    ("takes", "spent", "worth", "api"),
    [(1, "60", "2.90", "7.00"), (3, "180", "8.70", "21.00"), (5, "300", "14.50", "35.00"),
     (10, "600", "29.00", "70.00")],
)  # fmt: skip
def test_t28_takes_of_a_shot(takes: int, spent: str, worth: str, api: str) -> None:
    amount = Credits(takes * SHOT.micro(15_000))
    assert amount.plain() == spent
    assert CREATOR.worth(amount).rounded() == f"${worth}"
    assert Dollars(takes * API_SHOT.micro(15_000)).rounded() == f"${api}"


def test_t29_how_many_keepers_a_month_holds() -> None:
    keeper = 3 * SHOT.micro(15_000)
    keepers, left = divmod(CREATOR.credits.micro, keeper)
    assert keepers == 3
    assert cover(CREATOR, Credits(keepers * keeper)).month.left == Credits(left)
    assert Credits(left) == Credits.parse("60")
