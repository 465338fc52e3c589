"""What the next best choice would have cost, for each shot made of whole beats.

A cover without some shot either cuts inside it, or joins it with what comes before or after: the
best of those is the next best choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from shotwright.catalog import RateFile
from shotwright.cost import Tariff
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.money import PURSES, Amount
from shotwright.model.names import Billing, Card, Objective, RouteName
from shotwright.planner.context import Context
from shotwright.planner.score import Scorer, chances_of, until_kept
from shotwright.planner.shots import Shot, plan_shots
from shotwright.planner.ways import choose_ways
from shotwright.prompt import Builder


class NextBest(NamedTuple):
    """The best choice that was not taken.

    Attributes:
        choice: What would be done instead.
        costs: How much more one take of everything would cost; negative where it is less, and
            retakes, splits or padding decided.
        expected: How much more it would cost until every take is kept.
    """

    choice: str
    costs: Amount
    expected: Amount

    def __str__(self) -> str:
        """Write the line that a table shows."""
        costs, expected = _more(self.costs), _more(self.expected)
        return f"next best: {self.choice}: {costs}, retakes included {expected}"

    def wire(self) -> dict[str, str]:
        """Write the JSON form; amounts in the purse of the shots."""
        return {
            "choice": self.choice,
            "purse": self.costs.purse,
            "costs": self.costs.plain(),
            "expected": self.expected.plain(),
        }


def _more(amount: Amount) -> str:
    if not amount.micro:
        return "as much"
    size = type(amount)(abs(amount.micro)).rounded()
    return f"{size} {'more' if amount.micro > 0 else 'less'}"


def next_best(
    board: Board,
    *,
    on: date,
    shots: RouteName | None = None,
    billing: Billing | None = None,
    objective: Objective = "expected",
    card: Card = "guides",
    own: Iterable[RateFile] = (),
) -> dict[str, NextBest]:
    """Find the next best choice for every shot of whole beats whose price is known.

    Takes a few plans of a stretch for each of its shots: ask for it where a person reads it.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        shots: As of `plan`, like those that follow.
        billing: The purse instead of the route's own.
        objective: What the plan made least.
        card: The rates.
        own: The user's own rates, which win.

    Returns:
        By item id; an item without another choice is left out.
    """
    way = choose_ways(board, shots, None, billing).shots
    if way.route.shots is None:
        return {}
    scorer = Scorer(objective, Tariff.of(card, on, own), chances_of(board).shots)
    context = Context(board, way, way.route.shots, scorer, Builder(board))
    found: dict[str, NextBest] = {}
    for (_, is_talk), stretch in groupby(
        board.briefs, key=lambda brief: (brief.scene, isinstance(brief, TalkBrief))
    ):
        if not is_talk:
            briefs = [brief for brief in stretch if isinstance(brief, ShotBrief)]
            found |= dict(_of_stretch(context, briefs))
    return found


def _of_stretch(context: Context, briefs: Sequence[ShotBrief]) -> Iterator[tuple[str, NextBest]]:
    """Find the next best choice for the shots of neighbours in one scene."""
    number = {brief.id: place for place, brief in enumerate(briefs)}
    planned = _shots(context, briefs)
    if not all(context.scorer.known(context.job(shot.briefs)) for shot in planned):
        return
    bill = _bill(context, planned)
    for shot in planned:
        names = [brief.id for brief in shot.briefs]
        if any(name not in number for name in names):
            continue  # a piece of a beat: how it is cut follows from the whole
        first, last = number[names[0]], number[names[-1]] + 1
        others = [
            (_key(context, other), _bill(context, other), choice)
            for choice, changed in _forced(briefs, first, last)
            if (other := _shots(context, changed))
        ]
        if others:
            _, (money, kept), choice = min(others)
            unit = PURSES[context.job(shot.briefs).purse]
            costs, expected = unit(money - bill[0]), unit(kept - bill[1])
            yield "+".join(names), NextBest(choice, costs, expected)


def _shots(context: Context, briefs: Sequence[ShotBrief]) -> list[Shot]:
    """Plan a stretch; nothing where it cannot be."""
    return [entry for entry in plan_shots(context, briefs) if isinstance(entry, Shot)]


def _forced(
    briefs: Sequence[ShotBrief], first: int, last: int
) -> Iterator[tuple[str, list[ShotBrief]]]:
    """List every way to do without a shot: cuts inside it, and joints at its ends."""
    for place in range(first, last + 1):
        if not 0 < place < len(briefs) or briefs[place].cut is not None:
            continue
        inside = first < place < last
        changed = list(briefs)
        changed[place] = replace(briefs[place], cut="always" if inside else "never")
        ident = briefs[place].id
        yield f"a cut before {ident}" if inside else f"no cut before {ident}", changed


def _key(context: Context, shots: Sequence[Shot]) -> tuple[int, ...]:
    """Put what counts under the objective in its order."""
    money, kept = _bill(context, shots)
    pad, merges = sum(shot.pad_ms for shot in shots), sum(len(shot.briefs) - 1 for shot in shots)
    match context.scorer.objective:
        case "expected":
            return (kept, pad, merges)
        case "list-price":
            return (money, pad, merges)
        case "fewest":
            return (len(shots), kept, pad, merges)
        case "faithful":
            return (pad, merges, kept)


def _bill(context: Context, shots: Sequence[Shot]) -> tuple[int, int]:
    """Add up what shots cost: one take of each, and until each is kept."""
    scorer = context.scorer
    money = kept = 0
    for shot in shots:
        price = scorer.price(context.job(shot.briefs), shot.seconds * 1000)
        money += price
        kept += until_kept(price, scorer.chance, len(shot.briefs))
    return money, kept
