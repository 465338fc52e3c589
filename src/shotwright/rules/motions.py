"""Motion prompts: what in them a talking avatar can follow.  Word lists: `motions.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shotwright.catalog import find_terms, find_words, word_list
from shotwright.model.brief import TalkBrief
from shotwright.model.names import primary_language
from shotwright.rules.texts import KEPT
from shotwright.rules.wordlists import any_of, facts, pattern

_CLAUSE = re.compile(r"[,;.]|\b(?:and|then|while|before|after)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HOLDS = re.compile(r"\b(?:holding|holds|hold)\b([^,;.]*)", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\s+(?:(?:up|out)\s+)?(?:an?|the|her|his|their|its|some|two|one)\s", re.IGNORECASE
)
# A point that is made, not shown; and a wave of something else than a hand.
_NO_GESTURE = re.compile(
    r"\b(?:a|the|this|that|key|main|each|every|one|her|his|your|my|our|first|last|next|important|at)"
    r"[\s-]+points?\b|\bpoints? (?:of|out)\b|\bwaves? of\b|\bto the point\b",
    re.IGNORECASE,
)
# `shakes head no`: a gesture that is called so.
_SHAKES = re.compile(
    r"""
    (?: \b (?: shak\w+ (?: \s+ (?: her | his | the | their ) )? \s+ head | head \s+ shakes )
        (?: \s+ (?: in | a ) )* [\s,]+
      | \b (?: says? | saying | wag\w* | gestur(?: es? | ing ) | mouth\w* | signal\w* | nods? )
        (?: \s+ (?: a | her | his | finger | in | for | yes | or ) )* \s+
      | \b (?: yes | or | a ) \s+
    ) ["'“‘]? $
    | \w - $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHOT = re.compile(r"[\s-]+(?:shot|angle|view)\b", re.IGNORECASE)
_HELD_WORDS = 5
_REACH = 60
_MOST_CLAUSES = 2


def english_motion(brief: TalkBrief) -> str | None:
    """Take the motion prompt of a beat, where it has one that is in English."""
    if brief.motion is None:
        return None
    is_english = primary_language(brief.language) == "en" or pattern("motions", "english").search(
        brief.motion
    )
    return brief.motion if is_english else None


@lru_cache(KEPT)
def camera_in(motion: str) -> tuple[str, ...]:
    """List what a motion prompt says of the camera."""
    spans = {match.span() for match in pattern("motions", "camera").finditer(motion)}
    for hit in find_terms(motion, ("move", "size", "angle")):
        body = pattern("motions", "not_camera").fullmatch(motion[hit.start : hit.end])
        if not body or _SHOT.match(motion, hit.end):
            spans.add((hit.start, hit.end))
    return tuple(motion[start:end] for start, end in _outermost(spans))


def _outermost(spans: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, stop
            end = stop


@lru_cache(KEPT)
def beyond_reach(motion: str) -> tuple[str, ...]:
    """List places, ways and things in a motion prompt."""
    harmless = [match.span() for match in pattern("motions", "harmless").finditer(motion)]
    lists = ("motion_prompt.out_of_scope_place", "motion_prompt.out_of_scope_prop")
    spans = {
        (hit.start, hit.end)
        for hit in find_words(motion, *lists)
        if not pattern("motions", "loose").fullmatch(hit.word)
    }
    for name in ("places", "props"):
        spans |= {match.span() for match in pattern("motions", name).finditer(motion)}
    spans |= {match.span() for match in _HOLDS.finditer(motion) if _is_a_thing(match[1])}
    return tuple(
        motion[start:end]
        for start, end in _outermost(spans)
        if not any(left <= start and end <= right for left, right in harmless)
    )


def _is_a_thing(after: str) -> bool:
    """Tell whether what follows `holds` is something that the hand cannot have."""
    words = _WORD.findall(after)[:_HELD_WORDS]
    return _ARTICLE.match(after) is not None and not any(
        pattern("motions", "held").fullmatch(word) for word in words
    )


@lru_cache(KEPT)
def too_many_gestures(motion: str) -> tuple[str, ...]:
    """List two different hand gestures or more, else three clauses with a gesture or more."""
    told = _NO_GESTURE.sub(lambda match: " " * len(match[0]), motion)
    found = sorted(
        (match.start(), match[0]) for forms in _gestures() if (match := forms.search(told))
    )
    if len(found) > 1:
        return tuple(words for _, words in found)
    clauses = tuple(clause.strip() for clause in _CLAUSE.split(told) if _has_gesture(clause))
    return clauses if len(clauses) > _MOST_CLAUSES else ()


@cache
def _gestures() -> tuple[re.Pattern[str], ...]:
    return tuple(any_of(forms) for forms in facts("motions")["gestures"].values())


def _has_gesture(clause: str) -> bool:
    """Tell whether a clause has a verb of gesture: `waves`, or `wave` where it begins."""
    words = [word.casefold() for word in _WORD.findall(clause)]
    while words and words[0].endswith("ly"):
        del words[0]
    verbs = _gesture_verbs()
    return bool(words) and (
        words[0] in verbs or any(word in verbs and word.endswith("s") for word in words[1:])
    )


@cache
def _gesture_verbs() -> frozenset[str]:
    return frozenset(word_list("motion_prompt.gesture_verbs")) - {"cross", "open"}


@lru_cache(KEPT)
def lacking(motion: str) -> tuple[str, ...]:
    """List what is missing of [body part] + [action] + [emotion]; stillness lacks nothing."""
    if find_words(motion, "motion_prompt.stillness"):
        return ()
    gesture = any(forms.search(motion) for forms in _gestures())
    posture = find_words(motion, "motion_prompt.posture", "motion_prompt.gaze")
    body = gesture or posture or find_words(motion, "motion_prompt.body_parts")
    action = (
        gesture
        or posture
        or find_words(motion, "motion_prompt.gesture_verbs")
        or pattern("motions", "actions").search(motion)
    )
    feeling = (
        find_words(motion, "motion_prompt.expression")
        or find_terms(motion, ("mood",), field=True)
        or pattern("motions", "feelings").search(motion)
    )
    parts = (("a body part", body), ("an action", action), ("a feeling", feeling))
    return tuple(name for name, found in parts if not found)


@lru_cache(KEPT)
def negations_in(motion: str) -> tuple[str, ...]:
    """List the negative words of a motion prompt, but for the published phrases of stillness."""
    still = [(hit.start, hit.end) for hit in find_words(motion, "motion_prompt.stillness")]
    return tuple(
        motion[hit.start : hit.end]
        for hit in find_words(motion, "negation_words")
        if not any(start <= hit.start and hit.end <= end for start, end in still)
        and not _is_a_gesture(motion, hit.start, hit.end)
    )


def _is_a_gesture(motion: str, start: int, end: int) -> bool:
    """Tell `shakes head no` and `no-nonsense` from a negation."""
    if motion[end : end + 1] == "-":
        return True
    before = motion[max(0, start - _REACH) : start]
    return motion[start:end].casefold() == "no" and _SHAKES.search(before) is not None
