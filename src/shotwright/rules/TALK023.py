"""TALK023: a local recording is of no kind that the service takes.

What: Reports talk from a local recording whose content is of another kind: told by the first
    bytes of the file, not by its name.

Why: The service looks at the content too.  The job fails when the file is fetched, or the upload
    is refused.

Bad:
    >>> lint('''
    ... - talk: {audio: {file: hello.mp3, seconds: 8}}
    ... ''', files={"hello.mp3": "an MP4"})
    error TALK023: s.1: 'hello.mp3' holds video/mp4, and HeyGen app takes a recording as MP3 or WAV
    (HeyGen API: usage limits); save it as MP3 or WAV

Good:
    >>> lint('''
    ... - talk: {audio: {file: hello.mp3, seconds: 8}}
    ... ''', files={"hello.mp3": "a WAV"})

Fix: Save the recording in a kind that the service takes.

Source: HeyGen API guide "Usage limits" (audio WAV or MP3), read 2026-11-21; that the app takes the
    same is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.files import needed_files
from shotwright.rules.ruling import Case, Found

CODE = "TALK023"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for a recording that is something else."""
    route = case.route_of(brief)
    for needed in needed_files(brief, case):
        limits = needed.limits
        if needed.kind == "audio" and needed.file.media_type not in limits.media_types:
            yield Found(
                needed.steps,
                f"{needed.path!r} holds {needed.contents}, and {route.title} takes a recording as"
                f" {limits.named} ({said_by(route, limits)})",
                f"save it as {limits.named}",
            )
