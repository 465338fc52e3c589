"""Every fault, and what the ledger says of it afterwards."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from shotwright import simulator
from shotwright.errors import InputError
from shotwright.simulator import Fault, Service, read_faults

Simulate = Callable[..., tuple[Service, httpx2.Client]]

SHOT: dict[str, Any] = {"type": "cinematic_avatar", "prompt": "x", "avatar_id": ["lk_maya"]}


def create(client: httpx2.Client) -> httpx2.Response:
    return client.post("/v3/videos", json=SHOT)


@pytest.mark.parametrize(("when", "accepted"), [("before", 0), ("after", 1)])
def test_a_connection_is_cut_before_or_after_acceptance(
    service: Service, client: httpx2.Client, when: str, accepted: int
) -> None:
    service.fault(operation="videos.create", kind="cut", when=when, nth=[1])
    with pytest.raises(httpx2.RemoteProtocolError):
        create(client)
    state = service.state()
    assert len(state["accepted"]) == accepted
    assert state["spent"]["usd"] == 7_000_000 * accepted
    assert {"operation": "videos.create", "status": 0, "times": 1} in state["answered"]
    assert create(client).status_code == 200


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_answer_is_delayed_and_the_job_accepted_all_the_same(
    service: Service, client: httpx2.Client, when: str
) -> None:
    service.fault(operation="videos.create", kind="delay", when=when, seconds=3, times=1)
    with pytest.raises(httpx2.ReadTimeout):
        client.post("/v3/videos", json=SHOT, timeout=httpx2.Timeout(60, read=0.5))
    if when == "before":
        assert service.state()["accepted"] == []
    deadline = time.monotonic() + 60
    while not service.state()["accepted"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert len(service.state()["accepted"]) == 1


def test_an_answer_is_garbled(service: Service, client: httpx2.Client) -> None:
    service.fault(operation="videos.create", kind="garble")
    answer = create(client)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"decode|JSON"):
        json.loads(answer.content)
    assert len(service.state()["accepted"]) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "unauthorized"),
        (402, "insufficient_credit"),
        (403, "forbidden"),
        (429, "rate_limit_exceeded"),
        (500, "internal_error"),
        (503, "service_unavailable"),
        (504, "gateway_timeout"),
    ],
)
def test_a_storm_of_errors_passes(
    service: Service, client: httpx2.Client, status: int, code: str
) -> None:
    service.fault(operation="*", kind="error", status=status, times=3)
    answers = [create(client), client.get("/v3/videos"), client.get("/v3/users/me"), create(client)]
    assert [answer.status_code for answer in answers] == [status] * 3 + [200]
    assert answers[0].json()["error"]["code"] == code
    assert len(service.state()["accepted"]) == 1


def test_retry_after_is_told_in_seconds_or_as_a_date(
    service: Service, client: httpx2.Client
) -> None:
    service.fault(kind="error", status=429, retry_after=30, times=1)
    assert client.get("/v3/videos").headers["retry-after"] == "30"
    service.heal()
    service.fault(kind="error", status=503, retry_after=30, as_date=True)
    until = parsedate_to_datetime(client.get("/v3/videos").headers["retry-after"])
    assert 25 < until.timestamp() - time.time() < 35
    service.heal()
    service.fault(kind="error", status=500, code="video_delete_failed")
    refused = client.get("/v3/videos")
    assert "retry-after" not in refused.headers
    assert refused.json()["error"]["code"] == "video_delete_failed"


def test_an_error_after_acceptance_hides_a_job_that_exists(
    service: Service, client: httpx2.Client
) -> None:
    service.fault(operation="videos.create", kind="error", status=502, when="after")
    assert create(client).status_code == 502
    assert len(client.get("/v3/videos").json()["data"]) == 1


def test_lists_lag(service: Service, client: httpx2.Client) -> None:
    service.fault(operation="videos.list", kind="lag", seconds=90)
    video_id = create(client).json()["data"]["video_id"]
    assert client.get("/v3/videos").json()["data"] == []
    assert client.get(f"/v3/videos/{video_id}").status_code == 200
    service.advance(89)
    assert client.get("/v3/videos").json()["data"] == []
    service.advance(1)
    assert len(client.get("/v3/videos").json()["data"]) == 1


def test_renders_are_slow(service: Service, client: httpx2.Client) -> None:
    service.fault(operation="videos.create", kind="slow", seconds=10_000)
    create(client)
    row = service.state()["accepted"][0]
    assert row["ends_at"] - row["accepted_at"] > 10_000


def test_faults_strike_by_number_chance_and_pattern(simulate: Simulate) -> None:
    faults = (
        Fault(operation="videos.create", kind="error", status=500, nth=(2, 4)),
        Fault(operation="looks.*", kind="error", status=503, probability=0.3),
    )
    service, client = simulate(faults=faults)
    assert [create(client).status_code for _ in range(5)] == [200, 500, 200, 500, 200]
    looks = [client.get("/v3/avatars/looks").status_code for _ in range(200)]
    assert 35 < looks.count(503) < 85
    told = service.state()["faults"]
    assert [(fault["met"], fault["struck"]) for fault in told] == [(5, 2), (200, looks.count(503))]
    _, client = simulate(faults=faults)
    assert [client.get("/v3/avatars/looks").status_code for _ in range(200)] == looks


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "explode"},
        {"kind": "delay"},
        {"kind": "cut", "seconds": 5},
        {"kind": "error"},
        {"kind": "cut", "status": 500},
        {"kind": "cut", "probability": 2},
        {"kind": "cut", "nth": []},
        {"kind": "cut", "extra": 1},
    ],
)
def test_a_fault_that_is_none_is_refused_with_its_place(
    client: httpx2.Client, fault: dict[str, Any]
) -> None:
    answer = client.post("/_control/faults", json={"fault": [fault]})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"].startswith("fault.0")
    assert client.get("/_control/faults").json() == {"fault": []}


def test_faults_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "faults.toml"
    file.write_text('[[fault]]\noperation = "videos.*"\nkind = "cut"\nwhen = "after"\nnth = [3]\n')
    assert read_faults(file) == (Fault(operation="videos.*", kind="cut", when="after", nth=(3,)),)
    file.write_text('[[fault]]\nkind = "delay"\n')
    with pytest.raises(InputError, match="needs seconds"):
        read_faults(file)
    file.write_text("fault = ")
    with pytest.raises(InputError, match="no TOML"):
        read_faults(file)
    with pytest.raises(InputError, match="cannot read"):
        read_faults(tmp_path / "none.toml")


def test_a_clock_moves_by_hand_or_fast(simulate: Simulate) -> None:
    still, client = simulate(speed=0)
    begin = still.state()["now"]
    still.advance(3600)
    assert still.state()["now"] == begin + 3600
    bodies: tuple[Any, ...] = ({}, {"advance": -1}, {"advance": "x"}, [])
    for body in bodies:
        assert client.post("/_control/clock", json=body).status_code == 400
    fast, client = simulate(speed=3600)
    video_id = create(client).json()["data"]["video_id"]
    deadline = time.monotonic() + 60
    while client.get(f"/v3/videos/{video_id}").json()["data"]["status"] != "completed":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert fast.state()["in_flight"] == 0


def test_the_port_may_be_taken(service: Service) -> None:
    port = int(service.url.rpartition(":")[2])
    with pytest.raises(InputError, match="cannot listen"), simulator.running(port=port):
        pass
