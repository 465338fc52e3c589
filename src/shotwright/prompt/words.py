"""The filters that templates may use: small, pure, and all there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

Phrases = Mapping[str, Any]

_ENDS = tuple('.!?…。！？"”」』:;；：')
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARK = re.compile(r"\bshot\s*\d+\s*[:：]", re.IGNORECASE)


def sentence(text: str, phrases: Phrases) -> str:
    """Make a sentence: a capital where a plain word begins it, a stop where none ends it."""
    text = " ".join(text.split())
    if not text:
        return ""
    first = text.split(" ", 1)[0]
    if first.islower():
        text = text[0].upper() + text[1:]
    return text if text.endswith(_ENDS) else text + str(phrases["stop"])


def listed(texts: Iterable[str], phrases: Phrases) -> str:
    """Join what is there with the language's comma."""
    comma: str = phrases["comma"]
    return comma.join(text.strip().rstrip(".,;。、，") for text in texts if text and text.strip())


def spaced(texts: Iterable[str] | str, phrases: Phrases) -> str:
    """Join what is there with the language's word space."""
    parts = texts.split() if isinstance(texts, str) else [text.strip() for text in texts if text]
    space: str = " " if isinstance(texts, str) else phrases["space"]
    return space.join(part for part in parts if part)


def spaced_before(text: str, phrases: Phrases) -> str:
    """Put the language's word space before a text that is there."""
    return f"{phrases['space']}{text.strip()}" if text.strip() else ""


def all_of(names: Sequence[str], phrases: Phrases) -> str:
    """Name everyone: `Ana`, `Ana and Ben`, `Ana, Ben and Cy`."""
    *first, last = names
    comma: str = phrases["comma"]
    return f"{comma.join(first)}{phrases['and']}{last}" if first else last


def names_in_order(action: Iterable[str], names: Iterable[str]) -> bool:
    """Tell whether an action first mentions everyone in the given order."""
    text = " ".join(action)
    found = [_mention(name, text) for name in names]
    return all(place >= 0 for place in found) and found == sorted(found)


def _mention(name: str, text: str) -> int:
    """Find a name as a word; scripts that write no spaces have it anywhere."""
    match = _as_word(name).search(text)
    return match.start() if match else -1


@lru_cache
def _as_word(name: str) -> re.Pattern[str]:
    word = re.escape(name) if _UNSPACED.search(name) else rf"(?<!\w){re.escape(name)}(?!\w)"
    return re.compile(word, re.IGNORECASE)


def language_name(tag: str, phrases: Phrases) -> str:
    """Say what a language is called in the prompt's own; an unknown one by its tag."""
    known: Mapping[str, str] = phrases["languages"]
    return known.get(tag, tag)


def speakers(lines: Iterable[Mapping[str, str]]) -> list[str]:
    """Name those who speak, each once, in the order of their first line."""
    return list(dict.fromkeys(line["name"] for line in lines))


def among(names: Iterable[str], others: Iterable[str]) -> list[str]:
    """Keep the names that are also in another list."""
    kept = set(others)
    return [name for name in names if name in kept]


def several(names: Sequence[str]) -> bool:
    """Tell whether there are two or more."""
    return len(names) > 1


def marked(action: Iterable[str]) -> bool:
    """Tell whether an action is already divided by `Shot 1:` marks."""
    return any(_MARK.search(step) for step in action)


FILTERS = (
    sentence,
    listed,
    spaced,
    spaced_before,
    all_of,
    names_in_order,
    language_name,
    speakers,
    among,
    several,
    marked,
)
