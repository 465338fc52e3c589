"""SHOT037: there is a cut, and no shots are marked.

What: Reports words of the edit (`cut to`, `montage`, `dissolves to`, `fade out`) in a beat without
    `Shot 1:` marks.  Hair that is cut, lights that fade and sugar that dissolves are none.

Why: The model shows one shot, and mixes both pictures in it.

Bad:
    >>> lint('''
    ... - shot: Maya throws a ball, cut to the water
    ... ''')
    warn SHOT037: s.1: `cut to` asks for an edit inside one shot; write two beats, or mark `Shot 1:`
    and `Shot 2:`

Good:
    >>> lint('''
    ... - shot: "Shot 1: Maya throws a ball. Shot 2: the water."
    ...   seconds: 8
    ... ''')

Fix: Write two beats, or mark the parts with `Shot 1:` and `Shot 2:`.

Source: practitioners' multishot grammar for Seedance 2.0, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.edits import edits_in
from shotwright.rules.english import is_english
from shotwright.rules.parts import parts_of
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import fresh_texts, path_of, quoted

CODE = "SHOT037"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text with words of the edit."""
    if parts_of(brief, case.board).marks:
        return
    for text in fresh_texts(brief, case.board):
        edits = () if text.clause == "audio" else edits_in(text.text)
        if edits and is_english(text, brief, case.board):
            verb = "asks" if len(edits) == 1 else "ask"
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(edits)} {verb} for an edit inside one shot",
                "write two beats, or mark `Shot 1:` and `Shot 2:`",
            )
