"""Where a shot or a talk breaks a route's limits: asked by the rules, and by the planner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from shotwright.catalog.routes import Choice, Route, ShotLimits, Sourced, TalkLimits, routes


class Breach(NamedTuple):
    """A limit that is broken.

    Attributes:
        rule: The rule that tells of it, e.g. `SHOT016`.
        has, limit: The two things compared, in words.
        ways_out: What would mend it, the best first.
    """

    rule: str
    has: str
    limit: str
    ways_out: tuple[str, ...]


def said_by(route: Route, limit: Sourced) -> str:
    """Name the source of a limit."""
    return route.sources[limit.source].title


def make_elsewhere(
    route: Route, part: Literal["shots", "talk"], can: Callable[[Route], bool]
) -> tuple[str, ...]:
    """Say on which other routes something can be made; a route with a last day is not offered.

    Returns:
        One way out, such as `make shots on the api route`, or none.
    """
    names = [
        other.route
        for other in routes()
        if other.route != route.route and other.last_day is None and can(other)
    ]
    return (f"make {part} on the {' or '.join(names)} route",) if names else ()


def shots_elsewhere(route: Route, can: Callable[[ShotLimits], bool]) -> tuple[str, ...]:
    """Say on which other routes such shots can be made."""
    return make_elsewhere(route, "shots", lambda other: bool(other.shots and can(other.shots)))


def talk_elsewhere(route: Route, can: Callable[[TalkLimits], bool]) -> tuple[str, ...]:
    """Say on which other routes such talk can be made."""
    return make_elsewhere(route, "talk", lambda other: bool(other.talk and can(other.talk)))


class ShotLoad(NamedTuple):
    """What a shot carries, in numbers."""

    looks: int
    images: int
    videos: int


def shot_breaches(route: Route, load: ShotLoad) -> list[Breach]:
    """List the limits that a shot's looks and references break."""
    limits = route.shots
    if limits is None:
        return []
    found = []
    if load.looks > limits.looks.max:
        found.append(
            Breach(
                "SHOT016",
                f"{load.looks} looks",
                f"{route.title} takes at most {limits.looks.max} ({said_by(route, limits.looks)})",
                ("split the shot, or leave someone out of `with`",),
            )
        )
    if load.looks < limits.looks.min:
        found.append(
            Breach(
                "SHOT016",
                f"{load.looks} looks",
                f"{route.title} needs at least {limits.looks.min} ({said_by(route, limits.looks)})",
                (
                    "put a cast member with a look into `with`",
                    "let it share a shot with a neighbour",
                ),
            )
        )
    references = load.images + load.videos
    if limits.references and references > limits.references.max:
        limit = f"{limits.references.max} ({said_by(route, limits.references)})"
        elsewhere = shots_elsewhere(
            route, lambda other: not other.references or references <= other.references.max
        )
        ways = ("leave one out", *elsewhere)
        found.append(
            Breach("REFS003", f"{references} references", f"{route.title} takes {limit}", ways)
        )
    for rule, what, count, budget in (
        ("REFS001", "videos", load.videos, limits.videos),
        ("REFS002", "images", load.images, limits.images),
    ):
        total = count + (load.looks if budget.counts_looks else 0)
        if total > budget.max:
            has = f"{count} {what}" + (f" and {load.looks} looks" if budget.counts_looks else "")
            limit = f"{budget.max} in all ({said_by(route, budget)})"
            found.append(Breach(rule, has, f"{route.title} takes {limit}", ("leave one out",)))
    return found


def frame_breaches(route: Route, aspect: str, resolution: str) -> list[Breach]:
    """List what a route's shots cannot be in shape and size."""
    if route.shots is None:
        return []
    found = []
    if aspect not in route.shots.aspects.values:
        elsewhere = shots_elsewhere(route, lambda other: aspect in other.aspects.values)
        found.append(_not_offered(route, f"aspect {aspect}", route.shots.aspects, elsewhere))
    if resolution not in route.shots.resolutions.values:
        elsewhere = shots_elsewhere(route, lambda other: resolution in other.resolutions.values)
        found.append(
            _not_offered(route, f"resolution {resolution}", route.shots.resolutions, elsewhere)
        )
    return found


def _not_offered(route: Route, has: str, choice: Choice, elsewhere: tuple[str, ...]) -> Breach:
    limit = f"{route.title} makes shots in {', '.join(choice.values)} ({said_by(route, choice)})"
    return Breach("SHOT054", has, limit, (f"choose {' or '.join(choice.values)}", *elsewhere))
