"""The fixed words of boards and plans; light to import, so that the command line can offer them."""

import re
from typing import Literal

RouteName = Literal["web", "api", "agent", "legacy"]
Billing = Literal["subscription", "wallet"]
Aspect = Literal["16:9", "9:16", "1:1", "4:5", "5:4"]
Resolution = Literal["720p", "1080p", "4k"]
Engine = Literal["avatar_iii", "avatar_iv", "avatar_v"]
LookKind = Literal["digital_twin", "photo", "public"]
Source = Literal["photo", "studio", "direct"]
Product = Literal["avatar_shots", "avatar_iii", "avatar_iv", "avatar_v", "video_agent"]

Card = Literal["guides", "latest-low", "latest-high", "history"]
"""A consistent set of rates: what HeyGen's guides say, the newest evidence read cheap or dear, or
what has been."""

Objective = Literal["expected", "list-price", "fewest", "faithful"]
"""What a plan makes least: the expected price until every shot has its keeper, the list price, the
number of generations, or the changes to what was wished."""

_TAG = re.compile(r"([A-Za-z]{2,3})(?=[-_]|$)")


def primary_language(tag: str) -> str:
    """Take the language of a tag such as `pt-BR`, in lower case; other words stay as they are."""
    match = _TAG.match(tag)
    return match[1].lower() if match else tag
