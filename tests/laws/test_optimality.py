"""The planner's shots are the best there are: equal to those of a search through every plan.

The search writes down every plan of a small board, one by one, and takes the best.  It shares
nothing with the planner but how long a line takes to say.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pytest
from tests.laws.conftest import (
    LONGEST,
    OBJECTIVES,
    TARIFFS,
    Levels,
    Made,
    Part,
    Price,
    Rated,
    Told,
    best,
    rate_file,
    rated,
)

import shotwright
from shotwright.model.names import Objective, RouteName
from shotwright.model.plan import NoPlan, Plan
from shotwright.speech import timeline

ON = date(2026, 11, 21)
BOARDS = 20_000 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 1_500
SHARDS = 10


# Small boards with every mark that a shot beat may bear

CAST = ("ana", "ben", "cy", "dee")
PICTURES = ("p1", "p2", "p3", "p4")
CLIPS = ("v1", "v2", "v3", "v4")
LINES = (
    "That is hot.",
    "Every morning the kettles wait for the grid, and this one waits for the sun.",
    (
        "It boils a litre of water in nine minutes, it never asks for a plug, and when the clouds"
        " come it simply waits for a better day, as we all should now and then."
    ),
)
Shape = tuple[tuple[str, int, int], ...]
"""The beats of a shot, and from where to where in each."""

CHANCES = (("0.4", "0.8"), ("0.9", "1"), ("0.35", "0.5"))


@cache
def spoken(line: str) -> int:
    return timeline(line, "en", finest="whole").length(0, None).low


def wish(chance: Random) -> object:
    """Choose a length in any of its forms."""
    tenths = chance.choice([1, 5, 10, 10])
    short = chance.randint(1, 150 // tenths) * tenths / 10
    long = chance.randint(150 // tenths + 1, 220 // tenths) * tenths / 10
    return chance.choice(
        [
            short,
            short,
            short,
            chance.randint(1, 8),
            chance.randint(4, 12),
            f"={chance.choice([2, 3, 4, 5, 6, 7, 9, 12, 2.5, 4.5])}",
            f"{short}-{round(short + chance.randint(0, 80) / 10, 1)}",
            long,
            f"={long}",
            f"{long}-{round(long + chance.randint(0, 50) / 10, 1)}",
            chance.choice(["auto", 0.123, 16.789, 3.21]),
        ]
    )


def beat(chance: Random) -> dict[str, Any]:
    """Write a shot beat; most marks are rare, so that most boards can be made."""
    written: dict[str, Any] = {"shot": "Ana waves", "seconds": wish(chance)}
    rare: list[tuple[float, str, Callable[[], object]]] = [
        (0.15, "cut", lambda: chance.choice(["always", "always", "never"])),
        (0.3, "with", lambda: chance.sample(CAST, chance.choice([0, 1, 1, 1, 2, 2, 3]))),
        (0.2, "references", lambda: chance.sample(PICTURES + CLIPS, chance.randint(1, 2))),
        (0.1, "audio", lambda: {"says": [
            {"by": "ana", "line": chance.choice(LINES)} for _ in range(chance.choice([1, 1, 2]))
        ]}),
        (0.05, "aspect", lambda: "9:16"),
        (0.04, "shot", lambda: "Shot 1: Ana waves. Shot 2: Ana bows"),
        (0.03, "enhance", lambda: True),
    ]  # fmt: skip
    for often, key, choose in rare:
        if chance.random() < often:
            written[key] = choose()
    if chance.random() < 0.04:
        del written["shot"]
        written.pop("audio", None)
        written["prompt"] = "Ana waves"
    return written


def board(chance: Random) -> dict[str, Any]:
    """Write a board of one to six shot beats, over one or two scenes, perhaps with talk between."""
    scenes: list[dict[str, Any]] = [{"id": "s", "beats": []}, {"id": "t", "beats": []}]
    size, long = chance.choice([1, 2, 3, 3, 4, 4, 5, 6]), 0
    for number in range(size):
        made = beat(chance)
        text = str(made["seconds"]).lstrip("=").partition("-")[0]
        if text != "auto" and float(text) > LONGEST:
            long += 1
            if long > 1:  # more of them make very many plans
                made["seconds"] = 16.5 if long < 3 and size < 5 else 6
        here = scenes[chance.random() < 0.1 or bool(scenes[1]["beats"])]["beats"]
        if here and chance.random() < 0.05:
            here.append({"id": f"talk{number}", "talk": "Hello.", "by": "ana"})
        here.append({"id": f"b{number}", **made})
    base, extra = chance.choice(CHANCES)
    return {
        "shotwright": 1,
        "cast": {name: {"look": f"lk_{name}", "voice": "vc"} for name in CAST},
        "references": {name: {"image": f"https://a.example/{name}.png"} for name in PICTURES}
        | {name: {"video": f"https://a.example/{name}.mp4"} for name in CLIPS},
        "with": ["ana"],
        "keepers": {"shots": {"base": float(base), "extra": float(extra)}},
        "scenes": [scene for scene in scenes if scene["beats"]],
    }


def told(written: dict[str, Any], before: dict[str, Any] | None) -> Told:
    """Read a beat as the search sees it, and what stands between it and the beat before."""
    said = str(written["seconds"])
    first, _, second = said.removeprefix("=").partition("-")
    chosen = said == "auto"
    low, high = (0, 0) if chosen else (
        round(Fraction(end) * 1000) for end in (first, second or first)
    )  # fmt: skip
    carried = written.get("references", [])
    apart = before is None or any(
        "talk" in one or "prompt" in one or one["seconds"] == "auto" or "Shot 1" in one["shot"]
        for one in (written, before)
    )
    apart = apart or before is None or any(
        written.get(key) != before.get(key) for key in ("aspect", "enhance")
    )  # fmt: skip
    mark = written.get("cut")
    joined = "never" if mark == "never" else "cut" if mark == "always" or apart else "free"
    if mark == "never" and apart:
        joined = "nothing"
    return Told(
        written["id"], low, high, said.startswith("="), joined,
        frozenset(written.get("with", ["ana"])),
        frozenset(name for name in carried if name in PICTURES),
        frozenset(name for name in carried if name in CLIPS),
        tuple(spoken(line["line"]) for line in written.get("audio", {}).get("says", [])),
        chosen, "prompt" in written,
    )  # fmt: skip


def runs(data: dict[str, Any]) -> list[list[Told]]:
    """Part a board where no shot can reach across."""
    found: list[list[Told]] = []
    for scene in data["scenes"]:
        before = None
        for written in scene["beats"]:
            if "talk" not in written:
                one = told(written, before)
                if one.joined in {"cut", "nothing"} or not found:
                    found.append([])
                found[-1].append(one)
            before = written
    return found


def searched(
    data: dict[str, Any], route: RouteName, objective: Objective, price: Price
) -> tuple[Levels, list[Made]] | None:
    """Search the best plan of a board; what cannot be reached across is searched apart."""
    keepers = data["keepers"]["shots"]
    chance = (str(keepers["base"]), str(keepers["extra"]))
    total: Levels = ()
    shots: list[Made] = []
    for run in runs(data):
        word_for_word = any(one.whole and not one.chosen and one.low > 15_000 for one in run)
        if run[0].joined == "nothing" or word_for_word:
            return None
        known: dict[Shape, Rated | None] = {}

        def rate(parts: Sequence[Part], known: dict[Shape, Rated | None] = known) -> Rated | None:
            key = tuple((part.beat.name, part.start, part.end) for part in parts)
            if key not in known:
                known[key] = rated(parts, route, objective, price, chance)
            return known[key]

        made = best(run, rate)
        if made is None:
            return None
        total = tuple(map(sum, zip(total, made[0], strict=True))) if total else made[0]
        shots += made[1]
    return total, shots


def shapes(plan: Plan) -> list[tuple[list[tuple[str, int, int]], float | None, float]]:
    """Tell each shot's parts, seconds and pad."""
    return [
        (
            [(part.beat, part.from_, part.to) for part in item.parts],
            item.seconds,
            item.pad,
        )
        for item in plan.items
        if item.kind == "shot"
    ]


def drawn(shot: Made) -> tuple[list[tuple[str, int, int]], int, float]:
    """Tell the same of a shot that the search found; what is spare stretches ranges, in order."""
    spare = shot.seconds * 1000 - shot.pad - sum(part.end - part.start for part in shot.parts)
    parts = []
    for part in shot.parts:
        longer = 0 if part.end < part.beat.low else min(spare, part.beat.high - part.beat.low)
        end = LONGEST * 1000 if part.beat.chosen else part.end + longer
        spare -= longer
        parts.append((part.beat.name, part.start, end))
    return parts, shot.seconds, shot.pad / 1000


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_plan_is_the_best_of_all_that_there_are(shard: int) -> None:
    seen: Counter[str] = Counter()
    for number in range(shard, BOARDS, SHARDS):
        chance = Random(number)  # noqa: S311 - the same boards every time
        data = board(chance)
        route: RouteName = chance.choice(["web", "api"])
        objective = OBJECTIVES[number // SHARDS % 4]
        tariff = chance.choice(TARIFFS[route])
        rates = [rate_file(route, tariff.rate)] if tariff.rate else []
        plan = shotwright.plan(
            shotwright.load(data), on=ON, shots=route, objective=objective, own=rates
        )
        best = searched(data, route, objective, tariff.price)
        where = (number, route, objective, tariff.rate, data["scenes"])
        if best is None:
            assert isinstance(plan, NoPlan), where
            seen["no plan"] += 1
            continue
        assert isinstance(plan, Plan), (where, plan)
        assert shapes(plan) == [drawn(shot) for shot in best[1]], where
        seen["plan"] += 1
        seen["shared piece"] += any(
            len(shot.parts) > 1 and any(part.is_piece for part in shot.parts) for shot in best[1]
        )
    assert seen["plan"] > seen["no plan"] > 0
    assert seen["shared piece"] > 1
