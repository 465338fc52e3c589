"""Cross-validates the speech model on recordings, and writes `docs/speech.md`.

    python -m benchmarks.speech RECORDINGS.csv

Prints the numbers that all recordings together give, for `speech/rates.toml`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from benchmarks.speech.fit import count, fit
from benchmarks.speech.judge import fitted_without, heard_once, never_heard
from benchmarks.speech.page import page
from benchmarks.speech.recordings import read_recordings
from benchmarks.timing import ROOT


def main() -> None:
    """Fit, judge, and write."""
    if len(sys.argv) != 2:
        sys.exit("say which recordings: python -m benchmarks.speech RECORDINGS.csv")
    recordings = read_recordings(Path(sys.argv[1]))
    numbers = fitted_without(recordings)
    told = never_heard(recordings, numbers)
    text = page(recordings, told, list(heard_once(recordings, numbers)))
    (ROOT / "docs" / "speech.md").write_text(text, "utf-8", newline="\n")
    whole = fit(count(recordings), np.arange(len(recordings)))
    sys.stdout.write(f"{text}\nAll recordings together give, for rates.toml:\n")
    for name, number in {
        "word": whole.word,
        "consonant": whole.consonant,
        **whole.pauses.model_dump(),
        **{language: rate.unit for language, rate in sorted(whole.languages.items())},
    }.items():
        sys.stdout.write(f"{name} = {number:.4f}\n")


if __name__ == "__main__":
    main()
