"""Names that are spelled or read their own way: acronyms, Roman numerals, addresses.

>>> from shotwright.speech.lexicon import lexicon
>>> acronym("HTML", "", lexicon("en")), roman("XIV", "Louis ", lexicon("en"))
('aitch tee em ell', 'the fourteenth')
"""

from __future__ import annotations

import re
from functools import cache

from shotwright.speech.lexicon import Lexicon
from shotwright.speech.numbers import cardinal, number_words, ordinal

# Consonants that come with vowels, few enough at a time to be said as a word.
_SAYABLE = re.compile(r"(?:[^aeiou]{0,2}[aeiouy]{1,2})+[^aeiou]{0,2}")
_SHORT = 3
_LONG = 12
"""Letters of the longest acronym; longer ones are words in capitals."""
_SHOUT = re.compile(r"\b[A-ZÀ-Þ]{4,}\b")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_PARTS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+\s$")


@cache
def _names_of(letters: str) -> dict[str, str]:
    return dict(zip("abcdefghijklmnopqrstuvwxyz", letters.split(), strict=True))


def letters(text: str, words: Lexicon) -> str:
    """Spell a text; a letter without a name here is said as it is."""
    names = _names_of(words.letters)
    return " ".join(names.get(letter, letter) for letter in text.lower())


def acronym(text: str, around: str, words: Lexicon) -> str:
    """Say capitals: as a word where it is one, else letter by letter.

    Args:
        text: Capital letters.
        around: What stands near; among other words in capitals, it is a word.
        words: The language that it is read in.
    """
    plain = text.lower()
    if plain in words.spelled.split():
        return letters(text, words)
    known = plain in words.said.split() or plain in words.shouted.split()
    sayable = len(text) > _LONG or (
        _SAYABLE.fullmatch(plain) and (len(text) > _SHORT or _shouted(around, words))
    )
    return plain if known or sayable else letters(text, words)


def _shouted(around: str, words: Lexicon) -> bool:
    """Tell whether ordinary words are in capitals: another acronym is no sign of it."""
    acronyms = {*words.said.split(), *words.spelled.split()}
    found = (word.lower() for word in _SHOUT.findall(around))
    return any(word not in acronyms and _SAYABLE.fullmatch(word) for word in found)


def roman(text: str, before: str, words: Lexicon, *, marked: bool = False) -> str | None:
    """Say a Roman numeral, or tell by None that it is none.

    Args:
        text: Capital letters.
        before: What stands before: a name makes it an ordinal, a word such as `chapter` a number.
        words: The language that it is read in.
        marked: Whether an ordinal mark follows.
    """
    chapter = re.search(rf"\b(?:{words.ordinal.chapters})\s+$", before, re.IGNORECASE)
    if not _ROMAN.fullmatch(text) or not (set(text) <= set("IVX") or chapter or marked):
        return None
    values = [_VALUES[letter] for letter in text]
    number = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    if marked:
        return ordinal(number, words)
    if chapter or not _NAME.search(before):
        return cardinal(number, words)
    ranked = number <= words.ordinal.roman_ordinals
    said = ordinal(number, words) if ranked else cardinal(number, words)
    return words.ordinal.roman.format(n=said)


def address(text: str, words: Lexicon) -> str:
    """Say a web or e-mail address: words, spelled letters and the names of the signs."""
    shown = re.sub(r"^https?://", "", text).rstrip("/.,;:!?")
    spoken = []
    for part in _PARTS.findall(shown):
        if part.isdecimal():
            spoken.append(number_words(part, words))
        elif part.isalpha():
            short = len(part) < _SHORT or not _VOWEL.search(part)
            spoken.append(letters(part, words) if short else part)
        else:
            spoken.append(words.signs.get(part, ""))
    return " ".join(spoken)
