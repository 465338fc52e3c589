"""Any body that HeyGen's schemas allow is read and written back unchanged, to the byte."""

from __future__ import annotations

import base64
import json
import math
import random
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from shotwright.request.agent import AgentBody, AgentMessageBody
from shotwright.request.bodies import read_video
from shotwright.request.legacy import LegacyVideoBody
from shotwright.request.webhooks import WebhookEndpointBody

Json = dict[str, Any]
Bodies = st.SearchStrategy[Json]

words = st.text(max_size=20)
ids = st.text(min_size=1, max_size=12)
https = st.sampled_from(["https://a.example/x", "https://cdn.example/a.b/c?d=e#f", "https://ü.de"])
hexes = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)
flags = st.booleans()


def number(low: float, high: float, *, above: bool = False) -> st.SearchStrategy[float]:
    """Whole or not, with both ends unless the lower is open."""
    whole = st.integers(math.ceil(low) + (above and low == math.ceil(low)), math.floor(high))
    return whole | st.floats(low, high, exclude_min=above)


def keys(required: dict[str, Any], **optional: st.SearchStrategy[Any]) -> Bodies:
    """Make objects with some of the optional keys."""
    return st.fixed_dictionaries(required, optional=optional)


def maybe_null(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return strategy | st.none()


def joined(*parts: Bodies) -> Bodies:
    return st.tuples(*parts).map(lambda found: {k: v for part in found for k, v in part.items()})


def kind(name: str) -> Json:
    return {"type": st.just(name)}


def assets(*extensions: str) -> Bodies:
    url = st.sampled_from([f"https://cdn.example/a{ext}" for ext in extensions])
    data = st.binary(min_size=1, max_size=6).map(lambda raw: base64.b64encode(raw).decode())
    media = st.sampled_from(["image/png", "image/svg+xml"])
    return (
        keys({**kind("url"), "url": url})
        | keys({**kind("asset_id"), "asset_id": ids})
        | keys({**kind("base64"), "media_type": media, "data": data})
    )


pictures = assets(".png", ".JPG?x=1")


@st.composite
def shots(draw: st.DrawFn) -> Json:
    looks = draw(st.lists(ids, min_size=1, max_size=3))
    stills = draw(st.lists(pictures, max_size=9 - len(looks)))
    clips = draw(st.lists(keys({**kind("url"), "url": st.just("https://c/a.mp4")}), max_size=3))
    length = draw(
        keys({}, duration=maybe_null(st.integers(4, 15)), auto_duration=st.just(value=False))
        | keys({"auto_duration": st.just(value=True)}, duration=st.none())
    )
    rest = draw(
        keys(
            {
                "type": st.sampled_from(["cinematic_avatar", "avatar_shots"]),
                "prompt": st.text(min_size=1, max_size=40),
            },
            aspect_ratio=st.sampled_from(["16:9", "9:16", "1:1"]),
            resolution=st.sampled_from(["720p", "1080p"]),
            references=st.none() | st.just(draw(st.permutations([*stills, *clips]))),
            enhance_prompt=flags,
            title=maybe_null(words),
            folder_id=maybe_null(words),
            callback_url=maybe_null(https),
        )
    )
    return {**rest, **length, "avatar_id": looks}


share = maybe_null(number(0, 1))
voice_settings = keys(
    {},
    speed=number(0.5, 1.5),
    pitch=number(-50, 50),
    volume=number(0, 1),
    locale=maybe_null(words),
    engine_settings=st.none()
    | keys(
        {"engine_type": st.just("elevenlabs"), "model": st.just("eleven_v3")},
        stability=st.sampled_from([0, 0.5, 1, 1.0, None]),
        style=share,
    )
    | keys(
        {"engine_type": st.just("elevenlabs")},
        model=st.sampled_from(["eleven_multilingual_v2", "eleven_flash_v2_5", None]),
        stability=share,
        similarity_boost=share,
        use_speaker_boost=maybe_null(flags),
    )
    | keys({"engine_type": st.just("fish")}, model=st.sampled_from(["s1", None]), similarity=share)
    | keys({"engine_type": st.just("starfish")}),
)
script = keys({"script": st.text(min_size=1, max_size=40), "voice_id": ids})
recording = keys({"audio_url": https}, script=st.none()) | keys(
    {"audio_asset_id": ids}, audio_url=st.none(), voice_id=maybe_null(ids)
)
said = joined(script | recording, keys({}, voice_settings=maybe_null(voice_settings)))
acted = (
    keys({}, motion_prompt=maybe_null(words), expressiveness=st.sampled_from(["high", "low", None]))
    | keys(
        {"engine": keys(kind("avatar_v"), reference_look_id=maybe_null(ids))},
        motion_prompt=maybe_null(words),
    )
    | keys({"engine": keys(kind("avatar_iii"))}, expressiveness=st.none())
)
moved = keys({}, motion_prompt=maybe_null(words), expressiveness=st.sampled_from(["medium", None]))
delivered = keys(
    {},
    title=maybe_null(words),
    resolution=st.sampled_from(["4k", "1080p", "720p", None]),
    aspect_ratio=st.sampled_from(["16:9", "9:16", "4:5", "5:4", "1:1", "auto", None]),
    caption=maybe_null(
        keys({}, file_format=st.just("srt"), style=st.sampled_from(["default", None]))
    ),
    watermark=maybe_null(
        keys(
            {"image": pictures},
            scale=number(0, 2, above=True),
            opacity=number(0, 1),
            placement=maybe_null(
                keys(
                    {},
                    position=st.sampled_from(["top_left", "bottom_right"]),
                    offset_x=maybe_null(number(-1, 1)),
                    offset_y=maybe_null(number(-1, 1)),
                )
            ),
        )
    ),
    callback_url=maybe_null(https),
    callback_id=maybe_null(words),
    folder_id=maybe_null(words),
    brand_glossary_id=maybe_null(words),
)
background = (
    keys({**kind("color"), "value": hexes}, url=st.none())
    | keys({**kind("image"), "url": https})
    | keys({**kind("image"), "asset_id": ids}, url=st.none())
)
framed = joined(
    delivered,
    keys({}, fit=st.sampled_from(["contain", "cover", None]), remove_background=maybe_null(flags)),
    keys({}, background=maybe_null(background), output_format=st.just("mp4"))
    | keys({"output_format": st.just("webm")}, background=st.none()),
)
direct = joined(keys({**kind("avatar"), "avatar_id": ids}), acted, said, framed) | joined(
    keys({**kind("image"), "image": pictures}), moved, said, framed
)
color = keys({**kind("color"), "color": hexes})
speaker = joined(
    keys({**kind("avatar"), "avatar_id": ids}, background=maybe_null(color)), acted, said
) | joined(keys({**kind("image"), "image": pictures}), moved, said)
scenes = (
    keys({**kind("avatar_video"), "input": speaker})
    | keys({**kind("image"), "source": pictures, "duration": number(0, 300, above=True)})
    | joined(keys({**kind("image"), "source": pictures}, duration=st.none()), said)
    | keys(
        {**kind("video"), "source": assets(".mp4")},
        playback=maybe_null(keys({}, volume=number(0, 1), mute=flags)),
    )
)
studios = joined(
    keys({**kind("studio"), "scenes": st.lists(scenes, min_size=1, max_size=4)}), delivered
)
files = maybe_null(st.lists(pictures, max_size=3))
addressed = {key: maybe_null(words) for key in ("avatar_id", "voice_id", "brand_kit_id")}
agents = keys(
    {"prompt": st.text(min_size=1, max_size=40)},
    mode=st.sampled_from(["generate", "chat"]),
    orientation=st.sampled_from(["landscape", "portrait", None]),
    files=files,
    incognito_mode=flags,
    style_id=maybe_null(words),
    callback_url=maybe_null(https),
    callback_id=maybe_null(words),
    **addressed,
)
messages = keys({"message": st.text(min_size=1, max_size=40)}, files=files, **addressed)
hooks = keys(
    {"url": https},
    events=maybe_null(st.lists(st.sampled_from(["avatar_video.success", "batch.finished"]))),
    entity_id=maybe_null(words),
)

xy = keys({}, x=number(-9, 9), y=number(-9, 9))
seen = {
    "scale": number(0, 5),
    "offset": xy,
    "matting": flags,
    "circle_background_color": hexes,
}
four = {"use_avatar_iv_model": st.just(value=True), "keep_original_prompt": flags}
characters = (
    keys(
        {**kind("avatar"), "avatar_id": ids},
        avatar_style=st.sampled_from(["normal", "closeUp", "circle"]),
        use_avatar_iv_model=flags,
        **seen,
    )
    | keys(
        {**kind("talking_photo"), "talking_photo_id": ids, **four},
        prompt=words,
        super_resolution=flags,
        **seen,
    )
    | keys(
        {**kind("talking_photo"), "talking_photo_id": ids},
        talking_photo_style=st.just("circle"),
        talking_style=st.sampled_from(["stable", "expressive"]),
        expression=st.sampled_from(["default", "happy"]),
    )
)
unit = number(0, 1)
voices = (
    keys(
        {**kind("text"), "voice_id": ids, "input_text": st.text(min_size=1, max_size=40)},
        speed=number(0.5, 1.5),
        pitch=st.integers(-50, 50),
        emotion=st.sampled_from(["Excited", "Broadcaster"]),
        locale=words,
        elevenlabs_settings=keys(
            {},
            model=st.sampled_from(["eleven_monolingual_v1", "eleven_turbo_v2"]),
            stability=unit,
            similarity_boost=unit,
            style=unit,
        )
        | keys({"model": st.just("eleven_v3")}, stability=st.sampled_from([0, 0.5, 1, 1.0])),
    )
    | keys({**kind("audio"), "audio_url": https})
    | keys({**kind("audio"), "audio_asset_id": ids})
    | keys(
        kind("silence"),
        duration=st.decimals(1, 100, places=2, allow_nan=False, allow_infinity=False).map(str),
    )
)
fits = st.sampled_from(["crop", "cover", "contain", "none"])
backdrops = (
    keys({**kind("color"), "value": hexes})
    | keys({**kind("image"), "url": https}, fit=fits)
    | keys({**kind("image"), "image_asset_id": ids}, fit=fits)
    | keys(
        {**kind("video"), "video_asset_id": ids},
        play_style=st.sampled_from(["freeze", "loop", "fit_to_scene"]),
    )
)
overlays = keys(
    {**kind("text"), "text": words, "line_height": number(0, 9)},
    font_family=words,
    font_size=number(1, 99),
    font_weight=st.just("bold"),
    color=hexes,
    position=xy,
    text_align=st.sampled_from(["left", "center", "right"]),
    width=number(0, 999),
)
legacy_scenes = keys({"voice": voices}, character=characters, background=backdrops, text=overlays)
side = st.integers(1, 9999)
legacies = keys(
    {"video_inputs": st.lists(legacy_scenes, min_size=1, max_size=3)},
    title=words,
    callback_id=words,
    folder_id=words,
    callback_url=https,
    dimension=keys({}, width=side, height=side),
    caption=st.just(value=False),
)


def text_of(body: Json) -> str:
    return json.dumps(body, sort_keys=True)


@given(shots() | direct | studios)
@example({"type": "avatar", "avatar_id": "a", "script": "x", "voice_settings": {"speed": 1}})
@example({"type": "avatar", "avatar_id": "a", "script": "x", "voice_settings": {"speed": 1.0}})
def test_a_video_returns_as_it_came(body: Json) -> None:
    assert text_of(read_video(body).to_body()) == text_of(body)


@given(agents)
@example({"prompt": "x", "files": []})
def test_an_agents_prompt_returns_as_it_came(body: Json) -> None:
    assert text_of(AgentBody.model_validate(body).to_body()) == text_of(body)


@given(messages)
def test_an_agents_message_returns_as_it_came(body: Json) -> None:
    assert text_of(AgentMessageBody.model_validate(body).to_body()) == text_of(body)


@given(hooks)
def test_a_webhooks_registration_returns_as_it_came(body: Json) -> None:
    assert text_of(WebhookEndpointBody.model_validate(body).to_body()) == text_of(body)


@given(legacies)
@example({"video_inputs": [{"voice": {"type": "silence", "duration": "1.0"}}]})
def test_a_legacy_video_returns_as_it_came(body: Json) -> None:
    assert text_of(LegacyVideoBody.model_validate(body).to_body()) == text_of(body)


@given(shots() | direct | studios, st.randoms(use_true_random=False))
def test_the_order_written_does_not_depend_on_the_order_read(
    body: Json, chance: random.Random
) -> None:
    names = list(body)
    chance.shuffle(names)
    mixed = {name: body[name] for name in names}
    assert json.dumps(read_video(mixed).to_body()) == json.dumps(read_video(body).to_body())
