"""Which language a text is in: by its script, then by its commonest words.

>>> detect("Every kettle waits for the sun."), detect("太陽を待つ"), detect("我哋等緊太陽")
('en', 'ja', 'yue')
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.model.frozen import Noun

UNKNOWN = "und"
"""The tag of a text that could be in any language."""

_SCRIPTS = {
    "kana": re.compile(r"[\u3040-\u30ff\uff66-\uff9f]"),
    "hangul": re.compile(r"[\uac00-\ud7af]"),
    "han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "latin": re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS_OF_A_CHARACTER = 3
"""A character of Chinese or a block of Korean weighs as much as that many Latin letters."""

_CANTONESE_SHARE = 0.02
_KANA_SHARE = 0.1
_RARE_LETTER = 1.5
"""What a letter that few languages write is worth, in common words."""

_MOST = 4_000
"""Characters of a text that are looked at."""


class _Profiles(Noun):
    """What tells languages apart, from `profiles.toml`."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    cantonese: str
    words: dict[str, str]
    letters: dict[str, str]


@cache
def _profiles() -> tuple[_Profiles, dict[str, frozenset[str]]]:
    text = (files("shotwright.speech") / "profiles.toml").read_text("utf-8")
    found = _Profiles.model_validate(tomllib.loads(text))
    return found, {name: frozenset(words.split()) for name, words in found.words.items()}


def detect(text: str) -> str:
    """Guess a text's language: a primary tag such as `en`, or `und` where nothing tells.

    Plain Latin letters without one common word are taken for English; a few words are little to
    go by, so a language that was given should win.
    """
    shown = text[:_MOST]
    count = {name: len(pattern.findall(shown)) for name, pattern in _SCRIPTS.items()}
    eastern = count["kana"] + count["hangul"] + count["han"]
    others = len(_LETTER.findall(shown)) - eastern - count["latin"]
    if eastern * _LETTERS_OF_A_CHARACTER > max(count["latin"], others):
        if count["hangul"] > count["han"] + count["kana"]:
            return "ko"
        if count["kana"] > _KANA_SHARE * count["han"]:
            return "ja"
        marks = sum(map(shown.count, _profiles()[0].cantonese))
        return "yue" if marks > _CANTONESE_SHARE * count["han"] else "zh"
    return _latin(shown) if count["latin"] > others else UNKNOWN


def _latin(text: str) -> str:
    """Choose by common words and rare letters; the first listed wins a tie."""
    profiles, common = _profiles()
    lower = text.lower()
    words = _WORD.findall(lower.replace("’", "'"))
    scores = {
        name: sum(word in known for word in words)
        + _RARE_LETTER * sum(map(lower.count, profiles.letters.get(name, "")))
        for name, known in common.items()
    }
    best = max(scores, key=lambda name: scores[name])
    if scores[best]:
        return best
    return "en" if text.isascii() else UNKNOWN
