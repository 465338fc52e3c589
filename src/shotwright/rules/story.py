"""What the viewer sees one after the other: neighbouring clips, their framing, hour and places.

Word lists: `story.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from shotwright.catalog import (
    CAMERA,
    LIGHT,
    Contradiction,
    TermHit,
    contradictions,
    find_terms,
)
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.clause import Audio
from shotwright.model.plan import Item, Plan
from shotwright.rules.parts import MARK
from shotwright.rules.ruling import Case
from shotwright.rules.texts import KEPT
from shotwright.rules.wordlists import pattern
from shotwright.speech import is_marked, steps_of

_CLEAR = re.compile(r"shot|close[\s-]?up|view|angle|framing", re.IGNORECASE)
_LEFT_OVER = frozenset(["the", "and", "that", "same", "into", "early", "late"])
_REACH = 60
"""Characters before a place in which stands how it comes in."""
_DETAILS = frozenset(["insert", "macro"])
_OPENS = re.compile(r"(?:^|[.!?;:,])\s*$")
_LEADS = re.compile(r"\b(?:to|into|ending on|ends on|until)(?:\s+an?|\s+the)?\s*$", re.IGNORECASE)
# `in the park`, `at a small cafe`; but not what is only looked at.
_THERE = re.compile(
    r"\b(?:in|at|on|inside|outside|along|around|beside)(?:\s+[\w'’-]+){0,3}\s*$", re.IGNORECASE
)
_SEEN = re.compile(
    r"\b(?:look|gaz|star|glanc|point|wav|nod|smil|peer|squint|shout)\w*"
    r"(?:\s+(?:down|up|out|back|over|across))?\s+(?:at|on|in)(?:\s+[\w'’-]+){0,3}\s*$",
    re.IGNORECASE,
)


class Framing(NamedTuple):
    """How much of whom is seen, and from where, at one end of a clip."""

    sizes: frozenset[str]
    angles: frozenset[str]

    @property
    def named(self) -> str:
        """The terms in one order."""
        return ", ".join([*sorted(self.sizes), *sorted(self.angles)])


def clip_before(item: Item, case: Case) -> Item | None:
    """Find the clip of the same scene that is seen right before a clip; talk stands between none.

    Cutaways lie over talk, and are neither before nor behind anything.
    """
    plan = case.plan
    if plan is None or item.kind != "shot" or item.over:
        return None
    before = case.board.once(f"clips before, {plan.hash}", lambda: _befores(plan))
    return before.get(item.id)


def _befores(plan: Plan) -> dict[str, Item]:
    track = [item for item in plan.items if not item.over]
    return {
        item.id: before
        for before, item in pairwise(track)
        if before.kind == item.kind == "shot" and before.scene == item.scene
    }


def shot_before(brief: ShotBrief, board: Board) -> ShotBrief | None:
    """Find the shot beat before a shot beat in its scene, whatever is said in between."""
    return board.once("shots before", lambda: dict(_shots_before(board))).get(brief.id)


def _shots_before(board: Board) -> Iterator[tuple[str, ShotBrief]]:
    last: ShotBrief | None = None
    for brief in board.briefs:
        if isinstance(brief, ShotBrief) and brief.over is None:
            if last and last.scene == brief.scene:
                yield brief.id, last
            last = brief


def framing(brief: ShotBrief, *, at_end: bool, whole: bool) -> Framing | None:
    """Read the framing at one end of a beat; None where it is not said, or shows a detail.

    Args:
        brief: Any shot beat.
        at_end: At its end, else at its start.
        whole: Whether all of the beat is in the clip; a piece of a marked action is not known.
    """
    if brief.prompt is not None:
        return None
    camera = brief.camera
    said = ", ".join(value for _, value in camera if value) if camera else ""
    action = ""
    if brief.action and any(_CLEAR.search(step) for step in brief.action.action):
        if is_marked(brief):
            if not whole:
                return None
            steps = steps_of(brief)
            action = steps[-1 if at_end else 0] if steps else ""
        else:
            action = " ".join(brief.action.action)
    return _framing(said, MARK.sub("", action), at_end)


@lru_cache(KEPT)
def _framing(camera: str, action: str, at_end: bool) -> Framing | None:  # noqa: FBT001 - a key of the cache
    hits = [
        hit
        for hit in find_terms(action, CAMERA)
        if _CLEAR.search(action[hit.start : hit.end]) and hit.term.group in {"size", "angle"}
    ]
    if not any(hit.term.group == "size" for hit in hits):
        said = find_terms(camera, CAMERA, field=True)
        hits += said if at_end or not _leads_there(camera, said) else ()
    sizes = [hit.term for hit in hits if hit.term.group == "size"]
    if not sizes or any(size.term in _DETAILS for size in sizes):
        return None
    ordered = [size.term for size in sizes if size.order is not None]
    people = [size.term for size in sizes if size.order is None]
    angles = {hit.term.term for hit in hits if hit.term.group == "angle"} - {"eye-level"}
    shown = ordered[-1:] if at_end else ordered[:1]
    return Framing(frozenset([*people, *shown]), frozenset(angles))


def _leads_there(camera: str, hits: Sequence[TermHit]) -> bool:
    """Tell whether a camera only names the size where it ends: `push-in to close-up`."""
    first = next((hit.start for hit in hits if hit.term.group == "size"), 0)
    return _LEADS.search(camera[:first]) is not None


def hour_jump(before: ShotBrief, after: ShotBrief) -> Contradiction | None:
    """Find an hour or a weather of one beat that cannot follow that of the other."""
    if before.setting is after.setting and before.lighting is after.lighting:
        return None
    return _hour_jump(_outlook(before), _outlook(after))


@lru_cache(KEPT)
def _hour_jump(before: str, after: str) -> Contradiction | None:
    first, second = _hours(before), _hours(after)
    for one in first:
        for other in second:
            found = contradictions((one, other))
            if found and found[0].severity == "hard":
                return found[0]
    return None


def _outlook(brief: ShotBrief) -> str:
    if brief.prompt is not None:
        return ""
    clauses = (brief.setting, brief.lighting)
    texts = (value for clause in clauses if clause for name, value in clause if name != "mood")
    return ", ".join(text for text in texts if text)


@lru_cache(KEPT)
def _hours(outlook: str) -> tuple[TermHit, ...]:
    """List what tells of hour and weather: the terms themselves, and lights that belong to one."""
    return tuple(
        hit
        for hit in find_terms(outlook, LIGHT, field=True)
        if hit.term.group in {"time", "weather"} or hit.term.implies
    )


def music_of(audio: Audio | None) -> str:
    """Take what plays in a shot; empty where nothing does."""
    if audio is None or audio.mode == "silent":
        return ""
    return _music(audio.music, audio.words)


@lru_cache(KEPT)
def _music(music: str, words: str) -> str:
    if music.strip():
        return "" if pattern("story", "no_music").fullmatch(music.strip(" .!")) else music
    hits = find_terms(words, ("music",), field=True)
    if any(hit.term.family == "none" for hit in hits):
        return ""
    return ", ".join(words[hit.start : hit.end] for hit in hits if hit.term.family == "genre")


@lru_cache(KEPT)
def joined_places(setting: str) -> str:
    """Find the word in a setting that leads from one place to the next; empty where none does."""
    joint = _joint(setting)
    if joint is None:
        return ""
    sides = setting[: joint.start()], setting[joint.end() :]
    return joint[0] if all(_is_a_place(side) for side in sides) else ""


def _is_a_place(side: str) -> bool:
    """Tell whether something is left of a text without its hours and weather."""
    for hit in reversed(find_terms(side, ("time", "weather"), field=True)):
        side = side[: hit.start] + side[hit.end :]
    words = re.findall(r"[^\W\d_]{3,}", side.casefold())
    return not _LEFT_OVER.issuperset(words)


def _joint(text: str) -> re.Match[str] | None:
    spared = [match.span() for match in pattern("story", "no_joints").finditer(text)]
    for match in pattern("story", "joints").finditer(text):
        named = match[0][0].isupper() and not _OPENS.search(text[: match.start()])
        if not (named or any(start <= match.start() < end for start, end in spared)):
            return match
    return None


@lru_cache(KEPT)
def packed_places(action: str) -> tuple[str, str] | None:
    """Find two places in an action that are joined by `then`, `later` or `next`.

    The second is one where something happens: to walk there, or to look at it, is no jump.
    """
    joint = _joint(action)
    if joint is None:
        return None
    earlier = {place.casefold(): place for place, _ in _places(action[: joint.start()])}
    for place, before in _places(action[joint.end() :]):
        is_late = "later" in joint[0].casefold() or _THERE.search(before)
        if is_late and not _SEEN.search(before):
            others = [other for folded, other in earlier.items() if folded != place.casefold()]
            if others:
                return others[-1], place
    return None


def _places(text: str) -> list[tuple[str, str]]:
    """List the places of a text, each with what stands before it."""
    spared = [match.span() for match in pattern("story", "no_places").finditer(text)]
    return [
        (match[0], text[max(0, match.start() - _REACH) : match.start()])
        for match in pattern("story", "places").finditer(text)
        if not any(start <= match.start() < end for start, end in spared)
    ]
