"""What each route accepts, from `routes/*.toml`.

>>> route("web").shots.seconds.max
15
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import Field

from shotwright.catalog.sources import Confidence, Source
from shotwright.model.frozen import Noun
from shotwright.model.names import Billing, LookKind, RouteName


class Sourced(Noun):
    """A limit and who says so; `source` is a key of the route's `sources`."""

    source: str
    confidence: Confidence
    quote: str = ""


class AtMost(Sourced):
    """An upper bound."""

    max: int


class AtLeast(Sourced):
    """A lower bound."""

    min: int


class Bounds(Sourced):
    """Whole numbers from `min` to `max`, both allowed."""

    min: int
    max: int


class Factor(Sourced):
    """Factors from `min` to `max`, both allowed."""

    min: float
    max: float


class Budget(AtMost):
    """A bound on pictures or clips, shared with looks where `counts_looks`."""

    counts_looks: bool


class Switch(Sourced):
    """Something that a route has or has not."""

    allowed: bool


class Choice(Sourced):
    """The values allowed."""

    values: tuple[str, ...]


class ShotLimits(Noun):
    """What one Avatar Shots generation may hold.

    Attributes:
        auto: Whether the service can choose the length.
        references: A bound on all references together; None where only the budgets count.
        faces: The kinds of reference that may show a human face.
        seconds_per_part: The least a part of a shot with several parts needs.
    """

    seconds: Bounds
    auto: Switch
    looks: Bounds
    references: AtMost | None = None
    images: Budget
    videos: Budget
    faces: Choice
    look_kinds: Choice
    aspects: Choice
    resolutions: Choice
    prompt_characters: Bounds
    languages: Choice
    seconds_per_part: AtLeast


class TalkSource(Noun):
    """One way to make talk on a route.

    Attributes:
        what: HeyGen's name for it.
        limit_is: What the longest length is a limit of: a video, a scene, or our own segment.
        silence: Whether it can make a stretch without speech.
        pauses_billed: Whether explicit breaks are charged like speech.
        silence_seconds: A bound on silences besides `seconds`.
        scenes: How many segments one video joins; None where every segment is its own.
        video_seconds: How long such a video may be.
    """

    what: str
    limit_is: Literal["video", "scene", "segment"]
    silence: bool
    pauses_billed: bool
    seconds: AtMost
    silence_seconds: Bounds | None = None
    scenes: AtMost | None = None
    video_seconds: AtMost | None = None


class TalkLimits(Noun):
    """What talk on a route may hold.

    Attributes:
        pictures: Whether a bare picture, without a look, can speak.
        voice_of_look: Whether a look's own voice reads a script for which none is named.
        motion: The look kinds that take a motion prompt.
    """

    default_source: dict[LookKind, Literal["photo", "studio", "direct"]]
    sources: dict[Literal["photo", "studio", "direct"], TalkSource]
    pictures: Switch
    voice_of_look: Switch
    engines: Choice
    script_characters: AtMost
    speed: Factor
    aspects: Choice
    resolutions: Choice
    motion: Choice


class BriefLimits(Noun):
    """What one brief in words may hold, from which a service makes a whole video."""

    characters: Bounds
    files: AtMost
    aspects: Choice


class FileLimits(Sourced):
    """What files of one kind may be, told by content.

    Attributes:
        max_bytes: The largest size.
        media_types: E.g. `image/png`.
    """

    max_bytes: int
    media_types: tuple[str, ...]

    @property
    def named(self) -> str:
        """The media types in short: `JPEG or PNG`."""
        return " or ".join(_SHORT[kind] for kind in self.media_types)


_SHORT = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "video/mp4": "MP4",
    "video/webm": "WebM",
    "audio/mpeg": "MP3",
    "audio/wav": "WAV",
}


class Files(Noun):
    """What may be uploaded as picture, clip and sound."""

    image: FileLimits
    video: FileLimits
    audio: FileLimits


class Access(Noun):
    """Who can use the route, or a part of it, as far as is known."""

    about: Literal["shots", "talk", "all"]
    note: str
    source: str
    confidence: Confidence


class WireName(Noun):
    """What the API calls a cinematic shot, and from when to when."""

    name: str
    source: str
    since: date = date.min
    until: date = date.max


class LastDay(Sourced):
    """The day after which a route is retired, and what to use instead."""

    day: date
    instead: str


class Route(Noun):
    """Where things are made, with its limits; `billing` lists its purses, the default first.

    Attributes:
        shots, talk: What one of each may hold; None where the route makes none of it.
        brief: What a brief may hold, where the route makes everything from one.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    route: RouteName
    title: str
    how: str
    billing: tuple[Billing, ...]
    sources: dict[str, Source]
    access: tuple[Access, ...] = ()
    wire_names: tuple[WireName, ...] = ()
    last_day: LastDay | None = None
    shots: ShotLimits | None = None
    talk: TalkLimits | None = None
    brief: BriefLimits | None = None
    files: Files

    def makes(self, part: Literal["shots", "talk"]) -> bool:
        """Tell whether the route makes shots, or talk."""
        return self.brief is not None or getattr(self, part) is not None

    def wire_name(self, on: date) -> str:
        """Tell what the API calls a cinematic shot on a day."""
        return next(name.name for name in self.wire_names if name.since <= on <= name.until)


@cache
def route(name: RouteName) -> Route:
    """Read a route's limits from the catalog."""
    text = (files("shotwright.catalog") / "routes" / f"{name}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Route.model_validate(data)


def routes() -> tuple[Route, ...]:
    """Read all routes, in the order of their names in the storyboard's schema."""
    return tuple(route(name) for name in get_args(RouteName))
