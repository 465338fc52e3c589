"""What one take of a whole plan costs: lines, totals per purse, and other readings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.estimate import Estimate
from shotwright.model.plan import Plan
from shotwright.planner import plan
from shotwright.storyfile import load

TODAY = date(2026, 11, 21)


def shot(seconds: int | str, **keys: object) -> dict[str, Any]:
    return {"shot": "Maya waves", "seconds": seconds, "cut": "always", "with": ["maya"], **keys}


def talk(seconds: float | None, **keys: object) -> dict[str, Any]:
    audio: dict[str, Any] = {"url": "https://e.example/a.mp3"}
    if seconds is not None:
        audio["seconds"] = seconds
    return {"talk": {"audio": audio}, "by": "maya", **keys}


def planned(*beats: dict[str, Any], **keys: object) -> Plan:
    board = load(
        {
            "shotwright": 1,
            "cast": {
                "maya": {"look": "lk_maya", "voice": "vc_maya", "kind": "digital_twin"},
                "photo": {"look": "lk_photo", "voice": "vc_photo", "kind": "photo"},
            },
            "scenes": [{"id": "roof", "beats": list(beats)}],
            **keys,
        }
    )
    found = plan(board, on=TODAY)
    assert isinstance(found, Plan), found
    return found


def totals(priced: Estimate) -> dict[str, Any]:
    found: dict[str, Any] = priced.wire()["totals"]
    return found


API = {"routes": {"shots": "api", "talk": "api"}}
STORY = (
    shot("=15"),
    shot("=8"),
    shot("=5"),
    talk(62),
    talk(45.5, by="photo", motion="nods once", source="photo"),
)


def test_a_story_costs_what_the_worked_example_says() -> None:
    priced = estimate(planned(*STORY))
    assert totals(priced) == {"credits": "165"}
    assert [line.wire()["amount"] for line in priced.lines] == ["60", "32", "20", "21", "32"]
    assert {line.certainty for line in priced.lines} == {"exact"}
    assert (priced.card, priced.on) == ("guides", "2026-11-21")
    assert priced.lines[3].arithmetic == "62 s = 21 started 3 s x 1 credit = 21 credits"
    assert priced.lines[3].source is not None
    assert priced.lines[3].source.rate == "web.avatar_iv.credit_per_3s"


@pytest.mark.parametrize(
    ("card", "resolution", "credits"),
    # Shots as in T16 to T20; the first talk is a twin's, the second a photo's.
    [("latest-low", "720p", 112 + 33 + 26), ("latest-high", "720p", 180 + 33 + 26),
     ("latest-low", "1080p", 280 + 33 + 26), ("latest-high", "1080p", 450 + 33 + 26)],
)  # fmt: skip
def test_another_card_prices_the_same_plan(card: Any, resolution: str, credits: int) -> None:  # noqa: A002, ANN401
    priced = estimate(planned(*STORY, resolution=resolution), card=card)
    assert totals(priced) == {"credits": str(credits)}
    assert priced.card == card


def test_dollars_are_those_of_the_worked_example() -> None:
    priced = estimate(planned(*STORY, resolution="1080p", **API))
    assert totals(priced) == {"usd": "28.166668"}
    assert priced.totals["usd"].rounded() == "$28.17"


def test_credits_and_dollars_stand_side_by_side_and_are_never_added() -> None:
    priced = estimate(planned(shot("=15"), talk(90), routes={"shots": "web", "talk": "api"}))
    assert totals(priced) == {"credits": "60", "usd": "6"}
    assert list(priced.totals) == ["credits", "usd"]


def test_a_subscription_pays_for_the_api_in_credits() -> None:
    priced = estimate(planned(shot("=15"), talk(62), billing="subscription", **API))
    assert totals(priced) == {"credits": "81"}


def test_a_motion_prompt_doubles_a_photos_credits() -> None:
    still = estimate(planned(talk(30, by="photo")))
    moving = estimate(planned(talk(30, by="photo", motion="nods once")))
    assert (totals(still), totals(moving)) == ({"credits": "10"}, {"credits": "20"})
    assert "x 2 for motion" in moving.lines[0].arithmetic


def test_an_unknown_price_makes_the_total_at_least() -> None:
    priced = estimate(planned(shot("=15"), talk(62, engine="avatar_v"), **API))
    assert totals(priced) == {"usd": {"at_least": "7"}}
    line = priced.lines[1]
    assert line.certainty == "unknown"
    assert line.wire()["amount"] == {
        "unknown": "the guides card has no wallet price for avatar_v (digital_twin, 720p)"
    }
    assert (line.quantity, line.price, line.source) == (None, None, None)
    (dispute,) = [d for d in priced.disputed if d.generation == line.generation]
    assert dispute.wire()["low"] == dispute.wire()["high"] == "7.44"


def test_a_recording_of_unknown_length_makes_the_total_at_least() -> None:
    priced = estimate(planned(shot("=5"), talk(None)))
    assert totals(priced) == {"credits": {"at_least": "20"}}
    line = priced.lines[1]
    assert line.certainty == "unknown"
    assert "how long the recording of roof.2 is was not said" in line.arithmetic
    assert line.source is not None
    assert line.source.rate == "web.avatar_iv.credit_per_3s"
    assert all(dispute.generation != line.generation for dispute in priced.disputed)


def test_a_flat_price_needs_no_length() -> None:
    mine = own(product="avatar_iv", amount="9", per="generation", per_ms=None)
    assert totals(estimate(planned(talk(None)), own=[mine])) == {"credits": "9"}


def own(**keys: object) -> RateFile:
    rate = {
        "id": "own",
        "cards": ["user"],
        "confidence": "user",
        "source": {"title": "my.toml"},
        "product": "avatar_shots",
        "billing": "subscription",
        "amount": "3.5",
        "per_ms": 1000,
        **keys,
    }
    return RateFile.model_validate({"schema": 1, "rate": [rate]})


def test_the_users_own_prices_win_and_are_marked() -> None:
    priced = estimate(planned(*STORY), own=[own()])
    assert totals(priced) == {"credits": "151"}
    assert priced.lines[0].source is not None
    assert priced.lines[0].source.confidence == "user"
    assert {dispute.generation for dispute in priced.disputed} == {"roof.4", "roof.5"}


@pytest.mark.parametrize(
    ("seconds", "resolution", "readings"),
    [
        ("=5", "720p", ("20", "60")),
        ("=14", "720p", ("56", "60")),
        ("=15", "720p", None),
        ("=15", "1080p", ("150", "150")),
        ("=5", "1080p", ("50", "150")),
    ],
)
def test_readings_that_differ_by_more_than_a_twentieth_stand_beside_the_total(
    seconds: str, resolution: str, readings: tuple[str, str] | None
) -> None:
    priced = estimate(planned(shot(seconds), resolution=resolution))
    found = [(dispute.low.plain(), dispute.high.plain()) for dispute in priced.disputed]
    assert found == ([readings] if readings else [])
    for dispute in priced.disputed:
        assert dispute.purse == "credits"
        assert "latest" not in str(dispute.source)
        assert len({evidence.rate for evidence in dispute.source}) == len(dispute.source) > 0


def test_equal_readings_are_no_dispute() -> None:
    assert estimate(planned(shot("=5"), shot("=15"), **API)).disputed == ()


def test_the_other_readings_of_the_whole_go_all_cheap_or_all_dear() -> None:
    priced = estimate(planned(shot("=5"), shot("=15"), talk(62)))
    (low, high) = priced.readings()["credits"]
    assert totals(priced) == {"credits": "101"}
    # 20 or 60, 60 either way, 21 or 33.
    assert (low.wire(), high.wire()) == ("101", "153")


def test_readings_of_a_total_with_an_unknown_are_at_least() -> None:
    beats = [shot("=5"), {"talk": {"audio": {"url": "https://e.example/a.mp3"}}, "by": "maya"}]
    (low, high) = estimate(planned(*beats)).readings()["credits"]
    assert (low.wire(), high.wire()) == ({"at_least": "20"}, {"at_least": "60"})


PAUSED = 'Wind in the reeds. <break time="30s"/> And then the sun came up over the hills.'


def test_explicit_pauses_are_not_charged_in_the_apps_studio() -> None:
    found = planned({"talk": PAUSED, "by": "maya"})
    (item,) = found.items
    assert item.source == "studio"
    assert item.seconds is not None
    assert item.billed_seconds is not None
    assert round(item.seconds - item.billed_seconds, 3) == 30
    (line,) = estimate(found).lines
    assert str(line.amount) == "2 credits"
    assert line.certainty == "assumed"


@pytest.mark.parametrize(
    ("beat", "keys"),
    [({"by": "photo"}, {}), ({"by": "maya"}, API), ({"by": "photo"}, API)],
    ids=["web-photo", "api-twin", "api-photo"],
)
def test_pauses_are_charged_everywhere_else(beat: dict[str, Any], keys: dict[str, Any]) -> None:
    (item,) = planned({"talk": PAUSED, **beat}, **keys).items
    assert item.seconds == item.billed_seconds
    assert item.seconds is not None
    assert item.seconds > 30


def test_a_silence_is_free_in_the_apps_studio() -> None:
    found = planned({"talk": {"silence": 12.5}, "by": "maya"})
    assert found.items[0].billed_seconds == 0
    assert totals(estimate(found)) == {"credits": "0"}


def test_what_is_reckoned_from_words_is_assumed_and_what_is_said_is_exact() -> None:
    beats = [shot("=5"), shot("6"), {"talk": "Hello.", "by": "maya"}, talk(62)]
    inferred = {"shot": "Maya waves", "with": ["maya"]}
    priced = estimate(planned(*beats, inferred, routes={"shots": "web", "talk": "api"}))
    assert [line.certainty for line in priced.lines] == [
        "exact",
        "exact",
        "assumed",
        "exact",
        "exact",  # a length that was inferred is sent as such
    ]


def test_a_length_that_heygen_chooses_is_reckoned_at_the_longest() -> None:
    (item,) = planned(shot("auto"), **API).items
    assert (item.seconds_low, item.seconds_high, item.billed_seconds) == (4, 15, 15)
    assert totals(estimate(planned(shot("auto")))) == {"credits": "60"}


def test_the_same_plan_is_priced_the_same() -> None:
    found = planned(*STORY)
    first, again = estimate(found), estimate(planned(*STORY))
    assert first == again == estimate(found)
    assert first.wire() == again.wire()


def test_a_plan_read_back_from_its_file_is_priced_the_same() -> None:
    found = planned(*STORY, {"talk": PAUSED, "by": "maya"})
    assert estimate(Plan.model_validate_json(found.to_json())) == estimate(found)


def test_what_is_not_included_is_said() -> None:
    said = " ".join(estimate(planned(shot("=5"))).not_included)
    assert all(word in said for word in ("retakes", "taxes", "voices"))
