"""Cards: what is known of each item of a plan, for a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from shotwright.errors import ShotwrightError
from shotwright.model.brief import ShotBrief
from shotwright.model.estimate import Estimate, Line
from shotwright.model.finding import Finding
from shotwright.model.plan import Item, Part, Plan
from shotwright.report.timeline import clock, kind_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from shotwright.model.board import Board
    from shotwright.prompt import Builder


_ESCAPED = re.compile("[&<>'\"]")


class Card(NamedTuple):
    """One item.

    Attributes:
        anchor: Its id on the page.
        told: What it is, how long, where in the story and why.
        price: Of its generation, as tables show it.
        prompt: Its prompt as markup that names its clauses; empty where it has none.
        facts: How it is priced, and what else is set: label and value; the picture only where it
            is unusual.
    """

    item: Item
    anchor: str
    told: str
    price: str
    prompt: Markup
    facts: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def cards_of(
    plan: Plan,
    estimate: Estimate,
    prices: Mapping[str, str],
    board: Board | None,
    findings: Iterable[Finding],
) -> list[Card]:
    """Make a card for each item, in story order.

    Args:
        plan: What is to be made.
        estimate: What it costs.
        prices: Of each item, as tables show it.
        board: What it was planned from; without it prompts have no clauses.
        findings: Each goes to the first item of its beat.
    """
    lines = {line.generation: line for line in estimate.lines}
    noticed = _by_item(plan, findings)
    names = (
        {member.look: f"{board.name_of(who)} ({member.look})" for who, member in board.cast.items()}
        if board
        else {}
    )
    prompts = _Prompts(board)
    usual = usual_picture(plan)
    return [
        Card(
            item=item,
            anchor=f"i{number}",
            told=_told(item),
            price=prices[item.id],
            prompt=prompts.marked(item),
            facts=(("price", _priced(item, lines[item.generation])), *_facts(item, names, usual)),
            findings=tuple(noticed.get(item.id, ())),
        )
        for number, item in enumerate(plan.items, 1)
    ]


def _told(item: Item) -> str:
    start = "" if item.start is None else f", from {clock(item.start)}"
    return f"{kind_of(item)}, {length_of(item)}{start}: {item.why}"


def _priced(item: Item, line: Line) -> str:
    """Tell how a price is reckoned, and what else it is for."""
    others = [name for name in line.items if name != item.id]
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""  # noqa: PLR2004
    shared = f", one price for this and {', '.join(others[:3])}{more}" if others else ""
    return f"{line.arithmetic} ({line.certainty}){shared}"


def length_of(item: Item) -> str:
    """Say how long an item is, and how sure that is."""
    if item.seconds is None:
        return "length not known"
    if item.seconds_low is None or item.seconds_high is None:
        return f"about {item.seconds:g} s"
    if item.seconds_low == item.seconds_high:
        return f"{item.seconds:g} s"
    if item.kind == "shot":
        return f"{item.seconds_low:g} to {item.seconds_high:g} s, as the service chooses"
    return f"about {item.seconds:.1f} s ({item.seconds_low:.1f} to {item.seconds_high:.1f} s)"


def _by_item(plan: Plan, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Sort findings to the items they are about; those of the whole board are left out."""
    items = {part.beat: item.id for item in reversed(plan.items) for part in item.parts}
    items |= {item.id: item.id for item in plan.items}
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.beat in items:
            told.setdefault(items[finding.beat], []).append(finding)
    return told


def _facts(item: Item, names: Mapping[str | None, str], usual: str) -> Iterator[tuple[str, str]]:
    if len(item.parts) > 1:
        yield "beats", ", ".join(part.beat for part in item.parts)
    if item.over:
        words = f", on the words “{item.over.words}”" if item.over.words else ""
        yield "laid over", f"{item.over.beat}{words}"
    if item.looks:
        who = ", ".join(names.get(look, look) for look in item.looks)
        yield "who" if item.kind == "shot" else "speaker", who
    for label, value in (
        ("voice", item.voice), ("recording", item.audio), ("engine", item.engine),
        ("motion", item.motion), ("references", ", ".join(item.references)),
        ("padding", f"{item.pad:g} s more than was wished" if item.pad else ""),
    ):  # fmt: skip
        if value:
            yield label, value
    if picture_of(item) != usual:
        yield "picture", picture_of(item)


def picture_of(item: Item) -> str:
    """Say how an item looks and in which language it is."""
    return f"{item.aspect}, {item.resolution}, language {item.language}"


def usual_picture(plan: Plan) -> str:
    """Tell what most items look like; of several alike the first."""
    counts = Counter(picture_of(item) for item in plan.items)
    return counts.most_common(1)[0][0] if counts else ""


class _Prompts:
    """Finds the clause of each word of a prompt, by building it again."""

    def __init__(self, board: Board | None) -> None:
        from markupsafe import Markup, escape  # noqa: PLC0415 - tables do without it

        self._markup, self._escape, self._named = Markup, escape, cache(escape)
        self._briefs: Mapping[str, ShotBrief] = {}
        self._builder: Builder | None = None
        if board is None:
            return
        from shotwright.prompt import Builder  # noqa: PLC0415 - tables do without it

        try:
            self._builder = Builder(board)
        except ShotwrightError:  # made with families of the user's own, which are not at hand
            return
        briefs = (brief for brief in board.briefs if isinstance(brief, ShotBrief))
        self._briefs = {brief.id: brief for brief in briefs}

    def marked(self, item: Item) -> Markup:
        """Write the prompt, its clauses marked; most prompts hold nothing to be escaped."""
        if item.prompt is None:
            return self._markup()
        named, escape = self._named, self._escape
        written = escape if _ESCAPED.search(item.prompt) else str
        words = _words(item.prompt, self._spans(item.prompt, item.parts))
        return self._markup("".join([
            f'<span data-c="{named(clause)}">{written(text)}</span>' if clause else written(text)
            for clause, text in words
        ]))  # fmt: skip

    def _spans(self, prompt: str, parts: Sequence[Part]) -> list[tuple[str, int, int]]:
        briefs = [self._briefs[part.beat] for part in parts if part.beat in self._briefs]
        if self._builder is None or not briefs:
            return []
        if len(briefs) == 1:
            built = self._builder.shot(briefs[0])
        else:
            cast = tuple(dict.fromkeys(who for brief in briefs for who in brief.cast))
            built = self._builder.several(briefs, cast)
        # In a piece of a split beat, its own steps are not those of the beat; the rest is.
        found = []
        end = 0
        for clause, text in built.pieces:
            at = prompt.find(text, end)
            if at >= 0:
                found.append((clause, at, at + len(text)))
                end = at + len(text)
        return found


def _words(prompt: str, spans: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    """Tell a prompt clause by clause; what no clause claims has no name."""
    begun, end, last = 0, 0, ""
    for clause, start, stop in (*spans, ("", len(prompt), len(prompt))):
        between = prompt[end:start]
        if clause == last and not between.strip():
            end = stop
            continue
        if end > begun:
            yield last, prompt[begun:end]
        if between:
            yield "", between
        begun, end, last = start, stop, clause
