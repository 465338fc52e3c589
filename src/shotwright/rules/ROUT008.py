"""ROUT008: the service would refuse a request.

What: Reports, on the routes that programs use, a generation whose request breaks what HeyGen
    documents of its fields: a value out of range, two things that exclude each other.

Why: It is refused, or makes another video than was meant.

Bad:
    >>> lint('''
    ... - talk: Hello from the roof.
    ...   options: {api: {output_format: webm, background: "#1a1a2e"}}
    ... ''', route="api")
    error ROUT008: s.1: the request of `s.1` would be refused at `background`: webm is transparent:
    HeyGen refuses any background with it (HeyGen's request schemas, 2026-07-21); change what the
    board says there, or its options

Good:
    >>> lint('''
    ... - talk: Hello from the roof.
    ...   options: {api: {background: "#1a1a2e"}}
    ... ''', route="api")

Fix: Change the option that the message names.

Source: HeyGen's request schemas, 2026-07-21; HeyGen's API guides, read 2026-11-21: each message
    names its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from shotwright.model.finding import Severity
from shotwright.model.plan import Item, Plan
from shotwright.request import read_request
from shotwright.rules.ruling import Case, Found

CODE = "ROUT008"
SEVERITY = Severity.ERROR


def check_item(item: Item, case: Case) -> Iterator[Found]:
    """Yield a finding for every mistake in the request of a generation, at its first item."""
    plan = case.plan
    if plan is None:
        return
    refused = case.board.once(f"refused requests of {plan.hash}", lambda: _refused(plan))
    for where, said in refused.get(item.id, ()):
        yield Found(
            (),
            f"the request of `{item.generation}` would be refused at `{where}`: {said}",
            "change what the board says there, or its options",
        )


def _refused(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """Read every request as HeyGen documents it; texts and voices have rules of their own."""
    found = {}
    for made in plan.generations:
        try:
            read_request(made.route, made.request)
        except ValidationError as error:
            found[made.items[0]] = [
                (".".join(map(str, entry["loc"])), entry["msg"])
                for entry in error.errors(include_url=False)
                if entry["loc"][-1] not in {"prompt", "script", "input_text", "voice_id"}
            ]
    return found
