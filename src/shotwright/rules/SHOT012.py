"""SHOT012: no camera, or none recognised.

What: Reports a shot, or a `Shot 1:` part of one, for which neither the camera nor the action names
    a size, an angle, a lens or a move that the vocabulary knows.  Words in another language than
    English are not judged.

Why: The model then films it as it likes, another way in every take.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: make it cool
    ... ''')
    info SHOT012: s.1: `make it cool` names no size and no move; name one size and one move, or
    static

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: slow push-in, medium close-up
    ... ''')

Fix: Pick one size and one move, or say that the camera is static.

Source: HeyGen guide "Avatar Shots with Seedance" (camera movement is part of a strong prompt), read
    2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import CAMERA, find_terms
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.names import primary_language
from shotwright.rules.parts import parts_of
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import may_have, quoted, texts_of

CODE = "SHOT012"
SEVERITY = Severity.INFO


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the camera."""
    camera = [text.text for text in texts_of(brief, case.board) if text.clause == "camera"]
    if any(find_terms(text, CAMERA, field=True) for text in camera):
        return
    parts = parts_of(brief, case.board).parts
    silent = [
        number
        for number, part in enumerate(parts, 1)
        if not any(may_have(text, *CAMERA) for text in part)
        or not find_terms("\n".join(text.prose for text in part), CAMERA, field=len(parts) > 1)
    ]
    if not silent:
        return
    if (camera or brief.prompt is not None) and primary_language(brief.language) != "en":
        return
    if camera:
        told = f"{quoted([', '.join(camera)])} names no size and no move"
    elif len(parts) > 1:
        told = f"nothing says how `Shot {silent[0]}` is filmed"
    else:
        told = "nothing says how it is filmed"
    at = standing(brief, case.board, "camera") if brief.prompt is None else ("prompt",)
    yield Found(at, told, "name one size and one move, or static")
