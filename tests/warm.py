"""The installed command without the second that Python takes to import it.

A server imports the package once and forks for each command: still a process of its own, with the
arguments, folder, environment, streams and exit code that it was started with, and nothing left
over from the command before.  What is in its place on the path is a small client.  Where the
start itself matters (other settings of Python, a closed stream) the client becomes the installed
command instead; tests of signals, limits and imports start that one themselves.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import json
import os
import pkgutil
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

INSTALLED = Path(sys.executable).with_name("shotwright")
"""The command as it was installed: every start of it is a start of Python."""

BOARD = Path(__file__).with_name("sample.yaml")

CLIENT = """#!{python} -IS
from __future__ import annotations
import json, os, signal, socket, sys
{settings}
try:
    for stream in range(3):
        os.fstat(stream)
    assert settings(os.environ) == {started}
    told = [os.getcwd(), sys.argv[1:], dict(os.environ)]
except (AssertionError, OSError):
    os.execv({installed!r}, [{installed!r}, *sys.argv[1:]])
server = socket.socket(socket.AF_UNIX)
server.connect({address!r})
socket.send_fds(server, [b"f"], [0, 1, 2])
content = json.dumps(told, ensure_ascii=True).encode()
server.sendall(len(content).to_bytes(8, "big") + content)
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda got, _: server.sendall(bytes([got])))
code = server.recv(1)
sys.exit(code[0] if code else 70)
"""


def settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Choose what Python reads as it starts, and what matters of it; the client's, too."""
    ignored = ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE")
    # Not LC_CTYPE, which Python sets itself where there is none.
    chosen = [name for name in environment if name.startswith("PYTHON") or name == "LC_ALL"]
    return {name: environment[name] for name in chosen if environment[name] and name not in ignored}


def command() -> Path:
    """Give what stands for the command; it runs as long as the process that runs the tests."""
    return _started()[0]


@cache
def _started() -> tuple[Path, subprocess.Popen[bytes]]:
    folder = Path(tempfile.mkdtemp(prefix="warm-"))
    client = folder / "shotwright"
    client.write_text(
        CLIENT.format(
            python=sys.executable, settings=inspect.getsource(settings),
            started=settings(os.environ), installed=str(INSTALLED), address=str(folder / "server"),
        )
    )  # fmt: skip
    client.chmod(0o755)
    # It ends when this process does: its standard input ends then.
    words = [sys.executable, "-P", __file__, str(folder)]
    server = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n", "the server of commands did not start"
    return client, server


def serve(folder: Path) -> None:
    """Fork for each command that is asked for; return in the process that is to run it."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / "server"))
    listening.listen(64)
    os.write(1, b"ready\n")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a keeper
    while True:
        readable, _, _ = select.select([listening.fileno(), 0], [], [])
        if 0 in readable:
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(0)
        asking, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            keep(asking)
            return
        asking.close()


def keep(asking: socket.socket) -> None:
    """Run a command beside whoever asked: pass on signals, tell its code, end it when they go."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(asking, 1, 3)
    with asking.makefile("rb") as reading:
        told = json.loads(reading.read(int.from_bytes(reading.read(8), "big")))
    ended, open_while_running = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ended)
        asking.close()
        become(streams, *told)
        return
    os.close(open_while_running)
    for stream in range(3):
        os.close(stream)
    for stream in streams:
        os.close(stream)
    while ended not in select.select([asking.fileno(), ended], [], [])[0]:
        passed = asking.recv(1)
        os.kill(child, passed[0] if passed else signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    asking.sendall(bytes([code if code >= 0 else 128 - code]))
    os._exit(0)


def become(streams: list[int], folder: str, words: list[str], environment: dict[str, str]) -> None:
    """Be as a process that was just started so."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [str(INSTALLED), *words]


def warm() -> None:
    """Import every module, and plan a board once: catalog, templates and patterns are read."""
    import shotwright  # noqa: PLC0415 - only the server
    from shotwright.model.plan import NoPlan  # noqa: PLC0415

    for module in pkgutil.walk_packages(shotwright.__path__, "shotwright."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    day = date(2026, 11, 21)
    board = shotwright.load(BOARD)
    shotwright.check(board, on=day)
    plan = shotwright.plan(board, on=day)
    assert not isinstance(plan, NoPlan), plan
    shotwright.estimate(plan)
    gc.collect()
    gc.freeze()  # so that forks share it


if __name__ == "__main__":
    warm()
    serve(Path(sys.argv[1]))
    from shotwright.__main__ import main

    main()
