"""HeyGen's command-line tool as a sender; a small script stands in for it."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shotwright.errors import InputError, ServiceError
from shotwright.sender import Accepted, Job, Lost, Refused, Sender, SenderSettings, make_sender
from shotwright.sender.heygen import tool as tools

PLAYED = """#!{python}
import json, os, sys, time
from pathlib import Path

here = Path(__file__).parent
given = sys.argv[1:]
if "--help" in given:
    print("create a video\\n  -d, --data string\\n{flag}")
    sys.exit(0)
stdin = sys.stdin.read()
with (here / "calls").open("a") as calls:
    shown = {{k: v for k, v in os.environ.items() if k.startswith("HEYGEN") or k == "HTTPS_PROXY"}}
    calls.write(json.dumps([given, stdin, shown]) + "\\n")
script = json.loads((here / "script").read_text())
time.sleep(script.get("sleep", 0))
named = [a.split("=")[1] for a in given if a.startswith("--file=")]
if named:
    (here / "uploaded").write_bytes(Path(named[0]).read_bytes())
sys.stderr.write(script.get("err", ""))
key = " ".join(given[:2])
out = script["out"].get(key, script["out"].get("*", ""))
sys.stdout.write(out if isinstance(out, str) else json.dumps(out))
sys.exit(script.get("exit", 0))
"""


class Played:
    """A stand-in for the tool, and what it was called with."""

    def __init__(self, folder: Path, flag: str = "--idempotency-key string") -> None:
        """Write it."""
        self.folder = folder
        self.path = folder / "heygen"
        self.path.write_text(PLAYED.format(python=sys.executable, flag=flag))
        self.path.chmod(self.path.stat().st_mode | stat.S_IXUSR)

    def says(self, out: Mapping[str, object] | None = None, **rest: object) -> None:
        """Set what it answers by command, its exit code, its errors."""
        (self.folder / "script").write_text(json.dumps({"out": out or {}, **rest}))

    @property
    def calls(self) -> list[tuple[list[str], str, dict[str, str]]]:
        """What it was called with: arguments, stdin, environment."""
        return [json.loads(line) for line in (self.folder / "calls").read_text().splitlines()]


@pytest.fixture
def played(tmp_path: Path) -> Played:
    return Played(tmp_path)


@pytest.fixture
def made(played: Played, planted: str) -> Callable[..., Sender]:
    def make(**changes: Any) -> Sender:  # noqa: ANN401
        environment = {"PATH": f"{played.folder}{os.pathsep}{os.environ['PATH']}",
                       "HEYGEN_API_KEY": planted, "HTTPS_PROXY": "http://proxy.example:8",
                       "HEYGEN_OUTPUT": "human"}  # fmt: skip
        return make_sender("heygen-cli", SenderSettings(environment=environment, **changes))

    return make


def test_a_video_is_created_by_the_tool(
    made: Callable[..., Sender], played: Played, job: Job, planted: str
) -> None:
    played.says({"video create": {"data": {"video_id": "v1", "status": "waiting"}}})
    assert made(base_url="http://127.0.0.1:8/").submit(job) == Accepted("v1")
    ((arguments, stdin, environment),) = played.calls
    assert arguments[:4] == ["video", "create", "-d", "-"]
    assert f"--idempotency-key={'a1' * 32}" in arguments
    assert json.loads(stdin) == job.body
    assert environment == {
        "HEYGEN_API_KEY": planted, "HEYGEN_API_BASE": "http://127.0.0.1:8",
        "HEYGEN_ALLOW_HTTP": "1", "HEYGEN_OUTPUT": "json", "HEYGEN_MAX_RETRIES": "0",
        "HEYGEN_NO_ANALYTICS": "1", "HEYGEN_NO_UPDATE_CHECK": "1",
        "HTTPS_PROXY": "http://proxy.example:8",
    }  # fmt: skip
    assert planted not in " ".join(arguments)


def test_an_older_build_without_the_flag_vouches_for_nothing(
    made: Callable[..., Sender], played: Played, job: Job
) -> None:
    assert made().abilities.replays_keys is not None
    Played(played.folder, flag="")
    sender = made()
    assert sender.abilities.replays_keys is None
    assert sender.abilities.finds_by_tag
    played.says({"video create": {"data": {"video_id": "v1"}}})
    assert sender.submit(job) == Accepted("v1")
    assert not any("idempotency" in word for word in played.calls[-1][0])


def envelope(code: str) -> str:
    notice = {"notice": {"code": "cli_telemetry_notice", "message": "hello"}}
    error = {"error": {"code": code, "message": "so it is", "hint": "do", "request_id": "rq-9"}}
    return f"A line of prose\n{json.dumps(notice)}\n{json.dumps(error)}\n"


@pytest.mark.parametrize(
    ("exit_code", "err", "expected"),
    [
        (0, "", "lost"),
        (1, envelope("invalid_parameter"), "take"),
        (1, envelope("content_policy_violation"), "take"),
        (1, envelope("validation_error"), "take"),
        (1, envelope("unclassified_client_error"), "take"),
        (1, envelope("insufficient_credit"), "run"),
        (1, envelope("quota_exceeded"), "run"),
        (1, envelope("rate_limit_exceeded"), "wait"),
        (1, envelope("request_in_progress"), "lost"),
        (1, envelope("internal_error"), "lost"),
        (1, envelope("unclassified_server_error"), "lost"),
        (1, envelope("network_error"), "lost"),
        (1, envelope("canceled"), "lost"),
        (1, envelope("cli_response_parse_error"), "lost"),
        (1, envelope("error"), "lost"),
        (1, "panic: runtime error", "lost"),
        (2, envelope("usage_error"), "run"),
        (2, "unknown flag", "take"),
        (3, envelope("unauthorized"), "run"),
        (3, envelope("forbidden"), "run"),
        (3, "", "run"),
        (4, envelope("timeout"), "lost"),
        (4, "", "lost"),
    ],
)
def test_what_the_tool_says_means_what_heygen_would(
    exit_code: int, err: str, expected: str, made: Callable[..., Sender], played: Played, job: Job
) -> None:
    played.says({}, exit=exit_code, err=err)
    outcome = made().submit(job)
    assert isinstance(outcome, Refused | Lost)
    assert (outcome.stop if isinstance(outcome, Refused) else "lost") == expected
    if "so it is" in err:
        assert "so it is" in outcome.reason
    assert len(played.calls) == 1


def test_a_tool_that_hangs_is_ended_and_its_take_is_lost(
    made: Callable[..., Sender], played: Played, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "_LEEWAY", -119.5)
    played.says({"video create": {"data": {"video_id": "v1"}}}, sleep=30)
    begun = time.monotonic()
    assert isinstance(made().submit(job), Lost)
    assert time.monotonic() - begun < 25


def test_a_tool_that_went_away_sent_nothing(
    made: Callable[..., Sender], played: Played, job: Job
) -> None:
    sender = made()
    played.path.unlink()
    outcome = sender.submit(job)
    assert isinstance(outcome, Refused)
    assert outcome.stop == "wait"


def test_it_reads_through_the_tool(
    made: Callable[..., Sender], played: Played, tmp_path: Path
) -> None:
    played.says(
        {
            "user me": {"data": {"username": "maya", "billing_type": "wallet"}},
            "video list": {"data": [{"id": "v1", "title": "ad sw-7f3a"}], "has_more": False},
            "video statuses": {"data": [{"video_id": "v1", "status": "processing"},
                                        {"video_id": "-v2", "status": "not_found"}]},
            "video get": {"data": {"id": "-v2", "status": "failed", "failure_code": "x"}},
            "asset create": {"data": {"asset_id": "as1"}},
        }
    )  # fmt: skip
    sender = made()
    assert sender.account().name == "maya"
    assert sender.find("sw-7f3a") == ("v1",)
    found = sender.status(["v1", "-v2"])
    assert (found["v1"].progress, found["-v2"].progress) == ("running", "failed")
    (tmp_path / "kettle.png").write_bytes(b"\x89PNG")
    assert sender.upload(tmp_path / "kettle.png", "key") == "as1"
    assert (tmp_path / "uploaded").read_bytes() == b"\x89PNG"
    given = [arguments for arguments, _, _ in played.calls]
    assert given[0] == ["user", "me", "get", "--"]
    assert given[1] == ["video", "list", "--title=sw-7f3a", "--limit=100", "--"]
    assert given[2] == ["video", "statuses", "list", "--video-ids=v1,-v2", "--"]
    assert given[3] == ["video", "get", "--", "-v2"]
    assert given[4][:2] == ["asset", "create"]


def test_a_missing_video_is_gone(made: Callable[..., Sender], played: Played) -> None:
    played.says({}, exit=1, err=envelope("video_not_found"))
    assert made().status(["v1"])["v1"].progress == "gone"


def test_a_silent_service_is_told(made: Callable[..., Sender], played: Played) -> None:
    played.says({}, exit=1, err=envelope("network_error"))
    with pytest.raises(ServiceError, match="network_error"):
        made().account()
    assert len(played.calls) == 4


def test_a_key_that_the_tool_says_back_is_hidden(
    made: Callable[..., Sender], played: Played, job: Job, planted: str
) -> None:
    error = {"error": {"code": "unauthorized", "message": f"bad key {planted}"}}
    played.says({}, exit=3, err=json.dumps(error))
    outcome = made().submit(job)
    assert isinstance(outcome, Refused)
    assert planted not in repr(outcome)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"options": {"command": "heygen-that-is-not-there"}}, "not found"),
        ({"options": {"command": "true"}}, "not HeyGen's tool"),
        ({"billing": "subscription"}, "wallet only"),
        ({"base_url": "http://api.example"}, "not HTTPS"),
        ({"options": {"any": "x"}}, "no option"),
    ],
)
def test_what_is_missing_is_told(
    changes: Mapping[str, Any], said: str, made: Callable[..., Sender]
) -> None:
    with pytest.raises(InputError, match=said):
        made(**changes)
