"""How likely takes are kept: what is assumed, and what reviewed takes make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from shotwright.catalog import keeper_chances
from shotwright.model.plan import Generation, Item, Plan

Kind = Literal["shots", "talk", "agent"]
"""Generations that share one keeper rate."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Verdict = Literal["keeper", "retake", "failed"]
"""Kept; paid for and not kept; not made, which is no take."""


class Prior(NamedTuple):
    """What is assumed of a kind's keeper rate before any take is seen.

    Attributes:
        base: The mean rate of a take with one part.
        extra: The factor for each further part.
        worth: How many takes the assumption is worth; None where the rate is known.
    """

    base: Decimal
    extra: Decimal = Decimal(1)
    worth: Decimal | None = None


class Reviewed(NamedTuple):
    """One take that was looked at."""

    kind: Kind
    parts: int
    verdict: Verdict


@dataclass(frozen=True)
class Belief:
    """What is believed of a kind's keeper rate p: a density in p.

    It is p^(keepers - 1) (1 - p)^(retakes - 1), times 1 - p x factor for each retake in parts.

    Attributes:
        known: The rate, where there is no doubt; nothing is then learnt.
        in_part: Retakes of several parts, by the factor of the rate there.
        reviewed: How many takes were looked at.
    """

    keepers: float
    retakes: float
    extra: Decimal
    known: float | None = None
    in_part: tuple[tuple[float, int], ...] = ()
    reviewed: int = 0

    def factor(self, parts: int) -> float:
        """Tell what the rate is multiplied by for so many parts."""
        return float(self.extra ** (parts - 1))

    @property
    def has_mean(self) -> bool:
        """Tell whether takes have a mean without a cap."""
        return self.known is not None or self.keepers > 1


def believe(prior: Prior, history: Iterable[Reviewed] = ()) -> Belief:
    """Let reviewed takes of a kind correct what was assumed; failed renders teach nothing."""
    if prior.worth is None or prior.base == 1:
        return Belief(1, 0, prior.extra, float(prior.base))
    seen = Counter((take.verdict, take.parts) for take in history if take.verdict != "failed")
    keepers = sum(number for (verdict, _), number in seen.items() if verdict == "keeper")
    whole, in_part = 0, []
    for (verdict, parts), number in sorted(seen.items()):
        factor = prior.extra ** (parts - 1)
        if verdict == "retake" and factor == 1:
            whole += number
        elif verdict == "retake":
            in_part.append((float(factor), number))
    return Belief(
        float(prior.base * prior.worth) + keepers,
        float((1 - prior.base) * prior.worth) + whole,
        prior.extra,
        None,
        tuple(in_part),
        sum(seen.values()),
    )


def priors_of(plan: Plan) -> dict[Kind, Prior]:
    """Take the chances that a plan reckoned with; how much they are worth is the catalog's."""
    known = keeper_chances()
    planned = plan.keepers
    worth = known.worth
    return {
        "shots": _prior(planned.shots, worth.shots),
        "talk": _prior(planned.talk, worth.talk),
        "agent": Prior(known.agent.base, known.agent.extra, worth.agent),
    }


def _prior(chances: tuple[str, str], worth: Decimal) -> Prior:
    base, extra = chances
    return Prior(Decimal(base), Decimal(extra), worth)


def chance_kept(
    generation: Generation, items: Mapping[str, Item], priors: Mapping[Kind, Prior]
) -> Fraction:
    """Tell the mean chance that a take of a generation is kept."""
    prior = priors[kind_of(generation, items)]
    return Fraction(prior.base * prior.extra ** (parts_of(generation, items) - 1))


def kind_of(generation: Generation, items: Mapping[str, Item]) -> Kind:
    """Tell which keeper rate a generation shares."""
    if generation.product == "video_agent":
        return "agent"
    return "shots" if items[generation.items[0]].kind == "shot" else "talk"


def parts_of(generation: Generation, items: Mapping[str, Item]) -> int:
    """Count what must be good in one take: a shot's parts, a video's segments or items."""
    if len(generation.items) == 1 and items[generation.items[0]].kind == "shot":
        return len(items[generation.items[0]].parts)
    return len(generation.items)


def after_retakes(belief: Belief, number: int, parts: int) -> Belief:
    """Tell what would be believed if so many takes of a generation were refused."""
    factor = belief.factor(parts)
    reviewed = belief.reviewed + number
    if factor == 1:
        return replace(belief, retakes=belief.retakes + number, reviewed=reviewed)
    return replace(belief, in_part=(*belief.in_part, (factor, number)), reviewed=reviewed)


def endless(kind: Kind) -> str:
    """Say why a mean number of takes is unknown."""
    return f"the keeper rate of {kind} may be so low that the mean is infinite; set a cap on takes"
