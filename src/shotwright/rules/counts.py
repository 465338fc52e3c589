"""Small numbers as English writes them."""

from __future__ import annotations

_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]

NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|{'|'.join(reversed(_WORDS))}|thirty|forty|sixty)"
"""A pattern of a number in digits or in a word."""

_TENS = {"thirty": 30, "forty": 40, "sixty": 60}


def count_of(word: str) -> float:
    """Read what the pattern finds."""
    folded = word.lower()
    if folded in _TENS:
        return _TENS[folded]
    return _WORDS.index(folded) if folded in _WORDS else float(folded)
