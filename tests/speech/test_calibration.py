"""A voice with known takes: its factor is found, drawn to the middle, and surer with each take."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from shotwright.errors import InputError
from shotwright.speech import Take, VoiceRate, calibrate, speech_model, timeline

SHORT = "That is hot."
LONG = "The wind moves over the reeds, and the water lies still below them. " * 5
factors = st.floats(0.6, 1.6)


def take(factor: float, text: str = LONG, language: str = "en", speed: float = 1.0) -> Take:
    """Let a voice of a known factor say a text; breaks keep their length."""
    usual = timeline(text, language, speed).length(0, None)
    seconds = ((usual.expected - usual.breaks) * factor + usual.breaks) / 1000
    return Take(text, language, speed, seconds)


def width(voice: VoiceRate | None, text: str = LONG) -> float:
    found = timeline(text, "en", voice=voice).length(0, None)
    return (found.high - found.low) / found.expected


def test_of_no_takes_a_voice_is_as_if_never_heard() -> None:
    unknown = calibrate([])
    assert (unknown.factor, unknown.takes, unknown.model) == (1.0, 0, speech_model())
    assert timeline(LONG, "en", voice=unknown) == timeline(LONG, "en")


@given(factors)
@example(1.18)
def test_one_take_moves_the_rate_most_of_the_way_and_never_past(factor: float) -> None:
    found = calibrate([take(factor)]).factor
    assert min(1, factor) - 1e-3 <= found <= max(1, factor) + 1e-3
    assert abs(found - factor) <= abs(1 - factor) / 2 + 1e-3


@given(factors, st.integers(1, 6))
def test_more_takes_come_nearer_and_make_the_interval_narrower(factor: float, count: int) -> None:
    fewer, more = calibrate([take(factor)] * count), calibrate([take(factor)] * (count + 1))
    assert abs(more.factor - factor) <= abs(fewer.factor - factor) + 1e-9
    assert more.deviation < fewer.deviation
    assert width(more) < width(fewer) < width(None)


def test_a_long_take_says_more_than_a_short_one() -> None:
    long, short = calibrate([take(1.3)]), calibrate([take(1.3, SHORT)])
    assert short.factor < long.factor
    assert long.deviation < short.deviation


@given(factors, st.sampled_from([0.5, 0.8, 1.25, 1.5]))
def test_speed_and_breaks_are_not_the_voices(factor: float, speed: float) -> None:
    usual = calibrate([take(factor)])
    broken = f'{LONG} <break time="9s"/> {LONG}'
    assert calibrate([take(factor, speed=speed)]).factor == pytest.approx(usual.factor, rel=1e-2)
    assert calibrate([take(factor, broken)]).factor == pytest.approx(
        calibrate([take(factor, f"{LONG} {LONG}")]).factor, rel=1e-2
    )


@given(factors)
def test_a_calibrated_voice_takes_its_factor_times_as_long(factor: float) -> None:
    voice = calibrate([take(factor)])
    usual, own = (timeline(LONG, "en", voice=v).length(0, None).expected for v in (None, voice))
    assert own == pytest.approx(usual * voice.factor, rel=1e-3)


def test_the_order_of_takes_does_not_matter() -> None:
    takes = [
        take(1.1),
        take(1.3, SHORT),
        take(0.9, speed=0.8),
        Take("Bonjour à tous.", "fr", 1, 1.5),
        Take("太陽を待つ。", "ja", 1, 1.5),
    ]
    there, back = calibrate(takes), calibrate(reversed(takes))
    assert there.factor == pytest.approx(back.factor)
    assert there.deviation == pytest.approx(back.deviation)


def test_a_rate_is_a_plain_dict_and_back() -> None:
    voice = calibrate([take(1.2)])
    plain = voice.model_dump()
    assert set(plain) == {"factor", "deviation", "takes", "model"}
    assert VoiceRate.model_validate(plain) == voice


@pytest.mark.parametrize("wrong", [{"factor": 0}, {"factor": "inf"}, {"deviation": -1}, {"x": 1}])
def test_a_rate_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        VoiceRate.model_validate(calibrate([]).model_dump() | wrong)


@pytest.mark.parametrize(
    "bad",
    [
        Take("", "en", 1.0, 5.0), Take('<break time="2s"/>', "en", 1.0, 2.0),
        Take("Wind.", "en", 1.0, 0.0), Take("Wind.", "en", 1.0, -1.0),
        Take("Wind.", "en", 1.0, float("nan")), Take("Wind.", "en", 1.0, float("inf")),
        Take('Wind. <break time="9s"/>', "en", 1.0, 8.0),
    ],
)  # fmt: skip
def test_a_take_that_says_nothing_of_a_voice_is_refused(bad: Take) -> None:
    with pytest.raises(InputError, match="cannot calibrate"):
        calibrate([take(1.0), bad])
