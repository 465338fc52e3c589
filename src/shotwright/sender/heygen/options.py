"""Options of HeyGen's senders, as `--set NAME=VALUE` gives them: words that are read once."""

from __future__ import annotations

from collections.abc import Mapping

from shotwright.errors import InputError


def switch(options: Mapping[str, str], name: str) -> bool:
    """Read an option that is `yes` or `no`.

    Raises:
        InputError: It is neither.
    """
    if options[name] not in ("yes", "no"):
        raise InputError.of(f"{_written(name)} is {options[name]!r}", "write yes or no")
    return options[name] == "yes"


def number(options: Mapping[str, str], name: str) -> int:
    """Read an option that is a whole number from 1.

    Raises:
        InputError: It is none.
    """
    value = options[name]
    if not (value.isascii() and value.isdecimal() and int(value[:9]) > 0):
        raise InputError.of(f"{_written(name)} is {value!r}", "write a whole number from 1")
    return int(value[:9])


def choice(options: Mapping[str, str], name: str, offered: tuple[str, ...]) -> str:
    """Read an option that is one of a few words.

    Raises:
        InputError: It is another.
    """
    if options[name] not in offered:
        raise InputError.of(
            f"{_written(name)} is {options[name]!r}", f"one of {', '.join(offered)}"
        )
    return options[name]


def _written(name: str) -> str:
    return f"--set {name.replace('_', '-')}"
