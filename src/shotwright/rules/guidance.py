"""What is advised where no route sets a limit, from `guidance.toml`.

>>> guidance().references.max
5
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.model.frozen import Noun
from shotwright.model.media import Job


class Advice(Noun):
    """Who advises it, and how sure that is."""

    source: str
    url: str
    read_on: date
    confidence: Literal["official", "reported", "inferred"]


class Most(Advice):
    """No more than so many are advised."""

    max: Annotated[int, Field(gt=0)]


class Jobs(Advice):
    """Jobs of references."""

    jobs: tuple[Job, ...]


class Guidance(Noun):
    """All that is advised.

    Attributes:
        prompt_words: Words of a prompt.
        prompt_signs: Its Chinese, Japanese and Korean characters.
        references: Of one shot.
        video_seconds: Of all its reference clips together.
        one_of_a_kind: What only one reference of a shot can be for.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    prompt_words: Most
    prompt_signs: Most
    references: Most
    video_seconds: Most
    one_of_a_kind: Jobs


@cache
def guidance() -> Guidance:
    """Read what is advised."""
    path = files("shotwright.rules") / "guidance.toml"
    return Guidance.model_validate(tomllib.loads(path.read_text("utf-8")))
