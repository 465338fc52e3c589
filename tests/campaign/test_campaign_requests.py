"""What is sent, or done by hand, for each generation of a plan."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.model.board import Board
from shotwright.model.names import Billing, RouteName
from shotwright.model.plan import Generation, Item, Plan
from shotwright.model.request import Request

ON = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"
BOARDS = ("ad.yaml", "course.yaml", "interview.yaml", "brand_film.yaml", "social/serie.yaml")
CAST: dict[str, Any] = {
    "ana": {"look": "lk_ana", "voice": "vc_ana", "kind": "digital_twin"},
    "pic": {"image": "pic.png", "voice": "vc_pic"},
}
RECORDING = "https://example.com/talk.mp3"


def board(*beats: Mapping[str, Any], folder: Path | None = None, **keys: object) -> Board:
    named = [{"id": chr(97 + n), **beat} for n, beat in enumerate(beats)]
    scene = {"id": "s", "with": ["ana"], "beats": named}
    return shotwright.load(
        {"shotwright": 1, "cast": CAST, "scenes": [scene], **keys}, folder=folder
    )


def made(
    story: Board, route: RouteName, billing: Billing | None = None
) -> list[tuple[Item, Generation, Request]]:
    """Put each item beside its generation and its request."""
    plan = shotwright.plan(story, on=ON, shots=route, talk=route, billing=billing)
    assert isinstance(plan, Plan), plan
    requests = shotwright.requests(plan, story)
    assert len(requests) == len(plan.generations) == len(plan.items)
    return list(zip(plan.items, plan.generations, requests, strict=True))


def only(story: Board, route: RouteName = "api", billing: Billing | None = None) -> Request:
    ((_, _, request),) = made(story, route, billing)
    return request


def body(request: Request) -> dict[str, Any]:
    assert request.body is not None
    return request.body


WAVES: dict[str, Any] = {"shot": "Ana waves", "seconds": 5}
TALKS: dict[str, Any] = {"talk": "Hello there. It is morning.", "by": "ana"}


# Bodies of the API: a small checker of its own, written from HeyGen's documents

COMMON = {"type", "title", "aspect_ratio", "resolution"}
CINEMATIC = COMMON | {
    "prompt", "avatar_id", "references", "duration", "auto_duration", "enhance_prompt",
}  # fmt: skip
SPOKEN = COMMON | {
    "script", "voice_id", "audio_url", "audio_asset_id", "voice_settings", "motion_prompt",
    "expressiveness", "background", "caption", "fit",
}  # fmt: skip
ASSETS = {
    "url": {"type", "url"},
    "asset_id": {"type", "asset_id"},
    "base64": {"type", "media_type", "data"},
}


def check_asset(asset: Mapping[str, Any]) -> None:
    assert set(asset) == ASSETS[asset["type"]]
    assert all(asset.values())


def check_cinematic(sent: Mapping[str, Any]) -> None:
    assert set(sent) <= CINEMATIC
    assert 1 <= len(sent["prompt"]) <= 10_000
    looks = sent["avatar_id"]
    assert isinstance(looks, list)
    assert 1 <= len(looks) <= 3
    assert sent["aspect_ratio"] in {"16:9", "9:16", "1:1"}
    assert sent["resolution"] in {"720p", "1080p"}
    assert ("duration" in sent) != (sent.get("auto_duration") is True)
    if "duration" in sent:
        assert type(sent["duration"]) is int
        assert 4 <= sent["duration"] <= 15
    assert type(sent.get("enhance_prompt", False)) is bool
    for reference in sent.get("references", []):
        check_asset(reference)
    assert len(sent.get("references", [])) + len(looks) <= 12


def check_spoken(sent: Mapping[str, Any]) -> None:
    if sent["type"] == "avatar":
        assert set(sent) <= SPOKEN | {"avatar_id", "engine"}
        assert isinstance(sent["avatar_id"], str)
        assert sent["engine"]["type"] in {"avatar_iii", "avatar_iv", "avatar_v"}
    else:
        assert sent["type"] == "image"
        assert set(sent) <= SPOKEN | {"image"}
        check_asset(sent["image"])
    sources = {"script", "audio_url", "audio_asset_id"} & set(sent)
    assert len(sources) == 1
    if "script" in sent:
        assert 1 <= len(sent["script"]) <= 5000
    else:
        assert not {"voice_id", "voice_settings"} & set(sent)
    assert sent["aspect_ratio"] in {"16:9", "9:16", "1:1", "4:5", "5:4"}
    assert sent["resolution"] in {"720p", "1080p", "4k"}
    if "voice_settings" in sent:
        assert set(sent["voice_settings"]) <= {"speed", "pitch", "volume", "locale"}
        assert sent["voice_settings"]
    if "background" in sent:
        assert set(sent["background"]) == {"type", "value"}


def check_sent(item: Item, request: Request) -> None:
    sent = body(request)
    assert (request.method, request.path) == ("POST", "/v3/videos")
    if item.kind == "shot":
        assert sent["type"] == "cinematic_avatar"
        check_cinematic(sent)
        assert sent["prompt"] == item.prompt
        assert tuple(sent["avatar_id"]) == item.looks
    else:
        check_spoken(sent)
        if item.script is not None:
            assert sent["script"] == item.script.strip()
    assert json.loads(json.dumps(sent, allow_nan=False)) == sent


@pytest.mark.parametrize("name", BOARDS)
def test_the_examples_bodies_are_what_the_api_takes(name: str) -> None:
    for item, _, request in made(shotwright.load(EXAMPLES / name), "api"):
        check_sent(item, request)


def test_every_feature_makes_a_body_that_the_api_takes() -> None:
    options = {"pitch": 3, "volume": 0.5, "locale": "en-GB", "expressiveness": "low",
               "background": "#1A2B3C", "caption": True}  # fmt: skip
    story = board(
        {**WAVES, "references": ["cup", "clip"], "enhance": True, "aspect": "1:1"},
        {**WAVES, "seconds": "auto", "resolution": "1080p"},
        {"prompt": "Ana waves", "seconds": 20 - 8},
        {**TALKS, "speed": 1.2, "engine": "avatar_v", "options": {"api": options}},
        {**TALKS, "by": "pic", "motion": "nods", "aspect": "4:5", "resolution": "4k"},
        {"talk": {"audio": {"url": RECORDING, "seconds": 4}}, "by": "ana"},
        {"talk": {"audio": {"asset": "a1b2"}}, "by": "pic", "speed": 1.1},
        {"talk": {"audio": {"file": "talk.mp3", "seconds": 4}}, "by": "ana"},
        references={"cup": {"image": "asset:c1"}, "clip": {"video": "https://example.com/c.mp4"}},
    )
    for item, _, request in made(story, "api"):
        check_sent(item, request)


def test_a_shots_body_says_all_that_was_planned() -> None:
    request = only(board({**WAVES, "references": ["cup"], "enhance": True, "aspect": "9:16"},
                         references={"cup": {"image": "https://example.com/cup.png"}},
                         title="Kettle"))  # fmt: skip
    sent = body(request)
    prompt = sent.pop("prompt")
    assert prompt.startswith("Ana waves.")
    assert sent == {
        "type": "cinematic_avatar",
        "avatar_id": ["lk_ana"],
        "references": [{"type": "url", "url": "https://example.com/cup.png"}],
        "aspect_ratio": "9:16",
        "resolution": "720p",
        "duration": 5,
        "enhance_prompt": True,
        "title": "Kettle: a",
    }


def test_a_segments_body_says_all_that_was_planned() -> None:
    sent = body(only(board({**TALKS, "speed": 0.9, "options": {"api": {"pitch": -2}}})))
    assert sent == {
        "type": "avatar",
        "avatar_id": "lk_ana",
        "script": "Hello there. It is morning.",
        "voice_id": "vc_ana",
        "voice_settings": {"speed": 0.9, "pitch": -2},
        "aspect_ratio": "16:9",
        "resolution": "720p",
        "engine": {"type": "avatar_iv"},
        "title": "Untitled: a",
    }


@pytest.mark.parametrize(
    ("on", "name"),
    [(date(2026, 6, 3), "avatar_shots"), (date(2026, 6, 4), "cinematic_avatar")],
)
def test_a_shots_type_is_what_the_api_calls_it_on_the_day(on: date, name: str) -> None:
    story = board(WAVES)
    plan = shotwright.plan(story, on=on, shots="api")
    assert isinstance(plan, Plan)
    assert body(shotwright.requests(plan, story)[0])["type"] == name


def test_only_the_title_is_sent_and_not_hashed() -> None:
    for _, generation, request in made(board(WAVES, TALKS), "api"):
        sent = dict(body(request))
        assert sent.pop("title") == f"Untitled: {generation.id}"
        assert sent == generation.request
        text = json.dumps(sent, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert request.fingerprint == sha256(text.encode()).hexdigest()


# Files, data and keys


def test_data_comes_back_as_base64_in_the_body() -> None:
    data = base64.b64encode(b"kettle").decode()
    story = board(
        {**WAVES, "references": ["cup"]},
        references={"cup": {"image": f"data:image/png;base64,{data}"}},
    )
    request = only(story)
    assert body(request)["references"] == [
        {"type": "base64", "media_type": "image/png", "data": data}
    ]
    assert request.uploads == {}
    ((_, generation, _),) = made(story, "api")
    mark = f"sha256:{sha256(b'kettle').hexdigest()}"
    assert generation.request["references"] == [{"type": "asset_id", "asset_id": mark}]


def test_uploads_list_the_files_that_are_there_and_those_that_are_missing(tmp_path: Path) -> None:
    (tmp_path / "there.png").write_bytes(b"kettle")
    story = board(
        {**WAVES, "references": ["there", "gone", "web", "asset"]},
        folder=tmp_path,
        references={
            "there": {"image": "there.png"},
            "gone": {"image": "gone.png"},
            "web": {"image": "https://example.com/cup.png"},
            "asset": {"image": "asset:a1"},
        },
    )
    request = only(story)
    there = f"sha256:{sha256(b'kettle').hexdigest()}"
    assert request.uploads == {there: "there.png", "missing:gone.png": "gone.png"}
    ids = [reference.get("asset_id") for reference in body(request)["references"]]
    assert ids == [there, "missing:gone.png", None, "a1"]
    assert request.wire()["uploads"] == request.uploads


def test_pictures_and_recordings_of_talk_are_uploaded_too(tmp_path: Path) -> None:
    (tmp_path / "pic.png").write_bytes(b"picture")
    (tmp_path / "talk.mp3").write_bytes(b"sound")
    story = board(
        {"talk": {"audio": {"file": "talk.mp3", "seconds": 3}}, "by": "pic"}, folder=tmp_path
    )
    request = only(story)
    marks = {name: f"sha256:{sha256(text).hexdigest()}"
             for name, text in (("pic.png", b"picture"), ("talk.mp3", b"sound"))}  # fmt: skip
    assert request.uploads == {mark: name for name, mark in marks.items()}
    assert body(request)["image"]["asset_id"] == marks["pic.png"]
    assert body(request)["audio_asset_id"] == marks["talk.mp3"]


@pytest.mark.parametrize("words", ["missing: one shoe", "sha256: is a hash"])
def test_words_that_look_like_a_mark_are_words(words: str) -> None:
    story = board({"prompt": words, "seconds": 5}, {**TALKS, "talk": words})
    for _, _, request in made(story, "api"):
        assert request.uploads == {}


def test_without_the_board_marks_stay_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "there.png").write_bytes(b"kettle")
    story = board(
        {**WAVES, "references": ["there"]},
        folder=tmp_path,
        references={"there": {"image": "there.png"}},
    )
    plan = shotwright.plan(story, on=ON, shots="api")
    assert isinstance(plan, Plan)
    (request,) = shotwright.requests(plan)
    assert list(request.uploads) == [f"sha256:{sha256(b'kettle').hexdigest()}"]


KEPT = "sk_V2_do_not_tell_anybody"


@pytest.mark.parametrize(
    ("billing", "header"), [("wallet", "x-api-key"), ("subscription", "Authorization")]
)
def test_headers_name_the_variable_and_carry_no_key(
    billing: Billing, header: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HEYGEN_API_KEY", "HEYGEN_ACCESS_TOKEN"):
        monkeypatch.setenv(name, KEPT)
    request = only(board(WAVES), "api", billing)
    assert request.headers is not None
    assert set(request.headers) == {"Content-Type", header}
    assert "$HEYGEN_" in request.headers[header]
    assert KEPT not in json.dumps(request.wire())


# Sheets of the app


def sheets(story: Board) -> Iterator[tuple[Item, list[tuple[str, str | None]]]]:
    for item, _, request in made(story, "web"):
        wire = request.wire()
        assert set(wire) == {"generation", "items", "fingerprint", "sheet"}
        assert all(set(step) == {"do", "paste"} for step in wire["sheet"])
        yield item, [(step["do"], step["paste"]) for step in wire["sheet"]]


@pytest.mark.parametrize("name", BOARDS)
def test_sheets_paste_exactly_what_was_planned_and_end_with_the_credits(name: str) -> None:
    story = shotwright.load(EXAMPLES / name)
    plan = shotwright.plan(story, on=ON, shots="web", talk="web")
    assert isinstance(plan, Plan)
    items = {item.id: item for item in plan.items}
    lines = {line.generation: line for line in shotwright.estimate(plan).lines}
    for request in shotwright.requests(plan, story):
        assert request.sheet is not None
        pasted = [step.paste for step in request.sheet if step.paste is not None]
        expected: list[str | None] = []
        for item in (items[name] for name in request.items):
            expected += [item.prompt] if item.kind == "shot" else [(item.script or "").strip()]
            expected += [item.motion] if item.motion else []
        assert pasted == expected
        last = request.sheet[-1]
        assert last.paste is None
        assert f"{lines[request.generation].amount}" in last.do
        assert "generate" in last.do
        assert sum("credit" in step.do for step in request.sheet) == 1


def test_a_shots_sheet_names_avatars_references_and_settings_in_order() -> None:
    story = board(
        {**WAVES, "with": ["ben", "ana"], "references": ["cup"], "aspect": "9:16", "seconds": 7},
        cast={**CAST, "ben": {"look": "lk_ben", "name": "Benno"}},
        references={"cup": {"image": "cup.png"}},
    )
    ((_, steps),) = sheets(story)
    told = " | ".join(do for do, _ in steps)
    assert told.index("Avatar Shots") < told.index("Benno (lk_ben)") < told.index("Ana (lk_ana)")
    assert told.index("lk_ana") < told.index("cup") < told.index("prompt") < told.index("7 s")
    assert "portrait" in told
    assert "28 credits" in steps[-1][0]


def test_a_segments_sheet_opens_the_place_where_it_is_made() -> None:
    studio, photo, silence = (
        " | ".join(do for do, _ in steps)
        for _, steps in sheets(
            board(
                {**TALKS, "speed": 1.25, "engine": "avatar_iii"},
                {**TALKS, "by": "pic", "motion": "nods"},
                {"talk": {"silence": 2.5}, "by": "ana"},
            )
        )
    )
    assert "AI Studio" in studio
    assert "Avatar III" in studio
    assert "vc_ana" in studio
    assert "1.25" in studio
    assert "Photo to Video" in photo
    assert "pic.png" in photo
    assert "motion" in photo
    assert "2.5 s" in silence
    assert "0 credits" in silence


def test_an_unknown_price_is_said_on_the_sheet() -> None:
    ((_, steps),) = sheets(board({"talk": {"audio": {"asset": "a1"}}, "by": "ana"}))
    assert "unknown" in steps[-1][0]


def test_requests_are_written_with_the_documented_keys() -> None:
    api = only(board(WAVES)).wire()
    assert set(api) >= {
        "generation", "items", "method", "path", "headers", "body", "fingerprint",
    }  # fmt: skip
    assert "sheet" not in api
    assert api["items"] == ["a"]
