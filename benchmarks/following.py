"""How often a service is asked while 1,000 jobs are followed, and what the ledger costs meanwhile.

The sender is HeyGen's; the service behind it is a function that counts.  Time passes only where
`follow` waits, so that an hour takes seconds and every figure but the last is exact.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs

import httpx2
from tests.sender.followed import Clock, ledger_at, plan_of, send_all

from shotwright.sender import follow
from shotwright.sender.heygen.videos import Videos
from shotwright.sender.http import Http, Key

JOBS = 1_000
HOUR = 3_600.0


class Counted:
    """HeyGen's status calls; the nth of the jobs ends after n thousandths of an hour."""

    def __init__(self, clock: Clock) -> None:
        """Count from nothing."""
        self.clock = clock
        self.lists: list[float] = []
        self.largest = 0
        self.reads: Counter[str] = Counter()
        self.moments: Counter[float] = Counter()

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """Answer as HeyGen's schemas have it (2026-07-21)."""
        self.moments[self.clock.now] += 1
        if request.url.path == "/v3/videos/statuses":
            ids = parse_qs(request.url.query.decode())["video_ids"][0].split(",")
            self.lists.append(self.clock.now)
            self.largest = max(self.largest, len(ids))
            listed = [{"video_id": one, "status": self._status(one)} for one in ids]
            return httpx2.Response(
                200, json={"data": listed, "has_more": False, "next_token": None}
            )
        one = request.url.path.rsplit("/", 1)[1]
        self.reads[one] += 1
        url = "https://files.example.com/v.mp4"
        told = {"id": one, "status": self._status(one), "video_url": url}
        return httpx2.Response(200, content=json.dumps({"data": told}).encode())

    def _status(self, one: str) -> str:
        ends = int(one.removeprefix("vid-")) / JOBS * HOUR
        return "completed" if self.clock.now >= ends else "processing"


def measure_following() -> list[str]:
    """Follow 1,000 jobs for an hour that is not waited for."""
    clock = Clock()
    service = Counted(clock)
    http = Http("https://api.heygen.com", Key("sk_bench", "wallet"),
                transport=httpx2.MockTransport(service.answer))  # fmt: skip
    sender = Videos(http)
    with tempfile.TemporaryDirectory() as folder:
        ledger = ledger_at((Path(folder) / "l.sqlite").as_posix(), clock)
        send_all(ledger, plan_of(JOBS), sender=sender.name)
        begun = time.perf_counter()
        moved = list(follow(ledger, sender, account="acme", pause=clock.pause))
        took = time.perf_counter() - begun
        assert sum(take.state == "completed" for take in moved) == JOBS
        ledger.close()
    gap = min(later - earlier for earlier, later in pairwise(service.lists))
    assert gap >= 5
    assert service.largest <= 100
    window = max(
        sum(n for at, n in service.moments.items() if begin <= at < begin + 60)
        for begin in service.moments
    )
    return [
        f"{len(service.lists):,}",
        f"{gap:g} s",
        f"{service.largest}",
        f"{sum(service.reads.values()) / JOBS:.2f}",
        f"{window / 60:.2f}",
        f"{took / clock.now * 1000:.1f} ms",
    ]
