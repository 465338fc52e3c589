"""The receiver of webhooks: a small server that believes little, and writes down what it believes.

A connection carries one call and lives for some seconds, whatever it does in them: headers that
never end, bodies that drip and answers that nobody reads end with it.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from shotwright.errors import InputError, ServiceError
from shotwright.sender.webhooks import Event, Rejected, Secret, read_event

CONNECTION_SECONDS = 15.0
"""How long a connection lives at most."""

ARRIVAL_SECONDS = 5.0
"""How long a body may take to arrive."""

LEDGER_SECONDS = 4.0
"""How long the ledger may take, so that the answer comes within the 10 s that HeyGen waits.

Source: HeyGen's page on webhooks, as cited on 2026-07-02 and 2026-10-04.  What is not answered
with 2xx comes again, for up to 24 h."""

MOST_CONNECTIONS = 100
LARGEST_BODY = 256 << 10
LARGEST_HEADERS = 16 << 10
"""Bytes; events are about 2 kB, most of it addresses of videos."""

GOODBYE_SECONDS = 5
"""How long an end waits for calls in progress."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a receiver works with.

    Attributes:
        path: Where calls are taken.
        secret: What they are signed with.
        note: Writes an event down, and tells whether it is new; raises ServiceError.
        clock: Tells Unix seconds.
        tell: Hears of every call, in a few words without anything secret.
    """

    path: str
    secret: Secret
    note: Callable[[Event], bool]
    clock: Callable[[], float]
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    said: str = ""
    allow: bool = False


class _Connection(H11Protocol):
    """A connection that does not outlive its time; and there are only so many."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or cut it where there are too many."""
        super().connection_made(transport)
        self._end = self.loop.call_later(CONNECTION_SECONDS, transport.abort)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection's end."""
        self._end.cancel()
        super().connection_lost(exc)


def listen(host: str, port: int) -> socket.socket:
    """Take a port; 0 takes a free one.

    Raises:
        InputError: It is taken, or the host is not this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=MOST_CONNECTIONS)
    except OSError as error:
        message = f"cannot listen on {host}:{port}: {error.strerror or error}"
        raise InputError.of(message, "choose another port, or 0 for a free one") from None


def server_of(desk: Desk) -> uvicorn.Server:
    """Make the server; `run(sockets=[listen(...)])` runs it, `should_exit = True` ends it."""
    config = uvicorn.Config(
        application(desk),
        http=_Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=LARGEST_HEADERS,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )
    return uvicorn.Server(config)


def application(desk: Desk) -> Callable[..., Any]:
    """Make the ASGI application: one path needs no framework."""

    async def call(
        scope: Mapping[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]
    ) -> None:
        reply = await _answered(desk, scope, receive)
        if reply is None:
            return  # the caller has gone
        body = json.dumps({"said": reply.said}).encode() if reply.said else b""
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
            *([(b"allow", b"POST, OPTIONS")] if reply.allow else []),
        ]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return call


async def _answered(
    desk: Desk, scope: Mapping[str, Any], receive: Callable[[], Any]
) -> _Reply | None:
    if scope["path"] != desk.path:
        return _Reply(404, "nothing is here")
    if scope["method"] == "OPTIONS":
        return _Reply(200, allow=True)
    if scope["method"] != "POST":
        return _Reply(405, "POST events here", allow=True)
    body = await _arrived(scope, receive)
    if not isinstance(body, bytes):
        if body is not None:
            desk.tell(f"refused: {body.said}")
        return body
    event = read_event(body, scope["headers"], desk.secret, desk.clock())
    if isinstance(event, Rejected):
        desk.tell(f"refused: {event.reason}")
        # Whoever cannot sign need not know what was wrong.
        return _Reply(event.status, event.reason if event.status != 401 else "not believed")  # noqa: PLR2004
    return await _noted(desk, event)


async def _arrived(scope: Mapping[str, Any], receive: Callable[[], Any]) -> bytes | _Reply | None:
    """Read a body within its bounds; None where the caller went away."""
    too_large = _Reply(413, f"more than {LARGEST_BODY >> 10} kB")
    told = dict(scope["headers"]).get(b"content-length", b"0")
    if not told.isdigit() or int(told[:15]) > LARGEST_BODY:
        return too_large
    body = bytearray()
    try:
        async with asyncio.timeout(ARRIVAL_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                body += message.get("body", b"")
                if len(body) > LARGEST_BODY:
                    return too_large
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        return _Reply(408, f"it took more than {ARRIVAL_SECONDS:g} s to arrive")


async def _noted(desk: Desk, event: Event) -> _Reply:
    """Write an event down in a thread; where the ledger is slow, the service calls again."""
    about = f"{event.type} {event.remote_id}".strip()
    try:
        async with asyncio.timeout(LEDGER_SECONDS):
            new = await asyncio.to_thread(desk.note, event)
    except TimeoutError:
        desk.tell(f"put off: {about}: the ledger is busy")
        return _Reply(503, "later, please")
    except ServiceError as error:
        desk.tell(f"put off: {about}: {error.problem.message}")
        return _Reply(503, "later, please")
    desk.tell(f"noted: {about}" if new else f"again: {about}")
    return _Reply(200, "noted" if new else "noted before")
