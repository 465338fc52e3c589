"""Whatever is given: a board, or an error with its places; never anything else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shotwright.errors import InputError, Problem
from shotwright.model.board import Board
from shotwright.storyfile import load

SAMPLE = (Path(__file__).parents[1] / "sample.yaml").read_bytes()
KEYS = [
    "shotwright", "id", "title", "extends", "routes", "billing", "keepers", "cast", "references",
    "scenes", "beats", "shot", "talk", "prompt", "seconds", "with", "by", "voice", "speed",
    "engine", "source", "motion", "over", "words", "keep", "cut", "enhance", "options", "api",
    "setting", "place", "time", "camera", "move", "lighting", "style", "audio", "ambient", "says",
    "line", "speech", "constraints", "aspect", "resolution", "language", "family", "look",
    "image", "video", "of", "face", "file", "url", "silence", "text", "shots", "base", "x-own",
    "<<",
]  # fmt: skip
WORDS = ["maya", "ken", "=6", "4-8", "auto", "9:16", "asset:a", "https://e.example/a",
    "none", "web"]  # fmt: skip

quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.sampled_from(WORDS)
    | st.text(st.characters(exclude_categories=()), max_size=8)
)
keys = st.sampled_from(KEYS) | st.text(max_size=6) | st.integers() | st.none()
plain = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(keys, inner, max_size=6)
    ),
    max_leaves=25,
)
clauses = st.dictionaries(st.sampled_from(KEYS), plain, max_size=3)
named = st.dictionaries(st.sampled_from(WORDS) | keys, plain | clauses, max_size=3)
beats = st.builds(
    lambda main, rest: {**rest, **main},
    st.dictionaries(st.sampled_from(["shot", "talk", "prompt"]), scalars, max_size=2),
    clauses | st.fixed_dictionaries({"with": plain, "references": plain, "over": plain}),
)
scenes = st.builds(
    lambda name, beats, rest: {"id": name, **rest, "beats": beats},
    scalars,
    st.lists(beats, min_size=1, max_size=3),
    clauses,
)
boards = st.builds(
    lambda cast, references, scenes, rest: {
        "shotwright": 1,
        **rest,
        "cast": cast,
        "references": references,
        "scenes": scenes,
    },
    named,
    named,
    st.lists(scenes, min_size=1, max_size=3),
    clauses,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "board.yaml"


def answered(source: Path | str | dict[Any, Any], name: str) -> None:
    """Load anything: a board, or problems that each have a place in it."""
    board, problems = outcome(source)
    assert (board is None) == bool(problems)
    if board:
        assert board.briefs
    for problem in problems:
        assert problem.message
        assert problem.where is not None
        assert problem.where.file == name or "extends" in problems[0].message


def outcome(source: Path | str | dict[Any, Any]) -> tuple[Board | None, tuple[Problem, ...]]:
    try:
        return load(source), ()
    except InputError as error:
        return None, error.problems


@quick
@given(st.text(st.characters(exclude_categories=())))
@example("\ud800")
@example("\u0800\x1f")
@example("- \x85\n- \u2028")
@example("a: !<tag:yaml.org,2002:str> b")
@example("? - a\n: - b")
@example('{"a": "\\ud800\\udc00"}')
def test_any_text_is_answered(text: str) -> None:
    answered(f"{text}\n", "<text>")


@quick
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf{\xff")
@example(b"\xff\xfea\0")
def test_any_bytes_in_a_file_are_answered(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    answered(path, path.as_posix())


@quick
@given(st.text(st.sampled_from("{}[]:,-?&*!|>'\"#%@` \n\tab01.<~xX=\\"), max_size=60))
def test_any_heap_of_signs_is_answered(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    answered(path, path.as_posix())
    answered(f'{{"{text}\n', "<text>")


edits = st.lists(
    st.tuples(
        st.sampled_from(["delete", "insert", "swap", "repeat", "cut"]),
        st.integers(0, len(SAMPLE) - 1),
        st.integers(0, 255) | st.sampled_from(list(b" \n\t:-{}[]'\"&*#,")),
    ),
    min_size=1,
    max_size=3,
)


@settings(quick, max_examples=300)
@given(edits)
def test_a_damaged_board_is_answered(path: Path, edits: list[tuple[str, int, int]]) -> None:
    content = bytearray(SAMPLE)
    for kind, offset, byte in edits:
        at = min(offset, len(content) - 2)
        if at < 0:
            break
        match kind:
            case "delete":
                del content[at]
            case "insert":
                content.insert(at, byte)
            case "swap":
                content[at : at + 2] = content[at : at + 2][::-1]
            case "repeat":
                content[at:at] = content[at : at + 40]
            case _:
                del content[at : at + byte]
    path.write_bytes(content)
    answered(path, path.as_posix())


@settings(quick, max_examples=200)
@given(st.dictionaries(keys, plain, max_size=6))
@example({"title": Decimal("sNaN")})
@example({"x-": 1})
def test_any_plain_data_is_answered(data: dict[Any, Any]) -> None:
    answered(data, "<dict>")


@settings(quick, max_examples=300)
@given(boards)
def test_anything_in_the_shape_of_a_board_is_answered(data: dict[str, Any]) -> None:
    answered(data, "<dict>")
