"""The local files that a beat needs, each beside what its route takes of that kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from shotwright.catalog import FileLimits
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.media import LocalFile, Media
from shotwright.rules.ruling import Case, Steps


class NeededFile(NamedTuple):
    """One file that is there: where it is named, what it is to be, and what it is."""

    steps: Steps
    path: str
    kind: Literal["image", "video", "audio"]
    file: LocalFile
    limits: FileLimits

    @property
    def contents(self) -> str:
        """What its first bytes say it is, for people."""
        return self.file.media_type or "something unknown"


def needed_files(brief: ShotBrief | TalkBrief, case: Case) -> Iterator[NeededFile]:
    """Walk the local files of a beat that are there."""
    if not case.board.files:
        return
    files = case.route_of(brief).files
    limits = {"image": files.image, "video": files.video, "audio": files.audio}
    for steps, kind, media in _media(brief, case.board):
        file = case.board.files.get(media.value) if media.form == "path" else None
        if file:
            yield NeededFile(steps, media.value, kind, file, limits[kind])


def _media(
    brief: ShotBrief | TalkBrief, board: Board
) -> Iterator[tuple[Steps, Literal["image", "video", "audio"], Media]]:
    if isinstance(brief, ShotBrief):
        for name in brief.references:
            reference = board.references[name]
            yield ("/", "references", name, reference.kind), reference.kind, reference.media
        return
    member = board.cast[brief.speaker]
    if member.image and not member.look:
        yield ("/", "cast", brief.speaker, "image"), "image", member.image
    if brief.talk.audio:
        yield ("talk", "audio", "file"), "audio", brief.talk.audio.media
