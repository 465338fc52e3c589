"""Where a ledger lies, and who writes in it: the edge of everything that is sent."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.errors import InputError, NotApprovedError, Place

if TYPE_CHECKING:
    from shotwright.ledger import Ledger
    from shotwright.model.plan import Plan

LedgerPlace = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE_OR_URL",
        help="NAME.ledger.sqlite beside the plan; or postgresql://..., which machines share.",
    ),
]


def place_of(ledger: str | None, plan: Path) -> str:
    """Settle where the ledger of a plan lies.

    Boards whose months share a budget share a ledger too: the one beside their `shotwright.toml`.

    Raises:
        InputError: There are both, so that what was sent may stand in the other.
    """
    from shotwright.campaign import read_campaign  # noqa: PLC0415 - commands load what they use

    if ledger is not None:
        return ledger
    shared, own = read_campaign(plan.parent).ledger, _own(plan)
    if shared is not None and own.is_file():
        message = f"takes of this plan are in {own}, and its campaign shares {shared}"
        hint = "what is paid in one is not known in the other: choose with --ledger"
        raise InputError.of(message, hint, Place(own.as_posix()))
    return (shared or own).as_posix()


def _own(plan: Path) -> Path:
    from shotwright.campaign import SUFFIX  # noqa: PLC0415 - commands load what they use

    return plan.with_name(f"{plan.name.removesuffix(SUFFIX)}.ledger.sqlite")


def refuse_nameless(made: Plan, where: str | None, plan: Path) -> None:
    """See that boards of one ledger have names: takes are told apart by their board's.

    Raises:
        InputError: The board has neither a title nor an id, and the ledger is not its own.
    """
    from shotwright.model.board import Board  # noqa: PLC0415 - commands load what they use

    place = place_of(where, plan)
    if made.board == Board.model_fields["title"].default and place != _own(plan).as_posix():
        message = f"{plan} is of a board without a name, and others may share {place}"
        raise InputError.of(message, "give the board a `title` or an `id`, and plan it again")


def open_ledger(where: str | None, plan: Path, *, new: bool = False) -> Ledger:
    """Open the ledger of a plan.

    Args:
        where: What the command line says of it.
        plan: The plan file.
        new: Whether it may be made now.

    Raises:
        InputError: It is no ledger, or there are two.
        NotApprovedError: There is none, so that nothing is approved.
        ServiceError: It cannot be reached.
    """
    from shotwright.ledger import Ledger  # noqa: PLC0415 - commands load what they use

    place = place_of(where, plan)
    if not new:
        _refuse_unapproved(place, where, plan)
    return Ledger.at(place, _worker(), _clock)


def read_ledger(where: str | None, plan: Path, *, approved: bool = False) -> Ledger:
    """Open the ledger of a plan to read it; it need not be one that may be written.

    Args:
        where: What the command line says of it.
        plan: The plan file.
        approved: Whether an approval is looked for, which is missing where there is no ledger.

    Raises:
        InputError: There is none, it is no ledger, or there are two.
        NotApprovedError: There is none, so that nothing is approved.
        ServiceError: It cannot be reached.
    """
    from shotwright.ledger import Ledger, connect_to_read  # noqa: PLC0415

    place = place_of(where, plan)
    if approved:
        _refuse_unapproved(place, where, plan)
    hint = "nothing of the plan was approved yet, or it lies elsewhere: name it with --ledger"
    refuse_missing(place, hint)
    return Ledger(connect_to_read(place), _worker(), _clock)


def refuse_missing(place: str, hint: str) -> None:
    """See that there is a ledger.

    Raises:
        InputError: There is none.
    """
    if not _is_there(place):
        raise InputError.of(f"there is no ledger {place}", hint, Place(place))


def _refuse_unapproved(place: str, where: str | None, plan: Path) -> None:
    if not _is_there(place):
        named = f" --ledger {where}" if where else ""
        hint = f"approve it first: shotwright approve {plan}{named} --ceiling 200USD"
        raise NotApprovedError(f"there is no ledger {place}", hint)


def _is_there(place: str) -> bool:
    from shotwright.ledger import is_server  # noqa: PLC0415 - commands load what they use

    return is_server(place) or Path(place).is_file()


def _worker() -> str:
    import secrets  # noqa: PLC0415 - commands load what they use

    return f"{platform.node()} {os.getpid()} {secrets.token_hex(4)}"


def _clock() -> datetime:
    return datetime.now(UTC)
