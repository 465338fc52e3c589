"""Commands about how long scripts take to say.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shotwright.cli.app import app
from shotwright.cli.each import BAD_INPUT
from shotwright.cli.options import Json
from shotwright.cli.output import print_json, write_whole
from shotwright.errors import InputError, Place

if TYPE_CHECKING:
    from shotwright.model.voice import VoiceRate


@app.command(epilog='Example: shotwright speech "Good morning." --speed 0.9')
def speech(
    text: Annotated[
        str | None, typer.Argument(help="A script; without it, JSON lines on standard input.")
    ] = None,
    *,
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="Without it, detected.")
    ] = None,
    speed: Annotated[float, typer.Option("--speed", min=0.5, max=1.5, help="Of the voice.")] = 1.0,
    voice: Annotated[
        str | None, typer.Option("--voice", metavar="ID", help="A voice that was calibrated.")
    ] = None,
    takes: Annotated[
        Path | None,
        typer.Option("--calibrate", metavar="CSV", help="Scripts with known seconds, of --voice."),
    ] = None,
    voices: Annotated[
        Path | None, typer.Option("--voices", metavar="FILE", help="Where voices are kept.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say how long a script takes, with a 90 % interval; or calibrate a voice.

    JSON lines have `text`, and `language`, `speed` and `voice` where known; each is answered by a
    line with `seconds`, `low` and `high`, or with `errors`.
    """
    from shotwright.campaign import read_voices, voices_file

    file = voices or voices_file(Path())
    known = read_voices(file)
    if takes is not None:
        _calibrate(takes, voice, file, known, as_json=as_json)
    elif text is None:
        _answer_lines(known)
    else:
        given = {"text": text, "speed": speed, "language": language, "voice": voice}
        _show(
            {key: value for key, value in given.items() if value is not None},
            known,
            as_json=as_json,
        )


def _calibrate(
    takes: Path, voice: str | None, file: Path, known: dict[str, VoiceRate], *, as_json: bool
) -> None:
    """Learn a voice's rate from takes, and keep it."""
    from shotwright.campaign import read_takes, voices_text
    from shotwright.speech import calibrate

    if not voice:
        raise InputError.of("--calibrate needs the voice", "add --voice and its HeyGen id")
    rate = calibrate(read_takes(takes))
    write_whole(file, voices_text({**known, voice: rate}))
    if as_json:
        print_json({"voice": voice, "rate": rate.model_dump(mode="json"), "file": file.as_posix()})
        return
    slower = "slower" if rate.factor > 1 else "faster"
    typer.echo(
        f"{voice} is {abs(rate.factor - 1) * 100:.0f} % {slower} than usual, from {rate.takes}"
        f" take{'s' * (rate.takes != 1)}; kept in {file}"
    )


def _show(given: dict[str, Any], known: dict[str, VoiceRate], *, as_json: bool) -> None:
    """Print one script's length."""
    answer = _length(given, known)
    if as_json:
        print_json(answer)
    else:
        low, high = answer["low"], answer["high"]
        typer.echo(f"{answer['seconds']:g} s (90 %: {low:g} to {high:g} s), {answer['language']}")


def _answer_lines(known: dict[str, VoiceRate]) -> None:
    """Answer each line of standard input, as it comes; the exit code tells of bad ones."""
    failed = False
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        answer = _answered(line, number, known)
        failed = failed or "errors" in answer
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if failed:
        raise typer.Exit(BAD_INPUT)


def _answered(line: str, number: int, known: dict[str, VoiceRate]) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    try:
        problems = list(_wrong(given))
        if problems:
            raise InputError.of("; ".join(problems), "", Place("<stdin>", number, 1))
        length = _length(given, known)
        return {key: length[key] for key in ("seconds", "low", "high")}
    except InputError as error:
        return error.wire()


def _wrong(given: object) -> Iterator[str]:
    """List what is wrong with a line."""
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        yield "a line is a JSON object with `text`"
        return
    for name in given.keys() - {"text", "language", "speed", "voice"}:
        yield f"unknown key `{name}`"
    for name in ("language", "voice"):
        if not isinstance(given.get(name, ""), str):
            yield f"`{name}` should be text"
    speed = given.get("speed", 1.0)
    if isinstance(speed, bool) or not isinstance(speed, int | float) or not 0.5 <= speed <= 1.5:  # noqa: PLR2004 - as in the option
        yield "`speed` should be a number from 0.5 to 1.5"


def _length(given: dict[str, Any], known: dict[str, VoiceRate]) -> dict[str, Any]:
    from shotwright.model.seconds import number
    from shotwright.speech import detect, timeline

    voice = given.get("voice")
    if voice is not None and voice not in known:
        raise InputError.of(
            f"the voice {voice} was not calibrated",
            "shotwright speech --calibrate takes.csv --voice ID does",
        )
    language = given.get("language") or detect(given["text"])
    line = timeline(
        given["text"], language, given.get("speed", 1.0), finest="whole",
        voice=known[voice] if voice else None,
    )  # fmt: skip
    spoken = line.length(0, None)
    return {
        "seconds": number(spoken.expected),
        "low": number(spoken.low),
        "high": number(spoken.high),
        "language": language,
    }
