"""What an answer to a creation means: taken, surely not taken, or nobody knows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from shotwright.sender.http import Answer, NoAnswerError
from shotwright.sender.protocol import Accepted, Lost, Outcome, Refused

Means = Literal["take", "wait", "run", "lost"]

_LONGEST_ID = 256
_MOVED = frozenset({301, 307, 308})
_NOT_HERE = frozenset({404, 405})


class _Table:
    """What codes and statuses mean, from `refusals.toml`."""

    def __init__(self) -> None:
        text = files("shotwright.sender").joinpath("refusals.toml").read_text("utf-8")
        rows: list[dict[str, Any]] = tomllib.loads(text)["answers"]
        self.codes: dict[str, Means] = {
            code: row["means"] for row in rows for code in row.get("codes", ())
        }
        self.status_of: dict[str, int] = {
            code: row["status"] for row in rows for code in row.get("codes", ())
        }
        self.statuses: dict[int, Means] = {
            row["status"]: row["means"] for row in rows if row.get("without_code")
        }
        self.asset_gone = {code for row in rows if row.get("asset_gone") for code in row["codes"]}
        assert {row["means"] for row in rows} <= set(get_args(Means))  # noqa: S101 - our own file


@cache
def _table() -> _Table:
    return _Table()


def status_of(code: str) -> int | None:
    """Say with which status HeyGen sends a code; None for one that it does not document."""
    return _table().status_of.get(code)


def outcome_of(answer: Answer, id_of: Callable[[Mapping[str, Any]], object]) -> Outcome:
    """Tell what became of a creation.

    Refused is only what proves that the service did not take it, since whoever is refused may send
    again and pay.  All else is Lost, which costs no more than a look for it:

    * An id was given: taken, whatever else the answer says.  The id can be followed, and says
      itself whether it fails.
    * 5xx, 408, 303, a 2xx without an id: the work may have been done and only the answer spoilt.
    * 409 `request_in_progress`: an earlier request with this key is running.  So this one made
      nothing, but the take may well be paid for: Lost, and posted again later with the same key,
      which then replays the first answer.  Other 409s that nobody documented may mean the same.
    * An error with HTTP 200 counts by its code, where HeyGen documents that code as a refusal.
    * 301, 307, 308, and a 404 that does not speak HeyGen's language: nobody there knows the
      service, and each take would go the same way, so the run ends.

    Args:
        answer: What came back.
        id_of: Finds the id of what was made, in an answer's object.

    Source: HeyGen API page "error codes", read 2026-11-21.
    """
    if answer.status // 100 == 2:  # noqa: PLR2004 - success
        remote_id = _id(answer, id_of)
        if remote_id:
            return Accepted(remote_id)
    means = _means(answer)
    if means == "lost":
        return Lost(_said(answer))
    code = str(answer.failure.code) if answer.failure is not None else ""
    return Refused(_said(answer), means, answer.after, code in _table().asset_gone)


def no_outcome(failure: NoAnswerError) -> Outcome:
    """Tell what became of a creation that was not answered."""
    return Lost(failure.said) if failure.left else Refused(failure.said, "wait")


def _id(answer: Answer, id_of: Callable[[Mapping[str, Any]], object]) -> str | None:
    found = id_of(answer.json or {})
    if isinstance(found, str) and found.isprintable() and 0 < len(found) <= _LONGEST_ID:
        return found
    return None


def _means(answer: Answer) -> Means:
    if answer.status in _MOVED:
        return "run"
    failure = answer.failure
    client_error = 400 <= answer.status < 500  # noqa: PLR2004 - what HTTP calls them
    success = answer.status // 100 == 2  # noqa: PLR2004 - likewise
    if failure is None and answer.status in _NOT_HERE:
        return "run"
    if not client_error and not (success and failure is not None):
        return "lost"
    code = str(failure.code) if failure is not None else ""
    by_status: Means = _table().statuses.get(answer.status, "take") if client_error else "lost"
    return _table().codes.get(code, by_status)


def _said(answer: Answer) -> str:
    if answer.status in _MOVED:
        return f"{answer}: the service is not at this address; check the base URL"
    if answer.failure is None and answer.status in _NOT_HERE:
        return f"{answer}: this is not HeyGen's API; check the base URL"
    if answer.failure is None and answer.status // 100 == 2:  # noqa: PLR2004 - success
        return f"{answer}: the answer names no job"
    return str(answer)
