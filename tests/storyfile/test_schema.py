"""The JSON Schema says of a file what the reader says of it."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from shotwright.errors import InputError
from shotwright.storyfile import KINDS, load, starter, storyfile_schema

ROOT = Path(__file__).parents[2]
BOARDS = [ROOT / "tests" / "sample.yaml", *sorted((ROOT / "examples").rglob("*.yaml"))]


def plain(text: str) -> Any:  # noqa: ANN401 - whatever the text holds
    return yaml.load(text, Loader=yaml.CSafeLoader)


def mistakes(data: object) -> list[str]:
    """Validate as editors do, whose patterns know classes of letters that Python's `re` has not."""
    jsonschema = importlib.import_module("jsonschema")
    text = json.dumps(storyfile_schema())
    for classes in (r"\\p{L}\\p{M}\\p{N}_", r"\\p{L}\\p{N}_"):
        text = text.replace(classes, r"\\w")
    validator = jsonschema.Draft202012Validator(json.loads(text))
    return [error.message for error in validator.iter_errors(data)]


def board(beat: dict[str, Any] | None = None, **keys: object) -> dict[str, Any]:
    one = {"shot": "Wind", "with": []} if beat is None else beat
    return {"shotwright": 1, "scenes": [{"id": "a", "beats": [one]}], "cast": {"ada": {}}, **keys}


def loads(data: dict[str, Any]) -> bool:
    try:
        load(data)
    except InputError:
        return False
    return True


def test_the_schema_is_one_itself() -> None:
    schema = storyfile_schema()
    importlib.import_module("jsonschema").Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_every_example_is_as_the_schema_says(path: Path) -> None:
    data = plain(path.read_text("utf-8"))
    missing = [] if "scenes" in data else ["'scenes' is a required property"]
    assert mistakes(data) == missing


@pytest.mark.parametrize("kind", KINDS)
def test_every_starter_is_as_the_schema_says(kind: str) -> None:
    assert mistakes(plain(starter(kind))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        *(
            board({"shot": "Wind", "with": [], "seconds": seconds})
            for seconds in (6, 6.5, 0.1, "6", "=6", "= 6.5", "4-8", "4 - 8", "4\u20138", "auto")
        ),
        board({"shot": ["One", "Two"], "with": ["ada"], "camera": {"size": "wide"}, "x-own": 1}),
        board({"shot": "Wind", "with": [], "audio": {"ambient": "wind", "says": []}}),
        board({"prompt": "Word for word.", "with": [], "enhance": True}),
        board({"talk": "Hi.", "by": "ada", "speed": 0.5, "motion": "nods"}),
        board({"talk": {"silence": 2.5}, "by": "ada"}),
        board({"talk": {"audio": {"asset": "a1", "seconds": 62}}, "by": "ada"}),
        board({"talk": "Hi.", "by": "ada", "options": {"api": {"background": "#00FF00"}}}),
        board(constraints=["one cup"], style={"palette": "teal"}, language="pt-BR"),
        board(references={"cup": {"image": "cup.png", "face": False}}),
        board(keepers={"shots": {"base": 0.5}}, routes={"shots": "api"}),
    ],
    ids=lambda data: json.dumps(data["scenes"][0]["beats"][0])[:60],
)
def test_what_loads_is_as_the_schema_says(data: dict[str, Any]) -> None:
    assert loads(data)
    assert mistakes(data) == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        {"shotwright": 1},
        board(shotwright=2),
        board(shotwright="1"),
        board(scenes=[]),
        board(titel="x"),
        board(title=3),
        board(aspect="9:17"),
        board(cast={"a b": {}}),
        board(cast={"ada": {"loook": "x"}}),
        board(routes={"shots": "film"}),
        board({"shot": "Wind", "with": "ada"}),
        board({"shot": "Wind", "with": [], "seconds": 0}),
        board({"shot": "Wind", "with": [], "seconds": 3601}),
        board({"shot": "Wind", "with": [], "seconds": "soon"}),
        board({"shot": "Wind", "with": [], "seconds": True}),
        board({"shot": 3, "with": []}),
        board({"talk": "Hi.", "by": "ada", "speed": 3}),
        board({"talk": 3, "by": "ada"}),
        board({"talk": "Hi.", "by": "ada", "seconds": 3}),
        board(language="english!"),
    ],
    ids=lambda data: json.dumps(data)[:70],
)
def test_what_does_not_load_is_not_as_the_schema_says(data: Any) -> None:  # noqa: ANN401
    if isinstance(data, dict):
        assert not loads(data)
    assert mistakes(data)
