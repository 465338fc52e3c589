"""Prompts: clauses and template families to text."""

from shotwright.prompt.build import VERBATIM, Builder, build

__all__ = ["VERBATIM", "Builder", "build"]
