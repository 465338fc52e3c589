"""Keeping still: after an edit, what was planned before keeps its fingerprint and its cuts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import shotwright
from shotwright.budget import edit_cost
from shotwright.model.names import Objective
from shotwright.model.plan import NoPlan, Plan

ON = date(2026, 11, 21)
SENTENCE = "The north wind turned the old mill wheel, and the miller kept the bread. "
Beat = dict[str, Any]


def shot(name: str, seconds: float, **keys: Any) -> Beat:  # noqa: ANN401 - any of a beat's keys
    return {"id": name, "shot": f"Ana does {name}", "seconds": seconds, "with": ["ana"], **keys}


def talk(name: str, text: str, **keys: Any) -> Beat:  # noqa: ANN401 - any of a beat's keys
    return {"id": name, "talk": text, "by": "ana", **keys}


def answer(
    beats: list[Beat],
    keep: Plan | None = None,
    objective: Objective = "expected",
    talk: str = "web",
    pinned: Collection[str] | None = None,
) -> Plan | NoPlan:
    board = shotwright.load(
        {
            "shotwright": 1,
            "routes": {"shots": "web", "talk": talk},
            "cast": {"ana": {"look": "lk", "voice": "vc", "kind": "digital_twin"}},
            "scenes": [{"id": "s", "beats": beats}],
        }
    )
    return shotwright.plan(board, on=ON, keep=keep, objective=objective, pinned=pinned)


def planned(*args: Any, **keys: Any) -> Plan:  # noqa: ANN401 - as above
    plan = answer(*args, **keys)
    assert isinstance(plan, Plan), plan
    return plan


def names(plan: Plan) -> list[str]:
    return [item.id for item in plan.items]


def test_without_an_edit_nothing_changes_and_nothing_costs() -> None:
    beats = [shot("a", 3), shot("b", 3), talk("t", SENTENCE * 60), shot("c", 20)]
    old = planned(beats)
    again = planned(beats, old)
    assert again == old
    cost = edit_cost(old, again)
    assert (cost.made, cost.dropped, cost.totals) == ((), (), {})
    assert cost.kept == tuple(made.id for made in old.generations)


def test_a_shared_shot_stays_together_though_another_cut_is_now_better() -> None:
    # 6 + 8 s are one shot of 14 s; with 5 s before them, fewest is [5, 6] and [8]: as few.
    old = planned([shot("b", 6), shot("c", 6)], objective="fewest")
    assert names(old) == ["b+c"]
    beats = [shot("a", 3), shot("b", 6), shot("c", 6), shot("d", 5)]
    fresh = planned(beats, objective="fewest")
    kept = planned(beats, old, objective="fewest")
    assert "b+c" in names(kept)
    assert edit_cost(old, kept).kept == ("b+c",)
    assert len(fresh.generations) <= len(kept.generations)


def test_a_changed_beat_lets_its_shot_go_and_leaves_the_others() -> None:
    beats = [shot("a", 3), shot("b", 5), shot("c", 6), shot("d", 7)]
    old = planned(beats)
    changed = [*beats[:2], {**beats[2], "shot": "Ana sings"}, beats[3]]
    new = planned(changed, old)
    cost = edit_cost(old, new)
    assert cost.made == cost.dropped == ("c",)
    assert {purse: str(total) for purse, total in cost.totals.items()} == {"credits": "24 credits"}
    assert cost.wire()["totals"] == {"credits": "24"}


def test_what_is_not_pinned_is_planned_afresh() -> None:
    before = [shot("b", 6), shot("c", 6), shot("x", 6, cut="always"), shot("y", 6)]
    old = planned(before, objective="fewest")
    assert names(old) == ["b+c", "x+y"]
    # 5 + 6 and 6 + 8 s are two shots; with 6 + 6 s in one they are three.
    beats = [
        shot("a", 5), shot("b", 6), shot("c", 6), shot("d", 8),
        shot("e", 5, cut="always"), shot("x", 6), shot("y", 6), shot("z", 8),
    ]  # fmt: skip
    expected = {
        (): ["a+b", "c+d", "e+x", "y+z"],
        ("x+y",): ["a+b", "c+d", "e", "x+y", "z"],
        ("b+c", "x+y"): ["a", "b+c", "d", "e", "x+y", "z"],
        None: ["a", "b+c", "d", "e", "x+y", "z"],
    }
    for pinned, shots in expected.items():
        assert names(planned(beats, old, objective="fewest", pinned=pinned)) == shots


def test_a_script_keeps_its_cuts_where_one_of_its_stretches_is_pinned() -> None:
    text = SENTENCE * 60
    old = planned([talk("t", text, source="direct")], talk="api")
    first, *others = [made.id for made in old.generations]
    assert others
    beats = [talk("t", text + SENTENCE * 9, source="direct")]
    scripts = {item.script for item in old.items}
    one = planned(beats, old, talk="api", pinned={first})
    assert old.items[0].script in {item.script for item in one.items}
    free = planned(beats, old, talk="api", pinned=())
    assert not scripts & {item.script for item in free.items}


def test_a_users_own_mark_is_stronger_than_the_old_plan() -> None:
    old = planned([shot("a", 3), shot("b", 3)], objective="fewest")
    assert names(old) == ["a+b"]
    beats = [shot("a", 3), shot("b", 3, cut="always")]
    assert names(planned(beats, old, objective="fewest")) == ["a", "b"]
    alone = planned([shot("a", 5), shot("b", 5)])
    tied = planned([shot("a", 5), shot("b", 5, cut="never")], alone)
    assert names(tied) == ["a+b"]


def test_shots_that_share_pieces_of_a_long_beat_stay_though_other_cuts_are_now_better() -> None:
    # 3 + 20 + 4 s are two shots; with 6 s after them, 8 + 15 + 10 s are as few as 13 + 14 + 6 s,
    # and their pieces are more even.
    beats = [shot("a", 3), shot("b", 20), shot("c", 4)]
    old = planned(beats, objective="fewest")
    assert [(item.id, item.seconds) for item in old.items] == [("a+b/1", 13), ("b/2+c", 14)]
    longer = [*beats, shot("d", 6)]
    assert names(planned(longer, objective="fewest")) == ["a+b/1", "b/2", "c+d"]
    kept = planned(longer, old, objective="fewest")
    assert [(item.id, item.seconds) for item in kept.items] == [
        ("a+b/1", 13),
        ("b/2+c", 14),
        ("d", 6),
    ]
    assert edit_cost(old, kept).dropped == ()


def test_a_piece_stays_where_the_shot_before_it_must_change() -> None:
    beats = [shot("a", 3), shot("b", 20), shot("c", 4)]
    old = planned(beats, objective="fewest")
    for edited in (
        [{**beats[0], "shot": "Ana sings"}, *beats[1:]],
        [shot("a", 5), *beats[1:]],
        beats[1:],
    ):
        new = planned(edited, old, objective="fewest")
        assert edit_cost(old, new).dropped == ("a+b/1",)
        assert (new.items[-1].id, new.items[-1].seconds) == ("b/2+c", 14)
        assert new.items[-1].parts[0].from_ == 10_000


def test_a_shared_shot_that_is_no_longer_the_best_says_that_it_is_as_before() -> None:
    old = planned([shot("a", 5), shot("b", 6)], objective="fewest")
    kept = planned([shot("a", 5), shot("b", 6)], old, objective="faithful")
    assert [item.why for item in kept.items] == [
        "2 beats share a shot of 11 s: as in the older plan"
    ]


def test_a_script_keeps_the_cuts_before_and_after_the_words_that_changed() -> None:
    text = SENTENCE * 150
    old = planned([talk("t", text)], talk="api")
    pieces = [item.script or "" for item in old.items]
    assert len(pieces) >= 3
    # One more sentence: every stretch stays, and it alone is to be made.
    new = planned([talk("t", text + "And it was warm. ")], old, talk="api")
    assert [item.script for item in new.items] == [*pieces, "And it was warm. "]
    assert len(edit_cost(old, new).kept) == len(pieces)
    # One word changed at the very start.
    new = planned([talk("t", text.replace("The north", "A south", 1))], old, talk="api")
    assert [item.script for item in new.items][1:] == pieces[1:]
    # Everything else: planned anew.
    other = planned([talk("t", "Something else. " * 300)], old, talk="api")
    assert other == planned([talk("t", "Something else. " * 300)], talk="api")


def test_old_cuts_that_no_longer_fit_are_not_kept() -> None:
    text = SENTENCE * 20
    old = planned([talk("t", text)], talk="api")
    assert len(old.items) == 1
    longer = [talk("t", text, speed=0.5)]
    assert planned(longer * 1, old, talk="api") == planned(longer, talk="api")
    grown = [talk("t", text + SENTENCE * 60)]
    kept = planned(grown, old, talk="api")
    assert (kept.items[0].seconds_high or 0) <= 180


def test_a_video_of_several_scenes_stays_whole_when_a_scene_is_added() -> None:
    beats = [talk("t", "Good morning."), talk("u", "Good night.")]
    old = planned(beats)
    assert [made.items for made in old.generations] == [("t", "u")]
    new = planned([*beats, talk("v", "And a good week.")], old)
    assert [made.items for made in new.generations] == [("t", "u"), ("v",)]
    assert edit_cost(old, new).kept == ("t..u",)
    fresh = planned([*beats, talk("v", "And a good week.")])
    assert [made.items for made in fresh.generations] == [("t", "u", "v")]


def test_what_was_kept_never_stands_in_the_way_of_a_plan() -> None:
    old = planned([shot("a", 3), shot("b", 3)], objective="fewest")
    beats = [shot("x", 2, cut="always"), shot("a", 3, cut="never"), shot("b", 3, cut="always")]
    assert isinstance(answer(beats, old), Plan)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.integers(1, 15), st.integers(16, 40)), min_size=1, max_size=8),
    st.integers(0, 7),
    st.integers(1, 15),
    st.sampled_from(["expected", "list-price", "fewest", "faithful"]),
)
def test_a_beat_put_in_keeps_every_shot_that_it_does_not_part(
    lengths: list[int], place: int, new: int, objective: Objective
) -> None:
    beats = [shot(f"b{n}", length) for n, length in enumerate(lengths)]
    old = planned(beats, objective=objective)
    place = min(place, len(beats))
    edited = [*beats[:place], shot("new", new), *beats[place:]]
    plan = planned(edited, old, objective=objective)
    parted = {
        item.id
        for item in old.items
        if 0
        < place - beats.index(next(b for b in beats if b["id"] == item.parts[0].beat))
        < len(item.parts)
    }
    assert set(edit_cost(old, plan).dropped) <= parted
    told = [part.beat for item in plan.items for part in item.parts]
    assert list(dict.fromkeys(told)) == [beat["id"] for beat in edited]
