"""Findings for other programs: annotations of GitHub Actions, and SARIF 2.1.0.

>>> from shotwright.errors import Place
>>> found = Finding(code="SHOT056", severity=Severity.INFO, beat="reveal",
...     where=Place("ad.yaml", 12, 9), message="Enhance rewrites this prompt", fix="turn it off")
>>> print(github_annotations([found]))
::notice file=ad.yaml,line=12,col=9,title=SHOT056::reveal: Enhance rewrites this prompt; turn it off
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from shotwright.errors import Place
from shotwright.model.finding import Finding, Severity
from shotwright.rules import Rule, all_rules, explain, rule_page

SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

PAGES = "docs/rules/"
"""Where the pages of rules lie; a folder of the project, or the URL of one."""

_GITHUB = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "note"}


def github_annotations(findings: Iterable[Finding]) -> str:
    """Write workflow commands, one line for each finding, which GitHub shows beside the text."""
    return "\n".join(map(_annotation, findings))


def _annotation(finding: Finding) -> str:
    place = finding.where
    at: dict[str, object] = {}
    if place and _is_file(place):
        at = {"file": place.file}
        if place.line:
            at |= {"line": place.line, "col": place.column}
    at["title"] = finding.code
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in at.items())
    return f"::{_GITHUB[finding.severity]} {properties}::{_data(_told(finding))}"


def _data(text: str) -> str:
    """Escape what would end a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(findings: Sequence[Finding], *, version: str, pages: str = PAGES) -> dict[str, Any]:
    """Make a SARIF log of one run; `json.dumps` writes it.

    Args:
        findings: In the order in which they are told.
        version: Of shotwright.
        pages: What the file names of the rules' pages are put behind.
    """
    rules = all_rules()
    index = {rule.code: number for number, rule in enumerate(rules)}
    driver = {
        "name": "shotwright",
        "version": version,
        "rules": [_rule(rule, pages) for rule in rules],
    }
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index) for finding in findings],
            }
        ],
    }


def _rule(rule: Rule, pages: str) -> dict[str, Any]:
    title = rule.manual.splitlines()[0].removeprefix(f"{rule.code}: ")
    return {
        "id": rule.code,
        "shortDescription": {"text": title},
        "help": {"text": explain(rule.code), "markdown": rule_page(rule.code)},
        "helpUri": f"{pages}{rule.code}.md",
        "defaultConfiguration": {"level": _SARIF[rule.severity]},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF[finding.severity],
        "message": {"text": _told(finding)},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.where:
        result["locations"] = [_location(finding.where)]
    return result


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if _is_file(place):
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(place.file)}}
        if place.line:
            region = {"startLine": place.line, "startColumn": place.column}
            location["physicalLocation"]["region"] = region
    if place.path:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path}]
    return location


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _is_file(place: Place) -> bool:
    """Tell a file from `<stdin>`, `<text>` and `<dict>`."""
    return not place.file.startswith("<")


def _told(finding: Finding) -> str:
    beat = f"{finding.beat}: " if finding.beat else ""
    return f"{beat}{finding.message}; {finding.fix}"


def fixes_line(findings: Iterable[Finding], *, unsafe: bool = False) -> str:
    """Say how many findings can be fixed, and with which options; empty where none can."""
    safe = [finding.mend.safe for finding in findings if finding.mend]
    now = len(safe) if unsafe else sum(safe)
    rest = len(safe) - now
    parts = [f"{now} can be fixed with --fix{' --unsafe' if unsafe else ''}"] if now else []
    if rest:
        more = "more " if now else ""
        parts.append(f"{rest} {more}can be fixed with --fix --unsafe")
    return ", ".join(parts)
