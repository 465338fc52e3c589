"""SHOT003: the prompt is too long to be followed.

What: Reports a built prompt of more than 1,000 words, or of more than 500 Chinese, Japanese and
    Korean characters.

Why: The service takes it, but the model follows only a part of it, and nobody can tell which.

Bad:
    >>> lint('''
    ... - prompt: "%s"
    ... ''' % ("Maya walks on. " * 400))
    warn SHOT003: s.1: the prompt has 1,200 words, over the 1,000 that are followed; keep one action
    and one camera move, and move the rest to other beats

Good:
    >>> lint('''
    ... - shot: Maya walks through the kitchen and opens the window
    ... ''')

Fix: Keep one action and one camera move for each shot; 60 to 150 words a clip are followed best.

Source: Seedance 2 prompt guides (seedance2.so, skills.sh), 500 Chinese characters or 1,000 English
    words, read 2026-11-21.  HeyGen names no such limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.guidance import guidance
from shotwright.rules.ruling import Case, Found

CODE = "SHOT003"
SEVERITY = Severity.WARN

_SIGN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’-])*")


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the prompt's words."""
    words, signs = guidance().prompt_words.max, guidance().prompt_signs.max
    text = case.prompts[brief.id].text
    told = ""
    if len(text) > signs and not text.isascii() and (count := len(_SIGN.findall(text))) > signs:
        told = f"{count:,} characters, over the {signs:,}"
    elif len(text) > 2 * words and (count := len(_WORD.findall(text))) > words:
        told = f"{count:,} words, over the {words:,}"
    if told:
        yield Found(
            ("shot" if brief.prompt is None else "prompt",),
            f"the prompt has {told} that are followed",
            "keep one action and one camera move, and move the rest to other beats",
        )
