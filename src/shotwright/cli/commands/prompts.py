"""Commands that check storyboards and build prompts.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from shotwright import __version__
from shotwright.cli.app import app
from shotwright.cli.each import Answer, answer_each, print_answer
from shotwright.cli.options import (
    Asked,
    BoardPath,
    Json,
    MaxSize,
    On,
    Outside,
    Route,
    Shots,
    Talk,
    Templates,
    day,
    folder_of,
    terms,
)
from shotwright.cli.output import print_json, print_rich, write_whole
from shotwright.cli.sources import code_of, findings_of_all
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.model.finding import Finding
    from shotwright.model.prompt import Prompt
    from shotwright.prompt import PromptTokens

Codes = list[str] | None
Select = Annotated[
    Codes, typer.Option("--select", metavar="CODE", help="Only these rules, e.g. SHOT or SHOT040.")
]
Ignore = Annotated[Codes, typer.Option("--ignore", metavar="CODE", help="Not these rules.")]
Fix = Annotated[bool, typer.Option("--fix", help="Mend in the file what is mechanical.")]
Unsafe = Annotated[
    bool, typer.Option("--unsafe", help="With --fix: also what changes the board's meaning.")
]
Explain = Annotated[
    str | None,
    typer.Option("--explain", metavar="CODE", help="Show a rule's manual, and no more."),
]
Form = Annotated[
    Literal["text", "json", "github", "sarif"],
    typer.Option("--format", help="How findings are written."),
]


@app.command(epilog="Example: shotwright check board.yaml --route api --ignore SHOT041")
def check(
    boards: Annotated[
        list[str] | None,
        typer.Argument(metavar="BOARD...", help="Storyboards, or a folder; - is standard input."),
    ] = None,
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    on: On = None,
    select: Select = None,
    ignore: Ignore = None,
    fix: Fix = False,
    unsafe: Unsafe = False,
    explain: Explain = None,
    form: Form = "text",
    templates: Templates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Notice what is wrong before it costs anything."""
    if explain is not None:
        _explain(explain, as_json=as_json or form == "json")
    if not boards:
        raise InputError.of("no board to check", "write shotwright check board.yaml")
    if unsafe and not fix:
        raise InputError.of("--unsafe goes with --fix", "write --fix --unsafe")
    asked = Asked(route, shots, talk, max_size=max_size, outside=outside, templates=templates)
    chosen = (_codes(select), _codes(ignore))
    if fix:
        for name in _files(boards):
            _fix(name, asked, on, chosen, unsafe=unsafe)

    def findings_of(name: str) -> list[Finding]:
        return _findings(name, asked, on, chosen)

    if form in {"github", "sarif"}:
        _write(findings_of_all(_files(boards), findings_of), form)
    as_json = as_json or form == "json"
    if len(boards) > 1 and _files(boards) == boards:
        # Files that are named one by one have one list of findings, and one of mistakes.
        print_answer(_answer(findings_of_all(boards, findings_of)), as_json=as_json)
    answer_each(*boards, work=lambda name: _answer(findings_of(name)), as_json=as_json)


def _codes(given: Codes) -> list[str]:
    """Read codes that may be given apart, or with commas."""
    return [code.strip() for entry in given or () for code in entry.split(",") if code.strip()]


def _files(boards: Iterable[str]) -> list[str]:
    """Name every board of folders and globs, and those that are named themselves."""
    from shotwright.campaign import boards_of

    found: list[str] = []
    for name in boards:
        inside = boards_of(name)
        found += [name] if inside is None else [board.as_posix() for board in inside]
    return found


def _findings(
    name: str, asked: Asked, on: str | None, chosen: tuple[Sequence[str], Sequence[str]]
) -> list[Finding]:
    from shotwright.campaign import price
    from shotwright.rules import chosen as choose

    priced = price(asked.board(name), on=day(on), **terms(asked, folder_of(name)))
    return list(choose(priced.findings(), *chosen))


def _answer(findings: Sequence[Finding]) -> Answer:
    from shotwright.report import findings_list, fixes_line

    def show() -> None:
        print_rich(findings_list(findings))
        if mendable := fixes_line(findings):
            print_rich(mendable)

    document = {"findings": [finding.wire() for finding in findings]}
    return Answer(document, show, code_of(findings))


def _write(findings: Sequence[Finding], form: str) -> None:
    """Write findings for another program, and exit."""
    from shotwright.report import github_annotations, sarif

    if form == "sarif":
        print_json(sarif(findings, version=__version__))
    elif findings:
        typer.echo(github_annotations(findings))
    raise typer.Exit(code_of(findings))


def _explain(code: str, *, as_json: bool) -> None:
    """Show a rule's manual, and exit."""
    from shotwright.rules import explain

    text = explain(code)
    if as_json:
        print_json({"code": code, "manual": text})
    else:
        typer.echo(text.rstrip("\n"))
    raise typer.Exit


def _fix(
    name: str,
    asked: Asked,
    on: str | None,
    chosen: tuple[Sequence[str], Sequence[str]],
    *,
    unsafe: bool,
) -> None:
    """Mend one file."""
    from shotwright.campaign import repair

    if name == "-":
        raise InputError.of("--fix mends files", "save the board, and give its name")
    asked.board(name)  # what cannot be read is told here, with its places
    path = Path(name)
    raw = path.read_bytes()
    text = raw.decode("utf-8-sig")
    select, ignore = chosen
    mended = repair(
        text, on=day(on), unsafe=unsafe, folder=path.parent, select=select, ignore=ignore,
        **terms(asked, folder_of(name)),
    )  # fmt: skip
    if mended.text != text:
        mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
        write_whole(path, mark + mended.text)
    for finding in mended.done:
        typer.echo(f"{name}: mended {finding.code} {finding.beat}".rstrip(), err=True)
    for finding, why in mended.left:
        typer.echo(f"{name}: left {finding.code} {finding.beat}: {why}", err=True)


@app.command(epilog="Example: shotwright build board.yaml --why --tokens")
def build(
    board: BoardPath,
    *,
    why: Annotated[
        bool, typer.Option("--why", help="Name the clause that each part comes from.")
    ] = False,
    tokens: Annotated[bool, typer.Option("--tokens", help="Count tokens, too.")] = False,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Of which vocabulary.")
    ] = "o200k_base",
    budget: Annotated[
        int | None,
        typer.Option("--budget", metavar="N", min=1, help="Say what to shorten to N tokens."),
    ] = None,
    templates: Templates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Build the prompt of every shot, and motion prompts."""
    from shotwright.prompt import build as build_prompts
    from shotwright.prompt import prompt_tokens, shorten_advice
    from shotwright.report import prompts_list

    asked = Asked(max_size=max_size, outside=outside, templates=templates)

    def work(name: str) -> Answer:
        prompts = build_prompts(asked.board(name))
        counts = [prompt_tokens(prompt, encoding) for prompt in prompts] if tokens else []
        advice = [shorten_advice(p, budget, encoding) for p in prompts] if budget else []
        document = {
            "prompts": [
                prompt.wire()
                | (_counted(prompt, counts[number]) if counts else {})
                | ({"advice": advice[number].wire()} if advice else {})
                for number, prompt in enumerate(prompts)
            ]
        }
        shown = prompts_list(prompts, why=why, tokens=counts, advice=advice)
        return Answer(document, lambda: print_rich(shown))

    answer_each(board, work=work, as_json=as_json)


def _counted(prompt: Prompt, counts: PromptTokens) -> dict[str, object]:
    """Write the tokens of a prompt and of each of its spans."""
    spans = [
        {**span.model_dump(), "tokens": clause.tokens}
        for span, clause in zip(prompt.spans, counts.clauses, strict=True)
    ]
    total = counts.total
    note = {} if total.exact else {"tokens_note": total.reason}
    return {"spans": spans, "tokens": total.count, "encoding": total.encoding, **note}
