"""TALK012: a stage direction stands in the script.

What: Reports in a script: words in square brackets, three or more words in round ones, words
    between asterisks, and a line that begins with a NAME: in capitals.  Pauses such as
    `[pause 1.5s]` and `<break time="1s"/>` are no stage directions.

Why: The voice may read them aloud, and the video cannot be edited.

Bad:
    >>> lint('''
    ... - talk: "[smiles] Welcome!"
    ...   by: maya
    ... ''')
    warn TALK012: s.1: `[smiles]` looks like a direction, which may be read aloud; move it
    to `motion`, or remove it

Good:
    >>> lint('''
    ... - talk: "Welcome! [pause 1.5s] Sit down (please)."
    ...   by: maya
    ... ''')

Fix: Move it to `motion`, or remove it; give each speaker a beat of their own.  The
    fix removes what stands in brackets; it is unsafe, since some of it may be meant to be said.

Source: Ours; HeyGen's older skill for scripts, snapshot 2026-04-13.  Some voices understand such
    tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import written
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted
from shotwright.storyfile import Change

CODE = "TALK012"
SEVERITY = Severity.WARN

_DIRECTION = re.compile(
    r"""
    \[ (?! \s* (?i:pause) (?: \s+ [\d.]+ \s* (?: m?s )? )? \s* \] ) (?= [^][]* [^\W\d_] ) [^][]* \]
    | \( \s* [^()\s]+ (?: \s+ [^()\s]+ ){2,} \s* \)
    | \* [^*\s\d] [^*\n]* \*
    | ^ [^\S\n]* (?P<speaker> [^\W\d_] [\w .'-]{0,40} ) : (?! // )
    """,
    re.MULTILINE | re.VERBOSE,
)
_BRACKETED = re.compile(r" ?(?:\[[^][]*\]|\([^()]*\))")


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about all stage directions of a script."""
    if brief.talk.text is None:
        return
    directions = _directions(brief.talk.text)
    if directions:
        spoken = _BRACKETED.sub(_without, brief.talk.text).strip(" ")
        removable = not _directions(spoken) and any(sign.isalnum() for sign in spoken)
        at = written(brief, case.board, ("talk",), "text")
        looks = "looks like a direction" if len(directions) == 1 else "look like directions"
        yield Found(
            ("talk",),
            f"{quoted(directions)} {looks}, which may be read aloud",
            "move it to `motion`, or remove it",
            (Change(at, spoken),) if removable else (),
            safe=False,
        )


def _directions(script: str) -> list[str]:
    return [
        match[0].strip()
        for match in _DIRECTION.finditer(script)
        if match["speaker"] is None or match["speaker"].isupper()
    ]


def _without(match: re.Match[str]) -> str:
    """Leave a bracket out, with the space before it; what is no direction stays."""
    return "" if _DIRECTION.fullmatch(match[0].strip()) else match[0]
