"""Work beside other work: the same answers wherever it is done, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any, cast

import pytest

import shotwright
from shotwright.campaign import aside as module
from shotwright.campaign import price, quote
from shotwright.campaign.aside import aside
from shotwright.campaign.quote import LONG
from shotwright.errors import InputError
from shotwright.model.plan import NoPlan

ON = date(2026, 11, 21)
HERE = os.getpid()

needs_copies = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")


@pytest.fixture(autouse=True)
def tasks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Have two processors and one thread: the tests' own runner has more."""
    threads = tmp_path / "task"
    (threads / "1").mkdir(parents=True)
    monkeypatch.setattr(module, "TASKS", threads)
    if sys.platform == "linux":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    yield threads
    assert not active_children()


# Where it is done


@needs_copies
def test_it_is_done_in_another_process() -> None:
    answer = aside(os.getpid)
    assert answer() != os.getpid()


@needs_copies
def test_it_is_done_beside_what_is_done_here() -> None:
    reader, writer = os.pipe()
    answer = aside(lambda: os.read(reader, 1))
    os.write(writer, b"!")  # it waits for this, so it is at work while we are
    assert answer() == b"!"
    os.close(reader)
    os.close(writer)


def test_one_processor_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert aside(os.getpid)() == os.getpid()


def test_a_process_with_threads_is_not_copied(tasks: Path) -> None:
    (tasks / "2").mkdir()
    assert aside(os.getpid)() == os.getpid()


def test_where_threads_cannot_be_counted_nothing_is_copied(tasks: Path) -> None:
    (tasks / "1").rmdir()
    tasks.rmdir()
    assert aside(os.getpid)() == os.getpid()


@needs_copies
@pytest.mark.parametrize("threads", [0, 1])
def test_threads_that_python_does_not_know_are_counted(threads: int) -> None:
    script = f"""
import _thread, os, time
os.sched_getaffinity = lambda _: {{0, 1}}
for _ in range({threads}):
    _thread.start_new_thread(time.sleep, (30,))
from shotwright.campaign.aside import aside
assert (aside(os.getpid)() == os.getpid()) == bool({threads})
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode == 0


def test_other_systems_are_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert aside(os.getpid)() == os.getpid()


@needs_copies
def test_the_worker_of_a_pool_has_no_copy() -> None:
    with get_context("spawn").Pool(1) as pool:
        worker, answered = pool.apply(_in_a_worker)
    assert worker == answered


def _in_a_worker() -> tuple[int, int]:
    return os.getpid(), aside(os.getpid)()


def test_it_is_done_here_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse, raising=False)
    assert aside(os.getpid)() == os.getpid()


# What becomes of it


def _dies() -> str:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def _cannot_cross() -> object:
    return lambda: "a function made here"


def test_what_dies_is_done_here() -> None:
    assert aside(_dies)() == "done here"


def test_what_cannot_cross_is_done_here() -> None:
    found = cast("Callable[[], str]", aside(_cannot_cross)())
    assert found() == "a function made here"


def test_what_fails_fails_where_it_is_waited_for(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise InputError.of("a broken plug-in", "repair it")

    answer = aside(fail)
    with pytest.raises(InputError, match="a broken plug-in"):
        answer()
    assert capfd.readouterr() == ("", "")


class _Unreadable:
    """Pickles, and cannot be made again from that."""

    def __init__(self, number: int) -> None:
        """Hold a number."""
        self.number = number

    def __reduce__(self) -> tuple[type[_Unreadable], tuple[()]]:
        return _Unreadable, ()


def test_what_cannot_be_read_again_is_done_here() -> None:
    assert aside(lambda: _Unreadable(7))().number == 7


def test_it_is_done_here_where_no_pipe_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> tuple[int, int]:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "pipe", refuse)
    assert aside(os.getpid)() == os.getpid()


@needs_copies
def test_a_copy_ends_when_nobody_can_ask_it_any_more() -> None:
    answer = aside(signal.pause)
    (copy,) = active_children()
    del answer
    copy.join(60)
    assert copy.exitcode == -signal.SIGKILL


@needs_copies
def test_a_copy_ends_after_who_waits_for_a_long_answer_was_killed() -> None:
    script = """
import os, signal
os.sched_getaffinity = lambda _: {0, 1}
from shotwright.campaign.aside import aside
answer = aside(lambda: b"long" * 1_000_000)
os.kill(os.getpid(), signal.SIGKILL)
"""
    # The copy holds the same streams: they end when it does.
    words = [sys.executable, "-c", script]
    killed = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL


@needs_copies
def test_an_interrupt_while_the_copy_is_made_comes_after(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    fork = os.fork

    def interrupted() -> int:
        made = fork()
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)  # of both
        return made

    monkeypatch.setattr(os, "fork", interrupted)
    with pytest.raises(KeyboardInterrupt):
        aside(signal.pause)
    for copy in active_children():
        copy.join(60)
    assert capfd.readouterr() == ("", "")


@needs_copies
def test_an_interrupt_ends_both(capfd: pytest.CaptureFixture[str]) -> None:
    answer = aside(signal.pause)
    (copy,) = active_children()
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    kept = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            answer()
    finally:
        signal.signal(signal.SIGALRM, kept)
    assert not copy.is_alive()
    assert capfd.readouterr() == ("", "")


@needs_copies
def test_a_copy_leaves_an_interrupt_to_who_waits_for_it(capfd: pytest.CaptureFixture[str]) -> None:
    here, there = os.pipe(), os.pipe()
    answer = aside(lambda: (os.write(here[1], b"!"), os.read(there[0], 1), os.getpid())[-1])
    (copy,) = active_children()
    assert copy.pid
    os.read(here[0], 1)  # it is at work
    os.kill(copy.pid, signal.SIGINT)
    os.write(there[1], b"!")
    assert answer() == copy.pid
    assert capfd.readouterr() == ("", "")
    for end in (*here, *there):
        os.close(end)


# The rules of a long board

Document = dict[str, Any]


def _long(*, faults: bool = False, clash: bool = False) -> Document:
    """Make a board that a second process is worth, with a fault of its own in every fifth beat."""
    shot: Document = {"shot": "Maya waves", "camera": "static wide shot", "seconds": 5}
    faulty: list[Document] = [
        shot | {"camera": "push-in, then orbit around her, medium shot"},
        shot | {"shot": "Maya lifts the tin from image 3"},
        shot | {"shot": "Maya crosses the square at night", "lighting": "bright midday sun"},
        {"talk": "Good morning. I am glad, really glad, to see you all here again today."},
    ]
    beats = [dict(faulty[n // 5 % 4] if faults and n % 5 == 0 else shot) for n in range(LONG)]
    if clash:
        beats[7] |= {"aspect": "1:1"}
    return {
        "shotwright": 1,
        "cast": {"maya": {"look": "lk_maya", "voice": "vc_maya", "consent": "confirmed"}},
        "scenes": [
            {
                "id": "s",
                "ignore": {"SHOT025": "as the client wants it"} if faults else {},
                "beats": beats,
            }
        ],
    }


BOARDS = (_long(), _long(faults=True), _long(faults=True, clash=True))


@pytest.mark.parametrize("document", BOARDS, ids=["sound", "with faults", "that cannot be planned"])
def test_two_processes_find_what_one_finds(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    forks = _counted(monkeypatch)
    alone = quote(shotwright.load(document), on=ON)
    assert not forks
    both = price(shotwright.load(document), on=ON).awaited()
    assert len(forks) == (sys.platform == "linux")
    assert both.wire() == alone.wire()
    assert both == alone


def test_the_boards_are_what_they_are_called() -> None:
    sound, faulty, clashing = (quote(shotwright.load(document), on=ON) for document in BOARDS)
    assert sound.made
    assert faulty.made
    assert isinstance(clashing.plan, NoPlan)
    codes = {finding.code for finding in faulty.findings}
    assert {"REFS006", "SHOT028"} <= codes
    assert "SHOT025" not in codes


def test_short_boards_are_done_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    document = _long()
    document["scenes"][0]["beats"].pop()
    forks = _counted(monkeypatch)
    price(shotwright.load(document), on=ON).awaited()
    assert not forks


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count forks from now on."""
    forks: list[int] = []
    fork = getattr(os, "fork", None)

    def counted() -> int:
        forks.append(1)
        return int(fork()) if fork else 0

    monkeypatch.setattr(os, "fork", counted, raising=False)
    return forks
