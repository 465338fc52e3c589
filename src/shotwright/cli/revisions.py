"""Files as they were in git: `HEAD~1:board.yaml` is read from a copy of that revision."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from shotwright.errors import InputError


@contextmanager
def checked_out(source: str) -> Iterator[str]:
    """Give the path of a file; of `REVISION:PATH`, where no such file is, of a copy for a while.

    The whole revision is copied, so that what a board extends, its pictures and its settings are
    those of that revision too.

    Raises:
        InputError: There is no git, no such revision, or no such file in it; mistakes in the file
            are told at `REVISION:PATH`.
    """
    revision, colon, name = source.partition(":")
    if not colon or Path(source).exists():
        yield source
        return
    commit = _git(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"],
        f"git knows no revision {revision!r} here",
    )
    top = Path(_git(["rev-parse", "--show-toplevel"], "there is no git repository here"))
    place = (Path.cwd() if name.startswith("./") else top) / name
    inside = os.path.relpath(place, top)
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}  # noqa: PTH118 - a plain text
        tree = Path(folder) / "tree"
        broken = f"git cannot read {revision!r}"
        _git(["read-tree", commit], broken, index)
        _git(["-C", str(top), "checkout-index", "--all", f"--prefix={tree}/"], broken, index)
        if inside.startswith("..") or not (tree / inside).is_file():
            hint = "paths start from the top of the repository; ./ is this folder"
            raise InputError.of(f"there is no {name} in {revision!r}", hint)
        try:
            yield str(tree / inside)
        except InputError as error:
            raise InputError(
                replace(
                    problem,
                    message=problem.message.replace(f"{tree}/", f"{revision}:"),
                    where=replace(
                        problem.where, file=problem.where.file.replace(f"{tree}/", f"{revision}:")
                    )
                    if problem.where
                    else None,
                )
                for problem in error.problems
            ) from None


def _git(words: list[str], wrong: str, extra: dict[str, str] | None = None) -> str:
    """Run git, and give what it prints.

    Raises:
        InputError: It fails, or is not there.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and a revision is no option
            ["git", *words],  # noqa: S607 - the user's own git
            capture_output=True, text=True, check=False, env={**os.environ, **(extra or {})},
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise InputError.of(f"cannot run git: {error}", "give the path of a file") from None
    if done.returncode:
        told = done.stderr.strip().splitlines()
        hint = told[0] if told else "`git log --oneline` lists revisions"
        raise InputError.of(wrong, hint)
    return done.stdout.strip()
