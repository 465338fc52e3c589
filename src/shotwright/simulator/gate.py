"""The way of every call: read, authorised, counted, kept from happening twice; and its faults."""

from __future__ import annotations

import asyncio
import hashlib
import json
import math
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from shotwright.simulator.answers import Answer, Call, Refusal
from shotwright.simulator.connection import cut
from shotwright.simulator.facts import service
from shotwright.simulator.faults import Fault
from shotwright.simulator.reading import read_call
from shotwright.simulator.routes import Operation
from shotwright.simulator.world import World

CODES = {
    400: "invalid_parameter",
    401: "unauthorized",
    402: "insufficient_credit",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    413: "payload_too_large",
    429: "rate_limit_exceeded",
    502: "service_unavailable",
    503: "service_unavailable",
    504: "gateway_timeout",
}
"""The usual code of a status; `internal_error` for all others."""

TOO_MANY = 429


class Cut(Exception):  # noqa: N818 - the connection ends, and nothing else
    """The connection is cut instead of an answer."""


class Gate:
    """What calls pass through; knows which keys are in use, and how many calls came of late."""

    def __init__(self, world: World) -> None:
        """Begin with no call in progress."""
        self.world = world
        self._in_use: set[tuple[str, str]] = set()
        self._tokens = world.settings.rate or 0.0
        self._filled = time.monotonic()

    async def pass_through(self, operation: Operation, request: Request) -> Response:
        """Answer a call."""
        garbled = False
        try:
            self.world.agenda.run_due()
            self._count()
            call = await read_call(operation, request, self.world.settings)
            faults = list(
                self.world.faults.striking(
                    operation.name, "cut", "delay", "error", "garble", "forget"
                )
            )
            garbled = any(fault.kind == "garble" for fault in faults)
            answer = await self._answer(operation, call, request.url.path, faults)
        except Refusal as refusal:
            answer = refusal.answer()
            if operation.name.startswith("legacy."):
                answer.body["data"] = None
        except Cut:
            self.world.answered[operation.name, 0] += 1
            return await cut(request)
        self.world.answered[operation.name, answer.status] += 1
        return respond(answer, garbled=garbled)

    async def _answer(
        self, operation: Operation, call: Call, path: str, faults: Sequence[Fault]
    ) -> Answer:
        scope = (f"{operation.name} {path}", call.key or "")
        keyed = operation.keyed and call.key is not None and self.world.settings.idempotency
        if keyed:
            first = self._first(scope, call)
            if first is not None:
                return first
            self._in_use.add(scope)
        try:
            await _strike(faults, "before")
            if any(fault.kind == "forget" for fault in faults):
                self.world.add("forgotten")
            self.world.agenda.run_due()
            answer = operation.answer(self.world, call)
            if keyed:
                told = {"scope": scope[0], "key": scope[1], "hash": digest(call)}
                self.world.add("replay", **told, status=answer.status, body=answer.body)
            self.world.write()
            await _strike(faults, "after")
        finally:
            self._in_use.discard(scope)
        return answer

    def _first(self, scope: tuple[str, str], call: Call) -> Answer | None:
        """Give the first answer again, also to another body; a warning is kept of that.

        Raises:
            Refusal: The first call is not answered yet.
        """
        if scope in self._in_use:
            raise Refusal(409, "request_in_progress", "The first request with this key still runs.")
        at, hashed, answer = self.world.replays.get(scope, (0.0, "", None))
        if answer is None or self.world.clock.now() - at >= service()["limits"]["key_seconds"]:
            return None
        self.world.replayed.append({"key": scope[1], "same_body": hashed == digest(call)})
        return answer

    def _count(self) -> None:
        """Count a call against the rate, if there is one.

        Raises:
            Refusal: 429, with the whole seconds until a call is free.
        """
        rate = self.world.settings.rate
        if rate is None:
            return
        now = time.monotonic()
        self._tokens = min(rate, self._tokens + (now - self._filled) * rate)
        self._filled = now
        if self._tokens < 1:
            wait = {"Retry-After": str(max(1, math.ceil((1 - self._tokens) / rate)))}
            raise Refusal(429, "rate_limit_exceeded", "Too many requests.", headers=wait)
        self._tokens -= 1


async def _strike(faults: Sequence[Fault], when: str) -> None:
    """Let faults of a moment happen.

    Raises:
        Cut: The connection is to be cut.
        Refusal: An error is to be answered.
    """
    for fault in faults:
        if fault.when != when:
            continue
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds or 0)
        elif fault.kind == "cut":
            raise Cut
        elif fault.kind == "error":
            raise refusal_of(fault)


def refusal_of(fault: Fault) -> Refusal:
    """Write the error of a fault, with Retry-After as seconds or as a date."""
    status = fault.status or 500
    wait = fault.retry_after
    if wait is None and status == TOO_MANY:
        wait = service()["limits"]["retry_after"]
    headers = {}
    if wait is not None:
        until = datetime.now(UTC) + timedelta(seconds=wait)
        headers["Retry-After"] = format_datetime(until, usegmt=True) if fault.as_date else str(wait)
    code = fault.code or CODES.get(status, "internal_error")
    return Refusal(status, code, "A fault that was asked for.", headers=headers)


def digest(call: Call) -> str:
    """Hash what a call brings."""
    told = json.dumps(call.body, sort_keys=True).encode()
    return hashlib.sha256(told + (call.upload.data if call.upload else b"")).hexdigest()


def respond(answer: Answer, *, garbled: bool = False) -> Response:
    """Write an answer; garbled, its second half is noise."""
    data: Any = json.dumps(answer.body).encode()
    if garbled:
        data = data[: len(data) // 2] + b"\xff\xfe<garbled"
    return Response(data, answer.status, answer.headers, media_type="application/json")
