"""PLAN009: the spoken language changes.

What: Reports every beat that is spoken in another language than the first, once where its language
    stands.  Of a shot its first line tells; two languages inside one shot are left to SHOT047.
    Mandarin and Cantonese count as one.

Why: Versions of a story are cheaper and better made by Translate, from one finished language.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ... - talk: Buenos días.
    ...   by: maya
    ...   language: es
    ... ''')
    warn PLAN009: `es` differs from `en`, in which the story begins; keep one language, and make the
    others with HeyGen's Translate

Good:
    >>> lint('''
    ... - talk: Buenos días.
    ...   by: maya
    ... - talk: Bienvenidos.
    ...   by: maya
    ... ''', board='''
    ... language: es
    ... ''')

Fix: Keep one language to a board, and make the others with HeyGen's Translate; where somebody is
    meant to speak another, ignore the rule with the reason.

Source: HeyGen guide "Avatar Shots with Seedance", read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.finding import Severity
from shotwright.rules.dialogue import spoken_languages
from shotwright.rules.ruling import Case, Found

CODE = "PLAN009"
SEVERITY = Severity.WARN


def check_board(case: Case) -> Iterator[Found]:
    """Yield a finding for every other language, once where it stands."""
    first = ""
    told = set()
    for path, language in spoken_languages(case.board):
        first = first or language
        if language != first and path not in told:
            told.add(path)
            yield Found(
                path,
                f"`{language}` differs from `{first}`, in which the story begins",
                "keep one language, and make the others with HeyGen's Translate",
            )
