"""The legacy scene-by-scene body: POST /v2/video/generate, retired after 2026-10-31.

Source: HeyGen API guide "Create Avatar Video (V2)", read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, AliasChoices, Field

from shotwright.request.limits import refusal
from shotwright.request.wire import (
    Body,
    Clash,
    Hex,
    Id,
    Limit,
    Many,
    Maybe,
    Number,
    WebUrl,
    Words,
)


def _silence(value: str) -> str:
    limit = Limit("legacy.silence")
    said = limit.excess(Decimal(value))
    if said:
        raise refusal(said, limit.source)
    return value


Share = Annotated[Number, Limit("legacy.share")]
"""0.0 to 1.0."""

Silence = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$"), AfterValidator(_silence)]
"""Seconds as text, e.g. `"2.5"`."""


class LegacyBody(Body):
    """An object of the legacy endpoint; null is not documented for any of its keys."""

    told_by: ClassVar[str] = "legacy"


class Offset(LegacyBody):
    """A place, or a shift of one.

    Attributes:
        x: To the right.
        y: Downwards.
    """

    x: Maybe[Number] = 0.0
    y: Maybe[Number] = 0.0


class Character(LegacyBody):
    """What both kinds of speaker have.

    Attributes:
        scale: 0.0 to 5.0, default 1.
        offset: Shift from the middle.
        use_avatar_iv_model: Avatar IV in place of III.
        keep_original_prompt: The motion prompt is not enhanced; with `use_avatar_iv_model` only.
        matting: Removes the photo's background.
        circle_background_color: For the circle style.
    """

    scale: Annotated[Number, Limit("legacy.scale")] = 1
    offset: Maybe[Offset] = None
    use_avatar_iv_model: bool = False
    keep_original_prompt: Maybe[bool] = None
    matting: Maybe[bool] = None
    circle_background_color: Maybe[Hex] = None

    def clashes(self) -> Iterator[Clash]:
        """List what needs Avatar IV."""
        if self.keep_original_prompt is not None and not self.use_avatar_iv_model:
            said = "keep_original_prompt applies when use_avatar_iv_model is true"
            yield Clash("keep_original_prompt", said)


class AvatarCharacter(Character):
    """A digital twin.

    Attributes:
        type: `avatar`.
        avatar_id: Which.
        avatar_style: `normal` (default), `closeUp` or `circle`.
    """

    type: Literal["avatar"]
    avatar_id: Id
    avatar_style: Literal["normal", "closeUp", "circle"] = "normal"


class TalkingPhotoCharacter(Character):
    """A photo that talks.

    Attributes:
        type: `talking_photo`.
        talking_photo_id: Which.
        talking_photo_style: `circle`.
        talking_style: `stable` (default) or `expressive`.
        expression: `default` or `happy`.
        prompt: How it moves; with `use_avatar_iv_model` only.
        super_resolution: A sharper picture.
    """

    type: Literal["talking_photo"]
    talking_photo_id: Id
    talking_photo_style: Maybe[Literal["circle"]] = None
    talking_style: Literal["stable", "expressive"] = "stable"
    expression: Maybe[Literal["default", "happy"]] = None
    prompt: Maybe[Words] = None
    super_resolution: Maybe[bool] = None

    def clashes(self) -> Iterator[Clash]:
        """List what needs Avatar IV."""
        yield from super().clashes()
        if self.prompt is not None and not self.use_avatar_iv_model:
            yield Clash("prompt", "prompt applies when use_avatar_iv_model is true")


class ElevenLabsSettings(LegacyBody):
    """Tunes an ElevenLabs voice.

    Attributes:
        model: ElevenLabs model id.
        similarity_boost: 0.0 to 1.0.
        stability: 0.0 to 1.0; with eleven_v3 only 0, 0.5 or 1.0, its default.
        style: 0.0 to 1.0.
    """

    model: Maybe[
        Literal[
            "eleven_monolingual_v1",
            "eleven_multilingual_v1",
            "eleven_multilingual_v2",
            "eleven_turbo_v2",
            "eleven_turbo_v2_5",
            "eleven_v3",
        ]
    ] = None
    similarity_boost: Maybe[Share] = None
    stability: Maybe[Share] = None
    style: Maybe[Share] = None

    def clashes(self) -> Iterator[Clash]:
        """List what eleven_v3 does not take."""
        limit = Limit("legacy.eleven_v3")
        if self.model == "eleven_v3" and self.stability is not None:
            said = limit.excess(self.stability)
            if said:
                yield Clash("stability", f"eleven_v3: {said}")


class TextVoice(LegacyBody):
    """A text, read by a voice.

    Attributes:
        type: `text`.
        voice_id: Who reads.
        input_text: What.
        speed: 0.5 to 1.5, default 1.
        pitch: -50 to 50, default 0; whole.
        emotion: How.
        locale: Accent, e.g. `pt-BR`.
        elevenlabs_settings: Also read from the misspelling `elevanlabs_settings`, which stood in a
            sample of HeyGen's; always written in the guide's spelling.
    """

    type: Literal["text"]
    voice_id: Id
    input_text: Id
    speed: Annotated[Number, Limit("legacy.speed")] = 1
    pitch: Annotated[int, Limit("legacy.pitch")] = 0
    emotion: Maybe[Literal["Excited", "Friendly", "Serious", "Soothing", "Broadcaster"]] = None
    locale: Maybe[Words] = None
    elevenlabs_settings: Maybe[ElevenLabsSettings] = Field(
        default=None, validation_alias=AliasChoices("elevenlabs_settings", "elevanlabs_settings")
    )


class AudioVoice(LegacyBody):
    """A recording.

    Attributes:
        type: `audio`.
        audio_url: Either this
        audio_asset_id: or this.
    """

    type: Literal["audio"]
    audio_url: Maybe[WebUrl] = None
    audio_asset_id: Maybe[Id] = None

    def clashes(self) -> Iterator[Clash]:
        """List a recording without a source, or with two."""
        if (self.audio_url is None) == (self.audio_asset_id is None):
            yield Clash("audio_url", "give exactly one of audio_url, audio_asset_id")


class SilenceVoice(LegacyBody):
    """Nothing is said.

    Attributes:
        type: `silence`.
        duration: Seconds as text, "1.0" to "100.0", default "1".
    """

    type: Literal["silence"]
    duration: Silence = "1"


Voice = Annotated[TextVoice | AudioVoice | SilenceVoice, Field(discriminator="type")]
"""One of three kinds, told apart by `type`."""


class LegacyColor(LegacyBody):
    """A colour behind the speaker.

    Attributes:
        type: `color`.
        value: E.g. `#1a1a2e`.
    """

    type: Literal["color"]
    value: Hex


class Backdrop(LegacyBody):
    """What image and video backgrounds have.

    Attributes:
        url: Where it is.
        fit: `cover` (default), `crop`, `contain` or `none`.
    """

    url: Maybe[WebUrl] = None
    fit: Literal["crop", "cover", "contain", "none"] = "cover"


class LegacyImage(Backdrop):
    """An image behind the speaker.

    Attributes:
        type: `image`.
        image_asset_id: In place of `url`.
    """

    type: Literal["image"]
    image_asset_id: Maybe[Id] = None

    def clashes(self) -> Iterator[Clash]:
        """List an image without a source, or with two."""
        if (self.url is None) == (self.image_asset_id is None):
            yield Clash("url", "give exactly one of url, image_asset_id")


class LegacyVideo(Backdrop):
    """A clip behind the speaker.

    Attributes:
        type: `video`.
        video_asset_id: In place of `url`.
        play_style: What it does when it is shorter or longer than the scene.
    """

    type: Literal["video"]
    video_asset_id: Maybe[Id] = None
    play_style: Maybe[Literal["freeze", "loop", "fit_to_scene"]] = None

    def clashes(self) -> Iterator[Clash]:
        """List a clip without a source, or with two."""
        if (self.url is None) == (self.video_asset_id is None):
            yield Clash("url", "give exactly one of url, video_asset_id")


class TextOverlay(LegacyBody):
    """Words on the screen.

    Attributes:
        type: `text`.
        text: The words.
        font_family: E.g. `Arial`.
        font_size: Points.
        font_weight: `bold`.
        color: E.g. `#FFFFFF`.
        position: Where.
        text_align: `left`, `center` or `right`.
        line_height: Between lines; the guide marks it as required.
        width: Of the box.
    """

    type: Literal["text"]
    text: Words
    font_family: Maybe[Words] = None
    font_size: Maybe[Number] = None
    font_weight: Maybe[Literal["bold"]] = None
    color: Maybe[Hex] = None
    position: Maybe[Offset] = None
    text_align: Maybe[Literal["left", "center", "right"]] = None
    line_height: Number
    width: Maybe[Number] = None


class LegacyScene(LegacyBody):
    """One scene, as long as its voice; only the voice has to be there.

    Attributes:
        character: Who is seen.
        voice: What is heard.
        background: What is behind.
        text: What is written over it.
    """

    character: Maybe[
        Annotated[AvatarCharacter | TalkingPhotoCharacter, Field(discriminator="type")]
    ] = None
    voice: Voice
    background: Maybe[
        Annotated[LegacyColor | LegacyImage | LegacyVideo, Field(discriminator="type")]
    ] = None
    text: Maybe[TextOverlay] = None


class Dimension(LegacyBody):
    """The size of the picture.

    Attributes:
        width: Pixels, default 1920.
        height: Pixels, default 1080.
    """

    width: Annotated[int, Limit("legacy.side")] = 1920
    height: Annotated[int, Limit("legacy.side")] = 1080


class LegacyVideoBody(LegacyBody):
    """One video of up to 50 scenes.

    Attributes:
        video_inputs: 1 to 50 scenes.
        caption: Captions, default false; only text voices have them.
        title: The name in HeyGen's dashboard.
        callback_id: Echoed to the callback.
        dimension: Default 1920 by 1080.
        folder_id: Where it is stored.
        callback_url: Where HeyGen posts when the job has ended.
    """

    endpoint: ClassVar[str] = "POST /v2/video/generate"

    video_inputs: Annotated[Many[LegacyScene], Limit("legacy.scenes")]
    caption: bool = False
    title: Maybe[Words] = None
    callback_id: Maybe[Words] = None
    dimension: Maybe[Dimension] = None
    folder_id: Maybe[Words] = None
    callback_url: Maybe[WebUrl] = None

    def clashes(self) -> Iterator[Clash]:
        """List captions where nothing is read from a text."""
        if self.caption and not any(isinstance(s.voice, TextVoice) for s in self.video_inputs):
            yield Clash("caption", "caption is only supported for voices of type text")
