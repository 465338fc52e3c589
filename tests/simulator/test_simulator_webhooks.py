"""Webhooks: registered, signed, tried again; and late, twice, out of order, or never."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx2
import pytest

from shotwright.simulator import Service

SHOT: dict[str, Any] = {"type": "cinematic_avatar", "prompt": "x", "avatar_id": ["lk_maya"]}
TALK: dict[str, Any] = {"type": "avatar", "avatar_id": "lk_ken", "script": "Good morning."}


@dataclass
class Receiver:
    """Takes posts down as they come, and answers what it is told to."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The videos that were told of, in order."""
        return [json.loads(body)["event_data"]["video_id"] for _, body in self.got]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(kept.answers.pop(0) if kept.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        kept.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield kept
        server.shutdown()
        thread.join()


def register(client: httpx2.Client, url: str, events: list[str] | None = None) -> dict[str, Any]:
    body = {"url": url, "events": events}
    data: dict[str, Any] = client.post("/v3/webhooks/endpoints", json=body).json()["data"]
    return data


def create(client: httpx2.Client, body: dict[str, Any] = SHOT) -> str:
    return str(client.post("/v3/videos", json=body).json()["data"]["video_id"])


def test_an_endpoint_shows_its_secret_once(client: httpx2.Client) -> None:
    made = register(client, "https://hooks.example/x", ["avatar_video.success"])
    assert re.fullmatch(r"whsec_\w{20,}", made["secret"])
    assert made["status"] == "enabled"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*", made["created_at"])
    listed = client.get("/v3/webhooks/endpoints").json()["data"]
    assert [(row["endpoint_id"], row["secret"]) for row in listed] == [(made["endpoint_id"], None)]
    path = f"/v3/webhooks/endpoints/{made['endpoint_id']}"
    changed = client.patch(path, json={"events": ["batch.finished"]}).json()["data"]
    assert (changed["events"], changed["url"]) == (["batch.finished"], made["url"])
    rotated = client.post(f"{path}/rotate-secret").json()["data"]
    assert set(rotated) == {"endpoint_id", "secret"}
    assert rotated["secret"] != made["secret"]
    assert client.delete(path).status_code == 200
    assert client.delete(path).json()["error"]["code"] == "webhook_not_found"
    assert client.get("/v3/webhooks/endpoints").json()["data"] == []


@pytest.mark.parametrize(
    "body",
    [{}, {"url": "http://hooks.example/x"}, {"url": "https://hooks.example/x", "events": ["nope"]}],
)
def test_an_endpoint_that_is_none_is_refused(client: httpx2.Client, body: dict[str, Any]) -> None:
    assert client.post("/v3/webhooks/endpoints", json=body).status_code == 400


def test_the_event_types_are_the_documented_ones(client: httpx2.Client) -> None:
    names = [row["event_type"] for row in client.get("/v3/webhooks/event-types").json()["data"]]
    assert len(names) == 30
    assert {"avatar_video.success", "video_agent.fail", "batch.finished"} <= set(names)


def test_a_finished_video_is_told_signed(
    service: Service, client: httpx2.Client, receiver: Receiver
) -> None:
    secret = register(client, receiver.url)["secret"]
    body = {**TALK, "callback_id": "cb", "folder_id": "fo"}
    video_id = create(client, body)
    service.advance(3600)
    [(headers, raw)] = receiver.got
    told = json.loads(raw)
    assert told["event_type"] == "avatar_video.success"
    data = told["event_data"]
    assert (data["video_id"], data["callback_id"], data["folder_id"]) == (video_id, "cb", "fo")
    assert httpx2.get(data["url"], timeout=60).status_code == 200
    assert {"gif_download_url", "video_page_url", "video_share_page_url"} <= set(data)
    expected = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    assert headers["heygen-signature"] == expected
    assert abs(int(headers["heygen-timestamp"]) - time.time()) < 60
    history = client.get("/v3/webhooks/events").json()["data"]
    assert [(row["event_id"], row["event_data"]) for row in history] == [
        (headers["heygen-event-id"], data)
    ]
    none = client.get("/v3/webhooks/events", params={"event_type": "avatar_video.fail"}).json()
    assert none["data"] == []


def test_a_failed_video_is_told(
    service: Service, client: httpx2.Client, receiver: Receiver
) -> None:
    register(client, receiver.url, ["avatar_video.fail"])
    service.fault(operation="videos.create", kind="fail", nth=[1])
    failed, _ = create(client), create(client)
    service.advance(3600)
    [(_, raw)] = receiver.got
    told = json.loads(raw)
    assert (told["event_type"], told["event_data"]["video_id"]) == ("avatar_video.fail", failed)
    assert told["event_data"]["msg"]


def test_an_address_of_a_request_is_told_too(
    service: Service, client: httpx2.Client, receiver: Receiver
) -> None:
    create(client, {**TALK, "callback_url": receiver.url})
    brief = {"prompt": "x", "callback_url": receiver.url, "callback_id": "ag"}
    client.post("/v3/video-agents", json=brief)
    service.advance(7200)
    told = [json.loads(body) for _, body in receiver.got]
    assert [event["event_type"] for event in told] == [
        "avatar_video.success",
        "video_agent.success",
    ]
    assert told[1]["event_data"]["callback_id"] == "ag"


def test_a_batch_is_told_when_its_last_video_ends(
    service: Service, client: httpx2.Client, receiver: Receiver
) -> None:
    register(client, receiver.url, ["batch.finished"])
    batch = client.post("/v3/videos/batches", json={"videos": [SHOT] * 3}).json()["data"]
    service.advance(3600)
    assert [json.loads(body)["event_data"] for _, body in receiver.got] == [
        {"batch_id": batch["batch_id"]}
    ]


def test_what_is_not_taken_is_tried_again(
    service: Service, client: httpx2.Client, receiver: Receiver
) -> None:
    register(client, receiver.url)
    receiver.answers = [500, 503]
    create(client)
    service.advance(3600)
    assert len(receiver.got) == 1
    service.advance(9)
    assert len(receiver.got) == 1
    service.advance(1)
    assert len(receiver.got) == 2
    service.advance(60)
    assert len(receiver.got) == 3
    service.advance(86_400)
    assert len(receiver.got) == 3
    assert len({headers["heygen-event-id"] for headers, _ in receiver.got}) == 1
    assert [row["answer"] for row in service.state()["deliveries"]] == ["500", "503", "200"]


def test_only_this_machine_is_called(service: Service, client: httpx2.Client) -> None:
    register(client, "https://hooks.example/x")
    create(client)
    service.advance(3600)
    [delivery] = service.state()["deliveries"]
    assert delivery["answer"] == "not on this machine"


@pytest.mark.parametrize(
    ("fault", "at_once", "later"),
    [
        ({"kind": "twice"}, 2, 2),
        ({"kind": "late", "seconds": 500}, 0, 1),
        ({"kind": "never"}, 0, 0),
    ],
)
def test_deliveries_go_wrong(
    service: Service,
    client: httpx2.Client,
    receiver: Receiver,
    fault: dict[str, Any],
    at_once: int,
    later: int,
) -> None:
    register(client, receiver.url)
    service.fault(operation="delivery", **fault)
    create(client)
    ends_at = service.state()["accepted"][0]["ends_at"]
    service.advance(ends_at - service.state()["now"] + 1)
    assert len(receiver.got) == at_once
    service.advance(500)
    assert len(receiver.got) == later
    assert len({headers["heygen-event-id"] for headers, _ in receiver.got}) <= 1


def test_deliveries_come_out_of_order(
    service: Service, client: httpx2.Client, receiver: Receiver
) -> None:
    register(client, receiver.url)
    made = [create(client), create(client)]
    service.fault(operation="delivery", kind="swap", nth=[1])
    rows = sorted(service.state()["accepted"], key=lambda row: float(row["ends_at"]))
    order = [row["video_id"] for row in rows]
    assert set(order) == set(made)
    gap = rows[1]["ends_at"] - rows[0]["ends_at"]
    assert gap < 600, "the seed makes them end near each other"
    service.advance(1000)
    assert receiver.ids == order[::-1]


def test_an_event_that_nothing_overtakes_comes_late(
    service: Service, client: httpx2.Client, receiver: Receiver
) -> None:
    register(client, receiver.url)
    service.fault(operation="delivery", kind="swap", nth=[1])
    made = create(client)
    service.advance(3600)
    assert receiver.ids == [made]
