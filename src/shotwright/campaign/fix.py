"""Makes the mechanical fixes of findings in the text of a storyboard.

>>> board = '''shotwright: 1
... cast: {maya: {look: lk, consent: confirmed}}
... scenes:
...   - id: s
...     beats:
...       - shot: Maya waves
...         ignore: {SHOT056: not needed}  # as agreed
...       - talk: Good morning.
... '''
>>> findings = check(load(board), on=date(2026, 11, 21))
>>> print(mend(board, findings).text.splitlines()[5:7])
['      - shot: Maya waves', '      - talk: Good morning.']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Unpack

from shotwright.campaign.quote import Terms, check
from shotwright.errors import InputError
from shotwright.model.finding import Finding, Mend
from shotwright.rules import chosen
from shotwright.storyfile import DELETE, Change, edit, load

_TEXT = "<text>"
_ROUNDS = 100
"""Fixes that wait for each other, as those of one mapping do, are made in so many rounds."""


class Mended(NamedTuple):
    """A text with its fixes made.

    Attributes:
        done: The findings whose fix was made, in the order of the findings.
        left: Those that have a fix which was not made, each with the reason.
    """

    text: str
    done: tuple[Finding, ...] = ()
    left: tuple[tuple[Finding, str], ...] = ()


def mend(
    text: str, findings: Iterable[Finding], *, unsafe: bool = False, name: str = _TEXT
) -> Mended:
    """Make those fixes that do not touch each other.

    What waits for another fix is neither done nor left: check the new text, and mend it again.

    Args:
        text: The storyboard that was checked, as it stands in the file.
        findings: Of this text.
        unsafe: Make also fixes that change what the board means.
        name: What places call this file; what stands in another file is left.
    """
    done: list[Finding] = []
    left: list[tuple[Finding, str]] = []
    made: list[Mend] = []
    for finding in findings:
        plan = finding.mend
        if plan is None or not (plan.safe or unsafe):
            continue
        if plan.files != (name,):
            left.append((finding, f"it stands in {', '.join(plan.files)}"))
        elif plan in made:
            done.append(finding)  # several beats inherit the same value
        elif not any(_touch(plan, other) for other in made):
            try:
                text = edit(text, plan.changes, name=name)
            except InputError as error:
                left.append((finding, error.problems[0].message))
                continue
            made.append(plan)
            done.append(finding)
    return Mended(text, tuple(done), tuple(left))


def repair(
    text: str,
    *,
    on: date,
    unsafe: bool = False,
    folder: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    **terms: Unpack[Terms],
) -> Mended:
    """Check and mend until nothing more is mended.

    Args:
        text: A storyboard, as it stands in the file.
        on: The day for which routes are read.
        unsafe: Make also fixes that change what the board means.
        folder: Where the file lies.
        select: The rules whose findings are mended; see `chosen`.
        ignore: Those whose findings are not.
        **terms: As of `shotwright.plan`.

    Raises:
        InputError: The text is no storyboard.
    """
    done: list[Finding] = []
    for _ in range(_ROUNDS):
        # A text of one line would be taken for a path.
        board = load(text if "\n" in text else f"{text}\n", folder=folder)
        findings = chosen(check(board, on=on, **terms), select, ignore)
        mended = mend(text, findings, unsafe=unsafe)
        if mended.text == text:
            return Mended(text, tuple(done), mended.left)
        text = mended.text
        done += mended.done
    return Mended(text, tuple(done), mended.left)


def _touch(one: Mend, other: Mend) -> bool:
    return any(_meet(a, b) for a in one.changes for b in other.changes)


def _meet(one: Change, other: Change) -> bool:
    """Tell whether one change could move or undo what the other is about."""
    return _below(one.path, _reach(other)) or _below(other.path, _reach(one))


def _reach(change: Change) -> tuple[str | int, ...]:
    """Give the value that a change rewrites: of a deletion, what it is taken out of."""
    return change.path[:-1] if change.value is DELETE else change.path


def _below(path: tuple[str | int, ...], top: tuple[str | int, ...]) -> bool:
    return path[: len(top)] == top
