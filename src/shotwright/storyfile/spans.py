"""Where each value of a text begins and ends: what an edit needs to know beyond its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from shotwright.storyfile.marks import Path
from shotwright.storyfile.yaml_reader import Loader

_TOKEN = re.compile(r'[ \t\r\n]*([{}\[\],:"]|[^\s{}\[\],:"]+)')
_BLANK_END = re.compile(r"(?:\r?\n[ \t]*)+\Z")


@dataclass(slots=True)
class Span:
    """One value in the text.

    Attributes:
        start: Its first character; with an anchor or a tag, that of those.
        end: Behind its last character; of a block scalar, without the line break.
        sign: How a scalar is written: `"`, `'`, `|`, `>` or empty; of a collection, `{`, `[`, or
            in block style `:` and `-`; of an alias `*`.
        anchor: The anchor it carries, or of an alias the one it repeats.
        entries: What a collection holds.
    """

    start: int
    end: int
    sign: str
    anchor: str | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def in_braces(self) -> bool:
        """Whether it is a collection in flow style."""
        return self.sign in {"{", "["}

    @property
    def holds(self) -> bool:
        """Whether it is a collection."""
        return self.sign in {"{", "[", ":", "-"}

    def find(self, step: str | int) -> int | None:
        """Find the number of the entry that a step of a path leads to."""
        numbers = (n for n, entry in enumerate(self.entries) if entry.step == step)
        return next(numbers, None)


@dataclass(slots=True)
class Entry:
    """One entry of a collection; of a list, `start` is that of the value."""

    step: str | int
    start: int
    value: Span


def walk(root: Span, path: Path) -> Iterator[Span]:
    """Walk from the whole document along a path, as far as it is written out."""
    span = root
    yield span
    for step in path:
        number = span.find(step)
        if number is None:
            return
        span = span.entries[number].value
        yield span


def aliases(root: Span) -> set[str]:
    """List the anchors that are repeated by an alias."""
    found: set[str] = set()
    todo = [root]
    while todo:
        span = todo.pop()
        if span.sign == "*" and span.anchor:
            found.add(span.anchor)
        todo += [entry.value for entry in span.entries]
    return found


class _Builder:
    """Gathers values into the collections that are open."""

    def __init__(self) -> None:
        self.root = Span(0, 0, "")
        self.open: list[Span] = []
        self.keys: list[tuple[str, int] | None] = []

    def awaits_key(self) -> bool:
        return bool(self.open) and self.open[-1].sign in {"{", ":"} and self.keys[-1] is None

    def add(self, span: Span) -> None:
        if not self.open:
            self.root = span
            return
        holder, key = self.open[-1], self.keys[-1]
        if key is None:
            holder.entries.append(Entry(len(holder.entries), span.start, span))
        else:
            holder.entries.append(Entry(*key, span))
            self.keys[-1] = None

    def begin(self, span: Span) -> None:
        self.add(span)
        self.open.append(span)
        self.keys.append(None)

    def end(self, at: int) -> None:
        span = self.open.pop()
        self.keys.pop()
        if span.in_braces:
            span.end = at
        else:  # libyaml ends it where the next thing begins, behind comments
            span.end = span.entries[-1].value.end


def yaml_spans(text: str) -> Span:
    """Find the spans in YAML that `read_yaml` accepts; line ends may be of any kind."""
    made = _Builder()
    events: Iterator[Any] = yaml.parse(text, Loader=Loader)
    for event in events:
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        kind = type(event)
        if kind is yaml.ScalarEvent and made.awaits_key():
            made.keys[-1] = (event.value, start)
        elif kind is yaml.ScalarEvent:
            made.add(_scalar(event, text))
        elif kind is yaml.AliasEvent:
            made.add(Span(start, end, "*", event.anchor))
        elif kind is yaml.MappingStartEvent:
            made.begin(Span(start, 0, "{" if event.flow_style else ":", event.anchor))
        elif kind is yaml.SequenceStartEvent:
            made.begin(Span(start, 0, "[" if event.flow_style else "-", event.anchor))
        elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            made.end(end)
    return made.root


def _scalar(event: Any, text: str) -> Span:  # noqa: ANN401 - an event of either loader
    start, end = event.start_mark.index, event.end_mark.index
    sign = event.style or ""
    if sign in {"|", ">"} and "+" not in text[start:end].split("\n", 1)[0].split("#", 1)[0]:
        end = start + len(_BLANK_END.sub("", text[start:end]))
    return Span(start, end, sign, event.anchor)


def json_spans(text: str) -> Span:
    """Find the spans in JSON that `read_json` accepts."""
    read_string = json.JSONDecoder().raw_decode
    made = _Builder()
    position = 0
    while match := _TOKEN.match(text, position):
        sign, start, position = match[1], match.start(1), match.end()
        if sign in {",", ":"}:
            continue
        if sign in {"}", "]"}:
            made.end(position)
        elif sign in {"{", "["}:
            made.begin(Span(start, 0, sign))
        elif sign == '"':
            word, position = read_string(text, start)
            if made.awaits_key():
                made.keys[-1] = (word, start)
            else:
                made.add(Span(start, position, sign))
        else:
            made.add(Span(start, position, ""))
    return made.root
