"""What the senders keep to at HeyGen's API, from `limits.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def limit(name: str) -> int:
    """Look up a limit by its name in `limits.toml`."""
    text = files("shotwright.sender.heygen").joinpath("limits.toml").read_text("utf-8")
    value: int = tomllib.loads(text)[name]["value"]
    return value
