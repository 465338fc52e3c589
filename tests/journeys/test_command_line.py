"""The command line as a user runs it: the installed command, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import warm

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAMPLE = ROOT / "tests" / "sample.yaml"
DAY = ["--on", "2026-11-21"]
BOARDS = [
    SAMPLE,
    *(EXAMPLES / name for name in ("ad.yaml", "course.yaml", "interview.yaml", "brand_film.yaml")),
    EXAMPLES / "social" / "serie.yaml",
]
COMMANDS = (
    "new", "schema", "show", "check", "build", "plan", "estimate", "compare", "requests",
    "routes", "rates",
)  # fmt: skip


def shotwright(
    *words: str | Path, stdin: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [warm.command(), *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", **environment},
    )


def answer(*words: str | Path, code: int = 0, stdin: str = "") -> dict[str, Any]:
    done = shotwright(*words, "--json", stdin=stdin)
    assert done.returncode == code, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    assert document["schema"] == 1
    return document


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.stem)
@pytest.mark.parametrize("routes", [[], ["--route", "web"], ["--route", "api"], ["--talk", "api"]])
def test_every_board_runs_through_every_station(board: Path, routes: list[str]) -> None:
    document = answer("plan", board, *routes, *DAY)
    plan, estimate = document["plan"], document["estimate"]
    assert [item["generation"] for item in plan["items"]]
    assert {item for g in plan["generations"] for item in g["items"]} == {
        item["id"] for item in plan["items"]
    }
    assert answer("estimate", board, *routes, *DAY)["totals"] == estimate["totals"]
    requests = answer("requests", board, *routes, *DAY)["requests"]
    assert [r["generation"] for r in requests] == [g["id"] for g in plan["generations"]]
    assert answer("check", board, *routes, *DAY)["findings"] == document["findings"]


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.stem)
def test_the_tables_of_a_board_fit_80_columns_and_have_no_colour(board: Path) -> None:
    for words in (["show"], ["check", *DAY], ["build"], ["plan", *DAY], ["estimate", *DAY],
                  ["compare", *DAY]):  # fmt: skip
        done = shotwright(*words, board)
        assert done.returncode == 0, done.stderr
        assert max(_width(line) for line in done.stdout.splitlines()) <= 80, words
        assert "\x1b" not in done.stdout


def _width(line: str) -> int:
    """Count terminal columns: wide characters take two."""
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(line.rstrip())


@pytest.mark.parametrize("command", ["routes", "rates"])
def test_what_is_known_is_shown_with_its_dates_and_sources(command: str) -> None:
    done = shotwright(command)
    assert max(_width(line) for line in done.stdout.splitlines()) <= 80
    assert "HeyGen guide: Avatar Shots with Seedance" in done.stdout
    assert "2026-" in done.stdout
    if command == "rates":
        table = done.stdout.split("\n\n")[0].splitlines()
        assert len(table) == 1 + len(answer(command)["rates"])  # a price is one line
    document = answer(command)
    assert document[command]


def test_colour_comes_on_a_terminal_only() -> None:
    assert "\x1b[" in shotwright("plan", SAMPLE, *DAY, FORCE_COLOR="1").stdout
    plain = shotwright("plan", SAMPLE, *DAY, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = shotwright(command, "--help")
    assert done.returncode == 0
    assert f"Example: shotwright {command}" in done.stdout
    assert command in shotwright("--help").stdout


def test_every_example_of_the_help_runs(tmp_path: Path) -> None:
    (tmp_path / "board.yaml").write_bytes(SAMPLE.read_bytes())
    for command in COMMANDS:
        text = " ".join(shotwright(command, "--help").stdout.split())
        example = text.split("Example: ", 1)[1]
        path = f"{warm.INSTALLED.parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", example], cwd=tmp_path, check=False, capture_output=True, text=True,
            env={**os.environ, "PATH": path},
        )  # fmt: skip
        assert done.returncode == 0, (example, done.stderr)


def test_the_ad_with_talk_on_the_api_has_two_purses_that_are_never_added_up() -> None:
    document = answer("plan", EXAMPLES / "ad.yaml", "--talk", "api", *DAY)
    plan, estimate = document["plan"], document["estimate"]
    assert {(g["route"], g["billing"]) for g in plan["generations"]} == {
        ("web", "subscription"),
        ("api", "wallet"),
    }
    shots = sum(item["billed_seconds"] for item in plan["items"] if item["kind"] == "shot")
    assert estimate["totals"]["credits"] == str(4 * shots)
    dollars = [line for line in estimate["lines"] if line["purse"] == "usd"]
    assert {line["product"] for line in dollars} == {"avatar_iv"}
    exact = sum(item["billed_seconds"] for item in plan["items"] if item["kind"] == "segment") / 15
    assert float(estimate["totals"]["usd"]) == pytest.approx(exact, abs=1e-5)


def test_bad_input_exits_with_2_and_tells_all_errors_with_their_places(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    board.write_text("shotwright: 1\nscenes:\n- id: s\n  beats:\n  - {shot: x, secnds: 1}\n")
    done = shotwright("plan", board, "--json")
    assert done.returncode == 2
    errors = json.loads(done.stdout)["errors"]
    assert {"message", "hint", "where"} == set(errors[0])
    places = [(e["where"]["line"], e["where"]["column"], e["where"]["path"]) for e in errors]
    assert (5, 15, "scenes[0].beats[0].secnds") in places
    assert any("who is in" in error["message"] for error in errors)
    plain = shotwright("plan", board)
    assert plain.returncode == 2
    assert f"{board}:5:15:" in plain.stderr.replace("\n", "")
    assert "Traceback" not in plain.stderr


def test_errors_of_several_boards_come_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("shotwright: 2\n")
    done = shotwright("check", tmp_path / "a.yaml", tmp_path / "b.yaml", "--json")
    files = {error["where"]["file"] for error in json.loads(done.stdout)["errors"]}
    assert done.returncode == 2
    assert len(files) == 2


def test_a_board_without_a_plan_exits_with_1_and_says_the_ways_out(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    text = SAMPLE.read_text().replace("seconds: 6", 'seconds: "=3"')
    board.write_text(text)
    document = answer("plan", board, *DAY, code=1)
    assert document["plan"] is None
    clash = document["no_plan"]["clashes"][0]
    assert set(clash) == {"beats", "rule", "has", "limit", "ways_out"}
    assert clash["beats"] == ["reveal"]
    done = shotwright("plan", board, *DAY)
    assert done.returncode == 1
    assert "Way out" in done.stdout
    assert shotwright("estimate", board, *DAY).returncode == 1


def test_findings_of_severity_error_exit_with_1_and_others_with_0(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    board.write_text(SAMPLE.read_text().replace("consent: confirmed}", "consent: rejected}", 1))
    assert shotwright("check", board, *DAY).returncode == 1
    board.write_text(SAMPLE.read_text().replace("consent: confirmed}", "consent: unknown}", 1))
    assert shotwright("check", board, *DAY).returncode == 0


def test_a_board_is_read_from_standard_input_as_yaml_and_as_json() -> None:
    text = SAMPLE.read_text()
    from_file = answer("build", SAMPLE)
    assert answer("build", "-", stdin=text) == from_file
    import yaml  # noqa: PLC0415

    data = yaml.safe_load(text)
    assert answer("build", "-", stdin=json.dumps(data)) == from_file


def test_it_runs_from_any_folder_and_as_a_module(tmp_path: Path) -> None:
    here = shotwright("build", SAMPLE, cwd=tmp_path)
    module = subprocess.run(
        [sys.executable, "-m", "shotwright", "build", SAMPLE],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip
    assert here.stdout == module.stdout
    assert here.returncode == 0


def test_the_plan_file_has_the_same_bytes_everywhere_and_is_read_by_the_other_commands(
    tmp_path: Path,
) -> None:
    for number, seed in enumerate(("1", "2")):
        done = shotwright(
            "plan", EXAMPLES / "ad.yaml", *DAY, "--out", tmp_path / f"{number}.plan.json",
            PYTHONHASHSEED=seed, cwd=tmp_path, LC_ALL="C", TZ=f"UTC{number}",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    first, second = (tmp_path / f"{number}.plan.json" for number in (0, 1))
    assert first.read_bytes() == second.read_bytes()
    assert answer("estimate", first) == answer("estimate", EXAMPLES / "ad.yaml", *DAY)
    hashes = [g["fingerprint"] for g in json.loads(first.read_text())["generations"]]
    assert [r["fingerprint"] for r in answer("requests", first)["requests"]] == hashes


def test_a_plan_file_that_is_none_is_told_so(tmp_path: Path) -> None:
    broken = tmp_path / "x.plan.json"
    broken.write_text('{"hash": 1}')
    assert shotwright("estimate", broken).returncode == 2
    assert shotwright("estimate", tmp_path / "no.plan.json").returncode == 2


def test_what_cannot_be_written_leaves_nothing_half_written(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "x.plan.json"
    done = shotwright("plan", SAMPLE, *DAY, "--out", missing)
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert shotwright("plan", SAMPLE, *DAY, "--out", tmp_path / "x.plan.json").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x.plan.json"]


def test_interrupting_a_plan_leaves_nothing_half_written(tmp_path: Path) -> None:
    make = [sys.executable, str(EXAMPLES / "make_stress.py"), "--beats", "6000"]
    board = subprocess.run(make, capture_output=True, check=True).stdout
    running = subprocess.Popen(
        [warm.INSTALLED, "plan", "-", *DAY, "--out", tmp_path / "stress.plan.json"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdin is not None
    running.stdin.write(board)  # more than a pipe holds: it reads when this returns
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told == b"Interrupted; no file is half-written, and the same command goes on.\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("routes", [["--route", "web"], ["--shots", "api"]])
def test_the_stress_board_of_3000_beats_is_planned_and_priced(
    routes: list[str], tmp_path: Path
) -> None:
    made = subprocess.run(
        [sys.executable, EXAMPLES / "make_stress.py"], capture_output=True, check=True
    ).stdout
    board = tmp_path / "stress.json"
    board.write_bytes(made)
    beats = [beat for scene in json.loads(made)["scenes"] for beat in scene["beats"]]
    assert len(beats) == 3000
    document = answer("plan", board, *routes, *DAY)
    items = document["plan"]["items"]
    assert {part["beat"] for item in items for part in item["parts"]} == {b["id"] for b in beats}
    shots = [item["seconds"] for item in items if item["kind"] == "shot"]
    priced = [line for line in document["estimate"]["lines"] if line["product"] == "avatar_shots"]
    each_second = 4 * sum(shots)
    each_shot = 7 * len(shots)
    bill = each_shot if "api" in routes else each_second
    assert sum(int(line["amount"]) for line in priced) == bill


def test_a_reader_who_leaves_early_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{warm.INSTALLED}' rates --all --json | head -1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "{\n"
    assert done.stderr == ""


@pytest.mark.parametrize("kind", ["ad", "course", "interview", "social"])
def test_every_starter_plans_as_it_is(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "board.yaml"
    assert shotwright("new", "--kind", kind, file).returncode == 0
    document = answer("plan", file, *DAY)
    assert document["plan"]["items"]
    assert not [f for f in document["findings"] if f["severity"] != "info"]
    assert shotwright("new", "--kind", kind).stdout == file.read_text()
    again = shotwright("new", "--kind", kind, file)
    assert again.returncode == 2
    assert "is there already" in again.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands(shell: str) -> None:
    script = shotwright("--show-completion", shell)
    done = script if script.stdout else shotwright(_SHOTWRIGHT_COMPLETE=f"source_{shell}")
    assert "_SHOTWRIGHT_COMPLETE" in done.stdout or "shotwright" in done.stdout


def test_the_curl_commands_carry_the_body_unchanged_and_no_key() -> None:
    requests = answer("requests", SAMPLE, "--route", "api", *DAY)["requests"]
    text = shotwright("requests", SAMPLE, "--route", "api", "--curl", *DAY, HEYGEN_API_KEY="hush")
    bodies = re.findall(r"<<'JSON'\n(.*?)\nJSON\n", text.stdout, re.DOTALL)
    assert [json.loads(body) for body in bodies] == [r["body"] for r in requests]
    assert "hush" not in text.stdout
    assert text.stdout.count("$HEYGEN_API_KEY") == len(requests)
    checked = subprocess.run(["bash", "-n"], input=text.stdout, text=True, check=False)
    assert checked.returncode == 0


def test_the_schema_is_a_document_that_editors_read() -> None:
    document = json.loads(shotwright("schema").stdout)
    assert document["$schema"].startswith("https://json-schema.org/")
    assert "scenes" in document["properties"]


def test_your_own_rates_win_and_are_marked(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(
        'schema = 1\nproduct = "avatar_shots"\n[[rate]]\nid = "mine"\n'
        'billing = "subscription"\namount = "3.5"\nper_ms = 1000\n'
    )
    lines = answer("estimate", SAMPLE, *DAY, "--rates", own)["lines"]
    shot = next(line for line in lines if line["product"] == "avatar_shots")
    assert shot["amount"] == "21"
    assert shot["source"]["confidence"] == "user"
    own.write_text("schema = 1\n[[rate]]\nid = 1\n")
    assert shotwright("estimate", SAMPLE, "--rates", own).returncode == 2


def test_what_is_to_be_pasted_stands_alone_and_unwrapped() -> None:
    done = shotwright("requests", EXAMPLES / "ad.yaml", *DAY)
    requests = answer("requests", EXAMPLES / "ad.yaml", *DAY)["requests"]
    pasted = [step["paste"] for r in requests for step in r["sheet"] if step["paste"]]
    assert pasted
    assert set(pasted) <= set(done.stdout.splitlines())
    for step in (step["do"] for r in requests for step in r["sheet"]):
        assert step in done.stdout  # whole, however wide the terminal is


def test_a_narrow_terminal_loses_no_amount() -> None:
    wide, narrow = (
        shotwright("compare", EXAMPLES / "ad.yaml", *DAY, COLUMNS=columns).stdout
        for columns in ("80", "40")
    )
    assert narrow == wide


def test_out_replaces_plan_files_only(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    board.write_bytes(SAMPLE.read_bytes())
    done = shotwright("plan", board, *DAY, "--out", board)
    assert done.returncode == 2
    assert "holds no plans" in " ".join(done.stderr.split())
    assert board.read_bytes() == SAMPLE.read_bytes()
    assert shotwright("plan", board, *DAY, "--out", "/dev/full").returncode == 2
    plan = tmp_path / "weird name"
    assert shotwright("plan", board, *DAY, "--out", plan).returncode == 0
    assert shotwright("plan", board, *DAY, "--out", plan).returncode == 0
    assert shotwright("estimate", plan).returncode == 0


def test_a_plan_file_takes_no_options_that_need_another_plan(tmp_path: Path) -> None:
    plan = tmp_path / "x.plan.json"
    assert shotwright("plan", SAMPLE, *DAY, "--out", plan).returncode == 0
    done = shotwright("estimate", plan, "--route", "api")
    assert done.returncode == 2
    assert "--route cannot change" in done.stderr.replace("\n", " ")
    told = shotwright("build", plan)
    assert told.returncode == 2
    assert "this is a plan file" in told.stderr


def test_what_will_be_refused_is_told_before_it_is_made(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    board.write_text(SAMPLE.read_text().replace("consent: confirmed}", "consent: rejected}", 1))
    for words, code in (
        (("requests", board), 1),
        (("estimate", board), 1),
        (("requests", board, "--only", "nothing"), 2),
        (("estimate", board, "--subscription", "nothing"), 2),
    ):
        done = shotwright(*words, *DAY)
        assert done.returncode == code
        assert "CAST001" in done.stderr


@pytest.mark.parametrize("words", ["rates", "plan - --json", "requests - --curl --route api"])
def test_an_output_that_cannot_be_written_is_told(words: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{warm.INSTALLED}' {words} < '{SAMPLE}' > /dev/full"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Cannot write" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_standard_input_is_told() -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{warm.INSTALLED}' plan - <&-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["plan", SAMPLE, "--on", "yesterday"], ["requests", SAMPLE, "--only", "x"]]
)
def test_options_that_mean_nothing_are_bad_input(words: list[str | Path]) -> None:
    done = shotwright(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["plan", "estimate", "requests", "forecast"])
def test_a_purse_that_no_route_of_the_plan_has_is_refused(command: str) -> None:
    (error,) = answer(command, SAMPLE, "--route", "web", "--billing", "wallet", *DAY, code=2)[
        "errors"
    ]
    assert error["message"] == "nothing on web is paid by the wallet"
    assert error["hint"] == "leave --billing out, or choose a route that is: api, agent, legacy"


def test_a_purse_pays_where_a_route_has_it() -> None:
    words = ("--shots", "web", "--talk", "api", "--billing", "wallet")
    made = answer("plan", SAMPLE, *words, *DAY)["plan"]["generations"]
    assert {each["route"]: each["billing"] for each in made} == {
        "web": "subscription", "api": "wallet",
    }  # fmt: skip


def test_a_board_larger_than_allowed_is_told_and_let_in_on_request(tmp_path: Path) -> None:
    board = tmp_path / "big.yaml"
    board.write_text(SAMPLE.read_text() + "# " + "x" * 2_000_000 + "\n")
    told = shotwright("check", board, "--max-size", "1")
    assert told.returncode == 2
    assert "MiB" in told.stderr
    assert shotwright("check", board, "--max-size", "2", *DAY).returncode == 0


def test_media_outside_the_boards_folder_are_used_on_request_only(tmp_path: Path) -> None:
    (tmp_path / "boards").mkdir()
    (tmp_path / "kettle.png").write_bytes((EXAMPLES / "assets" / "kettle.png").read_bytes())
    board = tmp_path / "boards" / "board.yaml"
    board.write_text(SAMPLE.read_text().replace("assets/kettle.png", "../kettle.png"))
    told = shotwright("plan", board, *DAY)
    assert told.returncode == 2
    assert "outside" in told.stderr
    assert shotwright("plan", board, "--allow-outside", *DAY).returncode == 0
