"""The clauses of a shot brief.

Each is readable from bare text, which is kept as `words`, or from named parts.  Nothing the user
wrote is dropped: what no part takes stays as words.

    >>> Camera.model_validate("slow push-in").words
    'slow push-in'
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic.json_schema import JsonSchemaValue

from shotwright.model.frozen import Noun, Shorthand, Text

_TEXT_OR_TEXTS: list[JsonSchemaValue] = [
    {"type": "string"},
    {"type": "array", "items": {"type": "string"}},
]


def _listed(value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    return (value,) if isinstance(value, str) else value


Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_listed, json_schema_input_type=str | tuple[str, ...]),
]
"""One text or a list of them."""


class Action(Shorthand):
    """Who does what: the one clause that every shot needs.

    Attributes:
        action: The steps, in order; a single text is one step.
    """

    shorthand: ClassVar[str] = "action"
    shorthand_schema: ClassVar[list[JsonSchemaValue]] = _TEXT_OR_TEXTS
    action: Texts


class Setting(Shorthand):
    """Where and when: place, hour, weather, mood."""

    place: Text = ""
    time: Text = ""
    weather: Text = ""
    mood: Text = ""
    words: Text = ""


class Camera(Shorthand):
    """How it is filmed: one size and one main move a shot serve best."""

    size: Text = ""
    angle: Text = ""
    lens: Text = ""
    support: Text = ""
    move: Text = ""
    speed: Text = ""
    focus: Text = ""
    words: Text = ""


class Lighting(Shorthand):
    """What lights it."""

    quality: Text = ""
    source: Text = ""
    direction: Text = ""
    words: Text = ""


class Style(Shorthand):
    """What it looks like: medium, palette, texture."""

    medium: Text = ""
    palette: Text = ""
    texture: Text = ""
    words: Text = ""


class Says(Noun):
    """One spoken line inside a shot.

    Attributes:
        by: A cast id, a cast member's name, or another voice such as `narrator`.
        line: The words, without quotation marks.
        delivery: How it is said, e.g. `warmly`.
        language: Default: the beat's.
    """

    by: Text
    line: Annotated[Text, Field(min_length=1)]
    delivery: Text = ""
    language: Text = ""


class Audio(Shorthand):
    """What is heard; a shot's audio is described, never uploaded.

    Attributes:
        mode: What the shot sounds of in one word; None lets the parts decide.
        ambient: Sounds of the place.
        music: What plays; `none` says that nothing does.
        speech: `none`, or how people talk when no line is given.
        says: The lines, in order.
    """

    mode: Literal["silent", "ambient", "spoken"] | None = None
    ambient: Texts = ()
    music: Text = ""
    speech: Text = ""
    says: tuple[Says, ...] = ()
    words: Text = ""


class Constraints(Shorthand):
    """What must hold in the picture, said in positive words."""

    shorthand: ClassVar[str] = "keep"
    shorthand_schema: ClassVar[list[JsonSchemaValue]] = _TEXT_OR_TEXTS
    keep: Texts
