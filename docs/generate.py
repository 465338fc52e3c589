"""Writes the pages that are made from the code: the map and the storyboard manual.

    python docs/generate.py

A test fails when a page is stale.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

import shotwright
from shotwright import catalog, rules
from shotwright.model import board as boards
from shotwright.model import clause, media, options
from shotwright.model import talk as talks
from shotwright.model.names import RouteName
from shotwright.report import route_page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

READ_ON = date(2026, 11, 21)
"""The day for which the examples on the route pages are priced."""

STAIRS = (
    ("cli", "report"),
    ("simulator",),
    ("sender",),
    ("ledger",),
    ("campaign",),
    ("budget",),
    ("rules", "planner"),
    ("speech", "prompt", "request", "cost"),
    ("catalog", "storyfile"),
    ("model",),
    ("errors",),
)

MODELS: tuple[type[BaseModel], ...] = (
    boards.Board,
    boards.CastMember,
    media.Reference,
    boards.Scene,
    boards.ShotBeat,
    boards.TalkBeat,
    talks.Talk,
    talks.TalkAudio,
    clause.Action,
    clause.Setting,
    clause.Camera,
    clause.Lighting,
    clause.Style,
    clause.Audio,
    clause.Says,
    clause.Constraints,
    boards.Over,
    options.BoardOptions,
    options.ApiOptions,
    options.LegacyOptions,
    options.AgentOptions,
    boards.Routes,
    boards.Keepers,
    boards.KeeperRate,
)


def first_line(path: Path) -> str:
    """Read the first line of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    line = text.split("\n", 1)[0].rstrip(".")
    return line.removeprefix(f"{path.stem}: ")


def the_map() -> str:
    """Write the house in one page: a line for each module."""
    source = ROOT / "src" / "shotwright"
    lines = [
        "# The house",
        "",
        "One line for each module, made from its docstring by `make docs`. Imports only go down",
        "these stairs; what joins siblings lives one step up. `model` holds nouns only and is used",
        "module by module; every other folder is used through what its `__init__` offers.",
        "",
        "    storyboard -> load -> check -> build -> plan -> estimate -> requests",
        "",
    ]
    for stair in STAIRS:
        for name in stair:
            file = source / f"{name}.py"
            folder = source / name
            start = file if file.exists() else folder / "__init__.py"
            lines += [f"## {name}: {first_line(start)}", ""]
            modules = sorted(folder.glob("*.py")) if folder.is_dir() else []
            lines += [
                f"- `{module.stem}`: {first_line(module)}"
                for module in modules
                if module.name != "__init__.py"
            ]
            data = sorted(p.relative_to(folder) for p in folder.rglob("*") if _is_data(p))
            lines += (
                [f"- data: {', '.join(f'`{path.as_posix()}`' for path in data)}"] if data else []
            )
            lines.append("")
    lines += [
        "## Beside the package",
        "",
        "- `prompt_templates/`: one folder per family; the wheel carries it.",
        "- `examples/`: storyboards that are good briefs; all are used by tests.",
        "- `tests/`: mirrors the package; `laws/`, `golden/`, `journeys/`, `bad_input/` beside it.",
        "- `benchmarks/`: what is fast, what is saved, how well lengths are foretold.",
        "- `docs/`: this map, the glossary, the storyboard manual, decisions, benchmarks.",
        "",
    ]
    return "\n".join(lines)


def _is_data(path: Path) -> bool:
    return path.is_file() and path.suffix in {".toml", ".yaml"}


def storyboard_manual() -> str:
    """Write the keys of the storyboard file, from the model."""
    intro = (DOCS / "storyboard_intro.md").read_text("utf-8")
    return intro + "\n".join(_section(model) for model in MODELS)


def _section(model: type[BaseModel]) -> str:
    doc = inspect.getdoc(model) or ""
    told: dict[str, str] = {}
    for base in reversed(model.__mro__):
        own = inspect.cleandoc(base.__doc__ or "")
        told |= dict(re.findall(r"^    (\w+): (.+(?:\n        .+)*)", own, re.MULTILINE))
    schema = model.model_json_schema(by_alias=True)
    shapes = [schema, *schema.get("anyOf", [])]
    properties = next((shape["properties"] for shape in shapes if "properties" in shape), None)
    if properties is None:
        reference = schema["$ref"].rsplit("/", 1)[1] if "$ref" in schema else model.__name__
        target = schema["$defs"][reference]
        shapes = [target, *target.get("anyOf", [])]
        properties = next(shape["properties"] for shape in shapes if "properties" in shape)
    head = " ".join(doc.split("\n\n", 1)[0].split())
    rows = [f"## {model.__name__}", "", head, "", "| key | form | what |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        key = field.alias or name
        about = " ".join(told.get(name, "").split())
        rows.append(f"| `{key}` | {_form(properties[key], schema)} | {about} |")
    return "\n".join([*rows, ""])


def _form(shape: dict[str, Any], schema: dict[str, Any]) -> str:
    """Say in a few words what may stand there."""
    options = shape.get("anyOf") or shape.get("oneOf")
    match shape:
        case {"enum": values}:
            form = ", ".join(f"`{value}`" for value in values)
        case {"const": value}:
            form = f"`{value}`"
        case {"description": str(text)}:
            form = text
        case {"$ref": str(reference)}:
            name = reference.rsplit("/", 1)[1]
            inner = schema.get("$defs", {}).get(name, {}).get("anyOf", [])
            bare = "text or " if {"type": "string"} in inner else ""
            form = f"{bare}[{name}](#{name.lower()})"
        case {"type": "array"}:
            form = f"a list of {_form(shape.get('items', {}), schema)}"
        case {"type": "object", "patternProperties": dict(entries)}:
            form = f"id: {_form(next(iter(entries.values())), schema)}"
        case _ if options:
            forms = (_form(option, schema) for option in options if option.get("type") != "null")
            form = " or ".join(dict.fromkeys(forms))
        case _:
            words = {"string": "text", "boolean": "true or false", "integer": "a whole number"}
            form = words.get(shape.get("type", ""), "a number")
    return form


def the_route(name: RouteName) -> str:
    """Write the page of a route, with an example that is planned on it."""
    example = ROOT / "examples" / "routes" / f"{name}.yaml"
    board = shotwright.load(example)
    plan = shotwright.plan(board, on=READ_ON)
    assert isinstance(plan, shotwright.Plan), plan  # noqa: S101 - the examples can be made
    requests = shotwright.requests(plan, board)
    text = example.read_text("utf-8")
    return route_page(catalog.route(name), catalog.makings().way, catalog.rates(), text, requests)


PAGES: dict[str, Callable[[], str]] = {
    "map.md": the_map,
    "storyboard.md": storyboard_manual,
    **{f"routes/{name}.md": partial(the_route, name) for name in get_args(RouteName)},
    "rules/README.md": rules.rule_index,
    **{f"rules/{rule.code}.md": partial(rules.rule_page, rule.code) for rule in rules.all_rules()},
}


def main() -> None:
    """Write every page."""
    for name, write in PAGES.items():
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(write(), "utf-8")
    for page in (DOCS / "rules").glob("*.md"):
        if f"rules/{page.name}" not in PAGES:
            page.unlink()


if __name__ == "__main__":
    main()
