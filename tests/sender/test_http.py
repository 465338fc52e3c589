"""The network at its worst: slow, endless, elsewhere, in the clear."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from shotwright.errors import InputError
from shotwright.sender.http import Http, Key, NoAnswerError
from shotwright.sender.http.client import LARGEST_ANSWER, shown

Served = Callable[[Callable[[socket.socket], None]], str]
Reading = Callable[[socket.socket], bytes]
KEY = Key("k" * 32, "wallet")


def drip(connection: socket.socket, pieces: bytes, every: float = 0.05) -> None:
    for byte in pieces:
        connection.sendall(bytes([byte]))
        time.sleep(every)


def hold(connection: socket.socket) -> None:
    """Say nothing for as long as the other side is there, or half a minute."""
    connection.settimeout(30)
    while connection.recv(16384):
        pass


SLOW_HEAD = b"HTTP/1.1 200 OK\r\n" + b"X-Slow: " + b"y" * 500
SLOW_BODY = b"{" + b" " * 500


@pytest.mark.parametrize("where", ["nothing", "head", "body", "reading", "handshake"])
def test_the_deadline_holds_for_the_whole_exchange_however_it_drips(
    where: str, served: Served, read_request: Reading
) -> None:
    def talk(connection: socket.socket) -> None:
        if where == "reading":
            for _ in range(3000):
                if not connection.recv(16384):
                    break
                time.sleep(0.01)
            return
        if where == "handshake":
            hold(connection)
            return
        read_request(connection)
        if where == "nothing":
            hold(connection)
        elif where == "head":
            drip(connection, SLOW_HEAD)
        else:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
            drip(connection, SLOW_BODY)

    url = served(talk)
    http = Http(url.replace("http:", "https:") if where == "handshake" else url, KEY)
    begun = time.monotonic()
    body = {"prompt": "y" * (20_000_000 if where == "reading" else 1)}
    with pytest.raises(NoAnswerError) as caught:
        http.call("POST", "/v3/videos", seconds=0.5, body=body)
    assert 0.4 < time.monotonic() - begun < 15
    assert caught.value.left == (where != "handshake")


def test_a_connection_is_kept_and_used_again(served: Served, read_request: Reading) -> None:
    met = []

    def talk(connection: socket.socket) -> None:
        met.append(connection)
        while read_request(connection):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    http = Http(served(talk), KEY)
    for _ in range(3):
        assert http.call("GET", "/v3/videos", seconds=5).json == {}
    assert len(met) == 1
    del http  # and closes it


@pytest.mark.parametrize("length", [b"Content-Length: 99999999999\r\n", b""])
def test_an_endless_answer_is_cut_off(
    length: bytes,
    served: Served,
    read_request: Reading,
) -> None:
    sent = []

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + length + b"\r\n")
        for _ in range(4 * LARGEST_ANSWER >> 16):
            connection.sendall(b" " * (1 << 16))
            sent.append(1)

    http = Http(served(talk), KEY)
    with pytest.raises(NoAnswerError, match="more than 8 MB") as caught:
        http.call("GET", "/v3/videos", seconds=30)
    assert caught.value.left
    assert len(sent) << 16 < 3 * LARGEST_ANSWER


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere(
    served: Served, read_request: Reading
) -> None:
    elsewhere: list[bytes] = []

    def thief(connection: socket.socket) -> None:
        elsewhere.append(read_request(connection))

    thieves = served(thief)

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(
            f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {thieves}/x\r\n"
            "Content-Length: 0\r\n\r\n".encode()
        )

    assert Http(served(talk), KEY).call("GET", "/v3/videos", seconds=5).status == 307
    assert not elsewhere


def test_nobody_listens() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NoAnswerError, match="onnection refused") as caught:
        Http(f"http://127.0.0.1:{port}", KEY).call("GET", "/", seconds=5)
    assert not caught.value.left


def test_a_connection_cut_after_the_request_may_have_been_taken(
    served: Served, read_request: Reading
) -> None:
    def cut(connection: socket.socket) -> None:
        read_request(connection)

    url = served(cut)
    with pytest.raises(NoAnswerError) as caught:
        Http(url, KEY).call("POST", "/v3/videos", seconds=5, body={})
    assert caught.value.left


@pytest.mark.parametrize(
    "url",
    [
        "http://api.heygen.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "ftp://127.0.0.1",
        "api.heygen.com",
        "",
        "https://",
        "https://maya:secret@api.heygen.com",
        "https://api.heygen.com?x=1",
        "https://api.heygen.com:99999",
        "http://[::1",
    ],
)
def test_the_key_is_sent_in_the_clear_to_nobody(url: str) -> None:
    with pytest.raises(InputError) as caught:
        Http(url, KEY)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["https://api.heygen.com/", "http://127.0.0.1:8", "http://localhost", "http://[::1]:8"]
)
def test_a_service_is_https_or_on_this_machine(url: str) -> None:
    assert Http(url, KEY).base_url == url.rstrip("/")


def test_what_is_shown_of_a_url_holds_no_secret() -> None:
    assert shown("https://u:p@h.example:8/v.mp4?X-Signature=s#f") == "https://h.example:8/v.mp4"


def test_a_proxy_of_the_environment_is_used_but_not_for_this_machine(
    served: Served, read_request: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    def proxy(connection: socket.socket) -> None:
        asked.append(read_request(connection))
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, served(proxy))
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert Http(served(talk), KEY).call("GET", "/", seconds=5).status == 200
    assert not asked
    with pytest.raises(NoAnswerError, match="ProxyError") as caught:
        Http("https://api.example", KEY).call("POST", "/v3/videos", seconds=5, body={})
    assert not caught.value.left
    assert asked[0].startswith(b"CONNECT api.example:443")
    assert b"k" * 32 not in asked[0]


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("HTTPS_PROXY", "foo://u:secret@proxy.example", "proxy"),
        ("HTTPS_PROXY", "socks5://u:secret@proxy.example", "proxy"),
        ("HTTPS_PROXY", "http://u:secret@[::1", "proxy"),
        ("SSL_CERT_FILE", "/nowhere/secret.pem", "certificates"),
        ("SSL_CERT_FILE", __file__, "certificates"),
    ],
)
def test_what_is_wrong_in_the_environment_is_told(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(InputError, match=said) as caught:
        Http("https://api.example", KEY)
    assert variable in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_dripping_proxy_is_within_the_deadline_too(
    served: Served, read_request: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def proxy(connection: socket.socket) -> None:
        read_request(connection)
        drip(connection, SLOW_HEAD)

    monkeypatch.setenv("HTTPS_PROXY", served(proxy))
    monkeypatch.delenv("NO_PROXY", raising=False)
    begun = time.monotonic()
    with pytest.raises(NoAnswerError):
        Http("https://api.example", KEY).call("GET", "/", seconds=0.5)
    assert time.monotonic() - begun < 15


@pytest.fixture
def certified(tmp_path: Path) -> Path:
    """Make a certificate of our own for this machine."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", tmp_path / "key.pem", "-out", tmp_path / "own.pem", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    return tmp_path


def test_certificates_are_checked_and_ones_own_come_from_the_environment(
    certified: Path, read_request: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified / "own.pem", certified / "key.pem")
    came: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def serve() -> None:
            for _ in range(2):
                connection, _ = listener.accept()
                try:
                    with context.wrap_socket(connection, server_side=True) as safe:
                        came.append(read_request(safe))
                        safe.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                except OSError:
                    connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        with pytest.raises(NoAnswerError, match=r"(?i)certificate") as caught:
            Http(url, KEY).call("POST", "/v3/videos", seconds=5, body={})
        assert not caught.value.left
        assert not came
        monkeypatch.setenv("SSL_CERT_FILE", os.fspath(certified / "own.pem"))
        assert Http(url, KEY).call("GET", "/", seconds=5).status == 200
        thread.join(5)
    assert b"k" * 32 in came[0]


def test_a_bomb_of_zeros_is_cut_off(http: Callable[..., Http]) -> None:
    bomb = gzip.compress(bytes(64 << 20))
    answer = httpx2.Response(200, content=bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(NoAnswerError, match="more than 8 MB"):
        http(lambda _: answer).call("GET", "/", seconds=5)
