"""Commands of the prompt lab: the vocabulary, and variations of a beat.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from typer.models import OptionInfo

from shotwright.cli.app import app
from shotwright.cli.each import Answer, print_answer
from shotwright.cli.options import (
    Asked,
    Json,
    MaxSize,
    On,
    Outside,
    Paid,
    RateCard,
    Rates,
    Route,
    day,
    folder_of,
    terms,
)
from shotwright.cli.output import print_rich, write_whole
from shotwright.errors import InputError, Place

if TYPE_CHECKING:
    from shotwright.campaign import Variants
    from shotwright.catalog import Term

Texts = list[str] | None
Count = Annotated[int | None, typer.Option("--count", metavar="K", help="How many to make: 8.")]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", help="Another number gives other variants.")
]
Vary = Annotated[
    Texts,
    typer.Option(
        "--vary", metavar="CLAUSE", help="camera, lighting, style, setting; may be repeated."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="NEW", help="Write a board with the variants as beats."),
]


def _tried(name: str) -> OptionInfo:
    """Take texts for a clause."""
    option: OptionInfo = typer.Option(name, metavar="TEXT", help="Try this; may be repeated.")
    return option


@app.command(epilog="Example: shotwright vocabulary push-in")
def vocabulary(
    term: Annotated[
        str | None, typer.Argument(metavar="TERM", help="A term, any of its names, or a group.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Show the words of the trade: what each means, its other names, and what it fights with."""
    from shotwright import report
    from shotwright.catalog import Group
    from shotwright.catalog import terms as terms_of

    groups = get_args(Group)
    if term is None:
        counts = [{"group": group, "terms": len(terms_of(group))} for group in groups]
        shown = report.groups_table(groups)
        document: dict[str, object] = {"groups": counts}
    elif term in groups:
        (group,) = (group for group in groups if group == term)
        known = terms_of(group)
        shown = report.terms_table(known)
        document = {"terms": [report.term_wire(each) for each in known]}
    else:
        found = _named(term)
        shown = report.terms_list(found)
        document = {"terms": [report.term_wire(each) for each in found]}
    print_answer(Answer(document, lambda: print_rich(shown)), as_json=as_json)


def _named(name: str) -> list[Term]:
    """Find the terms that a name stands for.

    Raises:
        InputError: There are none.
    """
    from difflib import get_close_matches

    from shotwright.catalog import Group, find_terms
    from shotwright.catalog import terms as terms_of

    groups = get_args(Group)
    names = {
        alias.casefold(): each
        for group in groups
        for each in terms_of(group)
        for alias in (*each.aliases, each.term)
    }
    found = [
        hit.term
        for group in groups
        for hit in find_terms(name, [group], field=True)
        if (hit.start, hit.end) == (0, len(name))
    ]
    if found:
        return found
    if name.casefold() in names:
        return [names[name.casefold()]]
    near = get_close_matches(name.casefold(), names, n=1)
    hint = f"did you mean `{near[0]}`?" if near else "shotwright vocabulary lists the groups"
    raise InputError.of(f"`{name}` is not in the vocabulary", hint)


@app.command(epilog="Example: shotwright variants board.yaml --beat reveal --count 4 --seed 7")
def variants(
    board: Annotated[
        str, typer.Argument(metavar="BOARD", help="A storyboard; - is standard input.")
    ],
    *,
    beat: Annotated[str, typer.Option("--beat", metavar="ID", help="The shot beat to vary.")],
    count: Count = None,
    seed: Seed = 0,
    vary: Vary = None,
    setting: Annotated[Texts, _tried("--setting")] = None,
    camera: Annotated[Texts, _tried("--camera")] = None,
    lighting: Annotated[Texts, _tried("--lighting")] = None,
    style: Annotated[Texts, _tried("--style")] = None,
    out: Out = None,
    route: Route = None,
    billing: Paid = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Vary a beat by other camera, light or style, and price each variant."""
    from shotwright.campaign import variants as vary_beat
    from shotwright.report import variants_table

    asked = Asked(
        route, billing=billing, card=card, rates=rates, max_size=max_size, outside=outside
    )  # fmt: skip
    if out is not None:
        _refuse_place(board, out)
    found = vary_beat(
        asked.board(board), beat, on=day(on), count=count, seed=seed, vary=vary or None,
        setting=setting or None, camera=camera or None, lighting=lighting or None,
        style=style or None, **terms(asked, folder_of(board)),
    )  # fmt: skip
    if out is not None:
        _write(Path(board), found, out)
    code = 0 if found.variants else 1
    answer = Answer(found.wire(), lambda: print_rich(variants_table(found)), code)
    print_answer(answer, as_json=as_json)


def _refuse_place(board: str, out: Path) -> None:
    """Let a new board stand beside the old one only, where relative paths hold.

    Raises:
        InputError: It would stand elsewhere, or something is there.
    """
    if board == "-":
        raise InputError.of("--out copies a file", "save the board, and give its name")
    if out.exists():
        raise InputError.of(f"{out} is there already", "choose another name", Place(out.as_posix()))
    if out.resolve().parent != Path(board).resolve().parent:
        hint = f"write {Path(board).with_name(out.name)}, where paths to media still lead somewhere"
        raise InputError.of(f"{out} is not beside {board}", hint)


def _write(board: Path, found: Variants, out: Path) -> None:
    from shotwright.campaign import spread

    text = board.read_bytes().decode("utf-8")
    write_whole(out, spread(text, found, name=str(board)))
