"""The command that lists, shows and checks template families.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shotwright.cli.app import app
from shotwright.cli.options import Json
from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from shotwright.prompt import Family


@app.command(epilog="Example: shotwright templates product")
def templates(
    name: Annotated[str | None, typer.Argument(help="Show this family whole.")] = None,
    *,
    own: Annotated[
        Path | None,
        typer.Option("--templates", metavar="DIR", help="Your own families, which win."),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check", metavar="DIR", help="Check a family of yours, or a folder of them."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """List, show and check the template families of prompts."""
    from shotwright.prompt import read_families

    if check is not None:
        _check(check, as_json=as_json)
        return
    known = read_families(own)
    if name is not None and name not in known.names:
        hint = f"there are {', '.join(known.names)}"
        raise InputError.of(f"there is no family `{name}`", hint)
    found = [known[each] for each in ([name] if name else known.names)]
    if as_json:
        document = [_wire(each, own=each.about.name in known.own) for each in found]
        print_json({"families": document})
    elif name:
        print_rich(*_shown(found[0]))
    else:
        print_rich(_listed(found))


def _check(folder: Path, *, as_json: bool) -> None:
    from shotwright.prompt import check_family, family_folders

    folders = family_folders(folder)
    if problems := [problem for each in folders for problem in check_family(each)]:
        raise InputError(problems)
    if as_json:
        print_json({"checked": [each.as_posix() for each in folders]})
    else:
        typer.echo("\n".join(f"{each.as_posix()}: fine" for each in folders))


def _wire(family: Family, *, own: bool) -> dict[str, Any]:
    about = family.about.model_dump(mode="json", exclude={"schema_"})
    return {**about, "languages": list(family.phrases), "own": own}


def _listed(families: list[Family]) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in ("family", "makes", "what"):
        table.add_column(head, no_wrap=head != "what")
    for family in families:
        table.add_row(family.about.name, family.about.makes, family.about.what)
    return table


def _shown(family: Family) -> list[RenderableType]:
    from rich.table import Table

    about = family.about
    table = Table(box=None, pad_edge=False)
    for head in ("slot", "clause", "uses"):
        table.add_column(head, no_wrap=head != "uses")
    for slot in about.slots:
        table.add_row(slot.slot, slot.clause, ", ".join(slot.uses))
    lines = [f"{about.name}: {about.what}", f"When: {about.when}"]
    if about.extends:
        lines.append(f"Extends: {about.extends}")
    lines.append(f"Languages: {', '.join(family.phrases)}")
    lines += [f"Why {why.says}: {why.because} ({why.source})" for why in about.why]
    read = f"Sources, read {about.read_on}:" if about.read_on else "Sources:"
    lines += [read, *(f"  {source}" for source in about.sources)] if about.sources else []
    return [*lines, "", table]
