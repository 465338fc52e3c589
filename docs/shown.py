"""Runs what the README and the docs show, and compares, or with `--write` replaces, the outputs.

A fenced block `console` holds commands after `$ ` and what each prints; a block `python` is run as
it stands.  Everything runs in a copy of `examples/`, as a reader would.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "README.md",
    # Pages of rules show examples that the tests of the rules run.
    *(page for page in sorted((ROOT / "docs").glob("**/*.md")) if page.parent.name != "rules"),
)
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEREDOC = re.compile(r"<<'(\w+)'")
_SETUP = ("make ", "git clone", "cd ")


BESIDE_PYTHON = Path(sys.executable).parent


def run(page: Path, commands: Path = BESIDE_PYTHON) -> str:
    """Run every block of a page, and give the page back with its real outputs.

    Args:
        page: The page.
        commands: The folder that `shotwright` is taken from.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(ROOT / "examples", folder / "examples")

        def replay(match: re.Match[str]) -> str:
            kind, text = match[1], match[2]
            if kind == "python":
                command([sys.executable, "-c", text], folder, commands)
                return match[0]
            return f"```console\n{''.join(_replayed(text, folder, commands))}```"

        return _BLOCK.sub(replay, page.read_text("utf-8"))


def _replayed(text: str, folder: Path, commands: Path) -> Iterator[str]:
    """Give a block back with what its commands really print.

    What `make` prints depends on the machine, so it is left alone; tests of its own run it.
    """
    lines = iter(text.splitlines(keepends=True))
    kept = False
    for line in lines:
        if not line.startswith("$ "):
            if kept:
                yield line
            continue
        typed = [line]
        if match := _HEREDOC.search(line):
            for typed_line in lines:
                typed.append(typed_line)
                if typed_line.strip() == match[1]:
                    break
        yield from typed
        kept = line[2:].startswith(_SETUP)
        if not kept:
            yield command(["bash", "-c", "".join(typed)[2:]], folder, commands)


def command(words: list[str], folder: Path, commands: Path) -> str:
    """Run a command as a reader would, and give what it prints, without blank line ends."""
    path = os.pathsep.join([str(commands), str(BESIDE_PYTHON), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 - our own pages
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    text = done.stdout + done.stderr
    if "Traceback" in text:
        sys.exit(f"{words[-1]}\n{text}")
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def main() -> int:
    """Compare every page, or rewrite it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace the outputs")
    write = parser.parse_args().write
    stale = []
    for page in PAGES:
        fresh = run(page)
        if fresh != page.read_text("utf-8"):
            stale.append(page.name)
            if write:
                page.write_text(fresh, "utf-8")
    if stale:
        print(f"{'rewrote' if write else 'stale'}: {', '.join(stale)}")
    return 0 if write or not stale else 1


if __name__ == "__main__":
    sys.exit(main())
