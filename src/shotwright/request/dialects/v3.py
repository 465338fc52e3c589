"""Bodies of POST /v3/videos: shots, direct videos and videos of several scenes.

Source: HeyGen API guides "Avatar Shots" (now Cinematic Avatar) and "three ways to create videos",
and HeyGen's request schemas of 2026-07-21; read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.options import ApiOptions
from shotwright.model.voices import VoiceEngine
from shotwright.request.canonical import asset
from shotwright.request.dialects.scene import TalkScene, located, present


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
        brief: The shot's first beat, for its shape, size, folder and Enhance switch.
        name: What the API calls the type on the day of the request.
        prompt: 1 to 10,000 characters.
        looks: 1 to 3 look ids, in the order in which the prompt names people.
        references: Names of the board's references.
        seconds: 4 to 15; None lets HeyGen choose.
    """
    media = [asset(board.references[key].media, board) for key in references]
    return {
        "type": name,
        "prompt": prompt,
        "avatar_id": list(looks),
        **present(references=media or None),
        "aspect_ratio": brief.aspect,
        "resolution": brief.resolution,
        **({"auto_duration": True} if seconds is None else {"duration": seconds}),
        "enhance_prompt": brief.enhance,
        **present(folder_id=brief.options.api.folder_id),
    }


def direct(board: Board, scene: TalkScene) -> dict[str, Any]:
    """Write the body of one talk: type avatar, or image where there is no look.

    Args:
        board: Where the speaker is described.
        scene: A script or a recording; this type has no silence.
    """
    api = scene.brief.options.api
    return {
        **_speaker(board, scene),
        **_shape(board, scene.brief),
        **present(
            fit=api.fit,
            background=_behind(board, api),
            remove_background=api.remove_background,
            output_format=api.output_format,
        ),
    }


def studio(board: Board, scenes: Sequence[TalkScene]) -> dict[str, Any]:
    """Write the body of several scenes in one video: type studio.

    Args:
        board: Where the speakers are described.
        scenes: 1 to 50 that `fits_studio` takes, alike in aspect, resolution and the options of
            the whole video.
    """
    return {
        "type": "studio",
        "scenes": [
            {"type": "avatar_video", "input": {**_speaker(board, scene), **_colour(scene)}}
            for scene in scenes
        ],
        **_shape(board, scenes[0].brief),
    }


def fits_studio(board: Board, brief: TalkBrief) -> bool:
    """Tell whether a scene can say all that the beat wants.

    There is no silence; backgrounds are colours, and only behind looks; the picture is cropped to
    the video's own shape, and always mp4.
    """
    api = brief.options.api
    behind = api.background
    return (
        brief.talk.silence is None
        and (behind is None or (behind.color is not None and bool(board.cast[brief.speaker].look)))
        and api.fit is None
        and not api.remove_background
        and api.output_format != "webm"
    )


def _speaker(board: Board, scene: TalkScene) -> dict[str, Any]:
    """Write who speaks, what is said, and how the speaker moves."""
    brief, script, motion = scene
    member = board.cast[brief.speaker]
    api = brief.options.api
    who: dict[str, Any] = (
        {"type": "avatar", "avatar_id": member.look}
        if member.look
        else {"type": "image", "image": asset(member.image, board) if member.image else None}
    )
    engine = {"type": brief.engine}
    if brief.engine == "avatar_v":
        engine |= present(reference_look_id=api.reference_look_id)
    return {
        **who,
        **_spoken(board, brief, script),
        **present(
            engine=engine if member.look else None,
            motion_prompt=motion or None,
            expressiveness=api.expressiveness,
        ),
    }


def _spoken(board: Board, brief: TalkBrief, script: str | None) -> dict[str, Any]:
    """Write what is said: a script with its voice, or a recording."""
    if script is None:
        return located(brief.talk.audio.media, board, "audio_") if brief.talk.audio else {}
    api = brief.options.api
    settings = present(
        speed=brief.speed if brief.speed != 1 else None,
        pitch=api.pitch,
        volume=api.volume,
        locale=api.locale,
        engine_settings=_engine_settings(api.voice_engine) if api.voice_engine else None,
    )
    return {
        "script": script.strip(),
        **present(voice_id=brief.voice or None, voice_settings=settings or None),
    }


def _engine_settings(engine: VoiceEngine) -> dict[str, Any]:
    if engine.starfish:
        return {"engine_type": "starfish"}
    tuned = engine.elevenlabs or engine.fish
    name = "elevenlabs" if engine.elevenlabs else "fish"
    return {"engine_type": name, **(tuned.model_dump(exclude_none=True) if tuned else {})}


def _shape(board: Board, brief: TalkBrief) -> dict[str, Any]:
    """Write what holds for a whole video."""
    api = brief.options.api
    caption = api.caption
    return {
        "aspect_ratio": api.aspect or brief.aspect,
        "resolution": brief.resolution,
        **present(
            caption=caption.model_dump(exclude={"on"}, exclude_none=True)
            if caption and caption.on
            else None,
            watermark={
                **api.watermark.model_dump(exclude_none=True),
                "image": asset(api.watermark.image, board),
            }
            if api.watermark
            else None,
            folder_id=api.folder_id,
            brand_glossary_id=api.brand_glossary_id,
        ),
    }


def _behind(board: Board, api: ApiOptions) -> dict[str, Any] | None:
    """Write a direct video's background, whose colour is called `value`."""
    if api.background is None:
        return None
    if api.background.image:
        return {"type": "image", **located(api.background.image, board, "")}
    return {"type": "color", "value": api.background.color}


def _colour(scene: TalkScene) -> dict[str, Any]:
    """Write a studio scene's background, whose colour is called `color`."""
    background = scene.brief.options.api.background
    return {"background": {"type": "color", "color": background.color}} if background else {}
