"""The JSON Schema of storyboard files, for editors."""

from __future__ import annotations

from typing import Any

from shotwright.model.board import Board


def storyfile_schema() -> dict[str, Any]:
    """Describe the storyboard file in JSON Schema 2020-12, generated from the model."""
    schema = Board.model_json_schema(mode="validation", by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "shotwright storyboard",
        **_open_to_extras({key: value for key, value in schema.items() if key != "title"}),
    }


def _open_to_extras(node: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Let every closed object carry keys that start with `x-`, which the reader leaves out."""
    if isinstance(node, list):
        return [_open_to_extras(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    opened = {key: _open_to_extras(value) for key, value in node.items()}
    if "patternProperties" in opened:
        opened["additionalProperties"] = False
    elif opened.get("additionalProperties") is False:
        opened["patternProperties"] = {"^x-": True}
    return opened
