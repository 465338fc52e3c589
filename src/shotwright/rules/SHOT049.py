"""SHOT049: the mode is spoken without lines, or there are more turns than time.

What: Reports a shot whose audio is `mode: spoken` with no line, nothing in quotes and no `speech`;
    and a shot with more lines than one for every 3 s, where more than one.

Why: Speech without words is filled with babble.  Each turn needs a breath, a look and its words: of
    too many, some are dropped or given to the wrong mouth.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   audio: {mode: spoken, ambient: room tone}
    ... ''')
    warn SHOT049: s.1: the mode is spoken, and nothing is said; add `says`, or choose `ambient`
    >>> lint('''
    ... - shot: Maya and Ken sit down
    ...   with: [maya, ken]
    ...   seconds: 5
    ...   audio: {says: [{by: maya, line: Tea?}, {by: ken, line: Please.}]}
    ... ''')
    warn SHOT049: s.1: 2 lines in 5 s, where there is time for 1; drop a line, or give the shot more
    time

Good:
    >>> lint('''
    ... - shot: Maya and Ken sit down
    ...   with: [maya, ken]
    ...   seconds: 6
    ...   audio: {mode: spoken, says: [{by: maya, line: Tea?}, {by: ken, line: Please.}]}
    ... ''')

Fix: Add the line or choose another mode; keep a turn for every 3 s.

Source: Ours; practitioners' audio guide for Seedance 2.0, 2026-09-26 (short turns).
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import Millis, words
from shotwright.rules.dialogue import clip_of, has_quotes, has_speech, lines_of, turns_in
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "SHOT049"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about speech that is missing, or too much of it."""
    if brief.over is not None:
        return
    audio = brief.audio if brief.prompt is None else None
    if audio and audio.mode == "spoken" and not lines_of(brief, case.board):
        if not has_quotes(brief, case.board) and not has_speech(brief):
            yield Found(
                standing(brief, case.board, "audio"),
                "the mode is spoken, and nothing is said",
                "add `says`, or choose `ambient`",
            )
        return
    clip = clip_of(brief, case)
    if clip and len(clip.lines) > turns_in(clip.available_ms):
        yield Found(
            clip.lines[0].path,
            f"{len(clip.lines)} lines in {words(Millis(clip.available_ms))}, where there is time"
            f" for {turns_in(clip.available_ms)}",
            "drop a line, or give the shot more time",
        )
