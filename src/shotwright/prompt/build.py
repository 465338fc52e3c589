"""Clauses and a template family to prompts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shotwright.errors import InputError
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.frozen import Noun
from shotwright.model.names import primary_language
from shotwright.model.prompt import Piece, Prompt
from shotwright.prompt.families import Families, read_families
from shotwright.prompt.family import Family, Slot
from shotwright.prompt.words import Phrases

VERBATIM = "verbatim"

_SIGNS = re.compile("[_-]+")


class _Made:
    """What was made for a board with some families."""

    def __init__(self, board: Board, families: Families) -> None:
        if problems := list(families.unknown(board)):
            raise InputError(problems)
        self.families = families
        # What was made is kept with what it was made from, so that no identity is used twice.
        self.prompts: dict[tuple[object, ...], tuple[Prompt, Sequence[ShotBrief]]] = {}
        self.rendered: dict[tuple[object, ...], Piece] = {}


class Builder:
    """Builds the prompts of one board; what several beats say alike is rendered once.

    A beat's prompt depends on the beat, its scene and the board's defaults alone.
    """

    def __init__(self, board: Board, families: Families | None = None) -> None:
        """Start with what was rendered for this board and these families before.

        Args:
            board: Whose beats are built.
            families: From `read_families`; default: the board's own, over those that come along.

        Raises:
            InputError: The board names a family that is not among them, or makes no shots.
        """
        families = families or board.once("families", lambda: read_families(board.templates))
        made = board.once(f"made with {id(families)}", lambda: _Made(board, families))
        self._board = board
        self._families = families
        self._prompts = made.prompts
        self._rendered = made.rendered

    def shot(self, brief: ShotBrief) -> Prompt:
        """Build the prompt of a shot beat, once."""
        found = self._prompts.get((id(brief),))
        if found is None:
            found = self._prompts[id(brief),] = self._built(brief), (brief,)
        return found[0]

    def _built(self, brief: ShotBrief) -> Prompt:
        if brief.prompt is not None:
            return Prompt(brief.id, VERBATIM, (Piece("prompt", brief.prompt),))
        used = self._families[brief.family]
        phrases = used.phrases_in(brief.language)
        pieces = tuple(
            piece
            for slot in used.about.slots
            if (piece := self._slot(used, slot, brief, phrases)).text
        )
        return Prompt(brief.id, brief.family, pieces, phrases["joint"])

    def motion(self, brief: TalkBrief) -> Prompt | None:
        """Build the motion prompt of a talk beat that has one."""
        if brief.motion is None:
            return None
        used = self._families["motion"]
        phrases = used.phrases_in(brief.language)
        (slot,) = used.about.slots
        text = used.render(slot, {"motion": brief.motion}, phrases)
        return Prompt(brief.id, "motion", (Piece(slot.clause, text),))

    def several(self, briefs: Sequence[ShotBrief], cast: Sequence[str]) -> Prompt:
        """Build one prompt of several parts, once: `Shot 1: ... Shot 2: ...`.

        What every part says alike (setting, light, style, constraints) is said once, after them.

        Args:
            briefs: The parts, in order; all of one family and language.
            cast: Everyone in the shot, in `avatar_id` order.
        """
        key = (*map(id, briefs), *cast)
        found = self._prompts.get(key)
        if found is None:
            found = self._prompts[key] = self._joined(briefs, cast), tuple(briefs)
        return found[0]

    def _joined(self, briefs: Sequence[ShotBrief], cast: Sequence[str]) -> Prompt:
        used = self._families[briefs[0].family]
        phrases = used.phrases_in(briefs[0].language)
        parts = [
            {
                slot.slot: self._slot(used, slot, brief, phrases).text
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
            uses: dict[str, object] = {name: given[name] for name in subject.uses}
            pieces.append(Piece(subject.clause, used.render(subject, uses, phrases)))
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

    def _slot(self, used: Family, slot: Slot, brief: ShotBrief, phrases: Phrases) -> Piece:
        sources = [_values(getattr(brief, name)) for name in slot.sources]
        key = (used.about.name, slot.slot, brief.language, *sources)
        piece = self._rendered.get(key)
        if piece is None:
            given: dict[str, object] = {name: self._variable(name, brief) for name in slot.uses}
            piece = Piece(slot.clause, used.render(slot, given, phrases))
            self._rendered[key] = piece
        return piece

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
            case "products":
                return [
                    _SIGNS.sub(" ", name)
                    for name in brief.references
                    if self._board.references[name].of == "product"
                ]
            case "aspect":
                return brief.aspect
            case _:
                # A clause's values, and nothing that a template could call.
                clause = getattr(brief, name)
                return None if clause is None else vars(clause)


def _values(source: object) -> object:
    """Take what a clause says, so that clauses that say the same are told apart by nothing."""
    return tuple(vars(source).values()) if isinstance(source, Noun) else source


def build(board: Board, families: Families | None = None) -> tuple[Prompt, ...]:
    """Build one prompt per shot beat, and one per motion prompt, in story order.

    Args:
        board: The storyboard.
        families: From `read_families`; default: the board's own, over those that come along.

    Raises:
        InputError: The board names a family that is not among them, or one of the user's own
            cannot say a beat.
    """
    builder = Builder(board, families)
    prompts = (
        builder.motion(brief) if isinstance(brief, TalkBrief) else builder.shot(brief)
        for brief in board.briefs
    )
    return tuple(prompt for prompt in prompts if prompt is not None)
