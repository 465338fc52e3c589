"""The brief for HeyGen's Video Agent: a board, or some of its beats, as one prompt.

One line says one thing and knows its clause; every beat is a numbered scene.  What the code puts in
straight double quotes is script, and nothing else is: such quotes inside a script, or in the name
of who says it, become single ones, so that the agent cannot mistake where words to say end.  Line
ends inside the user's words become spaces; only a `prompt` is kept to the letter, on lines of its
own.

Source: HeyGen API guide "three ways to create videos" and HeyGen's own advice on prompts for its
agent (github.com/heygen-com/skills), read 2026-11-21: never describe a chosen avatar, name what
each attached file is for, and say whether the script is to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from shotwright.model.board import Board
from shotwright.model.brief import FALLBACK_LANGUAGE, ShotBrief, TalkBrief
from shotwright.model.clause import Says
from shotwright.model.media import Media
from shotwright.model.names import Aspect, primary_language
from shotwright.model.prompt import Piece, Prompt
from shotwright.model.seconds import number
from shotwright.prompt.family import family
from shotwright.prompt.words import language_name, sentence

AGENT_BRIEF = "agent_brief"

_WHOLE_FROM = 10
"""From this many seconds on, lengths are said in whole seconds; shorter ones to the tenth."""

_ORIENTED: frozenset[Aspect] = frozenset({"16:9", "9:16"})
"""The shapes that the agent's `orientation` (landscape, portrait) can name."""

_QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300e')
"""What may begin or end words that an action says."""

AnyBrief = ShotBrief | TalkBrief


class AgentChoices(NamedTuple):
    """What is chosen once for a whole video, beside its brief.

    Attributes:
        look: The one look among all the cast, for `avatar_id`; None where there are several.
        voice: The one voice among all scripts, for `voice_id`; None where there are several.
        aspect: The first beat's shape, for `orientation`.
        references: Ids of the references in order of first use: the first of `files`.
        pictured: Ids of the cast shown by a picture, in order of appearance: the rest of `files`.
        files: What is attached, in the order in which the brief numbers it.
    """

    look: str | None
    voice: str | None
    aspect: Aspect
    references: tuple[str, ...]
    pictured: tuple[str, ...]
    files: tuple[Media, ...]


def agent_choices(board: Board, briefs: Sequence[AnyBrief]) -> AgentChoices:
    """Choose what the agent takes once for all of some beats.

    Args:
        board: The beats' board.
        briefs: At least one, in story order.
    """
    looks = {look for brief in briefs for look in _looks(board, brief)}
    look = looks.pop() if len(looks) == 1 else None
    voices = {brief.voice for brief in briefs if isinstance(brief, TalkBrief) and brief.talk.text}
    voices -= {None}
    references = dict.fromkeys(
        name for brief in briefs if isinstance(brief, ShotBrief) for name in brief.references
    )
    images = {
        who: board.cast[who].image
        for who in _cast(board, briefs)
        if look is None or board.cast[who].look != look
    }
    pictured = {who: image for who, image in images.items() if image is not None}
    return AgentChoices(
        look=look,
        voice=voices.pop() if len(voices) == 1 else None,
        aspect=briefs[0].aspect,
        references=tuple(references),
        pictured=tuple(pictured),
        files=(*(board.references[name].media for name in references), *pictured.values()),
    )


def agent_brief(board: Board, briefs: Sequence[AnyBrief], seconds: Mapping[str, int]) -> Prompt:
    """Write the brief of some beats, in the board's language.

    Args:
        board: The beats' board.
        briefs: At least one, in story order.
        seconds: How long each beat is, by its id.

    Units:
        seconds: milliseconds.

    Raises:
        KeyError: A beat has no length.
    """
    writer = _Writer(board, briefs, seconds)
    pieces = [*writer.opening(), *(line for brief in briefs for line in writer.scene(brief))]
    pieces += writer.closing()
    beats = "+".join(brief.id for brief in briefs)
    return Prompt(beats, AGENT_BRIEF, tuple(piece for piece in pieces if piece.text), "\n")


class _Writer:
    """Writes the lines of one brief, and remembers what its scenes have said."""

    def __init__(
        self, board: Board, briefs: Sequence[AnyBrief], seconds: Mapping[str, int]
    ) -> None:
        self._board = board
        self._briefs = briefs
        self._seconds = seconds
        self._family = family(AGENT_BRIEF)
        self._language = primary_language(board.language or FALLBACK_LANGUAGE).lower()
        self._phrases = self._family.phrases_in(self._language)
        self._slots = {slot.slot: slot for slot in self._family.about.slots}
        self._choices = agent_choices(board, briefs)
        self._numbers = {brief.id: place for place, brief in enumerate(briefs, 1)}
        self._talks = {brief.id for brief in briefs if isinstance(brief, TalkBrief)}
        self._everywhere = {
            name: _everywhere(name, board, briefs) for name in ("lighting", "style", "constraints")
        }
        self._said: dict[tuple[str, str], int] = {}

    def opening(self) -> Iterator[Piece]:
        """Say what the video is, who is in it, and what all its scenes share."""
        board, choices = self._board, self._choices
        spoken = _spoken(self._briefs)
        languages = _spoken_in(self._briefs) or (self._language,)
        told = (brief for brief in self._briefs if not self._lies_over(brief))
        video = {
            "title": board.title,
            "seconds": self._length(sum(self._seconds[brief.id] for brief in told)),
            "shape": self._phrases["shapes"][choices.aspect],
            "languages": [language_name(tag, self._phrases) for tag in languages]
            if spoken != "nothing"
            else [],
        }
        yield self._line("video", video)
        cast = _cast(board, self._briefs)
        chosen = [who for who in cast if choices.look and board.cast[who].look == choices.look]
        pictured = enumerate(choices.pictured, len(choices.references) + 1)
        people = {
            "names": [board.name_of(who) for who in cast],
            "chosen": [board.name_of(who) for who in chosen],
            "files": [{"number": place, "name": board.name_of(who)} for place, who in pictured],
        }
        yield self._line("cast", people)
        yield self._line("script", {"spoken": spoken})
        for name in ("lighting", "style"):
            yield self._line(name, {name: self._everywhere[name]})

    def scene(self, brief: AnyBrief) -> Iterator[Piece]:
        """Say one beat."""
        begun = {
            "number": self._numbers[brief.id],
            "seconds": self._length(self._seconds[brief.id]),
        }
        if isinstance(brief, TalkBrief):
            yield self._line("talk", {**begun, "talk": self._talk(brief)})
            if brief.motion:
                yield self._line("motion", {"motion": brief.motion})
            return
        action = brief.action.action if brief.action else ()
        over = self._lies_over(brief)
        if brief.prompt is None:
            yield self._line("action", {**begun, "action": action})
        else:
            yield self._line("verbatim", begun)
            yield Piece("prompt", brief.prompt)
        if brief.over and over:
            cutaway = {"number": over, "words": _unquoted(brief.over.words)}
            yield self._line("cutaway", {"over": cutaway})
        if brief.prompt is None:
            yield self._line("subject", {"names": brief.names, "action": action})
            yield from self._clauses(brief, heard=not over)
        yield self._line("references", {"files": self._references(brief)})

    def closing(self) -> Iterator[Piece]:
        """Say what must hold throughout."""
        yield self._line("throughout", {"constraints": self._everywhere["constraints"]})

    def _clauses(self, brief: ShotBrief, *, heard: bool) -> Iterator[Piece]:
        yield self._once("setting", {"setting": _values(brief.setting)}, brief)
        yield self._line("camera", {"camera": _values(brief.camera)})
        for name in ("lighting", "style"):
            if not self._everywhere[name]:
                yield self._once(name, {name: _values(getattr(brief, name))}, brief)
        if heard:
            yield self._line("lines", {"lines": [self._says(said, brief) for said in brief.says]})
            yield self._once("sound", {"audio": _values(brief.audio)}, brief)
        if not self._everywhere["constraints"]:
            yield self._line("constraints", {"constraints": _values(brief.constraints)})

    def _line(self, slot: str, given: Mapping[str, object]) -> Piece:
        text = self._family.render(self._slots[slot], given, self._phrases)
        return Piece(self._slots[slot].clause, text)

    def _once(self, slot: str, given: Mapping[str, object], brief: ShotBrief) -> Piece:
        """Render a slot, or point to the scene that said the same, where that is shorter."""
        line = self._line(slot, given)
        here = self._numbers[brief.id]
        first = self._said.setdefault((slot, line.text), here)
        again = self._phrases[slot] + self._phrases["again"].format(number=first)
        pointer = sentence(again, self._phrases)
        shorter = first != here and len(pointer) < len(line.text)
        return Piece(line.clause, pointer) if shorter else line

    def _length(self, milliseconds: int) -> str:
        step = 1000 if milliseconds >= _WHOLE_FROM * 1000 else 100
        rounded = max((milliseconds + step // 2) // step, 1) * step
        point: str = self._phrases["point"]
        return str(number(rounded)).replace(".", point)

    def _lies_over(self, brief: AnyBrief) -> int:
        """Find the number of the talk under a cutaway; 0 where a beat is a scene of its own."""
        if isinstance(brief, TalkBrief) or not brief.over or brief.over.beat not in self._talks:
            return 0
        return self._numbers[brief.over.beat]

    def _named(self, language: str) -> str:
        """Keep a language that the brief has to name: every other than its own."""
        primary = primary_language(language)
        return "" if primary == self._language else _unquoted(primary)

    def _talk(self, brief: TalkBrief) -> dict[str, str]:
        audio = brief.talk.audio
        recording = _file_of(audio.media) if audio else ""
        if audio and audio.seconds:
            length = self._length(audio.seconds)
            recording = self._phrases["lasting"].format(file=recording, seconds=length)
        return {
            "name": _unquoted(self._board.name_of(brief.speaker)),
            "line": _unquoted(brief.talk.text or ""),
            "language": self._named(brief.language),
            "recording": recording,
        }

    def _says(self, said: Says, brief: ShotBrief) -> dict[str, str]:
        return {
            "name": _unquoted(self._board.name_of(said.by)),
            "line": _unquoted(said.line),
            "delivery": _unquoted(said.delivery),
            "language": self._named(said.language or brief.language),
        }

    def _references(self, brief: ShotBrief) -> list[dict[str, object]]:
        return [
            {
                "number": self._choices.references.index(name) + 1,
                "name": name,
                "job": self._board.references[name].of,
            }
            for name in dict.fromkeys(brief.references)
        ]


def lost_on_agent(board: Board, briefs: Sequence[AnyBrief]) -> dict[str, tuple[str, ...]]:
    """Tell what the Video Agent cannot keep of some beats, by beat id.

    Only what the user asked for is listed; a beat that keeps everything is not in the answer.
    """
    choices = agent_choices(board, briefs)
    lost = {brief.id: tuple(_lost(board, brief, choices)) for brief in briefs}
    return {beat: phrases for beat, phrases in lost.items() if phrases}


def _lost(board: Board, brief: AnyBrief, choices: AgentChoices) -> Iterator[str]:
    scene = board.scenes[int(brief.path[1])]
    beat = scene.beats[int(brief.path[3])]
    asked = {name for level in (beat, scene, board) for name in _set_on(level)}
    if isinstance(brief, TalkBrief):
        yield from _lost_of_talk(brief, _set_on(beat), choices)
    else:
        yield from _lost_of_shot(brief, asked)
    if brief.cut:
        yield f"cut: {brief.cut}"
    if choices.look is None:
        yield from (f"look: {look} (of several none is sent)" for look in _looks(board, brief))
    if "aspect" in asked and (brief.aspect not in _ORIENTED or brief.aspect != choices.aspect):
        yield f"aspect: {brief.aspect}"
    if "resolution" in asked:
        yield f"resolution: {brief.resolution}"
    for route, options in brief.options.model_dump(exclude_defaults=True).items():
        yield from (f"options.{route}.{name}" for name in options)


def _lost_of_shot(brief: ShotBrief, asked: set[str]) -> Iterator[str]:
    if brief.seconds.kind in {"exact", "range"}:
        yield f"seconds: {brief.seconds.written()} (only a wish)"
    if brief.enhance:
        yield "enhance"
    if "family" in asked:
        yield f"family: {brief.family}"


def _lost_of_talk(brief: TalkBrief, asked: set[str], choices: AgentChoices) -> Iterator[str]:
    talk = brief.talk
    if talk.audio:
        yield f"recording: {_file_of(talk.audio.media)}"
    if talk.silence:
        yield f"silence: {number(talk.silence)} (only a wish)"
    if talk.text and brief.voice and choices.voice is None:
        yield f"voice: {brief.voice} (of several none is sent)"
    if talk.text and brief.speed != 1:
        yield f"speed: {brief.speed:g}"
    if "engine" in asked:
        yield f"engine: {brief.engine}"
    if brief.source:
        yield f"source: {brief.source}"
    if brief.motion:
        yield "motion (only words of the brief)"


def _set_on(level: Any) -> set[str]:  # noqa: ANN401 - a beat, a scene or the board
    """Name what is written on a level."""
    return {name for name in level.model_fields_set if getattr(level, name) is not None}


def _everywhere(name: str, board: Board, briefs: Iterable[AnyBrief]) -> Mapping[str, Any] | None:
    """Find a clause that all described shots share; without any such shot, the board's."""
    shots = [brief for brief in briefs if isinstance(brief, ShotBrief) and brief.prompt is None]
    values = [getattr(shot, name) for shot in shots] or [getattr(board, name)]
    return _values(values[0]) if all(value == values[0] for value in values) else None


def _values(clause: object) -> Mapping[str, Any] | None:
    """Take a clause's values, and nothing that a template could call."""
    return None if clause is None else vars(clause)


def _cast(board: Board, briefs: Iterable[AnyBrief]) -> tuple[str, ...]:
    """List the cast ids of some beats, in order of appearance."""
    found = dict.fromkeys(who for brief in briefs for who in brief.cast)
    return tuple(who for who in found if who in board.cast)


def _looks(board: Board, brief: AnyBrief) -> tuple[str, ...]:
    found = (board.cast[who].look for who in brief.cast if who in board.cast)
    return tuple(dict.fromkeys(look for look in found if look))


def _spoken_in(briefs: Iterable[AnyBrief]) -> tuple[str, ...]:
    """List the languages of what is said, in order."""
    found: dict[str, None] = {}
    for brief in briefs:
        if isinstance(brief, ShotBrief):
            found |= dict.fromkeys(said.language or brief.language for said in brief.says)
        elif not brief.talk.silence:
            found[brief.language] = None
    return tuple(dict.fromkeys(primary_language(tag) for tag in found))


def _spoken(briefs: Iterable[AnyBrief]) -> str:
    """Tell whether words are `quoted`, `nothing` is said, or there may be `other` speech."""
    kinds = {_speech(brief) for brief in briefs}
    return next(kind for kind in ("quoted", "other", "nothing") if kind in kinds)


def _speech(brief: AnyBrief) -> str:
    if isinstance(brief, TalkBrief):
        return "quoted" if brief.talk.text else "other" if brief.talk.audio else "nothing"
    if brief.says:
        return "quoted"
    murmur = brief.audio and brief.audio.speech not in {"", "none"}
    told = brief.prompt or " ".join(brief.action.action if brief.action else ())
    return "other" if murmur or brief.prompt or not _QUOTES.isdisjoint(told) else "nothing"


def _file_of(media: Media) -> str:
    """Name a recording: a local one without the folders that it lies in."""
    return media.value.rpartition("/")[2] if media.form == "path" else str(media)


def _unquoted(text: str) -> str:
    """Keep straight double quotes and line ends for the code's own."""
    return " ".join(text.replace('"', "'").split())
