"""What is believed of a keeper rate, as numbers: rates with their chances, and mean takes.

Chances are floats; amounts of money never come here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from shotwright.budget.takes import Belief

Floats = NDArray[np.float64]

NEGLIGIBLE = -41.0
"""The logarithm of a chance that double precision does not see beside 1."""

REMEMBERED = 64
"""Beliefs whose nodes are remembered: a forecast asks for the same ones again and again."""

REACH = 40
"""How far into the tails of a belief to go: exp(-40) of it is left out."""


@lru_cache(maxsize=REMEMBERED)
def nodes(belief: Belief, generations: int) -> tuple[Floats, Floats]:
    """Spread a belief over rates: equal steps of its log odds, from the highest rate down.

    Steps are as fine as the law of so many generations needs: the trapezoidal sum then agrees
    with the integral to about a part in 10^8.

    Returns:
        The rates, and the chance of each; they sum to 1.
    """
    if belief.known is not None:
        return np.array([belief.known]), np.ones(1)
    odds, _ = _odds(belief, generations)
    logs = _log_density(belief, odds)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    seen = weights > np.exp(NEGLIGIBLE + 7)
    return np.exp(_log_rate(odds[seen])), weights[seen]


def _odds(belief: Belief, generations: int) -> tuple[Floats, float]:
    """Step through the log odds that count, from high to low."""
    step = 1 / isqrt(generations + belief.reviewed + int(belief.keepers + belief.retakes) + 16)
    high, low = (int(REACH / min(tail, 1) / step) for tail in (belief.retakes, belief.keepers))
    return np.arange(high, -low - 1, -1).astype(np.float64) * step, step


@lru_cache(maxsize=REMEMBERED)
def _integral(belief: Belief) -> float:
    odds, step = _odds(belief, 0)
    return float(np.exp(_log_density(belief, odds)).sum()) * step


def _log_rate(odds: Floats) -> Floats:
    """Write log odds as the logarithm of a rate."""
    found: Floats = -np.logaddexp(0.0, -odds)
    return found


def _log_density(belief: Belief, odds: Floats) -> Floats:
    logs = belief.keepers * _log_rate(odds) + belief.retakes * _log_rate(-odds)
    for factor, number in belief.in_part:
        logs = logs + number * np.log1p(-factor * np.exp(_log_rate(odds)))
    return logs


def mean_takes(belief: Belief, parts: int, cap: int | None = None) -> float | None:
    """Reckon the mean number of takes of a generation; None where it is infinite."""
    factor = belief.factor(parts)
    if cap is not None:
        rates, weights = nodes(belief, 0)
        kept = rates * factor
        return float(weights @ ((1 - (1 - kept) ** cap) / kept))
    if belief.known is not None:
        return 1 / (belief.known * factor)
    if belief.keepers <= 1:
        return None
    fewer = _integral(replace(belief, keepers=belief.keepers - 1))
    return fewer / _integral(belief) / factor


def left_over(belief: Belief, parts: int, cap: int) -> float:
    """Reckon the chance that a generation has no keeper after so many takes."""
    rates, weights = nodes(belief, 0)
    return float(weights @ (1 - rates * belief.factor(parts)) ** cap)
