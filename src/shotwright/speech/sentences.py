"""Where a script may be cut: after paragraphs, sentences, clauses and words.

Offsets count code points.  What stands between two cuts is the script itself, untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Level = Literal["paragraph", "sentence", "clause", "word"]


Finest = Literal["whole", "sentence", "word"]
"""The smallest thing that a cut may end; `whole` is not cut at all."""


class Cut(NamedTuple):
    """A place where a script may be cut: before the character at `at`."""

    at: int
    level: Level


_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "sr",
        "sra",
        "dra",
        "jr",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "no",
        "nr",
        "ca",
        "ed",
        "al",
        "approx",
        "est",
        "fig",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "gen",
        "col",
        "capt",
        "lt",
        "mt",
        "ave",
        "blvd",
        "vol",
        "pp",
        "p.m",
        "a.m",
        "u.s",
        "u.k",
        "u.n",
        "ph.d",
        "m.d",
        "b.a",
        "z.b",
        "d.h",
        "u.a",
        "bzw",
        "usw",
        "ggf",
        "evtl",
        "inkl",
        "exkl",
        "str",
        "bspw",
        "vgl",
        "bd",
        "s.o",
        "o.ä",
        "p.ej",
        "ud",
        "uds",
        "avda",
        "núm",
        "pág",
        "cap",
        "ee.uu",
        "p.d",
        "m",
        "mme",
        "mlle",
        "cf",
        "env",
        "p.ex",
        "av",
        "apr",
        "p.ex",
        "av",
        "exa",
        "exmo",
    ]
)
_NO_ORDINAL_DOTS = frozenset({"en", "es", "fr", "it", "pt", "ja", "ko", "zh", "yue"})
"""Languages that put no full stop behind an ordinal, as German does: `am 3. Mai`."""

_ORDINAL_DIGITS = 2
_LIST_NUMBER = re.compile(r"(?:^|\n|[.!?…:])[\"'”’»)]*\s*\d+$")
_OFTEN_LAST = frozenset({"p.m", "a.m", "etc"})
"""They often end a sentence, and then a capital follows."""

_BREAK = r"<break\b[^<>]*>|\[pause\b[^\[\]]*\]"
BREAK = re.compile(_BREAK, re.IGNORECASE)

# A run of end marks with what closes after it, then white space; in CJK no space is needed.  A run
# is taken whole, also where no space follows, so that a long one takes no longer than prose.
_CLOSES = "\"'”’“»«\\)\\]"
_END = re.compile(
    r"[。！？｡.!?…\n](?:"  # in front, so that all else is passed over at once
    rf"(?<=[。！？｡])[。！？｡]*+[」』”’）{_CLOSES}]*+\s*+"
    rf"|(?<=[.!?…])[.!?…]*+[{_CLOSES}]*+(?:[ \u00a0\u202f]»)?(?P<gap>\s++|$)?"
    r"|(?P<paragraph>(?<=\n)[ \t]*+\n\s*+))"
)
_CJK_ENDS = "。！？｡"
_CLAUSE = re.compile(r"[、，；：]\s*+|[,;:]\s++|\s[-–—]++\s++|—")
_WORD = re.compile(r"\s+")
_LAST_WORD = re.compile(r"[\w.]*$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def cuts(script: str, finest: Finest = "word", language: str = "") -> list[Cut]:
    """List every place where a script may be cut, in order; its end is not among them.

    Args:
        script: Any text.
        finest: The smallest thing that a cut may end.
        language: A primary tag; of an unknown one, a number before a full stop may be an ordinal.
    """
    found = {cut.at: cut for cut in _sentence_ends(script, language)}
    if finest == "word":
        for match in _CLAUSE.finditer(script):
            found.setdefault(match.end(), Cut(match.end(), "clause"))
        for pattern in (_WORD, _CJK):
            for match in pattern.finditer(script):
                found.setdefault(match.end(), Cut(match.end(), "word"))
    inside = {
        place for match in BREAK.finditer(script) for place in range(match.start() + 1, match.end())
    }
    first = len(script) - len(script.lstrip())
    last = len(script.rstrip())
    return [cut for at, cut in sorted(found.items()) if first < at < last and at not in inside]


def _sentence_ends(script: str, language: str) -> Iterator[Cut]:
    for match in _END.finditer(script):
        start, end = match.span()
        if match["paragraph"] is not None:
            yield Cut(end, "paragraph")
        elif script[start] in _CJK_ENDS or (
            match["gap"] is not None and not _is_abbreviation(script, start, end, language)
        ):
            blank = script.count("\n", start, end) > 1
            yield Cut(end, "paragraph" if blank else "sentence")


def _is_abbreviation(script: str, start: int, end: int, language: str) -> bool:
    """Tell `Dr. Ito`, `e.g. one`, `J. Smith` and `5 p.m. he` from the end of a sentence."""
    after = script[end : end + 1]
    if after.islower():
        return True
    if script[start:end].strip() != ".":
        return False
    near = script[max(0, start - 12) : start]
    word = _LAST_WORD.search(near, near.rfind(" ") + 1)
    before = word[0].lower() if word else ""
    if before in _OFTEN_LAST:
        return False
    if before.isdigit():
        if len(before) > _ORDINAL_DIGITS:
            return False
        # `Am 3. Mai`, and `1. Open the box` in any language
        return language not in _NO_ORDINAL_DOTS or bool(_LIST_NUMBER.search(near))
    return before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and before != "i")
