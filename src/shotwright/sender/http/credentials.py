"""Keys to an account: where they come from, and that they are shown nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NoReturn

from shotwright.errors import InputError
from shotwright.model.names import Billing

VARIABLES: Mapping[Billing, str] = {
    "wallet": "HEYGEN_API_KEY",
    "subscription": "HEYGEN_ACCESS_TOKEN",
}
"""Where the key of each purse stands in the environment, and its name in the keyring."""

_SHORTEST = 10
_SENDABLE = re.compile(r"[!-~]+")


class Key:
    """A key to an account.  It is neither shown, nor compared, nor pickled.

    Attributes:
        billing: The purse that it draws on: an API key's wallet, an OAuth token's subscription.
    """

    __slots__ = ("_secret", "billing")

    def __init__(self, secret: str, billing: Billing) -> None:
        """Keep a key.

        Raises:
            InputError: It holds what no header can.
        """
        self.billing = billing
        if not _SENDABLE.fullmatch(secret):
            raise InputError.of(
                f"the key in {VARIABLES[billing]} holds spaces or letters that no key has",
                "copy it again; quotes and line ends are not part of it",
            )
        self._secret = secret

    def header(self) -> tuple[str, str]:
        """Give the header that shows the key to the service: its name and value."""
        if self.billing == "wallet":
            return "x-api-key", self._secret
        return "Authorization", f"Bearer {self._secret}"

    def variable(self) -> tuple[str, str]:
        """Give the environment variable that hands the key to another program."""
        return VARIABLES[self.billing], self._secret

    def hide(self, text: bytes) -> bytes:
        """Take the key out of what a service says, in case it says the key back.

        One that is too short to be real stays: it may be a word that answers hold.
        """
        if len(self._secret) < _SHORTEST:
            return text
        return text.replace(self._secret.encode(), b"***")

    def __repr__(self) -> str:
        """Show the purse, not the key."""
        return f"Key(***, {self.billing})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be written to anything."""
        raise TypeError("a key is not written anywhere")


def from_keyring(name: str) -> str | None:
    """Look a key up in the system's keyring; None where there is none, or no keyring.

    It stands there under the service `shotwright`: `keyring set shotwright HEYGEN_API_KEY`.
    """
    try:
        found: str | None = import_module("keyring").get_password("shotwright", name)
    except ImportError:
        return None
    except Exception:  # noqa: BLE001 - each system's keyring has errors of its own
        return None
    return found


def find_key(
    environment: Mapping[str, str],
    billing: Billing | None = None,
    *,
    stored: Callable[[str], str | None] = from_keyring,
) -> Key:
    """Find the key to the account: in the environment, else in the keyring.

    Args:
        environment: `HEYGEN_API_KEY` draws on the wallet, `HEYGEN_ACCESS_TOKEN` on the
            subscription.
        billing: The purse that was approved; None takes the one there is a key for.
        stored: Looks a variable's name up in the keyring.

    Raises:
        InputError: There is none, or one of each and nobody said which.
    """
    wanted = (billing,) if billing else tuple(VARIABLES)
    for look in (environment.get, stored):
        found = [
            (purse, text.strip())
            for purse in wanted
            if (text := look(VARIABLES[purse])) and text.strip()
        ]
        if len(found) > 1:
            raise InputError.of(
                "HEYGEN_API_KEY would spend the wallet, HEYGEN_ACCESS_TOKEN the subscription,"
                " and both are set",
                "unset the one that is not to pay",
            )
        if found:
            return Key(found[0][1], found[0][0])
    names = " or ".join(VARIABLES[purse] for purse in wanted)
    raise InputError.of(
        f"there is no key to the account: {names} is not set",
        f"export {VARIABLES[wanted[0]]}=..., or with the package keyring:"
        f" keyring set shotwright {VARIABLES[wanted[0]]}",
    )
