"""Commented storyboards to start from."""

from importlib.resources import files
from typing import Literal, get_args

Kind = Literal["ad", "course", "interview", "social"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def starter(kind: Kind) -> str:
    """Read a starter: YAML text that plans as it is."""
    return (files("shotwright.storyfile.starters") / f"{kind}.yaml").read_text("utf-8")
