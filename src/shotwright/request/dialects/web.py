"""The app's settings for one generation, and the sheet of what to click and paste.

Source: HeyGen guides "Avatar Shots with Seedance" and "Avatar IV", read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.request.canonical import asset
from shotwright.request.dialects.scene import TalkScene

ORIENTATION = {
    "16:9": "landscape",
    "9:16": "portrait",
    "1:1": "square",
    "4:5": "portrait",
    "5:4": "landscape",
}


def shot_settings(
    board: Board,
    brief: ShotBrief,
    *,
    prompt: str,
    looks: tuple[str, ...],
    references: tuple[str, ...],
    seconds: int,
) -> dict[str, Any]:
    """Write the settings of one shot in the app's Avatar Shots panel."""
    return {
        "panel": "Avatar Shots",
        "prompt": prompt,
        "avatars": list(looks),
        "references": [asset(board.references[name].media, board) for name in references],
        "seconds": seconds,
        "orientation": ORIENTATION[brief.aspect],
        "resolution": brief.resolution,
        "enhance": brief.enhance,
    }


def scenes_settings(board: Board, panel: str, scenes: Sequence[TalkScene]) -> dict[str, Any]:
    """Write the settings of one talk in Photo to Video, or of a video of one or more in AI Studio.

    Args:
        board: Where the speakers are described.
        panel: What the app calls the place.
        scenes: Alike in aspect and resolution; a script, a recording or a silence each.
    """
    first = scenes[0].brief
    written = [_scene(board, scene) for scene in scenes]
    return {
        "panel": panel,
        **(written[0] if len(written) == 1 else {"scenes": written}),
        "aspect": first.aspect,
        "resolution": first.resolution,
    }


def _scene(board: Board, scene: TalkScene) -> dict[str, Any]:
    brief, script, motion = scene
    member = board.cast[brief.speaker]
    audio = brief.talk.audio
    return {
        "avatar": member.look,
        "image": asset(member.image, board) if member.image and not member.look else None,
        "engine": brief.engine,
        "voice": brief.voice,
        "speed": brief.speed,
        "script": script.strip() if script is not None else None,
        "audio": asset(audio.media, board) if audio else None,
        "silence_ms": brief.talk.silence,
        "motion": motion,
    }


Step = dict[str, str | None]
"""One thing to do, and what to paste there, if anything."""


def sheet(settings: dict[str, Any], names: dict[str, str], cost: str) -> list[Step]:
    """Write what to click and paste, in order.

    Args:
        settings: What `shot_settings` or `scenes_settings` wrote.
        names: What look ids and asset ids are called on the board.
        cost: What this generation will cost, in words.
    """
    steps = (
        _shot_steps(settings, names)
        if settings["panel"] == "Avatar Shots"
        else _talk_steps(settings, names)
    )
    final = f"Check it once more, then click generate: {cost}, spent at once; the result is final"
    return [{"do": do, "paste": paste} for do, paste in [*steps, (final, None)]]


def _asset_name(entry: dict[str, Any], names: dict[str, str]) -> str:
    known = entry.get("url") or entry.get("asset_id") or ""
    return names.get(known, known)


def _shot_steps(settings: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str | None]]:
    avatars = ", then ".join(names.get(look, look) for look in settings["avatars"])
    steps: list[tuple[str, str | None]] = [
        ("On the HeyGen home screen open the Avatar tab and choose Avatar Shots", None),
        (f"Add the avatars in this order: {avatars}", None),
    ]
    steps += [
        (f"Add the reference {_asset_name(reference, names)}", None)
        for reference in settings["references"]
    ]
    enhance = "on (it rewrites the prompt)" if settings["enhance"] else "off"
    final = (
        f"Set duration {settings['seconds']} s, orientation {settings['orientation']},"
        f" resolution {settings['resolution']}, Enhance {enhance}"
    )
    return [*steps, ("Paste the prompt", settings["prompt"]), (final, None)]


def _talk_steps(settings: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str | None]]:
    shape = f"Set aspect {settings['aspect']}, resolution {settings['resolution']}"
    if settings["panel"] == "Photo to Video":
        who = _who(settings, names)
        return [
            ("Open Apps, then Photo to Video", None),
            (f"Choose {who}", None),
            *_said_steps(settings, names),
            (shape, None),
        ]
    scenes = settings.get("scenes", [settings])
    steps: list[tuple[str, str | None]] = []
    for position, scene in enumerate(scenes, 1):
        opening = "Open AI Studio and add a scene" if position == 1 else "Add a scene"
        number = f", number {position} of {len(scenes)}" if len(scenes) > 1 else ""
        engine = scene["engine"].removeprefix("avatar_").upper()
        who = _who(scene, names)
        steps.append((f"{opening}{number}", None))
        steps.append((f"Choose {who}, with the Avatar {engine} engine", None))
        steps += _said_steps(scene, names)
    return [*steps, (shape, None)]


def _who(scene: dict[str, Any], names: dict[str, str]) -> str:
    look: str | None = scene["avatar"]
    if look:
        return names.get(look, look)
    return f"the picture {_asset_name(scene['image'] or {}, names)}"


def _said_steps(scene: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str | None]]:
    """Say what is heard in one scene, and how the speaker moves."""
    steps: list[tuple[str, str | None]] = []
    if scene["script"] is not None:
        voice = f"the voice {scene['voice']}" if scene["voice"] else "the look's own voice"
        steps.append((f"Choose {voice}, speed {scene['speed']:g}", None))
        steps.append(("Paste the script", scene["script"]))
    elif scene["audio"] is not None:
        steps.append((f"Upload the recording {_asset_name(scene['audio'], names)}", None))
    else:
        steps.append((f"Leave the scene silent for {scene['silence_ms'] / 1000:g} s", None))
    if scene["motion"]:
        steps.append(("Paste the custom motion prompt", scene["motion"]))
    return steps
