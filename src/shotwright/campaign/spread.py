"""Variants written into a storyboard's text, as beats of their own in place of the one they vary.

The beat is copied as it is written, comments included, and the copies are edited.
"""

from __future__ import annotations

from shotwright.campaign.variant import Variants
from shotwright.errors import InputError
from shotwright.storyfile import Change, edit

_MARK = "the-beat-that-is-varied-stood-here"


def spread(text: str, found: Variants, *, name: str = "<text>") -> str:
    """Write variants in place of their beat, each to be a shot of its own.

    Args:
        text: The storyboard as it stands in the file.
        found: Of one of its beats; at least one.
        name: What errors call the text.

    Raises:
        InputError: The beat cannot be copied without a change elsewhere: what it says comes by
            an alias or a merge.
    """
    if not found.variants:
        raise InputError.of("there is no variant to write", "vary another clause, or ask for more")
    path = found.variants[0].changes[0].path[:-1]
    copied = _copied(edit(text, found.apart, name=name), path, len(found.variants), name)
    *beats, first = path
    changes: list[Change] = []
    for number, variant in enumerate(found.variants, int(first)):
        at = (*beats, number)
        changes += [Change((*at, "id"), variant.id), Change((*at, "cut"), "always")]
        changes += [
            Change((*at, *change.path[len(path) :]), change.value) for change in variant.changes
        ]
    return edit(copied, changes, name=name)


def _copied(text: str, path: tuple[str | int, ...], times: int, name: str) -> str:
    """Repeat an entry of a list: a mark in its place shows where its text begins and ends."""
    mark = _MARK
    while mark in text:
        mark += "-"
    marked = edit(text, [Change(path, mark)], name=name)
    before, after = marked.split(mark)
    quote = '"' if before.endswith('"') else ""
    before, after = before.removesuffix(quote), after.removeprefix(quote)
    if not before.endswith("- "):
        own = text[len(before) : len(text) - len(after)]
        return before + ", ".join([own] * times) + after
    before = before.removesuffix("- ")
    own = text[len(before) : len(text) - len(after)]
    line = before[before.rfind("\n") + 1 :]
    eol = "\r\n" if "\r\n" in text else "\n"
    joint = line if own.endswith("\n") else eol + line
    return before + joint.join([own] * times) + after
