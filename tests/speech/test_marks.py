"""Patterns that begin with the marks they look for, for speed, find what plain ones do."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from shotwright.speech.duration import _CLAUSE
from shotwright.speech.reading import _next_trigger
from shotwright.speech.sentences import _END

PLAIN_CLAUSE = re.compile(
    r"[、，；：](?=\s*\S)|[,;:](?=\s+\S)|\s[-–—]+(?=\s+\S)|—(?=\s*\S)|(?<=\w)--(?=\w)"
)
CLOSES = "[\"'”’“»«)\\]]"
PLAIN_END = re.compile(
    rf"[。！？｡]++(?:[」』”’）]|{CLOSES})*+\s*+"
    rf"|[.!?…]++{CLOSES}*+(?:[ \u00a0\u202f]»)?(?P<gap>\s++|$)?"
    r"|(?P<paragraph>\n[ \t]*+\n\s*+)"
)
PLAIN_TRIGGER = re.compile(
    r"[\d@#&%+=°%$€£¥₩§№×½¼¾⅓⅔⅛℃]|[A-Z]{2}|[a-z]\.[a-z]|[IVX]+(?:e|er|ème)\b"
)


@given(st.text("ab1_ \n—–-,;:、，", max_size=30))
@example("a --- b — c--d -- e")
@example("a - - b")
def test_clauses_are_those_of_the_plain_pattern(text: str) -> None:
    found = [match.end() for match in _CLAUSE.finditer(text)]
    assert found == [match.end() for match in PLAIN_CLAUSE.finditer(text)]
    assert _CLAUSE.findall(text).count("、") == PLAIN_CLAUSE.findall(text).count("、")


@given(st.text("ab.!?…。！”»」) \n\t\u00a0", max_size=30))
@example("a.\u00a0» b")
@example("a\n \n\nb")
def test_sentence_ends_are_those_of_the_plain_pattern(text: str) -> None:
    def ends(pattern: re.Pattern[str]) -> list[tuple[tuple[int, int], str, str]]:
        return [
            (match.span(), match["gap"], match["paragraph"]) for match in pattern.finditer(text)
        ]

    gaps = [(span, gap, paragraph is None) for span, gap, paragraph in ends(_END)]
    assert gaps == [(span, gap, paragraph is None) for span, gap, paragraph in ends(PLAIN_END)]


@given(st.text("abIVXem.rè1@ Z", max_size=30), st.integers(0, 5))
@example("5kg.now4", 3)
@example("a.b.c XIVe", 0)
def test_triggers_are_those_of_the_plain_pattern(text: str, least: int) -> None:
    plain = PLAIN_TRIGGER.search(text, least)
    assert _next_trigger(text, least) == (plain.span() if plain else None)
