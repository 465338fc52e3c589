"""How long a video will be and what it costs, settled when it is accepted.

Amounts are whole millionths of a dollar or a credit; times are milliseconds.  The rates, and the
lengths that a request does not fix, stand in `service.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from shotwright.simulator.answers import Purse
from shotwright.simulator.bodies import (
    AvatarInput,
    AvatarVideo,
    Cinematic,
    ImageInput,
    ImageScene,
    ImageVideo,
    Spoken,
    Studio,
    TalkScene,
    VideoBody,
)
from shotwright.simulator.facts import service
from shotwright.simulator.other_bodies import LegacyVideo, LegacyVoice

MICRO = 1_000_000


class Line(NamedTuple):
    """Some seconds of one product; a product without a rate costs nothing."""

    product: str
    ms: int
    motion: bool = False


LookType = Callable[[str], str]
"""A look id to its type."""
AudioLength = Callable[[str], int]
"""An asset id to its length in milliseconds."""


def charge(lines: list[Line], purse: Purse) -> int:
    """Price lines, each product rounded once, in millionths of the purse."""
    totals: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for line in lines:
        totals[line.product, line.motion] += line.ms
    return sum(_price(service()[purse].get(key[0]), ms, key[1]) for key, ms in totals.items())


def _price(rate: dict[str, Any] | None, ms: int, motion: bool) -> int:  # noqa: FBT001
    if rate is None:
        return 0
    amount = int(Decimal(rate["amount"]) * MICRO) * int(rate.get("motion", 1) if motion else 1)
    if "seconds" not in rate:
        return amount
    per_ms = int(rate["seconds"]) * 1000
    begun = rate.get("begun", False)
    return amount * -(-ms // per_ms) if begun else -(-amount * ms // per_ms)


def length(lines: list[Line]) -> int:
    """Tell how long the video will be."""
    return sum(line.ms for line in lines)


def video_lines(body: VideoBody, look_type: LookType, audio: AudioLength) -> list[Line]:
    """Say what a v3 body will make."""
    if isinstance(body, Cinematic):
        seconds = service()["lengths"]["auto"] if body.duration is None else body.duration
        return [Line("cinematic", seconds * 1000)]
    if isinstance(body, Studio):
        return [_scene_line(scene, look_type, audio) for scene in body.scenes]
    return [_talk_line(body, look_type, audio, fine=body.resolution == "4k")]


def _scene_line(scene: Any, look_type: LookType, audio: AudioLength) -> Line:  # noqa: ANN401
    if isinstance(scene, TalkScene):
        return _talk_line(scene.input, look_type, audio)
    if isinstance(scene, ImageScene):
        silent = scene.duration
        return Line("picture", spoken_ms(scene, audio) if silent is None else round(silent * 1000))
    return Line("clip", service()["lengths"]["clip"] * 1000)


def _talk_line(
    body: AvatarVideo | ImageVideo | AvatarInput | ImageInput,
    look_type: LookType,
    audio: AudioLength,
    *,
    fine: bool = False,
) -> Line:
    engine = "avatar_iv"
    kind = "photo"
    if isinstance(body, AvatarVideo | AvatarInput):
        engine = body.engine.type if body.engine else engine
        kind = "photo" if look_type(body.avatar_id) == "photo_avatar" else "twin"
    product = f"{kind}_{engine.removeprefix('avatar_')}"
    if fine and f"{product}_4k" in service()["usd"]:
        product += "_4k"
    return Line(product, spoken_ms(body, audio), motion=bool(body.motion_prompt))


def spoken_ms(body: Spoken, audio: AudioLength) -> int:
    """Tell how long a script or a recording is."""
    speed = (body.voice_settings.speed if body.voice_settings else None) or 1.0
    return _spoken(body.script, speed, body.audio_asset_id, audio)


def _spoken(script: str | None, speed: float, asset: str | None, audio: AudioLength) -> int:
    lengths = service()["lengths"]
    if script is not None:
        return max(1000, round(len(script) * 1000 / int(lengths["characters"]) / speed))
    return audio(asset) if asset else int(lengths["audio"]) * 1000


def legacy_lines(body: LegacyVideo, audio: AudioLength) -> list[Line]:
    """Say what a legacy body will make."""
    return [
        Line(
            "photo_iv"
            if scene.character and scene.character.type == "talking_photo"
            else (
                "twin_iv" if scene.character and scene.character.use_avatar_iv_model else "twin_iii"
            ),
            _legacy_ms(scene.voice, audio),
        )
        for scene in body.video_inputs
    ]


def _legacy_ms(voice: LegacyVoice, audio: AudioLength) -> int:
    if voice.type == "silence":
        return round(float(voice.duration or 1) * 1000)
    return _spoken(voice.input_text, voice.speed or 1.0, voice.audio_asset_id, audio)
