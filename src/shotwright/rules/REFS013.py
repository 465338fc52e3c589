"""REFS013: a local file is larger than the service takes.

What: Reports a beat that needs a local picture, clip or recording of more bytes than its route
    takes of that kind.

Why: The upload is refused, or the job fails when the file is fetched.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [mug]
    ... ''', board='''
    ... references:
    ...   mug: {image: mug.png, of: product}
    ... ''', files={"mug.png": "a PNG of 50,000,001 bytes"})
    error REFS013: s.1: 'mug.png' has 50,000,001 bytes, and HeyGen app takes 50,000,000 of an image
    (HeyGen API: usage limits); make it smaller

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [mug]
    ... ''', board='''
    ... references:
    ...   mug: {image: mug.png, of: product}
    ... ''', files={"mug.png": "a PNG of 50,000,000 bytes"})

Fix: Save it smaller: fewer pixels, stronger compression, a shorter clip.

Source: HeyGen API guide "Usage limits" (image 50 MB, video 100 MB, audio 50 MB; a MB read as a
    million bytes, the safe reading), read 2026-11-21; that the app takes the same is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.finding import Severity
from shotwright.rules.files import needed_files
from shotwright.rules.ruling import Brief, Case, Found

CODE = "REFS013"
SEVERITY = Severity.ERROR


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield a finding for every file that is too large."""
    route = case.route_of(brief)
    for needed in needed_files(brief, case):
        limits = needed.limits
        if needed.file.size > limits.max_bytes:
            kind = {"image": "an image", "video": "a video", "audio": "a recording"}[needed.kind]
            yield Found(
                needed.steps,
                f"{needed.path!r} has {needed.file.size:,} bytes, and {route.title} takes"
                f" {limits.max_bytes:,} of {kind} ({said_by(route, limits)})",
                "make it smaller",
            )
