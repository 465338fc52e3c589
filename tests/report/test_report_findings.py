"""Findings as GitHub annotations and SARIF, read back as those programs read them."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shotwright.errors import Place
from shotwright.model.finding import Finding, Mend, Severity
from shotwright.report import fixes_line, github_annotations, sarif
from shotwright.rules import all_rules

COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")


def finding(**changes: object) -> Finding:
    usual = Finding(
        code="SHOT007",
        severity=Severity.ERROR,
        beat="reveal",
        where=Place("ad.yaml", 12, 9, "scenes[0].beats[1].shot"),
        message="`{{ city }}` is template syntax",
        fix="fill it in",
    )
    return usual.model_copy(update=changes)


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does: unescape, the percent sign last."""
    match = COMMAND.fullmatch(line)
    assert match is not None
    pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {key: _plain(value) for key, value in pairs.items()}, _plain(match[3])


def _plain(text: str) -> str:
    for escaped, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, sign)
    return text


def test_an_annotation_has_its_place_and_its_words() -> None:
    assert github_annotations([finding()]) == (
        "::error file=ad.yaml,line=12,col=9,title=SHOT007"
        "::reveal: `{{ city }}` is template syntax; fill it in"
    )


@pytest.mark.parametrize(
    ("severity", "github", "level"),
    [
        (Severity.ERROR, "error", "error"),
        (Severity.WARN, "warning", "warning"),
        (Severity.INFO, "notice", "note"),
    ],
)
def test_severities_have_the_names_of_each_format(
    severity: Severity, github: str, level: str
) -> None:
    found = finding(severity=severity)
    assert github_annotations([found]).startswith(f"::{github} ")
    assert sarif([found], version="1")["runs"][0]["results"][0]["level"] == level


@given(st.text(), st.text(min_size=1).filter(lambda name: not name.startswith("<")))
def test_an_annotation_is_one_line_and_is_read_back(message: str, file: str) -> None:
    found = finding(message=message, where=Place(file, 3, 1))
    line = github_annotations([found])
    escaped = ["%0D", "%0A", "%3A", "%2C", "%25"]
    if any(sign in message + file for sign in escaped):
        return  # the reader above unescapes in turn, as the runner does
    kind, properties, told = read(line)
    assert (kind, properties["file"], properties["line"]) == ("error", file, "3")
    assert told == f"reveal: {message}; fill it in"


@pytest.mark.parametrize("where", [None, Place("<stdin>", 3, 1), Place("<dict>")])
def test_what_stands_in_no_file_is_annotated_without_one(where: Place | None) -> None:
    _, properties, _ = read(github_annotations([finding(where=where)]))
    assert properties == {"title": "SHOT007"}


def test_a_finding_about_the_board_begins_with_its_message() -> None:
    _, _, told = read(github_annotations([finding(beat="")]))
    assert told.startswith("`{{ city }}`")


def test_no_findings_are_no_annotations_and_an_empty_sarif_run() -> None:
    assert not github_annotations([])
    assert sarif([], version="1")["runs"][0]["results"] == []


def test_sarif_has_every_rule_with_its_manual_and_each_result_names_its_own() -> None:
    document = json.loads(json.dumps(sarif([finding()], version="0.2.0", pages="https://x.org/")))
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    assert document["version"] == "2.1.0"
    assert (driver["name"], driver["version"]) == ("shotwright", "0.2.0")
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in all_rules()]
    (result,) = run["results"]
    rule = driver["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "SHOT007"
    assert rule["shortDescription"]["text"] == "template syntax is left in the text."
    assert rule["helpUri"] == "https://x.org/SHOT007.md"
    assert rule["help"]["markdown"].startswith("# SHOT007: ")
    assert rule["defaultConfiguration"] == {"level": "error"}
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "ad.yaml"}
    assert physical["region"] == {"startLine": 12, "startColumn": 9}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "scenes[0].beats[1].shot"}]


@pytest.mark.parametrize("file", ["a b/ü#1.yaml", "/srv/spot %20.yaml", "x?.yaml"])
def test_sarif_names_files_as_uris(file: str) -> None:
    result = sarif([finding(where=Place(file, 1, 1))], version="1")["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9/%._~:-]+", uri)
    assert unquote(uri).removeprefix("file://") == file


def test_sarif_leaves_out_places_that_are_no_files() -> None:
    places = [None, Place("<stdin>", 3, 1, "title"), Place("ad.yaml")]
    run = sarif([finding(where=place) for place in places], version="1")["runs"][0]
    assert "locations" not in run["results"][0]
    assert run["results"][1]["locations"] == [
        {"logicalLocations": [{"fullyQualifiedName": "title"}]}
    ]
    assert run["results"][2]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "ad.yaml"}}}
    ]


@pytest.mark.parametrize(
    ("safe", "unsafe", "asked", "line"),
    [
        (0, 0, False, ""),
        (2, 0, False, "2 can be fixed with --fix"),
        (1, 2, False, "1 can be fixed with --fix, 2 more can be fixed with --fix --unsafe"),
        (0, 2, False, "2 can be fixed with --fix --unsafe"),
        (1, 2, True, "3 can be fixed with --fix --unsafe"),
    ],
)
def test_the_fixable_are_counted(safe: int, unsafe: int, line: str, *, asked: bool) -> None:
    ways = [True] * safe + [False] * unsafe
    found = [finding(mend=Mend((), way, ("ad.yaml",))) for way in ways]
    assert fixes_line([*found, finding()], unsafe=asked) == line
