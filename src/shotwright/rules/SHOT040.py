"""SHOT040: text that can be read is asked for.

What: Reports signs, titles, captions and labels that are to say something, in the words of a shot.

Why: The model writes letters wrongly, and a take with a misspelt sign is a retake.

Bad:
    >>> lint('''
    ... - shot: Maya hangs up a board, the sign reading "Now open"
    ... ''')
    warn SHOT040: s.1: `sign reading` asks for text that can be read; leave it out of focus, and add
    titles in the edit

Good:
    >>> lint('''
    ... - shot: Maya hangs up a board, a lit shop sign out of focus behind her
    ... ''')

Fix: Add titles in the edit; let signs be out of focus.

Source: practitioners' reference set for Seedance 2.0, 2026-09-26; ByteDance, "Seedance 2.0
    reference-to-video troubleshooting guide" V1.7 (garbled text), snapshot 2026-08-21.  ByteDance's
    prompt method claims that common words come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.english import is_english
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import KEPT, fresh_texts, path_of, quoted, unquoted
from shotwright.rules.wordlists import words_in

CODE = "SHOT040"
SEVERITY = Severity.WARN

_WRITTEN = re.compile(
    r"""\b(?:
      (?:signs?|signage|banner|billboard|placard|marquee|plaque|headline|caption|subtitles?|title
         |label|lettering|badge|t-?shirt|text|logo|neon\ssign)
        \s+(?:clearly\s+)?(?:that\s+|which\s+)?(?:reads?|says?|saying|spells?|spelling|stating
         |states)
    | (?:screen|board|whiteboard|chalkboard|blackboard|poster|card|note|page|book|cover|mug|box
         |slide|display|monitor|phone|laptop|paper|letter|sign|banner|cap|shirt|menu)
        \s+(?:clearly\s+)?(?:that\s+|which\s+)?
        (?:reads?|reading|says?|saying|spells?|displays?|displaying|shows|showing)
        (?=\s*:?\s*(?:["“‘'«]|(?-i:[A-Z]{2,})))
    | (?:with|shows?|showing|displays?|displaying|bearing|reading|and)\s+the\s
        (?:words?|text|title|slogan|phrase|message|inscription|headline)\b
    | (?:words?|text|title|slogan|message|letters|captions?|subtitles?)\s(?:then\s)?
        (?:appears?|fades?\s(?:in|up)|pops?\sup|slides?\sin|is\swritten|are\swritten|written\son
         |printed\son|painted\son|on\s(?:the\s)?screen)
    | text\soverlays?|on-?\s?screen\s(?:text|captions?|titles?)|with\s(?:subtitles|captions)
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(
    r"read|say|spell|stat(?:es|ing)|displa|show|word|text|title|caption|messag|slogan|letters"
    r"|phrase|inscription|headline"
)
_REFUSED = re.compile(r"\b(?:no|without|free of|avoid|never)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b(?:mouth|sing|whisper|speak|say|repeat|murmur|recit|utter|hear|rehears|practi[sc])\w*\s+$",
    re.IGNORECASE,
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that asks for text."""
    for text in fresh_texts(brief, case.board):
        asked = () if text.clause == "audio" else _asked_in(text.text)
        if asked and is_english(text, brief, case.board):
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(asked)} {'asks' if len(asked) == 1 else 'ask'} for text that can be read",
                "leave it out of focus, and add titles in the edit",
            )


@lru_cache(KEPT)
def _asked_in(text: str) -> tuple[str, ...]:
    spans = {(hit.start, hit.end) for hit in words_in(text, "text_render_words")}
    readable = _readable(text) if _HINT.search(text.casefold()) else ""
    more = {match.span() for match in _WRITTEN.finditer(readable)}
    spans |= {
        span for span in more if not any(span[0] < end and start < span[1] for start, end in spans)
    }
    return tuple(
        " ".join(text[start:end].split())
        for start, end in sorted(spans)
        if not _REFUSED.search(text[max(0, start - 60) : start])
        and not (text[start:end].casefold() == "the words" and _SPOKEN.search(text[:start][-30:]))
    )


def _readable(text: str) -> str:
    """Blank out what is quoted, but leave the quotation marks, which show that it is text."""
    plain = unquoted(text)
    return "".join(
        sign if sign in '"“”„«»「」' else other for sign, other in zip(text, plain, strict=True)
    )
