"""PLAN014: a cutaway is longer than the talk it lies over.

What: Reports a shot beat with `over` whose length is more than that of the talk from there on.

Why: A cutaway adds no time to the story, so its end would lie over whatever follows, or is cut
    away and paid for in vain.

Bad:
    >>> lint('''
    ... - by: maya
    ...   id: hello
    ...   talk: Good morning.
    ... - shot: Maya opens the window
    ...   over: hello
    ...   seconds: 12
    ... ''')
    warn PLAN014: s.2: 12 s lie over talk that lasts about 1 s; shorten it, or remove `over`

Good:
    >>> lint('''
    ... - by: maya
    ...   id: hello
    ...   talk: Good morning, and welcome to a small kitchen where the bread has been in the oven
    ...     since four, and where nobody is in a hurry.
    ... - shot: Maya opens the window
    ...   over: hello
    ...   seconds: 5
    ... ''')

Fix: Shorten the cutaway, let it begin at earlier words, or let it stand on its own.

Source: our own; lengths of scripts are estimated.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import number, words
from shotwright.rules.lengths import talk_ms
from shotwright.rules.ruling import Case, Found

CODE = "PLAN014"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a cutaway that outlasts its talk."""
    if brief.over is None:
        return
    talks = case.board.once(
        "talks", lambda: {b.id: b for b in case.board.briefs if isinstance(b, TalkBrief)}
    )
    talk = talks[brief.over.beat]
    lasts = talk_ms(case.board, talk, brief.over.words)
    if lasts is not None and brief.seconds.low > lasts:
        yield Found(
            ("seconds",),
            f"{words(brief.seconds.low)} lie over talk that lasts about"
            f" {number(round(lasts, -2))} s",
            "shorten it, or remove `over`",
        )
