"""Which way to make each beat: what can, what it costs there, and what HeyGen's guides advise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shotwright.catalog import Making, RateFile, Route, keeper_chances, makings, route
from shotwright.cost import Price, Tariff, estimate
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.money import PURSES, Amount, Purse, Total, Unknown, total
from shotwright.model.names import Billing, Card, RouteName
from shotwright.model.plan import NoPlan, Plan
from shotwright.model.table import html_of
from shotwright.planner import Alone, Loner, Scorer, choose_ways, plan

AGENT: RouteName = "agent"
"""The route that makes a whole board from one brief."""


@dataclass(frozen=True)
class Option:
    """One beat in one way.

    Attributes:
        cost: What one take of it costs there, alone; None where it cannot be made.
        why_not: Why it cannot, or nothing.
        plain: Whether that goes without saying: a way of talk makes no shot.
    """

    way: Making
    cost: Total[Amount] | None
    why_not: str = ""
    plain: bool = False

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        amounts = {self.cost.known.purse: self.cost.wire()} if self.cost else None
        return {
            "way": self.way.name,
            "route": self.way.route,
            "source": self.way.talk_source,
            "can": self.cost is not None,
            "cost": amounts,
            "why_not": self.why_not,
        }


@dataclass(frozen=True)
class BeatOptions:
    """All ways to make one beat, and the one that is advised; None where there is none."""

    beat: str
    kind: str
    options: tuple[Option, ...]
    advised: Option | None

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "beat": self.beat,
            "kind": self.kind,
            "ways": [option.wire() for option in self.options],
            "advised": self.advised.way.name if self.advised else None,
        }


@dataclass(frozen=True)
class Which:
    """The ways of every beat, what the advised ones come to, and why they are advised.

    Attributes:
        totals: Of the advised ways, per purse: beats made alone, one take each.
        explore: The whole board as one brief for the Video Agent.
        reasons: What the guides advise each advised way for, and who says so.
    """

    beats: tuple[BeatOptions, ...]
    totals: dict[Purse, Total[Amount]]
    explore: Option
    reasons: dict[str, str]

    def _repr_html_(self) -> str:
        """Show every beat's ways in a notebook, with what each costs or why it cannot."""
        rows = [
            {
                "beat": beat.beat,
                "way": option.way.name,
                "cost": option.cost or option.why_not,
                "advised": "advised" if option is beat.advised else None,
            }
            for beat in self.beats
            for option in beat.options
            if not option.plain
        ]
        totals = " + ".join(map(str, self.totals.values())) or "nothing"
        return html_of(f"As advised {totals}", ("beat", "way", "cost", "advised"), rows)

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "beats": [beat.wire() for beat in self.beats],
            "totals": {purse: amount.wire() for purse, amount in self.totals.items()},
            "explore": self.explore.wire(),
            "reasons": self.reasons,
        }


def which(
    board: Board,
    *,
    on: date,
    billing: Billing | None = None,
    card: Card = "guides",
    own: Iterable[RateFile] = (),
) -> Which:
    """Say in which ways each beat can be made, what it costs there, and which is advised.

    Advised is what HeyGen's guides advise: Avatar Shots for B-roll, Avatar IV for A-roll; on the
    board's own route where that can make it.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        billing: The purse instead of the routes' own, where a route has it.
        card: The rates.
        own: The user's own rates, which win.
    """
    own = tuple(own)
    tariff = Tariff.of(card, on, own)
    scorer = Scorer("list-price", tariff, keeper_chances().shots)
    known = makings().way
    loners = [_loner(board, making, billing, scorer) for making in known]
    beats = []
    for brief in board.briefs:
        options = tuple(
            _option(board, making, loner, brief, on, tariff)
            for making, loner in zip(known, loners, strict=True)
        )
        kind = "talk" if isinstance(brief, TalkBrief) else "shot"
        beats.append(BeatOptions(brief.id, kind, options, _advised(board, brief, options)))
    advised = [beat.advised for beat in beats if beat.advised]
    whole = plan(board, on=on, shots=AGENT, talk=AGENT, billing=billing, card=card, own=own)
    return Which(tuple(beats), _totals(advised), _explored(whole, own), _reasons(advised))


def _explored(whole: Plan | NoPlan, own: tuple[RateFile, ...]) -> Option:
    """Price the whole board as one brief."""
    (agent,) = (making for making in makings().way if making.route == AGENT)
    if isinstance(whole, NoPlan):
        return Option(agent, None, "; ".join(f"{c.has}, but {c.limit}" for c in whole.clashes))
    (cost,) = estimate(whole, own=own).totals.values()
    return Option(agent, cost)


def _loner(board: Board, making: Making, billing: Billing | None, scorer: Scorer) -> Loner:
    ways = choose_ways(board, making.route, making.route, billing)
    way = ways.shots if making.makes == "shots" else ways.talk
    return Loner(board, way, making.talk_source, scorer)


def _option(
    board: Board,
    making: Making,
    loner: Loner,
    brief: ShotBrief | TalkBrief,
    on: date,
    tariff: Tariff,
) -> Option:
    part = "talk" if isinstance(brief, TalkBrief) else "shots"
    if making.makes not in {part, "both"}:
        return Option(making, None, f"it makes {making.makes} only", plain=True)
    refused = _refused(board, route(making.route), making, brief, on)
    if refused:
        return Option(making, None, refused)
    alone = loner.make(brief)
    if alone.clashes:
        return Option(making, None, "; ".join(f"{c.has}, but {c.limit}" for c in alone.clashes))
    return Option(making, _cost(alone, tariff))


def _refused(
    board: Board, there: Route, making: Making, brief: ShotBrief | TalkBrief, on: date
) -> str:
    """Say why a way is not for a beat at all, before anything is planned."""
    if there.last_day and on > there.last_day.day:
        return f"retired since {there.last_day.day} ({there.sources[there.last_day.source].title})"
    if making.kinds and brief.cast and board.cast[brief.cast[0]].look_kind not in making.kinds:
        return f"it starts from a {' or '.join(making.kinds)}"
    return ""


def _cost(alone: Alone, tariff: Tariff) -> Total[Amount]:
    """Add up what one take of a beat costs; a length or price that is unknown stays unknown."""
    amounts: list[Amount | Unknown] = []
    for job, length in alone.renders:
        price = tariff.find(job)
        if not isinstance(price, Price):
            amounts.append(price)
        elif length is None and price.rate.per == "time":
            amounts.append(Unknown("how long the recording is was not said"))
        else:
            amounts.append(price.charge(length or 0).amount)
    return total(PURSES[alone.renders[0][0].purse], amounts)


def _advised(
    board: Board, brief: ShotBrief | TalkBrief, options: Sequence[Option]
) -> Option | None:
    """Choose the first way that can, on the board's own route if one there can."""
    talks = isinstance(brief, TalkBrief)
    able = [option for option in options if option.cost is not None]
    wished = brief.source if isinstance(brief, TalkBrief) else None
    own = board.routes.talk if talks else board.routes.shots

    def order(option: Option) -> tuple[bool, bool, bool]:
        way = option.way
        other_source = wished is not None and way.talk_source != wished
        return way.route != own, way.makes == "both", other_source

    return min(able, key=order, default=None)


def _totals(advised: Iterable[Option]) -> dict[Purse, Total[Amount]]:
    amounts: dict[Purse, list[Amount | Unknown]] = {}
    for option in advised:
        assert option.cost is not None  # noqa: S101 - what is advised can be made
        found = amounts.setdefault(option.cost.known.purse, [])
        found += [option.cost.known, *map(Unknown, option.cost.missing)]
    return {
        purse: total(unit, amounts[purse]) for purse, unit in PURSES.items() if purse in amounts
    }


def _reasons(advised: Iterable[Option]) -> dict[str, str]:
    sources = makings().sources
    found = dict.fromkeys(option.way.name for option in advised)
    return {
        way.name: f"{way.for_} ({sources[way.source].title})"
        for way in makings().way
        if way.name in found
    }
