"""Answers about the account: assets, webhooks, and what money is left.

Source: HeyGen's answer schemas, 2026-07-21; delivery of webhooks: developers who checked HeyGen's
API, 2026-08-25.
"""

from __future__ import annotations

from collections.abc import Iterable

from shotwright.request.answers.envelope import Answer, Loose
from shotwright.request.wire import Id, Many, Number


class UploadedAsset(Answer):
    """POST /v3/assets took a file; .../complete took a large one.

    Attributes:
        asset_id: What asset inputs take.
        url: Where it is.
        mime_type: As found in the bytes.
        size_bytes: How large.
        status: Of large files, e.g. `processing`.
    """

    asset_id: Id
    url: Loose[str] = None
    mime_type: Loose[str] = None
    size_bytes: Loose[int] = None
    status: Loose[str] = None


class Upload(Answer):
    """POST /v3/assets/direct-uploads says where to put a large file.

    Attributes:
        asset_id: Usable after POST /v3/assets/{asset_id}/complete.
        upload_url: PUT the bytes here,
        upload_headers: with exactly these headers,
        expires_in_seconds: within this time,
        max_bytes: at most this many.
        status: `pending_upload`.
    """

    asset_id: Id
    upload_url: Id
    upload_headers: dict[str, str]
    expires_in_seconds: Loose[int] = None
    max_bytes: Loose[int] = None
    status: Loose[str] = None


class Asset(Answer):
    """GET /v3/assets/{asset_id}, and an entry of GET /v3/assets.

    Attributes:
        id: What asset inputs take.
        name: As uploaded.
        type: image, video, audio, font, ...
        owner: A user name.
        space_id: Whose space.
        folder_id: Null is the root.
        uploaded_at: Unix seconds.
        url: Null where there is none.
    """

    id: Id
    name: Loose[str] = None
    type: Loose[str] = None
    owner: Loose[str] = None
    space_id: Loose[str] = None
    folder_id: Loose[str] = None
    uploaded_at: Loose[Number] = None
    url: Loose[str] = None


class WebhookEndpoint(Answer):
    """A registered endpoint.

    Attributes:
        endpoint_id: The endpoint.
        url: Where HeyGen posts.
        events: Null is all.
        status: `enabled` or `disabled`.
        created_at: ISO 8601.
        secret: Signs what is posted; shown on creation and rotation only.  Not shown by `repr`.
    """

    endpoint_id: Id
    url: Loose[str] = None
    events: Loose[Many[str]] = None
    status: Loose[str] = None
    created_at: Loose[str] = None
    secret: Loose[str] = None

    def __repr_args__(self) -> list[tuple[str | None, object]]:
        """Leave the secret out of logs."""
        return _without_secret(super().__repr_args__())


class RotatedSecret(Answer):
    """POST /v3/webhooks/endpoints/{endpoint_id}/rotate-secret; the old one is dead at once.

    Attributes:
        endpoint_id: The endpoint.
        secret: The new one.  Not shown by `repr`.
    """

    endpoint_id: Id
    secret: Id

    def __repr_args__(self) -> list[tuple[str | None, object]]:
        """Leave the secret out of logs."""
        return _without_secret(super().__repr_args__())


class WebhookEventType(Answer):
    """An entry of GET /v3/webhooks/event-types.

    Attributes:
        event_type: E.g. `avatar_video.success`.
        description: When it fires.
    """

    event_type: Id
    description: Loose[str] = None


class WebhookEvent(Answer):
    """What is posted to an endpoint, and an entry of GET /v3/webhooks/events.

    Attributes:
        event_type: `avatar_video.success` and `avatar_video.fail` for all videos, cinematic shots
            too; any other word is no error.
        event_data: By type.
        event_id: In the list; what is posted has it in a header.
        created_at: ISO 8601; in the list.
    """

    event_type: Id
    event_data: Loose[dict[str, object]] = None
    event_id: Loose[str] = None
    created_at: Loose[str] = None

    @property
    def video_id(self) -> str | None:
        """The video it is about; read it before acting."""
        return self._detail("video_id")

    @property
    def callback_id(self) -> str | None:
        """What the request called itself."""
        return self._detail("callback_id")

    def _detail(self, name: str) -> str | None:
        value = (self.event_data or {}).get(name)
        return value if isinstance(value, str) else None


class AutoReload(Answer):
    """How a wallet is filled up.

    Attributes:
        enabled: Whether.
        threshold_usd: Below this,
        amount_usd: by this.
    """

    enabled: Loose[bool] = None
    threshold_usd: Loose[Number] = None
    amount_usd: Loose[Number] = None


class Wallet(Answer):
    """The prepaid balance that an API key draws on.

    Attributes:
        currency: `usd` or `credits`.
        remaining_balance: In that currency.
        auto_reload: Null where it is off.
    """

    currency: Loose[str] = None
    remaining_balance: Loose[Number] = None
    auto_reload: Loose[AutoReload] = None


class Allowance(Answer):
    """Credits of one kind.

    Attributes:
        remaining: How many.
        resets_at: ISO 8601.
    """

    remaining: Loose[Number] = None
    resets_at: Loose[str] = None


class PlanCredits(Answer):
    """Credits of a plan.

    Attributes:
        premium_credits: What the plan gives.
        add_on_credits: What was bought besides.
    """

    premium_credits: Loose[Allowance] = None
    add_on_credits: Loose[Allowance] = None


class Subscription(Answer):
    """The plan that an OAuth sign-in draws on.

    Attributes:
        plan: free, starter, creator, pro, team, enterprise, business_plus, ...
        credits: What is left.
    """

    plan: Loose[str] = None
    credits: Loose[PlanCredits] = None


class UsageBased(Answer):
    """Billing after use.

    Attributes:
        included_credits: In the period.
        remaining_credits: In the period.
        spending_cap_usd: The ceiling.
        spending_current_usd: So far.
    """

    included_credits: Loose[Number] = None
    remaining_credits: Loose[Number] = None
    spending_cap_usd: Loose[Number] = None
    spending_current_usd: Loose[Number] = None


class User(Answer):
    """GET /v3/users/me.

    Attributes:
        username: The account.
        email: May be null.
        first_name: May be null.
        last_name: May be null.
        billing_type: `wallet`, `subscription`, `usage_based` or null: which of the next three is
            there.
        wallet: The prepaid balance.
        subscription: The plan.
        usage_based: Billing after use.
    """

    username: Loose[str] = None
    email: Loose[str] = None
    first_name: Loose[str] = None
    last_name: Loose[str] = None
    billing_type: Loose[str] = None
    wallet: Loose[Wallet] = None
    subscription: Loose[Subscription] = None
    usage_based: Loose[UsageBased] = None


def _without_secret(shown: Iterable[tuple[str | None, object]]) -> list[tuple[str | None, object]]:
    return [(name, value) for name, value in shown if name != "secret"]
