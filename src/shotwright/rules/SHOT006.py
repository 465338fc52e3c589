"""SHOT006: an emoji or pictograph stands in the text.

What: Reports emoji and other little pictures in the words and lines of a shot, and in a script or
    its motion prompt.

Why: The model may draw it into the picture, and a voice may say its name.

Bad:
    >>> lint('''
    ... - shot: Maya smiles 🎉
    ... ''')
    warn SHOT006: s.1: `🎉` may be drawn or read aloud; say it in words

Good:
    >>> lint('''
    ... - shot: Maya laughs with her whole face
    ... ''')

Fix: Say the feeling in words.

Source: ByteDance's prompt method for Seedance 2.0 (common characters, no special signs), snapshot
    2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.finding import Severity
from shotwright.rules.ruling import Brief, Case, Found
from shotwright.rules.texts import NOT_PLAIN, path_of, quoted, texts_with

CODE = "SHOT006"
SEVERITY = Severity.WARN

_PICTURE = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u231a\u231b\u23e9-\u23fa\u2b05-\u2b07\u2b1b\u2b1c\u2b50"
    "\u2b55\ufe0f\u20e3][\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff]*"
)


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that holds pictures."""
    for text in texts_with(brief, case.board, NOT_PLAIN):
        if pictures := _PICTURE.findall(text.text):
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(pictures)} may be drawn or read aloud",
                "say it in words",
            )
