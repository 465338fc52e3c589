"""What can stop a command, and what to do about it.

    ShotwrightError
    ├── InputError        something the user wrote cannot be read (exit code 2)
    ├── NotApprovedError  it would spend more than was approved, or without approval (code 3)
    └── ServiceError      the service, the network or the ledger does not answer (code 4)

A finding about a board that *can* be read is a value (`shotwright.model.Finding`), not an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands.

    Attributes:
        file: The path as the user gave it, `<text>` or `<dict>`.
        line: 1-based; 0 where there are no lines (a dict).
        column: 1-based, in characters; 0 where there are no lines.
        path: The way through the document, e.g. `scenes[0].beats[1].seconds`.
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""

    def _repr_html_(self) -> str:
        """Show it in a notebook as it is told."""
        return escape(str(self))

    def __str__(self) -> str:
        """Write `file:line:column`, as editors understand it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the input: what is wrong, what to do, and where."""

    message: str
    hint: str = ""
    where: Place | None = None

    def _repr_html_(self) -> str:
        """Show it in a notebook as it is told."""
        return escape(str(self))

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        place = f"{self.where}: " if self.where else ""
        path = f"{self.where.path}: " if self.where and self.where.path else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{path}{self.message}{hint}"


class ShotwrightError(Exception):
    """The root of everything that shotwright raises on purpose."""


class InputError(ShotwrightError):
    """The input cannot be read; holds every problem found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep all problems; there is at least one."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: `{"errors": [{"message", "hint", "where"}]}`."""
        return {"errors": [asdict(problem) for problem in self.problems]}

    @classmethod
    def of(cls, message: str, hint: str = "", where: Place | None = None) -> InputError:
        """Make an error of a single problem."""
        return cls([Problem(message, hint, where)])


class _StopError(ShotwrightError):
    """What stops a command that has read its input well: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep what is wrong, and what to do."""
        self.problem = Problem(message, hint)
        super().__init__(str(self.problem))

    def wire(self) -> dict[str, Any]:
        """Write the JSON form, that of `InputError`."""
        return {"errors": [asdict(self.problem)]}


class NotApprovedError(_StopError):
    """It would spend more than was approved, or nobody approved it."""


class ServiceError(_StopError):
    """The service, the network or the ledger does not answer as it should."""
