"""Runs HeyGen's command-line tool, and reads what it says as if HeyGen had answered.

What is sent, looked up and read is the same as over HTTP; so is what an answer means.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from shotwright.errors import InputError
from shotwright.sender.heygen.service import BASE_URL
from shotwright.sender.http import LARGEST_ANSWER, Answer, Http, Key, NoAnswerError
from shotwright.sender.outcome import status_of

KEY_FLAG = "--idempotency-key"

_PROBE = 20.0
"""Seconds for the tool to print its help; it asks nobody for it."""

_LEEWAY = 15.0
"""Seconds past a call's deadline: the tool keeps one of its own, and says so itself."""

_UNANSWERED = frozenset({"network_error", "timeout", "canceled", "unclassified_server_error"})
"""Codes of the tool for calls of which nobody knows what became.

Source: HeyGen's command-line tool, its error codes, read 2026-11-21.
"""

_FINE, _TIMED_OUT = 0, 4
"""Exit codes; the others are 1 for an error, 2 for wrong usage, 3 for a wrong key."""

Command = tuple[str, ...]


class Tool(Http):
    """HeyGen by its tool; only what lies elsewhere, such as finished videos, is fetched over HTTP.

    Attributes:
        takes_keys: Whether the tool has a flag for the key against making the same thing twice.
    """

    def __init__(
        self, command: str, base_url: str, key: Key, environment: Mapping[str, str]
    ) -> None:
        """Look at what the tool can.

        Args:
            command: Its path.
            base_url: Of the service; empty is HeyGen's own.
            key: Handed over in the environment, never among the arguments, which all can read.
            environment: What else the tool may see: proxies, certificates, its own settings.

        Raises:
            InputError: It is not HeyGen's tool.
        """
        super().__init__(base_url or BASE_URL, key)
        self._command = command
        self._environment = _environment(environment, base_url, key)
        self.takes_keys = KEY_FLAG in self._help()

    def call(
        self,
        method: str,
        path: str,
        *,
        seconds: float,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Run the command of a call once; see `Http.call`.

        Raises:
            NoAnswerError: It timed out, was cut off, or did not start.
            ValueError: The body is no JSON.
        """
        words, names = _words(method, path)
        flags = [f"--{name.replace('_', '-')}={value}" for name, value in (params or {}).items()]
        stdin = b""
        if body is not None:
            flags += ["-d", "-"]
            stdin = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
        key = (headers or {}).get("Idempotency-Key")
        if key and self.takes_keys and words == ("video", "create"):
            flags.append(f"{KEY_FLAG}={key}")
        with ExitStack() as stack:
            flags += [
                f"--{name}={stack.enter_context(_file(*given[:2]))}"
                for name, given in (files or {}).items()
            ]
            return self._answer([*words, *flags, "--", *names], stdin, seconds + _LEEWAY)

    def _answer(self, arguments: Sequence[str], stdin: bytes, seconds: float) -> Answer:
        said = f"`{' '.join(arguments[:2])}` of HeyGen's tool"
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            exit_code = self._run(arguments, stdin, seconds, out, err)
            told, error = self._told(out), _error(self._told(err))
        if exit_code is None:
            raise NoAnswerError(f"{said} did not start", left=False)
        if len(told) > LARGEST_ANSWER:
            raise NoAnswerError(f"{said} says more than {LARGEST_ANSWER >> 20} MB", left=True)
        if exit_code == _FINE:
            return Answer(200, "", None, told)
        code = str(error.get("code", ""))
        if code in _UNANSWERED or exit_code == _TIMED_OUT or exit_code < 0:
            words = error.get("message") or f"ended with {exit_code}"
            raise NoAnswerError(f"{said}: {code} {words}", left=True)
        request_id = str(error.get("request_id", ""))
        body = json.dumps({"error": error or {"message": f"exit code {exit_code}"}}).encode()
        return Answer(status_of(code) or _STATUS.get(exit_code, 500), request_id, None, body)

    def _run(
        self, arguments: Sequence[str], stdin: bytes, seconds: float, out: IO[bytes], err: IO[bytes]
    ) -> int | None:
        """Run the tool; its exit code, negative where it was killed, None where it did not start.

        In a session of its own: who interrupts us must not cut it off in the middle of a creation.
        """
        try:
            return subprocess.run(  # noqa: S603 - the tool that the user named
                [self._command, *arguments],
                input=stdin, stdout=out, stderr=err, timeout=seconds, check=False,
                env=self._environment, start_new_session=True,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            return -1
        except OSError:
            return None

    def _told(self, file: IO[bytes]) -> bytes:
        file.seek(0)
        return self._key.hide(file.read(LARGEST_ANSWER + 1))

    def _help(self) -> str:
        """Read the help of the command that creates videos.

        Raises:
            InputError: It has none.
        """
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            exit_code = self._run(["video", "create", "--help"], b"", _PROBE, out, err)
            told = self._told(out).decode(errors="replace")
        if exit_code != _FINE or "--data" not in told:
            raise InputError.of(
                f"{self._command} is not HeyGen's tool, or cannot be run",
                "see whether `heygen video create --help` says how videos are made",
            )
        return told


_STATUS = {2: 400, 3: 401}
"""HTTP's word for an exit code, where the tool gives no code that HeyGen documents."""


def _environment(environment: Mapping[str, str], base_url: str, key: Key) -> dict[str, str]:
    """Write what the tool sees.

    Source: HeyGen's command-line tool, 2026-07-22; reads are tried again by us.
    """
    name, secret = key.variable()
    ours = {
        name: secret,
        "HEYGEN_OUTPUT": "json",
        "HEYGEN_MAX_RETRIES": "0",
        "HEYGEN_NO_ANALYTICS": "1",
        "HEYGEN_NO_UPDATE_CHECK": "1",
    }
    if base_url:
        ours["HEYGEN_API_BASE"] = base_url.rstrip("/")
        if urlsplit(base_url).scheme == "http":  # to this machine only: `Http` has looked
            ours["HEYGEN_ALLOW_HTTP"] = "1"
    return {**environment, **ours}


@cache
def _commands() -> Mapping[tuple[str, tuple[str, ...]], Command]:
    text = resources("shotwright.sender.heygen").joinpath("commands.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)["commands"]
    return {
        (call.split()[0], tuple(call.split()[1].split("/"))): tuple(words.split())
        for call, words in found.items()
    }


def _words(method: str, path: str) -> tuple[Command, list[str]]:
    """Find the command of a call, and what its path names."""
    steps = tuple(path.split("/"))
    exact = _commands().get((method, steps))
    if exact:
        return exact, []
    for (verb, pattern), words in _commands().items():
        pairs = list(zip(pattern, steps, strict=False))
        fits = verb == method and len(pattern) == len(steps)
        if fits and all(mark in ("{}", step) for mark, step in pairs):
            return words, [unquote(step) for mark, step in pairs if mark == "{}"]
    raise AssertionError(f"no command for {method} {path}")


@contextmanager
def _file(name: str, content: bytes) -> Iterator[str]:
    """Put content into a file of that name, for as long as the tool reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, Path(name).name)
        path.write_bytes(content)
        yield str(path)


def _error(told: bytes) -> Mapping[str, Any]:
    """Find the error among the lines of the tool, each of which is a JSON object of some kind."""
    for line in reversed(told.splitlines()):
        try:
            error = json.loads(line).get("error")
        except (ValueError, RecursionError, AttributeError):
            continue
        if isinstance(error, dict):
            return error
    return {}
