"""Following jobs: asking how far they are, and writing down what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from shotwright.ledger import ON_THE_WAY, Ledger
from shotwright.model.plan import Plan
from shotwright.model.take import Take
from shotwright.sender.protocol import Sender, Status

LEAST, MOST = 5.0, 60.0
"""Seconds between two looks: HeyGen asks for no less than 5 to 10, and to slow down.

Source: HeyGen's command-line tool, SKILL.md, read after 2026-07-22."""

SLOWER = 1.5
"""By how much a pause grows while nothing changes."""


def poll(ledger: Ledger, sender: Sender, takes: Sequence[Take]) -> list[Take]:
    """Ask how far takes are, and write down those that moved; return them as they are then.

    Raises:
        ServiceError: The service or the ledger does not answer.
    """
    told = sender.status([take.remote_id for take in takes])
    moved = []
    for take in takes:
        status = told.get(take.remote_id, Status("unknown"))
        after = _write_down(ledger, take, status)
        if after is not None:
            moved.append(after)
    return moved


def _write_down(ledger: Ledger, take: Take, status: Status) -> Take | None:
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


def follow(
    ledger: Ledger,
    sender: Sender,
    *,
    account: str,
    pause: Callable[[float], bool],
    plan: Plan | None = None,
    place: Callable[[Take], Path] | None = None,
) -> Iterator[Take]:
    """Follow what is on its way until nothing is, and give each take when it has moved.

    Args:
        ledger: Where the takes are.
        sender: Whom to ask.
        account: Whose takes are asked for.
        pause: Waits that many seconds, or less where a webhook brought news; True to stop.
        plan: Only takes of this plan.
        place: Where a finished take is downloaded to; None to leave it.

    Raises:
        ServiceError: The ledger does not answer, or the service does not, for long.
    """
    wait = LEAST
    while True:
        takes = [t for t in ledger.takes(plan, states=ON_THE_WAY) if t.account == account]
        moved = poll(ledger, sender, takes) if takes else []
        yield from moved
        if place is not None:
            done = [t for t in ledger.takes(plan, states={"completed"}) if t.account == account]
            yield from fetch(ledger, sender, done, place)
        if not takes:
            return
        wait = LEAST if moved else min(wait * SLOWER, MOST)
        if pause(wait):
            return


def fetch(
    ledger: Ledger, sender: Sender, takes: Sequence[Take], place: Callable[[Take], Path]
) -> Iterator[Take]:
    """Download finished takes, and give each when it is whole.

    Addresses of finished videos expire, so each is asked for just before it is used.

    Raises:
        ServiceError: A download failed for good; what is there of it is kept, to go on with.
    """
    for take in takes:
        url = sender.status([take.remote_id]).get(take.remote_id, Status("unknown")).url
        if not url:
            continue
        path = place(take)
        path.parent.mkdir(parents=True, exist_ok=True)
        sender.download(url, path)
        after = ledger.advance(take, "downloaded", file=path.as_posix())
        if after is not None:
            yield after
