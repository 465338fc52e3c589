"""Answers about who can appear and speak: looks, avatar groups with their consent, voices.

Source: HeyGen's answer schemas, 2026-07-21.
"""

from __future__ import annotations

from shotwright.request.answers.envelope import Answer, Loose
from shotwright.request.wire import Id, Many, Number


class TrainingError(Answer):
    """Why an avatar could not be made.

    Attributes:
        code: A word.
        message: For people.
    """

    code: Loose[str] = None
    message: Loose[str] = None


class Look(Answer):
    """An entry of GET /v3/avatars/looks.

    Attributes:
        id: What `avatar_id` takes.
        name: In HeyGen's app.
        avatar_type: `studio_avatar`, `digital_twin` or `photo_avatar`.
        group_id: The avatar it belongs to; consent is the group's.
        gender: As listed.
        default_voice_id: Speaks a script without a voice.
        image_width: Pixels.
        image_height: Pixels.
        preferred_orientation: `portrait`, `landscape` or `square`.
        preview_image_url: A still.
        preview_video_url: A clip.
        tags: As listed.
        supported_api_engines: Of `avatar_iii`, `avatar_iv`, `avatar_v`; says nothing of cinematic
            shots.
        status: `processing`, `pending_consent`, `failed`, `completed`; private looks only.
        error: When it failed.
    """

    id: Id
    name: Loose[str] = None
    avatar_type: Loose[str] = None
    group_id: Loose[str] = None
    gender: Loose[str] = None
    default_voice_id: Loose[str] = None
    image_width: Loose[Number] = None
    image_height: Loose[Number] = None
    preferred_orientation: Loose[str] = None
    preview_image_url: Loose[str] = None
    preview_video_url: Loose[str] = None
    tags: Loose[Many[str]] = None
    supported_api_engines: Loose[Many[str]] = None
    status: Loose[str] = None
    error: Loose[TrainingError] = None

    @property
    def ready(self) -> bool:
        """Whether it can be used: public looks have no status."""
        return self.status in {None, "completed"}


class AvatarGroup(Answer):
    """An entry of GET /v3/avatars: an avatar with its looks.

    Attributes:
        id: What `group_id` says.
        name: In HeyGen's app.
        created_at: Unix seconds.
        looks_count: How many.
        consent_status: Null where none is needed; `pending` and `approved` were seen.
        status: `processing`, `pending_consent`, `failed`, `completed`; private avatars only.
        gender: As listed.
        default_voice_id: Speaks a script without a voice.
        preview_image_url: A still.
        preview_video_url: A clip.
        error: When it failed.
    """

    id: Id
    name: Loose[str] = None
    created_at: Loose[Number] = None
    looks_count: Loose[int] = None
    consent_status: Loose[str] = None
    status: Loose[str] = None
    gender: Loose[str] = None
    default_voice_id: Loose[str] = None
    preview_image_url: Loose[str] = None
    preview_video_url: Loose[str] = None
    error: Loose[TrainingError] = None


class Consent(Answer):
    """POST /v3/avatars/{group_id}/consent answered.

    Attributes:
        avatar_group: Whose.
        url: Where the person consents; null when a video was sent.
    """

    avatar_group: AvatarGroup
    url: Loose[str] = None


class Voice(Answer):
    """An entry of GET /v3/voices.

    Attributes:
        voice_id: What `voice_id` takes.
        name: In HeyGen's app.
        language: By name, e.g. English.
        gender: As listed.
        type: `public` or `private`.
        support_pause: Whether breaks are spoken as pauses.
        support_locale: Whether it has accents.
        preview_audio_url: A sample.
    """

    voice_id: Id
    name: Loose[str] = None
    language: Loose[str] = None
    gender: Loose[str] = None
    type: Loose[str] = None
    support_pause: Loose[bool] = None
    support_locale: Loose[bool] = None
    preview_audio_url: Loose[str] = None
