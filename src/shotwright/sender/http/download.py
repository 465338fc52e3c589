"""Fetches a file: goes on with what is there, checks it, and names it only when it is whole."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO

import httpx2

from shotwright.errors import ServiceError
from shotwright.sender.http.answer import OK, Answer, NoAnswerError
from shotwright.sender.http.client import UPLOAD, Http, shown
from shotwright.sender.http.retrying import until_answered

OVERLAP = 1 << 16
"""Bytes at the end of what is there that are fetched again: is it still the same file?"""

MOST_LEGS = 1_000
"""Requests for one file, each of which brought some of it."""

_PARTIAL = 206
_PAST_THE_END = 416
WHOLE = 1
_BROKE_OFF = Answer(0, "", None, b"")
"""In place of answers: the whole file came; some of it came, or it has to be fetched anew."""

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)", re.ASCII)
_WORDS = ("text/", "application/json", "application/xml", "application/problem")


def download(http: Http, url: str, to: Path) -> None:
    """Fetch a file.  What came is kept in `NAME.part` beside it, and the next call goes on there.

    The key is not shown to where the file is.  What comes is checked against the length that was
    promised, and its beginning against the end of what was there.

    Args:
        http: For its connections.
        url: Signed, and good for a while.
        to: Where the file will be once it is whole; a file of that name is replaced then.

    Raises:
        ServiceError: It cannot be fetched, or not be written.
    """
    part = to.with_name(f"{to.name}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(MOST_LEGS):
            answer = until_answered(lambda: _leg(http, url, part))
            if answer is not _BROKE_OFF:
                _check(answer, url)
                _put(part, to)
                return
    except OSError as error:
        failure = ServiceError(
            f"cannot write {to}: {error.strerror}", "make room and try again: it goes on from there"
        )
    else:
        failure = ServiceError(f"{shown(url)} breaks off again and again", "try again later")
    raise failure


def _leg(http: Http, url: str, part: Path) -> Answer:
    """Fetch what is missing of a file, as far as it comes."""
    before = _size(part)
    start = max(0, before - OVERLAP)
    headers = {"Accept": "*/*", **({"Range": f"bytes={start}-"} if before else {})}
    try:
        return http.elsewhere(
            lambda came: _kept(came, part, start), "GET", url, seconds=UPLOAD, headers=headers
        )
    except NoAnswerError:
        if _size(part) > before:
            return _BROKE_OFF
        raise


def _kept(response: httpx2.Response, part: Path, start: int) -> Answer:
    """Write what comes to its place in the part.

    Raises:
        NoAnswerError: It broke off.
    """
    status, found = response.status_code, response.headers
    if status == OK and not found.get("content-type", "").startswith(_WORDS):
        with part.open("wb") as file:
            _pour(response, file, b"")
        _measure(part, found.get("content-length"))
        return Answer(WHOLE, "", None, b"")
    if status not in (_PARTIAL, _PAST_THE_END):
        return Answer(status, "", None, b"")
    place = _RANGE.fullmatch(found.get("content-range", "")) if status == _PARTIAL else None
    if place is None or int(place[1]) != start or not _goes_on(response, part, start):
        part.unlink(missing_ok=True)  # another file than the one it was begun with
        return _BROKE_OFF
    _measure(part, place[2])
    return Answer(WHOLE, "", None, b"")


def _goes_on(response: httpx2.Response, part: Path, start: int) -> bool:
    """Append what is new; False where what is not new differs from what is there."""
    with part.open("r+b") as file:
        file.seek(start)
        return _pour(response, file, file.read())


def _pour(response: httpx2.Response, file: BinaryIO, known: bytes) -> bool:
    """Write a stream, whose beginning is known already; False where that differs."""
    for piece in response.iter_bytes():
        same = min(len(known), len(piece))
        if piece[:same] != known[:same]:
            return False
        known = known[same:]
        file.write(piece[same:])
    file.flush()
    os.fsync(file.fileno())
    return not known


def _measure(part: Path, promised: str | None) -> None:
    """Hold a part's length against what was promised, if anything was.

    Raises:
        NoAnswerError: It is another, or there is nothing.
    """
    size = _size(part)
    if promised is not None and promised.isdecimal() and size != int(promised):
        if size > int(promised):
            part.unlink()
        raise NoAnswerError(f"{size:,} bytes came of {int(promised):,}", left=True)
    if not size:
        raise NoAnswerError("an empty file came", left=True)


def _check(answer: Answer, url: str) -> None:
    """See whether the file came, or words in its place.

    Raises:
        ServiceError: Words, or a refusal.
    """
    if answer.status == WHOLE:
        return
    if answer.status == OK:
        raise ServiceError(f"{shown(url)} holds words, and no video", "ask for its status again")
    raise ServiceError(
        f"{shown(url)} cannot be fetched: HTTP {answer.status}",
        "such links expire; the status of the video has a fresh one",
    )


def _put(part: Path, to: Path) -> None:
    """Name a whole file, durably."""
    part.replace(to)
    if os.name == "posix":  # elsewhere folders cannot be opened
        folder = os.open(to.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0
