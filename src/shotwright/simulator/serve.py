"""The simulator as a running server, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shotwright.errors import InputError
from shotwright.simulator.accepting import end_in_time
from shotwright.simulator.answers import Refusal
from shotwright.simulator.connection import GuardedProtocol, Half, cut
from shotwright.simulator.control import control_routes
from shotwright.simulator.delivery import Courier
from shotwright.simulator.downloads import check_link, part
from shotwright.simulator.gate import Gate, refusal_of, respond
from shotwright.simulator.routes import OPERATIONS, Operation
from shotwright.simulator.settings import Settings
from shotwright.simulator.world import World

GOODBYE_SECONDS = 2
"""How long an end waits for calls in progress."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running simulator, and what its control endpoints offer."""

    url: str
    key: str

    def state(self) -> dict[str, Any]:
        """Read the independent ledger."""
        return self._control("GET", "state")

    def advance(self, seconds: float) -> None:
        """Move the service's clock on, and wait for the webhooks that sets off."""
        self._control("POST", "clock", {"advance": seconds})

    def fault(self, **fields: Any) -> None:  # noqa: ANN401 - the fields of a Fault
        """Set a fault, in the words of `Fault`."""
        self._control("POST", "faults", {"fault": [fields]})

    def heal(self) -> None:
        """Set no fault any more."""
        self._control("DELETE", "faults")

    def _control(self, method: str, path: str, body: Any = None) -> dict[str, Any]:  # noqa: ANN401
        address = f"{self.url}/_control/{path}"
        with httpx2.Client(timeout=60, trust_env=False, verify=False) as client:
            answer = client.request(method, address, json=body)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told


@contextmanager
def running(**options: Any) -> Iterator[Service]:  # noqa: ANN401 - the fields of Settings
    """Run a simulator until the block ends; options are the fields of `Settings`.

        with running(seed=7, speed=0) as service:
            ...

    Raises:
        InputError: A file of the settings cannot be used, or the port is taken.
    """
    settings = Settings(**options)
    listener = _listen(settings)
    try:
        world = World(settings, time.time(), time.monotonic)
    except InputError:
        listener.close()
        raise
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    world.base = f"http://{host}:{port}"
    protocol = type("Protocol", (GuardedProtocol,), {"header_seconds": settings.slow_seconds})
    config = uvicorn.Config(
        application(world),
        http=protocol,
        ws="none",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        yield Service(world.base, settings.key)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
        world.journal.close()


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Of a protocol by name: only then answers go out at once, and not after 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        message = f"cannot listen on {settings.host}:{settings.port}: {error.strerror}"
        raise InputError.of(message, "choose another port, or 0 for a free one") from None
    return listener


def application(world: World) -> Starlette:
    """Make the ASGI application of a world."""
    gate, courier = Gate(world), Courier(world, time.time)
    world.tell = courier.tell
    for video in world.in_flight.values():
        end_in_time(world, video)

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        ticking = asyncio.create_task(world.agenda.run())
        yield
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking
        await courier.close()

    routes = [
        Route(operation.path, _endpoint(gate, operation), methods=[operation.method])
        for operation in OPERATIONS
    ]
    return Starlette(
        routes=[*routes, _downloads(world), *control_routes(world, courier)],
        lifespan=life,
        exception_handlers={HTTPException: _unknown},
    )


def _endpoint(gate: Gate, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await gate.pass_through(operation, request)

    return endpoint


async def _unknown(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    message = f"{request.method} {request.url.path} is no call of this service."
    return respond(Refusal(status, "not_found", message).answer())


def _downloads(world: World) -> Route:
    """Give the finished files."""

    async def download(request: Request) -> Response:
        world.agenda.run_due()
        name = request.path_params["name"]
        faults = list(world.faults.striking("download", "cut", "delay", "error"))
        try:
            for fault in faults:
                if fault.kind == "delay":
                    await asyncio.sleep(fault.seconds or 0)
                elif fault.kind == "error":
                    raise refusal_of(fault)
                elif fault.when == "before":
                    return await cut(request)
            check_link(world, name, request.query_params)
        except Refusal as refusal:
            return respond(refusal.answer())
        asked, known = request.headers.get("range"), request.headers.get("if-range")
        status, data, headers = part(name, asked, known)
        world.answered["download", status] += 1
        if any(fault.kind == "cut" for fault in faults):
            return Half(data, status, headers)
        return Response(data, status, headers)

    return Route("/files/{name}", download, methods=["GET", "HEAD"])
