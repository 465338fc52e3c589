"""Following before the simulated service, with faults: by HeyGen's sender, and with webhooks."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import stamina
from tests.sender.followed import Clock, ledger_at, plan_of

from shotwright import simulator
from shotwright.campaign import requests
from shotwright.errors import ServiceError
from shotwright.ledger import Ledger, approve
from shotwright.model.money import Dollars
from shotwright.model.take import Take
from shotwright.sender import (
    Edge,
    Event,
    Sender,
    SenderSettings,
    follow,
    make_sender,
    place_in,
    submit,
)
from shotwright.sender.receiver import Desk, listen, server_of
from shotwright.sender.webhooks import Secret
from shotwright.simulator import Service


class Shoot:
    """Four takes on their way; the service's clock goes on while `follow` waits."""

    def __init__(self, folder: Path, service: Service) -> None:
        """Approve and submit."""
        self.folder, self.service, self.clock = folder, service, Clock()
        self.ledger: Ledger = ledger_at(str(folder / "l.sqlite"), self.clock)
        self.settings = SenderSettings(service.url, {"HEYGEN_API_KEY": service.key}, "wallet")
        self.sender: Sender = make_sender("heygen", self.settings)
        plan = plan_of(4)
        approval = approve(plan, [Dollars.parse("1000")], at=self.clock.wall())
        self.ledger.approve(approval, plan)
        edge = Edge(lambda _: False)
        submit(plan, requests(plan), self.ledger, self.sender, files={}, edge=edge)
        assert {take.state for take in self.ledger.takes()} == {"sent"}

    def pause(self, seconds: float) -> bool:
        """Wait: the service works on."""
        self.clock.pause(seconds)
        self.service.advance(seconds)
        return False

    def follow(self, **options: Any) -> list[Take]:  # noqa: ANN401
        """Follow to the end."""
        account = self.sender.account().name
        place = place_in(self.folder / "clips")
        return list(
            follow(self.ledger, self.sender, account=account, pause=self.pause, place=place,
                   **options)
        )  # fmt: skip


@pytest.fixture
def shoot(tmp_path: Path) -> Iterator[Shoot]:
    with (
        simulator.running(speed=0, seed=7) as service,
        stamina.set_testing(testing=True, attempts=2, cap=True),
    ):
        made = Shoot(tmp_path, service)
        yield made
        made.ledger.close()


def all_downloaded(shoot: Shoot) -> None:
    takes = shoot.ledger.takes()
    assert {take.state for take in takes} == {"downloaded"}
    assert len({take.file for take in takes}) == len(takes)
    clips = [path for path in (shoot.folder / "clips").rglob("*") if path.is_file()]
    assert sorted(map(str, clips)) == sorted(take.file for take in takes)


@pytest.mark.parametrize(
    "fault",
    [
        {"operation": "videos.statuses", "kind": "error", "status": 503, "times": 20},
        {"operation": "videos.statuses", "kind": "garble", "times": 5},
        {"operation": "videos.statuses", "kind": "cut", "times": 6},
        {"operation": "videos.statuses", "kind": "error", "status": 404},
        {"operation": "videos.get", "kind": "error", "status": 500, "times": 6},
        {"operation": "videos.get", "kind": "garble", "times": 6},
        {"operation": "download", "kind": "cut", "when": "after", "times": 6},
        {"operation": "download", "kind": "error", "status": 503, "times": 6},
        {"operation": "download", "kind": "error", "status": 403, "times": 4},
    ],
    ids=lambda fault: f"{fault['operation']} {fault['kind']} {fault.get('status', '')}",
)
def test_a_service_that_fails_for_a_while_loses_nothing(
    shoot: Shoot, fault: dict[str, Any]
) -> None:
    shoot.service.fault(**fault)
    shoot.follow()
    all_downloaded(shoot)
    (told,) = shoot.service.state()["faults"]
    assert told["struck"] >= 1


def test_a_service_that_fails_for_good_is_given_up_and_gone_on_with(shoot: Shoot) -> None:
    for operation in ("videos.statuses", "videos.get"):
        shoot.service.fault(operation=operation, kind="error", status=503)
    with pytest.raises(ServiceError, match="10 minutes"):
        shoot.follow()
    assert {take.state for take in shoot.ledger.takes()} == {"sent"}
    shoot.service.heal()
    shoot.follow()
    all_downloaded(shoot)


def test_what_is_downloaded_is_what_the_service_has(shoot: Shoot) -> None:
    shoot.service.fault(operation="download", kind="cut", when="after", times=2)
    shoot.follow()
    for take in shoot.ledger.takes():
        straight = shoot.folder / f"straight-{take.number}-{take.generation}"
        shoot.sender.download(shoot.sender.status([take.remote_id])[take.remote_id].url, straight)
        digests = {
            hashlib.sha256(path.read_bytes()).hexdigest() for path in (straight, Path(take.file))
        }
        assert len(digests) == 1


@pytest.mark.parametrize("kind", ["twice", "late", "swap", "never"])
def test_events_may_come_twice_late_out_of_order_or_never(shoot: Shoot, kind: str) -> None:
    lines: list[str] = []

    def note(event: Event) -> bool:
        return shoot.ledger.notice(event.id, event.remote_id, event.document)

    with listen("127.0.0.1", 0) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/heygen"
        made = registered_at(shoot, url)
        server = server_of(Desk("/heygen", Secret(made), note, time.time, lines.append))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        seconds = {"seconds": 90} if kind == "late" else {}
        shoot.service.fault(operation="delivery", kind=kind, times=2, **seconds)
        shoot.follow()
        shoot.service.advance(300)
        server.should_exit = True
        thread.join(20)
    all_downloaded(shoot)
    jobs = {take.remote_id for take in shoot.ledger.takes()}
    noted = [notice.remote_id for notice in shoot.ledger.noticed("")]
    assert sorted(noted) == sorted(set(noted))
    assert set(noted) <= jobs
    assert len(noted) == (2 if kind == "never" else 4)
    assert not [line for line in lines if line.startswith("refused")]
    assert made not in "".join(lines)


def registered_at(shoot: Shoot, url: str) -> str:
    """Register an address on this machine, which the real service would not take."""
    body = {"url": url, "events": ["avatar_video.success", "avatar_video.fail"]}
    told = httpx2.post(
        f"{shoot.service.url}/v3/webhooks/endpoints", json=body,
        headers={"x-api-key": shoot.service.key}, trust_env=False,
    )  # fmt: skip
    secret: str = told.json()["data"]["secret"]
    return secret
