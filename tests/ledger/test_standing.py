"""What became of each generation of a plan: shot, approved, or neither."""

from __future__ import annotations

import pytest
from tests.ledgers import ON, Clock, approved, intended, intent, planned, usd

from shotwright.ledger import Ledger, standing
from shotwright.model.take import State


def test_generations_are_shot_approved_or_free(ledger: Ledger, clock: Clock) -> None:
    plan = planned(4)
    approval = approved(ledger, plan, usd("30"), only=["s.1", "s.2"], until=ON)
    intended(ledger, intent(plan, approval))
    found = standing(plan, ledger)
    assert (found.shot, found.approved, found.free) == (("s.1",), ("s.2",), ("s.3", "s.4"))
    assert found.pinned == {"s.1", "s.2"}
    assert str(found) == "The ledger says: 1 shot, 1 approved, 2 free to change."
    clock.turn(days=1)
    assert standing(plan, ledger).free == ("s.2", "s.3", "s.4")


@pytest.mark.parametrize(
    ("way", "shot"),
    [
        (["failed"], False),
        (["ambiguous"], True),
        (["ambiguous", "needs_review"], True),
        (["sent", "running"], True),
        (["sent", "completed"], True),
        (["sent", "completed", "keeper"], True),
        (["sent", "completed", "retake"], False),
    ],
)
def test_what_failed_or_was_turned_down_is_not_kept(
    ledger: Ledger, clock: Clock, way: list[State], *, shot: bool
) -> None:
    plan = planned(2)
    take = intended(ledger, intent(plan, approved(ledger, plan, usd("30"), until=ON)))
    for state in way:
        moved = ledger.advance(take, state)
        assert moved is not None
        take = moved
    clock.turn(days=1)
    assert (standing(plan, ledger).shot == ("s.1",)) is shot


def test_an_older_plans_take_of_the_same_generation_counts(ledger: Ledger) -> None:
    old, new = planned(2), planned(3)
    intended(ledger, intent(old, approved(ledger, old, usd("30"))))
    found = standing(new, ledger)
    assert (found.shot, found.approved) == (("s.1",), ())
