"""Prompts for a terminal: each clause in its colour, and on request its name and its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.model.prompt import Prompt
    from shotwright.prompt import PromptTokens, ShortenAdvice

_CLAUSES = {
    "subject": "bold",
    "action": "bold",
    "setting": "green",
    "camera": "cyan",
    "lighting": "yellow",
    "style": "magenta",
    "audio": "blue",
    "constraints": "dim",
    "video": "bold",
    "references": "magenta",
}


def prompts_list(
    prompts: Sequence[Prompt],
    *,
    why: bool = False,
    tokens: Sequence[PromptTokens] = (),
    advice: Sequence[ShortenAdvice] = (),
) -> RenderableType:
    """Show prompts.

    Args:
        prompts: In story order.
        why: Name the clause of each part, on a line of its own.
        tokens: Of each prompt, where they were counted.
        advice: What to shorten of each, where that was asked for.
    """
    blocks: list[RenderableType] = []
    for number, prompt in enumerate(prompts):
        counted = tokens[number] if tokens else None
        head = Text(prompt.beat, style="bold")
        head.append(f"  {prompt.family}, {len(prompt.text)} characters", style="dim")
        if counted:
            about = "" if counted.total.exact else "about "
            head.append(f", {about}{counted.total.count} tokens", style="dim")
        blocks += [head, _clauses(prompt, counted) if why else _text(prompt)]
        blocks += _advised(advice[number]) if advice else ()
        blocks.append(Text())
    rough = {entry.total.reason for entry in tokens if not entry.total.exact}
    blocks += [Text(f"Tokens are not exact: {reason}", style="bold red") for reason in rough]
    return Group(*blocks) if blocks else Text("No shot has a prompt here", style="dim")


def _text(prompt: Prompt) -> RenderableType:
    text = Text(prompt.text)
    for span in prompt.spans:
        text.stylize(_CLAUSES.get(span.clause, ""), span.start, span.end)
    return Padding(text, (0, 0, 0, 2))


def _clauses(prompt: Prompt, counted: PromptTokens | None) -> RenderableType:
    """Show each part beside the name of its clause."""
    table = table_of(("clause", "left"), ("tokens", "right"), ("words", "fold"))
    if counted is None:
        table = table_of(("clause", "left"), ("words", "fold"))
    text = prompt.text
    for number, span in enumerate(prompt.spans):
        style = _CLAUSES.get(span.clause, "")
        words = Text(text[span.start : span.end], style=style)
        name = Text(span.clause, style=style)
        shown = (name, words) if counted is None else (name, counted.clauses[number].tokens, words)
        table.add_row(*cells(*shown))
    return table


def _advised(advice: ShortenAdvice) -> Iterator[RenderableType]:
    if not advice.shorten and not advice.left:
        yield Text(f"  fits {advice.budget} tokens", style="green")
        return
    for entry in advice.shorten:
        yield Text(
            f"  shorten {entry.clause} by {entry.lose} of its {entry.tokens} tokens", "yellow"
        )
    if advice.left > 0:
        yield Text(f"  {advice.left} tokens over {advice.budget} would be left", style="red")
