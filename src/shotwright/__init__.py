"""Plan HeyGen shoots: a storyboard in, validated prompts and a priced plan out.

>>> from datetime import date
>>> import shotwright
>>> board = shotwright.load({
...     "shotwright": 1,
...     "cast": {"maya": {"look": "lk_maya"}},
...     "scenes": [{"id": "roof", "beats": [{"shot": "Maya waves", "seconds": 5}]}],
... })
>>> plan = shotwright.plan(board, on=date(2026, 11, 21))
>>> {purse: str(total) for purse, total in shotwright.estimate(plan).totals.items()}
{'credits': '20 credits'}
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shotwright.budget import compare as compare
    from shotwright.budget import forecast as forecast
    from shotwright.campaign import Quote as Quote
    from shotwright.campaign import check as check
    from shotwright.campaign import quote as quote
    from shotwright.campaign import requests as requests
    from shotwright.campaign import variants as variants
    from shotwright.cost import estimate as estimate
    from shotwright.errors import InputError as InputError
    from shotwright.errors import Place as Place
    from shotwright.errors import Problem as Problem
    from shotwright.errors import ShotwrightError as ShotwrightError
    from shotwright.model.board import Board as Board
    from shotwright.model.estimate import Estimate as Estimate
    from shotwright.model.finding import Finding as Finding
    from shotwright.model.money import Credits as Credits
    from shotwright.model.money import Dollars as Dollars
    from shotwright.model.money import Unknown as Unknown
    from shotwright.model.plan import NoPlan as NoPlan
    from shotwright.model.plan import Plan as Plan
    from shotwright.model.prompt import Prompt as Prompt
    from shotwright.model.request import Request as Request
    from shotwright.planner import plan as plan
    from shotwright.prompt import build as build
    from shotwright.storyfile import load as load

__version__ = "0.1.0"

# Imported when they are first asked for, so that `shotwright --help` and a script that needs one
# of them do not wait for the rest.
_HOMES = {
    "Board": "model.board",
    "Credits": "model.money",
    "Dollars": "model.money",
    "Estimate": "model.estimate",
    "Finding": "model.finding",
    "InputError": "errors",
    "NoPlan": "model.plan",
    "Place": "errors",
    "Plan": "model.plan",
    "Problem": "errors",
    "Prompt": "model.prompt",
    "Quote": "campaign",
    "Request": "model.request",
    "ShotwrightError": "errors",
    "Unknown": "model.money",
    "build": "prompt",
    "check": "campaign",
    "compare": "budget",
    "estimate": "cost",
    "forecast": "budget",
    "load": "storyfile",
    "plan": "planner",
    "quote": "campaign",
    "requests": "campaign",
    "variants": "campaign",
}

__all__ = [
    "Board",
    "Credits",
    "Dollars",
    "Estimate",
    "Finding",
    "InputError",
    "NoPlan",
    "Place",
    "Plan",
    "Problem",
    "Prompt",
    "Quote",
    "Request",
    "ShotwrightError",
    "Unknown",
    "build",
    "check",
    "compare",
    "estimate",
    "forecast",
    "load",
    "plan",
    "quote",
    "requests",
    "variants",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        msg = f"module 'shotwright' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"shotwright.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return [*__all__, "__version__"]
