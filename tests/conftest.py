"""What all tests share: the day they are run for, the boards, and a way to ask one rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SAMPLE = Path(__file__).parent / "sample.yaml"
"""The sample board of the storyboard manual."""


@pytest.fixture
def today() -> date:
    return TODAY
