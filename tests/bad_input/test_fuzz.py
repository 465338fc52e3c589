"""The examples, damaged in every way that hands, tools and disks know: answered, each time.

`make soak` tries 20,000 of them and more, `make test` a few hundred.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shotwright.errors import InputError, Problem
from shotwright.storyfile import Change, edit, load
from shotwright.storyfile.read import read_text

ROOT = Path(__file__).parents[2]
SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
CASES = 20_000 if SOAK else 300
FOLDERS = [ROOT / "tests", ROOT / "examples", ROOT / "examples" / "social"]
TEXTS = [path.read_text("utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.yaml"))]
TEXTS += [
    json.dumps(read_text(text, "<text>", Path()).data, default=float, indent=1) for text in TEXTS
]
SEEDS = [text.encode() for text in TEXTS if len(text) < 6000]
PIECES = [
    b"\t", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"&a ", b"*a",
    b"<<: *a", b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"|", b">", b"#", b"---\n",
    b"...\n", b"%YAML 1.1\n", b"!!binary ", b".nan", b"1e999", b"-1", b"=0", b"9-4", b"null",
    b"true", b"x-", b"../", b"/dev/zero", b"asset:", b"data:", b"https://", b"\\u0000", b"\\ud800",
]  # fmt: skip


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Damage a text in one way."""
    return chance.choice([cut_and_pasted, with_lines_damaged])(content, chance)


def cut_and_pasted(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    end = min(len(content), at + chance.choice([1, 1, 2, 8, 40, 400]))
    piece = chance.choice(PIECES)
    byte = bytes([chance.randrange(256)])
    ways = [
        content[:at],
        content[:at] + content[end:],
        content[:end] + content[at:],
        content[:at] + piece + content[at:],
        content[:at] + piece + content[end:],
        content[:at] + byte + content[at + 1 :],
    ]
    return chance.choice(ways)


def with_lines_damaged(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    line = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines[line] = b" " * chance.randrange(9) + lines[line].strip()
        case 1:
            lines.insert(line, chance.choice(lines))
        case 2:
            lines[line] = lines[line].split(b":")[0] + b": " + chance.choice(PIECES)
        case _:
            other = chance.randrange(len(lines))
            lines[line], lines[other] = lines[other], lines[line]
    return b"\n".join(lines)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "board.yaml"


def problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        assert load(path).briefs
    except InputError as error:
        return error.problems
    return ()


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.integers(1, 4), st.randoms(use_true_random=False))
def test_a_damaged_example_is_answered(
    path: Path, content: bytes, times: int, chance: random.Random
) -> None:
    for _ in range(times):
        content = damaged(content, chance)
    path.write_bytes(content)
    problems = problems_of(path)
    for problem in problems:
        assert problem.message
        assert problem.hint
        assert problem.where is not None
        assert problem.where.file
    if problems:
        return
    text = content.decode("utf-8")
    try:
        edited = edit(text, [Change(("title",), "Other")])
    except InputError:
        return
    path.write_bytes(edited.encode())
    assert load(path).title == "Other"
