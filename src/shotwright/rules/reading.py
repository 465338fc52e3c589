"""What the rules read in a shot beat: its texts, each once, its parts, and how long they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from shotwright.catalog import Route, WordHit, find_words
from shotwright.model.board import Board
from shotwright.model.brief import FALLBACK_LANGUAGE, ShotBrief
from shotwright.model.names import primary_language
from shotwright.prompt import Act, acts
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Steps
from shotwright.rules.texts import texts_in
from shotwright.speech import shot_pacing, steps_of, timeline

CLAUSES = ("setting", "camera", "lighting", "style", "audio", "constraints")
"""The clauses that a beat may inherit."""

KEPT = 8192
"""How many texts the readers remember: beats inherit clauses, and several rules read each."""

MARK = re.compile(r"\bshot\s*(\d{1,6})\s*[:：]\s*", re.IGNORECASE)
"""`Shot 1:`, which divides an action into parts."""

_QUOTED = re.compile('"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」')
_LED_BY = 60
_NOT_SPOKEN = re.compile(
    r"\b(?:narrator|voice[\s-]?over|off[\s-]?screen voice|announcer|radio|v\.?o\.?)\b[^.\n]*$"
    r"|\b(?:sign|banner|label|headline|caption|subtitle|title|card|slogan|text|words?|letters"
    r"|typography|poster|board|screen|shirt|mug|logo|called|named|titled|marked|labell?ed)s?\b"
    r"[^.,\n]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LISTS = (
    "edit_words", "one_take_words", "negation_words", "text_render_words", "slop_words",
    "high_impact_verbs_3sg",
)  # fmt: skip
_NAMED_NOUN = re.compile(r"\s+of\b", re.IGNORECASE)


class Spot(NamedTuple):
    """A text of the user's, and where it stands; `clause` holds it."""

    path: Steps
    text: str
    clause: str


class Reading(NamedTuple):
    """A shot beat, read.

    Attributes:
        free: All of `texts`, but what it inherits only where it is the first to do so.
        texts: All that is pictured or heard, without names and spoken lines, by clause; `action`
            is the action, or the prompt written word for word.
        marks: The numbers of its `Shot N:` marks.
        parts: The action between the marks; the whole where there are none.
    """

    texts: Mapping[str, tuple[Spot, ...]]
    free: tuple[Spot, ...]
    marks: tuple[int, ...]
    parts: tuple[tuple[Spot, ...], ...]


def reading(brief: ShotBrief, board: Board) -> Reading:
    """Read a beat, once."""
    kept = board.once("readings", dict[Steps, Reading])
    if brief.path not in kept:
        kept[brief.path] = _read(brief, board)
    return kept[brief.path]


def _read(brief: ShotBrief, board: Board) -> Reading:
    texts: dict[str, tuple[Spot, ...]] = {}
    if brief.prompt is not None:
        texts["action"] = (Spot(("prompt",), brief.prompt, "action"),)
    else:
        below = texts_in(brief.action) if brief.action else ()
        texts["action"] = tuple(Spot(("shot", *path), text, "action") for path, text in below)
        for key in CLAUSES:
            if getattr(brief, key) is not None:
                at = standing(brief, board, key)
                texts[key] = tuple(
                    Spot((*at, *path), text, key) for path, text in _clause(brief, board, key)
                )
    marks: list[int] = []
    parts: list[list[Spot]] = [[]]
    for spot in texts["action"]:
        found = list(MARK.finditer(spot.text))
        if not found:
            parts[-1].append(spot)
            continue
        if opening := spot.text[: found[0].start()].strip():
            parts[-1].append(spot._replace(text=opening))
        ends = [*(mark.start() for mark in found[1:]), len(spot.text)]
        for mark, end in zip(found, ends, strict=True):
            marks.append(int(mark[1]))
            parts.append([spot._replace(text=spot.text[mark.end() : end])])
    divided = parts[1:] if marks else parts
    free = [spot for key in texts if is_first(brief, board, key) for spot in texts[key]]
    return Reading(texts, tuple(free), tuple(marks), tuple(map(tuple, divided)))


def _clause(brief: ShotBrief, board: Board, key: str) -> tuple[tuple[Steps, str], ...]:
    """List the texts of a clause but its lines, once for all who inherit it."""
    kept = board.once("clause texts", dict[int, tuple[tuple[Steps, str], ...]])
    clause = getattr(brief, key)
    if id(clause) not in kept:
        kept[id(clause)] = tuple(
            (path, text) for path, text in texts_in(clause) if text and path[:1] != ("says",)
        )
    return kept[id(clause)]


def is_first(brief: ShotBrief, board: Board, *clauses: str) -> bool:
    """Tell whether a beat is the first of the board with just these clauses.

    What is wrong with inherited clauses is told once, at the first beat that has them together;
    an action is a beat's own.
    """
    if brief.prompt is not None or "action" in clauses:
        return True
    kept = board.once(f"first with {clauses}", lambda: _firsts(board, clauses))
    return kept[tuple([id(getattr(brief, key)) for key in clauses])] == brief.path


def _firsts(board: Board, keys: Sequence[str]) -> dict[tuple[int, ...], Steps]:
    found: dict[tuple[int, ...], Steps] = {}
    for brief in board.briefs:
        if isinstance(brief, ShotBrief) and brief.prompt is None:
            found.setdefault(tuple([id(getattr(brief, key)) for key in keys]), brief.path)
    return found


def free_texts(brief: ShotBrief, board: Board) -> tuple[Spot, ...]:
    """List a beat's texts but names and lines; what it inherits only where it is the first."""
    return reading(brief, board).free


def unquoted(text: str) -> str:
    """Blank out what stands in double quotes; offsets stay."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text) if _has_quotes(text) else text


def _has_quotes(text: str) -> bool:
    return any(sign in text for sign in '"“„«「')


@lru_cache(KEPT)
def spoken_quotes(text: str) -> tuple[str, ...]:
    """List the lines in double quotes that somebody in the picture says.

    Text on signs is no line, and a narrator is not in the picture.
    """
    if not _has_quotes(text):
        return ()
    return tuple(
        quoted[0]
        for quoted in _QUOTED.finditer(text)
        if not _NOT_SPOKEN.search(text[max(0, quoted.start() - _LED_BY) : quoted.start()])
    )


def words_of(text: str, name: str) -> Iterator[WordHit]:
    """Find the words of one of the lists that several rules ask for."""
    return (hit for hit in find_words(text, *_LISTS) if hit.list == name)


def is_english(spot: Spot, brief: ShotBrief, board: Board) -> bool:
    """Tell whether the vocabulary's words mean in a text what they mean in English.

    Where the text itself does not tell, the beat's action is asked, then its language.
    """
    action = reading(brief, board).texts["action"]
    for each in (spot, *action):
        if balance := _balance(each.text):
            return balance > 0
    return primary_language(brief.language) == FALLBACK_LANGUAGE


@lru_cache(KEPT)
def _balance(text: str) -> int:
    """Count the words that only English has, less those that it has not."""
    english, others = plain_words("english"), plain_words("others")
    words = [word.casefold() for word in _WORD.findall(unquoted(text))]
    return sum((word in english) - (word in others) for word in words)


@cache
def plain_words(name: str) -> frozenset[str]:
    """Read one of the lists of `reading.toml`."""
    listed: dict[str, list[str]] = tomllib.loads(
        (files("shotwright.rules") / "reading.toml").read_text("utf-8")
    )["words"]
    return frozenset(listed[name])


def acts_in(part: Sequence[Spot], names: Sequence[str]) -> tuple[Act, ...]:
    """Find the visible actions of a part of a beat."""
    return tuple(act for spot in part for act in _acts(spot.text, tuple(names)))


@lru_cache(KEPT)
def _acts(text: str, names: tuple[str, ...]) -> tuple[Act, ...]:
    # `slices of bread` are things, whatever stands before them.
    return tuple(act for act in acts(text, names) if not _NAMED_NOUN.match(text, act.end))


class Crowd(NamedTuple):
    """The part of a beat that has the most to show, and how much time for it, in milliseconds."""

    spot: Spot
    actions: int
    low: int
    high: int


def crowd(brief: ShotBrief, case: Case) -> Crowd | None:
    """Find the fullest part of a beat; None where no length or no action is known."""
    told = reading(brief, case.board)
    counts = [len(acts_in(part, brief.names)) for part in told.parts]
    most = max(counts)
    length = lengths(brief, case.shots) if most > 1 else None
    if length is None:
        return None
    part = told.parts[counts.index(most)]
    return Crowd(part[0], most, length.low // len(counts), length.high // len(counts))


class Lengths(NamedTuple):
    """The shortest and the longest that a beat may become by itself, in milliseconds."""

    low: int
    high: int


def lengths(brief: ShotBrief, route: Route) -> Lengths | None:
    """Tell how long a shot beat will be; None on a route without shots."""
    if route.shots is None:
        return None
    seconds = brief.seconds
    if seconds.kind == "auto":
        return Lengths(route.shots.seconds.max * 1000, route.shots.seconds.max * 1000)
    if seconds.kind == "open":
        inferred = _inferred(brief, route.shots.seconds.min * 1000)
        return Lengths(inferred, inferred)
    # A wish is a minimum: alone, it is padded to the shortest shot.
    padded = route.shots.seconds.min * 1000 if seconds.kind == "wish" else 0
    return Lengths(seconds.low, max(seconds.high, padded))


def _inferred(brief: ShotBrief, shortest: int) -> int:
    """Infer a length that was not said, as the planner does."""
    pacing = shot_pacing()
    spoken = sum(
        timeline(said.line, said.language or brief.language).length(0, None).expected
        for said in brief.says
    )
    acted = pacing.step_ms * len(steps_of(brief))
    needed = max(shortest, acted, spoken + pacing.edges_ms if spoken else 0)
    return -(-needed // 1000) * 1000
