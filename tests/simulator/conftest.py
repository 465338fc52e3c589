"""A simulated service for each test, and a client that knows nothing but HTTP."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx2
import pytest

from shotwright import simulator

Simulate = Callable[..., tuple[simulator.Service, httpx2.Client]]


def connect(service: simulator.Service, **headers: str) -> httpx2.Client:
    who = headers or {"x-api-key": service.key}
    return httpx2.Client(
        base_url=service.url, headers=who, timeout=60, trust_env=False, verify=False
    )


@pytest.fixture
def simulate() -> Iterator[Simulate]:
    """Start services as they are asked for; their clocks stand still unless told."""
    with ExitStack() as stack:

        def start(**options: object) -> tuple[simulator.Service, httpx2.Client]:
            service = stack.enter_context(simulator.running(**{"seed": 7, "speed": 0, **options}))
            return service, stack.enter_context(connect(service))

        yield start


@pytest.fixture
def service(simulate: Simulate) -> simulator.Service:
    return simulate()[0]


@pytest.fixture
def client(service: simulator.Service) -> Iterator[httpx2.Client]:
    with connect(service) as client:
        yield client


@pytest.fixture
def wav() -> bytes:
    """Two seconds of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * 2))
    return file.getvalue()
