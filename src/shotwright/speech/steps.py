"""An action's steps: as the user listed them, else as the text tells them apart."""

from __future__ import annotations

import re
from itertools import pairwise

from shotwright.model.brief import ShotBrief
from shotwright.speech.sentences import cuts

_MARK = re.compile(r"\bshot\s*\d+\s*[:：]\s*", re.IGNORECASE)
_LEADING_THEN = re.compile(r"then,?\s+(?=\w)", re.IGNORECASE)
_BETWEEN = re.compile(r";\s++|；|,?(?<!\s)\s++then\s++", re.IGNORECASE)


def steps_of(brief: ShotBrief) -> list[str]:
    """List an action's steps: as the user listed them, else by marks, sentences, semicolons."""
    if brief.action is None:
        return []
    listed = brief.action.action
    if len(listed) > 1:
        return [step for step in listed if step.strip()]
    text = listed[0] if listed else ""
    if _MARK.search(text):
        return [step.strip() for step in _MARK.split(text) if step.strip()]
    ends = [0, *(cut.at for cut in cuts(text) if cut.level in {"paragraph", "sentence"}), len(text)]
    sentences = [text[start:end] for start, end in pairwise(ends)]
    steps = [step for sentence in sentences for step in _BETWEEN.split(sentence)]
    return [_LEADING_THEN.sub("", step.strip()) for step in steps if step.strip()]


def is_marked(brief: ShotBrief) -> bool:
    """Tell whether an action is divided by the user's own `Shot 1:` marks."""
    return brief.action is not None and any(_MARK.search(step) for step in brief.action.action)
