"""What the service charges, allows and takes its time for, from `service.toml`; and its cast.

The cast comes from `world.toml`, or from a file of the user's own in the same form.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from shotwright.errors import InputError, Place, Problem

M = TypeVar("M", bound=BaseModel)

HERE = Path(__file__).parent

LookType = Literal["studio_avatar", "digital_twin", "photo_avatar"]
LookStatus = Literal["processing", "pending_consent", "failed", "completed"]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Look(_Closed):
    """One look of a group; a public one shows no status."""

    id: str
    type: LookType
    status: LookStatus = "completed"


class Group(_Closed):
    """A person: looks, consent (`None`: not required), default voice."""

    id: str
    name: str
    gender: str = "unknown"
    consent: str | None = None
    voice: str | None = None
    public: bool = False
    looks: tuple[Look, ...]


class Voice(_Closed):
    """A voice of the account (private) or of everybody."""

    id: str
    name: str
    language: str = "English"
    gender: str = "unknown"
    type: Literal["public", "private"] = "private"


class Cast(NamedTuple):
    """Who can be filmed and heard, by id."""

    groups: dict[str, Group]
    looks: dict[str, tuple[Group, Look]]
    voices: dict[str, Voice]


class _WorldFile(_Closed):
    group: tuple[Group, ...] = ()
    voice: tuple[Voice, ...] = ()


@cache
def service() -> dict[str, Any]:
    """Read `service.toml`: limits, prices, lengths, render times, the account."""
    return tomllib.loads((HERE / "service.toml").read_text("utf-8"))


def read_cast(path: Path | None = None) -> Cast:
    """Read the cast from a file, or the one that comes along.

    Raises:
        InputError: The file cannot be read, or is not as `world.toml` is.
    """
    file = read_toml(path or HERE / "world.toml", _WorldFile)
    return Cast(
        {group.id: group for group in file.group},
        {look.id: (group, look) for group in file.group for look in group.looks},
        {voice.id: voice for voice in file.voice},
    )


def read_toml(path: Path, form: type[M]) -> M:
    """Read a TOML file in a form, with every mistake told at once.

    Raises:
        InputError: It is no readable TOML, or not of that form.
    """
    where = Place(path.as_posix())
    try:
        return form.model_validate(tomllib.loads(path.read_bytes().decode()))
    except OSError as error:
        raise InputError.of(f"cannot read: {error.strerror}", "check the path", where) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError.of(f"is no TOML: {error}", "see docs/simulator.md", where) from None
    except ValidationError as error:
        raise InputError(
            Problem(
                told["msg"],
                "see docs/simulator.md",
                Place(path.as_posix(), path=".".join(map(str, told["loc"]))),
            )
            for told in error.errors(include_url=False)
        ) from None
