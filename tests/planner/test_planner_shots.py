"""Shot beats to shots: their lengths, which of them share one, and how long ones are split."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

import shotwright
from shotwright.model.board import Board
from shotwright.model.names import Objective, RouteName
from shotwright.model.plan import Clash, Item, NoPlan, Plan
from shotwright.speech import timeline

ON = date(2026, 11, 21)
CAST = {name: {"look": f"lk_{name}", "voice": f"vc_{name}"} for name in ("ana", "ben", "cy", "dee")}
PICTURES = {f"p{n}": {"image": f"https://example.com/{n}.png"} for n in range(1, 11)}
CLIPS = {f"v{n}": {"video": f"https://example.com/{n}.mp4"} for n in range(1, 5)}


def board(*beats: Mapping[str, Any], **keys: object) -> Board:
    """Load a board of one scene; beats are called a, b, c and so on."""
    named = [{"id": chr(97 + n), **beat} for n, beat in enumerate(beats)]
    scene = {"id": "s", "with": ["ana"], "beats": named}
    data = {"shotwright": 1, "cast": CAST, "references": {**PICTURES, **CLIPS}, "scenes": [scene]}
    return shotwright.load({**data, **keys})


def planned(
    story: Board, shots: RouteName = "web", objective: Objective = "expected"
) -> tuple[Item, ...]:
    plan = shotwright.plan(story, on=ON, shots=shots, objective=objective)
    assert isinstance(plan, Plan), plan
    return plan.items


def clashes(story: Board, shots: RouteName = "web") -> tuple[Clash, ...]:
    plan = shotwright.plan(story, on=ON, shots=shots)
    assert isinstance(plan, NoPlan)
    return plan.clashes


def only(story: Board, shots: RouteName = "web") -> Item:
    (item,) = planned(story, shots)
    return item


def ids(story: Board, shots: RouteName = "web", objective: Objective = "expected") -> list[str]:
    return [item.id for item in planned(story, shots, objective)]


def waves(seconds: object = 5, **keys: object) -> dict[str, Any]:
    return {"shot": "Ana waves", "seconds": seconds, **keys}


def wished(item: Item) -> int:
    return sum(part.wished for part in item.parts)


# How long a beat becomes


@pytest.mark.parametrize(
    ("seconds", "made", "pad", "wish"),
    [
        (6, 6, 0, 6000),
        (15, 15, 0, 15000),
        (4, 4, 0, 4000),
        (3, 4, 1, 3000),
        (0.5, 4, 3.5, 500),
        (5.25, 6, 0.75, 5250),
        (14.001, 15, 0.999, 14001),
    ],
)
@pytest.mark.parametrize("route", ["web", "api"])
def test_a_wish_is_met_and_padded_up_to_whole_seconds(
    seconds: float, made: int, pad: float, wish: int, route: RouteName
) -> None:
    item = only(board(waves(seconds)), route)
    assert (item.seconds, item.seconds_low, item.seconds_high) == (made, made, made)
    assert item.billed_seconds == made
    assert item.pad == pad
    assert wished(item) == wish


@pytest.mark.parametrize("seconds", [4, 9, 15])
def test_an_exact_length_is_met_without_a_pad(seconds: int) -> None:
    item = only(board(waves(f"={seconds}")))
    assert (item.seconds, item.pad, wished(item)) == (seconds, 0, seconds * 1000)


@pytest.mark.parametrize(
    ("seconds", "made", "pad", "wish"),
    [
        ("5-7", 5, 0, 5000),
        ("4-15", 4, 0, 4000),
        ("12-20", 12, 0, 12000),
        ("3.5-8", 4, 0, 4000),
        ("5.5-6", 6, 0, 6000),
        ("2-3", 4, 1, 3000),
        ("4.2-4.8", 5, 0.2, 4800),
    ],
)
@pytest.mark.parametrize("route", ["web", "api"])
def test_a_range_is_free_inside_and_padded_only_beyond_its_high_end(
    seconds: str, made: int, pad: float, wish: int, route: RouteName
) -> None:
    item = only(board(waves(seconds)), route)
    assert (item.seconds, item.pad, wished(item)) == (made, pad, wish)


def test_a_range_that_no_clip_holds_is_split_without_a_pad_that_lies_inside_it() -> None:
    pieces = planned(board(waves("15.5-17")))
    assert [item.seconds for item in pieces] == [8, 8]
    assert [item.pad for item in pieces] == [0, 0]


@pytest.mark.parametrize(
    ("beat", "made"),
    [
        ({"shot": "Ana waves"}, 4),
        ({"shot": ["Ana waves", "Ana turns"]}, 5),
        ({"shot": ["Ana waves", "Ana turns", "Ana sits"]}, 8),
        ({"shot": "Ana waves. Ana turns. Ana sits"}, 8),
    ],
)
def test_an_open_length_is_inferred_from_the_steps(beat: dict[str, Any], made: int) -> None:
    item = only(board(beat))
    assert (item.seconds, item.pad) == (made, 0)
    assert "assumed" in item.why


def test_an_open_length_leaves_room_for_the_lines() -> None:
    line = "This kettle boils a litre of water in nine minutes, and it never asks for a plug."
    speaking = {"shot": "Ana speaks", "audio": {"says": [{"by": "ana", "line": line}]}}
    item = only(board(speaking))
    talk = shotwright.plan(board({"talk": line, "by": "ana"}), on=ON)
    assert isinstance(talk, Plan)
    spoken = talk.items[0].seconds
    assert item.seconds is not None
    assert spoken is not None
    assert item.seconds >= spoken > 4


def test_an_automatic_length_on_the_api_is_the_services_choice_and_reserved_at_the_longest() -> (
    None
):
    plan = shotwright.plan(board(waves("auto")), on=ON, shots="api")
    assert isinstance(plan, Plan)
    (item,) = plan.items
    assert (item.seconds, item.seconds_low, item.seconds_high) == (15, 4, 15)
    assert (item.billed_seconds, item.pad) == (15, 0)
    body = plan.generations[0].request
    assert body["auto_duration"] is True
    assert "duration" not in body


def test_an_automatic_length_in_the_app_is_the_longest_for_the_app_cannot_choose() -> None:
    plan = shotwright.plan(board(waves("auto")), on=ON, shots="web")
    assert isinstance(plan, Plan)
    (item,) = plan.items
    assert (item.seconds, item.seconds_low, item.seconds_high, item.pad) == (15, 15, 15, 0)
    assert plan.generations[0].request["seconds"] == 15


def test_a_planned_length_is_always_sent() -> None:
    plan = shotwright.plan(board(waves(7)), on=ON, shots="api")
    assert isinstance(plan, Plan)
    assert plan.generations[0].request["duration"] == 7
    assert "auto_duration" not in plan.generations[0].request


def test_each_part_keeps_its_own_wish_and_the_pad_stands_beside_them() -> None:
    (item,) = planned(board(waves(2.5), waves(3.25)), "api")
    assert item.id == "a+b"
    assert [(part.beat, part.from_, part.to, part.wished) for part in item.parts] == [
        ("a", 0, 2500, 2500),
        ("b", 0, 3250, 3250),
    ]
    assert (item.seconds, item.pad) == (8, 2.25)


def test_a_range_in_a_merged_shot_takes_up_what_would_be_padding() -> None:
    (item,) = planned(board(waves(4.5), waves("4-6")), "api")
    assert (item.seconds, item.pad) == (9, 0)
    assert [part.wished for part in item.parts] == [4500, 4500]


def test_an_exact_part_of_a_merged_shot_may_be_a_fraction_and_short() -> None:
    (item,) = planned(board(waves("=2.5"), waves("=6.5")))
    assert (item.id, item.seconds, item.pad) == ("a+b", 9, 0)


# Which beats share a shot


def test_flat_prices_put_neighbours_together() -> None:
    assert ids(board(waves(5), waves(6)), "api") == ["a+b"]


def test_prices_by_the_second_leave_neighbours_apart_where_a_merged_take_fails_more() -> None:
    assert ids(board(waves(5), waves(6)), "web") == ["a", "b"]


def test_prices_by_the_second_put_a_very_short_beat_to_its_neighbour() -> None:
    # Apart 4 + 7 s: 16/0.4 + 28/0.4 = 110 credits; together 8 s: 32/0.32 = 100.
    (item,) = planned(board(waves(1), waves(7)), "web")
    assert (item.id, item.seconds, item.pad) == ("a+b", 8, 0)


def test_the_boards_own_chances_of_a_keeper_decide() -> None:
    sure = {"shots": {"base": 0.4, "extra": 1}}
    poor = {"shots": {"base": 0.4, "extra": 0.4}}
    assert ids(board(waves(4.5), waves(4.5)), "web") == ["a", "b"]
    assert ids(board(waves(4.5), waves(4.5), keepers=sure), "web") == ["a+b"]
    assert ids(board(waves(5), waves(6), keepers=poor), "api") == ["a", "b"]


def test_a_written_cut_is_kept_where_sharing_would_be_cheaper() -> None:
    assert ids(board(waves(5), waves(6, cut="always")), "api") == ["a", "b"]


def test_a_forbidden_cut_is_not_made_where_it_would_be_cheaper() -> None:
    assert ids(board(waves(5), waves(6, cut="never")), "web") == ["a+b"]


def test_a_forbidden_cut_holds_only_before_its_own_beat() -> None:
    story = board(waves(5), waves(6), waves(4, cut="never"))
    assert ids(story, "web") == ["a", "b+c"]


@pytest.mark.parametrize(
    ("beats", "beat"),
    [
        ([waves(5, cut="never")], "a"),
        ([waves("auto"), waves(5, cut="never")], "b"),
        ([waves(5), waves("auto", cut="never")], "b"),
        ([waves(5), {"shot": ["Ana waves"] * 9, "seconds": "auto", "cut": "never"}], "b"),
        ([{"prompt": "Ana waves"}, waves(5, cut="never")], "b"),
        ([waves(5), waves(5, cut="never", aspect="9:16")], "b"),
        ([waves(5), waves(5, cut="never", enhance=True)], "b"),
        ([{"talk": "Hello.", "by": "ana"}, waves(5, cut="never")], "b"),
    ],
)
def test_a_forbidden_cut_with_nothing_to_share_is_a_clash(
    beats: list[dict[str, Any]], beat: str
) -> None:
    (clash,) = clashes(board(*beats))
    assert (clash.rule, clash.beats) == ("PLAN012", (beat,))
    assert clash.ways_out


def test_a_forbidden_cut_at_the_start_of_a_scene_is_a_clash() -> None:
    scenes = [
        {"id": "s", "with": ["ana"], "beats": [waves(5)]},
        {"id": "t", "with": ["ana"], "beats": [waves(5, id="first", cut="never")]},
    ]
    (clash,) = clashes(board(scenes=scenes))
    assert (clash.rule, clash.beats) == ("PLAN012", ("first",))


def test_forbidden_cuts_that_would_fill_more_than_a_clip_clash() -> None:
    (clash,) = clashes(board(waves(6), waves(6, cut="never"), waves(6, cut="never")))
    assert clash.rule == "PLAN012"
    assert clash.beats == ("a", "b", "c")


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (waves(5, aspect="9:16"), "aspect"),
        (waves(5, resolution="1080p"), "resolution"),
        (waves(5, language="es"), "language"),
        (waves(5, enhance=True), "Enhance"),
        ({"prompt": "Ana waves", "seconds": 5}, "verbatim prompt"),
        (waves("auto"), "automatic length"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_beats_that_differ_in_what_one_clip_has_once_stay_apart(
    second: dict[str, Any], why: str, *, turned: bool
) -> None:
    beats = [second, waves(5)] if turned else [waves(5), second]
    story = board(*beats)
    for item in planned(story, "api", "fewest"):
        assert "+" not in item.id, why


def test_talk_between_two_beats_keeps_them_apart() -> None:
    story = board(waves(5), {"talk": "Hello there.", "by": "ana"}, waves(5))
    assert ids(story, "api", "fewest") == ["a", "b", "c"]


def test_a_scene_ends_a_shot() -> None:
    scenes = [
        {"id": name, "with": ["ana"], "beats": [waves(5, id=name * 2)]} for name in ("s", "t")
    ]
    assert ids(board(scenes=scenes), "api", "fewest") == ["ss", "tt"]


def test_a_cutaway_shares_a_shot_with_nobody() -> None:
    talk = {"talk": "Here is a word.", "by": "ana"}
    story = board(talk, waves(4, over="a"), waves(5), waves(4, over="a"))
    assert ids(story, "api", "fewest") == ["a", "b", "c", "d"]


# What merged shots may carry


def test_looks_count_once_over_a_merged_shot() -> None:
    story = board(waves(4, **{"with": ["ana", "ben"]}), waves(4, **{"with": ["ben", "cy"]}))
    (item,) = planned(story, "web", "fewest")
    assert item.looks == ("lk_ana", "lk_ben", "lk_cy")


@pytest.mark.parametrize("route", ["web", "api"])
def test_four_looks_do_not_share_a_shot(route: RouteName) -> None:
    story = board(waves(4, **{"with": ["ana", "ben"]}), waves(4, **{"with": ["cy", "dee"]}))
    assert ids(story, route, "fewest") == ["a", "b"]


def test_a_beat_without_a_look_rides_with_a_neighbour_that_has_one() -> None:
    story = board(waves(4, **{"with": []}), waves(4))
    assert ids(story, "web") == ["a+b"]
    assert ids(story, "api") == ["a+b"]


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        (["p1", "p2"], ["p2", "p3"], True),
        (["p1", "p2"], ["p3", "p4"], False),
        (["p1", "v1"], ["v2"], True),
        (["p1", "v1"], ["v2", "v3"], False),
    ],
)
def test_the_app_takes_three_references_over_a_merged_shot(
    first: list[str], second: list[str], *, merged: bool
) -> None:
    story = board(waves(4, references=first), waves(4, references=second))
    assert ids(story, "web", "fewest") == (["a+b"] if merged else ["a", "b"])


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        (["p1", "p2", "p3", "p4", "p5"], ["p6", "p7", "p8"], True),
        (["p1", "p2", "p3", "p4", "p5"], ["p6", "p7", "p8", "p9"], False),
        (["p1", "p2", "p3", "p4", "p5"], ["p5", "p6", "p7", "p8"], True),
        (["v1", "v2"], ["v3"], True),
        (["v1", "v2"], ["v3", "v4"], False),
        (["v1", "v2"], ["v2", "v3"], True),
    ],
)
def test_the_api_takes_nine_pictures_with_the_looks_and_three_clips_over_a_merged_shot(
    first: list[str], second: list[str], *, merged: bool
) -> None:
    story = board(waves(4, references=first), waves(4, references=second))
    assert ids(story, "api", "fewest") == (["a+b"] if merged else ["a", "b"])


def test_references_of_a_merged_shot_come_in_the_order_of_their_first_use() -> None:
    story = board(waves(4, references=["p3", "p1"]), waves(4, references=["p1", "p2"]))
    (item,) = planned(story, "web", "fewest")
    assert item.references == ("p3", "p1", "p2")


@pytest.mark.parametrize("route", ["web", "api"])
@pytest.mark.parametrize("count", [2, 3])
def test_every_part_of_a_merged_shot_has_four_seconds(route: RouteName, count: int) -> None:
    (item,) = planned(board(*[waves(2)] * count), route, "fewest")
    assert item.seconds == 4 * count
    assert item.pad == 2 * count


def test_four_parts_do_not_fit_into_fifteen_seconds() -> None:
    items = planned(board(*[waves(1)] * 4), "api", "fewest")
    assert len(items) == 2
    assert all(item.seconds is not None and len(item.parts) <= item.seconds // 4 for item in items)


def test_prompts_that_are_too_long_together_do_not_share_a_shot() -> None:
    long = ["Ana walks on. " * 430, "Ana walks back. " * 380]
    story = board(*[{"shot": text, "seconds": 5} for text in long])
    for item in planned(story, "api"):
        assert item.prompt is not None
        assert len(item.prompt) <= 10_000


# Long beats


@pytest.mark.parametrize(
    ("seconds", "pieces"),
    [
        (16, [8, 8]),
        (15.5, [8, 8]),
        (17, [8, 9]),
        (30, [15, 15]),
        (31, [10, 10, 11]),
        (46, [11, 11, 12, 12]),
        (60, [15, 15, 15, 15]),
        (60.001, [12, 12, 12, 12, 13]),
        (120, [15] * 8),
        ("=46", [11, 11, 12, 12]),
        ("16-40", [8, 8]),
    ],
)
@pytest.mark.parametrize("route", ["web", "api"])
def test_a_long_beat_is_split_into_the_fewest_pieces_and_evenly(
    seconds: object, pieces: list[int], route: RouteName
) -> None:
    items = planned(board(waves(seconds)), route)
    assert [item.seconds for item in items] == pieces
    assert [item.id for item in items] == [f"a/{n}" for n in range(1, len(pieces) + 1)]
    assert min(pieces) >= 4


def test_only_the_last_piece_of_a_long_beat_is_padded() -> None:
    first, last = planned(board(waves(15.5)))
    assert (first.pad, wished(first)) == (0, 8000)
    assert (last.pad, wished(last)) == (0.5, 7500)
    assert [(part.from_, part.to) for item in (first, last) for part in item.parts] == [
        (0, 8000),
        (8000, 15500),
    ]


def actions(story: Board) -> list[str]:
    """Read what stands before the sound in each piece's prompt."""
    prompts = [item.prompt or "" for item in planned(story)]
    return [prompt.split(" Sound:")[0] for prompt in prompts]


@pytest.mark.parametrize(
    "text",
    [
        ["Ana chops herbs", "Ana stirs the pot"],
        "Shot 1: Ana chops herbs. Shot 2: Ana stirs the pot",
        "Ana chops herbs. Ana stirs the pot.",
        "Ana chops herbs, then Ana stirs the pot",
    ],
)
def test_a_long_beat_is_split_between_its_steps(text: object) -> None:
    story = board({"shot": text, "seconds": 24})
    assert actions(story) == ["Ana chops herbs.", "Ana stirs the pot."]
    assert all("between its steps" in item.why for item in planned(story))


def test_a_long_beat_is_split_after_a_semicolon_which_does_not_stay_behind() -> None:
    story = board({"shot": "Ana chops herbs; Ana stirs the pot", "seconds": 24})
    assert actions(story) == ["Ana chops herbs.", "Ana stirs the pot."]


def test_marks_count_before_sentences() -> None:
    text = "Shot 1: Ana chops herbs. She smiles. Shot 2: Ana stirs the pot. She smiles."
    first, second = actions(board({"shot": text, "seconds": 24}))
    assert first == "Ana chops herbs. She smiles."
    assert second == "Ana stirs the pot. She smiles."


def test_more_steps_than_pieces_are_dealt_out_in_order() -> None:
    steps = [f"Ana does number {n}" for n in range(1, 6)]
    first, second = actions(board({"shot": steps, "seconds": 24}))
    told = [n for part in (first, second) for n in range(1, 6) if f"number {n}" in part]
    assert told == [1, 2, 3, 4, 5]
    assert first
    assert second


def test_a_long_beat_with_too_few_steps_is_cut_evenly_with_the_same_text() -> None:
    story = board({"shot": "Ana chops herbs", "seconds": 24})
    assert actions(story) == ["Ana chops herbs.", "Ana chops herbs."]
    assert all("evenly" in item.why for item in planned(story))


def test_every_line_of_a_long_beat_is_spoken_in_exactly_one_piece() -> None:
    lines = ["One kettle.", "Two cups.", "Three friends."]
    says = [{"by": "ana", "line": line} for line in lines]
    story = board({"shot": "Ana talks", "audio": {"says": says}, "seconds": 40})
    prompts = [item.prompt or "" for item in planned(story)]
    assert [sum(line in prompt for prompt in prompts) for line in lines] == [1, 1, 1]
    assert [prompt.count('"') for prompt in prompts] == [2, 2, 2]


def test_a_long_verbatim_prompt_is_not_split() -> None:
    (clash,) = clashes(board({"prompt": "Ana waves", "seconds": 16}))
    assert (clash.rule, clash.beats) == ("SHOT053", ("a",))


def test_a_piece_shares_a_shot_with_a_neighbour_where_that_is_cheaper() -> None:
    # Apart: four clips at 7 dollars.  4 + 8 s and 8 + 4 s are two.
    first, last = planned(board(waves(4), waves(16), waves(4)), "api")
    assert (first.id, last.id) == ("a+b/1", "b/2+c")
    assert [(part.beat, part.from_, part.to) for part in (*first.parts, *last.parts)] == [
        ("a", 0, 4000),
        ("b", 0, 8000),
        ("b", 8000, 16000),
        ("c", 0, 4000),
    ]
    assert (first.seconds, first.pad, last.seconds, last.pad) == (12, 0, 12, 0)


def test_prices_by_the_second_leave_pieces_to_themselves() -> None:
    assert ids(board(waves(4), waves(16), waves(4)), "web") == ["a", "b/1", "b/2", "c"]


def test_pieces_stay_with_themselves_where_a_beat_may_not_share() -> None:
    story = board(waves(4), waves(16, cut="always"), waves(4, cut="always"))
    assert ids(story, "api", "fewest") == ["a", "b/1", "b/2", "c"]


def test_no_piece_is_shorter_than_a_part_should_be() -> None:
    # 13 + 2 s and 14 + ... would be two clips; what is left for a piece is under 4 s.
    story = board(waves(13), waves(16))
    for item in planned(story, "api", "fewest"):
        for part in item.parts:
            assert part.beat != "b" or part.wished >= 4000


def test_a_forbidden_cut_before_a_long_beat_joins_its_first_piece() -> None:
    assert ids(board(waves(5), waves(20, cut="never")), "api") == ["a+b/1", "b/2"]
    assert ids(board(waves(20), waves(5, cut="never")), "api") == ["a/1", "a/2+b"]


def test_an_exact_length_that_no_pieces_have_is_made_where_a_neighbour_fills_it_up() -> None:
    (clash,) = clashes(board(waves("=16.5")))
    assert (clash.rule, clash.beats) == ("SHOT053", ("a",))
    assert ids(board(waves("=16.5"), waves("=3.5")), "web") == ["a/1", "a/2+b"]


def test_a_piece_brings_its_own_steps_to_the_prompt_that_it_shares() -> None:
    chops = waves(20, shot=["Ana chops herbs", "Ana stirs the pot"])
    first, last = planned(board(chops, waves(6, shot="Ana sits down")), "api")
    assert last.id == "a/2+b"
    assert "stirs" not in (first.prompt or "")
    assert "chops" not in (last.prompt or "")
    assert "Shot 1: Ana stirs the pot" in (last.prompt or "")
    assert "Shot 2: Ana sits down" in (last.prompt or "")


# Lines that must fit

LINE = "It boils a litre of water in nine minutes and never once asks anybody for a plug."


def fast_ms(line: str) -> int:
    """Reckon how long a line takes at least."""
    return timeline(line, "en", finest="whole").length(0, None).low


def speaks(seconds: object, **keys: object) -> dict[str, Any]:
    return waves(seconds, audio={"says": [{"by": "ana", "line": LINE}]}, **keys)


def test_a_range_is_drawn_out_until_its_lines_fit() -> None:
    item = only(board(speaks("4-10")))
    assert item.seconds == -(-fast_ms(LINE) // 1000) > 4
    assert item.pad == 0


def test_a_wish_is_padded_until_its_lines_fit() -> None:
    item = only(board(speaks(4)))
    assert item.seconds == -(-fast_ms(LINE) // 1000)
    assert "its lines take that long" in item.why


def test_a_shared_shot_has_room_for_the_lines_of_all_its_beats() -> None:
    story = board(speaks(2), speaks(2), speaks(2))
    for item in planned(story, "api", "fewest"):
        assert item.seconds is not None
        assert item.seconds * 1000 >= len(item.parts) * fast_ms(LINE)


def test_a_long_beat_is_cut_so_that_its_lines_fit_into_their_piece() -> None:
    line = f"{LINE} {LINE}"
    assert 8000 < fast_ms(line) < 11000
    pieces = planned(board(waves(16, audio={"says": [{"by": "ana", "line": line}]})))
    (speaking,) = [item for item in pieces if line[:20] in (item.prompt or "")]
    assert speaking.seconds is not None
    assert speaking.seconds * 1000 >= fast_ms(line)


def test_exact_seconds_in_which_the_lines_cannot_be_said_clash_with_them() -> None:
    (clash,) = clashes(board(speaks("=4")))
    assert (clash.rule, clash.beats) == ("SHOT045", ("a",))
    needed = -(-fast_ms(LINE) // 1000)
    assert f"make `a` ={needed}" in clash.ways_out
    assert "drop the `=` of `a`" in clash.ways_out


def test_every_shot_says_in_one_line_why_it_is_so() -> None:
    story = board(waves(1), waves(7), waves(16), waves("auto"), waves("5-6"), waves(4.5))
    for item in planned(story):
        assert item.why
        assert "\n" not in item.why


def test_a_beat_with_marks_of_its_own_shares_no_shot() -> None:
    marked = {"shot": "Shot 1: Ana waves. Shot 2: Ana bows", "seconds": 8}
    items = planned(board(marked, waves(4)), "api", "fewest")
    assert [len(item.parts) for item in items] == [1, 1]
    assert all((item.prompt or "").count("Shot 1:") <= 1 for item in items)
