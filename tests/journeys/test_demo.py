"""The README's first command: every step that `make demo` shows runs and says something."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
VALUES = dict(re.findall(r"^(AD|DAY) := (\S+)$", MAKEFILE, re.MULTILINE))
STEPS = [
    re.sub(r"\$\((\w+)\)", lambda match: VALUES[match[1]], words).split()
    for words in re.findall(r"\$\(call RUN,(.+)\)$", MAKEFILE, re.MULTILINE)
]


def test_the_demo_goes_the_whole_way() -> None:
    assert [step[0] for step in STEPS] == [
        "show", "check", "build", "plan", "estimate", "estimate", "compare", "requests", "requests",
    ]  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=" ".join)
def test_every_step_of_the_demo_runs(step: list[str]) -> None:
    command = Path(sys.executable).with_name("shotwright")
    done = subprocess.run([command, *step], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
