"""What the vocabulary offers in place of what a clause says, one part at a time.

>>> from shotwright.model.clause import Camera
>>> clause = read("camera", Camera(size="close-up", move="push-in"))
>>> [swap.value.size for swap in swaps("camera", clause, cast=1, spoken=True)][:3]
['medium wide shot', 'medium shot', 'medium close-up']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from shotwright.catalog import CAMERA, Group, Term, find_terms, terms
from shotwright.model.clause import Camera, Lighting, Setting, Style
from shotwright.prompt import read_camera, read_lighting, read_setting, read_style

Clause = Camera | Setting | Lighting | Style


class _Kind(NamedTuple):
    """A clause that can be varied.

    Attributes:
        read: Fills its parts.
        groups: The vocabulary's terms for it.
        open: The parts that are filled where it names no term.
    """

    empty: Clause
    read: Callable[[Any], Clause]
    groups: tuple[Group, ...]
    open: tuple[str, ...]


_KINDS: Mapping[str, _Kind] = {
    "setting": _Kind(Setting(), read_setting, ("time", "weather", "mood"), ("time", "mood")),
    "camera": _Kind(Camera(), read_camera, CAMERA, ("size", "move")),
    "lighting": _Kind(Lighting(), read_lighting, ("lighting",), ("quality", "source")),
    "style": _Kind(Style(), read_style, ("style",), ("palette", "texture")),
}
CLAUSES = tuple(_KINDS)
"""The clauses that can be varied, in the order of a prompt."""

_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_FRAMINGS = ("shot", "close-up", "shoulder")
_OTHERS = "words"


class Swap(NamedTuple):
    """A clause with another term in one of its parts; `key` names the group and the term."""

    key: str
    value: Clause


class _Offer(NamedTuple):
    """A term as it is written, and the part that it fills."""

    term: Term
    text: str
    part: str


def read(clause: str, given: Clause | str | None) -> Clause:
    """Read a clause into its parts; None is an empty one."""
    kind = _KINDS[clause]
    return kind.empty if given is None else kind.read(given)


def groups_of(clause: str) -> tuple[Group, ...]:
    """Tell which of the vocabulary's terms a clause may name."""
    return _KINDS[clause].groups


def swaps(
    clause: str, value: Clause, *, cast: int, spoken: bool, adds: bool = True
) -> tuple[Swap, ...]:
    """List what a clause may say instead, in the order of the vocabulary.

    Offered is a term of the same group for the same part, none that says nothing exact or fails
    often.

    Args:
        clause: Its name.
        value: Read into its parts.
        cast: How many people the shot shows.
        spoken: Whether somebody speaks in it, so that lips must be readable.
        adds: Whether a clause that names no term may be given one.
    """
    fit = [
        offer
        for offer in _offers(clause)
        if offer.term.people in {None, cast} and not (spoken and offer.term.lip_sync_safe is False)
    ]
    found = [
        swap
        for part in type(value).model_fields
        if getattr(value, part)
        for swap in _swapped(clause, value, part, fit)
    ]
    if found or not adds:
        return tuple(found)
    return tuple(
        _swap(value, offer.part, offer)
        for offer in fit
        if offer.part in _KINDS[clause].open and not getattr(value, offer.part)
    )


def _swapped(clause: str, value: Clause, part: str, offers: list[_Offer]) -> list[Swap]:
    text = getattr(value, part)
    hits = find_terms(text, groups_of(clause), field=True)
    if not hits:
        return []
    said = hits[0]
    named = {hit.term.term for hit in hits}
    return [
        # What no part takes is the user's own wording: only the term in it is replaced.
        _swap(
            value,
            part,
            offer._replace(text=text[: said.start] + offer.text + text[said.end :])
            if part == _OTHERS
            else offer,
        )
        for offer in offers
        if offer.part == part
        and offer.term.group == said.term.group
        and offer.term.term not in named
        and (part != _OTHERS or offer.term.family == said.term.family)
    ]


def _swap(value: Clause, part: str, offer: _Offer) -> Swap:
    update = {part: offer.text}
    if offer.term.kind == "none" and part == "move":
        update["speed"] = ""  # a camera that holds still has none
    return Swap(f"{offer.term.group}: {offer.term.term}", value.model_copy(update=update))


@cache
def _offers(clause: str) -> tuple[_Offer, ...]:
    kind = _KINDS[clause]
    found = []
    for term in (term for group in kind.groups for term in terms(group)):
        if term.generic_of or term.slop or term.risk == "high":
            continue
        text = _written(term)
        parts = list(kind.read(text).model_dump(exclude_defaults=True))
        hits = find_terms(text, kind.groups, field=True)
        if [hit.term for hit in hits] == [term] and len(parts) == 1:
            found.append(_Offer(term, text, parts[0]))
    return tuple(found)


def _written(term: Term) -> str:
    """Write a term in full, as it is said in a clause: `medium close-up`, not `MCU`."""
    full = [alias for alias in term.aliases if not _ABBREVIATION.fullmatch(alias)] or [term.term]
    if term.group == "size":
        return next((alias for alias in full if alias.endswith(_FRAMINGS)), full[0])
    return term.term if term.term in full else full[0]
