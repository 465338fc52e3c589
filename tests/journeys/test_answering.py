"""A chat with the Video Agent, as a user types it: sent, asked, answered, followed to its end."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests import warm

from shotwright import simulator

BOARD = """\
shotwright: 1
title: A kettle
routes: {shots: agent, talk: agent}
options: {agent: {mode: chat}}
cast:
  maya: {look: lk_maya, voice: vc_maya, kind: digital_twin, consent: confirmed}
scenes:
  - id: roof
    beats:
      - {id: steam, shot: Maya lifts the lid of a kettle, seconds: 5}
"""


def run(*words: str, at: Path, url: str = "", code: int = 0) -> dict[str, Any]:
    there = ("--sender", "agent", "--base-url", url) if url else ()
    done = subprocess.run(
        [warm.command(), *words, *there, "--json"], capture_output=True, text=True, check=False,
        cwd=at, env={**os.environ, "HEYGEN_API_KEY": "test-key"},
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_chat_is_answered_once_and_its_video_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BOARD)
    (made,) = run("plan", "b.yaml", "--out", "b.plan.json", at=tmp_path)["plan"]["generations"]
    run("approve", "b.plan.json", "--ceiling", "60USD", "--ceiling", "900credits", at=tmp_path)
    with simulator.running(key="test-key", speed=0, seed=7) as service:
        to: dict[str, Any] = {"at": tmp_path, "url": service.url}
        run("submit", "b.plan.json", "--send", **to)
        name = made["id"]
        (error,) = run("answer", "b.plan.json", name, **to, code=2)["errors"]
        assert "does not wait for an answer" in error["message"]
        service.advance(3_600)
        asked = run("answer", "b.plan.json", name, "Make it blue.", **to)
        assert (asked["asks"], asked["sent"]) == ("Anything to add before I begin?", False)
        assert service.state()["accepted"] == []
        said = run("answer", "b.plan.json", name, "Make it blue.", "--send", **to)
        assert said["sent"]
        assert len(service.state()["accepted"]) == 1
        run("answer", "b.plan.json", name, "And red.", "--send", **to, code=2)
        assert len(service.state()["accepted"]) == 1
        service.advance(36_000)
        followed = run("follow", "b.plan.json", "--out", "clips", **to)
        assert [take["state"] for take in followed["takes"]] == ["downloaded"]
    shown = run("ledger", "show", "b.plan.json", "--events", at=tmp_path)
    reasons = [event["reason"] for event in shown["takes"][0]["events"]]
    assert "a person answers: Make it blue." in reasons
    assert "the answer was taken" in reasons
