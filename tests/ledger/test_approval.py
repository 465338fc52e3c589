"""Approving: what one take of each may cost at most, and what a person has to say.

Expected amounts are reckoned by hand from facts/pricing.md: credits of Avatar Shots in 3.1 (4 a
second, or 60 flat at 720p and 150 at 1080p), of Avatar IV in 3.2 (1 a started 3 s; 16 a minute of a
photo, 31 of a twin, up to whole credits), and dollars in 4 ($7 a clip; $4 a minute, or $0.0385 a
second of a photo and $0.0805 of a twin, at most up to whole seconds).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from tests.ledgers import NOON, ON, credits_, planned, usd

import shotwright
from shotwright.catalog import read_rates
from shotwright.errors import InputError, NotApprovedError
from shotwright.ledger import approve, covering, needs, quotes, teaching
from shotwright.model.money import Unknown
from shotwright.model.names import RouteName
from shotwright.model.plan import Plan
from shotwright.model.take import Approval, Quoted

CAST = {
    "twin": {"look": "lk_twin", "voice": "vc", "kind": "digital_twin", "consent": "confirmed"},
    "pic": {"look": "lk_pic", "voice": "vc", "kind": "photo"},
}
SCRIPT = "Every morning, four hundred million kettles wait for the grid. This one does not."


def plan_of(*beats: dict[str, Any], route: RouteName = "web", **keys: object) -> Plan:
    named = [{"id": f"b{n}", "cut": "always", **beat} for n, beat in enumerate(beats)]
    board = shotwright.load({
        "shotwright": 1, "title": "t", "cast": CAST,
        "scenes": [{"id": "s", "with": ["twin"], "beats": named}], **keys,
    })  # fmt: skip
    plan = shotwright.plan(board, on=ON, shots=route, talk=route)
    assert isinstance(plan, Plan), plan
    return plan


def shot(seconds: object = "=5", by: str = "twin") -> dict[str, Any]:
    return {"shot": f"The {by} waves", "seconds": seconds, "with": [by]}


def recording(seconds: float | None, by: str = "twin") -> dict[str, Any]:
    audio: dict[str, Any] = {"url": "https://example.com/a.mp3"}
    if seconds is not None:
        audio["seconds"] = seconds
    return {"talk": {"audio": audio}, "by": by}


def talk(seconds: float) -> dict[str, Any]:
    """A recording that is a video of its own, where others share one."""
    return {**recording(seconds), "source": "direct"}


def only_quote(plan: Plan) -> tuple[str, str]:
    (quoted,) = quotes(plan, on=ON).values()
    assert isinstance(quoted, Quoted)
    return quoted.listed.plain(), quoted.highest.plain()


@pytest.mark.parametrize(
    ("plan", "listed", "highest"),
    [
        (plan_of(shot("=5")), "20", "60"),
        (plan_of(shot("=15")), "60", "60"),
        (plan_of(shot("=5"), resolution="1080p"), "20", "150"),
        (plan_of(shot("auto")), "60", "60"),
        (plan_of(shot("=5"), route="api"), "7", "7"),
        (plan_of(recording(30, "pic")), "10", "10"),
        (plan_of(recording(30)), "10", "16"),
        (plan_of(recording(4.62)), "2", "3"),
        # $4 x 15.44 / 60, up to a millionth; a photo's dear reading, 16 x 0.0385, is less
        (plan_of(recording(15.44, "pic"), route="api"), "1.029334", "1.029334"),
        # a twin's dear reading is 16 started seconds x 0.0805
        (plan_of(recording(15.44), route="api"), "1.029334", "1.288"),
    ],
)
def test_a_generation_is_quoted_at_its_highest_reading(
    plan: Plan, listed: str, highest: str
) -> None:
    assert only_quote(plan) == (listed, highest)


def test_a_script_is_quoted_at_the_long_end_of_its_interval() -> None:
    plan = plan_of({"talk": SCRIPT, "by": "twin"})
    longest = Fraction(str(plan.items[0].seconds_high))
    expected = Fraction(str(plan.items[0].seconds))
    assert longest > expected
    blocks = ceil(longest / 3)
    by_minute = ceil(longest * 31 / 60)
    assert only_quote(plan) == (str(ceil(expected / 3)), str(max(blocks, by_minute)))


def test_a_price_that_nobody_knows_cannot_be_approved() -> None:
    plan = plan_of(shot(), recording(None))
    assert isinstance(quotes(plan, on=ON)["b1"], Unknown)
    with pytest.raises(NotApprovedError, match=r"what b1 costs is unknown.*--only"):
        approve(plan, [credits_("1000")], at=NOON)
    approval = approve(plan, [credits_("60")], at=NOON, only=["b0"])
    assert set(approval.quotes) == {"b0"}


def test_ones_own_rates_are_what_is_approved(tmp_path: Path) -> None:
    text = (
        'schema = 1\nproduct = "avatar_shots"\n[[rate]]\nid = "mine"\nbilling = "subscription"\n'
        'amount = "5"\nper_ms = 1000\n'
    )
    (tmp_path / "my.toml").write_text(text)
    own = [read_rates(tmp_path / "my.toml")]
    (quoted,) = quotes(plan_of(shot("=8")), on=ON, own=own).values()
    assert quoted == Quoted(credits_("40"), credits_("40"))


def test_prices_and_ceilings_that_no_database_holds_are_refused(tmp_path: Path) -> None:
    """Whole numbers of a database end at 2^63 - 1 millionths: 9,223,372,036,854 and a bit."""
    text = (
        'schema = 1\nproduct = "avatar_shots"\n[[rate]]\nid = "mine"\nbilling = "subscription"\n'
        'amount = "999999999"\nper_ms = 1\n'
    )
    (tmp_path / "my.toml").write_text(text)
    own = [read_rates(tmp_path / "my.toml")]
    with pytest.raises(NotApprovedError, match=r"b0 costs 14999999985000 credits.*1,000,000,000"):
        approve(plan_of(shot("=15")), [credits_("1000000000")], at=NOON, own=own)
    with pytest.raises(InputError, match=r"1000000000\.000001 credits is too much"):
        approve(plan_of(shot()), [credits_("1000000000.000001")], at=NOON)
    assert approve(plan_of(shot()), [credits_("1000000000")], at=NOON).ceilings


def test_each_purse_needs_a_ceiling_of_its_own() -> None:
    plan = plan_of(shot(), recording(60))
    mixed = shotwright.load({
        "shotwright": 1, "title": "t", "cast": CAST, "routes": {"shots": "web", "talk": "api"},
        "scenes": [{"id": "s", "beats": [shot(), recording(60)]}],
    })  # fmt: skip
    both = shotwright.plan(mixed, on=ON)
    assert isinstance(both, Plan)
    with pytest.raises(NotApprovedError, match=r"up to 60 credits, and no ceiling.*60credits"):
        approve(both, [usd("100")], at=NOON)
    # a minute of a twin: $4 by the card, 60 x 0.0805 = $4.83 in the dear reading
    with pytest.raises(NotApprovedError, match=r"4\.83 dollars, and no ceiling says so.*4\.83usd"):
        approve(both, [credits_("60")], at=NOON)
    approval = approve(both, [credits_("60"), usd("4.83")], at=NOON)
    assert approval.ceilings == {"credits": credits_("60"), "usd": usd("4.83")}
    summed = {purse: found.known.plain() for purse, found in needs(approval.quotes).items()}
    assert summed == {"credits": "60", "usd": "4.83"}
    with pytest.raises(NotApprovedError, match="no ceiling"):
        approve(plan, [], at=NOON)


def test_a_ceiling_below_one_take_of_each_is_refused() -> None:
    plan = planned(3)
    with pytest.raises(
        NotApprovedError, match=r"up to 21 dollars, the ceiling is 20\.999999 dollars"
    ):
        approve(plan, [usd("20.999999")], at=NOON)
    assert approve(plan, [usd("21")], at=NOON).ceilings == {"usd": usd("21")}


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({"takes": 0}, "0 takes of each are none"),
        ({"until": date(2026, 11, 20)}, "2026-11-20 is past"),
        ({"only": ["nobody"]}, "nothing in the plan is called nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(terms: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        approve(planned(1), [usd("100")], at=NOON, **terms)


def test_two_ceilings_of_one_purse_and_ceilings_below_nothing_are_refused() -> None:
    with pytest.raises(InputError, match="two ceilings in dollars"):
        approve(planned(1), [usd("100"), usd("50")], at=NOON)
    with pytest.raises(InputError, match="-1 dollar is no ceiling"):
        approve(planned(1), [usd("-1")], at=NOON)


def test_only_names_generations_or_items() -> None:
    plan = planned(3)
    approval = approve(plan, [usd("14")], at=NOON, only=["s.3", "s.1"])
    assert list(approval.quotes) == ["s.1", "s.3"]
    assert approval.plan_hash == plan.hash


# A sample: one of each kind, the cheapest


def test_a_sample_is_the_cheapest_of_each_way_of_making_with_each_set_of_looks() -> None:
    beats = [shot("=15"), talk(60), shot("=5", "pic"), talk(30), shot("=5"), talk(45)]
    plan = plan_of(*beats, route="api")
    assert teaching(plan, quotes(plan, on=ON)) == ("b0", "b2", "b3")
    # every clip costs $7, so the first is as cheap as any; 30 s of a twin: 30 x 0.0805
    approval = approve(plan, [usd("16.415")], at=NOON, sample=True)
    assert list(approval.quotes) == ["b0", "b2", "b3"]
    with pytest.raises(NotApprovedError, match=r"up to 16\.415 dollars"):
        approve(plan, [usd("16.414999")], at=NOON, sample=True)


def test_a_sample_leaves_out_what_has_no_price() -> None:
    plan = plan_of(recording(None), shot())
    assert list(approve(plan, [credits_("60")], at=NOON, sample=True).quotes) == ["b1"]
    with pytest.raises(NotApprovedError, match="what b0 costs is unknown"):
        approve(plan, [credits_("60")], at=NOON, sample=True, only=["b0"])


def test_a_sample_of_a_part_stays_in_that_part() -> None:
    plan = plan_of(shot("=5"), shot("=5", "pic"), recording(30))
    approval = approve(plan, [credits_("100")], at=NOON, sample=True, only=["b1", "b2"])
    assert list(approval.quotes) == ["b1", "b2"]


def test_a_sample_of_a_part_is_the_cheapest_of_that_part() -> None:
    """Nothing of what was chosen is the cheapest of the whole plan; it still teaches."""
    plan = plan_of(talk(30), talk(60), route="api")
    approval = approve(plan, [usd("100")], at=NOON, sample=True, only=["b1"])
    assert list(approval.quotes) == ["b1"]


# What an approval is


def test_an_approval_is_bound_to_its_plan_its_board_and_its_terms() -> None:
    plan = planned(2)
    base = approve(plan, [usd("14")], at=NOON)
    same = approve(plan, [usd("14")], at=NOON)
    others = [
        approve(planned(2, title="copy"), [usd("14")], at=NOON),
        approve(planned(3), [usd("21")], at=NOON),
        approve(plan, [usd("15")], at=NOON),
        approve(plan, [usd("14")], at=NOON, takes=2),
        approve(plan, [usd("14")], at=NOON, until=ON),
        approve(plan, [usd("14")], at=NOON, only=["s.1"]),
    ]
    assert base == same
    assert planned(2, title="copy").hash == plan.hash
    assert len({base.id, *(other.id for other in others)}) == 7
    assert base.wire()["generations"] == {
        name: {"purse": "usd", "listed": "7", "highest": "7"} for name in ("s.1", "s.2")
    }


def test_the_time_is_written_in_utc() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    approval = approve(planned(1), [usd("7")], at=late, until=date(2026, 11, 22))
    assert approval.at == "2026-11-22T07:30:00.000000Z"
    with pytest.raises(InputError, match="past"):
        approve(planned(1), [usd("7")], at=late, until=ON)


def test_an_approval_holds_through_its_last_day() -> None:
    early = approve(planned(1), [usd("7")], at=NOON, until=ON)
    later = approve(planned(1), [usd("9")], at=NOON + timedelta(hours=1))
    assert covering([early], "s.1", ON) == early
    assert covering([early], "s.1", ON + timedelta(days=1)) is None
    assert covering([early, later], "s.1", ON) == later
    assert covering([later, early], "s.1", ON) == later
    assert covering([early, later], "s.2", ON) is None
    both: list[Approval] = [early, later]
    assert covering(both, "s.1", date(2027, 1, 1)) == later
    assert datetime.fromisoformat(later.at) == NOON.astimezone(UTC) + timedelta(hours=1)
