"""The base of every noun read from or written to JSON: frozen, strict about its keys."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

# Controls that no prompt, script or file format carries on purpose; tab and line ends are fine.
_NO_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

Text = Annotated[str, StringConstraints(pattern=_NO_CONTROLS)]
"""Words of the user's, without control characters (rule SHOT004)."""

LONGEST_NAME = 64
"""Characters of an id."""

# What an id may not hold, for readers of patterns that do not know letters of all scripts.
_NO_SIGNS = r"\s!-,./:-@\[-^`{-~"

Name = Annotated[
    str,
    # Not `{0,63}`: 64 copies of all letters took 30 ms to compile at every start.
    StringConstraints(max_length=LONGEST_NAME, pattern=r"^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*$"),
    WithJsonSchema({"type": "string", "pattern": f"^[^{_NO_SIGNS}-][^{_NO_SIGNS}]{{0,63}}$"}),
]
"""An id: letters, digits, `_` and `-`, at most 64; `.`, `/` and `+` are for derived names."""


class Noun(BaseModel):
    """A frozen value; keys it does not know are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )


class Shorthand(Noun):
    """A noun that may also be written as one bare value, which lands in its `shorthand` field."""

    shorthand: ClassVar[str] = "words"
    shorthand_schema: ClassVar[list[JsonSchemaValue]] = [{"type": "string"}]

    @model_validator(mode="before")
    @classmethod
    def _from_bare_value(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        return value if isinstance(value, dict | cls) else {cls.shorthand: value}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer the bare value beside the object."""
        schema = handler(core_schema)
        return {"anyOf": [*cls.shorthand_schema, schema]}
