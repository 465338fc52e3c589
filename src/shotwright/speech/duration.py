"""How long a script takes to say, with a 90 % interval.

A first, honest estimate: what cannot be known from the text is in the interval.

    >>> timeline("Wind, sun. And water.", "en").length(0, None).expected
    2498
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from shotwright.model.frozen import Noun
from shotwright.model.names import primary_language
from shotwright.model.seconds import Millis
from shotwright.speech.sentences import BREAK, Finest, Level, cuts

_V = "aeiouyàâäáãåæèéêëìíîïòóôöõøœùúûüýÿ"
_VOWELS = re.compile(rf"[{_V}]+")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯豈-﫿]")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[%$€£¥&@/°+=]")
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\b")
# Words of letters without a vowel that is known here: consonants, or another script.
_VOWELLESS = re.compile(rf"\b[^\W\d_{_V}]+\b")
_SILENT = {
    "en": re.compile(rf"[{_V}]\w{{0,30}}[^\W\d_{_V}l]e\b"),
    "fr": re.compile(rf"[{_V}]\w{{0,30}}[^\W\d_{_V}](?:e|es|ent)\b"),
}
_NEVER = re.compile(r"(?!)")
_CLAUSE = re.compile(r"[、，；：](?=\s*\S)|[,;:](?=\s+\S)|\s[-–—]+(?=\s+\S)|—(?=\s*\S)")
_TIME = re.compile(
    r"(?:time\s*=\s*[\"']?|^\[pause\s*)(\d{0,9}(?:\.\d{1,9})?)\s*(ms|s)?(?=[\"'\s/>\]])",
    re.IGNORECASE,
)
_WRITTEN_BY_CHARACTER = frozenset({"ja", "ko", "zh", "yue"})
_MICRO = 1_000_000


class _Pauses(Noun):
    """Seconds of silence after what ends."""

    paragraph: float
    sentence: float
    clause: float
    constant: float


class ShotPacing(Noun):
    """How long a shot needs for each step of its action, and around its lines."""

    step_ms: int
    edges_ms: int


class _Rates(Noun):
    """The model's numbers, from `rates.toml`."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    model: str
    read_on: date
    source: str
    low: float
    high: float
    other_low: float
    other_high: float
    syllables_per_digit: float
    syllables_per_sign: float
    shots: ShotPacing
    pauses: _Pauses
    units: dict[str, float]


@cache
def _rates() -> _Rates:
    text = (files("shotwright.speech") / "rates.toml").read_text("utf-8")
    return _Rates.model_validate(tomllib.loads(text))


def speech_model() -> str:
    """Name the model that estimates lengths; a plan remembers it."""
    return _rates().model


def shot_pacing() -> ShotPacing:
    """Read how long a shot needs that says no length."""
    return _rates().shots


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
    """

    at: tuple[int, ...]
    levels: tuple[Level, ...]
    spoken: tuple[int, ...]
    pauses: tuple[int, ...]
    breaks: tuple[int, ...]
    low: float
    high: float
    constant: int

    def length(self, first: int, last: int | None) -> Spoken:
        """Reckon the time from one cut to another, both as numbers into `at`."""
        last = len(self.at) - 1 if last is None else last
        speech = self._speech(first, last)
        breaks = self.breaks[last] - self.breaks[first]
        return Spoken(
            _millis(speech + breaks),
            _millis(int(speech * self.low) + breaks),
            _millis(int(speech * self.high) + breaks),
            _millis(breaks),
        )

    def slowest(self, first: int, last: int) -> int:
        """Reckon the high end of `length` alone, in milliseconds."""
        breaks = self.breaks[last] - self.breaks[first]
        return -(-(int(self._speech(first, last) * self.high) + breaks) // 1000)

    def _speech(self, first: int, last: int) -> int:
        speech = self.spoken[last] - self.spoken[first] - (self.pauses[first] if first else 0)
        return speech + self.constant if speech > 0 else 0

    def reached(self, number: int) -> int:
        """Reckon the microseconds from the start to a cut, its pause included."""
        return self.spoken[number] + self.pauses[number] + self.breaks[number]


def _millis(micros: int) -> Millis:
    return Millis(-(-micros // 1000))


def timeline(
    script: str, language: str, speed: float = 1.0, *, finest: Finest = "sentence"
) -> Timeline:
    """Reckon how long a script takes to say.

    Args:
        script: What is said; `<break time="1.5s"/>` and `[pause 1.5s]` are silent time.
        language: A tag such as `en` or `pt-BR`; unknown ones get a wider interval.
        speed: Of the voice, 0.5 to 1.5; breaks keep their length.
        finest: The smallest thing that a cut may end.
    """
    rates = _rates()
    primary = primary_language(language)
    known = primary in rates.units
    pauses: dict[Level, float] = {
        "paragraph": rates.pauses.paragraph,
        "sentence": rates.pauses.sentence,
        "clause": rates.pauses.clause,
        "word": 0.0,
    }
    places = cuts(script, "sentence" if finest == "whole" else finest)
    inner = 0.0
    if finest == "whole":
        inner = sum(pauses[place.level] for place in places)
        places = []
    at = (0, *(cut.at for cut in places), len(script))
    levels: tuple[Level, ...] = ("word", *(cut.level for cut in places), "paragraph")
    spoken, rests, silent = [0], [0], [0]
    for (start, end), level in zip(pairwise(at), levels[1:], strict=True):
        text = script[start:end]
        tags = BREAK.findall(text)
        if tags:
            text = BREAK.sub(" ", text)
        pause = int(pauses[level] / speed * _MICRO)
        seconds = (_seconds(text, primary) + inner) / speed
        spoken.append(spoken[-1] + rests[-1] + int(seconds * _MICRO))
        rests.append(pause)
        silent.append(silent[-1] + sum(map(_break, tags)))
    return Timeline(
        at,
        levels,
        tuple(spoken),
        tuple(rests),
        tuple(silent),
        rates.low if known else rates.other_low,
        rates.high if known else rates.other_high,
        int(rates.pauses.constant / speed * _MICRO),
    )


def _break(tag: str) -> int:
    """Read the microseconds of an explicit break; a tag without a readable time counts nothing."""
    match = _TIME.search(tag)
    if match is None or not match[1]:
        return 0
    return int(Decimal(match[1]) * (1000 if (match[2] or "s").lower() == "ms" else _MICRO))


def _seconds(text: str, language: str) -> float:
    """Reckon the speech in a text, pauses at its inner clauses included."""
    rates = _rates()
    own = rates.units.get(language, rates.units["other"])
    by_character = language in _WRITTEN_BY_CHARACTER
    character = own if by_character else rates.units["zh"]
    syllable = rates.units["en"] if by_character else own
    syllables = (
        _syllables(text, language)
        + rates.syllables_per_digit * len(_DIGIT.findall(text))
        + rates.syllables_per_sign * len(_SIGN.findall(text))
    )
    return (
        syllable * syllables
        + character * len(_WIDE.findall(text))
        + rates.pauses.clause * len(_CLAUSE.findall(text))
    )


def _syllables(text: str, language: str) -> int:
    """Count vowel groups; letters of acronyms; half the letters of scripts not known here."""
    acronyms = _ACRONYM.findall(text)
    if acronyms:
        text = _ACRONYM.sub(" ", text)
    lower = _WIDE.sub(" ", text.lower())
    silent = _SILENT.get(language, _NEVER)
    return (
        sum(map(len, acronyms))
        + len(_VOWELS.findall(lower))
        - len(silent.findall(lower))
        + sum(1 if word.isascii() else max(1, len(word) // 2) for word in _VOWELLESS.findall(lower))
    )
