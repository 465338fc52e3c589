"""The vocabulary: its groups, their terms, and what is known of one term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.text import Text

from shotwright.catalog import Contradiction, Group, Term, TermHit, contradictions, terms
from shotwright.report.layout import cells, table_of


def groups_table(groups: Iterable[Group]) -> RenderableType:
    """Show the groups, how many terms each has, and the first of them."""
    table = table_of(("group", "left"), ("terms", "right"), ("such as", "fold"))
    for group in groups:
        known = terms(group)
        some = ", ".join(term.term for term in known[:4])
        table.add_row(*cells(group, len(known), some))
    return Lines(table, Text(), Text("One group: shotwright vocabulary move", style="dim"))


def terms_table(known: Iterable[Term]) -> RenderableType:
    """Show terms and what each means."""
    table = table_of(("term", "left"), ("what it means", "fold"), ("fails", "left"))
    for term in known:
        table.add_row(*cells(term.term, term.gloss, term.risk or ""))
    return table


def terms_list(found: Sequence[Term]) -> RenderableType:
    """Show all that is known of some terms: meaning, other names, and what each fights with."""
    lines: list[RenderableType] = []
    for term in found:
        head = Text(term.term, style="bold")
        head.append(f"  {term.group}", style="dim")
        lines += [head, Text(f"  {term.gloss}")]
        lines += [Text(f"  {fact}", style="dim") for fact in _facts(term)]
        lines.append(Text(f"  also: {', '.join(term.aliases)}"))
        for fight, other in fights_of(term):
            hard = fight.severity == "hard"
            line = Text("  not with " if hard else "  seldom with ", "red" if hard else "yellow")
            line.append(f"{other.term} ({other.group})", style="bold")
            line.append(f": {fight.why}", style="dim")
            lines.append(line)
        lines.append(Text())
    return Lines(*lines[:-1])


def _facts(term: Term) -> Iterator[str]:
    if term.risk:
        yield f"how often it fails: {term.risk}"
    if term.lip_sync_safe is not None:
        yield "lips can be read" if term.lip_sync_safe else "lips cannot be read"
    if term.slop:
        yield "says nothing that a camera could record"
    if term.generic_of:
        yield f"more exactly: {', '.join(term.generic_of)}"


def fights_of(term: Term) -> list[tuple[Contradiction, Term]]:
    """List what a term fights with, the hard fights first."""
    others = (other for group in get_args(Group) for other in terms(group) if other != term)
    found = [
        (fight, other)
        for other in others
        for fight in contradictions([TermHit(term, 0, 0), TermHit(other, 0, 0)])
    ]
    return sorted(found, key=lambda each: each[0].severity != "hard")


def term_wire(term: Term) -> dict[str, Any]:
    """Write the JSON form of a term, with what it fights with."""
    fights = [
        {"group": other.group, "term": other.term, "severity": fight.severity, "why": fight.why}
        for fight, other in fights_of(term)
    ]
    return {**term.model_dump(mode="json"), "contradictions": fights}
