"""SHOT015: the words describe someone's looks again.

What: Reports what tells the face, hair, body, age or clothes of the cast in the words of a shot,
    as far as they are English.  Clothes are left alone where a reference is `of: wardrobe`, and so
    are dolls, dogs, pictures and people who are not of the cast.

Why: The look already carries face, hair and clothes.  A second description competes with it, and
    the person comes out changed.

Bad:
    >>> lint('''
    ... - shot: Maya, with long red hair and wearing a navy suit, closes a laptop
    ... ''')
    warn SHOT015: s.1: `long red hair` and 1 more describe looks that the look already carries;
    remove it, and say what they do

Good:
    >>> lint('''
    ... - shot: Maya closes a laptop and tucks her hair behind her ear
    ... ''')

Fix: Delete it; change clothes with a reference that is `of: wardrobe`, or with another look.

Source: HeyGen guide "Prompting Avatar Shots"; HeyGen community "Prompting for adding motion"
    (describing what the picture shows backfires), through a digest of 2026-08-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.appearance import descriptions, hints
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import path_of, quoted, texts_with

CODE = "SHOT015"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that describes the cast."""
    texts = texts_with(brief, case.board, hints()) if brief.cast else ()
    jobs = {case.board.references[name].of for name in brief.references} if texts else set()
    for text in texts:
        if text.clause == "audio":
            continue
        found = descriptions(
            text.prose,
            () if text.clause == "cast" else brief.names,
            clothes="wardrobe" not in jobs,
            owned=text.clause not in {"shot", "prompt", "cast"},
        )
        if found:
            describes = "describes" if len(found) == 1 else "describe"
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(found)} {describes} looks that the look already carries",
                "remove it, and say what they do",
            )
