"""A worker as a process of its own: submits a plan and reconciles, until it is killed.

It dies by its own hand at a named step of the protocol, or by another's at any moment.  The steps
are put around the product's objects from outside: nothing in the product knows of them.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from shotwright.errors import ServiceError, ShotwrightError
from shotwright.ledger import Ledger
from shotwright.ledger.database import Database, Row, Transaction, connect
from shotwright.model.plan import Plan
from shotwright.model.request import Request
from shotwright.sender import (
    Abilities,
    Accepted,
    Account,
    Edge,
    Job,
    Lost,
    Outcome,
    Refused,
    Sender,
    SenderSettings,
    Status,
    find_files,
    make_sender,
    reconcile,
    submit,
)

T = TypeVar("T")

STEPS = (
    "intend before", "intend inside", "intend after", "submit before", "submit left",
    "submit accepted", "submit after", "advance before", "advance inside", "advance after",
    "claim before", "claim after", "find after", "upload before", "upload after",
    "keep_asset before", "keep_asset after",
)  # fmt: skip
"""Where a worker may die, by name."""


@dataclass(frozen=True)
class Spec:
    """What a worker has to do.

    Attributes:
        dies: The step at which it kills itself, and at which of its times; or nothing.
        tasks: `submit`, `reconcile`, `naive`, in this order.
        pages: How many more pages the disk has room for; None for as many as needed.
        key: Of the simulator, where HeyGen's own sender is to be used.
    """

    folder: str
    place: str
    url: str
    name: str
    tasks: tuple[str, ...]
    replays: bool = True
    finds: bool = True
    dies: tuple[str, int] | None = None
    patience: float = 30.0
    pages: int | None = None
    key: str = ""


@dataclass
class Dying:
    """Counts steps, and dies at one of them."""

    dies: tuple[str, int] | None
    seen: dict[str, int] = field(default_factory=dict)

    def step(self, name: str) -> None:
        """Come to a step."""
        self.seen[name] = self.seen.get(name, 0) + 1
        if self.dies == (name, self.seen[name]):
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(slots=True)
class DyingDatabase:
    """A database that dies inside a transaction, before its commit."""

    inner: Database
    dying: Dying
    where: str
    doing: str = ""

    def within(self, work: Callable[[Transaction], T]) -> T:
        """Run work, and perhaps die before it is committed."""

        def dying(on: Transaction) -> T:
            done = work(on)
            self.dying.step(f"{self.doing} inside")
            return done

        return self.inner.within(dying)

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Read."""
        return self.inner.rows(statement, **values)

    def close(self) -> None:
        """Let go of it."""
        self.inner.close()


def around(ledger: Ledger, dying: Dying, database: DyingDatabase) -> Ledger:
    """Let a ledger come to a step before, inside and after each of its changes."""

    def stepping(name: str) -> Callable[..., Any]:
        real = getattr(Ledger, name)

        def call(self: Ledger, *args: Any, **options: Any) -> Any:  # noqa: ANN401
            dying.step(f"{name} before")
            database.doing = name
            done = real(self, *args, **options)
            dying.step(f"{name} after")
            return done

        return call

    names = ("intend", "advance", "claim", "keep_asset")
    watched = type("Watched", (Ledger,), {name: stepping(name) for name in names})
    made: Ledger = watched(database, ledger.worker, ledger.clock)
    return made


@dataclass
class OverSockets:
    """A sender for the service of the chaos tests, on bare sockets."""

    url: str
    abilities: Abilities
    dying: Dying
    name: str = "sockets"

    def account(self) -> Account:
        """Name the account."""
        return Account("acme")

    def look_up(self, jobs: Sequence[Job]) -> Sequence[str]:
        """Find nothing wrong."""
        return () if jobs else ("no jobs",)

    def call(
        self, method: str, path: str, key: str = "", content: bytes = b""
    ) -> tuple[int, bytes]:
        """Send a request and read its answer; OSError where the connection breaks."""
        parts = urlsplit(self.url)
        decided = getattr(SEEN, "at", datetime.now(UTC)).timestamp()
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n"
            f"Idempotency-Key: {key}\r\nDecided: {decided}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        with socket.create_connection((parts.hostname, parts.port), timeout=0.4) as on:
            on.sendall(head.encode() + content)
            if method == "POST":
                self.dying.step("submit left")
            answer = on.recv(1)
            if method == "POST":
                self.dying.step("submit accepted")
            while more := on.recv(65536):
                answer += more
        first, _, body = answer.partition(b"\r\n\r\n")
        if not first:
            raise ConnectionError("no answer")
        return int(first.split()[1]), body

    def submit(self, job: Job) -> Outcome:
        """Submit a job once."""
        self.dying.step("submit before")
        try:
            status, answer = self.call("POST", "/jobs", job.key, json.dumps(job.body).encode())
        except ConnectionRefusedError as error:
            return Refused(str(error), "wait")
        except OSError as error:
            return Lost(repr(error))
        self.dying.step("submit after")
        if status == 429:
            return Refused("too many", "wait", 0.5)
        if status == 400:
            return Refused("bad", "take")
        try:
            return Accepted(json.loads(answer)["id"]) if status == 200 else Lost(f"{status}")
        except ValueError:
            return Lost("garbled")

    def asked(self, path: str) -> dict[str, Any]:
        """Ask for JSON, a few times."""
        for _ in range(8):
            try:
                return dict(json.loads(self.call("GET", path)[1]))
            except (OSError, ValueError):
                continue
        raise ServiceError("the service does not answer")

    def find(self, tag: str) -> Sequence[str]:
        """Look through every page."""
        found: list[str] = []
        page, more = 0, True
        while more:
            got = self.asked(f"/jobs?tag={tag}&page={page}")
            found += got["jobs"]
            page, more = page + 1, got["more"]
        self.dying.step("find after")
        return found

    def upload(self, path: Path, key: str) -> str:
        """Upload a file; the service makes a new asset of it each time."""
        self.dying.step("upload before")
        for _ in range(8):
            try:
                status, answer = self.call("POST", "/assets", key, path.read_bytes())
                if status == 200:
                    made = str(json.loads(answer)["id"])
                    self.dying.step("upload after")
                    return made
            except (OSError, ValueError):
                continue
        raise ServiceError("the upload failed")

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Every job is running."""
        return {name: Status("running") for name in remote_ids}

    def download(self, url: str, to: Path) -> None:
        """Nothing is downloaded here."""
        raise ServiceError(f"{url} is not for {to}")


SEEN = threading.local()
"""The time that this thread read last, by which it decided to send."""


def clock_of(folder: Path) -> Callable[[], datetime]:
    """Read the time that all share: the machine's, and what the test adds to it."""

    def clock() -> datetime:
        skew = float((folder / "skew").read_text() or 0)
        SEEN.at = now = datetime.now(UTC) + timedelta(seconds=skew)
        return now

    return clock


def run(spec: Spec) -> None:
    """Do the work of a worker; exit 4 where something did not answer, 9 with a traceback."""
    try:
        _work(spec)
    except ShotwrightError:
        os._exit(4)
    except BaseException:  # noqa: BLE001 - said, and told by the exit code
        import traceback  # noqa: PLC0415

        Path(spec.folder, f"broken-{spec.name}").write_text(traceback.format_exc())
        os._exit(9)
    os._exit(0)


def _work(spec: Spec) -> None:
    folder = Path(spec.folder)
    plan = Plan.model_validate_json((folder / "plan.json").read_text())
    requests = [
        Request.model_validate(r) for r in json.loads((folder / "requests.json").read_text())
    ]
    dying = Dying(spec.dies)
    abilities = Abilities(
        routes=frozenset({"api"}), billing=frozenset({"wallet"}), finds_by_tag=spec.finds,
        replays_keys=timedelta(hours=23) if spec.replays else None, follows=True,
    )  # fmt: skip
    sender: Sender = OverSockets(spec.url, abilities, dying)
    if "naive" in spec.tasks:
        naive(folder, requests, sender)
        return
    if spec.key:
        options = {"slots": "1000"}
        sender = make_sender(
            "heygen", SenderSettings(spec.url, {"HEYGEN_API_KEY": spec.key}, options=options)
        )
    if spec.pages is not None:
        _fill_disk(spec.pages)
    database = DyingDatabase(connect(spec.place, patience=spec.patience), dying, spec.place)
    ledger = around(Ledger(database, spec.name, clock_of(folder)), dying, database)
    files = find_files(requests, folder)
    edge = Edge(pause=_shortly)
    if "submit" in spec.tasks:
        submit(plan, requests, ledger, sender, files=files, edge=edge)
    if "reconcile" in spec.tasks:
        list(reconcile(ledger, sender, account=sender.account().name))
    ledger.close()


def _shortly(_: float) -> bool:
    time.sleep(0.01)
    return False


def _fill_disk(pages: int) -> None:
    """Let the disk have room for so many more pages, as SQLite sees it."""
    real = sqlite3.connect

    def connecting(*args: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        on: sqlite3.Connection = real(*args, **options)
        held = on.execute("PRAGMA page_count").fetchone()[0]
        on.execute(f"PRAGMA max_page_count = {held + pages}")
        return on

    sqlite3.connect = connecting  # type: ignore[assignment]


def naive(folder: Path, requests: Sequence[Request], sender: Sender) -> None:
    """Submit as a script does: try until it works, and note afterwards what worked."""
    done = folder / "done"
    for request in requests:
        if done.exists() and request.generation in done.read_text().split():
            continue
        title = f"{(request.body or {}).get('title', '')} {request.generation}"
        job = Job(os.urandom(8).hex(), "", request.generation, "api", "POST", "/jobs",
                  {**(request.body or {}), "title": title})  # fmt: skip
        while not isinstance(sender.submit(job), Accepted):
            time.sleep(0.01)
        with done.open("a") as file:
            file.write(f"{request.generation}\n")


if __name__ == "__main__":
    run(Spec(**json.loads(sys.argv[1])))
