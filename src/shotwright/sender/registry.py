"""How a sender is found by name, and made: the built-in ones, and those that plug-ins bring.

A distribution adds senders by entry points of the group `shotwright.senders`: each names a
`Factory`, as `docs/senders.md` shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import EntryPoint, entry_points

from shotwright.errors import InputError, ShotwrightError
from shotwright.model.names import Billing
from shotwright.sender.protocol import Sender

GROUP = "shotwright.senders"
"""The entry points of senders."""


@dataclass(frozen=True, slots=True)
class SenderSettings:
    """What a sender is made from.

    Attributes:
        base_url: Of the service; empty is the service's own.
        environment: Where keys stand.  Not shown by `repr`.
        billing: The purse that was approved; None where any may pay.
        now: The clock.
        options: What only this sender knows, by name.
    """

    base_url: str = ""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    billing: Billing | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    options: Mapping[str, str] = field(default_factory=dict)

    def chosen(self, **defaults: str) -> dict[str, str]:
        """Give every option a value; names are written with `-` where Python has `_`.

        Raises:
            InputError: An option is none of these.
        """
        known = {name.replace("_", "-"): value for name, value in defaults.items()}
        strange = [name for name in self.options if name not in known]
        if strange:
            offered = ", ".join(known) or "it has none"
            raise InputError.of(f"this sender has no option {strange[0]!r}", f"options: {offered}")
        return {name.replace("-", "_"): value for name, value in {**known, **self.options}.items()}


Factory = Callable[[SenderSettings], Sender]
"""Makes a sender.  It sends nothing yet; it raises InputError where something is missing."""

BUILT_IN = {
    "hand-off": "shotwright.sender.hand_off:make",
    "heygen": "shotwright.sender.heygen.videos:make",
    "agent": "shotwright.sender.heygen.agent:make",
    "legacy": "shotwright.sender.heygen.legacy:make",
    "heygen-cli": "shotwright.sender.heygen.command:make",
}
"""The senders that come along: no entry points, so that none can be put in their place."""


def sender_names() -> tuple[str, ...]:
    """List the senders there are, by name."""
    return tuple(sorted(_points()))


def make_sender(name: str, settings: SenderSettings) -> Sender:
    """Make a sender.

    Raises:
        InputError: No sender has the name, its plug-in is broken, or something is missing for it:
            a key, an option.
    """
    point = _points().get(name)
    if point is None:
        raise InputError.of(
            f"no sender is called {name!r}", f"there are: {', '.join(sender_names())}"
        )
    factory = _loaded(point)
    try:
        sender = factory(settings)
    except ShotwrightError:
        raise
    except Exception as error:
        if name in BUILT_IN:
            raise
        raise _broken(point, f"{type(error).__name__}: {error}") from error
    if not isinstance(sender, Sender):
        raise _broken(point, f"it made {type(sender).__name__}, which lacks calls of a sender")
    return sender


def _points() -> dict[str, EntryPoint]:
    """Find all senders; no plug-in can take the place of a built-in one, and get its keys."""
    brought = {point.name: point for point in entry_points(group=GROUP)}
    own = {name: EntryPoint(name, value, GROUP) for name, value in BUILT_IN.items()}
    return brought | own


def _loaded(point: EntryPoint) -> Factory:
    try:
        factory: Factory = point.load()
    except Exception as error:
        if point.name in BUILT_IN:
            raise
        raise _broken(point, f"{type(error).__name__}: {error}") from error
    return factory


def _broken(point: EntryPoint, why: str) -> InputError:
    brought_by = point.dist.name if point.dist else "unknown"
    return InputError.of(
        f"the sender {point.name} ({point.value}) of the plug-in {brought_by} is broken: {why}",
        f"repair or uninstall {brought_by}",
    )
