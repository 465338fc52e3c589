"""How far the model is off: each recording is foretold by numbers fitted without its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np
from benchmarks.speech.fit import Array, count, fit
from benchmarks.speech.recordings import Recording

from shotwright.model.voice import VoiceRate
from shotwright.speech import Take, calibrate, timeline
from shotwright.speech.rates import Rates

_DRAWS = 1_000
"""How often voices are drawn again to see how far figures may be off."""


class Foretold(NamedTuple):
    """A recording and what was foretold of it, in seconds.

    Attributes:
        weight: How much it counts: a recording that is foretold several times counts once.
    """

    recording: Recording
    expected: float
    low: float
    high: float
    weight: float = 1.0

    @property
    def error(self) -> float:
        """Tell the error as a part of the real length."""
        return abs(self.expected / self.recording.seconds - 1)

    @property
    def inside(self) -> bool:
        """Tell whether the real length lies in the interval."""
        return self.low <= self.recording.seconds <= self.high


def fitted_without(recordings: Sequence[Recording]) -> dict[str, Rates]:
    """Fit the model once per source, without its texts, whoever says them."""
    counted, found = count(recordings), {}
    for source in sorted({each.source for each in recordings}):
        texts = {each.text_key for each in recordings if each.source == source}
        keep = [place for place, each in enumerate(recordings) if each.text_key not in texts]
        found[source] = fit(counted, np.array(keep))
    return found


def foretell(recording: Recording, numbers: Rates, voice: VoiceRate | None = None) -> Foretold:
    """Ask the model about a recording."""
    line = timeline(
        recording.text, recording.language, recording.speed,
        finest="whole", voice=voice, numbers=numbers,
    )  # fmt: skip
    told = line.length(0, None)
    return Foretold(recording, told.expected / 1000, told.low / 1000, told.high / 1000)


def never_heard(recordings: Sequence[Recording], numbers: dict[str, Rates]) -> list[Foretold]:
    """Foretell recordings of voices that were never heard."""
    return [foretell(each, numbers[each.source]) for each in recordings]


def heard_once(recordings: Sequence[Recording], numbers: dict[str, Rates]) -> Iterator[Foretold]:
    """Foretell each recording after calibrating on each other one of its voice."""
    by_voice: dict[str, list[Recording]] = {}
    for each in recordings:
        by_voice.setdefault(each.voice, []).append(each)
    for group in by_voice.values():
        for known, asked in permutations(group, 2):
            take = Take(known.text, known.language, known.speed, known.seconds)
            voice = calibrate([take], numbers=numbers[known.source])
            told = foretell(asked, numbers[asked.source], voice)
            yield told._replace(weight=1 / (len(group) - 1))


def quantile(
    values: Sequence[float] | Array, weights: Sequence[float] | Array, part: float
) -> float:
    """Take a quantile of weighted values."""
    order = np.argsort(values)
    sums = np.cumsum(np.array(weights)[order])
    return float(np.array(values)[order][np.searchsorted(sums, part * sums[-1])])


def likely(told: Sequence[Foretold]) -> list[tuple[float, float]]:
    """Tell from where to where the median and the ninetieth percentile may lie, with 95 %.

    Voices are drawn with all they say, as often as there are voices: those of one err together.
    """
    voices: dict[str, list[Foretold]] = {}
    for each in told:
        voices.setdefault(each.recording.voice, []).append(each)
    errors = [np.array([each.error for each in group]) for group in voices.values()]
    weights = [np.array([each.weight for each in group]) for group in voices.values()]
    chance, found = np.random.default_rng(1), []
    for _ in range(_DRAWS):
        drawn = chance.integers(0, len(voices), len(voices))
        values = np.concatenate([errors[place] for place in drawn])
        counts = np.concatenate([weights[place] for place in drawn])
        found.append([quantile(values, counts, part) for part in (0.5, 0.9)])
    low, high = np.quantile(found, (0.025, 0.975), axis=0)
    return [(float(low[part]), float(high[part])) for part in (0, 1)]
