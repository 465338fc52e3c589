"""Who pays, and what is left: GET /v3/users/me."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from shotwright.errors import ServiceError
from shotwright.model.money import MICRO, Amount, Credits, Dollars, Purse
from shotwright.model.names import Billing
from shotwright.request import answers
from shotwright.sender.heygen.reading import one
from shotwright.sender.http import Http, plain
from shotwright.sender.protocol import Account

PATH = "/v3/users/me"


def account_of(http: Http) -> Account:
    """Ask whose key it is, and what is left.

    A wallet that counts credits is left out: nobody says what one of them is worth.  So is what is
    left of usage-based plans' credits, past which they go on in dollars.

    Raises:
        ServiceError: The service does not say.

    Source: HeyGen's answer schemas, 2026-07-21.
    """
    user = one(http, PATH, answers.User)
    name = user.username or user.email if user else None
    if user is None or not name:
        raise ServiceError("HeyGen does not say whose key this is", "try another key")
    billing: Billing | None = None
    if user.billing_type in ("wallet", "subscription"):
        billing = user.billing_type  # type: ignore[assignment]
    return Account(plain(name), billing, _balance(user))


def _balance(user: answers.User) -> dict[Purse, Amount]:
    found: dict[Purse, Amount] = {}
    wallet = user.wallet
    if wallet and wallet.currency == "usd" and wallet.remaining_balance is not None:
        found["usd"] = Dollars(_micro(wallet.remaining_balance))
    used = user.usage_based
    if used and used.spending_cap_usd is not None and used.spending_current_usd is not None:
        found["usd"] = Dollars(_micro(used.spending_cap_usd) - _micro(used.spending_current_usd))
    credits_ = user.subscription.credits if user.subscription else None
    if credits_:
        kinds = (credits_.premium_credits, credits_.add_on_credits)
        left = [_micro(kind.remaining) for kind in kinds if kind and kind.remaining is not None]
        if left:
            found["credits"] = Credits(sum(left))
    return found


def _micro(number: float) -> int:
    """Read a JSON number as millionths, exact as it was written; parts of one are cut off."""
    return int((Decimal(str(number)) * MICRO).to_integral_value(ROUND_FLOOR))
