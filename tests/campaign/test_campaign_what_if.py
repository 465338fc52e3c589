"""What if: the same board on other terms, each row as if it had been asked for alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.campaign import what_if
from shotwright.errors import InputError

ON = date(2026, 11, 21)
AD = shotwright.load(Path(__file__).parents[2] / "examples" / "ad.yaml")


def test_every_row_is_the_plan_that_one_would_ask_for() -> None:
    changes = ["shots=api, objective=fewest", "route=agent", "card=latest-high"]
    terms: list[dict[str, Any]] = [
        {},
        {"shots": "api", "objective": "fewest"},
        {"shots": "agent", "talk": "agent"},
        {"card": "latest-high"},
    ]
    rows = what_if(AD, changes, on=ON)
    assert [row.change for row in rows] == ["as it is", *changes]
    for row, asked in zip(rows, terms, strict=True):
        plan = shotwright.plan(AD, on=ON, **asked)
        assert row.plan == plan
        assert isinstance(plan, shotwright.Plan)
        wire = row.wire()
        assert wire["totals"] == shotwright.estimate(plan).wire()["totals"]
        assert wire["plan_hash"] == plan.hash
        assert wire["pad"] == sum(item.pad for item in plan.items)


def test_a_change_lies_over_the_terms_of_the_plan() -> None:
    as_it_is, changed = what_if(AD, ["objective=fewest"], on=ON, shots="api", talk="api")
    assert set(as_it_is.wire()["totals"]) == {"usd"}
    assert set(changed.wire()["totals"]) == {"usd"}


def test_what_cannot_be_made_says_so() -> None:
    row = what_if(AD, ["shots=legacy"], on=ON)[1].wire()
    assert {clash["rule"] for clash in row["no_plan"]["clashes"]} == {"ROUT001"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("shts=api", "cannot change 'shts'"),
        ("shots=moon", "shots=moon is not known"),
        ("", "cannot change ''"),
        ("shots", "shots= is not known"),
        ("shots=api,,", "cannot change ''"),
    ],
)
def test_a_change_that_names_nothing_is_told(change: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        what_if(AD, [change], on=ON)
