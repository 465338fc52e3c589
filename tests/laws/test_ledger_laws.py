"""Laws of the ledger: whatever happens in whatever order, it agrees with a simple model.

The model is a few dictionaries, and knows nothing of SQL, of entries or of sums that are kept.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.ledgers import ACCOUNT, NOON, Clock, Postgres, intent, planned, usd

from shotwright.ledger import Held, Intended, Intent, Ledger, approve, verify
from shotwright.ledger.database import Row, Transaction
from shotwright.model.money import Dollars
from shotwright.model.take import Approval, Quoted, State

GENERATIONS = 5
LEASE = 180
WORKERS = ("one", "two")
SLOTS = 3
MICRO = 1_000_000

RUNNING = {"sent", "running"}
ENDED = {"failed", "completed", "downloaded", "keeper", "retake"}
NEXT: dict[str, list[State]] = {
    "intended": ["sent", "ambiguous", "failed"],
    "ambiguous": ["sent", "needs_review"],
    "needs_review": ["sent", "failed", "completed"],
    "sent": ["running", "completed", "failed", "needs_review"],
    "running": ["completed", "failed", "needs_review"],
    "completed": ["downloaded", "keeper", "retake"],
    "downloaded": ["keeper", "retake"],
    "keeper": ["retake"],
    "retake": ["keeper"],
    "failed": [],
}


@dataclass
class Modelled:
    """A take as the model knows it; `leased` is when its lease runs out, in seconds."""

    approval: str
    month: str
    generation: int
    number: int
    state: State
    holds: int
    slot: bool
    leased: float | None
    charged: int | None = None


class LedgerMachine(RuleBasedStateMachine):
    """Two workers at one ledger, and a model of it."""

    make: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.place = type(self).make()
        self.workers = {name: Ledger.at(self.place, name, self.clock) for name in WORKERS}
        self.takes: dict[str, Modelled] = {}
        self.bounds: dict[str, int] = {}
        self.months: dict[str, int] = {}
        self.approvals: list[Approval] = []
        self.plan = planned(GENERATIONS)

    def teardown(self) -> None:
        for worker in self.workers.values():
            worker.close()

    @property
    def ledger(self) -> Ledger:
        return self.workers["one"]

    @property
    def seconds(self) -> float:
        return (self.clock.at - NOON).total_seconds()

    @property
    def month(self) -> str:
        return self.clock.at.strftime("%Y-%m")

    def used(self, *, approval: str = "", month: str = "") -> int:
        """Sum what takes hold, of an approval or of a month."""
        return sum(
            take.holds
            for take in self.takes.values()
            if (not approval or take.approval == approval) and (not month or take.month == month)
        )

    @initialize(ceiling=st.integers(35, 60), highest=st.integers(7, 12))
    def approve_first(self, ceiling: int, highest: int) -> None:
        self.approve(ceiling, highest)

    @rule(ceiling=st.integers(35, 60), highest=st.integers(7, 12))
    def approve(self, ceiling: int, highest: int) -> None:
        made = approve(self.plan, [usd(str(ceiling))], at=NOON)
        quotes = {name: Quoted(q.listed, usd(str(highest))) for name, q in made.quotes.items()}
        made = replace(made, id=f"a{ceiling}x{highest}", quotes=quotes)
        self.ledger.approve(made, self.plan)
        if made.id not in self.bounds:
            self.bounds[made.id] = ceiling * MICRO
            self.approvals.append(made)

    @rule(bound=st.none() | st.integers(0, 80), ahead=st.booleans())
    def allow_month(self, bound: int | None, ahead: bool) -> None:  # noqa: FBT001
        month = "2026-12" if ahead else self.month
        self.ledger.allow_month(month, {} if bound is None else {"usd": usd(str(bound))})
        self.months.pop(month, None)
        if bound is not None:
            self.months[month] = bound * MICRO

    @rule(
        who=st.sampled_from(WORKERS), n=st.integers(0, GENERATIONS - 1),
        number=st.integers(1, 3), slots=st.sampled_from([None, SLOTS]), which=st.integers(0, 9),
    )  # fmt: skip
    def intend(self, who: str, n: int, number: int, slots: int | None, which: int) -> None:
        approval = self.approvals[which % len(self.approvals)]
        wanted = intent(self.plan, approval, n, number=number)
        got = self.workers[who].intend(wanted, slots)
        if wanted.id in self.takes:
            assert isinstance(got, Intended)
            assert not got.ours
            return
        price = wanted.reserved.micro
        free = sum(take.slot for take in self.takes.values()) < SLOTS
        if self.used(approval=approval.id) + price > self.bounds[approval.id]:
            assert isinstance(got, Held)
            assert got.scope == f"approval {approval.id}"
        elif (
            self.month in self.months
            and self.used(month=self.month) + price > self.months[self.month]
        ):
            assert isinstance(got, Held)
            assert got.scope == f"month {self.month}"
        elif slots is not None and not free:
            assert isinstance(got, Held)
            assert got.why == "slots"
        else:
            assert isinstance(got, Intended)
            assert got.ours
            self.takes[wanted.id] = Modelled(
                approval.id, self.month, n, number, "intended", price, slots is not None,
                self.seconds + LEASE,
            )  # fmt: skip

    @precondition(lambda self: self.takes)
    @rule(who=st.sampled_from(WORKERS), which=st.integers(0, 99), step=st.integers(0, 9),
          release=st.booleans())  # fmt: skip
    def advance(self, who: str, which: int, step: int, release: bool) -> None:  # noqa: FBT001
        key = sorted(self.takes)[which % len(self.takes)]
        modelled = self.takes[key]
        after = NEXT[modelled.state]
        if not after:
            return
        state = after[step % len(after)]
        ledger = self.workers[who]
        seen = ledger.take(key)
        assert seen
        give_back = release and state == "failed"
        moved = ledger.advance(
            seen, state, remote_id=f"v{key[:6]}" if state == "sent" else None, release=give_back
        )
        assert moved
        assert ledger.advance(seen, state) is None, "whoever saw it before is too late"
        modelled.state, modelled.leased = state, None
        if give_back:
            modelled.holds = 0
        if state in ENDED:
            modelled.slot = False
        if state == "completed" and modelled.charged is None:
            modelled.charged = 7 * MICRO

    @precondition(lambda self: self.takes)
    @rule(who=st.sampled_from(WORKERS), which=st.integers(0, 99))
    def claim(self, who: str, which: int) -> None:
        key = sorted(self.takes)[which % len(self.takes)]
        modelled = self.takes[key]
        if modelled.state not in {"intended", "ambiguous"}:
            return
        seen = self.workers[who].take(key)
        assert seen
        got = self.workers[who].claim(seen)
        alive = modelled.leased is not None and modelled.leased >= self.seconds
        sending = modelled.leased is not None and modelled.state == "intended"
        assert (got is None) == (sending or alive)
        if got is not None:
            modelled.leased = self.seconds + LEASE
            assert self.workers[who].body(got)

    @precondition(lambda self: self.takes)
    @rule(which=st.integers(0, 99))
    def told_to_wait(self, which: int) -> None:
        key = sorted(self.takes)[which % len(self.takes)]
        modelled = self.takes[key]
        seen = self.ledger.take(key)
        assert seen
        if modelled.state == "intended":
            assert self.ledger.advance(seen, "intended", reason="429")
            modelled.leased = None

    @precondition(lambda self: self.takes)
    @rule(which=st.integers(0, 99), amount=st.integers(0, 9 * MICRO))
    def settle(self, which: int, amount: int) -> None:
        key = sorted(self.takes)[which % len(self.takes)]
        seen = self.ledger.take(key)
        assert seen
        settled = self.ledger.settle(seen, Dollars(amount))
        assert settled
        assert (settled.charged, settled.charge) == (Dollars(amount), "confirmed")
        self.takes[key].holds = self.takes[key].charged = amount

    @rule(who=st.sampled_from(WORKERS))
    def expire(self, who: str) -> None:
        stale = [
            take
            for take in self.takes.values()
            if take.state == "intended" and take.leased is not None and take.leased < self.seconds
        ]
        assert self.workers[who].expire() == len(stale)
        for take in stale:
            take.state, take.leased = "ambiguous", None

    @rule(by=st.sampled_from([1, 60, 120, 181, 700, 86_400, 11 * 86_400]))
    def time_goes_on(self, by: int) -> None:
        self.clock.turn(seconds=by)

    @rule(who=st.sampled_from(WORKERS))
    def reopen(self, who: str) -> None:
        self.workers[who].close()
        self.workers[who] = Ledger.at(self.place, who, self.clock)

    @invariant()
    def the_ledger_agrees_with_the_model(self) -> None:
        takes = {take.id: take for take in self.ledger.takes()}
        assert takes.keys() == self.takes.keys()
        for key, modelled in self.takes.items():
            take = takes[key]
            assert (take.state, take.held.micro, take.number, take.account) == (
                modelled.state, modelled.holds, modelled.number, ACCOUNT,
            )  # fmt: skip
            charged = None if take.charged is None else take.charged.micro
            assert charged == modelled.charged
        told = {
            found.scope: (found.used.micro, found.bound.micro) for found in self.ledger.ceilings()
        }
        assert told == {
            **{f"approval {a}": (self.used(approval=a), b) for a, b in self.bounds.items()},
            **{f"month {m}": (self.used(month=m), b) for m, b in self.months.items()},
        }

    @invariant()
    def the_ledger_is_well(self) -> None:
        assert verify(self.ledger) == ()


def run(make: Callable[[], str], examples: int, phases: Sequence[Phase] = tuple(Phase)) -> None:
    machine = type("Machine", (LedgerMachine,), {"make": staticmethod(make)})
    few = settings(
        max_examples=max(1, settings().max_examples * examples // 100), stateful_step_count=30,
        suppress_health_check=list(HealthCheck), phases=phases, report_multiple_bugs=False,
    )  # fmt: skip
    run_state_machine_as_test(machine, settings=few)


@pytest.fixture
def new_file(tmp_path: Path) -> Callable[[], str]:
    number = itertools.count()

    def make() -> str:
        return (tmp_path / f"{next(number)}.sqlite").as_posix()

    return make


def test_the_ledger_agrees_with_a_simple_model_on_sqlite(new_file: Callable[[], str]) -> None:
    run(new_file, 40)


def test_the_ledger_agrees_with_a_simple_model_on_postgres(postgres: Postgres) -> None:
    run(postgres.url, 6)


def test_the_model_finds_a_ledger_that_forgets_a_ceiling(
    new_file: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The law can fail: a ledger whose months bind nobody is found out."""
    real = Ledger._reserve  # noqa: SLF001

    def forgetful(on: Transaction, wanted: Intent, row: Row) -> None:
        real(on, wanted, {**row, "month": "of another time"})

    monkeypatch.setattr(Ledger, "_reserve", staticmethod(forgetful))
    with pytest.raises(AssertionError):
        run(new_file, 40, [Phase.generate])
