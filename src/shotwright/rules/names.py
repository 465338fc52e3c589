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
    plain = text.isascii()
    found = (
        _pattern(ways, plain).search(text) or _pattern(ways[:1], plain, re.IGNORECASE).search(text)
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


def hidden(name: str, text: str, sign: str) -> str:
    """Put a sign in place of every letter of a name, wherever it stands as a word in a text."""
    return _pattern((name,), text.isascii()).sub(lambda found: sign * len(found[0]), text)


@lru_cache(KEPT)
def _pattern(
    ways: tuple[str, ...],
    plain: bool,  # noqa: FBT001 - a key of the cache
    flags: re.RegexFlag = re.NOFLAG,
) -> re.Pattern[str]:
    return re.compile("|".join(_as_word(way, plain=plain) for way in ways), flags)


def _as_word(name: str, *, plain: bool) -> str:
    """Make a pattern of a name as a word; beside scripts that write no spaces, anywhere.

    A pattern for plain texts does without those scripts, and is compiled many times as fast.
    """
    if not name.isascii() and re.search(f"[{_UNSPACED}]", name):
        return re.escape(name)
    letter = r"\w" if plain else rf"[^\W{_UNSPACED}]"
    word = re.escape(name)
    # The name comes first, and then what stands before it: that is searched for much faster.
    return rf"{word}(?<!{letter}{word})(?:s(?!{letter})|(?!{letter}))"
