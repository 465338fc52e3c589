"""Connections that can be cut without an answer, and that are cut if a request never comes whole.

uvicorn's own protocol, with two additions: the application may abort the transport, and headers
must arrive in time (bodies are timed where they are read).
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class GuardedProtocol(H11Protocol):
    """A connection of the simulator.

    Attributes:
        header_seconds: In which the headers of a request must arrive.
    """

    header_seconds = 10.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - uvicorn's
        """Let the application know how to cut this connection."""
        super().__init__(*args, **kwargs)
        self._late: asyncio.TimerHandle | None = None
        application = self.app

        async def known(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
            scope["extensions"] = {"cut": self.transport.abort, "close": self.transport.close}
            await application(scope, receive, send)

        self.app = known

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for headers."""
        super().connection_made(transport)
        self._late = self.loop.call_later(self.header_seconds, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Take data; headers that have begun must end in time."""
        super().data_received(data)
        waiting = self.conn.their_state is h11.IDLE
        if not waiting and self._late is not None:
            self._late.cancel()
            self._late = None
        elif waiting and self._late is None:
            self._late = self.loop.call_later(self.header_seconds, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """End the wait."""
        if self._late is not None:
            self._late.cancel()
        super().connection_lost(exc)


class _Nothing(Response):
    """No answer: the connection is gone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send nothing, once the connection has ended."""
        del scope, send
        while (await receive())["type"] != "http.disconnect":
            pass


class Half(Response):
    """An answer that ends in the middle of its body, though its headers promise all of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send half of the body, and close."""
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        scope["extensions"]["close"]()
        while (await receive())["type"] != "http.disconnect":
            pass


async def cut(request: Request) -> Response:
    """Cut the connection of a request, without a goodbye."""
    request.scope["extensions"]["cut"]()
    return _Nothing()
