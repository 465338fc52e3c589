"""Requests as commands for a shell."""

from __future__ import annotations

import json

from shotwright.model.request import Request

BASE = "https://api.heygen.com"


def curl(request: Request) -> str:
    """Write a request as a curl command; its body goes in on standard input, unchanged.

    The key is read from the environment, so that the command can be kept.
    """
    if request.sheet is not None:
        note = f"# {request.generation}: made by hand in the HeyGen app; see `shotwright requests`"
        return note + "\n"
    lines = [f"# {request.generation}"]
    for mark, path in request.uploads.items():
        file = path or "the file with this content"
        lines.append(
            f"# first upload {_one_line(file)} to {BASE}/v3/assets, and put the asset_id of the"
            f" answer in place of {_one_line(mark)}"
        )
    headers = [f'  -H "{name}: {value}" \\' for name, value in (request.headers or {}).items()]
    body = json.dumps(request.body, ensure_ascii=False, indent=2)
    return "\n".join(
        [
            *lines,
            f"curl --fail-with-body -X {request.method} {BASE}{request.path} \\",
            *headers,
            "  --data-binary @- <<'JSON'",
            body,
            "JSON",
            "",
        ]
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
