"""REFS011: a local file is not there.

What: Reports a beat that needs a file which was not found: the picture or clip of a reference,
    the picture of a speaker without a look, or a recording.  Paths start from the storyboard's
    folder.

Why: A plan can be made and priced without the file, but nothing can be uploaded, and when the
    file comes the plan's fingerprint changes: an approval given before does not cover it.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [mug]
    ... ''', board='''
    ... references:
    ...   mug: {image: pictures/no-such-mug.png, of: product}
    ... ''')
    warn REFS011: s.1: the file 'pictures/no-such-mug.png' is not there; put it there before the
    shoot, or correct the path

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [tin]
    ... ''')

Fix: Put the file where the path says, or correct the path.

Source: Ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.media import Media
from shotwright.rules.ruling import Brief, Case, Found, Steps

CODE = "REFS011"
SEVERITY = Severity.WARN


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield a finding for every file that is missing."""
    needed: list[tuple[Steps, Media]] = []
    if isinstance(brief, ShotBrief):
        for name in brief.references:
            reference = case.board.references[name]
            needed.append((("/", "references", name, reference.kind), reference.media))
    else:
        member = case.board.cast[brief.speaker]
        if member.image and not member.look:
            needed.append((("/", "cast", brief.speaker, "image"), member.image))
        if brief.talk.audio:
            needed.append((("talk", "audio", "file"), brief.talk.audio.media))
    for path, media in needed:
        if media.form == "path" and media.value not in case.board.files:
            yield Found(
                path,
                f"the file {media.value!r} is not there",
                "put it there before the shoot, or correct the path",
            )
