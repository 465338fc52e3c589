"""How each language reads what is not written in letters, from `readings/*.toml`.

>>> lexicon("de").units["km/h"]
('Kilometer pro Stunde',)
"""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.model.frozen import Noun

LANGUAGES = ("en", "es", "fr", "de", "pt", "ja", "ko", "zh", "yue")


class Counted(Noun):
    """A second set of numbers, for what is counted: Korean hours and things.

    Attributes:
        before: What stands behind such a number, as a pattern.
    """

    names: dict[int, str]
    exact: dict[int, str] = Field(default_factory=dict)
    before: str


class Numbers(Noun):
    """The words of a language's numbers, and how they are put together.

    Attributes:
        names: Words that add up: the largest that fits, then the rest.
        times: Words that multiply: how exactly one is said, and what follows a count.
        exact: Numbers that are said in their own way when nothing follows.
        join: Between a word above a hundred and the rest; `join_tens` and `join_hundreds` below,
            `join_small` before a rest under a hundred.
        units_first: What joins five to twenty where the five is said first.
        one_before: How one is said as the first part of a number.
        fill: What is said for skipped places.
        groups: Marks that may stand between groups of three digits.
        decimals: Whether decimals are read by digits, or as a number of their own.
        years: How a year is read: in pairs, in hundreds before 2000, by digits, or as a number.
        mobile: Numbers that are read by digits, as a pattern.
        digits: Digits that have another name in digit strings.
        scales: What is said for a scale written behind a number, such as `bn`.
    """

    names: dict[int, str]
    times: dict[int, tuple[str, str]]
    exact: dict[int, str] = Field(default_factory=dict)
    join: str = " "
    join_tens: str = ""
    join_hundreds: str = " "
    join_small: str = " "
    units_first: str = ""
    one_before: str = ""
    fill: str = ""
    groups: str
    point: str
    to: str
    minus: str
    plus: str
    decimals: Literal["digits", "whole"] = "digits"
    years: Literal["pairs", "hundreds", "digits", "whole"] = "whole"
    mobile: str = r"(?!)"
    digits: dict[int, str] = Field(default_factory=dict)
    scales: dict[str, str] = Field(default_factory=dict)
    counted: Counted | None = None

    @cached_property
    def values(self) -> list[int]:
        """The numbers that have a word of their own, in order."""
        return sorted({*self.names, *self.times})


class Ordinals(Noun):
    """Ordinal numbers.

    Attributes:
        marks: What makes a number an ordinal when it stands behind it, as a pattern.
        roman: How a Roman numeral after a name is read; ordinal up to `roman_ordinals`.
        chapters: Words after which a Roman numeral is an ordinary number, as a pattern.
    """

    names: dict[int, str] = Field(default_factory=dict)
    suffix: str = ""
    suffix_from_20: str = ""
    marks: str = r"(?!)"
    roman: str
    roman_ordinals: int = 99
    chapters: str


class Dates(Noun):
    """Dates written in figures."""

    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
    order: Literal["mdy", "dmy", "ymd"]
    day: Literal["ordinal", "cardinal"] = "cardinal"
    text: str


class Times(Noun):
    """Times of day: on the hour, others, and others with less than ten minutes.

    Attributes:
        after: What may follow a time and is already said with it, as a pattern.
    """

    whole: str
    exact: str
    small: str = ""
    half_day: dict[str, str]
    after: str = r"(?!)"


class Fractions(Noun):
    """Fractions; the names of denominators, one and several."""

    text: str
    names: dict[int, tuple[str, str]] = Field(default_factory=dict)
    plural: str = ""


class Lexicon(Noun):
    """Everything that one language reads in its own way.

    Attributes:
        letters: The names of A to Z.
        shouted: Ordinary words that are often written in capitals.
        said: Acronyms read as words although they do not look it; `spelled`: the reverse.
        money: Per sign: one, several, and the same for its hundredth.
        units: Per sign: one and several.
        signs: What is said for signs.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    letters: str
    shouted: str
    said: str
    spelled: str
    number: Numbers
    ordinal: Ordinals
    date: Dates
    time: Times
    money: dict[str, str | tuple[str, ...]]
    fraction: Fractions
    units: dict[str, tuple[str, ...]]
    signs: dict[str, str]


@cache
def lexicon(language: str) -> Lexicon:
    """Read how a language reads; one without readings of its own reads as English does."""
    name = language if language in LANGUAGES else "en"
    text = (files("shotwright.speech") / "readings" / f"{name}.toml").read_text("utf-8")
    return Lexicon.model_validate(tomllib.loads(text))
