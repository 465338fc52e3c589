"""Whose turn it is: each job is asked for more rarely while nothing changes, and none too often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from shotwright.errors import ServiceError

LEAST, MOST = 5.0, 60.0
"""Seconds between two looks: HeyGen asks for no less than 5 to 10, and to slow down.

Source: HeyGen's command-line tool, SKILL.md, read after 2026-07-22."""

SLOWER = 1.5
"""By how much a pause grows while nothing changes."""

GIVE_UP = 600.0
"""Seconds of waiting without any answer, after which a person has to look."""


@dataclass(slots=True)
class Rounds:
    """When each of many is due, by a clock of seconds."""

    _due: dict[str, float] = field(default_factory=dict)
    _wait: dict[str, float] = field(default_factory=dict)

    def turn(self, names: Iterable[str], now: float, most: int | None = None) -> list[str]:
        """Choose who is due, the longest due first: those soon due too, to save a look."""
        due = sorted((self._due.get(name, -inf), n, name) for n, name in enumerate(names))
        return [name for at, _, name in due if at <= now + LEAST / 2][:most]

    def next(self, names: Iterable[str]) -> float:
        """Tell when the first of some is due."""
        return min((self._due.get(name, -inf) for name in names), default=-inf)

    def looked(self, name: str, now: float, *, moved: bool) -> None:
        """Put one off: for the least time where it moved, else for longer than before."""
        before = self._wait.get(name)
        wait = LEAST if moved or before is None else min(before * SLOWER, MOST)
        self._wait[name], self._due[name] = wait, now + wait

    def hurry(self, name: str) -> None:
        """Let one be the next."""
        self._due.pop(name, None)
        self._wait.pop(name, None)


@dataclass(slots=True)
class Patience:
    """How long nothing was heard: pauses grow, and have an end."""

    _since: float | None = None
    _failures: int = 0

    def heard(self) -> None:
        """Begin anew."""
        self._since, self._failures = None, 0

    def failed(self, now: float, reason: str) -> None:
        """Count a failure.

        Raises:
            ServiceError: Nothing was heard for long.
        """
        self._since = now if self._since is None else self._since
        self._failures += 1
        if now - self._since >= GIVE_UP:
            message = f"nothing was heard for {GIVE_UP / 60:g} minutes: {reason}"
            raise ServiceError(message, "the jobs go on without us; follow again later")

    @property
    def pause(self) -> float:
        """Seconds to wait before the next try."""
        return min(LEAST * 2 ** min(self._failures, 8), MOST) if self._failures else 0.0
