"""The ranges of a board's options are those of the wire models."""

from __future__ import annotations

from typing import Any

import pytest

from shotwright.model.board import TalkBeat
from shotwright.model.options import (
    ApiOptions,
    LegacyOptions,
    Placement,
    Watermark,
)
from shotwright.model.voices import ElevenLabs, Fish, LegacyElevenLabs
from shotwright.request.limits import Limit

BOUNDS = {"minimum": "min", "maximum": "max", "exclusiveMinimum": "above"}


@pytest.mark.parametrize(
    ("model", "key", "limit"),
    [
        (TalkBeat, "speed", "speech.speed"),
        (TalkBeat, "speed", "legacy.speed"),
        (ApiOptions, "pitch", "speech.pitch"),
        (ApiOptions, "volume", "speech.volume"),
        (ElevenLabs, "stability", "speech.share"),
        (ElevenLabs, "similarity_boost", "speech.share"),
        (ElevenLabs, "style", "speech.share"),
        (Fish, "stability", "speech.share"),
        (Fish, "similarity", "speech.share"),
        (Watermark, "scale", "watermark.scale"),
        (Watermark, "opacity", "watermark.opacity"),
        (Placement, "offset_x", "watermark.offset"),
        (Placement, "offset_y", "watermark.offset"),
        (LegacyOptions, "scale", "legacy.scale"),
        (LegacyOptions, "pitch", "legacy.pitch"),
        (LegacyElevenLabs, "stability", "legacy.share"),
        (LegacyElevenLabs, "style", "legacy.share"),
    ],
)
def test_a_range_is_the_wire_models_own(model: Any, key: str, limit: str) -> None:  # noqa: ANN401
    shape = model.model_json_schema()["properties"][key]
    shape = shape.get("anyOf", [shape])[0]
    given = {BOUNDS[name]: value for name, value in shape.items() if name in BOUNDS}
    row = Limit(limit).row
    assert given == {name: row[name] for name in ("min", "max", "above") if name in row}


@pytest.mark.parametrize("model", [ElevenLabs, LegacyElevenLabs])
@pytest.mark.parametrize("stability", [0, 0.25, 0.5, 0.75, 1])
def test_eleven_v3_has_the_wire_models_steps(model: Any, stability: float) -> None:  # noqa: ANN401
    limits = (Limit("speech.eleven_v3"), Limit("legacy.eleven_v3"))
    try:
        model(model="eleven_v3", stability=stability)
    except ValueError:
        assert not any(limit.holds(stability) for limit in limits)
    else:
        assert all(limit.holds(stability) for limit in limits)
