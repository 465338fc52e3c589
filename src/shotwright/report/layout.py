"""How tables are laid out."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text


def table_of(*columns: tuple[str, str], title: str = "") -> Table:
    """Start a table; each column is its heading and `left`, `right` or `fold`."""
    table = Table(
        title=title or None, title_justify="left", title_style="bold", box=None, pad_edge=False,
        header_style="dim", padding=(0, 2, 0, 0),
    )  # fmt: skip
    for heading, kind in columns:
        table.add_column(
            heading,
            justify="right" if kind == "right" else "left",
            overflow="fold",
            ratio=1 if kind == "fold" else None,
        )
    return table


def cells(*values: object) -> list[RenderableType]:
    """Make cells; what is no `Text` yet becomes one, so that nothing in it is markup."""
    return [value if isinstance(value, Text) else Text(str(value)) for value in values]
