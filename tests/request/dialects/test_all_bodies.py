"""Whatever a board says of its talk, shots and options, the wire models take its bodies."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.request import (
    TalkScene,
    cinematic_avatar,
    direct,
    fits_studio,
    legacy_video,
    scenes_settings,
    sheet,
    studio,
    video_agent,
    written_assets,
)
from shotwright.request.agent import AgentBody
from shotwright.request.bodies import read_video
from shotwright.request.legacy import LegacyVideoBody
from shotwright.storyfile import load

Json = dict[str, Any]

CAST = {
    "twin": {"look": "lk_twin", "voice": "vc_twin"},
    "public": {"look": "lk_public", "voice": "vc_public", "kind": "public"},
    "photo": {"look": "lk_photo", "voice": "vc_photo", "kind": "photo"},
    "picture": {"image": "ada.png", "voice": "vc_picture"},
}
REFERENCES = {
    "cup": {"image": "cup.png"},
    "hat": {"image": "data:image/png;base64,YQ=="},
    "pan": {"video": "https://e.example/pan.mp4"},
    "spin": {"video": "asset:as_spin"},
}

words = st.text("abc é漢", min_size=1, max_size=8).filter(str.strip)
share = st.integers(0, 1) | st.floats(0, 1)
colour = st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True)
place = st.sampled_from(["behind.png", "asset:as_1", "https://e.example/b.png"])


def keys(required: Json | None = None, /, **optional: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401
    return st.fixed_dictionaries(required or {}, optional=optional)


def one_of(*values: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


eleven = {"stability": one_of(0, 0.5, 1, None), "similarity_boost": share, "style": share}
whole = {"folder_id": words, "callback_id": words, "callback_url": st.just("https://e.example/d")}
watermark = keys(
    {"image": st.sampled_from(["mark.png", "asset:m", "data:image/png;base64,YQ=="])},
    scale=one_of(0.01, 1, 2),
    opacity=share,
    placement=keys(
        position=one_of("top_left", "bottom_right"), offset_x=st.floats(-1, 1), offset_y=share
    ),
)
ANY_API = {
    "pitch": st.integers(-50, 50),
    "volume": share,
    "locale": words,
    "voice_engine": keys({"elevenlabs": keys(model=one_of("eleven_v3", None), **eleven)})
    | keys({"fish": keys(model=one_of("s1", "s2-pro"), stability=share, similarity=share)})
    | st.just({"starfish": True}),
    "background": colour | keys({"image": place}),
    "remove_background": st.booleans(),
    "output_format": st.just("mp4"),
    "fit": one_of("contain", "cover"),
    "reference_look_id": words,
}
API_VIDEO = {
    "aspect": st.just("auto"),
    "caption": st.booleans() | keys(file_format=st.just("srt"), style=st.just("default")),
    "watermark": watermark,
    "brand_glossary_id": words,
    **whole,
}
legacy = keys(
    avatar_style=one_of("normal", "closeUp", "circle"),
    talking_photo_style=st.just("circle"),
    talking_style=one_of("stable", "expressive"),
    expression=one_of("default", "happy"),
    scale=st.floats(0, 5),
    offset=keys(x=st.floats(-1, 1), y=st.integers(-9, 9)),
    matting=st.booleans(),
    super_resolution=st.booleans(),
    circle_background_color=colour,
    keep_original_prompt=st.booleans(),
    emotion=one_of("Excited", "Friendly", "Serious", "Soothing", "Broadcaster"),
    pitch=st.integers(-50, 50),
    locale=words,
    elevenlabs_settings=keys(model=one_of("eleven_v3", "eleven_monolingual_v1"), **eleven),
    background=colour
    | keys({"image": place}, fit=one_of("crop", "cover", "contain", "none"))
    | keys({"video": place}, play_style=one_of("freeze", "loop", "fit_to_scene")),
    text=keys(
        {"text": words, "line_height": st.floats(0, 3)},
        font_family=words,
        font_size=st.floats(1, 99),
        font_weight=st.just("bold"),
        color=colour,
        position=keys(x=st.floats(-1, 1)),
        text_align=one_of("left", "center", "right"),
        width=st.integers(1, 99),
    ),
)
legacy_video_keys = keys(
    caption=st.booleans(),
    dimension=st.just({"width": 640, "height": 480}),
    **whole,
)


@st.composite
def talks(draw: st.DrawFn) -> Json:
    """Draw a talk beat whose expressiveness and motion its engine takes."""
    by, engine = draw(one_of(*CAST)), draw(one_of("avatar_iii", "avatar_iv", "avatar_v"))
    said = draw(
        words
        | keys({"text": words})
        | keys({"silence": one_of(1, 2.5, 100)})
        | keys({"audio": one_of({"url": "https://e.example/a.mp3"}, {"asset": "au"},
                                {"file": "gone.mp3"})})
    )  # fmt: skip
    api = draw(keys(**ANY_API))
    if by == "picture" or engine == "avatar_iv":
        api |= draw(keys(expressiveness=one_of("high", "medium", "low")))
    if not api.get("background"):
        api |= draw(keys(output_format=one_of("webm", "mp4")))
    beat = {"by": by, "engine": engine, "talk": said}
    if by == "picture" or engine != "avatar_iii":
        beat |= draw(keys(motion=words))
    beat |= draw(keys(speed=st.floats(0.5, 1.5), voice=words))
    return {**beat, "options": {"api": api, "legacy": draw(legacy)}}


@st.composite
def shots(draw: st.DrawFn) -> Json:
    cast = draw(st.lists(one_of("twin", "public", "photo"), unique=True, min_size=1))
    references = draw(st.lists(one_of(*REFERENCES), unique=True))
    return {"shot": draw(words), "with": cast, "references": references,
            **draw(keys(enhance=st.booleans()))}  # fmt: skip


@st.composite
def boards(draw: st.DrawFn) -> Board:
    agent = keys(
        mode=one_of("generate", "chat"), style_id=words, brand_kit_id=words,
        incognito_mode=st.booleans(), callback_id=words,
    )  # fmt: skip
    top = {"api": keys(**API_VIDEO), "legacy": legacy_video_keys, "agent": agent}
    data = {
        "shotwright": 1,
        "cast": CAST,
        "references": REFERENCES,
        "scenes": [
            {
                "id": "a",
                "beats": draw(st.lists(talks() | shots(), min_size=1, max_size=6)),
                **draw(keys(options=keys(legacy=legacy))),
            }
        ],
        **draw(
            keys(
                aspect=one_of("16:9", "9:16", "1:1"),
                resolution=one_of("720p", "1080p"),
                options=keys(**top),
            )
        ),
    }
    return load(data)


def made_of(board: Board) -> list[tuple[str, Json]]:
    """Write every body that a board's beats can have, each beside its endpoint."""
    told = [brief for brief in board.briefs if isinstance(brief, TalkBrief)]
    scenes = [TalkScene(brief, brief.talk.text, brief.motion) for brief in told]
    looks = [scene for scene in scenes if board.cast[scene.brief.speaker].look]
    fitting = [scene for scene in scenes if fits_studio(board, scene.brief)]
    videos = [direct(board, scene) for scene in scenes if scene.brief.talk.silence is None]
    videos += [studio(board, fitting)] if fitting else []
    videos += [
        cinematic_avatar(
            board, brief, name="cinematic_avatar", prompt="x", references=brief.references,
            looks=tuple(board.cast[who].look or "" for who in brief.cast), seconds=seconds,
        )
        for brief in board.briefs
        if isinstance(brief, ShotBrief)
        for seconds in (None, 4, 15)
    ]  # fmt: skip
    found = [("/v3/videos", body) for body in videos]
    found += [("/v2/video/generate", legacy_video(board, looks))] if looks else []
    files = tuple(entry.media for entry in board.references.values())
    told_of = video_agent(
        board, "Tell it.", look="lk", voice=None, aspect=board.aspect, files=files
    )
    return [*found, ("/v3/video-agents", told_of)]


def read(path: str, body: Json) -> Json:
    if path == "/v3/videos":
        return read_video(body).to_body()
    return (LegacyVideoBody if "/v2/" in path else AgentBody).model_validate(body).to_body()


@settings(deadline=None)
@given(boards())
@example(load({"shotwright": 1, "cast": CAST, "scenes": [
    {"id": "a", "beats": [{"talk": "Hi.", "by": who} for who in CAST]}]}))  # fmt: skip
def test_the_wire_models_take_every_body_and_give_it_back(board: Board) -> None:
    for path, body in made_of(board):
        assert read(path, body) == body
        assert body.keys().isdisjoint({"title", "callback_url", "callback_id"})


def marks(node: object) -> set[str]:
    """Find the asset ids that stand for something to upload."""
    if isinstance(node, list):
        return set().union(*map(marks, node))
    if isinstance(node, dict):
        return set().union(*map(marks, node.values()))
    held = isinstance(node, str) and node.startswith(("missing:", "sha256:"))
    return {str(node)} if held else set()


@settings(deadline=None)
@given(boards())
def test_all_that_bodies_want_uploaded_is_listed(board: Board) -> None:
    for _, body in made_of(board):
        assert marks(body) <= written_assets(board).keys()


@settings(deadline=None)
@given(boards())
def test_the_sheet_pastes_every_script_in_order(board: Board) -> None:
    told = [brief for brief in board.briefs if isinstance(brief, TalkBrief)]
    scenes = [TalkScene(brief, brief.talk.text, None) for brief in told]
    if scenes:
        steps = sheet(scenes_settings(board, "AI Studio", scenes), {}, "1 credit")
        pasted = [step["paste"] for step in steps if step["paste"] is not None]
        assert pasted == [scene.script.strip() for scene in scenes if scene.script is not None]
