"""The legacy calls: POST /v2/video/generate, GET /v1/video_status.get, the remaining quota.

They ended on 2026-10-31 by HeyGen's word; here they still answer, in their own envelopes.
"""

from __future__ import annotations

from shotwright.simulator.accepting import Job, accept
from shotwright.simulator.answers import Answer, Call, invalid, missing, read_body
from shotwright.simulator.charges import MICRO, legacy_lines
from shotwright.simulator.checks import asset_ms, check_look, check_uploaded
from shotwright.simulator.other_bodies import LegacyScene, LegacyVideo, LegacyVoice
from shotwright.simulator.videos import find, shown
from shotwright.simulator.world import World


def generate(world: World, call: Call) -> Answer:
    """POST /v2/video/generate: up to 50 scenes."""
    body = read_body(LegacyVideo, call.body)
    for number, scene in enumerate(body.video_inputs):
        _check(world, scene, f"video_inputs.{number}")
    lines = legacy_lines(body, asset_ms(world))
    video = accept(world, Job("legacy.generate", call.body, call.purse, lines, "talk"), None)
    return Answer({"error": None, "data": {"video_id": video.id}})


def status(world: World, call: Call) -> Answer:
    """GET /v1/video_status.get?video_id=: of any video, also of v3's."""
    video_id = call.query.get("video_id")
    if not video_id:
        raise invalid("video_id is needed.", "video_id")
    row = shown(world, find(world, video_id))
    error = {"code": row["failure_code"], "message": row["failure_message"]}
    data = {
        "id": row["id"],
        "status": row["status"],
        "video_url": row["video_url"],
        "thumbnail_url": None,
        "duration": row["duration"],
        "error": error if row["status"] == "failed" else None,
    }
    return Answer({"code": 100, "data": data, "message": "Success"})


def quota(world: World, _call: Call) -> Answer:
    """GET /v2/user/remaining_quota: 60 for each credit."""
    left = world.balance("credits") * 60 // MICRO
    return Answer({"error": None, "data": {"remaining_quota": left}})


def _check(world: World, scene: LegacyScene, place: str) -> None:
    character = scene.character
    if character is not None:
        name = "avatar_id" if character.type == "avatar" else "talking_photo_id"
        look_id = getattr(character, name)
        if look_id is None:
            raise invalid(f"{character.type} needs {name}.", f"{place}.character.{name}")
        check_look(world, look_id)
    _VOICES[scene.voice.type](world, scene.voice, f"{place}.voice")


def _check_text(world: World, voice: LegacyVoice, place: str) -> None:
    for name in ("voice_id", "input_text"):
        if not getattr(voice, name):
            raise invalid(f"A text voice needs {name}.", f"{place}.{name}")
    if voice.voice_id not in world.cast.voices:
        raise missing("voice", str(voice.voice_id))


def _check_audio(world: World, voice: LegacyVoice, place: str) -> None:
    if (voice.audio_url is None) == (voice.audio_asset_id is None):
        raise invalid("Give one of audio_url and audio_asset_id.", place)
    if voice.audio_asset_id is not None:
        check_uploaded(world, voice.audio_asset_id)


def _check_silence(_world: World, voice: LegacyVoice, place: str) -> None:
    try:
        seconds = float(voice.duration or 1)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 100:  # noqa: PLR2004 - HeyGen's guide to the legacy API
        raise invalid("A silence lasts 1.0 to 100.0 seconds.", f"{place}.duration")


_VOICES = {"text": _check_text, "audio": _check_audio, "silence": _check_silence}
