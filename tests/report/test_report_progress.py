"""Takes on their way, as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console
from tests.sender.followed import NOON, Clock, ledger_at, plan_of, send_all

from shotwright.model.money import Dollars
from shotwright.model.take import Take
from shotwright.report import progress_table


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Take]]:
    ledger = ledger_at(str(tmp_path_factory.mktemp("l") / "l.sqlite"), Clock())
    yield sorted(send_all(ledger, plan_of(5)), key=lambda take: take.generation)
    ledger.close()


def shown(takes: list[Take], seconds: float, most: int = 40) -> list[str]:
    console = Console(width=100, file=None, record=True, color_system=None)
    with console.capture() as told:
        console.print(progress_table(takes, NOON + timedelta(seconds=seconds), most))
    return [line.rstrip() for line in told.get().splitlines()]


def test_each_take_has_a_line_with_its_state_its_time_and_its_money(takes: list[Take]) -> None:
    ended = NOON + timedelta(seconds=75)
    done = replace(takes[1], state="completed", charged=Dollars.parse("7"), charge="computed",
                   changed=ended.isoformat())  # fmt: skip
    lines = shown([takes[0], done], 3_725)
    assert lines[1].split() == ["b0001", "1", "sent", "1:02:05", "up", "to", "$7.00"]
    assert lines[2].split() == ["b0002", "1", "completed", "1:15", "about", "$7.00"]
    assert lines[-1] == "1 sent, 1 completed, $14.00 held"


def test_where_there_is_no_room_what_is_on_its_way_is_shown(takes: list[Take]) -> None:
    several = [replace(take, state="downloaded") for take in takes[:3]]
    lines = shown([*several, *takes[3:]], 10, most=4)
    assert len(lines) == 4
    assert [line.split()[0] for line in lines[1:3]] == ["b0004", "b0005"]
    assert "3 not shown" in lines[-1]


def test_nothing_in_a_reason_is_markup(takes: list[Take]) -> None:
    lines = shown([replace(takes[0], state="failed", reason="[/x] [bold]no")], 10)
    assert "[/x] [bold]no" in lines[1]


def test_a_clock_that_differs_shows_no_time_below_zero(takes: list[Take]) -> None:
    assert "0:00" in shown(takes[:1], -100)[1]
