"""Answering a service that stopped to ask: once, within what was approved, noted in the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
import pytest
from tests.ledgers import ON, Clock, approved, intended, intent, planned, usd

from shotwright.errors import InputError, NotApprovedError, ServiceError
from shotwright.ledger import Ledger
from shotwright.model.take import Take
from shotwright.sender import (
    Accepted,
    Asked,
    HandOff,
    Lost,
    Outcome,
    Refused,
    answer,
    question,
)
from shotwright.sender.heygen.agent import Agent
from shotwright.sender.http import Http

Made = Callable[[Callable[[httpx2.Request], httpx2.Response]], Http]
ASKS = Asked("Which kettle?", waits=True, made=False)


@dataclass
class Chat(HandOff):
    """A sender whose jobs wait for what the test says."""

    asks: Asked = ASKS
    outcome: Outcome = field(default_factory=lambda: Accepted("s1"))
    said: list[tuple[str, str]] = field(default_factory=list)

    def asked(self, remote_id: str) -> Asked:
        assert remote_id == "s1"
        return self.asks

    def say(self, remote_id: str, words: str) -> Outcome:
        self.said.append((remote_id, words))
        return self.outcome


PLAN = planned(1)


@pytest.fixture
def take(ledger: Ledger) -> Take:
    approval = approved(ledger, PLAN, usd("8"))
    sent = ledger.advance(intended(ledger, intent(PLAN, approval)), "sent", remote_id="s1")
    assert sent is not None
    return sent


def told(ledger: Ledger, take: Take) -> list[str]:
    return [event["reason"] for event in ledger.events(take)][2:]


def test_an_answer_is_noted_before_and_after_and_said_once(ledger: Ledger, take: Take) -> None:
    chat = Chat()
    assert question(chat, take) == "Which kettle?"
    after = answer(PLAN, take, "The steel one.", ledger, chat)
    assert chat.said == [("s1", "The steel one.")]
    assert told(ledger, take) == ["a person answers: The steel one.", "the answer was taken"]
    assert (after.state, after.held) == ("sent", take.held)
    with pytest.raises(InputError, match="moved just now"):
        answer(PLAN, take, "No, the red one.", ledger, chat)  # seen before the first answer
    assert len(chat.said) == 1


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (Refused("HTTP 409 conflict", "take"), "the answer was refused: HTTP 409 conflict"),
        (Lost("cut off"), "nobody knows whether the answer was taken: cut off"),
    ],
)
def test_an_answer_that_did_not_arrive_is_noted_and_not_said_again(
    ledger: Ledger, take: Take, outcome: Outcome, says: str
) -> None:
    chat = Chat(outcome=outcome)
    with pytest.raises(ServiceError, match=says):
        answer(PLAN, take, "The steel one.", ledger, chat)
    assert told(ledger, take)[1] == says
    assert len(chat.said) == 1


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        (Asked("", waits=False, made=False), "does not wait for an answer"),
        (Asked("Anything else?", waits=True, made=True), "would make another"),
    ],
)
def test_nothing_is_said_to_what_does_not_ask_or_has_its_video(
    ledger: Ledger, take: Take, asks: Asked, says: str
) -> None:
    chat = Chat(asks=asks)
    with pytest.raises(InputError, match=says):
        answer(PLAN, take, "Another ending, please.", ledger, chat)
    assert not chat.said
    assert told(ledger, take) == []


def test_what_ended_and_who_takes_no_answers_is_told(ledger: Ledger, take: Take) -> None:
    with pytest.raises(InputError, match="takes no answers"):
        question(HandOff(), take)
    done = ledger.advance(take, "completed")
    assert done is not None
    with pytest.raises(InputError, match="is completed, and asks nothing"):
        question(Chat(), done)


def test_an_approval_that_ran_out_pays_for_no_answer(ledger: Ledger, clock: Clock) -> None:
    approval = approved(ledger, PLAN, usd("8"), until=ON)
    sent = ledger.advance(intended(ledger, intent(PLAN, approval)), "sent", remote_id="s1")
    assert sent is not None
    chat = Chat()
    clock.turn(days=1)
    with pytest.raises(NotApprovedError, match="no approval that holds today"):
        answer(PLAN, sent, "The steel one.", ledger, chat)
    assert not chat.said
    assert told(ledger, sent) == []


def session(status: str, role: str = "model", video: str | None = None) -> dict[str, object]:
    words = [{"role": role, "type": "text", "content": "Which kettle?"}]
    return {"session_id": "s1", "status": status, "video_id": video, "messages": words}


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        (session("waiting_for_input"), Asked("Which kettle?", waits=True, made=False)),
        (session("reviewing"), Asked("Which kettle?", waits=True, made=False)),
        (session("thinking"), Asked("Which kettle?", waits=False, made=False)),
        (session("waiting_for_input", role="user"), Asked("", waits=False, made=False)),
        (session("reviewing", video="v1"), Asked("Which kettle?", waits=True, made=True)),
    ],
)
def test_a_session_of_the_agent_asks(found: dict[str, object], asked: Asked, http: Made) -> None:
    agent = Agent(http(lambda _: httpx2.Response(200, json={"data": found})))
    assert agent.asked("s1") == asked


def test_a_message_is_posted_as_documented_and_once(http: Made) -> None:
    seen: list[httpx2.Request] = []

    def reply(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        status = 200 if len(seen) == 1 else 500
        return httpx2.Response(status, json={"data": {"session_id": "s1", "run_id": "r"}})

    agent = Agent(http(reply))
    assert agent.say("s1", "The steel one.") == Accepted("s1")
    assert (seen[0].method, seen[0].url.path) == ("POST", "/v3/video-agents/s1")
    assert json.loads(seen[0].content) == {"message": "The steel one."}
    assert isinstance(agent.say("s1", "The steel one."), Lost)
    assert len(seen) == 2
    assert isinstance(agent.say("s1", "x" * 10_001), Refused)
    assert len(seen) == 2
