"""Why a job has its price, and what two cards differ in."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import get_args

import pytest

from shotwright.catalog import RateFile, rates
from shotwright.cost import Job, Price, Tariff, differences, explain
from shotwright.model.money import Unknown
from shotwright.model.names import Billing, Card, LookKind, Product, Resolution

ON = date(2026, 11, 21)
TALK = Job("avatar_iv", "wallet", "photo", "1080p", motion=False)


def own(**keys: object) -> RateFile:
    rate = {
        "id": "own", "cards": ["user"], "confidence": "user", "source": {"title": "my.toml"},
        "product": "avatar_iv", "billing": "wallet", "amount": "3", "per_ms": 60_000, **keys,
    }  # fmt: skip
    return RateFile.model_validate({"schema": 1, "rate": [rate]})


def test_every_rate_of_the_product_has_its_verdict() -> None:
    found = explain(TALK, 60_000, card="guides", on=ON)
    verdicts = {candidate.rate.id: candidate.verdict for candidate in found.candidates}
    assert found.candidates[0].rate.id == "api.avatar_iv.usd_min_1080p.guide"
    assert verdicts == {
        "api.avatar_iv.usd_min_1080p.guide": "decides",
        "api.avatar_iv.usd_s.2025": "not on the guides card",
        "api.avatar_iv.usd_min_4k.guide": "only for 4k",
        "api.avatar_iv.photo.usd_s": "not on the guides card",
        "api.avatar_iv.twin.usd_s": "only for 720p, 1080p, digital_twin looks, public looks",
        "api.avatar_iv.photo_4k.usd_s": "only for 4k, photo looks",
        "api.avatar_iv.twin_4k.usd_s": "only for 4k, digital_twin looks, public looks",
        "api.avatar_iv.photo.usd_s.2026-08-29": "not on the guides card",
        "api.avatar_iv.twin.usd_s.2026-08-28": "only for digital_twin looks, public looks",
    }
    assert found.wire()["price"] == {
        "amount": "4", "purse": "usd", "arithmetic": "60 s / 60 s x 4 dollars = 4 dollars",
    }  # fmt: skip
    assert found.wire()["cards"]["latest-low"]["amount"] == "2.31"


def test_the_users_own_price_hides_the_catalogs() -> None:
    far = own(id="far", resolutions=["720p"])
    late = own(id="late", since="2027-01-01")
    found = explain(TALK, 60_000, card="guides", on=ON, own=[own(), far, late])
    verdicts = {candidate.rate.id: candidate.verdict for candidate in found.candidates}
    assert verdicts["own"] == "decides"
    assert verdicts["far"] == "only for 720p"
    assert verdicts["late"] == "not for 2026-11-21: it counts from 2027-01-01"
    assert verdicts["api.avatar_iv.usd_min_1080p.guide"] == "a nearer one wins"


def test_of_two_that_fit_the_one_that_says_more_decides() -> None:
    job = Job("avatar_shots", "subscription", "photo", "1080p", motion=False)
    found = explain(job, 5000, card="latest-low", on=ON)
    assert found.candidates[0].rate.id == "web.shots.per_second_1080p"
    verdicts = {candidate.rate.id: candidate.verdict for candidate in found.candidates}
    assert verdicts["web.shots.per_second.guide"] == "another says more of the job, or is newer"


def test_what_has_no_price_is_explained_too() -> None:
    found = explain(TALK._replace(product="avatar_v"), 1000, card="guides", on=ON)
    assert isinstance(found.charge, Unknown)
    assert "unknown" in found.wire()["price"]
    assert all(candidate.verdict != "decides" for candidate in found.candidates)


JOBS = [
    Job._make((*kind, motion))
    for kind in product(*map(get_args, (Product, Billing, LookKind, Resolution)))
    for motion in (False, True)
]


@pytest.mark.parametrize("card", get_args(Card))
def test_the_rate_that_decides_is_the_one_that_prices(card: Card) -> None:
    tariff = Tariff.of(card, ON)
    for job in JOBS:
        found, told = tariff.find(job), explain(job, 7000, card=card, on=ON)
        decides = [c.rate for c in told.candidates if c.verdict == "decides"]
        if isinstance(found, Price):
            assert decides == [found.rate]
            assert told.charge == found.charge(7000) == told.cards[card]
        else:
            assert decides == []
            assert told.charge == found
        ids = {rate.id for rate in rates() if (rate.product, rate.billing) == job[:2]}
        assert {candidate.rate.id for candidate in told.candidates} == ids


def test_what_two_cards_differ_in() -> None:
    guides, high = Tariff.of("guides", ON), Tariff.of("latest-high", ON)
    found = {
        (d.product, d.billing, d.resolutions, d.looks): d for d in differences(guides, high, 5000)
    }
    twin: tuple[LookKind, ...] = ("digital_twin", "public")
    everyone: tuple[LookKind, ...] = get_args(LookKind)
    sizes: tuple[Resolution, ...] = get_args(Resolution)
    small = found["avatar_shots", "subscription", ("720p",), everyone]
    assert (str(small.was), str(small.now)) == ("20 credits", "60 credits")
    large = found["avatar_shots", "subscription", ("1080p",), everyone]
    assert (str(large.was), str(large.now)) == ("20 credits", "150 credits")
    said = found["avatar_iv", "subscription", sizes, twin]
    assert (str(said.was), str(said.now)) == ("2 credits", "3 credits")
    new = found["avatar_v", "wallet", sizes, everyone]
    assert (new.before, new.was, str(new.now)) == (None, None, "0.6 dollars")
    assert new.wire()["before"] is None
    assert new.wire()["after"] == {
        "rate": "api.avatar_v.usd_s.2026-08-28", "amount": "0.6", "purse": "usd",
    }  # fmt: skip
    assert all(entry.product != "avatar_shots" or entry.billing == "subscription"
               for entry in found.values())  # the API's price of a clip is on both  # fmt: skip


def test_a_card_does_not_differ_from_itself() -> None:
    for card in get_args(Card):
        assert differences(Tariff.of(card, ON), Tariff.of(card, ON), 5000) == ()


def test_a_users_file_differs_in_what_it_prices() -> None:
    (entry,) = differences(Tariff.of("guides", ON), Tariff.of("guides", ON, [own(
        look_kinds=["photo"], resolutions=["4k"])]), 60_000)  # fmt: skip
    assert (entry.looks, entry.resolutions) == (("photo",), ("4k",))
    assert (str(entry.was), str(entry.now)) == ("5 dollars", "3 dollars")
