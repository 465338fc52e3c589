"""Commands that start and show storyboards.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, answer_each
from shotwright.cli.options import (
    BoardPath,
    Json,
    MaxSize,
    Outside,
    read_board,
)
from shotwright.cli.output import print_rich, write_whole
from shotwright.errors import InputError

if TYPE_CHECKING:
    pass


@app.command(epilog="Example: shotwright new --kind course course.yaml")
def new(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write it; without it, standard output.")
    ] = None,
    *,
    kind: Annotated[
        Literal["ad", "course", "interview", "social"],
        typer.Option("--kind", help="What it is a storyboard of."),
    ] = "ad",
) -> None:
    """Write a commented storyboard to start from."""
    from shotwright.storyfile import starter

    text = starter(kind)
    if file is None:
        typer.echo(text, nl=False)
        return
    if file.exists():
        raise InputError.of(f"{file} is there already", "choose another name")
    write_whole(file, text)
    typer.echo(f"Wrote {file}; next: shotwright plan {file}", err=True)


@app.command(epilog="Example: shotwright schema > storyboard.schema.json")
def schema() -> None:
    """Print the JSON Schema of storyboards, for editors."""
    import json

    from shotwright.storyfile import storyfile_schema

    typer.echo(json.dumps(storyfile_schema(), ensure_ascii=False, indent=2))


@app.command(epilog="Example: shotwright show board.yaml")
def show(
    board: BoardPath, *, max_size: MaxSize = None, outside: Outside = False, as_json: Json = False
) -> None:
    """Show a storyboard as a table."""
    from shotwright.report import board_table

    def work(name: str) -> Answer:
        read = read_board(name, max_size, outside=outside)
        document = read.model_dump(mode="json", by_alias=True, exclude_none=True)
        return Answer({"board": document}, lambda: print_rich(board_table(read)))

    answer_each(board, work=work, as_json=as_json)
