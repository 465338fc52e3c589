"""What a rule noticed."""

from __future__ import annotations

from enum import StrEnum
from html import escape
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from shotwright.errors import Place
from shotwright.model.frozen import Noun


class Severity(StrEnum):
    """How much a finding matters: an error is refused by the service, or loses money surely."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


class Mend(NamedTuple):
    """The changes to the storyboard's text that remove a finding.

    Attributes:
        changes: Edits as `storyfile.edit` takes them, all or none of which are made.
        safe: Whether the board means the same afterwards, but for the fault.
        files: Where the values stand that are changed, as `Place.file` names them.
    """

    changes: tuple[Any, ...]
    safe: bool
    files: tuple[str, ...]


class Finding(Noun):
    """One thing a rule noticed: returned, collected and printed, never raised.

    Attributes:
        code: The rule, e.g. `SHOT053`.
        beat: The beat or item it is about; empty for the whole board.
        where: Where the value stands in the file; None for a board that was made in Python.
        fix: What to do about it.
        mend: The same as edits of the file, where it is mechanical; not part of the JSON form.
        final: Whether it stands whatever is ignored: there is no plan.  Not in JSON either.
    """

    code: str
    severity: Severity
    beat: str
    where: Place | None
    message: str
    fix: str
    mend: Annotated[Mend | None, Field(exclude=True, repr=False)] = None
    final: Annotated[bool, Field(exclude=True, repr=False)] = False

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        place = f"{self.where}: " if self.where and self.where.line else ""
        beat = f"{self.beat}: " if self.beat else ""
        return f"{place}{self.severity} {self.code}: {beat}{self.message}; {self.fix}"

    def _repr_html_(self) -> str:
        """Show the finding in a notebook."""
        beat = f"{escape(self.beat)}: " if self.beat else ""
        return (
            f"<p><b>{self.severity} {escape(self.code)}</b> {beat}{escape(self.message)}."
            f" To do: {escape(self.fix)}.</p>"
        )

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: code, severity, where, message, fix."""
        return self.model_dump(mode="json")
