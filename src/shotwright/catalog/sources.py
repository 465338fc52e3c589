"""Where facts come from; every fact in the catalog names one of these."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shotwright.model.frozen import Noun

Confidence = Literal["guide", "official", "reported", "inferred", "user"]
"""HeyGen's own guide, HeyGen's own page or schema, someone else's reading, or our reckoning."""


class Source(Noun):
    """A page that states a limit.

    Attributes:
        page_dated: The page's own date, or `undated`.
        read_on: The day it was read.
    """

    title: str
    url: str = ""
    page_dated: str
    read_on: date


class Sighting(Noun):
    """A page, and the day on which a price was seen there; None where the page has no date."""

    title: str
    url: str = ""
    seen: date | None = None
