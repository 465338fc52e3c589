"""Submitting a plan: each take written down, then sent once, then its answer written down.

What is sent was committed to the ledger first, with its money.  So whoever dies on the way leaves
a row that says so, and nobody sends that take again before it is known what became of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from shotwright.catalog import RateFile
from shotwright.errors import InputError, NotApprovedError, Problem, ServiceError
from shotwright.ledger import ON_THE_WAY, Held, Intent, Ledger
from shotwright.model.plan import Plan
from shotwright.model.request import Request
from shotwright.model.take import State, Take, Takes
from shotwright.sender.due import Due, due, keep_to_reasons, refuse_dearer, refuse_poor
from shotwright.sender.follow import poll
from shotwright.sender.protocol import (
    Accepted,
    Account,
    Handed,
    Job,
    Lost,
    Outcome,
    Refused,
    Sender,
)
from shotwright.sender.uploads import fill, forget, upload

WORKERS = 8
"""Requests on their way at once; creation may take half a minute, and accounts have ten slots."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between tries of what was surely not accepted; doubled each time."""

PATIENCE = 900.0
"""Seconds that are waited at most with a take that is only told to wait; the next run goes on."""

FIRST: frozenset[State] = frozenset({"intended"})
"""Takes that are being sent: they will have an answer, or be given up."""

SLOT_PAUSE = 10.0
"""Seconds between two looks whether a job has ended, while all slots are taken."""

STOPPED = "the run was stopped before it was sent"

Pause = Callable[[float], bool]
"""Waits that many seconds, or less; True where everything is to stop."""


class Edge(NamedTuple):
    """What the outside world brings into a run.

    Attributes:
        pause: Waits between tries; asked with 0 seconds before anything is sent.
        tell: Hears of each take when it has moved.
    """

    pause: Pause
    tell: Callable[[Take], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a run.

    Attributes:
        takes: Every take of the plan, as the ledger has it.
        held: Generations that were not sent, each with the reason.
        stopped: Why the run ended before its end, or empty.
        unapproved: Those of them that no approval covers now: it would have passed a ceiling or was
            withdrawn, or the request changed in more than the reason of a retake speaks of.
    """

    takes: Takes
    held: Mapping[str, str]
    stopped: str = ""
    unapproved: Collection[str] = ()


@dataclass(slots=True)
class _Run:
    """What the threads of one run share."""

    plan: Plan
    ledger: Ledger
    sender: Sender
    account: Account
    requests: Mapping[str, Request]
    assets: Mapping[str, str]
    edge: Edge
    held: dict[str, str]
    unapproved: set[str] = field(default_factory=set)
    stopped: str = ""
    halt: threading.Event = field(default_factory=threading.Event)
    polling: threading.Lock = field(default_factory=threading.Lock)

    def rest(self, seconds: float = 0.0) -> bool:
        """Wait, and tell whether the run is over."""
        return self.halt.is_set() or self.edge.pause(seconds) or self.halt.is_set()


def submit(
    plan: Plan,
    requests: Iterable[Request],
    ledger: Ledger,
    sender: Sender,
    *,
    files: Mapping[str, Path],
    edge: Edge,
    only: Collection[str] = (),
    own: Iterable[RateFile] = (),
) -> Submitted:
    """Send every take of a plan that is approved and due, each once.

    Args:
        plan: What was approved.
        requests: Those of the plan.
        ledger: Where it was approved, and where every take is written down.
        sender: What takes them to the service.
        files: Where the local files are, by their asset marks.
        edge: Waits, and tells what happens.
        only: Items or generations to send; default: all.
        own: The user's own rates.

    Raises:
        InputError: A look, a voice or a file is not as the service wants it.
        NotApprovedError: Not approved, dearer than approved, or more than the account has.
        ServiceError: The service or the ledger does not answer; go on with the same call.
    """
    ledger.expire()
    today = ledger.now().date()
    approvals = ledger.approvals(plan)
    dues = [
        entry
        for entry in due(plan, ledger.takes(plan), approvals, today, only=only)
        if entry.generation.route in sender.abilities.routes
    ]
    refuse_dearer(plan, dues, today, own)
    dues, strayed = keep_to_reasons(plan, ledger, dues)
    if not dues:
        return Submitted(Takes(ledger.takes(plan)), strayed, unapproved=strayed)
    account = sender.account()
    _refuse_other_purse(dues, sender, account)
    dues, strange = _ours(dues, sender, account)
    held = strayed | strange
    if not dues:
        return Submitted(Takes(ledger.takes(plan)), held, unapproved=strayed)
    refuse_poor(dues, account.balance)
    by_name = {request.generation: request for request in requests}
    chosen = [by_name[entry.generation.id] for entry in dues]
    _look_up(sender, [_job(entry, request) for entry, request in zip(dues, chosen, strict=True)])
    marks = {mark for request in chosen for mark in request.uploads}
    needed = {mark: path for mark, path in files.items() if mark in marks}
    assets = upload(needed, ledger, sender, account.name)
    run = _Run(plan, ledger, sender, account, by_name, assets, edge, held, set(strayed))
    with ThreadPoolExecutor(min(WORKERS, len(dues))) as pool:
        for done in [pool.submit(_send, run, entry) for entry in dues]:
            done.result()
    return Submitted(Takes(ledger.takes(plan)), run.held, run.stopped, run.unapproved)


def _ours(
    dues: Sequence[Due], sender: Sender, account: Account
) -> tuple[list[Due], dict[str, str]]:
    """Leave out what was begun in another account, or by another sender: its key is known there."""
    ours, strange = [], {}
    for entry in dues:
        begun = entry.take
        if begun is None or (begun.account, begun.sender) == (account.name, sender.name):
            ours.append(entry)
        else:
            strange[entry.generation.id] = f"begun by {begun.sender} in {begun.account}"
    return ours, strange


def _refuse_other_purse(dues: Sequence[Due], sender: Sender, account: Account) -> None:
    """See that the purse that will pay is the one that was approved."""
    allowed = {account.billing} if account.billing else set(sender.abilities.billing)
    for entry in dues:
        if entry.generation.billing not in allowed:
            message = (
                f"{entry.generation.id} was approved to be paid by the {entry.generation.billing}, "
                f"but {sender.name} pays by the {' or '.join(sorted(allowed))}"
            )
            raise NotApprovedError(message, "use the key of that purse, or plan with --billing")


def _job(entry: Due, request: Request) -> Job:
    """Write what is looked up before any of it is in the ledger."""
    sheet = tuple((step.do, step.paste) for step in request.sheet or ())
    made = entry.generation
    return Job("", "", made.id, made.route, request.method or "", request.path or "",
               request.body or {}, sheet)  # fmt: skip


def _look_up(sender: Sender, jobs: Sequence[Job]) -> None:
    told = sender.look_up(jobs)
    if told:
        raise InputError(Problem(line, "mend it on the board, or at HeyGen") for line in told)


def _send(run: _Run, entry: Due) -> None:
    """Take one take from intent to answer."""
    name = entry.generation.id
    try:
        take = run.ledger.claim(entry.take) if entry.take else _intend(run, entry)
        waited, pause = 0.0, FIRST_PAUSE
        while take is not None and not run.rest():
            job = _exact(run, take)
            if job is None:  # its time ran out before it was sent, as on a machine that slept
                late = run.ledger.advance(take, "intended", reason="it was not sent in time")
                take = late and run.ledger.claim(late)
                continue
            outcome = run.sender.submit(job)
            if isinstance(outcome, Refused) and outcome.asset_gone:
                forget(job.body, run.ledger, run.account.name)
            take = write_down(run.ledger, take, outcome)
            run.edge.tell(take)
            if not isinstance(outcome, Refused) or outcome.stop == "take":
                return
            if outcome.stop == "run":
                run.stopped = run.stopped or outcome.reason
                run.halt.set()
                return
            pause = outcome.after if outcome.after is not None else pause
            if waited + pause > PATIENCE or run.rest(pause):
                run.held[name] = f"not accepted yet: {outcome.reason}"
                return
            if run.ledger.withdrawn(entry.approval.id):
                run.held[name] = f"approval {entry.approval.id} was withdrawn"
                run.unapproved.add(name)
                return
            waited, pause = waited + pause, min(2 * pause, LONGEST_PAUSE)
            take = run.ledger.claim(take)
        if take is not None:  # put back, unless others gave it up meanwhile
            run.ledger.advance(take, "intended", reason=STOPPED)
            run.held.setdefault(name, STOPPED)
    except BaseException:
        run.halt.set()
        raise


def _intend(run: _Run, entry: Due) -> Take | None:
    """Write the intent down and reserve its money; wait for a slot where all are taken."""
    made, request = entry.generation, run.requests[entry.generation.id]
    intent = Intent(
        approval=entry.approval.id,
        plan_hash=run.plan.hash,
        board=run.plan.board,
        account=run.account.name,
        sender=run.sender.name,
        generation=made,
        number=entry.number,
        listed=entry.quoted.listed,
        reserved=entry.quoted.highest,
        method=request.method or "",
        path=request.path or "",
        body=_as_called(fill(request.body or {}, run.assets), run.sender.abilities.types),
    )
    waited = 0.0
    while not run.rest():
        got = run.ledger.intend(intent, run.sender.abilities.slots)
        if not isinstance(got, Held):
            return got.take if got.ours else None
        told = str(got)
        if got.why != "slots":
            run.unapproved.add(made.id)
        if got.why == "slots" and run.sender.abilities.follows:
            told = _wait_for_slot(run, waited)
            waited += SLOT_PAUSE
        if told:
            run.held[made.id] = told
            return None
    run.held.setdefault(made.id, STOPPED)
    return None


def _as_called(body: dict[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
    """Write the type of a body as the service calls it."""
    name = types.get(body.get("type", ""))
    return {**body, "type": name} if name else body


def _wait_for_slot(run: _Run, waited: float) -> str:
    """Look which jobs have ended, one thread at a time; say why not to wait on, where so."""
    if run.rest(SLOT_PAUSE):
        return STOPPED
    if not run.polling.acquire(blocking=False):
        return ""
    try:
        run.ledger.expire()
        states = ON_THE_WAY if waited > PATIENCE else ON_THE_WAY | FIRST
        mine = [t for t in run.ledger.takes(states=states) if t.account == run.account.name]
        for take in poll(run.ledger, run.sender, [t for t in mine if t.state in ON_THE_WAY]):
            run.edge.tell(take)
    finally:
        run.polling.release()
    return "" if mine else "all slots are held by lost answers: run `shotwright reconcile`"


def _exact(run: _Run, take: Take) -> Job | None:
    """Read back what was written down: that, and nothing else, is sent."""
    exact = run.ledger.body(take)
    if exact is None:
        return None
    method, path, body = exact
    request = run.requests[take.generation]
    sheet = tuple((step.do, step.paste) for step in request.sheet or ())
    return Job(take.id, take.tag, take.generation, take.route, method, path, body, sheet)


def write_down(ledger: Ledger, take: Take, outcome: Outcome) -> Take:
    """Write down what became of a take that was being sent.

    Raises:
        ServiceError: It was accepted, and the ledger cannot be written; the error names the id.
    """
    match outcome:
        case Accepted(remote_id):
            try:
                return ledger.advance(take, "sent", remote_id=remote_id) or _late(
                    ledger, take, remote_id
                )
            except ServiceError as error:
                message = f"{take.generation} was accepted as {remote_id}, but {error.problem}"
                raise ServiceError(message, "then run `shotwright reconcile`") from None
        case Refused(reason, stop="take"):
            moved = ledger.advance(take, "failed", reason=reason, release=True)
        case Refused(reason):
            moved = ledger.advance(take, "intended", reason=reason)
        case Lost(reason):
            moved = ledger.advance(take, "ambiguous", reason=reason)
        case Handed():
            moved = ledger.advance(take, "intended", reason="a person makes it by hand")
    return moved or _reread(ledger, take)


def _late(ledger: Ledger, take: Take, remote_id: str) -> Take:
    """An answer came after others gave the take up: who holds the id knows what became of it."""
    while True:
        now = _reread(ledger, take)
        if now.remote_id == remote_id:
            return now
        if now.state in {"intended", "ambiguous", "needs_review"}:
            moved = ledger.advance(now, "sent", remote_id=remote_id)
        elif now.state in ON_THE_WAY:
            told = f"accepted twice: as {now.remote_id} and as {remote_id}"
            moved = ledger.advance(now, "needs_review", reason=told)
        elif ledger.remark(now, f"accepted as {remote_id} as well"):
            message = f"{take.generation} is {now.state}, and was accepted as {remote_id} as well"
            raise ServiceError(message, "look at both with HeyGen's support")
        else:
            continue
        if moved is not None:
            return moved


def _reread(ledger: Ledger, take: Take) -> Take:
    return ledger.take(take.id) or take
