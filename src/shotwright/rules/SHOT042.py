"""SHOT042: the audio contradicts itself.

What: Reports a shot that is silent and has a line, music or a sound, and one that is ambient and
    has a line; and sounds or music that exclude each other: silence and a crowd, no music and a
    piano, a slow and a fast tempo.  Where one comes after the other, nothing is said.

Why: The prompt would say both, or lose one of them, and the clip is paid for either way.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   audio: {mode: silent, music: soft piano}
    ... ''')
    error SHOT042: s.1: the mode is silent, but there is music; set the mode to what is wanted

    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   audio: {ambient: room tone, music: "no music, soft piano"}
    ... ''')
    error SHOT042: s.1: `no music` and `soft piano`: no music and a named music; choose one of them

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

from shotwright.catalog import SOUND, TermHit, find_terms
from shotwright.model.brief import ShotBrief
from shotwright.model.clause import Audio
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import Text, is_first, path_of, says_nothing, texts_of
from shotwright.rules.views import NEGATED, SEQUENCE, fights_in, row
from shotwright.storyfile import Change

CODE = "SHOT042"
SEVERITY = Severity.ERROR
_NO_SOUND = re.compile(r"(?:muted?|silent|no\s+sound)[\s-]+[^\W\d_]", re.IGNORECASE)
_TURNS = re.compile(
    r"\b(?:to|into|fad\w+|dies|dying|brok\w+|breaks?|except|but|apart|near|almost)\b", re.IGNORECASE
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding about audio whose mode says another thing, and one for sounds that fight."""
    if brief.audio is None:
        return
    audio = brief.audio
    found = _heard_all_the_same(audio)
    if found:
        at = standing(brief, case.board, "audio")
        mode = "spoken" if {"a line", "speech"}.intersection(found) else "ambient"
        yield Found(
            at,
            f"the mode is {audio.mode}, but there is {' and '.join(found)}",
            "set the mode to what is wanted",
            (Change((*at, "mode"), mode),),
            safe=False,
        )
    elif is_first(brief, case.board, "audio"):
        yield from _fights(brief, case)


def _heard_all_the_same(audio: Audio) -> list[str]:
    """List what is to be heard, though the mode bars it."""
    if audio.mode == "ambient":
        return ["a line"] if audio.says else []
    if audio.mode != "silent":
        return []
    given = {
        "a line": bool(audio.says),
        "speech": _is_heard(audio.speech),
        "music": _is_heard(audio.music),
        "a sound": any(map(_is_heard, audio.ambient)),
    }
    return [what for what in given if given[what]]


def _is_heard(part: str) -> bool:
    return bool(part.strip()) and not says_nothing(part)


def _fights(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for the first two sounds that exclude each other."""
    texts = [
        text
        for text in texts_of(brief, case.board)
        # No sound of the place may go with music: only one of several sounds fights.
        if text.clause == "audio"
        and text.is_told
        and (_is_heard(text.text) or "ambient" in text.below[:-1])
    ]
    view = row(texts, _sounds)
    for fight in fights_in(view):
        between = view.text[fight.first.end : fight.second.start]
        if fight.severity == "hard" and not (SEQUENCE.search(between) or _TURNS.search(between)):
            yield Found(
                path_of(view.text_of(fight.second), brief, case.board),
                f"{view.word(fight.first)} and {view.word(fight.second)}: "
                f"{fight.why[0].lower()}{fight.why[1:]}",
                "choose one of them",
            )
            return


def _sounds(text: Text) -> list[TermHit]:
    """Find sounds and music, but not what is denied, nor `a muted trumpet`."""
    denied = [match.span() for match in NEGATED.finditer(text.text)]
    return [
        hit
        for hit in find_terms(text.text, SOUND, field=True)
        if not any(start < hit.start < end for start, end in denied)
        and not _NO_SOUND.match(text.text, hit.start)
    ]
