"""Lengths of time: every written form, exact to the millisecond, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from shotwright.model.seconds import LONGEST, OPEN, Length, Wish, millis, number, words

lengths = st.integers(1, LONGEST)
wishes = st.one_of(
    st.just(Wish("auto")),
    lengths.map(lambda ms: Wish("wish", ms, ms)),
    lengths.map(lambda ms: Wish("exact", ms, ms)),
    st.tuples(lengths, lengths).map(lambda pair: Wish("range", min(pair), max(pair))),
)


@pytest.mark.parametrize(
    ("written", "wish"),
    [
        (6, Wish("wish", 6000, 6000)),
        (6.0, Wish("wish", 6000, 6000)),
        ("6", Wish("wish", 6000, 6000)),
        (" 6 ", Wish("wish", 6000, 6000)),
        ("6.25", Wish("wish", 6250, 6250)),
        (Decimal("6.125"), Wish("wish", 6125, 6125)),
        (0.1, Wish("wish", 100, 100)),
        ("0.001", Wish("wish", 1, 1)),
        ("=6", Wish("exact", 6000, 6000)),
        ("= 6.5", Wish("exact", 6500, 6500)),
        ("4-8", Wish("range", 4000, 8000)),
        ("4 - 8.5", Wish("range", 4000, 8500)),
        ("4\u20138", Wish("range", 4000, 8000)),
        ("5-5", Wish("range", 5000, 5000)),
        ("auto", Wish("auto")),
        (3600, Wish("wish", 3_600_000, 3_600_000)),
        ("1.500000000", Wish("wish", 1500, 1500)),
    ],
)
def test_every_form_of_a_length_is_read_exactly(written: object, wish: Wish) -> None:
    assert Wish.parse(written) == wish


def test_seconds_with_decimals_add_up_exactly() -> None:
    parts = [Wish.parse(part).low for part in (1.3, 8.3, 5.4)]
    assert sum(parts) == 15_000
    assert millis(0.1) + millis(0.2) == millis(0.3)


IN_OUR_WORDS = r"length|range|number of seconds|finer than a millisecond"

NO_LENGTHS = [
    pytest.param(value, id=name)
    for name, value in {
        "zero": 0,
        "zero-text": "0",
        "zero-with-decimals": "0.000",
        "negative": -1,
        "negative-text": "-1",
        "nan": float("nan"),
        "infinite": float("inf"),
        "minus-infinite": float("-inf"),
        "decimal-nan": Decimal("NaN"),
        "signalling-nan": Decimal("sNaN"),
        "nan-text": "NaN",
        "true": True,
        "false": False,
        "nothing": None,
        "a-list": [6],
        "an-object": {"seconds": 6},
        "bytes": b"6",
        "empty": "",
        "blank": " ",
        "a-word": "long",
        "an-unit": "6s",
        "over-an-hour": 3600.001,
        "over-an-hour-text": "3601",
        "finer-than-a-millisecond": 1.0005,
        "finer-than-a-millisecond-text": "1.0005",
        "far-finer-than-a-millisecond": Decimal("1." + "0" * 40 + "1"),
        "a-tiny-number": 1e-300,
        "a-huge-number": 1e300,
        "an-exponent": "1e1",
        "an-underscore": "1_0",
        "arabic-digit": "\u0661",
        "full-width-digit": "\uff16",
        "a-huge-decimal": Decimal("1e9999999"),
        "a-tiny-decimal": Decimal("1e-9999999"),
        "five-thousand-digits": 10**5000,
    }.items()
]


@pytest.mark.parametrize("value", NO_LENGTHS)
def test_what_is_no_length_is_refused_as_a_wish(value: object) -> None:
    with pytest.raises(ValueError, match=IN_OUR_WORDS):
        Wish.parse(value)


@pytest.mark.parametrize("value", NO_LENGTHS)
def test_what_is_no_length_is_refused_in_a_field_of_seconds(value: object) -> None:
    with pytest.raises(ValueError, match=IN_OUR_WORDS):
        TypeAdapter[object](Length).validate_python(value)


@pytest.mark.parametrize(
    "written",
    ["8-4", "=4-8", "4-", "-8", "4-8-9", "4--8", "AUTO", "=auto", "==4", "4=", "0-8", "4-3601",
     "1.0005-2"],
)  # fmt: skip
def test_what_is_no_form_of_a_wish_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=IN_OUR_WORDS):
        Wish.parse(written)


def test_a_range_written_backwards_is_told_how_to_be_written() -> None:
    with pytest.raises(ValueError, match="low end first"):
        Wish.parse("8-4")


@settings(deadline=None)
@given(wishes)
@example(Wish("range", 1, 1))
@example(Wish("exact", 5400, 5400))
def test_a_wish_is_read_back_from_what_it_writes(wish: Wish) -> None:
    assert Wish.parse(wish.written()) == wish


def test_what_was_not_said_is_not_written() -> None:
    assert OPEN.written() is None


@settings(deadline=None)
@given(lengths)
def test_a_number_of_seconds_is_read_back_to_the_millisecond(ms: int) -> None:
    assert millis(number(ms)) == millis(str(number(ms))) == ms


@pytest.mark.parametrize(
    ("ms", "written"), [(6000, "6 s"), (7500, "7.5 s"), (1, "0.001 s"), (3_600_000, "3600 s")]
)
def test_a_length_is_written_for_people_without_idle_zeros(ms: int, written: str) -> None:
    assert words(ms) == written
