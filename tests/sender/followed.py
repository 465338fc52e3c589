"""What the tests of following share: takes on their way, and a service that says as told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import shotwright
from shotwright.errors import ServiceError
from shotwright.ledger import Held, Intent, Ledger, approve
from shotwright.model.money import Dollars
from shotwright.model.plan import Plan
from shotwright.model.take import Take
from shotwright.sender import Abilities, Account, Job, Outcome, Status

DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8


@dataclass
class Clock:
    """Time that passes only where somebody waits."""

    now: float = 0.0
    stop_at: float | None = None
    meanwhile: Callable[[float], object] = lambda _: None

    def pause(self, seconds: float) -> bool:
        """Let time pass, and what happens meanwhile."""
        self.now += seconds
        self.meanwhile(self.now)
        return self.stop_at is not None and self.now >= self.stop_at

    def wall(self) -> datetime:
        """Tell the time of day."""
        return NOON + timedelta(seconds=self.now)


def plan_of(shots: int, title: str = "Launch", resolution: str = "720p") -> Plan:
    """Plan a board of that many shots, each a generation."""
    beats = [
        {"id": f"b{n:04}", "shot": f"Maya looks at the clock; it says {n}", "seconds": "=4",
         "cut": "always"}
        for n in range(1, shots + 1)
    ]  # fmt: skip
    board = shotwright.load(
        {
            "shotwright": 1,
            "title": title,
            "routes": {"shots": "api"},
            "resolution": resolution,
            "billing": "wallet",
            "cast": {"maya": {"look": "lk_maya", "kind": "digital_twin", "consent": "confirmed"}},
            "scenes": [{"id": "s", "beats": beats}],
        }
    )
    plan = shotwright.plan(board, on=DAY)
    assert isinstance(plan, Plan)
    assert len(plan.generations) == shots
    return plan


def ledger_at(where: str, clock: Clock, worker: str = "tests") -> Ledger:
    return Ledger.at(where, worker, clock.wall)


def send_all(
    ledger: Ledger, plan: Plan, *, sender: str = "fake", prefix: str = "vid"
) -> list[Take]:
    """Write every generation down as sent; the nth is the job `vid-n`."""
    approval = approve(plan, [Dollars.parse("100000")], at=NOON)
    ledger.approve(approval, plan)
    sent = []
    for n, made in enumerate(plan.generations, 1):
        quoted = approval.quotes[made.id]
        intent = Intent(
            approval=approval.id, plan_hash=plan.hash, board=plan.board, account="acme",
            sender=sender, generation=made, number=1, listed=quoted.listed,
            reserved=quoted.highest, method="POST", path="/v3/videos", body={"title": made.id},
        )  # fmt: skip
        got = ledger.intend(intent, None)
        assert not isinstance(got, Held)
        take = ledger.advance(got.take, "sent", remote_id=f"{prefix}-{n}")
        assert take is not None
        sent.append(take)
    return sent


ABLE = Abilities(frozenset({"api"}), frozenset({"wallet"}), follows=True)


@dataclass
class Fake:
    """A sender that says of each job what a function says, and counts who asked when."""

    clock: Clock
    tell: Callable[[str, float], Status]
    name: str = "fake"
    looks: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    fetching: Callable[[str, Path], object] = lambda _url, to: to.write_bytes(VIDEO)
    abilities: Abilities = ABLE

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Say how far jobs are."""
        self.looks.append((self.clock.now, tuple(remote_ids)))
        return {one: self.tell(one, self.clock.now) for one in remote_ids}

    def download(self, url: str, to: Path) -> None:
        """Fetch a file."""
        self.fetched.append(url)
        self.fetching(url, to)

    def account(self) -> Account:
        """Name the account."""
        return Account("acme", "wallet")

    def look_up(self, jobs: Sequence[Job]) -> Sequence[str]:
        """Not asked for here."""
        raise NotImplementedError

    def upload(self, path: Path, key: str) -> str:
        """Not asked for here."""
        raise NotImplementedError

    def submit(self, job: Job) -> Outcome:
        """Not asked for here."""
        raise NotImplementedError

    def find(self, tag: str) -> Sequence[str]:
        """Not asked for here."""
        raise NotImplementedError


def done_at(seconds: float) -> Callable[[str, float], Status]:
    """Say that every job runs, and is completed from some time on."""

    def tell(one: str, now: float) -> Status:
        if now < seconds:
            return Status("running")
        return Status("completed", url=f"https://files.example.com/{one}?sig=1")

    return tell


def failing(*_: Any) -> Status:  # noqa: ANN401
    raise ServiceError("the service answers 503", "try later")
