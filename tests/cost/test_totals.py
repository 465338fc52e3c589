"""Laws of sums: purses never meet, what is unknown makes "at least", a range stays a range."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shotwright.model.estimate import Line, totals_of
from shotwright.model.money import PURSES, Amount, Credits, Dollars, Purse, Unknown, read_amount


def line(purse: Purse, micro: int | None, spread: tuple[int, int] | None) -> Line:
    unit = PURSES[purse]
    amount: Amount | Unknown = Unknown("nobody says") if micro is None else unit(micro)
    between: tuple[Amount, Amount] | None = None
    if spread is not None and micro is not None:
        between = unit(micro - spread[0]), unit(micro + spread[1])
    return Line("g", ("i",), "avatar_iv", "1", "s", "1", amount, purse, "", "exact", None, between)


micros = st.integers(0, 10**12)
lines = st.builds(
    line,
    st.sampled_from(list(PURSES)),
    st.none() | micros,
    st.none() | st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)),
)


def decimal(text: str) -> Fraction:
    return Fraction(text)


@given(st.lists(lines, max_size=8))
def test_totals_are_the_sums_of_their_lines(found: list[Line]) -> None:
    totals = totals_of(found)
    assert list(totals) == [
        purse for purse in PURSES if any(entry.purse == purse for entry in found)
    ]
    for purse, total in totals.items():
        own = [entry.wire()["amount"] for entry in found if entry.purse == purse]
        known = [amount for amount in own if isinstance(amount, str) or "low" in amount]
        low, high = (
            sum(decimal(a if isinstance(a, str) else a[end]) for a in known)
            for end in ("low", "high")
        )
        wire: Any = total.wire()
        if len(known) < len(own):
            assert set(wire) == {"at_least"}
            assert decimal(wire["at_least"]) == low
            assert str(total).startswith("at least ")
        elif any(isinstance(amount, dict) for amount in own):
            assert set(wire) == {"low", "high"}
            assert (decimal(wire["low"]), decimal(wire["high"])) == (low, high)
        else:
            assert decimal(wire) == low == high
        assert type(total.known) is PURSES[purse]
        assert total.low.micro <= total.known.micro <= total.high.micro


@given(st.lists(lines, min_size=1, max_size=8), st.randoms())
def test_the_order_of_lines_does_not_matter(found: list[Line], random: Any) -> None:  # noqa: ANN401
    mixed = list(found)
    random.shuffle(mixed)
    assert totals_of(mixed) == totals_of(found)


def test_a_range_is_told_as_one() -> None:
    (total,) = totals_of([line("usd", 594_440, (16_940, 21_560))]).values()
    assert str(total) == "0.5775 to 0.616 dollars"
    assert total.rounded() == "$0.58 to $0.62"
    (narrow,) = totals_of([line("usd", 594_440, (10, 10))]).values()
    assert narrow.rounded() == "$0.59"
    (open_,) = totals_of([line("usd", 594_440, (16_940, 0)), line("usd", None, None)]).values()
    assert open_.rounded() == "at least $0.58"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("200USD", Dollars.parse("200")), ("$4.50", Dollars.parse("4.5")),
        ("0.000001 usd", Dollars(1)), ("900credits", Credits.parse("900")),
        (" 1 credit ", Credits.parse("1")), ("12.5 Credits", Credits.parse("12.5")),
    ],
)  # fmt: skip
def test_an_amount_names_its_purse(text: str, amount: Amount) -> None:
    assert read_amount(text) == amount
    assert type(read_amount(text)) is type(amount)


@pytest.mark.parametrize(
    "text", ["", "200", "USD", "200EUR", "$200USD", "$200credits", "-5USD", "1e3USD", "1.2.3USD",
             "0.0000001USD", "200 USD each", "٣USD"],
)  # fmt: skip
def test_an_amount_without_a_purse_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no amount|is not an amount"):
        read_amount(text)
