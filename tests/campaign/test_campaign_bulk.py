"""Many boards at once: the same answers as one by one, in order, whatever happens to one."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import shotwright
from shotwright.campaign import BoardAnswer, plan_many, write_answers
from shotwright.errors import InputError

ON = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"
BOARDS = [EXAMPLES / name for name in ("ad.yaml", "brand_film.yaml", "interview.yaml")]


def board(number: int) -> dict[str, Any]:
    return {
        "shotwright": 1,
        "title": f"Board {number}",
        "cast": {"ana": {"look": "lk"}},
        "scenes": [{"id": "s", "beats": [{"shot": "Ana waves", "seconds": 4 + number % 12}]}],
    }


def alone(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = shotwright.quote(shotwright.load(path), on=ON).wire()
    return document


@pytest.mark.parametrize("executor", ["processes", None])
def test_many_boards_are_answered_as_one_by_one_and_in_order(executor: Any) -> None:  # noqa: ANN401 - both forms
    answers = list(plan_many([*BOARDS, *reversed(BOARDS)], on=ON, executor=executor, workers=2))
    assert [answer.file for answer in answers] == [
        path.as_posix() for path in (*BOARDS, *reversed(BOARDS))
    ]
    for answer, path in zip(answers, BOARDS, strict=False):
        assert answer.document == alone(path)


def test_a_standard_executor_serves_and_is_left_open() -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(plan_many(BOARDS, on=ON, executor=pool))
        assert [answer.document for answer in answers] == [alone(path) for path in BOARDS]
        assert pool.submit(int, "3").result() == 3


def test_the_executor_of_dask_serves() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        pool: Executor = client.get_executor()
        answers = list(plan_many(map(board, range(20)), on=ON, executor=pool))
    assert [answer.file for answer in answers] == [f"<board {n}>" for n in range(1, 21)]
    assert all(answer.document["plan"]["board"].startswith("Board ") for answer in answers)


def test_one_bad_board_never_stops_the_rest(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("shotwright: 1\nscenes: [\n", "utf-8")
    answers = list(plan_many([BOARDS[0], bad, tmp_path / "none.yaml", BOARDS[1]], on=ON, workers=2))
    assert [answer.failed for answer in answers] == [False, True, True, False]
    (error, *_) = answers[1].document["errors"]
    assert error["where"]["file"].endswith("bad.yaml")
    assert error["where"]["line"] > 0


class Killed(dict[str, Any]):
    """A board that kills the process which unpacks it, but not this one."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Unpack by dying."""
        return _die, (os.getpid(),)


def _die(parent: int) -> dict[str, Any]:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return board(0)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_worker_that_is_killed_loses_no_board() -> None:
    boards = [board(n) for n in range(30)]
    boards[9] = Killed(board(9))
    answers = list(plan_many(boards, on=ON, workers=2))
    assert [answer.document["plan"]["board"] for answer in answers] == [
        f"Board {n}" for n in range(30)
    ]


def test_boards_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[dict[str, Any]]:
        nonlocal taken
        while True:
            taken += 1
            yield board(taken)

    class Now(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - its face
            future: Future[Any] = Future()
            future.set_result(fn(*args, **kwargs))
            return future

    answers = plan_many(endless(), on=ON, executor=Now(), workers=1)
    first = [next(answers).document["plan"]["board"] for _ in range(3)]
    assert first == ["Board 1", "Board 2", "Board 3"]
    assert taken < 50


def test_a_fault_of_ours_is_told_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        msg = "no such thing"
        raise LookupError(msg)

    monkeypatch.setattr("shotwright.campaign.bulk.quote", broken)
    (answer,) = plan_many([board(1)], on=ON, executor=None)
    (error,) = answer.document["errors"]
    assert error["message"] == "LookupError in shotwright itself: no such thing"


# Files of answers


def test_answers_are_written_as_lines_as_they_come(tmp_path: Path) -> None:
    out = tmp_path / "plans.jsonl"
    answers = list(write_answers(plan_many(BOARDS, on=ON, executor=None), out))
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert lines == [{"file": a.file, **a.document} for a in answers]
    assert [line["plan"]["hash"] for line in lines] == [alone(p)["plan"]["hash"] for p in BOARDS]
    assert list(tmp_path.iterdir()) == [out]


def test_answers_are_written_as_a_table(tmp_path: Path) -> None:
    out = tmp_path / "plans.parquet"
    unknown = board(1)
    unknown["scenes"][0]["beats"].append({"talk": {"audio": {"asset": "a"}}, "by": "ana"})
    boards: list[Any] = [BOARDS[0], board(2), unknown, tmp_path / "none.yaml"]
    list(write_answers(plan_many(boards, on=ON, executor=None), out))
    rows = pq.read_table(out).to_pylist()
    assert [row["complete"] for row in rows] == [True, True, False, None]
    assert rows[0]["hash"] == alone(BOARDS[0])["plan"]["hash"]
    assert (rows[1]["credits"], rows[1]["usd"], rows[1]["generations"]) == ("24", None, 1)
    assert json.loads(rows[3]["json"])["errors"]


def test_a_file_that_is_not_whole_does_not_take_its_name(tmp_path: Path) -> None:
    out = tmp_path / "plans.jsonl"
    out.write_text("before", "utf-8")

    def stops() -> Iterator[BoardAnswer]:
        yield BoardAnswer("a", '{"plan": null}')
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(write_answers(stops(), out))
    assert out.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [out]
    with pytest.raises(InputError, match="cannot write"):
        list(write_answers(iter(()), tmp_path / "none" / "plans.jsonl"))
