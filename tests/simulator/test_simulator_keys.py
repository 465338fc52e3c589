"""Idempotency-Key: the same key within 24 hours gives the first answer again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from shotwright.simulator import Service

Simulate = Callable[..., tuple[Service, httpx2.Client]]

SHOT: dict[str, Any] = {"type": "cinematic_avatar", "prompt": "x", "avatar_id": ["lk_maya"]}


def post(
    client: httpx2.Client, key: str, path: str = "/v3/videos", **more: object
) -> httpx2.Response:
    return client.post(path, json={**SHOT, **more}, headers={"Idempotency-Key": key})


def test_the_same_key_and_body_give_the_first_answer_and_one_charge(
    service: Service, client: httpx2.Client
) -> None:
    first = post(client, "take-1")
    assert [post(client, "take-1").json() for _ in range(3)] == [first.json()] * 3
    assert post(client, "take-2").json() != first.json()
    state = service.state()
    assert [row["key"] for row in state["accepted"]] == ["take-1", "take-2"]
    assert state["spent"]["usd"] == 14_000_000
    assert state["replayed"] == [{"key": "take-1", "same_body": True}] * 3


def test_another_body_under_a_used_key_gives_the_first_answer_too(
    service: Service, client: httpx2.Client
) -> None:
    """So HeyGen documents it; other services answer with a conflict."""
    first = post(client, "take-1")
    assert post(client, "take-1", prompt="something else").json() == first.json()
    assert service.state()["replayed"] == [{"key": "take-1", "same_body": False}]


def test_after_24_hours_a_key_is_new(service: Service, client: httpx2.Client) -> None:
    first = post(client, "take-1").json()
    service.advance(86_399)
    assert post(client, "take-1").json() == first
    service.advance(1)
    assert post(client, "take-1").json() != first
    assert len(service.state()["accepted"]) == 2


def test_a_refusal_is_not_kept(service: Service, client: httpx2.Client) -> None:
    assert post(client, "take-1", duration=99).status_code == 400
    assert post(client, "take-1").status_code == 200
    assert len(service.state()["accepted"]) == 1


def test_a_first_call_that_still_runs_is_a_conflict(
    service: Service, client: httpx2.Client
) -> None:
    service.fault(operation="videos.create", kind="delay", seconds=3, when="after", times=1)
    answers: list[httpx2.Response] = []
    with httpx2.Client(base_url=service.url, headers={"x-api-key": service.key}) as other:
        slow = threading.Thread(target=lambda: answers.append(post(other, "take-1")))
        slow.start()
        while not service.state()["accepted"]:
            pass
        early = post(client, "take-1")
        slow.join()
    assert (early.status_code, early.json()["error"]["code"]) == (409, "request_in_progress")
    assert post(client, "take-1").json() == answers[0].json()
    assert len(service.state()["accepted"]) == 1


@pytest.mark.parametrize("key", ["", "a b", "a/b", "x" * 256, "schlüssel"])
def test_a_key_that_is_none_is_refused(client: httpx2.Client, key: str) -> None:
    headers = [(b"Idempotency-Key", key.encode("latin-1"))]
    answer = client.post("/v3/videos", json=SHOT, headers=headers)
    assert answer.status_code == 400


def test_keys_belong_to_an_endpoint(service: Service, client: httpx2.Client) -> None:
    headers = {"Idempotency-Key": "k"}
    body = {"url": "https://hooks.example/x"}
    first = client.post("/v3/webhooks/endpoints", json=body, headers=headers).json()["data"]
    again = client.post("/v3/webhooks/endpoints", json=body, headers=headers).json()["data"]
    assert again == first
    path = f"/v3/webhooks/endpoints/{first['endpoint_id']}/rotate-secret"
    rotated = client.post(path, headers=headers).json()["data"]
    assert rotated["secret"] != first["secret"]
    assert client.post(path, headers=headers).json()["data"] == rotated
    file = {"file": ("a.pdf", b"%PDF-1.7")}
    sent = [client.post("/v3/assets", files=file, headers=headers).json() for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(service.state()["assets"]) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [("/v3/video-agents", {"prompt": "x"}), ("/v3/videos/batches", {"videos": [SHOT]})],
)
def test_where_support_is_not_confirmed_there_is_none(
    service: Service, client: httpx2.Client, path: str, body: dict[str, Any]
) -> None:
    for _ in range(2):
        client.post(path, json=body, headers={"Idempotency-Key": "k"})
    assert len(service.state()["accepted"]) == 2


def test_support_can_be_switched_off(simulate: Simulate) -> None:
    service, client = simulate(idempotency=False)
    assert post(client, "take-1").json() != post(client, "take-1").json()
    assert service.state()["spent"]["usd"] == 14_000_000
