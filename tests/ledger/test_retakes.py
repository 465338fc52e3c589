"""Retakes change only what their reason says, and are priced before anything is sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.ledgers import approved, intended, intent, planned, usd
from tests.sender.scripted import Scripted

import shotwright
from shotwright.cli.commands.reviewing import review
from shotwright.cli.commands.sending import submit as submit_command
from shotwright.errors import InputError
from shotwright.ledger import Ledger, reason_of, reasons, retakes
from shotwright.model.plan import Plan
from shotwright.sender import Edge, Submitted, submit

SHORT, LONG = planned(1), planned(1, seconds=6)
"""The same shot of 5 s and of 6 s: only `duration` differs (facts/heygen-api.md, 2.2)."""


def retaken(ledger: Ledger, reason: str, *, takes: int = 1) -> None:
    """Let the short one have a take that was not kept."""
    take = intended(ledger, intent(SHORT, approved(ledger, SHORT, takes=takes)))
    for state in ("sent", "completed", "retake"):
        after = ledger.advance(
            take, state, remote_id="v1", reason=reason if state == "retake" else ""
        )
        assert after
        take = after


def send(plan: Plan, ledger: Ledger, sender: Scripted) -> Submitted:
    edge = Edge(lambda _: False)
    return submit(plan, shotwright.requests(plan), ledger, sender, files={}, edge=edge)


@pytest.mark.parametrize("reason", ["motion", "luck", "camera", "motion+camera"])
def test_what_changed_beyond_its_reason_is_not_sent(ledger: Ledger, reason: str) -> None:
    sender = Scripted()
    retaken(ledger, reason)
    approved(ledger, LONG)
    done = send(LONG, ledger, sender)
    assert not sender.seen
    assert done.held == {
        "s.1": f"s.1 is made again for {reason}, but duration changed as well; take that back, or "
        f"review it with --retake s.1:{reason}+length"
    }
    assert len(ledger.takes()) == 1, "nothing is reserved"


@pytest.mark.parametrize("reason", ["length", "motion+length", "anew"])
def test_what_its_reason_speaks_of_may_change(ledger: Ledger, reason: str) -> None:
    sender = Scripted()
    retaken(ledger, reason)
    approved(ledger, LONG)
    assert send(LONG, ledger, sender).held == {}
    assert [job.body["duration"] for job in sender.seen] == [6]


def test_the_same_is_made_again_for_any_reason(ledger: Ledger) -> None:
    sender = Scripted()
    retaken(ledger, "luck", takes=2)
    assert send(SHORT, ledger, sender).held == {}
    assert len(sender.seen) == 1


def test_a_second_verdict_lets_it_change(ledger: Ledger) -> None:
    sender = Scripted()
    retaken(ledger, "motion")
    approved(ledger, LONG)
    (found,) = retakes(LONG, ledger)
    assert ledger.advance(found.take, "retake", reason="motion+length")
    assert send(LONG, ledger, sender).held == {}
    assert len(sender.seen) == 1


def test_reasons_add_up_and_each_change_has_one() -> None:
    both = reason_of("camera+format")
    assert both.changes == reasons()["camera"].changes | reasons()["format"].changes
    for wrong in ("", "camera+", "camera+nothing", "camera format"):
        with pytest.raises(InputError, match="is no reason for a retake"):
            reason_of(wrong)
    assert reason_of("anew").allows("whatever")
    assert not reason_of("luck").allows("prompt")


# On the command line


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Write the longer plan, beside a ledger in which the shorter was retaken for its motion."""
    path = tmp_path / "t.plan.json"
    path.write_text(LONG.to_json())
    where = (tmp_path / "t.ledger.sqlite").as_posix()
    retaken(Ledger.at(where, "another", lambda: datetime.now(UTC)), "motion")
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_a_retake_is_priced_by_review_before_it_is_approved_or_sent(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review(changed, as_json=True)
    (entry,) = told(capsys)["retakes"]
    assert (entry["at_most"], entry["purse"], entry["approved"]) == ("7", "usd", False)
    assert entry["changed"] == ["duration"]
    assert "s.1:motion+length" in entry["refused"]
    review(changed)
    shown = capsys.readouterr().out
    assert "Made again with another duration, s.1 costs up to $7.00 (not sent as it is)." in shown
    review(changed, retake=["s.1:motion+length"])
    shown = capsys.readouterr().out
    assert "costs up to $7.00 (not approved: approve the plan, or more --takes)." in shown
    approved(ledger_of(changed), LONG, usd("7"))
    review(changed)
    assert "costs up to $7.00 (approved)." in capsys.readouterr().out


def test_a_dry_run_tells_what_it_holds(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    approved(ledger_of(changed), LONG, usd("7"))
    submit_command(changed, as_json=True)
    found = told(capsys)
    assert (found["takes"], found["totals"]) == ([], {})
    assert "duration changed as well" in found["held"]["s.1"]
    submit_command(changed)
    assert "Note: s.1 is made again for motion, but duration" in capsys.readouterr().out


def ledger_of(plan: Path) -> Ledger:
    where = plan.with_name("t.ledger.sqlite").as_posix()
    return Ledger.at(where, "mine", lambda: datetime.now(UTC))
