"""A board to a plan: items in story order, the generations that make them, and the reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Literal

from shotwright.catalog import (
    Chance,
    KeeperChances,
    RateFile,
    TalkLimits,
    make_elsewhere,
)
from shotwright.cost import Tariff
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.money import PURSES, Purse
from shotwright.model.names import Billing, Card, Objective, RouteName
from shotwright.model.plan import (
    Clash,
    Generation,
    NoPlan,
    ObjectiveValue,
    Plan,
    PlannedKeepers,
)
from shotwright.planner.context import Context
from shotwright.planner.generations import Bodies, Group, beats_of, generations_of
from shotwright.planner.groups import group_segments
from shotwright.planner.items import Entry, Items
from shotwright.planner.jobs import brief_job, shot_job, talk_job
from shotwright.planner.keeping import Keeping, said_in
from shotwright.planner.score import Scorer, chances_of, until_kept
from shotwright.planner.shots import Before, Shot, plan_shots
from shotwright.planner.talk import Segment, plan_talk
from shotwright.planner.told import Told, brief_clashes, tell
from shotwright.planner.ways import Ways, choose_ways
from shotwright.prompt import Builder
from shotwright.request import fingerprint
from shotwright.speech import said_before, speech_model


def plan(  # noqa: PLR0913 - each says one thing, and has a default
    board: Board,
    *,
    on: date,
    shots: RouteName | None = None,
    talk: RouteName | None = None,
    billing: Billing | None = None,
    objective: Objective = "expected",
    card: Card = "guides",
    own: Iterable[RateFile] = (),
    keep: Plan | None = None,
    pinned: Collection[str] | None = None,
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
        keep: An older plan of the board: what it made keeps its cuts and fingerprint, unless it
            must change.
        pinned: The ids of those of its generations that are kept so, such as what was approved or
            shot; None for all.

    Returns:
        A plan, or why there is none: every clash that was found.
    """
    own = tuple(own)
    chances = chances_of(board)
    tariff = Tariff.of(card, on, own)
    ways = choose_ways(board, shots, talk, billing)
    planner = _Planner(board, ways, objective, tariff, chances, on, Keeping.of(keep, pinned))
    entries: list[Entry] = []
    clashes: list[Clash] = []
    for found in planner.entries():
        if isinstance(found, Clash):
            clashes.append(found)
        else:
            entries.append(found)
    if clashes:
        return _no_plan(clashes)
    groups = planner.groups(entries)
    generations = generations_of(groups, planner.bodies.body)
    for group, made in zip(groups, generations, strict=True):
        clashes += _untold(group, made)
    return _no_plan(clashes) if clashes else planner.plan(entries, groups, generations)


def _no_plan(clashes: list[Clash]) -> NoPlan:
    return NoPlan(clashes=tuple(clashes))


def _untold(group: Group, made: Generation) -> list[Clash]:
    """List what keeps a brief from being taken."""
    route = group.way.route
    if route.brief is None:
        return []
    text, files = made.request["prompt"], len(made.request.get("files", ()))
    return brief_clashes(route, route.brief, beats_of(group), text, files)


@dataclass(frozen=True)
class _Planner:
    """Plans one board on its ways, and puts the plan together."""

    board: Board
    ways: Ways
    objective: Objective
    tariff: Tariff
    chances: KeeperChances
    on: date
    keeping: Keeping

    @cached_property
    def items(self) -> Items:
        limits = self.ways.shots.route.shots
        return Items(self.board, Builder(self.board), limits.seconds.min if limits else 0)

    @cached_property
    def bodies(self) -> Bodies:
        return Bodies(self.board, self.items, self.on)

    def print_of(self, shot: Shot) -> str:
        """Tell the fingerprint that a shot would have."""
        job = shot_job(self.board, shot.briefs, self.ways.shots.billing)
        return fingerprint(self.bodies.body(Group(self.ways.shots, job, (shot,))))

    def scorer(self, chance: Chance) -> Scorer:
        return Scorer(self.objective, self.tariff, chance)

    def entries(self) -> Iterator[Entry | Clash]:
        """Plan every stretch of neighbours in one scene that are all shots, or all talk."""
        limits, context = self.ways.shots.route.shots, None
        if limits is not None:
            scorer = self.scorer(self.chances.shots)
            context = Context(self.board, self.ways.shots, limits, scorer, Builder(self.board))
        for (_, is_talk), stretch in groupby(self.board.briefs, key=_stretch):
            briefs = list(stretch)
            route = (self.ways.talk if is_talk else self.ways.shots).route
            if route.brief is not None:
                yield from (tell(self.board, brief) for brief in briefs)
            elif is_talk and route.talk is not None:
                for brief in briefs:
                    assert isinstance(brief, TalkBrief)  # noqa: S101 - what _stretch says
                    yield from plan_talk(self.board, route, route.talk, brief, self.keeping)
            elif context is not None and not is_talk:
                shots = [brief for brief in briefs if isinstance(brief, ShotBrief)]
                yield from plan_shots(context, shots, Before(self.keeping.shots, self.print_of))
            else:
                yield from (_not_made(self.ways, brief) for brief in briefs)

    def groups(self, entries: list[Entry]) -> list[Group]:
        """Gather items into generations, in the order of the first item of each."""
        shots, talk = self.ways
        groups = [
            Group(shots, shot_job(self.board, entry.briefs, shots.billing), (entry,))
            for entry in entries
            if isinstance(entry, Shot)
        ]
        segments = [entry for entry in entries if isinstance(entry, Segment)]
        if talk.route.talk is not None:
            groups += [
                Group(talk, talk_job(self.board, group[0].brief, talk.billing), tuple(group))
                for group in self.videos(segments, talk.route.talk)
            ]
        told = tuple(entry for entry in entries if isinstance(entry, Told))
        if told:
            way = shots if shots.route.brief else talk
            groups.append(Group(way, brief_job(self.board, told[0].brief, way.billing), told))
        order = {id(entry): number for number, entry in enumerate(entries)}
        return sorted(groups, key=lambda group: order[id(group.entries[0])])

    def videos(self, segments: list[Segment], limits: TalkLimits) -> list[list[Segment]]:
        """Part the talk track into videos: old ones that are still the same stay as they were."""
        scorer, billing = self.scorer(self.chances.talk), self.ways.talk.billing
        if not self.keeping.videos:
            return group_segments(self.board, segments, limits, billing, scorer)
        said = [said_in(self.items.item(segment, None, "")) for segment in segments]
        videos: list[list[Segment]] = []
        for still, numbers in self.keeping.kept_videos(said):
            stretch = [segments[number] for number in numbers]
            if still:
                videos.append(stretch)
            else:
                videos += group_segments(self.board, stretch, limits, billing, scorer)
        return videos

    def plan(
        self, entries: list[Entry], groups: list[Group], generations: tuple[Generation, ...]
    ) -> Plan:
        """Write the plan."""
        made_in = {
            id(entry): made.id
            for group, made in zip(groups, generations, strict=True)
            for entry in group.entries
        }
        starts = _starts(self.board, entries)
        items = self.items
        own = self.board.keepers.shots or self.board.keepers.talk
        return Plan(
            hash=plan_hash(generations),
            board=self.board.id or self.board.title,
            card=self.tariff.card,
            on=self.on.isoformat(),
            speech_model=_speech_model(self.board),
            objective=ObjectiveValue(name=self.objective, value=self.value(groups)),
            keepers=PlannedKeepers(
                shots=_pair(self.chances.shots),
                talk=_pair(self.chances.talk),
                source="board" if own else "catalog",
            ),
            items=tuple(
                items.item(entry, start, made_in[id(entry)])
                for entry, start in zip(entries, starts, strict=True)
            ),
            generations=generations,
        )

    def value(self, groups: list[Group]) -> dict[str, str]:
        """Say what the objective is worth: money per purse, and where it counts, generations."""
        money: dict[Purse, int | None] = {}
        for group in groups:
            before, cost = money.get(group.job.purse, 0), self.cost(group)
            money[group.job.purse] = None if before is None or cost is None else before + cost
        counted = {"generations": str(len(groups))} if self.objective == "fewest" else {}
        return counted | {
            purse: "unknown" if micro is None else PURSES[purse](micro).plain()
            for purse, micro in sorted(money.items())
        }

    def cost(self, group: Group) -> int | None:
        """Reckon one generation's share of the objective; None where its price is unknown."""
        first = group.entries[0]
        chance = self.chances.shots if isinstance(first, Shot) else self.chances.talk
        scorer = self.scorer(chance)
        length = group.billed_ms
        if length is None or not scorer.known(group.job):
            return None
        price = scorer.price(group.job, length)
        if self.objective == "list-price":
            return price
        parts = len(first.briefs) if isinstance(first, Shot) else len(group.entries)
        return until_kept(price, chance, parts)


def _stretch(brief: ShotBrief | TalkBrief) -> tuple[str, bool]:
    return brief.scene, isinstance(brief, TalkBrief)


def _not_made(ways: Ways, brief: ShotBrief | TalkBrief) -> Clash:
    """Tell a beat of a kind that its route does not make."""
    talks = isinstance(brief, TalkBrief)
    part: Literal["shots", "talk"] = "talk" if talks else "shots"
    route = (ways.talk if talks else ways.shots).route
    return Clash(
        beats=(brief.id,),
        rule="ROUT001",
        has="talk" if talks else "a cinematic shot",
        limit=f"{route.title} makes {'shots' if talks else 'talk'} only",
        ways_out=make_elsewhere(route, part, lambda route: route.makes(part)),
    )


def _speech_model(board: Board) -> str:
    """Name what estimated the scripts' lengths, and the voices it was calibrated for."""
    spoken = {brief.voice for brief in board.briefs if isinstance(brief, TalkBrief)}
    known = sorted(voice for voice in spoken if voice in board.voices)
    return speech_model() + (f", calibrated for {', '.join(known)}" if known else "")


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


def _starts(board: Board, entries: list[Entry]) -> list[int | None]:
    """Say when each begins, in milliseconds; a cutaway begins over its talk and adds no time."""
    clock: int | None = 0
    at: list[int | None] = []
    talks: dict[str, tuple[TalkBrief, int | None]] = {}
    for entry in entries:
        at.append(clock)
        brief = entry.briefs[0] if isinstance(entry, Shot) else entry.brief
        if isinstance(brief, TalkBrief):
            talks.setdefault(brief.id, (brief, clock))
        length = 0 if isinstance(brief, ShotBrief) and brief.over else _length(entry)
        clock = None if clock is None or length is None else clock + length
    for number, entry in enumerate(entries):
        brief = entry.briefs[0] if isinstance(entry, Shot) else entry.brief
        over = brief.over if isinstance(brief, ShotBrief) else None
        if over and over.beat in talks:
            talk, begin = talks[over.beat]
            into = entry.parts[0].from_ if isinstance(entry, Shot) else 0
            at[number] = (
                None if begin is None else begin + _words_at(board, talk, over.words) + into
            )
    return at


def _length(entry: Entry) -> int | None:
    """Tell how long an item is, in milliseconds."""
    if isinstance(entry, Shot):
        return entry.seconds * 1000
    if isinstance(entry, Told):
        return entry.length_ms
    return entry.spoken.expected if entry.spoken else None


def _words_at(board: Board, talk: TalkBrief, words: str) -> int:
    """Reckon when some words of a script are said, in milliseconds from its start."""
    text = talk.talk.text
    if not text or not words:
        return 0
    return said_before(board, talk, text.find(words))
