"""The cross-validation of `make speech` finds what is true, and foretells what it never saw."""

from __future__ import annotations

import csv
import math
import random
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from benchmarks.speech.fit import count, fit
from benchmarks.speech.judge import (
    Foretold,
    fitted_without,
    foretell,
    heard_once,
    likely,
    quantile,
)
from benchmarks.speech.recordings import Recording, read_recordings, settings
from benchmarks.speech.shares import Spread, same_text, same_voices, shares

from shotwright.speech import speech_model
from shotwright.speech.rates import rates

ROOT = Path(__file__).parents[2]
WORDS = ["the", "wind", "moves", "over", "reeds", "and", "water", "lies", "below", "nobody"]
SYLLABLES = {"over": 2, "water": 2, "below": 2, "nobody": 3}
UNIT, WORD, CONSONANT, SENTENCE, CLAUSE, CONSTANT = 0.11, 1.0, 0.15, 0.6, 0.25, 0.3


def spoken(voice: str, factor: float, number: int) -> Recording:
    """Let a voice say some words, in a time that is reckoned here by hand."""
    chance = random.Random(number)  # noqa: S311 - texts, not secrets
    parts, seconds = [], CONSTANT
    for sentence in range(chance.randint(1, 6)):
        seconds += SENTENCE if sentence else 0
        for clause in range(chance.randint(1, 3)):
            words = chance.choices(WORDS, k=chance.randint(4, 9))
            seconds += CLAUSE if clause else 0
            units = sum(
                SYLLABLES.get(word, 1) + WORD + CONSONANT * len(re.findall("[^aeiouy]", word))
                for word in words
            )
            seconds += UNIT * units
            parts += [", " if clause else ". " if sentence else "", " ".join(words)]
    text = re.sub(r"(?:^|(?<=\. ))\w", lambda first: first[0].upper(), "".join(parts)) + "."
    return Recording(
        f"{voice}-{number}", "en", text, seconds * factor, len(text.split()), 1.0,
        f"source of {voice}", voice, synthetic=True, text_key=str(number),
    )  # fmt: skip


@pytest.fixture(scope="module")
def recordings() -> list[Recording]:
    factors = {"a": 0.8, "b": 0.95, "c": 1.05, "d": 1.25}
    return [
        spoken(voice, factor, 100 * place + number)
        for place, (voice, factor) in enumerate(factors.items())
        for number in range(25)
    ]


def test_the_fit_finds_the_numbers_that_made_the_lengths(
    recordings: list[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = {name: [mean, 10.0] for name, (mean, _) in settings()["numbers"].items()}
    monkeypatch.setitem(settings(), "numbers", unsure)
    monkeypatch.setitem(settings(), "rates", settings()["rates"] | {"deviation": 10.0})
    monkeypatch.setitem(settings(), "spread", {"voice": 0.2, "script": 0.01, "edges": 0.01})
    found = fit(count(recordings), np.arange(len(recordings)))
    assert found.of("en").unit == pytest.approx(UNIT, rel=0.05)
    assert (found.word, found.consonant) == pytest.approx((WORD, CONSONANT), rel=0.2)
    assert found.pauses.sentence == pytest.approx(SENTENCE, rel=0.05)
    assert found.pauses.clause == pytest.approx(CLAUSE, rel=0.05)
    assert found.pauses.constant == pytest.approx(CONSTANT, rel=0.1)


def test_what_is_foretold_has_no_part_in_what_foretells_it(recordings: list[Recording]) -> None:
    wild = [
        each._replace(seconds=each.seconds * 3) if each.voice == "a" else each
        for each in recordings
    ]
    assert fitted_without(wild)["source of a"] == fitted_without(recordings)["source of a"]
    assert fitted_without(wild)["source of b"] != fitted_without(recordings)["source of b"]


def test_a_text_that_others_say_too_is_left_out(recordings: list[Recording]) -> None:
    shared = [
        each._replace(text_key="0") if each.voice == "b" and each.text_key == "100" else each
        for each in recordings
    ]
    wild = [
        each._replace(seconds=each.seconds * 3)
        if each.voice == "b" and each.text_key == "0"
        else each
        for each in shared
    ]
    assert fitted_without(wild)["source of a"] == fitted_without(shared)["source of a"]
    assert fitted_without(wild)["source of c"] != fitted_without(shared)["source of c"]


def test_one_script_of_a_voice_makes_the_next_nearer(recordings: list[Recording]) -> None:
    numbers = fitted_without(recordings)
    before = [foretell(each, numbers[each.source]) for each in recordings]
    after = list(heard_once(recordings, numbers))
    assert sum(each.weight for each in after) == pytest.approx(len(recordings))
    never = quantile([each.error for each in before], [1.0] * len(before), 0.5)
    once = quantile([each.error for each in after], [each.weight for each in after], 0.5)
    assert once < never / 2


def told(seconds: float, expected: float, voice: str) -> Foretold:
    recording = spoken(voice, 1.0, 0)._replace(seconds=seconds)
    return Foretold(recording, expected, 0.0, math.inf)


def test_an_error_has_a_voices_share_and_a_texts() -> None:
    slow = [told(12, 10, "a"), told(12, 10, "a"), told(12, 10, "a")]
    uneven = [told(5, 10, "b"), told(10, 10, "b"), told(20, 10, "b")]
    several, voices, texts = shares([*slow, *uneven, told(9, 1, "c")])
    assert len(several) == 6
    assert voices == pytest.approx([1 / 6] * 3 + [0.0] * 3)
    assert texts == pytest.approx([0.0] * 3 + [1.0, 0.0, 0.5])


def test_voices_that_say_one_text_show_how_much_voices_differ() -> None:
    one, other = spoken("a", 1.0, 1), spoken("b", 1.0, 1)._replace(seconds=1.0)
    found = same_text([one._replace(seconds=math.e), other, spoken("c", 1.0, 2)])
    assert (found.freedom, found.recordings) == (1, 2)
    assert found.deviation == pytest.approx(math.sqrt(1 / 2))


def test_a_spreads_likely_range_is_that_of_the_chi_squared_law() -> None:
    """With 10 degrees of freedom the 95 % range of tables is 0.699 to 1.755 deviations."""
    assert Spread(1.0, 10, 11).likely() == pytest.approx((0.699, 1.755), rel=0.01)


def test_two_voices_show_how_much_each_strays_from_itself() -> None:
    steady = [spoken("a", 1.0, number) for number in range(4)]
    slower = [spoken("b", 1.3, number) for number in range(4)]
    assert same_voices([*steady, *slower]).deviation == pytest.approx(0.0, abs=1e-9)
    stray = [each._replace(seconds=each.seconds * f)
             for each, f in zip(slower, (1, 1, math.e, math.e), strict=True)]  # fmt: skip
    assert same_voices([*steady, *stray]).deviation == pytest.approx(math.sqrt(1 / 3 / 2))


def test_a_weighted_quantile_counts_weights() -> None:
    assert quantile([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], 0.5) == 2.0
    assert quantile([3.0, 1.0, 2.0], [8.0, 1.0, 1.0], 0.5) == 3.0


def test_figures_are_as_sure_as_there_are_voices_not_recordings() -> None:
    """Of two voices that are off by 10 and 50 %, a quarter of all draws is one of them alone."""
    two = [told(10, off, voice) for voice, off in (("a", 11), ("b", 15)) for _ in range(200)]
    assert likely(two) == [pytest.approx((0.1, 0.5))] * 2
    many = [told(10, 11 if n % 2 else 15, str(n)) for n in range(400)]
    assert likely(many)[1] == pytest.approx((0.5, 0.5))


def test_the_page_and_the_data_tell_of_the_same_model() -> None:
    page = (ROOT / "docs" / "speech.md").read_text("utf-8")
    assert f"`{speech_model()}`" in page
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")]
    by_name = {row[0].removeprefix("| "): row for row in rows[:5]}
    figures = rates().figures
    for name in ("all", "synthetic voices", "people"):
        median, ninetieth = by_name[name][3].split(" / ")
        assert f"{median} and {ninetieth}, {by_name[name][4]} inside" in figures


def test_the_command_writes_its_page_or_says_what_it_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.speech", str(tmp_path / "none.csv")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "none.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_recordings_are_read_with_their_voices(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    rows = [
        ("x-7-a", "A b.", "open TTS model sample (vits-vctk)"),
        ("x-8-a", "a  B", "open TTS model sample (vits-vctk)"),
        ("p1", "C", "studio (human)"),
        ("p2", "D", "studio (human)"),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "language", "text", "seconds", "words", "speed", "source"])
        writer.writerows((name, "en", text, 1.5, 2, 1.0, source) for name, text, source in rows)
    found = read_recordings(path)
    assert [each.synthetic for each in found] == [True, True, False, False]
    assert found[0].voice != found[1].voice
    assert found[2].voice == found[3].voice
    assert found[0].text_key == found[1].text_key != found[2].text_key
