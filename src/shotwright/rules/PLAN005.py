"""PLAN005: a shot holds a speech.

What: Reports in a story of several beats a shot with more than 20 spoken words (40 characters of
    Chinese or Korean, 50 of Japanese), or with three lines or more, where they can be said at all.
    What is too fast, or too many turns for the time, SHOT044, SHOT045 and SHOT049 tell of.

Why: Avatar Shots are made for action, with a short line at most; Avatar IV is made for speech, says
    every word, and costs less.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 15
    ...   audio: {says: [{by: maya, line: "We opened the bakery at four, and by six every single
    ...     loaf was gone, so tomorrow we begin at three and bake twice."}]}
    ... - talk: Good morning.
    ...   by: maya
    ... ''')
    warn PLAN005: s.1: 23 words are long for a shot; make it a talk beat, and keep the action here

Good:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 8
    ...   audio: {says: [{by: maya, line: We opened the bakery at four.}]}
    ... - talk: By six every single loaf was gone, so tomorrow we begin at three and bake twice.
    ...   by: maya
    ... ''')

Fix: Make long speech a talk beat, and leave the action in the shot.

Source: HeyGen guide "Avatar Shots with Seedance" (Avatar Shots and Avatar IV compared), read
    2026-11-21; the number of words is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.dialogue import Haste, clip_of, dialogue, turns_in
from shotwright.rules.ruling import Case, Found

CODE = "PLAN005"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about long speech in a shot."""
    if len(case.board.briefs) == 1:
        return
    clip = clip_of(brief, case)
    if clip is None or clip.haste >= Haste.FAST or len(clip.lines) > turns_in(clip.available_ms):
        return
    if clip.talk_shares > 1:
        told = f"{clip.amount} are long for a shot"
    elif len(clip.lines) >= dialogue().turns:
        told = f"{len(clip.lines)} lines are a conversation"
    else:
        return
    yield Found(clip.lines[0].path, told, "make it a talk beat, and keep the action here")
