"""SHOT024: a feeling is stated, not shown.

What: Notes an action that says how strongly somebody feels: `very sad`, `really excited`.

Why: A camera sees a body.  A feeling in words leaves open what the face and hands do, and the
    model overacts or does nothing.

Bad:
    >>> lint('''
    ... - shot: Maya reads the letter and is very sad
    ... ''')
    info SHOT024: s.1: `very sad` is felt, not seen; show it in the body: `her shoulders drop`

Good:
    >>> lint('''
    ... - shot: Maya reads the letter, and her shoulders drop
    ... ''')

Fix: Say what the body does: shoulders, hands, breath, eyes.

Source: ByteDance's prompt method for Seedance, snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import own_texts, path_of, quoted

CODE = "SHOT024"
SEVERITY = Severity.INFO

_FELT = re.compile(
    r"\b(?:very|so|extremely|really|deeply|incredibly|terribly|truly)\s+"
    r"(?:sad|angry|happy|afraid|scared|excited|nervous|anxious|upset|worried|lonely|proud)\b",
    re.IGNORECASE,
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text of an action that states feelings."""
    for text in own_texts(brief, case.board):
        if felt := _FELT.findall(text.prose):
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(felt)} is felt, not seen",
                "show it in the body: `her shoulders drop`",
            )
