"""Addresses for webhooks: registered and listed at the simulator, and their secrets told once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shotwright import simulator
from shotwright.errors import InputError, ServiceError
from shotwright.sender import SenderSettings, register, registered
from shotwright.simulator import Service

URL = "https://hooks.example.com/heygen"


@pytest.fixture
def service() -> Iterator[Service]:
    with simulator.running(speed=0, seed=7) as running:
        yield running


def at(service: Service, key: str | None = None) -> SenderSettings:
    return SenderSettings(base_url=service.url, environment={"HEYGEN_API_KEY": key or service.key})


def test_an_address_is_registered_for_what_ends_jobs_and_listed_without_its_secret(
    service: Service,
) -> None:
    made = register(at(service), URL, "key-1")
    assert (made.secret or "").startswith("whsec_")
    assert made.secret
    assert made.secret not in repr(made)
    (listed,) = registered(at(service))
    assert (listed.endpoint_id, listed.url, listed.secret) == (made.endpoint_id, URL, None)
    assert set(listed.events or ()) == {
        "avatar_video.success", "avatar_video.fail", "video_agent.success", "video_agent.fail",
    }  # fmt: skip


def test_an_answer_that_was_lost_registers_nothing_twice(service: Service) -> None:
    service.fault(operation="webhooks.create", kind="cut", when="after", times=1)
    made = register(at(service), URL, "key-1")
    assert [each.endpoint_id for each in registered(at(service))] == [made.endpoint_id]
    assert made.secret


@pytest.mark.parametrize("url", ["http://hooks.example.com/x", "hooks.example.com", "", "https://"])
def test_what_is_no_public_address_is_refused_here(service: Service, url: str) -> None:
    with pytest.raises(InputError, match="no public address"):
        register(at(service), url, "key-1")
    assert registered(at(service)) == ()


def test_a_refusal_names_no_key(service: Service) -> None:
    for call in (lambda: register(at(service, "sk_planted_0123"), URL, "k"),
                 lambda: registered(at(service, "sk_planted_0123"))):  # fmt: skip
        with pytest.raises(ServiceError, match="401") as caught:
            call()
        assert "sk_planted" not in str(caught.value)
