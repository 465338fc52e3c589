"""What a talk beat says: a script, a recording, or a silence."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from shotwright.model.frozen import Noun, Shorthand, Text
from shotwright.model.media import Media
from shotwright.model.seconds import Length


class TalkAudio(Noun):
    """A recording to speak from: exactly one source, and how long it is.

    Attributes:
        seconds: Its length; without it the price is unknown.
    """

    url: Annotated[str, Field(pattern=r"^https://[^/\s]")] | None = None
    file: Annotated[Text, Field(min_length=1)] | None = None
    asset: Annotated[Text, Field(min_length=1)] | None = None
    seconds: Length | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if sum(source is not None for source in (self.url, self.file, self.asset)) != 1:
            msg = "needs exactly one of `url`, `file` and `asset`"
            raise ValueError(msg)
        return self

    @property
    def media(self) -> Media:
        """The recording."""
        if self.url:
            return Media("url", self.url)
        return Media("path", self.file) if self.file else Media("asset", self.asset or "")


Script = Annotated[Text, Field(min_length=1, max_length=1_000_000)]
"""What is said, as it is written; a million characters are a day of talk."""


class Talk(Shorthand):
    """What is said: a script, a recording, or a silence."""

    shorthand: ClassVar[str] = "text"
    text: Script | None = None
    audio: TalkAudio | None = None
    silence: Length | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(form is not None for form in (self.text, self.audio, self.silence)) != 1:
            msg = "needs exactly one of `text`, `audio` and `silence`"
            raise ValueError(msg)
        return self
