"""Names that must lead somewhere: cast, references, cutaways, and ids that must be unique.

Works on plain data, so that these mistakes are told together with all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from shotwright.model.board import beat_kind
from shotwright.model.brief import derived_id, who_appears, who_speaks

Path = tuple[str | int, ...]


class Dangling(NamedTuple):
    """A name that leads nowhere, or to two things."""

    path: Path
    message: str
    hint: str


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word, or list what there is."""
    choices = list(known)
    close = get_close_matches(word, choices, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"there are {', '.join(f'`{c}`' for c in choices[:12])}" if choices else "there are none"


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> list[str] | None:
    if isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value):
        return list(value)
    return None


def dangling(data: dict[str, Any]) -> Iterator[Dangling]:
    """Find every name in a board's data that leads nowhere."""
    cast = list(_mapping(data.get("cast")))
    references = list(_mapping(data.get("references")))
    yield from _unknown(data.get("with"), cast, ("with",), "cast member")
    scenes = data.get("scenes")
    beats: dict[str, dict[str, Any]] = {}
    places: list[tuple[Path, dict[str, Any], dict[str, Any], str]] = []
    scene_ids: set[str] = set()
    for s, scene in enumerate(scenes if isinstance(scenes, list | tuple) else ()):
        scene_map = _mapping(scene)
        own_id = scene_map.get("id")
        scene_id = own_id if isinstance(own_id, str) else f"scene {s + 1}"
        if scene_id in scene_ids:
            yield Dangling(
                ("scenes", s, "id"), f"a second scene is called `{scene_id}`", "rename it"
            )
        scene_ids.add(scene_id)
        yield from _unknown(scene_map.get("with"), cast, ("scenes", s, "with"), "cast member")
        yield from _unknown(
            scene_map.get("references"), references, ("scenes", s, "references"), "reference"
        )
        listed = scene_map.get("beats")
        for b, beat in enumerate(listed if isinstance(listed, list | tuple) else ()):
            path: Path = ("scenes", s, "beats", b)
            beat_map = _mapping(beat)
            own_id = beat_map.get("id")
            beat_id = own_id if isinstance(own_id, str) else derived_id(scene_id, path)
            if beat_id in beats:
                yield Dangling((*path, "id"), f"a second beat is called `{beat_id}`", "rename it")
            beats[beat_id] = beat_map
            places.append((path, beat_map, scene_map, beat_id))
    for path, beat, scene, beat_id in places:
        yield from _unknown(beat.get("with"), cast, (*path, "with"), "cast member")
        yield from _unknown(beat.get("references"), references, (*path, "references"), "reference")
        outer = _texts(scene.get("with", data.get("with")))
        if beat_kind(beat) == "talk":
            yield from _speaker(beat, outer, cast, path, beat_id)
        elif beat:
            if who_appears(_texts(beat.get("with")), outer, cast) is None and "with" not in beat:
                yield Dangling(
                    path,
                    f"who is in `{beat_id}`?",
                    f"write with: [...] on the beat, the scene or the board; {nearest('', cast)}"
                    if cast
                    else "describe the `cast`, and name who is in the shot in `with`",
                )
            yield from _cutaway(beat, beats, path)


def _unknown(value: object, known: list[str], path: Path, what: str) -> Iterator[Dangling]:
    names = _texts(value) or []
    for number, name in enumerate(names):
        if name not in known:
            yield Dangling((*path, number), f"no {what} is called `{name}`", nearest(name, known))
        elif name in names[:number]:
            yield Dangling((*path, number), f"`{name}` is named twice", "name it once")


def _speaker(
    beat: dict[str, Any], outer: list[str] | None, cast: list[str], path: Path, beat_id: str
) -> Iterator[Dangling]:
    by = beat.get("by")
    if isinstance(by, str) and by not in cast:
        yield Dangling((*path, "by"), f"no cast member is called `{by}`", nearest(by, cast))
    names = _texts(beat.get("with")) if "with" in beat else outer
    if by is None and who_speaks(None, names, cast) is None:
        yield Dangling(path, f"who says `{beat_id}`?", f"write by: NAME; {nearest('', cast)}")


def _cutaway(
    beat: dict[str, Any], beats: dict[str, dict[str, Any]], path: Path
) -> Iterator[Dangling]:
    over = beat.get("over")
    if over is None:
        return
    target = over if isinstance(over, str) else _mapping(over).get("beat")
    if not isinstance(target, str):
        return
    talk = beats.get(target, {}).get("talk")
    if talk is None:
        known = [beat_id for beat_id, other in beats.items() if "talk" in other]
        yield Dangling(
            (*path, "over"), f"no talk beat is called `{target}`", nearest(target, known)
        )
        return
    words = _mapping(over).get("words")
    text = talk if isinstance(talk, str) else _mapping(talk).get("text")
    if isinstance(words, str) and words and (not isinstance(text, str) or words not in text):
        yield Dangling(
            (*path, "over", "words"), f"`{target}` does not say these words", "copy them exactly"
        )
    if _mapping(beat.get("audio")).get("says"):
        yield Dangling(
            (*path, "audio", "says"),
            "a cutaway's own sound is muted, so nobody can speak in it",
            "remove `says`, or remove `over`",
        )
