"""The command line's root; the commands stand in `commands`, by what they are about."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from shotwright import __version__

COLLECTED_AFTER = 1_000_000
"""New objects between two looks of the garbage collector: plans are many small objects that live
until the end, and looking through them every 700 took a tenth of the time of a long board."""

STAYING = frozenset(["follow", "simulate", "submit", "webhooks"])
"""The commands that may run for days; their garbage is collected sooner ..."""

COLLECTED_SOON = 50_000
"""... after so many new objects."""

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
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    stays = context.invoked_subcommand in STAYING
    gc.set_threshold(COLLECTED_SOON if stays else COLLECTED_AFTER)
