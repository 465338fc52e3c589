"""Direct Video: bodies of POST /v3/videos, types avatar and image.

Source: HeyGen API guide "three ways to create videos", read 2026-11-21; HeyGen's request schemas,
2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from shotwright.request.assets import AssetInput
from shotwright.request.bodies.frame import Acting, Framed, Moving
from shotwright.request.bodies.voice import Spoken
from shotwright.request.wire import Clash


class AvatarBody(Spoken, Framed, Acting):
    """One look speaks a script or a recording.

    Attributes:
        type: `avatar`.
    """

    endpoint: ClassVar[str] = "POST /v3/videos"

    type: Literal["avatar"]


class ImageBody(Spoken, Framed, Moving):
    """A picture of someone speaks a script or a recording; Avatar IV, with no choice of engine.

    Attributes:
        type: `image`.
        image: Whom to animate.
    """

    endpoint: ClassVar[str] = "POST /v3/videos"

    type: Literal["image"]
    image: AssetInput

    def clashes(self) -> Iterator[Clash]:
        """List a script without a voice."""
        yield from super().clashes()
        yield from self.voiceless()
