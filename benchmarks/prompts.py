"""How fast prompts are built and checked, against the same slot templates in bare jinja2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.timing import DAY, best, stress_board
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

import shotwright
from shotwright.model.brief import ShotBrief
from shotwright.planner import choose_ways
from shotwright.prompt.family import family, templates_folder
from shotwright.prompt.words import FILTERS
from shotwright.rules import Case, find


def floor_templates() -> Callable[[ShotBrief], list[str]]:
    """Compile the slot templates bare, and give what renders one beat."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True)
    environment.filters.update({name.__name__: name for name in FILTERS})
    used = family("cinematic")
    folder = templates_folder() / "cinematic"
    templates = [
        environment.from_string((folder / f"{slot.slot}.j2").read_text("utf-8"))
        for slot in used.about.slots
    ]

    def render(brief: ShotBrief) -> list[str]:
        variables: dict[str, Any] = {
            "names": brief.names,
            "action": brief.action.action if brief.action else (),
            "lines": [
                {"name": s.by, "line": s.line, "delivery": s.delivery, "language": brief.language}
                for s in brief.says
            ],
            **{
                name: clause.__dict__ if (clause := getattr(brief, name)) else None
                for name in ("setting", "camera", "lighting", "style", "audio", "constraints")
            },
            "phrases": used.phrases_in(brief.language),
        }
        return [template.render(variables) for template in templates]

    return render


def measure_prompts(beats: int) -> list[str]:
    """Measure building, and building with every rule, as ratios to rendering bare."""
    text = stress_board(beats)
    render = floor_templates()
    shots = [brief for brief in shotwright.load(text).briefs if isinstance(brief, ShotBrief)]
    floor = best(lambda: [render(brief) for brief in shots])

    def fresh() -> shotwright.Board:
        board = shotwright.load(text)
        assert board.briefs
        return board

    loaded = best(fresh)
    built = best(lambda: shotwright.build(fresh())) - loaded

    def checked() -> None:
        board = fresh()
        prompts = {prompt.beat: prompt for prompt in shotwright.build(board)}
        ways = choose_ways(board)
        find(Case(board, ways.shots.route, ways.talk.route, prompts, on=DAY))

    ruled = best(checked) - loaded
    return [f"{beats:,}", f"{floor * 1000:.0f} ms", f"{built / floor:.2f}", f"{ruled / floor:.2f}"]
