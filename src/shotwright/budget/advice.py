"""What to do before the batch: advice that pays by the forecast's own reckoning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, get_args

from shotwright.budget.forecast import Advice
from shotwright.budget.rates import nodes
from shotwright.budget.takes import Kind, after_retakes
from shotwright.catalog import RateFile
from shotwright.cost import Price, Tariff, job_of
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.names import Card, Resolution

if TYPE_CHECKING:
    from shotwright.budget.outlook import Outlook, Piece

TRIES = 3
"""More test takes than this are no test any more."""

LIKELY = 0.5
"""Below this chance to stay within the bound, one would rather change the plan than go on."""


CARDS: tuple[Card, ...] = get_args(Card)

RESOLUTIONS: tuple[Resolution, ...] = get_args(Resolution)
"""From the lowest to the highest."""


class _Test(NamedTuple):
    """Up to so many takes of one piece before all others.

    Attributes:
        refused: The chance that none is kept.
        within: The chance to stay within the bound after that.
    """

    piece: Piece
    takes: int
    refused: float
    within: float


def try_first(
    outlook: Outlook, purse: Purse, bound: int, own: tuple[RateFile, ...]
) -> Iterator[Advice]:
    """Advise to test one generation of a kind before the first takes of the others are bought.

    A test costs nothing, as its takes would be made anyway, but it may tell that the rate is so
    low that the rest had better not be bought: that saves the rest's first takes.
    """
    for kind in outlook.kinds:
        pieces = [p for p in outlook.pieces if p.kind == kind and p.purse == purse and p.price]
        if len(pieces) < 2 or outlook.beliefs[kind].known is not None:  # noqa: PLR2004
            continue
        piece = min(pieces, key=lambda piece: (piece.parts, piece.price))
        rest = sum(other.price or 0 for other in pieces) - (piece.price or 0)
        test = _test(outlook, kind, piece, bound)
        if test and (saved := _saved(test, rest)) > 0:
            yield _told(outlook, test, PURSES[purse](bound), rest, saved, own)


def _saved(test: _Test, rest: int) -> int:
    """Reckon what a test saves on average: the rest, less the test's takes beyond the first."""
    return round(test.refused * (rest - (test.takes - 1) * (test.piece.price or 0)))


def _test(outlook: Outlook, kind: Kind, piece: Piece, bound: int) -> _Test | None:
    """Find the test that could change one's mind: now likely enough, and then no more.

    The shortest saves most: more takes are refused more rarely, and cost more.
    """
    batches = outlook.batches(piece.purse)
    belief = outlook.beliefs[kind]
    now = outlook.law(batches, outlook.reach(piece.purse))
    if now is None or now.chance(bound) < LIKELY:
        return None

    def within(takes: int) -> float:
        beliefs = {**outlook.beliefs, kind: after_retakes(belief, takes, piece.parts)}
        left = bound - takes * (piece.price or 0)
        after = outlook.law(batches, left, beliefs)
        return after.chance(left) if after else 1.0

    most = min(TRIES, (piece.cap or TRIES + 1) - 1)
    if most == 0 or within(most) >= LIKELY:  # after fewer takes it is likelier still
        return None
    takes = next(takes for takes in range(1, most + 1) if within(takes) < LIKELY)
    rates, weights = nodes(belief, TRIES)
    refused = float(weights @ (1 - rates * belief.factor(piece.parts)) ** takes)
    return _Test(piece, takes, refused, within(takes))


def _told(
    outlook: Outlook, test: _Test, bound: Amount, rest: int, saved: int, own: tuple[RateFile, ...]
) -> Advice:
    """Put a test into words; in a cheaper resolution where that risks less."""
    piece, unit = test.piece, PURSES[test.piece.purse]
    price = piece.price or 0
    times = "once" if test.takes == 1 else f"up to {test.takes} times"
    how = f"{unit(price).rounded()} a take"
    draft = _draft(outlook, piece, own)
    if draft and draft[1] < test.refused * price:
        saved = round(test.refused * (rest + price)) - test.takes * draft[1]
        how = f"as a draft in {draft[0]}, {unit(draft[1]).rounded()} a take"
    return Advice(
        f"take {piece.id} {times} before the other {piece.kind} ({how}): with a chance of"
        f" {test.refused:.0%} none is kept, the chance to stay within {bound.rounded()} falls to"
        f" {test.within:.0%}, and {unit(rest).rounded()} of first takes need not be spent",
        unit(saved),
    )


def _draft(outlook: Outlook, piece: Piece, own: tuple[RateFile, ...]) -> tuple[str, int] | None:
    """Find the cheapest lower resolution of a generation, and its price in millionths."""
    made = next(made for made in outlook.plan.generations if made.id == piece.id)
    items = [item for item in outlook.plan.items if item.id in set(made.items)]
    length = sum(round((item.billed_seconds or 0) * 1000) for item in items)
    job = job_of(made, items)
    card: Card = next(card for card in CARDS if card == outlook.estimate.card)
    tariff = Tariff.of(card, date.fromisoformat(outlook.estimate.on), own)
    lower = RESOLUTIONS[: RESOLUTIONS.index(job.resolution)]
    found = [
        (price.micro(length), resolution)
        for resolution in lower
        if isinstance(price := tariff.find(job._replace(resolution=resolution)), Price)
    ]
    cheapest = min(found, default=None)
    return (cheapest[1], cheapest[0]) if cheapest else None
