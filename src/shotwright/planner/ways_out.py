"""The ways out of a conflict, the cheapest first: one demand given up, or one length changed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from shotwright.planner.conflicts import Demand, Kind, demands_of, holding, waive
from shotwright.planner.context import Context
from shotwright.planner.cover import Beat, cover

_GIVEN_UP: dict[Kind, str] = {
    "prompt": "shorten the clauses of `{}`",
    "load": "leave someone or something out of `{}`",
    "lines": "shorten the lines of `{}`",
    "tied": "allow a cut before `{}`",
    "look": "put a cast member with a look into `with` of `{}`",
    "exact": "drop the `=` of `{}`",
}


class _Change(NamedTuple):
    """Something to do to one beat, given by its number, and what the beat is then."""

    text: str
    number: int
    beat: Beat


def ways_out(
    context: Context, beats: Sequence[Beat], conflict: Sequence[Demand], given_up: Container[Demand]
) -> tuple[str, ...]:
    """Say what would solve a conflict, the cheapest way first.

    Args:
        context: What shots are judged by.
        beats: The whole run.
        conflict: Demands that cannot hold together.
        given_up: Those of other conflicts, which are solved apart.
    """
    numbers = [demand.beat for demand in conflict]
    reach = 3 * context.most_parts  # what is farther away is covered alike, whatever is done here
    start, end = max(0, min(numbers) - reach), max(numbers) + reach + 1
    edges = range(start + reach // 3, end - reach // 3)
    asked = [
        Demand(demand.beat - start, demand.kind)
        for demand in demands_of(beats)
        if start <= demand.beat < end
        and (demand in conflict or (demand not in given_up and demand.beat in edges))
    ]
    near = holding(beats[start:end], asked)
    own = [Demand(demand.beat - start, demand.kind) for demand in conflict]
    priced = [
        (score, change.text)
        for change in _changes(context, near, own)
        if (score := _score(context, near, change)) is not None
    ]
    return tuple(text for _, text in sorted(priced, key=lambda way: way[0]))


def _score(context: Context, beats: list[Beat], change: _Change) -> int | None:
    """Score beats of which one is changed; None where they still cannot be covered."""
    at = change.number
    clips = cover(context, [*beats[:at], change.beat, *beats[at + 1 :]])
    return None if clips is None else sum(clip.score for clip in clips)


def _changes(context: Context, beats: list[Beat], conflict: Sequence[Demand]) -> Iterator[_Change]:
    """List what might be done: give up a demand, or say another length for a beat in conflict."""
    for at, kind in conflict:
        text = _GIVEN_UP[kind].format(beats[at].brief.id)
        yield _Change(text, at, waive(beats[at], (kind,)))
    tied = {demand.beat for demand in conflict if demand.kind == "tied"}
    for at in sorted({demand.beat for demand in conflict} | {at - 1 for at in tied}):
        for lengths in _lengths(context, beats[at]):
            changes = (_made(beats[at], at, seconds) for seconds in lengths)
            for change in changes:
                if _score(context, beats, change) is not None:
                    yield change
                    break


def _lengths(context: Context, beat: Beat) -> list[range]:
    """List the whole seconds that a beat could have instead: shorter ones, longer ones."""
    whole, most = beat.low // 1000, context.limits.seconds.max
    shorter = range(min(whole, most) if beat.low % 1000 else min(whole - 1, most), 0, -1)
    return [shorter, range(whole + 1, max(whole, most) + 1)]


def _made(beat: Beat, at: int, seconds: int) -> _Change:
    equals, unit = ("=", "") if beat.exact else ("", " s")
    length = seconds * 1000
    return _Change(
        f"make `{beat.brief.id}` {equals}{seconds}{unit}",
        at,
        beat._replace(low=length, high=length),
    )
