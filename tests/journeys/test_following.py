"""Following and webhooks, as a user runs them, before a simulated service."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests import warm

from shotwright import simulator

PLANTED = "whsec_planted-9f8e7d6c5b4a"

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
"""


class Shoot:
    """A folder with a plan whose takes are on their way at a service whose clock stands."""

    def __init__(self, folder: Path, service: simulator.Service) -> None:
        """Submit what is approved in a folder."""
        self.folder, self.service = folder, service
        self.environment = {"HEYGEN_API_KEY": service.key, "PATH": os.environ["PATH"],
                            "HOME": str(folder), "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
                            "COLUMNS": "100"}  # fmt: skip
        self.run("submit", "b.plan.json", "--send", *self.to)

    @property
    def to(self) -> tuple[str, ...]:
        """Where commands go."""
        return ("--sender", "heygen", "--base-url", self.service.url)

    def run(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        done = subprocess.run([warm.command(), *words], capture_output=True, text=True, check=False,
                              cwd=self.folder, env=self.environment, timeout=120)  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def start(self, *words: str, **options: Any) -> subprocess.Popen[str]:  # noqa: ANN401
        """Start a command."""
        return subprocess.Popen(
            [warm.INSTALLED, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=self.folder, **{"env": self.environment, **options},
        )  # fmt: skip

    def states(self) -> set[str]:
        """Read the states from the ledger."""
        base = sqlite3.connect(self.folder / "b.ledger.sqlite")
        found = {row[0] for row in base.execute("SELECT state FROM current")}
        base.close()
        return found


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("approved")
    (folder / "b.yaml").write_text(BOARD)
    for words in (("plan", "b.yaml", "--route", "api", "--out", "b.plan.json"),
                  ("approve", "b.plan.json", "--ceiling", "20USD")):  # fmt: skip
        subprocess.run([warm.command(), *words], check=True, capture_output=True, cwd=folder)
    return folder


@pytest.fixture
def shoot(approved: Path, tmp_path: Path) -> Iterator[Shoot]:
    shutil.copytree(approved, tmp_path, dirs_exist_ok=True)
    with simulator.running(seed=7, speed=0) as service:
        yield Shoot(tmp_path, service)


@contextmanager
def receiver(
    shoot: Shoot, secret: str, port: int = 0
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run `webhooks serve` until the block ends; SIGTERM must end it well."""
    words = ("webhooks", "serve", "--ledger", "b.ledger.sqlite", "--port", str(port))
    serving = shoot.start(*words, env={**shoot.environment, "HEYGEN_WEBHOOK_SECRET": secret})
    assert serving.stderr is not None
    line = serving.stderr.readline()
    found = re.search(r"listening at (http://127\.0\.0\.1:\d+/heygen)$", line.strip())
    assert found, line
    try:
        yield found[1], serving
    finally:
        serving.send_signal(signal.SIGTERM)
        _, error = serving.communicate(timeout=60)
        assert serving.returncode == 0
        assert secret not in error
        assert "Traceback" not in error


def test_from_sent_to_downloaded_with_events_as_lines_of_json(shoot: Shoot) -> None:
    shoot.service.advance(3_600)
    done = shoot.run("follow", "b.plan.json", *shoot.to, "--out", "clips", "--events", "--json")
    moves = [json.loads(line) for line in done.stderr.splitlines()]
    assert [move["state"] for move in moves] == ["completed"] * 2 + ["downloaded"] * 2
    takes = json.loads(done.stdout)["takes"]
    assert [(take["generation"], take["state"]) for take in takes] == [
        ("wave", "downloaded"), ("bow", "downloaded"),
    ]  # fmt: skip
    clips = shoot.folder / "clips" / "Two waves"
    assert sorted(path.name for path in clips.iterdir()) == ["bow.take1.mp4", "wave.take1.mp4"]
    again = shoot.run("follow", "b.plan.json", *shoot.to, "--out", "clips", "--json")
    assert json.loads(again.stdout)["takes"] == takes


def test_names_are_by_a_pattern_and_wrong_ones_are_refused_before_anything(shoot: Shoot) -> None:
    shoot.service.advance(3_600)
    words = ("follow", "b.plan.json", *shoot.to)
    for name in ("../{tag}.mp4", "{generation}.mp4", "{nothing}{tag}"):
        shoot.run(*words, "--out", "clips", "--name", name, code=2)
    shoot.run(*words, "--name", "{tag}.mp4", code=2)
    assert shoot.states() == {"sent"}
    shoot.run(*words, "--out", "clips", "--name", "{take:02}-{generation}.mp4")
    assert sorted(p.name for p in (shoot.folder / "clips").iterdir()) == [
        "01-bow.mp4",
        "01-wave.mp4",
    ]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_cleanly_and_says_how_to_go_on(
    shoot: Shoot, number: signal.Signals, code: int
) -> None:
    while any(row["status"] != "processing" for row in shoot.service.state()["accepted"]):
        shoot.service.advance(1)
    following = shoot.start("follow", "b.plan.json", *shoot.to, "--out", "c", "--json", "--events")
    assert following.stderr is not None
    assert json.loads(following.stderr.readline())["state"] == "running"
    following.send_signal(number)
    out, error = following.communicate(timeout=60)
    assert following.returncode == code
    assert "Go on with: shotwright follow b.plan.json" in error
    assert "Traceback" not in error
    assert {take["state"] for take in json.loads(out)["takes"]} <= {"sent", "running"}
    shoot.service.advance(3_600)
    shoot.run("follow", "b.plan.json", *shoot.to, "--out", "c")
    assert shoot.states() == {"downloaded"}


def test_without_anything_to_follow_no_sender_is_asked_for(shoot: Shoot) -> None:
    shoot.service.advance(3_600)
    shoot.run("follow", "b.plan.json", *shoot.to)
    done = shoot.run("follow", "b.plan.json")
    assert "completed" in done.stdout
    assert "--out FOLDER" in done.stderr


def test_on_a_terminal_each_take_has_a_line(shoot: Shoot) -> None:
    master, slave = pty.openpty()
    following = subprocess.Popen(
        [warm.INSTALLED, "follow", "b.plan.json", *shoot.to], stdout=subprocess.DEVNULL,
        stderr=slave, cwd=shoot.folder, env={**shoot.environment, "TERM": "xterm"},
    )  # fmt: skip
    os.close(slave)
    shown = os.read(master, 65_536)  # the first drawing
    time.sleep(1.5)
    shoot.service.advance(3_600)
    try:
        while part := os.read(master, 65_536):
            shown += part
    except OSError:  # the other side has ended
        pass
    os.close(master)
    assert following.wait(timeout=60) == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert re.search(r"wave +1 +sent +0:0\d +up to \$7\.00", text)
    assert re.search(r"bow +1 +completed +0:\d\d +about \$7\.00", text)
    assert "2 completed, $14.00 held" in text


def test_a_folder_that_cannot_be_written_is_said_plainly(shoot: Shoot) -> None:
    shoot.service.advance(3_600)
    (shoot.folder / "clips").write_text("a file")
    done = shoot.run("follow", "b.plan.json", *shoot.to, "--out", "clips", "--json", code=2)
    assert "cannot write" in json.loads(done.stdout)["errors"][0]["message"]
    assert shoot.states() == {"completed"}


def test_webhooks_wake_follow_and_their_secret_is_nowhere(shoot: Shoot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as spare:
        port = spare.getsockname()[1]
    client = httpx2.Client(base_url=shoot.service.url, headers={"x-api-key": shoot.service.key})
    made = client.post(
        "/v3/webhooks/endpoints", json={"url": f"http://127.0.0.1:{port}/heygen"}
    ).json()["data"]
    client.close()
    shoot.service.fault(operation="delivery", kind="twice", times=1)
    with receiver(shoot, made["secret"], port):
        following = shoot.start("follow", "b.plan.json", *shoot.to, "--events", "--json")
        time.sleep(2)
        shoot.service.advance(3_600)
        out, error = following.communicate(timeout=60)
        assert following.returncode == 0, error
    assert {take["state"] for take in json.loads(out)["takes"]} == {"completed"}
    base = sqlite3.connect(shoot.folder / "b.ledger.sqlite")
    ids = {row[0] for row in base.execute("SELECT remote_id FROM notice")}
    base.close()
    assert ids == {take["remote_id"] for take in json.loads(out)["takes"]}
    answered = {row["answer"] for row in shoot.service.state()["deliveries"]}
    assert answered == {"200"}
    assert made["secret"] not in out + error
    for path in shoot.folder.rglob("*"):
        assert not path.is_file() or made["secret"].encode() not in path.read_bytes(), path


def test_an_address_is_registered_and_its_secret_told_once(shoot: Shoot) -> None:
    url = "https://hooks.example.com/heygen"
    words = ("--base-url", shoot.service.url)
    made = json.loads(shoot.run("webhooks", "register", url, *words, "--json").stdout)
    assert made["secret"].startswith("whsec_")
    told = shoot.run("webhooks", "list", *words)
    assert url in told.stdout
    assert made["secret"] not in told.stdout + told.stderr
    refused = shoot.run("webhooks", "register", "http://hooks.example.com", *words, code=2)
    assert "no public address" in refused.stderr


def test_the_receiver_refuses_what_is_not_signed_and_shows_its_secret_to_nobody(
    shoot: Shoot,
) -> None:
    with receiver(shoot, PLANTED) as (url, serving):
        for headers in ({}, {"Heygen-Signature": "0" * 64}, {"Heygen-Signature": PLANTED}):
            answer = httpx2.post(url, content=b"{}", headers=headers, trust_env=False)
            assert answer.status_code == 401
            assert PLANTED not in answer.text + str(answer.headers)
        command = Path(f"/proc/{serving.pid}/cmdline")
        assert not command.exists() or PLANTED.encode() not in command.read_bytes()


def test_a_receiver_that_cannot_start_says_why(shoot: Shoot, tmp_path: Path) -> None:
    secret = {**shoot.environment, "HEYGEN_WEBHOOK_SECRET": PLANTED}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        at = ("--ledger", "b.ledger.sqlite")
        broken = {**secret, "HEYGEN_WEBHOOK_SECRET": f"{PLANTED} x"}
        cases = [
            (shoot.environment, at, 2, "HEYGEN_WEBHOOK_SECRET is not set"),
            (broken, at, 2, "holds spaces"),
            (secret, (), 2, "which ledger"),
            (secret, ("--ledger", "none.sqlite"), 2, "no ledger"),
            (secret, ("--ledger", "b.yaml"), 2, "not a ledger"),
            (secret, (*at, "--port", port), 2, "cannot listen"),
            (secret, (*at, "--path", "heygen"), 2, "no path"),
        ]  # fmt: skip
        for environment, words, code, why in cases:
            done = subprocess.run(
                [warm.command(), "webhooks", "serve", *words], capture_output=True, text=True,
                check=False, cwd=tmp_path, env=environment, timeout=60,
            )  # fmt: skip
            assert (done.returncode, why in done.stdout + done.stderr) == (code, True), done.stderr
            assert PLANTED not in done.stdout + done.stderr
            assert "Traceback" not in done.stderr
