"""Which texts are in English: the vocabulary's words mean what they say only there."""

from __future__ import annotations

import re
from functools import lru_cache

from shotwright.model.board import Board
from shotwright.model.brief import FALLBACK_LANGUAGE, ShotBrief
from shotwright.model.names import primary_language
from shotwright.rules.texts import KEPT, Text, own_texts
from shotwright.rules.wordlists import listed

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_english(text: Text, brief: ShotBrief, board: Board) -> bool:
    """Tell whether the vocabulary's words mean in a text what they mean in English.

    Where the text itself does not tell, the beat's action is asked, then its language.
    """
    for each in (text, *own_texts(brief, board)):
        if balance := _balance(each.prose):
            return balance > 0
    return primary_language(brief.language) == FALLBACK_LANGUAGE


@lru_cache(KEPT)
def _balance(prose: str) -> int:
    """Count the words that only English has, less those that it has not."""
    english, others = listed("plain", "english"), listed("plain", "others")
    words = [word.casefold() for word in _WORD.findall(prose)]
    return sum((word in english) - (word in others) for word in words)
