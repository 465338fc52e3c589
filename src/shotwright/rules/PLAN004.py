"""PLAN004: the hour or the weather jumps inside a scene.

What: Reports a shot beat whose setting or light is of an hour or a weather that cannot follow that
    of the shot before in the same scene: noon after night, snow after a heatwave.

Why: A scene is one place at one time; the clips will not cut together.

Bad:
    >>> lint('''
    ... - shot: Maya crosses the square
    ...   setting: a square at noon
    ... - shot: Maya sits down
    ...   setting: a square at night
    ... ''')
    warn PLAN004: s.2: `night` cannot follow `midday` of the shot before; keep the hour, or begin a
    new scene

Good:
    >>> lint('''
    ... - shot: Maya crosses the square
    ...   setting: a square at noon
    ... - shot: Maya sits down
    ...   setting: a bench in the square at noon
    ... ''')

Fix: Keep hour and weather, or begin a new scene.

Source: Film craft; the hours and weathers that fight are those of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.story import hour_jump, shot_before

CODE = "PLAN004"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a jump from the shot before."""
    if brief.over is not None:
        return
    before = shot_before(brief, case.board)
    jump = hour_jump(before, brief) if before else None
    if before and jump:
        key = "lighting" if before.setting is brief.setting else "setting"
        yield Found(
            standing(brief, case.board, key),
            f"`{jump.second.term.term}` cannot follow `{jump.first.term.term}` of the shot before",
            "keep the hour, or begin a new scene",
        )
