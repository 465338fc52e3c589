"""SHOT030: mood or style pulls two ways.

What: Reports moods that oppose each other in the setting, styles that do in the style, and a style
    that loses its light: two media, no colour and strong colour, calm and energetic.

Why: The model drifts from one to the other inside the shot, or between shots.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   style: anime, photorealistic
    ... ''')
    warn SHOT030: s.1: `anime` and `photorealistic`: photographed and drawn at once; choose one
    direction

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   style: photorealistic, film grain
    ... ''')

Fix: Choose one medium and one direction.

Source: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7 (style drift),
    snapshot 2026-08-21; the pairs are ours, from film-craft usage.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.registers import register_fights
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import path_of

CODE = "SHOT030"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about moods, and one about styles."""
    for fight, view in register_fights(brief, case.board):
        yield Found(
            path_of(view.text_of(fight.second), brief, case.board),
            f"{view.word(fight.first)} and {view.word(fight.second)}: "
            f"{fight.why[0].lower()}{fight.why[1:]}",
            "choose one direction",
        )
