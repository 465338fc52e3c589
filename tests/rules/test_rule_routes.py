"""The rules about routes and about 4k talk, at their edges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rules.conftest import Ask

SHOT = "- shot: Maya lifts a mug\n  seconds: 6"
TALK = "- talk: Good morning.\n  by: maya"


@pytest.mark.parametrize(
    ("on", "when"),
    [
        (date(2026, 10, 30), "is retired after 2026-10-31"),
        (date(2026, 10, 31), "is retired after 2026-10-31"),
        (date(2026, 11, 1), "has been retired since 2026-10-31"),
    ],
)
def test_rout002_goes_by_the_last_day(ask: Ask, on: date, when: str) -> None:
    asked = ask("ROUT002", f"{TALK}\n{TALK}", route="legacy", on=on)
    (finding,) = asked.findings
    assert when in finding.message
    assert (finding.beat, finding.severity) == ("", "warn")
    assert asked.places == [(2, asked.text.splitlines()[1].rindex("legacy") + 1)]


@pytest.mark.parametrize("route", ["web", "api", "agent"])
def test_rout002_passes_over_routes_without_a_last_day(ask: Ask, route: str) -> None:
    assert not ask("ROUT002", TALK, route=route).findings


@pytest.mark.parametrize(
    ("beats", "route", "parts"),
    [
        (f"{SHOT}\n{SHOT}", "web", ["shots"]),
        (TALK, "web", []),  # what is known is about shots
        (f"{SHOT}\n{TALK}", "api", ["shots"]),  # of its talk, no more than of all
        (TALK, "api", ["talk"]),
        (TALK, "legacy", []),
    ],
)
def test_rout003_tells_once_for_every_part_that_the_board_uses(
    ask: Ask, beats: str, route: str, parts: list[str]
) -> None:
    found = ask("ROUT003", beats, route=route).findings
    assert [finding.message.split()[0] for finding in found] == parts
    assert all(finding.severity == "info" and not finding.beat for finding in found)


def test_rout003_joins_the_notes_and_marks_those_that_are_hearsay(ask: Ask) -> None:
    (finding,) = ask("ROUT003", SHOT).findings
    assert "there is a waitlist; Avatar Shots is on all paid plans; " in finding.message
    assert finding.message.endswith("bought by 2026-08-17 (reported)")
    (finding,) = ask("ROUT003", TALK, route="api").findings
    assert "look kinds" not in finding.message  # that is about shots


@pytest.mark.parametrize(
    ("beat", "wish"),
    [
        ("- shot: Maya waves\n  seconds: '=6'", "seconds: =6"),
        ("- shot: Maya waves\n  resolution: 1080p", "resolution: 1080p"),
        ("- talk: Hi\n  by: maya\n  speed: 1.2", "speed: 1.2"),
        ("- talk: Hi\n  by: maya\n  engine: avatar_v", "engine: avatar_v"),
    ],
)
def test_rout006_names_the_wish_and_only_on_the_agent(ask: Ask, beat: str, wish: str) -> None:
    (finding,) = ask("ROUT006", f"{beat}\n{SHOT}", route="agent").findings
    assert wish in finding.message
    assert finding.beat == "s.1"
    assert not ask("ROUT006", beat, route="api").findings


CALLED = 'options: {api: {callback_url: "https://example.com/done"}}'


@pytest.mark.parametrize("level", ["beat", "scene", "board"])
def test_rout007_points_at_the_option_where_it_stands_and_can_remove_it(
    ask: Ask, level: str
) -> None:
    beats = f"{SHOT}\n  {CALLED}" if level == "beat" else SHOT
    scene = f"setting: a kitchen\n{CALLED}" if level == "scene" else "setting: a kitchen"
    board = CALLED if level == "board" else ""
    asked = ask("ROUT007", beats, scene=scene, board=board, route="api")
    assert asked.places == [asked.place_of('"https://example.com/done')]
    assert asked.findings[0].mend is not None
    assert not asked.findings[0].mend.safe
    asked.check_fixes()


def test_rout007_is_about_shots_on_the_api(ask: Ask) -> None:
    assert not ask("ROUT007", f"{TALK}\n  {CALLED}", route="api").findings
    assert not ask("ROUT007", f"{SHOT}\n  {CALLED}", route="web").findings
    assert not ask("ROUT007", SHOT, route="api").findings


@pytest.mark.parametrize(
    ("who", "engine", "resolution", "route", "code"),
    [
        ("maya", "avatar_iv", "4k", "api", "TALK025"),
        ("pic", "avatar_v", "4k", "api", "TALK025"),
        ("maya", "avatar_iv", "1080p", "api", None),
        ("maya", "avatar_iv", "4k", "web", None),
        ("pic", "avatar_iii", "4k", "api", "TALK026"),
        ("maya", "avatar_iii", "4k", "api", None),
        ("pic", "avatar_iii", "1080p", "api", None),
        ("pic", "avatar_iii", "4k", "web", None),
    ],
)
def test_talk025_and_talk026_judge_4k_by_engine_and_look(
    ask: Ask, who: str, engine: str, resolution: str, route: str, code: str | None
) -> None:
    beat = f"- {{talk: Good morning., by: {who}, engine: {engine}, resolution: {resolution}}}"
    for asked_code, severity in (("TALK025", "warn"), ("TALK026", "error")):
        asked = ask(asked_code, beat, route=route)
        assert [found.severity for found in asked.findings] == [severity] * (asked_code == code)
        assert asked.places == [asked.place_of(f"{resolution}}}")] * (asked_code == code)


def test_talk025_points_at_an_inherited_resolution(ask: Ask) -> None:
    asked = ask("TALK025", TALK, board="resolution: 4k", route="api")
    assert asked.places == [asked.place_of("4k")]
