"""The package: what the wheel carries, what importing loads, what is public, who uses whom."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import shotwright

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "shotwright"
INSTALLED = Path(shotwright.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
LONG_FOR_A_REASON: dict[str, str] = {}


def test_the_built_wheel_is_under_test_not_the_source_tree() -> None:
    assert ROOT / "src" not in INSTALLED.parents
    assert "site-packages" in INSTALLED.parts


def test_the_wheel_carries_templates_catalog_starters_and_types() -> None:
    (wheel,) = (ROOT / "dist").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (("prompt_templates", "*"), ("src/shotwright", "*.toml"),
                            ("src/shotwright", "*.yaml"), ("src/shotwright", "*.py")):  # fmt: skip
        for path in (ROOT / folder).rglob(pattern):
            if path.is_file() and "__pycache__" not in path.parts:
                inside = path.relative_to(ROOT).as_posix().removeprefix("src/shotwright/")
                assert f"shotwright/{inside}" in names
    assert "shotwright/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_sdist_carries_what_the_wheel_is_built_from(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.split("/", 1)[1] for name in tar.getnames() if "/" in name}
    for name in (
        "pyproject.toml", "LICENSE", "README.md", "src/shotwright/py.typed",
        "prompt_templates/cinematic/action.j2", "src/shotwright/catalog/rates/avatar_iv.toml",
    ):  # fmt: skip
        assert name in names


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, shotwright, shotwright.cli.run; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    heavy = {"pydantic", "jinja2", "yaml", "rich", "pandas", "httpx2", "tiktoken", "decimal"}
    assert not heavy & set(loaded.stdout.split())
    code = "import sys, shotwright; print(*sorted(n for n in sys.modules if 'shotwright' in n))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == ["shotwright"]


@pytest.mark.parametrize(
    "folder", sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
)
def test_every_folder_may_be_the_first_that_is_imported(folder: str) -> None:
    """Commands import what they run, each in another order; most tests import everything."""
    subprocess.run([sys.executable, "-c", f"import shotwright.{folder}"], check=True)


def test_loading_and_planning_do_without_the_terminal_library() -> None:
    code = """
import sys, datetime, shotwright
board = shotwright.load({"shotwright": 1, "cast": {"m": {"look": "l"}},
                         "scenes": [{"id": "s", "beats": [{"shot": "M waves"}]}]})
shotwright.estimate(shotwright.plan(board, on=datetime.date(2026, 11, 21)))
print(*sys.modules)
"""
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not {"rich", "typer", "urllib.request", "http.client"} & set(loaded.stdout.split())


def test_public_names_are_few_sorted_and_typed_where_they_live() -> None:
    assert shotwright.__all__ == sorted(shotwright.__all__)
    assert len(shotwright.__all__) < 30
    assert set(shotwright._HOMES) == set(shotwright.__all__)  # noqa: SLF001
    for name, home in shotwright._HOMES.items():  # noqa: SLF001
        assert getattr(shotwright, name) is getattr(
            importlib.import_module(f"shotwright.{home}"), name
        )
    typed = set(re.findall(r"^    from shotwright\S* import (\w+) as \1$",
                           (SOURCE / "__init__.py").read_text(), re.MULTILINE))  # fmt: skip
    assert typed == set(shotwright.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = shotwright.nonsense


def test_every_public_function_says_what_it_does() -> None:
    for name in shotwright.__all__:
        assert (getattr(shotwright, name).__doc__ or "").strip(), name


def test_a_folder_uses_another_only_through_what_its_init_offers() -> None:
    for module in MODULES:
        own = module.relative_to(SOURCE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shotwright."):
                parts = (node.module or "").split(".")
                if parts[1] not in {own, "model", "errors"}:
                    assert len(parts) == 2, f"{module.name} reaches into {node.module}"
                assert not any(alias.name.startswith("_") for alias in node.names), module


def test_no_module_is_named_for_nothing_or_grows_without_a_reason() -> None:
    for module in MODULES:
        inside = module.relative_to(SOURCE).as_posix()
        assert not {"utils", "helpers", "core", "common", "manager", "misc", "base"} & set(
            inside.removesuffix(".py").split("/")
        )
        if inside in LONG_FOR_A_REASON:
            continue
        text = module.read_text()
        assert text.count("\n") <= LONGEST_MODULE, inside
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                doc = ast.get_docstring(node, clean=False) or ""
                length = (node.end_lineno or 0) - node.lineno + 1 - doc.count("\n")
                assert length <= LONGEST_FUNCTION, f"{inside}: {node.name} has {length} lines"


def test_numbers_of_the_world_stand_in_the_catalog_not_in_code() -> None:
    prices = {"7.00", "0.0667", "0.0385", "0.0805"}
    for module in MODULES:
        if "simulator" in module.parts:
            continue  # shares no facts with us: it stands for the service's own schema
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Constant):
                assert str(node.value) not in prices, module
                assert node.value not in (180, 180_000, 10_000, 5_000), f"{module}:{node.lineno}"


def test_the_version_is_one(capfd: pytest.CaptureFixture[str]) -> None:
    subprocess.run([Path(sys.executable).with_name("shotwright"), "--version"], check=True)
    assert capfd.readouterr().out == f"shotwright {shotwright.__version__}\n"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["dynamic"] == ["version"]


def test_an_editable_install_finds_the_templates_beside_src() -> None:
    code = f"""
import sys; sys.path.insert(0, {str(ROOT / "src")!r})
import shotwright, json
from shotwright.prompt.family import templates_folder
board = shotwright.load({str(ROOT / "tests" / "sample.yaml")!r})
print(json.dumps([str(templates_folder()), [p.text for p in shotwright.build(board)]]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    folder, prompts = json.loads(done.stdout)
    assert folder == str(ROOT / "prompt_templates")
    board = shotwright.load(ROOT / "tests" / "sample.yaml")
    assert prompts == [prompt.text for prompt in shotwright.build(board)]
