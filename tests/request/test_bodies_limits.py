"""Each range of a request at, below and above its edge; each exclusion; unknown keys."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from pydantic import ValidationError

from shotwright import catalog
from shotwright.request import agent, assets, bodies, legacy, webhooks
from shotwright.request.limits import Limit
from shotwright.request.wire import Body

SHOT = {"type": "cinematic_avatar", "prompt": "Maya waves.", "avatar_id": ["lk_maya"]}
TALK = {"type": "avatar", "avatar_id": "lk_maya", "script": "Hello."}
PHOTO = {
    "type": "image",
    "image": {"type": "asset_id", "asset_id": "as_1"},
    "script": "Hello.",
    "voice_id": "vc_1",
}
SPEAKING = {"type": "avatar_video", "input": TALK}
STILL = {"type": "image", "source": {"type": "asset_id", "asset_id": "as_1"}, "duration": 5}
CLIP = {"type": "video", "source": {"type": "asset_id", "asset_id": "as_1"}}
STUDIO = {"type": "studio", "scenes": [SPEAKING, STILL, CLIP]}
VOICE = {"type": "text", "voice_id": "vc_1", "input_text": "Hello."}
TWIN = {"type": "avatar", "avatar_id": "av_1"}
PORTRAIT = {"type": "talking_photo", "talking_photo_id": "tp_1"}
WIDE = "\N{GRINNING FACE}"
"""One code point, two UTF-16 units."""

SHOTS_GUIDE = "HeyGen API guide 'Avatar Shots', read 2026-11-21"
LEGACY_GUIDE = "HeyGen API guide 'Create Avatar Video (V2)', read 2026-11-21"
SCHEMAS = "HeyGen's request schemas, 2026-07-21"


def images(count: int) -> list[dict[str, str]]:
    return [{"type": "url", "url": f"https://cdn.example/{number}.png"} for number in range(count)]


def videos(count: int) -> list[dict[str, str]]:
    return [{"type": "url", "url": f"https://cdn.example/{number}.mp4"} for number in range(count)]


def tuned(**settings: object) -> dict[str, Any]:
    return {**TALK, "voice_settings": settings}


def engine(**settings: object) -> dict[str, Any]:
    return tuned(engine_settings=settings)


def studio(*scenes: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"type": "studio", "scenes": list(scenes), **more}


def spoken(**more: object) -> dict[str, Any]:
    return {"video_inputs": [{"character": TWIN, "voice": {**VOICE, **more}}]}


def seen(character: dict[str, Any]) -> dict[str, Any]:
    return {"video_inputs": [{"character": character, "voice": VOICE}]}


def behind(**background: object) -> dict[str, Any]:
    return {"video_inputs": [{"voice": VOICE, "background": background}]}


def marked(**watermark: object) -> dict[str, Any]:
    return {**TALK, "watermark": {"image": images(1)[0], **watermark}}


def without(body: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != key}


def read(body: dict[str, Any]) -> Body:
    if "type" in body:
        return bodies.read_video(body)
    if "video_inputs" in body:
        return legacy.LegacyVideoBody.model_validate(body)
    model = agent.AgentMessageBody if "message" in body else agent.AgentBody
    return model.model_validate(body)


def refused(body: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        read(body)
    return "\n".join(
        f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in caught.value.errors()
    )


TAKEN: list[dict[str, Any]] = [
    *({**SHOT, "duration": seconds} for seconds in (4, 10, 15)),
    {**SHOT, "duration": None},
    {**SHOT, "auto_duration": True},
    {**SHOT, "auto_duration": True, "duration": None},
    {**SHOT, "auto_duration": False, "duration": 9},
    *({**SHOT, "avatar_id": ["a", "b", "c"][:count]} for count in (1, 3)),
    {**SHOT, "prompt": "x"},
    {**SHOT, "prompt": "x" * 10_000},
    {**SHOT, "prompt": WIDE * 5_000},
    {**SHOT, "references": [*videos(3), *images(8)]},
    {**SHOT, "avatar_id": ["a", "b", "c"], "references": [*videos(3), *images(6)]},
    {**SHOT, "references": [{"type": "asset_id", "asset_id": "x"}] * 11},
    {**SHOT, "references": None, "title": None, "folder_id": None, "callback_url": None},
    {**SHOT, "references": [{"type": "base64", "media_type": "image/png", "data": "iVBORw0="}]},
    {**SHOT, "aspect_ratio": "1:1", "resolution": "1080p", "enhance_prompt": True},
    *(tuned(speed=speed) for speed in (0.5, 1, 1.5)),
    *(tuned(pitch=pitch) for pitch in (-50, 0, 50, 2.5)),
    *(tuned(volume=volume, locale="pt-BR") for volume in (0, 1)),
    *(
        engine(engine_type="elevenlabs", model="eleven_v3", stability=step)
        for step in (0, 0.5, 1, 1.0)
    ),
    engine(engine_type="elevenlabs", model="eleven_flash_v2_5", stability=0.3, style=1),
    engine(engine_type="elevenlabs", similarity_boost=0, use_speaker_boost=True),
    engine(engine_type="fish", model="s2-pro", stability=0, similarity=1),
    engine(engine_type="starfish"),
    {**TALK, "script": "x" * 5_000},
    {**without(TALK, "script"), "audio_url": "https://cdn.example/a.mp3"},
    {**TALK, "script": None, "audio_asset_id": "as_1"},
    {**TALK, "output_format": "webm", "background": None, "remove_background": True},
    {**TALK, "background": {"type": "color", "value": "#1a1a2e"}},
    {**TALK, "background": {"type": "image", "asset_id": "as_1"}},
    {**TALK, "engine": {"type": "avatar_iv"}, "expressiveness": "high", "motion_prompt": "nods"},
    {**TALK, "expressiveness": "low"},
    {**TALK, "engine": {"type": "avatar_v", "reference_look_id": "lk_2"}, "motion_prompt": "nods"},
    {**TALK, "engine": {"type": "avatar_iii"}, "resolution": "4k", "fit": "cover"},
    {**TALK, "caption": {"file_format": "srt", "style": "default"}, "brand_glossary_id": "g"},
    *(marked(scale=scale, opacity=share) for scale, share in ((0.01, 0), (2, 1))),
    marked(placement={"position": "top_left", "offset_x": -1, "offset_y": 1}),
    PHOTO,
    {**PHOTO, "expressiveness": "medium", "motion_prompt": "nods"},
    studio(SPEAKING),
    studio(*[SPEAKING] * 50),
    *(studio({**STILL, "duration": seconds}) for seconds in (0.001, 300)),
    studio({**without(STILL, "duration"), "audio_asset_id": "as_2"}),
    *(studio({**CLIP, "playback": {"volume": volume}}) for volume in (0, 1)),
    studio({**SPEAKING, "input": {**TALK, "background": {"type": "color", "color": "#1a1a2e"}}}),
    studio({**SPEAKING, "input": PHOTO}, caption={}, aspect_ratio="auto", resolution="4k"),
    {"prompt": "x"},
    {"prompt": "x" * 10_000, "files": images(20), "mode": "chat", "orientation": "portrait"},
    {"message": "x" * 10_000, "files": images(20)},
    *(spoken(speed=speed, emotion="Serious") for speed in (0.5, 1.5)),
    *(spoken(pitch=pitch) for pitch in (-50, 50)),
    *(
        spoken(elevenlabs_settings={"model": "eleven_v3", "stability": step, "style": 0})
        for step in (0, 0.5, 1.0)
    ),
    *({"video_inputs": [{"voice": {"type": "silence", "duration": s}}]} for s in ("1.0", "100")),
    {"video_inputs": [{"voice": {"type": "silence"}}]},
    {"video_inputs": [{"voice": {"type": "audio", "audio_asset_id": "as_1"}}]},
    {"video_inputs": [{"voice": VOICE}] * 50, "caption": True},
    *(seen({**TWIN, "scale": scale, "offset": {"x": 0.5, "y": -1}}) for scale in (0, 5.0)),
    seen({**PORTRAIT, "use_avatar_iv_model": True, "prompt": "nods", "keep_original_prompt": True}),
    seen({**PORTRAIT, "talking_photo_style": "circle", "circle_background_color": "#FFFFFF"}),
    behind(type="image", url="https://cdn.example/a.png", fit="none"),
    behind(type="video", video_asset_id="as_1", play_style="fit_to_scene"),
]


@pytest.mark.parametrize("body", TAKEN)
def test_what_is_within_the_limits_is_taken_and_returns_unchanged(body: dict[str, Any]) -> None:
    assert read(body).to_body() == body


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({**SHOT, "duration": 3}, rf"duration: 3 s; HeyGen takes 4 to 15 s \({SHOTS_GUIDE}\)"),
    ({**SHOT, "duration": 16}, rf"duration: 16 s; HeyGen takes 4 to 15 s \({SHOTS_GUIDE}\)"),
    ({**SHOT, "duration": 10.0}, "duration: Input should be a valid integer"),
    ({**SHOT, "duration": "10"}, "duration: Input should be a valid integer"),
    ({**SHOT, "duration": True}, "duration: Input should be a valid integer"),
    ({**SHOT, "duration": 10, "auto_duration": True}, "duration: leave duration out"),
    ({**SHOT, "avatar_id": []}, rf"avatar_id: 0 looks; .* 1 to 3 looks \({SHOTS_GUIDE}\)"),
    ({**SHOT, "avatar_id": ["a"] * 4}, rf"avatar_id: 4 looks; .* 1 to 3 looks \({SHOTS_GUIDE}\)"),
    ({**SHOT, "avatar_id": "lk_maya"}, "avatar_id: Input should be a valid tuple"),
    ({**SHOT, "avatar_id": [""]}, "avatar_id.0: String should have at least 1 character"),
    ({**SHOT, "prompt": ""}, "prompt: 0 characters; HeyGen takes 1 to 10000 characters"),
    ({**SHOT, "prompt": "x" * 10_001}, rf"prompt: 10001 characters; .* \({SHOTS_GUIDE}\)"),
    ({**SHOT, "prompt": WIDE * 5_000 + "x"}, "prompt: 10001 UTF-16 units; .* 1 to 10000 char"),
    ({**SHOT, "prompt": "\ud800"}, "prompt: Input should be text that UTF-8 can carry"),
    ({**SHOT, "references": videos(4)}, rf"references: 4 videos; .* at most 3 .*\({SHOTS_GUIDE}\)"),
    ({**SHOT, "references": images(9)}, "references: 10 images; .* 9 images, looks counted"),
    (
        {**SHOT, "avatar_id": ["a", "b", "c"], "references": images(7)},
        "references: 10 images; HeyGen takes at most 9 images, looks counted",
    ),
    (
        {**SHOT, "references": [{"type": "asset_id", "asset_id": "x"}] * 12},
        "references: 13 looks and references; HeyGen takes at most 12",
    ),
    (
        {**SHOT, "references": [{"type": "url", "url": "https://cdn.example/a.mp3"}]},
        "audio references are not supported",
    ),
    (
        {**SHOT, "references": [{"type": "url", "url": "http://cdn.example/a.png"}]},
        "references.0.url.url: String should match pattern",
    ),
    ({**SHOT, "references": [{"url": "https://cdn.example/a.png"}]}, "references.0: .* 'type'"),
    (
        {**SHOT, "references": [{"type": "base64", "base64": "AA=="}]},
        "(?s)media_type: Field required.*data: Field required.*base64: Extra inputs",
    ),
    (
        {**SHOT, "references": [{**images(1)[0], "asset_id": "b"}]},
        "asset_id: Extra inputs are not permitted .HeyGen's OpenAPI file, 2026-04-08",
    ),
    ({**SHOT, "aspect_ratio": "4:5"}, rf"aspect_ratio: .*'16:9', '9:16' or '1:1' \({SHOTS_GUIDE}"),
    ({**SHOT, "aspect_ratio": "auto"}, "aspect_ratio: Input should be '16:9'"),
    ({**SHOT, "aspect_ratio": None}, "aspect_ratio: Input should be '16:9'"),
    ({**SHOT, "resolution": "4k"}, "resolution: Input should be '720p' or '1080p'"),
    ({**SHOT, "enhance_prompt": "yes"}, "enhance_prompt: Input should be a valid boolean"),
    *(
        ({**SHOT, key: "x"}, f"{key}: Extra inputs are not permitted")
        for key in (
            *("script", "voice_id", "audio_url", "audio_asset_id", "voice_settings", "engine"),
            *("motion_prompt", "background", "caption", "watermark", "output_format"),
            *("callback_id", "expressiveness", "fit", "scenes"),
        )
    ),
    ({**SHOT, "type": "avatar_shot"}, rf"type: type should be one of .*\({SCHEMAS}\)"),
    ({**SHOT, "type": 5}, "type: type should be one of cinematic_avatar, avatar_shots, avatar,"),
    (without(SHOT, "prompt"), rf"prompt: Field required \({SHOTS_GUIDE}\)"),
    *(
        (tuned(speed=speed), r"speed: .*; HeyGen takes 0.5 to 1.5 \(HeyGen's OpenAPI file")
        for speed in (0.49, 1.51)
    ),
    *((tuned(pitch=pitch), "pitch: .* -50 to 50 semitones") for pitch in (-51, 50.5)),
    *((tuned(volume=volume), "volume: .* takes 0 to 1") for volume in (-0.1, 1.1)),
    *(
        (tuned(speed=value), "speed: Input should be a (finite )?number")
        for value in ("1", True, None, float("nan"), float("inf"))
    ),
    (tuned(speed=10**400), "speed: 1000"),
    *(
        (
            engine(engine_type="elevenlabs", model="eleven_v3", stability=step),
            rf"stability: eleven_v3: {step}; .* only 0, 0.5, 1 \({re.escape(LEGACY_GUIDE)}\)",
        )
        for step in (0.3, 0.51, 0.999)
    ),
    *(
        (engine(engine_type="elevenlabs", **{key: value}), f"{key}: .* takes 0 to 1")
        for key in ("stability", "similarity_boost", "style")
        for value in (-0.01, 1.01)
    ),
    (engine(engine_type="fish", similarity=2), "similarity: 2; HeyGen takes 0 to 1"),
    (engine(engine_type="fish", style=1), "style: Extra inputs"),
    (engine(engine_type="starfish", stability=1), "stability: Extra inputs"),
    (engine(engine_type="azure"), "engine_settings: Input tag 'azure'"),
    (engine(engine_type="elevenlabs", model="eleven_monolingual_v1"), "model: Input should be"),
    ({**TALK, "script": ""}, "script: 0 characters; HeyGen takes 1 to 5000"),
    ({**TALK, "script": "x" * 5_001}, "script: 5001 characters; .*usage limits"),
    ({**TALK, "script": WIDE * 2_500 + "x"}, "script: 5001 UTF-16 units"),
    (without(TALK, "script"), rf"script: give one of script, audio_url, audio_ass.*\({SCHEMAS}\)"),
    ({**TALK, "audio_url": "https://cdn.example/a.mp3"}, "give only one of script, audio_url"),
    ({**TALK, "audio_asset_id": "a"}, "give only one of script, audio_asset_id"),
    (
        {**TALK, "script": None, "audio_asset_id": "a", "audio_url": "https://cdn.example/a.mp3"},
        "give only one of audio_url, audio_asset_id",
    ),
    ({**TALK, "avatar_id": ["lk_maya"]}, "avatar_id: Input should be a valid string"),
    ({**TALK, "resolution": "480p"}, "resolution: Input should be '.*'4k'"),
    ({**TALK, "aspect_ratio": "4:3"}, "aspect_ratio: Input should be"),
    ({**TALK, "prompt": "x"}, rf"prompt: Extra inputs are not permitted \({SCHEMAS}\)"),
    ({**TALK, "duration": 5}, "duration: Extra inputs"),
    (
        {**TALK, "output_format": "webm", "background": {"type": "color", "value": "#1a1a2e"}},
        "background: webm is transparent",
    ),
    ({**TALK, "background": {"type": "color"}}, "value: a color background needs a value"),
    ({**TALK, "background": {"type": "color", "color": "#1a1a2e"}}, "color: Extra inputs"),
    ({**TALK, "background": {"type": "color", "value": "red"}}, "value: String should match"),
    ({**TALK, "background": {"type": "image"}}, "url: an image background needs exactly one"),
    (
        {**TALK, "background": {"type": "image", "url": "https://cdn.example/a", "asset_id": "a"}},
        "url: an image background needs exactly one",
    ),
    ({**TALK, "background": {"type": "video"}}, "background.type: Input should be 'color' or"),
    *(
        (
            {**TALK, "engine": {"type": name}, "expressiveness": "low"},
            f"expressiveness: {name} does not take expressiveness",
        )
        for name in ("avatar_iii", "avatar_v")
    ),
    (
        {**TALK, "engine": {"type": "avatar_iii"}, "motion_prompt": "nods"},
        "motion_prompt: avatar_iii does not take motion_prompt",
    ),
    ({**TALK, "engine": "avatar_iv"}, "engine: Input should be"),
    (
        {**TALK, "engine": {"type": "avatar_iv", "reference_look_id": "x"}},
        "reference_look_id: Extra inputs",
    ),
    *((marked(scale=scale), "scale: .* more than 0 and at most 2") for scale in (0, 2.01)),
    *((marked(opacity=share), "opacity: .* takes 0 to 1") for share in (-0.1, 1.1)),
    *((marked(placement={"offset_x": share}), "offset_x: .* -1 to 1") for share in (-1.1, 1.1)),
    ({**TALK, "watermark": {"scale": 1}}, "watermark.image: Field required"),
    ({**TALK, "caption": {"file_format": "vtt"}}, "file_format: Input should be 'srt'"),
    (without(PHOTO, "voice_id"), "voice_id: a script needs a voice_id here"),
    ({**PHOTO, "engine": {"type": "avatar_iv"}}, "engine: Extra inputs"),
    ({**PHOTO, "image": "https://cdn.example/a.png"}, "image: Input should be"),
    (studio(), rf"scenes: 0 scenes; HeyGen takes 1 to 50 scenes \({SCHEMAS}\)"),
    (studio(*[SPEAKING] * 51), "scenes: 51 scenes; HeyGen takes 1 to 50 scenes"),
    (studio(SPEAKING, output_format="mp4"), "output_format: Extra inputs"),
    (studio(SPEAKING, fit="cover"), "fit: Extra inputs"),
    (studio({**SPEAKING, "type": "avatar"}), "scenes.0: Input tag 'avatar'"),
    *(
        (studio({**STILL, "duration": seconds}), "duration: .* more than 0 and at most 300 s")
        for seconds in (0, -1, 300.001)
    ),
    (studio(without(STILL, "duration")), "duration: give either duration or one of"),
    (
        studio({**STILL, "script": "Hello.", "voice_id": "v"}),
        "duration: give either duration or one of",
    ),
    (
        studio({**without(STILL, "duration"), "script": "Hello."}),
        "voice_id: a script needs a voice",
    ),
    (studio({**SPEAKING, "input": without(TALK, "script")}), "script: give one of"),
    (studio({**SPEAKING, "input": without(PHOTO, "voice_id")}), "voice_id: a script needs"),
    (
        studio(
            {**SPEAKING, "input": {**TALK, "background": {"type": "color", "value": "#1a1a2e"}}}
        ),
        "(?s)color: Field required.*value: Extra inputs",
    ),
    (
        studio(
            {
                **SPEAKING,
                "input": {**TALK, "engine": {"type": "avatar_v"}, "expressiveness": "high"},
            }
        ),
        "expressiveness: avatar_v does not take",
    ),
    *((studio({**CLIP, "playback": {"volume": v}}), "volume: .* 0 to 1") for v in (-0.1, 1.1)),
    ({"prompt": ""}, "prompt: 0 characters; HeyGen takes 1 to 10000"),
    ({"prompt": "x" * 10_001}, rf"prompt: 10001 characters; .*\({SCHEMAS}\)"),
    ({"prompt": "x", "files": images(21)}, rf"files: 21 files; .* at most 20 .*\({SCHEMAS}\)"),
    ({"prompt": "x", "mode": "draft"}, "mode: Input should be 'generate' or 'chat'"),
    ({"prompt": "x", "orientation": "square"}, "orientation: Input should be"),
    ({"prompt": "x", "duration_sec": 30}, "duration_sec: Extra inputs"),
    ({"message": ""}, "message: 0 characters; HeyGen takes 1 to 10000"),
    ({"message": "x" * 10_001}, "message: 10001 characters"),
    ({"message": "x", "files": images(21)}, "files: 21 files"),
    ({"message": "x", "mode": "chat"}, "mode: Extra inputs"),
    *((spoken(speed=speed), "speed: .* takes 0.5 to 1.5") for speed in (0.4, 1.6)),
    *((spoken(pitch=pitch), "pitch: .* takes -50 to 50") for pitch in (-51, 51)),
    (spoken(pitch=1.5), "pitch: Input should be a valid integer"),
    (
        spoken(elevenlabs_settings={"model": "eleven_v3", "stability": 0.4}),
        rf"stability: eleven_v3: 0.4; .* only 0, 0.5, 1 \({re.escape(LEGACY_GUIDE)}\)",
    ),
    (spoken(elevenlabs_settings={"style": 1.1}), "style: 1.1; HeyGen takes 0.0 to 1.0"),
    (spoken(emotion="Sad"), "emotion: Input should be"),
    (spoken(locale=None), "locale: null is not taken here; leave the key out"),
    (spoken(duration="5"), "duration: Extra inputs"),
    *(
        ({"video_inputs": [{"voice": {"type": "silence", "duration": s}}]}, f"duration: .*{said}")
        for s, said in (
            ("0.9", "0.9 s; HeyGen takes 1.0 to 100.0 s"),
            ("100.1", "100.1 s; HeyGen takes 1.0 to 100.0 s"),
            (5, "valid string"),
            ("five", "match pattern"),
            ("1e1", "match pattern"),
        )
    ),
    ({"video_inputs": [{"voice": {"type": "audio"}}]}, "audio_url: give exactly one of"),
    (
        {
            "video_inputs": [
                {
                    "voice": {
                        "type": "audio",
                        "audio_url": "https://a.example",
                        "audio_asset_id": "a",
                    }
                }
            ]
        },
        "audio_url: give exactly one of audio_url, audio_asset_id",
    ),
    (
        {"video_inputs": [{"voice": {"type": "text", "voice_id": "v"}}]},
        "input_text: Field required",
    ),
    ({"video_inputs": [{"character": TWIN}]}, "voice: Field required"),
    ({"video_inputs": []}, rf"video_inputs: 0 scenes; .*\({re.escape(LEGACY_GUIDE)}\)"),
    ({"video_inputs": [{"voice": VOICE}] * 51}, "video_inputs: 51 scenes; HeyGen takes 1 to 50"),
    (
        {"video_inputs": [{"voice": {"type": "silence"}}], "caption": True},
        "caption: caption is only supported for voices of type text",
    ),
    ({**spoken(), "dimension": {"width": 0}}, "width: 0 pixels; HeyGen takes at least 1 pixels"),
    ({**spoken(), "scenes": []}, "scenes: Extra inputs"),
    *((seen({**TWIN, "scale": scale}), "scale: .* takes 0.0 to 5.0") for scale in (-0.1, 5.1)),
    *(
        (seen({**TWIN, key: value}), f"{key}: Extra inputs")
        for key, value in (
            ("talking_photo_id", "x"),
            ("talking_photo_style", "circle"),
            ("talking_style", "stable"),
            ("expression", "happy"),
            ("prompt", "nods"),
            ("super_resolution", True),
        )
    ),
    (seen({**PORTRAIT, "avatar_style": "normal"}), "avatar_style: Extra inputs"),
    (seen({**PORTRAIT, "prompt": "nods"}), "prompt: prompt applies when use_avatar_iv_model"),
    (
        seen({**TWIN, "keep_original_prompt": True}),
        "keep_original_prompt: keep_original_prompt applies when use_avatar_iv_model is true",
    ),
    (seen({"type": "avatar", "talking_photo_id": "x"}), "avatar_id: Field required"),
    (behind(type="color"), "value: Field required"),
    (behind(type="color", value="#fff"), "value: String should match pattern"),
    (behind(type="image"), "url: give exactly one of url, image_asset_id"),
    (behind(type="image", video_asset_id="x"), "video_asset_id: Extra inputs"),
    (behind(type="image", image_asset_id="x", play_style="loop"), "play_style: Extra inputs"),
    (
        behind(type="video", url="https://cdn.example/a.mp4", video_asset_id="x"),
        "url: give exactly one of url, video_asset_id",
    ),
    (
        {"video_inputs": [{"voice": VOICE, "text": {"type": "text", "text": "Hi"}}]},
        "line_height: Field required",
    ),
]


@pytest.mark.parametrize(("body", "said"), REFUSED)
def test_what_is_beyond_a_limit_is_refused_with_its_source(body: dict[str, Any], said: str) -> None:
    found = refused(body)
    assert re.search(said, found), found
    assert all(re.search(r"\(.*\d{4}-\d\d-\d\d\)$", line) for line in found.splitlines()), found


def test_all_mistakes_come_at_once() -> None:
    found = refused({**SHOT, "duration": 16, "resolution": "4k", "avatar_id": [], "voice": "x"})
    assert [line.split(":")[0] for line in found.splitlines()] == [
        "avatar_id",
        "resolution",
        "duration",
        "voice",
    ]
    clashing = {**SHOT, "references": [*videos(4), *images(9)], "auto_duration": True}
    assert refused({**clashing, "duration": 5}).count("\n") == 3


def test_sound_among_references_has_to_be_asked_for() -> None:
    body = {**SHOT, "references": [{"type": "base64", "media_type": "audio/mpeg", "data": "AAAA"}]}
    assert "HeyGen guide 'Avatar Shots with Seedance'" in refused(body)
    assert bodies.read_video(body, audio_references=True).to_body() == body


def test_a_shot_knows_its_seconds() -> None:
    def seconds(**more: object) -> int | None:
        return bodies.CinematicAvatarBody.model_validate({**SHOT, **more}).seconds

    assert seconds() == 10
    assert seconds(duration=None) == 10
    assert seconds(duration=4) == 4
    assert seconds(auto_duration=True) is None


def test_the_misspelt_elevenlabs_settings_are_read_and_written_rightly() -> None:
    body = spoken(elevanlabs_settings={"stability": 0.5})
    assert read(body).to_body() == spoken(elevenlabs_settings={"stability": 0.5})
    found = refused(spoken(elevanlabs_settings={"stability": 2}))
    assert "elevanlabs_settings.stability: 2; HeyGen takes 0.0 to 1.0" in found


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://cdn.example/a.PNG?size=2#top", "image"),
        ("https://cdn.example/a.b/clip.webm", "video"),
        ("https://cdn.example/a.wav", "audio"),
        ("https://cdn.example/png", None),
        ("https://cdn.example/a.pdf", None),
    ],
)
def test_the_kind_of_an_asset_is_read_from_its_extension(url: str, kind: str | None) -> None:
    assert assets.AssetUrl(type="url", url=url).kind == kind


def test_bodies_cannot_be_changed_and_are_equal_by_value() -> None:
    body = read(SHOT)
    assert body == read(dict(SHOT))
    with pytest.raises(ValidationError, match="frozen"):
        body.prompt = "x"  # type: ignore[attr-defined]


def test_webhooks_and_large_uploads_are_asked_for_by_their_own_bodies() -> None:
    wanted = {"url": "https://app.example/hook", "events": ["avatar_video.success"]}
    assert webhooks.WebhookEndpointBody.model_validate(wanted).to_body() == wanted
    assert webhooks.WebhookChangeBody.model_validate({"events": None}).to_body() == {"events": None}
    with pytest.raises(ValidationError, match="should match pattern"):
        webhooks.WebhookEndpointBody.model_validate({"url": "http://app.example"})
    upload = {"filename": "a.mp4", "content_type": "video/mp4", "size_bytes": 5}
    assert assets.DirectUploadBody.model_validate(upload).to_body() == upload


def ranges(key: str) -> tuple[float | None, float | None]:
    row = Limit(key).row
    return row.get("min"), row.get("max")


def test_the_models_hold_what_the_catalog_says_of_the_route() -> None:
    route = catalog.route("api")
    assert route.shots is not None
    assert route.talk is not None
    assert ranges("cinematic.duration") == (route.shots.seconds.min, route.shots.seconds.max)
    assert ranges("cinematic.looks") == (route.shots.looks.min, route.shots.looks.max)
    prompt = route.shots.prompt_characters
    assert ranges("cinematic.prompt") == (prompt.min, prompt.max)
    assert ranges("cinematic.images") == (None, route.shots.images.max)
    assert ranges("cinematic.videos") == (None, route.shots.videos.max)
    assert ranges("speech.script") == (1, route.talk.script_characters.max)
    assert ranges("speech.speed") == (route.talk.speed.min, route.talk.speed.max)


def test_loading_and_planning_do_without_the_models() -> None:
    code = """
import sys, datetime, shotwright
board = shotwright.load({"shotwright": 1, "cast": {"m": {"look": "l"}},
                         "scenes": [{"id": "s", "beats": [{"shot": "M waves"}]}]})
shotwright.plan(board, on=datetime.date(2026, 11, 21), shots="api", talk="api")
print(*(name for name in sys.modules if name.startswith("shotwright.request.")))
import shotwright.request
assert shotwright.request.answers.Video
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sorted(done.stdout.split()) == [
        "shotwright.request.canonical",
        "shotwright.request.dialects",
        "shotwright.request.dialects.agent",
        "shotwright.request.dialects.legacy",
        "shotwright.request.dialects.scene",
        "shotwright.request.dialects.v3",
        "shotwright.request.dialects.web",
    ]
