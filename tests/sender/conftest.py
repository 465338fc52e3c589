"""What the tests of senders share: a planted key, answers as functions, odd sockets."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
import stamina

from shotwright.sender import Job
from shotwright.sender.heygen.videos import Videos
from shotwright.sender.http import Http, Key

PLANTED = "sk_V2_planted-0123456789abcdef"
"""Searched for in everything that comes out."""

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

Handler = Callable[[httpx2.Request], httpx2.Response]
Making = Callable[[Handler], Videos]
Served = Callable[[Callable[[socket.socket], None]], str]


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Try again at once, as often as in earnest."""
    with stamina.set_testing(testing=True, attempts=4, cap=True):
        yield


@pytest.fixture
def planted() -> str:
    return PLANTED


@pytest.fixture
def http() -> Callable[[Handler], Http]:
    def make(handler: Handler) -> Http:
        return Http(
            "https://api.example",
            Key(PLANTED, "wallet"),
            now=lambda: NOW,
            transport=httpx2.MockTransport(handler),
        )

    return make


@pytest.fixture
def sender(http: Callable[[Handler], Http]) -> Making:
    return lambda handler: Videos(http(handler))


@pytest.fixture
def job() -> Job:
    return Job(
        key="a1" * 32,
        tag="sw-7f3a",
        generation="reveal",
        route="api",
        method="POST",
        path="/v3/videos",
        body={
            "type": "cinematic_avatar",
            "prompt": "Maya sets the kettle down.",
            "avatar_id": ["lk_maya"],
            "duration": 6,
            "title": "Solar kettle launch: reveal sw-7f3a",
        },
    )


@pytest.fixture
def served() -> Iterator[Served]:
    """Serve a socket: each connection is handed to a function, in a thread of its own."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(talk: Callable[[socket.socket], None]) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def answer() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with closing(connection), suppress(OSError):  # OSError: the client hung up
                    talk(connection)

        thread = threading.Thread(target=answer, daemon=True)
        threads.append(thread)
        thread.start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield serve
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    for thread in threads:
        thread.join(5)


@pytest.fixture
def read_request() -> Callable[[socket.socket], bytes]:
    """Read a whole request from a socket."""

    def read(connection: socket.socket) -> bytes:
        came = b""
        while b"\r\n\r\n" not in came:
            piece = connection.recv(65536)
            if not piece:
                return came
            came += piece
        head, _, body = came.partition(b"\r\n\r\n")
        length = next(
            (
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            ),
            0,
        )
        while len(body) < length:
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body

    return read


@pytest.fixture
def reply() -> Callable[..., httpx2.Response]:
    """Make an answer of JSON."""

    def make(
        status: int = 200, body: object = None, headers: Mapping[str, str] | None = None
    ) -> httpx2.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx2.Response(status, content=content, headers=dict(headers or {}))

    return make


@pytest.fixture
def whole_text() -> Callable[[BaseException], str]:
    """Write all that an error holds: its chain, and the values in our frames."""

    def write(error: BaseException) -> str:
        told, seen = [], set()
        left: list[Any] = [error]
        while left:
            one = left.pop()
            if one is None or id(one) in seen:
                continue
            seen.add(id(one))
            held = [*vars(one).values()]
            trace = one.__traceback__
            while trace:
                if "shotwright" in trace.tb_frame.f_code.co_filename:
                    held += trace.tb_frame.f_locals.values()
                trace = trace.tb_next
            told += [str(one), *map(repr, [one, *held])]
            # Crash reports do not stop at `repr`.
            told += [str(value.headers.raw) for value in held if isinstance(value, httpx2.Request)]
            left += [one.__cause__, one.__context__]
        return "\n".join(told)

    return write
