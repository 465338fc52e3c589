"""The parts of a shot beat, which its `Shot 1:` marks divide, and how much each has to show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.prompt import Act, acts
from shotwright.rules.lengths import lengths
from shotwright.rules.ruling import Case
from shotwright.rules.texts import KEPT, Text, once_a_beat, own_texts

MARK = re.compile(r"\bshot\s*(\d{1,6})\s*[:：]\s*", re.IGNORECASE)
"""`Shot 1:`, which divides an action into parts."""

_COLONS = frozenset(":：")
_NAMED_NOUN = re.compile(r"\s+of\b", re.IGNORECASE)


class Parts(NamedTuple):
    """A shot beat, divided.

    Attributes:
        marks: The numbers of its `Shot N:` marks.
        parts: The action between the marks; the whole where there are none.
    """

    marks: tuple[int, ...]
    parts: tuple[tuple[Text, ...], ...]


@once_a_beat
def parts_of(brief: ShotBrief, board: Board) -> Parts:
    """Divide a beat at its marks; what stands before the first is dropped."""
    marks: list[int] = []
    parts: list[list[Text]] = [[]]
    for text in own_texts(brief, board):
        found = [] if text.tokens.isdisjoint(_COLONS) else list(MARK.finditer(text.text))
        ends = [*(mark.start() for mark in found), len(text.text)]
        if not found:
            parts[-1].append(text)
        elif text.text[: ends[0]].strip():
            parts[-1].append(text.piece(0, ends[0]))
        for mark, end in zip(found, ends[1:], strict=True):
            marks.append(int(mark[1]))
            parts.append([text.piece(mark.end(), end)])
    return Parts(tuple(marks), tuple(map(tuple, parts[1:] if marks else parts)))


def acts_in(part: Sequence[Text], names: Sequence[str]) -> tuple[Act, ...]:
    """Find the visible actions of a part of a beat."""
    return tuple([act for text in part for act in _acts(text.text, tuple(names))])


@lru_cache(KEPT)
def _acts(text: str, names: tuple[str, ...]) -> tuple[Act, ...]:
    # `slices of bread` are things, whatever stands before them.
    return tuple(act for act in acts(text, names) if not _NAMED_NOUN.match(text, act.end))


class Crowd(NamedTuple):
    """The part of a beat that has the most to show, and how much time for it, in milliseconds."""

    text: Text
    actions: int
    low: int
    high: int


@once_a_beat
def crowd(brief: ShotBrief, case: Case) -> Crowd | None:
    """Find the fullest part of a beat; None where no length or no action is known."""
    parts = parts_of(brief, case.board).parts
    counts = [len(acts_in(part, brief.names)) for part in parts]
    most = max(counts)
    length = lengths(brief, case.shots) if most > 1 else None
    if length is None:
        return None
    part = parts[counts.index(most)]
    return Crowd(part[0], most, length.low // len(counts), length.high // len(counts))
