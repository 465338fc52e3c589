"""A board with some changes made: beats left out or altered, or the whole of it switched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import TypeVar, get_args

from shotwright.budget.offers import POINT, Offer, beat_of, musts
from shotwright.budget.pains import pains
from shotwright.budget.takes import chance_kept, priors_of
from shotwright.catalog import routes
from shotwright.model.board import AnyBeat, Board, Defaults, Scene
from shotwright.model.brief import TalkBrief
from shotwright.model.names import Resolution, RouteName
from shotwright.model.plan import Plan
from shotwright.storyfile import Change

_SIZES: tuple[Resolution, ...] = get_args(Resolution)
"""From the smallest."""

_CAPS = (4, 3, 2)
"""Takes to stop after; what is left with one take is told by the list price."""


def altered(beat: AnyBeat, offers: Iterable[Offer], ident: str) -> AnyBeat | None:
    """Make a beat's changes, and give it an id that holds when others are left out.

    None where it is left out itself.
    """
    update: dict[str, object] = {"id": ident}
    for offer in offers:
        if offer.kind == "drop":
            return None
        update |= dict(offer.update)
    return beat.model_copy(update=update)


def rebuilt(board: Board, scenes: Sequence[Scene]) -> Board:
    """Give a board other scenes; what was derived from the old ones is forgotten."""
    return board.model_copy(update={"scenes": tuple(scenes)}).hear(board.voices)


def with_beats(board: Board, offers: dict[int, tuple[Offer, ...]], kept: set[int]) -> Board | None:
    """Make the changes of beats, by their numbers in the story; None where no beat is left.

    Args:
        board: What is changed.
        offers: The changes; none for a beat that stays as it is.
        kept: The beats that are looked at at all; the others are left out.
    """
    beats: dict[int, list[AnyBeat]] = {}
    for number, brief in enumerate(board.briefs):
        if number not in kept:
            continue
        scene, place = int(brief.path[1]), int(brief.path[3])
        made = altered(board.scenes[scene].beats[place], offers.get(number, ()), brief.id)
        if made is not None:
            beats.setdefault(scene, []).append(made)
    scenes = [
        board.scenes[scene].model_copy(update={"beats": tuple(made)})
        for scene, made in beats.items()
    ]
    return rebuilt(board, scenes) if scenes else None


def switches(board: Board, plan: Plan, on: date, asked: set[str]) -> tuple[tuple[Offer, ...], ...]:
    """List what may be changed for the whole board: of each group at most one is made.

    Args:
        board: What is changed.
        plan: It as it stands.
        on: The day; a route past its last one is not offered.
        asked: `shots`, `talk`: what was asked for, and stays.
    """
    groups = [_sizes(board), _engines(board), _fewer_takes(board, plan)]
    groups += [_routes(board, on, part) for part in ("shots", "talk") if part not in asked]
    return tuple(group for group in groups if group)


def _places(board: Board) -> Iterator[tuple[tuple[str | int, ...], Defaults]]:
    """Walk through all that can say what holds below it."""
    yield (), board
    for s, scene in enumerate(board.scenes):
        yield ("scenes", s), scene
        for b, beat in enumerate(scene.beats):
            yield ("scenes", s, "beats", b), beat


def _rank(size: Resolution | None) -> int:
    return _SIZES.index(size) if size else -1


def _sizes(board: Board) -> tuple[Offer, ...]:
    """Offer every size below the largest."""
    ranks = [_rank(brief.resolution) for brief in board.briefs]
    found = []
    for rank in range(max(ranks) - 1, -1, -1):
        steps = sum(max(own - rank, 0) for own in ranks)
        said = [path for path, each in _places(board) if _rank(each.resolution) > rank]
        size = _SIZES[rank]
        edits = tuple(Change((*path, "resolution"), size) for path in said)
        pain = pains().each.resolution * steps * POINT
        change = f"{size} at most"
        update = (("resolution", size),)
        found.append(Offer("resolution", (*said[0], "resolution"), "", change, pain, edits, update))
    return tuple(found)


def _engines(board: Board) -> tuple[Offer, ...]:
    """Offer Avatar IV instead of Avatar V."""
    paths = [b.path for b in board.briefs if isinstance(b, TalkBrief) and b.engine == "avatar_v"]
    if not paths:
        return ()
    edits = tuple(Change((*path, "engine"), "avatar_iv") for path in paths)
    pain = pains().each.engine * len(paths) * POINT
    change = "avatar_iv instead of avatar_v"
    update = (("engine", "avatar_iv"),)
    return (Offer("engine", (*paths[0], "engine"), "", change, pain, edits, update),)


def _fewer_takes(board: Board, plan: Plan) -> tuple[Offer, ...]:
    """Offer to stop after some takes: the board itself says nothing of takes."""
    own = pains().drop
    by_keep = {None: own.unsaid, "nice": own.nice, "drop-first": own.drop_first}
    hurts = {brief.id: by_keep.get(beat_of(board, brief.path).keep, 0) for brief in board.briefs}
    items, priors = {item.id: item for item in plan.items}, priors_of(plan)
    uncapped, risks = musts(board, plan), []
    for made in plan.generations:
        if made.id not in uncapped:
            beats = {part.beat for item in made.items for part in items[item].parts}
            lost = 1 - chance_kept(made, items, priors)
            risks.append((lost, sum(hurts[beat] for beat in beats)))
    return tuple(
        Offer(
            "takes", (), "", f"at most {cap} takes of what is not `must`",
            ceil(POINT * sum(lost**cap * pain for lost, pain in risks)), (), (("takes", cap),),
        )
        for cap in _CAPS
    )  # fmt: skip


def _routes(board: Board, on: date, part: str) -> tuple[Offer, ...]:
    """Offer the other routes of shots, or of talk."""
    own = getattr(board.routes, part)
    talks = part == "talk"
    if not any(isinstance(brief, TalkBrief) == talks for brief in board.briefs):
        return ()
    names: list[RouteName] = [
        route.route
        for route in routes()
        if route.route != own
        and getattr(route, part) is not None
        and (route.last_day is None or on <= route.last_day.day)
    ]
    path, pain = ("routes", part), pains().board.route * POINT
    return tuple(
        Offer(
            "talk route" if talks else "shots route", path, "",
            f"{part if talks else 'shots'} on {name} instead of {own}", pain,
            (Change(path, name),), ((part, name),),
        )
        for name in names
    )  # fmt: skip


def switched(board: Board, offers: Iterable[Offer]) -> Board:
    """Make changes of the whole board."""
    for offer in offers:
        if offer.kind in {"shots route", "talk route"}:
            taken = board.routes.model_copy(update=dict(offer.update))
            board = board.model_copy(update={"routes": taken}).hear(board.voices)
            continue
        paths = {edit.path[:-1] for edit in offer.edits}
        scenes = []
        for s, scene in enumerate(board.scenes):
            beats = tuple(
                _told(beat, ("scenes", s, "beats", b), paths, offer)
                for b, beat in enumerate(scene.beats)
            )
            whole = _told(scene, ("scenes", s), paths, offer)
            scenes.append(whole.model_copy(update={"beats": beats}))
        board = rebuilt(_told(board, (), paths, offer), scenes)
    return board


D = TypeVar("D", bound=Defaults)


def _told(
    each: D, path: tuple[str | int, ...], paths: set[tuple[str | int, ...]], offer: Offer
) -> D:
    return each.model_copy(update=dict(offer.update)) if path in paths else each
