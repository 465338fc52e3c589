"""Prompts: clauses and template families to text."""

from shotwright.prompt.agent_brief import AgentChoices, agent_brief, agent_choices, lost_on_agent
from shotwright.prompt.budget import ShortenAdvice, Shortening, shorten_advice
from shotwright.prompt.build import VERBATIM, Builder, build
from shotwright.prompt.checking import case_problems, check_family
from shotwright.prompt.families import Families, family_folders, read_families
from shotwright.prompt.family import Family
from shotwright.prompt.reading import (
    Act,
    acts,
    read_audio,
    read_camera,
    read_lighting,
    read_setting,
    read_style,
)
from shotwright.prompt.rewrite import read_rewrite, rewrite_request
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
    "Families",
    "Family",
    "PromptTokens",
    "ShortenAdvice",
    "Shortening",
    "TokenCount",
    "acts",
    "agent_brief",
    "agent_choices",
    "build",
    "case_problems",
    "check_family",
    "count_tokens",
    "family_folders",
    "lost_on_agent",
    "prompt_tokens",
    "read_audio",
    "read_camera",
    "read_families",
    "read_lighting",
    "read_rewrite",
    "read_setting",
    "read_style",
    "rewrite_request",
    "shorten_advice",
]
