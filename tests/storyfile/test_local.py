"""Local files: known by their content, and never looked for outside the board's folder."""

from __future__ import annotations

import os
import struct
import time
import wave
import zlib
from pathlib import Path

import pytest

from shotwright.errors import InputError
from shotwright.model.media import media_type_of
from shotwright.storyfile import load

TINY = {"shotwright": 1, "cast": {"maya": {"look": "lk"}}}
SCENES = [{"id": "a", "beats": [{"shot": "x"}]}]


def png() -> bytes:
    """Draw one black dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def wav(path: Path) -> bytes:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 80)
    return path.read_bytes()


def board_with(path: str, folder: Path, *, allow_outside: bool = False) -> set[str]:
    data = {**TINY, "references": {"r": {"image": path}}, "scenes": SCENES}
    return set(load(data, folder=folder, allow_outside=allow_outside).files)


def refused(path: str, folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        board_with(path, folder)
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert problem.where.path == "references.r.image"
    return f"{problem.message}; {problem.hint}"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (png(), "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
        (b"GIF89a\1\0\1\0", "image/gif"),
        (b"RIFF\x1a\0\0\0WEBPVP8L", "image/webp"),
        (b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", "video/mp4"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\0\0\0\x14ftypqt  ", "video/quicktime"),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x1cftypavif", "image/avif"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf3\x81\x08B\x82\x84webm", "video/webm"),
        (b"\x1aE\xdf\xa3\xa3B\x86\x81\1B\x82\x88matroska", "video/x-matroska"),
        (b"ID3\4\0\0\0\0\0\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\0", "audio/mpeg"),
        (b"\xff\xf3\x40\xc4\0", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", ""),  # AAC in ADTS
        (b"\xff\xfea\0b\0", ""),  # UTF-16
        (b"\xff\xfb\xff\xff", ""),
        (b"RIFF\x1a\0\0\0AVI LIST", ""),
        (b"%PDF-1.7", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"\x89PNG", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_first_bytes(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


def test_names_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("words\n", "utf-8")
    (tmp_path / "picture.txt").write_bytes(png())
    sound = wav(tmp_path / "sound.mp4")
    data = {
        **TINY,
        "references": {"a": {"image": "text.png"}, "b": {"image": "picture.txt"}},
        "scenes": [
            {"id": "a", "beats": [{"talk": {"audio": {"file": "sound.mp4", "seconds": 1}}}]}
        ],
    }
    files = load(data, folder=tmp_path).files
    assert {path: file.media_type for path, file in files.items()} == {
        "text.png": "",
        "picture.txt": "image/png",
        "sound.mp4": "audio/wav",
    }
    assert files["sound.mp4"].size == len(sound)


@pytest.mark.parametrize("path", ["../out.png", "a/../../out.png", "/etc/passwd", "../nothing.png"])
def test_a_path_that_leaves_the_folder_is_refused(path: str, tmp_path: Path) -> None:
    (tmp_path / "out.png").write_bytes(png())
    folder = tmp_path / "board"
    (folder / "a").mkdir(parents=True)
    told = refused(path, folder)
    assert told == (
        f"{path!r} lies outside the board's folder; copy it in, or allow it with --allow-outside"
    )


@pytest.mark.parametrize("path", ["in.png", "a/../in.png", "../board/in.png", "a/link.png"])
def test_a_path_that_comes_back_is_fine(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "board"
    (folder / "a").mkdir(parents=True)
    (folder / "in.png").write_bytes(png())
    (folder / "a" / "link.png").symlink_to(folder / "in.png")
    assert board_with(path, folder) == {path}
    assert board_with(str(folder / path), folder) == {str(folder / path)}


def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    (tmp_path / "out.png").write_bytes(png())
    folder = tmp_path / "board"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "hop.png").symlink_to("link.png")
    for path in ("link.png", "up/out.png", "hop.png"):
        assert "lies outside" in refused(path, folder)
        assert board_with(path, folder, allow_outside=True) == {path}


def test_a_link_in_a_circle_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to("b.png")
    (tmp_path / "b.png").symlink_to("a.png")
    assert board_with("a.png", tmp_path) == set()


def test_a_folder_that_is_reached_by_a_link_is_the_boards_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "in.png").write_bytes(png())
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert board_with("in.png", tmp_path / "link") == {"in.png"}


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    start = time.process_time()
    assert board_with("pipe.png", tmp_path) == set()
    assert board_with("folder.png", tmp_path) == set()
    for device in ("/dev/zero", "/dev/stdin", "/dev/tty"):
        assert board_with(device, tmp_path, allow_outside=True) == set()
    assert time.process_time() - start < 5


def test_a_huge_file_is_known_by_its_head_and_size(tmp_path: Path) -> None:
    found = []
    for size in (2**40, 2**40 + 1):
        with (tmp_path / "huge.mp4").open("wb") as file:
            file.write(b"\0\0\0\x18ftypisom")
            file.truncate(size)
        data = {**TINY, "references": {"r": {"video": "huge.mp4"}}, "scenes": SCENES}
        found.append(load(data, folder=tmp_path).files["huge.mp4"])
    assert [file.size for file in found] == [2**40, 2**40 + 1]
    assert found[0].sha256 != found[1].sha256
    assert found[0].media_type == "video/mp4"


BRAND = "references: {r: {image: PATH}}\n"
BOARD = (
    "shotwright: 1\nextends: ../brand/brand.yaml\nscenes: [{id: a, beats: [{shot: x, with: []}]}]\n"
)


@pytest.mark.parametrize(
    ("path", "fine"),
    [
        ("own.png", True),
        ("../brand/own.png", True),
        ("../board/of.png", True),
        ("../out.png", False),
        ("link.png", False),
    ],
)
def test_files_of_an_extended_file_lie_in_its_folder_or_the_boards(
    path: str,
    fine: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    for name in ("board", "brand"):
        (tmp_path / name).mkdir()
    for name in ("brand/own.png", "board/of.png", "out.png"):
        (tmp_path / name).write_bytes(png())
    (tmp_path / "brand" / "link.png").symlink_to(tmp_path / "out.png")
    board = tmp_path / "board" / "board.yaml"
    board.write_text(BOARD, "utf-8")
    (tmp_path / "brand" / "brand.yaml").write_text(BRAND.replace("PATH", path), "utf-8")
    assert len(load(board, allow_outside=True).files) == 1
    if fine:
        assert len(load(board).files) == 1
        return
    with pytest.raises(InputError) as caught:
        load(board)
    (problem,) = caught.value.problems
    assert problem.message == (
        f"{path!r} lies outside the board's folder and that of the file that names it"
    )
    assert problem.where is not None
    assert Path(problem.where.file).name == "brand.yaml"
    assert (problem.where.line, problem.where.column) == (1, 25)


def test_all_paths_that_leave_are_told_beside_the_other_mistakes(tmp_path: Path) -> None:
    data = {
        **TINY,
        "titel": "x",
        "cast": {"maya": {"image": "../a.png"}},
        "references": {"r": {"video": "/b.mp4"}},
        "scenes": [{"id": "a", "beats": [{"talk": {"audio": {"file": "../c.wav", "seconds": 1}}}]}],
    }
    with pytest.raises(InputError) as caught:
        load(data, folder=tmp_path)
    assert {problem.where.path for problem in caught.value.problems if problem.where} == {
        "titel",
        "cast.maya.image",
        "references.r.video",
        "scenes[0].beats[0].talk.audio.file",
    }


def test_the_largest_size_can_be_chosen(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    board.write_text(BOARD.replace("../brand/", ""), "utf-8")
    (tmp_path / "brand.yaml").write_text(f"# {'x' * 1000}\ncast: {{}}\n", "utf-8")
    assert load(board, max_bytes=2000).scenes
    for limit, name in ((1000, "brand.yaml"), (50, "board.yaml")):
        with pytest.raises(InputError, match=rf"{name} is [\d,]+ bytes large; the limit is"):
            load(board, max_bytes=limit)


def test_the_files_that_options_name_are_known_and_held_in_the_folder(tmp_path: Path) -> None:
    for name in ("wall.png", "mark.png", "sky.png", "loop.mp4"):
        (tmp_path / name).write_bytes(name.encode())
    beat = {"shot": "x", "options": {"legacy": {"background": {"video": "loop.mp4"}}}}
    scene = {"id": "a", "options": {"legacy": {"background": {"image": "sky.png"}}}}
    api = {"background": {"image": "wall.png"}, "watermark": {"image": "mark.png"}}
    data = {**TINY, "options": {"api": api}, "scenes": [{**scene, "beats": [beat]}]}
    files = load(data, folder=tmp_path).files
    assert {path: file.size for path, file in files.items()} == {
        "wall.png": 8,
        "mark.png": 8,
        "sky.png": 7,
        "loop.mp4": 8,
    }
    inner = tmp_path / "inner"
    inner.mkdir()
    away = {"api": {"background": {"image": "../wall.png"}}}
    outer = [{"id": "a", "beats": [{"shot": "x", "options": away}]}]
    with pytest.raises(InputError) as caught:
        load({**TINY, "scenes": outer}, folder=inner)
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert problem.where.path == "scenes[0].beats[0].options.api.background.image"
