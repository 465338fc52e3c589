"""SHOT046: words are spoken, but not who says which.

What: Reports a line whose speaker is not in the shot, unless it is a narrator or another voice from
    outside the picture; and an action in which somebody says, asks, tells, explains or whispers
    something, where no words are given: no line, nothing in quotes, no `speech`.  A quotation that
    is not closed is left to SHOT052.

Why: A line without a face goes to whoever is in the picture.  Speech without words is filled with
    babble, and the lips move to it.

Bad:
    >>> lint('''
    ... - shot: Maya looks into the lens and says hello to all
    ... ''')
    warn SHOT046: s.1: somebody `says` something, and no words are given; write the words in `says`,
    or show something else
    >>> lint('''
    ... - shot: Maya nods
    ...   audio: {says: [{by: ken, line: Come in.}]}
    ... ''')
    warn SHOT046: s.1: `ken` speaks, and is not in the shot; put the speaker into `with`, or let a
    narrator say it

Good:
    >>> lint('''
    ... - shot: Maya looks into the lens
    ...   audio: {says: [{by: maya, line: "Hello, everyone.", delivery: warmly}]}
    ... ''')
    >>> lint('''
    ... - shot: Maya pours tea
    ...   audio: {says: [{by: narrator, line: It was the last pot.}]}
    ... ''')

Fix: Give each line a speaker who is in the shot, and the words themselves.

Source: ByteDance's prompt guide for Seedance 2.0, 2026-08-21 (name the speaker, quote the line);
    practitioners' audio guide, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.dialogue import (
    has_speech,
    is_offscreen,
    is_subject,
    lines_of,
    said_without_words,
)
from shotwright.rules.ruling import Case, Found
from shotwright.rules.signs import is_closed
from shotwright.rules.texts import own_texts

CODE = "SHOT046"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every speaker out of the picture, or one for speech without words."""
    if brief.over is not None:
        return
    lines = lines_of(brief, case.board)
    for line in lines:
        if "says" in line.path and not (is_subject(line.by, brief) or is_offscreen(line.by)):
            yield Found(
                (*line.path, "by"),
                f"`{line.by}` speaks, and is not in the shot"
                if line.by.strip()
                else "nobody is named who says the line",
                "put the speaker into `with`, or let a narrator say it",
            )
    if lines or (brief.prompt is None and _is_settled(brief)):
        return
    for text in own_texts(brief, case.board):
        verb = said_without_words(text.text, brief.names)
        if verb and is_closed(text.text):
            yield Found(
                (text.clause,),
                f"somebody `{verb}` something, and no words are given",
                "write the words in `says`, or show something else",
            )
            return


def _is_settled(brief: ShotBrief) -> bool:
    """Tell whether the audio says that nothing is heard, or how people talk."""
    return brief.audio is not None and (brief.audio.mode == "silent" or has_speech(brief))
