"""The command line's root; the commands stand in `commands`, by what they are about."""

from __future__ import annotations

from typing import Annotated

import typer

from shotwright import __version__

app = typer.Typer(
    name="shotwright",
    help="Plan HeyGen shoots: a storyboard in, validated prompts and a priced plan out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: shotwright new --kind ad board.yaml, then shotwright plan board.yaml",
)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"shotwright {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
