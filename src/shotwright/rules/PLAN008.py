"""PLAN008: music does not carry from clip to clip.

What: Reports a clip with music that follows another with music.

Why: Sound is made for each clip alone: the tune begins anew at every cut.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 8
    ...   audio: {ambient: room tone, music: soft piano}
    ... - shot: Maya opens the oven
    ...   seconds: 8
    ...   audio: {ambient: room tone, music: soft piano}
    ... ''')
    info PLAN008: s.2: the music begins anew at this cut; write `music: none`, and lay one piece
    under all in the edit

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 8
    ... - shot: Maya opens the oven
    ...   seconds: 8
    ... ''', scene="audio: {ambient: room tone, music: none}")

Fix: Lay one piece of music under all clips in the edit.

Source: Practitioners' audio guide for Seedance 2.0, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.plan import Item
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.story import clip_before, music_of

CODE = "PLAN008"
SEVERITY = Severity.INFO


def check_item(item: Item, case: Case) -> Iterator[Found]:
    """Yield at most one finding about music at a cut."""
    before = clip_before(item, case)
    if before is None:
        return
    last, first = case.briefs_of(before)[-1], case.briefs_of(item)[0]
    both = [brief for brief in (last, first) if isinstance(brief, ShotBrief) and _has_music(brief)]
    if len(both) == 2:  # noqa: PLR2004
        yield Found(
            standing(first, case.board, "audio"),
            "the music begins anew at this cut",
            "write `music: none`, and lay one piece under all in the edit",
        )


def _has_music(brief: ShotBrief) -> bool:
    return brief.prompt is None and music_of(brief.audio) != ""
