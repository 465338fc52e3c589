"""What HeyGen answers, typed.

An answer is read after money was spent, so it is not refused for a field that is new, a state that
is unknown, or a detail of another type than documented.

>>> video = Answered[Video].model_validate({"data": {"id": "v1", "status": "polishing"}}).data
>>> video.in_flight, video.video_url
(True, None)

Creating videos in batches is not modelled: a batch cannot be repeated safely.
"""

from shotwright.request.answers.account import (
    Allowance,
    Asset,
    AutoReload,
    PlanCredits,
    RotatedSecret,
    Subscription,
    Upload,
    UploadedAsset,
    UsageBased,
    User,
    Wallet,
    WebhookEndpoint,
    WebhookEvent,
    WebhookEventType,
)
from shotwright.request.answers.agents import (
    AgentMessage,
    AgentResource,
    AgentSession,
    AgentSessionEntry,
    AgentStyle,
    CreatedSession,
    SentMessage,
    StoppedSession,
)
from shotwright.request.answers.cast import (
    AvatarGroup,
    Consent,
    Look,
    TrainingError,
    Voice,
)
from shotwright.request.answers.envelope import (
    Answer,
    Answered,
    Failure,
    FailureDetail,
    Page,
    read_failure,
)
from shotwright.request.answers.videos import (
    CreatedVideo,
    DeletedVideo,
    LegacyCreated,
    LegacyQuota,
    LegacyQuotaAnswer,
    LegacyStatus,
    LegacyStatusAnswer,
    LegacyVideoAnswer,
    Video,
)

__all__ = [
    "AgentMessage",
    "AgentResource",
    "AgentSession",
    "AgentSessionEntry",
    "AgentStyle",
    "Allowance",
    "Answer",
    "Answered",
    "Asset",
    "AutoReload",
    "AvatarGroup",
    "Consent",
    "CreatedSession",
    "CreatedVideo",
    "DeletedVideo",
    "Failure",
    "FailureDetail",
    "LegacyCreated",
    "LegacyQuota",
    "LegacyQuotaAnswer",
    "LegacyStatus",
    "LegacyStatusAnswer",
    "LegacyVideoAnswer",
    "Look",
    "Page",
    "PlanCredits",
    "RotatedSecret",
    "SentMessage",
    "StoppedSession",
    "Subscription",
    "TrainingError",
    "Upload",
    "UploadedAsset",
    "UsageBased",
    "User",
    "Video",
    "Voice",
    "Wallet",
    "WebhookEndpoint",
    "WebhookEvent",
    "WebhookEventType",
    "read_failure",
]
