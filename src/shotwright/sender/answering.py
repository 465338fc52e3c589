"""Answering a service that stopped to ask, as a chat of HeyGen's Video Agent does.

HeyGen does not say what a message costs.  The money of a take is for one video, so an answer is
sent on the way to that one only; whoever wants another after it wants another take.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from shotwright.catalog import RateFile
from shotwright.errors import InputError, NotApprovedError, ServiceError
from shotwright.ledger import ON_THE_WAY, Ledger, covering
from shotwright.model.plan import Plan
from shotwright.model.take import Take
from shotwright.sender.due import Due, refuse_dearer
from shotwright.sender.protocol import Accepted, Outcome, Refused, Sender


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job waits for.

    Attributes:
        words: What the service said last, or empty.
        waits: Whether it waits for an answer.
        made: Whether there is a video already, so that an answer would ask for another.
    """

    words: str
    waits: bool
    made: bool


@runtime_checkable
class Converses(Protocol):
    """A sender whose jobs may stop to ask."""

    def asked(self, remote_id: str) -> Asked:
        """Look what a job waits for."""
        ...

    def say(self, remote_id: str, words: str) -> Outcome:
        """Say something to a job: once, without trying again."""
        ...


def question(sender: Sender, take: Take) -> str:
    """Look what a take asks.

    Raises:
        InputError: It asks nothing, or has its video.
        ServiceError: The service does not answer.
    """
    name = f"{take.generation} take {take.number}"
    if not isinstance(sender, Converses):
        hint = "only chats of the Video Agent ask: --sender agent"
        raise InputError.of(f"{sender.name} takes no answers", hint)
    if take.state not in ON_THE_WAY:
        raise InputError.of(f"{name} is {take.state}, and asks nothing", "choose with --take")
    asked = sender.asked(take.remote_id)
    if asked.made:
        hint = "follow it; for another video mark it as a retake, and submit again"
        raise InputError.of(f"{name} has its video, and what you say would make another", hint)
    if not asked.waits:
        raise InputError.of(f"{name} does not wait for an answer", "go on with `shotwright follow`")
    return asked.words


def answer(
    plan: Plan,
    take: Take,
    words: str,
    ledger: Ledger,
    sender: Sender,
    *,
    own: Iterable[RateFile] = (),
) -> Take:
    """Answer what a take asks, once; the ledger notes it before and after.

    Where an answer was lost on the way, ask for the question again: a job that got the words does
    not wait for them any more.

    Raises:
        InputError: It asks nothing, or somebody else answers.
        NotApprovedError: No approval covers it today, or it is dearer than what is reserved.
        ServiceError: The words were refused, or nobody knows whether they arrived.
    """
    question(sender, take)
    _refuse_unapproved(plan, take, ledger, own)
    held = ledger.remark(take, f"a person answers: {words}")
    if held is None:
        raise InputError.of(f"{take.generation} was moved just now", "look at it again")
    assert isinstance(sender, Converses)  # noqa: S101 - `question` saw to it
    outcome = sender.say(take.remote_id, words)
    if isinstance(outcome, Accepted):
        return ledger.remark(held, "the answer was taken") or held
    refused = isinstance(outcome, Refused)
    told = "the answer was refused" if refused else "nobody knows whether the answer was taken"
    why = getattr(outcome, "reason", "")
    ledger.remark(held, f"{told}: {why}")
    hint = "mend that" if refused else "ask for the question again: what was taken asks no more"
    raise ServiceError(f"{told}: {why}", hint)


def _refuse_unapproved(plan: Plan, take: Take, ledger: Ledger, own: Iterable[RateFile]) -> None:
    today = ledger.now().date()
    mine = [approval for approval in ledger.approvals(plan) if approval.board == plan.board]
    for made in plan.generations:
        if (made.fingerprint, made.occurrence) == (take.fingerprint, take.occurrence):
            approval = covering(mine, made.id, today)
            if approval is not None:
                refuse_dearer(plan, [Due(made, take.number, approval, take)], today, own)
                return
    hint = "approve it again: shotwright approve PLAN --ceiling AMOUNT"
    raise NotApprovedError(f"no approval that holds today covers {take.generation}", hint)
