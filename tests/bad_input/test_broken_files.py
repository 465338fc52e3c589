"""Broken files through the installed command: exit code 2, all mistakes, soon, in little memory."""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from shotwright.errors import InputError
from shotwright.storyfile import load

SHEBANG = Path(sys.executable).with_name("shotwright")
COMMAND = [str(SHEBANG)] if SHEBANG.exists() else [sys.executable, "-m", "shotwright"]
KILOBYTES = 500 * 1000
BEAT = "scenes: [{id: a, beats: [{shot: x, with: []}]}]\n"
BOARD = f"shotwright: 1\n{BEAT}"


def neighbour(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def raw(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def text(content: str) -> Callable[[Path], object]:
    return raw(content.encode())


def a_socket(path: Path) -> None:
    os.chdir(path.parent)  # the name of a socket has 108 characters at most
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.write(BOARD.encode())
        file.truncate(200 * 2**20)


def circle(path: Path) -> None:
    path.write_text(f"{BOARD}extends: other.yaml\n", "utf-8")
    path.with_name("other.yaml").write_text("extends: board.yaml\n", "utf-8")


def extends_a_pipe(path: Path) -> None:
    path.write_text(f"{BOARD}extends: pipe.yaml\n", "utf-8")
    os.mkfifo(path.with_name("pipe.yaml"))


def extends_a_link_in_a_circle(path: Path) -> None:
    path.write_text(f"{BOARD}extends: loop.yaml\n", "utf-8")
    path.with_name("loop.yaml").symlink_to("loop.yaml")


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


FILES: dict[str, tuple[int, Callable[[Path], object]]] = {
    "a socket": (1, a_socket),
    "a pipe": (1, os.mkfifo),
    "a folder": (1, lambda path: path.joinpath("x").mkdir(parents=True)),
    "a device": (1, link_to_a_device),
    "a link to nothing": (1, lambda path: path.symlink_to("nothing.yaml")),
    "a link to itself": (1, lambda path: path.symlink_to("board.yaml")),
    "200 MB": (1, large),
    "nothing": (1, text("")),
    "lists, 10,000 deep": (1, text("a: " + "[" * 10_000 + "]" * 10_000)),
    "mappings, 10,000 deep, in JSON": (1, text('{"a":' * 10_000 + "1" + "}" * 10_000)),
    "a circle of files": (1, circle),
    "a board on a link in a circle": (2, extends_a_link_in_a_circle),
    "a board on a pipe": (2, extends_a_pipe),
    "a cycle of anchors": (1, text("shotwright: 1\nscenes: &s [*s]\n")),
    "latin-1": (1, raw(b"title: Caf\xe9\n")),
    "UTF-16": (1, raw(BOARD.encode("utf-16"))),
    "NUL": (1, text("title: a\0b\n")),
    "a picture": (1, raw(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
    "tabs": (1, text("shotwright: 1\nscenes:\n\t- id: a\n")),
    "an unclosed list": (1, text(f"{BOARD}title: [a\n")),
    "NaN": (1, text(f"{BOARD}x: .nan\n")),
    "a file that lies outside": (1, text(f"{BOARD}references: {{r: {{image: ../a.png}}}}\n")),
    "three mistakes": (3, text("shotwright: 2\ntitel: x\nscenes: [{id: a, beats: []}]\n")),
    "negative seconds": (1, text(BOARD.replace("shot: x", "shot: x, seconds: -3"))),
    "a key twice": (1, text(f"{BOARD}title: a\ntitle: b\n")),
}


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "board.yaml"


def children() -> float:
    """Seconds of processor time that ended children took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def checked(board: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    limited = f'ulimit -v {KILOBYTES} && exec "$@"'
    before = children()
    done = subprocess.run(
        ["sh", "-c", limited, "sh", *COMMAND, "check", str(board), "--json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        # numpy's threads reserve memory that nobody uses
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"},
    )
    return done, children() - before


@pytest.mark.parametrize("name", FILES)
def test_the_command_tells_every_mistake_and_ends(name: str, board: Path) -> None:
    mistakes, make = FILES[name]
    make(board)
    done, seconds = checked(board)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert seconds < 10
    errors: list[dict[str, Any]] = json.loads(done.stdout)["errors"]
    assert len(errors) == mistakes, errors
    for error in errors:
        assert error["message"]
        assert error["hint"]
        assert Path(error["where"]["file"]).parent == board.parent


def test_the_limits_of_these_tests_let_a_good_board_pass(board: Path) -> None:
    board.write_text(BOARD, "utf-8")
    done, _ = checked(board)
    assert done.returncode in {0, 1}, done.stderr  # there may be findings
    assert "findings" in json.loads(done.stdout)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_refused(board: Path) -> None:
    board.write_text(BOARD, "utf-8")
    board.chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        load(board)


def test_there_are_at_least_eighty_broken_files() -> None:
    texts = neighbour("test_broken_boards")
    contents = {content.encode("utf-8", "surrogatepass") for content in texts.TEXTS.values()}
    contents |= {content.encode() for content in texts.JSON_TEXTS.values()}
    contents |= set(texts.BYTES.values())
    assert len(contents) >= 80
    assert len(contents) + len(FILES) >= 120
