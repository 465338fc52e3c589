"""REFS009: an id or address stands in the words.

What: Reports in the words of a shot an id of the board's looks, voices or uploaded assets, and the
    address or file name of a reference.

Why: Inside the words these are letters like any other: the model understands none of them, and may
    write them into the picture.

Bad:
    >>> lint('''
    ... - shot: lk_maya lifts the tin of asset:a81f04
    ...   references: [tin]
    ... ''')
    warn REFS009: s.1: `lk_maya` and 1 more mean nothing in the words of a shot; write the name, or
    say what is seen

Good:
    >>> lint('''
    ... - shot: Maya lifts the tin of image 1
    ...   references: [tin]
    ... ''')

Fix: Write the name of the person, and of a reference `image 1` or what is seen in it.

Source: ByteDance's prompt guide for Seedance 2.0 (asset ids in the text are not understood),
    snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import KEPT, path_of, quoted, texts_of

CODE = "REFS009"
SEVERITY = Severity.WARN

_TOKEN = re.compile(r"\basset:(?://)?[\w-]+|https?://[^\s\"'<>]*[\w/]|[\w][\w./-]*[\w]")
_IDS = re.compile(r"asset:|https?://")
_SOME_ID = re.compile(r"[\d_/]|\w\.\w|\basset:|\w{20}")
_LIKE_AN_ID = re.compile(r"[\d_./]|.{20}")


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that holds an id or address."""
    ids = case.board.once("ids and addresses", lambda: _ids(case.board))
    for text in texts_of(brief, case.board):
        found = [token for token in _tokens(text.prose) if token in ids or _IDS.match(token)]
        if found:
            mean = "means" if len(found) == 1 else "mean"
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(found)} {mean} nothing in the words of a shot",
                "write the name, or say what is seen",
            )


@lru_cache(KEPT)
def _tokens(prose: str) -> tuple[str, ...]:
    """List the words that can be an id: those that no plain word looks like."""
    if not _SOME_ID.search(prose):
        return ()
    return tuple(token for token in _TOKEN.findall(prose) if _LIKE_AN_ID.search(token))


def _ids(board: Board) -> frozenset[str]:
    """List the ids, addresses and file names that a board uses."""
    people = board.cast.values()
    media = [reference.media for reference in board.references.values()]
    media += [member.image for member in people if member.image]
    named = [text for member in people for text in (member.look, member.voice) if text]
    named += [each.value for each in media if each.form != "data"]
    named += [each.value.rsplit("/", 1)[-1] for each in media if each.form in {"path", "url"}]
    return frozenset(
        text for text in named if text not in {board.name_of(who) for who in board.cast}
    )
