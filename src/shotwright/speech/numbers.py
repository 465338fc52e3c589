"""Numbers to words, by the tables of a language.

>>> from shotwright.speech.lexicon import lexicon
>>> cardinal(2025, lexicon("de")), year(1984, lexicon("en"))
('zweitausendfünfundzwanzig', 'nineteen eighty-four')
"""

from __future__ import annotations

from bisect import bisect_right

from shotwright.speech.lexicon import Lexicon

_LONGEST = 15
"""Digits of the longest number that is read as one."""

_TEN = 10
_TWENTY = 20
_HUNDRED = 100
_THOUSAND = 1000
_YEARS = range(1100, 2100)
_EVEN_YEARS = range(2000, 2010)


def cardinal(number: int, words: Lexicon) -> str:
    """Say a whole number of at most 15 digits."""
    own = words.number
    if number in own.exact:
        return own.exact[number]
    if number in own.names:
        return own.names[number]
    value = own.values[bisect_right(own.values, number) - 1]
    count, rest = divmod(number, value)
    if value in own.names:
        head = own.names[value]
    elif count == 1:
        head = own.times[value][0]
    else:
        head = _before(count, words) + own.times[value][1]
    if not rest:
        return head
    if own.units_first and value < _HUNDRED:
        return _before(rest, words) + own.units_first + head
    return head + _join(value, rest, words) + _rest(value, rest, words)


def _before(count: int, words: Lexicon) -> str:
    """Say how many there are of what follows: `einund...`, not `einsund...`."""
    if count == 1 and words.number.one_before:
        return words.number.one_before
    return cardinal(count, words)


def _join(value: int, rest: int, words: Lexicon) -> str:
    own = words.number
    if own.fill:
        return own.fill if rest < value // _TEN and value > _TEN else ""
    if value < _HUNDRED:
        return own.join_tens
    if value < _THOUSAND:
        return own.join_hundreds if own.join else ""
    small = rest < _HUNDRED or (rest < _THOUSAND and rest % _HUNDRED == 0)
    return own.join_small if small and own.join else own.join


def _rest(value: int, rest: int, words: Lexicon) -> str:
    """Say what follows; ten is `一十` inside a number where it is `十` alone."""
    own = words.number
    if own.fill and _TEN <= rest < _TWENTY and value >= _HUNDRED:
        return own.times[_TEN][0] + (own.names[rest - _TEN] if rest > _TEN else "")
    return cardinal(rest, words)


def ordinal(number: int, words: Lexicon) -> str:
    """Say a number as a place in a row; as the number itself where the language would."""
    own = words.ordinal
    if number in own.names:
        return own.names[number]
    if not own.suffix:
        return cardinal(number, words)
    rest = number % _HUNDRED
    if rest and rest != number:
        return _leading(number - rest, words) + ordinal(rest, words)
    rest = number % _TEN
    if rest and number - rest in own.names:
        return _leading(number - rest, words) + ordinal(rest, words)
    stem = cardinal(number, words)
    if own.suffix_from_20 and number >= _TWENTY:
        return stem + own.suffix_from_20
    return (stem.removesuffix("e") if own.suffix[0] in "aeiou" else stem) + own.suffix


def _leading(number: int, words: Lexicon) -> str:
    joined = words.number.join_tens if number % _HUNDRED else words.number.join
    return cardinal(number, words) + joined


def digits(text: str, words: Lexicon) -> str:
    """Say a string digit by digit."""
    own = words.number
    return " ".join(own.digits.get(int(c), own.names[int(c)]) for c in text if c.isdecimal())


def year(number: int, words: Lexicon) -> str:
    """Say a number that is a year."""
    style = words.number.years
    century, rest = divmod(number, _HUNDRED)
    if style == "digits":
        return digits(str(number), words)
    if number not in _YEARS or number in _EVEN_YEARS or style == "whole":
        return cardinal(number, words)
    hundred = words.number.times[_HUNDRED][1]
    if style == "hundreds":
        if number >= _YEARS.stop - _HUNDRED:
            return cardinal(number, words)
        return cardinal(century, words) + hundred + (cardinal(rest, words) if rest else "")
    if not rest:
        return cardinal(century, words) + hundred
    small = "oh " if rest < _TEN else ""
    return f"{cardinal(century, words)} {small}{cardinal(rest, words)}"


def is_year(text: str) -> bool:
    """Tell whether four digits look like a year."""
    return len(text) == len("2025") and int(text) in _YEARS


def counted(text: str, words: Lexicon) -> str:
    """Say how many there are, where a language has numbers of its own for that."""
    own = words.number.counted
    if own is None or len(text) > len("99") or not int(text):
        return _whole(text.lstrip("0") or "0", words)
    number = int(text)
    if number in own.exact:
        return own.exact[number]
    tens = number - number % _TEN
    return own.names.get(tens, "") + own.names.get(number - tens, "")


def number_words(text: str, words: Lexicon) -> str:
    """Say a number as it is written: with groups, decimals, or several points.

    Args:
        text: Digits with `.`, `,` and spaces among them.
        words: The language that it is read in.
    """
    for mark in words.number.groups + "\u00a0\u202f":
        if mark in text and _grouped(parts := text.split(mark)):
            text = "".join(parts)
    whole, *decimals = text.replace(",", ".").split(".")
    said = _whole(whole, words)
    for part in decimals:
        long = len(part) > len("99") or part[:1] == "0"
        by_digits = long or words.number.decimals == "digits"
        said += f" {words.number.point} {digits(part, words) if by_digits else _whole(part, words)}"
    return said


def _grouped(parts: list[str]) -> bool:
    """Tell `1.234.567` and `1.234,5` from `3.5`: three digits after each mark."""
    last = parts[-1].split(",")[0].split(".")[0]
    return all(len(part) == len("000") for part in (*parts[1:-1], last))


def _whole(text: str, words: Lexicon) -> str:
    leading_zero = len(text) > 1 and text[0] == "0"
    if leading_zero or len(text) > _LONGEST or not text:
        return digits(text, words)
    return cardinal(int(text), words)
