"""The bodies of the Video Agent, of webhook endpoints, and of the legacy POST /v2/video/generate.

Legacy objects are open, as in HeyGen's guide to the legacy API; the others are closed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from shotwright.simulator.bodies import Asset, Closed, Https, Prompt, Text


class Brief(Closed):
    """POST /v3/video-agents: a brief that becomes a video, at once or after a talk."""

    prompt: Prompt
    mode: Literal["generate", "chat"] = "generate"
    avatar_id: str | None = None
    voice_id: str | None = None
    style_id: str | None = None
    brand_kit_id: str | None = None
    brand_glossary_id: str | None = None
    orientation: Literal["landscape", "portrait"] | None = None
    files: Annotated[list[Asset], Field(max_length=20)] | None = None
    incognito_mode: bool = False
    callback_url: Https | None = None
    callback_id: str | None = None


class Message(Closed):
    """POST /v3/video-agents/{session_id}: the next message of a chat."""

    message: Prompt
    avatar_id: str | None = None
    voice_id: str | None = None
    brand_kit_id: str | None = None
    files: Annotated[list[Asset], Field(max_length=20)] | None = None


class Endpoint(Closed):
    """POST /v3/webhooks/endpoints."""

    url: Https
    events: list[Text] | None = None
    entity_id: str | None = None


class EndpointChange(Closed):
    """PATCH /v3/webhooks/endpoints/{endpoint_id}."""

    url: Https | None = None
    events: list[Text] | None = None


class DirectUpload(Closed):
    """POST /v3/assets/direct-uploads."""

    filename: Text
    content_type: Text
    size_bytes: Annotated[int, Field(gt=0)]
    checksum_sha256: str | None = None


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class Character(_Open):
    """Who is seen in a legacy scene."""

    type: Literal["avatar", "talking_photo"]
    avatar_id: str | None = None
    talking_photo_id: str | None = None
    avatar_style: Literal["normal", "closeUp", "circle"] | None = None
    scale: Annotated[float, Field(ge=0, le=5)] | None = None
    use_avatar_iv_model: bool = False


class LegacyVoice(_Open):
    """What is heard in a legacy scene; a silence's length is text of seconds."""

    type: Literal["text", "audio", "silence"]
    voice_id: str | None = None
    input_text: str | None = None
    speed: Annotated[float, Field(ge=0.5, le=1.5)] | None = None
    pitch: Annotated[int, Field(ge=-50, le=50)] | None = None
    audio_url: str | None = None
    audio_asset_id: str | None = None
    duration: str | None = None


class TextOverlay(_Open):
    """Text over a legacy scene; its line height is required."""

    type: Literal["text"]
    text: Text
    line_height: float


class LegacyScene(_Open):
    """One of up to 50 scenes."""

    character: Character | None = None
    voice: LegacyVoice
    background: dict[str, Any] | None = None
    text: TextOverlay | None = None


class Dimension(_Open):
    """Pixels."""

    width: int = 1920
    height: int = 1080


class LegacyVideo(_Open):
    """POST /v2/video/generate."""

    video_inputs: Annotated[list[LegacyScene], Field(min_length=1, max_length=50)]
    caption: bool = False
    title: str | None = None
    callback_id: str | None = None
    callback_url: str | None = None
    folder_id: str | None = None
    dimension: Dimension | None = None
