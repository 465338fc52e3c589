"""Creating, reading, listing and deleting videos, as HeyGen documents it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from shotwright.simulator import Service

Simulate = Callable[..., tuple[Service, httpx2.Client]]

SHOT: dict[str, Any] = {
    "type": "cinematic_avatar",
    "prompt": "A founder walks through a sunlit office.",
    "avatar_id": ["lk_maya"],
}
TALK: dict[str, Any] = {"type": "avatar", "avatar_id": "lk_ken", "script": "Good morning."}
PICTURE: dict[str, Any] = {
    "type": "image",
    "image": {"type": "url", "url": "https://pictures.example/a.png"},
    "script": "Good morning.",
    "voice_id": "vc_ken",
}
STUDIO: dict[str, Any] = {
    "type": "studio",
    "scenes": [
        {"type": "avatar_video", "input": TALK},
        {
            "type": "image",
            "source": {"type": "url", "url": "https://pictures.example/a.png"},
            "duration": 5,
        },
        {
            "type": "video",
            "source": {"type": "url", "url": "https://pictures.example/a.mp4"},
            "playback": {"mute": True},
        },
    ],
}
OLD = {
    **SHOT,
    "type": "avatar_shots",
    "aspect_ratio": "16:9",
    "resolution": "1080p",
    "duration": 10,
}


def create(client: httpx2.Client, **more: object) -> str:
    answer = client.post("/v3/videos", json={**SHOT, **more})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["video_id"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (SHOT, "waiting"),
        (TALK, "waiting"),
        (PICTURE, "waiting"),
        (STUDIO, "waiting"),
        (OLD, "pending"),
    ],
)
def test_each_type_is_accepted_with_an_id_a_status_and_a_format(
    client: httpx2.Client, body: dict[str, Any], status: str
) -> None:
    answer = client.post("/v3/videos", json=body)
    assert answer.status_code == 200
    data = answer.json()["data"]
    assert set(data) == {"video_id", "status", "output_format"}
    assert (data["status"], data["output_format"]) == (status, "mp4")


def test_a_video_goes_from_pending_to_completed(service: Service, client: httpx2.Client) -> None:
    video_id = create(client, title="Walkthrough", folder_id="fo_1")

    def read() -> dict[str, Any]:
        data: dict[str, Any] = client.get(f"/v3/videos/{video_id}").json()["data"]
        return data

    first = read()
    assert (first["id"], first["status"], first["title"]) == (video_id, "pending", "Walkthrough")
    assert first["folder_id"] == "fo_1"
    assert first["video_url"] is None
    assert first["completed_at"] is None
    service.advance(20)
    assert read()["status"] == "processing"
    service.advance(3600)
    last = read()
    assert last["status"] == "completed"
    assert last["video_url"].startswith(service.url)
    assert last["duration"] == 10
    assert first["created_at"] < last["completed_at"] < first["created_at"] + 3620
    assert last["failure_code"] is None


def test_a_failed_render_says_why(service: Service, client: httpx2.Client) -> None:
    service.fault(operation="videos.create", kind="fail", code="content_policy_violation")
    video_id = create(client)
    service.advance(3600)
    data = client.get(f"/v3/videos/{video_id}").json()["data"]
    assert (data["status"], data["failure_code"]) == ("failed", "content_policy_violation")
    assert data["failure_message"]
    assert data["video_url"] is None


def test_render_times_follow_the_seed_and_spread(simulate: Simulate) -> None:
    def times(seed: int) -> list[float]:
        service, client = simulate(seed=seed, concurrent=100)
        for _ in range(40):
            create(client)
        rows = service.state()["accepted"]
        return [round(row["ends_at"] - row["accepted_at"], 3) for row in rows]

    first = times(1)
    assert times(1) == first
    assert times(2) != first
    assert 240 < sorted(first)[20] < 375  # about 5 minutes, as was measured
    assert len(set(first)) == 40


def test_lists_go_through_pages_without_gaps_also_when_videos_come_meanwhile(
    simulate: Simulate,
) -> None:
    service, client = simulate(concurrent=100)
    made = [create(client, title=f"take {n}") for n in range(25)]
    pages: list[list[str]] = []
    token = None
    while True:
        query: dict[str, str] = {"token": token} if token else {}
        page = client.get("/v3/videos", params=query).json()
        pages.append([row["id"] for row in page["data"]])
        create(client, title="later")
        token = page["next_token"]
        assert page["has_more"] is (token is not None)
        if token is None:
            break
    assert [len(page) for page in pages] == [10, 10, 5]  # 10 is the default
    assert [row for page in pages for row in page] == made[::-1]
    assert len(client.get("/v3/videos", params={"limit": 100}).json()["data"]) == 28
    assert service.state()["in_flight"] == 28


def test_lists_are_filtered_by_a_part_of_the_title_and_by_folder(client: httpx2.Client) -> None:
    first = create(client, title="Office [sw:ab12]", folder_id="fo_1")
    create(client, title="Office [sw:cd34]")
    create(client)

    def found(**query: str) -> list[str]:
        return [row["id"] for row in client.get("/v3/videos", params=query).json()["data"]]

    assert found(title="[sw:ab12]") == [first]
    assert found(folder_id="fo_1") == [first]
    assert len(found(title="Office")) == 2
    assert found(title="nowhere") == []


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "token=x", "token=eA=="])
def test_a_page_that_cannot_be_is_refused(client: httpx2.Client, query: str) -> None:
    answer = client.get(f"/v3/videos?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_parameter"
    assert answer.json()["error"]["param"] == query.partition("=")[0]


def test_deletion_is_permanent(service: Service, client: httpx2.Client) -> None:
    video_id = create(client)
    answer = client.delete(f"/v3/videos/{video_id}")
    assert answer.json() == {"data": {"id": video_id, "deleted": True}}
    for again in (client.get(f"/v3/videos/{video_id}"), client.delete(f"/v3/videos/{video_id}")):
        assert again.status_code == 404
        assert again.json()["error"]["code"] == "video_not_found"
    assert client.get("/v3/videos").json()["data"] == []
    assert service.state()["accepted"][0]["deleted"] is True


def test_many_statuses_are_told_at_once(service: Service, client: httpx2.Client) -> None:
    service.fault(operation="videos.create", kind="fail", nth=[2])
    done, failed = create(client), create(client)
    service.advance(3600)
    running = create(client)
    service.advance(20)
    ids = f"{done},{failed},{running},nobody"
    rows = client.get("/v3/videos/statuses", params={"video_ids": ids}).json()["data"]
    assert [(row["video_id"], row["status"]) for row in rows] == [
        (done, "completed"),
        (failed, "failed"),
        (running, "processing"),
        ("nobody", "not_found"),
    ]
    assert rows[1]["error"]["code"] == "internal_error"
    too_many = ",".join(["x"] * 101)
    refused = client.get("/v3/videos/statuses", params={"video_ids": too_many})
    assert refused.status_code == 400


def test_a_batch_queues_what_is_over_the_limit_and_fails_items_one_by_one(
    service: Service, client: httpx2.Client
) -> None:
    bodies = [SHOT] * 12 + [{**SHOT, "prompt": ""}, {**SHOT, "folder_id": "fo_1"}]
    answer = client.post("/v3/videos/batches", json={"videos": bodies, "title": "night"})
    assert answer.status_code == 202
    data = answer.json()["data"]
    assert (data["status"], data["total_items"]) == ("processing", 14)
    path = f"/v3/videos/batches/{data['batch_id']}"
    batch = client.get(path).json()["data"]
    assert batch["counts_by_status"] == {"processing": 10, "queued": 2, "failed": 2}
    assert [item["error"]["code"] for item in batch["items"][12:]] == ["invalid_parameter"] * 2
    assert (batch["has_more"], batch["next_token"]) == (False, None)
    told = client.get("/v3/videos/statuses", params={"batch_ids": data["batch_id"]}).json()["data"]
    assert [row["item_index"] for row in told] == list(range(14))
    service.advance(7200)
    ended = client.get(path, params={"limit": 5}).json()["data"]
    assert (ended["status"], ended["has_more"], len(ended["items"])) == ("completed", True, 5)
    assert ended["counts_by_status"] == {"completed": 12, "failed": 2}
    assert len(service.state()["accepted"]) == 12
