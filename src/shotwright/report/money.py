"""What plans come to, beside each other, at other prices, and to a subscriber."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.errors import InputError
from shotwright.model.money import PURSES, Amount, Credits, Purse, Total, Unknown
from shotwright.report.figures import waterfall_figure
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.budget import Changed, Column, Diff, Made, Repriced
    from shotwright.cost import Cover, Exchange
    from shotwright.model.estimate import Line

NOTHING = "No generation differs."


def more(amount: Amount | Unknown) -> str:
    """Write a change, with its sign."""
    if isinstance(amount, Unknown):
        return f"unknown ({amount.reason})"
    return f"+{amount.rounded()}" if amount.micro > 0 else amount.rounded()


def diff_table(found: Diff) -> RenderableType:
    """Show what a plan adds, removes and changes, and the money of it."""
    table = table_of(
        ("", "left"), ("generation", "left"), ("what", "fold"), ("before", "right"),
        ("after", "right"),
    )  # fmt: skip
    for made in found.added:
        table.add_row(*cells(Text("added", "green"), *_alone(made), "", _amount(made.line)))
    for made in found.removed:
        table.add_row(*cells(Text("removed", "red"), *_alone(made), _amount(made.line), ""))
    for entry in found.changed:
        before, after = _amount(entry.before.line), _amount(entry.after.line)
        table.add_row(*cells(Text("changed", "yellow"), _name(entry), _what(entry), before, after))
    differs = found.added or found.removed or found.changed
    rows: list[RenderableType] = [table if differs else Text(NOTHING), Text()]
    for purse, change in found.change.items():
        line = Text(f"{_before_after(found, purse)}: ")
        line.append(more(change), style="bold")
        rows.append(line)
    rows.append(Text(f"{found.kept} the same. {_priced(found.card, found.on)}", style="dim"))
    return Group(*rows)


def diff_figure(found: Diff, purse: Purse) -> str:
    """Draw how one plan's total becomes the other's, change by change, as SVG.

    Args:
        found: Two plans beside each other.
        purse: Whose money: changes of the other purse, and those that cost nothing, are left out.

    Raises:
        InputError: A price is unknown.
    """
    unit = PURSES[purse]
    steps = [
        *((f"+ {made.generation.id}", _micro(made, purse)) for made in found.added),
        *((f"- {made.generation.id}", -_micro(made, purse)) for made in found.removed),
        *(
            (_name(entry), _micro(entry.after, purse) - _micro(entry.before, purse))
            for entry in found.changed
        ),
    ]
    nothing = Total[Amount](unit(0))
    before, after = (side.get(purse, nothing).known for side in (found.before, found.after))
    changes = [(name, unit(micro)) for name, micro in steps if micro]
    return waterfall_figure(f"One take of everything, in {unit.unit}", before, changes, after)


def _micro(made: Made, purse: Purse) -> int:
    """Tell what a generation costs of one purse."""
    amount = made.line.amount
    if isinstance(amount, Unknown):
        raise InputError.of(f"{made.generation.id} has no price: {amount.reason}", "see --rates")
    return amount.micro if amount.purse == purse else 0


def diff_markdown(found: Diff) -> str:
    """Write the same as a comment on a review, in GitHub's Markdown."""
    changes = ", ".join(more(change) for change in found.change.values()) or "nothing"
    lines = [
        f"### The shoot: {changes}",
        "",
        "| | before | after | change |",
        "|---|---:|---:|---:|",
    ]
    for purse, change in found.change.items():
        sides = (_side(found.before, purse), _side(found.after, purse))
        lines.append(f"| {purse} | {sides[0]} | {sides[1]} | **{_cell(more(change))}** |")
    rows = [
        *(("added", *_alone(made), "", _amount(made.line)) for made in found.added),
        *(("removed", *_alone(made), _amount(made.line), "") for made in found.removed),
        *(
            ("changed", _name(entry), _what(entry), _amount(entry.before.line),
             _amount(entry.after.line))
            for entry in found.changed
        ),
    ]  # fmt: skip
    lines += ["", *_markdown_rows(rows)] if rows else ["", NOTHING]
    lines += [
        "",
        f"{found.kept} the same. {_priced(found.card, found.on)} Retakes and taxes come on top.",
    ]
    return "\n".join(lines) + "\n"


def _markdown_rows(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| | generation | what | before | after |"
    yield "|---|---|---|---:|---:|"
    for kind, name, what, before, after in rows:
        ident = name.replace("|", "\\|")
        yield f"| {kind} | `{ident}` | {_cell(what)} | {before} | {after} |"


def _cell(text: str) -> str:
    """Keep text inside its cell, and from being read as markup."""
    flat = " ".join(text.split()).replace("`", "'")
    for mark in "\\|<*_[":
        flat = flat.replace(mark, f"\\{mark}" if mark != "<" else "&lt;")
    return flat


def _alone(made: Made) -> tuple[str, str]:
    seconds = [item.seconds for item in made.items]
    length = "" if None in seconds else f", {sum(s for s in seconds if s is not None):g} s"
    return made.generation.id, f"{made.line.product} on {made.generation.route}{length}"


def _name(entry: Changed) -> str:
    was, now = entry.before.generation.id, entry.after.generation.id
    return now if was == now else f"{was} -> {now}"


def _what(entry: Changed) -> str:
    return "; ".join(entry.changes) or "the request"


def _amount(line: Line) -> str:
    return "unknown" if isinstance(line.amount, Unknown) else line.amount.rounded()


def _side(totals: Mapping[Purse, Total[Amount]], purse: Purse) -> str:
    return totals[purse].rounded() if purse in totals else "none"


def _before_after(found: Diff, purse: Purse) -> str:
    return f"{_side(found.before, purse)} before, {_side(found.after, purse)} after"


def _priced(card: str, on: str) -> str:
    return f"One take of everything, card {card}, read for {on}."


def reprice_table(found: Repriced) -> RenderableType:
    """Show what a plan was quoted at, what it costs now, and why."""
    rows: list[RenderableType] = []
    if found.shifts:
        table = table_of(
            ("generation", "left"), ("was", "right"), ("now", "right"), ("why", "fold")
        )
        for shift in found.shifts:
            table.add_row(
                *cells(shift.now.generation, _amount(shift.was), _amount(shift.now), shift.why)
            )
        rows += [table, Text()]
    was, now = found.was, found.now
    for purse in now.totals:
        line = Text(f"Was {_side(was.totals, purse)} (card {was.card}, {was.on}), now ")
        line.append(_side(now.totals, purse), style="bold green")
        line.append(f" (card {now.card}, {now.on})")
        rows.append(line)
    if not found.shifts:
        rows.append(Text("No price differs.", style="dim"))
    return Group(*rows)


def months_table(columns: Sequence[Column]) -> RenderableType:
    """Show a board on other routes and in other sizes, and what a month of credits covers."""
    table = table_of(
        ("shots", "left"), ("talk", "left"), ("in", "left"), ("one take of everything", "left"),
        ("paid by", "left"), ("worth", "right"), ("this month", "fold"),
    )  # fmt: skip
    table.padding = (0, 1, 0, 0)
    for column in columns:
        way = (column.shots, column.talk, " ".join(column.resolution))
        if column.estimate is None:
            table.add_row(*cells(*way, Text("cannot be made", style="red"), "", "", ""))
            continue
        totals = " and ".join(total.rounded() for total in column.estimate.totals.values())
        totals += "†" if column.estimate.disputed else ""
        if column.month is None:
            table.add_row(*cells(*way, totals, "", "", ""))
            continue
        found = column.month
        name, worth = found.subscription.name, found.worth.rounded()
        table.add_row(*cells(*way, totals, name, worth, _this_month(found)))
    note = Text(
        "†: other evidence reads another price\n"
        "Credits and dollars are two purses; they are never added up.",
        style="dim",
    )
    return Group(table, Text(), note)


def _this_month(found: Cover) -> str:
    month = found.month
    if not month.short.micro:
        return f"{month.left} left"
    ways = [f"{month.short} short"]
    if month.paid is not None:
        ways.append(f"top up {month.paid.rounded()}")
    if found.upgrade is not None:
        ways.append(f"or {found.upgrade.name} {found.upgrade.dollars.rounded()}")
    return ", ".join(ways)


def cover_lines(found: Cover) -> Iterator[Text]:
    """Say what a month of a subscription covers, what must be topped up, and what expires."""
    plan, month = found.subscription, found.month
    price = f"{plan.dollars.rounded()} a month for {plan.credits}"
    yield Text(f"{plan.name} ({price}): {month.need} are worth {found.worth.rounded()}.")
    if not month.short.micro:
        yield Text(f"The month covers all of it; {_left(found)}.")
        return
    yield Text(f"The month covers {month.covered}; {month.short} are missing.", style="yellow")
    ways = []
    if month.blocks is not None and month.paid is not None and plan.top_up is not None:
        blocks = f"{month.blocks} x {plan.top_up.credits}"
        ways.append(f"top up {blocks} for {month.paid.rounded()}, and {_left(found)}")
    if found.upgrade is not None:
        dearer = f"{found.upgrade.dollars.rounded()} a month for {found.upgrade.credits}"
        ways.append(f"upgrade to {found.upgrade.name} ({dearer})")
    if not ways:
        yield Text("No top-up is sold, and no larger plan is known.", style="yellow")
    elif found.better is not None and len(ways) > 1:
        yield Text(f"Either {', or '.join(ways)}; cheaper this month: {found.better}.")
    else:
        yield Text(f"{ways[0][:1].upper()}{ways[0][1:]}.")


def _left(found: Cover) -> str:
    month, keep = found.month, found.subscription.rollover
    if not month.left.micro:
        return "nothing is left"
    if keep is None:
        return f"{month.left} are left, and keep until the year's renewal"
    if month.expires.micro:
        kept = Credits(month.left.micro - month.expires.micro)
        return f"{month.left} are left: {month.expires} expire, {kept} keep"
    months = "one more month" if keep == 1 else f"{keep} more months"
    return f"{month.left} are left, and keep for {months}"


def exchange_line(exchange: Exchange, totals: Mapping[Purse, Total[Amount]]) -> Text:
    """Write the dollars of an estimate in the user's currency, with the rate and its day."""
    at = f"at {exchange.wire({})['per_usd']} {exchange.currency} a dollar on {exchange.on}"
    total = totals.get("usd")
    if total is None:
        return Text(f"No dollars to tell in {exchange.currency} ({at}).", style="dim")
    low, high = exchange.plain(total.low), exchange.told(total.high)
    if total.missing:
        return Text(f"In {exchange.currency}: at least {exchange.told(total.low)} ({at})")
    amount = high if exchange.told(total.low) == high else f"{low} to {high}"
    return Text(f"In {exchange.currency}: {amount} ({at})")
