"""The commands, by what they are about; imported, they are known to the app."""

from shotwright.cli.commands import (  # isort: skip
    storyboards,
    prompts,
    templates,
    plans,
    comparisons,
    forecasts,
    fits,
    reports,
    voices,
    facts,
    money,
    lab,
    rewrites,
    simulate,
)

__all__ = [
    "comparisons",
    "facts",
    "fits",
    "forecasts",
    "lab",
    "money",
    "plans",
    "prompts",
    "reports",
    "rewrites",
    "simulate",
    "storyboards",
    "templates",
    "voices",
]
