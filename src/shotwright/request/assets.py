"""Asset inputs: a picture, clip, sound or file by URL, by asset id, or inline.

Source: HeyGen API guide "Avatar Shots", read 2026-11-21; HeyGen's OpenAPI file, 2026-04-08, where
the three objects are closed.

>>> AssetUrl(type="url", url="https://cdn.example/kettle.PNG?v=2").kind
'image'
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shotwright.request.wire import Body, HttpsUrl, Id, Words

Kind = Literal["image", "video", "audio"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".gif"), "image"),
    **dict.fromkeys((".mp4", ".webm", ".mov"), "video"),
    **dict.fromkeys((".mp3", ".wav", ".m4a"), "audio"),
}


class AssetUrl(Body):
    """Something that anyone can fetch.

    Attributes:
        type: `url`.
        url: HTTPS; its extension has to match the content.
    """

    told_by: ClassVar[str] = "april"

    type: Literal["url"]
    url: HttpsUrl

    @property
    def kind(self) -> Kind | None:
        """What the URL's extension says it is."""
        path = self.url.split("?")[0].split("#")[0]
        return _KINDS.get(PurePosixPath(path).suffix.lower())


class AssetId(Body):
    """Something that was uploaded to HeyGen.

    Attributes:
        type: `asset_id`.
        asset_id: As POST /v3/assets answered.
    """

    told_by: ClassVar[str] = "april"

    type: Literal["asset_id"]
    asset_id: Id

    @property
    def kind(self) -> Kind | None:
        """An id does not say what it stands for."""
        return None


class AssetData(Body):
    """Something written into the body itself.

    Attributes:
        type: `base64`.
        media_type: E.g. `image/png`.
        data: The content in base64.
    """

    told_by: ClassVar[str] = "april"

    type: Literal["base64"]
    media_type: Annotated[str, Field(pattern=r"^[a-z]+/[A-Za-z0-9.+-]+$")]
    data: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$")]

    @property
    def kind(self) -> Kind | None:
        """What the media type says it is."""
        kinds: dict[str, Kind] = {"image": "image", "video": "video", "audio": "audio"}
        return kinds.get(self.media_type.split("/")[0])


AssetInput = Annotated[AssetUrl | AssetId | AssetData, Field(discriminator="type")]
"""One of the three, told apart by `type`."""


class DirectUploadBody(Body):
    """Asks where to put a file over the 32 MB that POST /v3/assets takes.

    Attributes:
        filename: With its extension.
        content_type: MIME type.
        size_bytes: The file's size.
        checksum_sha256: Of the content.
    """

    endpoint: ClassVar[str] = "POST /v3/assets/direct-uploads"

    filename: Id
    content_type: Id
    size_bytes: int
    checksum_sha256: Words | None = None
