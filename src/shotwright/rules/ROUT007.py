"""ROUT007: a shot may not take a callback.

What: Reports a shot beat on the api route with `callback_url` among its API options.

Why: HeyGen's API guides show the field for cinematic shots, but the newer request schemas have no
    such field, and may refuse keys that they do not know.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   options: {api: {callback_url: "https://example.com/done"}}
    ... ''', route="api")
    warn ROUT007: s.1: the sources disagree on whether a cinematic shot takes `callback_url`;
    register a webhook endpoint instead, or ask for the state

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   options: {api: {callback_url: "https://example.com/done"}}
    ... ''', route="api")

Fix: Register a webhook endpoint, or ask for the state of the job.  The fix removes the option, also
    for the talk that inherits it, so it is unsafe.

Source: HeyGen API guides "Avatar Shots" and "Three ways to create videos" (with the field), read
    2026-11-21; HeyGen's request schemas (without it), 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing_option
from shotwright.rules.ruling import Case, Found
from shotwright.storyfile import Change

CODE = "ROUT007"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a callback of a shot."""
    if case.shots.route != "api":
        return
    if brief.options.api.callback_url is not None:
        at = standing_option(brief, case.board, "api", "callback_url")
        yield Found(
            at,
            "the sources disagree on whether a cinematic shot takes `callback_url`",
            "register a webhook endpoint instead, or ask for the state",
            (Change(at),),
            safe=False,
        )
