"""What makes each generation of a plan: a request body, or the sheet to do it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.board import Board
from shotwright.model.estimate import Line
from shotwright.model.media import Media
from shotwright.model.money import Unknown
from shotwright.model.names import Card
from shotwright.model.options import AgentOptions, ApiOptions, BoardOptions, LegacyOptions
from shotwright.model.plan import Generation, Plan
from shotwright.model.request import Request, SheetStep
from shotwright.request import ENDPOINTS, HASHED, MISSING, sheet, written_assets

KEY = {"x-api-key": "$HEYGEN_API_KEY"}
"""The header of a wallet's key; the variable's name stands in the key's place."""

TOKEN = {"Authorization": "Bearer $HEYGEN_ACCESS_TOKEN"}
"""The header of a subscription's OAuth token."""


def requests(
    plan: Plan,
    board: Board | None = None,
    *,
    card: Card | None = None,
    own: Iterable[RateFile] = (),
) -> tuple[Request, ...]:
    """Write the request, or the sheet, of every generation of a plan, in order.

    Args:
        plan: What is to be made.
        board: Where it came from; it names the files to upload and the people on the sheets.
        card: The rates for the prices on the sheets; default: the plan's.
        own: The user's own rates, for the prices on the sheets.
    """
    costs = {line.generation: line for line in estimate(plan, card=card, own=own).lines}
    written = written_assets(board) if board else {}
    names = _names(board) if board else {}
    callbacks = _callbacks(board, plan) if board else {}
    found = []
    for generation in plan.generations:
        if generation.route == "web":
            cost = _in_words(costs[generation.id])
            steps = sheet(generation.request, names, cost)
            found.append(
                Request(
                    generation=generation.id,
                    items=generation.items,
                    fingerprint=generation.fingerprint,
                    sheet=tuple(SheetStep.model_validate(step) for step in steps),
                )
            )
        else:
            found.append(_posted(plan, generation, written, callbacks))
    return tuple(found)


def _in_words(line: Line) -> str:
    if isinstance(line.amount, Unknown):
        return f"its price is {line.amount}"
    return f"{'about ' if line.certainty == 'assumed' else ''}{line.amount.rounded()}"


def _names(board: Board) -> dict[str, str]:
    """Say what looks and assets are called on the board."""
    called = {
        member.look: f"{board.name_of(ident)} ({member.look})"
        for ident, member in board.cast.items()
        if member.look
    }
    for ident, reference in board.references.items():
        called[reference.media.value] = f"{ident} ({reference.media.value})"
    for mark, media in written_assets(board).items():
        owner = next((i for i, r in board.references.items() if r.media == media), "")
        where = media.value if media.form == "path" else "its data"
        called[mark] = f"{owner} ({where})" if owner else where
    return called


Callback = dict[str, str]
"""The keys of a body that say whom to tell when the video is done."""


def _callbacks(board: Board, plan: Plan) -> dict[str, Callback]:
    """Find the callbacks that a board opts into, by generation: those of its first beat."""
    options = {brief.id: brief.options for brief in board.briefs}
    items = {item.id: item for item in plan.items}
    found = {}
    for generation in plan.generations:
        first = options.get(items[generation.items[0]].parts[0].beat)
        if first is None:  # the board went on since
            continue
        chosen: ApiOptions | LegacyOptions | AgentOptions = first.api
        if generation.route == "agent":
            chosen = (board.options or BoardOptions()).agent
        elif generation.route == "legacy":
            chosen = first.legacy
        keys = ("callback_url", "callback_id")
        values = {key: value for key in keys if (value := getattr(chosen, key)) is not None}
        if generation.product == "avatar_shots":
            values.pop("callback_id", None)  # a cinematic shot has no such field
        found[generation.id] = values
    return found


def _posted(
    plan: Plan,
    generation: Generation,
    written: Mapping[str, Media],
    callbacks: Mapping[str, Callback],
) -> Request:
    uploads: dict[str, str] = {}
    body = _sendable(generation.request, written, uploads)
    if generation.route != "agent":  # whose brief says the title
        body["title"] = f"{plan.board}: {generation.id}"
    body |= callbacks.get(generation.id, {})
    endpoint = ENDPOINTS[generation.route]
    return Request(
        generation=generation.id,
        items=generation.items,
        fingerprint=generation.fingerprint,
        method=endpoint.method,
        path=endpoint.path,
        headers={
            "Content-Type": "application/json",
            **(KEY if generation.billing == "wallet" else TOKEN),
        },
        body=body,
        uploads=uploads,
    )


def _sendable(node: Any, written: Mapping[str, Media], uploads: dict[str, str]) -> Any:  # noqa: ANN401
    """Put data back where its hash stands, and note which files have to be uploaded."""
    if isinstance(node, list):
        return [_sendable(entry, written, uploads) for entry in node]
    if not isinstance(node, dict):
        return node
    for key in ("asset_id", "audio_asset_id", "image_asset_id", "video_asset_id"):
        mark = node.get(key, "")
        if mark.startswith((HASHED, MISSING)):
            media = written.get(mark)
            if key == "asset_id" and media and media.form == "data":
                return {"type": "base64", "media_type": media.media_type, "data": media.value}
            uploads[mark] = (
                media.value if media else mark.removeprefix(MISSING).removeprefix(HASHED)
            )
    return {key: _sendable(value, written, uploads) for key, value in node.items()}
