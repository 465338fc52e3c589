"""What all tests share: the day they are run for, the boards, and a way to ask one rule."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from tests.ledgers import clock, ledger, other, postgres, where  # noqa: F401 - fixtures

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SAMPLE = Path(__file__).parent / "sample.yaml"
"""The sample board of the storyboard manual."""


if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # A shell has what it runs in the background ignore interrupts, and so all that this starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def today() -> date:
    return TODAY


settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.register_profile("usual", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
