"""Recordings whose text and length are known: who speaks, and what the model counts in them."""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_MARKS = re.compile(r"[\W_]+")
_SPEAKER = re.compile(r"-(\d+)(?=-|$)")


class Recording(NamedTuple):
    """A script as it was said.

    Attributes:
        words: How many words it has, as the file counts them.
        voice: Who says it; two recordings of one voice name the same.
        text_key: Equal for the same text, whatever its marks.
    """

    name: str
    language: str
    text: str
    seconds: float
    words: int
    speed: float
    source: str
    voice: str
    synthetic: bool
    text_key: str


@cache
def settings() -> dict[str, Any]:
    """Read what the fit starts from."""
    return tomllib.loads((Path(__file__).parent / "fit.toml").read_text("utf-8"))


def read_recordings(path: Path) -> list[Recording]:
    """Read recordings.

    Args:
        path: A CSV file with the columns id, language, text, seconds, words, speed, source.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [_recording(row) for row in csv.DictReader(file)]
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"{path}: {error}; give a CSV file of recordings, as docs/speech.md says")


def _recording(row: dict[str, str]) -> Recording:
    language, source = row["language"], row["source"]
    return Recording(
        row["id"],
        language,
        row["text"],
        float(row["seconds"]),
        int(row["words"]),
        float(row["speed"]),
        source,
        _voice(row["id"], language, source),
        any(kind in source for kind in settings()["voices"]["synthetic"]),
        f"{language} {_MARKS.sub('', row['text'].lower())}",
    )


def _voice(name: str, language: str, source: str) -> str:
    known = settings()["voices"]
    if any(kind in source for kind in known["each"]):
        return name
    if any(kind in source for kind in known["numbered"]):
        speaker = _SPEAKER.search(name)
        return f"{source} {speaker[1] if speaker else name}"
    return f"{language} {source}"
