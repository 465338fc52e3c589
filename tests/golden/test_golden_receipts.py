"""The example boards come to what their receipts say, and the receipts add up."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import shotwright
from shotwright.model.brief import TalkBrief
from shotwright.model.plan import Plan

HERE = Path(__file__).parent
MAKER: dict[str, Any] = runpy.run_path(str(HERE / "make_golden.py"))
BOARDS: dict[str, Path] = MAKER["BOARDS"]
HINT = "if the change is meant, run `python tests/golden/make_golden.py` and review the difference"


def stored(name: str) -> str:
    return (HERE / "receipts" / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_comes_to_what_its_receipt_says(name: str) -> None:
    assert MAKER["receipt"](BOARDS[name]) == stored(name), HINT


def test_every_receipt_is_of_a_board_and_every_example_has_one() -> None:
    receipts = {file.stem for file in (HERE / "receipts").iterdir()}
    assert receipts == set(BOARDS)
    examples = HERE.parents[1] / "examples"
    with_scenes = {
        file
        for file in examples.rglob("*.yaml")
        if re.search("(?m)^scenes:", file.read_text("utf-8"))
        and file.parent.name != "routes"  # whose pages show what they come to
    }
    assert with_scenes <= set(BOARDS.values())


# The sums again, from the prices in HeyGen's guides, and nothing of the product's arithmetic

MILLIONTH = Decimal("0.000001")
COLUMN = re.compile(r"^shots (\w+), talk (\w+): (.*); plan ([0-9a-f]{12})$", re.MULTILINE)
LINE = re.compile(
    r"(shot|segment) +(\S+) +([\d.]+) s(?: \(([\d.]+) to ([\d.]+)\))?(?:, ([\d.]+) s charged)?"
)


class Render(NamedTuple):
    """What a price depends on."""

    kind: str
    seconds: Decimal
    motion: bool


def started(amount: Decimal, block: Decimal) -> int:
    """Count started blocks."""
    whole, rest = divmod(amount, block)
    return int(whole) + (rest > 0)


def in_credits(render: Render) -> Decimal:
    """Price a second of a shot at 4, every started 3 s of talk at 1, with motion at 2."""
    if render.kind == "shot":
        return 4 * render.seconds
    return Decimal(started(render.seconds, Decimal(3)) * (2 if render.motion else 1))


def in_dollars(render: Render) -> Decimal:
    """Price a clip at 7, a minute of talk at 4 (720p and 1080p), up to a millionth."""
    if render.kind == "shot":
        return Decimal(7)
    return started(render.seconds * 4 / 60, MILLIONTH) * MILLIONTH


def in_video_agent_dollars(renders: Iterable[Render]) -> Decimal:
    """Price a second of a Video Agent's film at 0.0333."""
    seconds = sum((render.seconds for render in renders), Decimal(0))
    return started(seconds * Decimal("0.0333"), MILLIONTH) * MILLIONTH


def renders_of(plan: Plan) -> list[Render]:
    """List what is bought: of several scenes in one video, the sum of their seconds."""
    items = {item.id: item for item in plan.items}
    found = []
    for made in plan.generations:
        held = [items[name] for name in made.items]
        seconds = sum((Decimal(str(item.billed_seconds)) for item in held), Decimal(0))
        motion = any(item.motion is not None for item in held)
        found.append(Render(held[0].kind, seconds, motion))
    return found


def summed(renders: Iterable[Render], shots: str, talk: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for render in renders:
        web = (shots if render.kind == "shot" else talk) == "web"
        purse, amount = ("credits", in_credits(render)) if web else ("usd", in_dollars(render))
        sums[purse] = sums.get(purse, Decimal(0)) + amount
    return sums


def totals(told: str) -> dict[str, Decimal]:
    """Read `6 credits, 35 usd`."""
    pairs = (entry.split() for entry in told.split(", "))
    return {purse: Decimal(amount) for amount, purse in pairs}


@pytest.mark.parametrize("name", BOARDS)
def test_the_totals_of_every_column_add_up(name: str) -> None:
    board = shotwright.load(BOARDS[name])
    columns = COLUMN.findall(stored(name))
    assert len(columns) in {4, 5}  # a script over 10,000 characters is no brief for the agent
    for shots, talk, told, plan_hash in columns:
        plan = shotwright.plan(board, on=MAKER["ON"], shots=shots, talk=talk)
        assert isinstance(plan, Plan)
        assert plan.hash.startswith(plan_hash)
        assert {item.resolution for item in plan.items} <= {"720p", "1080p"}
        renders = renders_of(plan)
        if shots == "agent":
            assert totals(told) == {"usd": in_video_agent_dollars(renders)}
        else:
            assert totals(told) == summed(renders, shots, talk)


@pytest.mark.parametrize("name", BOARDS)
def test_the_lines_of_a_receipt_add_up_to_the_column_of_the_boards_own_routes(name: str) -> None:
    board = shotwright.load(BOARDS[name])
    head, body, columns = stored(name).split("\n\n")
    moving = {b.id for b in board.briefs if isinstance(b, TalkBrief) and b.motion is not None}
    plan = shotwright.plan(board, on=MAKER["ON"])
    assert isinstance(plan, Plan)
    video_of = {item.id: item.generation for item in plan.items}
    videos: dict[str, Render] = {}
    for line in body.splitlines():
        match = LINE.fullmatch(line)
        assert match, line
        kind, ident, seconds, low, high, charged = match.groups()
        if kind == "shot":
            assert Decimal(seconds) in range(4, 16)
        else:
            assert Decimal(low) < Decimal(seconds) < Decimal(high) <= 180
        motion = ident.split("/")[0] in moving
        name = video_of[ident]
        before = videos.get(name, Render(kind, Decimal(0), motion))
        videos[name] = before._replace(seconds=before.seconds + Decimal(charged or seconds))
    shots, talk = board.routes.shots, board.routes.talk
    (own,) = [entry for entry in COLUMN.findall(columns) if entry[:2] == (shots, talk)]
    assert totals(own[2]) == summed(videos.values(), shots, talk)
    assert f"plan {own[3]}" in head
