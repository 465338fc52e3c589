"""Following jobs: asking how far they are, writing down what changed, and fetching what is done.

Polling alone is enough.  Webhooks make it quicker: the receiver notes in the ledger which jobs
something happened to, and those are asked for next.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from shotwright.errors import ServiceError
from shotwright.ledger import ON_THE_WAY, Ledger
from shotwright.model.plan import Plan
from shotwright.model.take import State, Take
from shotwright.sender.downloads import alone, save, tidy
from shotwright.sender.protocol import Sender, Status
from shotwright.sender.rounds import LEAST, MOST, Patience, Rounds

BULK = 100
"""Jobs in one look: HeyGen's list of statuses takes as many.

Source: HeyGen's request schemas, 2026-07-21, GET /v3/videos/statuses."""

TICK = 1.0
"""Seconds between two looks into the ledger whether a webhook brought news."""

_FINISHED: frozenset[State] = frozenset({"completed"})
_UNKNOWN = Status("unknown", reason="the service says nothing of it")


def poll(ledger: Ledger, sender: Sender, takes: Sequence[Take]) -> list[Take]:
    """Ask how far takes are, and write down those that moved; return them as they are then.

    Raises:
        ServiceError: The service or the ledger does not answer.
    """
    return _write_down(ledger, takes, sender.status([take.remote_id for take in takes]))


def _write_down(ledger: Ledger, takes: Sequence[Take], told: Mapping[str, Status]) -> list[Take]:
    moved = (_advance(ledger, take, told.get(take.remote_id, _UNKNOWN)) for take in takes)
    return [take for take in moved if take is not None]


def _advance(ledger: Ledger, take: Take, status: Status) -> Take | None:
    match status.progress:
        case "running":
            return ledger.advance(take, "running") if take.state == "sent" else None
        case "completed":
            return ledger.advance(take, "completed")
        case "failed":
            return ledger.advance(take, "failed", reason=status.reason or "the service failed")
        case "gone":
            return ledger.advance(take, "needs_review", reason="the service does not know it")
        case "waiting" | "unknown":
            return None


@dataclass(slots=True)
class _Watch:
    """What one `follow` knows; `now` are the seconds of its clock."""

    ledger: Ledger
    sender: Sender
    account: str
    pause: Callable[[float], bool]
    plan: Plan | None
    place: Callable[[Take], Path] | None
    clock: Callable[[], float] | None
    now: float = 0.0
    looks: Rounds = field(default_factory=Rounds)
    fetches: Rounds = field(default_factory=Rounds)
    answers: Patience = field(default_factory=Patience)
    files: Patience = field(default_factory=Patience)
    since: str = ""
    seen: frozenset[str] = frozenset()
    logged: set[tuple[str, str]] = field(default_factory=set)

    def takes(self) -> dict[str, Take]:
        """List what is to be followed, by id."""
        states = ON_THE_WAY | (_FINISHED if self.place else frozenset())
        return {
            take.id: take
            for take in self.ledger.takes(self.plan, states=states)
            if take.account == self.account and take.sender == self.sender.name
        }

    def wait(self, seconds: float) -> bool:
        """Wait, and tell whether to stop."""
        stop = self.pause(seconds)
        self.tick(seconds)
        return stop

    def tick(self, seconds: float = 0.0) -> None:
        """Look at the clock after something that took time."""
        self.now = self.clock() if self.clock else self.now + seconds

    def news(self) -> frozenset[str]:
        """Name the jobs that webhooks told of since the last call."""
        notices = self.ledger.noticed(self.since)
        fresh = frozenset(n.remote_id for n in notices if n.id not in self.seen)
        if notices:
            self.since, self.seen = notices[-1].at, frozenset(n.id for n in notices)
        return fresh


def follow(
    ledger: Ledger,
    sender: Sender,
    *,
    account: str,
    pause: Callable[[float], bool],
    plan: Plan | None = None,
    place: Callable[[Take], Path] | None = None,
    clock: Callable[[], float] | None = None,
) -> Iterator[Take]:
    """Follow what is on its way until nothing is, and give each take when it has moved.

    Of a sender that cannot follow, nothing is asked: a person records what becomes of its takes.

    Args:
        ledger: Where the takes are.
        sender: Whom to ask; only what it submitted is followed.
        account: Whose takes are asked for.
        pause: Waits that many seconds, at most `TICK`; True to stop.
        plan: Only takes of this plan.
        place: Where a finished take is downloaded to; None to leave it.
        clock: Tells seconds that only grow; None counts those that were waited, as if calls took
            no time.

    Raises:
        InputError: A download cannot be written; it goes on from there with the next call.
        ServiceError: The ledger does not answer, or the service does not, for ten minutes.
    """
    if not sender.abilities.follows:
        return
    watch = _Watch(ledger, sender, account, pause, plan, place, clock)
    watch.tick()
    watch.news()  # what came before is of no interest: everything is looked at now
    while takes := watch.takes():
        for moved in _look(watch, _in(takes, ON_THE_WAY)):
            takes[moved.id] = moved
            yield moved
        for moved in _fetch_due(watch, _in(takes, _FINISHED)):
            takes[moved.id] = moved
            yield moved
        running = _in(takes, ON_THE_WAY)
        finished = _in(takes, _FINISHED) if place else {}
        # Others may have sent more meanwhile.
        if (running or finished or watch.takes()) and _rest(watch, running, finished):
            return


def _in(takes: Mapping[str, Take], states: frozenset[State]) -> dict[str, Take]:
    return {name: take for name, take in takes.items() if take.state in states}


def _look(watch: _Watch, takes: Mapping[str, Take]) -> Iterator[Take]:
    """Ask for those whose turn it is: one call of the sender."""
    chosen = [takes[name] for name in watch.looks.turn(takes, watch.now, BULK)]
    if not chosen:
        return
    try:
        told = watch.sender.status([take.remote_id for take in chosen])
    except ServiceError as error:
        told, reason = {}, error.problem.message
    else:
        reason = _log(watch, chosen, told)
    watch.tick()
    moved = _write_down(watch.ledger, chosen, told)
    went = {take.id for take in moved}
    for take in chosen:
        watch.looks.looked(take.id, watch.now, moved=take.id in went)
    yield from moved
    if reason:
        watch.answers.failed(watch.now, reason)
    else:
        watch.answers.heard()


def _log(watch: _Watch, takes: Sequence[Take], told: Mapping[str, Status]) -> str:
    """Log once what could not be learnt, and who waits for what; say why nothing could be."""
    answers = [(take, told.get(take.remote_id, _UNKNOWN)) for take in takes]
    unknown = [(take, status.reason) for take, status in answers if status.progress == "unknown"]
    waiting = [(take, status.reason) for take, status in answers if status.progress == "waiting"]
    for take, reason in (*unknown, *waiting):
        if reason and (take.id, reason) not in watch.logged:
            watch.logged.add((take.id, reason))
            logging.getLogger(__name__).warning("%s: %s", take.generation, reason)
    return (unknown[0][1] or _UNKNOWN.reason) if len(unknown) == len(takes) else ""


def _fetch_due(watch: _Watch, takes: Mapping[str, Take]) -> Iterator[Take]:
    """Download what is finished; what fails is tried again, more and more rarely.

    Where there is much, what is on its way is asked for in between.
    """
    if watch.place is None:
        return
    begun = watch.now
    for name in watch.fetches.turn(takes, watch.now):
        if watch.now - begun > MOST:
            return
        try:
            after = _fetch(watch.ledger, watch.sender, takes[name], watch.place)
        except ServiceError as error:
            logging.getLogger(__name__).info("%s", error)
            watch.files.failed(watch.now, error.problem.message)
            after = None
        else:
            watch.files.heard()
        watch.tick()
        watch.fetches.looked(name, watch.now, moved=False)
        if after is not None:
            yield after


def _rest(watch: _Watch, running: Mapping[str, Take], finished: Mapping[str, Take]) -> bool:
    """Wait until somebody's turn has come, or a webhook brings news; tell whether to stop."""
    both = ((watch.looks, running), (watch.fetches, finished))
    dues = [rounds.next(takes) for rounds, takes in both if takes]
    least = watch.now + max(LEAST, watch.answers.pause)
    until = max(least, min(dues, default=least))
    named = {take.remote_id: name for name, take in running.items()}
    while watch.now < until:
        if watch.wait(min(TICK, until - watch.now)):
            return True
        for remote_id in watch.news() & named.keys():
            watch.looks.hurry(named[remote_id])
            until = least
    return False


def fetch(
    ledger: Ledger, sender: Sender, takes: Sequence[Take], place: Callable[[Take], Path]
) -> Iterator[Take]:
    """Download finished takes, and give each when it is whole.

    Raises:
        InputError: It cannot be written there.
        ServiceError: A download failed; what is there of it is kept, to go on with.
    """
    for take in takes:
        after = _fetch(ledger, sender, take, place)
        if after is not None:
            yield after


def _fetch(
    ledger: Ledger, sender: Sender, take: Take, place: Callable[[Take], Path]
) -> Take | None:
    """Download one take; None where another process does.

    Addresses of finished videos expire, so each is asked for just before it is used.
    """
    path = place(take)
    with alone(path.parent) as ours:
        now = ledger.take(take.id)
        if not ours or now is None or now.state not in _FINISHED:
            return None
        status = sender.status([now.remote_id]).get(now.remote_id, _UNKNOWN)
        if not status.url:
            told = f"{now.generation} is finished, and the service gives no address of it yet"
            raise ServiceError(told, "follow again later")
        others = {file for key, file in ledger.files().items() if key != now.id}
        where = save(now, path, others, partial(sender.download, status.url))
        after = ledger.advance(now, "downloaded", file=where.as_posix())
        tidy(now, path)
    return after
