"""Two plans side by side: what is added, removed and changed, and the money of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shotwright
from shotwright.budget import Diff, diff
from shotwright.catalog import RateFile
from shotwright.model.money import Credits, Dollars, Unknown
from shotwright.model.plan import Plan

ON = date(2026, 11, 21)


def planned(*beats: dict[str, Any], **keys: object) -> Plan:
    cast = {
        "ana": {"look": "lk_ana", "voice": "vc"},
        "ben": {"look": "lk_ben", "voice": "vc_b", "kind": "photo"},
    }
    scenes = [{"id": "s", "with": ["ana"], "beats": beats}]
    board = shotwright.load({"shotwright": 1, "cast": cast, "scenes": scenes, **keys})
    found = shotwright.plan(board, on=ON)
    assert isinstance(found, Plan)
    return found


def shot(ident: str, seconds: int, **keys: object) -> dict[str, Any]:
    return {"id": ident, "shot": f"Ana waves {ident}", "seconds": f"={seconds}",
            "cut": "always", **keys}  # fmt: skip


def talk(ident: str, seconds: float | None, **keys: object) -> dict[str, Any]:
    audio = {"asset": ident, **({} if seconds is None else {"seconds": seconds})}
    return {"id": ident, "by": "ana", "talk": {"audio": audio}, **keys}


def sides(found: Diff) -> tuple[list[str], list[str], list[str]]:
    return (
        [made.generation.id for made in found.added],
        [made.generation.id for made in found.removed],
        [entry.after.generation.id for entry in found.changed],
    )


def test_a_plan_does_not_differ_from_itself() -> None:
    plan = planned(shot("a", 5), talk("t", 30))
    found = diff(plan, plan)
    assert sides(found) == ([], [], [])
    assert found.kept == 2
    assert found.change == {"credits": Credits(0)}
    assert found.over([Credits(0)]) == ()


def test_what_is_added_removed_and_changed() -> None:
    before = planned(shot("a", 5), shot("b", 6), shot("c", 7))
    after = planned(shot("a", 5), shot("c", 9), shot("d", 4))
    found = diff(before, after)
    assert sides(found) == (["d"], ["b"], ["c"])
    assert found.changed[0].changes == ("7 s to 9 s",)
    wire = found.wire()
    assert wire["totals"] == {
        "before": {"credits": "72"},  # 18 s of 4 credits
        "after": {"credits": "72"},
        "change": {"credits": "0"},
    }
    assert [wire[key][0]["amount"] for key in ("added", "removed")] == ["16", "24"]
    assert (wire["changed"][0]["before"]["amount"], wire["changed"][0]["after"]["amount"]) == (
        "28",
        "36",
    )


def test_shots_that_are_merged_are_one_changed_and_one_removed() -> None:
    two = [{"id": i, "shot": f"Ana waves {i}", "seconds": 5} for i in "ab"]
    routes = {"shots": "api", "talk": "api"}
    before = planned(*({**beat, "cut": "always"} for beat in two), routes=routes)
    after = planned(*two, routes=routes)
    found = diff(before, after)
    assert sides(found) == ([], ["b"], ["a+b"])
    assert found.changed[0].before.generation.id == "a"
    assert "beats a to a, b" in found.changed[0].changes


def test_a_shot_that_is_split_is_one_changed_and_one_added() -> None:
    steps = {"id": "a", "shot": ["Ana waves", "Ana bows"], "cut": "always"}
    found = diff(planned({**steps, "seconds": "=10"}), planned({**steps, "seconds": "=20"}))
    assert sides(found) == (["a/2"], [], ["a/1"])


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"resolution": "1080p"}, "resolution 720p to 1080p"),
        ({"shot": "Ana bows"}, "prompt"),
        ({"with": ["ben"]}, "looks lk_ana to lk_ben"),
        ({"aspect": "9:16"}, "aspect 16:9 to 9:16"),
    ],
)
def test_what_changed_is_said(keys: dict[str, object], said: str) -> None:
    (entry,) = diff(planned(shot("a", 5)), planned({**shot("a", 5), **keys})).changed
    assert said in entry.changes


def test_another_route_is_a_change_of_both_purses() -> None:
    before = planned(shot("a", 5))
    after = planned(shot("a", 5), routes={"shots": "api", "talk": "api"})
    found = diff(before, after)
    assert found.changed[0].changes[:2] == ("route web to api", "billing subscription to wallet")
    assert found.change == {"credits": Credits.parse("-20"), "usd": Dollars.parse("7")}
    assert found.wire()["totals"]["before"] == {"credits": "20"}
    assert found.over([Credits(0), Dollars.parse("6.99")]) == ("usd",)
    assert found.over([Dollars.parse("7")]) == ()


def test_an_unknown_price_is_an_unknown_change_unless_it_is_kept() -> None:
    unknown = talk("t", None)
    kept = diff(planned(shot("a", 5), unknown), planned(shot("a", 6), unknown))
    assert kept.change == {"credits": Credits.parse("4")}
    assert kept.wire()["totals"]["after"] == {"credits": {"at_least": "24"}}
    new = diff(planned(shot("a", 5)), planned(shot("a", 5), unknown))
    assert isinstance(new.change["credits"], Unknown)
    assert new.over([Credits.parse("1000000")]) == ("credits",)
    assert set(new.wire()["totals"]["change"]["credits"]) == {"unknown"}


def test_both_plans_are_priced_alike() -> None:
    before, after = planned(shot("a", 5)), planned(shot("a", 5), shot("b", 6))
    assert diff(before, after, card="latest-high").change == {"credits": Credits.parse("60")}
    rate = {
        "id": "own", "cards": ["user"], "confidence": "user", "source": {"title": "mine"},
        "product": "avatar_shots", "billing": "subscription", "amount": "1", "per_ms": 1000,
    }  # fmt: skip
    own = RateFile.model_validate({"schema": 1, "rate": [rate]})
    found = diff(before, after, own=iter([own]))
    assert found.wire()["totals"] == {
        "before": {"credits": "5"},
        "after": {"credits": "11"},
        "change": {"credits": "6"},
    }


def test_a_new_name_is_no_change_of_what_is_made() -> None:
    renamed = {**shot("a", 5), "id": "z"}
    found = diff(planned(shot("a", 5)), planned(renamed))
    assert sides(found) == ([], [], [])
    assert found.kept == 1


def test_equal_generations_are_counted() -> None:
    same = {**shot("a", 5)}
    two = diff(planned(same), planned(same, {**same, "id": "b"}))
    assert (sides(two), two.kept) == ((["b"], [], []), 1)


lengths = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(4, 15)), min_size=1, max_size=6,
                   unique_by=lambda beat: beat[0])  # fmt: skip


@given(lengths, lengths)
def test_the_change_is_the_difference_of_the_totals(
    old: list[tuple[str, int]], new: list[tuple[str, int]]
) -> None:
    before, after = (planned(*(shot(*beat) for beat in side)) for side in (old, new))
    there, back = diff(before, after), diff(after, before)
    change = 4 * (sum(n for _, n in new) - sum(n for _, n in old))
    assert there.change == {"credits": Credits.parse(str(change))}
    assert back.change == {"credits": Credits.parse(str(-change))}
    count = len(there.added) + len(there.changed) + there.kept
    assert count == len(after.generations)
    assert len(there.removed) + len(there.changed) + there.kept == len(before.generations)
    assert there.kept == len({*old} & {*new})
