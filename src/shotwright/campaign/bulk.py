"""Thousands of boards: a generator in, a generator out, planned in processes.

>>> from datetime import date
>>> (answer,) = plan_many(["a.yaml"], on=date(2026, 11, 21), executor=None)
>>> answer.file, answer.document["errors"][0]["message"]
('a.yaml', 'cannot read a.yaml: No such file or directory')
"""

from __future__ import annotations

import json
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from os import cpu_count
from pathlib import Path
from typing import Any, Literal, NamedTuple, Unpack

from shotwright.campaign.quote import Terms, quote
from shotwright.campaign.voices import read_voices, voices_file
from shotwright.errors import InputError, Place
from shotwright.storyfile import load

Source = Path | str | Mapping[str, Any]
"""A board as `shotwright.load` takes it."""

CHUNK = 8
"""Boards that cross to a process together: enough to hide the crossing, few enough to share out."""


@dataclass(frozen=True, slots=True)
class BoardAnswer:
    """What became of one board.

    Attributes:
        file: Its path, or its number among boards that have none.
        text: The JSON that `shotwright plan --json` prints of it, on one line: a text crosses from
            process to process at least cost.
    """

    file: str
    text: str

    @property
    def document(self) -> dict[str, Any]:
        """The same as data: plan, findings and estimate; or `errors`."""
        document: dict[str, Any] = json.loads(self.text)
        return document

    @property
    def failed(self) -> bool:
        """Whether the board could not be read."""
        return self.text.startswith('{"errors"')

    def line(self) -> str:
        """Write the line of a JSON Lines file: `file`, and the rest beside it."""
        return f'{{"file": {json.dumps(self.file, ensure_ascii=False)}, {self.text[1:]}\n'


def plan_many(
    boards: Iterable[Source],
    *,
    on: date,
    executor: Executor | Literal["processes"] | None = "processes",
    workers: int | None = None,
    templates: Path | None = None,
    **terms: Unpack[Terms],
) -> Iterator[BoardAnswer]:
    """Check, plan and price boards, each for itself; one bad board never stops the rest.

    Answers come in the order of the boards, as soon as they are there; boards are taken from the
    iterable as they are needed, so neither has to fit into memory.

    Args:
        boards: Paths, texts or mappings.
        on: The day for which routes and prices are read.
        executor: `processes` for one process a processor; None for none; or any executor with the
            interface of `concurrent.futures`, which is left open.
        workers: How many processes, and how far ahead boards are taken; default: one a processor.
        templates: A folder of template families of one's own.
        **terms: As of `shotwright.plan`.
    """
    terms["own"] = tuple(terms.get("own", ()))
    how = _How(on, terms, templates)
    named = ((_name(board, number), board) for number, board in enumerate(boards, 1))
    if executor is None:
        for name, board in named:
            yield _answer(name, board, how)
        return
    count = workers or cpu_count() or 1
    if isinstance(executor, Executor):
        yield from _spread(named, executor, count, how)
        return
    with ProcessPoolExecutor(count, initializer=_deaf) as pool:
        yield from _spread(named, pool, count, how)


def _deaf() -> None:
    """Leave an interrupt to the process that asked: workers end with it, without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _name(board: Source, number: int) -> str:
    if isinstance(board, Path) or (isinstance(board, str) and "\n" not in board):
        return Path(board).as_posix()
    return f"<board {number}>"


Named = tuple[str, Source]


class _How(NamedTuple):
    """What holds for all boards; it crosses to every process."""

    on: date
    terms: Terms
    templates: Path | None


def _spread(
    named: Iterator[Named], executor: Executor, workers: int, how: _How
) -> Iterator[BoardAnswer]:
    """Keep every worker busy with chunks, and hand the answers on in order."""
    waiting: deque[tuple[Sequence[Named], Future[list[BoardAnswer]]]] = deque()

    def fill() -> None:
        while len(waiting) < 2 * workers and (chunk := list(islice(named, CHUNK))):
            waiting.append((chunk, executor.submit(_answers, chunk, how)))

    fill()
    while waiting:
        chunk, future = waiting.popleft()
        try:
            answers = future.result()
        except BrokenExecutor:
            # A worker was killed, and takes the executor with it: the rest is done here.
            for name, board in _rest(chunk, waiting, named):
                yield _answer(name, board, how)
            return
        yield from answers
        fill()


def _rest(
    chunk: Sequence[Named],
    waiting: deque[tuple[Sequence[Named], Future[list[BoardAnswer]]]],
    named: Iterator[Named],
) -> Iterator[Named]:
    yield from chunk
    for later, _ in waiting:
        yield from later
    yield from named


def _answers(chunk: Sequence[Named], how: _How) -> list[BoardAnswer]:
    return [_answer(name, board, how) for name, board in chunk]


def _answer(name: str, board: Source, how: _How) -> BoardAnswer:
    try:
        folder = Path(board).parent if isinstance(board, Path | str) else Path()
        voices = read_voices(voices_file(folder))
        loaded = load(board).hear(voices).use_templates(how.templates)
        document = quote(loaded, on=how.on, **how.terms).wire()
    except InputError as error:
        document = error.wire()
    except Exception as error:  # noqa: BLE001 - a fault of ours in one board must not stop the rest
        told = f"{type(error).__name__} in shotwright itself: {error}"
        document = InputError.of(told, "please report it, with the board").wire()
    return BoardAnswer(name, json.dumps(document, ensure_ascii=False, allow_nan=False))


def write_answers(answers: Iterable[BoardAnswer], path: Path) -> Iterator[BoardAnswer]:
    """Write answers to a file as they come, and hand them on.

    JSON Lines by default; where the name ends in `.parquet`, a table with `file`, `hash`,
    `credits`, `usd` (decimal strings), `complete` (false where these are "at least"),
    `generations`, and `json`.  The file takes its name when it is whole.

    Raises:
        InputError: The file cannot be written, or pyarrow, which writes Parquet, is not installed.
    """
    parquet = path.suffix == ".parquet"
    partial = path.with_name(f".{path.name}.part")
    try:
        with _table(partial) if parquet else _lines(partial) as write:
            for answer in answers:
                write(answer)
                yield answer
        partial.replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise InputError.of(message, "choose another place", Place(path.as_posix())) from None
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _lines(path: Path) -> Iterator[Callable[[BoardAnswer], object]]:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield lambda answer: file.write(answer.line())


@contextmanager
def _table(path: Path) -> Iterator[Callable[[BoardAnswer], object]]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        hint = "install pyarrow, or write --out plans.jsonl"
        raise InputError.of("Parquet needs pyarrow, which is not installed", hint) from None
    texts = ("file", "hash", "credits", "usd", "json")
    fields = [(name, pa.string()) for name in texts]
    schema = pa.schema([*fields, ("complete", pa.bool_()), ("generations", pa.int64())])
    with pq.ParquetWriter(path, schema) as writer:
        yield lambda answer: writer.write_table(pa.Table.from_pylist([_row(answer)], schema))


def _row(answer: BoardAnswer) -> dict[str, object]:
    document = answer.document
    plan, estimate = document.get("plan") or {}, document.get("estimate") or {}
    priced = estimate.get("totals", {})
    totals = {
        purse: total["at_least"] if isinstance(total, dict) else total
        for purse, total in priced.items()
    }
    return {
        "file": answer.file,
        "hash": plan.get("hash"),
        "generations": len(plan["generations"]) if plan else None,
        "complete": all(isinstance(t, str) for t in priced.values()) if estimate else None,
        "json": answer.text,
        **totals,
    }
