"""Manuals as text and Markdown; and that every code anybody can emit has a page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from shotwright import rules
from shotwright.errors import InputError

SOURCE = Path(rules.__file__).parents[1]
CODE = re.compile(r"[A-Z]{4}[0-9]{3}")
ALL = {rule.code: rule for rule in rules.all_rules()}
HEADINGS = ["What", "Why", "Bad", "Good", "Fix", "Source"]


def codes_in(folder: str) -> set[str]:
    """Find the codes written as whole texts in the modules of a folder."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (SOURCE / folder).rglob("*.py")]
    values = (
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    )
    return {value for value in values if isinstance(value, str) and CODE.fullmatch(value)}


def test_every_code_that_the_planner_or_the_catalog_emits_has_a_page() -> None:
    emitted = codes_in("planner") | codes_in("catalog")
    assert emitted
    assert emitted <= ALL.keys()
    told = {code for code, rule in ALL.items() if rule.scope == "planner"}
    assert told <= emitted, "pages of the planner's that nothing emits"


def test_the_planners_findings_are_errors() -> None:
    assert {rule.severity for rule in ALL.values() if rule.scope == "planner"} == {"error"}


@pytest.mark.parametrize("code", ALL)
def test_every_manual_is_told_as_text_and_as_markdown(code: str) -> None:
    text, page = rules.explain(code), rules.rule_page(code)
    assert text.startswith(f"{code}: ")
    assert re.findall(r"^([A-Z][a-z]+)$", text, re.MULTILINE) == HEADINGS
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == HEADINGS
    assert page.startswith(f"# {code}: ")
    assert page.endswith("\n")
    assert page.count("```") % 2 == 0
    for told in (text, page):
        assert ">>>" not in told
        assert "lint('''" not in told or "```python" in page  # it is reckoned
        bad = re.split(r"^(?:## )?(?:Bad|Good)$", told, flags=re.MULTILINE)[1]
        assert f" {code}: " in " ".join(bad.split())


def test_an_example_is_shown_as_the_storyboard_that_it_is() -> None:
    text = rules.explain("REFS005")
    assert '    references:\n      mug: {image: "https://example.com/mug.png"}\n' in text
    assert "    beats:\n      - shot: Maya lifts a mug\n        references: [mug]\n" in text
    assert "    -> warn REFS005: s.1: reference `mug` has no job; " in text
    assert "(route: api)" in rules.explain("TALK005")


def test_markdown_keeps_signs_as_they_are() -> None:
    page = rules.rule_page("SHOT007")
    assert "${ \\<% %\\> and %(name)s" in page


def test_the_index_lists_every_page_once() -> None:
    listed = re.findall(r"^\| \[([A-Z0-9]+)\]\(\1\.md\) \|", rules.rule_index(), re.MULTILINE)
    assert listed == sorted(ALL)


def test_an_unknown_code_is_an_error_that_names_the_nearest() -> None:
    for ask in (rules.explain, rules.rule_page):
        with pytest.raises(InputError) as caught:
            ask("SHOT00")
        assert caught.value.problems[0].message == "no rule is called `SHOT00`"
        assert caught.value.problems[0].hint.startswith("did you mean `SHOT0")
