"""Commands that check storyboards and build prompts.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, answer_each, print_answer
from shotwright.cli.options import (
    Asked,
    BoardPath,
    Json,
    MaxSize,
    On,
    Outside,
    Route,
    Shots,
    Talk,
    day,
    folder_of,
    read_board,
    terms,
)
from shotwright.cli.output import print_rich
from shotwright.cli.sources import code_of, findings_of_all

if TYPE_CHECKING:
    from shotwright.model.finding import Finding


@app.command(epilog="Example: shotwright check board.yaml --route api")
def check(
    boards: Annotated[
        list[str],
        typer.Argument(metavar="BOARD...", help="Storyboards, or a folder; - is standard input."),
    ],
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    on: On = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Notice what is wrong before it costs anything."""
    from shotwright.campaign import boards_of
    from shotwright.campaign import check as check_board
    from shotwright.report import findings_list

    asked = Asked(route, shots, talk, max_size=max_size, outside=outside)

    def findings_of(name: str) -> tuple[Finding, ...]:
        return check_board(asked.board(name), on=day(on), **terms(asked, folder_of(name)))

    def answer(findings: Sequence[Finding]) -> Answer:
        document = {"findings": [finding.wire() for finding in findings]}
        return Answer(document, lambda: print_rich(findings_list(findings)), code_of(findings))

    if len(boards) > 1 and not any(boards_of(name) for name in boards):
        # Files that are named one by one have one list of findings, and one of mistakes.
        print_answer(answer(findings_of_all(boards, findings_of)), as_json=as_json)
    answer_each(*boards, work=lambda name: answer(findings_of(name)), as_json=as_json)


@app.command(epilog="Example: shotwright build board.yaml")
def build(
    board: BoardPath, *, max_size: MaxSize = None, outside: Outside = False, as_json: Json = False
) -> None:
    """Build the prompt of every shot, and motion prompts."""
    from shotwright.prompt import build as build_prompts
    from shotwright.report import prompts_list

    def work(name: str) -> Answer:
        prompts = build_prompts(read_board(name, max_size, outside=outside))
        document = {"prompts": [prompt.wire() for prompt in prompts]}
        return Answer(document, lambda: print_rich(prompts_list(prompts)))

    answer_each(board, work=work, as_json=as_json)
