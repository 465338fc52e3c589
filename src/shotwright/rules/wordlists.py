"""Word lists as patterns: any of some phrases, at word boundaries, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterable

_GAP = re.compile(r"[\s-]+")


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile some phrases, the longest first; a gap in one is white space or a hyphen."""
    ways = (
        r"[\s-]+".join(map(re.escape, _GAP.split(phrase)))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
