"""What goes out is the body that was written down, whatever options are given later."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from tests.ledgers import Clock, approved, intended, intent, planned

import shotwright
from shotwright.ledger import Ledger, verify
from shotwright.sender import Edge, Job, reconcile, submit
from shotwright.sender.heygen.videos import Videos

Handler = Callable[[httpx2.Request], httpx2.Response]


class Unlooked(Videos):
    """Looks nothing up."""

    def look_up(self, jobs: Sequence[Job]) -> Sequence[str]:
        """Find nothing wrong."""
        assert jobs
        return ()


def data(body: object) -> httpx2.Response:
    return httpx2.Response(200, json={"data": body})


SHOT_TYPES = ("cinematic_avatar", "avatar_shots")


@pytest.mark.parametrize("kind", SHOT_TYPES)
def test_a_shot_goes_out_by_the_name_that_was_asked_for(
    kind: str, ledger: Ledger, http: Callable[[Handler], Any]
) -> None:
    """It is written down so, and goes out as it was written, whatever is asked for later."""
    plan, sent = planned(2), []
    approved(ledger, plan)
    edge = Edge(lambda seconds: seconds > 0)

    def serve(request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":
            return data({"username": "acme", "billing_type": "wallet"})
        sent.append(json.loads(request.content))
        busy = {"error": {"code": "rate_limit_exceeded", "message": "wait"}}
        if len(sent) <= 2:
            return httpx2.Response(429, json=busy)
        return data({"video_id": f"v{len(sent)}"})

    def send(shot_type: str) -> None:
        sender = Unlooked(http(serve), shot_type=shot_type)
        submit(plan, shotwright.requests(plan), ledger, sender, files={}, edge=edge)

    send(kind)
    assert {take.state for take in ledger.takes()} == {"intended"}
    other = next(name for name in SHOT_TYPES if name != kind)
    send(other)
    assert {take.state for take in ledger.takes()} == {"sent"}
    assert [body["type"] for body in sent] == [kind] * 4
    assert len({json.dumps(body, sort_keys=True) for body in sent}) == 2
    assert verify(ledger) == ()


def test_what_is_sent_again_is_what_was_written_down(
    ledger: Ledger, clock: Clock, http: Callable[[Handler], Any]
) -> None:
    plan, sent = planned(1), []
    written = intent(plan, approved(ledger, plan))
    written = replace(written, sender="heygen", body={**written.body, "type": "avatar_shots"})
    assert ledger.advance(intended(ledger, written), "ambiguous", reason="no answer")
    clock.turn(minutes=11)

    def serve(request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":
            return data([])
        sent.append(json.loads(request.content))
        return data({"video_id": "v1"})

    assert [take.state for take in reconcile(ledger, Videos(http(serve)), account="acme")] == [
        "sent"
    ]
    assert sent == [written.tagged()]
