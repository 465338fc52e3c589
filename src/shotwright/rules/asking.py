"""Asks every rule, and tells what it found where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from traceback import extract_tb
from types import FunctionType
from typing import NamedTuple

from shotwright.errors import InputError
from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Finding, Mend
from shotwright.rules import ignores
from shotwright.rules.pages import HOUSE, Rule, Scope, rules_by_code, rules_of
from shotwright.rules.ruling import Case, Found, Steps
from shotwright.storyfile import Change


class Hit(NamedTuple):
    """What a rule found, and about what.

    Attributes:
        number: Of the beat in the story, of an item the first; -1 for a board or plan.
        code: Of the rule.
        base: The way to the beat; empty for a board or plan.
    """

    number: int
    code: str
    beat: str
    base: Steps
    found: Found

    def absolute(self, path: Steps) -> Steps:
        """Start a path at the top of the document."""
        return path[1:] if path[:1] == ("/",) else (*self.base, *path)


def ask_of_board(case: Case) -> list[Hit]:
    """Ask the rules of boards and beats, which need no plan, and see none.

    Raises:
        InputError: A plug-in is broken or fails.
    """
    case = replace(case, plan=None)
    hits = [_whole(rule, found) for rule, ask in _asked(("board",)) for found in ask(case)]
    shot, talk = _asked(("beat", "shot")), _asked(("beat", "talk"))
    hits += [
        Hit(number, rule.code, brief.id, brief.path, found)
        for number, brief in enumerate(case.board.briefs)
        for rule, ask in (talk if isinstance(brief, TalkBrief) else shot)
        for found in ask(brief, case)
    ]
    return hits


def ask_of_plan(case: Case) -> list[Hit]:
    """Ask the rules of plans and items, if there is a plan.

    Raises:
        InputError: A plug-in is broken or fails.
    """
    plan = case.plan
    if plan is None:
        return []
    hits = [_whole(rule, found) for rule, ask in _asked(("plan",)) for found in ask(case)]
    rules = _asked(("item",))
    numbers = {brief.id: number for number, brief in enumerate(case.board.briefs)} if rules else {}
    for item in plan.items if rules else ():
        first = case.brief_of(item.parts[0].beat)
        hits += [
            Hit(numbers[first.id], rule.code, first.id, first.path, found)
            for rule, ask in rules
            for found in ask(item, case)
        ]
    return hits


def _whole(rule: Rule, found: Found) -> Hit:
    """Tell what is about all of the board."""
    return Hit(-1, rule.code, "", (), found)


def find(case: Case, hits: Iterable[Hit] | None = None) -> tuple[Finding, ...]:
    """Ask every rule; tell of the board first, then in story order, each by code.

    What the board ignores is left out, and ignores that cover nothing are told of (META001).

    Args:
        case: What rules may look at.
        hits: What `ask_of_board` and `ask_of_plan` gave, where they were asked already.

    Raises:
        InputError: An ignore names a code that no rule has, or a plug-in is broken or fails.
    """
    hits = [*ask_of_board(case), *ask_of_plan(case)] if hits is None else list(hits)
    entries = ignores.ignores_of(case.board)
    if entries:
        hits = _without_ignored(case, hits, entries)
    hits.sort(key=lambda hit: (hit.number, hit.code))
    return tuple(_finding(hit, case) for hit in hits)


def _asked(scopes: Sequence[Scope]) -> list[tuple[Rule, Callable[..., Iterable[Found]]]]:
    """List the rules of some scopes, each with how it is asked; what is not asked is left out."""
    return [
        (rule, rule.check if rule.brought_by == HOUSE else partial(_guarded, rule, rule.check))
        for rule in rules_of(*scopes)
        if rule.check
    ]


def _guarded(rule: Rule, check: Callable[..., Iterable[Found]], *about: object) -> Iterator[Found]:
    """Ask a rule of a plug-in, and tell its failure by name.

    Raises:
        InputError: It raised something, or yielded what is no `Found`.
    """
    try:
        for found in check(*about):
            if not isinstance(found, Found):
                raise TypeError(f"it yielded {found!r}, which is no Found")  # noqa: TRY301 - told below
            yield found
    except Exception as error:
        sender, place = rule.brought_by, _failure(rule, error)
        raise InputError.of(
            f"the rule {rule.code} of the plug-in {sender} failed at {place}:"
            f" {type(error).__name__}: {error}",
            f"repair or uninstall {sender}",
        ) from error


def _failure(rule: Rule, error: Exception) -> str:
    """Say as `file:line` where a page was last at work; its function, if it had handed over."""
    code = rule.check.__code__ if isinstance(rule.check, FunctionType) else None
    page = code.co_filename if code else ""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == page]
    return f"{page}:{lines[-1] if lines else code.co_firstlineno if code else 0}"


def _without_ignored(case: Case, hits: list[Hit], entries: set[ignores.Ignore]) -> list[Hit]:
    """Take out what is ignored, and add what ignores nothing."""
    kept, used = [], set()
    for hit in hits:
        value = hit.absolute(hit.found.path)
        covered = ignores.covering(hit.code, hit.base, value, entries)
        if covered:
            used.add(covered)
        else:
            kept.append(hit)
    numbers = {brief.path: (n, brief.id) for n, brief in enumerate(case.board.briefs)}
    planned = case.plan is not None
    for level, found in ignores.unused(entries, used, case.board, planned=planned):
        number, beat = numbers.get(level, (-1, ""))
        kept.append(Hit(number, ignores.CODE, beat, level, found))
    return kept


def _finding(hit: Hit, case: Case) -> Finding:
    found = hit.found
    return Finding(
        code=hit.code,
        severity=rules_by_code()[hit.code].severity,
        beat=hit.beat,
        where=case.board.origin.place(hit.absolute(found.path)),
        message=found.message,
        fix=found.fix,
        mend=_mend(hit, case) if found.changes else None,
    )


def _mend(hit: Hit, case: Case) -> Mend | None:
    """Say which changes of which files mend a finding; None for a board that was not read."""
    changes = tuple(Change(hit.absolute(change.path), change.value) for change in hit.found.changes)
    places = [case.board.origin.place(change.path) for change in changes]
    files = tuple(dict.fromkeys(place.file for place in places if place and place.line))
    return Mend(changes, hit.found.safe, files) if files else None
