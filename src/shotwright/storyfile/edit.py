r"""Edits of a storyboard's text that leave everything else as it is: comments, order, quotes.

>>> text = "title: Dawn  # working title\nseconds: 6\n"
>>> edit(text, [Change(("title",), "Dusk")])
'title: Dusk  # working title\nseconds: 6\n'

An edit cuts and pastes in the text, at the places where the value is written (docs/decisions/007),
and is read back before it is given: what does not say exactly the change is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path as FilePath
from typing import Any, Final

from shotwright.errors import InputError, Place
from shotwright.storyfile.marks import Path
from shotwright.storyfile.read import is_json, read_text, written_path
from shotwright.storyfile.spans import Entry, Span, aliases, json_spans, walk, yaml_spans
from shotwright.storyfile.write import literal, written

_BETWEEN = re.compile(r"[\s,]*")
_HEADER = re.compile(r"(?:[&!]\S+[ \t]+)*[|>][-+0-9]*[ \t]*(#[^\r\n]*)?")

_DASH = re.compile(r"-(?:[ \t]|#[^\n]*|\r?\n)*\Z")


class _Nothing(Enum):
    DELETE = "delete"


DELETE: Final = _Nothing.DELETE
"""Stands in a change for the absence of a value."""


@dataclass(frozen=True)
class Change:
    """A value at a path: set, added as the last of its mapping or list, or deleted.

    Attributes:
        path: The steps to it, e.g. `("scenes", 0, "beats", 1, "seconds")`; the length of a list
            as the last step appends to it.
        value: Plain data, or `DELETE`.
    """

    path: Path
    value: object = DELETE


def edit(text: str, changes: Sequence[Change], *, name: str = "<text>") -> str:
    """Make changes one after the other, in text of YAML or JSON.

    Setting what is there already, and deleting what is not, changes nothing.

    Args:
        text: As it stands in the file, with its own line ends.
        changes: What to change.
        name: What errors call the text.

    Raises:
        InputError: The text cannot be read, or a value cannot be edited without touching others:
            it comes by an alias or a merge, or is repeated by an alias.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    data = _read(text, name)
    for change in changes:
        try:
            text, data = _changed(text, data, change, name)
        except RecursionError:
            raise _refusal(text, change.path, name, "is nested too deep") from None
    return mark + text


def _read(text: str, name: str) -> Any:  # noqa: ANN401 - whatever the text holds
    return read_text(text.replace("\r\n", "\n"), name, FilePath()).data


def _changed(text: str, data: object, change: Change, name: str) -> tuple[str, object]:
    """Make one change; give the new text and what it says."""
    path = change.path
    if not path:
        raise _refusal(text, path, name, "cannot be edited as a whole")
    value = change.value if change.value is DELETE else _plain(change.value, text, path, name)
    current = _get(data, path)
    if same(current, value, ordered=True):
        return text, data
    if current is DELETE and not _can_hold(_get(data, path[:-1]), path):
        raise _refusal(text, path, name, "has nothing to stand in")
    wanted = _with(data, path, value)
    spans = json_spans(text) if is_json(text, name) else yaml_spans(text)
    trail = list(walk(spans, path))
    _refuse_shared(text, path, name, trail, aliases(spans))
    if len(trail) < len(path) + (current is not DELETE):
        raise _refusal(text, path, name, "comes by a merge (`<<`)")
    splice = _Splice(text, is_json(text, name)).splice
    edited = splice(trail, path[-1], value, new=current is DELETE)
    try:
        found = _read(edited, name)
    except InputError as error:
        why = error.problems[0].message
        raise _refusal(text, path, name, f"cannot be edited here ({why})") from None
    if not same(found, wanted):
        raise _refusal(text, path, name, "cannot be edited without a change elsewhere")
    return edited, found


def _refuse_shared(text: str, path: Path, name: str, trail: list[Span], repeated: set[str]) -> None:
    for depth, span in enumerate(trail):
        if span.sign == "*" and depth < len(path):
            raise _refusal(text, path, name, f"comes by the alias *{span.anchor}")
        if span.anchor in repeated and span.sign != "*":
            raise _refusal(text, path, name, f"is repeated by the alias *{span.anchor}")


def _refusal(text: str, path: Path, name: str, why: str) -> InputError:
    try:
        document = read_text(text.replace("\r\n", "\n"), name, FilePath())
        place = document.place(path)
    except InputError:
        place = Place(name, path=written_path(path))
    hint = "edit the file by hand"
    what = f"`{path[-1]}`" if path else "the text"
    return InputError.of(f"{what} {why}", hint, place)


def _plain(value: object, text: str, path: Path, name: str) -> object:
    """Take a value as the reader would give it back.

    Raises:
        InputError: It is no plain data.
    """
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, str | int | None) or (isinstance(value, Decimal) and value.is_finite()):
        return value
    if isinstance(value, list | tuple):
        return [_plain(entry, text, path, name) for entry in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _plain(entry, text, path, name) for key, entry in value.items()}
    raise _refusal(text, path, name, f"cannot be {value!r:.60}")


def same(one: object, other: object, *, ordered: bool = False) -> bool:
    """Compare plain data; `true` is not `1`."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = list(one) == list(other) if ordered else one.keys() == other.keys()
        return keys and all(same(one[key], other[key], ordered=ordered) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same(*pair, ordered=ordered) for pair in pairs)
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _get(data: object, path: Path) -> object:
    """Follow a path; `DELETE` where it leads nowhere."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step, DELETE)
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return DELETE
    return data


def _can_hold(holder: object, path: Path) -> bool:
    """Tell whether a new value can be added at the end of a path."""
    step = path[-1] if path else 0
    if isinstance(holder, dict):
        return isinstance(step, str) and not step.startswith("x-") and step != "<<"
    return isinstance(holder, list) and step == len(holder) and not isinstance(step, bool)


def _with(data: Any, path: Path, value: object) -> Any:  # noqa: ANN401 - plain data
    """Copy data with a change, sharing all that is not touched."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    copy = data.copy()
    if rest:
        copy[step] = _with(data[step], rest, value)
    elif value is DELETE:
        del copy[step]
    elif isinstance(copy, list) and step == len(copy):
        copy.append(value)
    else:
        copy[step] = value
    return copy


class _Splice:
    """Cuts and pastes in one text."""

    def __init__(self, text: str, json: bool) -> None:  # noqa: FBT001
        self.text = text
        self.json = json
        self.eol = "\r\n" if "\r\n" in text else "\n"

    def splice(self, trail: list[Span], step: str | int, value: object, *, new: bool) -> str:
        """Make the change at the end of a trail of spans from the document to the value."""
        flow = any(span.in_braces for span in trail)
        holder = trail[-1] if new else trail[-2]
        number = holder.find(step)
        if number is None:
            start, end, put = self.addition(holder, step, value, flow=flow)
        elif value is DELETE and len(holder.entries) == 1:
            empty: object = {} if holder.sign in {"{", ":"} else []
            start, end, put = self.replacement(holder, empty, flow=flow, root=holder is trail[0])
        elif value is DELETE and holder.in_braces:
            start, end, put = self.flow_deletion(holder, number)
        elif value is DELETE:
            start, end, put = self.block_deletion(holder, number)
        else:
            span = holder.entries[number].value
            start, end, put = self.replacement(span, value, flow=flow)
        return self.text[:start] + put + self.text[end:]

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Find the line break that ends a line, or the end of the text."""
        found = self.text.find("\n", at)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def replacement(
        self, span: Span, value: object, *, flow: bool, root: bool = False
    ) -> tuple[int, int, str]:
        """Write another value where one stands."""
        start, end = span.start, span.end
        sign = span.sign if isinstance(value, str) else ""
        if span.sign in {"|", ">"}:
            header = _HEADER.match(self.text, start)
            comment = f"  {header[1]}" if header and header[1] else ""
            block = literal(value, self.indent_of(span), comment, self.eol)
            return start, end, block or written(value, flow=flow, json=self.json) + comment
        new = written(value, flow=flow, json=self.json, sign=sign)
        if start == end:  # nothing was written, as in `key:`
            return start, end, f" {new}"
        if span.holds and not span.in_braces and not root:
            before = self.text[:start].rstrip()
            if before.endswith((":", "-")):
                return len(before), end, f" {new}"
        return start, end, new

    def indent_of(self, span: Span) -> str:
        """Find the indentation of a block scalar."""
        body = self.text[span.start : span.end].split("\n")[1:]
        line = next((line for line in body if line.strip()), "")
        own = self.text[self.line_start(span.start) : span.start]
        return line[: len(line) - len(line.lstrip(" "))] or " " * (
            len(own) - len(own.lstrip(" -")) + 2
        )

    def addition(
        self, holder: Span, step: str | int, value: object, *, flow: bool
    ) -> tuple[int, int, str]:
        """Write a new value as the last of a mapping or list."""
        new = written(value, flow=flow, json=self.json)
        if isinstance(step, str):
            key = written(step, flow=flow, json=self.json)
            new = f"{key}: {new}"
        if not holder.entries:
            start = self.text.index(holder.sign, holder.start) + 1
            return start, start, new
        last = holder.entries[-1]
        end = last.value.end
        first_on_line = self.text[self.line_start(last.start) : last.start]
        if holder.in_braces:
            alone = not first_on_line.strip() and not self.text[end : self.line_end(end)].strip()
            new = f",{self.eol}{first_on_line}{new}" if alone else f", {new}"
            return end, end, new
        column = self.begin(holder, 0) - self.line_start(self.begin(holder, 0))
        line = " " * column + (new if isinstance(step, str) else f"- {new}")
        if end and self.text[end - 1] == "\n":  # a block scalar that keeps its line breaks
            return end, end, line + self.eol
        end = self.line_end(end)
        return end, end, self.eol + line

    def begin(self, holder: Span, number: int) -> int:
        """Find where an entry of a block collection begins: its key or its dash."""
        entry = holder.entries[number]
        if holder.sign == ":":
            return entry.start
        above = holder.entries[number - 1].value.end if number else holder.start
        dash = _DASH.search(self.text, above, entry.start)
        return dash.start() if dash else entry.start

    def flow_deletion(self, holder: Span, number: int) -> tuple[int, int, str]:
        """Take an entry and one comma out of braces or brackets that hold more."""
        entries = holder.entries
        start, end = entries[number].start, entries[number].value.end
        if number + 1 < len(entries):
            return start, self.behind(end, entries[number + 1]), ""
        before = entries[number - 1].value.end
        if _BETWEEN.fullmatch(self.text, before, start):
            start = before
        return start, end, ""

    def behind(self, end: int, following: Entry) -> int:
        """Find where what follows a comma begins; comments between stay."""
        if _BETWEEN.fullmatch(self.text, end, following.start):
            return following.start
        comma = self.text.find(",", end, following.start)
        return comma + 1 if comma >= 0 else end

    def block_deletion(self, holder: Span, number: int) -> tuple[int, int, str]:
        """Take out the lines of an entry; of one behind a dash, let the next one move up."""
        start, end = self.begin(holder, number), holder.entries[number].value.end
        if not self.text[self.line_start(start) : start].strip():
            if not self.text[:end].endswith("\n"):
                found = self.text.find("\n", end)
                end = len(self.text) if found < 0 else found + 1
            return self.line_start(start), end, ""
        if number + 1 < len(holder.entries):
            following = self.begin(holder, number + 1)
            if not self.text[end:following].strip():
                end = following
        return start, end, ""
