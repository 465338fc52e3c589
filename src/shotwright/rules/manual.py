"""Manuals for people: the docstring of a rule's page as text, and as a page of Markdown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from textwrap import TextWrapper, dedent, indent
from typing import TYPE_CHECKING, Literal, NamedTuple

from shotwright.errors import InputError
from shotwright.rules.choosing import unknown_code
from shotwright.rules.pages import HOUSE, Rule, all_rules, rules_by_code

if TYPE_CHECKING:
    import doctest

WIDTH = 80
"""Columns of the text."""

_HEADING = re.compile(r"^([A-Z][a-z]+):", re.MULTILINE)
_CODE_OR_SIGN = re.compile(r"`[^`]*`|[*_<>|\\]|\[(?=[^]]*\]\()")
_ASKED = {
    "beat": "asked of every beat",
    "shot": "asked of every shot beat",
    "talk": "asked of every talk beat",
    "board": "asked of the board",
    "item": "asked of every shot and segment of the plan",
    "plan": "asked of the plan",
    "planner": "told where no plan can hold",
    "ignores": "told of `ignore` in the file",
}


class Example(NamedTuple):
    """A storyboard in a manual, and what is found in it.

    Attributes:
        text: The keys of the storyboard that matter, or the expression that makes it.
        language: Of the text.
        setting: What else matters, such as the route; may be empty.
        told: The findings; empty for a good example.
    """

    text: str
    language: Literal["yaml", "python"]
    setting: str
    told: str


class Manual(NamedTuple):
    """A rule's manual, taken apart.

    Attributes:
        title: What is wrong, without the code.
        sections: Text by heading, in order; of `Bad` and `Good` the examples.
    """

    rule: Rule
    title: str
    sections: dict[str, str | tuple[Example, ...]]

    @property
    def facts(self) -> str:
        """Severity, scope, and who brings the rule if that is a plug-in."""
        brought = "" if self.rule.brought_by == HOUSE else f", brought by {self.rule.brought_by}"
        return f"{self.rule.severity}, {_ASKED[self.rule.scope]}{brought}"


def manual(code: str) -> Manual:
    """Read the manual of a rule.

    Raises:
        InputError: No rule has this code.
    """
    known = rules_by_code()
    if code not in known:
        raise InputError.of(*unknown_code(code, known))
    rule = known[code]
    title, *rest = _HEADING.split("\n" + rule.manual.removeprefix(f"{code}: "))
    texts = dict(zip(rest[::2], rest[1::2], strict=True))
    sections = {heading: _examples(text) or _running(text) for heading, text in texts.items()}
    return Manual(rule, " ".join(title.split()).removesuffix("."), sections)


def _running(text: str) -> str:
    """Join the lines of a section, keeping its paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def _examples(text: str) -> tuple[Example, ...]:
    import doctest  # noqa: PLC0415 - it brings the debugger along, and few ask for a manual

    return tuple(map(_example, doctest.DocTestParser().get_examples(text)))


def _example(example: doctest.Example) -> Example:
    told = " ".join(example.want.split())
    try:
        given = _given(example.source)
    except ValueError:  # it is reckoned, not written out
        return Example(example.source.strip(), "python", "", told)
    board, scene, beats = (
        dedent(str(given.pop(name, ""))).strip("\n") for name in ("board", "scene", "beats")
    )
    scene = f"# in the scene\n{scene}" if scene else ""
    text = "\n\n".join(filter(None, (board, scene, f"beats:\n{indent(beats, '  ')}")))
    return Example(text, "yaml", "; ".join(_setting(given)), told)


def _given(source: str) -> dict[str, object]:
    """Take the arguments of `lint(...)`.

    Raises:
        ValueError: They are not all written out.
    """
    call = ast.parse(source, mode="eval").body
    if not isinstance(call, ast.Call):
        raise ValueError(source)  # noqa: TRY004 - told as one
    given = {word.arg or "": ast.literal_eval(word.value) for word in call.keywords}
    return {"beats": ast.literal_eval(call.args[0]), **given}


def _setting(given: dict[str, object]) -> Iterator[str]:
    for name, value in given.items():
        if isinstance(value, dict):
            yield "with the files " + ", ".join(f"{key} ({what})" for key, what in value.items())
        else:
            yield f"{name}: {value}"


def explain(code: str) -> str:
    """Write a rule's manual as text for a terminal, without a line end at its end.

    Raises:
        InputError: No rule has this code; the nearest is named.
    """
    page = manual(code)
    blocks = [_wrapped(f"{code}: {page.title} ({page.facts})")]
    for heading, section in page.sections.items():
        if isinstance(section, str):
            told = [_wrapped(part, "  ", "  ") for part in section.split("\n\n")]
        else:
            told = [_plain(example) for example in section]
        blocks.append(f"{heading}\n" + "\n\n".join(told))
    return "\n\n".join(blocks)


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    wrapper = TextWrapper(
        width=WIDTH - 4, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return wrapper.fill(text)


def _plain(example: Example) -> str:
    lines = [f"({example.setting})"] if example.setting else []
    lines.append(example.text)
    if example.told:
        lines.append(_wrapped(f"-> {example.told}", "", "   "))
    return indent("\n".join(lines), "    ")


def rule_page(code: str) -> str:
    """Write a rule's manual as a page of Markdown, `docs/rules/CODE.md`.

    Raises:
        InputError: No rule has this code.
    """
    page = manual(code)
    blocks = [f"# {code}: {_escaped(page.title)}", f"*{_escaped(page.facts)}*"]
    for heading, section in page.sections.items():
        blocks.append(f"## {heading}")
        if isinstance(section, str):
            blocks.append(_escaped(section))
        else:
            blocks += [block for example in section for block in _shown(example)]
    return "\n\n".join(blocks) + "\n"


def _shown(example: Example) -> Iterator[str]:
    if example.setting:
        yield f"{_escaped(example.setting)}:"
    yield f"```{example.language}\n{example.text}\n```"
    if example.told:
        yield f"```text\n{example.told}\n```"


def rule_index() -> str:
    """Write the list of shotwright's own rules as a page of Markdown, `docs/rules/README.md`."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.severity} | {rule.scope} | "
        f"{_escaped(manual(rule.code).title)} |"
        for rule in all_rules()
        if rule.brought_by == HOUSE
    ]
    return "\n".join(
        [
            "# Rules",
            "",
            "Each rule has a page. `shotwright check --explain CODE` shows it on a terminal.",
            "",
            "| code | severity | scope | what is wrong |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _escaped(text: str) -> str:
    """Keep words from being read as Markdown; what stands in backticks is code."""
    return _CODE_OR_SIGN.sub(
        lambda found: found[0] if found[0][0] == "`" else f"\\{found[0]}", text
    )
