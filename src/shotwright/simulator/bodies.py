"""The bodies of POST /v3/videos, as HeyGen documents them, and of batches of them.

Objects are closed: an unknown field is a 400 (reported 2026-08-25).  Ranges are those of the
guides, of the OpenAPI file of April 2026 and of the schemas of July 2026.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=1)]
Prompt = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Script = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]
Https = Annotated[
    str, StringConstraints(pattern=r"^(https://[^\s/]|http://(127\.0\.0\.1|localhost)[:/])\S*$")
]
"""HTTPS, as documented; and, in this service only, plain HTTP on this machine."""
Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Aspect = Literal["16:9", "9:16", "4:5", "5:4", "1:1", "auto"]


class Closed(BaseModel):
    """A body that allows no other fields, and takes no text for a number."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class UrlAsset(Closed):
    """A file by its public address."""

    type: Literal["url"]
    url: Https


class IdAsset(Closed):
    """A file that was uploaded before."""

    type: Literal["asset_id"]
    asset_id: Text


class DataAsset(Closed):
    """A file inside the request."""

    type: Literal["base64"]
    media_type: Text
    data: Text


Asset = Annotated[UrlAsset | IdAsset | DataAsset, Field(discriminator="type")]


class Cinematic(Closed):
    """`cinematic_avatar`, called `avatar_shots` until June 2026."""

    type: Literal["cinematic_avatar", "avatar_shots"]
    prompt: Prompt
    avatar_id: Annotated[list[Text], Field(min_length=1, max_length=3)]
    references: list[Asset] | None = None
    aspect_ratio: Literal["16:9", "9:16", "1:1"] = "16:9"
    resolution: Literal["720p", "1080p"] = "720p"
    duration: Annotated[int, Field(ge=4, le=15)] | None = None
    auto_duration: bool = False
    enhance_prompt: bool = False
    title: str | None = None
    folder_id: str | None = None
    callback_url: Https | None = None


class ElevenLabs(Closed):
    """Settings of a voice of ElevenLabs."""

    engine_type: Literal["elevenlabs"]
    model: (
        Literal["eleven_multilingual_v2", "eleven_turbo_v2_5", "eleven_flash_v2_5", "eleven_v3"]
        | None
    ) = None
    stability: Annotated[float, Field(ge=0, le=1)] | None = None
    similarity_boost: Annotated[float, Field(ge=0, le=1)] | None = None
    style: Annotated[float, Field(ge=0, le=1)] | None = None
    use_speaker_boost: bool | None = None

    @model_validator(mode="after")
    def _steps(self) -> Self:
        if self.model == "eleven_v3" and self.stability not in {None, 0, 0.5, 1}:
            msg = "eleven_v3 takes a stability of 0, 0.5 or 1"
            raise ValueError(msg)
        return self


class Fish(Closed):
    """Settings of a voice of Fish Audio."""

    engine_type: Literal["fish"]
    model: Literal["s1", "s2-pro"] | None = None
    stability: Annotated[float, Field(ge=0, le=1)] | None = None
    similarity: Annotated[float, Field(ge=0, le=1)] | None = None


class Starfish(Closed):
    """A voice of Starfish has no settings."""

    engine_type: Literal["starfish"]


class VoiceSettings(Closed):
    """How a voice is tuned."""

    speed: Annotated[float, Field(ge=0.5, le=1.5)] | None = None
    pitch: Annotated[float, Field(ge=-50, le=50)] | None = None
    volume: Annotated[float, Field(ge=0, le=1)] | None = None
    locale: str | None = None
    engine_settings: (
        Annotated[ElevenLabs | Fish | Starfish, Field(discriminator="engine_type")] | None
    ) = None


class Engine(Closed):
    """What animates the avatar."""

    type: Literal["avatar_iv", "avatar_v", "avatar_iii"]
    reference_look_id: str | None = None


class ColourBackground(Closed):
    """A plain background."""

    type: Literal["color"]
    value: Hex


class ImageBackground(Closed):
    """A picture behind the avatar, by one of address and asset."""

    type: Literal["image"]
    url: Https | None = None
    asset_id: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.url is None) == (self.asset_id is None):
            msg = "give one of url and asset_id"
            raise ValueError(msg)
        return self


class SceneBackground(Closed):
    """A plain background in a scene: its colour has another name there."""

    type: Literal["color"]
    color: Hex


class Caption(Closed):
    """Subtitles: beside the video, or in it with a style."""

    file_format: Literal["srt"] | None = None
    style: Literal["default"] | None = None


class Placement(Closed):
    """Where a watermark stands."""

    position: str | None = None
    offset_x: Annotated[float, Field(ge=-1, le=1)] | None = None
    offset_y: Annotated[float, Field(ge=-1, le=1)] | None = None


class Watermark(Closed):
    """A watermark, for enterprises only."""

    image: Asset
    scale: Annotated[float, Field(gt=0, le=2)] | None = None
    opacity: Annotated[float, Field(ge=0, le=1)] | None = None
    placement: Placement | None = None


class Spoken(Closed):
    """What all that talks shares: one script, or one recording."""

    script: Script | None = None
    voice_id: str | None = None
    audio_url: Https | None = None
    audio_asset_id: str | None = None
    voice_settings: VoiceSettings | None = None


class _Talking(Spoken):
    motion_prompt: str | None = None
    expressiveness: Literal["high", "medium", "low"] | None = None


class _Video(Closed):
    title: str | None = None
    resolution: Literal["4k", "1080p", "720p"] | None = None
    aspect_ratio: Aspect | None = None
    caption: Caption | None = None
    watermark: Watermark | None = None
    callback_url: Https | None = None
    callback_id: str | None = None
    folder_id: str | None = None
    brand_glossary_id: str | None = None


class _TalkingVideo(_Talking, _Video):
    fit: Literal["contain", "cover"] | None = None
    background: (
        Annotated[ColourBackground | ImageBackground, Field(discriminator="type")] | None
    ) = None
    remove_background: bool | None = None
    output_format: Literal["mp4", "webm"] = "mp4"


class AvatarVideo(_TalkingVideo):
    """`avatar`: a look talks."""

    type: Literal["avatar"]
    avatar_id: Text
    engine: Engine | None = None


class ImageVideo(_TalkingVideo):
    """`image`: a picture talks."""

    type: Literal["image"]
    image: Asset


class AvatarInput(_Talking):
    """A look in a studio scene."""

    type: Literal["avatar"]
    avatar_id: Text
    engine: Engine | None = None
    background: SceneBackground | None = None


class ImageInput(_Talking):
    """A picture that talks, in a studio scene."""

    type: Literal["image"]
    image: Asset
    background: SceneBackground | None = None


class TalkScene(Closed):
    """A studio scene in which somebody talks."""

    type: Literal["avatar_video"]
    input: Annotated[AvatarInput | ImageInput, Field(discriminator="type")]


class ImageScene(Spoken):
    """A studio scene that shows a picture: silent for a time, or under one recording."""

    type: Literal["image"]
    source: Asset
    duration: Annotated[float, Field(gt=0, le=300)] | None = None


class Playback(Closed):
    """How a clip sounds."""

    volume: Annotated[float, Field(ge=0, le=1)] | None = None
    mute: bool | None = None


class VideoScene(Closed):
    """A studio scene that shows a clip."""

    type: Literal["video"]
    source: Asset
    playback: Playback | None = None


Scene = Annotated[TalkScene | ImageScene | VideoScene, Field(discriminator="type")]


class Studio(_Video):
    """`studio`: scenes, one after the other."""

    type: Literal["studio"]
    scenes: Annotated[list[Scene], Field(min_length=1, max_length=50)]


class Batch(Closed):
    """Up to 100 videos at once; each is read when its turn comes."""

    videos: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=100)]
    title: str | None = None
    callback_url: Https | None = None
    folder_id: str | None = None


VideoBody = Cinematic | AvatarVideo | ImageVideo | Studio

VIDEO_BODIES: dict[str, type[VideoBody]] = {
    "cinematic_avatar": Cinematic,
    "avatar_shots": Cinematic,
    "avatar": AvatarVideo,
    "image": ImageVideo,
    "studio": Studio,
}
