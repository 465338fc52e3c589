"""Tries what the clauses of one beat could say: whether that is legal, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from shotwright.campaign.quote import Terms, quote
from shotwright.campaign.swaps import CLAUSES, Clause, groups_of, read
from shotwright.campaign.variant import Difference, LeftOut, Variant, Variants
from shotwright.catalog import SOUND, TermHit, contradictions, find_terms
from shotwright.errors import InputError
from shotwright.model.board import Board, Origin, ShotBeat
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Finding, Severity
from shotwright.model.money import Amount, Purse, Total
from shotwright.prompt import Builder
from shotwright.storyfile import Change

MOST = 100
"""So many variants are made at most: somebody has to choose one of them."""

_LONGEST_STEM = 56
"""So that a number has room behind it in an id."""

Clauses = Mapping[str, Clause]
"""What some clauses of a beat come to say."""

_Pair = frozenset[tuple[str, str]]


class Made(NamedTuple):
    """A legal combination: what it says, where that differs, its price."""

    clauses: Clauses
    differs: tuple[Difference, ...]
    totals: dict[Purse, Total[Amount]]


class Lab:
    """Tries combinations on one beat."""

    def __init__(self, board: Board, brief: ShotBrief, on: date, terms: Terms) -> None:
        """Judge the beat as it stands.

        Raises:
            InputError: It cannot be made.
        """
        self.board, self.brief, self.on = board, brief, on
        self.terms = terms
        self.terms["own"] = tuple(terms.get("own", ()))  # it is read for every variant
        findings, totals = self._alone({})
        errors = [finding for finding in findings if finding.severity == Severity.ERROR]
        if errors or totals is None:
            first = errors[0]
            message = f"`{brief.id}` cannot be made as it stands: {first.message}"
            raise InputError.of(message, first.fix, board.origin.place(brief.path))
        self.totals = totals
        self._fights = set(_fights(brief))
        self._known = _warnings(findings) | _warnings(self._in_place({}))

    def judged(self, tried: Iterable[Clauses], most: int) -> tuple[list[Made], tuple[LeftOut, ...]]:
        """Keep what is legal, up to a number, and say of the rest why it is not."""
        kept: list[Made] = []
        left_out: list[LeftOut] = []
        for combined in tried:
            differs = tuple(_differences(self.brief, combined))
            changed = {difference.clause for difference in differs}
            clauses = {clause: combined[clause] for clause in combined if clause in changed}
            why, totals = self._judge(clauses) if differs else ("it is the beat as it stands", None)
            if totals is None:
                left_out.append(LeftOut(differs, why))
            else:
                kept.append(Made(clauses, differs, totals))
            if len(kept) == most:
                break
        return kept, tuple(left_out)

    def table(
        self, made: Sequence[Made], left_out: tuple[LeftOut, ...], seed: int | None = None
    ) -> Variants:
        """Name the variants after the beat, and build their prompts."""
        ids = _ids(self.board, self.brief.id)
        builder = Builder(self.board)
        return Variants(
            self.brief.id,
            seed,
            builder.shot(self.brief),
            self.totals,
            tuple(
                Variant(
                    name,
                    each.differs,
                    replace(builder.shot(_with(self.brief, each.clauses)), beat=name),
                    each.totals,
                    tuple(
                        Change((*self.brief.path, clause), _written(value))
                        for clause, value in each.clauses.items()
                    ),
                )
                for name, each in zip(ids, made, strict=False)
            ),
            self._apart(),
            left_out,
        )

    def _apart(self) -> tuple[Change, ...]:
        *scene, _, b = self.brief.path
        following = (*scene, "beats", int(b) + 1)
        is_shot = any(
            brief.path == following and isinstance(brief, ShotBrief) for brief in self.board.briefs
        )
        return (Change((*following, "cut"), "always"),) if is_shot else ()

    def _judge(self, clauses: Clauses) -> tuple[str, dict[Purse, Total[Amount]] | None]:
        """Price a combination, or say why it is not legal."""
        fights = _fights(_with(self.brief, clauses))
        for pair, why in fights.items():
            if pair not in self._fights:
                return why, None
        findings, totals = self._alone(clauses)
        why = self._fault(findings) or self._fault(self._in_place(clauses))
        return why, None if why else totals

    def _fault(self, findings: Iterable[Finding]) -> str:
        for finding in findings:
            is_new = (finding.code, finding.beat) not in self._known
            own = finding.beat == self.brief.id
            if (own and finding.severity == Severity.ERROR) or (
                is_new and finding.severity != Severity.INFO
            ):
                return f"{finding.code}: {finding.message}"
        return ""

    def _alone(
        self, clauses: Clauses
    ) -> tuple[tuple[Finding, ...], dict[Purse, Total[Amount]] | None]:
        """Check and price the beat without its neighbours."""
        beat = self._varied(clauses).model_copy(
            update={"id": self.brief.id, "cut": None, "over": None}
        )
        quoted = quote(self._board_of({self.brief.scene: (beat,)}), on=self.on, **self.terms)
        return quoted.findings, quoted.estimate.totals if quoted.estimate else None

    def _in_place(self, clauses: Clauses) -> tuple[Finding, ...]:
        """Check the scenes around the beat with the beat in its place."""
        _, s, _, b = self.brief.path
        scene = self.board.scenes[int(s)]
        beats = [*scene.beats]
        beats[int(b)] = self._varied(clauses)
        near = _around(self.board, self.brief.scene)
        scenes = {each.id: each.beats for each in self.board.scenes if each.id in near}
        scenes[scene.id] = tuple(beats)
        return quote(self._board_of(scenes), on=self.on, **self.terms).findings

    def _varied(self, clauses: Clauses) -> ShotBeat:
        _, s, _, b = self.brief.path
        beat = self.board.scenes[int(s)].beats[int(b)]
        assert isinstance(beat, ShotBeat)  # noqa: S101 - so is its brief
        return beat.model_copy(update=clauses)

    def _board_of(self, beats: Mapping[str, tuple[object, ...]]) -> Board:
        """Make a board like this one, of some scenes with some beats."""
        said = {name: getattr(self.board, name) for name in Board.model_fields}
        scenes = tuple(
            scene.model_copy(update={"beats": beats[scene.id]})
            for scene in self.board.scenes
            if scene.id in beats
        )
        made = Board.model_validate({**said, "scenes": scenes})
        return made.read_from(Origin(), self.board.files)


def _around(board: Board, scene: str) -> set[str]:
    """Name a scene, its neighbours, and the scenes of the talk that their cutaways lie over."""
    ids = [each.id for each in board.scenes]
    at = ids.index(scene)
    near = {*ids[max(at - 1, 0) : at + 2]}
    scene_of = {brief.id: brief.scene for brief in board.briefs}
    over = {
        (brief.scene, scene_of[brief.over.beat])
        for brief in board.briefs
        if isinstance(brief, ShotBrief) and brief.over
    }
    while more := {talk for shot, talk in over if shot in near} - near:
        near |= more
    return near


def _with(brief: ShotBrief, clauses: Clauses) -> ShotBrief:
    said: dict[str, Any] = dict(clauses)
    return replace(brief, **said)


def _warnings(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {
        (finding.code, finding.beat) for finding in findings if finding.severity != Severity.INFO
    }


def _fights(brief: ShotBrief) -> dict[_Pair, str]:
    """Find which terms of a beat's clauses fight, and why."""
    hits: list[TermHit] = []
    for clause in CLAUSES:
        value = read(clause, getattr(brief, clause))
        # A place is no hour: `the night market` is one at noon, too.
        said = (text for part, text in value.model_dump().items() if part != "place" and text)
        hits += find_terms("; ".join(said), groups_of(clause), field=True)
    if brief.audio:
        heard = "; ".join([*brief.audio.ambient, brief.audio.music, brief.audio.words])
        hits += find_terms(heard, SOUND, field=True)
    return {
        frozenset((hit.term.group, hit.term.term) for hit in (fight.first, fight.second)): fight.why
        for fight in contradictions(hits)
    }


def _differences(brief: ShotBrief, clauses: Clauses) -> Iterator[Difference]:
    for clause, value in clauses.items():
        before, after = read(clause, getattr(brief, clause)), read(clause, value)
        for part in type(before).model_fields:
            was, becomes = getattr(before, part), getattr(after, part)
            if was != becomes:
                yield Difference(clause, part, was, becomes)


def _written(value: Clause) -> object:
    """Write a clause as a storyboard has it: its bare words, or its parts."""
    parts = value.model_dump(exclude_defaults=True)
    return value.words if parts.keys() <= {"words"} else parts


def _ids(board: Board, beat: str) -> Iterator[str]:
    """Name variants after their beat, by names that no beat has."""
    taken = {brief.id for brief in board.briefs}
    stem = f"{beat[:_LONGEST_STEM].replace('.', '-')}-"
    while any(f"{stem}{number}" in taken for number in range(1, MOST + 1)):
        stem += "-"
    return (f"{stem}{number}" for number in range(1, MOST + 1))
