"""A storyboard file, text or dict to a board, with every mistake told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shotwright.errors import InputError, Place, Problem
from shotwright.model.board import Board, Origin, ShotBeat, TalkBeat
from shotwright.model.frozen import LONGEST_NAME
from shotwright.storyfile.extends import Layers, layers
from shotwright.storyfile.json_reader import FLATTER
from shotwright.storyfile.local import local_files, outside
from shotwright.storyfile.names import dangling, nearest
from shotwright.storyfile.read import (
    MAX_BYTES,
    STDIN,
    Document,
    read_file,
    read_mapping,
    read_stdin,
    read_text,
)

_WRITABLE = 10**40
"""Larger numbers are not written out in messages."""

_BEAT_DEPTH = 4
"""Steps to a beat: scenes, number, beats, number; the next one names the kind, in errors only."""


def load(
    source: Path | str | Mapping[str, Any],
    *,
    folder: Path | None = None,
    allow_outside: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Board:
    """Read a storyboard.

    Args:
        source: A path; `-` for standard input; text of YAML or JSON (anything with a line break,
            or that opens with `{`); or a mapping.
        folder: What relative paths of a text or mapping start from; default: the current folder.
        allow_outside: Whether pictures, clips and sounds may lie outside that folder.
        max_bytes: The largest file that is read as a storyboard, `extends` included.

    Raises:
        InputError: Anything is wrong with it; holds every mistake with its place.
    """
    document = _document(source, folder or Path(), max_bytes)
    if not isinstance(document.data, dict):
        hint = "start with `shotwright: 1`; `shotwright new` writes a whole starter"
        raise InputError.of(
            "should be a mapping with keys such as `scenes:`", hint, document.place(())
        )
    if document.data.keys() >= {"hash", "generations", "items"}:
        hint = "`estimate` and `requests` read plans; other commands need the board"
        raise InputError.of("this is a plan file, not a storyboard", hint, Place(document.name))
    try:
        stack = layers(document, max_bytes)
        board = _validated(stack, allow_outside=allow_outside)
    except RecursionError:
        raise InputError.of("nested too deep", FLATTER, Place(document.name)) from None
    return board.read_from(Origin(stack.place), local_files(stack.data, document.folder))


def _document(source: Path | str | Mapping[str, Any], folder: Path, max_bytes: int) -> Document:
    if isinstance(source, Mapping):
        try:
            return read_mapping(source, folder)
        except RecursionError:
            raise InputError.of("nested too deep", FLATTER, Place("<dict>")) from None
    if isinstance(source, str):
        source = source.removeprefix("\ufeff")
        if source == STDIN:
            return read_stdin(max_bytes)
        if "\n" in source or source.lstrip().startswith("{"):
            return read_text(source, "<text>", folder)
    return read_file(Path(source), max_bytes)


def _validated(stack: Layers, *, allow_outside: bool) -> Board:
    problems: list[Problem] = []
    board: Board | None = None
    try:
        board = Board.model_validate(stack.data)
    except ValidationError as error:
        problems = [
            _problem(detail, stack)
            for detail in error.errors(include_url=False)
            # A list is called too short when its entries failed, which is told beside it.
            if not (detail["type"] == "too_short" and detail["input"])
        ]
    problems += [
        Problem(message, hint, stack.place(path)) for path, message, hint in dangling(stack.data)
    ]
    if not allow_outside:
        problems += outside(stack)
    if problems or board is None:
        raise InputError(sorted(dict.fromkeys(problems), key=_reading_order))
    return board


_HINTS = {
    "literal_error": "choose one of these",
    "string_type": "write it as text",
    "string_unicode": "remove it",
    "tuple_type": "write it as a list, such as [a, b]",
    "too_short": "it needs at least one entry",
    "model_type": "write it as a mapping, such as {key: value}",
    "dict_type": "write it as a mapping, such as {name: {key: value}}",
    "model_attributes_type": "write it as a mapping, such as {key: value}",
}
"""What to do about a mistake, by pydantic's name for its kind."""


def _reading_order(problem: Problem) -> tuple[str, int, int]:
    place = problem.where or Place("")
    return place.file, place.line, place.column


def _problem(detail: ErrorDetails, stack: Layers) -> Problem:
    """Say what pydantic found in the file's own terms."""
    location = detail["loc"]
    path = _without_kind(location)
    name = str(path[-1]) if path else "the board"
    given = detail["input"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        hint = nearest(name, _keys(_holder(location[:-1])))
        return Problem(f"unknown key `{name}`", hint, stack.place(path, key=True))
    if kind == "missing":
        return Problem(f"`{name}` is missing", f"add `{name}:`", stack.place(path[:-1]))
    hint = _HINTS.get(kind, "`shotwright schema` says what may stand here")
    if kind == "string_type" and isinstance(given, int | Decimal):
        hint = f'put it in quotes: "{stack.scalar(path) or _shown(given)}"'
    message = _message(detail, name)
    if kind.startswith("string_") and "; " in message:
        message, _, hint = message.rpartition("; ")
    return Problem(message, hint, stack.place(path))


def _message(detail: ErrorDetails, name: str) -> str:
    """Say in plain words what is wrong with a value."""
    given = _shown(detail["input"])
    match detail["type"]:
        case "value_error":
            message = detail["msg"].removeprefix("Value error, ")
        case "literal_error":
            message = f"should be {detail['ctx']['expected']}, not {given}"
        case "string_type":
            message = f"should be text, not {given}"
        case "string_pattern_mismatch":
            message = _pattern_message(given, detail["ctx"]["pattern"])
        case "string_too_long" if detail["ctx"]["max_length"] == LONGEST_NAME:
            message = _no_id(given)
        case "tuple_type":
            message = f"should be a list, not {given}"
        case "too_short":
            message = f"`{name}` is empty"
        case "model_type" | "dict_type" | "model_attributes_type":
            message = f"should be a mapping, not {given}"
        case "string_unicode":
            message = "holds half of a surrogate pair, which is no character"
        case _:
            message = detail["msg"].replace("Input should", "should").replace("valid ", "")
            message = message[:1].lower() + message[1:]
    return message


def _pattern_message(given: str, pattern: str) -> str:
    if "\\x00" in pattern:
        return "holds a control character; remove it"
    if "\\p{L}" in pattern:
        return _no_id(given)
    if "https" in pattern:
        return f"{given} is not an https URL; begin it with https://"
    if "A-Fa-f" in pattern:
        return f"{given} is not a colour; write one such as #1A2B3C"
    return f"{given} is not a language; write a tag such as en or pt-BR"


def _no_id(given: str) -> str:
    return f"{given} is no id; use letters, digits, _ and -, at most {LONGEST_NAME}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, int) and abs(value) > _WRITABLE:
        return "a huge number"
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) < 60 else f"{text[:57]}..."  # noqa: PLR2004 - one line


def _without_kind(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Take out of a pydantic location what is not in the file: the beat's kind, `[key]`."""
    path = location
    if len(path) > _BEAT_DEPTH and path[0] == "scenes" and path[2] == "beats":
        path = path[:_BEAT_DEPTH] + path[_BEAT_DEPTH + 1 :]
    return tuple(step for step in path if step != "[key]")


def _holder(location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Find the model that a location leads to."""
    found: object = Board
    for depth, step in enumerate(location):
        if depth == _BEAT_DEPTH and step in {"shot", "talk"} and location[2] == "beats":
            found = TalkBeat if step == "talk" else ShotBeat
            continue
        models = list(_models(found))
        found = next(
            (
                field.annotation
                for model in models
                for name, field in model.model_fields.items()
                if step in {name, field.alias}
            ),
            found,
        )
    return next(_models(found), None)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is not None:
        for argument in get_args(annotation):
            yield from _models(argument)


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []
