"""Limits: jobs at once, calls a second, sizes, slowness, and requests that are none."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from shotwright.simulator import Service

Simulate = Callable[..., tuple[Service, httpx2.Client]]

SHOT: dict[str, Any] = {"type": "cinematic_avatar", "prompt": "x", "avatar_id": ["lk_maya"]}


def raw(service: Service, data: bytes, wait: float = 60) -> bytes:
    """Send bytes as they are, and read until the service closes, or for so long."""
    host, _, port = urlsplit(service.url).netloc.partition(":")
    got = b""
    with socket.create_connection((host, int(port)), timeout=wait) as line:
        line.sendall(data)
        try:
            while part := line.recv(65536):
                got += part
        except TimeoutError:
            return got + b"<open>"
        except ConnectionResetError:
            pass
    return got


def test_ten_jobs_run_at_once_of_all_kinds_together(
    service: Service, client: httpx2.Client
) -> None:
    for _ in range(9):
        assert client.post("/v3/videos", json=SHOT).status_code == 200
    assert client.post("/v3/video-agents", json={"prompt": "x"}).status_code == 200
    refused = client.post("/v3/videos", json=SHOT)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "rate_limit_exceeded")
    assert int(refused.headers["retry-after"]) >= 1
    assert not [name for name in refused.headers if name.startswith("x-ratelimit")]
    assert client.post("/v3/video-agents", json={"prompt": "x"}).status_code == 429
    service.advance(7200)
    assert client.post("/v3/videos", json=SHOT).status_code == 200
    assert len(service.state()["accepted"]) == 11


def test_retry_after_says_when_a_place_is_free_on_a_fast_clock(simulate: Simulate) -> None:
    service, client = simulate(concurrent=1, speed=60)
    client.post("/v3/videos", json=SHOT)
    wait = int(client.post("/v3/videos", json=SHOT).headers["retry-after"])
    state = service.state()
    row = state["accepted"][0]
    assert (row["ends_at"] - state["now"]) / 60 <= wait
    assert wait <= (row["ends_at"] - row["accepted_at"]) / 60 + 1


def test_calls_a_second_may_be_limited(simulate: Simulate) -> None:
    _, client = simulate(rate=1)
    begun = time.monotonic()
    answers = [client.get("/v3/users/me") for _ in range(40)]
    most = 1 + time.monotonic() - begun
    assert 1 <= [answer.status_code for answer in answers].count(200) <= most
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.headers["retry-after"] == "1"
    time.sleep(1.05)
    assert client.get("/v3/users/me").status_code == 200


def test_unknown_calls_have_the_envelope_too(client: httpx2.Client) -> None:
    for answer, status in ((client.get("/v4/x"), 404), (client.put("/v3/videos"), 405)):
        assert answer.status_code == status
        assert answer.json()["error"]["code"] == "not_found"


def test_an_oversize_body_is_refused_whether_it_says_so_or_not(service: Service) -> None:
    head = b"POST /v3/videos HTTP/1.1\r\nHost: x\r\nx-api-key: test-key\r\n"
    told = raw(service, head + b"Content-Length: 99999999999\r\n\r\n{")
    assert told.startswith(b"HTTP/1.1 413")
    chunk = b"100000\r\n" + bytes(2**20) + b"\r\n"
    untold = raw(service, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 65)
    assert untold.startswith(b"HTTP/1.1 413") or untold == b""


@pytest.mark.parametrize(
    "data",
    [
        b"nonsense\r\n\r\n",
        b"POST /v3/videos HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        b"GET /v3/videos HTTP/1.1\r\nHost: x\r\nBad header\r\n\r\n",
        b"GET /v3/videos HTTP/1.1\r\nHost: x\r\nA: " + b"x" * 2_000_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(400),
    ],
)
def test_what_is_no_request_is_refused_and_the_service_lives(
    service: Service, client: httpx2.Client, data: bytes
) -> None:
    answer = raw(service, data)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400")
    assert client.get("/v3/users/me").status_code == 200


def test_a_slow_body_is_refused(simulate: Simulate) -> None:
    service, _ = simulate(slow_seconds=1)
    head = (
        b"POST /v3/videos HTTP/1.1\r\nHost: x\r\nx-api-key: test-key\r\nContent-Length: 50\r\n\r\n{"
    )
    begun = time.monotonic()
    assert raw(service, head).startswith(b"HTTP/1.1 408")
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("data", [b"", b"GET /v3/videos HTTP/1.1\r\nHost: x\r\n"])
def test_headers_that_never_end_are_dropped(simulate: Simulate, data: bytes) -> None:
    service, client = simulate(slow_seconds=1)
    assert raw(service, data) == b""
    assert client.get("/v3/users/me").status_code == 200
