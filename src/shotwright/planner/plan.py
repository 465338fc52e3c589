"""A board to a plan: items in story order, the generations that make them, and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from shotwright.catalog import Chance, KeeperChances, RateFile, keeper_chances
from shotwright.cost import Job, Tariff
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.money import PURSES, Purse
from shotwright.model.names import Billing, Card, Objective, Product, RouteName
from shotwright.model.plan import (
    Clash,
    CutawayOver,
    Generation,
    Item,
    NoPlan,
    ObjectiveValue,
    Plan,
    PlannedKeepers,
)
from shotwright.model.seconds import number
from shotwright.planner.context import Context
from shotwright.planner.score import Scorer, until_kept
from shotwright.planner.shots import Shot, plan_shots
from shotwright.planner.talk import Segment, plan_talk
from shotwright.planner.ways import Way, choose_ways
from shotwright.prompt import Builder
from shotwright.request import avatar, cinematic_avatar, fingerprint, shot_settings, talk_settings
from shotwright.speech import said_before, speech_model


def plan(
    board: Board,
    *,
    on: date,
    shots: RouteName | None = None,
    talk: RouteName | None = None,
    billing: Billing | None = None,
    objective: Objective = "expected",
    card: Card = "guides",
    own: Iterable[RateFile] = (),
) -> Plan | NoPlan:
    """Plan a whole board.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        shots: The route of shots, instead of the board's.
        talk: The route of talk, instead of the board's.
        billing: The purse instead of the routes' own, where a route has it.
        objective: What is made least: the expected price until every shot has its keeper, the
            list price, the number of generations, or the changes to what was wished.
        card: The rates that the objective is reckoned with.
        own: The user's own rates, which win.

    Returns:
        A plan, or why there is none: every clash that was found.
    """
    ways = choose_ways(board, shots, talk, billing)
    tariff = Tariff.of(card, on, own)
    chances = _chances(board)
    scorer = Scorer(objective, tariff, chances.shots)
    context = Context(board, ways.shots, scorer, Builder(board))
    planned: list[Shot | Segment] = []
    clashes: list[Clash] = []
    for is_talk, stretch in groupby(board.briefs, key=_stretch):
        if is_talk[1]:
            for brief in stretch:
                assert isinstance(brief, TalkBrief)  # noqa: S101 - what _stretch says
                _gather(plan_talk(board, ways.talk.route, brief), planned, clashes)
        else:
            briefs = [brief for brief in stretch if isinstance(brief, ShotBrief)]
            _gather(plan_shots(context, briefs), planned, clashes)
    if clashes:
        return NoPlan(clashes=tuple(clashes))
    return _Assembly(context, ways.talk, chances, on).plan(planned)


def _stretch(brief: ShotBrief | TalkBrief) -> tuple[str, bool]:
    return brief.scene, isinstance(brief, TalkBrief)


def _gather(
    found: Iterable[Shot | Segment | Clash],
    planned: list[Shot | Segment],
    clashes: list[Clash],
) -> None:
    for entry in found:
        if isinstance(entry, Clash):
            clashes.append(entry)
        else:
            planned.append(entry)


def _chances(board: Board) -> KeeperChances:
    """Take the board's chances where it has its own, else the catalog's."""
    known = keeper_chances()
    own = {
        kind: Chance(base=Decimal(str(rate.base)), extra=Decimal(str(rate.extra)))
        for kind, rate in (("shots", board.keepers.shots), ("talk", board.keepers.talk))
        if rate
    }
    return known.model_copy(update=own)


@dataclass
class _Assembly:
    """Puts planned shots and segments together into a plan."""

    context: Context
    talk: Way
    chances: KeeperChances
    on: date

    def __post_init__(self) -> None:
        self.board = self.context.board
        self.shots = self.context.way
        self.scorer = self.context.scorer
        self.builder = self.context.builder
        self.seen: dict[str, int] = {}
        self.money: dict[Purse, int | None] = {}

    def plan(self, planned: list[Shot | Segment]) -> Plan:
        starts = list(_starts(self.board, planned))
        pairs = [
            self.shot(entry, start) if isinstance(entry, Shot) else self.segment(entry, start)
            for entry, start in zip(planned, starts, strict=True)
        ]
        generations = tuple(generation for _, generation in pairs)
        return Plan(
            hash=plan_hash(generations),
            board=self.board.id or self.board.title,
            card=self.scorer.tariff.card,
            on=self.on.isoformat(),
            speech_model=speech_model(),
            objective=ObjectiveValue(name=self.scorer.objective, value=self.value(len(pairs))),
            keepers=PlannedKeepers(
                shots=_pair(self.chances.shots),
                talk=_pair(self.chances.talk),
                source="board"
                if self.board.keepers.shots or self.board.keepers.talk
                else "catalog",
            ),
            items=tuple(item for item, _ in pairs),
            generations=generations,
        )

    def shot(self, shot: Shot, start: int | None) -> tuple[Item, Generation]:
        first = shot.briefs[0]
        cast = tuple(dict.fromkeys(who for brief in shot.briefs for who in brief.cast))
        names = tuple(dict.fromkeys(name for brief in shot.briefs for name in brief.references))
        looks = tuple(
            dict.fromkeys(look for who in cast if (look := self.board.cast[who].look) is not None)
        )
        prompt = (
            self.builder.shot(first).text
            if len(shot.briefs) == 1
            else self.builder.several(shot.briefs, cast).text
        )
        ident = "+".join(brief.id for brief in shot.briefs)
        route = self.shots.route
        body = self.shot_request(shot, prompt, looks, names)
        job = self.context.job(shot.briefs)
        self.count(job, shot.seconds * 1000, self.chances.shots, len(shot.briefs))
        over = first.over
        item = Item(
            id=ident,
            kind="shot",
            scene=first.scene,
            parts=shot.parts,
            seconds=shot.seconds,
            seconds_low=route.shots.seconds.min if shot.auto else shot.seconds,
            seconds_high=shot.seconds,
            billed_seconds=shot.seconds,
            pad=number(shot.pad_ms),
            start=None if start is None else number(start),
            prompt=prompt,
            script=None,
            motion=None,
            audio=None,
            voice=None,
            looks=looks,
            look_kind=job.look_kind,
            source=None,
            engine=None,
            language=first.language,
            references=names,
            aspect=first.aspect,
            resolution=first.resolution,
            over=CutawayOver(beat=over.beat, words=over.words) if over else None,
            why=shot.why,
            generation=ident,
        )
        return item, self.generation(ident, self.shots, "avatar_shots", body)

    def shot_request(
        self, shot: Shot, prompt: str, looks: tuple[str, ...], references: tuple[str, ...]
    ) -> dict[str, object]:
        first, route = shot.briefs[0], self.shots.route
        if route.route == "web":
            return shot_settings(
                self.board, first, prompt=prompt, looks=looks, references=references,
                seconds=shot.seconds,
            )  # fmt: skip
        return cinematic_avatar(
            self.board, first, name=route.wire_name(self.on), prompt=prompt, looks=looks,
            references=references, seconds=None if shot.auto else shot.seconds,
        )  # fmt: skip

    def segment(self, segment: Segment, start: int | None) -> tuple[Item, Generation]:
        brief = segment.brief
        ident = brief.id if segment.of == 1 else f"{brief.id}/{segment.number}"
        member = self.board.cast[brief.speaker]
        moving = self.builder.motion(brief)
        motion = moving.text if moving else None
        way = self.talk
        body = self.talk_request(segment, motion)
        job = Job(brief.engine, way.billing, member.look_kind, brief.resolution, moving is not None)
        self.count(job, segment.billed_ms, self.chances.talk, 1)
        spoken = segment.spoken
        audio = brief.talk.audio
        item = Item(
            id=ident,
            kind="segment",
            scene=brief.scene,
            parts=(segment.part,),
            seconds=number(spoken.expected) if spoken else None,
            seconds_low=number(spoken.low) if spoken else None,
            seconds_high=number(spoken.high) if spoken else None,
            billed_seconds=None if segment.billed_ms is None else number(segment.billed_ms),
            pad=0,
            start=None if start is None else number(start),
            prompt=None,
            script=segment.script,
            motion=motion,
            audio=str(audio.media) if audio else None,
            voice=brief.voice,
            looks=(member.look,) if member.look else (),
            look_kind=member.look_kind,
            source=segment.source,
            engine=brief.engine,
            language=brief.language,
            references=(),
            aspect=brief.aspect,
            resolution=brief.resolution,
            over=None,
            why=segment.why,
            generation=ident,
        )
        return item, self.generation(ident, way, brief.engine, body)

    def talk_request(self, segment: Segment, motion: str | None) -> dict[str, object]:
        route = self.talk.route
        if route.route == "web":
            panel = route.talk.sources[segment.source].what
            return talk_settings(self.board, segment.brief, panel, segment.script, motion)
        return avatar(self.board, segment.brief, segment.script, motion)

    def generation(
        self, ident: str, way: Way, product: Product, body: dict[str, object]
    ) -> Generation:
        print_ = fingerprint(body)
        self.seen[print_] = self.seen.get(print_, 0) + 1
        return Generation(
            id=ident,
            route=way.route.route,
            billing=way.billing,
            product=product,
            items=(ident,),
            occurrence=self.seen[print_],
            fingerprint=print_,
            request=body,
        )

    def count(self, job: Job, length_ms: int | None, chance: Chance, parts: int) -> None:
        """Add a generation to what the objective is worth; an unknown price makes it unknown."""
        if length_ms is None or not self.scorer.known(job):
            self.money[job.purse] = None
            return
        price = self.scorer.price(job, length_ms)
        if self.scorer.objective != "list-price":
            price = until_kept(price, chance, parts)
        before = self.money.get(job.purse, 0)
        self.money[job.purse] = None if before is None else before + price

    def value(self, generations: int) -> dict[str, str]:
        """Say what the objective is worth: money per purse, and where it counts, generations."""
        counted = {"generations": str(generations)} if self.scorer.objective == "fewest" else {}
        return counted | {
            purse: "unknown" if micro is None else PURSES[purse](micro).plain()
            for purse, micro in sorted(self.money.items())
        }


def plan_hash(generations: Iterable[Generation]) -> str:
    """Hash what a plan makes: fingerprints in order, routes, purses and counts."""
    return fingerprint(
        [
            [made.fingerprint, made.occurrence, made.route, made.billing, len(made.items)]
            for made in generations
        ]
    )


def _pair(chance: Chance) -> tuple[str, str]:
    return f"{chance.base:f}", f"{chance.extra:f}"


def _starts(board: Board, planned: list[Shot | Segment]) -> Iterator[int | None]:
    """Say when each begins, in milliseconds; a cutaway begins over its talk and adds no time."""
    clock: int | None = 0
    begun: dict[str, int | None] = {}
    at: list[int | None] = []
    for entry in planned:
        at.append(clock)
        if isinstance(entry, Segment):
            begun.setdefault(entry.brief.id, clock)
            length: int | None = entry.spoken.expected if entry.spoken else None
        else:
            length = 0 if entry.briefs[0].over else entry.seconds * 1000
        clock = None if clock is None or length is None else clock + length
    talks = {entry.brief.id: entry.brief for entry in planned if isinstance(entry, Segment)}
    for entry, start in zip(planned, at, strict=True):
        over = entry.briefs[0].over if isinstance(entry, Shot) else None
        talk = talks.get(over.beat) if over else None
        if over is None or talk is None:
            yield start
            continue
        begin = begun[talk.id]
        into = entry.parts[0].from_ if isinstance(entry, Shot) else 0
        yield None if begin is None else begin + _words_at(board, talk, over.words) + into


def _words_at(board: Board, talk: TalkBrief, words: str) -> int:
    """Reckon when some words of a script are said, in milliseconds from its start."""
    text = talk.talk.text
    if not text or not words:
        return 0
    return said_before(board, talk, text.find(words))
