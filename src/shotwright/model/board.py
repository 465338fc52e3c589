"""The storyboard: what the user writes.

Keys and forms are those of the storyboard file; `docs/storyboard.md` is generated from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    PrivateAttr,
    Tag,
    model_validator,
)

from shotwright.errors import Place
from shotwright.model.brief import ShotBrief, TalkBrief, briefs_of
from shotwright.model.clause import Action, Audio, Camera, Constraints, Lighting, Setting, Style
from shotwright.model.frozen import Name, Noun, Shorthand, Text
from shotwright.model.media import LocalFile, Media, Reference
from shotwright.model.names import (
    Aspect,
    Billing,
    Engine,
    LookKind,
    Resolution,
    RouteName,
    Source,
)
from shotwright.model.options import BoardOptions, Options
from shotwright.model.seconds import OPEN, Wish
from shotwright.model.table import html_of
from shotwright.model.talk import Talk
from shotwright.model.voice import VoiceRate

T = TypeVar("T")

PathStep = str | int


def no_place(_path: tuple[PathStep, ...]) -> Place | None:
    """Stand in for the places of a board that was not read from anywhere."""
    return None


@dataclass(frozen=True)
class Origin:
    """Where each value of a board was read.

    Attributes:
        place: The way through the document (`("scenes", 0, "beats", 1)`) to its place.
    """

    place: Callable[[tuple[PathStep, ...]], Place | None] = field(default=no_place)


class CastMember(Noun):
    """Someone who appears.

    Attributes:
        look: A HeyGen look id.
        image: A picture of them, for photo-to-video without a look.
        voice: A HeyGen voice id.
        kind: What the look was made from; prices and routes differ by it.
        consent: Whether the person agreed in HeyGen; digital twins need it.
        name: What prompts call them; default: the id, capitalised.
    """

    look: Annotated[Text, Field(min_length=1)] | None = None
    image: Media | None = None
    voice: Annotated[Text, Field(min_length=1)] | None = None
    kind: LookKind | None = None
    consent: Literal["confirmed", "pending", "rejected", "unknown"] = "unknown"
    name: Annotated[Text, Field(min_length=1)] | None = None

    @property
    def look_kind(self) -> LookKind:
        """The kind, or what the rest suggests: a bare picture is a photo, a look a twin."""
        return self.kind or ("photo" if self.image and not self.look else "digital_twin")


class Over(Shorthand):
    """What a cutaway lies over: a talk beat, or some of its words."""

    shorthand: ClassVar[str] = "beat"
    beat: Text
    words: Text = ""


def _said(reason: str) -> str:
    if not reason.strip():
        msg = "needs a reason, in words"
        raise ValueError(msg)
    return reason


Reason = Annotated[Text, Field(min_length=1), AfterValidator(_said)]


class Defaults(Noun):
    """What may stand on board, scene or beat; the nearest wins, whole, and of options key by key.

    Attributes:
        setting: Where and when.
        camera: How it is filmed.
        lighting: What lights it.
        style: What it looks like.
        audio: What is heard.
        constraints: What must hold in the picture, in positive words.
        aspect: The shape of the picture; default 16:9.
        resolution: Default 720p.
        language: A tag such as `en` or `pt-BR`; default `en`.
        family: The template family of prompts.
        with_: Who is in the shot, in `avatar_id` order; default: the only cast member.
        options: What only one route has.
        ignore: Rules whose findings below here are left out, each with the reason.
    """

    setting: Setting | None = None
    camera: Camera | None = None
    lighting: Lighting | None = None
    style: Style | None = None
    audio: Audio | None = None
    constraints: Constraints | None = None
    aspect: Aspect | None = None
    resolution: Resolution | None = None
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")] | None = None
    family: Name | None = None
    with_: Annotated[tuple[Text, ...] | None, Field(alias="with")] = None
    options: Options | None = None
    ignore: Annotated[dict[str, Reason], Field(default_factory=dict)]


class Beat(Defaults):
    """What shot beats and talk beats share.

    Attributes:
        id: Names the beat; default: the scene's id and the beat's number in it.
        cut: Whether a new shot must, or must not, begin here.
        keep: What fitting to a budget may touch.
    """

    is_talk: ClassVar[bool]
    id: Name | None = None
    cut: Literal["always", "never"] | None = None
    keep: Literal["must", "nice", "drop-first"] | None = None


class ShotBeat(Beat):
    """A B-roll beat: a clip described in words.

    Attributes:
        shot: The action: a text, or a list of its steps.
        seconds: How long; see above.
        references: Which of the board's references are bound to it.
        prompt: The whole prompt, word for word, instead of clauses.
        over: The talk it lies over, as a cutaway.
        enhance: HeyGen's Enhance switch, which rewrites the prompt.
    """

    is_talk: ClassVar[Literal[False]] = False
    shot: Action | None = None
    prompt: Text | None = None
    seconds: Wish = OPEN
    references: tuple[Text, ...] | None = None
    over: Over | None = None
    enhance: bool = False

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> Self:
        if (self.shot is None) == (self.prompt is None):
            msg = "needs exactly one of `shot`, `prompt` and `talk`"
            raise ValueError(msg)
        return self


class TalkBeat(Beat):
    """An A-roll beat: someone speaks to the camera.

    Attributes:
        talk: What is said.
        engine: Which of HeyGen's talking engines.
        by: Who speaks; default: the only cast member.
        voice: Instead of the cast member's.
        speed: Of the voice, 0.5 to 1.5.
        source: How it is made; default: from the look's kind and the route.
        motion: An Avatar IV motion prompt; on photo-to-video it doubles the credits.
    """

    is_talk: ClassVar[Literal[True]] = True
    talk: Talk
    by: Text | None = None
    voice: Annotated[Text, Field(min_length=1)] | None = None
    speed: Annotated[float, Field(ge=0.5, le=1.5, allow_inf_nan=False)] = 1.0
    engine: Engine = "avatar_iv"
    source: Source | None = None
    motion: Annotated[Text, Field(min_length=1)] | None = None


_TALK_KEYS = frozenset({"by", "voice", "speed", "engine", "source", "motion"})


def beat_kind(value: Any) -> Literal["shot", "talk"]:  # noqa: ANN401 - whatever the file holds
    """Tell which kind of beat a mapping means, also when its main key is missing or misspelt."""
    if isinstance(value, dict):
        said = "talk" in value or ("shot" not in value and "prompt" not in value)
        return "talk" if said and ("talk" in value or _TALK_KEYS & value.keys()) else "shot"
    return "talk" if isinstance(value, TalkBeat) else "shot"


AnyBeat = Annotated[
    Annotated[ShotBeat, Tag("shot")] | Annotated[TalkBeat, Tag("talk")], Discriminator(beat_kind)
]


class Scene(Defaults):
    """Beats in one place with one setting."""

    id: Name
    references: tuple[Text, ...] | None = None
    beats: Annotated[tuple[AnyBeat, ...], Field(min_length=1)]


class Routes(Noun):
    """Where shots and talk are made."""

    shots: RouteName = "web"
    talk: RouteName = "web"


class KeeperRate(Noun):
    """How likely one take is a keeper.

    Attributes:
        base: With one part, above 0 and at most 1.
        extra: The factor for each further part.
    """

    base: Annotated[float, Field(gt=0, le=1)]
    extra: Annotated[float, Field(gt=0, le=1)] = 1


class Keepers(Noun):
    """The board's own chances, instead of the catalog's."""

    shots: KeeperRate | None = None
    talk: KeeperRate | None = None


def _whole(value: object) -> object:
    """Keep `true` and `1.0` from passing for the number of the format."""
    return value if type(value) is int else repr(value)


class Board(Defaults):
    """A whole storyboard.

    Attributes:
        shotwright: The version of the format.
        id: Names the board for good; default: the title.
        extends: A file that brings shared cast, references, clauses and defaults.
        routes: Where shots and talk are made.
        billing: Which purse pays, where a route has it.
        keepers: How likely one take is kept, instead of the catalog's figures.
        cast: Who appears.
        references: Pictures and clips that steer shots.
        options: What only one route has; those of `agent` stand here alone.
    """

    shotwright: Annotated[Literal[1], BeforeValidator(_whole)]
    id: Name | None = None
    title: Annotated[Text, Field(min_length=1)] = "Untitled"
    extends: Text | None = None
    routes: Routes = Routes()
    billing: Billing | None = None
    keepers: Keepers = Keepers()
    cast: Annotated[dict[Name, CastMember], Field(default_factory=dict)]
    references: Annotated[dict[Name, Reference], Field(default_factory=dict)]
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1)]
    options: BoardOptions | None = None
    _files: dict[str, LocalFile] = PrivateAttr(default_factory=dict)
    _voices: dict[str, VoiceRate] = PrivateAttr(default_factory=dict)
    _templates: Path | None = PrivateAttr(default=None)
    _origin: Origin = PrivateAttr(default_factory=Origin)
    _derived: dict[str, Any] = PrivateAttr(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """Compare what boards say and the files they name, not where they were written."""
        return (
            isinstance(other, Board)
            and self._files == other._files
            and self._voices == other._voices
            and all(getattr(self, name) == getattr(other, name) for name in Board.model_fields)
        )

    def __hash__(self) -> int:
        """Agree with `__eq__`."""
        return hash((self.id, self.title, len(self.scenes)))

    def _repr_html_(self) -> str:
        """Show the beats in a notebook."""
        rows = [
            {
                "scene": brief.scene,
                "beat": brief.id,
                "kind": "shot" if isinstance(brief, ShotBrief) else "talk",
                "what": brief.what,
            }
            for brief in self.briefs
        ]
        return html_of(self.title, ("scene", "beat", "kind", "what"), rows)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Derive something from the board once; a board does not change."""
        # Straight to where pydantic keeps private attributes: this is asked many times a beat.
        derived: dict[str, Any] = (self.__pydantic_private__ or {})["_derived"]
        if key not in derived:
            derived[key] = make()
        made: T = derived[key]
        return made

    def read_from(self, origin: Origin, files: dict[str, LocalFile]) -> Self:
        """Remember where the board was read, and what was found at its local paths."""
        self._origin = origin
        self._files = files
        return self

    def hear(self, voices: Mapping[str, VoiceRate]) -> Self:
        """Take what is known of voices, by voice id; what was derived without it is forgotten."""
        self._voices = dict(voices)
        self._derived = {}
        return self

    def use_templates(self, folder: Path | None) -> Self:
        """Take template families of one's own; prompts that were built without are forgotten."""
        self._templates = folder
        self._derived = {}
        return self

    @property
    def templates(self) -> Path | None:
        """The folder of the user's own template families."""
        return self._templates

    @property
    def voices(self) -> dict[str, VoiceRate]:
        """What is known of voices, by voice id."""
        return self._voices

    @property
    def origin(self) -> Origin:
        """Where each value was read."""
        return self._origin

    @property
    def files(self) -> dict[str, LocalFile]:
        """The local files that exist, by their path as the board writes it."""
        files: dict[str, LocalFile] = (self.__pydantic_private__ or {})["_files"]  # as in `once`
        return files

    @property
    def briefs(self) -> tuple[ShotBrief | TalkBrief, ...]:
        """Every beat in story order, with all that it inherits."""
        return self.once("briefs", lambda: briefs_of(self))

    def name_of(self, cast_id: str) -> str:
        """Tell what prompts call a cast member; another voice keeps its own name."""
        member = self.cast.get(cast_id)
        if member is None:
            return cast_id
        return member.name or cast_id[:1].upper() + cast_id[1:]
