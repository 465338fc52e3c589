"""Every plan that a few beats could have: what the laws of the planner are held against.

Nothing here is shared with the planner: limits are those of HeyGen's guides, prices are reckoned
from the price list, and no plan is left out because another looked better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from shotwright.catalog import RateFile
from shotwright.model.names import Objective, RouteName

OBJECTIVES: tuple[Objective, ...] = ("expected", "list-price", "fewest", "faithful")
SHORTEST, LONGEST = 4, 15
"""Whole seconds of a shot; 4 s are also the least for each part of several, and for a piece."""

LIMITS = {"web": (3, 3, 9, 3), "api": (3, 99, 9, 3)}
"""Most looks, references, pictures together with looks, and clips, by route."""

MICRO = 1_000_000

Levels = tuple[int, ...]
Price = Callable[[int], Fraction]
"""Whole seconds to the price of one take."""


class Told(NamedTuple):
    """A beat as the search sees it; lengths in milliseconds.

    Attributes:
        joined: What stands between this beat and the one before: `free` to share a shot, `never`
            to be cut, `cut`.
        chosen: Whether the service chooses its length.
        whole: Whether its prompt is kept word for word, so that it is never split.
    """

    name: str
    low: int
    high: int
    exact: bool
    joined: str
    looks: frozenset[str]
    pictures: frozenset[str]
    clips: frozenset[str]
    lines: tuple[int, ...]
    chosen: bool = False
    whole: bool = False


class Part(NamedTuple):
    """From where to where of a beat."""

    beat: Told
    start: int
    end: int

    @property
    def is_piece(self) -> bool:
        """Whether it is not the whole beat."""
        return self.end - self.start < self.beat.low

    @property
    def spoken(self) -> int:
        """How long the lines take whose middle falls in, of lines spread evenly over the beat."""
        lines = self.beat.lines
        middles = [Fraction(2 * n + 1, 2 * len(lines)) * self.beat.low for n in range(len(lines))]
        return sum(
            line
            for line, middle in zip(lines, middles, strict=True)
            if self.start <= middle < self.end
        )


class Made(NamedTuple):
    """One shot of one plan."""

    parts: tuple[Part, ...]
    seconds: int
    pad: int


def lengths(parts: Sequence[Part], route: str) -> Iterator[Made]:
    """Try every whole length that a shot with these parts could have."""
    beats = [part.beat for part in parts]
    looks = frozenset[str]().union(*(beat.looks for beat in beats))
    pictures = frozenset[str]().union(*(beat.pictures for beat in beats))
    clips = frozenset[str]().union(*(beat.clips for beat in beats))
    most_looks, most, most_pictures, most_clips = LIMITS[route]
    if not 1 <= len(looks) <= most_looks or len(pictures | clips) > most:
        return
    if len(looks) + len(pictures) > most_pictures or len(clips) > most_clips:
        return
    if any(beat.chosen for beat in beats):
        yield Made(tuple(parts), LONGEST, 0)
        return
    content = sum(part.end - part.start for part in parts)
    cut = parts[-1].end < parts[-1].beat.low
    stretch = 0 if cut else sum(beat.high - beat.low for beat in beats)
    for seconds in range(SHORTEST, LONGEST + 1):
        room = seconds * 1000
        pad = max(0, room - content - stretch)
        if room < content or (len(parts) > 1 and len(parts) * SHORTEST > seconds):
            continue
        if sum(part.spoken for part in parts) > room or (cut and room != content):
            continue
        if not (pad and all(beat.exact for beat in beats)):
            yield Made(tuple(parts), seconds, pad)


def ends(beats: Sequence[Told], first: int, begun: int) -> Iterator[list[Part]]:
    """Try everything that a shot could hold which begins so far into a beat."""
    parts: list[Part] = []
    for number in range(first, len(beats)):
        beat = beats[number]
        start = begun if number == first else 0
        if number > first and beat.joined == "cut":
            return
        if sum(part.end - part.start for part in parts) > LONGEST * 1000:
            return
        if beat.low > LONGEST * 1000 and not beat.chosen:
            content = sum(part.end - part.start for part in parts)
            for seconds in range(SHORTEST, LONGEST + 1):
                end = start + seconds * 1000 - content
                long_enough = start + SHORTEST * 1000 <= end <= beat.low - SHORTEST * 1000
                if long_enough and end % 100 == 0:
                    yield [*parts, Part(beat, start, end)]
        parts = [*parts, Part(beat, start, beat.low)]
        after = beats[number + 1 : number + 2]
        if not after or after[0].joined != "never":
            yield parts


class Rated(NamedTuple):
    """A shot with what counts of it, in order; sums are those of a plan."""

    levels: Levels
    shot: Made


def rated(
    parts: Sequence[Part], route: str, objective: Objective, price: Price, chance: tuple[str, str]
) -> Rated | None:
    """Take the best length of a shot; of equals, the shortest."""
    found = [
        (levels(shot, objective, price, chance), shot.seconds, shot)
        for shot in lengths(parts, route)
    ]
    if not found:
        return None
    least = min(found, key=lambda entry: entry[:2])
    return Rated(least[0], least[2])


def levels(shot: Made, objective: Objective, price: Price, chance: tuple[str, str]) -> Levels:
    """Say what counts of a shot, in order."""
    base, extra = (Fraction(number) for number in chance)
    listed = price(shot.seconds)
    hoped = -(-listed * MICRO // 1) / (base * extra ** (len(shot.parts) - 1))
    money, expected = -(-listed * MICRO // 1), -(-hoped // 1)
    splits = sum(part.end < part.beat.low for part in shot.parts)
    merges = len(shot.parts) - 1
    uneven = sum((part.end - part.start) ** 2 for part in shot.parts if part.is_piece)
    if shot.parts[0].beat.chosen:
        uneven = 0
    return {
        "expected": (expected, splits, shot.pad, merges, uneven),
        "list-price": (money, splits, shot.pad, merges, uneven),
        "fewest": (1, expected, splits, shot.pad, merges, uneven),
        "faithful": (splits, shot.pad, merges, expected, uneven),
    }[objective]


def plans(
    beats: Sequence[Told], rate: Callable[[Sequence[Part]], Rated | None], first: int, begun: int
) -> Iterator[tuple[Levels, tuple[int, ...], tuple[Made, ...]]]:
    """Write down every plan of neighbours from one place on: what counts, its cuts, its shots."""
    if first == len(beats):
        yield (0,) * 6, (), ()
        return
    for parts in ends(beats, first, begun):
        last, number = parts[-1], first + len(parts) - 1
        whole = last.end == last.beat.low
        shot = rate(parts)
        if shot is None:
            continue
        cut = sum(beat.low for beat in beats[: number + whole]) + (0 if whole else last.end)
        at = (number + 1, 0) if whole else (number, last.end)
        for rest, cuts, shots in plans(beats, rate, *at):
            total = tuple(map(sum, zip(shot.levels, rest, strict=False)))
            yield total, (cut, *cuts), (shot.shot, *shots)


def best(
    beats: Sequence[Told], rate: Callable[[Sequence[Part]], Rated | None]
) -> tuple[Levels, tuple[Made, ...]] | None:
    """Take the best of all plans: by what counts, then the earliest cuts."""
    every = plans(beats, rate, 0, 0)
    found = min(every, key=lambda entry: entry[:2], default=None)
    return None if found is None else (found[0], found[2])


# Price lists


class Tariff(NamedTuple):
    """A price list: as the user writes it, and as the search reckons with it."""

    price: Price
    rate: dict[str, object] | None = None


def per(amount: str, seconds: int, rounding: str) -> Tariff:
    """Write a price by time: to the millisecond, by started blocks, or up to whole units."""
    each = Fraction(amount)

    def price(length: int) -> Fraction:
        if rounding == "block":
            return each * -(-length // seconds)
        cost = each * length / seconds
        return Fraction(-(-cost // 1)) if rounding == "unit" else cost

    return Tariff(price, {"amount": amount, "per_ms": seconds * 1000, "rounding": rounding})


TARIFFS: dict[RouteName, tuple[Tariff, ...]] = {
    "web": (
        Tariff(lambda length: Fraction(4 * length)),
        per("3.5", 1, "exact"),
        per("10", 7, "exact"),
        per("20", 5, "block"),
        per("30", 10, "block"),  # nothing costs less than ten seconds
        per("2.3", 3, "unit"),
        Tariff(lambda _: Fraction(45), {"amount": "45", "per": "generation"}),
    ),
    "api": (
        Tariff(lambda _: Fraction(7)),
        per("0.4", 1, "exact"),
        per("2", 4, "block"),
        per("0.11", 1, "unit"),
        Tariff(lambda _: Fraction("0.01"), {"amount": "0.01", "per": "generation"}),
    ),
}


def rate_file(route: RouteName, rate: dict[str, object]) -> RateFile:
    """Write a user's price list of one price."""
    entry = {
        "id": "own", "cards": ["user"], "confidence": "user", "product": "avatar_shots",
        "billing": "subscription" if route == "web" else "wallet", "source": {"title": "ours"},
        **rate,
    }  # fmt: skip
    return RateFile.model_validate({"schema": 1, "rate": [entry]})
