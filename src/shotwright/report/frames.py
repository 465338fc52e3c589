"""Comparisons as pandas frames, one row an amount.

A plan, an estimate and a forecast have their own `to_frame()`.  Here, as there, money is an exact
decimal string beside whole millionths of its purse.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from shotwright.model.plan import NoPlan
from shotwright.model.table import Column as Head
from shotwright.model.table import Row, frame_of

if TYPE_CHECKING:
    from shotwright.budget import Column

COMPARISON_COLUMNS = (
    Head("shots", "str", "the route of shots"),
    Head("talk", "str", "the route of talk"),
    Head("shots_billing", "str", "subscription or wallet"),
    Head("talk_billing", "str", "subscription or wallet"),
    Head("resolution", "str", "those of the board's beats, joined by a space"),
    Head("generations", "Int64", "how many are made; missing where the board cannot be made"),
    Head("purse", "str", "credits or usd: never add one to the other"),
    Head("amount", "str", "one take of everything, in its purse: a decimal string"),
    Head("micro", "Int64", "the same in whole millionths of its purse"),
    Head("at_least", "boolean", "whether a price is missing in it"),
    Head("plan", "str", "the plan's hash"),
    Head("cannot", "str", "why the board cannot be made there"),
)
"""The columns of a comparison: a row for each pair of routes and each purse that it draws on."""


def comparison_frame(columns: Iterable[Column]) -> Any:  # noqa: ANN401 - a pandas.DataFrame
    """Make a pandas DataFrame of what `compare` found; see `COMPARISON_COLUMNS`.

    Raises:
        InputError: pandas is not installed.
    """
    return frame_of(COMPARISON_COLUMNS, (row for column in columns for row in _compared(column)))


def _compared(column: Column) -> Iterable[Row]:
    own: Row = {
        "shots": column.shots,
        "talk": column.talk,
        "shots_billing": column.billing[0],
        "talk_billing": column.billing[1],
        "resolution": " ".join(column.resolution),
    }
    if column.estimate is None or isinstance(column.plan, NoPlan):
        why = "; ".join(map(str, column.plan.clashes)) if isinstance(column.plan, NoPlan) else None
        missing = {head.name: None for head in COMPARISON_COLUMNS}
        yield {**missing, **own, "cannot": why}
        return
    for purse, total in column.estimate.totals.items():
        yield {
            **own,
            "generations": len(column.plan.generations),
            "purse": purse,
            "amount": total.known.plain(),
            "micro": total.known.micro,
            "at_least": bool(total.missing),
            "plan": column.plan.hash,
            "cannot": None,
        }
