"""SHOT023: a move is one that models often break.

What: Notes somersaults, sprints, fights and their like.

Why: Fast, whirling bodies come out with limbs too many, so expect retakes.

Bad:
    >>> lint('''
    ... - shot: Maya sprints across the yard
    ... ''')
    info SHOT023: s.1: `sprints` is a move that models often break; expect retakes, or let it be
    slower

Good:
    >>> lint('''
    ... - shot: Maya walks fast across the yard
    ... ''')

Fix: Expect retakes; slower moves hold better.

Source: ByteDance's prompt method for Seedance, snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.catalog import word_list
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.parts import acts_in
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import own_texts, path_of, quoted
from shotwright.rules.wordlists import words_in

CODE = "SHOT023"
SEVERITY = Severity.INFO

_DONE = re.compile(r"\b(?:do|does|doing|performs?|performing|lands|turns)\s+(?:\w+\s+){0,2}$")


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text with such moves."""
    for text in own_texts(brief, case.board):
        hits = [
            text.text[hit.start : hit.end]
            for hit in words_in(text.text, "high_impact_verbs_3sg")
            if _DONE.search(text.text[: hit.start][-40:])
        ]
        hard = word_list("high_impact_verbs_3sg")
        hits += [
            act.verb
            for act in acts_in([text], brief.names)
            if {act.verb.lower() + ending for ending in ("", "s", "es")}.intersection(hard)
        ]
        if hits:
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(hits)} is a move that models often break",
                "expect retakes, or let it be slower",
            )
