"""The families that boards may name: those that come along, and the user's own, which win.

A folder of the user's holds one folder per family, or is one.  Whatever is wrong in it is told at
once, each with its file and line.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from shotwright.errors import InputError, Place, Problem
from shotwright.model.board import Board, Defaults, PathStep
from shotwright.prompt.family import (
    About,
    Family,
    ShotVariable,
    Slot,
    Template,
    built_in,
    family,
    inherited,
    laid_over,
)
from shotwright.prompt.hints import nearest

MAX_FILE = 100_000
"""Bytes of one file of a user's family."""

MAX_PHRASE = 1_000

_NEEDED = ("joint", "space", "stop", "comma", "and", "shot", "languages")
"""Phrases that prompts of shots and the filters take."""

_WORDLESS = ("joint", "space")
_OWN_KINDS = ("shot", "motion")
_MOST = 100


class Families:
    """Families by name; compared by identity, as what was built with them is kept."""

    def __init__(self, own: Mapping[str, Family]) -> None:
        """Take the user's own; every other comes along."""
        self.own = own

    def __getitem__(self, name: str) -> Family:
        """Find a family.

        Raises:
            KeyError: There is none of that name.
        """
        if name in self.own:
            return self.own[name]
        if name not in built_in():
            raise KeyError(name)
        return family(name)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in order."""
        return tuple(sorted({*built_in(), *self.own}))

    def of_shots(self) -> tuple[str, ...]:
        """Name the families that a board may choose."""
        return tuple(name for name in self.names if self[name].about.makes == "shot")

    def unknown(self, board: Board) -> Iterator[Problem]:
        """Find the names of families on a board that make no shots, each with its place."""
        levels: list[tuple[Defaults, tuple[PathStep, ...]]] = [(board, ())]
        for s, scene in enumerate(board.scenes):
            levels.append((scene, ("scenes", s)))
            levels += [(beat, ("scenes", s, "beats", b)) for b, beat in enumerate(scene.beats)]
        known: dict[str, Problem | None] = {}
        for level, path in levels:
            if level.family is None:
                continue
            if level.family not in known:
                known[level.family] = self._trouble(level.family)
            if trouble := known[level.family]:
                where = board.origin.place((*path, "family"))
                yield Problem(trouble.message, trouble.hint, where)

    def _trouble(self, name: str) -> Problem | None:
        if name in self.names and self[name].about.makes == "shot":
            return None
        hint = nearest(name, self.of_shots())
        if name in self.names:
            return Problem(f"the family `{name}` makes no shots", hint)
        return Problem(f"there is no family `{name}`", hint)


@cache
def _built_in() -> Families:
    return Families({})


def read_families(folder: Path | None = None) -> Families:
    """Read the families of a folder, beside those that come along.

    Args:
        folder: Holds one folder per family, or is one; None for those that come along alone.

    Raises:
        InputError: Anything is wrong with them; holds every mistake with its file and line.
    """
    if folder is None:
        return _built_in()
    problems: list[Problem] = []
    own: dict[str, Family] = {}
    for each in family_folders(folder):
        made, wrong = read_family(each)
        problems += wrong
        if made is not None:
            own[made.about.name] = made
    if problems:
        raise InputError(problems)
    return Families(own)


def family_folders(folder: Path) -> tuple[Path, ...]:
    """List the folders of families: the folder itself, or those in it.

    Raises:
        InputError: There is none.
    """
    if (folder / "about.toml").exists():
        return (folder,)
    found = sorted(path.parent for path in folder.glob("*/about.toml")) if folder.is_dir() else []
    if not found or len(found) > _MOST:
        message = "too many families" if found else "there is no family here"
        hint = "a family is a folder with an about.toml: see docs/templates.md"
        raise InputError.of(message, hint, Place(folder.as_posix()))
    return tuple(found)


def read_family(folder: Path) -> tuple[Family | None, list[Problem]]:
    """Read a family of the user's, and everything that is wrong with it."""
    about, problems = _about(folder)
    own, wrong = _phrases(folder)
    problems += wrong
    if about is None or problems:
        return None, problems
    phrases = laid_over(about, own)
    problems += _missing_phrases(folder, about, phrases)
    if "en" not in phrases:
        return None, problems
    templates: dict[str, Template] = {}
    for slot in about.slots:
        made, wrong = _template(folder, about, slot, set(phrases["en"]))
        problems += wrong
        if made is not None:
            templates[slot.slot] = made
    return (None if problems else Family(about, phrases, templates, folder)), problems


def _template(
    folder: Path, about: About, slot: Slot, phrases: set[str]
) -> tuple[Template | None, list[Problem]]:
    from shotwright.prompt.sandbox import compiled  # noqa: PLC0415 - for users' families alone

    path = folder / f"{slot.slot}.j2"
    if about.extends and not path.exists():
        path = inherited(about, slot)
        if not path.exists():
            hint = f"write it; `{about.extends}`, which is extended, has none either"
            return None, [Problem(f"`{slot.slot}.j2` is not there", hint, _at(folder, slot))]
        text = path.read_text("utf-8")
    else:
        if not path.exists():
            return None, [Problem(f"`{slot.slot}.j2` is not there", "write it", _at(folder, slot))]
        read = _read(path, folder)
        if isinstance(read, Problem):
            return None, [read]
        text = read
    return compiled(text, path, slot.slot, slot.uses, phrases)


def _at(folder: Path, slot: Slot) -> Place:
    """Tell where about.toml names a slot."""
    path = folder / "about.toml"
    return Place(
        path.as_posix(), line_of(path.read_text("utf-8"), rf'\bslot\s*=\s*"{slot.slot}"'), 1
    )


def _read(path: Path, folder: Path) -> str | Problem:
    """Read a file of a family: a plain one, in its folder, and not large."""
    place = Place(path.as_posix(), 1, 1)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        if not inside or not path.is_file():
            hint = "a family's files lie in its folder"
            return Problem(f"`{path.name}` is no file of this folder", hint, place)
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            return Problem(f"`{path.name}` is larger than {MAX_FILE:,} bytes", "say less", place)
        return raw.decode("utf-8-sig")
    except (OSError, RuntimeError) as error:
        return Problem(f"cannot read `{path.name}`: {error}", "see its permissions", place)
    except UnicodeDecodeError:
        return Problem(f"`{path.name}` is not UTF-8", "save it as UTF-8", place)


def read_toml(path: Path, folder: Path) -> tuple[dict[str, Any], str, list[Problem]]:
    """Read a TOML file of a family: its data, its text, and what is wrong with it."""
    text = _read(path, folder)
    if isinstance(text, Problem):
        return {}, "", [text]
    try:
        return tomllib.loads(text), text, []
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        place = Place(path.as_posix(), line, int(found[2]) if found else 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        return {}, text, [Problem(message, "write it as TOML", place)]
    except (RecursionError, ValueError):
        place = Place(path.as_posix(), 1, 1)
        return {}, text, [Problem("cannot be read", "write it as TOML", place)]


def line_of(text: str, pattern: str, number: int = 0) -> int:
    """Find the line of one of a pattern's matches, by its number from 0; else the first line."""
    found = list(re.finditer(pattern, text, re.MULTILINE))
    return text.count("\n", 0, found[number].start()) + 1 if number < len(found) else 1


def _about(folder: Path) -> tuple[About | None, list[Problem]]:
    path = folder / "about.toml"
    data, text, problems = read_toml(path, folder)
    if problems:
        return None, problems
    try:
        about = About.model_validate(data)
    except ValidationError as error:
        return None, [_about_problem(dict(each), path, text) for each in error.errors()]
    return about, list(_about_problems(about, path, text))


def _about_problem(error: dict[str, Any], path: Path, text: str) -> Problem:
    where: tuple[PathStep, ...] = error["loc"]
    pattern = rf"^[ \t]*{where[0]}\s*=" if where else r"\A"
    number = 0
    if len(where) > 1 and where[0] == "slots":
        pattern, number = r"\bslot\s*=", int(where[1])
    hint = ""
    if error["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in _fields(where).items()]
        hint = nearest(str(where[-1]), known)
        message = "is not known"
    elif "uses" in where and error["type"] == "literal_error":
        message = f"there is no `{error['input']}`"
        hint = nearest(str(error["input"]), get_args(ShotVariable))
    else:
        message = str(error["msg"][0]).lower() + str(error["msg"][1:])
    place = Place(path.as_posix(), line_of(text, pattern, number), 1)
    return Problem(f"`{'.'.join(map(str, where))}`: {message}", hint, place)


def _fields(where: tuple[PathStep, ...]) -> Mapping[str, Any]:
    return (Slot if where[0] == "slots" else About).model_fields


def _about_problems(about: About, path: Path, text: str) -> Iterator[Problem]:
    """Find what fits no prompt, though every key is right."""

    def told(message: str, hint: str, pattern: str, number: int = 0) -> Problem:
        return Problem(message, hint, Place(path.as_posix(), line_of(text, pattern, number), 1))

    name, makes = about.name, about.makes
    if makes not in _OWN_KINDS:
        yield told(f"`{makes}` cannot be made by a family of one's own",
                   'write makes = "shot"', r"^makes\s*=")  # fmt: skip
    elif (makes == "motion") != (name == "motion"):
        yield told("the family of motion prompts is called `motion`, and no other is",
                   "rename it", r"^name\s*=")  # fmt: skip
    elif name in built_in() and family(name).about.makes != makes:
        yield told(f"`{name}` is the name of a family that makes no shots", "rename it",
                   r"^name\s*=")  # fmt: skip
    given = set(get_args(ShotVariable)) if makes == "shot" else {"motion"}
    seen: set[str] = set()
    for number, slot in enumerate(about.slots):
        allowed = {"names", "action"} if slot.slot == "subject" else given
        wrong = [use for use in slot.uses if use not in allowed]
        if wrong:
            yield told(f"`{slot.slot}` cannot use `{wrong[0]}`",
                       nearest(wrong[0], allowed), r"\bslot\s*=", number)  # fmt: skip
        if slot.slot in seen:
            yield told(f"there are two slots `{slot.slot}`", "rename one", r"\bslot\s*=", number)
        seen.add(slot.slot)
    if makes == "motion" and len(about.slots) != 1:
        yield told("a motion prompt has one slot", "keep one", r"^slots\s*=")


def _phrases(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Read the family's own phrases: tables by language, of texts that can be filled in."""
    path = folder / "phrases.toml"
    if not path.exists():
        return {}, []
    data, text, problems = read_toml(path, folder)
    for language, table in data.items():
        begin = line_of(text, rf"^[ \t]*\[?{re.escape(language)}\b")
        if not isinstance(table, dict):
            message = f"`{language}` should be a table of phrases, such as [{language}]"
            problems.append(Problem(message, "", Place(path.as_posix(), begin, 1)))
            continue
        for key, value in table.items():
            if wrong := _unfit(key, value):
                line = line_of("\n" * (begin - 1) + "\n".join(text.split("\n")[begin - 1 :]),
                             rf"^[ \t]*{re.escape(key)}\s*=")  # fmt: skip
                place = Place(path.as_posix(), line, 1)
                problems.append(Problem(f"`{language}.{key}` {wrong}", "", place))
    return data, problems


def _unfit(key: str, value: object) -> str:
    """Tell why a phrase cannot be used, if it cannot."""
    if isinstance(value, dict):
        wrong = [_unfit(each, text) for each, text in value.items() if not isinstance(text, dict)]
        return next(filter(None, wrong), "")
    if not isinstance(value, str) or len(value) > MAX_PHRASE:
        return f"should be a text of at most {MAX_PHRASE:,} characters"
    try:
        parts = list(string.Formatter().parse(value))
    except ValueError as error:
        return f"cannot be filled in: {error}"
    names = {name for _, name, _, _ in parts if name is not None}
    if any(spec or conversion for _, _, spec, conversion in parts) or not all(
        name.isidentifier() for name in names
    ):
        return "may hold plain `{name}` only"
    return "should hold `{number}`, and no other" if key == "shot" and names != {"number"} else ""


def _missing_phrases(
    folder: Path, about: About, phrases: Mapping[str, Mapping[str, Any]]
) -> Iterator[Problem]:
    path = folder / "phrases.toml"
    text = path.read_text("utf-8-sig") if path.exists() else ""
    place = Place(path.as_posix(), 1, 1)
    if "en" not in phrases:
        hint = 'write an [en] table, or extends = "cinematic" in about.toml'
        yield Problem("there are no phrases in English", hint, place)
        return
    english = phrases["en"]
    for key in _NEEDED if about.makes == "shot" else _WORDLESS:
        if key not in english:
            yield Problem(f"`en.{key}` is missing", "every prompt needs it", place)
    for language, table in phrases.items():
        where = Place(path.as_posix(), line_of(text, rf"^[ \t]*\[{re.escape(language)}\]"), 1)
        if missing := [key for key in english if key not in table]:
            keys = ", ".join(f"`{key}`" for key in missing)
            yield Problem(f"`{language}` has no {keys}, and `en` has", "translate it", where)
        if extra := [key for key in table if key not in english]:
            keys = ", ".join(f"`{key}`" for key in extra)
            yield Problem(f"`{language}` has {keys}, and `en` has not", "add it to [en]", where)
        for key, text_of in table.items():
            other = english.get(key, text_of)
            if isinstance(other, str) and _names(str(text_of)) != _names(other):
                message = f"`{language}.{key}` fills in other names than `en.{key}`"
                yield Problem(message, "use the same {names}", where)


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
