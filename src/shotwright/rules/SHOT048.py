"""SHOT048: the language is not one that is sure to work.

What: Reports a shot beat in a language that the route's shots are not made for.

Why: Other languages may work, but results are not consistent: the words may be slurred, and lips
    may not follow them.

Bad:
    >>> lint('''
    ... - shot: Maya alza una tazza
    ...   language: it
    ... ''')
    warn SHOT048: s.1: `it` is not among the languages en, zh, yue, ja, ko, es, fr, de, pt of
    HeyGen guide: Avatar Shots with Seedance; make it in English, then use HeyGen's Translate

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   language: en-GB
    ... ''')

Fix: Make the clip in English, then translate it in HeyGen.

Source: HeyGen guide "Avatar Shots with Seedance" (languages), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.names import primary_language
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "SHOT048"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the beat's language."""
    if case.shots.shots is None:
        return
    languages = case.shots.shots.languages
    if primary_language(brief.language) not in languages.values:
        yield Found(
            standing(brief, case.board, "language"),
            f"`{brief.language}` is not among the languages {', '.join(languages.values)} of"
            f" {said_by(case.shots, languages)}",
            "make it in English, then use HeyGen's Translate",
        )
