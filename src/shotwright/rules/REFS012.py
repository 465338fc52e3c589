"""REFS012: a local file is no picture or clip that the service takes.

What: Reports a beat that needs a local picture or clip whose content is of another kind: told by
    the first bytes of the file, not by its name.

Why: The service looks at the content too.  The job fails when the file is fetched, or the upload
    is refused.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [mug]
    ... ''', board='''
    ... references:
    ...   mug: {image: mug.png, of: product}
    ... ''', files={"mug.png": "a text"})
    error REFS012: s.1: 'mug.png' holds something unknown, and HeyGen app takes an image as JPEG or
    PNG (HeyGen API: usage limits); save it as JPEG or PNG

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [mug]
    ... ''', board='''
    ... references:
    ...   mug: {image: mug.jpg, of: product}
    ... ''', files={"mug.jpg": "a PNG"})

Fix: Save the file in a kind that the service takes.

Source: HeyGen API guide "Usage limits" (image JPG or PNG, video MP4 or WebM), read 2026-11-21; that
    the app takes the same is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.finding import Severity
from shotwright.rules.files import needed_files
from shotwright.rules.ruling import Brief, Case, Found

CODE = "REFS012"
SEVERITY = Severity.ERROR


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield a finding for every picture or clip that is something else."""
    route = case.route_of(brief)
    for needed in needed_files(brief, case):
        limits = needed.limits
        if needed.kind != "audio" and needed.file.media_type not in limits.media_types:
            kind = "an image" if needed.kind == "image" else "a video"
            yield Found(
                needed.steps,
                f"{needed.path!r} holds {needed.contents}, and {route.title} takes {kind} as"
                f" {limits.named} ({said_by(route, limits)})",
                f"save it as {limits.named}",
            )
