"""SHOT041: a word praises the picture.

What: Notes `masterpiece`, `8K`, `stunning` and their like in the words of a shot.

Why: A camera cannot record them; they take room from what it can.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   style: 8K masterpiece
    ... ''')
    info SHOT041: s.1: `8K` and 1 more say nothing that a camera could record; name light, lens or
    texture instead

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   style: soft window light, film grain
    ... ''')

Fix: Replace it by something that a camera could record.

Source: practitioners' reference set for Seedance 2.0, 2026-09-26; ByteDance itself uses some such
    words.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import fresh_texts, path_of, quoted
from shotwright.rules.wordlists import words_in

CODE = "SHOT041"
SEVERITY = Severity.INFO


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text with such words."""
    for text in fresh_texts(brief, case.board):
        praise = [text.text[hit.start : hit.end] for hit in words_in(text.text, "slop_words")]
        if praise:
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(praise)} {'says' if len(praise) == 1 else 'say'} nothing that a camera"
                " could record",
                "name light, lens or texture instead",
            )
