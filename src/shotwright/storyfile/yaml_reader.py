"""YAML 1.2 text to plain data with places.

Built on libyaml's events, in a loop: deep nesting cannot exhaust the stack, every value keeps its
line and column, and `9:16` and `no` stay text as YAML 1.2's core schema says (docs/decisions/001).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from shotwright.errors import InputError, Place, Problem
from shotwright.storyfile.json_reader import FLATTER
from shotwright.storyfile.marks import Mark

MAX_DEPTH = 60
MAX_UNFOLDED = 200_000
"""How many values the aliases of a document may stand for, all together."""

MAX_PROBLEMS = 1_000
"""How many mistakes of the text itself are gathered before reading stops."""

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(
    "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SPECIAL = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")
_INT = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_BASED = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,16}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?", re.ASCII)
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read."""

    data: Any
    mark: Mark
    anchor: str | None
    size: int = 1
    key: str | None = None
    merging: bool = False
    key_place: tuple[int, int] | None = None
    merges: list[tuple[dict[str, Any], Mark]] = field(default_factory=list)


def plain_value(text: str) -> object:
    """Resolve an unquoted scalar as YAML 1.2's core schema does; fractions stay exact."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text[2:], 8 if text[1] == "o" else 16)
    return Decimal(text) if _FLOAT.fullmatch(text) else text


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.odd_breaks = any(sign in text for sign in "\x85\u2028\u2029")
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Any, Mark, int]] = {}
        self.open: list[_Open] = []
        self.unfolded = 0
        self.root: tuple[Any, Mark] | None = None
        self.events: Iterator[Any] = yaml.parse(text, Loader=Loader)

    def mark(self, event: Any) -> Mark:  # noqa: ANN401 - an event of either loader
        return Mark(*self.position(event.start_mark))

    def place(self, mark: Any) -> Place:  # noqa: ANN401 - yaml.Mark of either loader
        line, column = self.position(mark)
        return Place(self.file, line + 1, column + 1)

    def position(self, mark: Any) -> tuple[int, int]:  # noqa: ANN401
        """Count lines as editors do; YAML also counts U+0085, U+2028 and U+2029."""
        if not self.odd_breaks:
            return mark.line, mark.column
        before = self.text[: mark.index]
        return before.count("\n"), len(before) - before.rfind("\n") - 1

    def problem(self, mark: Any, message: str, hint: str = "") -> None:  # noqa: ANN401
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputError(self.problems)
        self.problems.append(Problem(message, hint, self.place(mark)))

    def fail(self, mark: Any, message: str, hint: str = "") -> InputError:  # noqa: ANN401
        self.problem(mark, message, hint)
        return InputError(self.problems)

    def read(self) -> tuple[Any, Mark]:
        documents = 0
        for event in self.events:
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise self.fail(
                            event.start_mark, "a second document starts here",
                            "a storyboard is one document: remove the `---`",
                        )  # fmt: skip
                case yaml.ScalarEvent():
                    self.scalar(event)
                case yaml.AliasEvent():
                    self.alias(event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self.start(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.end()
                case _:
                    pass
        if self.problems:
            raise InputError(self.problems)
        return self.root or (None, Mark(0, 0))

    def scalar(self, event: yaml.ScalarEvent) -> None:
        holder = self.open[-1] if self.open else None
        if holder is not None and isinstance(holder.data, dict) and holder.key is None:
            self.begin_key(holder, event)
            return
        mark = self.mark(event)
        self.add(self.resolve(event), mark, 1, event)
        if event.anchor:
            self.anchors[event.anchor] = (self.resolve(event), mark, 1)

    def begin_key(self, holder: _Open, event: yaml.ScalarEvent) -> None:
        key = event.value
        holder.key = key
        holder.merging = key == "<<" and event.implicit[0]
        place = self.mark(event)
        holder.key_place = (place.line, place.column)
        if key in holder.mark.children:
            first = holder.mark.children[key].key or (0, 0)
            self.problem(
                event.start_mark, f"`{key}` is written twice",
                f"keep one; the first is on line {first[0] + 1}",
            )  # fmt: skip

    def resolve(self, event: yaml.ScalarEvent) -> object:
        text: str = event.value
        if event.tag in {"!", "tag:yaml.org,2002:str"} or (not event.tag and not event.implicit[0]):
            return text
        if event.tag:
            self.problem(event.start_mark, f"tag {event.tag} is not used here", "remove the tag")
            return text
        if _SPECIAL.fullmatch(text):
            message = f"{text} is not a number that fits anywhere here"
            self.problem(event.start_mark, message, "write a number that means something")
        return plain_value(text)

    def alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.anchors:
            inside = any(entry.anchor == event.anchor for entry in self.open)
            reason = "stands inside itself" if inside else "is not anchored above"
            raise self.fail(event.start_mark, f"*{event.anchor} {reason}", "write it out")
        data, mark, size = self.anchors[event.anchor]
        self.unfolded += size
        if self.unfolded > MAX_UNFOLDED:
            hint = f"they may stand for {MAX_UNFOLDED:,} values, all together"
            raise self.fail(event.start_mark, "the aliases up to here unfold beyond reason", hint)
        self.add(data, mark, size, event)

    def start(self, event: Any) -> None:  # noqa: ANN401 - either kind of start event
        if len(self.open) >= MAX_DEPTH:
            raise self.fail(event.start_mark, f"nested more than {MAX_DEPTH} deep", FLATTER)
        if event.tag and not event.implicit:
            self.problem(event.start_mark, f"tag {event.tag} is not used here", "remove the tag")
        holder = self.open[-1] if self.open else None
        if holder is not None and isinstance(holder.data, dict) and holder.key is None:
            raise self.fail(event.start_mark, "a key must be text", "put the key in quotes")
        data: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        mark = self.mark(event)
        self.open.append(_Open(data, mark, event.anchor))

    def end(self) -> None:
        done = self.open.pop()
        for merged, merged_mark in done.merges:
            for key, value in merged.items():
                if key not in done.data:
                    done.data[key] = value
                    done.mark.children[key] = merged_mark.children[key]
        if done.anchor:
            self.anchors[done.anchor] = (done.data, done.mark, done.size)
        self.add(done.data, done.mark, done.size, None)

    def add(self, data: object, mark: Mark, size: int, event: Any) -> None:  # noqa: ANN401
        if not self.open:
            self.root = (data, mark)
            return
        holder = self.open[-1]
        holder.size += size
        if isinstance(holder.data, list):
            holder.mark.children[len(holder.data)] = mark
            holder.data.append(data)
            return
        key = holder.key
        if key is None:  # only an alias can stand where a key was awaited
            raise self.fail(event.start_mark, "a key must be text, not an alias", "write it out")
        holder.key = None
        if holder.merging:
            self.merge(holder, data, mark)
        elif not key.startswith("x-"):
            holder.data[key] = data
            holder.mark.children[key] = Mark(
                mark.line, mark.column, holder.key_place, mark.children
            )

    def merge(self, holder: _Open, data: object, mark: Mark) -> None:
        sources = data if isinstance(data, list) else [data]
        for number, source in enumerate(sources):
            source_mark = mark.children[number] if isinstance(data, list) else mark
            if isinstance(source, dict):
                holder.merges.append((source, source_mark))
            else:
                place = Place(self.file, mark.line + 1, mark.column + 1)
                self.problems.append(
                    Problem("`<<` merges mappings only", "give it an alias of a mapping", place)
                )


def read_yaml(text: str, file: str) -> tuple[Any, Mark]:
    """Read one YAML document; keys that start with `x-` are left out.

    Raises:
        InputError: It is not YAML, repeats a key, or is nested or aliased beyond reason.
    """
    reader = _Reader(text, file)
    try:
        return reader.read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = reader.place(mark) if mark else Place(file)
        message = ", ".join(part for part in (error.context, error.problem) if part)
        hint = "correct the text here or just above; values with signs such as `: ` need quotes"
        if mark and reader.text[mark.index : mark.index + 1] == "\t":
            message, hint = "a tab where YAML wants spaces", "indent with spaces"
        raise InputError([*reader.problems, Problem(f"not YAML: {message}", hint, where)]) from None
    except yaml.reader.ReaderError:
        sign = _UNPRINTABLE.search(text)
        before = text[: sign.start()] if sign else ""
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the character U+{ord(sign[0]) if sign else 0:04X} may not stand in YAML"
        raise InputError.of(message, "remove it", Place(file, line, column)) from None
