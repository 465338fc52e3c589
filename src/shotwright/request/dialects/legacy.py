"""Bodies of POST /v2/video/generate, scene by scene.

Source: HeyGen API guide "Create Avatar Video (V2)", read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shotwright.model.board import Board
from shotwright.model.brief import TalkBrief
from shotwright.model.names import Aspect, Resolution
from shotwright.model.options import LegacyBackground
from shotwright.model.seconds import number
from shotwright.request.dialects.scene import TalkScene, located, present

LINES: dict[Resolution, int] = {"720p": 720, "1080p": 1080, "4k": 2160}
"""Pixels of the shorter side."""


def legacy_video(board: Board, scenes: Sequence[TalkScene]) -> dict[str, Any]:
    """Write the body of one video.

    Options that do not apply to a scene's kind of look, voice or engine are left out of it.

    Args:
        board: Where the speakers, each with a look, are described.
        scenes: 1 to 50, alike in aspect, resolution and the options of the whole video; those with
            a script have a voice.
    """
    first = scenes[0].brief
    whole = first.options.legacy
    size = (
        whole.dimension.model_dump()
        if whole.dimension
        else dimension(first.aspect, first.resolution)
    )
    read_aloud = any(scene.script is not None for scene in scenes)
    return {
        "video_inputs": [_scene(board, scene) for scene in scenes],
        "caption": bool(whole.caption) and read_aloud,
        "dimension": size,
        **present(folder_id=whole.folder_id),
    }


def dimension(aspect: Aspect, resolution: Resolution) -> dict[str, int]:
    """Say how many pixels a picture has.

    >>> dimension("9:16", "1080p")
    {'width': 1080, 'height': 1920}
    """
    wide, high = (int(part) for part in aspect.split(":"))
    lines = LINES[resolution]
    return {"width": lines * wide // min(wide, high), "height": lines * high // min(wide, high)}


def _scene(board: Board, scene: TalkScene) -> dict[str, Any]:
    own = scene.brief.options.legacy
    text = own.text.model_dump(exclude_none=True) if own.text else None
    return {
        "character": _character(board, scene),
        "voice": _voice(board, scene),
        **present(
            background=_background(board, own.background) if own.background else None,
            text={"type": "text", **text} if text else None,
        ),
    }


def _character(board: Board, scene: TalkScene) -> dict[str, Any]:
    brief, _, motion = scene
    member = board.cast[brief.speaker]
    own = brief.options.legacy
    fourth = brief.engine == "avatar_iv"
    both = {
        "use_avatar_iv_model": fourth,
        **present(
            keep_original_prompt=own.keep_original_prompt if fourth else None,
            scale=own.scale,
            offset=own.offset.model_dump() if own.offset else None,
            matting=own.matting,
            circle_background_color=own.circle_background_color,
        ),
    }
    if member.look_kind != "photo":
        styled = present(avatar_style=own.avatar_style)
        return {"type": "avatar", "avatar_id": member.look, **styled, **both}
    return {
        "type": "talking_photo",
        "talking_photo_id": member.look,
        **present(
            talking_photo_style=own.talking_photo_style,
            talking_style=own.talking_style,
            expression=own.expression,
            super_resolution=own.super_resolution,
            prompt=(motion or None) if fourth else None,
        ),
        **both,
    }


def _voice(board: Board, scene: TalkScene) -> dict[str, Any]:
    brief, script, _ = scene
    if script is not None:
        return _read_aloud(brief, script)
    if brief.talk.audio:
        return {"type": "audio", **located(brief.talk.audio.media, board, "audio_")}
    return {"type": "silence", "duration": str(number(brief.talk.silence or 0))}


def _read_aloud(brief: TalkBrief, script: str) -> dict[str, Any]:
    own = brief.options.legacy
    tuned = own.elevenlabs_settings
    return {
        "type": "text",
        "voice_id": brief.voice,
        "input_text": script.strip(),
        "speed": brief.speed,
        **present(
            pitch=own.pitch,
            emotion=own.emotion,
            locale=own.locale,
            elevenlabs_settings=tuned.model_dump(exclude_none=True) if tuned else None,
        ),
    }


def _background(board: Board, behind: LegacyBackground) -> dict[str, Any]:
    """Write a background; uploaded pictures and clips have keys of their own."""
    if behind.color:
        return {"type": "color", "value": behind.color}
    kind = "image" if behind.image else "video"
    media = behind.image or behind.video
    where = located(media, board, "") if media else {}
    if "asset_id" in where:
        where = {f"{kind}_asset_id": where["asset_id"]}
    return {"type": kind, **where, **present(play_style=behind.play_style, fit=behind.fit)}
