"""A scene of a video in which someone talks: what the writers of all dialects are given."""

from __future__ import annotations

from typing import Any, NamedTuple

from shotwright.model.board import Board
from shotwright.model.brief import TalkBrief
from shotwright.model.media import Media
from shotwright.request.canonical import asset


class TalkScene(NamedTuple):
    """A talk beat, or a piece of one, as one scene of a video.

    Attributes:
        brief: The beat.
        script: What is said; None where the beat has a recording or a silence instead.
        motion: The motion prompt.
    """

    brief: TalkBrief
    script: str | None
    motion: str | None


def present(**values: object) -> dict[str, Any]:
    """Keep what has a value; `False` and 0 are values."""
    return {key: value for key, value in values.items() if value is not None}


def located(media: Media, board: Board, key: str) -> dict[str, str]:
    """Write media where a body has a key for URLs and another for asset ids, such as `image`.

    >>> located(Media("url", "https://e.example/a.mp3"), Board.model_construct(), "audio_")
    {'audio_url': 'https://e.example/a.mp3'}
    """
    written = asset(media, board)
    return {f"{key}{form}": written[form] for form in ("url", "asset_id") if form in written}
