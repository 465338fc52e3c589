"""Requests per dialect: pure functions from a plan to what is sent, and fingerprints."""

from shotwright.request.canonical import HASHED, MISSING, fingerprint, written_assets
from shotwright.request.v3 import METHOD, PATH, avatar, cinematic_avatar
from shotwright.request.web import Step, sheet, shot_settings, talk_settings

__all__ = [
    "HASHED",
    "METHOD",
    "MISSING",
    "PATH",
    "Step",
    "avatar",
    "cinematic_avatar",
    "fingerprint",
    "sheet",
    "shot_settings",
    "talk_settings",
    "written_assets",
]
