"""The pages of all rules: shotwright's own, and those that plug-ins bring.

A distribution adds rules by an entry point of the group `shotwright.rules`: its value names a page,
or a package whose modules named in capitals are pages.  See `ruling` for what a page holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Literal

from shotwright.errors import InputError
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Found

GROUP = "shotwright.rules"
"""The entry points of plug-ins."""

HOUSE = "shotwright"
"""Who brings the rules that need no plug-in."""

Scope = Literal["beat", "shot", "talk", "board", "item", "plan", "planner", "ignores"]
"""What a rule is asked about; the last two are not asked, but told of by others."""

_FUNCTIONS: dict[str, Scope] = {
    "check": "beat",
    "check_shot": "shot",
    "check_talk": "talk",
    "check_board": "board",
    "check_item": "item",
    "check_plan": "plan",
}
_ASKED_BY: dict[object, Scope] = {"planner": "planner", "ignores": "ignores"}
_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")


@dataclass(frozen=True)
class Rule:
    """One page.

    Attributes:
        check: Yields what it notices; None where the rule is not asked.
        manual: The page's docstring.
        brought_by: The distribution that it comes with.
    """

    code: str
    severity: Severity
    scope: Scope
    check: Callable[..., Iterable[Found]] | None
    manual: str
    brought_by: str


@cache
def all_rules() -> tuple[Rule, ...]:
    """Import every page, in the order of codes.

    Raises:
        InputError: A plug-in cannot be imported, holds no page, or brings a code that is taken.
    """
    rules = {rule.code: rule for rule in _pages_of(import_module("shotwright.rules"), HOUSE)}
    plug_ins = sorted(entry_points(group=GROUP), key=lambda point: (_sender(point), point.name))
    for point in plug_ins:
        for rule in _brought(point):
            if rule.code in rules:
                raise _broken(point, f"its rule {rule.code} is {rules[rule.code].brought_by}'s too")
            rules[rule.code] = rule
    return tuple(rules[code] for code in sorted(rules))


@cache
def rules_by_code() -> dict[str, Rule]:
    """Give every rule by its code."""
    return {rule.code: rule for rule in all_rules()}


@cache
def rules_of(*scopes: Scope) -> Sequence[Rule]:
    """Give the rules of some scopes, in the order of codes."""
    return tuple(rule for rule in all_rules() if rule.scope in scopes)


def forget_rules() -> None:
    """Look for plug-ins again when rules are asked next."""
    for cached in (all_rules, rules_by_code, rules_of):
        cached.cache_clear()


def _sender(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


def _broken(point: EntryPoint, why: str) -> InputError:
    return InputError.of(
        f"the plug-in {_sender(point)} ({point.name} = {point.value}) cannot be used: {why}",
        f"repair or uninstall {_sender(point)}",
    )


def _brought(point: EntryPoint) -> list[Rule]:
    """Read the pages of one plug-in."""
    try:
        module = point.load()
    except Exception as error:
        raise _broken(point, f"{type(error).__name__}: {error}") from error
    if not isinstance(module, ModuleType):
        raise _broken(point, "it names no module")
    try:
        rules = list(_pages_of(module, _sender(point)))
    except Exception as error:
        raise _broken(point, f"{type(error).__name__}: {error}") from error
    if not rules:
        raise _broken(point, "it holds no page")
    return rules


def _pages_of(module: ModuleType, brought_by: str) -> Iterator[Rule]:
    """Read a module that is a page, or all pages of a package."""
    if hasattr(module, "CODE"):
        yield _page(module, brought_by)
        return
    for found in iter_modules(getattr(module, "__path__", ())):
        if found.name[0].isupper():
            yield _page(import_module(f"{module.__name__}.{found.name}"), brought_by)


def _page(module: Any, brought_by: str) -> Rule:  # noqa: ANN401 - a page is a module
    """Read one page.

    Raises:
        ValueError: It is none.
    """
    code, severity = getattr(module, "CODE", None), getattr(module, "SEVERITY", None)
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise ValueError(f"{module.__name__} has no CODE such as 'SHOT007'")
    if not isinstance(severity, Severity):
        raise ValueError(f"{module.__name__} has no SEVERITY")  # noqa: TRY004 - told as one
    if not (module.__doc__ or "").startswith(f"{code}: "):
        raise ValueError(f"the manual of {module.__name__} does not begin with `{code}: `")
    scopes = [
        (scope, getattr(module, name))
        for name, scope in _FUNCTIONS.items()
        if hasattr(module, name)
    ]
    if asker := _ASKED_BY.get(getattr(module, "ASKED_BY", None)):
        scopes.append((asker, None))
    if len(scopes) != 1:
        raise ValueError(f"{module.__name__} needs exactly one of {', '.join(_FUNCTIONS)}")
    ((scope, check),) = scopes
    return Rule(code, severity, scope, check, module.__doc__, brought_by)
