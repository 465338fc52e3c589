"""The service's clock, which may run fast or stand still, and what is due on it."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable


class Clock:
    """Seconds since 1970, as the service sees them; `advance` moves them on by hand."""

    def __init__(self, start: float, speed: float, steady: Callable[[], float]) -> None:
        """Start at a time; `speed` seconds pass in one of `steady` (0: only by hand)."""
        self.speed = speed
        self._start = start
        self._steady = steady
        self._since = steady()

    def now(self) -> float:
        """Tell the time."""
        return self._start + (self._steady() - self._since) * self.speed

    def advance(self, seconds: float) -> None:
        """Move on at once."""
        self._start += seconds


class Agenda:
    """What happens at which time; run in order of time, then of planning."""

    def __init__(self, clock: Clock) -> None:
        """Begin with nothing due."""
        self._clock = clock
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self._changed = asyncio.Event()

    def at(self, when: float, action: Callable[[], None]) -> None:
        """Plan an action."""
        heapq.heappush(self._due, (when, next(self._count), action))
        self._changed.set()

    def run_due(self) -> None:
        """Run all that is due by now, also what it plans meanwhile."""
        while self._due and self._due[0][0] <= self._clock.now():
            heapq.heappop(self._due)[2]()

    def advance(self, seconds: float) -> None:
        """Move the clock on, and run what becomes due, each thing at its time."""
        until = self._clock.now() + seconds
        while self._due and self._due[0][0] <= until:
            self._clock.advance(max(0.0, self._due[0][0] - self._clock.now()))
            self.run_due()
        self._clock.advance(max(0.0, until - self._clock.now()))
        self._changed.set()

    async def run(self) -> None:
        """Run what is due when it is due, until cancelled."""
        while True:
            self.run_due()
            self._changed.clear()
            wait = None
            if self._due and self._clock.speed:
                wait = max(0.0, self._due[0][0] - self._clock.now()) / self._clock.speed
            try:
                await asyncio.wait_for(self._changed.wait(), wait)
            except TimeoutError:
                continue
