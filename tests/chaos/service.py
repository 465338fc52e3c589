"""A service of our own that charges for what it accepts, over real sockets, and behaves badly.

It shares no code with the product or the simulator.  Its books say what was accepted and charged:
the audit reads them, and never the ledger's word for it.
"""

from __future__ import annotations

import json
import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 5
"""Jobs on a page of the list."""

DAY = 24 * 3600.0
"""Seconds for which a key is replayed."""


@dataclass(frozen=True)
class Charged:
    """One job that was accepted, and paid for."""

    id: str
    title: str
    prompt: str
    at: float


@dataclass
class Service:
    """The books, and how badly it behaves.

    Attributes:
        clock: Seconds, as all workers see them.
        faults: How likely each fault is, by name.
        replays: Whether it knows idempotency keys.
        lag: Seconds until a job is in the list.
    """

    clock: Callable[[], float]
    faults: dict[str, float] = field(default_factory=dict)
    replays: bool = True
    lag: float = 0.0
    seed: int = 0
    jobs: list[Charged] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    requests: int = 0

    def __post_init__(self) -> None:
        """Open the doors."""
        self.lock = threading.Lock()
        self.random = random.Random(self.seed)  # noqa: S311 - dice
        self.keys: dict[str, tuple[float, str]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Stop answering."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def fault(self) -> str:
        """Choose what goes wrong this time, if anything."""
        with self.lock:
            self.requests += 1
            chance = self.random.random()
        for name, likely in self.faults.items():
            if chance < likely:
                return name
            chance -= likely
        return ""

    def accept(self, key: str, body: dict[str, Any], decided: float) -> str:
        """Accept a job and charge for it; the same key gets the same answer for a day.

        Args:
            key: The idempotency key.
            body: What is to be made.
            decided: When the worker looked at its clock.  A day that passes between that and the
                arrival is none: no worker can do anything about it.
        """
        with self.lock:
            now = self.clock()
            known = self.keys.get(key)
            if self.replays and known and min(now, decided) - known[0] < DAY:
                return known[1]
            made = f"v{len(self.jobs) + 1}"
            self.jobs.append(Charged(made, body["title"], body["prompt"], now))
            self.keys[key] = (now, made)
            return made

    def upload(self, digest: str) -> str:
        """Take a file: always as a new asset."""
        with self.lock:
            self.assets.append(digest)
            return f"asset{len(self.assets)}"

    def listed(self, tag: str, page: int) -> dict[str, Any]:
        """Give a page of the list; what is new is not in it yet."""
        now = self.clock()
        with self.lock:
            old = [job for job in self.jobs if now - job.at >= self.lag]
        shown = old[page * PAGE : (page + 1) * PAGE]
        more = len(old) > (page + 1) * PAGE
        return {"jobs": [job.id for job in shown if tag in job.title], "more": more}


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - a class in it
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            fault = service.fault()
            if fault in {"429", "503", "400"}:
                self.answer(int(fault), b"{}")
            elif fault == "cut before":
                self.cut()
            elif self.path == "/assets":
                made = service.upload(self.headers["Idempotency-Key"])
                self.told(fault, made)
            else:
                decided = float(self.headers["Decided"])
                key = self.headers["Idempotency-Key"]
                made = service.accept(key, json.loads(raw), decided)
                self.told(fault, made)

        def told(self, fault: str, made: str) -> None:
            """Answer what was accepted, or lose the answer."""
            whole = json.dumps({"id": made}).encode()
            if fault == "cut after":
                self.cut()
            elif fault == "500 after":
                self.answer(500, b"{}")
            elif fault == "garbled":
                self.answer(200, b'{"id": "v\xff')
            else:
                if fault == "slow":
                    time.sleep(0.6)
                self.answer(200, whole)

        def do_GET(self) -> None:
            if service.fault() in {"429", "503", "cut before"}:
                self.cut()
                return
            asked = parse_qs(urlsplit(self.path).query)
            found = service.listed(asked["tag"][0], int(asked["page"][0]))
            self.answer(200, json.dumps(found).encode())

        def answer(self, status: int, content: bytes) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                self.close_connection = True  # the other side is dead

        def cut(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    return Handler
