"""Plug-ins: a distribution adds rules by an entry point; a broken one is named."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import shotwright
from shotwright.errors import InputError
from shotwright.rules import all_rules, explain, forget_rules, rule_index

ON = date(2026, 11, 21)
PAGE = '''\
"""{code}: the house has no kettles.

What: Reports an action with a kettle.

Fix: Say "samovar".
"""

from shotwright.model.finding import Severity
from shotwright.model.brief import ShotBrief
from shotwright.rules import Found

CODE = "{code}"
SEVERITY = Severity.WARN


def check(brief, case):
    if isinstance(brief, ShotBrief) and "kettle" in str(brief.action):
        yield Found(("shot",), "a kettle is in it", "say samovar")
'''
BOARD = """\
shotwright: 1
cast: {maya: {look: lk, voice: vc, consent: confirmed}}
scenes:
  - id: s
    beats:
      - {shot: Maya lifts a kettle, seconds: 6}
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Build a distribution in a folder on the path, as an installer leaves it."""
    known = set(sys.modules)

    def install(name: str, value: str, modules: dict[str, str]) -> None:
        meta = tmp_path / f"{name}-1.0.dist-info"
        meta.mkdir()
        meta.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        meta.joinpath("entry_points.txt").write_text(f"[shotwright.rules]\nhouse = {value}\n")
        for module, text in modules.items():
            path = tmp_path / f"{module}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()
        forget_rules()

    yield install
    for module in set(sys.modules) - known:
        if not module.startswith("shotwright"):
            del sys.modules[module]
    monkeypatch.undo()
    forget_rules()


def codes_of(text: str) -> list[str]:
    return [finding.code for finding in shotwright.check(shotwright.load(text), on=ON)]


def test_a_page_of_a_plug_in_is_asked_explained_ignored_and_not_in_our_index(
    install: Install,
) -> None:
    install("acme-rules", "acme_page", {"acme_page": PAGE.format(code="ACME001")})
    assert "ACME001" in codes_of(BOARD)
    assert "brought by acme-rules" in " ".join(explain("ACME001").split())
    assert "samovar" in explain("ACME001")
    assert "ACME001" not in rule_index()
    ignored = BOARD.replace("seconds: 6", "seconds: 6, ignore: {ACME001: it is theirs}")
    assert not {"ACME001", "META001"} & set(codes_of(ignored))


def test_a_plug_in_may_be_a_package_of_pages(install: Install) -> None:
    pages = {f"acme_house/{code}": PAGE.format(code=code) for code in ("ACME002", "ACME003")}
    install("acme-rules", "acme_house", {"acme_house/__init__": "", **pages})
    assert {"ACME002", "ACME003"} <= {rule.code for rule in all_rules()}
    assert [rule.code for rule in all_rules()] == sorted(rule.code for rule in all_rules())


SCOPES = {
    "ACME001": "check_board(case):\n    yield Found(('scenes', 0), f'on {case.on}', 'f')",
    "ACME002": "check_item(item, case):\n    beats = [b.id for b in case.briefs_of(item)]\n"
    "    yield Found(('talk',), f'{item.kind} on {case.route_of(item).route} of {beats}', 'f')",
    "ACME003": "check_plan(case):\n"
    "    yield Found(('title',), f'{len(case.plan.items)} items', 'f')",
}
SCOPED = """\
shotwright: 1
title: Long
routes: {shots: web, talk: api}
cast: {maya: {look: lk, voice: vc, consent: confirmed}}
scenes:
  - id: s
    beats:
      - {id: a, shot: Maya waves, seconds: 6, cut: always}
      - {id: b, talk: {audio: {asset: one, seconds: 20}}}
"""


def install_scopes(install: Install) -> None:
    page = PAGE.split("def check", maxsplit=1)[0]
    pages = {
        f"acme_scopes/{code}": f"{page.format(code=code)}def {body}\n"
        for code, body in SCOPES.items()
    }
    install("acme-rules", "acme_scopes", {"acme_scopes/__init__": "", **pages})


def test_each_scope_is_asked_about_its_own_and_told_where_it_stands(install: Install) -> None:
    install_scopes(install)
    found = shotwright.check(shotwright.load(SCOPED), on=ON)
    told = [
        (finding.code, finding.beat, finding.message, finding.where.path)
        for finding in found
        if finding.code.startswith("ACME") and finding.where
    ]
    assert told == [
        ("ACME001", "", "on 2026-11-21", "scenes[0]"),
        ("ACME003", "", "2 items", "title"),
        ("ACME002", "a", "shot on web of ['a']", "scenes[0].beats[0].talk"),
        ("ACME002", "b", "segment on api of ['b']", "scenes[0].beats[1].talk"),
    ]


def test_rules_of_the_plan_are_not_asked_and_not_missed_without_one(install: Install) -> None:
    install_scopes(install)
    ignored = "ignore: {ACME002: later, ACME003: later}\nscenes:"
    text = SCOPED.replace("seconds: 6", 'seconds: "=3"').replace("scenes:", ignored)
    codes = codes_of(text)
    assert "SHOT053" in codes
    assert "ACME001" in codes
    assert not {"ACME002", "ACME003", "META001"} & set(codes)


def test_a_finding_about_the_board_is_ignored_where_it_points(install: Install) -> None:
    install_scopes(install)
    text = SCOPED.replace("  - id: s", "  - id: s\n    ignore: {ACME001: known, ACME002: known}")
    codes = codes_of(text)
    assert not {"ACME001", "ACME002", "META001"} & set(codes)
    assert "ACME003" in codes


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import nothing_like_it", "ModuleNotFoundError: No module named 'nothing_like_it'"),
        ("this is no Python", "SyntaxError"),
        ("", "it holds no page"),
        (PAGE.format(code="SHOT056"), "its rule SHOT056 is shotwright's too"),
        (PAGE.format(code="acme1"), "has no CODE such as 'SHOT007'"),
        (PAGE.format(code="ACME001").replace("SEVERITY = ", "OTHER = "), "has no SEVERITY"),
        (PAGE.format(code="ACME001").replace("def check", "def look"), "needs exactly one of"),
        (PAGE.format(code="ACME001") + "check_board = check", "needs exactly one of"),
        (PAGE.format(code="ACME001").replace('"""ACME001', '"""Kettles'), "does not begin with"),
    ],
)
def test_a_broken_plug_in_is_an_error_that_names_its_distribution(
    install: Install, text: str, why: str
) -> None:
    install("acme-rules", "acme_broken", {"acme_broken": text})
    with pytest.raises(InputError) as caught:
        codes_of(BOARD)
    (problem,) = caught.value.problems
    assert problem.message.startswith("the plug-in acme-rules (house = acme_broken) cannot be used")
    assert why in problem.message
    assert problem.hint == "repair or uninstall acme-rules"


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("check_board(case):\n    yield 1 / 0", 1, "ZeroDivisionError: division by zero"),
        ("check_shot(brief, case):\n    return [brief.kettle]", 1, "AttributeError: "),
        (
            "check_item(item, case):\n    yield 'kettle'",
            0,
            "it yielded 'kettle', which is no Found",
        ),
        ("check_plan(case):\n    pass", 0, "TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_plug_in_that_fails_is_an_error_that_names_rule_and_line(
    install: Install, tmp_path: Path, body: str, line: int, why: str
) -> None:
    head = PAGE.format(code="ACME001").split("def check", maxsplit=1)[0]
    install("acme-rules", "acme_page", {"acme_page": f"{head}def {body}\n"})
    with pytest.raises(InputError) as caught:
        codes_of(BOARD)
    (problem,) = caught.value.problems
    place = f"{tmp_path / 'acme_page.py'}:{head.count(chr(10)) + 1 + line}"
    said = f"the rule ACME001 of the plug-in acme-rules failed at {place}: "
    assert problem.message.startswith(said), problem.message
    assert why in problem.message
    assert problem.hint == "repair or uninstall acme-rules"


def test_an_entry_point_that_names_no_module_is_an_error(install: Install) -> None:
    install("acme-rules", "acme_page:CODE", {"acme_page": PAGE.format(code="ACME001")})
    with pytest.raises(InputError, match="it names no module"):
        all_rules()


def test_two_plug_ins_with_one_code_are_an_error(install: Install) -> None:
    install("acme-rules", "acme_page", {"acme_page": PAGE.format(code="ACME001")})
    install("bolt-rules", "bolt_page", {"bolt_page": PAGE.format(code="ACME001")})
    with pytest.raises(InputError, match="its rule ACME001 is acme-rules's too"):
        all_rules()


def test_importing_shotwright_looks_for_no_plug_in(install: Install) -> None:
    install("acme-rules", "acme_page", {"acme_page": "raise SystemExit('asked too early')"})
    importlib.reload(shotwright)
    assert "acme_page" not in sys.modules
