"""Which price applies, and what a length costs: the worked examples, to the last digit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor
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


def test_of_two_prices_of_a_file_that_fit_alike_the_newer_wins() -> None:
    old = own(id="old", since="2026-01-01").rate
    new = own(id="new", since="2026-06-01").rate
    job = Job("avatar_shots", "subscription", "digital_twin", "720p", motion=False)
    for entries in (old + new, new + old):
        file = RateFile.model_validate({"schema": 1, "rate": entries})
        price = Tariff.of("guides", TODAY, [file]).find(job)
        assert isinstance(price, Price)
        assert price.rate.id == "new"


def test_of_two_files_the_nearer_wins_whatever_it_says() -> None:
    job = Job("avatar_shots", "subscription", "digital_twin", "720p", motion=False)
    near = own(id="near", since="2026-01-01", resolutions=["720p"])
    far = own(id="far", since="2026-06-01", resolutions=["720p"], look_kinds=["digital_twin"])
    for files, wins in (((near, far), "near"), ((far, near), "far")):
        price = Tariff.of("guides", TODAY, files).find(job)
        assert isinstance(price, Price)
        assert price.rate.id == wins
    # What the nearer one is not for, the farther one prices.
    found = Tariff.of("guides", TODAY, [own(resolutions=["4k"]), far]).find(job)
    assert isinstance(found, Price)
    assert found.rate.id == "far"


@pytest.mark.parametrize(
    ("day", "look", "rate"),
    [
        # Before the newest prices were seen, the newest are those of then.
        (date(2026, 7, 1), "photo", "api.avatar_iv.photo.usd_s"),
        (date(2026, 8, 28), "photo", "api.avatar_iv.photo.usd_s"),
        (date(2026, 8, 29), "photo", "api.avatar_iv.photo.usd_s.2026-08-29"),
        (date(2026, 8, 27), "digital_twin", "api.avatar_iv.twin.usd_s"),
        (date(2026, 8, 28), "digital_twin", "api.avatar_iv.twin.usd_s.2026-08-28"),
        (date(2027, 8, 28), "digital_twin", "api.avatar_iv.twin.usd_s.2026-08-28"),
    ],
)
@pytest.mark.parametrize("card", ["latest-low", "latest-high"])
def test_the_newest_evidence_is_that_of_its_day(
    card: Card, day: date, look: LookKind, rate: str
) -> None:
    found = Tariff.of(card, day).find(Job("avatar_iv", "wallet", look, "1080p", motion=False))
    assert isinstance(found, Price)
    assert found.rate.id == rate


def test_what_was_never_seen_replaced_does_not_fill_the_newest_cards() -> None:
    # 4K photo talk is gone, and the undated price of 2025 does not come back for it.
    job = Job("avatar_iv", "wallet", "photo", "4k", motion=False)
    for card in ("latest-low", "latest-high"):
        assert isinstance(Tariff.of(card, TODAY).find(job), Unknown)


def test_a_price_that_is_announced_counts_from_its_day() -> None:
    planned = own(id="announced", since="2027-01-01")
    job = Job("avatar_shots", "subscription", "digital_twin", "720p", motion=False)
    for day, amount in ((date(2026, 12, 31), "4"), (date(2027, 1, 1), "3.5")):
        found = Tariff.of("guides", day, [planned]).find(job)
        assert isinstance(found, Price)
        assert found.rate.amount == amount


IN_TIERS = "60 s / 60 s x 4 credits + 60 s / 60 s x 3 credits + 30 s / 60 s x 1 credit"
TIERS = [{"from_ms": 60_000, "amount": "3"}, {"from_ms": 120_000, "amount": "1"}]


@pytest.mark.parametrize(
    ("keys", "ms", "cost", "arithmetic"),
    [
        ({"tier": TIERS}, 60_000, "4", "60 s / 60 s x 4 credits = 4 credits"),
        (
            {"tier": TIERS},
            150_000,
            "7.5",
            f"{IN_TIERS} = 7.5 credits",
        ),
        (
            {"tier": TIERS, "rounding": "unit"},
            150_000,
            "8",
            f"{IN_TIERS}, rounded up = 8 credits",
        ),
        (
            {"tier": TIERS, "rounding": "block"},
            61_000,
            "7",
            "61 s = 1 started 60 s x 4 credits + 1 started 60 s x 3 credits = 7 credits",
        ),
        ({"rounding": "down"}, 119_999, "4", "119.999 s = 1 whole 60 s x 4 credits = 4 credits"),
        ({"minimum": "2"}, 15_000, "2", "15 s / 60 s x 4 credits, at least 2 credits = 2 credits"),
        (
            {"minimum": "2", "rounding": "down"},
            500,
            "2",
            "0.5 s = 0 whole 60 s x 4 credits, at least 2 credits = 2 credits",
        ),
        ({"minimum": "2"}, 45_000, "3", "45 s / 60 s x 4 credits = 3 credits"),
        ({"minimum": "2"}, 0, "0", "0 s / 60 s x 4 credits = 0 credits"),
    ],
)
def test_tiers_minimums_and_roundings(
    keys: dict[str, Any], ms: int, cost: str, arithmetic: str
) -> None:
    (rate,) = own(amount="4", per_ms=60_000, **keys).rate
    found = Price(rate).charge(ms)
    assert found.amount == Credits.parse(cost)
    assert found.arithmetic == arithmetic


def test_a_minimum_is_doubled_for_motion_too() -> None:
    (rate,) = own(product="avatar_iv", amount="4", per_ms=60_000, minimum="2").rate
    job = Job("avatar_iv", "subscription", "photo", "720p", motion=True)
    guides = Tariff.of("guides", TODAY).find(job)
    assert isinstance(guides, Price)
    assert Price(rate, guides.motion).charge(1000).amount == Credits.parse("4")


def test_a_price_between_two_amounts_is_a_range() -> None:
    (rate,) = own(amount="90", amount_high="120", per_ms=60_000).rate
    assert Price(rate).bounds(30_000) == (45_000_000, 60_000_000)
    assert Price(rate).micro(30_000) == 45_000_000


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


@st.composite
def any_rates(draw: st.DrawFn) -> Rate:
    """Rates of every form that a file can hold."""
    per = draw(st.sampled_from([1, 1000, 3000, 60_000]))
    starts = sorted(draw(st.sets(st.integers(1, 40), max_size=3)))
    decimals = st.integers(0, 50_000).map(lambda n: f"{n // 1000}.{n % 1000:03d}")
    tiers = [{"from_ms": n * per, "amount": draw(decimals)} for n in starts]
    keys: dict[str, Any] = {
        "amount": draw(decimals), "per_ms": per, "tier": tiers,
        "rounding": draw(st.sampled_from(["exact", "block", "down", "unit"])),
    }  # fmt: skip
    if draw(st.booleans()):
        keys["minimum"] = draw(decimals)
    return own(**keys).rate[0]


def by_hand(rate: Rate, length: int) -> Fraction:
    """Price a length in millionths the slow way: millisecond blocks of each tier, rounded once."""
    assert rate.per_ms is not None
    if length <= 0:
        return Fraction(0)
    blocks = Fraction(length, rate.per_ms)
    if rate.rounding == "block":
        blocks = Fraction(ceil(blocks))
    elif rate.rounding == "down":
        blocks = Fraction(floor(blocks))
    starts = [Fraction(0), *(Fraction(tier.from_ms, rate.per_ms) for tier in rate.tier)]
    ends = [*starts[1:], max(blocks, starts[-1])]
    prices = [Fraction(text) for text in (rate.amount, *(tier.amount for tier in rate.tier))]
    cost = Fraction(0)
    for start, end, price in zip(starts, ends, prices, strict=True):
        inside = min(blocks, end) - start
        cost += price * inside if inside > 0 else 0
    if rate.rounding == "unit":
        cost = Fraction(ceil(cost))
    return max(Fraction(ceil(cost * 1_000_000)), Fraction(rate.minimum or 0) * 1_000_000)


@settings(deadline=None)
@given(any_rates(), lengths)
def test_every_form_of_a_price_is_what_it_is_by_hand(rate: Rate, length: int) -> None:
    assert Price(rate).micro(length) == by_hand(rate, length)
    assert Price(rate).charge(length).amount.micro == by_hand(rate, length)


@settings(deadline=None)
@given(any_rates(), lengths, lengths)
def test_a_longer_render_never_costs_less(rate: Rate, one: int, other: int) -> None:
    short, long = sorted((one, other))
    assert Price(rate).micro(short) <= Price(rate).micro(long)


@settings(deadline=None)
@given(whole_rates, lengths)
def test_a_price_lies_between_its_bounds(rate: Rate, length: int) -> None:
    low, high = Price(rate).bounds(length)
    assert low <= Price(rate).micro(length) <= high
