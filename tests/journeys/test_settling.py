"""A bill on the command line: a dry listing, then written down, and what is told of each line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.ledgers import approved, intended, intent, planned, usd

from shotwright.cli.commands.ledgers import settle, show, withdraw
from shotwright.errors import InputError
from shotwright.ledger import Ledger
from shotwright.model.take import Take

Out = pytest.CaptureFixture[str]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "t.plan.json"
    path.write_text(planned(2).to_json())
    return path


@pytest.fixture
def ledger(plan: Path) -> Ledger:
    where = plan.with_name("t.ledger.sqlite").as_posix()
    return Ledger.at(where, "another worker", lambda: datetime.now(UTC))


@pytest.fixture
def takes(ledger: Ledger) -> list[Take]:
    """Two takes of $7: one is finished, one is on its way."""
    made = planned(2)
    approval = approved(ledger, made, usd("20"))
    found = []
    for n in (0, 1):
        sent = ledger.advance(
            intended(ledger, intent(made, approval, n)), "sent", remote_id=f"v{n}"
        )
        assert sent
        found.append(sent)
    done = ledger.advance(found[0], "completed")
    assert done
    return [done, found[1]]


def bill(plan: Path, *lines: str) -> Path:
    path = plan.with_name("may.csv")
    path.write_text("\n".join(("remote_id,amount,purse", *lines)) + "\n")
    return path


def test_it_tells_first_and_writes_when_told(
    plan: Path, ledger: Ledger, takes: list[Take], capsys: Out
) -> None:
    lines = bill(plan, "v0,6.5,usd", "v1,7.25,usd")
    settle(plan, invoice=lines)
    shown = capsys.readouterr().out
    words = [line.split() for line in shown.splitlines()]
    assert ["s.1", "1", "about", "$7.00", "$6.50", "-$0.50"] in words
    assert ["s.2", "1", "up", "to", "$7.00", "$7.25", "+$0.25"] in words
    assert shown.endswith("2 charges would be confirmed; add --write to write them down.\n")
    assert list(ledger.takes()) == takes
    settle(plan, invoice=lines, write=True)
    assert capsys.readouterr().out.endswith("2 charges confirmed.\n")
    assert [(t.charged, t.charge) for t in ledger.takes()] == [
        (usd("6.5"), "confirmed"), (usd("7.25"), "confirmed"),
    ]  # fmt: skip
    settle(plan, invoice=lines, write=True)
    assert capsys.readouterr().out == "0 charges confirmed; 2 confirmed before.\n"


def test_what_is_unclear_is_told_with_its_place_and_exits_with_1(
    plan: Path, ledger: Ledger, takes: list[Take], capsys: Out
) -> None:
    lines = bill(plan, "v0,7,usd", "v9,7,usd", "v1,28,credits")
    with pytest.raises(typer.Exit) as ended:
        settle(plan, invoice=lines, write=True)
    assert ended.value.exit_code == 1
    shown = capsys.readouterr().out
    assert f"{lines.as_posix()}:3:1: $7.00: no take" in shown
    assert f"{lines.as_posix()}:4:1: 28 credits for s.2 take 1: another purse" in shown
    assert "1 charge confirmed." in shown
    assert [t.charge for t in ledger.takes()] == ["confirmed", None]
    assert ledger.take(takes[1].id) == takes[1]


def test_programs_read_every_line(plan: Path, takes: list[Take], capsys: Out) -> None:
    with pytest.raises(typer.Exit):
        settle(plan, invoice=bill(plan, "v0,6,usd", "v9,7,usd"), write=True, as_json=True)
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["schema"] == 1
    assert told["written"] is True
    assert [(line["line"], line["does"], line["why"]) for line in told["lines"]] == [
        (2, "settles", None), (3, "unclear", "no take"),
    ]  # fmt: skip
    assert (told["lines"][0]["amount"], told["lines"][0]["expected"]) == ("6", "7")
    assert [(t["id"], t["charged"], t["charge"]) for t in told["takes"]] == [
        (takes[0].id, "6", "confirmed")
    ]


@pytest.mark.usefixtures("takes")
def test_a_bill_that_cannot_be_read_or_kept_settles_nothing(plan: Path, ledger: Ledger) -> None:
    before = ledger.takes()
    lines = bill(plan, "v0,7,usd", "v1,seven,usd", "v1,1000000000,usd", "v1,7,euro")
    with pytest.raises(InputError) as error:
        settle(plan, invoice=lines, write=True)
    assert [(p.where.line, p.where.column) for p in error.value.problems if p.where] == [
        (3, 4), (4, 4), (5, 6),
    ]  # fmt: skip
    assert ledger.takes() == before


# Approvals are taken back


def test_approvals_are_withdrawn_and_told(plan: Path, ledger: Ledger, capsys: Out) -> None:
    one, two = (approved(ledger, planned(2), usd(most)) for most in ("14", "20"))
    withdraw(plan, [one.id])
    assert capsys.readouterr().out.splitlines()[-1] == "1 still holds."
    assert {found.id for found in ledger.approvals() if found.withdrawn} == {one.id}
    withdraw(plan, as_json=True)
    told = json.loads(capsys.readouterr().out)["approvals"]
    assert {entry["approval"] for entry in told if entry["withdrawn"]} == {one.id, two.id}
    show(plan)
    assert f"Approval {two.id} was withdrawn at 2" in capsys.readouterr().out
    with pytest.raises(InputError, match="no approval of this plan is called nobody"):
        withdraw(plan, ["nobody"])
