"""A shot's brief for a language model to improve, and its answer back as clauses.

Nothing is sent: the user pastes the request into a model of their choice, and its answer back.  The
answer may change how a shot is described, never who is in it, what is said, or its parts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from shotwright.catalog import route
from shotwright.errors import InputError, Problem
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.clause import Action, Audio, Camera, Constraints, Lighting, Setting, Style
from shotwright.model.frozen import Noun
from shotwright.model.names import primary_language
from shotwright.model.prompt import Piece, Prompt
from shotwright.model.seconds import number
from shotwright.prompt.build import Builder
from shotwright.prompt.families import Families
from shotwright.prompt.family import family
from shotwright.prompt.hints import nearest
from shotwright.prompt.words import language_name, marked, names_in_order
from shotwright.storyfile import Change

REWRITE = "rewrite"

MAX_ANSWER = 100_000
"""Characters of an answer that are read."""

_CLAUSES: Mapping[str, type[Noun]] = {
    "shot": Action, "setting": Setting, "camera": Camera, "lighting": Lighting, "style": Style,
    "audio": Audio, "constraints": Constraints,
}  # fmt: skip
_HEARD = ("ambient", "music")
"""Parts of the audio that an answer may change: lines and who may speak stay."""

_QUOTED = re.compile(r'"[^"]*"|“[^“”]*”|「[^「」]*」|«[^«»]*»')
_MARKUP = frozenset("{}<>（）【】")
_SCRIPTS = {
    "Chinese, Japanese or Korean": re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Arabic or Hebrew": re.compile("[\u0590-\u06ff]"),
    "Thai or Indic": re.compile("[\u0900-\u0eff]"),
}


def rewrite_request(
    board: Board, beat: str, *, seconds: int | None = None, characters: int | None = None
) -> str:
    """Write a request to improve a shot's brief, to paste into any language model.

    Args:
        board: The beat's board.
        beat: The beat's id, written or derived.
        seconds: How long the planned shot is; default: what the beat asks for.
        characters: How long its prompt may be; default: as the board's route takes it.

    Units:
        seconds: milliseconds.

    Raises:
        InputError: There is no such beat, or it is talk.
    """
    brief = _brief(board, beat)
    used = family(REWRITE)
    phrases = used.phrases_in(brief.language)
    told = brief.names if brief.prompt is None else ()
    language = primary_language(brief.language)
    given: dict[str, object] = {
        "seconds": number(seconds or brief.seconds.high),
        "characters": characters or _limit(board) or 0,
        "names": list(told),
        "files": list(brief.references),
        "lines": [{"name": board.name_of(s.by), "line": s.line} for s in brief.says],
        "languages": [language_name(language, phrases)],
    }
    asked = replace(brief, audio=_without_lines(brief.audio))
    before = Piece("brief", _json(_clauses(asked)))
    after = Piece("answer", _json(_form(brief)))
    pieces: list[Piece] = []
    for slot in used.about.slots:
        text = used.render(slot, {name: given[name] for name in slot.uses}, phrases)
        pieces.append(Piece(slot.clause, text))
        if slot.slot in {"brief", "answer"}:
            pieces.append(before if slot.slot == "brief" else after)
    return Prompt(brief.id, REWRITE, tuple(p for p in pieces if p.text), "\n").text


def read_rewrite(
    board: Board,
    beat: str,
    answer: str,
    *,
    characters: int | None = None,
    families: Families | None = None,
) -> tuple[Change, ...]:
    """Read a language model's answer as changes to the storyboard.

    Args:
        board: The board that the request was made from.
        beat: The beat's id.
        answer: What the model said; the JSON object is found in fences and among other words.
        characters: How long the prompt may be; default: as the board's route takes it.
        families: From `read_families`; default: those that come along.

    Returns:
        What is new, clause by clause, on the beat itself: changes as `storyfile.edit` makes them.

    Raises:
        InputError: There is no such beat, or no answer, or it changes what must stay, or breaks a
            limit; holds every problem.
    """
    brief = _brief(board, beat)
    data = _object(answer, _form(brief))
    problems = [
        Problem(f"the answer has `{key}`", f"{nearest(key, _form(brief))}; leave it out")
        for key in data
        if key not in _form(brief)
    ]
    said = {key: _without_blanks(data[key]) for key in _form(brief) if key in data}
    clauses = {
        key: _clause(key, value, brief, problems)
        for key, value in said.items()
        if value or key in {"prompt", "shot"}
    }
    if problems:
        raise InputError(problems)
    if brief.prompt is not None:
        new = replace(brief, prompt=str(clauses.get("prompt", brief.prompt)))
    else:
        fields = {"action" if key == "shot" else key: value for key, value in clauses.items()}
        new = replace(brief, **fields)  # type: ignore[arg-type]
    problems += _kept(board, brief, new)
    most = characters or _limit(board)
    length = len(Builder(board, families).shot(new).text)
    if most and length > most:
        message = f"the prompt would have {length:,} characters, and may have {most:,}"
        problems.append(Problem(message, "ask for a shorter one"))
    if problems:
        raise InputError(problems)
    was, now = _clauses(brief), _clauses(new)
    return tuple(Change((*brief.path, key), now[key]) for key in now if now[key] != was.get(key))


def _brief(board: Board, beat: str) -> ShotBrief:
    shots = {brief.id: brief for brief in board.briefs if isinstance(brief, ShotBrief)}
    if beat in shots:
        return shots[beat]
    if any(brief.id == beat for brief in board.briefs):
        raise InputError.of(f"`{beat}` is talk", "only shots are rewritten; a script stays yours")
    raise InputError.of(f"there is no beat `{beat}`", nearest(beat, shots))


def _limit(board: Board) -> int | None:
    limits = route(board.routes.shots).shots
    return limits.prompt_characters.max if limits else None


def _clauses(brief: ShotBrief) -> dict[str, Any]:
    """Write what an answer may change, as plain data."""
    if brief.prompt is not None:
        return {"prompt": brief.prompt}
    clauses: dict[str, Any] = {}
    for key in _CLAUSES:
        clause = brief.action if key == "shot" else getattr(brief, key)
        if clause is not None:
            clauses[key] = clause.model_dump(mode="json", exclude_defaults=True)
    for key, part in (("shot", "action"), ("constraints", "keep")):
        if key in clauses:
            clauses[key] = clauses[key][part]
    return clauses


def _form(brief: ShotBrief) -> dict[str, Any]:
    """Write the form of an answer."""
    if brief.prompt is not None:
        return {"prompt": ""}
    form: dict[str, Any] = {
        key: dict.fromkeys(kind.model_fields, "") for key, kind in _CLAUSES.items()
    }
    heard = {"ambient": [""], "music": ""}
    return {**form, "shot": [""], "audio": heard, "constraints": [""]}


def _json(data: Mapping[str, Any]) -> str:
    """Write JSON with a line for each clause."""
    lines = (f' "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _object(answer: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """Find the one JSON object among an answer's words."""
    hint = "paste the model's whole answer: one JSON object"
    if len(answer) > MAX_ANSWER:
        raise InputError.of(f"the answer is longer than {MAX_ANSWER:,} characters", hint)
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
    found: list[dict[str, Any]] = []
    start = answer.find("{")
    while start >= 0:
        end = start + 1
        try:
            value, end = decoder.raw_decode(answer, start)
            if any(key in form for key in value) and value not in found:
                found.append(value)
        except json.JSONDecodeError:
            pass
        except (ValueError, RecursionError) as error:
            raise InputError.of(f"the answer's JSON cannot be read: {error}", hint) from None
        start = answer.find("{", end)
    if len(found) != 1:
        message = (
            f"the answer holds {len(found)} objects" if found else "the answer holds no object"
        )
        raise InputError.of(f"{message} with any of {', '.join(form)}", hint)
    return found[0]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        msg = "a key stands there twice"
        raise ValueError(msg)
    return dict(pairs)


def _no_number(text: str) -> None:
    msg = f"{text} is no value"
    raise ValueError(msg)


def _without_blanks(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave out the parts of a form that were not filled in: they change nothing."""
    if isinstance(value, dict):
        return {name: kept for name, part in value.items() if (kept := _without_blanks(part))}
    if isinstance(value, list):
        return [part for part in value if part != ""]
    return value


def _clause(key: str, value: object, brief: ShotBrief, problems: list[Problem]) -> object:
    """Read one clause of an answer, and tell what is wrong with it."""
    if key == "prompt":
        if not isinstance(value, str) or not value.strip():
            problems.append(Problem("`prompt` should be a text", "answer in the form asked for"))
        return value
    if key == "audio":
        heard = value if isinstance(value, dict) else {"ambient": value}
        problems += [
            Problem(f"`audio.{part}` stays as it is", "leave it out")
            for part in heard
            if part not in _HEARD
        ]
        said = brief.audio.model_dump(exclude_defaults=True) if brief.audio else {}
        if "ambient" in heard:
            said.pop("words", None)
        value = {**said, **{part: new for part, new in heard.items() if part in _HEARD}}
    try:
        return _CLAUSES[key].model_validate(value)
    except ValidationError as error:
        for each in error.errors():
            place = ".".join(map(str, (key, *each["loc"])))
            problems.append(Problem(f"`{place}`: {each['msg']}", "answer in the form asked for"))
        return None


def _kept(board: Board, old: ShotBrief, new: ShotBrief) -> Iterator[Problem]:
    """Tell what must stay and does not."""
    before, after = _told(old), _told(new)
    was = " ".join(_steps(old))
    steps = _steps(new)
    if not "".join(steps).strip():
        yield Problem("nobody does anything any more", "ask for the action again")
    if lost := [n for n in old.names if _mentions(was, n) and not _mentions(" ".join(steps), n)]:
        yield Problem(f"{', '.join(lost)} is no longer named", "everyone stays in the shot")
    elif names_in_order(_steps(old), old.names) and not names_in_order(steps, old.names):
        yield Problem("the people are named in another order", f"keep {', '.join(old.names)}")
    others = [board.name_of(who) for who in board.cast if who not in old.cast]
    if come := [n for n in others if _mentions(after, n) and not _mentions(before, n)]:
        yield Problem(f"{', '.join(come)} is not in this shot", "leave them out")
    if Counter(_QUOTED.findall(before)) != Counter(_QUOTED.findall(after)):
        yield Problem("words in quotes have changed", "they stay word for word")
    if marked(_steps(old)) != marked(steps) or after.count("\n\n") > before.count("\n\n"):
        yield Problem("the parts of the shot have changed", "keep its `Shot 1:` marks as they are")
    if signs := sorted(_MARKUP.intersection(after) - _MARKUP.intersection(before)):
        yield Problem(f"{' '.join(signs)} is markup to Seedance", "say it in plain words")
    for script, letters in _SCRIPTS.items():
        if bool(letters.search(after)) != bool(letters.search(before)):
            yield Problem(f"the language has changed ({script})", f"keep to `{old.language}`")


def _steps(brief: ShotBrief) -> tuple[str, ...]:
    if brief.prompt is not None:
        return (brief.prompt,)
    return brief.action.action if brief.action else ()


def _told(brief: ShotBrief) -> str:
    """Join all that an answer may change, as it is read by people."""
    return "\n".join(_texts(_clauses(replace(brief, audio=_without_lines(brief.audio)))))


def _without_lines(audio: Audio | None) -> Audio | None:
    return audio.model_copy(update={"says": ()}) if audio else None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)


def _mentions(text: str, name: str) -> bool:
    return names_in_order([text], [name])
