'''Variations of one beat: some clauses say something else, and each says what and at what price.

>>> board = load("""shotwright: 1
... cast: {maya: {look: lk, consent: confirmed}}
... scenes:
...   - id: roof
...     setting: a roof garden at dawn
...     beats:
...       - {id: wave, shot: Maya waves, camera: static wide shot, audio: wind, seconds: 5}
... """)
>>> found = variants(board, "wave", on=date(2026, 11, 21), camera=["static close-up"])
>>> [str(difference) for difference in found.variants[0].differs]
['camera.size: wide shot -> close-up']
'''

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from itertools import islice, product
from math import prod
from typing import Any, NamedTuple, Unpack

from pydantic import ValidationError

from shotwright.campaign.quote import Terms, quote
from shotwright.campaign.swaps import CLAUSES, Clause, groups_of, read, swaps
from shotwright.campaign.variant import Difference, LeftOut, Variant, Variants
from shotwright.catalog import SOUND, TermHit, contradictions, find_terms
from shotwright.errors import InputError
from shotwright.model.board import Board, Origin, ShotBeat
from shotwright.model.brief import FALLBACK_LANGUAGE, ShotBrief
from shotwright.model.finding import Finding, Severity
from shotwright.model.money import Amount, Purse, Total
from shotwright.model.names import primary_language
from shotwright.prompt import Builder
from shotwright.storyfile import Change

MOST = 100
"""So many variants are made at most: somebody has to choose one of them."""

USUAL_COUNT = 8
USUAL = ("camera", "lighting", "style")
"""The clauses that are varied where none is named: those that leave the story as it is."""

_TRIES = 1000
"""After so many combinations, the legal ones among them are all."""

_Pair = frozenset[tuple[str, str]]
_Clauses = Mapping[str, Clause]
_LONGEST_STEM = 56
"""So that a number has room behind it in an id."""


def variants(  # noqa: PLR0913 - keyword-only, and each clause is one of them
    board: Board,
    beat: str,
    *,
    on: date,
    count: int | None = None,
    seed: int = 0,
    vary: Sequence[str] | None = None,
    setting: Sequence[str] | None = None,
    camera: Sequence[str] | None = None,
    lighting: Sequence[str] | None = None,
    style: Sequence[str] | None = None,
    **terms: Unpack[Terms],
) -> Variants:
    """Vary a shot beat: by the texts given, or by terms of the vocabulary.

    Texts that are given are combined, each with each.  Without any, each variant has another term
    in every clause that is varied; the seed decides which, on every machine alike, for terms are
    put in the order of their hashes with it.

    Every variant is legal: no terms fight that did not fight before, and the rules find no error
    in the beat and nothing new to warn of.  Terms that are sampled fail seldom, and where somebody
    speaks lips can be read.

    Args:
        board: A loaded board.
        beat: The id of a shot beat with clauses.
        on: The day for which routes and prices are read.
        count: How many to make at most; default: 8, or all combinations of the texts given.
        seed: A whole number.
        vary: The clauses to vary from the vocabulary; default: camera, lighting and style.
        setting: What the setting may say.
        camera: What the camera may say.
        lighting: What the lighting may say.
        style: What the style may say.
        **terms: As of `shotwright.plan`.

    Raises:
        InputError: There is no such shot beat, it cannot be made as it stands, or there is nothing
            to vary.
    """
    texts = {"setting": setting, "camera": camera, "lighting": lighting, "style": style}
    given = {clause: texts[clause] for clause in CLAUSES if texts[clause] is not None}
    brief = _brief(board, beat)
    if count is not None and not 1 <= count <= MOST:
        raise InputError.of(f"{count:,} variants cannot be made", f"ask for 1 to {MOST}")
    if given and vary is not None:
        message = "texts are given, and clauses to vary from the vocabulary"
        raise InputError.of(message, "give one or the other")
    lab = _Lab(board, brief, on, terms)
    if given:
        made, left_out = lab.judged(_given(given), count or MOST)
        return lab.table(made, left_out)
    sampled = islice(_sampled(brief, vary, seed), _TRIES)
    made, _ = lab.judged(sampled, count or USUAL_COUNT)
    return lab.table(made, (), seed)


def _brief(board: Board, beat: str) -> ShotBrief:
    shots = {brief.id: brief for brief in board.briefs if isinstance(brief, ShotBrief)}
    brief = shots.get(beat)
    if brief is None:
        talks = any(brief.id == beat for brief in board.briefs)
        message = f"`{beat}` is talk, and has no clauses" if talks else f"there is no beat `{beat}`"
        near = get_close_matches(beat, shots, n=1, cutoff=0) or ["none"]
        raise InputError.of(message, f"take a shot beat, such as `{near[0]}`")
    if brief.prompt is not None:
        hint = "write its action under `shot`, and its camera, lighting and style as clauses"
        message = f"`{beat}` has its prompt word for word, and no clauses"
        raise InputError.of(message, hint, board.origin.place((*brief.path, "prompt")))
    return brief


def _given(texts: Mapping[str, Sequence[str] | None]) -> Iterator[_Clauses]:
    """Combine the texts given, the last clause changing fastest."""
    choices = {
        clause: [_clause(clause, text) for text in said or ()] for clause, said in texts.items()
    }
    for clause, listed in choices.items():
        if not listed:
            raise InputError.of(f"no text is given for {clause}", "give one, or leave it out")
    number = prod(map(len, choices.values()))
    if number > MOST:
        message = f"the texts make {number:,} combinations"
        raise InputError.of(message, f"give fewer: at most {MOST} are made")
    return (dict(zip(choices, each, strict=True)) for each in product(*choices.values()))


def _clause(clause: str, text: str) -> Clause:
    try:
        made = type(read(clause, None)).model_validate(text)
    except ValidationError:
        made = None
    if made is None or not text.strip():
        raise InputError.of(f"{text!r:.60} cannot be a {clause}", "write it in words")
    return made


def _sampled(brief: ShotBrief, vary: Sequence[str] | None, seed: int) -> Iterator[_Clauses]:
    """Combine terms of the vocabulary: each combination once, at first as varied as can be."""
    unknown = [clause for clause in vary or () if clause not in CLAUSES]
    if unknown:
        raise InputError.of(f"`{unknown[0]}` cannot be varied", f"vary {', '.join(CLAUSES)}")
    # Words of the vocabulary are not put into prompts of another language.
    english = primary_language(brief.language) == FALLBACK_LANGUAGE
    spoken = any(said.by in brief.cast for said in brief.says)
    shuffled: dict[str, list[Clause]] = {}
    for clause in (each for each in CLAUSES if each in (USUAL if vary is None else vary)):
        value = read(clause, getattr(brief, clause))
        found = swaps(clause, value, cast=len(brief.cast), spoken=spoken, adds=english)
        ordered = sorted(found, key=lambda swap: sha256(f"{seed} {swap.key}".encode()).digest())
        if ordered:
            shuffled[clause] = [swap.value for swap in ordered]
        elif vary is not None:
            hint = "leave it out, or give texts for it"
            raise InputError.of(
                f"the vocabulary has nothing for the {clause} of `{brief.id}`", hint
            )
    if not shuffled:
        raise InputError.of(f"there is nothing to vary in `{brief.id}`", "give texts for a clause")
    return _all_combined(shuffled)


def _all_combined(choices: Mapping[str, Sequence[Clause]]) -> Iterator[_Clauses]:
    """Go through the lists side by side, then again with one of them moved on, and so on."""
    first, *others = choices.values()
    for shifts in product(*(range(len(listed)) for listed in others)):
        for number, one in enumerate(first):
            rest = (
                listed[(number + shift) % len(listed)]
                for listed, shift in zip(others, shifts, strict=True)
            )
            yield dict(zip(choices, (one, *rest), strict=True))


class _Made(NamedTuple):
    """A legal combination: what it says, where that differs, its price."""

    clauses: _Clauses
    differs: tuple[Difference, ...]
    totals: dict[Purse, Total[Amount]]


class _Lab:
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

    def judged(
        self, tried: Iterable[_Clauses], most: int
    ) -> tuple[list[_Made], tuple[LeftOut, ...]]:
        """Keep what is legal, up to a number, and say of the rest why it is not."""
        kept: list[_Made] = []
        left_out: list[LeftOut] = []
        for combined in tried:
            differs = tuple(_differences(self.brief, combined))
            changed = {difference.clause for difference in differs}
            clauses = {clause: combined[clause] for clause in combined if clause in changed}
            why, totals = self._judge(clauses) if differs else ("it is the beat as it stands", None)
            if totals is None:
                left_out.append(LeftOut(differs, why))
            else:
                kept.append(_Made(clauses, differs, totals))
            if len(kept) == most:
                break
        return kept, tuple(left_out)

    def table(
        self, made: Sequence[_Made], left_out: tuple[LeftOut, ...], seed: int | None = None
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

    def _judge(self, clauses: _Clauses) -> tuple[str, dict[Purse, Total[Amount]] | None]:
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
        self, clauses: _Clauses
    ) -> tuple[tuple[Finding, ...], dict[Purse, Total[Amount]] | None]:
        """Check and price the beat without its neighbours."""
        beat = self._varied(clauses).model_copy(
            update={"id": self.brief.id, "cut": None, "over": None}
        )
        quoted = quote(self._board_of({self.brief.scene: (beat,)}), on=self.on, **self.terms)
        return quoted.findings, quoted.estimate.totals if quoted.estimate else None

    def _in_place(self, clauses: _Clauses) -> tuple[Finding, ...]:
        """Check the whole board with the beat in its place."""
        _, s, _, b = self.brief.path
        scene = self.board.scenes[int(s)]
        beats = [*scene.beats]
        beats[int(b)] = self._varied(clauses)
        scenes = {each.id: each.beats for each in self.board.scenes} | {scene.id: tuple(beats)}
        return quote(self._board_of(scenes), on=self.on, **self.terms).findings

    def _varied(self, clauses: _Clauses) -> ShotBeat:
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


def _with(brief: ShotBrief, clauses: _Clauses) -> ShotBrief:
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


def _differences(brief: ShotBrief, clauses: _Clauses) -> Iterator[Difference]:
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
