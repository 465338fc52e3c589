"""The ranges of the wire models: read from `wire.toml`, checked, and said with their source.

>>> limit = Limit("cinematic.duration")
>>> str(limit)
'4 to 15 s'
>>> limit.excess(16)
'16 s; HeyGen takes 4 to 15 s'
"""

from __future__ import annotations

import tomllib
from collections.abc import Sized
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("wire.toml").read_text(encoding="utf-8"))


def title_of(source: str) -> str:
    """Name a source by its title and date."""
    return cast("str", _document()["sources"][source])


def refusal(said: str, source: str) -> PydanticCustomError:
    """Word an error of a model, with the source that backs it."""
    return PydanticCustomError(
        "heygen", "{said} ({source})", {"said": said, "source": title_of(source)}
    )


@dataclass(frozen=True)
class Limit:
    """One range of `wire.toml`, put on a field with `Annotated`.

    Numbers are compared, lists counted, and texts counted in UTF-16 units, which are never fewer
    than code points: HeyGen says "characters" and not which it means.

    Attributes:
        key: Table and name, e.g. `cinematic.duration`.
    """

    key: str

    @property
    def row(self) -> dict[str, Any]:
        """What the file says."""
        table, name = self.key.split(".")
        return cast("dict[str, Any]", _document()[table][name])

    @property
    def source(self) -> str:
        """Key of the source."""
        return cast("str", self.row["source"])

    def __str__(self) -> str:
        """Say what HeyGen takes."""
        row = self.row
        unit = f" {row['unit']}" if "unit" in row else ""
        if "only" in row:
            return "only " + ", ".join(map(str, row["only"])) + unit
        if "max" not in row:
            return f"at least {row['min']}{unit}"
        if "above" in row:
            return f"more than {row['above']} and at most {row['max']}{unit}"
        return (f"{row['min']} to {row['max']}" if "min" in row else f"at most {row['max']}") + unit

    def holds(self, size: float | Decimal) -> bool:
        """Tell whether a number is in the range."""
        row = self.row
        return (
            ("only" not in row or size in row["only"])
            and ("min" not in row or size >= row["min"])
            and ("max" not in row or size <= row["max"])
            and ("above" not in row or size > row["above"])
        )

    def excess(self, size: float | Decimal, unit: str = "") -> str | None:
        """Say what is wrong with a number, if anything; its unit is the limit's, if not given."""
        if self.holds(size):
            return None
        unit = unit or self.row.get("unit", "").split(",")[0]
        return f"{size} {unit}".rstrip() + f"; HeyGen takes {self}"

    def check(self, value: Any) -> Any:  # noqa: ANN401 - whatever the field holds
        """Give back a value within the range; refuse any other."""
        wide = isinstance(value, str) and not value.isascii()
        said = self.excess(_size(value), "UTF-16 units" if wide else "")
        if said:
            raise refusal(said, self.source)
        return value

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check after the field's own type."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))


def _size(value: object) -> float:
    if isinstance(value, str):
        return len(value.encode("utf-16-le")) // 2
    return len(value) if isinstance(value, Sized) else cast("float", value)
