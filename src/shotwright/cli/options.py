"""The options that commands share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from shotwright.errors import InputError
from shotwright.model.names import Billing, Card, Objective, RouteName

if TYPE_CHECKING:
    from shotwright.campaign import Terms
    from shotwright.catalog import RateFile
    from shotwright.model.board import Board
    from shotwright.model.money import Amount, Purse

BoardPath = Annotated[
    str,
    typer.Argument(
        metavar="BOARD",
        help="A storyboard (YAML or JSON), a folder or glob of them; - is standard input.",
    ),
]
BoardOrPlan = Annotated[
    str,
    typer.Argument(
        metavar="BOARD_OR_PLAN",
        help="A storyboard, a folder or glob of them, or a NAME.plan.json; - is standard input.",
    ),
]
MaxSize = Annotated[
    int | None,
    typer.Option("--max-size", metavar="MIB", min=1, help="The largest board that is read: 64."),
]
Outside = Annotated[
    bool, typer.Option("--allow-outside", help="Let media lie outside the board's folder.")
]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="DIR", help="Template families of your own; they win."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document for programs.")]
Route = Annotated[RouteName | None, typer.Option("--route", help="For shots and talk both.")]
Shots = Annotated[RouteName | None, typer.Option("--shots", help="Where shots are made.")]
Talk = Annotated[RouteName | None, typer.Option("--talk", help="Where talk is made.")]
Paid = Annotated[
    Billing | None, typer.Option("--billing", help="Which purse pays, where a route has it.")
]
Goal = Annotated[
    Objective | None, typer.Option("--objective", help="What the plan makes least: expected.")
]
RateCard = Annotated[
    Card | None, typer.Option("--card", help="Which consistent set of prices: guides.")
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="YYYY-MM-DD", help="The day to read routes and prices for: today."
    ),
]
Rates = Annotated[
    Path | None, typer.Option("--rates", metavar="FILE", help="Your own prices (TOML); they win.")
]


def day(text: str | None) -> date:
    """Read a day; without one, look at the clock."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError.of(f"{text!r} is no day", "write it as 2026-11-21") from None


def amount_of(text: str, example: str) -> Amount:
    """Read an amount with its purse."""
    from shotwright.model.money import read_amount  # noqa: PLC0415 - commands load what they use

    try:
        return read_amount(text)
    except ValueError as error:
        raise InputError.of(str(error), f"for example {example}") from None


def budgets(texts: Iterable[str]) -> dict[Purse, Amount]:
    """Read budgets, one a purse."""
    from shotwright.model.money import read_amount  # noqa: PLC0415 - commands load what they use

    found: dict[Purse, Amount] = {}
    for text in texts:
        try:
            amount = read_amount(text)
        except ValueError:
            hint = "write 400credits, 200USD or $200"
            raise InputError.of(f"{text!r} is no budget", hint) from None
        if amount.purse in found:
            raise InputError.of(f"two budgets in {amount.unit}", "give one for each purse")
        found[amount.purse] = amount
    return found


def own_rates(*paths: Path | None) -> tuple[RateFile, ...]:
    """Read the user's own prices, nearest first: those files, then the one in the user's folder."""
    from platformdirs import user_config_path  # noqa: PLC0415 - commands load what they use

    from shotwright.catalog import read_rates  # noqa: PLC0415

    users = user_config_path("shotwright", appauthor=False) / "rates.toml"
    files = [path for path in paths if path is not None]
    return tuple(read_rates(path) for path in (*files, *([users] if users.is_file() else ())))


class Asked(NamedTuple):
    """The options that decide how boards are read and planned, as they were given."""

    route: RouteName | None = None
    shots: RouteName | None = None
    talk: RouteName | None = None
    billing: Billing | None = None
    objective: Objective | None = None
    card: Card | None = None
    rates: Path | None = None
    max_size: int | None = None
    outside: bool = False
    templates: Path | None = None

    def board(self, name: str) -> Board:
        """Read a board as it was asked for."""
        read = read_board(name, self.max_size, outside=self.outside)
        return read.use_templates(self.templates)


def terms(asked: Asked, folder: Path) -> Terms:
    """Settle what a plan is asked for: the options, else the nearest `shotwright.toml`.

    `--shots` and `--talk` win over `--route`.
    """
    from shotwright.campaign import read_campaign  # noqa: PLC0415 - commands load what they use

    campaign = read_campaign(folder)
    own = campaign.defaults
    return {
        "shots": asked.shots or asked.route or own.shots,
        "talk": asked.talk or asked.route or own.talk,
        "billing": asked.billing or own.billing,
        "objective": asked.objective or own.objective or "expected",
        "card": asked.card or own.card or "guides",
        "own": own_rates(asked.rates, campaign.rates),
    }


def folder_of(name: str) -> Path:
    """Tell the folder whose `shotwright.toml` holds for a board."""
    return Path() if name == "-" else Path(name).parent


def read_board(name: str, max_size: int | None = None, *, outside: bool = False) -> Board:
    """Read a board from a path or, for `-`, from standard input; its voices as they are known."""
    from shotwright.campaign import read_voices, voices_file  # noqa: PLC0415 - as below
    from shotwright.storyfile import MAX_BYTES, load  # noqa: PLC0415 - commands load what they use

    max_bytes = max_size * 2**20 if max_size else MAX_BYTES
    source = name if name == "-" else Path(name)
    board = load(source, max_bytes=max_bytes, allow_outside=outside)
    return board.hear(read_voices(voices_file(folder_of(name))))
