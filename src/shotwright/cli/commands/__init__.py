"""The commands, by what they are about; imported, they are known to the app."""

from shotwright.cli.commands import storyboards, prompts, plans, comparisons, facts  # isort: skip

__all__ = ["comparisons", "facts", "plans", "prompts", "storyboards"]
