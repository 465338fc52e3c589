"""REFS005: a reference has no job.

What: Reports a reference that a shot beat lists, and that does not say what it is `of`.

Why: The model weighs each reference by its job.  Without one it may take the background of a
    product picture for the place, or its colours for the style.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [mug]
    ... ''', board='''
    ... references:
    ...   mug: {image: "https://example.com/mug.png"}
    ... ''')
    warn REFS005: s.1: reference `mug` has no job; add `of:` to it, for example `of: product`

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [mug]
    ... ''', board='''
    ... references:
    ...   mug: {image: "https://example.com/mug.png", of: product}
    ... ''')

Fix: Give each reference one job: product, wardrobe, place, palette, style, motion or camera.

Source: ByteDance's prompt method for Seedance 2.0 (a role for each reference), snapshot
    2026-08-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "REFS005"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every reference without a job."""
    for name in brief.references:
        if case.board.references[name].of is None:
            yield Found(
                ("/", "references", name),
                f"reference `{name}` has no job",
                "add `of:` to it, for example `of: product`",
            )
