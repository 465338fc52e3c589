"""From approval to keepers, as a user types it: by hand, and before a simulated service."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from tests import warm
from tests.ledgers import planned

from shotwright.cli.commands.sending import _Asked, _submitted
from shotwright.cli.ledgers import place_of
from shotwright.errors import InputError
from shotwright.ledger import Ledger
from shotwright.model.take import Takes
from shotwright.sender import Submitted

BOARD = """\
shotwright: 1
title: Two waves
cast:
  maya: {look: lk_maya, voice: vc_maya, kind: digital_twin, consent: confirmed}
scenes:
  - id: roof
    beats:
      - {id: wave, shot: Maya waves at the sun, seconds: 5}
      - {id: bow, shot: Maya bows to the street, seconds: 15}
      - {id: hello, talk: "Good morning. This is a day for tea on the roof."}
"""


def run(*words: str | Path, at: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [warm.command(), *map(str, words)], capture_output=True, text=True, check=False, cwd=at
    )


def answer(*words: str | Path, at: Path, code: int = 0) -> dict[str, Any]:
    done = run(*words, "--json", at=at)
    assert done.returncode == code, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Make a folder with a board, planned for the app (`web`) and for the API (`api`)."""
    (tmp_path / "web.yaml").write_text(BOARD)
    (tmp_path / "api.yaml").write_text(BOARD.replace("Two", "Three"))
    for route in ("web", "api"):
        done = run("plan", f"{route}.yaml", "--route", route, "--out", f"{route}.plan.json",
                   at=tmp_path)  # fmt: skip
        assert done.returncode == 0, done.stderr
    return tmp_path


def states(document: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for take in document["takes"]:
        found.setdefault(take["generation"], []).append(take["state"])
    return found


def test_nothing_is_sent_that_nobody_approved(here: Path) -> None:
    for words in (("submit", "api.plan.json"), ("submit", "api.plan.json", "--send")):
        document = answer(*words, at=here, code=3)
        assert "no ledger" in document["errors"][0]["message"]
        assert "approve" in document["errors"][0]["hint"]
    assert not list(here.glob("*.sqlite"))


@pytest.mark.parametrize(
    "words",
    [
        ["ledger", "show", "api.plan.json"],
        ["ledger", "verify", "api.plan.json"],
        ["actuals", "api.plan.json"],
        ["forecast", "api.plan.json", "--ledger", "no.sqlite"],
    ],
)
def test_where_there_is_no_ledger_a_command_that_reads_says_so(
    here: Path, words: list[str]
) -> None:
    (error,) = answer(*words, at=here, code=2)["errors"]
    name = words[-1] if "--ledger" in words else "api.ledger.sqlite"
    assert error["message"] == f"there is no ledger {name}"
    assert "nothing of the plan was approved yet" in error["hint"]
    assert error["where"]["file"] == name
    assert not list(here.glob("*.sqlite*"))


def test_webhooks_without_a_ledger_say_how_to_make_one(here: Path) -> None:
    done = run("webhooks", "serve", "--ledger", "no.sqlite", at=here)
    assert done.returncode == 2
    assert "there is no ledger no.sqlite" in done.stderr
    assert "shotwright approve PLAN --ledger no.sqlite" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("ceilings", "code", "told"),
    [
        (["4USD"], 3, "the ceiling is 4 dollars"),
        (["900credits"], 3, "no ceiling says so"),
        (["900"], 2, "no amount"),
        (["9USD", "10USD"], 2, "two ceilings"),
        (["-9USD"], 2, "no amount"),
        (["9223372036854.775808USD"], 2, "too much"),
    ],
)
def test_a_ceiling_that_does_not_fit_approves_nothing(
    here: Path, ceilings: list[str], code: int, told: str
) -> None:
    words = [word for ceiling in ceilings for word in ("--ceiling", ceiling)]
    document = answer("approve", "api.plan.json", *words, at=here, code=code)
    assert told in document["errors"][0]["message"]
    assert not list(here.glob("*.sqlite"))


def test_the_same_approval_twice_is_one_and_a_dry_run_writes_nothing(here: Path) -> None:
    first = answer("approve", "api.plan.json", "--ceiling", "20USD", at=here)
    again = answer("approve", "api.plan.json", "--ceiling", "20USD", at=here)
    assert first["approval"] == again["approval"]
    assert first["ceilings"] == {"usd": "20"}
    document = answer("submit", "api.plan.json", at=here)
    assert document["sent"] is False
    assert {take["generation"] for take in document["takes"]} == {"wave", "bow", "hello"}
    # Two clips at $7 each, whatever they last, and some seconds of talk.
    assert 14 < float(document["totals"]["usd"]) < 16
    shown = answer("ledger", "show", "api.plan.json", at=here)
    assert shown["takes"] == []
    assert [c["used"] for c in shown["ceilings"]] == ["0"]


def test_by_hand_from_approval_to_a_second_take(here: Path) -> None:
    answer("approve", "web.plan.json", "--ceiling", "900credits", "--takes", "2", at=here)
    done = run("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    assert done.returncode == 0
    assert "Paste the prompt" in done.stdout
    assert "Maya waves at the sun" in done.stdout
    again = answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    assert len(again["takes"]) == 3
    answer("record", "web.plan.json", "wave", "--charged", "1USD", at=here, code=2)
    answer("record", "web.plan.json", "wave", at=here, code=2)
    noted = answer("record", "web.plan.json", "wave", "--charged", "20credits", at=here)["takes"][0]
    assert (noted["state"], noted["charged"], noted["charge"]) == ("completed", "20", "confirmed")
    assert noted["held"] == "20"
    waiting = answer("review", "web.plan.json", at=here)
    assert states(waiting) == {"wave": ["completed"]}
    told = answer("review", "web.plan.json", "--retake", "wave:bad", at=here, code=2)
    assert "luck" in told["errors"][0]["hint"]
    judged = answer("review", "web.plan.json", "--retake", "wave:luck", at=here)
    assert judged["retakes"][0]["generation"] == "wave"
    assert judged["retakes"][0]["approved"] is True
    printed = run("review", "web.plan.json", at=here).stdout
    assert "Made again, wave costs up to 60 credits (approved)." in printed
    second = answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    assert states(second)["wave"] == ["retake", "intended"]
    third = answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    assert states(third)["wave"] == ["retake", "intended"]
    mistyped = run("record", "web.plan.json", "bow", "--charged", "6000credits", at=here)
    assert "more than the 60 credits that were set aside" in mistyped.stdout
    done = run("ledger", "verify", "web.plan.json", at=here)
    assert done.returncode == 0, done.stdout


def test_numbers_that_no_database_holds_are_refused(here: Path) -> None:
    many = run("approve", "web.plan.json", "--ceiling", "900credits", "--takes", "9" * 20, at=here)
    assert (many.returncode, "Traceback" in many.stderr) == (2, False)
    answer("approve", "web.plan.json", "--ceiling", "900credits", at=here)
    answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    words = ("record", "web.plan.json", "wave", "--charged", "9223372036854credits")
    assert "too much" in answer(*words, at=here, code=2)["errors"][0]["message"]
    assert states(answer("ledger", "show", "web.plan.json", at=here))["wave"] == ["intended"]


def test_another_board_is_refused_and_one_that_went_on_is_not(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "60USD", at=here)
    (here / "api.yaml").write_text(BOARD.replace("id: wave", "id: greet"))
    words = ("submit", "api.plan.json", "--send", "--sender", "simulator")
    told = answer(*words, "--board", "api.yaml", at=here, code=2)["errors"][0]
    assert (told["message"], told["where"]["file"]) == (
        "this board has no beat wave, which is in the plan", "api.yaml"
    )  # fmt: skip
    assert answer("ledger", "show", "api.plan.json", at=here)["takes"] == []
    assert states(answer(*words, at=here))["wave"] == ["sent"]


def test_a_sender_says_what_it_cannot_take(here: Path) -> None:
    answer("approve", "web.plan.json", "--ceiling", "900credits", at=here)
    words = ("submit", "web.plan.json", "--send", "--sender", "simulator", "--only", "wave")
    done = run(*words, at=here)
    assert "by the route web: use --sender hand-off: wave\n" in done.stderr


def test_the_simulator_beside_a_plan_takes_no_address(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "60USD", at=here)
    words = ("submit", "api.plan.json", "--send", "--sender", "simulator")
    told = answer(*words, "--base-url", "http://127.0.0.1:9", at=here, code=2)["errors"][0]
    assert "--sender heygen --base-url http://127.0.0.1:9" in told["hint"]
    assert answer("ledger", "show", "api.plan.json", at=here)["takes"] == []


def test_what_the_service_accepted_is_not_declared_never_accepted(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "60USD", "--takes", "2", at=here)
    answer("submit", "api.plan.json", "--send", "--sender", "simulator", at=here)
    before = answer("ledger", "show", "api.plan.json", at=here)
    for words in (
        ["--not-accepted"],  # it would be sent, and paid, once more
        ["--not-accepted", "--remote-id", "v1"],
        ["--not-accepted", "--charged", "7USD"],
        ["--remote-id", "v1"],  # the service said another
        ["--file", "nowhere.mp4"],
    ):
        answer("record", "api.plan.json", "wave", *words, at=here, code=2)
    assert answer("ledger", "show", "api.plan.json", at=here) == before
    known = next(t["remote_id"] for t in before["takes"] if t["generation"] == "wave")
    answer("record", "api.plan.json", "wave", "--remote-id", known, "--charged", "7USD", at=here)


def test_a_file_that_is_not_there_moves_nothing(here: Path) -> None:
    answer("approve", "web.plan.json", "--ceiling", "900credits", at=here)
    answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    answer("record", "web.plan.json", "wave", "--file", "nowhere.mp4", at=here, code=2)
    assert states(answer("ledger", "show", "web.plan.json", at=here))["wave"] == ["intended"]
    answer("record", "web.plan.json", "wave", "--not-accepted", at=here)
    assert states(answer("ledger", "show", "web.plan.json", at=here))["wave"] == ["failed"]


def test_verdicts_come_from_csv_all_or_none(here: Path) -> None:
    answer("approve", "web.plan.json", "--ceiling", "900credits", at=here)
    answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    for name in ("wave", "bow"):
        answer("record", "web.plan.json", name, "--charged", "20credits", at=here)
    table = here / "verdicts.csv"
    table.write_text("generation,take,verdict,reason\nwave,1,keeper,\nbow,x,keeper,\nno,1,good,\n")
    told = answer("review", "web.plan.json", "--csv", "verdicts.csv", at=here, code=2)["errors"]
    assert [entry["where"]["line"] for entry in told] == [3, 4]
    table.write_text("generation,take,verdict,reason\nwave,1,keeper,\nbow,1,retake,nonsense\n")
    told = answer("review", "web.plan.json", "--csv", "verdicts.csv", at=here, code=2)["errors"]
    assert told[0]["where"]["line"] == 3
    shown = states(answer("ledger", "show", "web.plan.json", at=here))
    assert shown["wave"] == ["completed"]
    table.write_text(f'generation,verdict\n"{"x" * 200_000}",keeper\n')
    told = answer("review", "web.plan.json", "--csv", "verdicts.csv", at=here, code=2)["errors"]
    assert "not CSV" in told[0]["message"]
    table.write_text("generation,verdict,reason\nwave,keeper,\nbow,retake,motion\n")
    answer("review", "web.plan.json", "--csv", "verdicts.csv", at=here)
    shown = states(answer("ledger", "show", "web.plan.json", at=here))
    assert (shown["wave"], shown["bow"]) == (["keeper"], ["retake"])


def test_before_a_simulated_service_each_take_is_paid_once(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "20USD", at=here)
    words = ("submit", "api.plan.json", "--send", "--sender", "simulator")
    first = answer(*words, at=here)
    assert {state for takes in states(first).values() for state in takes} == {"sent"}
    again = answer(*words, at=here)
    assert [take["remote_id"] for take in again["takes"]] == [
        take["remote_id"] for take in first["takes"]
    ]
    done = run("follow", "api.plan.json", "--sender", "simulator", "--out", "clips", at=here)
    assert done.returncode == 0, done.stderr
    shown = answer("ledger", "show", "api.plan.json", at=here)
    assert {state for takes in states(shown).values() for state in takes} == {"downloaded"}
    files = [Path(here / take["file"]) for take in shown["takes"]]
    assert all(path.stat().st_size > 0 for path in files)
    assert len(set(files)) == 3
    assert {take["charge"] for take in shown["takes"]} == {"computed"}


def test_simulated_takes_and_real_ones_are_in_different_ledgers(here: Path) -> None:
    """Else a simulated take would stand for a real one."""
    for name in ("api", "web"):
        answer("approve", f"{name}.plan.json", "--ceiling", "900credits", "--ceiling", "20USD",
               "--ledger", "one.sqlite", at=here)  # fmt: skip
    words = ("submit", "api.plan.json", "--send", "--ledger", "one.sqlite", "--sender")
    answer(*words, "simulator", at=here)
    hands = ("submit", "web.plan.json", "--send", "--ledger", "one.sqlite", "--sender", "hand-off")
    told = answer(*hands, at=here, code=2)["errors"][0]
    assert "simulated takes" in told["message"]
    assert "another ledger" in told["hint"]


def test_a_ceiling_ends_a_run_and_says_what_was_not_sent(here: Path) -> None:
    """Two approvals of parts whose ceilings hold one take each, asked for two."""
    answer("approve", "api.plan.json", "--ceiling", "8USD", "--only", "wave", "--takes", "3",
           at=here)  # fmt: skip
    words = ("submit", "api.plan.json", "--send", "--sender", "simulator")
    sent = answer(*words, at=here)
    assert states(sent) == {"wave": ["sent"]}
    run("follow", "api.plan.json", "--sender", "simulator", at=here)
    answer("review", "api.plan.json", "--retake", "wave:luck", at=here)
    refused = answer(*words, at=here, code=3)
    assert "ceiling" in refused["held"]["wave"]
    assert states(refused) == {"wave": ["retake"]}


def test_boards_of_a_campaign_share_their_month(here: Path) -> None:
    (here / "shotwright.toml").write_text('schema = 1\n[month]\nusd = "10"\n')
    (here / "b.yaml").write_text(BOARD.replace("Two", "Four"))
    run("plan", "b.yaml", "--route", "api", "--out", "b.plan.json", at=here)
    for name in ("api", "b"):
        answer("approve", f"{name}.plan.json", "--ceiling", "8USD", "--only", "wave", at=here)
    assert [path.name for path in here.glob("*.sqlite")] == ["campaign.ledger.sqlite"]
    answer("submit", "api.plan.json", "--send", "--sender", "simulator", at=here)
    held = answer("submit", "b.plan.json", "--send", "--sender", "simulator", at=here, code=3)
    assert "month" in held["held"]["wave"]


def test_boards_without_a_name_share_no_ledger(here: Path) -> None:
    for name, shot in (("a", "bows"), ("b", "jumps")):
        text = BOARD.replace("title: Two waves\n", "").replace("bows", shot)
        (here / f"{name}.yaml").write_text(text)
        run("plan", f"{name}.yaml", "--route", "api", "--out", f"{name}.plan.json", at=here)
        ceiling = ("--ceiling", "20USD", "--only", "wave")
        words = ("approve", f"{name}.plan.json", *ceiling, "--ledger", "all.sqlite")
        (error,) = answer(*words, at=here, code=2)["errors"]
        assert "a board without a name, and others may share all.sqlite" in error["message"]
        answer("approve", f"{name}.plan.json", *ceiling, at=here)  # each in its own
    assert sorted(path.name for path in here.glob("*.sqlite")) == [
        "a.ledger.sqlite", "b.ledger.sqlite",
    ]  # fmt: skip
    (here / "a.yaml").write_text(f"id: a\n{(here / 'a.yaml').read_text()}")
    run("plan", "a.yaml", "--route", "api", "--out", "a.plan.json", at=here)
    answer("approve", "a.plan.json", "--ceiling", "20USD", "--ledger", "all.sqlite", at=here)


def test_a_plan_with_takes_in_a_ledger_of_its_own_is_not_moved_to_an_empty_one(
    here: Path,
) -> None:
    plan, own = here / "api.plan.json", here / "api.ledger.sqlite"
    Ledger.at(own.as_posix(), "tests", lambda: datetime.now(UTC)).close()
    assert place_of(None, plan) == own.as_posix()
    (here / "shotwright.toml").write_text('schema = 1\n[month]\nusd = "10"\n')
    with pytest.raises(InputError, match="campaign shares"):
        place_of(None, plan)
    assert place_of(own.as_posix(), plan) == own.as_posix()
    own.unlink()
    assert place_of(None, plan) == (here / "campaign.ledger.sqlite").as_posix()


def test_a_months_budget_holds_into_the_next_and_is_not_taken_away_by_others(here: Path) -> None:
    (here / "shotwright.toml").write_text('schema = 1\n[month]\nusd = "10"\n')
    approve = ("approve", "api.plan.json", "--ceiling", "20USD", "--ledger", "all.sqlite")
    answer(*approve, at=here)
    (here / "other").mkdir()
    for name in ("shotwright.toml", "api.yaml", "api.plan.json"):
        (here / "other" / name).write_text((here / name).read_text())
    (here / "other" / "shotwright.toml").write_text("schema = 1\n")
    other = ("approve", "api.plan.json", "--ceiling", "21USD", "--ledger", "../all.sqlite")
    answer(*other, at=here / "other")
    shown = answer("ledger", "show", "api.plan.json", "--ledger", "all.sqlite", at=here)
    months = [(c["scope"], c["bound"]) for c in shown["ceilings"] if "month" in c["scope"]]
    now = datetime.now(UTC)
    following = f"{now.year + now.month // 12}-{now.month % 12 + 1:02}"
    assert months == [(f"month {now:%Y-%m}", "10"), (f"month {following}", "10")]


def test_what_many_have_in_common_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    why = "the run was stopped before it was sent"
    held = {f"s.{n}": why for n in range(30)} | {"s.30": "4 would be too much"}
    done = Submitted(Takes(()), held, unapproved={"s.30"})
    with pytest.raises(typer.Exit) as code:
        _submitted(done, _Asked(planned()), (), "t.plan.json", as_json=False)
    assert code.value.exit_code == 3
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Not sent")]
    assert len(told) == 2
    assert told[0].startswith("Not sent: s.0, s.1")
    assert told[0].endswith(f"s.9 and 20 more: {why}")


def test_only_a_ceiling_says_that_it_is_over_budget(capsys: pytest.CaptureFixture[str]) -> None:
    held = {"s.1": "not accepted yet: 429 too many calls, the ceiling of the hour is reached"}
    with pytest.raises(typer.Exit) as code:
        _submitted(Submitted(Takes(()), held), _Asked(planned()), (), "t.plan.json", as_json=False)
    assert code.value.exit_code == 4
    assert "ceiling of the hour" in capsys.readouterr().out


def test_what_was_not_asked_for_is_left_out_and_named(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "20USD", at=here)
    words = ("submit", "api.plan.json", "--send", "--sender", "simulator", "--only")
    first = answer(*words, "bow", at=here)
    assert states(first) == {"bow": ["sent"]}
    assert first["left_out"] == ["wave", "hello"]
    second = answer(*words, "wave", at=here)
    assert states(second) == {"wave": ["sent"]}
    assert second["totals"]["usd"] == "7"
    assert states(answer(*words[:-1], at=here)).keys() == {"wave", "bow", "hello"}
    assert "left_out" not in answer(*words[:-1], at=here)


def test_an_edit_keeps_what_the_ledger_says_was_approved_or_shot(here: Path) -> None:
    def again(*words: str, code: int = 0) -> dict[str, Any]:
        return answer("plan", "api.yaml", "--route", "api", "--keep", "api.plan.json", *words,
                      at=here, code=code)  # fmt: skip

    assert "standing" not in again()
    (error,) = again("--ledger", "no.sqlite", code=2)["errors"]
    assert error["message"] == "there is no ledger no.sqlite"
    answer("plan", "api.yaml", "--ledger", "api.ledger.sqlite", at=here, code=2)
    answer("approve", "api.plan.json", "--ceiling", "20USD", "--only", "wave", "--only", "bow",
           at=here)  # fmt: skip
    answer("submit", "api.plan.json", "--send", "--sender", "simulator", "--only", "bow", at=here)
    expected = {"shot": ["bow"], "approved": ["wave"], "free": ["hello"]}
    assert again()["standing"] == expected
    assert again("--ledger", "api.ledger.sqlite")["standing"] == expected
    shown = run("plan", "api.yaml", "--route", "api", "--keep", "api.plan.json", at=here).stdout
    assert "The ledger says: 1 shot, 1 approved, 1 free to change." in shown


def test_nobody_is_told_to_go_on_where_nothing_is_left(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "20USD", "--only", "wave", at=here)
    words = ("submit", "api.plan.json", "--send", "--sender", "simulator")
    told = run(*words, at=here).stdout
    assert "Go on with: shotwright follow api.plan.json --sender simulator\n" in told
    run("follow", "api.plan.json", "--sender", "simulator", at=here)
    answer("review", "api.plan.json", "--keeper", "wave", at=here)
    assert "Go on" not in run(*words, at=here).stdout


def test_a_simulated_service_that_took_nothing_leaves_no_file(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "8USD", "--only", "wave", at=here)
    (here / "api.yaml").write_text(BOARD.replace("Two", "Three").replace("lk_maya", "lk_gone"))
    run("plan", "api.yaml", "--route", "api", "--out", "api.plan.json", at=here)
    answer("approve", "api.plan.json", "--ceiling", "20USD", at=here)
    answer("submit", "api.plan.json", "--send", "--sender", "simulator", at=here, code=2)
    assert not (here / "api.simulator.json").exists()


def test_a_ledger_is_read_by_plain_sql_backed_up_and_found_out_when_touched(here: Path) -> None:
    answer("approve", "web.plan.json", "--ceiling", "900credits", at=here)
    answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    with closing(sqlite3.connect(here / "web.ledger.sqlite")) as base:
        _touched(here, base)


def _touched(here: Path, base: sqlite3.Connection) -> None:
    rows = base.execute("SELECT generation, state, purse FROM takes ORDER BY generation").fetchall()
    assert [row[0] for row in rows] == ["bow", "hello", "wave"]
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        base.execute("UPDATE take SET reserved = 0")
    base.rollback()
    assert run("ledger", "backup", "web.plan.json", "copy.sqlite", at=here).returncode == 0
    assert run("ledger", "backup", "web.plan.json", "copy.sqlite", at=here).returncode == 2
    lines = run("ledger", "export", "web.plan.json", at=here).stdout.splitlines()
    assert {json.loads(line)["table"] for line in lines} >= {"take", "event", "entry", "approval"}
    base.execute("UPDATE ceiling SET used = used - 1")
    base.commit()
    told = answer("ledger", "verify", "web.plan.json", at=here, code=1)["disagreements"]
    assert len(told) == 1
    assert "ceiling" in told[0]
    words = ("ledger", "verify", "web.plan.json", "--ledger", "copy.sqlite")
    assert answer(*words, at=here)["disagreements"] == []


def test_a_file_that_is_no_ledger_is_refused(here: Path) -> None:
    (here / "web.ledger.sqlite").write_text("this is no database, and long enough to be looked at")
    told = answer("approve", "web.plan.json", "--ceiling", "900credits", at=here, code=2)
    assert "not a ledger" in told["errors"][0]["message"]
    assert (here / "web.ledger.sqlite").read_text().startswith("this is no")


def test_a_changed_board_is_another_plan_and_needs_another_approval(here: Path) -> None:
    answer("approve", "web.plan.json", "--ceiling", "900credits", at=here)
    answer("submit", "web.plan.json", "--send", "--sender", "hand-off", at=here)
    for name in ("wave", "bow", "hello"):
        answer("record", "web.plan.json", name, "--charged", "20credits", at=here)
    answer("review", "web.plan.json", "--retake", "wave:motion", "--keeper", "bow", at=here)
    changed = BOARD.replace("Maya waves at the sun", "Maya lifts one hand to the sun")
    (here / "web.yaml").write_text(changed.replace("wave, shot", "wave, shot"))
    run("plan", "web.yaml", "--route", "web", "--out", "web.plan.json", at=here)
    document = answer("submit", "web.plan.json", at=here, code=3)
    assert "no approval" in document["errors"][0]["message"]
    approved = answer("approve", "web.plan.json", "--ceiling", "900credits", at=here)
    assert approved["retakes"] == ["wave is made again for motion: prompt changed"]
    due = answer("submit", "web.plan.json", at=here)
    # What was kept, or waits for a verdict, under the older plan is not paid for again.
    assert [take["generation"] for take in due["takes"]] == ["wave"]


def test_sigterm_ends_a_run_well_and_the_next_one_goes_on(here: Path) -> None:
    answer("approve", "api.plan.json", "--ceiling", "20USD", at=here)
    faults = here / "faults.toml"
    faults.write_text('[[fault]]\noperation = "videos.create"\nkind = "delay"\nseconds = 3\n')
    with subprocess.Popen(
        [warm.INSTALLED, "simulate", "--port", "0", "--json", "--faults", str(faults)],
        stdout=subprocess.PIPE, text=True, cwd=here,
    ) as server, closing(sqlite3.connect(here / "api.ledger.sqlite")) as base:  # fmt: skip
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        words = [warm.INSTALLED, "submit", "api.plan.json", "--send", "--sender", "heygen",
                 "--base-url", told["url"], "--json"]  # fmt: skip
        environment = {**os.environ, "HEYGEN_API_KEY": told["key"]}
        with subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=here,
            env=environment,
        ) as sending:  # fmt: skip
            while sending.poll() is None and not base.execute("SELECT 1 FROM takes").fetchone():
                time.sleep(0.05)
            sending.send_signal(signal.SIGTERM)
            out, error = sending.communicate(timeout=60)
        assert "Traceback" not in error
        assert {take["state"] for take in json.loads(out)["takes"]} <= {"sent", "intended"}
        last = subprocess.run(
            words, capture_output=True, text=True, check=True, cwd=here, env=environment
        )
        server.terminate()
    assert {take["state"] for take in json.loads(last.stdout)["takes"]} == {"sent"}
