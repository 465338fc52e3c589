"""Settling what is ambiguous: looked for, sent again only where that is safe, or for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from shotwright.errors import ServiceError
from shotwright.ledger import Ledger
from shotwright.model.take import Take
from shotwright.sender.protocol import Accepted, Job, Lost, Refused, Sender
from shotwright.sender.submit import write_down

GRACE = timedelta(minutes=10)
"""How long a job that was accepted may be missing from the service's list.

A guess on the safe side: HeyGen publishes no figure."""


def reconcile(
    ledger: Ledger, sender: Sender, *, account: str, grace: timedelta = GRACE
) -> Iterator[Take]:
    """Settle every ambiguous take of an account, and give each when it has moved.

    A take that is found by its tag is adopted.  One that is not found when the grace time is over
    is sent again, with the same key and body, if the sender vouches that the service then makes
    nothing new.  What is left is for a person: `needs_review`.

    Raises:
        ServiceError: The service or the ledger does not answer; nothing is decided then.
    """
    ledger.expire()
    for take in ledger.takes(states={"ambiguous", "needs_review"}):
        if take.account == account and take.sender == sender.name:
            yield from _settle(ledger, sender, take, grace)


def _settle(ledger: Ledger, sender: Sender, take: Take, grace: timedelta) -> Iterator[Take]:
    waited = _age(ledger, take.changed)  # before the look, which may take a while
    found = sorted(set(sender.find(take.tag))) if sender.abilities.finds_by_tag else []
    moved: Take | None = None
    if len(found) == 1:
        moved = ledger.advance(take, "sent", remote_id=found[0], reason="found by its tag")
    elif take.state == "needs_review":
        return
    elif found:
        told = f"{len(found)} jobs have its tag: {', '.join(found)}"
        moved = ledger.advance(take, "needs_review", reason=told)
    elif sender.abilities.finds_by_tag and timedelta(0) <= waited < grace:
        return  # it may still come into the list
    elif _replays(ledger, sender, take) and not ledger.withdrawn(take.approval):
        moved = _again(ledger, sender, take)
    else:
        told = f"{take.reason}; it was not found, and cannot be sent again safely"
        moved = ledger.advance(take, "needs_review", reason=told)
    if moved is not None:
        yield moved


def _again(ledger: Ledger, sender: Sender, take: Take) -> Take | None:
    """Send the same key and body again: the service answers as before, or never had it."""
    claimed = ledger.claim(take)
    if claimed is None:
        return None
    # Looked at again: the machine may have slept, or its clock jumped, before the take was claimed.
    exact = ledger.body(claimed) if _replays(ledger, sender, claimed) else None
    if exact is None:
        return ledger.advance(claimed, "ambiguous", reason=take.reason)
    method, path, body = exact
    job = Job(take.id, take.tag, take.generation, take.route, method, path, body)
    outcome = sender.submit(job)
    if isinstance(outcome, Accepted):
        return write_down(ledger, claimed, outcome)
    reason = outcome.reason if isinstance(outcome, Refused | Lost) else ""
    if isinstance(outcome, Refused) and outcome.stop == "run":
        ledger.advance(claimed, "ambiguous", reason=take.reason)
        raise ServiceError(reason, "mend that, then run `shotwright reconcile` again")
    if isinstance(outcome, Refused) and outcome.stop == "take":
        # It says nothing of the first try, whose answer was lost.
        told = f"{take.reason}; sent again it was refused: {reason}"
        return ledger.advance(claimed, "needs_review", reason=told)
    return ledger.advance(claimed, "ambiguous", reason=reason)


def _replays(ledger: Ledger, sender: Sender, take: Take) -> bool:
    """Tell whether the service surely still knows the key.

    Where the clock went back since anything was written down, nobody knows how old the key is.
    """
    known, age = sender.abilities.replays_keys, _age(ledger, take.at)
    return known is not None and _age(ledger, ledger.latest()) >= timedelta(0) <= age < known


def _age(ledger: Ledger, since: str) -> timedelta:
    return ledger.now() - datetime.fromisoformat(since)
