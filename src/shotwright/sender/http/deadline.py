"""A deadline for a whole exchange, however slowly the other side drips.

The timeouts of the HTTP client are for one read each: a server that sends a byte now and then
keeps it waiting for ever.  So every wait on the network is cut to what is left of the exchange.
Only the system's look-up of a host's address has no deadline but its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ssl import SSLContext
from typing import Any

import httpcore2
import httpx2

_ENDS: ContextVar[float] = ContextVar("ends")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let everything inside take so many seconds on the network, all in all."""
    token = _ENDS.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ENDS.reset(token)


def keep_deadlines(client: httpx2.Client) -> None:
    """Make a client keep the deadlines of `within`, through proxies too.

    The client offers no way to hand it a network of one's own, so it is changed in place; tests
    with servers that drip notice should that stop working.
    """
    for transport in (client._transport, *client._mounts.values()):  # noqa: SLF001
        if isinstance(transport, httpx2.HTTPTransport):
            pool: Any = transport._pool  # noqa: SLF001
            pool._network_backend = _Network(pool._network_backend)  # noqa: SLF001


def _left(timeout: float | None, late: type[Exception]) -> float | None:
    """Cut a timeout to what is left.

    Raises:
        Exception: The given one: nothing is left.
    """
    ends = _ENDS.get(None)
    if ends is None:
        return timeout
    left = ends - time.monotonic()
    if left <= 0:
        raise late("the deadline has passed")
    return left if timeout is None else min(left, timeout)


class _Network(httpcore2.NetworkBackend):
    """Connects, within the deadline."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._backend.connect_tcp(host, port, left, local_address, socket_options))


class _Stream(httpcore2.NetworkStream):
    """Reads and writes, within the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # In pieces, since a slow reader takes a few bytes of a large one at a time.
        for start in range(0, len(buffer), _WRITTEN):
            piece = buffer[start : start + _WRITTEN]
            self._stream.write(piece, _left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - whatever the client asks for
        return self._stream.get_extra_info(info)


PIECE = 1 << 16
_WRITTEN = 1 << 14
"""Bytes that are read, and written, at a time."""
