"""An action's steps, as listed or as its text tells them apart, and the time that they take."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from shotwright.model.brief import ShotBrief
from shotwright.model.seconds import Millis
from shotwright.speech.duration import timeline
from shotwright.speech.paces import pace_of, units_of
from shotwright.speech.rates import shot_pacing
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
    ends = [0, *(cut.at for cut in cuts(text, "sentence")), len(text)]
    sentences = [text[start:end] for start, end in pairwise(ends)]
    steps = [step for sentence in sentences for step in _BETWEEN.split(sentence)]
    return [_LEADING_THEN.sub("", step.strip()) for step in steps if step.strip()]


def is_marked(brief: ShotBrief) -> bool:
    """Tell whether an action is divided by the user's own `Shot 1:` marks."""
    return brief.action is not None and any(_MARK.search(step) for step in brief.action.action)


def shot_length_ms(brief: ShotBrief, shortest_ms: int) -> Millis:
    """Infer a length that was not said, in whole seconds: from the steps, and from the lines.

    The lines fit with breath around them, and are not rushed (SHOT044).

    Args:
        brief: Any shot beat.
        shortest_ms: What the shot has at least.
    """
    pacing = shot_pacing()
    said = [(said.line, said.language or brief.language) for said in brief.says]
    spoken = sum(timeline(line, language).length(0, None).expected for line, language in said)
    unrushed = sum(_unrushed_ms(line, language) for line, language in said)
    acted = pacing.step_ms * len(steps_of(brief))
    needed = max(shortest_ms, acted, unrushed, spoken + pacing.edges_ms if spoken else 0)
    return Millis(-(-needed // 1000) * 1000)


def _unrushed_ms(line: str, language: str) -> int:
    """Reckon how long a line takes at the fastest pace that is not rushed."""
    pace = pace_of(language)
    return math.ceil(units_of(line, pace.unit) * 1000 / pace.fast)
