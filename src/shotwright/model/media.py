"""Pictures, clips and sounds that the user brings, and what is known of local ones."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from shotwright.model.frozen import Noun

_DATA = re.compile(r"data:([a-z]+/[a-z0-9.+-]+);base64,(.+)", re.ASCII | re.DOTALL)

Form = Literal["path", "url", "asset", "data"]


@dataclass(frozen=True, slots=True)
class Media:
    """One picture, clip or sound, as written: a path, an https URL, `asset:ID` or a data URL.

    Attributes:
        form: Which of the four.
        value: The path, URL, asset id, or base64 text.
        media_type: Of data only, e.g. `image/png`.
    """

    form: Form
    value: str
    media_type: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the written form.

        Raises:
            ValueError: It is empty, a URL other than https, or data that is not base64.
        """
        if text.startswith("data:"):
            match = _DATA.fullmatch(text)
            try:
                base64.b64decode(match[2] if match else "?", validate=True)
            except binascii.Error:
                msg = "not a data URL; write data:image/png;base64,... with base64 after the comma"
                raise ValueError(msg) from None
            return cls("data", match[2] if match else "", match[1] if match else "")
        if text.startswith("asset:") and text.removeprefix("asset:").strip():
            return cls("asset", text.removeprefix("asset:").strip())
        if re.match(r"https://[^/\s]", text):
            return cls("url", text)
        if "://" in text or not text.strip() or text.startswith("asset:") or "\0" in text:
            msg = f"{text!r} is neither a path, an https URL, asset:ID nor a data URL"
            raise ValueError(msg)
        return cls("path", text)

    def __str__(self) -> str:
        """Write the form that `parse` reads."""
        if self.form == "data":
            return f"data:{self.media_type};base64,{self.value}"
        return f"asset:{self.value}" if self.form == "asset" else self.value

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read from text and write back to text."""

        def read(value: object) -> Media:
            if isinstance(value, Media):
                return value
            if isinstance(value, str):
                return Media.parse(value)
            msg = "should be a path, an https URL, asset:ID or a data URL"
            raise ValueError(msg)

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "a path, an https URL, asset:ID or a data URL"}


@dataclass(frozen=True, slots=True)
class LocalFile:
    """What is known of a local file: enough to tell its content apart, nothing of where it lies.

    Attributes:
        sha256: Of the content, lower-case hex; of more than 256 MiB, which no route takes, of its
            first mebibyte and its size.
        size: In bytes.
        media_type: What its first bytes say it is, e.g. `image/png`; empty where they say nothing.
    """

    sha256: str
    size: int
    media_type: str = ""


_OPENINGS = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("audio/wav", re.compile(rb"RIFF.{4}WAVE", re.DOTALL)),
    ("video/quicktime", re.compile(rb".{4}ftypqt  ", re.DOTALL)),
    ("audio/mp4", re.compile(rb".{4}ftypM4[AB] ", re.DOTALL)),
    ("image/avif", re.compile(rb".{4}ftypavi[fs]", re.DOTALL)),
    ("image/heic", re.compile(rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)),
    ("video/mp4", re.compile(rb".{4}ftyp", re.DOTALL)),
    ("video/webm", re.compile(rb"\x1aE\xdf\xa3.{0,60}?\x42\x82.{1,8}?webm", re.DOTALL)),
    ("video/x-matroska", re.compile(rb"\x1aE\xdf\xa3")),
    # An ID3 tag, or the head of a layer III frame.
    ("audio/mpeg", re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]")),
)


def media_type_of(head: bytes) -> str:
    """Tell what a file is by its first bytes, whatever it is called; empty where they say nothing.

    >>> media_type_of(b"ID3...")
    'audio/mpeg'
    """
    return next((kind for kind, opening in _OPENINGS if opening.match(head)), "")


Job = Literal["product", "wardrobe", "place", "palette", "style", "motion", "camera"]

AlsoCalled = Literal["setting", "outfit"]

_ALSO_CALLED: dict[str, Job] = {"setting": "place", "outfit": "wardrobe"}
"""What HeyGen's guide and others call some jobs."""


def _job(value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    return _ALSO_CALLED.get(value, value) if isinstance(value, str) else value


class Reference(Noun):
    """A picture or clip that steers a shot.

    Attributes:
        of: Its job in the shot; `setting` and `outfit` are read as place and wardrobe.
        face: Whether a human face is in it, where known; the app refuses those.
        seconds: Of a clip, where known.
    """

    image: Media | None = None
    video: Media | None = None
    of: Annotated[Job, BeforeValidator(_job, json_schema_input_type=Job | AlsoCalled)] | None = None
    face: bool | None = None
    seconds: Annotated[float, Field(gt=0, le=3600)] | None = None

    @model_validator(mode="after")
    def _one_medium(self) -> Self:
        if (self.image is None) == (self.video is None):
            msg = "needs exactly one of `image` and `video`"
            raise ValueError(msg)
        return self

    @property
    def media(self) -> Media:
        """The picture or the clip."""
        chosen = self.image or self.video
        assert chosen is not None  # noqa: S101 - held by _one_medium
        return chosen

    @property
    def kind(self) -> Literal["image", "video"]:
        """Which of the two it is."""
        return "image" if self.image else "video"
