"""What a program gets for words that are no command: the error document, and exit code 2."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import typer

from shotwright.cli import commands
from shotwright.cli.app import app
from shotwright.cli.run import run

COMMAND = Path(sys.executable).with_name("shotwright")
assert commands  # imported, so that the app knows them
TREE = typer.main.get_command(app)


def every(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - private types
    """Walk the root, the groups and the commands, with the words that lead there."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from every(inner, *path, name)


def misused() -> Iterator[tuple[str, ...]]:
    """What can be wrong with the words of each command, `--json` before and after it."""
    for path, command in every(TREE):
        yield (*path, "--json", "--no-such-option")
        yield (*path, "--no-such-option", "--json")
        if hasattr(command, "commands"):
            yield (*path, "no-such-command", "--json")
            yield (*path, "--json", "no-such-command")
            continue
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        if any(p.required for p in command.params):
            yield (*path, "--json")
        if all(p.nargs == 1 for p in arguments):
            yield (*path, *["x"] * (len(arguments) + 1), "--json")
        for option in (p for p in command.params if p not in arguments and not p.is_flag):
            yield (*path, *["x"] * len(arguments), "--json", option.opts[0])
            if not _takes_any_word(option.type_descriptor.annotation):
                yield (*path, *["x"] * len(arguments), option.opts[0], "no-such-value", "--json")


def _takes_any_word(wanted: Any) -> bool:  # noqa: ANN401 - any annotation
    if get_origin(wanted) is Literal or wanted in {int, float}:
        return False
    return wanted in {str, Path} or all(map(_takes_any_word, get_args(wanted)))


MISUSED = list(misused())


@pytest.mark.parametrize("words", MISUSED, ids=" ".join)
def test_every_command_that_is_misused_answers_a_program_with_an_error_document(
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(typer.main, "get_command", lambda _: TREE)  # made once: it takes 0.1 s
    monkeypatch.setattr(sys, "argv", ["shotwright", *words])
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 2
    told = capsys.readouterr()
    assert told.err == ""
    document = json.loads(told.out)
    assert list(document) == ["schema", "errors"]
    assert document["schema"] == 1
    (error,) = document["errors"]
    assert error["message"]
    assert error["hint"].startswith("see shotwright")
    assert error["hint"].endswith("--help")
    assert error["where"] is None
    assert not list(tmp_path.iterdir())


def test_all_kinds_of_misuse_are_tried() -> None:
    assert ("ledger", "no-such-command", "--json") in MISUSED
    assert ("plan", "--json") in MISUSED
    assert ("approve", "x", "--takes", "no-such-value", "--json") in MISUSED
    assert ("plan", "x", "--card", "no-such-value", "--json") in MISUSED
    assert ("webhooks", "list", "x", "--json") in MISUSED


@pytest.mark.parametrize("words", [["plan"], ["plan", "--no-such-option"], ["no-such-command"]])
def test_people_are_told_how_it_is_used(words: list[str]) -> None:
    done = subprocess.run([COMMAND, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage: shotwright" in done.stderr


@pytest.mark.parametrize("words", ["plan --no-such-option --json", "plan no-such-board --json"])
@pytest.mark.parametrize("out", ["> /dev/full", "| true"])
def test_a_mistake_that_cannot_be_told_is_no_traceback(words: str, out: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{COMMAND}' {words} {out}"], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr


NAMES = list(getattr(TREE, "commands", {}))


@pytest.mark.parametrize("name", [*NAMES, "no-such-command", "--help"])
def test_options_are_read_of_the_command_that_is_named_only(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def watched(asked: typer.Typer) -> object:
        read.append(set(getattr(make(asked), "commands", {})))
        return TREE

    make = typer.main.get_command
    monkeypatch.setattr(typer.main, "get_command", watched)
    monkeypatch.setattr(sys, "argv", ["shotwright", name, "--help"])
    with pytest.raises(SystemExit):
        run()
    assert read == [{name} if name in NAMES else set(NAMES)]
