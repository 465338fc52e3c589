"""Characters that do not belong in words: unseen ones, and template syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.rules.ruling import Found, Steps
from shotwright.rules.texts import (
    NOT_PLAIN,
    Text,
    as_written,
    is_blank,
    path_of,
    quoted,
    texts_with,
)
from shotwright.storyfile import Change

CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
"""Control characters but tab and line ends, lone surrogates, and what is never a character."""

UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that nobody sees, or that change the direction of others."""

TEMPLATE_SYNTAX = re.compile(
    r"""
    \{\{ [^{}\n]{0,60} \}\} | \{% [^%\n]{0,60} %\} | \{\# [^\#\n]{0,60} \#\}
    | \$\{ [^{}\n]{0,60} \} | <% [^%\n]{0,60} %> | %\( \w{1,60} \)s
    | \{\{ | \}\} | \{% | %\} | \{\# | \#\} | \$\{ | <% | %>
    """,
    re.VERBOSE,
)
"""Placeholders of the usual template languages, and their marks alone; none is ever evaluated."""

MARKUP = frozenset("{}<>\uff08\uff09\u3010\u3011")
"""What Seedance reads as markup."""

DOUBLE_QUOTES = frozenset('"“”„')

_INCHES = re.compile(r'\d"')
_SYNTAX_SIGNS = frozenset("{}%#$<>")
_JOINED = "\u0600-\u08ff\u0900-\u0dff"  # the scripts that need joiners: Arabic, Indic and their kin
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_PICTURES = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_MEANT = re.compile(
    f"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])|(?<=[{_VIRAMAS}])[\u200c\u200d]"
    f"|(?<=[{_PICTURES}])\u200d(?=[{_PICTURES}])"
    "|(?<=[\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007f]"
)
"""Joiners that shape letters or pictures, and the end of a flag."""


def signs_found(
    brief: ShotBrief | TalkBrief, board: Board, find: Callable[[str], list[str]], kind: str
) -> Iterator[Found]:
    """Find characters that can simply be left out: once for every text.

    Args:
        brief: Of a shot or of talk.
        board: Its board.
        find: Lists the characters of a text that are at fault.
        kind: What such a character is called.
    """
    for text in texts_with(brief, board, NOT_PLAIN):
        if found := find(text.text):
            yield Found(
                path_of(text, brief, board),
                *_told(found, kind),
                _left_out(text, brief, board, find),
            )
    for path, value in _other_values(brief, board):
        if found := find(value):
            yield Found(path, *_told(found, kind))


def _told(signs: list[str], kind: str) -> tuple[str, str]:
    first = f"U+{ord(signs[0]):04X}"
    if len(signs) == 1:
        return f"{first} is a {kind}, which nobody sees", "remove it"
    return f"{first} and {len(signs) - 1} more are {kind}s, which nobody sees", "remove them"


def controls_in(text: str) -> list[str]:
    """List the control characters and their like."""
    return CONTROLS.findall(text)


def unseen_in(text: str) -> list[str]:
    """List what nobody sees; what shapes letters and pictures is meant."""
    if not UNSEEN.search(text):
        return []
    meant = {match.start() for match in _MEANT.finditer(text)}
    return [match[0] for match in UNSEEN.finditer(text) if match.start() not in meant]


def _left_out(
    text: Text, brief: ShotBrief | TalkBrief, board: Board, find: Callable[[str], list[str]]
) -> tuple[Change, ...]:
    bad = set(find(text.text))
    kept = "".join(sign for sign in text.text if sign not in bad)
    if is_blank(kept) or text.clause == "talk":
        return ()  # nothing would be left; a cutaway may quote a script
    return (Change(as_written(text, brief, board), kept),)


def _other_values(brief: ShotBrief | TalkBrief, board: Board) -> Iterator[tuple[Steps, str]]:
    """List what goes to the service beside the words, where it is not plain: looks, media."""
    if isinstance(brief, TalkBrief) and brief.voice and not brief.voice.isascii():
        own = brief.voice != board.cast[brief.speaker].voice
        yield ("voice",) if own else ("/", "cast", brief.speaker, "voice"), brief.voice
    odd = board.once("looks and media that are not plain", lambda: _odd(board))
    if odd:
        references = brief.references if isinstance(brief, ShotBrief) else ()
        for key in [
            *(("cast", who) for who in brief.cast),
            *(("references", n) for n in references),
        ]:
            yield from odd.get(key, ())


def _odd(board: Board) -> dict[tuple[str, str], list[tuple[Steps, str]]]:
    named = [
        (("cast", who), ("/", "cast", who, key), value)
        for who, member in board.cast.items()
        for key, value in (("look", member.look), ("image", member.image and member.image.value))
    ]
    named += [
        (("references", name), ("/", "references", name, each.kind), each.media.value)
        for name, each in board.references.items()
    ]
    odd: dict[tuple[str, str], list[tuple[Steps, str]]] = {}
    for owner, path, value in named:
        if value and not value.isascii():
            odd.setdefault(owner, []).append((path, value))
    return odd


def unfilled(brief: ShotBrief | TalkBrief, board: Board) -> Iterator[Found]:
    """Find what templates were to fill in, and did not: once for every text."""
    for text in texts_with(brief, board, _SYNTAX_SIGNS):
        marks = TEMPLATE_SYNTAX.findall(text.text)
        if marks:
            verb = "is" if len(marks) == 1 else "are"
            yield Found(
                path_of(text, brief, board),
                f"{quoted(marks)} {verb} template syntax, which nothing fills in",
                "fill it in before the board is read",
            )


def is_closed(text: str) -> bool:
    """Tell whether every quotation of a text is closed, in any of the usual styles."""
    if text.count('"') % 2 and not _INCHES.search(text):
        return False
    low, left, right = text.count("„"), text.count("“"), text.count("”")
    if low or not left:
        return (low + left + right) % 2 == 0
    return left == right
