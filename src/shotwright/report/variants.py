"""The variants of a beat, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shotwright.campaign import Difference, Variants
    from shotwright.model.money import Amount, Purse, Total


def variants_table(found: Variants) -> RenderableType:
    """Show what each variant says differently, its length and its price, and what was left out."""
    table = table_of(
        ("variant", "left"), ("what differs", "fold"), ("characters", "right"),
        ("one take", "right"),
    )  # fmt: skip
    length = len(found.prompt.text)
    table.add_row(*cells(found.beat, "as it stands", length, _price(found.totals)))
    for variant in found.variants:
        length = len(variant.prompt.text)
        table.add_row(*cells(variant.id, _said(variant.differs), length, _price(variant.totals)))
    lines: list[RenderableType] = [table, Text()]
    for left in found.left_out:
        changed = "; ".join(map(str, left.differs))
        lines.append(Text(f"Left out: {changed}{': ' if changed else ''}{left.why}", style="dim"))
    number = len(found.variants)
    how = "" if found.seed is None else f", sampled from the vocabulary with seed {found.seed}"
    lines.append(Text(f"{number} variant{'s' * (number != 1)}{how}", style="bold"))
    return Group(*lines)


def _said(differs: Iterable[Difference]) -> Text:
    """Put each difference on a line of its own."""
    lines = [
        Text.assemble(
            (f"{difference.name}  ", "dim"),
            difference.before or "nothing",
            (" -> ", "dim"),
            (difference.after or "nothing", "bold"),
        )
        for difference in differs
    ]
    return Text("\n").join(lines)


def _price(totals: dict[Purse, Total[Amount]]) -> str:
    return " and ".join(total.rounded() for total in totals.values())
