"""What goes wrong on purpose: which operation, how, and when.

    [[fault]]
    operation = "videos.create"   # or a pattern: "videos.*", "*"
    kind = "cut"
    when = "after"
    nth = [3, 4]                  # or probability = 0.1; times = 20 ends it after 20

Operations are the names in `shotwright.simulator.routes`; webhooks that are sent are `delivery`,
renders that end are named after what accepted them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shotwright.simulator.facts import read_toml

Kind = Literal[
    "cut",
    "delay",
    "garble",
    "error",
    "forget",
    "lag",
    "fail",
    "slow",
    "twice",
    "late",
    "swap",
    "never",
]

NEEDS_SECONDS = frozenset({"delay", "lag", "slow", "late"})


class Fault(BaseModel):
    """One thing that goes wrong.

    Attributes:
        kind: `cut` the connection, `delay` the answer, `garble` its body, answer an `error`;
            `forget` every file that was uploaded before; let lists `lag`; let renders `fail` or be
            `slow`; send webhooks `twice`, `late`, in wrong order (`swap`: after the next one), or
            `never`.
        when: Of a cut, a delay and an error: before the service acts, or after it has.  A download
            that is cut after it began ends in the middle.
        seconds: Of the wall clock for `delay`, of the service's for the others.
        status: Of an error; `code` says more, else the usual one of that status.
        retry_after: Told with an error, in seconds; `as_date` tells it as a date.
        charged: Whether a render that fails is paid all the same.
        nth: Which matching calls, from 1; else all of them, or with a probability.
        times: How often at most.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    operation: str = "*"
    kind: Kind
    when: Literal["before", "after"] = "before"
    seconds: Annotated[float, Field(gt=0, le=1e9)] | None = None
    status: Annotated[int, Field(ge=400, le=599)] | None = None
    code: str | None = None
    retry_after: Annotated[int, Field(ge=0)] | None = None
    as_date: bool = False
    charged: bool = False
    nth: Annotated[tuple[int, ...], Field(min_length=1)] | None = None
    probability: Annotated[float, Field(ge=0, le=1)] = 1
    times: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.kind in NEEDS_SECONDS) != (self.seconds is not None):
            needs = "needs" if self.kind in NEEDS_SECONDS else "takes no"
            msg = f"kind {self.kind} {needs} seconds"
            raise ValueError(msg)
        if (self.kind == "error") != (self.status is not None):
            needs = "needs" if self.kind == "error" else "takes no"
            msg = f"kind {self.kind} {needs} status"
            raise ValueError(msg)
        return self


class FaultFile(BaseModel):
    """Faults as a file, or a control call, gives them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fault: tuple[Fault, ...] = ()


def read_faults(path: Path) -> tuple[Fault, ...]:
    """Read faults from a TOML file.

    Raises:
        InputError: It cannot be read, or a fault is none.
    """
    return read_toml(path, FaultFile).fault


class Faults:
    """The faults that are set, and how often each was met and struck."""

    def __init__(self, faults: tuple[Fault, ...], seed: int) -> None:
        """Set the first faults; chance follows the seed."""
        self._seed = seed
        self._set: list[tuple[Fault, dict[str, int], random.Random]] = []
        self.add(faults)

    def add(self, faults: tuple[Fault, ...]) -> None:
        """Set more faults."""
        for fault in faults:
            dice = random.Random(f"{self._seed} fault {len(self._set)}")  # noqa: S311 - must repeat
            self._set.append((fault, {"met": 0, "struck": 0}, dice))

    def clear(self) -> None:
        """Set none."""
        self._set.clear()

    def striking(self, operation: str, *kinds: Kind) -> Iterator[Fault]:
        """Tell which faults of some kinds strike this call; asking counts as a call."""
        for fault, counts, dice in self._set:
            if fault.kind not in kinds or not fnmatchcase(operation, fault.operation):
                continue
            counts["met"] += 1
            due = fault.nth is None or counts["met"] in fault.nth
            over = fault.times is not None and counts["struck"] >= fault.times
            if dice.random() < fault.probability and due and not over:
                counts["struck"] += 1
                yield fault

    def report(self) -> list[dict[str, Any]]:
        """Tell all faults with their counts."""
        return [
            {**fault.model_dump(exclude_defaults=True), **counts} for fault, counts, _ in self._set
        ]
