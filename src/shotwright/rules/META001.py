"""META001: an ignore covers nothing.

What: Reports an entry of `ignore` on the board, a scene or a beat below which its rule finds
    nothing, and one of a rule that cannot be ignored in the file.

Why: It would hide the next finding of that rule, which nobody has judged yet.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   ignore: {SHOT056: Enhance is wanted for this one}
    ... ''')
    warn META001: s.1: nothing below here is found by SHOT056; remove the entry

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   enhance: true
    ...   ignore: {SHOT056: Enhance is wanted for this one}
    ... ''')

Fix: Remove the entry.  `--fix` does it, except in an extended file, whose ignores may be another
    board's.

Source: Ours.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "META001"
SEVERITY = Severity.WARN
ASKED_BY = "ignores"
