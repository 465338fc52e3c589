"""Our senders against the simulator, which was written from the same facts by other hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shotwright import simulator
from shotwright.errors import ServiceError
from shotwright.sender import Accepted, Job, Lost, Refused, Sender, SenderSettings, make_sender
from shotwright.simulator import Service

KEY = "test-key-0123456789"
Making = Callable[..., Sender]


@pytest.fixture
def service() -> Iterator[Service]:
    with simulator.running(key=KEY, speed=0, seed=7) as running:
        yield running


@pytest.fixture
def made(service: Service) -> Making:
    def make(name: str = "heygen", variable: str = "HEYGEN_API_KEY", **options: str) -> Sender:
        settings = SenderSettings(
            base_url=service.url,
            environment={variable: KEY},
            now=lambda: datetime(2026, 10, 1, tzinfo=UTC),
            options=options,
        )
        return make_sender(name, settings)

    return make


def accepted(service: Service) -> int:
    return len(service.state()["accepted"])


def test_from_the_account_to_the_file(
    made: Making, service: Service, job: Job, tmp_path: Path
) -> None:
    sender = made()
    account = sender.account()
    assert account.billing == "wallet"
    assert account.balance["usd"].micro > 0
    assert sender.look_up([job]) == ()
    outcome = sender.submit(job)
    assert isinstance(outcome, Accepted)
    assert sender.submit(job) == outcome, "the same key replays the first answer"
    assert accepted(service) == 1
    assert sender.find(job.tag) == (outcome.remote_id,)
    assert sender.status([outcome.remote_id])[outcome.remote_id].progress in ("waiting", "running")
    service.advance(3600)
    done = sender.status([outcome.remote_id, "vd_nobody"])
    assert done[outcome.remote_id].progress == "completed"
    assert done["vd_nobody"].progress == "gone"
    status = sender.status([outcome.remote_id])[outcome.remote_id]
    assert status.progress == "completed"
    assert status.seconds == 6
    assert job.tag in status.title
    sender.download(status.url, tmp_path / "reveal.mp4")
    assert (tmp_path / "reveal.mp4").stat().st_size > 0
    assert made().account().balance["usd"].micro < account.balance["usd"].micro


def test_both_purses_are_one_account(made: Making) -> None:
    wallet, plan = made().account(), made(variable="HEYGEN_ACCESS_TOKEN").account()
    assert wallet.name == plan.name
    assert (wallet.billing, plan.billing) == ("wallet", "subscription")
    assert plan.balance["credits"].micro > 0


@pytest.mark.parametrize(
    ("fault", "kind", "charged"),
    [
        ({"kind": "cut", "when": "before"}, Lost, 0),
        ({"kind": "cut", "when": "after"}, Lost, 1),
        ({"kind": "garble"}, Lost, 1),
        ({"kind": "error", "status": 500, "when": "before"}, Lost, 0),
        ({"kind": "error", "status": 500, "when": "after"}, Lost, 1),
        ({"kind": "error", "status": 503, "when": "after"}, Lost, 1),
        ({"kind": "error", "status": 429, "retry_after": 3}, Refused, 0),
        ({"kind": "error", "status": 429, "retry_after": 3, "as_date": True}, Refused, 0),
        ({"kind": "error", "status": 401}, Refused, 0),
        ({"kind": "error", "status": 402}, Refused, 0),
    ],
)
def test_refused_is_never_charged_and_lost_is_found_or_replayed(
    fault: Mapping[str, object], kind: type, charged: int, made: Making, service: Service, job: Job
) -> None:
    sender = made()
    service.fault(operation="videos.create", nth=[1], **fault)
    outcome = sender.submit(job)
    assert isinstance(outcome, kind)
    assert accepted(service) == charged
    if isinstance(outcome, Refused) and outcome.stop == "wait":
        assert outcome.after is not None
        assert 1 <= outcome.after <= 4
    if isinstance(outcome, Lost):
        assert len(sender.find(job.tag)) == charged
        assert isinstance(sender.submit(job), Accepted)
        assert accepted(service) == 1


def test_a_list_that_lags_is_found_later(made: Making, service: Service, job: Job) -> None:
    sender = made()
    service.fault(operation="videos.list", kind="lag", seconds=60)
    assert isinstance(sender.submit(job), Accepted)
    assert sender.find(job.tag) == ()
    service.advance(61)
    assert len(sender.find(job.tag)) == 1


def test_above_the_slots_it_is_told_to_wait(made: Making, service: Service, job: Job) -> None:
    sender = made()
    slots = sender.abilities.slots or 0
    jobs = [replace(job, key=f"{n:064x}") for n in range(slots + 1)]
    with ThreadPoolExecutor(slots) as pool:
        outcomes = list(pool.map(sender.submit, jobs))
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert [outcome.stop for outcome in refused] == ["wait"]
    assert accepted(service) == slots


def test_a_hundred_and_one_are_found_through_every_page(
    made: Making, service: Service, job: Job
) -> None:
    sender = made()
    ids = []
    for n in range(101):
        outcome = sender.submit(replace(job, key=f"{n:064x}"))
        assert isinstance(outcome, Accepted)
        ids.append(outcome.remote_id)
        if n % 10 == 9:
            service.advance(3600)
    assert sorted(sender.find(job.tag)) == sorted(ids)
    assert {status.progress for status in sender.status(ids).values()} <= {
        "completed",
        "waiting",
        "running",
        "failed",
    }


def test_looks_that_cannot_be_filmed_are_told(made: Making, job: Job) -> None:
    sender = made()
    for look, said in (
        ("lk_nora", "pending"),
        ("lk_maya_training", "processing"),
        ("lk_pepe_retrato", "photo_avatar"),
        ("lk_nobody", "no look"),
    ):
        found = sender.look_up([replace(job, body={**job.body, "avatar_id": [look]})])
        assert any(said in line for line in found), look


@pytest.mark.parametrize("size", [1000, (32 << 20) + 1])
def test_a_file_is_uploaded_once(size: int, made: Making, job: Job, tmp_path: Path) -> None:
    path = tmp_path / "kettle.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(size))
    sender = made()
    asset = sender.upload(path, "content-hash")
    if size < 10_000:  # large ones are begun anew each time, and cost nothing
        assert sender.upload(path, "content-hash") == asset
    media = [{"type": "asset_id", "asset_id": asset}]
    assert isinstance(sender.submit(replace(job, body={**job.body, "references": media})), Accepted)


def test_a_download_goes_on_where_it_was_cut(
    made: Making, service: Service, job: Job, tmp_path: Path
) -> None:
    sender = made()
    outcome = sender.submit(job)
    assert isinstance(outcome, Accepted)
    service.advance(3600)
    url = sender.status([outcome.remote_id])[outcome.remote_id].url
    sender.download(url, tmp_path / "whole.mp4")
    service.fault(operation="*", kind="cut", when="after", times=2)
    sender.download(url, tmp_path / "cut.mp4")
    assert (tmp_path / "cut.mp4").read_bytes() == (tmp_path / "whole.mp4").read_bytes()


def test_a_key_that_is_wrong_ends_the_run(service: Service, job: Job) -> None:
    settings = SenderSettings(base_url=service.url, environment={"HEYGEN_API_KEY": "wrong" * 5})
    sender = make_sender("heygen", settings)
    outcome = sender.submit(job)
    assert isinstance(outcome, Refused)
    assert outcome.stop == "run"
    with pytest.raises(ServiceError, match="401"):
        sender.account()


def test_the_agent_makes_a_video(made: Making, service: Service, job: Job) -> None:
    body = {"prompt": "A film about a kettle.", "mode": "generate", "incognito_mode": False}
    brief = replace(job, route="agent", path="/v3/video-agents", body=body)
    agent = made("agent")
    assert agent.look_up([brief]) == ()
    outcome = agent.submit(brief)
    assert isinstance(outcome, Accepted)
    assert agent.status([outcome.remote_id])[outcome.remote_id].progress == "running"
    service.advance(7200)
    status = agent.status([outcome.remote_id])[outcome.remote_id]
    assert status.progress == "completed"
    assert status.url


def test_the_agent_may_stop_to_ask(made: Making, service: Service, job: Job) -> None:
    body = {"prompt": "A film about a kettle.", "mode": "chat", "incognito_mode": False}
    agent = made("agent")
    outcome = agent.submit(replace(job, route="agent", path="/v3/video-agents", body=body))
    assert isinstance(outcome, Accepted)
    service.advance(7200)
    status = agent.status([outcome.remote_id])[outcome.remote_id]
    assert status.progress in ("waiting", "running", "completed")


def test_version_2_makes_a_video(made: Making, service: Service, job: Job) -> None:
    scene = {"character": {"type": "avatar", "avatar_id": "lk_maya"},
             "voice": {"type": "text", "voice_id": "vc_maya", "input_text": "Hello."}}  # fmt: skip
    body = {"video_inputs": [scene], "title": "ad: promise sw-7f3a"}
    legacy = made("legacy")
    old = replace(job, route="legacy", path="/v2/video/generate", body=body)
    assert legacy.look_up([old]) == ()
    outcome = legacy.submit(old)
    assert isinstance(outcome, Accepted)
    assert legacy.status([outcome.remote_id])[outcome.remote_id].progress in ("waiting", "running")
    service.advance(3600)
    status = legacy.status([outcome.remote_id])[outcome.remote_id]
    assert status.progress == "completed"
    assert status.url
