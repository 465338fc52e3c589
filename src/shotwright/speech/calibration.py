"""A voice's rate from scripts whose length is known.

One take moves the rate most of the way, as voices differ more than one voice's scripts do.

    >>> slow = calibrate([Take("One two three four. Five six seven eight.", "en", 1.0, 4.5)])
    >>> slow.factor > 1
    True
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from shotwright.errors import InputError
from shotwright.model.names import primary_language
from shotwright.model.voice import VoiceRate
from shotwright.speech.duration import timeline
from shotwright.speech.rates import Rates, rates


class Take(NamedTuple):
    """A script as it was said: its explicit breaks are part of the seconds."""

    text: str
    language: str
    speed: float
    seconds: float


def calibrate(takes: Iterable[Take], *, numbers: Rates | None = None) -> VoiceRate:
    """Reckon a voice's rate from its takes, drawn towards the usual rate.

    The more there was to say, the more a take counts: short ones hang on how silence was trimmed.

    Args:
        takes: Any number, also as plain tuples; of none, the voice stays unknown.
        numbers: Other numbers than the model's own, as cross-validation fits them.

    Raises:
        InputError: A take has nothing to say, or is no longer than its breaks.
    """
    model = numbers or rates()
    spread = model.spread
    between, known, weighted, count = spread.between, 0.0, 0.0, 0
    for text, language, speed, seconds in takes:
        line = timeline(text, language, speed, finest="whole", numbers=model)
        spoken = line.length(0, None)
        expected = (spoken.expected - spoken.breaks) / 1000
        said = seconds - spoken.breaks / 1000
        if expected <= 0 or not said > 0 or not math.isfinite(said):
            raise InputError.of(
                f"a take of {seconds} s cannot calibrate a voice: {text[:30]!r}",
                "give a script with words, and the seconds of its recording",
            )
        between = max(between, model.between(primary_language(language)))
        precision = 1 / (spread.within**2 + (spread.slack / expected) ** 2)
        known += precision
        weighted += precision * math.log(said / expected)
        count += 1
    rest = 1 / (1 / between**2 + known)
    return VoiceRate(
        factor=math.exp(weighted * rest),
        deviation=math.sqrt(rest + spread.within**2),
        takes=count,
        model=model.model,
    )
