"""Where texts name the people of a shot."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from shotwright.rules.texts import KEPT

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PART = re.compile(r"(?<![^\W_])[A-Z][^\W_]{2,}")


def mentions(names: tuple[str, ...], text: str) -> tuple[int, ...]:
    """Find where a text first names each of some people; -1 for those it does not name.

    A name may stand in full or in part, if no other shares the part, and in the possessive.  Names
    are looked for as they are written; in any case only where that finds nothing.
    """
    found = (
        _pattern(ways).search(text) or _pattern(ways[:1], re.IGNORECASE).search(text)
        for ways in _ways(names)
    )
    return tuple(match.start() if match else -1 for match in found)


@lru_cache(KEPT)
def _ways(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """List how each may be named: in full first."""
    parts = Counter(part for name in names for part in set(_PART.findall(name)))
    return tuple(
        tuple(dict.fromkeys([name, *(part for part in _PART.findall(name) if parts[part] == 1)]))
        for name in names
    )


@lru_cache(KEPT)
def _pattern(ways: tuple[str, ...], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(_as_word(way) for way in ways), flags)


@lru_cache(KEPT)
def name_pattern(name: str) -> re.Pattern[str]:
    """Find a name as a word; beside scripts that write no spaces, anywhere."""
    return re.compile(_as_word(name))


def _as_word(name: str) -> str:
    if re.search(f"[{_UNSPACED}]", name):
        return re.escape(name)
    letter = rf"[^\W{_UNSPACED}]"
    word = re.escape(name)
    # The name comes first, and then what stands before it: that is searched for much faster.
    return rf"{word}(?<!{letter}{word})(?:s(?!{letter})|(?!{letter}))"
