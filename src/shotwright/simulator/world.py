"""What the service knows, and the only place where that changes.

Every change is an entry, `{"kind": ..., ...}`; entries of one request are written to the state file
as one line, and make the same world again when they are read back.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from shotwright.simulator.answers import Answer, Purse
from shotwright.simulator.charges import MICRO
from shotwright.simulator.clock import Agenda, Clock
from shotwright.simulator.facts import read_cast, service
from shotwright.simulator.faults import Faults
from shotwright.simulator.journal import Entry, Journal
from shotwright.simulator.records import Asset, Batch, Endpoint, Event, Session, Video, fields_of
from shotwright.simulator.settings import Settings


class World:
    """Everything the service knows.

    Attributes:
        in_flight: Videos that have not ended, by id.
        deleted: Ids of videos that were deleted.
        forgotten: Ids of assets that are not there any more.
        replays: Time, hash of the request and answer, by operation, path and Idempotency-Key.
        replayed: Which answers were given again, and whether to the same body.
        refunds: What failures gave back, by video, in millionths.
        answered: How often each operation answered which status.
        deliveries: Every attempt to deliver a webhook.
        tell: Delivers an event, and to an address of its own where the request named one.
        base: Where the service is reached; both are set by the server.
    """

    def __init__(self, settings: Settings, wall: float, steady: Callable[[], float]) -> None:
        """Make the world of the settings, as its state file left it.

        Raises:
            InputError: A file of the settings cannot be used.
        """
        self.settings = settings
        self.cast = read_cast(settings.world)
        self.faults = Faults(settings.faults, settings.seed)
        self.videos: dict[str, Video] = {}
        self.in_flight: dict[str, Video] = {}
        self.deleted: set[str] = set()
        self.sessions: dict[str, Session] = {}
        self.messages: dict[str, list[dict[str, Any]]] = {}
        self.session_videos: dict[str, list[Video]] = {}
        self.stopped: set[str] = set()
        self.batches: dict[str, Batch] = {}
        self.assets: dict[str, Asset] = {}
        self.forgotten: set[str] = set()
        self.endpoints: dict[str, Endpoint] = {}
        self.events: list[Event] = []
        self.replays: dict[tuple[str, str], tuple[float, str, Answer]] = {}
        self.replayed: list[dict[str, Any]] = []
        self.refunds: dict[str, int] = {}
        self.spent: Counter[Purse] = Counter()
        self.made: Counter[str] = Counter()
        self.answered: Counter[tuple[str, int]] = Counter()
        self.deliveries: list[dict[str, Any]] = []
        self.tell: Callable[[Event, str | None], None] = lambda _event, _address: None
        self.base = ""
        self._pending: list[Entry] = []
        self.journal = Journal(settings.state)
        latest = max((entry["at"] for entry in self.journal.entries), default=0.0)
        self.clock = Clock(max(wall, latest), settings.speed, steady)
        self.agenda = Agenda(self.clock)
        for entry in self.journal.entries:
            self._apply(entry)
        self.journal.entries.clear()

    def new_id(self, kind: str) -> str:
        """Make the next id of a kind: 32 hexadecimal digits that follow the seed."""
        self.made[kind] += 1
        text = f"{self.settings.seed} {kind} {self.made[kind]}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def dice(self, name: str) -> random.Random:
        """Give the chance that belongs to a name, the same whatever else happened."""
        return random.Random(f"{self.settings.seed} {name}")  # noqa: S311 - must repeat

    def balance(self, purse: Purse) -> int:
        """Tell what a purse holds, in millionths."""
        start = self.settings.usd if purse == "usd" else self.settings.credits
        first = service()["account"][purse] if start is None else start
        return int(Decimal(first) * MICRO) - self.spent[purse]

    def add(self, kind: str, **fields: Any) -> None:  # noqa: ANN401 - as the kind has them
        """Change the world; `write` makes what changed outlive a kill."""
        entry = {"kind": kind, "at": self.clock.now(), **fields}
        self._pending.append(entry)
        self._apply(entry)

    def write(self) -> None:
        """Write what changed since the last time, as one line."""
        if self._pending:
            self.journal.write(self._pending)
            self._pending = []

    def asset(self, asset_id: str) -> Asset | None:
        """Find an asset that is there."""
        return None if asset_id in self.forgotten else self.assets.get(asset_id)

    def add_video(self, video: Video) -> None:
        """Accept a video, and charge it."""
        self.add("video", video=fields_of(video))

    def happen(self, event_type: str, data: dict[str, Any], address: str | None = None) -> None:
        """Make an event that endpoints are told, and the address that a request named."""
        event = Event(
            f"evt_{self.new_id('event')}",
            len(self.events) + 1,
            event_type,
            data,
            self.clock.now(),
        )
        self.add("event", event=fields_of(event))
        self.tell(event, address)

    def _apply(self, entry: Entry) -> None:
        """Make the change that an entry tells."""
        getattr(self, f"_apply_{entry['kind']}")(entry)

    def _apply_video(self, entry: Entry) -> None:
        video = Video(**entry["video"])
        self.videos[video.id] = self.in_flight[video.id] = video
        self.spent[video.purse] += video.micro
        if video.session_id:
            self.session_videos.setdefault(video.session_id, []).append(video)
        self.made["video"] = max(self.made["video"], len(self.videos))

    def _apply_ended(self, entry: Entry) -> None:
        video = self.in_flight.pop(entry["id"])
        if entry["refund"]:
            self.refunds[video.id] = entry["refund"]
            self.spent[video.purse] -= entry["refund"]

    def _apply_deleted(self, entry: Entry) -> None:
        self.deleted.add(entry["id"])

    def _apply_session(self, entry: Entry) -> None:
        session = Session(**entry["session"])
        self.sessions[session.id] = session
        self.messages[session.id] = []
        self.session_videos.setdefault(session.id, [])
        self.made["session"] = max(self.made["session"], len(self.sessions))

    def _apply_message(self, entry: Entry) -> None:
        self.messages[entry["session"]].append(entry["message"])

    def _apply_stopped(self, entry: Entry) -> None:
        self.stopped.add(entry["id"])

    def _apply_batch(self, entry: Entry) -> None:
        batch = Batch(**entry["batch"])
        self.batches[batch.id] = batch
        self.made["batch"] = max(self.made["batch"], len(self.batches))

    def _apply_asset(self, entry: Entry) -> None:
        asset = Asset(**entry["asset"])
        self.assets[asset.id] = asset
        self.made["asset"] = max(self.made["asset"], len(self.assets))

    def _apply_forgotten(self, _: Entry) -> None:
        self.forgotten |= self.assets.keys()

    def _apply_endpoint(self, entry: Entry) -> None:
        endpoint = Endpoint(**entry["endpoint"])
        self.endpoints[endpoint.id] = endpoint
        self.made["endpoint"] = max(self.made["endpoint"], endpoint.number)

    def _apply_endpoint_deleted(self, entry: Entry) -> None:
        del self.endpoints[entry["id"]]

    def _apply_event(self, entry: Entry) -> None:
        self.events.append(Event(**entry["event"]))
        self.made["event"] = max(self.made["event"], len(self.events))

    def _apply_replay(self, entry: Entry) -> None:
        answer = Answer(entry["body"], entry["status"])
        self.replays[entry["scope"], entry["key"]] = (entry["at"], entry["hash"], answer)

    def _apply_advanced(self, entry: Entry) -> None:
        """The clock went on; a service that starts again goes on from there."""
