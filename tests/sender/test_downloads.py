"""Names of downloads: safe on every system, inside their folder, never two in one file."""

from __future__ import annotations

import errno
import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sender.followed import VIDEO, Clock, Fake, done_at, ledger_at, plan_of, send_all

from shotwright.errors import InputError, ServiceError
from shotwright.model.take import Take
from shotwright.sender import fetch, place_in, poll
from shotwright.sender.downloads import Names, alone, save, tidy

WINDOWS = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)),
           *(f"lpt{n}" for n in range(1, 10))}  # fmt: skip
"""Microsoft, "Naming Files, Paths, and Namespaces": also with a suffix."""


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Take:
    ledger = ledger_at(str(tmp_path_factory.mktemp("l") / "l.sqlite"), Clock())
    (sent,) = send_all(ledger, plan_of(1))
    ledger.close()
    return sent


def whole(to: Path) -> None:
    to.write_bytes(VIDEO)


def test_the_usual_name(take: Take, tmp_path: Path) -> None:
    assert place_in(tmp_path)(take) == tmp_path / "Launch" / "b0001.take1.mp4"


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{generation}-{take:03}.mp4", "b0001-001.mp4"),
        ("{tag}.mp4", None),
        (
            "{route}/{product}/{items} {take} {generation}.webm",
            "api/avatar_shots/b0001 1 b0001.webm",
        ),
    ],
)
def test_patterns_that_can_be_used(
    take: Take, tmp_path: Path, pattern: str, name: str | None
) -> None:
    assert place_in(tmp_path, pattern)(take) == tmp_path / (name or f"sw-{take.id[:12]}.mp4")


@pytest.mark.parametrize(
    "pattern",
    [
        "", "{take}.mp4", "{generation}.mp4", "{board}/x.mp4", "x.mp4",
        "/{generation}{take}.mp4", "../{generation}{take}.mp4", "a/../{generation}{take}.mp4",
        "./{tag}.mp4", "a//{tag}.mp4", "{tag}/", "~/{tag}?.mp4", "C:/{tag}.mp4", "a\\{tag}.mp4",
        "{tag}.", "{tag} ", "con/{tag}.mp4", "NUL.x/{tag}.mp4", "{tag}\n.mp4", "{tag}\u202e.mp4",
        "{tag}{nothing}", "{tag}{}", "{tag", "tag}", "{{tag}}", "{tag}{0}", "{tag:>999999999}",
        "{tag}{take.id}", "{tag}{take.__class__}", "{tag}{take!r}", "{tag}{take:9}",
        "{tag}{take:0999999999}", "{tag}{generation:02}",
    ],
)  # fmt: skip
def test_patterns_that_are_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(InputError):
        place_in(tmp_path, pattern)


@given(board=st.text(), generation=st.text(), number=st.integers(1, 10**6))
@example(board="../../etc", generation="passwd", number=1)
@example(board="..", generation=".", number=1)
@example(board="CON", generation="nul", number=1)
@example(board="con .txt", generation="a:b|c?*", number=1)
@example(board="é" * 300, generation="🎬" * 300, number=1)
@example(board=" . ", generation="\u202egnp.exe", number=1)
@example(board="COM¹", generation="x\x00y\ud800", number=1)
def test_every_name_is_safe_on_every_system(board: str, generation: str, number: int) -> None:
    values = {"board": board, "generation": generation, "take": number}
    parts = Names("{board}/{generation}.take{take}.mp4").of(values).split("/")
    assert len(parts) == 2
    for part in parts:
        assert part not in {"", ".", ".."}
        assert not set(part) & set('<>:"/\\|?*')
        assert not part.startswith(".")
        assert not part.endswith((".", " "))
        assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs"} for c in part)
        assert part.split(".")[0].rstrip().casefold() not in WINDOWS
        assert len(part.encode()) <= 220
    assert parts[1].endswith(f".take{number}.mp4")


def test_long_names_that_differ_at_their_end_stay_apart() -> None:
    names = {Names("{generation}.{take}.mp4").of({"generation": "x" * 500 + end, "take": 1})
             for end in "ab"}  # fmt: skip
    assert len(names) == 2


def test_a_link_out_of_the_folder_is_refused(take: Take, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Launch").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="leads out of"):
        place_in(tmp_path / "out")(take)


def test_a_file_that_is_there_is_never_overwritten(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "b.mp4"
    path.write_text("my own")
    where = save(take, path, [], whole)
    tidy(take, path)
    assert path.read_text() == "my own"
    assert where == tmp_path / f"b.sw-{take.id[:12]}.mp4"
    assert where.read_bytes() == VIDEO
    assert len(list(tmp_path.iterdir())) == 2


def test_where_that_name_is_taken_too_it_is_an_error(take: Take, tmp_path: Path) -> None:
    names = [tmp_path / "b.mp4", tmp_path / f"b.sw-{take.id[:12]}.mp4"]
    for name in names:
        name.write_text("my own")
    with pytest.raises(InputError, match="is another file"):
        save(take, names[0], [], whole)
    assert {name.read_text() for name in names} == {"my own"}


@pytest.mark.parametrize("other", ["b.mp4", "B.MP4"])
def test_another_takes_name_is_never_given_also_when_its_file_is_gone(
    take: Take, tmp_path: Path, other: str
) -> None:
    where = save(take, tmp_path / "b.mp4", [(tmp_path / other).as_posix()], whole)
    assert where.name == f"b.sw-{take.id[:12]}.mp4"


def test_what_came_is_kept_and_gone_on_with(take: Take, tmp_path: Path) -> None:
    seen: list[bytes] = []

    def piecewise(to: Path) -> None:
        have = to.read_bytes() if to.exists() else b""
        seen.append(have)
        to.write_bytes(have + VIDEO[len(have) : len(have) + 1_000])
        if to.stat().st_size < len(VIDEO):
            raise ServiceError("it broke off", "again")

    path = tmp_path / "b.mp4"
    for _ in range(2):
        with pytest.raises(ServiceError):
            save(take, path, [], piecewise)
        assert not path.exists()
    assert save(take, path, [], piecewise).read_bytes() == VIDEO
    assert [len(have) for have in seen] == [0, 1_000, 2_000]


def test_after_a_crash_between_file_and_ledger_nothing_is_fetched_again(
    take: Take, tmp_path: Path
) -> None:
    path = tmp_path / "b.mp4"
    save(take, path, [], whole)  # and then it dies: no tidying, no word to the ledger

    def never(_: Path) -> None:
        pytest.fail("it is there already")

    assert save(take, path, [], never) == path
    tidy(take, path)
    assert [p.name for p in tmp_path.iterdir()] == ["b.mp4"]


def test_a_disk_without_hard_links_serves_too(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "b.mp4"
    assert save(take, path, [], whole) == path
    other = replace(take, tag="ffffffffffff")
    assert save(other, path, [], whole) == tmp_path / "b.ffffffffffff.mp4"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.ffffffffffff.mp4", "b.mp4"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_a_full_disk_or_a_locked_folder_is_told_as_such(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_: Path) -> None:
        raise ServiceError("it cannot be fetched", "again")

    def broken(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(InputError, match=f"{os.strerror(number)}.*goes on where it was"):
        save(take, tmp_path / "b.mp4", [], full)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_told(take: Take, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot write"):
        save(take, tmp_path / "file" / "b.mp4", [], whole)


def test_an_empty_file_is_no_video(take: Take, tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="empty"):
        save(take, tmp_path / "b.mp4", [], Path.touch)
    assert not (tmp_path / "b.mp4").exists()


def test_one_process_at_a_time_downloads_into_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path / "new") as first, alone(tmp_path / "new") as second:
        assert (first, second) == (True, False)
    with alone(tmp_path / "new") as again:
        assert again


def test_a_retake_and_an_older_edit_of_a_shot_get_files_of_their_own(tmp_path: Path) -> None:
    clock = Clock()
    ledger = ledger_at(str(tmp_path / "l.sqlite"), clock)
    # Another resolution makes another fingerprint, so that its takes count from 1 as well.
    plans = [plan_of(1), plan_of(1, resolution="1080p")]
    for n, plan in enumerate(plans):
        send_all(ledger, plan, prefix=f"p{n}")
    fake = Fake(clock, done_at(0))
    poll(ledger, fake, ledger.takes())
    list(fetch(ledger, fake, ledger.takes(), place_in(tmp_path)))
    files = [Path(take.file) for take in ledger.takes()]
    assert {take.number for take in ledger.takes()} == {1}
    assert len(set(files)) == 2
    assert sorted(p for p in (tmp_path / "Launch").iterdir()) == sorted(files)
    ledger.close()
