"""Where a shot or a talk breaks a route's limits: asked by the rules, and by the planner."""

from __future__ import annotations

from typing import NamedTuple

from shotwright.catalog.routes import Route, Sourced
from shotwright.catalog.routes import route as read_route
from shotwright.model.names import RouteName


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


def other_route(route: Route) -> RouteName:
    """Name the route that is not this one."""
    return "api" if route.route == "web" else "web"


class ShotLoad(NamedTuple):
    """What a shot carries, in numbers."""

    looks: int
    images: int
    videos: int


def shot_breaches(route: Route, load: ShotLoad) -> list[Breach]:
    """List the limits that a shot's looks and references break."""
    limits = route.shots
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
        ways = ("leave one out", f"make shots on the {other_route(route)} route")
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
    found = []
    for what, value, choice in (
        ("aspect", aspect, route.shots.aspects),
        ("resolution", resolution, route.shots.resolutions),
    ):
        if value not in choice.values:
            found.append(
                Breach(
                    "SHOT054",
                    f"{what} {value}",
                    f"{route.title} makes shots in {', '.join(choice.values)}"
                    f" ({said_by(route, choice)})",
                    (f"choose {' or '.join(choice.values)}", *_elsewhere(route, what, value)),
                )
            )
    return found


def _elsewhere(route: Route, what: str, value: str) -> tuple[str, ...]:
    """Name the other route, where that can make such a shape or size."""
    other = other_route(route)
    shots = read_route(other).shots
    choice = shots.aspects if what == "aspect" else shots.resolutions
    return (f"make shots on the {other} route",) if value in choice.values else ()
