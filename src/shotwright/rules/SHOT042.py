"""SHOT042: the audio contradicts itself.

What: Reports a shot that is silent and has a line, music or a sound, and one that is ambient and
    has a line.

Why: The prompt would say both, or lose one of them, and the clip is paid for either way.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   audio: {mode: silent, music: soft piano}
    ... ''')
    error SHOT042: s.1: the mode is silent, but there is music; set the mode to what is wanted

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   audio: {mode: ambient, music: soft piano}
    ... ''')

Fix: Set `mode` to `ambient` or `spoken`, or take the sound out.  The fix believes the sounds, which
    may be wrong, so it is unsafe.

Source: our own; HeyGen's guide "Avatar Shots with Seedance" has audio described in the prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.storyfile import Change

CODE = "SHOT042"
SEVERITY = Severity.ERROR
_NOTHING = re.compile(r"(none|no music)?", re.IGNORECASE)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about audio that says two things."""
    if brief.audio is None:
        return
    audio = brief.audio
    heard = {
        "a line": bool(audio.says),
        "speech": not _NOTHING.fullmatch(audio.speech),
        "music": not _NOTHING.fullmatch(audio.music),
        "a sound": bool(audio.ambient),
    }
    barred = {"silent": list(heard), "ambient": ["a line"]}.get(audio.mode or "", [])
    found = [what for what in barred if heard[what]]
    if found:
        at = standing(brief, case.board, "audio")
        mode = "spoken" if heard["a line"] or heard["speech"] else "ambient"
        yield Found(
            at,
            f"the mode is {audio.mode}, but there is {' and '.join(found)}",
            "set the mode to what is wanted",
            (Change((*at, "mode"), mode),),
            safe=False,
        )
