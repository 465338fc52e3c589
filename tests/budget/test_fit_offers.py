"""What `fit` may change: every offer, with what it is said to hurt, as `pains.toml` has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.budget.test_fit import CAST, DAY, board_of, shot

from shotwright.budget.offers import POINT, menus
from shotwright.budget.reshape import switched, switches
from shotwright.catalog import route
from shotwright.model.board import Board
from shotwright.model.plan import Plan
from shotwright.planner import plan
from shotwright.storyfile import Change, load

TALK: dict[str, Any] = {"talk": "Good morning, everyone out there.", "source": "studio"}
MOVED = TALK | {"motion": "nods"}
JOIN = "in one shot with b00"
Said = list[list[tuple[str, float]]]


def planned_of(board: Board) -> Plan:
    planned = plan(board, on=DAY)
    assert isinstance(planned, Plan)
    return planned


def offered(*beats: dict[str, Any], **top: object) -> Said:
    """List what may be done to the last beat: nothing first, each with its points of pain."""
    board = board_of(list(beats), **top)
    planned = planned_of(board)
    menu = menus(board, planned, route(board.routes.shots).shots)[-1]
    return [[(offer.change, offer.pain / POINT) for offer in choice] for choice in menu]


# By hand: of what is nice, or to be dropped first, a second hurts one point, of the rest two; left
# out they hurt 12 and 4; sharing a shot 3, talk without its motion 3.  A shot has 4 s or more.


@pytest.mark.parametrize(
    ("beat", "choices"),
    [
        (shot(6), [[("5 s instead of 6 s", 2)], [("4 s instead of 6 s", 4)]]),
        (shot(5, keep="nice"), [[("4 s instead of 5 s", 1)], [("left out", 12)]]),
        (shot(5, keep="drop-first"), [[("4 s instead of 5 s", 1)], [("left out", 4)]]),
        (shot(5.5), [[("5 s instead of 5.5 s", 1)], [("4 s instead of 5.5 s", 3)]]),
        (shot(4), []),
        (shot(8, keep="must"), []),
        (shot("=8"), []),
        (shot("=8", keep="nice"), [[("left out", 12)]]),
        (shot("5-7", keep="drop-first"), [[("left out", 4)]]),
        (shot("auto"), []),
        (TALK, []),
        (TALK | {"keep": "nice"}, [[("left out", 12)]]),
        (MOVED | {"keep": "must"}, []),
        (
            MOVED | {"keep": "drop-first"},
            [[("without its motion prompt", 3)], [("left out", 4)]],
        ),
    ],
)
def test_a_beat_is_offered_what_its_keep_and_its_seconds_allow(
    beat: dict[str, Any], choices: Said
) -> None:
    assert offered(beat) == [[], *choices]


def test_a_length_that_was_inferred_is_trimmed_from_what_was_planned() -> None:
    line = "Every morning four hundred million kettles wait for the grid, and this one for the sun."
    beat = {"shot": "Maya waves", "audio": {"says": [{"by": "maya", "line": line}]}}
    (item,) = planned_of(board_of([beat])).items
    whole = item.parts[0].wished / 1000
    assert whole > 5
    shorter = [seconds for seconds in range(15, 3, -1) if seconds < whole]
    pains = [pain for ((_, pain),) in offered(beat)[1:]]
    assert pains == [pytest.approx(2 * (whole - seconds)) for seconds in shorter]


@pytest.mark.parametrize(
    ("before", "beat", "words"),
    [
        (shot(4), shot(4), JOIN),
        (shot(4), shot(4, cut="always"), "`cut: always` goes"),
        (shot(4, keep="must"), shot(4), JOIN),
        (shot(4), shot(4, cut="never"), None),
        (shot(4), shot(4, keep="must"), None),
        (shot("auto"), shot(4), None),
        (shot(4), shot("auto"), None),
        (shot(4), {"prompt": "Maya waves.", "seconds": 4}, None),
        ({"prompt": "Maya waves.", "seconds": 4}, shot(4), None),
        (TALK, shot(4), None),
        (TALK, shot(4, over="b00"), None),
    ],
)
def test_a_beat_may_share_a_shot_with_the_one_before(
    before: dict[str, Any], beat: dict[str, Any], words: str | None
) -> None:
    assert offered(before, beat) == ([[], [(words, 3)]] if words else [[]])


def test_what_shares_a_shot_may_be_trimmed_and_is_never_left_out() -> None:
    assert offered(shot(4), shot(5, keep="nice")) == [
        [], [("4 s instead of 5 s", 1)], [("left out", 12)],
        [(JOIN, 3)], [("4 s instead of 5 s", 1), (JOIN, 3)],
    ]  # fmt: skip


def test_no_shot_is_shared_across_scenes_nor_across_talk_nor_where_two_have_no_room() -> None:
    board = board_of([shot(4)], [shot(4), TALK, shot(4, over="b11"), shot(4)])
    planned, limits = planned_of(board), route("web").shots
    assert limits is not None
    assert menus(board, planned, limits) == (((),),) * 5
    board = board_of([shot(4), shot(4)])
    for most, joins in ((14, 1), (13, 0)):
        own = {
            "seconds": limits.seconds.model_copy(update={"max": most}),
            "seconds_per_part": limits.seconds_per_part.model_copy(update={"min": 7}),
        }
        tight = limits.model_copy(update=own)
        assert len(menus(board, planned_of(board), tight)[1]) == 1 + joins
    nice = board_of([shot(9, keep="nice")])
    assert [len(menu) for menu in menus(nice, planned_of(nice), None)] == [2]  # no shots made there


def test_talk_under_a_cutaway_is_not_left_out() -> None:
    board = board_of([TALK | {"keep": "nice"}, shot(4, over="b00"), TALK | {"keep": "nice"}])
    found = menus(board, planned_of(board), route("web").shots)
    assert [len(menu) for menu in found] == [1, 1, 2]


def whole(board: Board, *asked: str, on: date = DAY) -> list[list[tuple[str, float]]]:
    """List what may be changed for the whole board, with its points of pain; not fewer takes."""
    return [
        [(offer.change, offer.pain / POINT) for offer in group]
        for group in switches(board, planned_of(board), on, set(asked))
        if group[0].kind != "takes"
    ]


# By hand: 2 points a beat and step of size, 3 a beat of another engine, 10 for another route.

TO_API = [("shots on api instead of web", 10)]


def test_other_routes_are_offered_where_something_is_made_there_and_none_was_asked_for() -> None:
    board = board_of([shot(4), TALK])
    assert whole(board) == [TO_API, [("talk on api instead of web", 10)]]
    assert whole(board, "shots") == [[("talk on api instead of web", 10)]]
    assert whole(board, "talk") == [TO_API]
    assert whole(board_of([shot(4)])) == [TO_API]
    assert whole(board_of([TALK])) == [[("talk on api instead of web", 10)]]


def test_a_route_is_offered_until_its_last_day() -> None:
    board = board_of([TALK])
    last = [[("talk on api instead of web", 10), ("talk on legacy instead of web", 10)]]
    assert whole(board, on=date(2026, 10, 31)) == last
    assert whole(board, on=date(2026, 11, 1)) == [last[0][:1]]


def test_smaller_sizes_hurt_by_every_step_of_every_beat_and_change_only_what_says_more() -> None:
    large = [TALK | {"id": "a", "resolution": "4k"}, TALK | {"id": "b"}]
    scenes = [
        {"id": "s", "resolution": "1080p", "beats": large},
        {"id": "t", "beats": [TALK | {"id": "c"}]},
    ]
    top = {"shotwright": 1, "cast": CAST, "resolution": "720p"}
    board = load(top | {"scenes": scenes})
    less, least = switches(board, planned_of(board), DAY, {"talk"})[0]
    assert [(less.change, less.pain), (least.change, least.pain)] == [
        ("1080p at most", 2 * POINT), ("720p at most", (2 * 2 + 2) * POINT),
    ]  # fmt: skip
    scene, beat = ("scenes", 0, "resolution"), ("scenes", 0, "beats", 0, "resolution")
    assert (less.path, less.edits) == (beat, (Change(beat, "1080p"),))
    assert (least.path, least.edits) == (scene, (Change(scene, "720p"), Change(beat, "720p")))
    for offer, sizes in ((less, ["1080p", "1080p", "720p"]), (least, ["720p"] * 3)):
        assert [brief.resolution for brief in switched(board, [offer]).briefs] == sizes
    lower = board_of([TALK | {"resolution": "720p"}], resolution="1080p")
    assert whole(lower, "talk") == []  # what the board says is said of no beat
    even = board_of([TALK], resolution="1080p")
    (offer,) = switches(even, planned_of(even), DAY, {"talk"})[0]
    assert offer.edits == (Change(("resolution",), "720p"),)


def test_avatar_iv_is_offered_instead_of_avatar_v() -> None:
    five = TALK | {"engine": "avatar_v"}
    board = board_of([five, TALK | {"engine": "avatar_iii"}, shot(4)], [five])
    (group,) = switches(board, planned_of(board), DAY, {"shots", "talk"})[:1]
    (offer,) = group
    assert (offer.change, offer.pain) == ("avatar_iv instead of avatar_v", 6 * POINT)
    assert offer.path == ("scenes", 0, "beats", 0, "engine")
    assert offer.edits == tuple(
        Change(("scenes", scene, "beats", 0, "engine"), "avatar_iv") for scene in (0, 1)
    )
    made = switched(board, [offer]).briefs
    assert [getattr(brief, "engine", None) for brief in made] == [
        "avatar_iv", "avatar_iii", None, "avatar_iv",
    ]  # fmt: skip
