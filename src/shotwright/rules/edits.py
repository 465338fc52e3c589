"""Words of the edit, and words that promise one take."""

from __future__ import annotations

import re
from functools import lru_cache

from shotwright.catalog import find_words
from shotwright.rules.texts import KEPT, unquoted
from shotwright.rules.wordlists import noun_after, words_in

# What an edit word follows when it is one: nothing, or who cuts and fades.
_LED = re.compile(
    r"(?:^|[,.;:!?\n(–—]|\b(?:then|and|we|it|now|action|scene|shot|camera|picture|image|view|screen|video|film"
    r"|an?|slow|quick|soft|hard|long|lap|sudden|abrupt|with))\s*$",
    re.IGNORECASE,
)
_NO_LED = re.compile(r"\b(?:no|without|never|not|avoid)\s+(?:any\s+|hard\s+)?$", re.IGNORECASE)
_THINGS_FADE = re.compile(
    r"\b(?:light|lights|music|sound|sounds|smile|colou?rs?|voice|voices|steps|footsteps|glow|sky|noise"
    r"|sunlight|applause|mist|fog|smoke|steam)\b[^,.;]*$",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\s*(?:size|length|shape|fit|measure|pieces|ribbons|shreds|reveal skin"
    r"|the (?:knee|waist|chin|jaw|bone|chase|quick|shoulders?|front|core|heart|point))\b",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"\s+of\s+(?:\w+\s+)?(?:photos?|photographs|pictures|clippings|posters|polaroids|prints"
    r"|postcards|drawings)\b|\s+(?:on|above|across|along)\s+(?:the|a|his|her)\s+(?:wall|door|fridge)",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:photo|paper|(?:edit|watch|study|play)\w*\s+(?:an?|the|her|his))\s*$", re.IGNORECASE
)
_MORE = re.compile(
    r"\bcut(?:s|ting)?\s+(?:back|away|straight|directly|over|quickly|abruptly|hard)\s+to\b"
    r"|\b(?:and|then|before|,)\s*cutting to\b"
    r"|\b(?:quick|fast|rapid|hard|jump)[\s-](?:fire\s+)?cuts\b"
    r"|\b(?:scene|shot|picture|view|angle|camera|video)\s+(?:then\s+)?"
    r"(?:changes|switches|transitions|cuts|jumps)\s+(?:back\s+)?to\b"
    r"|\bfade\s+(?:up\s+)?(?:from|to)\s+(?:black|white)\b|\bnext shot\b|\bnew scene\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"cut|fade|changes|switches|transitions|jumps|ne(?:xt|w) s")
_FADED = re.compile(r"\s*(?:$|[,.;:!?\n)–—]|(?:to|from|on)\b)", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:an?|the|his|her|their|this|that)\s+$", re.IGNORECASE)
_IN_AND_OUT = frozenset(["fade in", "fades in", "fade out", "fades out"])
_ONE_TAKE = re.compile(
    r"\b(?:(?:one|single|an?)[\s-]+)(?:(?:single|long|smooth|seamless|fluid|unbroken|uninterrupted"
    r"|continuous)[\s,-]+)*(?:unbroken|uninterrupted|continuous)[\s-]+(?:take|shot)\b",
    re.IGNORECASE,
)


@lru_cache(KEPT)
def edits_in(text: str) -> tuple[str, ...]:
    """Find where a text asks for a cut or a dissolve, as it is written there."""
    plain = unquoted(text)
    spans = [(hit.start, hit.end) for hit in words_in(text, "edit_words")]
    found = [(start, end) for start, end in spans if _is_edit(plain, start, end)]
    friends = {hit.start for hit in find_words(text, "edit_words")}
    found += [
        more.span()
        for more in _MORE.finditer(plain if _HINT.search(plain.casefold()) else "")
        if not friends & set(range(*more.span()))
        and not _NO_LED.search(_before(plain, more.start()))
    ]
    return tuple(" ".join(text[start:end].split()) for start, end in sorted(found))


def _before(text: str, start: int) -> str:
    return text[max(0, start - 80) : start]


def _is_edit(text: str, start: int, end: int) -> bool:
    """Tell whether a word of the edit is one: hair is cut, sugar dissolves, and lights fade."""
    before, words = _before(text, start), text[start:end].casefold().replace("-", " ")
    led = bool(_LED.search(before))
    if _NO_LED.search(before) or _is_modifier(before, noun_after(text, end)):
        return False
    if words in {"cut to", "cuts to"}:
        return led and not _SIZED.match(text, end)
    if words.startswith("fade"):
        black = re.match(r"\s*(?:from\s+)?(?:black|white)\b", text[end : end + 20], re.IGNORECASE)
        ended = words not in _IN_AND_OUT or _FADED.match(text, end)
        return bool(black) or (led and bool(ended) and not _THINGS_FADE.search(before))
    if words.startswith("dissolve"):
        return led and not before.rstrip().endswith(" it")
    if words == "montage":
        return not _PICTURES.match(text, end) and not _SHOWN.search(before)
    return True


def _is_modifier(before: str, noun: str) -> bool:
    """Tell `a jump cut joke` and `the montage notes` from `a match cut links both`."""
    article = _DETERMINED.search(before)
    if not article or not noun:
        return False
    return not (noun.endswith("s") and article[0].casefold().startswith("a"))


@lru_cache(KEPT)
def one_take_in(text: str) -> tuple[str, ...]:
    """Find where a text promises one take, as it is written there."""
    found = [(hit.start, hit.end) for hit in words_in(text, "one_take_words")]
    taken = {start for start, _ in found}
    found += [
        more.span()
        for more in _ONE_TAKE.finditer(unquoted(text))
        if not any(start in taken for start in range(*more.span()))
    ]
    return tuple(" ".join(text[start:end].split()) for start, end in sorted(found))
