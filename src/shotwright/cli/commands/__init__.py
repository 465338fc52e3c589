"""The commands, by what they are about; imported, they are known to the app."""

from shotwright.cli.commands import (  # isort: skip
    storyboards,
    prompts,
    templates,
    plans,
    comparisons,
    voices,
    facts,
    lab,
)

__all__ = [
    "comparisons",
    "facts",
    "lab",
    "plans",
    "prompts",
    "storyboards",
    "templates",
    "voices",
]
