"""The forecast: what it really costs, and how long it takes, until every shot is good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shotwright.budget.takes import (
    KINDS,
    Kind,
    Prior,
    Reviewed,
    believe,
    priors_of,
)
from shotwright.catalog import RateFile
from shotwright.model.estimate import Estimate
from shotwright.model.money import Amount, Purse, Total, Unknown
from shotwright.model.plan import Plan
from shotwright.model.spread import Bin, Swing
from shotwright.model.table import Column, Row, frame_of, html_of

PERCENTILES = {"p50": 0.5, "p80": 0.8, "p95": 0.95}
"""The least total whose cumulative chance reaches each."""

DRIVERS = 5
"""How many groups of generations are tried for how much of the P95 they make."""


FORECAST_COLUMNS = (
    Column("purse", "str", "credits or usd: never add one to the other"),
    Column("statistic", "str", "p50, p80, p95 or mean"),
    Column("amount", "str", "until every generation has its keeper: a decimal string"),
    Column("micro", "Int64", "the same in whole millionths of its purse"),
    Column("at_least", "boolean", "whether a price is missing in it"),
    Column("unknown", "str", "why the amount is not known"),
)
"""The columns of a forecast's money: a row for each purse and statistic."""


@dataclass(frozen=True)
class Money:
    """What a purse pays until every generation has its keeper.

    Attributes:
        p50, p80, p95: Percentiles, at least so much where a price is missing.
        mean: The mean; unknown where it is infinite.
        missing: Why prices are missing, each reason once.
        highest: The P80 if every disputed price is the dearest one; None without disputes.
        budget: The bound that was asked about, if there was one ...
        within: ... and the chance to stay within it; with missing prices at most so much.
        step: Amounts are reckoned in steps of so much.
        spread: How likely each amount is, up to one that is rarely passed.
        swings: What the P80 becomes when one thing is otherwise.
    """

    p50: Amount | Unknown
    p80: Amount | Unknown
    p95: Amount | Unknown
    mean: Amount | Unknown
    step: Amount
    missing: tuple[str, ...] = ()
    highest: Amount | Unknown | None = None
    budget: Amount | None = None
    within: float | None = None
    spread: tuple[Bin, ...] = ()
    swings: tuple[Swing, ...] = ()

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        found: dict[str, Any] = {
            name: _wire(getattr(self, name), self.missing) for name in (*PERCENTILES, "mean")
        }
        if self.highest is not None:
            found["p80_highest"] = _wire(self.highest, self.missing)
        if self.budget is not None and self.within is not None:
            chance = _digits(self.within, 4)
            within = {"at_most": chance} if self.missing else chance
            found["within_budget"] = {"budget": self.budget.plain(), "chance": within}
        found["p80_if"] = [
            {"what": swing.name, "low": swing.low.plain(), "high": swing.high.plain()}
            for swing in self.swings
        ]
        return found


@dataclass(frozen=True)
class Learnt:
    """What is believed of a kind's keeper rate, before and after the history.

    Attributes:
        mean: The posterior mean of the rate of a take with one part.
        keepers, retakes, failed: What the history holds of it.
    """

    kind: Kind
    prior: Prior
    mean: float
    keepers: int
    retakes: int
    failed: int

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        worth = self.prior.worth
        return {
            "kind": self.kind,
            "prior": {
                "base": str(self.prior.base),
                "extra": str(self.prior.extra),
                "worth": None if worth is None else str(worth),
            },
            "history": {
                "keepers": self.keepers, "retakes": self.retakes, "failed": self.failed,
            },
            "posterior": _digits(self.mean, 4),
        }  # fmt: skip


@dataclass(frozen=True)
class Driver:
    """Generations alike in price and parts, and how much lower the P95 is without them."""

    generations: tuple[str, ...]
    amount: Amount

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "generations": list(self.generations),
            "purse": self.amount.purse,
            "p95": self.amount.plain(),
        }


@dataclass(frozen=True)
class Advice:
    """Something that pays by the forecast's own reckoning, and what it saves on average."""

    text: str
    saves: Amount

    def wire(self) -> dict[str, str]:
        """Write the JSON form."""
        return {"text": self.text, "purse": self.saves.purse, "saves": self.saves.plain()}


@dataclass(frozen=True)
class Week:
    """What is paid from the start to the end of a week, per purse: P50, P80 and P95."""

    number: int
    spent: dict[Purse, dict[str, Amount]]

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        spent: dict[str, dict[str, str]] = {
            purse: {name: amount.plain() for name, amount in told.items()}
            for purse, told in self.spent.items()
        }
        return {"week": self.number, **spent}


@dataclass(frozen=True)
class Forecast:
    """What a plan costs, and how long it takes, until every generation has its keeper.

    Attributes:
        money: Per purse that is used; credits and dollars are never added up.
        takes: Percentiles and mean of the number of paid takes; unknown where it is infinite.
        hours: Percentiles of the time from the first take to the last verdict.
        weeks: What is paid by the end of each week, where it takes longer than one.
        unkept: With a cap, the mean number of generations that end without a keeper.
        drivers: What makes most of the P95, the most telling first.
    """

    money: dict[Purse, Money]
    takes: dict[str, float | Unknown]
    hours: dict[str, float]
    weeks: tuple[Week, ...]
    unkept: float | None
    learnt: tuple[Learnt, ...]
    drivers: tuple[Driver, ...]
    advice: tuple[Advice, ...]
    assumptions: tuple[str, ...]

    def _repr_html_(self) -> str:
        """Show the percentiles in a notebook."""
        rows = [
            {"": f"{purse}, at least" if money.missing else purse}
            | {name: _short(getattr(money, name)) for name in (*PERCENTILES, "mean")}
            for purse, money in self.money.items()
        ]
        rows += [{"": "takes"} | {name: _short(value) for name, value in self.takes.items()}]
        rows += [{"": "hours", "mean": ""} | {n: _short(value) for n, value in self.hours.items()}]
        return html_of("Until every generation has its keeper", ("", *PERCENTILES, "mean"), rows)

    def rows(self) -> tuple[Row, ...]:
        """List what the money comes to, with the columns of `FORECAST_COLUMNS`."""
        return tuple(
            _row(purse, money, statistic)
            for purse, money in self.money.items()
            for statistic in (*PERCENTILES, "mean")
        )

    def to_frame(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame, which not everyone has
        """Make a pandas DataFrame of the money; see `FORECAST_COLUMNS` for dtypes and units.

        Raises:
            InputError: pandas is not installed.
        """
        return frame_of(FORECAST_COLUMNS, self.rows())

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        takes = {
            name: {"unknown": value.reason} if isinstance(value, Unknown) else _digits(value, 2)
            for name, value in self.takes.items()
        }
        return {
            "money": {purse: money.wire() for purse, money in self.money.items()},
            "takes": takes,
            "hours": {name: _digits(value, 1) for name, value in self.hours.items()},
            "weeks": [week.wire() for week in self.weeks],
            "unkept": None if self.unkept is None else _digits(self.unkept, 2),
            "keepers": [learnt.wire() for learnt in self.learnt],
            "drivers": [driver.wire() for driver in self.drivers],
            "advice": [advice.wire() for advice in self.advice],
            "assumptions": list(self.assumptions),
        }


def _row(purse: Purse, money: Money, statistic: str) -> Row:
    found: Amount | Unknown = getattr(money, statistic)
    known = found if isinstance(found, Amount) else None
    return {
        "purse": purse,
        "statistic": statistic,
        "amount": known.plain() if known else None,
        "micro": known.micro if known else None,
        "at_least": bool(money.missing),
        "unknown": found.reason if isinstance(found, Unknown) else None,
    }


def _short(value: Amount | float | Unknown) -> str:
    """Write a figure for a table: an amount as tables do, a number with one decimal."""
    if isinstance(value, Unknown):
        return "unknown"
    return value.rounded() if isinstance(value, Amount) else f"{value:,.1f}".removesuffix(".0")


def _digits(number: float, places: int) -> str:
    """Write a number with so many decimals at most."""
    text = f"{number:.{places}f}"
    return text.rstrip("0").rstrip(".")


def _wire(amount: Amount | Unknown, missing: tuple[str, ...]) -> str | dict[str, str]:
    if isinstance(amount, Unknown):
        return {"unknown": amount.reason}
    return Total(amount, missing).wire()


def forecast(  # noqa: PLR0913 - each is a question of its own
    estimate: Estimate,
    plan: Plan,
    *,
    priors: Mapping[Kind, Prior] | None = None,
    history: Iterable[Reviewed] = (),
    cap: int | None = None,
    uncapped: Collection[str] = (),
    budget: Mapping[Purse, Amount] | None = None,
    slots: int | None = None,
    review_minutes: float = 0.0,
    seed: int = 1,
    own: Iterable[RateFile] = (),
) -> Forecast:
    """Reckon what takes until every generation has its keeper.

    Args:
        estimate: The list price of one take of everything in the plan.
        plan: What is to be made.
        priors: What is assumed of each kind's keeper rate; default: the plan's chances.
        history: Takes that were reviewed: they correct what is assumed.
        cap: At most so many takes of each generation, kept or not ...
        uncapped: ... but for these.
        budget: Bounds; the chance to stay within each is told.
        slots: How many takes render at a time on each route; default: the catalog's.
        review_minutes: From the end of a take to its verdict.
        seed: Where the random numbers of the calendar start; money needs none.
        own: The user's own rates, for prices of drafts.
    """
    from shotwright.budget.outlook import Outlook  # noqa: PLC0415 - it loads numpy

    reviewed, own = tuple(history), tuple(own)
    assumed = {**priors_of(plan), **(priors or {})}
    beliefs = {
        kind: believe(assumed[kind], [take for take in reviewed if take.kind == kind])
        for kind in KINDS
    }
    capped = {made.id: cap for made in plan.generations if cap and made.id not in uncapped}
    outlook = Outlook.of(plan, estimate, beliefs, capped, dict(budget or {}))
    calendar = outlook.calendar(slots, review_minutes, seed)
    return Forecast(
        money={purse: outlook.money(purse, own) for purse in outlook.purses},
        takes=outlook.takes(),
        hours=outlook.hours(calendar),
        weeks=outlook.weeks(calendar),
        unkept=outlook.unkept(),
        learnt=tuple(outlook.learnt(kind, assumed[kind], reviewed) for kind in outlook.kinds),
        drivers=outlook.drivers(),
        advice=outlook.advice(own),
        assumptions=tuple(outlook.assumptions(slots, review_minutes, calendar)),
    )
