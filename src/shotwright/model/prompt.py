"""A prompt that remembers which clause each of its words came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from shotwright.model.frozen import Noun

TINTS = {
    "subject": "#e4eef6", "action": "#e4eef6", "setting": "#e2efe4", "camera": "#f7ead0",
    "lighting": "#f7ead0", "style": "#efe6f4", "references": "#efe6f4",
}  # fmt: skip
"""Behind the words of a clause in a notebook; the others have none of their own."""


class Piece(NamedTuple):
    """What one clause became."""

    clause: str
    text: str


class Span(Noun):
    """A stretch of a prompt, in characters, and the clause it came from."""

    clause: str
    start: int
    end: int


@dataclass(frozen=True)
class Prompt:
    """What one beat became, before the planner puts beats together.

    Attributes:
        beat: The beat's id.
        family: The template family, or `verbatim` where the user wrote the prompt.
        pieces: In the family's order; joined by `joint` they are the text.
        joint: What stands between pieces: a space, or nothing in Chinese and Japanese.
    """

    beat: str
    family: str
    pieces: tuple[Piece, ...]
    joint: str = " "

    @cached_property
    def text(self) -> str:
        """The prompt as it is sent."""
        return self.joint.join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where each clause stands in `text`."""
        spans: list[Span] = []
        start = 0
        for clause, text in self.pieces:
            spans.append(Span(clause=clause, start=start, end=start + len(text)))
            start += len(text) + len(self.joint)
        return tuple(spans)

    def wire(self) -> dict[str, object]:
        """Write the JSON form: beat, family, text, spans, characters."""
        text = self.text
        return {
            "beat": self.beat,
            "family": self.family,
            "text": text,
            "spans": [span.model_dump() for span in self.spans],
            "characters": len(text),
        }

    def _repr_html_(self) -> str:
        """Show the prompt in a notebook, each clause named and on its own tint."""
        pieces = " ".join(
            f'<span style="background:{TINTS.get(clause, "#ececec")};color:#1d232b;padding:0 .3em">'
            f"<small>{escape(clause)}</small> {escape(text)}</span>"
            for clause, text in self.pieces
        )
        return f"<p><b>{escape(self.beat)}</b> {pieces}</p>"
