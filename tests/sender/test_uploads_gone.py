"""Uploaded files that the service does not know any more go up again, and nothing is paid twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.ledgers import ON, Clock, approved, usd, used
from tests.sender.scripted import Scripted

import shotwright
from shotwright import simulator
from shotwright.ledger import Ledger
from shotwright.model.plan import Plan
from shotwright.model.request import Request
from shotwright.sender import (
    Edge,
    Refused,
    Sender,
    SenderSettings,
    Submitted,
    find_files,
    make_sender,
    submit,
)
from shotwright.simulator import Service

KEY = "test-key-0123456789"


@pytest.fixture
def service() -> Iterator[Service]:
    with simulator.running(key=KEY, speed=0, seed=7) as running:
        yield running


@pytest.fixture
def board(tmp_path: Path) -> tuple[Plan, tuple[Request, ...]]:
    """Write two shots of one picture; a shot costs $7."""
    (tmp_path / "kettle.png").write_bytes(b"\x89PNG\r\n\x1a\n kettle")
    beats = [
        {"shot": f"Maya lifts it {n} times", "seconds": "=5", "cut": "always",
         "references": ["kettle"]} for n in range(2)
    ]  # fmt: skip
    read = shotwright.load({
        "shotwright": 1, "title": "gone",
        "cast": {"maya": {"look": "lk_maya", "voice": "vc_maya", "kind": "digital_twin"}},
        "references": {"kettle": {"image": "kettle.png", "of": "product"}},
        "scenes": [{"id": "s", "with": ["maya"], "beats": beats}],
    }, folder=tmp_path)  # fmt: skip
    plan = shotwright.plan(read, on=ON, shots="api")
    assert isinstance(plan, Plan)
    return plan, shotwright.requests(plan, read)


def send(
    board: tuple[Plan, tuple[Request, ...]], ledger: Ledger, sender: Sender, folder: Path,
    only: tuple[str, ...] = (),
) -> Submitted:  # fmt: skip
    plan, requests = board
    files = find_files(requests, folder)
    return submit(
        plan, requests, ledger, sender, files=files, edge=Edge(lambda _: False), only=only
    )


def test_what_is_gone_is_uploaded_again_for_the_next_take_and_paid_once(
    board: tuple[Plan, tuple[Request, ...]], ledger: Ledger, service: Service, tmp_path: Path
) -> None:
    settings = SenderSettings(
        base_url=service.url, environment={"HEYGEN_API_KEY": KEY},
        now=lambda: datetime(2026, 11, 21, tzinfo=UTC),
    )  # fmt: skip
    sender = make_sender("heygen", settings)
    approved(ledger, board[0], usd("14"))
    send(board, ledger, sender, tmp_path, only=("s.1",))
    service.fault(operation="videos.create", kind="forget", times=1)
    send(board, ledger, sender, tmp_path)
    first, failed = sorted(ledger.takes(), key=lambda take: take.generation)
    assert (first.state, failed.state, failed.held) == ("sent", "failed", usd("0"))
    assert "asset_not_found" in failed.reason
    assert len(service.state()["accepted"]) == 1
    # HeyGen replays an upload for 24 hours: the old key would bring the old id.
    send(board, ledger, sender, tmp_path)
    assert sorted(take.state for take in ledger.takes()) == ["failed", "sent", "sent"]
    accepted = service.state()["accepted"]
    assert len(accepted) == 2
    ids = [video["body"]["references"][0]["asset_id"] for video in accepted]
    assert ids[0] != ids[1]
    assert used(ledger) == {("approval", "usd"): ("14", "14")}
    send(board, ledger, sender, tmp_path)
    assert len(service.state()["accepted"]) == 2


def test_what_is_known_again_is_not_forgotten_by_a_late_refusal(
    ledger: Ledger, other: Ledger, clock: Clock
) -> None:
    ledger.keep_asset("acme", "ab" * 32, "one")
    ledger.forget_asset("acme", "one")
    assert ledger.asset("acme", "ab" * 32) is None
    gone = ledger.asset_gone("acme", "ab" * 32)
    assert gone
    clock.turn(minutes=1)
    ledger.forget_asset("acme", "one")
    assert ledger.asset_gone("acme", "ab" * 32) == gone, "both upload with one key"
    ledger.keep_asset("acme", "ab" * 32, "two")
    other.forget_asset("acme", "one")
    other.keep_asset("acme", "ab" * 32, "three")
    assert ledger.asset("acme", "ab" * 32) == "two"
    assert ledger.asset_gone("acme", "ab" * 32) == ""
    other.forget_asset("another", "two")
    other.forget_asset("acme", "")
    assert ledger.asset("acme", "ab" * 32) == "two"


@pytest.mark.parametrize(("gone", "uploads"), [(True, 2), (False, 1)])
def test_only_a_missing_asset_is_uploaded_again(
    board: tuple[Plan, tuple[Request, ...]], ledger: Ledger, tmp_path: Path,
    gone: bool, uploads: int,  # noqa: FBT001 - the case
) -> None:  # fmt: skip
    sender = Scripted()
    approved(ledger, board[0], usd("14"))
    sender.acts.append(lambda _: Refused("404", "take", asset_gone=gone))
    for _ in range(2):
        send(board, ledger, sender, tmp_path, only=("s.1",))
    assert len(sender.uploads) == len({key for _, key in sender.uploads}) == uploads
    assert len(sender.jobs) == 1
