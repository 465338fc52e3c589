"""REFS004: a reference shows a face.

What: Reports a reference marked `face: true` on a shot beat whose route takes no faces in
    references of that kind.  The API says nothing of faces: there it stays silent, since a rule is
    either an error or a warning, and it does not fail what may pass.

Why: The app refuses pictures and clips with a human face as elements; people come in as avatars,
    who have agreed to it.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [selfie]
    ... ''', board='''
    ... references:
    ...   selfie: {image: "https://example.com/selfie.jpg", of: style, face: true}
    ... ''')
    error REFS004: s.1: `selfie` shows a face, which HeyGen app refuses in an image reference
    (HeyGen guide: Avatar Shots with Seedance); leave it out, or put the person into `with`

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [tin]
    ... ''')
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [selfie]
    ... ''', board='''
    ... references:
    ...   selfie: {image: "https://example.com/selfie.jpg", of: style, face: true}
    ... ''', route="api")

Fix: Use an avatar for people, and a picture without faces for everything else.

Source: HeyGen guide "Avatar Shots with Seedance" ("elements cannot include a human face"), read
    2026-11-21.  The API guide has no such line.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "REFS004"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every reference with a face that the route refuses."""
    if case.shots.shots is None:
        return
    faces = case.shots.shots.faces
    for number, name in enumerate(brief.references):
        reference = case.board.references[name]
        if reference.face and reference.kind not in faces.values:
            kind = "an image" if reference.kind == "image" else "a video"
            yield Found(
                (*standing(brief, case.board, "references"), number),
                f"`{name}` shows a face, which {case.shots.title} refuses in {kind} reference"
                f" ({said_by(case.shots, faces)})",
                "leave it out, or put the person into `with`",
            )
