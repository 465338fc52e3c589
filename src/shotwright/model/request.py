"""A request that is ready to be sent, or the sheet that says how to do it by hand."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from pydantic import Field

from shotwright.model.frozen import Noun
from shotwright.model.table import html_of


class SheetStep(Noun):
    """One thing to do in the app, and what to paste there, if anything."""

    do: str
    paste: str | None


class Request(Noun):
    """What makes one generation.

    Attributes:
        generation: Its id in the plan.
        method, path, headers, body: Of an API route; headers name the key's variable, not a key.
        sheet: Of the web route, instead of those four.
        uploads: Files that must be uploaded first, by the asset id that stands for each.
    """

    generation: str
    items: tuple[str, ...]
    fingerprint: str
    method: str | None = None
    path: str | None = None
    headers: dict[str, str] | None = None
    body: dict[str, Any] | None = None
    sheet: tuple[SheetStep, ...] | None = None
    uploads: dict[str, str] = Field(default_factory=dict)

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: the sheet on web, method to body elsewhere."""
        left_out = {"method", "path", "headers", "body", "uploads"} if self.sheet else {"sheet"}
        return self.model_dump(mode="json", exclude=left_out)

    def _repr_html_(self) -> str:
        """Show the sheet, or the call and its body, in a notebook."""
        if self.sheet:
            steps = [step.model_dump() for step in self.sheet]
            return html_of(f"{self.generation}, by hand", ("do", "paste"), steps)
        body = json.dumps(self.body, ensure_ascii=False, indent=2)
        return (
            f"<p><b>{escape(self.generation)}</b> {self.method} <code>{self.path}</code></p>"
            f"<pre>{escape(body)}</pre>"
        )
