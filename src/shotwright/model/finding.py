"""What a rule noticed."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from shotwright.errors import Place
from shotwright.model.frozen import Noun


class Severity(StrEnum):
    """How much a finding matters: an error is refused by the service, or loses money surely."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


class Finding(Noun):
    """One thing a rule noticed: returned, collected and printed, never raised.

    Attributes:
        code: The rule, e.g. `SHOT053`.
        beat: The beat or item it is about; empty for the whole board.
        where: Where the value stands in the file; None for a board that was made in Python.
        fix: What to do about it.
    """

    code: str
    severity: Severity
    beat: str
    where: Place | None
    message: str
    fix: str

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        place = f"{self.where}: " if self.where and self.where.line else ""
        beat = f"{self.beat}: " if self.beat else ""
        return f"{place}{self.severity} {self.code}: {beat}{self.message}; {self.fix}"

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: code, severity, where, message, fix."""
        return self.model_dump(mode="json")
