"""The same board on every route, side by side."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import shotwright
from shotwright.catalog import read_rates
from shotwright.model.board import Board
from shotwright.model.plan import NoPlan, Plan

ON = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"


def board(*beats: dict[str, object], **keys: object) -> Board:
    cast = {"ana": {"look": "lk_ana", "voice": "vc"}}
    scenes = [{"id": "s", "beats": beats}]
    return shotwright.load({"shotwright": 1, "cast": cast, "scenes": scenes, **keys})


WAVES: dict[str, object] = {"shot": "Ana waves", "seconds": 5}
TALKS: dict[str, object] = {"talk": {"audio": {"asset": "a1", "seconds": 30}}}


def test_there_is_a_column_for_every_pair_of_routes() -> None:
    columns = shotwright.compare(board(WAVES, TALKS), on=ON)
    assert [column.wire()["routes"] for column in columns] == [
        {"shots": "web", "talk": "web"},
        {"shots": "api", "talk": "api"},
        {"shots": "web", "talk": "api"},
        {"shots": "api", "talk": "web"},
        {"shots": "agent", "talk": "agent"},
    ]
    assert [column.wire()["billing"] for column in columns] == [
        {"shots": "subscription", "talk": "subscription"},
        {"shots": "wallet", "talk": "wallet"},
        {"shots": "subscription", "talk": "wallet"},
        {"shots": "wallet", "talk": "subscription"},
        {"shots": "wallet", "talk": "wallet"},
    ]


def test_each_column_has_the_totals_of_its_own_routes_and_never_mixes_purses() -> None:
    # 5 s x 4 credits, or one clip of 7 dollars; 30 s / 3 s credits, or half a minute of 4 dollars;
    # 35 s x 0.0333 dollars of the Video Agent.
    columns = shotwright.compare(board(WAVES, TALKS), on=ON)
    assert [column.wire()["totals"] for column in columns] == [
        {"credits": "30"},
        {"usd": "9"},
        {"credits": "20", "usd": "2"},
        {"credits": "10", "usd": "7"},
        {"usd": "1.1655"},
    ]


def test_each_columns_plan_is_the_best_one_on_its_routes() -> None:
    story = board(WAVES, {"shot": "Ana turns", "seconds": 6}, TALKS)
    for column in shotwright.compare(story, on=ON):
        plan = shotwright.plan(story, on=ON, shots=column.shots, talk=column.talk)
        assert isinstance(plan, Plan)
        assert column.plan == plan
        assert column.wire()["plan_hash"] == plan.hash
        merged = column.shots == "api"
        assert [item.id for item in plan.items] == (
            ["s.1+s.2", "s.3"] if merged else ["s.1", "s.2", "s.3"]
        )


def test_columns_are_planned_and_priced_on_the_terms_that_are_asked_for(tmp_path: Path) -> None:
    story = board(WAVES, {"shot": "Ana turns", "seconds": 6})
    fewest, *_ = shotwright.compare(story, on=ON, objective="fewest")
    assert isinstance(fewest.plan, Plan)
    assert [item.id for item in fewest.plan.items] == ["s.1+s.2"]
    dear, *_ = shotwright.compare(story, on=ON, card="latest-high")
    assert dear.estimate is not None
    assert dear.estimate.card == "latest-high"
    file = tmp_path / "my.toml"
    file.write_text(
        'schema = 1\n[[rate]]\nid = "my.shots"\nproduct = "avatar_shots"\n'
        'billing = "subscription"\namount = "5"\nper_ms = 1000\n',
        "utf-8",
    )
    own, api, *_ = shotwright.compare(story, on=ON, own=iter([read_rates(file)]))
    assert own.wire()["totals"] == {"credits": "55"}
    assert api.wire()["totals"] == {"usd": "7"}


def test_a_route_that_cannot_make_the_board_has_no_totals() -> None:
    columns = shotwright.compare(board({**WAVES, "aspect": "1:1"}, TALKS), on=ON)
    made = {(column.shots, column.talk): column for column in columns}
    assert isinstance(made["web", "web"].plan, NoPlan)
    wire = made["web", "api"].wire()
    assert (wire["totals"], wire["plan_hash"]) == (None, None)
    assert made["api", "web"].wire()["totals"] == {"credits": "10", "usd": "7"}


def test_a_purse_that_is_asked_for_is_used_where_the_route_has_it() -> None:
    columns = shotwright.compare(board(WAVES, TALKS), on=ON, billing="subscription")
    assert all(set(column.billing) == {"subscription"} for column in columns)
    assert all("usd" not in (column.wire()["totals"] or {}) for column in columns)


def test_an_unknown_length_makes_the_total_at_least() -> None:
    story = board(WAVES, {"talk": {"audio": {"asset": "a1"}}})
    first = shotwright.compare(story, on=ON)[0].wire()
    assert first["totals"] == {"credits": {"at_least": "20"}}


def test_a_column_is_written_with_the_documented_keys() -> None:
    (column, *_) = shotwright.compare(
        board(WAVES, {**WAVES, "resolution": "1080p"}, resolution="720p"), on=ON
    )
    wire = column.wire()
    assert set(wire) == {
        "routes", "billing", "resolution", "subscription", "totals", "plan_hash",
    }  # fmt: skip
    assert wire["resolution"] == ["720p", "1080p"]
    json.dumps(wire, allow_nan=False)


@pytest.mark.parametrize("name", ["ad.yaml", "interview.yaml"])
def test_the_column_of_the_boards_own_routes_is_its_quote(name: str) -> None:
    story = shotwright.load(EXAMPLES / name)
    quote = shotwright.quote(story, on=ON)
    assert quote.made is not None
    assert quote.estimate is not None
    own = next(
        column
        for column in shotwright.compare(story, on=ON)
        if (column.shots, column.talk) == (story.routes.shots, story.routes.talk)
    )
    assert own.wire()["plan_hash"] == quote.made.hash
    assert own.wire()["totals"] == quote.estimate.wire()["totals"]
