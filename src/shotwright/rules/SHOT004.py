r"""SHOT004: a control character stands in the text.

What: Reports control characters (U+0000 to U+001F but tab and line ends, U+007F to U+009F), halves
    of surrogate pairs and numbers that are never characters, such as U+FFFE, in the words of a
    shot, the names of its cast, its looks and its references.  Reading a board refuses some of
    them already.

Why: Nobody sees them, no service documents what it does with them, and what cannot be encoded
    cannot be sent.

Bad:
    >>> lint('''
    ... - shot: "Maya\\u009fwalks"
    ... ''')
    error SHOT004: s.1: U+009F is a control character, which nobody sees; remove it

Good:
    >>> lint('''
    ... - shot: "Maya walks"
    ... ''')

Fix: Remove it; `--fix` does it.

Source: Ours; the Unicode standard, general category Cc and noncharacters.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.signs import controls_in, signs_found

CODE = "SHOT004"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that holds such characters."""
    yield from signs_found(brief, case.board, controls_in, "control character")
