"""The numbers of the speech model, fitted to recordings: ridge, robust, a voice as one effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from benchmarks.speech.recordings import Recording, settings
from numpy.typing import NDArray

from shotwright.speech.duration import timeline
from shotwright.speech.rates import LanguageRate, Pauses, Rates, rates

Array = NDArray[np.float64]

WEIGHTS = ("word", "consonant")
PAUSES = ("constant", "sentence", "clause", "enumeration", "quotation")
PARAGRAPH = 4 / 3
"""A paragraph's pause in those of a sentence: no recording has one to tell."""

_ROUNDS = 12
_TAILS = 5
"""Degrees of freedom of the errors: what is far off counts less."""


class Counted(NamedTuple):
    """Recordings with what each has of all that takes time.

    Attributes:
        tongues: The language of each, as its place among `languages`.
        units: Per recording its syllables, words and consonants.
        pauses: Per recording how many of each of `PAUSES`.
        lengths: Logarithms of the seconds at speed 1.
    """

    languages: tuple[str, ...]
    tongues: NDArray[np.int64]
    units: Array
    pauses: Array
    lengths: Array
    voices: NDArray[np.str_]

    def only(self, keep: NDArray[np.int64]) -> Counted:
        """Take some of the recordings, told by their places."""
        return Counted(
            self.languages,
            self.tongues[keep],
            self.units[keep],
            self.pauses[keep],
            self.lengths[keep],
            self.voices[keep],
        )


def count(recordings: Sequence[Recording]) -> Counted:
    """Count what the model counts: its answer when one thing alone takes a second."""
    languages = tuple(sorted({each.language for each in recordings}))
    syllables, words, consonants = (
        np.array([_answer(each, _numbers(1.0, weight)) for each in recordings])
        for weight in ("", *WEIGHTS)
    )
    alone = [_numbers(0.0, pause) for pause in PAUSES[1:]]
    pauses = [[1.0, *(_answer(each, numbers) for numbers in alone)] for each in recordings]
    return Counted(
        languages,
        np.array([languages.index(each.language) for each in recordings]),
        np.stack([syllables, words - syllables, consonants - syllables], axis=1),
        np.array(pauses),
        np.log([each.seconds * each.speed for each in recordings]),
        np.array([each.voice for each in recordings]),
    )


def fit(counted: Counted, keep: NDArray[np.int64]) -> Rates:
    """Fit the model's numbers to some of the recordings, told by their places."""
    believed, spread = _beliefs(counted)
    found = believed.copy()
    part = counted.only(keep)
    for _ in range(_ROUNDS):
        expected, slopes = _expected(part, found)
        weights = _weights(part, expected, part.lengths - np.log(expected))
        slopes /= expected[:, None]
        sides = slopes.T @ weights @ (part.lengths - np.log(expected))
        found += np.linalg.solve(
            np.diag(1 / spread**2) + slopes.T @ weights @ slopes,
            sides + (believed - found) / spread**2,
        )
    return _rates(counted.languages, found)


def _numbers(unit: float, one: str) -> Rates:
    """Make numbers of the model of which but one, and the unit, are nothing."""
    number = {"paragraph": 0.0} | dict.fromkeys((*WEIGHTS, *PAUSES), 0.0)
    number |= {"sentence": 1.0, "paragraph": PARAGRAPH} if one == "sentence" else {one: 1.0}
    return rates().model_copy(
        update={
            **{name: number[name] for name in WEIGHTS},
            "pauses": Pauses(**{name: number[name] for name in ("paragraph", *PAUSES)}),
            "languages": {"other": LanguageRate(unit=unit)},
        }
    )


def _answer(recording: Recording, numbers: Rates) -> float:
    """Ask the model how many seconds a text takes by other numbers."""
    line = timeline(recording.text, recording.language, finest="whole", numbers=numbers)
    return line.length(0, None).expected / 1000


def _beliefs(counted: Counted) -> tuple[Array, Array]:
    """Tell what is believed before, as weights, pauses and logarithms of units, and how surely."""
    numbers, known = settings()["numbers"], settings()["rates"]
    shared = np.array([numbers[name] for name in (*WEIGHTS, *PAUSES)])
    units = []
    for place, language in enumerate(counted.languages):
        syllables, words, consonants = counted.units[counted.tongues == place].sum(axis=0)
        whole = syllables + shared[0, 0] * words + shared[1, 0] * consonants
        units.append(np.log(known["speech"] / known["units"][language] * syllables / whole))
    believed = np.array([*shared[:, 0], *units])
    return believed, np.array([*shared[:, 1], *[known["deviation"]] * len(units)])


def _expected(part: Counted, numbers: Array) -> tuple[Array, Array]:
    """Reckon lengths in seconds, and how much each number changes them."""
    shared = len(WEIGHTS) + len(PAUSES)
    unit = np.exp(numbers[shared:])[part.tongues]
    spoken = unit * (part.units @ np.array([1.0, *numbers[: len(WEIGHTS)]]))
    slopes = np.zeros((len(unit), len(numbers)))
    slopes[:, : len(WEIGHTS)] = unit[:, None] * part.units[:, 1:]
    slopes[:, len(WEIGHTS) : shared] = part.pauses
    slopes[np.arange(len(unit)), shared + part.tongues] = spoken
    return spoken + part.pauses @ numbers[len(WEIGHTS) : shared], slopes


def _weights(part: Counted, expected: Array, errors: Array) -> Array:
    """Weigh recordings: those of a voice err together, and what is far off counts less."""
    spread = settings()["spread"]
    together = part.voices[:, None] == part.voices[None, :]
    own = spread["script"] ** 2 + (spread["edges"] / expected) ** 2
    trust = np.sqrt(_TAILS / (_TAILS - 1 + errors**2 / (own + spread["voice"] ** 2)))
    share = spread["voice"] ** 2 / (1 + spread["voice"] ** 2 * (together @ (1 / own)))
    inverse = np.diag(1 / own) - share[:, None] * together / np.outer(own, own)
    return np.asarray(trust[:, None] * inverse * trust[None, :])


def _rates(languages: Sequence[str], found: Array) -> Rates:
    own = rates()
    names = (*WEIGHTS, *PAUSES)
    shared = dict(zip(names, found[: len(names)].tolist(), strict=True))
    units = dict(zip(languages, np.exp(found[len(names) :]).tolist(), strict=True))
    spoken = {name: LanguageRate(unit=unit, between=own.of(name).between)
              for name, unit in units.items()}  # fmt: skip
    pauses = {name: shared[name] for name in PAUSES}
    return own.model_copy(
        update={
            **{name: shared[name] for name in WEIGHTS},
            "pauses": Pauses(**pauses, paragraph=PARAGRAPH * shared["sentence"]),
            "languages": own.languages | spoken,
        }
    )
