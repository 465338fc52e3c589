"""Where every value of a document stands."""

from __future__ import annotations

from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Mark:
    """A value's place, 0-based, its key's place, and the marks of what it holds.

    Attributes:
        key: The line and column of its key, where it has one.
        children: By key or index; empty for a scalar.
    """

    line: int
    column: int
    key: tuple[int, int] | None = None
    children: dict[str | int, Mark] = field(default_factory=dict)

    def at(self, path: Path) -> tuple[int, int]:
        """Find the 1-based line and column of a value; of a missing one, those of what lacks it.

        A missing key is looked for as a key of its holder, so that an unknown key is found too.
        """
        mark = self
        for step in path:
            child = mark.children.get(step)
            if child is None:
                break
            mark = child
        return mark.line + 1, mark.column + 1

    def key_at(self, path: Path) -> tuple[int, int]:
        """Find the 1-based line and column of the key that a path ends in."""
        mark = self
        for step in path:
            child = mark.children.get(step)
            if child is None:
                return self.at(path)
            mark = child
        line, column = mark.key or (mark.line, mark.column)
        return line + 1, column + 1
