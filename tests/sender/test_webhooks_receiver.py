"""The receiver, over real sockets: what it answers, what it refuses, and what it writes down."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.sender.followed import Clock, Fake, done_at, ledger_at, plan_of, send_all
from tests.sender.test_webhooks import BODY, SECRET, signature

from shotwright.errors import InputError, ServiceError
from shotwright.sender import Event, follow
from shotwright.sender import receiver as module
from shotwright.sender.receiver import Desk, listen, server_of
from shotwright.sender.webhooks import Secret


class Receiver:
    """A receiver that runs, and what it wrote down and told."""

    def __init__(self, port: int) -> None:
        """Remember where it listens."""
        self.port = port
        self.events: dict[str, Event] = {}
        self.told: list[str] = []
        self.note: Callable[[Event], bool] = self._note

    def _note(self, event: Event) -> bool:
        new = event.id not in self.events
        self.events.setdefault(event.id, event)
        return new

    def noted(self, event: Event) -> bool:
        """Write an event down, as the test wants it just now."""
        return self.note(event)

    def connect(self) -> socket.socket:
        """Open a connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def raw(self, data: bytes) -> bytes:
        """Send bytes, and read until the connection ends."""
        with closing(self.connect()) as peer:
            peer.sendall(data)
            return _rest_of(peer)

    def post(self, body: bytes = BODY, **headers: str) -> tuple[int, str]:
        """Post an event as the service does."""
        told = {
            "Host": "x",
            "Heygen-Signature": signature(body),
            "Heygen-Timestamp": str(int(time.time())),
            "Heygen-Event-Id": "evt_1",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        answer = self.raw(request("POST", "/heygen", body, told))
        return status_of(answer), answer.decode()


def request(method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def _rest_of(peer: socket.socket) -> bytes:
    parts = []
    try:
        while part := peer.recv(65536):
            parts.append(part)
    except ConnectionError:
        pass
    return b"".join(parts)


@contextmanager
def running(note: Callable[[Event], bool] | None = None) -> Iterator[Receiver]:
    listener = listen("127.0.0.1", 0)
    held = Receiver(listener.getsockname()[1])
    held.note = note or held.note
    desk = Desk("/heygen", Secret(SECRET), held.noted, time.time, held.told.append)
    server = server_of(desk)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield held
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()
    told = "\n".join(held.told)
    assert SECRET not in told
    assert signature(BODY) not in told


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running() as held:
        yield held


def test_an_event_is_noted_and_answered_with_200(receiver: Receiver) -> None:
    status, answer = receiver.post()
    assert status == 200
    assert "connection: close" in answer.lower()
    assert [event.remote_id for event in receiver.events.values()] == ["v1"]
    assert receiver.told == ["noted: avatar_video.success v1"]


def test_an_event_that_comes_twice_is_answered_well_and_noted_once(receiver: Receiver) -> None:
    assert [receiver.post()[0] for _ in range(3)] == [200] * 3
    assert len(receiver.events) == 1
    assert receiver.told[1:] == ["again: avatar_video.success v1"] * 2


def test_the_probe_at_registration_is_answered(receiver: Receiver) -> None:
    answer = receiver.raw(request("OPTIONS", "/heygen", b"", {"Host": "x"}))
    assert status_of(answer) == 200
    assert b"allow: POST, OPTIONS" in answer


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/heygen", 405), ("PUT", "/heygen", 405), ("GET", "/", 404), ("POST", "/heygen/", 404),
     ("POST", "/", 404), ("DELETE", "/heygen", 405)],
)  # fmt: skip
def test_other_calls_are_refused(receiver: Receiver, method: str, path: str, status: int) -> None:
    assert status_of(receiver.raw(request(method, path, b"", {"Host": "x"}))) == status


def test_who_cannot_sign_is_not_told_why(receiver: Receiver) -> None:
    status, answer = receiver.post(Heygen_Signature="0" * 64)
    assert status == 401
    assert json.loads(answer.split("\r\n\r\n")[1]) == {"said": "not believed"}
    assert receiver.post(Heygen_Timestamp="1")[0] == 401
    assert not receiver.events


def test_signed_nonsense_is_400(receiver: Receiver) -> None:
    assert receiver.post(b"{")[0] == 400
    assert not receiver.events


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"nonsense\r\n\r\n",
        b"POST /heygen HTTP/9.9\r\n\r\n",
        b"POST /heygen HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /heygen HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"POST /heygen HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\nContent-Length: 0\r\n\r\n",
        b"POST /heygen HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)  # fmt: skip
def test_malformed_requests_are_refused_and_the_next_one_is_served(
    receiver: Receiver, data: bytes
) -> None:
    assert status_of(receiver.raw(data)) in {0, 400, 401}
    assert receiver.post()[0] == 200


def test_oversize_bodies_are_refused_before_they_are_read(receiver: Receiver) -> None:
    big = str(module.LARGEST_BODY + 1)
    head = f"POST /heygen HTTP/1.1\r\nHost: x\r\nContent-Length: {big}\r\n\r\n".encode()
    assert status_of(receiver.raw(head)) == 413
    head = b"POST /heygen HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 4_000 + b"\r\n\r\n"
    assert status_of(receiver.raw(head)) in {400, 413}


def test_a_stream_without_a_length_ends_at_the_same_size(receiver: Receiver) -> None:
    head = b"POST /heygen HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with closing(receiver.connect()) as peer:
        peer.sendall(head)
        try:
            for _ in range(1_000):
                peer.sendall(piece)
        except OSError:
            pass  # it was cut
        else:
            pytest.fail("64 MB were read")
    assert receiver.post()[0] == 200


def test_oversize_headers_are_refused(receiver: Receiver) -> None:
    head = b"POST /heygen HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 100_000
    assert status_of(receiver.raw(head)) in {0, 400}
    assert receiver.post()[0] == 200


def test_headers_that_never_end_are_cut_off(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CONNECTION_SECONDS", 1.0)
    begun = time.monotonic()
    with closing(receiver.connect()) as peer:
        peer.sendall(b"POST /heygen HTTP/1.1\r\nHost: x\r\n")
        try:
            for n in range(1000):
                peer.sendall(b"X-%d: 1\r\n" % n)
                time.sleep(0.05)
                peer.setblocking(False)  # noqa: FBT003 - the socket's own
                try:
                    if peer.recv(1) == b"":
                        break
                except BlockingIOError:
                    peer.settimeout(20)
        except OSError:
            pass
    assert 0.9 < time.monotonic() - begun < 25
    assert receiver.post()[0] == 200


def test_a_connection_that_says_nothing_is_cut_off(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = module.CONNECTION_SECONDS
    monkeypatch.setattr(module, "CONNECTION_SECONDS", 0.5)
    begun = time.monotonic()
    assert receiver.raw(b"") == b""
    assert time.monotonic() - begun < usual


def test_a_body_that_drips_is_answered_with_408(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ARRIVAL_SECONDS", 0.5)
    head = b"POST /heygen HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
    assert status_of(receiver.raw(head)) == 408
    assert receiver.told == ["refused: it took more than 0.5 s to arrive"]


def test_a_crowd_of_silent_connections_ends(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CONNECTION_SECONDS", 6.0)
    crowd = [receiver.connect() for _ in range(module.MOST_CONNECTIONS + 20)]
    assert _rest_of(crowd[-1]) == b""  # there are too many: it is cut at once
    assert not select.select([crowd[0]], [], [], 0)[0]  # the first is still there
    assert _rest_of(crowd[0]) == b""  # its time is over
    for peer in crowd:
        peer.close()
    assert receiver.post()[0] == 200


@pytest.mark.parametrize("seconds", [0.0, 30.0])
def test_where_the_ledger_does_not_answer_the_service_calls_again(
    seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LEDGER_SECONDS", 0.5)
    let_go = threading.Event()

    def note(_: Event) -> bool:
        let_go.wait(seconds)
        raise ServiceError("the ledger is locked", "wait")

    with running(note) as receiver:
        begun = time.monotonic()
        assert receiver.post()[0] == 503
        assert time.monotonic() - begun < 25
        let_go.set()
        receiver.note = lambda _: True
        assert receiver.post()[0] == 200


def test_many_events_at_once_are_all_noted(tmp_path: Path) -> None:
    ledger = ledger_at(str(tmp_path / "l.sqlite"), Clock())

    def one(n: int) -> None:
        body = json.dumps({"event_type": "avatar_video.success",
                           "event_data": {"video_id": f"v{n % 20}"}}).encode()  # fmt: skip
        statuses.append(receiver.post(body, Heygen_Event_Id=f"evt_{n % 20}")[0])

    statuses: list[int] = []
    with running(lambda e: ledger.notice(e.id, e.remote_id, e.document)) as receiver:
        threads = [threading.Thread(target=one, args=(n,)) for n in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert statuses == [200] * 60
    assert len(ledger.noticed("")) == 20
    ledger.close()


def test_an_event_over_the_wire_is_followed_up_by_reading_the_job(tmp_path: Path) -> None:
    clock = Clock()
    ledger = ledger_at(str(tmp_path / "l.sqlite"), clock)
    send_all(ledger, plan_of(2))
    body = json.dumps({"event_type": "avatar_video.success",
                       "event_data": {"video_id": "vid-2"}}).encode()  # fmt: skip
    fake = Fake(clock, lambda one, now: done_at(402 if one == "vid-2" else 500)(one, now))
    posted: list[int] = []

    with running(lambda e: ledger.notice(e.id, e.remote_id, e.document)) as receiver:

        def meanwhile(now: float) -> None:
            if now >= 402 and not posted:
                posted.append(receiver.post(body)[0])

        clock.meanwhile = meanwhile
        list(follow(ledger, fake, account="acme", pause=clock.pause))
    assert posted == [200]
    ((at, ids), *_) = [(at, ids) for at, ids in fake.looks if at >= 402]
    assert at <= 407
    assert ids == ("vid-2",)
    assert SECRET.encode() not in b"".join(p.read_bytes() for p in tmp_path.iterdir())
    ledger.close()


def test_a_port_that_is_taken_is_told(receiver: Receiver) -> None:
    with pytest.raises(InputError, match=r"cannot listen on 127\.0\.0\.1"):
        listen("127.0.0.1", receiver.port)
