"""Webhooks: is a call from the service, and fresh; and which job does it speak of?

The signature is the lower-case hexadecimal HMAC-SHA256 of the raw body, with the whole secret as
its key.  Neither the time nor the event's id is signed, so that an event proves nothing but that
the service said it once: it is a signal to look at a job again, and nothing more.

Source: several independent integrations, July to September 2026 (HeyGen's own sample: not seen).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from shotwright.errors import InputError
from shotwright.ledger import Ledger

VARIABLE = "HEYGEN_WEBHOOK_SECRET"
"""Where the secret stands in the environment, and its name in the keyring."""

SIGNATURES = (b"heygen-signature", b"signature")
"""Headers of the signature: as most have seen it, and as two readers name it (2026-09-14, -10-04).
Only the first that is there counts."""

TIMESTAMP, EVENT_ID = b"heygen-timestamp", b"heygen-event-id"

SKEW = 300.0
"""Seconds that a call's time may be away from ours, either way."""

_ID = re.compile(r"[!-~]{1,200}")
_TYPE = re.compile(r"[a-z0-9_.]{1,100}")
_SECONDS = re.compile(rb"[0-9]{1,12}")


class Secret:
    """What the service signs with.  It is neither shown, nor compared, nor pickled."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        """Keep a secret.

        Raises:
            InputError: It is empty, or holds what no secret of the service does.
        """
        if not re.fullmatch(r"[!-~]+", secret):
            raise InputError.of(
                f"the secret in {VARIABLE} is empty, or holds spaces or letters that none has",
                "copy it again; quotes and line ends are not part of it",
            )
        self._secret = secret.encode("ascii")

    def signs(self, body: bytes, signature: bytes) -> bool:
        """Tell whether a signature is that of a body, in a time that does not tell how nearly."""
        own = hmac.new(self._secret, body, hashlib.sha256).hexdigest().encode("ascii")
        return hmac.compare_digest(own, signature)

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "Secret(***)"

    def __reduce__(self) -> NoReturn:
        """Refuse to be written to anything."""
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True)
class Event:
    """What the service says happened.

    Attributes:
        id: What it calls the event; where it does not, one made from what was said.
        type: E.g. `avatar_video.success`.
        remote_id: The job that it is about, or empty.
        document: What is kept of it, as JSON: no address of a video, since those open it.
    """

    id: str
    type: str
    remote_id: str
    document: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A call that is not believed.

    Attributes:
        status: Of HTTP: 400 or 401.
        reason: For the log of whoever runs the receiver; holds nothing of what was sent.
    """

    status: int
    reason: str


class Address(NamedTuple):
    """Where webhooks are taken; port 0 is a free one."""

    host: str = "127.0.0.1"
    port: int = 8766
    path: str = "/heygen"


def find_secret(
    environment: Mapping[str, str], *, stored: Callable[[str], str | None] | None = None
) -> Secret:
    """Find the secret that webhooks are signed with: in the environment, else in the keyring.

    Args:
        environment: The variables.
        stored: Looks a name up in the keyring; default: that of the system.

    Raises:
        InputError: There is none.
    """
    from shotwright.sender.http.credentials import from_keyring  # noqa: PLC0415 - loads HTTP

    found = environment.get(VARIABLE, "").strip() or (stored or from_keyring)(VARIABLE) or ""
    if not found:
        raise InputError.of(
            f"the secret that webhooks are signed with is not known: {VARIABLE} is not set",
            f"export {VARIABLE}=whsec_..., or with the package keyring: "
            f"keyring set shotwright {VARIABLE}; the service shows it once, on registration",
        )
    return Secret(found)


def receive(
    ledger: Ledger,
    secret: Secret,
    at: Address,
    *,
    clock: Callable[[], float],
    tell: Callable[[str], None],
) -> None:
    """Take webhooks, and note them in a ledger, until the process is told to end.

    Args:
        ledger: Where events are noted; `follow` hears of them there.
        secret: What the service signs with.
        at: Where calls are taken.
        clock: Tells Unix seconds.
        tell: Hears where the receiver is, and of every call, in a few words.

    Raises:
        InputError: The port is taken, or the extra `webhooks` is not installed.
    """
    try:
        from shotwright.sender.receiver import Desk, listen, server_of  # noqa: PLC0415 - an extra
    except ImportError as error:
        message, hint = f"webhooks need {error.name}", "pip install 'shotwright[webhooks]'"
        raise InputError.of(message, hint) from None

    def note(event: Event) -> bool:
        return ledger.notice(event.id, event.remote_id, event.document)

    with listen(at.host, at.port) as listener:
        host = f"[{at.host}]" if ":" in at.host else at.host
        tell(f"listening at http://{host}:{listener.getsockname()[1]}{at.path}")
        server_of(Desk(at.path, secret, note, clock, tell)).run(sockets=[listener])


def read_event(
    body: bytes, headers: Iterable[tuple[bytes, bytes]], secret: Secret, now: float
) -> Event | Rejected:
    """Believe a call, or say why not.

    Args:
        body: The bytes as they came.
        headers: Their names in lower case, and their values.
        secret: What the service signs with.
        now: Unix seconds.
    """
    told: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        told.setdefault(name, []).append(value.strip())
    refused = _signed(body, told, secret) or _fresh(told, now)
    if refused is not None:
        return refused
    try:
        said = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return Rejected(400, "the body is no JSON")
    return _event(said, body, told.get(EVENT_ID, []))


def _signed(body: bytes, told: Mapping[bytes, list[bytes]], secret: Secret) -> Rejected | None:
    given = next((told[name] for name in SIGNATURES if name in told), [])
    if len(given) != 1:
        return Rejected(401, "two signatures" if given else "not signed")
    if not secret.signs(body, given[0]):
        return Rejected(401, f"signed with another secret than {VARIABLE}")
    return None


def _fresh(told: Mapping[bytes, list[bytes]], now: float) -> Rejected | None:
    given = told.get(TIMESTAMP, [])
    if len(given) != 1 or not _SECONDS.fullmatch(given[0]):
        return Rejected(401, "without a time")
    if abs(now - int(given[0])) > SKEW:
        return Rejected(401, f"more than {SKEW:g} s old, or early: look at this machine's clock")
    return None


def _event(said: Any, body: bytes, ids: list[bytes]) -> Event | Rejected:  # noqa: ANN401 - JSON
    kind = said.get("event_type") if isinstance(said, dict) else None
    data = said.get("event_data") if isinstance(said, dict) else None
    if not isinstance(kind, str) or not _TYPE.fullmatch(kind):
        return Rejected(400, "without an event_type")
    if not isinstance(data, dict):
        return Rejected(400, "without event_data")
    digest = hashlib.sha256(body).hexdigest()
    given = ids[0].decode("ascii", "replace") if len(ids) == 1 else ""
    if ids and not _ID.fullmatch(given):
        return Rejected(400, "without a usable event id")
    document = json.dumps({"event_type": kind, "body_sha256": digest})
    return Event(given or f"body-{digest}", kind, _job(kind, data), document)


def _job(kind: str, data: Mapping[str, Any]) -> str:
    """Find what an event is about: jobs of the Video Agent are sessions, all others videos."""
    names = ("video_id", "session_id")
    if kind.startswith("video_agent."):
        names = ("session_id", "video_id")
    found = (data.get(name) for name in names)
    return next((one for one in found if isinstance(one, str) and _ID.fullmatch(one)), "")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
