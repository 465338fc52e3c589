"""SHOT007: template syntax is left in the text.

What: Reports marks of template languages in the words of a shot: {{ }} {% %} {# #} ${ <% %> and
    %(name)s.  They are never evaluated.

Why: Nothing fills them in.  To the model, braces mean that someone speaks, so the placeholder may
    be said aloud in a clip that is paid for.

Bad:
    >>> lint('''
    ... - shot: Maya waves to {{ city }}
    ... ''')
    error SHOT007: s.1: `{{ city }}` is template syntax, which nothing fills in; fill it in before
    the board is read

Good:
    >>> lint('''
    ... - shot: Maya waves to Lisbon
    ... ''')

Fix: Render the template first, then check the result.

Source: Ours.  Why it costs: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide"
    V1.7, section 1.4 (curly brackets are spoken lines), snapshot 2026-08-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.signs import unfilled

CODE = "SHOT007"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that holds such marks."""
    yield from unfilled(brief, case.board)
