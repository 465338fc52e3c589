"""Requests per dialect: pure functions from a plan to what is sent, and fingerprints.

What HeyGen takes and answers, field by field, stands in typed models: `bodies` (POST /v3/videos),
`agent`, `legacy`, `assets`, `webhooks` and `answers`.  They are imported when they are asked for:

>>> from shotwright.request import bodies
>>> bodies.CinematicAvatarBody(type="cinematic_avatar", prompt="Maya waves.", avatar_id=("lk",))
... # doctest: +ELLIPSIS
CinematicAvatarBody(type='cinematic_avatar', prompt='Maya waves.', avatar_id=('lk',), ...)
"""

from importlib import import_module
from typing import TYPE_CHECKING

from shotwright.request.canonical import HASHED, MISSING, fingerprint, written_assets
from shotwright.request.v3 import METHOD, PATH, avatar, cinematic_avatar
from shotwright.request.web import Step, sheet, shot_settings, talk_settings

if TYPE_CHECKING:
    from shotwright.request import agent as agent
    from shotwright.request import answers as answers
    from shotwright.request import assets as assets
    from shotwright.request import bodies as bodies
    from shotwright.request import legacy as legacy
    from shotwright.request import webhooks as webhooks

__all__ = [
    "HASHED",
    "METHOD",
    "MISSING",
    "PATH",
    "Step",
    "agent",
    "answers",
    "assets",
    "avatar",
    "bodies",
    "cinematic_avatar",
    "fingerprint",
    "legacy",
    "sheet",
    "shot_settings",
    "talk_settings",
    "webhooks",
    "written_assets",
]

_MODELS = frozenset({"agent", "answers", "assets", "bodies", "legacy", "webhooks"})


def __getattr__(name: str) -> object:
    """Import a module of wire models when it is first asked for."""
    if name not in _MODELS:
        msg = f"module 'shotwright.request' has no attribute {name!r}"
        raise AttributeError(msg)
    return import_module(f"shotwright.request.{name}")
