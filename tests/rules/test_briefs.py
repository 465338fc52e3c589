"""Twenty-five briefs, each with the errors and warnings it must get, and no others."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.model.board import Board
from shotwright.model.finding import Severity

FILE = Path(__file__).with_name("briefs.json")
BRIEFS: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
TOLD = {Severity.ERROR, Severity.WARN}
ON = date(2026, 11, 21)


def board_of(brief: dict[str, Any]) -> Board:
    """Write a brief as a board of one beat."""
    subjects = [str(subject) for subject in brief["subjects"]]
    beat: dict[str, Any] = {
        "id": "shot",
        "shot": brief["action"],
        "with": [f"c{n}" for n in range(len(subjects))],
        "seconds": "auto" if brief["duration"] == "auto" else f"={brief['duration']}",
    }
    beat |= {key: brief[key] for key in ("camera", "lighting") if brief.get(key)}
    beat |= {"enhance": brief["enhance"]} if "enhance" in brief else {}
    if brief.get("audio"):
        audio = brief["audio"]
        lines = [
            {
                "by": line["speaker"],
                "line": line["text"],
                **{key: line[key] for key in ("language", "delivery") if line.get(key)},
            }
            for line in audio.get("lines", ())
        ]
        given = {
            "mode": audio.get("mode"),
            "ambient": audio.get("sound"),
            "music": audio.get("music"),
            "says": lines,
        }
        beat["audio"] = {key: value for key, value in given.items() if value}
    references = {
        f"r{n}": {
            entry[
                "kind"
            ]: f"https://example.com/r{n}.{'png' if entry['kind'] == 'image' else 'mp4'}",
            **({"of": entry["role"]} if entry.get("role") else {}),
            **{key: entry[key] for key in ("face", "seconds") if key in entry},
        }
        for n, entry in enumerate(brief.get("references") or ())
    }
    if references:
        beat["references"] = list(references)
    setting = {"place": brief.get("setting"), "mood": brief.get("mood")}
    board = {
        "shotwright": 1,
        "language": brief.get("language", "en"),
        "routes": {"shots": brief.get("surface", "api"), "talk": "api"},
        "cast": {
            f"c{n}": {
                "name": subject,
                "look": f"lk_{n}",
                "kind": "digital_twin",
                "consent": "confirmed",
            }
            for n, subject in enumerate(subjects)
        },
        "scenes": [
            {
                "id": "s",
                "setting": {key: value for key, value in setting.items() if value},
                "beats": [beat],
            }
        ],
    }
    board |= {"references": references} if references else {}
    board |= {"style": brief["style"]} if brief.get("style") else {}
    board |= {"aspect": brief["aspect_ratio"]} if brief.get("aspect_ratio") else {}
    board |= {"resolution": brief["resolution"]} if brief.get("resolution") else {}
    return shotwright.load(board)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: str(brief["id"]))
def test_a_brief_gets_the_findings_it_must_and_no_others(brief: dict[str, Any]) -> None:
    findings = shotwright.check(board_of(brief), on=ON)
    codes = {finding.code for finding in findings if finding.severity in TOLD}
    told = {finding.code for finding in findings}
    expected = set(brief["expected_findings"])
    assert codes <= expected, [str(f) for f in findings if f.code in codes - expected]
    assert expected <= told
