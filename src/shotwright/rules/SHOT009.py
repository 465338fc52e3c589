"""SHOT009: a character is markup to Seedance.

What: Reports { } < > and the full-width brackets U+FF08 U+FF09 U+3010 U+3011 in the words of a
    shot.  Not reported where SHOT007 speaks of the same text.

Why: Seedance's own convention reads curly brackets as a spoken line, angle brackets as a sound
    effect, full-width round ones as music and black lenticular ones as a subtitle.  What was
    meant as words may be sung, said or written on the picture.

Bad:
    >>> lint('''
    ... - shot: Maya pins up a <blue> poster
    ... ''')
    warn SHOT009: s.1: Seedance reads `<` and 1 more as markup, the first as a sound effect; use
    plain words and commas, and `says` for spoken lines

Good:
    >>> lint('''
    ... - shot: Maya pins up a plain blue poster
    ... ''')

Fix: Use plain words and commas; put spoken lines under `says`.

Source: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7, section 1.4,
    snapshot 2026-08-21.  That HeyGen passes such characters through is likely, not documented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.signs import MARKUP, TEMPLATE_SYNTAX
from shotwright.rules.texts import path_of, quoted, texts_with

CODE = "SHOT009"
SEVERITY = Severity.WARN

_MARKUP = re.compile(
    "(?P<a_spoken_line>[{}])|(?P<a_sound_effect>[<>])"
    "|(?P<music>[\uff08\uff09])|(?P<a_subtitle>[\u3010\u3011])"
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that holds such characters."""
    for text in texts_with(brief, case.board, MARKUP):
        marks = list(_MARKUP.finditer(text.text))
        if not TEMPLATE_SYNTAX.search(text.text):
            meaning = str(marks[0].lastgroup).replace("_", " ")
            signs = quoted([mark[0] for mark in marks])
            yield Found(
                path_of(text, brief, case.board),
                f"Seedance reads {signs} as markup, the first as {meaning}",
                "use plain words and commas, and `says` for spoken lines",
            )
