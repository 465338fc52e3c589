"""What is known of one voice: how slow it is for its language, and how sure that is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shotwright.model.frozen import Noun


class VoiceRate(Noun):
    """How a voice differs from the usual rate of its language; `model_dump` makes a plain dict.

    Attributes:
        factor: By what the voice's seconds are multiplied; above 1 is slow.
        deviation: The standard deviation of what is still not known, of the ratio's logarithm.
        takes: How many known lengths it rests on.
        model: The speech model that it was reckoned with; for another, calibrate again.
    """

    factor: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    deviation: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    takes: Annotated[int, Field(ge=0)]
    model: str
