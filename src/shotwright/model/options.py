"""Options: what only one route has, and a storyboard has no word of its own for.

Keys are HeyGen's.  The ranges are those of `request/wire.toml`, which stands above the model; a
test holds the two together.

>>> board = Options(api=ApiOptions(folder_id="f1", pitch=3))
>>> beat = Options(api=ApiOptions(pitch=-2))
>>> laid_over(beat, board).api.model_dump(exclude_unset=True)
{'pitch': -2, 'folder_id': 'f1'}
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Annotated, ClassVar, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator
from pydantic.json_schema import JsonSchemaValue

from shotwright.model.frozen import Noun, Shorthand, Text
from shotwright.model.media import Media
from shotwright.model.voices import LegacyElevenLabs, Share, VoiceEngine, exactly_one

N = TypeVar("N", bound=Noun)


def _no_data(media: Media) -> Media:
    if media.form == "data":
        msg = "should be a path, an https URL or asset:ID; data are not taken here"
        raise ValueError(msg)
    return media


Number = Annotated[float, Field(allow_inf_nan=False)]
Pitch = Annotated[int, Field(ge=-50, le=50)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Said = Annotated[Text, Field(min_length=1)]
Url = Annotated[str, Field(pattern=r"^https://[^/\s]\S*$")]
Backdrop = Annotated[Media, AfterValidator(_no_data)]


class Background(Shorthand):
    """What is behind a speaker: a colour or a picture; bare text is a colour."""

    shorthand: ClassVar[str] = "color"
    color: Colour | None = None
    image: Backdrop | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        return exactly_one(self, "color", "image")


class Captions(Shorthand):
    """Captions; `true` and `false` switch them.

    Attributes:
        on: Whether there are any.
        style: `default` burns them into the picture.
    """

    shorthand: ClassVar[str] = "on"
    shorthand_schema: ClassVar[list[JsonSchemaValue]] = [{"type": "boolean"}]
    on: bool = True
    file_format: Literal["srt"] = "srt"
    style: Literal["default"] | None = None


class Placement(Noun):
    """Where a watermark stands.

    Attributes:
        offset_x: -1 to 1, a share of the width, to the right.
        offset_y: -1 to 1, a share of the height, downwards.
    """

    position: Literal["top_left", "top_right", "bottom_left", "bottom_right"] | None = None
    offset_x: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None
    offset_y: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None


class Watermark(Noun):
    """A picture laid over the video, for Enterprise customers who were granted it.

    Attributes:
        scale: More than 0, at most 2; default 1, the native size.
        opacity: 0 to 1, the default.
        placement: Default: bottom right.
    """

    image: Media
    scale: Annotated[float, Field(gt=0, le=2, allow_inf_nan=False)] | None = None
    opacity: Share | None = None
    placement: Placement | None = None


class ApiOptions(Noun):
    """What only the v3 API has.

    Attributes:
        aspect: `auto` keeps the shape of the look, instead of the board's `aspect`.
        pitch: Of the voice, -50 to 50 semitones.
        volume: Of the voice, 0 (silent) to 1.
        locale: Accent of a voice of many languages, e.g. `en-US`.
        voice_engine: Tunes the engine behind the voice.
        expressiveness: Photos on Avatar IV only.
        background: Behind the speaker; pictures only in a video of one talk.
        remove_background: Needs a look trained with matting.
        output_format: `webm` is transparent; it takes no background, and needs a look trained with
            matting.
        fit: `cover` fills the frame, `contain` shows all.
        caption: A subtitle file, or captions in the picture.
        watermark: Enterprise only.
        reference_look_id: With Avatar V: a look of the same person to move like.
        folder_id: Where the video is stored at HeyGen.
        brand_glossary_id: How names are spoken.
        callback_url: Where HeyGen posts when the video is done.
        callback_id: Echoed in that post; shots have none.

    Source: HeyGen's request schemas, POST /v3/videos, 2026-07-21; folder and glossary: after
        2026-07-22.
    """

    aspect: Literal["auto"] | None = None
    pitch: Pitch | None = None
    volume: Share | None = None
    locale: Said | None = None
    voice_engine: VoiceEngine | None = None
    expressiveness: Literal["high", "medium", "low"] | None = None
    background: Background | None = None
    remove_background: bool | None = None
    output_format: Literal["mp4", "webm"] | None = None
    fit: Literal["contain", "cover"] | None = None
    caption: Captions | None = None
    watermark: Watermark | None = None
    reference_look_id: Said | None = None
    folder_id: Said | None = None
    brand_glossary_id: Said | None = None
    callback_url: Url | None = None
    callback_id: Said | None = None

    @property
    def of_video(self) -> tuple[Hashable, ...]:
        """What holds for a whole video: scenes that differ in it cannot share one."""
        return (
            self.aspect,
            self.caption,
            self.watermark,
            self.folder_id,
            self.brand_glossary_id,
            self.callback_url,
            self.callback_id,
        )


class Point(Noun):
    """A place, or a shift of one.

    Attributes:
        x: To the right.
        y: Downwards.
    """

    x: Number = 0
    y: Number = 0


class LegacyBackground(Shorthand):
    """What is behind a speaker: a colour, a picture or a clip; bare text is a colour.

    Attributes:
        play_style: What a clip does when it is shorter or longer than the scene.
        fit: How a picture or clip fills the frame; default `cover`.
    """

    shorthand: ClassVar[str] = "color"
    color: Colour | None = None
    image: Backdrop | None = None
    video: Backdrop | None = None
    play_style: Literal["freeze", "loop", "fit_to_scene"] | None = None
    fit: Literal["crop", "cover", "contain", "none"] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.play_style and not self.video:
            msg = "`play_style` goes with `video`"
            raise ValueError(msg)
        if self.fit and self.color:
            msg = "`fit` goes with `image` or `video`"
            raise ValueError(msg)
        return exactly_one(self, "color", "image", "video")


class TextOverlay(Noun):
    """Words on the screen.

    Attributes:
        line_height: Between lines; HeyGen wants it said.
        font_size: Points.
        width: Of the box.
    """

    text: Text
    line_height: Number
    font_family: Said | None = None
    font_size: Number | None = None
    font_weight: Literal["bold"] | None = None
    color: Colour | None = None
    position: Point | None = None
    text_align: Literal["left", "center", "right"] | None = None
    width: Number | None = None


class Dimension(Noun):
    """The size of the picture in pixels."""

    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]


class LegacyOptions(Noun):
    """What only the legacy route has.

    Attributes:
        avatar_style: Of looks that are no photos.
        talking_photo_style: Of photos.
        talking_style: Of photos.
        expression: Of photos.
        scale: Of the speaker, 0 to 5.
        offset: Of the speaker, from the middle.
        matting: Removes the photo's background.
        super_resolution: A sharper picture, of photos.
        circle_background_color: Behind the circle of the `circle` styles.
        keep_original_prompt: Takes the motion prompt word for word, with Avatar IV.
        emotion: Of the voice.
        pitch: Of the voice, -50 to 50.
        locale: Accent of the voice, e.g. `pt-BR`.
        elevenlabs_settings: Tunes an ElevenLabs voice.
        background: Behind the speaker.
        text: Words on the screen.
        caption: Captions, where a script is read.
        dimension: Default: from the board's `aspect` and `resolution`.
        folder_id: Where the video is stored at HeyGen.
        callback_url: Where HeyGen posts when the video is done.
        callback_id: Echoed in that post.

    Source: HeyGen API guide "Create Avatar Video (V2)", read 2026-11-21.
    """

    avatar_style: Literal["normal", "closeUp", "circle"] | None = None
    talking_photo_style: Literal["circle"] | None = None
    talking_style: Literal["stable", "expressive"] | None = None
    expression: Literal["default", "happy"] | None = None
    scale: Annotated[float, Field(ge=0, le=5, allow_inf_nan=False)] | None = None
    offset: Point | None = None
    matting: bool | None = None
    super_resolution: bool | None = None
    circle_background_color: Colour | None = None
    keep_original_prompt: bool | None = None
    emotion: Literal["Excited", "Friendly", "Serious", "Soothing", "Broadcaster"] | None = None
    pitch: Pitch | None = None
    locale: Said | None = None
    elevenlabs_settings: LegacyElevenLabs | None = None
    background: LegacyBackground | None = None
    text: TextOverlay | None = None
    caption: bool | None = None
    dimension: Dimension | None = None
    folder_id: Said | None = None
    callback_url: Url | None = None
    callback_id: Said | None = None

    @property
    def of_video(self) -> tuple[Hashable, ...]:
        """What holds for a whole video: scenes that differ in it cannot share one."""
        return self.caption, self.dimension, self.folder_id, self.callback_url, self.callback_id


class AgentOptions(Noun):
    """What only the Video Agent has.

    Attributes:
        mode: `chat` may stop to ask, and takes revisions.
        style_id: One of HeyGen's visual templates.
        brand_kit_id: Colours, fonts and logos.
        incognito_mode: Neither uses nor feeds the agent's memory.
        callback_url: Where HeyGen posts when the video is done.
        callback_id: Echoed in that post.

    Source: HeyGen's request schemas, POST /v3/video-agents, 2026-07-21.
    """

    mode: Literal["generate", "chat"] = "generate"
    style_id: Said | None = None
    brand_kit_id: Said | None = None
    incognito_mode: bool = False
    callback_url: Url | None = None
    callback_id: Said | None = None


class Options(Noun):
    """Per route, what only it has; on board, scene or beat the nearest wins, key by key."""

    api: ApiOptions = ApiOptions()
    legacy: LegacyOptions = LegacyOptions()

    @property
    def media(self) -> Iterator[Media]:
        """The pictures and clips they name, as `OPTION_MEDIA` lists them."""
        for route, *keys in OPTION_MEDIA:
            found: object = getattr(self, route)
            for key in keys:
                found = getattr(found, key, None)
            if isinstance(found, Media):
                yield found


class BoardOptions(Options):
    """The options of a board, which alone has those of the Video Agent: one brief for all."""

    agent: AgentOptions = AgentOptions()


OPTION_MEDIA: tuple[tuple[str, str, str], ...] = (
    ("api", "background", "image"),
    ("api", "watermark", "image"),
    ("legacy", "background", "image"),
    ("legacy", "background", "video"),
)
"""Where options name pictures and clips."""

NO_OPTIONS = Options()
"""What holds where nothing was said: one object for all beats."""


def laid_over(near: Options | None, far: Options) -> Options:
    """Resolve two levels: of each route, every key that the nearer one says, also a null, wins."""
    if near is None:
        return far
    if far is NO_OPTIONS:
        return near
    return Options.model_construct(
        api=_over(near.api, far.api), legacy=_over(near.legacy, far.legacy)
    )


def _over(near: N, far: N) -> N:
    said = {key: getattr(near, key) for key in near.model_fields_set}
    return far.model_copy(update=said) if said else far
