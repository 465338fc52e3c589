"""HeyGen's legacy API, version 2: POST /v2/video/generate, which has a last day."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from shotwright.catalog import route as route_of
from shotwright.errors import InputError, ServiceError
from shotwright.request import answers
from shotwright.sender.heygen.limits import limit
from shotwright.sender.heygen.options import number, switch
from shotwright.sender.heygen.reading import UNAUTHORIZED, garbled, read, refusal
from shotwright.sender.heygen.service import Service, http_of
from shotwright.sender.heygen.videos import PROGRESS
from shotwright.sender.http import Answer, plain
from shotwright.sender.protocol import Status
from shotwright.sender.registry import SenderSettings


def make(settings: SenderSettings) -> Legacy:
    """Make the sender for version 2: with a warning before its last day, not at all after it.

    Its options: `allow-sunset` (`yes` tries it all the same), `slots` (jobs at once).

    Raises:
        InputError: It is past its last day.
    """
    options = settings.chosen(allow_sunset="no", slots=str(limit("slots")))
    last = route_of("legacy").last_day
    if last is not None:
        said = f"HeyGen answers version 2 until {last.day}"
        if settings.now().date() <= last.day:
            logging.getLogger(__name__).warning("%s; %s", said, last.instead)
        elif not switch(options, "allow_sunset"):
            raise InputError.of(
                f"{said}, and that day is past",
                f"{last.instead}; or try it with --set allow-sunset=yes",
            )
    return Legacy(http_of(settings), slots=number(options, "slots"))


class Legacy(Service):
    """HeyGen's legacy API: it replays no keys, and its videos are not looked up."""

    name = "legacy"
    route = "legacy"
    takes_keys = False

    def find(self, tag: str) -> Sequence[str]:
        """Refuse: no list of version 2 is documented.

        Raises:
            ServiceError: Always.
        """
        raise ServiceError(
            f"version 2 lists no videos to look for {tag} in", "look in HeyGen's app"
        )

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Ask how far videos are, one by one."""
        return {remote_id: self._one(remote_id) for remote_id in remote_ids}

    def _one(self, remote_id: str) -> Status:
        answer = read(self._http, "/v1/video_status.get", {"video_id": remote_id})
        if answer.status == UNAUTHORIZED:
            raise refusal(answer)
        failure = answer.failure
        if failure is not None and "not_found" in str(failure.code):
            return Status("gone", reason=str(answer))
        found = _read(answer)
        if found is None:
            return Status("unknown", reason=str(garbled(answer)))
        progress = PROGRESS.get(found.status or "", "running")
        if progress == "completed" and not found.video_url:
            progress = "running"
        error = found.error.get("message") if isinstance(found.error, dict) else found.error
        return Status(
            progress,
            url=(found.video_url or "") if progress == "completed" else "",
            seconds=float(found.duration) if found.duration is not None else None,
            reason=plain(str(error or "the service does not say why"))
            if progress == "failed"
            else "",
        )


def _read(answer: Answer) -> answers.LegacyStatus | None:
    try:
        return answers.LegacyStatusAnswer.model_validate(answer.json).data if answer.ok else None
    except ValueError:
        return None
