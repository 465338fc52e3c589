"""Avatar groups, looks and voices, as they are listed and read; and the account itself."""

from __future__ import annotations

from typing import Any

from shotwright.simulator.answers import Answer, Call, invalid, missing
from shotwright.simulator.charges import MICRO
from shotwright.simulator.facts import Group, Look, Voice, service
from shotwright.simulator.pages import page
from shotwright.simulator.world import World

ENGINES = ["avatar_v", "avatar_iv", "avatar_iii"]
CREATED = 1767225600
"""When all groups were made: 2026-01-01."""


def looks(world: World, call: Call) -> Answer:
    """GET /v3/avatars/looks, by group, type and ownership."""
    group_id, kind = call.query.get("group_id"), call.query.get("avatar_type")
    owner = call.query.get("ownership")
    if kind not in {None, "studio_avatar", "digital_twin", "photo_avatar"}:
        raise invalid("avatar_type is studio_avatar, digital_twin or photo_avatar.", "avatar_type")
    if owner not in {None, "public", "private"}:
        raise invalid("ownership is public or private.", "ownership")
    found = [
        (group, look)
        for group, look in world.cast.looks.values()
        if group_id in {None, group.id}
        and kind in {None, look.type}
        and owner in {None, "public" if group.public else "private"}
    ]
    return page(list(enumerate(found)), call, lambda pair: _look(*pair))


def look(world: World, call: Call) -> Answer:
    """GET /v3/avatars/looks/{look_id}."""
    look_id = call.path["look_id"]
    if look_id not in world.cast.looks:
        raise missing("avatar", look_id)
    return Answer({"data": _look(*world.cast.looks[look_id])})


def groups(world: World, call: Call) -> Answer:
    """GET /v3/avatars."""
    return page(list(enumerate(world.cast.groups.values())), call, _group)


def group(world: World, call: Call) -> Answer:
    """GET /v3/avatars/{group_id}; consent stands here, not on looks."""
    group_id = call.path["group_id"]
    if group_id not in world.cast.groups:
        raise missing("avatar_group", group_id)
    return Answer({"data": _group(world.cast.groups[group_id])})


def voices(world: World, call: Call) -> Answer:
    """GET /v3/voices: public ones unless `type=private`; by language and gender."""
    kind = call.query.get("type", "public")
    if kind not in {"public", "private"}:
        raise invalid("type is public or private.", "type")
    language, gender = call.query.get("language"), call.query.get("gender")
    found = [
        voice
        for voice in world.cast.voices.values()
        if voice.type == kind
        and language in {None, voice.language}
        and gender in {None, voice.gender}
    ]
    return page(list(enumerate(found)), call, _voice)


def voice(world: World, call: Call) -> Answer:
    """GET /v3/voices/{voice_id}."""
    voice_id = call.path["voice_id"]
    if voice_id not in world.cast.voices:
        raise missing("voice", voice_id)
    told = _voice(world.cast.voices[voice_id])
    more = {"status": "complete", "created_at": CREATED, "failure_message": None}
    return Answer({"data": {**told, **more}})


def me(world: World, call: Call) -> Answer:
    """GET /v3/users/me: a key sees the wallet, a bearer token the subscription."""
    account = service()["account"]
    data: dict[str, Any] = {
        "username": account["username"],
        "email": account["email"],
        "first_name": None,
        "last_name": None,
    }
    left = world.balance(call.purse)
    if call.purse == "usd":
        data["billing_type"] = "wallet"
        data["wallet"] = {
            "currency": "usd",
            "remaining_balance": left / MICRO,
            "auto_reload": {"enabled": False, "threshold_usd": None, "amount_usd": None},
        }
    else:
        data["billing_type"] = "subscription"
        data["subscription"] = {
            "plan": account["plan"],
            "credits": {
                "premium_credits": {"remaining": left // MICRO, "resets_at": None},
                "add_on_credits": {"remaining": 0, "resets_at": None},
            },
        }
    return Answer({"data": data})


def _look(group: Group, look: Look) -> dict[str, Any]:
    return {
        "id": look.id,
        "name": f"{group.name} ({look.id})",
        "avatar_type": look.type,
        "group_id": group.id,
        "gender": group.gender,
        "default_voice_id": group.voice,
        "image_width": 1080,
        "image_height": 1920,
        "preferred_orientation": "portrait",
        "preview_image_url": None,
        "preview_video_url": None,
        "tags": [],
        "supported_api_engines": ENGINES,
        "status": None if group.public else look.status,
        "error": None,
    }


def _group(group: Group) -> dict[str, Any]:
    states = [look.status for look in group.looks]
    return {
        "id": group.id,
        "name": group.name,
        "created_at": CREATED,
        "looks_count": len(group.looks),
        "gender": group.gender,
        "consent_status": group.consent,
        "status": "completed" if "completed" in states or not states else states[0],
        "default_voice_id": group.voice,
        "preview_image_url": None,
        "preview_video_url": None,
        "error": None,
    }


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "voice_id": voice.id,
        "name": voice.name,
        "language": voice.language,
        "gender": voice.gender,
        "type": voice.type,
        "support_pause": True,
        "support_locale": False,
        "preview_audio_url": None,
    }
