"""Kill it at any moment, any number of times: nothing is paid twice, lost, or over a ceiling.

Real processes submit real requests over real sockets to a service that behaves badly, and die.
What is judged are the service's own books.  `make soak` runs the same for longer.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest
from tests.chaos.service import Charged, Service
from tests.chaos.worker import STEPS, Spec, clock_of, run
from tests.ledgers import ON, Postgres, approved, lock, usd

import shotwright
from shotwright import simulator
from shotwright.ledger import Ledger, verify
from shotwright.model.plan import Plan

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
ROUNDS = 40 if LONG else 4
"""Rounds of killing in each storm."""

SHOTS = 800 if LONG else 120
"""Takes in each of the large storms."""

PRICE = 7
"""Dollars of a clip on the API (facts/pricing.md, section 4)."""

STORM = {
    "cut before": 0.05, "cut after": 0.08, "500 after": 0.04, "garbled": 0.04, "slow": 0.01,
    "429": 0.08, "503": 0.05,
}  # fmt: skip

START = multiprocessing.get_context("forkserver")
START.set_forkserver_preload(["tests.chaos.worker"])


@dataclass
class Simulated:
    """The simulator, as the audit sees a service: the books that it keeps itself."""

    running: simulator.Service
    key: str
    assets: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return self.running.url

    @property
    def jobs(self) -> list[Charged]:
        return [
            Charged(row["video_id"], row["title"], row["body"]["prompt"], 0)
            for row in self.running.state()["accepted"]
        ]

    @property
    def requests(self) -> int:
        return len(self.jobs)

    @property
    def faults(self) -> dict[str, float]:
        return {}

    @faults.setter
    def faults(self, _: dict[str, float]) -> None:
        self.running.heal()

    def close(self) -> None:
        """Its own block ends it."""


@dataclass
class Scene:
    """A plan that workers send to a service, and what they share.

    Attributes:
        most: How many takes the month allows.
    """

    folder: Path
    place: str
    plan: Plan
    service: Service | Simulated
    ledger: Ledger
    most: int
    replays: bool
    finds: bool
    workers: list[ForkServerProcess] = field(default_factory=list)
    started: int = 0

    def skew(self, seconds: float) -> None:
        """Turn every clock."""
        now = float((self.folder / "skew").read_text())
        # Written aside and renamed: nobody reads half of it.
        (self.folder / "skew.new").write_text(str(now + seconds))
        (self.folder / "skew.new").rename(self.folder / "skew")

    def start(self, *tasks: str, **terms: Any) -> ForkServerProcess:  # noqa: ANN401
        """Start a worker."""
        self.started += 1
        key = self.service.key if isinstance(self.service, Simulated) else ""
        spec = Spec(
            self.folder.as_posix(), self.place, self.service.url, f"w{self.started}",
            tasks or ("submit", "reconcile"), self.replays, self.finds, key=key,
        )  # fmt: skip
        worker = START.Process(target=run, args=(replace(spec, **terms),), daemon=True)
        worker.start()
        self.workers.append(worker)
        return worker

    def wait(self, still: float = 60, most: float = 900) -> None:
        """Wait until every worker has ended; none may have broken, or hang.

        Args:
            still: Seconds for which nothing may reach the service.
            most: Seconds in which all must have ended.
        """
        begun = since = time.monotonic()
        seen = 0
        for worker in self.workers:
            while worker.exitcode is None:
                now, reached = time.monotonic(), self.service.requests
                seen, since = reached, since if reached == seen else now
                assert now - since < still, "a worker hangs"
                assert now - begun < most, "a worker does not end"
                worker.join(1)
            worker.close()
        self.workers.clear()
        broken = [file.read_text() for file in self.folder.glob("broken-*")]
        assert not broken, broken[0]

    def kill_at_random(self, within: float, dice: random.Random) -> None:
        """Kill every worker at a moment of its own."""
        moments = sorted((dice.uniform(0, within), n) for n in range(len(self.workers)))
        begun = time.monotonic()
        for moment, n in moments:
            time.sleep(max(0.0, begun + moment - time.monotonic()))
            self.workers[n].kill()
        self.wait()
        self.watch_ceilings()

    def watch_ceilings(self) -> None:
        """No ceiling is ever passed: neither in the ledger nor at the service."""
        for ceiling in self.ledger.ceilings():
            assert ceiling.used.micro <= ceiling.bound.micro, ceiling
        assert len(self.service.jobs) <= self.most

    def settle(self) -> None:
        """Let the weather clear, and everything be settled that can be."""
        self.service.faults = {}
        for _ in range(4):
            self.skew(700)
            self.start()
            self.wait()

    def audit(self) -> None:
        """Hold the service's books against what was wanted, and the ledger against them."""
        jobs = self.service.jobs
        wanted = Counter(made.request["prompt"] for made in self.plan.generations)
        charged = Counter(job.prompt for job in jobs)
        twice = {prompt: n for prompt, n in charged.items() if n > wanted[prompt]}
        assert not twice, f"charged more often than wanted: {twice}"
        titles = Counter(job.title for job in jobs)
        assert not [title for title, n in titles.items() if n > 1]
        self.watch_ceilings()
        takes = self.ledger.takes()
        states = Counter(take.state for take in takes)
        assert set(states) <= {"sent", "running", "needs_review", "failed"}, states
        known = {take.remote_id: take for take in takes}
        for job in jobs:
            tagged = [take for take in takes if f"[{take.tag}]" in job.title]
            assert len(tagged) == 1, f"{job} is lost"
            assert job.id in known or tagged[0].state == "needs_review", f"{job} is lost"
        assert {take.remote_id for take in takes if take.state == "sent"} <= {j.id for j in jobs}
        assert verify(self.ledger) == ()


def written(folder: Path, board: dict[str, Any]) -> Plan:
    """Plan a board, and write down what workers need."""
    story = shotwright.load(board, folder=folder)
    plan = shotwright.plan(story, on=ON, shots="api")
    assert isinstance(plan, Plan), plan
    (folder / "plan.json").write_text(plan.to_json())
    requests = [request.model_dump(mode="json") for request in shotwright.requests(plan, story)]
    (folder / "requests.json").write_text(json.dumps(requests))
    (folder / "skew").write_text("0")
    return plan


def board_of(shots: int, *, equal: bool = False, assets: int = 0) -> dict[str, Any]:
    """Write a board of shots: all different or all equal, some with a picture of their own."""
    beats: list[dict[str, Any]] = [
        {"shot": "Ana waves" if equal else f"Ana waves {n} times", "seconds": "=5", "cut": "always"}
        for n in range(shots)
    ]
    for n in range(assets):
        beats[n]["references"] = [f"r{n}"]
    named = {f"r{n}": {"image": f"r{n}.png", "of": "product"} for n in range(assets)}
    return {
        "shotwright": 1, "title": "chaos", "references": named,
        "cast": {"ana": {"look": "lk_maya", "voice": "vc_maya", "kind": "digital_twin"}},
        "scenes": [{"id": "s", "with": ["ana"], "beats": beats}],
    }  # fmt: skip


@dataclass
class Stage:
    """Makes scenes, and clears them away."""

    folder: Path
    where: str
    scenes: list[Scene] = field(default_factory=list)

    def set(
        self, shots: int, *, replays: bool = True, finds: bool = True, lag: float = 0.0,
        most: int | None = None, seed: int = 0, **kinds: Any,  # noqa: ANN401
    ) -> Scene:  # fmt: skip
        """Make a scene of so many shots."""
        for n in range(kinds.get("assets", 0)):
            (self.folder / f"r{n}.png").write_bytes(b"\x89PNG %d" % n)
        plan = written(self.folder, board_of(shots, **kinds))
        clock = clock_of(self.folder)
        ledger = Ledger.at(self.where, "test", clock)
        approved(ledger, plan, usd(str(PRICE * shots)))
        bound = most or shots
        months = ("2026-11", "2026-12") if clock().year == 2026 else ()
        for month in {clock().strftime("%Y-%m"), *months}:
            ledger.allow_month(month, {"usd": usd(str(PRICE * bound))})
        service = Service(lambda: clock().timestamp(), replays=replays, lag=lag, seed=seed)
        scene = Scene(self.folder, self.where, plan, service, ledger, bound, replays, finds)
        self.scenes.append(scene)
        return scene


@contextmanager
def clearing(stage: Stage) -> Iterator[Stage]:
    """Leave nothing running."""
    try:
        yield stage
    finally:
        for scene in stage.scenes:
            for worker in scene.workers:
                worker.kill()
                worker.join()
                worker.close()
            scene.service.close()
            scene.ledger.close()


@pytest.fixture
def stage(where: str, tmp_path: Path) -> Iterator[Stage]:
    with clearing(Stage(tmp_path, where)) as made:
        yield made


# Every step by name


@pytest.mark.parametrize("replays", [True, False], ids=["replays", "forgets"])
def test_killed_at_every_step_by_name(stage: Stage, replays: bool) -> None:  # noqa: FBT001
    """Each step in turn, first those of uploads, which are done once."""
    steps = sorted(STEPS, key=lambda step: "upload" not in step and "asset" not in step)
    scene = stage.set(110, replays=replays, assets=6, lag=60)
    scene.service.faults = {"cut after": 0.1, "429": 0.2}
    codes = {}
    for step in steps:
        worker = scene.start(dies=(step, 1))
        worker.join(60)
        codes[step] = worker.exitcode
        scene.wait()
        scene.skew(700)
        scene.watch_ceilings()
    assert codes == dict.fromkeys(steps, -signal.SIGKILL)
    scene.settle()
    scene.audit()
    assert len(scene.service.assets) > len(set(scene.service.assets)), "assets went up again"


# At random moments, in all weathers


@pytest.mark.parametrize("workers", [2, 8] if not LONG else [2, 3, 5, 8])
@pytest.mark.parametrize("replays", [True, False], ids=["replays", "forgets"])
def test_killed_at_random_moments_in_a_storm(stage: Stage, workers: int, replays: bool) -> None:  # noqa: FBT001
    scene = stage.set(SHOTS, replays=replays, lag=120, most=SHOTS - 20, seed=workers)
    storm(scene, workers)
    scene.settle()
    scene.audit()
    assert len(scene.service.jobs) >= SHOTS // 2, "the storm let something through"


def storm(scene: Scene, workers: int, *tasks: str) -> None:
    """Start workers and kill them at random moments, round after round."""
    scene.service.faults = STORM
    dice = random.Random(workers)  # noqa: S311 - dice
    for _ in range(ROUNDS):
        for _ in range(workers):
            scene.start(*tasks)
        scene.kill_at_random(0.8, dice)
        scene.skew(dice.choice([1, 200, 700, -300]))


def test_a_naive_sender_fails_the_same_audit(stage: Stage) -> None:
    """It tries until it works, and notes what worked afterwards: as scripts do."""
    scene = stage.set(40, most=1000, seed=1)  # so that the other laws can be broken
    storm(scene, 2, "naive")
    scene.service.faults = {}
    scene.start("naive")
    scene.wait()
    with pytest.raises(AssertionError, match="charged more often than wanted"):
        scene.audit()


@pytest.mark.parametrize("replays", [True, False], ids=["replays", "forgets"])
def test_equal_beats_are_each_paid_once(stage: Stage, replays: bool) -> None:  # noqa: FBT001
    scene = stage.set(50, equal=True, replays=replays, lag=60)
    assert len({made.fingerprint for made in scene.plan.generations}) == 1
    storm(scene, 3)
    scene.settle()
    scene.audit()


@pytest.mark.parametrize("replays", [True, False], ids=["replays", "forgets"])
def test_a_service_that_cannot_be_searched(stage: Stage, replays: bool) -> None:  # noqa: FBT001
    """As the Video Agent: what is ambiguous is sent again by its key, or is for a person."""
    scene = stage.set(50, finds=False, replays=replays)
    storm(scene, 3)
    scene.settle()
    scene.audit()


@pytest.mark.parametrize("finds", [True, False], ids=["finds", "blind"])
def test_clocks_that_jump(stage: Stage, finds: bool) -> None:  # noqa: FBT001
    """Also by more than a day, after which the service knows no key any more."""
    scene = stage.set(60, lag=60, finds=finds)
    scene.service.faults = {**STORM, "cut after": 0.3}
    dice = random.Random(7)  # noqa: S311 - dice
    hour = 3600
    for jump in (30 * hour, -30 * hour, 400 * 24 * hour, -400 * 24 * hour, 26 * hour, -hour, 700):
        for _ in range(3):
            scene.start()
        time.sleep(0.25)
        scene.skew(jump)
        scene.kill_at_random(0.5, dice)
    scene.settle()
    scene.audit()


def test_postgres_restarts_again_and_again(postgres: Postgres, tmp_path: Path) -> None:
    stage = Stage(tmp_path, postgres.url())
    with clearing(stage):
        scene = stage.set(80, lag=60)
        scene.service.faults = {"cut after": 0.1}
        for _ in range(ROUNDS // 2):
            for _ in range(3):
                scene.start()
            time.sleep(0.3)
            postgres.restart()
            scene.wait()
            scene.skew(700)
        scene.settle()
        scene.audit()


def test_a_database_that_is_locked_for_longer_than_patience(stage: Stage) -> None:
    scene = stage.set(60, lag=60)
    scene.service.faults = {"cut after": 0.1}
    for _ in range(2 * ROUNDS):
        for _ in range(2):
            scene.start(patience=0.05)
        time.sleep(0.1)
        with closing(lock(scene.place)):
            time.sleep(0.3)
        scene.wait()
        scene.skew(700)
    scene.settle()
    scene.audit()


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    stage = Stage(tmp_path, (tmp_path / "board.ledger.sqlite").as_posix())
    with clearing(stage):
        scene = stage.set(60, lag=60)
        codes = []
        for pages in (0, 1, 2, 4, 8, 16):
            worker = scene.start(pages=pages)
            worker.join(60)
            codes.append(worker.exitcode)
            scene.wait()
            scene.skew(700)
        assert codes[0] == 4, "it says that the ledger cannot be written"
        scene.settle()
        scene.audit()


@pytest.mark.parametrize("idempotency", [True, False], ids=["replays", "forgets"])
def test_heygens_sender_against_the_simulator(stage: Stage, idempotency: bool) -> None:  # noqa: FBT001
    """The same with what the product uses itself; a service that forgets keys costs nobody twice.

    HeyGen's sender vouches for replays.  Where that is not so, what was accepted is found by its
    tag before its key is used again.
    """
    options = {"speed": 0, "concurrent": 1000, "idempotency": idempotency, "seed": 5}
    with simulator.running(**options) as running:
        scene = stage.set(60)
        scene.service.close()
        scene.service = Simulated(running, running.key)
        dice = random.Random(5)  # noqa: S311 - dice
        for kind, when, status in (
            ("cut", "before", None), ("cut", "after", None), ("error", "before", 429),
            ("error", "after", 500), ("garble", "before", None),
        ):  # fmt: skip
            running.heal()
            told = {"status": status} if status else {}
            running.fault(operation="videos.create", kind=kind, when=when, probability=0.3, **told)
            for _ in range(3):
                scene.start()
            scene.kill_at_random(1.5, dice)
            scene.skew(700)
        scene.settle()
        scene.audit()
        assert len(scene.service.jobs) >= 30
