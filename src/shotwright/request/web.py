"""The app's settings for one generation, and the sheet of what to click and paste.

Source: HeyGen guides "Avatar Shots with Seedance" and "Avatar IV", read 2026-11-21.
"""

from __future__ import annotations

from typing import Any

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.request.canonical import asset

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


def talk_settings(
    board: Board, brief: TalkBrief, panel: str, script: str | None, motion: str | None
) -> dict[str, Any]:
    """Write the settings of one talk segment, in Photo to Video or AI Studio."""
    member = board.cast[brief.speaker]
    audio = brief.talk.audio
    return {
        "panel": panel,
        "avatar": member.look,
        "image": asset(member.image, board) if member.image and not member.look else None,
        "engine": brief.engine,
        "voice": brief.voice,
        "speed": brief.speed,
        "script": script.strip() if script is not None else None,
        "audio": asset(audio.media, board) if audio else None,
        "silence_ms": brief.talk.silence,
        "motion": motion,
        "aspect": brief.aspect,
        "resolution": brief.resolution,
    }


Step = dict[str, str | None]
"""One thing to do, and what to paste there, if anything."""


def sheet(settings: dict[str, Any], names: dict[str, str], cost: str) -> list[Step]:
    """Write what to click and paste, in order.

    Args:
        settings: What `shot_settings` or `talk_settings` wrote.
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
    look = settings["avatar"]
    who = (
        names.get(look, look)
        if look
        else f"the picture {_asset_name(settings['image'] or {}, names)}"
    )
    steps: list[tuple[str, str | None]]
    if settings["panel"] == "Photo to Video":
        steps = [("Open Apps, then Photo to Video", None), (f"Choose {who}", None)]
    else:
        engine = settings["engine"].removeprefix("avatar_").upper()
        steps = [
            ("Open AI Studio and add a scene", None),
            (f"Choose {who}, with the Avatar {engine} engine", None),
        ]
    if settings["script"] is not None:
        voice = f"the voice {settings['voice']}" if settings["voice"] else "the look's own voice"
        steps.append((f"Choose {voice}, speed {settings['speed']:g}", None))
        steps.append(("Paste the script", settings["script"]))
    elif settings["audio"] is not None:
        steps.append((f"Upload the recording {_asset_name(settings['audio'], names)}", None))
    else:
        steps.append((f"Leave the scene silent for {settings['silence_ms'] / 1000:g} s", None))
    if settings["motion"]:
        steps.append(("Paste the custom motion prompt", settings["motion"]))
    steps.append((f"Set aspect {settings['aspect']}, resolution {settings['resolution']}", None))
    return steps
