"""Where a script may be cut: after paragraphs, sentences, clauses and words.

Offsets count code points.  What stands between two cuts is the script itself, untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

Level = Literal["paragraph", "sentence", "clause", "word"]


class Cut(NamedTuple):
    """A place where a script may be cut: before the character at `at`."""

    at: int
    level: Level


_ABBREVIATIONS = frozenset(
    """dr mr mrs ms prof st sr sra dra jr vs etc e.g i.e eg ie no nr ca ed al approx est fig inc ltd
    co corp dept gen col capt lt mt ave blvd vol pp p.m a.m u.s u.k u.n ph.d m.d b.a
    z.b d.h u.a bzw usw ggf evtl inkl exkl str bspw vgl bd s.o o.ä
    p.ej ud uds avda núm pág cap ee.uu p.d
    m mme mlle cf env p.ex av apr
    p.ex av exa exmo""".split()
)
_OFTEN_LAST = frozenset({"p.m", "a.m", "etc"})
"""They often end a sentence, and then a capital follows."""

_BREAK = r"<break\b[^<>]*>|\[pause\b[^\[\]]*\]"
BREAK = re.compile(_BREAK, re.IGNORECASE)

# A run of end marks with closing quotes and brackets, then white space; in CJK no space is needed.
_END = re.compile(
    r"(?P<cjk>[。！？｡]+[」』”’）\)\"']*\s*)"
    r"|(?P<latin>[.!?…]+[\"'”’»)\]]*(?:\s+|$))"
    r"|(?P<paragraph>[ \t]*\n[ \t]*\n\s*)"
)
_CLAUSE = re.compile(r"[、，；：]\s*|[,;:]\s+|\s[-–—]+\s+|—")
_WORD = re.compile(r"\s+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def cuts(script: str) -> list[Cut]:
    """List every place where a script may be cut, in order; its end is not among them."""
    found: dict[int, Level] = {}
    tags = [match.span() for match in BREAK.finditer(script)]
    for at, level in _sentence_ends(script):
        found.setdefault(at, level)
    for match in _CLAUSE.finditer(script):
        found.setdefault(match.end(), "clause")
    for match in _WORD.finditer(script):
        found.setdefault(match.end(), "word")
    for match in _CJK.finditer(script):
        found.setdefault(match.end(), "word")
    inside = _inside(tags)
    return [
        Cut(at, level)
        for at, level in sorted(found.items())
        if 0 < at < len(script) and script[:at].strip() and script[at:].strip() and not inside(at)
    ]


def _inside(tags: list[tuple[int, int]]) -> Callable[[int], bool]:
    """Make a test for places inside a break tag."""
    forbidden: set[int] = set()
    for start, end in tags:
        forbidden.update(range(start + 1, end))
    return forbidden.__contains__


def _sentence_ends(script: str) -> Iterator[Cut]:
    for match in _END.finditer(script):
        if match["paragraph"] is not None:
            yield Cut(match.end(), "paragraph")
        elif match["cjk"] is not None or not _is_abbreviation(script, match.start(), match.end()):
            blank = match[0].count("\n") > 1
            yield Cut(match.end(), "paragraph" if blank else "sentence")


def _is_abbreviation(script: str, start: int, end: int) -> bool:
    """Tell `Dr. Ito`, `e.g. one`, `J. Smith` and `5 p.m. he` from the end of a sentence."""
    after = script[end : end + 1]
    if after.islower():
        return True
    if script[start:end].strip() != ".":
        return False
    word = re.search(r"[\w.]*$", script[max(0, start - 12) : start])
    before = word[0].lower() if word else ""
    if before in _OFTEN_LAST:
        return False
    return before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and before != "i")
