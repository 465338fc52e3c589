"""Look-ups before money: do looks and voices exist, may they be used, are bodies as documented?"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from shotwright.request import answers, read_request
from shotwright.sender.heygen.reading import one
from shotwright.sender.http import Http, plain
from shotwright.sender.protocol import Job

SHOTS = frozenset({"cinematic_avatar", "avatar_shots"})

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a look.

    Attributes:
        shot: Whether a cinematic shot films it.
        engine: What moves it; empty where the body does not say.
        own_voice: Whether it speaks a script with its own voice.
    """

    look: str
    shot: bool = False
    engine: str = ""
    own_voice: bool = False


@dataclass
class _Wanted:
    """What jobs use, and which of them use it: generations by look and by voice."""

    looks: dict[_Use, list[str]] = field(default_factory=dict)
    voices: dict[str, list[str]] = field(default_factory=dict)


def missing(http: Http, jobs: Sequence[Job], *, any_look: bool = False) -> Sequence[str]:
    """List what is wrong with what the jobs need, one line each.

    Look by look and voice by voice, each asked for once.  A shot's look has to be a digital twin
    with consent: nobody has shown that others work.  Where HeyGen does not say whether a twin's
    consent was given, that is logged as a warning.

    Args:
        http: To HeyGen.
        jobs: What is to be submitted.
        any_look: Whether shots may use looks that nobody has shown to work.

    Raises:
        ServiceError: Nothing can be learnt.

    Source: HeyGen guides "Avatar Shots"; HeyGen API page "avatar consent", read 2026-11-21.
    """
    wanted = _Wanted()
    found: list[str] = []
    for job in jobs:
        found += _undocumented(job)
        _note(job, wanted)
    asked = _Asked(http)
    for use, generations in wanted.looks.items():
        found += [
            f"{said} ({_of(generations)})" for said in _wrong_look(asked, use, any_look=any_look)
        ]
    for voice, generations in wanted.voices.items():
        if one(http, f"/v3/voices/{quote(voice, safe='')}", answers.Voice) is None:
            found.append(f"there is no voice {voice} ({_of(generations)})")
    return tuple(plain(line) for line in found)


class _Asked:
    """Looks and their groups, each asked for once."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._looks: dict[str, answers.Look | None] = {}
        self._groups: dict[str, answers.AvatarGroup | None] = {}

    def look(self, ident: str) -> answers.Look | None:
        if ident not in self._looks:
            path = f"/v3/avatars/looks/{quote(ident, safe='')}"
            self._looks[ident] = one(self._http, path, answers.Look)
        return self._looks[ident]

    def group(self, ident: str) -> answers.AvatarGroup | None:
        if ident not in self._groups:
            path = f"/v3/avatars/{quote(ident, safe='')}"
            self._groups[ident] = one(self._http, path, answers.AvatarGroup)
        return self._groups[ident]


def _undocumented(job: Job) -> Iterator[str]:
    """List what HeyGen does not document of a body."""
    try:
        read_request(job.route, job.body)
    except ValidationError as error:
        for entry in error.errors(include_url=False, include_input=False):
            place = ".".join(map(str, entry["loc"]))
            yield f"{job.generation}: {place}: {entry['msg']}"


def _note(job: Job, wanted: _Wanted) -> None:
    """Note the looks and voices of a body, wherever they stand in it."""
    shot = job.body.get("type") in SHOTS
    for part in _parts(job.body):
        looks = part.get("avatar_id") or ()
        engine = part.get("engine")
        voice = part.get("voice_id")
        for look in (looks,) if isinstance(looks, str) else looks:
            use = _Use(
                look,
                shot=shot,
                engine=str(engine.get("type", "")) if isinstance(engine, Mapping) else "",
                own_voice="script" in part and not voice,
            )
            wanted.looks.setdefault(use, []).append(job.generation)
        if isinstance(voice, str) and voice:
            wanted.voices.setdefault(voice, []).append(job.generation)


def _parts(node: object) -> Iterator[Mapping[str, Any]]:
    """Walk through all objects of a body."""
    if isinstance(node, Mapping):
        yield node
        for value in node.values():
            yield from _parts(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _parts(value)


def _wrong_look(asked: _Asked, use: _Use, *, any_look: bool) -> Iterator[str]:
    look = asked.look(use.look)
    if look is None:
        yield f"there is no look {use.look}"
        return
    if not look.ready:
        yield f"the look {use.look} cannot be used: it is {look.status}"
    if use.shot and look.avatar_type != "digital_twin" and not any_look:
        yield (
            f"the look {use.look} is a {look.avatar_type}, and shots are known to work with digital"
            " twins only; --set any-look=yes tries it"
        )
    if use.own_voice and not look.default_voice_id:
        yield f"the look {use.look} has no voice of its own, and the script names none"
    engines = look.supported_api_engines
    if use.engine and engines is not None and use.engine not in engines:
        yield f"the look {use.look} does not work with {use.engine}, but with {', '.join(engines)}"
    if look.avatar_type == "digital_twin":
        yield from _consent(asked, look)


def _consent(asked: _Asked, look: answers.Look) -> Iterator[str]:
    """Hold a digital twin against its consent, which is its group's.

    Null means that none is needed, say HeyGen's schemas, and that a twin needs one, say its pages:
    so it is a warning.
    """
    group = asked.group(look.group_id) if look.group_id else None
    consent = group.consent_status if group else None
    if consent is None:
        _LOG.warning("HeyGen does not say whether the look %s has consent", look.id)
    elif consent != "approved":
        yield f"the digital twin {look.id} may not be used: its consent is {consent}"


def _of(generations: Sequence[str]) -> str:
    """Name a few generations."""
    named = list(dict.fromkeys(generations))
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")


_NAMED = 5
