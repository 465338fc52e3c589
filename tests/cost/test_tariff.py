"""Which price applies, and what a length costs: the worked examples, to the last digit."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.catalog import Rate, RateFile, rates
from shotwright.cost import Charge, Job, Price, Tariff
from shotwright.model.money import Amount, Credits, Dollars, Unknown, total
from shotwright.model.names import Billing, Card, LookKind, Product, Resolution

TODAY = date(2026, 11, 21)
Render = tuple[Literal["shot", "talk", "moving talk"], float]
STORY: list[Render] = [("shot", 15), ("shot", 8), ("shot", 5), ("talk", 62), ("moving talk", 45.5)]


def charge(
    render: Render,
    card: Card = "guides",
    billing: Billing = "subscription",
    look: LookKind = "digital_twin",
    resolution: Resolution = "720p",
) -> Charge:
    what, seconds = render
    product: Product = "avatar_shots" if what == "shot" else "avatar_iv"
    job = Job(product, billing, look, resolution, motion=what == "moving talk")
    price = Tariff.of(card, TODAY).find(job)
    assert isinstance(price, Price), price
    return price.charge(round(seconds * 1000))


def credits_of(renders: list[Render], **how: Any) -> str:  # noqa: ANN401 - as `charge` takes it
    amounts = [charge(render, **how).amount for render in renders]
    return total(Credits, [Credits(amount.micro) for amount in amounts]).known.plain()


def dollars_of(renders: list[Render], **how: Any) -> str:  # noqa: ANN401 - as `charge` takes it
    amounts = [charge(render, billing="wallet", **how).amount for render in renders]
    assert all(isinstance(amount, Dollars) for amount in amounts)
    return total(Dollars, [Dollars(amount.micro) for amount in amounts]).rounded()


@pytest.mark.parametrize(
    ("renders", "credits"),
    [
        pytest.param([("shot", 15)], "60", id="T1"),
        pytest.param([("shot", 5)], "20", id="T2-5s"),
        pytest.param([("shot", 10)], "40", id="T2-10s"),
        pytest.param([("shot", 4)], "16", id="T2-4s"),
        pytest.param([("talk", 30)], "10", id="T4"),
        pytest.param([("moving talk", 30)], "20", id="T5"),
        pytest.param([("talk", 600)], "200", id="T6"),
        pytest.param([("talk", 7.76)], "3", id="T7"),
        pytest.param([("moving talk", 7.76)], "6", id="T7-motion"),
        pytest.param([("talk", 180)], "60", id="T8"),
        pytest.param([("talk", 30)], "10", id="T9-one-render"),
        pytest.param([("talk", 10)] * 3, "12", id="T9-three-renders"),
        pytest.param(STORY, "165", id="T10"),
        pytest.param([("talk", 0)], "0", id="T11"),
        pytest.param([("talk", 0.001)], "1", id="a-millisecond"),
        pytest.param([("talk", 3)], "1", id="a-whole-block"),
        pytest.param([("talk", 3.001)], "2", id="a-started-block"),
    ],
)
def test_credits_on_the_card_of_the_guides(renders: list[Render], credits: str) -> None:  # noqa: A002
    assert credits_of(renders) == credits
    assert credits_of(renders, look="photo") == credits


@pytest.mark.parametrize(
    ("renders", "resolution", "dollars"),
    [
        pytest.param([("talk", 90)], "1080p", "$6.00", id="T12-1080p"),
        pytest.param([("talk", 90)], "4k", "$7.50", id="T12-4k"),
        pytest.param([("talk", 62), ("talk", 45.5)], "1080p", "$7.17", id="T13"),
        pytest.param([("talk", 62), ("moving talk", 45.5)], "1080p", "$7.17", id="T13-motion"),
        pytest.param([("shot", 15), ("shot", 8), ("shot", 5)], "1080p", "$21.00", id="T14"),
        pytest.param(STORY, "1080p", "$28.17", id="T15"),
        pytest.param(STORY, "720p", "$28.17", id="T15-720p"),
    ],
)
def test_dollars_on_the_card_of_the_guides(
    renders: list[Render], resolution: Resolution, dollars: str
) -> None:
    assert dollars_of(renders, resolution=resolution) == dollars


@pytest.mark.parametrize(
    ("card", "resolution", "look", "credits"),
    [
        pytest.param("latest-low", "720p", "photo", "155", id="T16"),
        pytest.param("latest-low", "720p", "digital_twin", "193", id="T17"),
        pytest.param("latest-high", "720p", "photo", "223", id="T18-photo"),
        pytest.param("latest-high", "720p", "digital_twin", "261", id="T18-twin"),
        pytest.param("latest-low", "1080p", "photo", "323", id="T19"),
        pytest.param("latest-high", "1080p", "digital_twin", "531", id="T20"),
    ],
)
def test_the_same_story_in_the_newest_readings(
    card: Card,
    resolution: Resolution,
    look: LookKind,
    credits: str,  # noqa: A002
) -> None:
    assert credits_of(STORY, card=card, resolution=resolution, look=look) == credits


@pytest.mark.parametrize("card", ["latest-low", "latest-high"])
@pytest.mark.parametrize(
    ("look", "exact", "shown"),
    [
        pytest.param("photo", "4.13875", "$4.14", id="T21-photo"),
        pytest.param("digital_twin", "8.65375", "$8.65", id="T21-twin"),
    ],
)
def test_dollars_in_the_newest_readings(card: Card, look: LookKind, exact: str, shown: str) -> None:
    found = charge(("talk", 107.5), card, "wallet", look).amount
    assert (found.plain(), found.rounded()) == (exact, shown)


@pytest.mark.parametrize(
    ("render", "how", "quantity", "unit", "arithmetic"),
    [
        (("shot", 12), {}, "12", "s", "12 s x 4 credits = 48 credits"),
        (("talk", 7.76), {}, "3", "started 3 s", "7.76 s = 3 started 3 s x 1 credit = 3 credits"),
        (
            ("moving talk", 30),
            {},
            "10",
            "started 3 s",
            "30 s = 10 started 3 s x 1 credit x 2 for motion = 20 credits",
        ),
        (
            ("talk", 62),
            {"card": "latest-low", "look": "photo"},
            "1.033333",
            "min",
            "62 s / 60 s x 16 credits, rounded up = 17 credits",
        ),
        (
            ("shot", 5),
            {"billing": "wallet"},
            "1",
            "generation",
            "1 generation x 7 dollars = 7 dollars",
        ),
    ],
)
def test_a_charge_says_how_it_came_about(
    render: Render, how: dict[str, Any], quantity: str, unit: str, arithmetic: str
) -> None:
    found = charge(render, **how)
    assert (found.quantity, found.unit, found.arithmetic) == (quantity, unit, arithmetic)


@pytest.mark.parametrize(
    "job",
    [
        Job("avatar_v", "wallet", "digital_twin", "1080p", motion=False),
        Job("avatar_iii", "wallet", "photo", "720p", motion=False),
        Job("avatar_shots", "wallet", "digital_twin", "4k", motion=False),
    ],
)
def test_a_price_that_the_card_has_not_is_unknown_and_says_so(job: Job) -> None:
    found = Tariff.of("guides", TODAY).find(job)
    assert isinstance(found, Unknown)
    assert f"the guides card has no wallet price for {job.product}" in found.reason


def test_the_card_of_the_past_is_read_for_its_day() -> None:
    job = Job("avatar_iv", "wallet", "digital_twin", "1080p", motion=False)
    past = Tariff.of("history", date(2026, 7, 1)).find(job)
    assert isinstance(past, Price)
    assert past.rate.amount == "0.0667"
    later = Tariff.of("history", TODAY).find(job)
    assert isinstance(later, Price)
    assert later.rate.id != past.rate.id


def own(**keys: object) -> RateFile:
    rate = {
        "id": "own",
        "cards": ["user"],
        "confidence": "user",
        "source": {"title": "my.toml"},
        "product": "avatar_shots",
        "billing": "subscription",
        "amount": "3.5",
        "per_ms": 1000,
        **keys,
    }
    return RateFile.model_validate({"schema": 1, "rate": [rate]})


@pytest.mark.parametrize("card", get_args(Card))
def test_the_users_own_price_wins_on_every_card(card: Card) -> None:
    job = Job("avatar_shots", "subscription", "digital_twin", "1080p", motion=False)
    price = Tariff.of(card, TODAY, [own()]).find(job)
    assert isinstance(price, Price)
    assert price.charge(10_000).amount == Credits.parse("35")
    assert (price.evidence.rate, price.evidence.confidence) == ("own", "user")


def test_the_users_own_price_applies_only_to_what_it_is_limited_to() -> None:
    tariff = Tariff.of("guides", TODAY, [own(resolutions=["1080p"])])
    job = Job("avatar_shots", "subscription", "digital_twin", "720p", motion=False)
    at_720, at_1080 = tariff.find(job), tariff.find(job._replace(resolution="1080p"))
    assert isinstance(at_720, Price)
    assert isinstance(at_1080, Price)
    assert (at_720.rate.amount, at_1080.rate.amount) == ("4", "3.5")


def test_of_two_prices_that_fit_alike_the_newer_wins() -> None:
    files = [own(id="old", since="2026-01-01"), own(id="new", since="2026-06-01")]
    job = Job("avatar_shots", "subscription", "digital_twin", "720p", motion=False)
    for mine in (files, files[::-1]):
        price = Tariff.of("guides", TODAY, mine).find(job)
        assert isinstance(price, Price)
        assert price.rate.id == "new"


def test_the_users_own_motion_factor_wins_too() -> None:
    factor = {
        "id": "own",
        "cards": ["user"],
        "confidence": "user",
        "source": {"title": "my.toml"},
        "product": "avatar_iv",
        "billing": "subscription",
        "times": 3,
    }
    mine = RateFile.model_validate({"schema": 1, "motion": [factor]})
    price = Tariff.of("guides", TODAY, [mine]).find(
        Job("avatar_iv", "subscription", "photo", "720p", motion=True)
    )
    assert isinstance(price, Price)
    assert price.charge(30_000).amount == Credits.parse("30")


PRICED = [rate for rate in rates() if rate.per != "call"]
lengths = st.integers(0, 3_600_000)
whole_rates = st.sampled_from(PRICED)


@settings(deadline=None)
@given(whole_rates, lengths, lengths)
@example(next(r for r in PRICED if r.rounding == "block"), 10_000, 5_000)
def test_cutting_a_render_never_makes_it_cheaper(rate: Rate, first: int, second: int) -> None:
    price = Price(rate)
    whole = price.micro(first + second)
    assert price.micro(first) <= whole <= price.micro(first) + price.micro(second)


@settings(deadline=None)
@given(whole_rates, lengths)
def test_a_price_is_high_by_less_than_its_rounding_step(rate: Rate, length: int) -> None:
    found = Price(rate).micro(length)
    if rate.per_ms is None:
        assert found == (rate.price.micro if length else 0)
        return
    exact = rate.price.micro * length
    step = {"block": rate.price.micro, "unit": 1_000_000, "exact": 1}[rate.rounding]
    assert 0 <= found * rate.per_ms - exact < max(step, 1) * rate.per_ms


@settings(deadline=None)
@given(whole_rates, lengths)
def test_what_is_charged_is_an_amount_of_the_rates_own_purse(rate: Rate, length: int) -> None:
    amount: Amount = Price(rate).charge(length).amount
    assert amount.purse == rate.purse
    assert amount.micro >= 0
