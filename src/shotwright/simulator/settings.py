"""How a simulated service is set up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from shotwright.errors import InputError
from shotwright.simulator.faults import Fault

FASTEST = 1_000_000
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a simulated service is set up; all of it has a default.

    Attributes:
        key: What `x-api-key` (asks the wallet) or a bearer token (asks the credits) must hold.
        port: 0 takes a free one.
        speed: Seconds of the service's clock in one of ours; 0 moves it only by hand.
        seed: Decides ids, render times and the chances of faults.
        idempotency: Whether an Idempotency-Key replays the first answer.
        strict: Refuse what HeyGen's guides show but its published schema does not have: the type
            `avatar_shots`, and `callback_url` on a cinematic video.
        rate: Requests a second, above which comes 429; `None`: no limit, as none is published.
        concurrent: Video jobs at once; `None`: as documented.
        usd: What the wallet holds at first, e.g. `"25.50"`; `None`: plenty.
        credits: What the subscription holds at first.
        slow_seconds: How long a request may take to arrive.
        faults: What goes wrong from the start.
        state: The file that outlives a kill; what it holds already, holds again.
        world: Looks and voices of your own, in the form of `world.toml`.
    """

    key: str = "test-key"
    host: str = "127.0.0.1"
    port: int = 0
    speed: float = 1.0
    seed: int = 0
    idempotency: bool = True
    strict: bool = False
    rate: float | None = None
    concurrent: int | None = None
    usd: str | None = None
    credits: str | None = None
    slow_seconds: float = 10.0
    faults: tuple[Fault, ...] = ()
    state: Path | None = None
    world: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what no service can be set up with.

        Raises:
            InputError: The speed or a balance is none.
        """
        if not 0 <= self.speed <= FASTEST:
            raise InputError.of(f"{self.speed} is no speed", f"choose one from 0 to {FASTEST}")
        for balance in (self.usd, self.credits):
            if balance is not None and not _AMOUNT.fullmatch(balance):
                raise InputError.of(f"{balance!r} is no balance", "write it as 25.50")
