"""Requests read whole and within bounds, whatever is sent; and who asks."""

from __future__ import annotations

import asyncio
import hmac
import json
import math
import re
from typing import Any, NoReturn

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from shotwright.simulator.answers import Call, Purse, Refusal, Upload, invalid
from shotwright.simulator.facts import service
from shotwright.simulator.routes import Operation
from shotwright.simulator.settings import Settings

CLOSE = {"Connection": "close"}
_KEY = re.compile(r"[A-Za-z0-9_\-:.]{1,255}")


def who_pays(request: Request, settings: Settings) -> Purse:
    """Tell the purse by how a request says who it is.

    Raises:
        Refusal: 401; missing and wrong keys look the same.
    """
    bearer = request.headers.get("authorization", "")
    key = request.headers.get("x-api-key")
    given = key if key is not None else bearer.removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), settings.key.encode()):
        raise Refusal(401, "unauthorized", "The key is missing or wrong.")
    return "usd" if key is not None else "credits"


async def read_call(operation: Operation, request: Request, settings: Settings) -> Call:
    """Read a request whole.

    Raises:
        Refusal: It is too large (413), too slow (408), or no JSON (400).
    """
    purse = "usd" if operation.open else who_pays(request, settings)
    key = request.headers.get("idempotency-key")
    if key is not None and not _KEY.fullmatch(key):
        raise invalid("The Idempotency-Key must match ^[A-Za-z0-9_-:.]{1,255}$.", "Idempotency-Key")
    data = await read_bytes(request, settings.slow_seconds)
    multipart = request.headers.get("content-type", "").startswith("multipart/form-data")
    raw = operation.method == "PUT"
    upload = Upload("", data) if raw else (await _file(request, data) if multipart else None)
    return Call(
        operation=operation.name,
        path={name: str(value) for name, value in request.path_params.items()},
        query=request.query_params,
        body=None if raw or multipart or not data else _json(data),
        upload=upload,
        purse=purse,
        key=key,
    )


async def read_bytes(request: Request, seconds: float) -> bytes:
    """Read a body within its bounds.

    Raises:
        Refusal: It is too large (413), or took too long (408).
    """
    most = service()["limits"]["body_bytes"]
    told = request.headers.get("content-length", "0")
    parts = bytearray()
    try:
        if told.isdigit() and int(told[:15]) > most:
            raise _too_large(most)
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                parts += part
                if len(parts) > most:
                    raise _too_large(most)
    except TimeoutError:
        slow = f"The request took longer than {seconds:g} seconds to arrive."
        raise Refusal(408, "request_timeout", slow, headers=CLOSE) from None
    except ClientDisconnect:
        raise Refusal(400, "invalid_parameter", "The request ended early.", headers=CLOSE) from None
    return bytes(parts)


async def read_json(request: Request, seconds: float) -> Any:  # noqa: ANN401 - any JSON
    """Read a body of JSON within its bounds.

    Raises:
        Refusal: It is too large, too slow, or no JSON.
    """
    return _json(await read_bytes(request, seconds))


def _too_large(most: int) -> Refusal:
    return Refusal(413, "payload_too_large", f"At most {most} bytes are read.", headers=CLOSE)


def _json(data: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(data, parse_constant=_no_number, parse_float=_float)
    except (ValueError, RecursionError):
        raise invalid("The body is no JSON.") from None


def _float(text: str) -> float:
    """Read a number that is one: `1e999` is none."""
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


async def _file(request: Request, data: bytes) -> Upload | None:
    """Take the field `file` out of a multipart body."""

    async def receive() -> Message:
        return {"type": "http.request", "body": data, "more_body": False}

    try:
        async with Request(request.scope, receive).form(max_files=1, max_fields=10) as form:
            file = form.get("file")
            if isinstance(file, UploadFile):
                return Upload(file.filename or "", await file.read())
    except (HTTPException, MultiPartException):
        raise invalid("The multipart body is broken.", "file") from None
    return None
