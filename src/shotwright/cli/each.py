"""One board or many: every command works on each, and one broken board hides no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.model.estimate import Estimate

BAD_INPUT = 2


@dataclass(frozen=True)
class Answer:
    """What a command has to say about one board.

    Attributes:
        document: For programs.
        show: Prints it for people.
        code: The exit code that it asks for.
        estimate: Its money, where the command is about money.
    """

    document: dict[str, Any]
    show: Callable[[], None]
    code: int = 0
    estimate: Estimate | None = None


def answer_each(source: str, work: Callable[[str], Answer], *, as_json: bool) -> None:
    """Do a command's work on one board, or on each of a folder or glob, and exit with its code."""
    from shotwright.campaign import boards_of  # noqa: PLC0415 - commands load what they use

    boards = boards_of(source)
    if boards is None:
        answer = work(source)
        if as_json:
            print_json(answer.document)
        else:
            answer.show()
        raise typer.Exit(answer.code)
    answers: dict[str, Answer | InputError] = {}
    for board in boards:
        name = board.as_posix()
        try:
            answers[name] = work(name)
        except InputError as error:
            answers[name] = error
    folder = Path(source) if Path(source).is_dir() else boards[0].parent
    if as_json:
        print_json(_document(answers, folder))
    else:
        _show(answers, folder)
    codes = [a.code if isinstance(a, Answer) else BAD_INPUT for a in answers.values()]
    raise typer.Exit(max(codes))


def errors_document(error: InputError) -> dict[str, Any]:
    """Write what is wrong with the input in the form of the machine interface."""
    return {
        "errors": [
            {
                "message": problem.message,
                "hint": problem.hint,
                "where": asdict(problem.where) if problem.where else None,
            }
            for problem in error.problems
        ]
    }


def _estimates(answers: dict[str, Answer | InputError]) -> dict[str, Estimate]:
    return {
        name: answer.estimate
        for name, answer in answers.items()
        if isinstance(answer, Answer) and answer.estimate
    }


def _document(answers: dict[str, Answer | InputError], folder: Path) -> dict[str, Any]:
    from shotwright.campaign import read_campaign  # noqa: PLC0415
    from shotwright.model.estimate import totals_of  # noqa: PLC0415

    boards = [
        {"file": name}
        | (answer.document if isinstance(answer, Answer) else errors_document(answer))
        for name, answer in answers.items()
    ]
    found = _estimates(answers)
    if not found:
        return {"boards": boards}
    totals = totals_of(line for estimate in found.values() for line in estimate.lines)
    return {
        "boards": boards,
        "totals": {purse: total.wire() for purse, total in totals.items()},
        "month": {
            purse: {"budget": bound.plain()}
            for purse, bound in read_campaign(folder).budget().items()
        },
    }


def _show(answers: dict[str, Answer | InputError], folder: Path) -> None:
    from shotwright.campaign import read_campaign  # noqa: PLC0415
    from shotwright.report import campaign_table, problems_list  # noqa: PLC0415

    for name, answer in answers.items():
        print_rich(f"== {name}")
        if isinstance(answer, Answer):
            answer.show()
        else:
            print_rich(problems_list(answer.problems), stderr=True)
        print_rich("")
    broken = [name for name, answer in answers.items() if not isinstance(answer, Answer)]
    found = _estimates(answers)
    if found:
        print_rich(campaign_table(found, broken, read_campaign(folder).budget()))
