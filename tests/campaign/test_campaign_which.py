"""Which way makes each beat: hand-made boards, prices from the worked examples of the guides."""

from __future__ import annotations

from datetime import date
from typing import Any

import shotwright
from shotwright.campaign import which

ON = date(2026, 11, 21)
BEFORE = date(2026, 10, 31)
CAST = {
    "ana": {"look": "lk_ana", "voice": "vc_ana", "kind": "digital_twin"},
    "pic": {"look": "lk_pic", "voice": "vc_pic", "kind": "photo"},
    "face": {"image": "https://example.com/face.png", "voice": "vc_f"},
}
SHOT = {"shot": "Ana waves", "seconds": 15, "with": ["ana"]}


def recording(seconds: float, by: str = "ana", **keys: Any) -> dict[str, Any]:  # noqa: ANN401 - any key
    return {"talk": {"audio": {"asset": "a", "seconds": seconds}}, "by": by, **keys}


def board(*beats: dict[str, Any], **keys: Any) -> shotwright.Board:  # noqa: ANN401 - any key
    return shotwright.load(
        {"shotwright": 1, "cast": CAST, "scenes": [{"id": "s", "beats": list(beats)}], **keys}
    )


def costs(*beats: dict[str, Any], on: date = ON) -> list[dict[str, Any]]:
    """Map the ways that can make each beat to what it costs there."""
    return [
        {way["way"]: way["cost"] for way in beat["ways"] if way["can"]}
        for beat in which(board(*beats), on=on).wire()["beats"]
    ]


def test_every_way_that_can_has_the_price_of_the_worked_examples() -> None:
    # T1: 15 s are 60 credits; T14: a cinematic clip 7 dollars; T4: 30 s of talk 10 credits;
    # T12: 90 s at 4 dollars a minute; the Video Agent at 0.0333 dollars a second.
    shot, talk, photo = costs(SHOT, recording(90), recording(30, "pic"))
    assert shot == {
        "Avatar Shots, in the app": {"credits": "60"},
        "Cinematic Avatar, by API": {"usd": "7"},
        "Video Agent": {"usd": "0.4995"},
    }
    assert talk == {
        "AI Studio, in the app": {"credits": "30"},
        "Direct Video, by API": {"usd": "6"},
        "Studio Video, by API": {"usd": "6"},
        "Video Agent": {"usd": "2.997"},
    }
    assert photo["Photo to Video, in the app"] == {"credits": "10"}


def test_what_cannot_be_says_why() -> None:
    (shot, talk) = which(board(SHOT, recording(200)), on=ON).wire()["beats"]
    refused = {way["way"]: way["why_not"] for way in shot["ways"] if not way["can"]}
    assert refused["AI Studio, in the app"] == "it makes talk only"
    refused = {way["way"]: way["why_not"] for way in talk["ways"] if not way["can"]}
    assert refused["Avatar Shots, in the app"] == "it makes shots only"
    assert "200 s" in refused["AI Studio, in the app"]
    assert "180 s" in refused["AI Studio, in the app"]
    assert "photo" in refused["Photo to Video, in the app"]
    assert "2026-10-31" in refused["Legacy scenes"]


def test_the_legacy_way_is_open_on_its_last_day_and_takes_no_bare_picture() -> None:
    twin, face = costs(recording(60), recording(60, "face"), on=BEFORE)
    assert twin["Legacy scenes"] == {"usd": "4"}
    assert "Legacy scenes" not in face
    assert "Legacy scenes" not in costs(recording(60), on=date(2026, 11, 1))[0]


def test_advised_are_avatar_shots_for_b_roll_and_avatar_iv_for_a_roll() -> None:
    def advised(**routes: str) -> list[str | None]:
        story = board(SHOT, recording(30), recording(30, "pic"), routes=routes)
        return [beat["advised"] for beat in which(story, on=ON).wire()["beats"]]

    app = ["Avatar Shots, in the app", "AI Studio, in the app", "Photo to Video, in the app"]
    assert advised() == app
    assert advised(shots="api", talk="api") == [
        "Cinematic Avatar, by API",
        "Direct Video, by API",
        "Direct Video, by API",
    ]
    # The board's route makes no shots: the guides' first choice does.
    assert advised(shots="legacy", talk="web") == app
    # A square shot cannot be had in the app, a silence not by API.
    square = board({**SHOT, "aspect": "1:1"}, {"talk": {"silence": 3}, "by": "ana"})
    assert [beat["advised"] for beat in which(square, on=ON).wire()["beats"]] == [
        "Cinematic Avatar, by API",
        "AI Studio, in the app",
    ]


def test_a_source_that_was_asked_for_is_advised() -> None:
    story = board(recording(30, source="studio"), routes={"talk": "api"})
    assert which(story, on=ON).wire()["beats"][0]["advised"] == "Studio Video, by API"


def test_the_advice_has_totals_reasons_and_a_price_to_explore() -> None:
    found = which(board(SHOT, recording(90), routes={"talk": "api"}), on=ON).wire()
    assert found["totals"] == {"credits": "60", "usd": "6"}
    assert set(found["reasons"]) == {"Avatar Shots, in the app", "Direct Video, by API"}
    assert all("HeyGen" in reason for reason in found["reasons"].values())
    # 105 s at 0.0333 dollars.
    assert found["explore"]["cost"] == {"usd": "3.4965"}


def test_an_unknown_length_or_price_is_at_least_and_never_zero() -> None:
    story = board({"talk": {"audio": {"asset": "a"}}, "by": "ana"})
    (beat,) = which(story, on=ON).wire()["beats"]
    for way in beat["ways"]:
        if way["can"]:
            (amount,) = way["cost"].values()
            assert amount == {"at_least": "0"}


def test_a_beat_that_nothing_can_make_has_no_advice() -> None:
    story = board({"talk": "Hi.", "by": "bo"}, cast={"bo": {"voice": "vc"}})
    assert which(story, on=date(2027, 1, 1)).wire()["beats"][0]["advised"] == "Video Agent"
    long = {"talk": "a" * 20_000, "by": "ana"}
    assert which(board(long), on=ON).explore.cost is None
    assert "10,000" in which(board(long), on=ON).explore.why_not
