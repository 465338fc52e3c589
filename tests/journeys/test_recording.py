"""What a person records of a take is held against what the ledger knows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.ledgers import approved, intended, intent, planned, usd

from shotwright.cli.commands.reviewing import record
from shotwright.errors import InputError
from shotwright.ledger import Ledger, verify
from shotwright.model.take import Take


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "t.plan.json"
    path.write_text(planned(2).to_json())
    return path


@pytest.fixture
def ledger(plan: Path) -> Ledger:
    where = plan.with_name("t.ledger.sqlite").as_posix()
    return Ledger.at(where, "another worker", lambda: datetime.now(UTC))


def two_intended(ledger: Ledger) -> tuple[Take, Take]:
    made = planned(2)
    approval = approved(ledger, made, usd("14"))
    one, two = (intended(ledger, intent(made, approval, n)) for n in (0, 1))
    return one, two


def moved(ledger: Ledger, take: Take, state: str, remote_id: str = "") -> Take:
    after = ledger.advance(take, state, remote_id=remote_id or None)  # type: ignore[arg-type]
    assert after is not None
    return after


def test_what_was_accepted_cannot_be_recorded_as_never_sent(plan: Path, ledger: Ledger) -> None:
    one, _ = two_intended(ledger)
    sent = moved(ledger, one, "sent", "v1")
    with pytest.raises(InputError, match="was accepted as v1"):
        record(plan, one.generation, never_sent=True)
    assert ledger.take(one.id) == sent, "its money stays reserved"


def test_what_is_being_sent_cannot_be_recorded_as_never_sent(plan: Path, ledger: Ledger) -> None:
    one, _ = two_intended(ledger)
    with pytest.raises(InputError, match="is being sent just now"):
        record(plan, one.generation, never_sent=True)
    assert ledger.take(one.id) == one
    moved(ledger, one, "intended")  # put back
    record(plan, one.generation, never_sent=True)
    after = ledger.take(one.id)
    assert after is not None
    assert (after.state, after.held) == ("failed", usd("0"))
    assert verify(ledger) == ()


def test_one_job_is_not_recorded_for_two_takes(plan: Path, ledger: Ledger) -> None:
    one, two = two_intended(ledger)
    moved(ledger, one, "sent", "v1")
    moved(ledger, two, "ambiguous")
    with pytest.raises(InputError, match=rf"v1 is {one.generation} take 1"):
        record(plan, two.generation, remote_id="v1")
    with pytest.raises(InputError, match="is v1 already"):
        record(plan, one.generation, remote_id="v2")


def test_a_file_that_is_not_there_moves_nothing(plan: Path, ledger: Ledger) -> None:
    one, _ = two_intended(ledger)
    lost = moved(ledger, one, "ambiguous")
    with pytest.raises(InputError, match="is no file"):
        record(plan, one.generation, remote_id="v1", file=plan.with_name("none.mp4"))
    assert ledger.take(one.id) == lost


def test_what_the_service_lost_ends_without_its_id_said_again(plan: Path, ledger: Ledger) -> None:
    one, _ = two_intended(ledger)
    moved(ledger, moved(ledger, one, "sent", "v1"), "needs_review")
    record(plan, one.generation, failed="HeyGen lost it", charged="0USD")
    after = ledger.take(one.id)
    assert after is not None
    assert (after.state, after.remote_id, after.held) == ("failed", "v1", usd("0"))
