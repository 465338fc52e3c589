"""How a voice is tuned: the settings of the engine behind it.

>>> VoiceEngine(fish=Fish(stability=0.5)).model_dump(exclude_none=True)
{'fish': {'stability': 0.5}}
"""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, model_validator

from shotwright.model.frozen import Noun

N = TypeVar("N", bound=Noun)

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""0 to 1."""


def exactly_one(noun: N, *keys: str) -> N:
    """Give back a noun that has one of the keys.

    Raises:
        ValueError: It has none of them, or several.
    """
    if sum(getattr(noun, key) is not None for key in keys) != 1:
        msg = f"needs exactly one of {', '.join(f'`{key}`' for key in keys)}"
        raise ValueError(msg)
    return noun


class _Tuning(Noun):
    """How an ElevenLabs voice sounds, on any route.

    Attributes:
        stability: 0 to 1; with eleven_v3 only 0, 0.5 or 1.
        similarity_boost: 0 to 1.
        style: 0 to 1.
    """

    model: str | None = None
    stability: Share | None = None
    similarity_boost: Share | None = None
    style: Share | None = None

    @model_validator(mode="after")
    def _as_the_model_takes_it(self) -> Self:
        if self.model == "eleven_v3" and self.stability not in {None, 0, 0.5, 1}:
            msg = f"eleven_v3 takes a stability of 0, 0.5 or 1, not {self.stability}"
            raise ValueError(msg)
        return self


class ElevenLabs(_Tuning):
    """Tunes an ElevenLabs voice.

    Attributes:
        model: ElevenLabs' model.
        use_speaker_boost: Sharpens the likeness.
    """

    model: (
        Literal["eleven_multilingual_v2", "eleven_turbo_v2_5", "eleven_flash_v2_5", "eleven_v3"]
        | None
    ) = None
    use_speaker_boost: bool | None = None


class LegacyElevenLabs(_Tuning):
    """Tunes an ElevenLabs voice on the legacy route.

    Attributes:
        model: ElevenLabs' model.
    """

    model: (
        Literal[
            "eleven_monolingual_v1",
            "eleven_multilingual_v1",
            "eleven_multilingual_v2",
            "eleven_turbo_v2",
            "eleven_turbo_v2_5",
            "eleven_v3",
        ]
        | None
    ) = None


class Fish(Noun):
    """Tunes a Fish Audio voice.

    Attributes:
        stability: 0 to 1; higher is more even.
        similarity: 0 to 1; how close to the source voice.
    """

    model: Literal["s1", "s2-pro"] | None = None
    stability: Share | None = None
    similarity: Share | None = None


class VoiceEngine(Noun):
    """The engine behind the voice, which has to be the voice's own; exactly one.

    Attributes:
        starfish: HeyGen's own, which has nothing to tune.
    """

    elevenlabs: ElevenLabs | None = None
    fish: Fish | None = None
    starfish: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_engine(self) -> Self:
        return exactly_one(self, "elevenlabs", "fish", "starfish")
