"""The key is in no error, log, value or crash report, in every way that a call can fail."""

from __future__ import annotations

import logging
import pickle
import socket
import traceback
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from shotwright.errors import InputError, ShotwrightError
from shotwright.sender import Job, Lost, Refused, Sender, SenderSettings
from shotwright.sender.http import Http, Key, NoAnswerError
from shotwright.sender.http.credentials import find_key

Handler = Callable[[httpx2.Request], httpx2.Response]
Making = Callable[[Handler], Sender]


def raising(error: Exception) -> Handler:
    def fail(request: httpx2.Request) -> httpx2.Response:
        error.request = request  # type: ignore[attr-defined]
        raise error

    return fail


def echo(status: int) -> Handler:
    """Say the key back, as services and proxies do that explain what they were asked."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        key = request.headers.get("x-api-key", "")
        error = {"code": "odd", "message": f"bad key {key}", "param": key, "errors": []}
        return httpx2.Response(status, json={"error": error}, headers={"x-request-id": key})

    return answer


FAILURES: dict[str, Handler] = {
    **{
        kind.__name__: raising(kind("x-api-key: sk_V2_planted-0123456789abcdef"))
        for kind in (
            httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError,
            httpx2.ReadTimeout, httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError,
            httpx2.LocalProtocolError, httpx2.DecodingError, httpx2.TooManyRedirects,
        )
    },
    **{f"echo {status}": echo(status) for status in (200, 303, 307, 400, 401, 404, 409, 429, 500)},
    "html": lambda _: httpx2.Response(502, content=b"<html>sk_V2_planted-0123456789abcdef</html>"),
    "garbled": lambda _: httpx2.Response(200, content=b'{"data": "sk_V2_planted-0123456789abcdef"'),
    "other": lambda _: httpx2.Response(200, json={"data": ["sk_V2_planted-0123456789abcdef"]}),
}  # fmt: skip


@pytest.fixture(autouse=True)
def every_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


@pytest.mark.parametrize("name", FAILURES)
def test_no_failure_tells_the_key(
    name: str,
    sender: Making,
    job: Job,
    planted: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    whole_text: Callable[[BaseException], str],
) -> None:
    service = sender(FAILURES[name])
    outcome = service.submit(job)
    assert isinstance(outcome, Lost | Refused)
    told = [repr(outcome), repr(service), repr(vars(service)), service.submit(job).__repr__()]
    (tmp_path / "kettle.png").write_bytes(b"png")
    calls: list[Callable[[], object]] = [
        service.account,
        lambda: service.look_up([job]),
        lambda: service.find("tag"),
        lambda: service.status(["v1", "v2"]),
        lambda: service.status(["v1"]),
        lambda: service.upload(tmp_path / "kettle.png", "key"),
        lambda: service.download("https://cdn.example/v.mp4?sig=1", tmp_path / "v.mp4"),
    ]
    for call in calls:
        try:
            told.append(repr(call()))
        except ShotwrightError as error:
            told += [whole_text(error), "".join(traceback.format_exception(error))]
    told += [caplog.text, *map(repr, caplog.records), *capfd.readouterr()]
    assert planted not in "\n".join(told)
    assert "sig=1" not in caplog.text


@pytest.mark.parametrize("name", [name for name in FAILURES if name[0].isupper()])
def test_no_failure_is_chained_to_what_holds_the_request(
    name: str,
    http: Callable[[Handler], Http],
    planted: str,
    whole_text: Callable[[BaseException], str],
) -> None:
    with pytest.raises(NoAnswerError) as caught:
        http(FAILURES[name]).call("POST", "/v3/videos", seconds=5, body={})
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert planted not in whole_text(caught.value)


def test_a_real_connection_logs_no_key(
    served: Callable[[Callable[[socket.socket], None]], str],
    read_request: Callable[[socket.socket], bytes],
    planted: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    came: list[bytes] = []

    def talk(connection: socket.socket) -> None:
        came.append(read_request(connection))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    Http(served(talk), Key(planted, "subscription")).call("POST", "/v3/videos", seconds=5, body={})
    assert f"Authorization: Bearer {planted}".encode() in came[0]
    assert caplog.records  # the client's own logs were looked at
    assert planted not in caplog.text + repr([vars(record) for record in caplog.records])


def test_the_key_goes_to_the_service_only(sender: Making, planted: str, tmp_path: Path) -> None:
    """Neither to where a finished video is, nor to where a large file is put."""
    met: dict[str, httpx2.Headers] = {}

    def answer(request: httpx2.Request) -> httpx2.Response:
        met[f"{request.method} {request.url.host}"] = request.headers
        if request.url.path.endswith("direct-uploads"):
            place = {"asset_id": "as1", "upload_url": "https://put.example/x?sig=1",
                     "upload_headers": {"x-amz-meta": "1"}}  # fmt: skip
            return httpx2.Response(200, json={"data": place})
        if request.url.path.endswith("complete"):
            return httpx2.Response(200, json={"data": {"asset_id": "as1"}})
        return httpx2.Response(200, content=b"video")

    service = sender(answer)
    service.download("https://cdn.example/v.mp4", tmp_path / "v.mp4")
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate((32 << 20) + 1)
    assert service.upload(large, "key") == "as1"
    for place in ("GET cdn.example", "PUT put.example"):
        assert planted not in str(met[place].raw)
    assert met["PUT put.example"]["x-amz-meta"] == "1"
    assert met["POST api.example"]["x-api-key"] == planted


def test_a_key_shows_its_purse_and_nothing_else(planted: str) -> None:
    key = Key(planted, "wallet")
    settings = SenderSettings(environment={"HEYGEN_API_KEY": planted})
    for shown in (repr(key), str(key), f"{key}", repr(settings), repr([key])):
        assert planted not in shown
    with pytest.raises(TypeError):
        pickle.dumps(key)
    assert key != Key(planted, "wallet")


@pytest.mark.parametrize("bad", ["sk planted", "sk\nplanted", "schlüssel-planted", "sk\x00planted"])
def test_a_key_that_cannot_be_sent_is_not_said(bad: str) -> None:
    with pytest.raises(InputError) as caught:
        find_key({"HEYGEN_API_KEY": bad}, stored=lambda _: None)
    assert "planted" not in str(caught.value)
    assert "HEYGEN_API_KEY" in str(caught.value)
