"""The simulator's page names all that there is: operations, kinds of faults, options."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import get_args

from shotwright import simulator
from shotwright.simulator import faults, read_faults
from shotwright.simulator.routes import OPERATIONS

PAGE = (Path(__file__).parents[2] / "docs" / "simulator.md").read_text("utf-8")


def test_the_faults_that_are_shown_are_faults(tmp_path: Path) -> None:
    [shown] = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    file = tmp_path / "faults.toml"
    file.write_text(shown)
    assert [fault.kind for fault in read_faults(file)] == ["cut", "error"]


def test_every_kind_of_fault_is_told() -> None:
    for kind in get_args(faults.Kind):
        assert f"`{kind}`" in PAGE, kind


def test_every_operation_is_told() -> None:
    told = re.sub(r"\s+", " ", PAGE.partition("Operations: ")[2].partition(".\n\n")[0])
    names = set()
    for group in told.split("; "):
        first, *rest = re.findall(r"`([\w.]+)`", group)
        names |= {first, *(first.partition(".")[0] + other for other in rest)}
    assert names == {operation.name for operation in OPERATIONS} | {"download", "delivery"}


def test_the_example_of_the_package_runs() -> None:
    assert doctest.testmod(simulator) == (0, 2)
