"""The body of one Avatar Shots clip: POST /v3/videos, type cinematic_avatar.

Source: HeyGen API guide "Avatar Shots", read 2026-11-21; HeyGen API guide "three ways to create
videos", read 2026-11-21; HeyGen's request schemas, 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import ValidationInfo, model_validator

from shotwright.request.assets import AssetInput
from shotwright.request.limits import refusal
from shotwright.request.wire import Body, Clash, HttpsUrl, Id, Limit, Many, Words


class CinematicAvatarBody(Body):
    """One to three looks, a prompt, and what steers the shot.

    No script, voice, engine, background, caption, watermark, output format or callback id: the
    prompt says what is seen and heard.

    Attributes:
        type: `cinematic_avatar`; the schemas called it `avatar_shots` until 2026-06-03, and the
            guide still does.  Both are read, and written as they were read.
        prompt: 1 to 10,000 characters describing the shot.
        avatar_id: 1 to 3 look ids, always a list.
        references: Images and videos.  With the looks they share a budget of 3 videos and 9 images;
            the guide does not say what a look counts as, and here it is an image.  What an asset id
            stands for is not known, so it counts towards the sum of 12 only.
        aspect_ratio: `16:9` (default), `9:16` or `1:1`.
        resolution: `720p` (default) or `1080p`; there is no 4k.
        duration: 4 to 15 whole seconds, default 10; left out when `auto_duration` is true.
        auto_duration: HeyGen picks the length.
        enhance_prompt: HeyGen rewrites the prompt.
        title: The name in HeyGen's dashboard; also where a tag finds a lost request again.
        folder_id: Where it is stored; empty or null is the root.
        callback_url: Where HeyGen posts when the job has ended.  An opt-in, because the sources
            disagree: both API guides show it for this type, the request schemas of 2026-07-21 have
            no such field, and an object that refuses unknown keys would answer 400.  Nothing here
            sets it unasked; a registered webhook endpoint, or polling, does the same without risk.
    """

    told_by: ClassVar[str] = "shots"
    endpoint: ClassVar[str] = "POST /v3/videos"

    type: Literal["cinematic_avatar", "avatar_shots"]
    prompt: Annotated[Words, Limit("cinematic.prompt")]
    avatar_id: Annotated[Many[Id], Limit("cinematic.looks")]
    references: Many[AssetInput] | None = None
    aspect_ratio: Literal["16:9", "9:16", "1:1"] = "16:9"
    resolution: Literal["720p", "1080p"] = "720p"
    duration: Annotated[int, Limit("cinematic.duration")] | None = 10
    auto_duration: bool = False
    enhance_prompt: bool = False
    title: Words | None = None
    folder_id: Words | None = None
    callback_url: HttpsUrl | None = None

    @property
    def seconds(self) -> int | None:
        """How long the clip will be; None when HeyGen picks."""
        if self.auto_duration:
            return None
        default = type(self).model_fields["duration"].default
        return self.duration if self.duration is not None else int(default)

    def clashes(self) -> Iterator[Clash]:
        """List what does not go together: media over the budget, a length besides auto."""
        kinds = [asset.kind for asset in self.references or ()]
        looks = len(self.avatar_id)
        counts = {
            "cinematic.videos": kinds.count("video"),
            "cinematic.images": kinds.count("image") + looks,
            "cinematic.media": len(kinds) + looks,
        }
        for key, count in counts.items():
            said = Limit(key).excess(count)
            if said:
                yield Clash("references", said)
        given = self.model_fields_set
        if self.auto_duration and "duration" in given and self.duration is not None:
            yield Clash("duration", "leave duration out when auto_duration is true")

    @model_validator(mode="after")
    def _without_sound(self, info: ValidationInfo) -> Self:
        """Refuse audio references unless they were asked for.

        The schemas of 2026-07-21 name them, the app guide says that they are not supported.
        """
        if (info.context or {}).get("audio_references"):
            return self
        if any(asset.kind == "audio" for asset in self.references or ()):
            said = "audio references are not supported; audio_references sends them all the same"
            raise refusal(said, "app")
        return self
