"""How a rule is asked, and what it answers.

A rule is one page: a module named by its code, whose docstring is its manual, and which holds

    CODE, SEVERITY   e.g. `SHOT007` and `Severity.ERROR`
    check(brief, case)   yields a `Found` for everything it notices about one beat

`brief` is a `ShotBrief` or a `TalkBrief`; a page that is about one kind passes over the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, Protocol

from shotwright.catalog import Route
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.finding import Finding, Severity
from shotwright.model.prompt import Prompt

Brief = ShotBrief | TalkBrief


class Found(NamedTuple):
    """What a rule noticed: where below the beat, what is wrong, what to do.

    Attributes:
        path: The steps from the beat to the value, e.g. `("seconds",)`.  From the top of the
            document instead, where the value stands elsewhere, if it begins with `"/"`.
    """

    path: tuple[str | int, ...]
    message: str
    fix: str


@dataclass(frozen=True)
class Case:
    """What rules may look at besides the beat.

    Attributes:
        prompts: The built prompt of each shot beat, and the motion prompt of talk beats, by id.
    """

    board: Board
    shots: Route
    talk: Route
    prompts: dict[str, Prompt]

    def route_of(self, brief: Brief) -> Route:
        """The route on which a beat is made."""
        return self.talk if isinstance(brief, TalkBrief) else self.shots


class Rule(Protocol):
    """The face of a rule's page."""

    CODE: str
    SEVERITY: Severity
    check: Callable[[Brief, Case], Iterator[Found]]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Import every rule's page, in the order of their codes."""
    package = import_module("shotwright.rules")
    names = sorted(
        module.name for module in iter_modules(package.__path__) if module.name[0].isupper()
    )
    return tuple(import_module(f"shotwright.rules.{name}") for name in names)


def find(case: Case) -> tuple[Finding, ...]:
    """Ask every rule about every beat; in story order, then by code."""
    return tuple(
        _finding(rule, found, brief, case)
        for brief in case.board.briefs
        for rule in all_rules()
        for found in rule.check(brief, case)
    )


def _finding(rule: Rule, found: Found, brief: Brief, case: Case) -> Finding:
    path = found.path[1:] if found.path[:1] == ("/",) else (*brief.path, *found.path)
    return Finding(
        code=rule.CODE,
        severity=rule.SEVERITY,
        beat=brief.id,
        where=case.board.origin.place(path),
        message=found.message,
        fix=found.fix,
    )
