"""What the planner saves, against one shot a beat and against gathering until a shot is full.

    python -m benchmarks.savings

Writes `docs/savings.md`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from benchmarks.timing import DAY, ROOT, table

import shotwright
from shotwright.cost import Tariff
from shotwright.model.brief import ShotBrief
from shotwright.model.names import Objective, RouteName
from shotwright.planner import Scorer, choose_ways
from shotwright.planner.context import Context
from shotwright.planner.score import chances_of, until_kept
from shotwright.planner.shots import Shot, plan_shots
from shotwright.prompt import Builder

EXAMPLES = ("ad.yaml", "brand_film.yaml", "interview.yaml", "course.yaml", "social/serie.yaml")
TARIFFS: tuple[tuple[RouteName, str], ...] = (
    ("web", "4 credits a second"),
    ("api", "7 dollars a shot"),
)
OBJECTIVES: tuple[Objective, ...] = ("expected", "list-price")
SEEDS = 30


def seeded_ad(seed: int) -> shotwright.Board:
    """Make a 60 s ad of beats of 1 to 6 s in scenes of a few."""
    chance = random.Random(seed)  # noqa: S311 - a board, not a secret
    lengths: list[int] = []
    while sum(lengths) < 60:
        lengths.append(chance.randint(1, 6))
    beats = [
        {"shot": f"Maya does thing {n}", "seconds": length} for n, length in enumerate(lengths)
    ]
    scenes: list[dict[str, object]] = []
    while beats:
        size = chance.randint(2, 6)
        scenes.append({"id": f"s{len(scenes)}", "setting": "a roof", "beats": beats[:size]})
        beats = beats[size:]
    return shotwright.load({"shotwright": 1, "cast": {"maya": {"look": "lk"}}, "scenes": scenes})


def context_of(board: shotwright.Board, route: RouteName, objective: Objective) -> Context:
    """Take what shots are judged by on a route."""
    way = choose_ways(board, route, route).shots
    assert way.route.shots is not None
    scorer = Scorer(objective, Tariff.of("guides", DAY), chances_of(board).shots)
    return Context(board, way, way.route.shots, scorer, Builder(board))


def stretches(board: shotwright.Board) -> Iterator[list[ShotBrief]]:
    """List the neighbours of each scene that are shots, without wishes about cuts."""
    for _, group in groupby(board.briefs, key=lambda brief: (brief.scene, type(brief))):
        briefs = [replace(brief, cut=None) for brief in group if isinstance(brief, ShotBrief)]
        if briefs:
            yield briefs


def planned(context: Context, briefs: Sequence[ShotBrief]) -> list[Shot]:
    """Plan a stretch; nothing where it cannot be."""
    return [entry for entry in plan_shots(context, briefs) if isinstance(entry, Shot)]


def apart(context: Context, briefs: Sequence[ShotBrief]) -> list[Shot]:
    """Make a shot, or its pieces, of every beat."""
    return [shot for brief in briefs for shot in planned(context, [brief])]


def gathered(context: Context, briefs: Sequence[ShotBrief]) -> list[Shot]:
    """Gather beats from left to right until a shot is full."""
    shots: list[Shot] = []
    first = 0
    while first < len(briefs):
        best, last = planned(context, briefs[first : first + 1]), first + 1
        for end in range(first + 2, len(briefs) + 1):
            window = [replace(brief, cut="never" if n else None)
                      for n, brief in enumerate(briefs[first:end])]  # fmt: skip
            tried = planned(context, window)
            if len(tried) != 1:
                break
            best, last = tried, end
        shots += best
        first = last
    return shots


def bill(context: Context, shots: Sequence[Shot]) -> int:
    """Add up what the objective counts, in millionths."""
    total = 0
    for shot in shots:
        price = context.scorer.price(context.job(shot.briefs), shot.seconds * 1000)
        kept = until_kept(price, context.scorer.chance, len(shot.briefs))
        total += price if context.scorer.objective == "list-price" else kept
    return total


def above(board: shotwright.Board, route: RouteName, objective: Objective) -> tuple[float, float]:
    """Say how far above the plan the two simple ways are, in percent."""
    context = context_of(board, route, objective)
    ours = simple = greedy = 0
    for briefs in stretches(board):
        best = planned(context, briefs)
        if best:
            ours += bill(context, best)
            simple += bill(context, apart(context, briefs))
            greedy += bill(context, gathered(context, briefs))
    return (simple / ours - 1) * 100, (greedy / ours - 1) * 100


def main() -> None:
    """Reckon every row and write the page."""
    rows = []
    boards = {name: [shotwright.load(ROOT / "examples" / name)] for name in EXAMPLES}
    boards[f"{SEEDS} seeded ads of 60 s"] = [seeded_ad(seed) for seed in range(SEEDS)]
    for name, each in boards.items():
        for route, tariff in TARIFFS:
            for objective in OBJECTIVES:
                found = [above(board, route, objective) for board in each]
                means = [sum(column) / len(found) for column in zip(*found, strict=True)]
                rows.append([name, tariff, objective, *(f"+{mean:.1f} %" for mean in means)])
    page = f"""# What the planner saves

Made by `make savings`. How much more the shots of a board cost when every beat is a shot of its
own, and when beats are gathered from left to right until a shot is full, than as they are planned.
Wishes about cuts are left out, so that all three may do the same. `expected` is the price until
every shot has its keeper (a take is kept with 0.4, and 0.8 of that for each further part, assumed);
`list-price` is one take of each.

{table(["board", "tariff", "objective", "one shot a beat", "gathered until full"], rows)}
"""
    (ROOT / "docs" / "savings.md").write_text(page, "utf-8")
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
