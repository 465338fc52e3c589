"""What a body names must be there, and fit together; else the documented refusal."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from shotwright.simulator.answers import Refusal, invalid, missing
from shotwright.simulator.bodies import (
    Asset,
    AvatarInput,
    AvatarVideo,
    Cinematic,
    DataAsset,
    IdAsset,
    ImageInput,
    ImageScene,
    ImageVideo,
    Spoken,
    Studio,
    TalkScene,
    VideoBody,
    VideoScene,
)
from shotwright.simulator.facts import Group, Look, service
from shotwright.simulator.world import World

MOST = {"image": 9, "video": 3}
"""Of a cinematic video's looks and references together; a look counts as an image."""

_ENDINGS = {
    "png": "image", "jpg": "image", "jpeg": "image", "webp": "image",
    "mp4": "video", "webm": "video", "mov": "video",
    "mp3": "audio", "wav": "audio",
}  # fmt: skip


def look_type(world: World) -> Callable[[str], str]:
    """Give the type of a look that was checked."""
    return lambda look_id: world.cast.looks[look_id][1].type


def asset_ms(world: World) -> Callable[[str], int]:
    """Give the length of an uploaded sound that was checked."""
    return lambda asset_id: world.assets[asset_id].ms or service()["lengths"]["audio"] * 1000


def check_video(world: World, body: VideoBody) -> None:
    """Refuse what the service would refuse in a body that has the right form.

    Raises:
        Refusal: With the documented code.
    """
    check_address(body.callback_url)
    if isinstance(body, Cinematic):
        _check_cinematic(world, body)
    elif isinstance(body, Studio):
        for number, scene in enumerate(body.scenes):
            _check_scene(world, scene, f"scenes.{number}")
    else:
        _check_talk(world, body, "")
        if body.output_format == "webm" and body.background is not None:
            raise invalid("A webm has no background.", "background")


def _check_cinematic(world: World, body: Cinematic) -> None:
    if world.settings.strict and body.callback_url is not None:
        raise invalid("callback_url is no field of cinematic_avatar.", "callback_url")
    if body.auto_duration and body.duration is not None:
        raise invalid("Omit duration where auto_duration is true.", "duration")
    for look_id in body.avatar_id:
        check_look(world, look_id)
    kinds = ["image"] * len(body.avatar_id)
    for number, reference in enumerate(body.references or ()):
        kinds.append(check_asset(world, reference, f"references.{number}"))
    if world.settings.strict and "audio" in kinds:
        raise invalid("References are images and videos.", "references")
    for kind, most in MOST.items():
        if kinds.count(kind) > most:
            raise invalid(f"At most {most} {kind}s over avatar_id and references.", "references")


def _check_scene(world: World, scene: TalkScene | ImageScene | VideoScene, place: str) -> None:
    if isinstance(scene, TalkScene):
        _check_talk(world, scene.input, f"{place}.input.")
        return
    check_asset(world, scene.source, f"{place}.source")
    if isinstance(scene, ImageScene):
        spoken = (scene.script, scene.audio_url, scene.audio_asset_id) != (None, None, None)
        if spoken == (scene.duration is not None):
            raise invalid("A picture has either a duration or one audio source.", place)
        if spoken:
            check_voice(world, scene, None, f"{place}.")


def _check_talk(
    world: World, body: AvatarVideo | ImageVideo | AvatarInput | ImageInput, place: str
) -> None:
    photo, engine, usual = True, "avatar_iv", None
    if isinstance(body, AvatarVideo | AvatarInput):
        group, look = check_look(world, body.avatar_id)
        photo, usual = look.type == "photo_avatar", group.voice
        engine = body.engine.type if body.engine else engine
    else:
        check_asset(world, body.image, f"{place}image")
    check_voice(world, body, usual, place)
    if body.motion_prompt and (engine == "avatar_iii" or (not photo and engine == "avatar_iv")):
        raise invalid(f"This avatar takes no motion prompt on {engine}.", f"{place}motion_prompt")
    if body.expressiveness and (not photo or engine != "avatar_iv"):
        raise invalid("Only photo avatars on avatar_iv are expressive.", f"{place}expressiveness")


def check_look(world: World, look_id: str) -> tuple[Group, Look]:
    """Give a look that can be filmed.

    Raises:
        Refusal: It is unknown, without consent, or not ready.
    """
    if look_id not in world.cast.looks:
        raise missing("avatar", look_id)
    group, look = world.cast.looks[look_id]
    if look.type == "digital_twin" and group.consent not in {None, "approved"}:
        message = f"The digital twin of look {look_id!r} has no consent yet."
        raise Refusal(400, "avatar_consent_required", message, param="avatar_id")
    if look.status == "processing":
        raise Refusal(409, "resource_not_ready", f"Look {look_id!r} is still in training.")
    if look.status != "completed":
        raise Refusal(400, "avatar_not_usable", f"Look {look_id!r} is {look.status}.")
    return group, look


def check_voice(world: World, body: Spoken, usual: str | None, place: str) -> None:
    """Refuse talk that is not exactly one script with a voice, or one recording.

    Raises:
        Refusal: It is not, or what it names is not there.
    """
    sources = [body.script, body.audio_url, body.audio_asset_id]
    if sum(source is not None for source in sources) != 1:
        message = "Give exactly one of script, audio_url and audio_asset_id."
        raise invalid(message, f"{place}script")
    if body.script is not None:
        voice = body.voice_id or usual
        if voice is None:
            raise invalid("A script needs a voice_id here.", f"{place}voice_id")
        if voice not in world.cast.voices:
            raise missing("voice", voice)
    audio = body.audio_asset_id
    if audio is not None and check_uploaded(world, audio) != "audio":
        raise invalid("audio_asset_id is no recording.", f"{place}audio_asset_id")
    check_address(body.audio_url)


def check_asset(world: World, asset: Asset, place: str) -> str:
    """Give the kind of a file that a body brings: image, video, audio, or other.

    Raises:
        Refusal: It is not there, or no file.
    """
    if isinstance(asset, IdAsset):
        return check_uploaded(world, asset.asset_id)
    if isinstance(asset, DataAsset):
        try:
            base64.b64decode(asset.data, validate=True)
        except (binascii.Error, ValueError):
            raise invalid("data is no base64.", f"{place}.data") from None
        return asset.media_type.partition("/")[0]
    check_address(asset.url)
    ending = urlsplit(asset.url).path.rpartition(".")[2].lower()
    return _ENDINGS.get(ending, "image")


def check_assets(world: World, assets: Sequence[Asset] | None, place: str) -> None:
    """Refuse files that are not there.

    Raises:
        Refusal: One is not.
    """
    for number, asset in enumerate(assets or ()):
        check_asset(world, asset, f"{place}.{number}")


def check_uploaded(world: World, asset_id: str) -> str:
    """Give the kind of an uploaded file.

    Raises:
        Refusal: It was never uploaded, or not to its end.
    """
    asset = world.asset(asset_id)
    if asset is None:
        raise missing("asset", asset_id)
    if not asset.complete:
        raise Refusal(409, "resource_not_ready", f"The upload of {asset_id!r} is not complete.")
    return asset.mime_type.partition("/")[0]


def check_address(url: str | None) -> None:
    """Refuse an address that cannot be fetched; none is tried, so only `.invalid` hosts are not.

    Raises:
        Refusal: `download_failed`.
    """
    if url is not None and (urlsplit(url).hostname or "").endswith(".invalid"):
        raise Refusal(400, "download_failed", f"Could not fetch {url}.")
