"""Webhooks are believed where the service signed them, just now; and nowhere else."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Mapping

import pytest

from shotwright.errors import InputError
from shotwright.sender import find_secret
from shotwright.sender.webhooks import Event, Rejected, Secret, read_event

SECRET = "whsec_planted-5c1f0e9a7b3d"  # noqa: S105 - searched for in everything that comes out
NOW = 1_795_262_400.0
URL = "https://files.heygen.com/v.mp4?Signature=presigned"
BODY = json.dumps({"event_type": "avatar_video.success",
                   "event_data": {"video_id": "v1", "url": URL}}).encode()  # fmt: skip


def signature(body: bytes, secret: str = SECRET) -> str:
    """Reckon HMAC-SHA256 by its definition (RFC 2104), not by the library under test."""
    key = secret.encode()
    key = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in key) + body).digest()
    return hashlib.sha256(bytes(b ^ 0x5C for b in key) + inner).hexdigest()


def called(
    body: bytes = BODY, headers: Mapping[str, str | None] | None = None, *, now: float = NOW
) -> Event | Rejected:
    told: dict[str, str | None] = {
        "heygen-signature": signature(body),
        "heygen-timestamp": str(int(NOW)),
        "heygen-event-id": "evt_1",
        **(headers or {}),
    }
    sent = [(name.encode(), value.encode()) for name, value in told.items() if value is not None]
    return read_event(body, sent, Secret(SECRET), now)


def test_our_reckoning_is_that_of_the_standard() -> None:
    # RFC 4231, test case 2.
    told = signature(b"what do ya want for nothing?", "Jefe")
    assert told == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_a_signed_call_is_an_event() -> None:
    event = called()
    assert isinstance(event, Event)
    assert (event.id, event.type, event.remote_id) == ("evt_1", "avatar_video.success", "v1")


def test_what_is_kept_of_an_event_opens_no_video() -> None:
    event = called()
    assert isinstance(event, Event)
    assert json.loads(event.document) == {
        "event_type": "avatar_video.success",
        "body_sha256": hashlib.sha256(BODY).hexdigest(),
    }


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"heygen-signature": None}, "not signed"),
        ({"heygen-signature": ""}, "another secret"),
        ({"heygen-signature": signature(BODY, "whsec_other")}, "another secret"),
        ({"heygen-signature": signature(BODY).upper()}, "another secret"),
        ({"heygen-signature": signature(BODY)[:-1]}, "another secret"),
        ({"heygen-signature": signature(BODY) + "0"}, "another secret"),
        ({"heygen-signature": "ä" * 64}, "another secret"),
        ({"heygen-signature": f"sha256={signature(BODY)}"}, "another secret"),
        ({"heygen-signature": signature(BODY + b" ")}, "another secret"),
        ({"heygen-timestamp": None}, "without a time"),
        ({"heygen-timestamp": "now"}, "without a time"),
        ({"heygen-timestamp": "-1"}, "without a time"),
        ({"heygen-timestamp": "1e9"}, "without a time"),
        ({"heygen-timestamp": "9" * 5_000}, "without a time"),
        ({"heygen-timestamp": str(int(NOW) - 301)}, "300 s"),
        ({"heygen-timestamp": str(int(NOW) + 301)}, "300 s"),
    ],
)
def test_what_is_not_signed_by_the_service_just_now_is_refused(
    headers: Mapping[str, str | None], why: str
) -> None:
    refused = called(headers=headers)
    assert isinstance(refused, Rejected)
    assert refused.status == 401
    assert why in refused.reason
    assert SECRET not in refused.reason


def test_clocks_may_differ_by_five_minutes() -> None:
    assert isinstance(called(now=NOW + 300), Event)
    assert isinstance(called(now=NOW - 300), Event)


def test_the_other_name_of_the_header_is_taken_where_the_first_is_not_there() -> None:
    assert isinstance(
        called(headers={"heygen-signature": None, "signature": signature(BODY)}), Event
    )
    both = {"heygen-signature": "0" * 64, "signature": signature(BODY)}
    assert isinstance(called(headers=both), Rejected)


def test_two_signatures_are_none() -> None:
    sent = [(b"heygen-signature", signature(BODY).encode())] * 2
    refused = read_event(BODY, [*sent, (b"heygen-timestamp", b"%d" % NOW)], Secret(SECRET), NOW)
    assert refused == Rejected(401, "two signatures")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff\xfe", b"[" * 100_000,
        b'{"event_type": NaN}',
        b'{"event_type": 1, "event_data": {}}', b'{"event_type": "a"}', b'{"event_data": {}}',
        b'{"event_type": "a", "event_data": []}', b'{"event_type": "a b", "event_data": {}}',
        b'{"event_type": "\\u0000", "event_data": {}}', b"9" * 5000,
    ],
)  # fmt: skip
def test_signed_nonsense_is_refused(body: bytes) -> None:
    refused = called(body)
    assert isinstance(refused, Rejected)
    assert refused.status == 400


@pytest.mark.parametrize(
    ("kind", "data", "job"),
    [
        ("avatar_video.fail", {"video_id": "v2", "msg": "no"}, "v2"),
        ("avatar_video.success", {"video_id": "v2", "session_id": "s2"}, "v2"),
        ("video_agent.success", {"video_id": "v2", "session_id": "s2"}, "s2"),
        ("video_agent.success", {"video_id": "v2"}, "v2"),
        ("avatar_video.success", {"video_id": 7}, ""),
        ("avatar_video.success", {"video_id": "a b"}, ""),
        ("avatar_video.success", {"video_id": "v" * 201}, ""),
        ("batch.finished", {"batch_id": "b"}, ""),
        ("brand_new.kind", {}, ""),
    ],
)
def test_an_event_names_its_job(kind: str, data: Mapping[str, object], job: str) -> None:
    event = called(json.dumps({"event_type": kind, "event_data": data}).encode())
    assert isinstance(event, Event)
    assert event.remote_id == job


def test_an_event_without_an_id_gets_one_from_what_was_said() -> None:
    first, again = (
        called(headers={"heygen-event-id": None}),
        called(headers={"heygen-event-id": None}),
    )
    assert isinstance(first, Event)
    assert first == again
    refused = called(headers={"heygen-event-id": "x" * 201})
    assert refused == Rejected(400, "without a usable event id")


def test_the_secret_comes_from_the_environment_else_from_the_keyring() -> None:
    asked: list[str] = []

    def stored(name: str) -> str | None:
        asked.append(name)
        return SECRET

    body = BODY
    for environment in ({"HEYGEN_WEBHOOK_SECRET": f" {SECRET}\n"}, {}):
        found = find_secret(environment, stored=stored)
        assert found.signs(body, signature(body).encode())
    assert asked == ["HEYGEN_WEBHOOK_SECRET"]
    with pytest.raises(InputError, match="HEYGEN_WEBHOOK_SECRET is not set"):
        find_secret({}, stored=lambda _: None)


def test_a_secret_is_shown_nowhere() -> None:
    secret = Secret(SECRET)
    assert SECRET not in f"{secret} {secret!r}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    for broken in ("", "two words", "naïve"):
        with pytest.raises(InputError) as caught:
            Secret(broken)
        assert not broken or broken not in str(caught.value)
