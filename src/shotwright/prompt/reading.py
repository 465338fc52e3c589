"""Free text to clause parts, in the user's own words.

A reader fills the parts that the text names, and leaves the others empty; of what it takes apart,
only the words in between (`to`, `at`, `with a`) are dropped.  A clause that already has parts keeps
them, and its `words` are read for the others.

>>> read_camera("slow push-in to close-up, 35 mm").move
'push-in'
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from shotwright.catalog import CAMERA, SOUND, Group, Term, find_terms, find_words, word_list
from shotwright.model.clause import Audio, Camera, Lighting, Setting, Style
from shotwright.model.frozen import Shorthand

_C = TypeVar("_C", bound=Shorthand)

# Signs end a phrase, but not in 2.39, f/1.8 or inside quotes.
_PHRASE = re.compile(
    r"""(?: "[^"]*" | “[^“”]*” | (?<=\w)[.,](?=\d) | [^,;.!?\n，、；。！？] )+""", re.VERBOSE
)
_LEAD_ON = frozenset({"a", "an", "to", "into", "and", "then", "with", "at", "in", "from", "&", "+"})
"""Words between terms after which an adjective belongs to the term that follows."""
_LINKS = _LEAD_ON | {"the", "onto", "on", "of", "for", "by", "as", "plus"}
"""Words between terms: where two terms go to two parts, these are dropped."""
_TAIL = re.compile(r"\s+(?:at|in|on|during|by)(?:\s+(?:the|an?))?\s*$", re.IGNORECASE)
_HEADED = 3
"""Up to so many words, a phrase is what its last word says: `light morning mist`."""
_MODIFIERS = frozenset(["very", "really", "extremely", "quite", "a", "an", "the"])
_TOKEN = re.compile(r'"[^"]*"|“[^“”]*”|[^\W_]+(?:[\'’-][^\W_]+)*|[,;:.!?\n—–]')
_SUBJECTS = frozenset(["he", "she", "it", "who", "and", "then", "also", "next", "finally"])
_STOPS = frozenset([".", "!", "?", ";", "\n"])
_SEVERAL = frozenset(["they", "both"])


class Act(NamedTuple):
    """Something that somebody visibly does: the verb, and where it stands."""

    verb: str
    start: int
    end: int


class _Span(NamedTuple):
    """A stretch of text that belongs to a part."""

    part: str
    start: int
    end: int


def read_camera(given: str | Camera) -> Camera:
    """Read sizes, angles, lenses, supports, moves with their speed, and focus."""
    camera = Camera.model_validate(given)
    spans = [
        span._replace(part="speed")
        if span.part == "words" and _is_speed(camera.words, span)
        else span
        for span in _shared_out(camera.words, _spans(camera.words, CAMERA))
    ]
    moves = [at for at, span in enumerate(spans) if span.part == "move"]
    if len(moves) == 1 and not (camera.move or camera.speed):
        (at,) = moves
        spans[at : at + 1] = _speed_apart(camera.words, spans[at])
    return _filled(camera, camera.words, spans)


def read_lighting(given: str | Lighting) -> Lighting:
    """Read what light there is: its source, direction and quality."""
    lighting = Lighting.model_validate(given)
    spans = _shared_out(lighting.words, _spans(lighting.words, ["lighting"]))
    return _filled(lighting, lighting.words, spans)


def read_style(given: str | Style) -> Style:
    """Read medium, palette and texture; registers, genres and eras stay words."""
    style = Style.model_validate(given)
    return _filled(style, style.words, _shared_out(style.words, _spans(style.words, ["style"])))


def read_setting(given: str | Setting) -> Setting:
    """Read hour, weather and mood where they stand alone or after a place; the rest is the place.

    An hour or weather inside the place stays there: `a rainy street` is one.
    """
    setting = Setting.model_validate(given)
    found = _spans(setting.words, ["time", "weather", "mood"])
    begins = [span.start for span in found]
    spans = [
        span
        for start, end in _phrases(setting.words)
        for span in _setting_phrase(
            setting.words, start, end, found[bisect_left(begins, start) : bisect_left(begins, end)]
        )
    ]
    return _filled(setting, setting.words, spans)


def read_audio(given: str | Audio) -> Audio:
    """Read music and silence; where either or a sound is known, what remains is ambient sound."""
    audio = Audio.model_validate(given)
    found = _spans(audio.words, SOUND)
    taken = {at for span in found for at in range(span.start, span.end)}
    music = (hit for hit in find_words(audio.words, "music_words") if hit.start not in taken)
    found += [_Span("music", hit.start, hit.end) for hit in music]
    if not found:
        return audio
    if _is_silence(audio.words):
        return audio.model_copy(update={"mode": audio.mode or "silent"})
    spans = _shared_out(audio.words, sorted(found, key=lambda span: span.start), rest="ambient")
    return _filled(audio, audio.words, spans)


def _is_silence(text: str) -> bool:
    hits = find_terms(text, ["ambient"], field=True)
    return [hit.term.term for hit in hits] == ["silence"] and not (
        text[: hits[0].start] + text[hits[0].end :]
    ).strip(" .!")


def acts(text: str, names: Iterable[str] = ()) -> tuple[Act, ...]:
    """Find the visible actions of a text, without what stands in quotes.

    An action is a known verb after its subject: after a name, `he`, `she`, `it` or `who`; after
    `and`, `then` and their like, or a sign; its base form after `they`, `both` or `Ana and Ben`,
    and then wherever the sentence goes on.

    Args:
        text: An action, or a part of one.
        names: Whom the shot shows.
    """
    people = {name.casefold().split()[-1] for name in names if name.strip()}
    thirds, bases = _verbs()
    found: list[Act] = []
    several = False
    kept = ["."]  # the words before, without adverbs
    for token in _TOKEN.finditer(text):
        word, before = token[0].casefold(), kept[-1]
        if word in _STOPS:
            several = False
        elif word in thirds or word in bases:
            goes_on = before in _SUBJECTS or not before[0].isalnum()
            if (word in thirds and (goes_on or before in people)) or (
                word in bases
                and (before in _SEVERAL or _is_pair(kept, people) or (several and goes_on))
            ):
                several = several or word not in thirds
                found.append(Act(token[0], token.start(), token.end()))
        if not word.endswith("ly"):
            kept.append(word)
    return tuple(found)


def _is_pair(words: Sequence[str], people: set[str]) -> bool:
    match words[-3:]:
        case [one, "and", other]:
            return one in people and other in people
    return False


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    thirds = {*word_list("action_verbs_3sg"), *word_list("high_impact_verbs_3sg")}
    return frozenset(thirds), frozenset(_base(verb) for verb in thirds)


def _base(verb: str) -> str:
    """Take the ending off a verb: carries, catches, ties, closes."""
    if verb.endswith("ies") and len(verb) > len("ties"):
        return f"{verb[:-3]}y"
    if re.search(r"(?:ch|sh|ss|x)es$", verb):
        return verb[:-2]
    return verb[:-1]


@cache
def _speeds() -> frozenset[str]:
    return frozenset([*word_list("move_speed.slow"), *word_list("move_speed.fast")])


def _is_speed(text: str, span: _Span) -> bool:
    words = set(text[span.start : span.end].casefold().split())
    return bool(words & _speeds()) and words <= _speeds() | _MODIFIERS


def _speed_apart(text: str, move: _Span) -> list[_Span]:
    """Take the speed off the front of a move, if what is left is the same move."""
    tokens = list(re.finditer(r"\S+", text[move.start : move.end]))
    count = 0
    while count < len(tokens) and tokens[count][0].casefold() in _speeds() | _MODIFIERS:
        count += 1
    if count in {0, len(tokens)} or tokens[count - 1][0].casefold() in _MODIFIERS:
        return [move]
    begin = move.start + tokens[count].start()
    left = find_terms(text[begin : move.end], CAMERA, field=True)
    whole = find_terms(text[move.start : move.end], CAMERA, field=True)
    if not left or left[0].start or left[0].term != whole[0].term:
        return [move]
    speed = _Span("speed", move.start, move.start + tokens[count - 1].end())
    return [speed, _Span("move", begin, move.end)]


def _part(term: Term) -> str:
    """Say which part of its clause a term fills."""
    match term.group:
        case "move":
            return term.kind if term.kind in {"support", "focus"} else "move"
        case "lens":
            return "focus" if term.family == "dof" else "lens"
        case "lighting":
            families = {"source": "source", "setup": "source", "direction": "direction"}
            return families.get(term.family or "", "quality")
        case "style":
            families = {"medium": "medium", "colour": "palette", "texture": "texture"}
            return families.get(term.family or "", "words")
        case group:
            return group


def _spans(text: str, groups: Sequence[Group]) -> list[_Span]:
    """Find which part each term of a text is of; one that is of two groups counts for the first."""
    found: dict[int, _Span] = {}
    for hit in find_terms(text, groups, field=True):
        found.setdefault(hit.start, _Span(_part(hit.term), hit.start, hit.end))
    return list(found.values())


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHRASE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words)
            yield start, start + len(words)


def _shared_out(text: str, found: Sequence[_Span], rest: str = "words") -> list[_Span]:
    """Share a text out to the parts its terms are of, phrase by phrase; `rest` takes the others."""
    return [
        span
        for start, end in _phrases(text)
        for span in _divided(
            text, start, end, [each for each in found if start <= each.start < end], rest
        )
    ]


def _divided(
    text: str, start: int, end: int, inside: Sequence[_Span], rest: str = "words"
) -> Iterator[_Span]:
    """Divide a phrase between the terms in it; words in between go with one of their neighbours."""
    for before, after in pairwise(inside):
        stop, go_on = _cut(text, before.end, after)
        yield _Span(before.part, start, stop)
        start = go_on
    yield _Span(inside[-1].part if inside else rest, start, end)


def _cut(text: str, left: int, after: _Span) -> tuple[int, int]:
    """Find where the phrase before a term ends, and where the term's own begins."""
    tokens = list(re.finditer(r"\S+", text[left : after.start]))
    own = len(tokens)  # the first of the words that stand between the last link and the term
    while own and tokens[own - 1][0].casefold() not in _LINKS:
        own -= 1
    linked = text[after.start : after.end].casefold().split()[0] in _LINKS
    if own < len(tokens) and own and (tokens[own - 1][0].casefold() not in _LEAD_ON or linked):
        own = len(tokens)
    begin = left + tokens[own].start() if own < len(tokens) else after.start
    kept = own
    while kept and tokens[kept - 1][0].casefold() in _LINKS:
        kept -= 1
    return left + (tokens[kept - 1].end() if kept else 0), begin


def _setting_phrase(text: str, start: int, end: int, inside: Sequence[_Span]) -> Iterator[_Span]:
    """Take what follows a place off its end: `... at night in the rain`."""
    tails: list[_Span] = []
    for span in reversed(inside):
        head = text[start : span.start]
        link = _TAIL.search(head)
        linked = text[span.start : span.end].casefold().split()[0] in _LINKS
        if text[span.end : end].strip() or not (link or linked) or not head.strip():
            break
        end = start + (link.start() if link else len(head.rstrip()))
        tails.insert(0, span)
    yield from _setting_head(text, start, end, [span for span in inside if span.end <= end])
    yield from tails


def _setting_head(text: str, start: int, end: int, inside: Sequence[_Span]) -> Iterator[_Span]:
    between = [text[one.end : other.start] for one, other in pairwise(inside)]
    around = [text[start : inside[0].start], *between, text[inside[-1].end : end]] if inside else []
    if inside and all(set(each.casefold().split()) <= _LINKS | {"mood"} for each in around):
        yield from _divided(text, start, end, inside)
    elif inside and inside[-1].end == end and len(text[start:end].split()) <= _HEADED:
        yield _Span(inside[-1].part, start, end)
    else:
        yield _Span("place", start, end)


def _filled(clause: _C, text: str, spans: Iterable[_Span]) -> _C:
    """Fill the empty parts of a clause; what belongs to one that is given stays in `words`."""
    parts: dict[str, list[tuple[int, int]]] = {}
    last = ""
    for part, start, end in spans:
        own = "words" if getattr(clause, part) else part
        ranges = parts.setdefault(own, [])
        if own == last and own != "ambient":  # neighbours keep the signs between them
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
        last = own
    if not parts.keys() - {"words"}:
        return clause
    update: dict[str, object] = {"words": ""}
    for part, ranges in parts.items():
        texts = tuple(text[start:end] for start, end in ranges)
        update[part] = texts if part == "ambient" else ", ".join(texts)
    return clause.model_copy(update=update)
