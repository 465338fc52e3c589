"""SHOT047: the lines of a shot are in several languages, or in another than is said.

What: Reports a shot whose lines are in more than one language (Mandarin and Cantonese count as
    one), and a line that is written in another script than that of its language.  A line without a
    language is in the beat's.

Why: The model keeps to one language in a clip: the second is read with the accent, or the sounds,
    of the first.  The prompt names the language of each line, so a wrong one is worse than none.

Bad:
    >>> lint('''
    ... - shot: Maya waves
    ...   audio: {says: [{by: maya, line: Welcome., language: en},
    ...     {by: maya, line: Bienvenidos., language: es}]}
    ... ''')
    warn SHOT047: s.1: the lines are in en and es; make a clip for each language
    >>> lint('''
    ... - shot: Maya waves
    ...   audio: {says: [{by: maya, line: ようこそ。}]}
    ... ''')
    warn SHOT047: s.1: the line is not written in the script of its language, `en`; write `language`
    on the line or the board

Good:
    >>> lint('''
    ... - shot: Maya waves
    ...   audio: {says: [{by: maya, line: Bienvenidos., language: es}]}
    ... ''')

Fix: Keep one language to a clip, and say which it is.

Source: ByteDance's troubleshooting guide for Seedance 2.0, 2026-08-21 (one language in a clip;
    label lines that are not Chinese or English).
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.dialogue import is_in_script, lines_of, one_chinese
from shotwright.rules.ruling import Case, Found

CODE = "SHOT047"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding about mixed languages, or else one for each line in a foreign script."""
    lines = lines_of(brief, case.board)
    languages = {one_chinese(line.language): line for line in reversed(lines)}
    if len(languages) > 1:
        named = dict.fromkeys(one_chinese(line.language) for line in lines)
        second = languages[list(named)[1]]
        yield Found(
            second.path, f"the lines are in {' and '.join(named)}", "make a clip for each language"
        )
        return
    for line in lines:
        if not is_in_script(line.text, line.language):
            yield Found(
                line.path,
                f"the line is not written in the script of its language, `{line.language}`",
                "write `language` on the line or the board",
            )
