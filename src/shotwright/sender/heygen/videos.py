"""HeyGen's API, version 3: POST /v3/videos, and what became of each video."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from shotwright.errors import ServiceError
from shotwright.request import answers
from shotwright.sender.heygen.limits import limit
from shotwright.sender.heygen.options import choice, number, switch
from shotwright.sender.heygen.reading import UNAUTHORIZED, absent, of_answer, pages, read
from shotwright.sender.heygen.service import Service, http_of
from shotwright.sender.http import Http, plain
from shotwright.sender.protocol import Progress, Status
from shotwright.sender.registry import SenderSettings

REPLAYS = timedelta(hours=23)
"""HeyGen replays a key's first answer for 24 h; an hour less leaves room for clocks that differ.

Source: HeyGen API page "create video", read 2026-11-21.
"""

TYPE_NAMES = ("cinematic_avatar", "avatar_shots")
"""What the type of a shot is called: since 2026-06-04, and before.

Source: HeyGen's request schemas, 2026-06-02 to 2026-07-21.
"""

PROGRESS: Mapping[str, Progress] = {
    "waiting": "waiting",
    "pending": "waiting",
    "queued": "waiting",
    "processing": "running",
    "completed": "completed",
    "failed": "failed",
}
"""What HeyGen's words for a job mean; one that is new means that it runs."""

_LISTABLE = re.compile(r"[^,\s]+")
_NOT_SERVED = frozenset({404, 405, 501})


def make(settings: SenderSettings) -> Videos:
    """Make the sender for HeyGen's API.

    Its options: `shot-type` (`cinematic_avatar`, or the older `avatar_shots`), `any-look` (`yes`
    lets shots use looks other than digital twins), `slots` (jobs at once; 10 on pay-as-you-go).
    """
    options = settings.chosen(shot_type=TYPE_NAMES[0], any_look="no", slots=str(limit("slots")))
    return Videos(
        http_of(settings),
        shot_type=choice(options, "shot_type", TYPE_NAMES),
        slots=number(options, "slots"),
        any_look=switch(options, "any_look"),
    )


class BulkEntry(answers.Answer):
    """An entry of GET /v3/videos/statuses.

    Attributes:
        video_id: Null where a batch has not made it yet.
        status: `queued`, `processing`, `completed`, `failed`, `not_found`.
    """

    video_id: str | None = None
    status: str


class Videos(Service):
    """HeyGen's API, version 3."""

    name = "heygen"
    route = "api"

    def __init__(
        self,
        http: Http,
        *,
        shot_type: str = TYPE_NAMES[0],
        slots: int | None = None,
        any_look: bool = False,
    ) -> None:
        """Keep the connection, and what the type of a shot is called."""
        super().__init__(http, slots=slots, any_look=any_look)
        self.abilities = replace(
            self.abilities, replays_keys=REPLAYS, finds_by_tag=True,
            types=dict.fromkeys(TYPE_NAMES, shot_type),
        )  # fmt: skip
        self._bulk = True

    def find(self, tag: str) -> Sequence[str]:
        """List the ids of all videos whose title holds the tag.

        The service filters by title; we look ourselves too, in case it does not.
        """
        params = {"title": tag, "limit": str(limit("listed"))}
        videos = pages(self._http, "/v3/videos", answers.Video, params)
        return tuple(video.id for video in videos if tag in (video.title or ""))

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Ask how far videos are: many at once, then each that failed, for why, or is not found.

        Of one alone, where it can be fetched is told too.
        """
        found: dict[str, Status] = {}
        for remote_id, progress in self._in_bulk(remote_ids).items():
            if progress != "failed":
                found[remote_id] = Status(progress)
        for remote_id in remote_ids:
            if remote_id not in found:
                found[remote_id] = status_of_video(self._http, remote_id)
        return found

    def _in_bulk(self, remote_ids: Sequence[str]) -> Mapping[str, Progress]:
        """Ask for many at once, where the service can; what is left out is asked for alone.

        One that does not serve the endpoint, which came in July 2026, is not asked again.
        """
        listable = [one for one in dict.fromkeys(remote_ids) if _LISTABLE.fullmatch(one)]
        found: dict[str, Progress] = {}
        if len(listable) < 2:  # noqa: PLR2004 - one is asked for alone, with its URL
            return found
        size = limit("listed")
        for start in range(0, len(listable), size):
            if not self._bulk:
                break
            some = listable[start : start + size]
            found |= {
                entry.video_id: PROGRESS.get(entry.status, "running")
                for entry in self._listed(some)
                if entry.video_id and entry.status != "not_found"
            }
        return {one: progress for one, progress in found.items() if one in set(listable)}

    def _listed(self, some: Sequence[str]) -> Iterable[BulkEntry]:
        answer = read(self._http, "/v3/videos/statuses", {"video_ids": ",".join(some)})
        if answer.status in _NOT_SERVED:
            self._bulk = False
            return ()
        try:
            return tuple(answers.Page[BulkEntry].model_validate(answer.json or {}).data)
        except ValueError:
            logging.getLogger(__name__).warning("cannot read the statuses of many: %s", answer)
        return ()


def status_of_video(http: Http, remote_id: str) -> Status:
    """Read one video: how far it is, and where it can be fetched.

    Raises:
        ServiceError: The service does not answer, or does not know the key: it would tell no more
            of other videos.  What it cannot tell of this one alone is `unknown`.
    """
    answer = read(http, f"/v3/videos/{quote(remote_id, safe='')}")
    if absent(answer):
        return Status("gone", reason=str(answer))
    try:
        video = of_answer(answer, answers.Video)
    except ServiceError as error:
        if answer.status == UNAUTHORIZED:
            raise
        return Status("unknown", reason=str(error))
    progress = PROGRESS.get(video.status or "", "running")
    reason = " ".join(word for word in (video.failure_code, video.failure_message) if word)
    if progress == "completed" and not video.video_url:
        progress, reason = "running", "completed, but there is no URL yet"
    if progress == "failed" and not reason:
        reason = "the service does not say why"
    return Status(
        progress,
        url=(video.video_url or "") if progress == "completed" else "",
        seconds=float(video.duration) if video.duration is not None else None,
        reason=plain(reason),
        title=plain(video.title or ""),
    )
