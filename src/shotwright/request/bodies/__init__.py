"""Bodies of POST /v3/videos, one class per type, and how to read any of them.

>>> body = {"type": "cinematic_avatar", "prompt": "Maya waves.", "avatar_id": ["lk_maya"]}
>>> video = read_video(body)
>>> video.to_body() == body
True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from shotwright.request.bodies.cinematic import CinematicAvatarBody
from shotwright.request.bodies.direct import AvatarBody, ImageBody
from shotwright.request.bodies.frame import (
    AvatarIII,
    AvatarIV,
    AvatarV,
    Background,
    Caption,
    Engine,
    Placement,
    Watermark,
)
from shotwright.request.bodies.studio import (
    AvatarInput,
    AvatarVideoScene,
    ColorBackground,
    ImageInput,
    ImageScene,
    Playback,
    Scene,
    StudioBody,
    VideoScene,
)
from shotwright.request.bodies.voice import (
    ElevenLabsSettings,
    FishSettings,
    StarfishSettings,
    VoiceSettings,
)
from shotwright.request.limits import refusal

VideoBody = CinematicAvatarBody | AvatarBody | ImageBody | StudioBody
"""Any body of POST /v3/videos."""

_TYPES: dict[str, type[VideoBody]] = {
    "cinematic_avatar": CinematicAvatarBody,
    "avatar_shots": CinematicAvatarBody,
    "avatar": AvatarBody,
    "image": ImageBody,
    "studio": StudioBody,
}


def read_video(body: Mapping[str, Any], *, audio_references: bool = False) -> VideoBody:
    """Read a body of POST /v3/videos by its `type`.

    Args:
        body: The JSON object.
        audio_references: Take sounds among the references of a cinematic shot.

    Raises:
        ValidationError: HeyGen would not take it; all mistakes at once.
    """
    name = body.get("type")
    model = _TYPES.get(name) if isinstance(name, str) else None
    if model is None:
        error = refusal(f"type should be one of {', '.join(_TYPES)}", "schemas")
        details = InitErrorDetails(type=error, loc=("type",), input=name)
        raise ValidationError.from_exception_data("VideoBody", [details])
    return model.model_validate(dict(body), context={"audio_references": audio_references})


__all__ = [
    "AvatarBody",
    "AvatarIII",
    "AvatarIV",
    "AvatarInput",
    "AvatarV",
    "AvatarVideoScene",
    "Background",
    "Caption",
    "CinematicAvatarBody",
    "ColorBackground",
    "ElevenLabsSettings",
    "Engine",
    "FishSettings",
    "ImageBody",
    "ImageInput",
    "ImageScene",
    "Placement",
    "Playback",
    "Scene",
    "StarfishSettings",
    "StudioBody",
    "VideoBody",
    "VideoScene",
    "VoiceSettings",
    "Watermark",
    "read_video",
]
