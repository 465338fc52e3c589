"""Uploads: small and large, tried again, within limits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from shotwright.errors import InputError, ServiceError
from shotwright.sender import Sender

Handler = Callable[[httpx2.Request], httpx2.Response]
Making = Callable[[Handler], Sender]
MB = 1024 * 1024


@pytest.fixture
def kettle(tmp_path: Path) -> Path:
    path = tmp_path / "kettle.png"
    path.write_bytes(b"\x89PNG kettle")
    return path


def stored(request: httpx2.Request) -> httpx2.Response:
    del request
    return httpx2.Response(200, json={"data": {"asset_id": "as1", "url": "https://x/y"}})


def test_a_file_is_posted_as_a_form_under_its_key(sender: Making, kettle: Path) -> None:
    sent = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append((request, request.read()))
        return stored(request)

    assert sender(answer).upload(kettle, "content-hash") == "as1"
    ((request, body),) = sent
    assert (request.method, request.url.path) == ("POST", "/v3/assets")
    assert request.headers["Idempotency-Key"] == "content-hash"
    assert request.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b'name="file"; filename="kettle.png"' in body
    assert b"Content-Type: image/png" in body
    assert b"\x89PNG kettle" in body


def test_an_upload_is_tried_again_with_the_same_key_and_bytes(sender: Making, kettle: Path) -> None:
    sent = []
    in_progress = {"error": {"code": "request_in_progress", "message": "wait"}}
    answers: list[httpx2.Response | Exception] = [
        httpx2.Response(503),
        httpx2.ReadTimeout("late"),
        httpx2.Response(409, json=in_progress),
    ]

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append((request.headers["Idempotency-Key"], b"PNG kettle" in request.read()))
        if not answers:
            return stored(request)
        found = answers.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    assert sender(answer).upload(kettle, "content-hash") == "as1"
    assert sent == [("content-hash", True)] * 4


def test_a_large_file_goes_straight_to_its_place(sender: Making, tmp_path: Path) -> None:
    large = tmp_path / "room.mp4"
    content = bytes(range(256)) * (33 * MB // 256)
    large.write_bytes(content)
    steps: list[tuple[str, object]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        step = f"{request.method} {request.url.host}{request.url.path}"
        if request.method == "PUT":
            steps.append(
                (step, (hashlib.sha256(request.read()).hexdigest(), dict(request.headers)))
            )
            return httpx2.Response(200)
        if step.endswith("direct-uploads"):
            steps.append((step, (request.headers["Idempotency-Key"], json.loads(request.read()))))
            place = {"asset_id": "as/2", "upload_url": "https://put.example/x?sig=1",
                     "upload_headers": {"Content-Type": "video/mp4"}}  # fmt: skip
            return httpx2.Response(200, json={"data": place})
        steps.append((request.url.raw_path.decode(), request.read()))
        return httpx2.Response(200, json={"data": {"asset_id": "as/2", "status": "processing"}})

    assert sender(answer).upload(large, "content-hash") == "as/2"
    digest = hashlib.sha256(content).hexdigest()
    wish = {"filename": "room.mp4", "content_type": "video/mp4", "size_bytes": 33 * MB,
            "checksum_sha256": digest}  # fmt: skip
    assert steps[0] == ("POST api.example/v3/assets/direct-uploads", ("content-hash", wish))
    assert steps[1][0] == "PUT put.example/x"
    put_digest, headers = steps[1][1]  # type: ignore[misc]
    assert put_digest == digest  # type: ignore[has-type]
    assert headers["content-length"] == str(33 * MB)  # type: ignore[has-type]
    assert headers["content-type"] == "video/mp4"  # type: ignore[has-type]
    assert steps[2] == ("/v3/assets/as%2F2/complete", b"")


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("a.png", 50 * MB + 1, "52,428,800"),
        ("a.mp3", 50 * MB + 1, "52,428,800"),
        ("a.mp4", 100 * MB + 1, "104,857,600"),
        ("a.png", 0, "empty"),
    ],
)
def test_what_heygen_does_not_take_is_not_sent(
    name: str, size: int, said: str, sender: Making, tmp_path: Path
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)

    def never(_: httpx2.Request) -> httpx2.Response:
        raise AssertionError

    with pytest.raises(InputError, match=said):
        sender(never).upload(path, "key")


def test_a_file_that_is_not_there_is_told(sender: Making, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.png"):
        sender(stored).upload(tmp_path / "gone.png", "key")


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(400, json={"error": {"code": "invalid_parameter", "message": "no png"}}),
        httpx2.Response(413),
        httpx2.Response(200, json={"data": {}}),
        httpx2.Response(200, content=b"<html>"),
        httpx2.Response(503),
    ],
)
def test_an_upload_that_failed_is_told(
    answer: httpx2.Response, sender: Making, kettle: Path
) -> None:
    with pytest.raises(ServiceError):
        sender(lambda _: answer).upload(kettle, "key")
