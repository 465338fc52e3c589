"""The pages are true: what they show is run, what is made from the code is fresh."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from tests import warm

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SHOWN = script("shown")
GENERATED = script("generate")


@pytest.mark.parametrize("page", SHOWN.PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_its_commands_print(page: Path) -> None:
    # The first page a reader sees runs what a reader installs.
    commands = (warm.INSTALLED if page.name == "README.md" else warm.command()).parent
    fresh = SHOWN.run(page, commands)
    assert fresh == page.read_text("utf-8"), "run `make docs` and review the diff"


@pytest.mark.parametrize("name", GENERATED.PAGES)
def test_a_page_made_from_the_code_is_fresh(name: str) -> None:
    page = (ROOT / "docs" / name).read_text("utf-8")
    assert GENERATED.PAGES[name]() == page, "run `make docs` and review the diff"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_and_word_of_the_trade_is_in_the_docs() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    for word in ("beat", "clause", "generation", "route", "card", "clash", "fingerprint", "sheet"):
        assert f"{word}" in glossary
