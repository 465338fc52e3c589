"""What `fit` may change on a board, beat by beat, and what each change is said to hurt.

Only what stands here is ever changed: a beat of `keep: must` never, and a second wished with `=`
neither.  Which of these help is for the search to find.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shotwright.budget.pains import pains
from shotwright.catalog import ShotLimits
from shotwright.model.board import AnyBeat, Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.plan import Plan
from shotwright.model.seconds import Wish, words
from shotwright.storyfile import DELETE, Change

Kind = Literal[
    "drop", "trim", "join", "motion", "resolution", "engine", "shots route", "talk route", "takes"
]

POINT = 1000
"""Pain is reckoned in thousandths of a point, for beats have milliseconds."""


@dataclass(frozen=True)
class Offer:
    """One change.

    Attributes:
        path: The way through the document to the beat, or to what else is changed.
        beat: Its id; empty for a change of the whole board.
        change: What changes, in words.
        pain: In thousandths of a point.
        edits: The same in the text of the board.
        update: Of a beat that stays: its new values.
    """

    kind: Kind
    path: tuple[str | int, ...]
    beat: str
    change: str
    pain: int
    edits: tuple[Change, ...]
    update: tuple[tuple[str, Any], ...] = ()


Menu = tuple[tuple[Offer, ...], ...]
"""What can be done to one beat: first nothing, each a set of offers, last those that join it."""

AS_IT_IS: Menu = ((),)


def menus(board: Board, plan: Plan, limits: ShotLimits | None) -> tuple[Menu, ...]:
    """List what may be done to every beat, in story order.

    Args:
        board: A loaded board.
        plan: It as it stands, which tells how long beats are that do not say so.
        limits: Of shots, on the route where they are made.
    """
    covered = {
        brief.over.beat for brief in board.briefs if isinstance(brief, ShotBrief) and brief.over
    }
    lengths = _lengths(plan)
    found: list[Menu] = []
    before: ShotBrief | None = None
    for brief in board.briefs:
        beat = beat_of(board, brief.path)
        dropped = _drop(brief, beat, covered)
        if isinstance(brief, TalkBrief):
            quiet = [()] if beat.keep == "must" else [(), *_without_motion(brief)]
            found.append((*quiet, *dropped))
            before = None
            continue
        shorter: Sequence[tuple[Offer, ...]] = [()]
        joined: Sequence[tuple[Offer, ...]] = []
        if limits is not None and beat.keep != "must":
            shorter = [(), *_trims(brief, beat, lengths[brief.id], limits)]
            if before is not None and before.scene == brief.scene:
                joined = _joins(brief, before, limits)
        found.append((*shorter, *dropped, *(a + b for b in joined for a in shorter)))
        before = brief
    return tuple(found)


def beat_of(board: Board, path: tuple[str | int, ...]) -> AnyBeat:
    """Find the beat that a brief was made from."""
    return board.scenes[int(path[1])].beats[int(path[3])]


def musts(board: Board, plan: Plan) -> set[str]:
    """List the generations that hold a beat of `keep: must`."""
    must = {brief.id for brief in board.briefs if beat_of(board, brief.path).keep == "must"}
    return {item.generation for item in plan.items if any(part.beat in must for part in item.parts)}


def _lengths(plan: Plan) -> dict[str, int]:
    """Tell how much of each shot beat was asked for, in milliseconds."""
    found: dict[str, int] = {}
    for item in plan.items:
        for part in item.parts if item.kind == "shot" else ():
            found[part.beat] = found.get(part.beat, 0) + part.wished
    return found


def _drop(
    brief: ShotBrief | TalkBrief, beat: AnyBeat, covered: set[str]
) -> list[tuple[Offer, ...]]:
    """Offer to leave a beat out; not talk that a cutaway lies over."""
    if beat.keep not in {"nice", "drop-first"} or brief.id in covered:
        return []
    own = pains().drop
    pain = own.nice if beat.keep == "nice" else own.drop_first
    edits = (Change(brief.path, DELETE),)
    return [(Offer("drop", brief.path, brief.id, "left out", pain * POINT, edits),)]


def _trims(
    brief: ShotBrief, beat: AnyBeat, length: int, limits: ShotLimits
) -> list[tuple[Offer, ...]]:
    """Offer every number of whole seconds below the length, down to the shortest shot."""
    if brief.seconds.kind not in {"wish", "open"}:
        return []
    own = pains().trim
    pain = {"nice": own.nice, "drop-first": own.drop_first}.get(beat.keep or "", own.unsaid)
    path = (*brief.path, "seconds")
    return [
        (
            Offer(
                "trim", brief.path, brief.id, f"{seconds} s instead of {words(length)}",
                pain * (length - seconds * 1000), (Change(path, seconds),),
                (("seconds", Wish.parse(seconds)),),
            ),
        )
        for seconds in range(-(-length // 1000) - 1, limits.seconds.min - 1, -1)
    ]  # fmt: skip


def _joins(brief: ShotBrief, before: ShotBrief, limits: ShotLimits) -> list[tuple[Offer, ...]]:
    """Offer to make a beat in one shot with the one before it, where two find room in one."""
    if brief.cut == "never" or any(_stands_alone(each) for each in (brief, before)):
        return []
    if 2 * limits.seconds_per_part.min > limits.seconds.max:
        return []
    path = (*brief.path, "cut")
    words_, value = (
        ("`cut: always` goes", None)
        if brief.cut == "always"
        else (f"in one shot with {before.id}", "never")
    )
    edits = (Change(path, value or DELETE),)
    pain = pains().beat.join * POINT
    return [(Offer("join", brief.path, brief.id, words_, pain, edits, (("cut", value),)),)]


def _stands_alone(brief: ShotBrief) -> bool:
    return brief.seconds.kind == "auto" or brief.prompt is not None or brief.over is not None


def _without_motion(brief: TalkBrief) -> list[tuple[Offer, ...]]:
    """Offer to leave a motion prompt out."""
    if brief.motion is None:
        return []
    edits = (Change((*brief.path, "motion"), DELETE),)
    pain = pains().beat.motion * POINT
    return [
        (
            Offer(
                "motion", brief.path, brief.id, "without its motion prompt", pain, edits,
                (("motion", None),),
            ),
        )
    ]  # fmt: skip
