"""The command that has a language model improve a shot.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.options import read_board
from shotwright.cli.output import write_whole
from shotwright.errors import InputError


@app.command(epilog="Example: shotwright rewrite board.yaml --beat reveal | pbcopy")
def rewrite(
    board: Annotated[str, typer.Argument(metavar="BOARD", help="A storyboard.")],
    *,
    beat: Annotated[str, typer.Option("--beat", metavar="ID", help="The shot to improve.")],
    answer: Annotated[
        str | None,
        typer.Option("--answer", metavar="FILE", help="What the model said; - is standard input."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the new board there.")
    ] = None,
) -> None:
    """Write what to paste into a language model; take its answer back into the board.

    Without --answer, print the text to paste. With it, write the board with the answer's clauses:
    to --out, or in place.
    """
    from shotwright.prompt import read_rewrite, rewrite_request
    from shotwright.storyfile import edit

    read = read_board(board)
    if answer is None:
        typer.echo(rewrite_request(read, beat))
        return
    if board == "-":
        raise InputError.of("an answer changes a file", "save the board, and give its name")
    if out is not None and out.exists():
        raise InputError.of(f"{out} is there already", "choose another name")
    changes = read_rewrite(read, beat, _said(answer))
    path = Path(board)
    raw = path.read_bytes()
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    text = edit(raw.decode("utf-8-sig"), changes, name=board)
    write_whole(out or path, mark + text)
    typer.echo(f"Wrote {out or path}; see it with: shotwright build {out or path}", err=True)


def _said(answer: str) -> str:
    """Read what the model said."""
    if answer == "-":
        return sys.stdin.read()
    try:
        return Path(answer).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of(
            f"cannot read {answer}: {error}", "give the file of the answer"
        ) from None
