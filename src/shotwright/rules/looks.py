"""What messages call the kinds of look."""

from __future__ import annotations

from collections.abc import Mapping

A_LOOK: Mapping[str, str] = {
    "digital_twin": "a digital twin",
    "photo": "a photo",
    "public": "a public look",
}
"""By the kind's name in storyboards and in the catalog."""
