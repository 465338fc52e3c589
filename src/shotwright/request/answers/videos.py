"""Answers about videos: created, read, listed, deleted, on v3 and on the legacy endpoints.

Source: HeyGen API guide "Avatar Shots", read 2026-11-21; HeyGen's answer schemas, 2026-07-21.

>>> page = Page[Video].model_validate({"data": [{"id": "v1", "status": "failed"}]})
>>> page.data[0].ended, page.last
(True, True)
"""

from __future__ import annotations

from typing import ClassVar

from shotwright.request.answers.envelope import Answer, Job, Loose, Page
from shotwright.request.wire import Id, Number


class CreatedVideo(Job):
    """POST /v3/videos took the request.

    Attributes:
        video_id: What to poll.
        status: `pending` in the guide, `waiting` in the schemas.
        output_format: `mp4` or `webm`.
    """

    video_id: Id
    output_format: Loose[str] = "mp4"


class Video(Job):
    """GET /v3/videos/{video_id}, and an entry of GET /v3/videos.

    Attributes:
        id: The video.
        status: `pending`, `processing`, `completed`, `failed`; `waiting` and `queued` elsewhere.
        title: As sent: a tag in it finds a lost request again.
        created_at: Unix seconds.
        completed_at: Unix seconds.
        video_url: Signed, and expires: read the video again for a fresh one.
        captioned_video_url: With captions burned in.
        subtitle_url: SRT.
        thumbnail_url: A still.
        gif_url: A moving preview.
        duration: Seconds.
        folder_id: Where it is stored.
        output_language: Of translated videos only.
        failure_code: May be null even when the job failed.
        failure_message: May be null even when the job failed.
        video_page_url: In HeyGen's app.
    """

    id: Id
    title: Loose[str] = None
    created_at: Loose[Number] = None
    completed_at: Loose[Number] = None
    video_url: Loose[str] = None
    captioned_video_url: Loose[str] = None
    subtitle_url: Loose[str] = None
    thumbnail_url: Loose[str] = None
    gif_url: Loose[str] = None
    duration: Loose[Number] = None
    folder_id: Loose[str] = None
    output_language: Loose[str] = None
    failure_code: Loose[str] = None
    failure_message: Loose[str] = None
    video_page_url: Loose[str] = None


class DeletedVideo(Answer):
    """DELETE /v3/videos/{video_id}: gone for good.

    Attributes:
        id: The video.
        deleted: Always true.
    """

    id: Id
    deleted: bool = True


class LegacyCreated(Answer):
    """The video of a legacy answer.

    Attributes:
        video_id: What to poll.
    """

    video_id: Id


class LegacyVideoAnswer(Answer):
    """POST /v2/video/generate answered; look with `read_failure` first.

    Attributes:
        error: Null on success, else a text or an object.
        data: The video.
    """

    told_by: ClassVar[str] = "legacy"

    error: Loose[str | dict[str, object]] = None
    data: LegacyCreated | None = None


class LegacyStatus(Job):
    """The state of a legacy video.

    Attributes:
        status: `waiting`, `pending`, `processing`, `completed`, `failed`.
        video_url: Expires.
        thumbnail_url: A still.
        duration: Seconds.
        error: Why it failed: a text or an object.
    """

    video_url: Loose[str] = None
    thumbnail_url: Loose[str] = None
    duration: Loose[Number] = None
    error: Loose[str | dict[str, object]] = None


class LegacyStatusAnswer(Answer):
    """GET /v1/video_status.get answered.

    Attributes:
        code: 100 on success.
        data: The state.
        message: For people.
    """

    code: Loose[int] = None
    data: LegacyStatus | None = None
    message: Loose[str] = None


class LegacyQuota(Answer):
    """What is left on the legacy scale.

    Attributes:
        remaining_quota: Divided by 60 it is credits.
    """

    remaining_quota: Loose[Number] = None


class LegacyQuotaAnswer(Answer):
    """GET /v2/user/remaining_quota answered.

    Attributes:
        error: Null on success.
        data: What is left.
    """

    error: Loose[str | dict[str, object]] = None
    data: LegacyQuota | None = None


__all__ = [
    "CreatedVideo",
    "DeletedVideo",
    "LegacyCreated",
    "LegacyQuota",
    "LegacyQuotaAnswer",
    "LegacyStatus",
    "LegacyStatusAnswer",
    "LegacyVideoAnswer",
    "Page",
    "Video",
]
