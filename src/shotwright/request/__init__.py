"""Requests per dialect: pure functions from a plan to what is sent, and fingerprints.

What HeyGen takes and answers, field by field, stands in typed models: `bodies` (POST /v3/videos),
`agent`, `legacy`, `assets`, `webhooks` and `answers`.  They are imported when they are asked for:

>>> from shotwright.request import bodies
>>> bodies.CinematicAvatarBody(type="cinematic_avatar", prompt="Maya waves.", avatar_id=("lk",))
... # doctest: +ELLIPSIS
CinematicAvatarBody(type='cinematic_avatar', prompt='Maya waves.', avatar_id=('lk',), ...)
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from shotwright.model.names import RouteName
from shotwright.request.canonical import HASHED, MISSING, fingerprint, written_assets
from shotwright.request.dialects import ENDPOINTS, Endpoint
from shotwright.request.dialects.agent import video_agent
from shotwright.request.dialects.legacy import legacy_video
from shotwright.request.dialects.scene import TalkScene
from shotwright.request.dialects.v3 import cinematic_avatar, direct, fits_studio, studio
from shotwright.request.dialects.web import Step, scenes_settings, sheet, shot_settings

if TYPE_CHECKING:
    from shotwright.request import agent as agent
    from shotwright.request import answers as answers
    from shotwright.request import assets as assets
    from shotwright.request import bodies as bodies
    from shotwright.request import legacy as legacy
    from shotwright.request import webhooks as webhooks

__all__ = [
    "ENDPOINTS",
    "HASHED",
    "MISSING",
    "Endpoint",
    "Step",
    "TalkScene",
    "agent",
    "answers",
    "assets",
    "bodies",
    "cinematic_avatar",
    "direct",
    "fingerprint",
    "fits_studio",
    "legacy",
    "legacy_video",
    "read_request",
    "scenes_settings",
    "sheet",
    "shot_settings",
    "studio",
    "video_agent",
    "webhooks",
    "written_assets",
]

_MODELS = frozenset({"agent", "answers", "assets", "bodies", "legacy", "webhooks"})


def read_request(route: RouteName, body: Mapping[str, Any]) -> None:
    """Hold the request of a generation against what HeyGen documents of its fields.

    What is made by hand in the app has no request, and is held against nothing.

    Raises:
        ValidationError: HeyGen would not take it; all mistakes at once, each with its source.
    """
    if route == "api":
        import_module("shotwright.request.bodies").read_video(body)
    elif route == "agent":
        import_module("shotwright.request.agent").AgentBody.model_validate(body)
    elif route == "legacy":
        import_module("shotwright.request.legacy").LegacyVideoBody.model_validate(body)


def __getattr__(name: str) -> object:
    """Import a module of wire models when it is first asked for."""
    if name not in _MODELS:
        msg = f"module 'shotwright.request' has no attribute {name!r}"
        raise AttributeError(msg)
    return import_module(f"shotwright.request.{name}")
