"""How long scripts take, from the command line; and voices that are calibrated and kept."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests import warm

SENTENCE = "Every morning, four hundred million kettles wait for the grid. "
BOARD = """\
shotwright: 1
cast: {ana: {look: lk, voice: vc_ana, kind: digital_twin, consent: confirmed}}
scenes:
  - id: s
    beats:
      - {id: t, by: ana, talk: "Every morning, four hundred million kettles wait for the grid."}
"""


def run(folder: Path, *words: str, given: str = "", code: int = 0) -> str:
    done = subprocess.run(
        [warm.command(), *words],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 or done.stdout else done.stderr


def test_json_lines_are_answered_line_by_line(tmp_path: Path) -> None:
    given = [
        {"text": SENTENCE, "language": "en", "speed": 1.0},
        {"text": SENTENCE, "language": "en", "speed": 0.5},
        {"text": "Cada mañana, cuatrocientos millones de teteras esperan."},
    ]
    lines = run(tmp_path, "speech", given="\n".join(map(json.dumps, given)) + "\n").splitlines()
    answers = [json.loads(line) for line in lines]
    assert [set(answer) for answer in answers] == [{"seconds", "low", "high"}] * 3
    assert all(answer["low"] < answer["seconds"] < answer["high"] for answer in answers)
    assert answers[1]["seconds"] == pytest.approx(2 * answers[0]["seconds"], rel=0.01)


def test_a_bad_line_is_told_in_its_place_and_stops_no_other(tmp_path: Path) -> None:
    given = '{"text": "One."}\nnot json\n{"text": 3}\n{"text": "x", "speed": 9}\n{"text": "Two."}\n'
    done = run(tmp_path, "speech", given=given, code=2)
    answers = [json.loads(line) for line in done.splitlines()]
    assert ["errors" in answer for answer in answers] == [False, True, True, True, False]
    assert [answer["errors"][0]["where"]["line"] for answer in answers[1:4]] == [2, 3, 4]


def test_a_script_is_shown_to_people(tmp_path: Path) -> None:
    shown = run(tmp_path, "speech", "Guten Morgen, wir haben 3 Kisten für euch.")
    assert shown.rstrip().endswith(", de")
    assert "90 %" in shown


def test_a_voice_is_calibrated_kept_and_used_by_the_plan(tmp_path: Path) -> None:
    (tmp_path / "shotwright.toml").write_text("schema = 1\n", "utf-8")
    (tmp_path / "board.yaml").write_text(BOARD, "utf-8")
    plan = ("plan", "board.yaml", "--on", "2026-11-21", "--json")
    before = json.loads(run(tmp_path, *plan))["plan"]
    usual = before["items"][0]["seconds"]
    # A slow voice: half as long again as usual, in two takes.
    takes = (
        f'text,seconds,language\n"{SENTENCE}",{usual * 1.5},en\n"{SENTENCE * 2}",{usual * 3},en\n'
    )
    (tmp_path / "takes.csv").write_text(takes, "utf-8")
    said = run(tmp_path, "speech", "--calibrate", "takes.csv", "--voice", "vc_ana")
    assert "slower than usual, from 2 takes" in said
    kept = json.loads((tmp_path / "voices.json").read_text("utf-8"))
    assert set(kept["voices"]) == {"vc_ana"}
    after = json.loads(run(tmp_path, *plan))["plan"]
    item = after["items"][0]
    assert item["seconds"] > usual * 1.3
    width = (item["seconds_high"] - item["seconds_low"]) / item["seconds"]
    wide = (before["items"][0]["seconds_high"] - before["items"][0]["seconds_low"]) / usual
    assert width < wide
    assert "vc_ana" in after["speech_model"]
    assert after["speech_model"].startswith(before["speech_model"])


@pytest.mark.parametrize(
    ("takes", "said"),
    [
        ("seconds\n3\n", "no file of takes"),
        ("text,seconds\nHello there,soon\n", "seconds should be a number"),
        ("text,seconds\n,3\n", "a take has a text"),
        ("text,seconds\n...,3\n", "cannot calibrate"),
        ('text,seconds\n"Hello,3\n', "not CSV"),
    ],
)
def test_takes_that_teach_nothing_are_told(tmp_path: Path, takes: str, said: str) -> None:
    (tmp_path / "takes.csv").write_text(takes, "utf-8")
    told = run(tmp_path, "speech", "--calibrate", "takes.csv", "--voice", "v", code=2)
    assert said in " ".join(told.split())
    assert not (tmp_path / "voices.json").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "no file of voices"),
        ("{", "no file of voices"),
        (
            '{"voices": {"v": {"factor": 1, "deviation": 0.1, "takes": 1, "model": "units-0"}}}',
            "another speech model",
        ),
    ],
)
def test_a_file_of_voices_that_cannot_be_used_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "board.yaml").write_text(BOARD, "utf-8")
    (tmp_path / "voices.json").write_text(text, "utf-8")
    told = run(tmp_path, "plan", "board.yaml", code=2)
    assert said in " ".join(told.split())


def test_a_voice_that_was_not_calibrated_is_told(tmp_path: Path) -> None:
    assert "was not calibrated" in run(tmp_path, "speech", "Hi.", "--voice", "vc", code=2)
    assert "needs the voice" in run(tmp_path, "speech", "--calibrate", "t.csv", code=2)
