"""SHOT055: the words contradict the settings.

What: Reports words of a shot that name another shape of the picture than `aspect`, or another
    length than `seconds`.

Why: The settings win, and the words still pull: a vertical picture inside a wide one, black bars,
    or an action paced for another length.

Bad:
    >>> lint('''
    ... - shot: Maya waves, a 20-second clip
    ...   seconds: 10
    ... ''')
    warn SHOT055: s.1: `20-second clip`, but `seconds` is 10; remove it from the words
    >>> lint('''
    ... - shot: Maya waves
    ...   style: vertical video, film grain
    ... ''')
    warn SHOT055: s.1: `vertical video`, but `aspect` is 16:9; remove it from the words

Good:
    >>> lint('''
    ... - shot: Maya waves
    ...   aspect: "9:16"
    ...   style: vertical video, film grain
    ...   seconds: 10
    ... ''')

Fix: Remove it from the words: the settings say it.

Source: Ours; ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7 (equal values
    may be repeated), snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.parts import MARK
from shotwright.rules.ruling import Case, Found, Steps
from shotwright.rules.texts import KEPT, path_of, quoted, texts_with
from shotwright.rules.wordlists import NUMBER, count_of

CODE = "SHOT055"
SEVERITY = Severity.WARN

_RATIO = re.compile(
    r"(?<![\w:.])(?<!at )(?P<wide>\d{1,2}) ?[:x×] ?(?P<high>\d{1,2})"
    r"(?![\w:]|\.\d| ?[ap]\.?m\b| o'clock)",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:aspect|ratio|format|frame|framing|framed|crop|cropped|video|clip|picture|vertical|square"
    r"|portrait|landscape|horizontal|widescreen|orientation)\b",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"\b(?:(?P<tall>vertical|portrait)|(?P<wide>horizontal|landscape|widescreen)|(?P<even>square))"
    r"[ -](?:(?:aspect|picture|video|phone|social|screen)[ -])?"
    r"(?:video|format|orientation|mode|aspect|clip|reel|footage|ratio)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"(?<![\w.:-])(?P<count>{NUMBER})[ -]?(?:s|secs?|seconds?)[ -](?:long[ -])?"
    r"(?:(?:continuous|single|unbroken|static|cinematic|vertical|video)[ -])?"
    r"(?P<what>clip|video|shot|take)\b",
    re.IGNORECASE,
)
_IN_THE_STORY = re.compile(
    r"\b(?:phone|tablet|laptop|monitor|tv|watch\w*|plays?|playing|films?|filming|records?|recording"
    r"|edits?|editing|posts?|posting|scrolls?|scrolling|shows?|showing)\b",
    re.IGNORECASE,
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that contradicts the settings."""
    wish = brief.seconds
    for text in texts_with(brief, case.board, _hints()):
        if text.clause in {"audio", "cast"}:
            continue
        found = [told for told, aspects in _shapes(text.prose) if brief.aspect not in aspects]
        if found:
            yield _contradicts(
                path_of(text, brief, case.board), found, f"`aspect` is {brief.aspect}"
            )
        lengths = _lengths(text.prose) if wish.high else ()
        found = [told for told, length in lengths if not wish.low <= length <= wish.high]
        if found:
            yield _contradicts(
                path_of(text, brief, case.board), found, f"`seconds` is {wish.written()}"
            )


@cache
def _hints() -> frozenset[str]:
    """List words without which neither shape nor length is named."""
    shapes = "vertical portrait horizontal landscape widescreen square"
    return frozenset(["#", "second", "seconds", "sec", "secs", *shapes.split()])


def _contradicts(path: Steps, found: list[str], setting: str) -> Found:
    return Found(path, f"{quoted(found)}, but {setting}", "remove it from the words")


@lru_cache(KEPT)
def _shapes(prose: str) -> list[tuple[str, frozenset[str]]]:
    """List what names a shape, and the aspects that it may mean."""
    found: list[tuple[str, frozenset[str]]] = []
    for match in _RATIO.finditer(prose):
        wide, high = int(match["wide"]), int(match["high"])
        usual = f"{wide}:{high}" in {"16:9", "9:16"}
        if usual or _NEEDS.search(_near(prose, match)):
            found.append((match[0], frozenset({f"{wide}:{high}"})))
    for match in _SHAPE.finditer(prose):
        if not _IN_THE_STORY.search(_before(prose, match)):
            kinds = {"tall": {"9:16", "4:5"}, "wide": {"16:9", "5:4"}, "even": {"1:1"}}
            found.append((match[0], frozenset(kinds[str(match.lastgroup)])))
    return found


@lru_cache(KEPT)
def _lengths(prose: str) -> list[tuple[str, float]]:
    """List what names a length, and its milliseconds; of several shots each has its own."""
    several = len(MARK.findall(prose)) > 1
    return [
        (match[0], count_of(match["count"]) * 1000)
        for match in _LENGTH.finditer(prose)
        if not (several and match["what"].lower() in {"shot", "take"})
        if not _IN_THE_STORY.search(_before(prose, match))
    ]


def _before(prose: str, match: re.Match[str]) -> str:
    """Take the sentence before a match."""
    return re.split(r"[.!?;\n]", prose[max(0, match.start() - 160) : match.start()])[-1]


def _near(prose: str, match: re.Match[str]) -> str:
    """Take the words around a match."""
    return prose[max(0, match.start() - 24) : match.end() + 16]
