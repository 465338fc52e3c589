"""HeyGen's Video Agent: POST /v3/video-agents, one brief for a whole video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from pydantic import ValidationError

from shotwright.errors import ServiceError
from shotwright.request import agent as bodies
from shotwright.request import answers
from shotwright.sender.answering import Asked
from shotwright.sender.heygen.limits import limit
from shotwright.sender.heygen.options import number
from shotwright.sender.heygen.reading import UNAUTHORIZED, absent, of_answer, read
from shotwright.sender.heygen.service import Service, http_of
from shotwright.sender.heygen.videos import status_of_video
from shotwright.sender.http import CREATION, NoAnswerError, plain
from shotwright.sender.outcome import no_outcome, outcome_of
from shotwright.sender.protocol import Outcome, Refused, Status
from shotwright.sender.registry import SenderSettings


def make(settings: SenderSettings) -> Agent:
    """Make the sender for the Video Agent; its option is `slots` (jobs at once)."""
    options = settings.chosen(slots=str(limit("slots")))
    return Agent(http_of(settings), slots=number(options, "slots"))


class Agent(Service):
    """The Video Agent, straight to one video or in a chat, as the board's `mode` says.

    It vouches for nothing after a lost answer: nobody has shown that the agent replays keys, and a
    session has no title of ours to look for.  The key goes out all the same; it does no harm.

    A chat may stop to ask.  Its take stays on its way then; it is answered, and followed on.
    """

    name = "agent"
    route = "agent"
    id_path = ("data", "session_id")

    def find(self, tag: str) -> Sequence[str]:
        """Refuse: the agent names its sessions itself.

        Raises:
            ServiceError: Always.
        """
        raise ServiceError(
            f"the agent's sessions hold no tag such as {tag}", "look in HeyGen's app"
        )

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Ask how far sessions are, and then their videos."""
        return {remote_id: self._one(remote_id) for remote_id in remote_ids}

    def asked(self, remote_id: str) -> Asked:
        """Look what a session waits for.

        Raises:
            ServiceError: It is not known, or cannot be read.
        """
        session = of_answer(read(self._http, _path(remote_id)), answers.AgentSession)
        # While the latest words are ours, they are still on their way to the agent.
        ours = [message.role for message in session.messages or ()][:1] == ["user"]
        waits = session.waits and not ours
        return Asked(_last_words(session), waits, made=bool(session.video_id))

    def say(self, remote_id: str, words: str) -> Outcome:
        """Send a message to a session, once."""
        try:
            body = bodies.AgentMessageBody(message=words).model_dump(mode="json", exclude_none=True)
            answer = self._http.call("POST", _path(remote_id), seconds=CREATION, body=body)
        except ValidationError as error:
            return Refused(f"the message {error.errors()[0]['msg']}", "take")
        except NoAnswerError as error:
            return no_outcome(error)
        return outcome_of(answer, self._id_in)

    def _one(self, remote_id: str) -> Status:
        answer = read(self._http, _path(remote_id))
        if absent(answer):
            return Status("gone", reason=str(answer))
        try:
            session = of_answer(answer, answers.AgentSession)
        except ServiceError as error:
            if answer.status == UNAUTHORIZED:
                raise
            return Status("unknown", reason=str(error))
        if session.status == "completed" and session.video_id:
            return status_of_video(self._http, session.video_id)
        return _on_its_way(session)


def _path(remote_id: str) -> str:
    return f"/v3/video-agents/{quote(remote_id, safe='')}"


def _on_its_way(session: answers.AgentSession) -> Status:
    """Say how far a session without a video is."""
    title, words = plain(session.title or ""), _last_words(session)
    if session.status == "failed":
        return Status("failed", reason=words or "the agent does not say why", title=title)
    if session.waits:
        return Status("waiting", reason=f"the agent waits for you: {words}", title=title)
    return Status("running", title=title)


def _last_words(session: answers.AgentSession) -> str:
    """Find the agent's last words; the latest message comes first."""
    said = (message.content for message in session.messages or () if message.role != "user")
    return plain(next((words for words in said if words), ""))
