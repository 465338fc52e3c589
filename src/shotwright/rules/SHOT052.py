"""SHOT052: a quotation is not closed, or a line holds quotation marks.

What: Reports a text of a shot with an odd number of straight double quotes, or with more curly ones
    that open than that close; an inch mark after a number is no quote.  Of a spoken line any double
    quote is reported, since the prompt puts the line in quotes itself.

Why: What stands in quotes is spoken.  A quote that is not closed makes the rest of the prompt a
    line; one inside a line ends it too early.

Bad:
    >>> lint('''
    ... - shot: Maya turns and says "Come in
    ... ''')
    warn SHOT052: s.1: a quotation is not closed; close it, or take the mark out
    >>> lint('''
    ... - shot: Maya turns
    ...   audio: {says: [{by: maya, line: 'He said "wait" and left.'}]}
    ... ''')
    warn SHOT052: s.1: a line holds double quotation marks; use single ones inside a line

Good:
    >>> lint('''
    ... - shot: Maya turns and says "Come in.", beside a 24" screen
    ... ''')
    >>> lint('''
    ... - shot: Maya turns
    ...   audio: {says: [{by: maya, line: "He said 'wait' and left."}]}
    ... ''')

Fix: Close the quotation; inside a line use single quotes.  `--fix` writes single ones for straight
    ones, which makes the same prompt.

Source: Ours; ByteDance's prompt guide for Seedance 2.0, 2026-08-21 (lines stand in double quotes).
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.signs import DOUBLE_QUOTES, is_closed
from shotwright.rules.texts import path_of, texts_with
from shotwright.storyfile import Change

CODE = "SHOT052"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text with a fault in its quotes."""
    for text in texts_with(brief, case.board, DOUBLE_QUOTES):
        path = path_of(text, brief, case.board)
        if text.below[-1:] == ("line",):
            single = text.text.replace('"', "'")
            yield Found(
                path,
                "a line holds double quotation marks",
                "use single ones inside a line",
                () if not DOUBLE_QUOTES.isdisjoint(single) else (Change(path, single),),
            )
        elif not is_closed(text.text):
            yield Found(path, "a quotation is not closed", "close it, or take the mark out")
