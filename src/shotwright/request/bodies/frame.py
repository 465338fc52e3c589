"""What videos of POST /v3/videos share besides speech: engine, background, caption, delivery.

Source: HeyGen's request schemas, 2026-07-21; ranges of the watermark: developers who checked
HeyGen's API, 2026-08-25; folder and glossary: HeyGen's request schemas, after 2026-07-22.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from shotwright.request.assets import AssetInput
from shotwright.request.wire import Body, Clash, Hex, Id, Limit, Number, WebUrl, Words


class AvatarIII(Body):
    """Digital twins (up to 4k) and photo avatars (never 4k); no motion prompt, no expressiveness.

    Attributes:
        type: `avatar_iii`.
    """

    type: Literal["avatar_iii"]


class AvatarIV(Body):
    """The default.

    Attributes:
        type: `avatar_iv`.
    """

    type: Literal["avatar_iv"]


class AvatarV(Body):
    """Moves as in a recording of the person; no expressiveness.

    Attributes:
        type: `avatar_v`.
        reference_look_id: A look of the same group, made from a recording, to move like; left out,
            video avatars take themselves and photo avatars the best of their group.
    """

    type: Literal["avatar_v"]
    reference_look_id: Id | None = None


Engine = Annotated[AvatarIII | AvatarIV | AvatarV, Field(discriminator="type")]
"""The avatar engine; `supported_api_engines` of a look says which ones it can use."""


class Moving(Body):
    """How the speaker moves.

    Attributes:
        motion_prompt: Body and hands, in words.  Photo avatars with Avatar IV and V, video avatars
            with V only; HeyGen refuses it for a video avatar with IV, and with III.
        expressiveness: Photo avatars with Avatar IV only; default `low`.
    """

    motion_prompt: Words | None = None
    expressiveness: Literal["high", "medium", "low"] | None = None


class Acting(Moving):
    """A look, and the engine that animates it.

    Attributes:
        avatar_id: One look id: a string, unlike in a cinematic shot.
        engine: Default Avatar IV.
    """

    avatar_id: Id
    engine: Engine | None = None

    def clashes(self) -> Iterator[Clash]:
        """List what the engine does not take."""
        yield from super().clashes()
        engine = self.engine.type if self.engine else "avatar_iv"
        if engine != "avatar_iv" and self.expressiveness is not None:
            yield Clash("expressiveness", f"{engine} does not take expressiveness")
        if engine == "avatar_iii" and self.motion_prompt is not None:
            yield Clash("motion_prompt", f"{engine} does not take motion_prompt")


class Background(Body):
    """What is behind the speaker of a direct video.

    Attributes:
        type: `color` or `image`.
        value: The colour, e.g. `#1a1a2e`; a studio scene calls it `color`.
        url: The image; not together with `asset_id`.
        asset_id: The image; not together with `url`.
    """

    type: Literal["color", "image"]
    value: Hex | None = None
    url: WebUrl | None = None
    asset_id: Id | None = None

    def clashes(self) -> Iterator[Clash]:
        """List a colour without value, an image without a source or with two."""
        if self.type == "color" and self.value is None:
            yield Clash("value", "a color background needs a value such as #1a1a2e")
        if self.type == "image" and (self.url is None) == (self.asset_id is None):
            yield Clash("url", "an image background needs exactly one of url, asset_id")


class Caption(Body):
    """Captions; a subtitle file is made in any case.

    Attributes:
        file_format: `srt`.
        style: `default` burns the captions into the picture.
    """

    file_format: Literal["srt"] = "srt"
    style: Literal["default"] | None = None


class Placement(Body):
    """Where a watermark stands.

    Attributes:
        position: The corner.
        offset_x: -1 to 1, a share of the width, to the right.
        offset_y: -1 to 1, a share of the height, downwards.
    """

    position: Literal["top_left", "top_right", "bottom_left", "bottom_right"] = "bottom_right"
    offset_x: Annotated[Number, Limit("watermark.offset")] | None = None
    offset_y: Annotated[Number, Limit("watermark.offset")] | None = None


class Watermark(Body):
    """A picture laid over the video, for Enterprise customers who were granted it.

    Attributes:
        image: PNG or JPEG.
        scale: More than 0, at most 2; default 1, the native size.
        opacity: 0 to 1, the default.
        placement: Default: bottom right.
    """

    image: AssetInput
    scale: Annotated[Number, Limit("watermark.scale")] = 1
    opacity: Annotated[Number, Limit("watermark.opacity")] = 1
    placement: Placement | None = None


class Delivered(Body):
    """How the finished video is shaped, named and announced.

    Attributes:
        title: The name in HeyGen's dashboard.
        resolution: The schemas state no default; say it.  Photo looks on Avatar III never give 4k,
            and 4k on Avatar IV and V was noted as unavailable for a time in July 2026.
        aspect_ratio: Default `16:9`; `auto` keeps the source's.  Only 16:9 and 9:16 until April
            2026.
        caption: Left out, only the subtitle file is made.
        watermark: Enterprise only.
        callback_url: Where HeyGen posts when the job has ended.
        callback_id: Echoed in that post.
        folder_id: Where it is stored.
        brand_glossary_id: How names are spoken.
    """

    title: Words | None = None
    resolution: Literal["720p", "1080p", "4k"] | None = None
    aspect_ratio: Literal["16:9", "9:16", "4:5", "5:4", "1:1", "auto"] | None = "16:9"
    caption: Caption | None = None
    watermark: Watermark | None = None
    callback_url: WebUrl | None = None
    callback_id: Words | None = None
    folder_id: Words | None = None
    brand_glossary_id: Words | None = None


class Framed(Delivered):
    """How the speaker stands in the picture of a direct video.

    Attributes:
        fit: `cover` fills the frame, `contain` shows all; left out, HeyGen chooses.
        background: Not with `webm`.
        remove_background: Needs a video avatar trained with matting.
        output_format: `mp4` (default), or `webm` with a transparent background, which needs a look
            trained with matting.
    """

    fit: Literal["contain", "cover"] | None = None
    background: Background | None = None
    remove_background: bool | None = None
    output_format: Literal["mp4", "webm"] = "mp4"

    def clashes(self) -> Iterator[Clash]:
        """List a background behind a transparent video."""
        yield from super().clashes()
        if self.output_format == "webm" and self.background is not None:
            yield Clash("background", "webm is transparent: HeyGen refuses any background with it")
