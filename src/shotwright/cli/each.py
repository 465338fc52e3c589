"""One board or many: every command works on each, and one broken board hides no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.model.estimate import Estimate
    from shotwright.model.money import Amount, Purse, Total

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


def print_answer(answer: Answer, *, as_json: bool) -> NoReturn:
    """Print one answer, and exit with its code."""
    if as_json:
        print_json(answer.document)
    else:
        answer.show()
    raise typer.Exit(answer.code)


def answer_each(*sources: str, work: Callable[[str], Answer], as_json: bool) -> None:
    """Do a command's work on one board, or on each of several, and exit with its code.

    Args:
        sources: Boards; a folder or glob stands for all of its boards.
        work: What the command does on one.
        as_json: Whether programs are to read the answer.
    """
    from shotwright.campaign import boards_of  # noqa: PLC0415 - commands load what they use

    found = {source: boards_of(source) for source in dict.fromkeys(sources)}
    if len(found) == 1 and found[sources[0]] is None:
        print_answer(work(sources[0]), as_json=as_json)
    answers: dict[str, Answer | InputError] = {}
    for source, boards in found.items():
        for name in [source] if boards is None else [board.as_posix() for board in boards]:
            try:
                answers[name] = work(name)
            except InputError as error:
                answers[name] = error
    folder = Path(sources[0]) if Path(sources[0]).is_dir() else Path(next(iter(answers))).parent
    if as_json:
        print_json(_document(answers, folder))
    else:
        _show(answers, folder)
    codes = [a.code if isinstance(a, Answer) else BAD_INPUT for a in answers.values()]
    raise typer.Exit(max(codes))


@dataclass(frozen=True)
class _Money:
    """What the boards of a folder cost, and which are not in the sum, with the reason."""

    estimates: dict[str, Estimate]
    left_out: dict[str, str]
    totals: dict[Purse, Total[Amount]]
    budget: dict[Purse, Amount]


def _money(answers: dict[str, Answer | InputError], folder: Path) -> _Money:
    from shotwright.campaign import read_campaign  # noqa: PLC0415
    from shotwright.model.estimate import totals_of  # noqa: PLC0415

    priced = {
        name: answer.estimate
        for name, answer in answers.items()
        if isinstance(answer, Answer) and answer.estimate
    }
    left_out = {
        name: "cannot be made" if isinstance(answer, Answer) else "cannot be read"
        for name, answer in answers.items()
        if name not in priced
    }
    sums = totals_of(line for estimate in priced.values() for line in estimate.lines)
    reasons = tuple(f"{name} {why}" for name, why in left_out.items())
    totals = {
        purse: replace(sum_, missing=(*sum_.missing, *reasons)) for purse, sum_ in sums.items()
    }
    return _Money(priced, left_out, totals, read_campaign(folder).budget())


def _document(answers: dict[str, Answer | InputError], folder: Path) -> dict[str, Any]:
    boards = [
        {"file": name} | (answer.document if isinstance(answer, Answer) else answer.wire())
        for name, answer in answers.items()
    ]
    money = _money(answers, folder)
    if not money.estimates:
        return {"boards": boards}
    return {
        "boards": boards,
        "totals": {purse: total.wire() for purse, total in money.totals.items()},
        "month": {purse: {"budget": bound.plain()} for purse, bound in money.budget.items()},
    }


def _show(answers: dict[str, Answer | InputError], folder: Path) -> None:
    from shotwright.report import campaign_table, problems_list  # noqa: PLC0415

    for name, answer in answers.items():
        print_rich(f"== {name}")
        if isinstance(answer, Answer):
            answer.show()
        else:
            print_rich(problems_list(answer.problems), stderr=True)
        print_rich("")
    money = _money(answers, folder)
    if money.estimates:
        print_rich(campaign_table(money.estimates, money.left_out, money.totals, money.budget))
