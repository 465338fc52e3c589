"""Downloads: resumed, checked, named when whole, however often the connection breaks."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from shotwright.errors import ServiceError
from shotwright.sender.http import Http, Key, download
from shotwright.sender.http.download import OVERLAP

Served = Callable[[Callable[[socket.socket], None]], str]
Reading = Callable[[socket.socket], bytes]

VIDEO = random.Random(7).randbytes(1_000_000)  # noqa: S311 - a file that does not repeat


class Store:
    """Keeps one file, and breaks off after some bytes of each answer.

    Attributes:
        asked: The `Range` of each request, or empty.
    """

    def __init__(self, read: Reading, content: bytes = VIDEO, breaks: int = 10**9) -> None:
        """Keep the file."""
        self.read, self.content, self.breaks = read, content, breaks
        self.asked: list[str] = []
        self.ranges = True
        self.promises = True
        self.slice = 10**9

    def __call__(self, connection: socket.socket) -> None:
        """Answer one request."""
        request = self.read(connection).decode("latin-1")
        match = re.search(r"(?im)^range: *(bytes=(\d+)-)\r$", request)
        self.asked.append(match[1] if match else "")
        start = int(match[2]) if match and self.ranges else 0
        whole = len(self.content)
        if start >= whole and match:
            head = f"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */{whole}\r\n"
            connection.sendall(f"{head}Content-Length: 0\r\n\r\n".encode())
            return
        head = "HTTP/1.1 200 OK\r\n"
        end = whole
        if match and self.ranges:
            end = min(whole, start + self.slice)
            head = "HTTP/1.1 206 Partial Content\r\n"
            head += f"Content-Range: bytes {start}-{end - 1}/{whole}\r\n"
        if self.promises:
            head += f"Content-Length: {end - start}\r\n"
        connection.sendall(f"{head}Content-Type: video/mp4\r\n\r\n".encode())
        connection.sendall(self.content[start : min(end, start + self.breaks)])


def fetch(url: str, to: Path) -> None:
    download(Http("https://api.example", Key("k" * 32, "wallet")), f"{url}/v.mp4?sig=1", to)


def test_a_whole_file_is_fetched_and_nothing_else_is_left(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    store = Store(read_request)
    fetch(served(store), tmp_path / "deep" / "reveal.mp4")
    assert (tmp_path / "deep" / "reveal.mp4").read_bytes() == VIDEO
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["reveal.mp4"]
    assert store.asked == [""]


def test_it_goes_on_where_it_broke_off_as_often_as_it_breaks(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    store = Store(read_request, breaks=150_000)
    fetch(served(store), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO
    assert store.asked[:3] == ["", f"bytes={150_000 - OVERLAP}-", f"bytes={234_464 - OVERLAP}-"]
    assert len(store.asked) > 10


def test_a_later_call_goes_on_too(served: Served, read_request: Reading, tmp_path: Path) -> None:
    (tmp_path / "v.mp4.part").write_bytes(VIDEO[:500_000])
    store = Store(read_request)
    fetch(served(store), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO
    assert store.asked == [f"bytes={500_000 - OVERLAP}-"]


@pytest.mark.parametrize("size", [len(VIDEO), 1, OVERLAP, OVERLAP + 1])
def test_a_part_of_any_length_is_made_whole(
    size: int, served: Served, read_request: Reading, tmp_path: Path
) -> None:
    (tmp_path / "v.mp4.part").write_bytes(VIDEO[:size])
    fetch(served(Store(read_request)), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO


@pytest.mark.parametrize("part", [b"another file" * 1000, VIDEO + b"more", b"y" * 2_000_000])
def test_the_part_of_another_file_is_thrown_away(
    part: bytes, served: Served, read_request: Reading, tmp_path: Path
) -> None:
    (tmp_path / "v.mp4.part").write_bytes(part)
    fetch(served(Store(read_request)), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO


def test_a_server_that_sends_less_than_was_asked_for_is_asked_for_the_rest(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    (tmp_path / "v.mp4.part").write_bytes(VIDEO[:500_000])
    store = Store(read_request)
    store.slice = 200_000
    fetch(served(store), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO
    assert len(store.asked) > 2


def test_a_server_without_ranges_is_read_from_the_start(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    (tmp_path / "v.mp4.part").write_bytes(VIDEO[:500_000])
    store = Store(read_request)
    store.ranges = False
    fetch(served(store), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO


def test_what_never_comes_is_given_up_and_kept(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    (tmp_path / "v.mp4.part").write_bytes(VIDEO[:500_000])
    store = Store(read_request, breaks=10)
    with pytest.raises(ServiceError):
        fetch(served(store), tmp_path / "v.mp4")
    assert len(store.asked) == 4
    assert (tmp_path / "v.mp4.part").read_bytes() == VIDEO[:500_000]
    assert not (tmp_path / "v.mp4").exists()


def test_a_file_in_the_way_stays_until_the_new_one_is_whole(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    (tmp_path / "v.mp4").write_bytes(b"old")
    with pytest.raises(ServiceError):
        fetch(served(Store(read_request, breaks=0)), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == b"old"
    fetch(served(Store(read_request)), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("403 Forbidden\r\nContent-Length: 0", "expire"),
        ("404 Not Found\r\nContent-Length: 0", "404"),
        ("302 Found\r\nLocation: https://x/\r\nContent-Length: 0", "302"),
        ("200 OK\r\nContent-Length: 6\r\nContent-Type: text/html\r\n\r\n<html>", "words"),
        ("200 OK\r\nContent-Length: 0\r\nContent-Type: video/mp4", "empty"),
    ],
)
def test_what_is_no_video_is_told(
    answer: str, said: str, served: Served, read_request: Reading, tmp_path: Path
) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        ending = "" if "\r\n\r\n" in answer else "\r\n\r\n"
        connection.sendall(f"HTTP/1.1 {answer}{ending}".encode())

    with pytest.raises(ServiceError, match=said) as caught:
        fetch(served(talk), tmp_path / "v.mp4")
    assert "sig=1" not in str(caught.value)
    assert not (tmp_path / "v.mp4").exists()


def test_a_stream_without_a_length_is_taken_as_it_ends(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    store = Store(read_request)
    store.promises = False
    fetch(served(store), tmp_path / "v.mp4")
    assert (tmp_path / "v.mp4").read_bytes() == VIDEO


@pytest.mark.parametrize("url", ["http://cdn.example", "file:///etc", "ftp://127.0.0.1", ""])
def test_only_https_is_fetched(url: str, tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="HTTPS"):
        fetch(url, tmp_path / "v.mp4")


def test_a_folder_that_cannot_be_written_is_told(
    served: Served, read_request: Reading, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(ServiceError, match="cannot write"):
        fetch(served(Store(read_request)), tmp_path / "taken" / "v.mp4")
