"""Lists a page at a time: `limit` and `token` in, `has_more` and `next_token` out."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, TypeVar

from shotwright.simulator.answers import Answer, Call, invalid
from shotwright.simulator.facts import service

T = TypeVar("T")


def page(found: Iterable[tuple[int, T]], call: Call, show: Callable[[T], Any]) -> Answer:
    """Answer one page of what was found, in the order of its keys, which go up.

    A token remembers a key, so what comes or goes between two pages moves nothing else.

    Raises:
        Refusal: The limit or the token is none.
    """
    shown, more = slice_of(found, call)
    body = {
        "data": [show(thing) for _, thing in shown],
        "has_more": more,
        "next_token": next_token(call, shown, more=more),
    }
    return Answer(body)


def slice_of(found: Iterable[tuple[int, T]], call: Call) -> tuple[list[tuple[int, T]], bool]:
    """Give the keys and things of the page, and whether more come."""
    usual, most = service()["limits"]["page"][call.operation]
    asked = call.query.get("limit", str(usual))
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:9]) <= most:
        raise invalid(f"limit must be a whole number from 1 to {most}.", "limit")
    token = call.query.get("token")
    after = _key(call.operation, token) if token else None
    rest = (pair for pair in found if after is None or pair[0] > after)
    size = int(asked)
    shown = list(islice(rest, size + 1))
    return shown[:size], len(shown) > size


def next_token(call: Call, shown: list[tuple[int, T]], *, more: bool) -> str | None:
    """Write the token after a page."""
    return _token(call.operation, shown[-1][0]) if more else None


def _token(operation: str, key: int) -> str:
    return base64.urlsafe_b64encode(f"{operation}:{key}".encode()).decode()


def _key(operation: str, token: str) -> int:
    try:
        told, _, key = base64.urlsafe_b64decode(token.encode()).decode().partition(":")
        if told == operation:
            return int(key)
    except (ValueError, binascii.Error):
        pass
    raise invalid("token is none that this list gave.", "token")
