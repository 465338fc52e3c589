"""Clauses and a template family to prompts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.names import primary_language
from shotwright.model.prompt import Piece, Prompt
from shotwright.prompt.family import Family, Slot, family

VERBATIM = "verbatim"

_SOURCES = {"lines": "audio"}
"""Variables that come from a clause of another name."""


class Builder:
    """Builds the prompts of one board; what several beats share is rendered once.

    A beat's prompt depends on the beat, its scene and the board's defaults alone.
    """

    def __init__(self, board: Board) -> None:
        """Start with what was rendered for this board before."""
        self._board = board
        # What was made is kept with what it was made from, so that no identity is used twice.
        self._prompts = board.once("prompts", dict[int, tuple[Prompt, ShotBrief]])
        self._rendered = board.once("rendered", dict[tuple[object, ...], tuple[str, list[object]]])

    def shot(self, brief: ShotBrief) -> Prompt:
        """Build the prompt of a shot beat, once."""
        key = id(brief)
        if key not in self._prompts:
            self._prompts[key] = self._built(brief), brief
        return self._prompts[key][0]

    def _built(self, brief: ShotBrief) -> Prompt:
        if brief.prompt is not None:
            return Prompt(brief.id, VERBATIM, (Piece("prompt", brief.prompt),))
        used = family(brief.family)
        phrases = used.phrases_in(brief.language)
        pieces = tuple(
            Piece(slot.clause, text)
            for slot in used.about.slots
            if (text := self._slot(used, slot, brief, phrases))
        )
        return Prompt(brief.id, brief.family, pieces, phrases["joint"])

    def motion(self, brief: TalkBrief) -> Prompt | None:
        """Build the motion prompt of a talk beat that has one."""
        if brief.motion is None:
            return None
        used = family("motion")
        phrases = used.phrases_in(brief.language)
        (slot,) = used.about.slots
        text = used.render(slot, {"motion": brief.motion}, phrases)
        return Prompt(brief.id, "motion", (Piece(slot.clause, text),))

    def several(self, briefs: Sequence[ShotBrief], cast: Sequence[str]) -> Prompt:
        """Build one prompt of several parts: `Shot 1: ... Shot 2: ...`.

        What every part says alike (setting, light, style, constraints) is said once, after them.

        Args:
            briefs: The parts, in order; all of one family and language.
            cast: Everyone in the shot, in `avatar_id` order.
        """
        used = family(briefs[0].family)
        phrases = used.phrases_in(briefs[0].language)
        parts = [
            {
                slot.slot: self._slot(used, slot, brief, phrases)
                for slot in used.about.slots
                if not slot.alone and slot.slot != "subject"
            }
            for brief in briefs
        ]
        spoken = any(brief.says for brief in briefs)
        shared = {
            slot.slot
            for slot in used.about.slots
            if slot.slot in parts[0]
            and not slot.own
            and not (spoken and "lines" in slot.uses)
            and len({part[slot.slot] for part in parts}) == 1
        }
        clauses = {slot.slot: slot.clause for slot in used.about.slots}
        pieces: list[Piece] = []
        for subject in (slot for slot in used.about.slots if slot.slot == "subject"):
            given = {
                "names": [self._board.name_of(who) for who in cast],
                "action": [
                    step for brief in briefs if brief.action for step in brief.action.action
                ],
            }
            pieces.append(Piece(subject.clause, used.render(subject, given, phrases)))
        for number, part in enumerate(parts, 1):
            own = [(name, text) for name, text in part.items() if text and name not in shared]
            for position, (name, text) in enumerate(own):
                label = phrases["shot"].format(number=number) if position == 0 else ""
                pieces.append(Piece(clauses[name], label + text))
        pieces += [Piece(clauses[name], text) for name, text in parts[0].items() if name in shared]
        return Prompt(
            "+".join(brief.id for brief in briefs),
            briefs[0].family,
            tuple(piece for piece in pieces if piece.text),
            phrases["joint"],
        )

    def _slot(self, used: Family, slot: Slot, brief: ShotBrief, phrases: Mapping[str, Any]) -> str:
        # A clause that beats inherit is one object, so its identity is the key.
        sources = [getattr(brief, _SOURCES.get(name, name)) for name in slot.uses]
        key = (used.about.name, slot.slot, brief.language, *map(id, sources))
        if key not in self._rendered:
            given: dict[str, object] = {name: self._variable(name, brief) for name in slot.uses}
            self._rendered[key] = used.render(slot, given, phrases), sources
        return self._rendered[key][0]

    def _variable(self, name: str, brief: ShotBrief) -> object:
        match name:
            case "names":
                return brief.names
            case "action":
                return brief.action.action if brief.action else ()
            case "lines":
                return [
                    {
                        "name": self._board.name_of(said.by),
                        "line": " ".join(said.line.replace('"', "'").split()),
                        "delivery": said.delivery,
                        "language": primary_language(said.language or brief.language),
                    }
                    for said in brief.says
                ]
            case _:
                # A clause's values, and nothing that a template could call.
                clause = getattr(brief, name)
                return None if clause is None else vars(clause)


def build(board: Board) -> tuple[Prompt, ...]:
    """Build one prompt per shot beat, and one per motion prompt, in story order."""
    builder = Builder(board)
    prompts = (
        builder.motion(brief) if isinstance(brief, TalkBrief) else builder.shot(brief)
        for brief in board.briefs
    )
    return tuple(prompt for prompt in prompts if prompt is not None)
