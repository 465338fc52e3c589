"""The command and the state file: ready in one line, ended by SIGTERM, unmoved by SIGKILL."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest

from shotwright import simulator
from shotwright.errors import InputError

SHOT: dict[str, Any] = {"type": "cinematic_avatar", "prompt": "x", "avatar_id": ["lk_maya"]}
Started = tuple["subprocess.Popen[str]", str]


@pytest.fixture
def start() -> Iterator[Callable[..., Started]]:
    """Start the command as a process, and read the line that says it is ready."""
    with ExitStack() as stack:

        def run(*words: str) -> Started:
            process = stack.enter_context(
                subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        "shotwright",
                        "simulate",
                        "--port",
                        "0",
                        "--json",
                        *words,
                    ],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            stack.callback(process.kill)
            assert process.stdout is not None
            line = json.loads(process.stdout.readline())
            assert line["schema"] == 1
            return process, line["url"]

        yield run


def test_it_says_where_it_is_and_ends_cleanly(start: Callable[..., Started]) -> None:
    process, url = start("--key", "sk-1", "--speed", "0")
    assert url.startswith("http://127.0.0.1:")
    body = httpx2.post(f"{url}/v3/videos", json=SHOT, headers={"x-api-key": "sk-1"}, timeout=60)
    assert body.status_code == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert process.communicate() == ("", "")


def test_a_kill_loses_nothing_that_was_accepted(
    start: Callable[..., Started], tmp_path: Path
) -> None:
    state = str(tmp_path / "state.jsonl")
    words = ("--state", state, "--speed", "0", "--seed", "3")
    who = {"x-api-key": "test-key", "Idempotency-Key": "k1"}
    process, url = start(*words)
    first = httpx2.post(
        f"{url}/v3/videos", json={**SHOT, "title": "a"}, headers=who, timeout=60
    ).json()
    hook = {"url": "https://hooks.example/x"}
    httpx2.post(
        f"{url}/v3/webhooks/endpoints", json=hook, headers={"x-api-key": "test-key"}, timeout=60
    )
    httpx2.post(
        f"{url}/_control/faults", json={"fault": [{"kind": "cut", "when": "after"}]}, timeout=60
    )
    with pytest.raises(httpx2.RemoteProtocolError):
        httpx2.post(
            f"{url}/v3/videos",
            json={**SHOT, "title": "b"},
            headers={"x-api-key": "test-key"},
            timeout=60,
        )
    before = httpx2.get(f"{url}/_control/state", timeout=60).json()
    process.kill()
    process.wait()
    with Path(state).open("a") as file:
        file.write('{"entries": [{"kind": "vi')  # what a kill may leave
    process, url = start(*words)
    after = httpx2.get(f"{url}/_control/state", timeout=60).json()
    assert [row["title"] for row in after["accepted"]] == ["a", "b"]
    assert (after["accepted"], after["spent"]) == (before["accepted"], before["spent"])
    again = httpx2.post(
        f"{url}/v3/videos", json={**SHOT, "title": "a"}, headers=who, timeout=60
    ).json()
    assert again == first
    httpx2.post(f"{url}/_control/clock", json={"advance": 3600}, timeout=60)
    ended = httpx2.get(f"{url}/_control/state", timeout=60).json()
    assert [row["status"] for row in ended["accepted"]] == ["completed", "completed"]
    assert len(ended["events"]) == 2
    process.kill()
    process.wait()
    _, url = start(*words)
    last = httpx2.get(f"{url}/_control/state", timeout=60).json()
    assert last["now"] >= ended["now"]
    assert (last["accepted"], last["events"]) == (ended["accepted"], ended["events"])
    third = httpx2.post(
        f"{url}/v3/videos", json=SHOT, headers={"x-api-key": "test-key"}, timeout=60
    ).json()
    assert third["data"]["video_id"] not in {row["video_id"] for row in last["accepted"]}


def test_a_state_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    state = tmp_path / "notes.txt"
    state.write_text("my notes\nmore\n")
    with pytest.raises(InputError, match="no state file"), simulator.running(state=state):
        pass
    assert state.read_text() == "my notes\nmore\n"
    state.write_text("one line without an end")
    with pytest.raises(InputError, match="no state file"), simulator.running(state=state):
        pass
    assert state.read_text() == "one line without an end"
    kept = tmp_path / "kept.jsonl"
    with (
        simulator.running(state=kept),
        pytest.raises(InputError, match="another simulator"),
        simulator.running(state=kept),
    ):
        pass
    with pytest.raises(InputError, match="cannot"), simulator.running(state=tmp_path / "no" / "x"):
        pass


@pytest.mark.parametrize(
    ("options", "told"),
    [({"speed": float("nan")}, "speed"), ({"speed": -1}, "speed"), ({"usd": "a lot"}, "balance")],
)
def test_a_setting_that_is_none_is_told(options: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told), simulator.running(**options):
        pass


def test_a_mistake_on_the_command_line_is_told(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "shotwright", "simulate", "--faults", str(tmp_path / "no.toml")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot read" in done.stderr
    assert "Traceback" not in done.stderr
