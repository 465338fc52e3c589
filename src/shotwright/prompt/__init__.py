"""Prompts: clauses and template families to text."""

from shotwright.prompt.agent_brief import AgentChoices, agent_brief, agent_choices, lost_on_agent
from shotwright.prompt.budget import ShortenAdvice, Shortening, shorten_advice
from shotwright.prompt.build import VERBATIM, Builder, build
from shotwright.prompt.reading import (
    Act,
    acts,
    read_audio,
    read_camera,
    read_lighting,
    read_setting,
    read_style,
)
from shotwright.prompt.tokens import (
    ClauseTokens,
    PromptTokens,
    TokenCount,
    count_tokens,
    prompt_tokens,
)

__all__ = [
    "VERBATIM",
    "Act",
    "AgentChoices",
    "Builder",
    "ClauseTokens",
    "PromptTokens",
    "ShortenAdvice",
    "Shortening",
    "TokenCount",
    "acts",
    "agent_brief",
    "agent_choices",
    "build",
    "count_tokens",
    "lost_on_agent",
    "prompt_tokens",
    "read_audio",
    "read_camera",
    "read_lighting",
    "read_setting",
    "read_style",
    "shorten_advice",
]
