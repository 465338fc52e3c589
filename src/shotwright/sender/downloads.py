"""Where finished videos go: names by a pattern, safe on every system, and never two in one file.

>>> from shotwright.sender.downloads import Names
>>> Names("{board}/{generation}.take{take:02}.mp4").of(
...     {"board": "Launch: day 1", "generation": "reveal/1", "take": 3}
... )
'Launch- day 1/reveal-1.take03.mp4'
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from shotwright.errors import InputError, Place, ServiceError
from shotwright.model.take import Take

DEFAULT_NAME = "{board}/{generation}.take{take}.mp4"

FIELDS = ("board", "generation", "take", "items", "route", "product", "tag")
"""What a pattern may name."""

LONGEST_VALUE, LONGEST_NAME = 80, 200
"""Bytes of UTF-8; systems take 255 for a name, and some of it goes to what tells takes apart."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_DIGITS = re.compile(r"0[1-9]")
_UNSAFE = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Names that Windows keeps for devices, also with a suffix."""


@dataclass(frozen=True, slots=True)
class Names:
    """A pattern for names of files.

    Attributes:
        pattern: With `/` between folders; `{take:02}` writes two digits.
    """

    pattern: str

    def __post_init__(self) -> None:
        """Check the pattern.

        Raises:
            InputError: It leads outside, holds what some system refuses, names a field that there
                is not, or gives two takes one name.
        """
        hint = f"for example {DEFAULT_NAME}; there are {', '.join(FIELDS)}"
        fields = [_parts(field) for field in _FIELD.findall(self.pattern)]
        names = {name for name, _ in fields}
        if strange := sorted(names - set(FIELDS)):
            raise InputError.of(f"a name has no field {{{strange[0]}}}", hint)
        for name, digits in fields:
            if digits and (name != "take" or not _DIGITS.fullmatch(digits)):
                raise InputError.of(f"{{{name}:{digits}}} is no field", hint)
        if "tag" not in names and not {"generation", "take"} <= names:
            told = "the pattern would give two takes one name"
            raise InputError.of(told, "name {generation} and {take}, or {tag}")
        for part in _FIELD.sub("x", self.pattern).split("/"):
            if part != _safe(part) or "{" in part or "}" in part:
                message = f"{self.pattern!r} is no pattern of names that every system takes"
                raise InputError.of(message, hint)

    def of(self, values: Mapping[str, object]) -> str:
        """Write a name, with `/` between its folders; values become safe, and short enough."""

        def written(field: re.Match[str]) -> str:
            name, digits = _parts(field[1])
            value = values[name]
            return f"{value:{digits}d}" if isinstance(value, int) else _short(_safe(str(value)))

        parts = _FIELD.sub(written, self.pattern).split("/")
        return "/".join(_short(_safe(part), LONGEST_NAME) for part in parts)


def _parts(field: str) -> tuple[str, str]:
    name, _, digits = field.partition(":")
    return name, digits


def _safe(text: str) -> str:
    """Write a text so that it can stand in a name on every system."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join("-" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else c
                   for c in text)  # fmt: skip
    kept = _UNSAFE.sub("-", kept).strip(" ").rstrip(". ").lstrip(".")
    if _RESERVED.fullmatch(kept.partition(".")[0].rstrip()):
        kept = f"_{kept}"
    return kept or "_"


def _short(text: str, most: int = LONGEST_VALUE) -> str:
    """Shorten a text to some bytes; what is cut still tells two texts apart."""
    whole = text.encode()
    if len(whole) <= most:
        return text
    stem, dot, suffix = text.rpartition(".")
    suffix = f"{dot}{suffix}" if stem and len(suffix) < 10 else ""  # noqa: PLR2004 - `.mp4`, not words
    end = f"-{hashlib.sha256(whole).hexdigest()[:8]}{suffix}"
    return whole[: most - len(end.encode())].decode(errors="ignore").rstrip(". ") + end


def place_in(folder: Path, pattern: str = DEFAULT_NAME) -> Callable[[Take], Path]:
    """Make what tells where a take's video goes, below a folder.

    Raises:
        InputError: The pattern cannot be used; see `Names`.
    """
    names, folder = Names(pattern), folder.absolute()

    def place(take: Take) -> Path:
        """Name the file of a take.

        Raises:
            InputError: A link leads out of the folder.
        """
        values = {
            "board": take.board,
            "generation": take.generation,
            "take": take.number,
            "items": "+".join(take.items),
            "route": take.route,
            "product": take.product,
            "tag": take.tag,
        }
        path = folder / names.of(values)
        if not path.parent.resolve().is_relative_to(folder.resolve()):
            message = f"{path.parent} leads out of {folder}"
            raise InputError.of(message, "remove the link", Place(path.parent.as_posix()))
        return path

    return place


def save(take: Take, path: Path, taken: Collection[str], fetch: Callable[[Path], None]) -> Path:
    """Fetch a video into a file that is seen only when it is whole.

    What there is of it waits in a hidden file beside it, under the take's tag, to go on with.

    Args:
        take: Whose video it is.
        path: Where it goes; where that is another's, the take's tag is added to the name.
        taken: The files of other takes.
        fetch: Fetches into a file, going on with what is there of it.

    Returns:
        Where it is.

    Raises:
        InputError: It cannot be written there.
        ServiceError: It cannot be fetched.
    """
    hidden = _hidden(take, path)
    others = {_same(name) for name in taken}
    tagged = path.with_name(f"{path.stem}.{_safe(take.tag)}{path.suffix}")
    free = [place for place in (path, tagged) if _same(place.as_posix()) not in others]
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for place in free:
            # Its name was given, and the ledger did not hear of it any more.
            if hidden.exists() and place.exists() and place.samefile(hidden):
                return place
    try:
        fetch(hidden)
    except ServiceError:
        _try_to_write(hidden)
        raise
    with _told(path):
        if not hidden.is_file() or not hidden.stat().st_size:
            raise ServiceError(f"{take.generation} came empty", "follow again")
        for place in free:
            if _named(hidden, place):
                return place
    message = f"{tagged} is there already, and is another file"
    raise InputError.of(message, "move it away, and follow again", Place(tagged.as_posix()))


def tidy(take: Take, path: Path) -> None:
    """Remove the hidden file of a take, once the ledger knows where the video is."""
    with suppress(OSError):
        _hidden(take, path).unlink()


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Keep other processes from downloading into a folder; False where one is at it.

    The lock ends with the process, however it ends.  Windows and some network drives have none.
    """
    if sys.platform == "win32":
        yield True
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            yield error.errno not in {errno.EWOULDBLOCK, errno.EAGAIN}
        else:
            yield True
    finally:
        os.close(held)


def _hidden(take: Take, path: Path) -> Path:
    return path.with_name(f".{_safe(take.tag)}.part")


def _named(hidden: Path, place: Path) -> bool:
    """Give a whole file its name; False where something has that name."""
    with hidden.open("rb") as file:
        os.fsync(file.fileno())
    try:
        place.hardlink_to(hidden)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if place.exists():
            return False
        hidden.rename(place)
    return True


def _same(name: str) -> str:
    """Tell names apart as the least careful file system does."""
    return unicodedata.normalize("NFC", name).casefold()


def _try_to_write(hidden: Path) -> None:
    """See whether a download failed because nothing can be written there.

    Raises:
        InputError: So it is.
    """
    probe = hidden.with_suffix(".probe")
    with _told(hidden.parent):
        try:
            with probe.open("wb") as file:
                file.write(bytes(1 << 16))
                file.flush()
                os.fsync(file.fileno())
        finally:
            probe.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        hint = "make room, or choose another --out; then follow again: it goes on where it was"
        raise InputError.of(message, hint, Place(path.as_posix())) from None
