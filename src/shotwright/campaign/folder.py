"""A folder of boards, and the `shotwright.toml` that holds for all of them."""

from __future__ import annotations

import re
import tomllib
from glob import glob
from pathlib import Path
from typing import Annotated

from pydantic import Field, PrivateAttr, ValidationError

from shotwright.catalog import subscriptions
from shotwright.errors import InputError, Place, Problem
from shotwright.model.frozen import Noun
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.names import Billing, Card, Objective, RouteName

CONFIG = "shotwright.toml"

# What makes a file of a folder a board: both keys, wherever they stand.  A brand file has no
# scenes; plans and other files have neither.
_VERSION, _SCENES = (
    re.compile(rf"""(?:^|[{{,])\s*["']?{key}["']?\s*:""", re.MULTILINE)
    for key in ("shotwright", "scenes")
)
_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_WILD = re.compile(r"[*?\[]")

Decimals = Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")]


class CampaignDefaults(Noun):
    """What holds where the command line says nothing.

    Attributes:
        rates: A file of your own rates, from the folder of `shotwright.toml`.
    """

    shots: RouteName | None = None
    talk: RouteName | None = None
    billing: Billing | None = None
    objective: Objective | None = None
    card: Card | None = None
    rates: str | None = None


class MonthBudget(Noun):
    """What a month may cost, per purse, as decimal strings."""

    credits: Decimals | None = None
    usd: Decimals | None = None


class Campaign(Noun):
    """A `shotwright.toml`.

    Attributes:
        subscription: A HeyGen plan by name, e.g. `Creator`: its credits are the month's, where
            the budget names none.
    """

    _folder: Path = PrivateAttr(default_factory=Path)
    schema_: Annotated[int, Field(alias="schema", ge=1, le=1)] = 1
    title: str = ""
    defaults: CampaignDefaults = CampaignDefaults()
    month: MonthBudget = MonthBudget()
    subscription: str | None = None

    @property
    def rates(self) -> Path | None:
        """The file of your own rates."""
        return self._folder / self.defaults.rates if self.defaults.rates else None

    @property
    def ledger(self) -> Path | None:
        """The ledger that the boards share: where a month has a budget, they spend it together."""
        return self._folder / "campaign.ledger.sqlite" if self.budget() else None

    def budget(self) -> dict[Purse, Amount]:
        """What a month may cost, per purse that has a bound."""
        bounds: dict[Purse, Amount] = {}
        if self.subscription:
            bounds["credits"] = _allowances()[self.subscription]
        for purse, unit in PURSES.items():
            own = getattr(self.month, purse)
            if own is not None:
                bounds[purse] = unit.parse(own)
        return bounds


def _allowances() -> dict[str, Amount]:
    """List what HeyGen's plans hold a month; of a ladder its lowest step."""
    found: dict[str, Amount] = {}
    for fact in subscriptions():
        if fact.metric == "credits_per_month":
            found.setdefault(fact.plan, PURSES["credits"].parse(fact.amount))
    return found


def read_campaign(folder: Path) -> Campaign:
    """Read the `shotwright.toml` of a folder, or of the nearest one above it.

    Without one, nothing holds for all.

    Raises:
        InputError: It is not TOML, or says something that is not known.
    """
    above = (folder, *folder.resolve().parents)
    path = next((f / CONFIG for f in above if (f / CONFIG).is_file()), None)
    if path is None:
        return Campaign()
    place = Place(path.as_posix())
    try:
        campaign = Campaign.model_validate(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as error:
        raise InputError(
            Problem(
                detail["msg"],
                "docs/campaigns.md shows a whole file",
                Place(path.as_posix(), path=".".join(map(str, detail["loc"]))),
            )
            for detail in error.errors(include_url=False)
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError.of(f"cannot read it: {error}", where=place) from None
    if campaign.subscription and campaign.subscription not in _allowances():
        known = ", ".join(_allowances())
        message = f"no HeyGen plan is called {campaign.subscription!r}"
        raise InputError.of(message, f"there are {known}", place)
    campaign._folder = path.parent  # noqa: SLF001 - our own
    return campaign


def boards_of(source: str) -> list[Path] | None:
    """List the boards of a folder or a glob, in the order of their names; None for one board.

    Raises:
        InputError: There is no board there.
    """
    path = Path(source)
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix in _SUFFIXES and _is_shown(p, path))
        found = [file for file in files if _is_board(file)]
    elif _WILD.search(source) and not path.exists():
        found = [Path(name) for name in sorted(glob(source, recursive=True))]  # noqa: PTH207
        found = [file for file in found if file.is_file() and _is_board(file)]
    else:
        return None
    if not found:
        hint = "a board is a YAML or JSON file with `shotwright: 1` and `scenes:`"
        raise InputError.of(f"no board in {source}", hint, Place(source))
    return found


def _is_shown(path: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_board(path: Path) -> bool:
    """Tell a board by its keys; a broken one is a board too, so that it is told of."""
    try:
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
    except OSError:
        return True
    return bool(_VERSION.search(text) and _SCENES.search(text))
