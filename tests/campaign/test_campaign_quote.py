"""One board through the whole way: findings with places, a plan, its price, and as JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import shotwright
from shotwright.catalog import RateFile, read_rates
from shotwright.model.board import Board
from shotwright.model.finding import Severity
from shotwright.model.names import Card, RouteName
from shotwright.model.plan import NoPlan, Plan

ON = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"
BOARDS = ("ad.yaml", "course.yaml", "interview.yaml", "brand_film.yaml", "social/serie.yaml")

CLASHING = """\
shotwright: 1
cast:
  ana: {look: lk_ana, voice: vc, consent: confirmed}
scenes:
  - id: roof
    beats:
      - shot: Ana waves
        camera: static wide shot
        seconds: =3
      - id: hello
        talk: Good morning.
  - id: garden
    beats:
      - id: square
        shot: Ana turns
        camera: static wide shot
        aspect: "1:1"
        seconds: 5
"""

OWN_RATE = """
schema = 1
product = "avatar_shots"

[[rate]]
id = "my.shots"
billing = "subscription"
amount = "5"
per_ms = 1000
"""


def planning() -> Board:
    return shotwright.load(CLASHING)


@pytest.fixture
def own(tmp_path: Path) -> RateFile:
    file = tmp_path / "my.toml"
    file.write_text(OWN_RATE, "utf-8")
    return read_rates(file)


# Findings


def test_check_tells_every_clash_as_an_error_at_its_beat() -> None:
    findings = shotwright.check(planning(), on=ON)
    errors = [finding for finding in findings if finding.severity == "error"]
    assert [(finding.code, finding.beat) for finding in errors] == [
        ("SHOT053", "roof.1"),
        ("SHOT054", "square"),
    ]
    places = [finding.where for finding in errors]
    assert [(place.file, place.line, place.column) for place in places if place] == [
        ("<text>", 7, 9),
        ("<text>", 14, 9),
    ]
    assert [place.path for place in places if place] == [
        "scenes[0].beats[0]",
        "scenes[1].beats[0]",
    ]


def test_a_clash_as_a_finding_says_what_is_broken_and_how_to_fix_it() -> None:
    answer = shotwright.plan(planning(), on=ON)
    assert isinstance(answer, NoPlan)
    findings = {finding.code: finding for finding in shotwright.check(planning(), on=ON)}
    for clash in answer.clashes:
        finding = findings[clash.rule]
        assert clash.has in finding.message
        assert clash.limit in finding.message
        assert all(way in finding.fix for way in clash.ways_out)


def test_findings_come_in_story_order() -> None:
    board = planning()
    order = [brief.id for brief in board.briefs]
    beats = [finding.beat for finding in shotwright.check(board, on=ON) if finding.beat]
    assert beats == sorted(beats, key=order.index)


def test_a_limit_of_one_route_is_no_clash_on_the_other() -> None:
    codes = {finding.code for finding in shotwright.check(planning(), on=ON, shots="api")}
    assert "SHOT054" not in codes
    assert "SHOT053" in codes


def test_a_long_beat_is_judged_after_it_is_split() -> None:
    text = CLASHING.replace("seconds: =3", "seconds: 24").replace('aspect: "1:1"', 'aspect: "9:16"')
    findings = shotwright.check(shotwright.load(text), on=ON)
    assert [finding for finding in findings if finding.severity == "error"] == []


def test_findings_of_a_dict_have_a_path_and_no_line() -> None:
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": {"ana": {"look": "lk"}},
            "scenes": [{"id": "s", "beats": [{"shot": "Ana waves", "aspect": "1:1"}]}],
        }
    )
    clash = next(f for f in shotwright.check(board, on=ON) if f.severity == "error")
    assert clash.where is not None
    assert (clash.where.line, clash.where.path) == (0, "scenes[0].beats[0]")


def test_check_and_quote_notice_the_same() -> None:
    for route in ("web", "api"):
        noticed = shotwright.check(planning(), on=ON, shots=route, talk=route)
        assert shotwright.quote(planning(), on=ON, shots=route, talk=route).findings == noticed


def talking(talk: str, **keys: object) -> Board:
    """Load a talk beat of a picture that has a voice."""
    cast = {"pic": {"image": "https://example.com/pic.png", "voice": "vc"}}
    scenes = [{"id": "s", "beats": [{"talk": talk, **keys}]}]
    return shotwright.load({"shotwright": 1, "cast": cast, "scenes": scenes})


@pytest.mark.parametrize("talk", ["  ", "\n", "\u200b"])
@pytest.mark.parametrize("route", ["web", "api"])
def test_a_script_with_nothing_to_say_is_an_error(talk: str, route: RouteName) -> None:
    findings = shotwright.check(talking(talk), on=ON, talk=route)
    assert "error" in [finding.severity for finding in findings]


def test_an_engine_that_the_api_has_not_for_a_picture_is_noticed() -> None:
    """A picture's body has no engine, so it would be made, and paid, by another one."""
    story = talking("Good morning, everybody.", engine="avatar_iii")
    assert shotwright.check(story, on=ON, talk="api") != ()


@pytest.mark.parametrize("name", BOARDS)
def test_nothing_is_wrong_with_the_examples(name: str) -> None:
    board = shotwright.load(EXAMPLES / name)
    found = shotwright.check(board, on=ON)
    assert [str(finding) for finding in found if finding.severity != Severity.INFO] == []


# The quote


def test_a_quote_is_written_with_a_plan_its_findings_and_its_estimate() -> None:
    board = shotwright.load(EXAMPLES / "ad.yaml")
    quote = shotwright.quote(board, on=ON)
    wire = quote.wire()
    assert set(wire) >= {"plan", "findings", "estimate"}
    assert "no_plan" not in wire
    assert quote.made is not None
    assert wire["plan"] == json.loads(quote.made.to_json())
    assert set(wire["estimate"]) == {
        "card", "on", "lines", "totals", "disputed", "not_included",
    }  # fmt: skip
    assert set(wire["estimate"]["lines"][0]) == {
        "generation", "items", "product", "quantity", "unit", "price", "amount", "purse",
        "arithmetic", "certainty", "source",
    }  # fmt: skip
    assert wire["estimate"]["totals"] == {"credits": "182"}
    assert wire["estimate"]["not_included"]
    json.dumps(wire, allow_nan=False)


def test_a_quote_without_a_plan_is_written_with_its_clashes() -> None:
    quote = shotwright.quote(planning(), on=ON)
    assert quote.made is None
    assert quote.estimate is None
    wire = quote.wire()
    assert wire["plan"] is None
    assert set(wire["no_plan"]) == {"clashes"}
    for clash in wire["no_plan"]["clashes"]:
        assert set(clash) == {"beats", "rule", "has", "limit", "ways_out"}
        assert all(clash.values())
    for finding in wire["findings"]:
        assert set(finding) >= {"code", "severity", "where", "message", "fix"}
        assert set(finding["where"]) == {"file", "line", "column", "path"}
    json.dumps(wire, allow_nan=False)


def test_a_disputed_price_stands_beside_the_line() -> None:
    quote = shotwright.quote(shotwright.load(EXAMPLES / "ad.yaml"), on=ON)
    assert quote.estimate is not None
    disputed = quote.wire()["estimate"]["disputed"]
    assert disputed
    lines = {line["generation"]: line for line in quote.wire()["estimate"]["lines"]}
    for dispute in disputed:
        assert set(dispute) == {"generation", "purse", "low", "high", "source"}
        assert dispute["purse"] == lines[dispute["generation"]]["purse"]
        readings = [Decimal(dispute[key]) for key in ("low", "high")]
        amount = Decimal(lines[dispute["generation"]]["amount"])
        assert any(abs(reading - amount) * 20 > amount for reading in readings)


@pytest.mark.parametrize("route", ["web", "api"])
@pytest.mark.parametrize("card", ["guides", "latest-low", "latest-high"])
def test_a_quote_is_the_plan_and_the_estimate_of_the_same_terms(
    route: RouteName, card: Card
) -> None:
    board = shotwright.load(EXAMPLES / "ad.yaml")
    quote = shotwright.quote(board, on=ON, shots=route, talk=route, card=card)
    plan = shotwright.plan(board, on=ON, shots=route, talk=route, card=card)
    assert isinstance(plan, Plan)
    assert quote.plan == plan
    assert quote.estimate == shotwright.estimate(plan)
    assert quote.estimate is not None
    assert quote.estimate.card == card


def waving() -> Board:
    beat = {"shot": "Ana waves", "seconds": 6}
    cast = {"ana": {"look": "lk"}}
    return shotwright.load(
        {"shotwright": 1, "cast": cast, "scenes": [{"id": "s", "beats": [beat]}]}
    )


def test_the_users_own_rates_win_and_are_marked(own: RateFile) -> None:
    quote = shotwright.quote(waving(), on=ON, own=[own])
    assert quote.made is not None
    assert quote.estimate is not None
    (line,) = quote.estimate.wire()["lines"]
    assert (line["amount"], line["source"]["confidence"]) == ("30", "user")
    assert quote.made.objective.value == {"credits": "75"}


def test_own_rates_that_can_be_read_only_once_count_all_the_same(own: RateFile) -> None:
    quote = shotwright.quote(waving(), on=ON, own=iter([own]))
    assert quote.estimate is not None
    assert quote.estimate.wire()["totals"] == {"credits": "30"}


def test_a_quote_is_the_same_every_time() -> None:
    first, second = (
        shotwright.quote(shotwright.load(EXAMPLES / "interview.yaml"), on=ON) for _ in range(2)
    )
    assert first == second
    assert json.dumps(first.wire()) == json.dumps(second.wire())
