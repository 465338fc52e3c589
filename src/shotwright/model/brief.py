"""A beat with everything it inherits: what the prompt, the planner and the rules look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shotwright.model.clause import (
    Action,
    Audio,
    Camera,
    Constraints,
    Lighting,
    Says,
    Setting,
    Style,
)
from shotwright.model.names import Aspect, Engine, Resolution, Source
from shotwright.model.options import NO_OPTIONS, Options, laid_over
from shotwright.model.seconds import Wish

if TYPE_CHECKING:
    from shotwright.model.board import (
        Board,
        Defaults,
        Over,
        Scene,
        ShotBeat,
        TalkBeat,
    )
    from shotwright.model.talk import Talk

FALLBACK_LANGUAGE = "en"
FALLBACK_ASPECT: Aspect = "16:9"
FALLBACK_RESOLUTION: Resolution = "720p"
FALLBACK_FAMILY = "cinematic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What shot briefs and talk briefs share.

    Attributes:
        id: The beat's id, written or derived (`rooftop.2`).
        scene: The scene's id.
        path: The way through the document to the beat.
        cast: Cast ids in `avatar_id` order; of talk, the speaker alone.
        cut: `always` or `never` before this beat.
        options: Those of beat, scene and board, the nearest first, key by key.
    """

    id: str
    scene: str
    path: tuple[str | int, ...]
    cast: tuple[str, ...]
    language: str
    aspect: Aspect
    resolution: Resolution
    cut: str | None
    options: Options


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotBrief(Brief):
    """A shot beat with its clauses, cast and references.

    Attributes:
        names: What prompts call the cast, in the order of `cast`.
    """

    action: Action | None
    prompt: str | None
    setting: Setting | None
    camera: Camera | None
    lighting: Lighting | None
    style: Style | None
    audio: Audio | None
    constraints: Constraints | None
    family: str
    seconds: Wish
    references: tuple[str, ...]
    over: Over | None
    enhance: bool
    names: tuple[str, ...]

    @property
    def what(self) -> str:
        """What happens, in the user's words."""
        return "; ".join(self.action.action) if self.action else self.prompt or ""

    @property
    def says(self) -> tuple[Says, ...]:
        """The spoken lines, in order."""
        return self.audio.says if self.audio else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkBrief(Brief):
    """A talk beat with its speaker's look and voice."""

    talk: Talk
    speaker: str
    voice: str | None
    speed: float
    engine: Engine
    source: Source | None
    motion: str | None

    @property
    def what(self) -> str:
        """What is said, in the user's words."""
        return self.talk.text or ("a recording" if self.talk.audio else "a silence")


def briefs_of(board: Board) -> tuple[ShotBrief | TalkBrief, ...]:
    """Resolve every beat of a loaded board, in story order."""
    whole = laid_over(board.options, NO_OPTIONS)
    return tuple(
        _talk(board, scene, beat, ("scenes", s, "beats", b), laid_over(beat.options, outer))
        if beat.is_talk
        else _shot(board, scene, beat, ("scenes", s, "beats", b), laid_over(beat.options, outer))
        for s, scene in enumerate(board.scenes)
        for outer in (laid_over(scene.options, whole),)
        for b, beat in enumerate(scene.beats)
    )


def who_appears(
    names: Sequence[str] | None, scene: Sequence[str] | None, cast: Sequence[str]
) -> tuple[str, ...] | None:
    """Settle `with`: the beat's, else the scene's or board's, else the only cast member.

    None means that it cannot be settled.
    """
    if names is not None:
        return tuple(names)
    if scene is not None:
        return tuple(scene)
    return (cast[0],) if len(cast) == 1 else None


def who_speaks(by: str | None, names: Sequence[str] | None, cast: Sequence[str]) -> str | None:
    """Settle `by`: the beat's, else the only one in `with`, else the only cast member."""
    if by is not None:
        return by
    if names is not None and len(names) == 1:
        return names[0]
    return cast[0] if len(cast) == 1 else None


def _nearest(levels: tuple[Defaults, ...], name: str) -> Any:  # noqa: ANN401 - the field's own type
    for level in levels:
        value = getattr(level, name)
        if value is not None:
            return value
    return None


def _shot(
    board: Board, scene: Scene, beat: ShotBeat, path: tuple[str | int, ...], options: Options
) -> ShotBrief:
    levels = (beat, scene, board)
    cast = who_appears(beat.with_, _nearest((scene, board), "with_"), tuple(board.cast)) or ()
    references = beat.references if beat.references is not None else scene.references
    return ShotBrief(
        id=beat.id or derived_id(scene.id, path),
        scene=scene.id,
        path=path,
        cast=cast,
        names=tuple(board.name_of(who) for who in cast),
        language=(_nearest(levels, "language") or FALLBACK_LANGUAGE).lower(),
        aspect=_nearest(levels, "aspect") or FALLBACK_ASPECT,
        resolution=_nearest(levels, "resolution") or FALLBACK_RESOLUTION,
        cut=beat.cut,
        options=options,
        action=beat.shot,
        prompt=beat.prompt,
        setting=_nearest(levels, "setting"),
        camera=_nearest(levels, "camera"),
        lighting=_nearest(levels, "lighting"),
        style=_nearest(levels, "style"),
        audio=_nearest(levels, "audio"),
        constraints=_nearest(levels, "constraints"),
        family=_nearest(levels, "family") or FALLBACK_FAMILY,
        seconds=beat.seconds,
        references=references or (),
        over=beat.over,
        enhance=beat.enhance,
    )


def _talk(
    board: Board, scene: Scene, beat: TalkBeat, path: tuple[str | int, ...], options: Options
) -> TalkBrief:
    levels = (beat, scene, board)
    speaker = who_speaks(beat.by, _nearest(levels, "with_"), tuple(board.cast)) or ""
    member = board.cast.get(speaker)
    return TalkBrief(
        id=beat.id or derived_id(scene.id, path),
        scene=scene.id,
        path=path,
        cast=(speaker,),
        language=(_nearest(levels, "language") or FALLBACK_LANGUAGE).lower(),
        aspect=_nearest(levels, "aspect") or FALLBACK_ASPECT,
        resolution=_nearest(levels, "resolution") or FALLBACK_RESOLUTION,
        cut=beat.cut,
        options=options,
        talk=beat.talk,
        speaker=speaker,
        voice=beat.voice or (member.voice if member else None),
        speed=beat.speed,
        engine=beat.engine,
        source=beat.source,
        motion=beat.motion,
    )


def derived_id(scene: str, path: tuple[str | int, ...]) -> str:
    """Name a beat that has no id after its scene and its number there, from 1."""
    return f"{scene}.{int(path[-1]) + 1}"
