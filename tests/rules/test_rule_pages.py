"""Every rule is one page: its name, its manual, and a manual that does not lie."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from shotwright import rules
from shotwright.model.finding import Severity

if TYPE_CHECKING:
    from tests.rules.conftest import Asked

PAGES = sorted(Path(rules.__file__).parent.glob("[A-Z]*.py"))
HEADINGS = ["What", "Why", "Bad", "Good", "Fix", "Source"]
LINE = re.compile(r"(error|warn|info) ([A-Z]+\d{3}): (?:\S+: )?[^;]+; .+")

LintOf = Callable[..., Callable[..., None]]


@pytest.fixture(params=PAGES, ids=lambda page: page.stem)
def page(request: pytest.FixtureRequest) -> ModuleType:
    return import_module(f"shotwright.rules.{request.param.stem}")


def manual_of(page: ModuleType) -> str:
    assert page.__doc__ is not None
    return page.__doc__


def examples_under(page: ModuleType, heading: str) -> list[doctest.Example]:
    _, after = manual_of(page).split(f"\n{heading}:", 1)
    following = HEADINGS[HEADINGS.index(heading) + 1]
    return doctest.DocTestParser().get_examples(after.split(f"\n{following}:", 1)[0])


def test_a_page_is_named_by_its_code(page: ModuleType) -> None:
    assert page.__name__ == f"shotwright.rules.{page.CODE}"
    assert manual_of(page).startswith(f"{page.CODE}: ")


def test_every_page_is_asked_in_the_order_of_codes() -> None:
    assert [rule.code for rule in rules.all_rules()] == [path.stem for path in PAGES]


def test_a_manual_has_its_six_headings_in_order(page: ModuleType) -> None:
    assert re.findall(r"^([A-Z][a-z]+):", manual_of(page), re.MULTILINE) == HEADINGS


def test_a_page_holds_its_manual_and_its_check_and_nothing_else(page: ModuleType) -> None:
    assert page.__file__ is not None
    manual, *body = ast.parse(Path(page.__file__).read_text("utf-8")).body
    assert isinstance(manual, ast.Expr)
    names: list[str] = []
    for statement in body:
        match statement:
            case ast.ImportFrom() | ast.Import():
                assert not names, "imports come first"
            case ast.Assign(targets=[ast.Name(id="CODE" | "SEVERITY" | "ASKED_BY" as name)]):
                names.append(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=called)):
                assert ast.unparse(called) == "re.compile", name
            case ast.FunctionDef(name=name):
                names += [] if name.startswith("_") else [name]
            case _:
                pytest.fail(ast.unparse(statement))
    assert names[:2] == ["CODE", "SEVERITY"]
    assert len(names) == 3
    assert names[2] in {
        "check",
        "check_shot",
        "check_talk",
        "check_board",
        "check_item",
        "check_plan",
        "ASKED_BY",
    }


def test_the_examples_of_a_manual_are_true(page: ModuleType, lint_of: LintOf) -> None:
    lint = lint_of(page.CODE)
    example = doctest.DocTestParser().get_doctest(
        manual_of(page), {"lint": lint}, page.CODE, page.__file__, 0
    )
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    failed, _ = runner.run(example, out=told.append)
    assert not failed, "".join(told)


def test_the_fixes_of_a_manual_hold(page: ModuleType, lint_of: LintOf) -> None:
    asked: list[Asked] = []
    for example in examples_under(page, "Bad"):
        namespace = {"lint": lint_of(page.CODE, asked)}
        exec(example.source, namespace)  # noqa: S102 - our own manual
    assert asked
    for answer in asked:
        answer.check_fixes()


def test_the_bad_example_is_found_and_the_good_one_is_not(page: ModuleType) -> None:
    assert isinstance(page.SEVERITY, Severity)
    bad, good = examples_under(page, "Bad"), examples_under(page, "Good")
    assert bad
    for example in bad:
        told = LINE.fullmatch(" ".join(example.want.split()))
        assert told is not None
        assert told.groups() == (page.SEVERITY, page.CODE)
    assert good
    assert not any(example.want for example in good)
