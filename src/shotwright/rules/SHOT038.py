"""SHOT038: one take is promised, and several shots are asked for.

What: Reports words such as `single continuous take` or `no cuts` together with two or more
    `Shot N:` parts, or with a word of the edit.

Why: It cannot be both; what comes out is neither, and is paid for.

Bad:
    >>> lint('''
    ... - shot: "Shot 1: Maya ties a lace. Shot 2: Maya runs, all in a single take."
    ...   seconds: 10
    ... ''')
    error SHOT038: s.1: `single take` and 2 shots; choose one

Good:
    >>> lint('''
    ... - shot: Maya ties a lace and runs, all in a single take
    ...   seconds: 10
    ... ''')

Fix: Choose: one take without cuts, or several shots.

Source: practitioners' multishot grammar for Seedance 2.0, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.edits import edits_in, one_take_in
from shotwright.rules.parts import parts_of
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_first, path_of, texts_of

CODE = "SHOT038"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about takes and cuts."""
    texts = [text for text in texts_of(brief, case.board) if text.clause not in {"cast", "audio"}]
    takes = [(text, take) for text in texts for take in one_take_in(text.text)[:1]]
    if not takes:
        return
    edits = [(text, f"`{edit}`") for text in texts for edit in edits_in(text.text)[:1]]
    parts = parts_of(brief, case.board).parts
    shots = [(parts[0][0], f"{len(parts)} shots")] if len(parts) > 1 else []
    for other, what in [*shots, *edits][:1]:
        text, take = takes[0]
        if is_first(brief, case.board, text.clause, other.clause):
            paths = [path_of(each, brief, case.board) for each in (text, other)]
            # What stands on the beat is told of before what it inherits.
            at = paths[paths[0][:1] == ("/",)]
            yield Found(at, f"`{take}` and {what}", "choose one")
