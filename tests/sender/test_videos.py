"""HeyGen's API, version 3: finding by tag, statuses in bulk and alone, the account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from shotwright.errors import InputError, ServiceError
from shotwright.model.money import Credits, Dollars
from shotwright.sender import Sender, SenderSettings, make_sender

Handler = Callable[[httpx2.Request], httpx2.Response]
Making = Callable[[Handler], Sender]


def data(body: object, **beside: object) -> httpx2.Response:
    return httpx2.Response(200, json={"data": body, **beside})


def refused(status: int, code: str) -> httpx2.Response:
    return httpx2.Response(status, json={"error": {"code": code, "message": "so it is"}})


def test_it_says_what_it_can(sender: Making) -> None:
    abilities = sender(lambda _: data({})).abilities
    assert abilities.routes == {"api"}
    assert abilities.billing == {"wallet"}
    assert abilities.replays_keys == timedelta(hours=23)
    assert (abilities.finds_by_tag, abilities.follows, abilities.slots) == (True, True, 10)


def test_it_finds_the_tag_on_every_page_whatever_the_filter_does(sender: Making) -> None:
    pages = {
        None: ([{"id": "v1", "title": "ad: reveal sw-7f3a"}, {"id": "v2", "title": None}], "p2"),
        "p2": ([], "p3"),
        "p3": ([{"id": "v3", "title": "other"}, {"id": "v4", "title": "sw-7f3a again"}], None),
    }
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(dict(request.url.params))
        videos, following = pages[request.url.params.get("token")]
        return data(videos, has_more=following is not None, next_token=following)

    assert sender(answer).find("sw-7f3a") == ("v1", "v4")
    assert asked[0] == {"title": "sw-7f3a", "limit": "100"}
    assert [page.get("token") for page in asked] == [None, "p2", "p3"]


@pytest.mark.parametrize(
    "beside",
    [
        {"has_more": True, "next_token": None},
        {"has_more": True, "next_token": ""},
        {"has_more": True},
        {"has_more": True, "next_token": "p1"},
    ],
)
def test_a_list_that_goes_on_nowhere_is_not_taken_for_whole(
    beside: Mapping[str, Any], sender: Making
) -> None:
    with pytest.raises(ServiceError, match="goes on"):
        sender(lambda _: data([], **beside)).find("sw-7f3a")


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(200, content=b"<html>"),
        httpx2.Response(200, json={"data": None}),
        httpx2.Response(200, json={"data": [{"title": "sw-7f3a"}]}),
        httpx2.Response(200, json={"error": {"code": "internal_error"}}),
        httpx2.Response(404, json={"error": {"code": "not_found", "message": "no"}}),
        httpx2.Response(503),
    ],
)
def test_a_list_that_cannot_be_read_is_not_taken_for_empty(
    answer: httpx2.Response, sender: Making
) -> None:
    with pytest.raises(ServiceError):
        sender(lambda _: answer).find("sw-7f3a")


def status_service(videos: Mapping[str, object], bulk: object) -> tuple[Handler, list[str]]:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.raw_path.decode())
        path = request.url.path
        if path == "/v3/videos/statuses":
            return bulk if isinstance(bulk, httpx2.Response) else data(bulk)
        found = videos.get(path.removeprefix("/v3/videos/"))
        if isinstance(found, httpx2.Response):
            return found
        return data(found) if found else refused(404, "video_not_found")

    return answer, asked


def test_many_are_asked_for_at_once_and_only_what_went_wrong_alone(sender: Making) -> None:
    handler, asked = status_service(
        {
            "v3": {"id": "v3", "status": "completed", "video_url": "https://cdn/v3.mp4?s=1",
                   "duration": 6.04, "title": "ad: reveal sw-7f3a"},
            "v4": {"id": "v4", "status": "failed", "failure_code": "policy",
                   "failure_message": "no"},
            "v5": {"id": "v5", "status": "failed", "failure_code": None, "failure_message": None},
        },
        [{"video_id": name, "status": status} for name, status in (
            ("v1", "queued"), ("v2", "processing"), ("v3", "completed"), ("v4", "failed"),
            ("v5", "failed"), ("v6", "not_found"), ("v7", "polishing"), ("strange", "queued"))],
    )  # fmt: skip
    found = sender(handler).status(["v1", "v2", "v3", "v4", "v5", "v6", "v7"])
    assert {name: status.progress for name, status in found.items()} == {
        "v1": "waiting", "v2": "running", "v3": "completed", "v4": "failed", "v5": "failed",
        "v6": "gone", "v7": "running",
    }  # fmt: skip
    assert found["v4"].reason == "policy no"
    assert found["v5"].reason
    assert asked[0] == "/v3/videos/statuses?video_ids=v1%2Cv2%2Cv3%2Cv4%2Cv5%2Cv6%2Cv7"
    assert asked[1:] == ["/v3/videos/v4", "/v3/videos/v5", "/v3/videos/v6"]
    alone = sender(handler).status(["v3"])["v3"]
    assert (alone.progress, alone.url) == ("completed", "https://cdn/v3.mp4?s=1")
    assert (alone.seconds, alone.title) == (6.04, "ad: reveal sw-7f3a")


def test_a_thousand_that_run_are_ten_questions(sender: Making) -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        ids = request.url.params["video_ids"].split(",")
        assert len(ids) <= 100
        return data([{"video_id": one, "status": "processing"} for one in ids])

    found = sender(answer).status([f"v{number}" for number in range(1000)])
    assert len(found) == 1000
    assert len(asked) == 10


@pytest.mark.parametrize("bulk", [httpx2.Response(404), refused(404, "not_found"),
                                  httpx2.Response(405), httpx2.Response(200, content=b"?"),
                                  httpx2.Response(200, json={"data": [{"no": 1}]})])  # fmt: skip
def test_a_service_without_bulk_statuses_is_asked_one_by_one(
    bulk: httpx2.Response, sender: Making
) -> None:
    handler, asked = status_service({"v1": {"id": "v1", "status": "pending"}}, bulk)
    service = sender(handler)
    for _ in range(2):
        found = service.status(["v1", "v2"])
        assert {name: status.progress for name, status in found.items()} == {
            "v1": "waiting",
            "v2": "gone",
        }
    if bulk.status_code >= 400:
        assert sum("statuses" in path for path in asked) == 1


@pytest.mark.parametrize(
    ("answer", "progress"),
    [
        (httpx2.Response(404, content=b"<html>"), "unknown"),
        (httpx2.Response(200, content=b"<html>"), "unknown"),
        (httpx2.Response(200, json={"data": {}}), "unknown"),
        (httpx2.Response(403, json={"error": {"code": "forbidden"}}), "unknown"),
        (refused(404, "video_not_found"), "gone"),
        (data({"id": "v1", "status": "polishing"}), "running"),
        (data({"id": "v1", "status": None}), "running"),
        (data({"id": "v1", "status": "waiting"}), "waiting"),
        (data({"id": "v1", "status": "completed", "video_url": None}), "running"),
        (data({"id": "v1", "status": "completed", "video_url": "https://x/y"}), "completed"),
    ],
)
def test_what_one_answer_says(answer: httpx2.Response, progress: str, sender: Making) -> None:
    status = sender(lambda _: answer).status(["v1"])["v1"]
    assert status.progress == progress
    assert bool(status.url) == (progress == "completed")
    if progress in ("unknown", "gone"):
        assert status.reason


@pytest.mark.parametrize("answer", [httpx2.Response(503), refused(401, "unauthorized")])
def test_where_nothing_can_be_learnt_it_says_so_at_once(
    answer: httpx2.Response, sender: Making
) -> None:
    asked = []

    def count(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return answer

    with pytest.raises(ServiceError):
        sender(count).status([f"v{number}" for number in range(50)])
    assert len(asked) <= 5


def test_an_id_cannot_change_what_is_asked(sender: Making) -> None:
    handler, asked = status_service({}, httpx2.Response(404))
    sender(handler).status(["../users/me", "a,b", "x?y=1"])
    assert asked[1:] == ["/v3/videos/..%2Fusers%2Fme", "/v3/videos/a%2Cb", "/v3/videos/x%3Fy%3D1"]


@pytest.mark.parametrize(
    ("user", "billing", "balance"),
    [
        (
            {"billing_type": "wallet", "wallet": {"currency": "usd", "remaining_balance": 12.1}},
            "wallet",
            {"usd": Dollars.parse("12.1")},
        ),
        (
            {"billing_type": "wallet", "wallet": {"currency": "usd", "remaining_balance": 0}},
            "wallet",
            {"usd": Dollars.parse("0")},
        ),
        (
            {"billing_type": "wallet", "wallet": {"currency": "usd", "remaining_balance": None}},
            "wallet",
            {},
        ),
        (
            {"billing_type": "wallet", "wallet": {"currency": "credits", "remaining_balance": 9}},
            "wallet",
            {},
        ),
        (
            {
                "billing_type": "subscription",
                "subscription": {
                    "plan": "creator",
                    "credits": {
                        "premium_credits": {"remaining": 150, "resets_at": "2026-12-01"},
                        "add_on_credits": {"remaining": 50},
                    },
                },
            },
            "subscription",
            {"credits": Credits.parse("200")},
        ),
        (
            {
                "billing_type": "subscription",
                "subscription": {"plan": "free", "credits": {"premium_credits": None}},
            },
            "subscription",
            {},
        ),
        (
            {
                "billing_type": "usage_based",
                "usage_based": {"spending_cap_usd": 100, "spending_current_usd": 99.99},
            },
            None,
            {"usd": Dollars.parse("0.01")},
        ),
        ({"billing_type": None}, None, {}),
    ],
)
def test_the_account_is_who_pays_and_what_is_left(
    user: Mapping[str, object], billing: str | None, balance: object, sender: Making
) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.url.path == "/v3/users/me"
        return data({"username": "maya", "email": "maya@example.com", **user})

    account = sender(answer).account()
    assert (account.name, account.billing, account.balance) == ("maya", billing, balance)


def test_an_account_without_a_name_is_none(sender: Making) -> None:
    with pytest.raises(ServiceError, match="whose key"):
        sender(lambda _: data({"username": "", "email": None})).account()


def test_options_are_checked() -> None:
    def settings(**options: str) -> SenderSettings:
        return SenderSettings(
            environment={"HEYGEN_API_KEY": "k" * 20},
            now=lambda: datetime(2026, 11, 21, tzinfo=UTC),
            options={name.replace("_", "-"): value for name, value in options.items()},
        )

    chosen = settings(shot_type="avatar_shots", any_look="yes", slots="20")
    assert make_sender("heygen", chosen).abilities.slots == 20
    for wrong in (
        {"shot_type": "avatar"}, {"any_look": "maybe"}, {"shottype": "avatar_shots"},
        {"slots": "0"}, {"slots": "many"}, {"slots": "-1"}, {"slots": ""},
    ):  # fmt: skip
        with pytest.raises(InputError):
            make_sender("heygen", settings(**wrong))
