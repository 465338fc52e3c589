"""TALK015: a script is hard to speak.

What: Reports in a script numbers that are grown together with letters or units, web and mail
    addresses, and sentences of 30 words or more.

Why: Voices read such things in ways of their own, and run out of breath in long sentences.

Bad:
    >>> lint('''
    ... - talk: Meet v2.5 at 1.85M.
    ...   by: maya
    ... ''')
    info TALK015: s.1: `v2.5` and 1 more may be read in an odd way; spell out what is to be said

Good:
    >>> lint('''
    ... - talk: Meet version two point five at nearly two million, on 3 May 2026.
    ...   by: maya
    ... ''')

Fix: Spell out what is to be said, and keep sentences to 10 to 20 words.

Source: HeyGen's older skill for scripts, snapshot 2026-04-13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.dialogue import long_sentences
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted

CODE = "TALK015"
SEVERITY = Severity.INFO

_ADDRESS = re.compile(
    r"""
    (?: https?:// | www\. ) [^\s<>"')]{1,200}
    | (?<![\w.@+-]) [\w.+-]{1,64} @ [\w-]{1,64} (?: \. [\w-]{1,64} )+
    | (?<![\w.-]) [A-Za-z] [\w-]{1,62} \. (?: com | org | net | io | ai | dev | app ) \b
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"""
    [v\d] (?<! [\w.,-] [v\d] )
    (?: (?<= v ) \d{1,4} (?: \. \d{1,4} )* \b
      | (?<= \d ) (?! \d{0,8} (?: st | nd | rd | th | s | am | pm ) \b )
        \d{0,12} (?: [.,] \d{1,12} ){0,6}
        (?: [KMBkx] | \s? (?: kg | mg | km/h | km | cm | mm | ml | GB | MB | TB | kHz | MHz | GHz
          | Hz | kWh | kW | Wh | MW | mAh | mph | fps | px | °C | °F | m² | dB | bn ) ) (?! \w )
    )
    """,
    re.VERBOSE,
)
_IN_ADDRESS = re.compile(r"@|://|www\.|\.(?:com|org|net|io|ai|dev|app)\b")
_BREAK = re.compile(r"<break\b[^<>]*>|\[pause\b[^][]*\]", re.IGNORECASE)


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield a finding about odd words of a script, and one about its long sentences."""
    if brief.talk.text is None:
        return
    script = brief.talk.text
    if "<" in script or "[" in script:
        script = _BREAK.sub(" ", script)
    if odd := _odd_words(script):
        yield Found(
            ("talk",), f"{quoted(odd)} may be read in an odd way", "spell out what is to be said"
        )
    if long := long_sentences(script, brief.language):
        yield Found(
            ("talk",),
            f"{len(long)} sentence{'s' * (len(long) != 1)} of 30 words or more, the first"
            f" {quoted(long[:1])}",
            "make two sentences of each",
        )


def _odd_words(script: str) -> list[str]:
    """List numbers and addresses that are not read as they are meant."""
    addresses = _ADDRESS.findall(script) if _IN_ADDRESS.search(script) else []
    return [*_NUMBER.findall(script), *addresses]
