"""What is said in a video of POST /v3/videos, and how the voice is tuned.

Source: HeyGen's request schemas, 2026-07-21; ranges of speed and pitch: HeyGen's OpenAPI file,
2026-04-08; of stability, similarity and style: developers who checked HeyGen's API, 2026-08-25.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from shotwright.request.wire import Body, Clash, Id, Limit, Number, WebUrl, Words

Share = Annotated[Number, Limit("speech.share")]
"""0 to 1."""


class ElevenLabsSettings(Body):
    """Tunes an ElevenLabs voice; HeyGen refuses it for a voice of another engine.

    Attributes:
        engine_type: `elevenlabs`.
        model: ElevenLabs model id.
        stability: 0 to 1; with eleven_v3 only 0, 0.5 or 1.
        similarity_boost: 0 to 1.
        style: 0 to 1.
        use_speaker_boost: Sharpens the likeness.
    """

    engine_type: Literal["elevenlabs"]
    model: (
        Literal["eleven_multilingual_v2", "eleven_turbo_v2_5", "eleven_flash_v2_5", "eleven_v3"]
        | None
    ) = None
    stability: Share | None = None
    similarity_boost: Share | None = None
    style: Share | None = None
    use_speaker_boost: bool | None = None

    def clashes(self) -> Iterator[Clash]:
        """List what eleven_v3 does not take."""
        limit = Limit("speech.eleven_v3")
        if self.model == "eleven_v3" and self.stability is not None:
            said = limit.excess(self.stability)
            if said:
                yield Clash("stability", f"eleven_v3: {said}", limit.source)


class FishSettings(Body):
    """Tunes a Fish Audio voice.

    Attributes:
        engine_type: `fish`.
        model: `s1` (default) or `s2-pro`.
        stability: 0 to 1; higher is more even.
        similarity: 0 to 1; how close to the source voice.
    """

    engine_type: Literal["fish"]
    model: Literal["s1", "s2-pro"] | None = "s1"
    stability: Share | None = None
    similarity: Share | None = None


class StarfishSettings(Body):
    """Asks for HeyGen's own voice engine, which has nothing to tune.

    Attributes:
        engine_type: `starfish`.
    """

    engine_type: Literal["starfish"]


class VoiceSettings(Body):
    """How a voice speaks.

    Attributes:
        speed: 0.5 to 1.5, default 1.
        pitch: -50 to 50 semitones, default 0.
        volume: 0 (silent) to 1 (full, the default).
        locale: Accent of a voice of many languages, e.g. `en-US`.
        engine_settings: Of the engine behind the voice.
    """

    speed: Annotated[Number, Limit("speech.speed")] = 1
    pitch: Annotated[Number, Limit("speech.pitch")] = 0
    volume: Annotated[Number, Limit("speech.volume")] = 1
    locale: Words | None = None
    engine_settings: (
        Annotated[
            ElevenLabsSettings | FishSettings | StarfishSettings, Field(discriminator="engine_type")
        ]
        | None
    ) = None


class Narrated(Body):
    """At most one source of sound: a script, a recording's URL, or its asset id.

    Attributes:
        script: What is said, 1 to 5,000 characters.
        voice_id: Who says it; where there is no look it is needed, else the look's own voice is the
            default.
        audio_url: A recording that anyone can fetch.
        audio_asset_id: A recording that was uploaded.
        voice_settings: How the voice speaks.
    """

    script: Annotated[Words, Limit("speech.script")] | None = None
    voice_id: Id | None = None
    audio_url: WebUrl | None = None
    audio_asset_id: Id | None = None
    voice_settings: VoiceSettings | None = None

    @property
    def sounds(self) -> tuple[str, ...]:
        """Which of the three sources are given."""
        names = ("script", "audio_url", "audio_asset_id")
        return tuple(name for name in names if getattr(self, name) is not None)

    def clashes(self) -> Iterator[Clash]:
        """List more than one source of sound."""
        yield from super().clashes()
        if len(self.sounds) > 1:
            yield Clash(self.sounds[1], f"give only one of {', '.join(self.sounds)}")

    def voiceless(self) -> Iterator[Clash]:
        """List a script without a voice, where no look lends one."""
        if self.script is not None and self.voice_id is None:
            yield Clash("voice_id", "a script needs a voice_id here: no look lends its voice")


class Spoken(Narrated):
    """Exactly one source of sound."""

    def clashes(self) -> Iterator[Clash]:
        """List none, or more than one."""
        yield from super().clashes()
        if not self.sounds:
            yield Clash("script", "give one of script, audio_url, audio_asset_id")
