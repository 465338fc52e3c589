"""The parts of a forecast: each a question asked of the same plan, prices and beliefs."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from functools import cached_property
from math import gcd, isfinite
from typing import NamedTuple

from shotwright.budget.advice import try_first
from shotwright.budget.distribution import Law, Memory, law
from shotwright.budget.forecast import (
    DRIVERS,
    PERCENTILES,
    Advice,
    Driver,
    Learnt,
    Money,
    Week,
)
from shotwright.budget.lattice import Batch
from shotwright.budget.rates import left_over, mean_takes, nodes
from shotwright.budget.schedule import WEEK, WEEKS, Calendar, Work, simulate
from shotwright.budget.swings import swings
from shotwright.budget.takes import KINDS, Belief, Kind, Prior, Reviewed, endless, kind_of, parts_of
from shotwright.catalog import RateFile, keeper_chances
from shotwright.model.estimate import Estimate
from shotwright.model.money import PURSES, Amount, Purse, Unknown
from shotwright.model.names import RouteName
from shotwright.model.plan import Plan
from shotwright.model.spread import Bin


class Piece(NamedTuple):
    """One generation: what a forecast needs to know of it.

    Attributes:
        price: In millionths; None where it is unknown.
        readings: The cheapest and the dearest current reading of it; none where it is unknown.
        cap: At most so many takes of it, kept or not.
    """

    id: str
    route: RouteName
    kind: Kind
    parts: int
    purse: Purse
    price: int | None
    readings: tuple[int, ...]
    cap: int | None


BINS = 40
"""At most so many bins show how an amount is spread."""

SHOWN = 0.975
"""The chance that they hold."""


@dataclass(frozen=True)
class Outlook:
    """A plan's generations with their prices, and what is believed of their keeper rates."""

    plan: Plan
    estimate: Estimate
    pieces: tuple[Piece, ...]
    beliefs: Mapping[Kind, Belief]
    budget: Mapping[Purse, Amount]
    _laws: dict[Hashable, Law] = field(default_factory=dict, repr=False)
    _known: Memory = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        plan: Plan,
        estimate: Estimate,
        beliefs: Mapping[Kind, Belief],
        caps: Mapping[str, int],
        budget: Mapping[Purse, Amount],
    ) -> Outlook:
        """Put a plan and its estimate together."""
        items = {item.id: item for item in plan.items}
        disputes = {dispute.generation: dispute for dispute in estimate.disputed}
        lines = {line.generation: line for line in estimate.lines}
        pieces = []
        for made in plan.generations:
            line = lines[made.id]
            price = line.amount.micro if isinstance(line.amount, Amount) else None
            readings = [price] if price is not None else []
            if made.id in disputes:
                readings += [disputes[made.id].low.micro, disputes[made.id].high.micro]
            ends = (min(readings), max(readings)) if readings else ()
            kind, parts = kind_of(made, items), parts_of(made, items)
            cap = caps.get(made.id)
            pieces.append(Piece(made.id, made.route, kind, parts, line.purse, price, ends, cap))
        return cls(plan, estimate, tuple(pieces), beliefs, budget)

    @property
    def purses(self) -> tuple[Purse, ...]:
        """The purses that are used, in the order tables show them."""
        used = {piece.purse for piece in self.pieces}
        return tuple(purse for purse in PURSES if purse in used)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that are made."""
        used = {piece.kind for piece in self.pieces}
        return tuple(kind for kind in KINDS if kind in used)

    def batches(
        self, purse: Purse, prices: Mapping[str, int] | None = None
    ) -> Mapping[Batch, Sequence[str]]:
        """Put generations that a purse pays for together with their like.

        Args:
            purse: Which of them.
            prices: Those of some generations, in place of what they cost.
        """
        if prices is None:
            return self._batches[purse]
        told = ((piece, prices.get(piece.id, piece.price)) for piece in self.pieces)
        return _alike((piece, price) for piece, price in told if piece.purse == purse and price)

    @cached_property
    def _batches(self) -> dict[Purse, Mapping[Batch, Sequence[str]]]:
        return {purse: self.batches(purse, {}) for purse in self.purses}

    def readings(self, end: Callable[[Sequence[int]], int]) -> dict[str, int]:
        """Tell one end of the current readings of each price: `min` or `max` of them."""
        return {piece.id: end(piece.readings) for piece in self.pieces if piece.readings}

    def reach(self, purse: Purse) -> int:
        """Tell which amount the law of a purse should hold."""
        return self.budget[purse].micro if purse in self.budget else 0

    def law(
        self,
        batches: Collection[Batch],
        reach: int = 0,
        beliefs: Mapping[Kind, Belief] | None = None,
        without: Batch | None = None,
    ) -> Law | None:
        """Reckon the law of some batches; None where nothing costs anything.

        Args:
            batches: What is to be made.
            reach: An amount that the law should hold.
            beliefs: What is believed instead.
            without: One of them that is left out.
        """
        if not batches:
            return None
        believed = beliefs or self.beliefs
        key = (tuple(sorted(batches)), without, reach, tuple(believed.items()))
        if key not in self._laws:
            self._laws[key] = law(
                batches, believed, without=without, reach=reach, known=self._known
            )
        return self._laws[key]

    def p80(
        self,
        purse: Purse,
        *,
        beliefs: Mapping[Kind, Belief] | None = None,
        prices: Mapping[str, int] | None = None,
    ) -> int | None:
        """Reckon the P80 of a purse, in millionths; None beyond what is reckoned."""
        found = self.law(self.batches(purse, prices), beliefs=beliefs)
        return found.percentile(PERCENTILES["p80"]) if found else 0

    def money(self, purse: Purse, own: tuple[RateFile, ...] = ()) -> Money:
        """Forecast what one purse pays."""
        unit = PURSES[purse]
        batches = self.batches(purse)
        bound = self.budget.get(purse)
        found = self.law(batches, self.reach(purse))
        percentiles = {name: _percentile(found, q, unit) for name, q in PERCENTILES.items()}
        missing = dict.fromkeys(
            line.amount.reason
            for line in self.estimate.lines
            if line.purse == purse and isinstance(line.amount, Unknown)
        )
        within = None
        if bound is not None:
            within = found.chance(bound.micro) if found else float(bound.micro >= 0)
        return Money(
            **percentiles,
            mean=self._mean(batches, unit),
            step=unit(found.step if found else 1),
            missing=tuple(missing),
            highest=self._highest(purse, unit),
            budget=bound,
            within=within,
            spread=tuple(_spread(found, unit)) if found else (),
            swings=tuple(swings(self, purse, own)),
        )

    def _highest(self, purse: Purse, unit: type[Amount]) -> Amount | Unknown | None:
        if not any(dispute.purse == purse for dispute in self.estimate.disputed):
            return None
        dear = self.law(self.batches(purse, self.readings(max)))
        return _percentile(dear, PERCENTILES["p80"], unit)

    def _mean(self, batches: Iterable[Batch], unit: type[Amount]) -> Amount | Unknown:
        total = 0.0
        for batch in batches:
            takes = mean_takes(self.beliefs[batch.kind], batch.parts, batch.cap or None)
            if takes is None:
                return Unknown(endless(batch.kind))
            total += batch.price * batch.copies * takes
        return unit(round(total))

    def takes(self) -> dict[str, float | Unknown]:
        """Forecast the number of takes that are paid for."""
        batches = _alike((piece, 1) for piece in self.pieces)
        found = self.law(batches)
        told: dict[str, float | Unknown] = {}
        for name, chance in PERCENTILES.items():
            takes = found.percentile(chance) if found else 0
            told[name] = Unknown(_FAR) if takes is None else float(takes)
        mean = 0.0
        for batch in batches:
            own = mean_takes(self.beliefs[batch.kind], batch.parts, batch.cap or None)
            if own is None:
                return {**told, "mean": Unknown(endless(batch.kind))}
            mean += batch.copies * own
        return {**told, "mean": mean}

    def unkept(self) -> float | None:
        """Reckon how many generations end without a keeper on average; None without a cap."""
        left = [left_over(self.beliefs[p.kind], p.parts, p.cap) for p in self.pieces if p.cap]
        return sum(left) if left else None

    def calendar(self, slots: int | None, review: float, seed: int) -> Calendar:
        """Simulate the calendar."""
        known = keeper_chances()
        lanes: dict[str, tuple[int, list[Work]]] = {}
        for piece in self.pieces:
            at_once = slots or getattr(known.at_once, piece.route)
            minutes = getattr(known.minutes, piece.kind)
            work = Work(
                piece.kind, piece.parts, piece.purse, piece.price, minutes.low, minutes.high,
                piece.cap,
            )  # fmt: skip
            lanes.setdefault(piece.route, (at_once, []))[1].append(work)
        used = {kind: self.beliefs[kind] for kind in self.kinds}
        return simulate(lanes, used, seed=seed, review=review)

    def hours(self, calendar: Calendar) -> dict[str, float]:
        """Tell the percentiles of the whole time."""
        return {name: calendar.percentile(q) / 60 for name, q in PERCENTILES.items()}

    def weeks(self, calendar: Calendar) -> tuple[Week, ...]:
        """Tell what is paid by the end of each week, up to the P95 of the time."""
        last = calendar.percentile(PERCENTILES["p95"])
        if last <= WEEK or not calendar.spent or not isfinite(last):
            return ()
        return tuple(
            Week(number + 1, {
                purse: {
                    name: PURSES[purse](amount)
                    for name, amount in calendar.paid(purse, number, PERCENTILES).items()
                }
                for purse in self.purses
            })
            for number in range(min(int(last // WEEK) + 1, WEEKS))
        )  # fmt: skip

    def learnt(self, kind: Kind, prior: Prior, history: Sequence[Reviewed]) -> Learnt:
        """Tell what is believed of a kind, before and after."""
        rates, weights = nodes(self.beliefs[kind], 0)
        seen = [take.verdict for take in history if take.kind == kind]
        counts = (seen.count("keeper"), seen.count("retake"), seen.count("failed"))
        return Learnt(kind, prior, float(rates @ weights), *counts)

    def drivers(self) -> tuple[Driver, ...]:
        """Leave out the groups that cost most, one at a time, and see what becomes of the P95."""
        found: list[Driver] = []
        for purse in self.purses:
            batches = self.batches(purse)
            whole = self._p95(batches)
            dear = sorted(batches, key=lambda batch: -self._weight(batch))
            for one in dear[:DRIVERS] if whole is not None and len(batches) > 1 else ():
                rest = self._p95(batches, one)
                if rest is not None and whole is not None:
                    found.append(Driver(tuple(batches[one]), PURSES[purse](whole - rest)))
        order = list(PURSES)
        found.sort(key=lambda d: (order.index(d.amount.purse), -d.amount.micro))
        return tuple(found)

    def _weight(self, batch: Batch) -> float:
        belief = self.beliefs[batch.kind]
        rates, weights = nodes(belief, 0)
        return batch.copies * batch.price / float(weights @ rates) / belief.factor(batch.parts)

    def _p95(self, batches: Collection[Batch], without: Batch | None = None) -> int | None:
        found = self.law(batches, without=without)
        return found.percentile(PERCENTILES["p95"]) if found else 0

    def advice(self, own: tuple[RateFile, ...]) -> tuple[Advice, ...]:
        """Advise what pays by the forecast's own reckoning."""
        found: list[Advice] = []
        for purse in self.purses:
            batches = self.batches(purse)
            whole = self.law(batches, self.reach(purse))
            bound = self.budget[purse].micro if purse in self.budget else None
            if bound is None and whole:
                bound = whole.percentile(PERCENTILES["p80"])
            if whole and bound is not None:
                found += try_first(self, purse, bound, own)
        return tuple(found)

    def assumptions(self, slots: int | None, review: float, calendar: Calendar) -> Iterator[str]:
        """Say aloud what the forecast rests on."""
        known = keeper_chances()
        own = self.plan.keepers.source == "board"
        told = "the board's" if own else "assumed, not HeyGen's"
        yield f"keeper rates are {told}; all generations of a kind share one, which is not known"
        yield "a merged shot, or a video of several segments, is kept whole or refused whole"
        yield "a bad take is paid for like a good one"
        if "credits" in self.purses:
            yield "failed renders are free in the app (HeyGen's word)"
        if "usd" in self.purses:
            yield "failed renders are taken to be free on the API: nobody says whether they are"
        yield f"prices are those of the card {self.estimate.card} on {self.estimate.on}"
        for purse in self.purses:
            found = self.law(self.batches(purse), self.reach(purse))
            if found and found.step != gcd(*(batch.price for batch in self.batches(purse))):
                yield f"amounts are reckoned in steps of {PURSES[purse](found.step)}"
        for kind in self.kinds:
            minutes = getattr(known.minutes, kind)
            yield f"a take of {kind} renders {minutes.low} to {minutes.high} minutes"
        for route in dict.fromkeys(piece.route for piece in self.pieces):
            at_once = slots or getattr(known.at_once, route)
            yield f"{at_once} at a time on the route {route}, around the clock"
        yield f"a take is reviewed {review:g} minutes after it is rendered, and retaken at once"
        if not calendar.spent:
            yield "so many takes are not simulated: the hours are a lower bound"


_FAR = "beyond what is reckoned; set a cap on takes"


def _spread(found: Law, unit: type[Amount]) -> Iterator[Bin]:
    """Divide the amounts up to one that is rarely passed into bins alike in width."""
    size = len(found.last)
    end = found.place(SHOWN)
    width = end // BINS + 1
    before = 0.0
    for start in range(0, min(end + 1, size), width):
        reached = found.reached(min(start + width, size) - 1)
        low, high = (found.least + place * found.step for place in (start, start + width))
        yield Bin(unit(low), unit(high), reached - before)
        before = reached


def _alike(priced: Iterable[tuple[Piece, int]]) -> dict[Batch, list[str]]:
    """Put generations that are alike at a price together."""
    ids: dict[tuple[Kind, int, int, int], list[str]] = {}
    for piece, price in priced:
        ids.setdefault((piece.kind, piece.parts, price, piece.cap or 0), []).append(piece.id)
    return {
        Batch(kind, parts, price, len(own), cap): own
        for (kind, parts, price, cap), own in ids.items()
    }


def _percentile(found: Law | None, chance: float, unit: type[Amount]) -> Amount | Unknown:
    micro = found.percentile(chance) if found else 0
    return Unknown(_FAR) if micro is None else unit(micro)
