"""What a board comes to with any of its changes made: the planner is asked, and nobody else.

The planner joins no shots across scenes, nor across talk.  So a board's price is that of its
stretches of shots, each for itself, and of its talk as a whole; stretches are planned many at a
time, as the scenes of one board, and no stretch twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil
from typing import Literal, NamedTuple

from shotwright.budget.offers import Menu, musts
from shotwright.budget.reshape import altered, rebuilt, with_beats
from shotwright.budget.takes import chance_kept, priors_of
from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.board import Board, Scene
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.estimate import Estimate
from shotwright.model.money import PURSES, Amount
from shotwright.model.names import Billing, Card, Objective, RouteName
from shotwright.model.plan import NoPlan, Plan
from shotwright.planner import choose_ways, plan

Costs = tuple[int, ...]
"""What each purse pays, in millionths, in the order of `PURSES`."""

Picks = tuple[int, ...]
"""Of every beat, the number of the choice in its menu."""

At = Literal["list", "expected"]
"""The price of one take of everything, or of takes until each is kept."""

FREE: Costs = (0,) * len(PURSES)

_AT_ONCE = 4000
"""Beats that are planned as one board."""


def plus(one: Costs, other: Costs) -> Costs:
    """Add costs, purse by purse."""
    return tuple(a + b for a, b in zip(one, other, strict=True))


@dataclass(frozen=True)
class Asking:
    """On what terms the planner is asked.

    Attributes:
        at: Which price counts.
        cap: At most so many takes of each generation, kept or not, but of what is `must`.
    """

    on: date
    shots: RouteName | None = None
    talk: RouteName | None = None
    billing: Billing | None = None
    objective: Objective = "expected"
    card: Card = "guides"
    own: tuple[RateFile, ...] = ()
    at: At = "list"
    cap: int | None = None

    def plan(self, board: Board) -> Plan | NoPlan:
        """Plan a board."""
        return plan(
            board, on=self.on, shots=self.shots, talk=self.talk, billing=self.billing,
            objective=self.objective, card=self.card, own=self.own,
        )  # fmt: skip

    def costs(self, board: Board, planned: Plan, priced: Estimate) -> dict[str, Costs] | None:
        """Price every generation of a board; None where a price is unknown.

        A price that is a range counts as its high end.
        """
        items = {item.id: item for item in planned.items}
        priors = priors_of(planned)
        uncapped = musts(board, planned) if self.cap else set()
        found: dict[str, Costs] = {}
        for line, made in zip(priced.lines, planned.generations, strict=True):
            amount = line.between[1] if line.between else line.amount
            if not isinstance(amount, Amount):
                return None
            micro = amount.micro
            if self.at == "expected":
                kept = chance_kept(made, items, priors)
                cap = None if made.id in uncapped else self.cap
                lost = (1 - kept) ** cap if cap else 0
                micro = ceil(micro * (1 - lost) / kept)
            found[made.id] = tuple(micro if purse == line.purse else 0 for purse in PURSES)
        return found


class Whole(NamedTuple):
    """A whole board, planned and priced."""

    board: Board
    plan: Plan
    estimate: Estimate
    costs: Costs
    cap: int | None


def whole(asking: Asking, board: Board) -> Whole | None:
    """Plan and price a board; None where it cannot be, or a price is unknown."""
    planned = asking.plan(board)
    if isinstance(planned, NoPlan):
        return None
    priced = estimate(planned, own=asking.own)
    costs = asking.costs(board, planned, priced)
    if costs is None:
        return None
    return Whole(board, planned, priced, _sum(costs.values()), asking.cap)


def _sum(costs: Iterable[Costs]) -> Costs:
    total = FREE
    for each in costs:
        total = plus(total, each)
    return total


class _Key(NamedTuple):
    """Some beats, and what is done to each."""

    beats: tuple[int, ...]
    picks: Picks


@dataclass(frozen=True)
class Bills:
    """Prices a board under any of its changes.

    Attributes:
        menus: What may be done to each beat, in story order.
    """

    asking: Asking
    board: Board
    menus: tuple[Menu, ...]
    _shots: dict[_Key, Costs | None] = field(default_factory=dict)
    _talk: dict[Picks, Costs | None] = field(default_factory=dict)

    @cached_property
    def told(self) -> bool:
        """Whether all beats go into one brief, and are priced together."""
        ways = choose_ways(self.board, self.asking.shots, self.asking.talk, self.asking.billing)
        return any(way.route.brief is not None for way in ways)

    @cached_property
    def stretches(self) -> tuple[tuple[int, ...], ...]:
        """The beats with shots that may come to share one; talk that may be left out is inside."""
        found: list[list[int]] = []
        scene = None
        for number, brief in enumerate(self.board.briefs):
            if isinstance(brief, TalkBrief) and not self.may_go(number):
                scene = None
            elif brief.scene == scene:
                found[-1].append(number)
            else:
                found.append([number])
                scene = brief.scene
        return tuple(tuple(stretch) for stretch in found)

    @cached_property
    def stretch_of(self) -> dict[int, tuple[int, ...]]:
        """The stretch of each beat that is in one."""
        return {number: stretch for stretch in self.stretches for number in stretch}

    @cached_property
    def talk(self) -> tuple[int, ...]:
        """The talk, and the cutaways over it, which decide where it is cut."""
        return tuple(
            number
            for number, brief in enumerate(self.board.briefs)
            if isinstance(brief, TalkBrief) or brief.over
        )

    def may_go(self, number: int) -> bool:
        """Tell whether a beat may be left out."""
        return self.gone(number) is not None

    def gone(self, number: int) -> int | None:
        """Find the choice that leaves a beat out."""
        kinds = ([offer.kind for offer in choice] for choice in self.menus[number])
        return next((pick for pick, kind in enumerate(kinds) if kind == ["drop"]), None)

    def total(self, picks: Picks) -> Costs | None:
        """Price the whole board; None where it cannot be made."""
        if self.told:
            return self._whole(picks)
        keys = [_Key(each, tuple(picks[n] for n in each)) for each in self.stretches]
        self.learn(keys)
        costs = [self._shots[key] for key in keys] + [self.talk_costs(picks)]
        return None if None in costs else _sum(each for each in costs if each is not None)

    def foresee(self, asked: Iterable[Picks]) -> None:
        """Plan together what several totals need."""
        if not self.told:
            self.learn(
                _Key(each, tuple(picks[n] for n in each))
                for picks in asked
                for each in self.stretches
            )

    def _whole(self, picks: Picks) -> Costs | None:
        if picks not in self._talk:
            made = self.made(picks)
            priced = whole(self.asking, made) if made is not None else None
            self._talk[picks] = priced.costs if priced else None
        return self._talk[picks]

    def made(self, picks: Picks) -> Board | None:
        """Make the board; None where no beat is left."""
        offers = {n: self.menus[n][pick] for n, pick in enumerate(picks) if pick}
        return with_beats(self.board, offers, set(range(len(picks))))

    def talk_costs(self, picks: Picks) -> Costs | None:
        """Price all talk."""
        own = tuple(picks[number] for number in self.talk)
        if own not in self._talk:
            offers = {n: self.menus[n][pick] for n, pick in zip(self.talk, own, strict=True)}
            board = with_beats(self.board, offers, set(self.talk))
            self._talk[own] = FREE if board is None else self._talk_of(board)
        return self._talk[own]

    def _talk_of(self, board: Board) -> Costs | None:
        if not any(isinstance(brief, TalkBrief) for brief in board.briefs):
            return FREE
        planned = self.asking.plan(board)
        if isinstance(planned, NoPlan):
            return None
        costs = self.asking.costs(board, planned, estimate(planned, own=self.asking.own))
        shots = {item.generation for item in planned.items if item.kind == "shot"}
        if costs is None:
            return None
        return _sum(each for ident, each in costs.items() if ident not in shots)

    def alone(self, number: int, pick: int) -> Costs | None:
        """Price one beat of talk without the rest of it."""
        board = with_beats(self.board, {number: self.menus[number][pick]}, {number})
        return FREE if board is None else self._talk_of(board)

    def stretch_costs(self, stretch: tuple[int, ...], picks: Picks) -> Costs | None:
        """Price the shots of some neighbouring beats."""
        key = _Key(stretch, picks)
        self.learn([key])
        return self._shots[key]

    def learn(self, keys: Iterable[tuple[tuple[int, ...], Picks]]) -> None:
        """Price stretches that were not priced yet, many in one plan."""
        part: list[_Key] = []
        size = 0
        for key in dict.fromkeys(_Key(*key) for key in keys):
            if key not in self._shots:
                part.append(key)
                size += len(key.beats)
            if size >= _AT_ONCE:
                self._plan(part)
                part, size = [], 0
        self._plan(part)

    def _plan(self, keys: list[_Key]) -> None:
        """Plan stretches as the scenes of one board; those that cannot be are taken out."""
        scenes: dict[str, Scene] = {}
        names: dict[str, _Key] = {}
        for number, key in enumerate(keys):
            name = f"v{number}"
            scene = self._scene(name, key)
            if scene is None:
                self._shots[key] = FREE
            else:
                scenes[name], names[name] = scene, key
        while scenes:
            board = rebuilt(self.board, list(scenes.values()))
            planned = self.asking.plan(board)
            if isinstance(planned, Plan):
                self._note(board, planned, {name: names[name] for name in scenes})
                return
            for name in {beat.split(".")[0] for clash in planned.clashes for beat in clash.beats}:
                self._shots[names[name]] = None
                del scenes[name]

    def _scene(self, name: str, key: _Key) -> Scene | None:
        beats = []
        source = self.board.scenes[0]
        shots = False
        for number, pick in zip(key.beats, key.picks, strict=True):
            brief = self.board.briefs[number]
            source = self.board.scenes[int(brief.path[1])]
            beat = source.beats[int(brief.path[3])]
            made = altered(beat, self.menus[number][pick], f"{name}.{number}")
            if made is not None:
                beats.append(made)
                shots = shots or isinstance(brief, ShotBrief)
        return source.model_copy(update={"id": name, "beats": tuple(beats)}) if shots else None

    def _note(self, board: Board, planned: Plan, names: dict[str, _Key]) -> None:
        """Note what the shots of each scene come to."""
        costs = self.asking.costs(board, planned, estimate(planned, own=self.asking.own))
        if costs is None:
            self._shots.update(dict.fromkeys(names.values()))
            return
        found = dict.fromkeys(names, FREE)
        for item in planned.items:
            if item.kind == "shot":
                found[item.scene] = plus(found[item.scene], costs[item.generation])
        self._shots.update({names[name]: each for name, each in found.items()})
