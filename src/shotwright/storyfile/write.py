"""Plain data to text of YAML or JSON, on one line, quoted only where it has to be.

>>> written({"by": "ken", "line": "Hot, hot."}, flow=True)
'{by: ken, line: "Hot, hot."}'
"""

from __future__ import annotations

import json as as_json
import re
from decimal import Decimal

from shotwright.storyfile.yaml_reader import plain_value

_PLAIN = re.compile(r"(?:\w|=\d)[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#\[\]{}&*!|>%@`\\]*")
_OTHER_YAML = frozenset({"yes", "no", "on", "off", "y", "n"})
"""Text to us, and to YAML 1.2; quoted for the sake of older readers."""

_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def written(value: object, *, flow: bool, json: bool = False, sign: str = "") -> str:
    """Write a value on one line.

    Args:
        value: Plain data.
        flow: Whether it comes to stand inside braces or brackets.
        json: Whether to write JSON.
        sign: The quotation mark to keep to, if any.
    """
    if isinstance(value, dict):
        pairs = (
            f"{written(key, flow=True, json=json)}: {written(entry, flow=True, json=json)}"
            for key, entry in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(written(entry, flow=True, json=json) for entry in value)}]"
    if isinstance(value, str):
        return _text(value, flow=flow, json=json, sign=sign)
    if value is None or isinstance(value, bool):
        return as_json.dumps(value)
    return str(value) if isinstance(value, int | Decimal) else repr(value)


def _text(value: str, *, flow: bool, json: bool, sign: str) -> str:
    if not json and not sign and is_plain(value, flow=flow):
        return value
    if not json and sign == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    quoted = as_json.dumps(value, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def is_plain(value: str, *, flow: bool) -> bool:
    """Tell whether a text can stand without quotation marks."""
    return (
        _PLAIN.fullmatch(value) is not None
        and value == value.strip()
        and value.lower() not in _OTHER_YAML
        and isinstance(plain_value(value), str)
        and not (flow and "," in value)
    )


def literal(value: object, indent: str, comment: str, eol: str) -> str:
    """Write text as a literal block; empty where that cannot hold it."""
    if not isinstance(value, str) or not value.strip() or value[0] in " \t\n":
        return ""
    lines = value.removesuffix("\n").split("\n")
    if not lines[-1].strip() or not all(line.replace("\t", "").isprintable() for line in lines):
        return ""
    head = "|" if value.endswith("\n") else "|-"
    body = (f"{indent}{line}" if line else "" for line in lines)
    return head + comment + eol + eol.join(body)
