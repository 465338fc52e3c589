"""REFS006: the words point at a reference that is not there.

What: Reports `image 2`, `@video1` and their like in the words of a shot, beyond the number of
    references of that kind that are bound to it.  Audio is never bound to a shot.

Why: References are numbered from 1 for each kind.  A number that leads nowhere is drawn, or read
    as another picture, in a clip that is paid for.

Bad:
    >>> lint('''
    ... - shot: Maya lifts the tin from image 3
    ...   references: [tin]
    ... ''')
    error REFS006: s.1: `image 3` leads nowhere, since the shot has 1 image; correct the number, or
    bind the reference

Good:
    >>> lint('''
    ... - shot: Maya lifts the tin from image 1
    ...   references: [tin]
    ... ''')

Fix: Correct the number, or bind the reference in `references`.

Source: ByteDance's prompt guide for Seedance 2.0 (numbers for each kind, from 1), snapshot
    2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import KEPT, path_of, quoted, texts_with

CODE = "REFS006"
SEVERITY = Severity.ERROR

_POINTS = re.compile(
    r"""
    @? (?: (?<! [\w/.-] ) (?: (?P<image>image|img|picture) | (?P<video>video) | (?P<audio>audio) )
      s?
      (?: \s? [#№]? | _ | \s \# )
      | (?: (?P<picture>图片|图像|画像|이미지) | (?P<film>视频|動画|비디오)
        | (?P<sound>音频|音声) ) \s? )
    (?P<numbers> \d{1,2} (?! [a-z\d_%:] | [.,] \d )
      (?: (?: \s* (?: , | & | and | to | - | – ) )+ \s* \d{1,2} (?! [a-z\d_%:] | [.,] \d ) ){0,12} )
    (?! \s* (?: (?:k|m|cm|mm|metres?|meters?|feet|s|secs?|seconds?|minutes?|times|percent)\b | % )
      | \s of \s \d )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that points too far."""
    numbered = texts_with(brief, case.board, frozenset("#"))
    if not numbered:
        return
    kinds = [case.board.references[name].kind for name in brief.references]
    bound = {"image": kinds.count("image"), "video": kinds.count("video"), "audio": 0}
    for text in numbered:
        far = [(told, kind) for told, kind, number in _points(text.prose) if number > bound[kind]]
        if far:
            kind = far[0][1]
            plural = "" if kind == "audio" or bound[kind] == 1 else "s"
            verb = "leads" if len(far) == 1 else "lead"
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted([told for told, _ in far])} {verb} nowhere, since the shot has"
                f" {bound[kind] or 'no'} {kind}{plural}",
                "correct the number, or bind the reference",
            )


@lru_cache(KEPT)
def _points(prose: str) -> list[tuple[str, str, int]]:
    """List what points at references: the words, the kind, and the highest number."""
    same = {"picture": "image", "film": "video", "sound": "audio"}
    return [
        (match[0], same.get(kind, kind), max(map(int, _DIGITS.findall(match["numbers"]))))
        for match in _POINTS.finditer(prose)
        for kind, found in match.groupdict().items()
        if found and kind != "numbers"
    ]
