"""Which camera the parts of a shot beat ask for, and which of it fights.

Passed over is what means something else where it stands: `arms wide`, `Maya follows`, `no zoom`,
`a close-up of the dinner rolls`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from shotwright.catalog import (
    CAMERA,
    Contradiction,
    Group,
    TermHit,
    find_terms,
    terms,
)
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.rules.parts import parts_of
from shotwright.rules.texts import KEPT, Text, may_have, once_a_beat, texts_of
from shotwright.rules.views import NEGATED, SEQUENCE, WINDOW, View, fights_in, row
from shotwright.rules.wordlists import listed, noun_after

_PHRASE_END = re.compile(r"[,.;:!?\n(]")
_LAST = re.compile(r"([\w'’]+)[\s\-]*$")
_NEXT = re.compile(r"[\s\-]+([\w'’]+)")
_LABEL = re.compile(r"\bcamera\s*[:：]\s*([^.;\n]*)", re.IGNORECASE)
_OTHER_THING = re.compile(
    r"(?i:zoom\s+lens|\d+\s?mm\s+(?:film|stock|grain|print)"
    r"|static\s+(?:noise|crackle|hum|hiss|sparks?|hair)|(?:locked|fixed)\s+on(?:to)?\b"
    r"|tripod\s+(?:in|by|beside|behind|near|against|legs?|stands?)\b)"
)
_LIT = re.compile(
    r"\b(?:\w*lit|\w*light|sun|glow\w*|lamps?|shining|illuminated)\s+$", re.IGNORECASE
)
_GOVERNED = re.compile(
    r"\b(?:of|on|onto|past|behind|beside|under|near|along|across|inside|between|towards?|at|through"
    r"|around|over|above|below|beneath)\s+"
    r"(?:(?!a\s+slow\b)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:an?|the|his|her|their|its|this|that|each|every)\s+$", re.IGNORECASE)
_ACTED_ON = re.compile(
    r"\b(?!does|makes|begins|starts|performs)\w+s\s+(?:an?|the|his|her|their)\s+$"
)
_OF = re.compile(r"\s+of\b")
_MOVES_ON = re.compile(
    r"\s*(?:$|[,.;:!?\n(])|[\s-]+(?:shot|moves?|movement|glides|pushes|travels|rises|flies|left|right|up|down|out|back|forward|across"
    r"|along|around|over|past|through|to|towards?|into|from|with|and|then)\b",
    re.IGNORECASE,
)
_MADE = frozenset(["shot", "view", "camera", "documentary"])
_LOOKS = frozenset(["style", "feel", "look", "footage", "framing", "angle", "shot", "sway", "view"])
_VERB = re.compile(r"[a-z]+(?:s|ing)")
_MOVING: tuple[Group, ...] = ("move", "angle")
_NO_VERBS = frozenset(["gods", "birds", "worms", "tracking"])
_CAMERAS = frozenset(["camera", "lens", "we", "it"])
_CARRIERS = frozenset(["drone", "tracking", "dolly", "zoom"])
_WHEELED = frozenset(["dolly", "truck"])
_STARTS = re.compile(
    r"\b(?:starts?|starting|begins?|beginning|opens?|at first|first)\b", re.IGNORECASE
)


@once_a_beat
def cameras(brief: ShotBrief, board: Board) -> tuple[View, ...]:
    """Find the camera of every part of a beat.

    The camera clause is of the one part that there is; several say their own.
    """
    marks, parts = parts_of(brief, board)
    clause = [text for text in texts_of(brief, board) if text.clause == "camera" and not marks]
    whole = "all" if marks or brief.prompt is not None else "moves"

    def hits(text: Text) -> Sequence[TermHit]:
        if not may_have(text, *CAMERA):
            return ()
        what = "clause" if text.clause == "camera" else whole
        return _camera_hits(text.text, brief.names, what)

    return tuple([row([*clause, *part], hits) for part in parts])


@lru_cache(KEPT)
def _camera_hits(text: str, names: tuple[str, ...], what: str) -> tuple[TermHit, ...]:
    """Find the camera words of a text.

    Args:
        text: A camera clause or an action.
        names: Who is in the shot, and may do what cameras do.
        what: `clause` of a camera clause, `moves` of an action beside one, `all` of one without.
    """
    hits = [
        hit
        for hit in find_terms(text, CAMERA, field=what == "clause")
        if what != "moves" or hit.term.group == "move"
    ]
    if what != "clause":
        hits = _with_labelled(text, hits)
    shunned = [match.span() for match in NEGATED.finditer(text)]
    ends = {hit.end for hit in hits}
    starts = {hit.start for hit in hits}
    people = frozenset(word for name in names for word in name.casefold().split())
    return tuple(
        hit
        for hit in hits
        if not any(start < hit.start < end for start, end in shunned)
        and _is_camera(text, hit, starts, ends, people)
        and not (_is_thing(text, hit) if what == "clause" else _is_no_camera(text, hit))
    )


def _is_thing(text: str, hit: TermHit) -> bool:
    """Tell the name of a move in a camera clause from the thing: `the truck`, `rolls of fabric`."""
    if hit.term.group != "move" or text[hit.start : hit.end].casefold() not in listed(
        "plain", "things"
    ):
        return False
    given = _DETERMINED.search(text[max(0, hit.start - WINDOW) : hit.start])
    return bool(_OF.match(text, hit.end) or (given and not _MOVES_ON.match(text, hit.end)))


def _is_no_camera(text: str, hit: TermHit) -> bool:
    """Tell what only holds a camera's words: `a drone shot list`, `lowers the crane down`."""
    words = text[hit.start : hit.end].casefold().replace("-", " ").split()
    first, last = words[0], words[-1]
    if last in {"up", "down", "left", "right"}:
        before = text[max(0, hit.start - WINDOW) : hit.start]
        return first in listed("plain", "things") and bool(_ACTED_ON.search(before))
    noun = noun_after(text, hit.end) if last in _MADE else ""
    return bool(noun) and noun not in _LOOKS and not noun.endswith("s")  # it does something


def _with_labelled(text: str, hits: list[TermHit]) -> list[TermHit]:
    """Add what stands after `Camera:` in prose, read as a camera clause is."""
    for label in _LABEL.finditer(text):
        start, end = label.span(1)
        inside = find_terms(label[1], CAMERA, field=True)
        hits = [hit for hit in hits if not start <= hit.start < end]
        hits += [hit._replace(start=hit.start + start, end=hit.end + start) for hit in inside]
    return sorted(hits, key=lambda hit: hit.start)


def _is_camera(
    text: str, hit: TermHit, starts: set[int], ends: set[int], people: frozenset[str]
) -> bool:
    """Tell whether a camera word means the camera where it stands."""
    alias = " ".join(text[hit.start : hit.end].casefold().replace("-", " ").split())
    phrase = _PHRASE_END.split(text[max(0, hit.start - WINDOW) : hit.start])[-1]
    if (
        _OTHER_THING.match(text, hit.start)
        or (alias.startswith("from ") and _LIT.search(phrase))
        or (alias in listed("plain", "things") and _GOVERNED.search(phrase))
    ):
        return False
    last = _LAST.search(phrase)
    before = last[1].casefold() if last else ""
    beside = not phrase.strip() or _left(text, hit.start) in ends
    if alias in listed("plain", "loose"):
        after = _NEXT.match(text, hit.end)
        alone = after is None or after[1].casefold() in listed("plain", "beside")
        return (beside or before in listed("plain", "beside")) and (
            alone or (after is not None and after.start(1) in starts)
        )
    first = alias.split()[0]
    if hit.term.group in {"move", "angle"} and first in _moving():
        led = beside or before in listed("plain", "agents") or before.endswith("ly")
        led = led or (first.endswith("ing") and hit.term.group == "move")
        return led and not _acted_by_people(phrase, people)
    return True


def _acted_by_people(phrase: str, people: frozenset[str]) -> bool:
    """Tell whether the first one named in a phrase is somebody, and not the camera."""
    for word in re.findall(r"[\w'’]+", phrase.casefold()):
        if word in _CAMERAS or word in _moving():
            return False
        if word in people or word in listed("plain", "people"):
            return True
    return False


@cache
def _moving() -> frozenset[str]:
    """List what cameras do, as they do it: follows, panning, looking down."""
    firsts = {
        alias.casefold().split()[0]
        for group in _MOVING
        for term in terms(group)
        for alias in term.aliases
    }
    return frozenset(first for first in firsts if _VERB.fullmatch(first)) - _NO_VERBS


def _left(text: str, end: int) -> int:
    """Find where the word before ends."""
    while end and text[end - 1] in " -":
        end -= 1
    return end


@once_a_beat
def camera_fights(
    brief: ShotBrief, board: Board
) -> tuple[tuple[View, tuple[Contradiction, ...]], ...]:
    """Find which camera terms fight, part by part."""
    return tuple([(view, tuple(_fights(view))) for view in cameras(brief, board)])


def _fights(view: View) -> Iterator[Contradiction]:
    for found in fights_in(view):
        first, second = found.first, found.second
        between = view.text[first.end : second.start]
        pair = {first.term.term, second.term.term}
        if "static" in pair and found.severity == "hard":
            opening = view.text[: first.start]
            if SEQUENCE.search(between) or _STARTS.search(opening):
                continue  # it holds, then moves
        sizes = first.term.group == second.term.group == "size"
        travels = {hit.term.term for hit in view.hits} & listed("plain", "travels")
        if sizes and travels and SEQUENCE.search(between):
            continue  # it says how it gets there
        yield found


def moves(view: View) -> list[TermHit]:
    """List the moves of a part, each once; two names of one travel are one move."""
    found: dict[str, TermHit] = {}
    for hit in view.hits:
        if hit.term.kind == "move":
            found.setdefault(hit.term.term, hit)
    kept: list[TermHit] = []
    for hit in found.values():
        same = [at for at, other in enumerate(kept) if _one_travel(view.text, other, hit)]
        if not same:
            kept.append(hit)
        elif kept[same[0]].term.term in _CARRIERS:
            kept[same[0]] = hit  # the next is compared with how it flies
    return kept


def _one_travel(text: str, one: TermHit, other: TermHit) -> bool:
    """Tell whether a drone's orbit, or a tracking dolly, are meant as one move."""
    if SEQUENCE.search(text[one.end : other.start]):
        return False
    first, second = one.term, other.term
    pair = {first.term, second.term}
    return (
        "drone" in pair
        or ("tracking" in pair and not pair.isdisjoint(_WHEELED))
        or (first.axis == second.axis and (first.sign or 0) * (second.sign or 0) >= 0)
    )
