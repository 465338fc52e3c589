"""What is known of a campaign's voices: `voices.json`, and the takes that teach it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from shotwright.campaign.folder import CONFIG
from shotwright.errors import InputError, Place, Problem
from shotwright.model.voice import VoiceRate
from shotwright.speech import Take, speech_model

VOICES = "voices.json"
"""Where it is kept: beside `shotwright.toml`, else beside the board."""

COLUMNS = ("text", "seconds", "language", "speed")
"""Of a file of takes; the last two may be left out."""

_RATES = TypeAdapter(dict[str, VoiceRate])


def voices_file(folder: Path) -> Path:
    """Tell where the voices of a board's folder are kept."""
    above = (folder, *folder.resolve().parents)
    home = next((place for place in above if (place / CONFIG).is_file()), folder)
    return home / VOICES


def read_voices(path: Path) -> dict[str, VoiceRate]:
    """Read what is known of voices; without a file, nothing is.

    Raises:
        InputError: It is no such file, or was made with another speech model.
    """
    place = Place(path.as_posix())
    try:
        data = json.loads(path.read_text("utf-8"))
        rates = _RATES.validate_python(data.get("voices") if isinstance(data, dict) else data)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError.of(f"cannot read {path}: {error.strerror}", "", place) from None
    except (ValueError, ValidationError, RecursionError):
        hint = "`shotwright speech --calibrate takes.csv --voice ID` writes it"
        raise InputError.of("this is no file of voices", hint, place) from None
    stale = [voice for voice, rate in rates.items() if rate.model != speech_model()]
    if stale:
        message = f"{', '.join(stale)} was calibrated with another speech model"
        raise InputError.of(message, "calibrate again, from the same takes", place)
    return rates


def voices_text(voices: Mapping[str, VoiceRate]) -> str:
    """Write the file, in one way only."""
    rates = {name: rate.model_dump(mode="json") for name, rate in sorted(voices.items())}
    return json.dumps({"schema": 1, "voices": rates}, ensure_ascii=False, indent=1) + "\n"


def read_takes(path: Path) -> list[Take]:
    """Read scripts with known lengths from a CSV file: `text,seconds`, and `language,speed`.

    Raises:
        InputError: Anything is wrong with it; every line is told.
    """
    place = Place(path.as_posix())
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of(f"cannot read {path}: {error}", "", place) from None
    try:
        rows = csv.DictReader(io.StringIO(text), strict=True)
        names = set(rows.fieldnames or ())
        if not {"text", "seconds"} <= names <= set(COLUMNS):
            hint = f"the first line names the columns: {','.join(COLUMNS)}"
            raise InputError.of("this is no file of takes", hint, Place(path.as_posix(), 1, 1))
        found = list(_takes(rows, path))
    except csv.Error as error:
        raise InputError.of(f"not CSV: {error}", "quote texts with commas", place) from None
    problems = [entry for entry in found if isinstance(entry, Problem)]
    if problems:
        raise InputError(problems)
    return [entry for entry in found if isinstance(entry, Take)]


def _takes(rows: csv.DictReader[str], path: Path) -> Iterator[Take | Problem]:
    for row in rows:
        where = Place(path.as_posix(), rows.line_num, 1)
        if None in row or not (row.get("text") or "").strip():
            yield Problem("a take has a text, and no more fields than columns", "", where)
            continue
        numbers = {}
        for name, fallback in (("seconds", ""), ("speed", "1")):
            try:
                numbers[name] = float(row.get(name) or fallback)
            except ValueError:
                yield Problem(f"{name} should be a number, not {row.get(name)!r}", "", where)
        if len(numbers) == len(("seconds", "speed")):
            language = (row.get("language") or "").strip() or "en"
            yield Take(row["text"], language, numbers["speed"], numbers["seconds"])
