"""SHOT028: light, hour and weather cannot be together.

What: Reports words of setting, lighting, style and action that cannot hold at one time: night and
    direct sun, a clear sky and a storm, high key and low key.  Where one turns into the other, and
    for what is only a picture of it, nothing is said.

Why: The model picks one at random, and the clip is paid for.

Bad:
    >>> lint('''
    ... - shot: Maya crosses the square
    ...   lighting: bright midday sun
    ... ''', scene="setting: a city square at night")
    error SHOT028: s.1: `at night` and `bright midday sun`: night with direct sun; choose one
    of them

Good:
    >>> lint('''
    ... - shot: Maya crosses the square
    ...   lighting: neon light on wet asphalt
    ... ''', scene="setting: a city square at night")

Fix: Choose one of them.

Source: our own table of hours, weathers and lights that exclude one another, from film-craft usage.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.lights import light_fights
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import path_of

CODE = "SHOT028"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every two texts that exclude each other."""
    for fight, view in light_fights(brief, case.board):
        if fight.severity == "hard":
            yield Found(
                path_of(view.text_of(fight.second), brief, case.board),
                f"{view.word(fight.first)} and {view.word(fight.second)}: "
                f"{', '.join(fight.why.split('; ')).lower()}",
                "choose one of them",
            )
