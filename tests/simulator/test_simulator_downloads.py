"""Finished files: small, real, the same every time; in ranges, and cut in the middle."""

from __future__ import annotations

import httpx2
import pytest

from shotwright.simulator import Service

SHOT = {"type": "cinematic_avatar", "prompt": "x", "avatar_id": ["lk_maya"]}


@pytest.fixture
def address(service: Service, client: httpx2.Client) -> str:
    video_id = client.post("/v3/videos", json=SHOT).json()["data"]["video_id"]
    service.advance(3600)
    return str(client.get(f"/v3/videos/{video_id}").json()["data"]["video_url"])


def test_a_file_has_its_length_type_and_tag(address: str) -> None:
    first, second = httpx2.get(address, timeout=60), httpx2.get(address, timeout=60)
    assert first.status_code == 200
    assert first.headers["content-type"] == "video/mp4"
    assert int(first.headers["content-length"]) == len(first.content) > 4000
    assert first.content[4:8] == b"ftyp"
    assert (second.content, second.headers["etag"]) == (first.content, first.headers["etag"])
    head = httpx2.head(address, timeout=60)
    assert head.headers["content-length"] == first.headers["content-length"]
    assert head.content == b""


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=100-", 100, None),
        ("bytes=-7", -7, None),
        ("bytes=5-99999", 5, None),
    ],
)
def test_a_part_is_that_part(address: str, asked: str, first: int, last: int | None) -> None:
    whole = httpx2.get(address, timeout=60).content
    answer = httpx2.get(address, headers={"Range": asked}, timeout=60)
    assert answer.status_code == 206
    assert answer.content == whole[first : None if last is None else last + 1]
    begin = first % len(whole)
    end = len(whole) - 1 if last is None else last
    assert answer.headers["content-range"] == f"bytes {begin}-{end}/{len(whole)}"


def test_a_part_of_another_file_is_the_whole(address: str) -> None:
    whole = httpx2.get(address, timeout=60)
    headers = {"Range": "bytes=10-", "If-Range": '"other"'}
    assert httpx2.get(address, headers=headers, timeout=60).status_code == 200
    headers["If-Range"] = whole.headers["etag"]
    assert httpx2.get(address, headers=headers, timeout=60).status_code == 206


def test_a_part_beyond_the_end_is_refused(address: str) -> None:
    answer = httpx2.get(address, headers={"Range": "bytes=999999-"}, timeout=60)
    assert answer.status_code == 416
    size = httpx2.head(address, timeout=60).headers["content-length"]
    assert answer.headers["content-range"] == f"bytes */{size}"


def test_a_link_expires_and_reading_again_gives_a_new_one(
    service: Service, client: httpx2.Client, address: str
) -> None:
    service.advance(604_801)
    assert httpx2.get(address, timeout=60).status_code == 403
    video = client.get("/v3/videos").json()["data"][0]
    assert httpx2.get(video["video_url"], timeout=60).status_code == 200
    assert (
        httpx2.get(video["video_url"].replace("signature=", "signature=0"), timeout=60).status_code
        == 403
    )
    client.delete(f"/v3/videos/{video['id']}")
    assert httpx2.get(video["video_url"], timeout=60).status_code == 404


def test_a_download_is_cut_in_the_middle_and_resumed(service: Service, address: str) -> None:
    whole = httpx2.get(address, timeout=60).content
    service.fault(operation="download", kind="cut", when="after", times=1)
    with httpx2.stream("GET", address, timeout=60) as answer:
        parts = answer.iter_bytes()
        got = next(parts)
        with pytest.raises(httpx2.RemoteProtocolError):
            next(parts)
    assert got == whole[: len(whole) // 2]
    rest = httpx2.get(address, headers={"Range": f"bytes={len(got)}-"}, timeout=60)
    assert got + rest.content == whole
    service.fault(operation="download", kind="cut", times=1)
    with pytest.raises(httpx2.RemoteProtocolError):
        httpx2.get(address, timeout=60)
    service.fault(operation="download", kind="error", status=503, times=1)
    assert httpx2.get(address, timeout=60).status_code == 503
