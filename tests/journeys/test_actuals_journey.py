"""Actuals on the command line: the rows programs read, the table people read, the exit codes."""

from __future__ import annotations

import json
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests import warm
from tests.ledgers import NOON, approved, intended, intent, planned, usd

from shotwright.ledger import Ledger

DAY = ("--on", "2026-11-21")
BOARD = """shotwright: 1
cast: {maya: {look: lk, consent: confirmed}}
scenes:
  - id: roof
    beats:
      - {id: kettle, shot: Maya sets the kettle down, seconds: 5}
  - id: attic
    beats:
      - {id: window, shot: Maya opens a window, seconds: 10}
"""
TAKES = "generation,state,charged,remote_id\nkettle,retake,20,v1\nkettle,keeper,20,v2\n"
INVOICE = "amount,purse,remote_id\n20,credits,v1\n25,credits,v2\n9,credits,v3\n"


def shotwright(
    *words: str | Path, code: int = 0, on: bool = True
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [warm.command(), *map(str, words), *(DAY if on else ())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("b.yaml", BOARD), ("takes.csv", TAKES), ("invoice.csv", INVOICE)):
        (tmp_path / name).write_text(text)
    shotwright("plan", tmp_path / "b.yaml", "--out", tmp_path / "b.plan.json")
    return tmp_path


def answer(folder: Path, *words: str | Path, code: int = 0) -> dict[str, Any]:
    told = ("--takes", folder / "takes.csv", *words, "--json")
    done = shotwright("actuals", folder / "b.plan.json", *told, code=code)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_programs_read_takes_accounts_and_what_became_of_the_bill(folder: Path) -> None:
    found = answer(folder, "--invoice", folder / "invoice.csv")
    assert found["schema"] == 1
    first = found["takes"][0]
    assert {name: first[name] for name in ("generation", "take", "state", "remote_id")} == {
        "generation": "kettle", "take": 1, "state": "retake", "remote_id": "v1",
    }  # fmt: skip
    assert (first["charged"], first["charge"]) == ("20", "confirmed")
    # Rates of shots are believed to be Beta(2 + 1, 3 + 1) now: 6 / 2 takes of the 40 credits.
    assert found["scenes"][1] == {
        "scene": "attic", "purse": "credits", "budget": "160", "reserved": "0", "committed": "0",
        "actual": "0", "confirmed": "0", "estimate_to_complete": "120",
        "estimate_at_completion": "120", "variance": "40",
    }  # fmt: skip
    total = found["totals"]["credits"]
    assert (total["actual"], total["confirmed"], total["variance"]) == ("45", "45", "75")
    assert [row["match"] for row in found["invoice"]] == ["confirmed", "confirmed", "no take"]
    assert [row["expected"] for row in found["invoice"]] == [None, "20", None]


def test_people_read_a_table_and_what_is_to_be_looked_at(folder: Path) -> None:
    told = ("--takes", folder / "takes.csv", "--invoice", folder / "invoice.csv")
    shown = shotwright("actuals", folder / "b.plan.json", *told).stdout
    assert "attic" in shown
    assert "line 3: 25 credits for kettle take 2, and not 20 credits" in shown
    assert "line 4: 9 credits for no take of this plan" in shown


def test_a_budget_that_will_not_hold_exits_with_3(folder: Path) -> None:
    assert answer(folder, "--budget", "159credits", code=3)["totals"]["credits"]["variance"] == "-1"
    answer(folder, "--budget", "160credits", code=0)


def test_history_teaches_too(folder: Path) -> None:
    history = folder / "history.csv"
    history.write_text("kind,verdict\nshots,keeper\nshots,keeper\n")
    found = answer(folder, "--history", history)  # Beta(5, 4): 8 / 4 takes of 40
    assert found["scenes"][1]["estimate_to_complete"] == "80"


def test_mistakes_are_told_with_their_places(folder: Path) -> None:
    (folder / "takes.csv").write_text("generation,state\nkettel,keeper\n")
    found = answer(folder, code=2)
    assert found["errors"][0]["where"]["line"] == 2
    done = shotwright("actuals", folder / "b.plan.json", "--takes", folder / "none.csv", code=2)
    assert "Traceback" not in done.stderr
    done = shotwright("actuals", folder / "b.yaml", "--takes", folder / "takes.csv", code=2)
    assert "Traceback" not in done.stderr


def test_a_ledger_tells_the_same_and_teaches_the_forecast(folder: Path) -> None:
    plan = folder / "b.plan.json"
    shotwright("approve", plan, "--ceiling", "900credits", on=False)
    shotwright("submit", plan, "--send", "--sender", "hand-off", on=False)
    shotwright("record", plan, "kettle", "--charged", "20credits", on=False)
    shotwright("review", plan, "--keeper", "kettle", on=False)
    total = json.loads(shotwright("actuals", plan, "--json").stdout)["totals"]["credits"]
    assert (total["actual"], total["confirmed"]) == ("20", "20")
    ledger = folder / "b.ledger.sqlite"
    shown = shotwright("forecast", plan, "--ledger", ledger).stdout
    assert "as 1 of 1 takes were kept" in " ".join(shown.split())


def test_of_takes_in_both_the_ledgers_own_word_holds(folder: Path) -> None:
    plan, ledger = folder / "b.plan.json", folder / "b.ledger.sqlite"
    shotwright("approve", plan, "--ceiling", "900credits", on=False)
    shotwright("submit", plan, "--send", "--sender", "hand-off", on=False)
    # The quote that was approved sets 60 credits aside: the highest reading (pricing.md, 3.1).
    (folder / "takes.csv").write_text(
        "generation,take,state,reserved,charged\nkettle,1,running,99,\nwindow,1,keeper,,40\n"
        "window,2,keeper,,33\n"
    )
    found = answer(folder, "--ledger", ledger)
    assert [(row["generation"], row["take"], row["state"], row["reserved"], row["charged"])
            for row in found["takes"]] == [
        ("kettle", 1, "intended", "60", None), ("window", 1, "intended", "60", None),
        ("window", 2, "keeper", "33", "33"),
    ]  # fmt: skip
    total = found["totals"]["credits"]
    assert (total["reserved"], total["committed"], total["actual"]) == ("120", "0", "33")


def test_one_number_for_two_jobs_is_refused(folder: Path) -> None:
    plan, ledger = folder / "b.plan.json", folder / "b.ledger.sqlite"
    shotwright("approve", plan, "--ceiling", "900credits", on=False)
    shotwright("submit", plan, "--send", "--sender", "hand-off", on=False)
    shotwright("record", plan, "kettle", "--remote-id", "v7", on=False)
    told = answer(folder, "--ledger", ledger, code=2)["errors"]
    assert [error["message"] for error in told] == [
        "take 1 of kettle is v7 in the ledger, and v1 in the file"
    ]
    (folder / "takes.csv").write_text("generation,take,state,remote_id\nkettle,5,running,v7\n")
    found = answer(folder, "--ledger", ledger)["takes"]
    assert [(row["generation"], row["take"]) for row in found] == [("kettle", 1), ("window", 1)]


def test_what_was_paid_for_a_shot_that_was_changed_since_still_counts(tmp_path: Path) -> None:
    old, new = planned(1), planned(1, seconds=6)
    assert (old.board, new.board) == ("t", "t")
    where = (tmp_path / "t.ledger.sqlite").as_posix()
    with closing(Ledger.at(where, "tests", lambda: NOON)) as ledger:
        one = intended(ledger, intent(old, approved(ledger, old)))
        sent = ledger.advance(one, "sent", remote_id="v1")
        assert sent is not None
        assert ledger.settle(sent, usd("7"))
    (tmp_path / "t.plan.json").write_text(new.to_json())
    found = json.loads(shotwright("actuals", tmp_path / "t.plan.json", "--json").stdout)
    assert found["totals"]["usd"]["actual"] == "7"
    assert [row["scene"] for row in found["scenes"]] == ["s", "(not in this plan)"]


def test_several_plans_are_told_board_by_board(folder: Path) -> None:
    (folder / "c.yaml").write_text(BOARD.replace("shotwright: 1", "shotwright: 1\ntitle: Other"))
    shotwright("plan", folder / "c.yaml", "--out", folder / "c.plan.json")
    plans = [folder / "b.plan.json", folder / "c.plan.json"]
    for plan in plans:
        shotwright("approve", plan, "--ceiling", "900credits", on=False)
        shotwright("submit", plan, "--send", "--sender", "hand-off", on=False)
        shotwright("record", plan, "kettle", "--charged", "20credits", on=False)
    found = json.loads(shotwright("actuals", *plans, "--json").stdout)
    assert [(row["scene"], row["actual"]) for row in found["scenes"]] == [
        ("Untitled", "20"), ("Other", "20"),
    ]  # fmt: skip
    assert found["totals"]["credits"]["actual"] == "40"
    assert shotwright("actuals", *plans).stdout.splitlines()[1].startswith("board")
    shotwright("actuals", plans[0], plans[0], code=2)
    shotwright("actuals", *plans, "--takes", folder / "takes.csv", code=2)
