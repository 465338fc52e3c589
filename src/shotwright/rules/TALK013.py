"""TALK013: template syntax, or a control character, is left in the script.

What: Reports marks of template languages in a script or its motion prompt: {{ }} {% %} {# #} ${
    <% %> and %(name)s.  They are never evaluated.  Also control characters that YAML lets pass.

Why: Nothing fills the marks in, and the voice reads them aloud in a video that is paid for; control
    characters are read as anything or refused.

Bad:
    >>> lint('''
    ... - talk: Hi {{name}}, welcome back.
    ...   by: maya
    ... ''')
    error TALK013: s.1: `{{name}}` is template syntax, which nothing fills in; fill it in before
    the board is read

Good:
    >>> lint('''
    ... - talk: Hi Tom, welcome back.
    ...   by: maya
    ... ''')

Fix: Render the template first, then check the result.

Source: Ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.signs import controls_in, signs_found, unfilled

CODE = "TALK013"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for the script and the motion prompt, where they hold such marks."""
    yield from unfilled(brief, case.board)
    yield from signs_found(brief, case.board, controls_in, "control character")
