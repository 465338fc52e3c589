"""Boards that no plan can hold: every clash is told, with what would solve it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

import shotwright
from shotwright.model.names import RouteName
from shotwright.model.plan import Clash, NoPlan, Plan

ON = date(2026, 11, 21)
CAST: dict[str, Any] = {
    **{name: {"look": f"lk_{name}", "voice": "vc"} for name in ("ana", "ben", "cy", "dee")},
    "pic": {"image": "https://example.com/pic.png"},
    "nobody": {"voice": "vc"},
}
PICTURES = {f"p{n}": {"image": f"https://example.com/{n}.png"} for n in range(1, 11)}


def planned(
    *beats: Mapping[str, Any], shots: RouteName = "web", talk: RouteName = "web"
) -> Plan | NoPlan:
    named = [{"id": chr(97 + n), **beat} for n, beat in enumerate(beats)]
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": CAST,
            "references": PICTURES,
            "scenes": [{"id": "s", "with": ["ana"], "beats": named}],
        }
    )
    return shotwright.plan(board, on=ON, shots=shots, talk=talk)


def clashes(
    *beats: Mapping[str, Any], shots: RouteName = "web", talk: RouteName = "web"
) -> tuple[Clash, ...]:
    answer = planned(*beats, shots=shots, talk=talk)
    assert isinstance(answer, NoPlan)
    return answer.clashes


def waves(seconds: object = 5, **keys: object) -> dict[str, Any]:
    return {"shot": "Ana waves", "seconds": seconds, **keys}


def says(talk: object = "Hello there.", **keys: object) -> dict[str, Any]:
    return {"talk": talk, "by": "ana", **keys}


RECORDING = "https://example.com/talk.mp3"


class Fault(NamedTuple):
    """A beat that cannot be made on a route, and the same one mended."""

    rule: str
    bad: dict[str, Any]
    mended: dict[str, Any]
    route: RouteName = "web"


FAULTS = {
    "exactly 3 s alone": Fault("SHOT053", waves("=3"), waves("=4")),
    "exactly 3 s as a prompt": Fault(
        "SHOT053", {"prompt": "Ana", "seconds": "=3"}, {"prompt": "Ana", "seconds": 3}
    ),
    "exactly 5.5 s alone": Fault("SHOT053", waves("=5.5"), waves(5.5)),
    "exactly 16.5 s": Fault("SHOT053", waves("=16.5"), waves("=17")),
    "16 s of a prompt": Fault(
        "SHOT053", {"prompt": "Ana", "seconds": 16}, {"prompt": "Ana", "seconds": 15}
    ),
    "four looks": Fault(
        "SHOT016",
        waves(**{"with": ["ana", "ben", "cy", "dee"]}),
        waves(**{"with": ["ana", "ben", "cy"]}),
    ),
    "four looks on the API": Fault(
        "SHOT016",
        waves(**{"with": ["ana", "ben", "cy", "dee"]}),
        waves(**{"with": ["ana", "ben", "cy"]}),
        "api",
    ),
    "no look on the API": Fault("SHOT016", waves(**{"with": []}), waves(), "api"),
    "no look in the app": Fault("SHOT016", waves(**{"with": []}), waves()),
    "four references in the app": Fault(
        "REFS003",
        waves(references=["p1", "p2", "p3", "p4"]),
        waves(references=["p1", "p2", "p3"]),
    ),
    "ten pictures on the API": Fault(
        "REFS002",
        waves(references=list(PICTURES)),
        waves(references=list(PICTURES)[:8]),
        "api",
    ),
    "nine pictures and a look on the API": Fault(
        "REFS002",
        waves(references=list(PICTURES)[:9]),
        waves(references=list(PICTURES)[:8]),
        "api",
    ),
    "a square in the app": Fault("SHOT054", waves(aspect="1:1"), waves(aspect="9:16")),
    "4:5 on the API": Fault("SHOT054", waves(aspect="4:5"), waves(aspect="1:1"), "api"),
    "4k in the app": Fault("SHOT054", waves(resolution="4k"), waves(resolution="1080p")),
    "4k on the API": Fault("SHOT054", waves(resolution="4k"), waves(resolution="1080p"), "api"),
    "a picture alone in a shot": Fault("CAST002", waves(**{"with": ["pic"]}), waves()),
    "a voice alone in a shot": Fault("CAST002", waves(**{"with": ["nobody"]}), waves(), "api"),
    "a voice alone that talks": Fault("CAST002", says(by="nobody"), says(by="pic")),
    "a studio of another shape": Fault(
        "TALK017",
        says(source="studio", options={"api": {"fit": "cover"}}),
        says(source="studio"),
        "api",
    ),
    "a photo on the legacy route": Fault(
        "TALK017", says(source="photo"), says(source="studio"), "legacy"
    ),
    "a picture on the legacy route": Fault("CAST002", says(by="pic"), says(), "legacy"),
    "Avatar V on the legacy route": Fault(
        "TALK024", says(engine="avatar_v"), says(engine="avatar_iii"), "legacy"
    ),
    "4k on the legacy route": Fault(
        "TALK018", says(resolution="4k"), says(resolution="1080p"), "legacy"
    ),
    "half a second of silence": Fault(
        "TALK002", says({"silence": 0.5}), says({"silence": 1}), "legacy"
    ),
    "101 s of silence": Fault("TALK002", says({"silence": 101}), says({"silence": 100}), "legacy"),
    "a shot on the legacy route": Fault("ROUT001", waves(), says(), "legacy"),
    "direct video in the app": Fault("TALK017", says(source="direct"), says(source="studio")),
    "a silence on the API": Fault("TALK019", says({"silence": 3}), says(), "api"),
    "a silence from a photo": Fault("TALK019", says({"silence": 3}, by="pic"), says(by="pic")),
    "a silence of 181 s": Fault("TALK002", says({"silence": 181}), says({"silence": 180})),
    "a recording of 181 s": Fault(
        "TALK002",
        says({"audio": {"url": RECORDING, "seconds": 181}}),
        says({"audio": {"url": RECORDING, "seconds": 180}}),
    ),
    "a recording of 180.001 s on the API": Fault(
        "TALK002",
        says({"audio": {"url": RECORDING, "seconds": 180.001}}),
        says({"audio": {"url": RECORDING, "seconds": 180}}),
        "api",
    ),
    "a break of 181 s": Fault(
        "TALK002", says('One. <break time="181s"/> Two.'), says('One. <break time="18s"/> Two.')
    ),
}


def check_form(clash: Clash, *beats: str) -> None:
    assert clash.beats == beats
    assert clash.rule
    assert clash.has
    assert clash.limit
    assert clash.has != clash.limit
    assert clash.ways_out
    assert all(way.strip() for way in clash.ways_out)
    assert str(clash).startswith(" + ".join(beats))


@pytest.mark.parametrize("what", FAULTS)
def test_what_a_route_cannot_make_is_a_clash_with_a_way_out(what: str) -> None:
    fault = FAULTS[what]
    (clash,) = clashes(fault.bad, shots=fault.route, talk=fault.route)
    check_form(clash, "a")
    assert clash.rule == fault.rule
    assert isinstance(planned(fault.mended, shots=fault.route, talk=fault.route), Plan)


def test_all_clashes_of_a_board_are_told_at_once_in_story_order() -> None:
    faults = [fault for fault in FAULTS.values() if fault.route == "web"]
    # A written cut before each keeps a fault from being mended by its neighbour.
    found = clashes(*[{**fault.bad, "cut": "always"} for fault in faults])
    assert [clash.rule for clash in found] == [fault.rule for fault in faults]
    for number, clash in enumerate(found):
        check_form(clash, chr(97 + number))


def test_both_clashes_of_one_beat_are_told() -> None:
    bad = waves(aspect="1:1", resolution="4k", **{"with": ["ana", "ben", "cy", "dee"]})
    assert sorted(clash.rule for clash in clashes(bad)) == ["SHOT016", "SHOT054", "SHOT054"]


def test_three_exact_seconds_are_made_where_a_neighbour_shares() -> None:
    assert isinstance(planned(waves("=3"), waves(5)), Plan)


def test_what_a_neighbour_would_mend_is_no_clash_beside_another_fault() -> None:
    crowd = waves(**{"with": ["ana", "ben", "cy", "dee"]})
    (clash,) = clashes(waves("=3"), waves(5), crowd)
    check_form(clash, "c")


def test_somebody_missing_from_a_beat_that_a_neighbour_lends_a_look_is_no_clash() -> None:
    crowd = waves(**{"with": ["ana", "ben", "cy", "dee"]})
    (clash,) = clashes(waves(4, **{"with": []}), waves(4), crowd)
    check_form(clash, "c")


def test_beats_that_cannot_all_borrow_a_look_clash_for_their_looks() -> None:
    # The middle one can lend its look to one neighbour only: three times 6 s is over 15.
    alone = waves(6, **{"with": []})
    found = clashes(alone, waves(6), alone)
    assert {clash.rule for clash in found} == {"SHOT016"}
    assert {beat for clash in found for beat in clash.beats} <= {"a", "b", "c"}
    assert not any("=" in way for clash in found for way in clash.ways_out)


def test_a_forbidden_cut_that_would_join_four_looks_clashes_for_the_looks() -> None:
    pair = waves(4, **{"with": ["ana", "ben"]})
    (clash,) = clashes(pair, waves(4, cut="never", **{"with": ["cy", "dee"]}))
    check_form(clash, "a", "b")
    assert "4 looks" in f"{clash.has} {clash.limit}"
    assert not any("shorter" in way for way in clash.ways_out)


def test_exact_beats_that_no_clip_holds_together_are_no_plan() -> None:
    found = clashes(waves("=2"), waves("=3"))
    assert {clash.rule for clash in found} == {"SHOT053"}
    assert {beat for clash in found for beat in clash.beats} <= {"a", "b"}
    assert all(clash.ways_out for clash in found)


def test_exact_beats_that_fill_no_whole_seconds_together_are_no_plan() -> None:
    found = clashes(waves("=7"), waves("=7"), waves("=7.5", cut="never"))
    assert "c" in {beat for clash in found for beat in clash.beats}
    assert all(clash.ways_out for clash in found)


@pytest.mark.parametrize(("seconds", "offered"), [("=0.5", "=4"), ("=3.5", "=4"), ("=5.5", "=6")])
def test_a_way_out_of_an_exact_fraction_can_be_made(seconds: str, offered: str) -> None:
    first = clashes(waves(seconds))[0]
    assert offered in " ".join(first.ways_out)
    told = {word.strip(",`") for way in first.ways_out for word in way.split() if word[0] == "="}
    for length in told - {"="}:
        assert isinstance(planned(waves(length)), Plan), length


def test_clashes_are_told_where_the_other_route_would_do() -> None:
    (square,) = clashes(waves(aspect="1:1"))
    assert any("api" in way for way in square.ways_out)
    (references,) = clashes(waves(references=["p1", "p2", "p3", "p4"]))
    assert any("api" in way for way in references.ways_out)
    (silence,) = clashes(says({"silence": 3}), talk="api")
    assert any("web" in way for way in silence.ways_out)


# Smallest sets, and ways out that are ways out


class Knot(NamedTuple):
    """Beats that cannot hold together, and which of them the clash names."""

    beats: list[dict[str, Any]]
    named: tuple[str, ...]
    rule: str
    ways: tuple[str, ...]


NOBODY: dict[str, Any] = {"with": []}
KNOTS = {
    "three that are tied are over 15 s": Knot(
        [waves(6), waves(6, cut="never"), waves(6, cut="never")],
        ("a", "b", "c"),
        "PLAN012",
        ("allow a cut before `b`", "allow a cut before `c`", "make `a` 3 s"),
    ),
    "four that are tied are too many parts": Knot(
        [waves(3), *[waves(3, cut="never")] * 3],
        ("a", "b", "c", "d"),
        "PLAN012",
        ("allow a cut before `b`", "allow a cut before `c`", "allow a cut before `d`"),
    ),
    "a pair of exact lengths": Knot(
        [waves("=2"), waves("=3")],
        ("a", "b"),
        "SHOT053",
        ("drop the `=` of `a`", "drop the `=` of `b`", "make `a` =5", "make `b` =6"),
    ),
    "an exact length between others, where an end is tied": Knot(
        [waves("=7"), waves("=7"), waves("=7.5", cut="never")],
        ("b", "c"),
        "SHOT053",
        ("drop the `=` of `c`", "make `c` =7", "make `c` =8"),
    ),
    "four looks in a tied pair": Knot(
        [waves(4, **{"with": ["ana", "ben"]}),
         waves(4, cut="never", **{"with": ["cy", "dee"]})],
        ("a", "b"),
        "SHOT016",
        ("allow a cut before `b`",),
    ),
    "one look for two": Knot(
        [waves(6, **NOBODY), waves(6), waves(6, **NOBODY)],
        ("a", "c"),
        "SHOT016",
        ("make `a` 3 s", "put a cast member with a look into `with` of `a`"),
    ),
}  # fmt: skip


def names_a_beat(way: str) -> bool:
    """Tell whether a way out says which beat to change, and so was priced."""
    return any(len(word) == 1 for word in way.split("`")[1::2])


def taken(beats: list[dict[str, Any]], way: str) -> list[dict[str, Any]]:
    """Do what a way out says."""
    words = way.split("`")
    number = ord(words[1] if len(words) == 3 else words[3]) - 97
    changed = dict(beats[number])
    if way.startswith("allow"):
        del changed["cut"]
    elif way.startswith("drop the"):
        changed["seconds"] = float(str(changed["seconds"]).lstrip("="))
    elif way.startswith("make"):
        changed["seconds"] = words[2].strip().removesuffix(" s")
        if not changed["seconds"].startswith("="):
            changed["seconds"] = int(changed["seconds"])
    elif way.startswith("leave"):
        changed |= {"with": ["ana"], "references": []}
    else:
        assert way.startswith("put"), way
        number = ord(words[3]) - 97
        changed = {**beats[number], "with": ["ana"]}
    return [*beats[:number], changed, *beats[number + 1 :]]


@pytest.mark.parametrize("what", KNOTS)
@pytest.mark.parametrize("route", ["web", "api"])
def test_the_smallest_set_is_named_with_ways_out_that_lead_out(what: str, route: RouteName) -> None:
    knot = KNOTS[what]
    (clash,) = clashes(*knot.beats, shots=route)
    check_form(clash, *knot.named)
    assert clash.rule == knot.rule
    assert set(knot.ways) <= set(clash.ways_out), clash.ways_out
    for way in clash.ways_out:
        if names_a_beat(way):
            assert isinstance(planned(*taken(knot.beats, way), shots=route), Plan), way


@pytest.mark.parametrize("what", KNOTS)
@pytest.mark.parametrize("route", ["web", "api"])
def test_the_cheapest_way_out_comes_first(what: str, route: RouteName) -> None:
    knot = KNOTS[what]
    (clash,) = clashes(*knot.beats, shots=route)
    worth = []
    for way in clash.ways_out:
        if names_a_beat(way):
            plan = planned(*taken(knot.beats, way), shots=route)
            assert isinstance(plan, Plan)
            worth += [Decimal(value) for value in plan.objective.value.values()]
    assert worth == sorted(worth)


def test_far_knots_of_one_run_are_told_at_once_without_what_lies_between() -> None:
    between = [waves(9)] * 6
    found = clashes(waves(8), waves(9, cut="never"), *between, waves(9), waves(8, cut="never"))
    assert [clash.beats for clash in found] == [("a", "b"), ("i", "j")]


def test_a_fault_deep_in_a_long_run_is_found_with_its_beats_alone() -> None:
    run = [waves(7)] * 10
    found = clashes(*run, waves(6), waves(6, cut="never"), waves(6, cut="never"), *run)
    assert [clash.beats for clash in found] == [("k", "l", "m")]
