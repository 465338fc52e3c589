"""A bill settles the takes that its lines name: exactly, once, and only what is sure."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from tests.ledgers import approved, credits_, intended, intent, planned, usd, used

from shotwright.budget import Billed
from shotwright.ledger import Charge, Ledger, Settling, export, settle, settlings, verify
from shotwright.model.money import Amount
from shotwright.model.take import State, Take


def done(ledger: Ledger, n: int, remote_id: str, *, shots: int = 3) -> Take:
    """Make a take of the n-th shot, which costs $7, and finish it."""
    plan = planned(shots)
    known = ledger.approvals(plan)
    take = intended(ledger, intent(plan, known[0] if known else approved(ledger, plan), n))
    sent = ledger.advance(take, "sent", remote_id=remote_id)
    assert sent
    ended = ledger.advance(sent, "completed")
    assert ended
    assert (ended.charged, ended.charge) == (usd("7"), "computed")
    return ended


def wrote(ledger: Ledger, *bill: Billed) -> list[Settling]:
    return list(settle(ledger, settlings(ledger, bill), "may.csv"))


def now(ledger: Ledger, take: Take) -> Take:
    found = ledger.take(take.id)
    assert found
    return found


def charge(ledger: Ledger, take: Take) -> tuple[Amount | None, str | None, Amount]:
    found = now(ledger, take)
    return found.charged, found.charge, found.held


def test_a_line_settles_the_take_that_it_names_by_id_tag_or_words(ledger: Ledger) -> None:
    one, two, three = (done(ledger, n, f"v{n}") for n in range(3))
    bill = [
        Billed(2, usd("7"), remote_id="v0"),
        Billed(3, usd("6.123456"), tag=two.tag),
        Billed(4, usd("8"), description=f"Avatar Shot, 5 s [{three.tag}]"),
    ]
    told = settlings(ledger, bill)
    assert [line.does for line in told] == ["settles"] * 3
    assert [line.reckoned for line in told] == [None, usd("7"), usd("7")]
    assert charge(ledger, one) == (usd("7"), "computed", usd("7")), "nothing is written yet"
    assert [line.take for line in wrote(ledger, *bill)] == [
        now(ledger, take) for take in (one, two, three)
    ]
    assert charge(ledger, one) == (usd("7"), "confirmed", usd("7"))
    assert charge(ledger, two) == (usd("6.123456"), "confirmed", usd("6.123456"))
    assert used(ledger) == {("approval", "usd"): ("21.123456", "10000")}
    assert ledger.events(two)[-1]["reason"] == "charged 6.123456 dollars: may.csv line 3"
    assert verify(ledger) == ()


def test_the_same_bill_twice_changes_nothing(ledger: Ledger, other: Ledger) -> None:
    take = done(ledger, 0, "v0")
    bill = Billed(2, usd("6"), remote_id="v0")
    wrote(ledger, bill)
    before = now(ledger, take)
    assert [line.does for line in wrote(other, bill)] == ["stands"]
    assert now(ledger, take) == before
    assert len(ledger.events(take)) == 4


def test_a_line_that_contradicts_what_was_confirmed_is_for_a_person(ledger: Ledger) -> None:
    take = done(ledger, 0, "v0")
    wrote(ledger, Billed(2, usd("6"), remote_id="v0"))
    (line,) = wrote(ledger, Billed(2, usd("9"), remote_id="v0"))
    assert line.does == "unclear"
    assert line.why.startswith("confirmed at 6 dollars before")
    assert charge(ledger, take) == (usd("6"), "confirmed", usd("6"))


@pytest.mark.parametrize(
    ("bill", "whys"),
    [
        ([Billed(2, usd("7"), remote_id="v9")], ["no take"]),
        ([Billed(2, usd("7"))], ["no take"]),
        ([Billed(2, credits_("7"), remote_id="v0")], ["another purse"]),
        ([Billed(2, usd("14"), description="v0 v1")], ["several takes"]),
        ([Billed(2, usd("7"), remote_id="v0"), Billed(3, usd("7"), description="v0")],
         ["billed twice", "billed twice"]),
        ([Billed(2, usd("-7"), remote_id="v0")], ["money back"]),
    ],
)  # fmt: skip
def test_what_is_not_sure_settles_nothing(
    ledger: Ledger, bill: list[Billed], whys: list[str]
) -> None:
    takes = [done(ledger, n, f"v{n}") for n in range(2)]
    assert [(line.does, line.why) for line in wrote(ledger, *bill)] == [
        ("unclear", why) for why in whys
    ]
    assert [now(ledger, take) for take in takes] == takes


@pytest.mark.parametrize("state", ["intended", "ambiguous", "needs_review", "failed"])
def test_a_bill_for_what_is_not_known_to_be_accepted_is_for_a_person(
    ledger: Ledger, state: State
) -> None:
    """It would be wrong to settle and send again, or to hold money of what was refused."""
    plan = planned(1)
    take: Take | None = intended(ledger, intent(plan, approved(ledger, plan)))
    ways: dict[str, list[State]] = {"needs_review": ["ambiguous", "needs_review"], "intended": []}
    for step in ways.get(state, [state]):
        assert take
        take = ledger.advance(take, step, release=step == "failed")
    assert take
    (line,) = wrote(ledger, Billed(2, usd("7"), tag=take.tag))
    assert (line.does, take.charge) == ("unclear", None)
    assert now(ledger, take) == take


def test_what_failed_at_the_service_is_settled_at_what_the_bill_says(ledger: Ledger) -> None:
    plan = planned(1)
    sent = ledger.advance(
        intended(ledger, intent(plan, approved(ledger, plan))), "sent", remote_id="v0"
    )
    assert sent
    failed = ledger.advance(sent, "failed", reason="moderation")
    assert failed
    wrote(ledger, Billed(2, usd("0"), remote_id="v0"))
    assert charge(ledger, failed) == (usd("0"), "confirmed", usd("0"))
    assert used(ledger)["approval", "usd"][0] == "0"


def test_a_take_that_moves_meanwhile_is_judged_again(ledger: Ledger, other: Ledger) -> None:
    one, two = (done(ledger, n, f"v{n}") for n in range(2))
    seen = settlings(ledger, [Billed(n + 2, usd("6"), remote_id=f"v{n}") for n in range(2)])
    assert other.advance(one, "downloaded", file="one.mp4")
    assert other.settle(two, usd("5"))
    first, second = settle(ledger, seen, "may.csv")
    assert first.take == now(ledger, one)
    assert (now(ledger, one).state, *charge(ledger, one)) == (
        "downloaded", usd("6"), "confirmed", usd("6"),
    )  # fmt: skip
    assert second.does == "unclear"
    assert charge(ledger, two) == (usd("5"), "confirmed", usd("5"))
    assert verify(ledger) == ()


def test_a_run_that_was_cut_short_is_made_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[settle.__module__], "TOGETHER", 1)
    for n in range(3):
        done(ledger, n, f"v{n}")
    bill = [Billed(n + 2, usd("6"), remote_id=f"v{n}") for n in range(3)]
    next(settle(ledger, settlings(ledger, bill), "may.csv"))
    assert [line.does for line in settlings(ledger, bill)] == ["stands", "settles", "settles"]
    wrote(ledger, *bill)
    assert used(ledger)["approval", "usd"][0] == "18"


def test_charges_of_one_commit_are_written_all_or_none(ledger: Ledger) -> None:
    takes = [done(ledger, n, f"v{n}") for n in range(3)]
    before = tuple(export(ledger))
    nowhere = replace(takes[1], id="nowhere")
    with pytest.raises(ValueError, match="values to unpack"):
        ledger.settle_all([Charge(takes[0], usd("6")), Charge(nowhere, usd("6"))])
    assert tuple(export(ledger)) == before
    assert ledger.settle(takes[1], usd("5"))
    first, stale, third = ledger.settle_all([Charge(take, usd("6"), "may.csv") for take in takes])
    assert first
    assert stale is None
    assert third
    assert charge(ledger, takes[1]) == (usd("5"), "confirmed", usd("5"))
    assert used(ledger)["approval", "usd"][0] == "17"
    assert verify(ledger) == ()
