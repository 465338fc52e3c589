"""SHOT014: the labelled parts of a prompt are out of order.

What: Reports a prompt written word for word whose labels (Subject, Action, Environment, Camera,
    Style, Constraints) stand in another order.  Built prompts are always in order.

Why: What comes first weighs most; with the style before the person, the person is bent to it.

Bad:
    >>> lint('''
    ... - prompt: "Style: noir. Subject: Maya. Action: Maya turns round."
    ... ''')
    info SHOT014: s.1: `Subject` comes after `Style`; the order is Subject, Action, Environment,
    Camera, Style, Constraints

Good:
    >>> lint('''
    ... - prompt: "Subject: Maya. Action: Maya turns round. Style: noir."
    ... ''')

Fix: Reorder them.

Source: HeyGen guide "Prompting Avatar Shots" (order of the parts); ByteDance's prompt method for
    Seedance 2.0 has the same order, snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.parts import parts_of
from shotwright.rules.ruling import Case, Found

CODE = "SHOT014"
SEVERITY = Severity.INFO

_LABEL = re.compile(
    r"""
    (?: \A | (?<= [\n.;!?,|]) ) [\s*\#>-]{0,8}
    (?: (?P<a>subjects?|characters?|who) | (?P<b>actions?)
      | (?P<c>environment|setting|scene|location|place)
      | (?P<d>camera) | (?P<e>style) | (?P<f>constraints?) ) \*{0,2} \s? :
    """,
    re.IGNORECASE | re.VERBOSE,
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the order of labels."""
    if brief.prompt is None:
        return
    for (part,) in parts_of(brief, case.board).parts:
        labels = list(_LABEL.finditer(part.prose))
        for before, after in pairwise(labels):
            if str(before.lastgroup) > str(after.lastgroup):
                names = [mark[mark.lastgroup or 0].capitalize() for mark in (after, before)]
                yield Found(
                    ("prompt",),
                    f"`{names[0]}` comes after `{names[1]}`",
                    "the order is Subject, Action, Environment, Camera, Style, Constraints",
                )
                return
