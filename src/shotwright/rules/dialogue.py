"""What is said in a shot: its lines, and whether they fit its length.  Figures: `dialogue.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from shotwright.catalog import ShotLimits, find_words
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.names import primary_language
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Steps
from shotwright.rules.texts import (
    KEPT,
    is_blank,
    once_a_beat,
    own_texts,
    quotations,
    unquoted,
)
from shotwright.rules.wordlists import WordFile, facts, pattern
from shotwright.speech import cuts, line_length, pace_of, units_of

_QUOTES = frozenset('"“„«「')
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;\n。！？]")
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:.!?\n—–-]")
_GOES_ON = frozenset(["and", "then", "but", ",", ";", ":", ".", "!", "?", "\n", "—", "–"])
_NONE = re.compile(r"\s*(?:none|no speech|nobody speaks)?\s*", re.IGNORECASE)
_REACH = 80
"""Characters before a verb in which its subject stands."""
_FULL_STOP = re.compile(r"[.!?…。！？]\s|\n\n")
_QUOTE_MARK = "\x01"
_GREEK = 0x370
_MORE_LATIN = range(0x1E00, 0x1F00)


class Dialogue(WordFile):
    """All of `dialogue.toml`."""

    turn_seconds: int
    turns: int
    latin: tuple[str, ...]
    breathless: int


class Line(NamedTuple):
    """One thing that is said, in `says` or in quotes; `by` is empty where only the text tells."""

    by: str
    text: str
    language: str
    path: Steps


class Haste(IntEnum):
    """How pressed for time some lines are."""

    CALM = 0
    DENSE = 1
    FAST = 2
    BEYOND = 3


class Clip(NamedTuple):
    """A shot, or the piece of a long one, that has the least time for its lines.

    Attributes:
        least_ms: How long the lines take at the very least, by our estimate of speech.
        talk_shares: How much of what a clip should say it does; more than 1 is for a talk beat.
    """

    lines: tuple[Line, ...]
    available_ms: int
    haste: Haste
    least_ms: int
    talk_shares: Fraction

    @property
    def amount(self) -> str:
        """How much is said, in words: `24 words`."""
        unit = pace_of(self.lines[0].language).unit
        count = sum(units_of(line.text, unit) for line in self.lines)
        return f"{count} {unit}{'s' * (count != 1)}"


@cache
def dialogue() -> Dialogue:
    """Read the figures and words."""
    return Dialogue.model_validate(facts("dialogue"))


def _pattern(name: str) -> re.Pattern[str]:
    return pattern("dialogue", name)


def speaks(brief: ShotBrief, board: Board) -> bool:
    """Tell whether a shot is meant to be heard speaking."""
    if brief.over is not None:
        return False
    audio = None if brief.prompt is not None else brief.audio
    wanted = audio is not None and (audio.mode == "spoken" or has_speech(brief))
    return wanted or bool(lines_of(brief, board))


def has_speech(brief: ShotBrief) -> bool:
    """Tell whether the audio says how people talk, where no line is given."""
    return brief.audio is not None and not _NONE.fullmatch(brief.audio.speech)


@once_a_beat
def lines_of(brief: ShotBrief, board: Board) -> tuple[Line, ...]:
    """List what is said in a shot: its lines, then what its action says in quotes."""
    return () if brief.over is not None else tuple(_lines(brief, board))  # a cutaway is muted


def _lines(brief: ShotBrief, board: Board) -> Iterator[Line]:
    if brief.prompt is None and brief.says:
        at = standing(brief, board, "audio")
        for number, said in enumerate(brief.says):
            language = said.language or brief.language
            yield Line(said.by, said.line, language, (*at, "says", number))
    spoken = brief.prompt is None and brief.audio is not None and brief.audio.mode == "spoken"
    for text in own_texts(brief, board):
        if not text.tokens.isdisjoint(_QUOTES):
            for line in _said_in_quotes(text.text, spoken):
                yield Line("", line, brief.language, (text.clause, *text.below))


@lru_cache(KEPT)
def _said_in_quotes(text: str, spoken: bool) -> tuple[str, ...]:  # noqa: FBT001 - a key of the cache
    """List the quotations of a text that are said, not seen on a sign."""
    found = []
    end = 0
    for quote in quotations(text):
        before = _SENTENCE_END.split(text[end : quote.start()])[-1].rstrip()
        end = quote.end()
        if _is_seen(before):
            continue
        verb = any(_pattern(name).search(before) for name in ("speech_verbs", "before_quotes"))
        if verb or spoken or before.endswith((":", "：")):
            found.append(quote[0][1:-1])
    return tuple(line for line in found if not is_blank(line))


def _is_seen(before: str) -> bool:
    """Tell whether what stands before a quotation makes it a text to be seen."""
    last = before.rstrip(" ,:：")
    hits = find_words(last, "text_render_words")
    if hits and hits[-1].end == len(last):
        return True
    words = _WORD.findall(last)
    if not words:
        return False
    if _pattern("speech_verbs").fullmatch(words[-1]) and len(words) > 1:
        return _pattern("seen_speakers").fullmatch(words[-2]) is not None
    return _pattern("seen_quotes").fullmatch(words[-1]) is not None


def has_quotes(brief: ShotBrief, board: Board) -> bool:
    """Tell whether anything stands in quotes in the action, or in the audio's own words."""
    audio = brief.audio.words if brief.audio else ""
    told = [*(text.text for text in own_texts(brief, board)), audio]
    return any(unquoted(text) != text for text in told)


@once_a_beat
def clip_of(brief: ShotBrief, case: Case) -> Clip | None:
    """Find the piece of a shot that has the least time for its lines; None where nobody speaks."""
    limits = case.shots.shots
    lines = lines_of(brief, case.board) if limits else ()
    if not lines or limits is None:
        return None
    return max(_clips(brief, lines, limits), key=lambda clip: (clip.haste, clip.least_ms))


def _clips(brief: ShotBrief, lines: Sequence[Line], limits: ShotLimits) -> Iterator[Clip]:
    """Share the lines of a beat out to the shots it takes, as the planner does."""
    longest, least = limits.seconds.max * 1000, limits.seconds.min * 1000
    wish = brief.seconds
    wished = longest if wish.kind in {"auto", "open"} else wish.low
    if wish.kind != "exact":
        wished = max(wished, least)
    pieces = -(-wished // longest)
    count = len(lines)
    for n in range(pieces):
        share = lines[count * n // pieces : count * (n + 1) // pieces]
        if share:
            yield _clip(tuple(share), -(-wished // pieces))


def _clip(lines: tuple[Line, ...], available_ms: int) -> Clip:
    least = sum(line_length(line.text, line.language).low for line in lines)
    seconds = Fraction(available_ms, 1000)
    said = [(pace_of(line.language), line.text) for line in lines]
    counted = [(pace, units_of(text, pace.unit)) for pace, text in said]

    def is_over(limit: Literal["dense", "fast", "most"]) -> bool:
        return _time(((getattr(pace, limit), count) for pace, count in counted)) > seconds

    haste = Haste.CALM
    if is_over("most") or least > available_ms:
        haste = Haste.BEYOND
    elif is_over("fast"):
        haste = Haste.FAST
    elif is_over("dense"):
        haste = Haste.DENSE
    return Clip(
        lines, available_ms, haste, least, _time((Decimal(pace.talk), n) for pace, n in counted)
    )


def _time(counted: Iterable[tuple[Decimal, int]]) -> Fraction:
    return sum((Fraction(count) / Fraction(pace) for pace, count in counted), Fraction())


def is_subject(by: str, brief: ShotBrief) -> bool:
    """Tell whether a line's speaker is in the picture: by id, by name, or by a part of the name."""
    wanted = by.casefold().strip()
    known = {who.casefold() for who in brief.cast} | {name.casefold() for name in brief.names}
    return wanted in known | {part for name in known for part in name.split()}


def is_offscreen(by: str) -> bool:
    """Tell whether a voice is one that nobody in the picture has."""
    signs = dialogue().words["offscreen_signs"]
    return _pattern("offscreen").search(by) is not None or any(sign in by for sign in signs)


def said_without_words(text: str, names: Iterable[str]) -> str | None:
    """Find the verb of a sentence in which somebody speaks, and no words are quoted."""
    return _said_without_words(text, frozenset(_parts(names)))


def _parts(names: Iterable[str]) -> Iterator[str]:
    return (part.casefold() for name in names for part in name.split())


@lru_cache(KEPT)
def _said_without_words(text: str, names: frozenset[str]) -> str | None:
    if not _pattern("speech_verbs").search(text) and not pattern("dialogue", "speech_bases").search(
        text
    ):
        return None
    masked = unquoted(text, _QUOTE_MARK)
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(masked)), len(masked)]:
        sentence, start = masked[start:end], end
        follows = masked[end:].lstrip().startswith(_QUOTE_MARK)
        if _QUOTE_MARK in sentence or follows or _pattern("unheard").search(sentence):
            continue
        for name in ("speech_verbs", "speech_bases"):
            for verb in _pattern(name).finditer(sentence):
                before, after = sentence[: verb.start()], sentence[verb.end() :].lstrip()
                if _is_persons(before, names, base=name == "speech_bases") and not pattern(
                    "dialogue", "unheard_after"
                ).match(after):
                    return verb[0]
    return None


def _is_persons(before: str, names: frozenset[str], *, base: bool) -> bool:
    """Tell whether the verb after some words has a person for its subject."""
    tokens = [token.casefold() for token in _TOKEN.findall(before[-_REACH:])]
    tokens = [token for token in tokens if not token.endswith("ly")] or ["."]
    last = tokens[-1]
    if base:
        pair = len(tokens) > 2 and tokens[-2] == "and" and last in names  # noqa: PLR2004
        return last in {"they", "both"} or pair
    if last in _GOES_ON:
        return last != ":" and _any_person(tokens, names)
    return last in names or _pattern("persons").fullmatch(last) is not None


def _any_person(tokens: Sequence[str], names: frozenset[str]) -> bool:
    """Tell whether a person was named before, or the verb opens the text."""
    return len(tokens) == 1 or any(
        token in names or _pattern("persons").fullmatch(token) for token in tokens
    )


def turns_in(available_ms: int) -> int:
    """Tell for how many turns there is time."""
    return max(1, available_ms // (dialogue().turn_seconds * 1000))


@lru_cache(KEPT)
def is_in_script(text: str, language: str) -> bool:
    """Tell whether a line in a language of Latin letters is mostly written in them."""
    if primary_language(language) not in dialogue().latin:
        return True
    letters = [ord(sign) for sign in text if sign.isalpha()]
    foreign = sum(letter >= _GREEK and letter not in _MORE_LATIN for letter in letters)
    return 2 * foreign <= len(letters)


def long_sentences(script: str, language: str) -> list[str]:
    """List the sentences of a script that take more than one breath."""
    least = dialogue().breathless
    if not any(stretch.count(" ") + 1 >= least for stretch in _FULL_STOP.split(script)):
        return []
    found = cuts(script, "sentence", primary_language(language))
    ends = [0, *(cut.at for cut in found), len(script)]
    sentences = (script[start:end] for start, end in pairwise(ends))
    return [sentence for sentence in sentences if units_of(sentence, "word") >= least]


def one_chinese(tag: str) -> str:
    """Take the language of a tag; spoken Chinese is one."""
    language = primary_language(tag)
    return "zh" if language == "yue" else language


def spoken_languages(board: Board) -> Iterator[tuple[Steps, str]]:
    """List the language that each beat speaks first, in story order, with where it stands."""
    for brief in board.briefs:
        if isinstance(brief, ShotBrief):
            for line in lines_of(brief, board)[:1]:
                yield _absolute(brief, line.path), one_chinese(line.language)
        elif brief.talk.text is not None:
            at = standing(brief, board, "language")
            yield _absolute(brief, at), one_chinese(brief.language)


def _absolute(brief: ShotBrief | TalkBrief, path: Steps) -> Steps:
    return path if path[:1] == ("/",) else ("/", *brief.path, *path)
