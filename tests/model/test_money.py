"""Laws of money: what must hold for every amount, not for the ones we thought of."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.model.money import PURSES, Credits, Dollars, Total, Unknown, total

micros = st.integers(-(10**15), 10**15)
credit_amounts = micros.map(Credits)


@settings(deadline=None)
@given(credit_amounts, credit_amounts, credit_amounts)
def test_a_sum_does_not_depend_on_its_order(a: Credits, b: Credits, c: Credits) -> None:
    assert (a + b) + c == c + (b + a) == total(Credits, [b, c, a]).known


def test_tenths_add_up_exactly() -> None:
    assert total(Dollars, [Dollars.parse("0.1")] * 3).known == Dollars.parse("0.3")


@settings(deadline=None)
@given(micros)
@example(-1)
@example(-999_999)
def test_text_gives_back_the_same_amount(m: int) -> None:
    assert Credits.parse(Credits(m).plain()) == Credits(m)
    assert Dollars.parse(Dollars(m).plain()) == Dollars(m)


@settings(deadline=None)
@given(micros, micros)
def test_credits_and_dollars_never_mix(m: int, n: int) -> None:
    with pytest.raises(TypeError):
        _ = Credits(m) + Dollars(n)  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Dollars(n) + Credits(m)  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Credits(m) < Dollars(n)  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Credits(m) + n  # type: ignore[operator]
    with pytest.raises(TypeError, match="cannot be added"):
        total(Credits, [Credits(m), Dollars(n)])
    assert Credits(m) != Dollars(m)  # type: ignore[comparison-overlap]


@settings(deadline=None)
@given(micros, micros)
def test_amounts_of_one_unit_are_ordered(m: int, n: int) -> None:
    assert (Credits(m) < Credits(n)) == (m < n)
    assert max(Dollars(m), Dollars(n)) == Dollars(max(m, n))


@settings(deadline=None)
@given(st.lists(credit_amounts), st.text(min_size=1))
def test_an_unknown_makes_the_total_at_least(known: list[Credits], reason: str) -> None:
    bill = total(Credits, [*known, Unknown(reason), *known, Unknown(reason)])
    assert bill.known == total(Credits, known + known).known
    assert bill.missing == (reason,)
    assert bill.wire() == {"at_least": bill.known.plain()}
    assert bill.rounded() == f"at least {bill.known.rounded()}"


def test_an_unknown_is_neither_zero_nor_true() -> None:
    with pytest.raises(TypeError, match="neither zero"):
        bool(Unknown("no price known"))
    with pytest.raises(TypeError, match="neither zero"):
        _ = Unknown("no price known") or Credits(0)
    assert str(Unknown("no price known")) == "unknown (no price known)"


def test_a_total_is_written_for_people_and_for_programs() -> None:
    bill = total(Dollars, [Dollars.parse("7"), Dollars.parse("7.166668")])
    assert (str(bill), bill.rounded(), bill.wire()) == ("14.166668 dollars", "$14.17", "14.166668")
    unsure = total(Credits, [Credits.parse("40"), Unknown("no price"), Unknown("no length")])
    assert str(unsure) == "at least 40 credits (no price; no length)"
    assert unsure.wire() == {"at_least": "40"}
    assert total(Credits, []) == Total(Credits(0))


@pytest.mark.parametrize(
    ("text", "written"),
    [("4", "4"), ("4.50", "4.5"), ("007", "7"), ("0.066667", "0.066667"), ("-0", "0"),
     ("-3.10", "-3.1"), ("999999999999999.999999", "999999999999999.999999")],
)  # fmt: skip
def test_an_amount_is_written_without_idle_zeros(text: str, written: str) -> None:
    assert Credits.parse(text).plain() == written
    assert str(Credits.parse(text)) == f"{written} credits"


@pytest.mark.parametrize(
    ("exact", "shown"),
    [("0", "$0.00"), ("0.004999", "$0.00"), ("0.005", "$0.01"), ("7.1649", "$7.16"),
     ("7.165", "$7.17"), ("-0.005", "-$0.01"), ("-0.004999", "$0.00"), ("-7.165", "-$7.17"),
     ("0.995", "$1.00"), ("1234567.885", "$1,234,567.89")],
)  # fmt: skip
def test_dollars_round_half_a_cent_away_from_zero(exact: str, shown: str) -> None:
    assert Dollars.parse(exact).rounded() == shown


@settings(deadline=None)
@given(micros)
def test_rounding_is_off_by_at_most_half_a_cent(m: int) -> None:
    shown = Dollars(m).rounded().replace("$", "").replace(",", "")
    assert abs(Dollars.parse(shown).micro - m) <= 5_000


def test_credits_are_shown_exactly_with_their_thousands_apart() -> None:
    assert Credits.parse("4.000001").rounded() == "4.000001 credits"
    assert Credits.parse("1234567.5").rounded() == "1,234,567.5 credits"
    assert Credits.parse("-0.5").rounded() == "-0.5 credits"
    assert Credits.parse("1").rounded() == "1 credit"


@pytest.mark.parametrize(
    "text",
    ["", "four", "1/3", "1e3", "0.0000001", "NaN", "inf", " 4", "4 ", "+4", "--4", ".5", "4.",
     "1,5", "1_000", "\u0664", "\uff14", "4\n", "9" * 16],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="at most six decimals"):
        Credits.parse(text)


@pytest.mark.parametrize("micro", [1.0, True, "1", None])
def test_an_amount_is_made_of_whole_millionths_only(micro: object) -> None:
    with pytest.raises(TypeError, match="must be an int"):
        Credits(micro)  # type: ignore[arg-type]


def test_each_purse_holds_its_own_unit() -> None:
    assert {purse: unit.purse for purse, unit in PURSES.items()} == {
        "credits": "credits",
        "usd": "usd",
    }
