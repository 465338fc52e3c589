"""Tables and texts for a terminal of 80 columns or more, as rich renderables.

User text goes in as `Text`, so that brackets in it are never read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.model.money import Amount, Purse, Total, Unknown
from shotwright.model.plan import NoPlan
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.budget import Column
    from shotwright.errors import Problem
    from shotwright.model.board import Board
    from shotwright.model.estimate import Estimate, Evidence
    from shotwright.model.finding import Finding
    from shotwright.model.plan import Item, Plan
    from shotwright.model.request import Request

NOTED_DAYS = 30
"""From this age on, the age of a price is noted."""

STALE_DAYS = 90
"""From this age on, it is warned of."""

_COLOURS = {Severity.ERROR: "red", Severity.WARN: "yellow", Severity.INFO: "cyan"}


def _clock(seconds: float | None) -> str:
    """Write a place in the story as minutes and seconds."""
    if seconds is None:
        return "?"
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def board_table(board: Board) -> RenderableType:
    """Show a board: its beats in story order."""
    beats = board.briefs
    table = table_of(
        ("scene", "left"), ("beat", "left"), ("kind", "left"), ("wish", "right"), ("what", "fold")
    )  # fmt: skip
    last = ""
    for brief in beats:
        scene = "" if brief.scene == last else brief.scene
        last = brief.scene
        if isinstance(brief, TalkBrief):
            what = f"{board.name_of(brief.speaker)}: {_short(brief.what)}"
            table.add_row(*cells(scene, brief.id, "talk", "", what))
        else:
            wish = brief.seconds.written()
            kind = "cutaway" if brief.over else "shot"
            shown = "" if wish is None else wish
            table.add_row(*cells(scene, brief.id, kind, shown, _short(brief.what)))
    cast = ", ".join(board.name_of(ident) for ident in board.cast) or "nobody"
    heading = Text(f"{board.title}", style="bold")
    under = Text(
        f"{_count(len(board.scenes), 'scene')}, {_count(len(beats), 'beat')}; cast: {cast}",
        style="dim",
    )
    return Group(heading, under, Text(), table)


def _short(text: str, width: int = 150) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"


def findings_list(findings: Sequence[Finding]) -> RenderableType:
    """Show findings, each with its place and its fix, and a count."""
    lines: list[RenderableType] = []
    for finding in findings:
        colour = _COLOURS[finding.severity]
        place = f"{finding.where}: " if finding.where and finding.where.line else ""
        head = Text(place, style="dim")
        head.append(f"{finding.severity} {finding.code}", style=f"bold {colour}")
        head.append(
            f" {finding.beat}: {finding.message}" if finding.beat else f" {finding.message}"
        )
        lines += [head, Padding(Text(finding.fix, style="dim"), (0, 0, 0, 4))]
    counts = [
        f"{number} {severity}{'s' * (number != 1 and severity != Severity.INFO)}"
        for severity in Severity
        if (number := sum(finding.severity == severity for finding in findings))
    ]
    lines.append(Text(", ".join(counts) if counts else "No findings", style="bold"))
    return Group(*lines)


def problems_list(problems: Iterable[Problem]) -> RenderableType:
    """Show what is wrong with the input, each with its place and what to do."""
    lines: list[RenderableType] = []
    for problem in problems:
        head = Text(f"{problem.where}: " if problem.where else "", style="dim")
        head.append("error", style="bold red")
        path = f" {problem.where.path}:" if problem.where and problem.where.path else ""
        head.append(f"{path} {problem.message}")
        lines.append(head)
        if problem.hint:
            lines.append(Padding(Text(problem.hint, style="dim"), (0, 0, 0, 4)))
    return Group(*lines)


def plan_table(plan: Plan) -> RenderableType:
    """Show a plan: its items in story order, and why each is so."""
    table = table_of(
        ("start", "right"), ("item", "left"), ("kind", "left"), ("seconds", "right"),
        ("why", "fold"),
    )  # fmt: skip
    for item in plan.items:
        kind = (item.source or "talk") if item.kind == "segment" else _kind_of_shot(item)
        table.add_row(*cells(_clock(item.start), item.id, kind, _seconds(item), item.why))
    shots = sum(item.kind == "shot" for item in plan.items)
    counts = (
        _count(shots, "shot"),
        _count(len(plan.items) - shots, "talk segment"),
        _count(len(plan.generations), "generation"),
    )
    made = Text(f"{', '.join(counts)}; {_story(plan)}plan {plan.hash[:12]}", style="bold")
    return Group(table, Text(), made)


def _story(plan: Plan) -> str:
    """Say how long the story is; nothing where a length is not known."""
    ends = [
        None if item.start is None or item.seconds is None else item.start + item.seconds
        for item in plan.items
        if item.over is None
    ]
    if None in ends:
        return ""
    about = any(item.seconds_low != item.seconds_high for item in plan.items)
    length = max((end for end in ends if end is not None), default=0)
    return f"{'about ' if about else ''}{_clock(length)} long; "


def _kind_of_shot(item: Item) -> str:
    return "cutaway" if item.over else "shot"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _seconds(item: Item) -> str:
    if item.seconds is None:
        return "?"
    if item.seconds_low is None:
        return f"~{item.seconds:g}"
    if item.seconds_low == item.seconds_high:
        return f"{item.seconds:g}"
    if item.kind == "shot":
        return f"{item.seconds_low:g}-{item.seconds_high:g}"
    return f"~{item.seconds:.1f}"


def no_plan_list(answer: NoPlan) -> RenderableType:
    """Show why there is no plan."""
    lines: list[RenderableType] = [Text("No plan can hold:", style="bold red")]
    for clash in answer.clashes:
        head = Text(f"{' + '.join(clash.beats)}: ", style="bold")
        head.append(f"{clash.has}, but {clash.limit}", style="not bold")
        head.append(f" ({clash.rule})", style="dim")
        ways = Text(f"Way out: {', or '.join(clash.ways_out)}", style="dim")
        lines += [head, Padding(ways, (0, 0, 0, 4))]
    return Group(*lines)


def estimate_table(estimate: Estimate) -> RenderableType:
    """Show an estimate: its lines, totals, disputes, and what it leaves out."""
    table = table_of(
        ("generation", "left"), ("product", "left"), ("arithmetic", "fold"), ("amount", "right")
    )
    for line in estimate.lines:
        arithmetic = line.arithmetic.rpartition(" = ")[0] or line.arithmetic
        mark = "~" if line.certainty == "assumed" else ""
        shown = (
            Text("unknown", style="yellow")
            if isinstance(line.amount, Unknown)
            else mark + line.amount.rounded()
        )
        table.add_row(*cells(line.generation, line.product, arithmetic, shown))
    rows: list[RenderableType] = [table, Text(), *totals_lines(estimate), Text()]
    rows += [
        Text(f"Card {estimate.card}, read for {estimate.on}.", style="dim"),
        *_sources(estimate),
    ]
    if any(line.certainty == "assumed" for line in estimate.lines):
        rows.append(Text("~ rests on a length that was estimated.", style="dim"))
    rows.append(Text(f"Not included: {'; '.join(estimate.not_included)}.", style="dim"))
    return Group(*rows)


def totals_lines(estimate: Estimate) -> Iterator[Text]:
    """Write the totals, one line a purse; disputed readings beside them."""
    readings = estimate.readings()
    disputed = {dispute.purse for dispute in estimate.disputed}
    for purse, total in estimate.totals.items():
        line = Text("Total: ", style="bold")
        line.append(total.rounded(), style="bold green")
        if purse in disputed:
            line.append(f"  (other evidence reads {_between(*readings[purse])})", style="yellow")
        yield line
        for reason in total.missing:
            yield Text(f"  not counted: {reason}", style="yellow")


def _between(low: Total[Amount], high: Total[Amount]) -> str:
    """Write two totals of one purse: `20 to 60 credits`, `at least $1.07`."""
    if low.known == high.known:
        return high.rounded()
    unit = f" {high.known.unit}"
    shared = high.rounded().endswith(unit)
    first = low.rounded().removesuffix(unit) if shared else low.rounded()
    return f"{first} to {high.known.rounded()}"


def _sources(estimate: Estimate) -> Iterator[Text]:
    seen = dict.fromkeys(line.source for line in estimate.lines if line.source)
    disputes = dict.fromkeys(s for dispute in estimate.disputed for s in dispute.source)
    on = date.fromisoformat(estimate.on)
    for label, sources in (("Prices", seen), ("Other evidence", disputes)):
        titles = dict.fromkeys(f"{source.title}{_age(source, on)}" for source in sources)
        if titles:
            yield Text(f"{label}: {'; '.join(titles)}.", style="dim")
    ages = [(on - date.fromisoformat(source.seen)).days for source in seen if source.seen]
    if ages and max(ages) > STALE_DAYS:
        yield Text(
            f"A price was last seen {max(ages)} days ago: look it up before you spend.", "yellow"
        )


def _age(source: Evidence, on: date) -> str:
    """Say how old a sighting is, once that is worth a note, and that a price was replaced."""
    days = (on - date.fromisoformat(source.seen)).days if source.seen else 0
    parts = [source.seen or "undated"]
    if days > NOTED_DAYS:
        parts.append(f"{days} days old")
    if source.until and date.fromisoformat(source.until) < on:
        parts.append(f"another price was seen after {source.until}")
    if source.fills_gap:
        parts.append("for a silence of HeyGen's guides")
    return f" ({', '.join(parts)})"


def compare_table(columns: Sequence[Column]) -> RenderableType:
    """Show the same board on other routes, side by side."""
    table = table_of(
        ("shots", "left"), ("talk", "left"), ("generations", "right"),
        ("one take of everything", "left"),
        ("other evidence", "fold"),
    )  # fmt: skip
    for column in columns:
        if column.estimate is None or isinstance(column.plan, NoPlan):
            why = str(column.plan.clashes[0]) if isinstance(column.plan, NoPlan) else ""
            cannot = Text("cannot be made", style="red")
            table.add_row(*cells(column.shots, column.talk, "", cannot, why))
            continue
        totals = " and ".join(total.rounded() for total in column.estimate.totals.values())
        other = ""
        if column.estimate.disputed:
            readings = column.estimate.readings().values()
            other = " and ".join(_between(*bounds) for bounds in readings)
        count = len(column.plan.generations)
        table.add_row(*cells(column.shots, column.talk, count, totals, other))
    note = Text("Credits and dollars are two purses; they are never added up.", style="dim")
    return Group(table, Text(), note)


def campaign_table(
    estimates: Mapping[str, Estimate],
    left_out: Mapping[str, str],
    totals: Mapping[Purse, Total[Amount]],
    budget: Mapping[Purse, Amount],
) -> RenderableType:
    """Show what each board of a folder costs, all of them, and what that leaves of the month."""
    table = table_of(
        ("board", "fold"), ("generations", "right"), ("one take of everything", "right")
    )
    for name, estimate in estimates.items():
        amounts = " and ".join(total.rounded() for total in estimate.totals.values())
        table.add_row(*cells(name, len(estimate.lines), amounts))
    for name, why in left_out.items():
        table.add_row(*cells(name, "", Text(why, style="red")))
    rows: list[RenderableType] = [table, Text()]
    for purse, total in totals.items():
        text = Text("All boards: ", style="bold")
        text.append(total.rounded(), style="bold green")
        bound = budget.get(purse)
        if bound is not None:
            left = type(bound)(bound.micro - total.known.micro)
            over = left.micro < 0
            amount = (type(bound)(-left.micro) if over else left).rounded()
            text.append(
                f"  (of {bound.rounded()} a month: {amount} {'over' if over else 'left'})",
                style="red" if over else "default",
            )
        rows.append(text)
    return Group(*rows)


def requests_list(requests: Sequence[Request]) -> Iterator[RenderableType]:
    """Show the sheets to do by hand, and the calls that programs make.

    What is to be pasted stands on lines of its own, unwrapped and unindented.
    """
    for number, request in enumerate(requests, 1):
        head = Text(f"{number}. {request.generation}", style="bold")
        if request.sheet is None:
            head.append(f"  {request.method} {request.path}", style="cyan")
            yield head
            yield Text(json.dumps(request.body, ensure_ascii=False, indent=2))
        else:
            head.append("  by hand", style="cyan")
            yield head
            for step, entry in enumerate(request.sheet, 1):
                yield _indented(f"{step}. {entry.do}")
                if entry.paste is not None:
                    yield Text(entry.paste, style="green")
        yield Text()


def _indented(text: str) -> RenderableType:
    return Text(f"   {text}")
