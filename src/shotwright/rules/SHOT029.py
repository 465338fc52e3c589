"""SHOT029: light, hour and weather are doubtful together.

What: Reports words of setting, lighting, style and action that seldom go together: soft and hard
    light, warm and cool light, morning and afternoon, sun in the rain.  A text that tells key from
    accent, or says where each of them is, is fine.

Why: The model mixes them or picks one; usually that is a retake.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   lighting: soft light, hard light
    ... ''')
    warn SHOT029: s.1: `soft light` and `hard light`: two shadow qualities for one key; choose one,
    or say which is key and which is accent

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   lighting: soft key light, a hard rim light behind
    ... ''')

Fix: Choose one, or say which is key and which is accent, or where each of them is.

Source: our own table of hours, weathers and lights that seldom go together, from film-craft usage.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.lights import light_fights
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import path_of

CODE = "SHOT029"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every two texts that seldom go together."""
    for fight, view in light_fights(brief, case.board):
        if fight.severity == "soft":
            yield Found(
                path_of(view.text_of(fight.second), brief, case.board),
                f"{view.word(fight.first)} and {view.word(fight.second)}: "
                f"{', '.join(fight.why.split('; ')).lower()}",
                "choose one, or say which is key and which is accent",
            )
