r"""SHOT005: an invisible or direction-changing character stands in the text.

What: Reports characters that show nothing, or turn the direction of others (U+00AD, U+200B,
    U+202E, U+FEFF and their like), in the words of a shot or a talk, the names of the cast, looks,
    voices and references.  Joiners between letters of Arabic and Indic scripts, and inside an
    emoji, are meant.

Why: They hide from the person who pays what the service reads, and split words that look whole.

Bad:
    >>> lint('''
    ... - shot: "Maya walks \\u202eemoh"
    ... ''')
    warn SHOT005: s.1: U+202E is a format character, which nobody sees; remove it

Good:
    >>> lint('''
    ... - shot: "Maya walks home"
    ... ''')

Fix: Remove it; `--fix` does it in the words of a shot.

Source: Ours; the Unicode standard, format characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.finding import Severity
from shotwright.rules.ruling import Brief, Case, Found
from shotwright.rules.signs import signs_found, unseen_in

CODE = "SHOT005"
SEVERITY = Severity.WARN


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that holds such characters."""
    yield from signs_found(brief, case.board, unseen_in, "format character")
