"""Up to 50 whole-frame scenes in one video: POST /v3/videos, type studio.

Since July 2026; the older guide to the legacy endpoint says that v3 has no scenes.

Source: HeyGen's request schemas, 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shotwright.request.assets import AssetInput
from shotwright.request.bodies.frame import Acting, Delivered, Moving
from shotwright.request.bodies.voice import Narrated, Spoken
from shotwright.request.wire import Body, Clash, Hex, Limit, Many, Number


class ColorBackground(Body):
    """What is behind the speaker of a scene; a direct video's background says `value` instead.

    Attributes:
        type: `color`, the only kind yet.
        color: E.g. `#1a2b3c`.
    """

    type: Literal["color"]
    color: Hex


class AvatarInput(Spoken, Acting):
    """A look speaks in a scene.

    Attributes:
        type: `avatar`.
        background: A colour.
    """

    type: Literal["avatar"]
    background: ColorBackground | None = None


class ImageInput(Spoken, Moving):
    """A picture of someone speaks in a scene.

    Attributes:
        type: `image`.
        image: Whom to animate.
    """

    type: Literal["image"]
    image: AssetInput

    def clashes(self) -> Iterator[Clash]:
        """List a script without a voice."""
        yield from super().clashes()
        yield from self.voiceless()


class AvatarVideoScene(Body):
    """Someone speaks; as long as what is said.

    Attributes:
        type: `avatar_video`.
        input: Who.
    """

    type: Literal["avatar_video"]
    input: Annotated[AvatarInput | ImageInput, Field(discriminator="type")]


class ImageScene(Narrated):
    """A still: held in silence for a time, or as long as what is said over it.

    Attributes:
        type: `image`.
        source: The still.
        duration: More than 0, at most 300 s; not with anything said.
    """

    type: Literal["image"]
    source: AssetInput
    duration: Annotated[Number, Limit("studio.hold")] | None = None

    def clashes(self) -> Iterator[Clash]:
        """List neither or both of silence and speech, and a script without a voice."""
        yield from super().clashes()
        yield from self.voiceless()
        if bool(self.sounds) == (self.duration is not None):
            said = "give either duration or one of script, audio_url, audio_asset_id"
            yield Clash("duration", said)


class Playback(Body):
    """How loud a clip is.

    Attributes:
        volume: 0 to 1, the default: as loud as the source.
        mute: Silent, whatever the volume.
    """

    volume: Annotated[Number, Limit("studio.volume")] = 1
    mute: bool = False


class VideoScene(Body):
    """A clip that exists.

    Attributes:
        type: `video`.
        source: The clip.
        playback: Left out, it is as loud as it was.
    """

    type: Literal["video"]
    source: AssetInput
    playback: Playback | None = None


Scene = Annotated[AvatarVideoScene | ImageScene | VideoScene, Field(discriminator="type")]
"""One of three kinds, told apart by `type`."""


class StudioBody(Delivered):
    """Scenes in order, center-cropped to one canvas; all succeed, or the job fails.  Only mp4.

    Attributes:
        type: `studio`.
        scenes: 1 to 50.
    """

    endpoint: ClassVar[str] = "POST /v3/videos"

    type: Literal["studio"]
    scenes: Annotated[Many[Scene], Limit("studio.scenes")]
