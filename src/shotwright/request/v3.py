"""Bodies of POST /v3/videos, without title: what a generation's fingerprint covers.

Source: HeyGen API guides "Avatar Shots" (now Cinematic Avatar) and "three ways to create videos",
and HeyGen's request schemas of 2026-07-21; read 2026-11-21.
"""

from __future__ import annotations

from typing import Any

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.request.canonical import asset

METHOD = "POST"
PATH = "/v3/videos"


def cinematic_avatar(
    board: Board,
    brief: ShotBrief,
    *,
    name: str,
    prompt: str,
    looks: tuple[str, ...],
    references: tuple[str, ...],
    seconds: int | None,
) -> dict[str, Any]:
    """Write the body of one shot.

    Args:
        board: Where the references are described.
        brief: The shot's first beat, for its shape, size and Enhance switch.
        name: What the API calls the type on the day of the request.
        prompt: 1 to 10,000 characters.
        looks: 1 to 3 look ids, in the order in which the prompt names people.
        references: Names of the board's references.
        seconds: 4 to 15; None lets HeyGen choose.
    """
    return {
        "type": name,
        "prompt": prompt,
        "avatar_id": list(looks),
        **(
            {"references": [asset(board.references[key].media, board) for key in references]}
            if references
            else {}
        ),
        "aspect_ratio": brief.aspect,
        "resolution": brief.resolution,
        **({"auto_duration": True} if seconds is None else {"duration": seconds}),
        "enhance_prompt": brief.enhance,
    }


def avatar(
    board: Board, brief: TalkBrief, script: str | None, motion: str | None
) -> dict[str, Any]:
    """Write the body of one talk segment: type avatar, or image where there is no look.

    Args:
        board: Where the speaker is described.
        brief: The segment's beat.
        script: What is said; None speaks the beat's recording.
        motion: The motion prompt.
    """
    member = board.cast[brief.speaker]
    body: dict[str, Any] = (
        {"type": "avatar", "avatar_id": member.look}
        if member.look
        else {"type": "image", "image": asset(member.image, board) if member.image else None}
    )
    body |= _spoken(board, brief, script)
    body |= {"aspect_ratio": brief.aspect, "resolution": brief.resolution}
    api = brief.options.api
    chosen = {
        "engine": {"type": brief.engine} if member.look else None,
        "motion_prompt": motion,
        "expressiveness": api.expressiveness,
        "background": {"type": "color", "value": api.background} if api.background else None,
        "caption": {"file_format": "srt"} if api.caption else None,
    }
    return body | {key: value for key, value in chosen.items() if value}


def _spoken(board: Board, brief: TalkBrief, script: str | None) -> dict[str, Any]:
    """Write what is said: a script with its voice, or a recording."""
    if script is None:
        if brief.talk.audio is None:
            return {}
        recording = asset(brief.talk.audio.media, board)
        url = recording.get("url")
        return {"audio_url": url} if url else {"audio_asset_id": recording["asset_id"]}
    api = brief.options.api
    settings = {
        "speed": brief.speed if brief.speed != 1 else None,
        "pitch": api.pitch,
        "volume": api.volume,
        "locale": api.locale,
    }
    chosen = {key: value for key, value in settings.items() if value is not None}
    return {
        "script": script.strip(),
        **({"voice_id": brief.voice} if brief.voice else {}),
        **({"voice_settings": chosen} if chosen else {}),
    }
