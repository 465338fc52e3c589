"""The notebooks run as they stand, and show what they showed when they were saved."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import shotwright

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def outputs(cell: dict[str, Any]) -> list[dict[str, Any]]:
    """List what a cell shows, without the counts of its runs.

    Where it shows a page, the plain form beside it is left out: nobody sees it, and its floats have
    more digits than two kinds of processor agree on.
    """
    shown = copy.deepcopy(cell.get("outputs", []))
    for output in shown:
        output.pop("execution_count", None)
        output.pop("metadata", None)
        if "text/html" in output.get("data", ()):
            output["data"].pop("text/plain", None)
    whole = [{name: _whole(value) for name, value in output.items()} for output in shown]
    told: list[dict[str, Any]] = []
    for output in whole:
        # What is printed comes in as many pieces as the kernel had the time for.
        if told and output.get("name") and told[-1].get("name") == output["name"]:
            told[-1]["text"] += output["text"]
        else:
            told.append(output)
    return told


def _whole(value: Any) -> Any:  # noqa: ANN401 - whatever a cell shows
    """Join the lines into which a saved notebook divides its texts."""
    if isinstance(value, dict):
        return {name: _whole(inner) for name, inner in value.items()}
    return "".join(value) if isinstance(value, list) else value


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_was_saved_with(path: Path, tmp_path: Path) -> None:
    # In a process of its own, so that warnings of its kernel are not taken for ours.
    run = (
        "import sys, nbformat; from nbclient import NotebookClient;"
        "notebook = nbformat.read(sys.argv[1], as_version=4);"
        "NotebookClient(notebook, timeout=120, kernel_name='python3',"
        " resources={'metadata': {'path': sys.argv[2]}}).execute();"
        "nbformat.write(notebook, sys.argv[3])"
    )
    new = tmp_path / path.name
    done = subprocess.run(
        [sys.executable, "-c", run, path, path.parent, new],
        capture_output=True, text=True, check=False,
        # The kernel starts in another folder, and is to find the package that is under test.
        env={**os.environ, "PYTHONPATH": str(Path(shotwright.__file__).parents[1])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    before, after = (json.loads(each.read_text("utf-8"))["cells"] for each in (path, new))
    for saved, ran in zip(before, after, strict=True):
        hint = f"jupyter execute --inplace notebooks/{path.name}"
        assert outputs(ran) == outputs(saved), f"stale: run {hint}"


STORIES = (
    "first_storyboard", "which_route_is_cheaper", "forecast_a_campaign", "fit_a_budget",
    "learn_from_takes",
)  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_a_story_has_a_heading_words_between_few_cells_and_pictures(name: str) -> None:
    cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))["cells"]
    told = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert told[0].startswith("# ")
    assert len(code) <= 10
    assert len(told) >= len(code) - 3
    pictures = [
        "".join(output["data"]["image/svg+xml"])
        for cell in code
        for output in cell["outputs"]
        if "image/svg+xml" in output.get("data", {})
    ]
    assert pictures
    assert all("<desc>" in picture for picture in pictures)


def test_there_is_a_prompt_lab_that_tells_its_story_in_few_cells() -> None:
    cells = json.loads((NOTEBOOKS / "prompt_lab.ipynb").read_text("utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(cells) <= 25
    for call in ("read_camera(", "variants(", "to_frame(", "spread(", "edit("):
        assert any(call in source for source in code), call
    assert all(cell["outputs"] for cell in cells[3:] if cell["cell_type"] == "code")
