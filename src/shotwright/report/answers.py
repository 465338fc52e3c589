"""What a producer asks of a plan: what it costs, how sure that is, what drives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from shotwright.catalog import STALE_DAYS
from shotwright.model.estimate import Certainty, Estimate, Evidence, Line
from shotwright.model.finding import Finding, Severity
from shotwright.model.money import PURSES, Amount, Purse, Total
from shotwright.model.plan import Plan
from shotwright.report.outlook import about

TOP = 5
"""How many of the dearest generations are named."""

PRODUCTS = {
    "avatar_shots": "Avatar Shots clips",
    "avatar_iii": "Avatar III talking videos",
    "avatar_iv": "Avatar IV talking videos",
    "avatar_v": "Avatar V talking videos",
    "video_agent": "Video Agent videos",
}
"""What a product makes, for people."""

SURENESS: dict[Certainty, str] = {
    "exact": "length and price are fixed",
    "assumed": "the length is estimated from the script, or left to the service",
}
"""What each certainty rests on; what is unknown says so itself."""


@dataclass(frozen=True)
class Share:
    """A part of a purse's total: who it is, how much, and its share in tenths of a percent."""

    name: str
    amount: str
    tenths: int

    @property
    def percent(self) -> str:
        """Write the share for people."""
        return f"{self.tenths / 10:.0f} %" if self.tenths >= 10 else "under 1 %"  # noqa: PLR2004


@dataclass(frozen=True)
class Money:
    """What one purse pays for one take of everything.

    Attributes:
        total: As tables show it.
        other: What other current evidence reads, where it differs: low and high.
        missing: What is not counted, each reason once.
        retakes: The mean until every generation has its keeper, by the planner's own reckoning.
        sure: For each certainty: how many generations, and their sum.
        kinds: What is bought, the dearest first.
        top: The dearest generations.
    """

    purse: Purse
    total: str
    other: tuple[str, str] | None
    missing: tuple[str, ...]
    retakes: str
    sure: tuple[tuple[Certainty, int, str], ...]
    kinds: tuple[Share, ...]
    top: tuple[Share, ...]
    generations: int


@dataclass(frozen=True)
class Proof:
    """A source of prices, and how old it is on the day of the estimate.

    Attributes:
        link: Its address, where it is one of the web.
        days: Since it was last seen; None where it has no date.
        notes: What is to be known of it.
        used: How many generations are priced by it.
    """

    evidence: Evidence
    link: str
    days: int | None
    notes: tuple[str, ...]
    used: int

    @property
    def stale(self) -> bool:
        """Tell whether it should be looked up before money is spent."""
        return self.days is not None and self.days > STALE_DAYS


def money_of(plan: Plan, estimate: Estimate) -> tuple[Money, ...]:
    """Tell each purse's money; credits and dollars are never added up."""
    readings = estimate.readings()
    disputed = {dispute.purse for dispute in estimate.disputed}
    return tuple(
        Money(
            purse=purse,
            total=total.rounded(),
            other=_bounds(*readings[purse]) if purse in disputed else None,
            missing=total.missing,
            retakes=_retakes(plan, purse),
            sure=tuple(_sure(line for line in estimate.lines if line.purse == purse)),
            kinds=_kinds([line for line in estimate.lines if line.purse == purse]),
            top=_top([line for line in estimate.lines if line.purse == purse]),
            generations=sum(line.purse == purse for line in estimate.lines),
        )
        for purse, total in estimate.totals.items()
    )


def _bounds(low: Total[Amount], high: Total[Amount]) -> tuple[str, str]:
    """Write the ends of what all current evidence reads, `at least` where a price is missing."""
    return low.rounded(), high.rounded()


def _retakes(plan: Plan, purse: Purse) -> str:
    """Tell what the planner made least, where that is the money until everything is kept."""
    value = plan.objective.value.get(purse)
    if plan.objective.name != "expected" or value is None or value == "unknown":
        return ""
    return about(PURSES[purse].parse(value))


def _sure(lines: Iterable[Line]) -> Iterator[tuple[Certainty, int, str]]:
    kept = list(lines)
    for certainty in get_args(Certainty):
        own = [line for line in kept if line.certainty == certainty]
        known = [line.amount for line in own if isinstance(line.amount, Amount)]
        if own:
            yield certainty, len(own), _sum(known) if known else "not counted"


def _sum(amounts: list[Amount]) -> str:
    return type(amounts[0])(sum(amount.micro for amount in amounts)).rounded()


def _shares(groups: Mapping[str, list[Amount]], most: int | None = None) -> tuple[Share, ...]:
    """Tell the share of each group, the dearest first, and at most so many."""
    sums = [(name, sum(amount.micro for amount in own), own) for name, own in groups.items()]
    whole = sum(micro for _, micro, _ in sums)
    return tuple(
        Share(name, _sum(own), micro * 1000 // whole if whole else 0)
        for name, micro, own in sorted(sums, key=lambda entry: -entry[1])[:most]
    )


def _kinds(lines: list[Line]) -> tuple[Share, ...]:
    groups: dict[str, list[Amount]] = {}
    for line in lines:
        if isinstance(line.amount, Amount):
            groups.setdefault(line.product, []).append(line.amount)
    named = {
        f"{len(own):,} {_of_number(PRODUCTS[name], len(own))}": own for name, own in groups.items()
    }
    return _shares(named)


def _of_number(words: str, number: int) -> str:
    return words.removesuffix("s") if number == 1 else words


def _top(lines: list[Line]) -> tuple[Share, ...]:
    groups = {line.generation: [line.amount] for line in lines if isinstance(line.amount, Amount)}
    return _shares(groups, TOP)


def proofs_of(estimate: Estimate) -> tuple[tuple[Proof, ...], tuple[Proof, ...]]:
    """List where prices come from, and what reads otherwise; each source once."""
    on = date.fromisoformat(estimate.on)
    used: dict[Evidence, int] = {}
    for line in estimate.lines:
        if line.source:
            used[line.source] = used.get(line.source, 0) + 1
    other: dict[Evidence, int] = {}
    for dispute in estimate.disputed:
        for source in dispute.source:
            other[source] = other.get(source, 0) + 1
    return tuple(
        tuple(_proof(source, on, count) for source, count in group.items())
        for group in (used, other)
    )  # type: ignore[return-value]


def _proof(evidence: Evidence, on: date, used: int) -> Proof:
    days = (on - date.fromisoformat(evidence.seen)).days if evidence.seen else None
    notes = []
    if evidence.until and date.fromisoformat(evidence.until) < on:
        notes.append(f"another price was seen after {evidence.until}")
    if evidence.fills_gap:
        notes.append("HeyGen's guides are silent here")
    link = evidence.url if evidence.url.startswith(("https://", "http://")) else ""
    return Proof(evidence, link, days, tuple(notes), used)


def counts_of(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Count findings by severity, the gravest first; what there is none of is left out."""
    kept = list(findings)
    counts = {severity: sum(f.severity == severity for f in kept) for severity in Severity}
    return {severity: number for severity, number in counts.items() if number}
