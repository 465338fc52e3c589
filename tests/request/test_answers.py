"""Answers are read with whatever is new in them, and written back unchanged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from shotwright.request.answers import (
    AgentSession,
    AgentStyle,
    Answer,
    Answered,
    Asset,
    AvatarGroup,
    Consent,
    CreatedSession,
    CreatedVideo,
    DeletedVideo,
    Failure,
    LegacyQuotaAnswer,
    LegacyStatusAnswer,
    LegacyVideoAnswer,
    Look,
    Page,
    RotatedSecret,
    SentMessage,
    Upload,
    UploadedAsset,
    User,
    Video,
    Voice,
    WebhookEndpoint,
    WebhookEvent,
    WebhookEventType,
    read_failure,
)

GROUP = {"id": "g1", "name": "Maya", "created_at": 1, "looks_count": 2, "consent_status": None}

ANSWERS: list[tuple[type[Answer], dict[str, Any]]] = [
    (Answered[CreatedVideo], {"data": {"video_id": "v1", "status": "waiting"}}),
    (
        Answered[Video],
        {
            "data": {
                "id": "v1",
                "status": "completed",
                "title": None,
                "created_at": 1_790_000_000,
                "completed_at": 1_790_000_100,
                "video_url": "https://files.example/v1.mp4?sig=x",
                "duration": 9.96,
                "failure_code": None,
            }
        },
    ),
    (Answered[DeletedVideo], {"data": {"id": "v1", "deleted": True}}),
    (
        Page[Video],
        {
            "data": [{"id": "v1", "status": "pending"}, {"id": "v2", "status": "failed"}],
            "has_more": True,
            "next_token": "t2",
        },
    ),
    (
        Page[Look],
        {
            "data": [
                {
                    "id": "lk1",
                    "name": "Maya, office",
                    "avatar_type": "digital_twin",
                    "group_id": "g1",
                    "image_width": 1080,
                    "tags": ["indoor"],
                    "supported_api_engines": ["avatar_v", "avatar_iv"],
                    "status": "failed",
                    "error": {"code": "bad_video", "message": "too short"},
                }
            ],
            "has_more": False,
            "next_token": None,
        },
    ),
    (Page[AvatarGroup], {"data": [GROUP], "has_more": False}),
    (Answered[Consent], {"data": {"avatar_group": GROUP, "url": "https://app.example/c"}}),
    (
        Page[Voice],
        {
            "data": [
                {
                    "voice_id": "vc1",
                    "name": "Maya",
                    "language": "English",
                    "gender": "female",
                    "type": "private",
                    "support_pause": True,
                    "support_locale": False,
                    "preview_audio_url": None,
                }
            ],
            "has_more": False,
        },
    ),
    (
        Answered[UploadedAsset],
        {
            "data": {
                "asset_id": "as1",
                "url": "https://a",
                "mime_type": "image/png",
                "size_bytes": 9,
            }
        },
    ),
    (
        Answered[Upload],
        {
            "data": {
                "asset_id": "as1",
                "upload_url": "https://s3.example/x",
                "upload_headers": {"content-type": "video/mp4"},
                "expires_in_seconds": 3600,
                "max_bytes": 100,
                "status": "pending_upload",
            }
        },
    ),
    (Page[Asset], {"data": [{"id": "as1", "name": "a", "uploaded_at": 1, "url": None}]}),
    (
        Answered[WebhookEndpoint],
        {
            "data": {
                "endpoint_id": "we1",
                "url": "https://app.example/hook",
                "events": None,
                "status": "enabled",
                "created_at": "2026-11-21T10:00:00Z",
                "secret": "whsec_abc",
            }
        },
    ),
    (Answered[RotatedSecret], {"data": {"endpoint_id": "we1", "secret": "whsec_new"}}),
    (
        Page[WebhookEvent],
        {
            "data": [
                {
                    "event_id": "ev1",
                    "event_type": "avatar_video.success",
                    "event_data": {"video_id": "v1", "callback_id": "c1"},
                    "created_at": "2026-11-21T10:00:00Z",
                }
            ],
            "has_more": False,
            "next_token": None,
        },
    ),
    (Page[WebhookEventType], {"data": [{"event_type": "batch.finished", "description": "x"}]}),
    (
        Answered[CreatedSession],
        {"data": {"session_id": "s1", "status": "thinking", "created_at": 1, "video_id": None}},
    ),
    (
        Answered[AgentSession],
        {
            "data": {
                "session_id": "s1",
                "status": "reviewing",
                "progress": 40,
                "created_at": 1,
                "messages": [
                    {"role": "model", "type": "text", "content": "Which voice?", "created_at": 2}
                ],
            }
        },
    ),
    (Answered[SentMessage], {"data": {"session_id": "s1", "run_id": "r1", "title": None}}),
    (Page[AgentStyle], {"data": [{"style_id": "st1", "name": "Noir", "tags": ["cinematic"]}]}),
    (
        Answered[User],
        {
            "data": {
                "username": "u",
                "email": None,
                "first_name": None,
                "last_name": None,
                "billing_type": "wallet",
                "wallet": {
                    "currency": "usd",
                    "remaining_balance": 41.5,
                    "auto_reload": {"enabled": True, "threshold_usd": 10, "amount_usd": 50},
                },
            }
        },
    ),
    (
        Answered[User],
        {
            "data": {
                "username": "u",
                "billing_type": "subscription",
                "subscription": {
                    "plan": "creator",
                    "credits": {
                        "premium_credits": {"remaining": 150, "resets_at": "2026-12-01"},
                        "add_on_credits": None,
                    },
                },
            }
        },
    ),
    (
        Answered[User],
        {
            "data": {
                "username": "u",
                "billing_type": "usage_based",
                "usage_based": {"included_credits": 5, "spending_cap_usd": 100.0},
            }
        },
    ),
    (LegacyVideoAnswer, {"error": {"code": "internal_error", "message": "no"}, "data": None}),
    (
        LegacyStatusAnswer,
        {
            "code": 100,
            "data": {"status": "processing", "video_url": None, "error": None},
            "message": "Success",
        },
    ),
    (LegacyQuotaAnswer, {"error": None, "data": {"remaining_quota": 600}}),
]


@pytest.mark.parametrize(("model", "body"), ANSWERS)
def test_an_answer_is_read_and_written_back(model: type[Answer], body: dict[str, Any]) -> None:
    assert json.dumps(model.model_validate(body).to_body(), sort_keys=True) == json.dumps(
        body, sort_keys=True
    )


@pytest.mark.parametrize(("model", "body"), ANSWERS)
def test_what_is_new_in_an_answer_is_kept(model: type[Answer], body: dict[str, Any]) -> None:
    newer = {**body, "trace": {"id": 1}}
    if isinstance(body["data"], dict):
        newer["data"] = {**body["data"], "cost": [1.5, None]}
    assert model.model_validate(newer).to_body() == newer


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted({*Video.model_fields} - {"id"})), json_values)
@example("failure_code", 500)
@example("status", None)
@example("created_at", "2026-11-21T10:00:00Z")
def test_no_detail_of_another_type_hides_a_video_that_was_paid_for(
    name: str, value: object
) -> None:
    video = Video.model_validate({"id": "v1", name: value})
    assert video.id == "v1"
    assert Page[Video].model_validate({"data": [{"id": "v1", name: value, "x": value}]})


@given(st.text())
@example("completed ")
@example("COMPLETED")
@example("queued")
@example("not_found")
def test_an_unknown_state_is_in_flight(state: str) -> None:
    video = Video.model_validate({"id": "v1", "status": state})
    assert video.in_flight is (state not in {"completed", "failed"})
    assert video.ended is not video.in_flight


def test_a_state_that_is_missing_is_in_flight() -> None:
    created = CreatedVideo.model_validate({"video_id": "v1"})
    assert (created.in_flight, created.output_format) == (True, "mp4")
    assert AgentSession.model_validate({"session_id": "s", "status": "paused"}).in_flight
    assert AgentSession.model_validate({"session_id": "s", "status": "waiting_for_input"}).waits


def test_a_page_is_the_last_only_when_both_signs_say_so() -> None:
    def last(**signs: object) -> bool:
        return Page[Video].model_validate({"data": [], **signs}).last

    assert last()
    assert last(has_more=False, next_token=None)
    assert not last(has_more=True, next_token=None)
    assert not last(next_token="t")  # noqa: S106 - a cursor
    with pytest.raises(ValidationError):
        last(has_more="no")


def test_without_an_id_there_is_nothing_to_follow() -> None:
    for model, body in ((CreatedVideo, {"status": "waiting"}), (Video, {"id": ""})):
        with pytest.raises(ValidationError, match=r"HeyGen's answer schemas, 2026-07-21"):
            model.model_validate(body)


def test_looks_are_ready_when_public_or_completed() -> None:
    states = [None, "completed", "processing", "pending_consent", "failed", "retired"]
    looks = [Look.model_validate({"id": "l", "status": state}) for state in states]
    assert [look.ready for look in looks] == [True, True, False, False, False, False]


def test_an_event_names_its_video() -> None:
    posted = {"event_type": "avatar_video.fail", "event_data": {"video_id": "v1", "msg": "no"}}
    event = WebhookEvent.model_validate(posted)
    assert (event.video_id, event.callback_id) == ("v1", None)
    assert event.to_body() == posted
    odd = WebhookEvent.model_validate({"event_type": "new.kind", "event_data": {"video_id": 5}})
    assert odd.video_id is None


def test_secrets_are_in_no_repr_and_in_no_error() -> None:
    answer = {"endpoint_id": "we1", "secret": "whsec_abc"}
    assert WebhookEndpoint.model_validate(answer).secret == "whsec_abc"  # noqa: S105
    for model in (WebhookEndpoint, RotatedSecret):
        assert "whsec" not in repr(model.model_validate(answer))
        assert "whsec" not in str(model.model_validate(answer))
        for wrapped in (model, Answered[model]):  # type: ignore[valid-type]
            with pytest.raises(ValidationError) as caught:
                wrapped.model_validate({"secret": "whsec_abc", "data": {"secret": "whsec_abc"}})
            assert "whsec" not in str(caught.value)


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"error": {"code": "unauthorized", "message": "no key"}}, "unauthorized", "no key"),
        ({"error": {"message": "odd", "param": None, "doc_url": None}}, None, "odd"),
        ({"error": {"code": 400140, "message": "legacy"}, "data": None}, 400140, "legacy"),
        ({"error": "went wrong", "data": None}, None, "went wrong"),
        ({"error": ["odd"]}, None, "['odd']"),
        (
            {"error": {"code": "x", "message": "y", "errors": [{"code": "a", "path": "/type"}]}},
            "x",
            "y",
        ),
    ],
)
def test_an_error_is_found_in_any_dialect(
    body: dict[str, Any], code: str | int | None, message: str
) -> None:
    failure = read_failure(body)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.message) == (code, message)
    if isinstance(body["error"], dict):
        assert failure.to_body() == body["error"]


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"error": None, "data": {}}])
def test_no_error_is_no_failure(body: dict[str, Any]) -> None:
    assert read_failure(body) is None
