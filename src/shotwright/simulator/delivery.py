"""Webhooks on their way: signed, in order, tried again; and what may go wrong with them.

`Heygen-Signature` is the lower-case hexadecimal HMAC-SHA256 of the raw body under the whole
secret; `Heygen-Timestamp` is in Unix seconds, and not part of what is signed; `Heygen-Event-Id`
tells repeats (several independent integrations, July to September 2026).  Only addresses on this
machine are called.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx2

from shotwright.simulator.facts import service
from shotwright.simulator.records import Event
from shotwright.simulator.world import World

SWAP_SECONDS = 600.0
"""How long an event waits at most for the one that shall overtake it."""
OK = range(200, 300)


class Parcel(NamedTuple):
    """One event for one address; unsigned where a request named the address."""

    event: Event
    url: str
    secret: str | None
    attempt: int = 0


class Courier:
    """Delivers events; each address gets its own in order."""

    def __init__(self, world: World, wall: Callable[[], float]) -> None:
        """Deliver for a world; time stamps are the wall's, since receivers compare them."""
        self._world = world
        self._wall = wall
        timeout = service()["limits"]["webhook_seconds"]
        # Only this machine is called; receivers on it may have certificates of their own making.
        self._client = httpx2.AsyncClient(timeout=timeout, trust_env=False, verify=False)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[Parcel] = []

    def tell(self, event: Event, address: str | None) -> None:
        """Deliver an event to all who asked for it."""
        parcels = [
            Parcel(event, endpoint.url, endpoint.secret)
            for endpoint in self._world.endpoints.values()
            if endpoint.events is None or event.type in endpoint.events
        ]
        if address is not None:
            parcels.append(Parcel(event, address, None))
        for parcel in parcels:
            self._hand_over(parcel)

    async def settle(self, seconds: float) -> None:
        """Wait until all that was sent is answered, or for so long."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def close(self) -> None:
        """Stop delivering."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    def _hand_over(self, parcel: Parcel) -> None:
        """Send a parcel, unless a fault has it otherwise."""
        faults = {
            fault.kind: fault
            for fault in self._world.faults.striking("delivery", "twice", "late", "swap", "never")
        }
        if "never" in faults:
            self._note(parcel, "never sent")
            return
        if "swap" in faults:
            self._held.append(parcel)
            self._later(SWAP_SECONDS, partial(self._release, parcel))
            return
        copies = 2 if "twice" in faults else 1
        wait = faults["late"].seconds or 0 if "late" in faults else 0
        for _ in range(copies):
            if wait:
                self._later(wait, partial(self._send, parcel))
            else:
                self._send(parcel)
        for held in [held for held in self._held if held.url == parcel.url]:
            self._release(held)

    def _release(self, parcel: Parcel) -> None:
        if parcel in self._held:
            self._held.remove(parcel)
            self._send(parcel)

    def _later(self, seconds: float, action: Callable[[], None]) -> None:
        self._world.agenda.at(self._world.clock.now() + seconds, action)

    def _send(self, parcel: Parcel) -> None:
        if urlsplit(parcel.url).hostname not in {"127.0.0.1", "localhost"}:
            self._note(parcel, "not on this machine")
            return
        task = asyncio.get_running_loop().create_task(self._post(parcel))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _post(self, parcel: Parcel) -> None:
        """Post a parcel, and plan the next attempt where it was not taken."""
        event = parcel.event
        body = json.dumps({"event_type": event.type, "event_data": event.data}).encode()
        headers = {
            "Content-Type": "application/json",
            "Heygen-Timestamp": str(int(self._wall())),
            "Heygen-Event-Id": event.id,
        }
        if parcel.secret is not None:
            signature = hmac.new(parcel.secret.encode(), body, hashlib.sha256).hexdigest()
            headers["Heygen-Signature"] = signature
        async with self._locks[parcel.url]:
            try:
                answer = await self._client.post(parcel.url, content=body, headers=headers)
                told = str(answer.status_code)
                taken = answer.status_code in OK
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                told, taken = type(error).__name__, False
        self._note(parcel, told)
        waits = service()["limits"]["webhook_retries"]
        if not taken and parcel.attempt < len(waits):
            again = parcel._replace(attempt=parcel.attempt + 1)
            self._later(waits[parcel.attempt], partial(self._send, again))

    def _note(self, parcel: Parcel, told: str) -> None:
        event = parcel.event
        self._world.deliveries.append(
            {"event_id": event.id, "type": event.type, "url": parcel.url, "answer": told}
        )
