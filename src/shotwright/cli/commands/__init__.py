"""The commands, by what they are about; imported, they are known to the app."""

from shotwright.cli.commands import (  # isort: skip
    storyboards,
    prompts,
    templates,
    plans,
    comparisons,
    forecasts,
    voices,
    facts,
    money,
    lab,
    rewrites,
)

__all__ = [
    "comparisons",
    "facts",
    "forecasts",
    "lab",
    "money",
    "plans",
    "prompts",
    "rewrites",
    "storyboards",
    "templates",
    "voices",
]
