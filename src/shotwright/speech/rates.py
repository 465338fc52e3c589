"""The numbers of the speech model, from `rates.toml`."""

from __future__ import annotations

import math
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.model.frozen import Noun


class Pauses(Noun):
    """Seconds of silence after what ends, before a quotation, and at the edges of a script."""

    paragraph: float
    sentence: float
    clause: float
    enumeration: float
    quotation: float
    constant: float


class ShotPacing(Noun):
    """How long a shot needs for each step of its action, and around its lines."""

    step_ms: int
    edges_ms: int


class Spread(Noun):
    """How far a reading lies from the estimate, as standard deviations of the ratio's logarithm.

    Attributes:
        between: Of voices, around the rate of their language.
        within: Of the scripts of one voice, around its own rate.
        low, high: How many standard deviations the interval reaches down and up.
        slack: Seconds that the interval reaches further at either end, whatever the length.
    """

    between: float
    within: float
    low: float
    high: float
    slack: float

    def factors(self, deviation: float) -> tuple[float, float]:
        """Reckon by what an estimate of that uncertainty is multiplied at both ends."""
        return math.exp(-self.low * deviation), math.exp(self.high * deviation)


class LanguageRate(Noun):
    """A language's seconds per unit at speed 1, and how much its voices differ where known."""

    unit: float
    between: float | None = None


class Rates(Noun):
    """The model's numbers.

    Attributes:
        figures: How far its estimates were off.
        word: Units that a word takes beside its syllables, where words are written apart;
            `consonant`: and each of its consonants.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    model: str
    read_on: date
    source: str
    figures: str
    word: float
    consonant: float
    shots: ShotPacing
    pauses: Pauses
    spread: Spread
    languages: dict[str, LanguageRate]

    def of(self, language: str) -> LanguageRate:
        """Take the rate of a language, or of those without one."""
        return self.languages.get(language, self.languages["other"])

    def between(self, language: str) -> float:
        """Take how much the voices of a language differ."""
        own = self.of(language).between
        return self.spread.between if own is None else own

    def deviation(self, language: str) -> float:
        """Reckon how uncertain the estimate is for a voice that was never heard."""
        return math.hypot(self.between(language), self.spread.within)


@cache
def rates() -> Rates:
    """Read the numbers of the model."""
    text = (files("shotwright.speech") / "rates.toml").read_text("utf-8")
    return Rates.model_validate(tomllib.loads(text))


def speech_model() -> str:
    """Name the model that estimates lengths; a plan remembers it."""
    return rates().model


def shot_pacing() -> ShotPacing:
    """Read how long a shot needs that says no length."""
    return rates().shots
