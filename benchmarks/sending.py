"""What the ledger costs beside the bare HTTP exchange, and what it keeps in memory.

Both send the same bodies by HeyGen's sender to the simulator, which is a process of its own, one
and eight at once: bare, and by `submit`, which writes each take down before and after.  Then all
are settled.  SQLite syncs every commit to the disk; what that alone takes is measured beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from benchmarks.timing import DAY

import shotwright
from shotwright.ledger import Charge, Intended, Intent, Ledger, approve
from shotwright.model.money import Dollars
from shotwright.model.plan import Plan
from shotwright.model.take import Take
from shotwright.sender import Edge, Job, Sender, SenderSettings, make_sender, submit

TAKES = 1_000
PASSES = 3
FEW, MANY = 2_000, 10_000
SIMULATOR = (
    "import sys\n"
    "from shotwright import simulator\n"
    "with simulator.running(speed=0, concurrent=10**6, usd='1000000') as service:\n"
    "    print(service.url, service.key, flush=True)\n"
    "    sys.stdin.read()\n"
)


def plan_of(shots: int) -> Plan:
    """Plan a board of so many shots, each on its own."""
    beats = [
        {"shot": f"Maya waves {n} times", "seconds": "=5", "cut": "always"} for n in range(shots)
    ]
    board = shotwright.load({
        "shotwright": 1, "title": "bench",
        "cast": {"maya": {"look": "lk_maya", "voice": "vc_maya", "kind": "digital_twin"}},
        "scenes": [{"id": "s", "with": ["maya"], "beats": beats}],
    })  # fmt: skip
    plan = shotwright.plan(board, on=DAY, shots="api")
    assert isinstance(plan, Plan)
    return plan


@contextmanager
def simulated() -> Iterator[Sender]:
    """Run a simulator as a process, and give HeyGen's sender for it."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", SIMULATOR], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdin
    url, key = process.stdout.readline().split()
    settings = SenderSettings(url, {"HEYGEN_API_KEY": key}, now=_now, options={"slots": str(10**6)})
    try:
        yield make_sender("heygen", settings)
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def _now() -> datetime:
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


def _approved(place: Path, plan: Plan) -> Ledger:
    ledger = Ledger.at(place.as_posix(), "bench", _now)
    ledger.approve(approve(plan, [Dollars.parse("1000000")], at=_now()), plan)
    return ledger


def measure_sending(workers: int) -> list[str]:
    """Send and settle 1,000 takes, with and without a ledger, so many at once.

    Of some passes, that one is told whose overhead is in the middle.
    """
    plan = plan_of(TAKES)
    passes = [_pass(plan, workers) for _ in range(PASSES)]
    chosen = sorted(passes, key=_Pass.overhead)[PASSES // 2]
    return [
        f"{workers}",
        *(f"{seconds * 1000 / TAKES:.1f} ms" for seconds in chosen),
        f"{chosen.overhead():.2f}",
    ]


class _Pass(NamedTuple):
    """Seconds that each part of sending and settling all takes took."""

    bare: float
    prepared: float
    submitted: float
    settled: float
    synced: float

    def overhead(self) -> float:
        """Reckon what the ledger takes beyond the bare exchange, as a ratio to it."""
        return (self.submitted - self.prepared + self.settled - self.bare) / self.bare


def _pass(plan: Plan, workers: int) -> _Pass:
    requests = shotwright.requests(plan)
    module = sys.modules[submit.__module__]
    with tempfile.TemporaryDirectory() as folder, simulated() as sender:
        account = sender.account()
        jobs = [
            Job(f"bare{n}", "", r.generation, "api", r.method or "", r.path or "", r.body or {})
            for n, r in enumerate(requests)
        ]
        sender.submit(replace(jobs[0], key="warm"))
        with ThreadPoolExecutor(workers) as pool:
            bare = _seconds(lambda: list(pool.map(sender.submit, jobs)))
        ledger = _approved(Path(folder, "l.sqlite"), plan)
        whole = partial(
            submit, plan, requests, ledger, sender, files={}, edge=Edge(lambda _: False)
        )
        with mock.patch.object(module, "WORKERS", workers):
            with mock.patch.object(module, "_send", return_value=None):
                prepared = _seconds(whole)
            submitted = _seconds(whole)
        takes = ledger.takes()
        assert {take.state for take in takes} == {"sent"}
        assert account.name == takes[0].account
        settled = _seconds(lambda: _settle_all(ledger, takes))
        synced = _seconds(lambda: _sync(Path(folder, "synced")))
        ledger.close()
    return _Pass(bare, prepared, submitted, settled, synced)


def _settle_all(ledger: Ledger, takes: Iterable[Take]) -> None:
    """Write down what a bill says, as `ledger settle` does: many lines in one commit."""
    assert all(ledger.settle_all([Charge(take, Dollars.parse("7")) for take in takes]))


def _sync(file: Path) -> None:
    """Write and sync as often as the ledger commits while it sends: twice a take."""
    with file.open("wb") as out:
        for _ in range(2 * TAKES):
            out.write(b"\0" * 4096)
            out.flush()
            os.fsync(out.fileno())


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure_memory() -> list[str]:
    """Tell the most memory that a process had after 2,000 and after 10,000 takes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sending"], capture_output=True, text=True, check=True
    )
    few, many = (float(number) for number in done.stdout.split())
    return [f"{few:.0f} MB", f"{many:.0f} MB", f"{many / few:.2f}"]


def _peak() -> float:
    """Read the most memory this process had, in MB; its parent's is not counted."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _many_takes() -> None:
    """Intend, send and settle takes without a service, and print the peak on the way."""
    plan = plan_of(100)
    with tempfile.TemporaryDirectory() as folder:
        ledger = _approved(Path(folder, "l.sqlite"), plan)
        (approval,) = ledger.approvals()
        for n in range(MANY):
            made = plan.generations[n % 100]
            quoted = approval.quotes[made.id]
            got = ledger.intend(
                Intent(
                    approval=approval.id, plan_hash=plan.hash, board=plan.board, account="acme",
                    sender="none", generation=made, number=1 + n // 100, listed=quoted.listed,
                    reserved=quoted.highest, method="POST", path="/", body=made.request,
                ),
                None,
            )  # fmt: skip
            assert isinstance(got, Intended)
            assert ledger.body(got.take)
            sent = ledger.advance(got.take, "sent", remote_id=f"v{n}")
            assert sent
            _settle_all(ledger, [sent])
            if n + 1 in {FEW, MANY}:
                sys.stdout.write(f"{_peak()}\n")
        ledger.close()


if __name__ == "__main__":
    _many_takes()
