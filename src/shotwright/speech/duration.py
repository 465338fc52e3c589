"""How long a script takes to say, with a 90 % interval.

What cannot be known from the text, such as whose voice says it, is in the interval.

    >>> line = timeline("Wind, sun. And water.", "en").length(0, None)
    >>> line.low < line.expected < line.high
    True
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from shotwright.model.names import primary_language
from shotwright.model.seconds import Millis
from shotwright.model.voice import VoiceRate
from shotwright.speech.rates import Rates, rates
from shotwright.speech.reading import Said, said
from shotwright.speech.sentences import BREAK, Cut, Finest, Level, cuts
from shotwright.speech.syllables import units

# The marks alone stand in front, so that words are passed over at once.
_CLAUSE = re.compile(
    r"[、，；：,;:—–-](?:(?<=[、，；：])(?=\s*\S)|(?<=[,;:])(?=\s+\S)"
    r"|(?<=\s[-–—])[-–—]*(?=\s+\S)|(?<=—)(?=\s*\S)|(?<=\w-)-(?=\w))"
)
_ENUMERATION = "、"
# Where a quotation opens.  Some marks close too, after a word or before none; French leaves a space
# behind its own, so there what stands before tells.
_QUOTATION = re.compile(
    r"[\"“‘„»「『«](?:(?<=[「『])|(?:(?<=“)|(?<!\w.))(?=\w)|(?<=«)(?<![^\s(\[—–-].))"
)
_TIME = re.compile(
    r"(?:time\s*=\s*[\"']?|^\[pause\s*)(\d{0,9}(?:\.\d{1,9})?)\s*(ms|s)?(?=[\"'\s/>\]])",
    re.IGNORECASE,
)
_MICRO = 1_000_000

REMEMBERED = 4096
"""How many lines are: the planner asks how long one takes, and then the rules do."""


class Spoken(NamedTuple):
    """How long a text takes to say, in milliseconds.

    Attributes:
        low, high: The 90 % interval.
        breaks: How much of it is explicit breaks, which are silent.
    """

    expected: Millis
    low: Millis
    high: Millis
    breaks: Millis


@dataclass(frozen=True, slots=True)
class Timeline:
    """A script with the places where it may be cut, and the time up to each.

    Attributes:
        at: Offsets in code points; the first is 0, the last the script's length.
        levels: What ends at each offset.
        spoken: Microseconds of speech and pauses before each offset, its own pause left out.
        pauses: Microseconds of pause at each offset.
        breaks: Microseconds of explicit breaks before each offset.
        low, high: The ends of the 90 % interval, as factors.
        slack: Microseconds that the interval reaches further at either end.
        constant: Microseconds of breath at the edges.
    """

    at: tuple[int, ...]
    levels: tuple[Level, ...]
    spoken: tuple[int, ...]
    pauses: tuple[int, ...]
    breaks: tuple[int, ...]
    low: float
    high: float
    slack: int
    constant: int

    def length(self, first: int, last: int | None) -> Spoken:
        """Reckon the time from one cut to another, both as numbers into `at`."""
        last = len(self.at) - 1 if last is None else last
        speech = self._speech(first, last)
        breaks = self.breaks[last] - self.breaks[first]
        return Spoken(
            _millis(speech + breaks),
            _millis(max(0, int(speech * self.low) - self.slack) + breaks),
            _millis(self._longest(speech) + breaks),
            _millis(breaks),
        )

    def expected(self, first: int, last: int) -> Millis:
        """Reckon what is expected of `length` alone."""
        return _millis(self._speech(first, last) + self.breaks[last] - self.breaks[first])

    def slowest(self, first: int, last: int) -> int:
        """Reckon the high end of `length` alone, in milliseconds."""
        breaks = self.breaks[last] - self.breaks[first]
        return _millis(self._longest(self._speech(first, last)) + breaks)

    def _speech(self, first: int, last: int) -> int:
        speech = self.spoken[last] - self.spoken[first] - (self.pauses[first] if first else 0)
        return speech + self.constant if speech > 0 else 0

    def _longest(self, speech: int) -> int:
        return int(speech * self.high) + self.slack if speech else 0

    def reached(self, number: int) -> int:
        """Reckon the microseconds from the start to a cut, its pause included."""
        return self.spoken[number] + self.pauses[number] + self.breaks[number]


def _millis(micros: int) -> Millis:
    return Millis(-(-micros // 1000))


def timeline(
    script: str,
    language: str,
    speed: float = 1.0,
    *,
    finest: Finest = "sentence",
    voice: VoiceRate | None = None,
    numbers: Rates | None = None,
) -> Timeline:
    """Reckon how long a script takes to say.

    Args:
        script: What is said; `<break time="1.5s"/>` and `[pause 1.5s]` are silent time.
        language: A tag such as `en` or `pt-BR`; unknown ones get a wider interval.
        speed: Of the voice, 0.5 to 1.5; breaks keep their length.
        finest: The smallest thing that a cut may end.
        voice: What is known of the voice (see `calibrate`); None of one that was never heard.
        numbers: Other numbers than the model's own, as cross-validation fits them.
    """
    return Script.of(script, language).timeline(speed, finest=finest, voice=voice, numbers=numbers)


@lru_cache(REMEMBERED)
def line_length(line: str, language: str) -> Spoken:
    """Reckon how long a line of dialogue takes, which is never cut, once for all who ask."""
    return timeline(line, language, finest="whole").length(0, None)


class Script(NamedTuple):
    """A script made ready to be counted, piece by piece; read once, however finely it is cut.

    Attributes:
        text: As it was written.
        language: A primary tag.
        masked: Without breaks; offsets stay.
        plain: Also without what is not said as it is written.
        said: What is said instead, in order.
        sentences: The places where a sentence ends.
    """

    text: str
    language: str
    masked: str
    plain: str
    said: tuple[Said, ...]
    sentences: tuple[Cut, ...]

    @classmethod
    def of(cls, text: str, language: str) -> Script:
        """Read a script.

        Args:
            text: As of `timeline`.
            language: A tag such as `en` or `pt-BR`.
        """
        primary = primary_language(language)
        masked = BREAK.sub(lambda tag: " " * len(tag[0]), text)
        found = tuple(said(masked, primary))
        parts, end = [], 0
        for stretch in found:
            parts += [masked[end : stretch.start], " " * (stretch.end - stretch.start)]
            end = stretch.end
        plain = "".join([*parts, masked[end:]])
        return cls(text, primary, masked, plain, found, tuple(cuts(text, "sentence", primary)))

    def timeline(
        self,
        speed: float = 1.0,
        *,
        finest: Finest = "sentence",
        voice: VoiceRate | None = None,
        numbers: Rates | None = None,
    ) -> Timeline:
        """Reckon how long it takes to say; the arguments are those of the function `timeline`."""
        known = numbers or rates()
        per_second = _MICRO / speed * (voice.factor if voice else 1.0)
        places: Sequence[Cut] = self.sentences
        inner = 0.0
        if finest == "word":
            places = cuts(self.text, finest, self.language)
        elif finest == "whole":
            inner = sum(self.pause(place.at, place.level, known) for place in places)
            places = ()
        at = (0, *(cut.at for cut in places), len(self.text))
        levels: tuple[Level, ...] = ("word", *(cut.level for cut in places), "paragraph")
        spoken, rests, silent = [0], [0], [0]
        for (start, end), level in zip(pairwise(at), levels[1:], strict=True):
            seconds = self.seconds(start, end, known) + inner
            spoken.append(spoken[-1] + rests[-1] + int(seconds * per_second))
            rests.append(int(self.pause(end, level, known) * per_second))
            silent.append(silent[-1] + sum(map(_break, BREAK.findall(self.text[start:end]))))
        deviation = voice.deviation if voice else known.deviation(self.language)
        low, high = known.spread.factors(deviation)
        return Timeline(
            at,
            levels,
            tuple(spoken),
            tuple(rests),
            tuple(silent),
            low,
            high,
            int(known.spread.slack * _MICRO / speed),
            int(known.pauses.constant * per_second),
        )

    def seconds(self, start: int, end: int, known: Rates) -> float:
        """Reckon the speech between two offsets, pauses at its inner clauses included."""
        word, consonant = known.word, known.consonant
        count = units(self.plain[start:end], self.language, word, consonant)
        marks = _CLAUSE.findall(self.masked[start:end])
        first = bisect_left(self.said, start, key=_start)
        for stretch in self.said[first : bisect_left(self.said, end, first, key=_start)]:
            count += units(stretch.words, self.language, word, consonant)
            marks += _CLAUSE.findall(stretch.words)
        lists = marks.count(_ENUMERATION)
        pauses = known.pauses.clause * (len(marks) - lists) + known.pauses.enumeration * lists
        quotations = len(_QUOTATION.findall(self.masked, start, end))
        pauses += known.pauses.quotation * quotations
        return known.of(self.language).unit * count + pauses

    def pause(self, end: int, level: Level, known: Rates) -> float:
        """Reckon the silence where a piece ends."""
        if level == "word":
            return 0.0
        if level == "clause" and _ENUMERATION in self.masked[max(0, end - 2) : end]:
            return known.pauses.enumeration
        return float(getattr(known.pauses, level))


def _start(stretch: Said) -> int:
    return stretch.start


def _break(tag: str) -> int:
    """Read the microseconds of an explicit break; a tag without a readable time counts nothing."""
    match = _TIME.search(tag)
    if match is None or not match[1]:
        return 0
    return int(Decimal(match[1]) * (1000 if (match[2] or "s").lower() == "ms" else _MICRO))
