"""Every limit, at its edge and past it, on each route that has it.

What is past an edge is told by a finding that names the beat, the limit, who says so and a way out;
what is at the edge gets no such finding, and a plan.  The numbers are the guides', not the
catalog's.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import shotwright
from shotwright.model.names import RouteName
from shotwright.model.plan import Plan

ON = date(2026, 11, 21)
APP = "HeyGen guide: Avatar Shots with Seedance"
API = "HeyGen API guide: Avatar Shots, now Cinematic Avatar"
AVATAR_IV = "HeyGen guide: Avatar IV"
USAGE = "HeyGen API: usage limits"
LEGACY = "HeyGen API guide: legacy video generation"
Beat = dict[str, Any]

CAST: dict[str, Any] = {
    name: {"look": f"lk_{name}", "voice": "vc", "kind": "digital_twin", "consent": "confirmed"}
    for name in ("ana", "ben", "cleo", "dan")
}
CAST |= {
    "pic": {"look": "lk_pic", "voice": "vc", "kind": "photo"},
    "sent": {"look": "lk_sent", "voice": "vc", "kind": "digital_twin", "consent": "pending"},
    "mute": {"voice": "vc"},
}
PICTURES = {f"p{n}": {"image": f"https://example.com/{n}.png", "of": "product"} for n in range(10)}
CLIPS = {f"c{n}": {"video": f"https://example.com/{n}.mp4", "of": "motion"} for n in range(4)}


def shot(**keys: Any) -> Beat:  # noqa: ANN401 - any of a beat's keys
    return {"shot": "They wave at the boats", "seconds": 6, "with": ["ana"], **keys}


def spoken(seconds: float, **keys: Any) -> Beat:  # noqa: ANN401 - any of a beat's keys
    return {"talk": {"audio": {"asset": "a", "seconds": seconds}}, "by": "ana", **keys}


class Edge(NamedTuple):
    """A beat at its limit, and one past it."""

    code: str
    at: Beat
    past: Beat
    limit: str
    source: str
    routes: tuple[RouteName, ...] = ("web", "api")


EVERYONE = ["ana", "ben", "cleo", "dan"]
EDGES = {
    "the shortest shot": Edge("SHOT053", shot(seconds="=4"), shot(seconds="=3"), "4 s", "guide"),
    "whole seconds": Edge("SHOT053", shot(seconds="=5"), shot(seconds="=4.5"), "whole", "guide"),
    "the longest word for word": Edge(
        "SHOT053",
        {"prompt": "They wave.", "seconds": "=15", "with": ["ana"]},
        {"prompt": "They wave.", "seconds": "=16", "with": ["ana"]},
        "15 s",
        "guide",
    ),
    "three looks": Edge(
        "SHOT016", shot(**{"with": EVERYONE[:3]}), shot(**{"with": EVERYONE}), "at most 3", "guide"
    ),
    "one look": Edge("SHOT016", shot(), shot(**{"with": []}), "at least 1", "guide"),
    "a look at all": Edge("CAST002", shot(), shot(**{"with": ["mute"]}), "looks", ""),
    "three references in the app": Edge(
        "REFS003",
        shot(references=["p0", "p1", "c0"]),
        shot(references=["p0", "p1", "p2", "c0"]),
        "3",
        APP,
        ("web",),
    ),
    "nine images, the look counted": Edge(
        "REFS002",
        shot(references=list(PICTURES)[:8]),
        shot(references=list(PICTURES)[:9]),
        "9 in all",
        API,
        ("api",),
    ),
    "nine images, three looks counted": Edge(
        "REFS002",
        shot(references=list(PICTURES)[:6], **{"with": EVERYONE[:3]}),
        shot(references=list(PICTURES)[:7], **{"with": EVERYONE[:3]}),
        "9 in all",
        API,
        ("api",),
    ),
    "three videos": Edge(
        "REFS001",
        shot(references=list(CLIPS)[:3]),
        shot(references=list(CLIPS)),
        "3 in all",
        API,
        ("api",),
    ),
    "ten thousand characters": Edge(
        "SHOT002",
        {"prompt": "a" * 10_000, "seconds": 6, "with": ["ana"]},
        {"prompt": "a" * 10_001, "seconds": 6, "with": ["ana"]},
        "10,000",
        API,
    ),
    "ten thousand UTF-16 units": Edge(
        "SHOT002",
        {"prompt": "\U0001f600" * 5_000, "seconds": 6, "with": ["ana"]},
        {"prompt": "\U0001f600" * 5_001, "seconds": 6, "with": ["ana"]},
        "10,000",
        API,
    ),
    "one character": Edge(
        "SHOT001",
        {"prompt": "a", "seconds": 6, "with": ["ana"]},
        {"prompt": " ", "seconds": 6, "with": ["ana"]},
        "empty",
        "",
    ),
    "portrait and landscape in the app": Edge(
        "SHOT054", shot(aspect="9:16"), shot(aspect="1:1"), "16:9, 9:16", APP, ("web",)
    ),
    "square by API": Edge(
        "SHOT054", shot(aspect="1:1"), shot(aspect="4:5"), "16:9, 9:16, 1:1", API, ("api",)
    ),
    "no 4k shot": Edge(
        "SHOT054", shot(resolution="1080p"), shot(resolution="4k"), "720p, 1080p", ""
    ),
    "consent": Edge("CAST001", shot(), shot(**{"with": ["sent"]}), "consent", ""),
    "a digital twin in the app": Edge(
        "CAST003", shot(), shot(**{"with": ["pic"]}), "digital twin", APP, ("web",)
    ),
    "a face in a reference": Edge(
        "REFS004", shot(references=["p0"]), shot(references=["selfie"]), "face", APP, ("web",)
    ),
    "a language that is sure": Edge(
        "SHOT048", shot(language="yue"), shot(language="it"), "en, zh, yue, ja, ko", APP
    ),
    "a photo's whole video": Edge(
        "TALK002",
        spoken(180, by="pic", source="photo"),
        spoken(180.001, by="pic", source="photo"),
        "a video is at most 180 s",
        AVATAR_IV,
    ),
    "a scene in AI Studio": Edge(
        "TALK002",
        spoken(180, source="studio"),
        spoken(181, source="studio"),
        "a scene is at most 180 s",
        AVATAR_IV,
        ("web", "api", "legacy"),
    ),
    "a segment of direct video": Edge(
        "TALK002",
        spoken(180, source="direct"),
        spoken(181, source="direct"),
        "a segment is at most 180 s",
        AVATAR_IV,
        ("api",),
    ),
    "a silence": Edge(
        "TALK002",
        {"talk": {"silence": 100}, "by": "ana"},
        {"talk": {"silence": 100.5}, "by": "ana"},
        "1 to 100 s",
        LEGACY,
        ("legacy",),
    ),
    "an engine of the older endpoint": Edge(
        "TALK024",
        spoken(9, engine="avatar_iii"),
        spoken(9, engine="avatar_v"),
        "avatar_iii, avatar_iv",
        LEGACY,
        ("legacy",),
    ),
    "shots on the older endpoint": Edge("ROUT001", spoken(9), shot(), "talk only", "", ("legacy",)),
}
CASES = [
    pytest.param(edge, route, id=f"{name}-{route}")
    for name, edge in EDGES.items()
    for route in edge.routes
]


def board(beat: Beat, route: RouteName) -> shotwright.Board:
    scene = {
        "id": "pier",
        "setting": {"place": "a pier", "time": "noon"},
        "audio": {"ambient": ["gulls"], "speech": "none"},
        "camera": "static wide shot",
        "beats": [{"id": "wave", **beat}],
    }
    references = {
        **PICTURES,
        **CLIPS,
        "selfie": {"image": "https://example.com/s.png", "of": "style", "face": True},
    }
    return shotwright.load(
        {
            "shotwright": 1,
            "routes": {"shots": route, "talk": route},
            "cast": CAST,
            "references": references,
            "scenes": [scene],
        }
    )


@pytest.mark.parametrize(("edge", "route"), CASES)
def test_at_the_edge_there_is_a_plan_and_past_it_a_finding(edge: Edge, route: RouteName) -> None:
    at = shotwright.quote(board(edge.at, route), on=ON)
    assert isinstance(at.plan, Plan)
    assert edge.code not in {finding.code for finding in at.findings}
    found = [f for f in shotwright.check(board(edge.past, route), on=ON) if f.code == edge.code]
    assert found, edge.code
    for finding in found:
        assert finding.beat == "wave"
        assert edge.limit in finding.message
        assert edge.source in finding.message
        assert finding.fix.strip()


@pytest.mark.parametrize("route", ["web", "api"])
def test_sixteen_seconds_are_two_shots_and_fifteen_are_one(route: RouteName) -> None:
    def lengths(seconds: str) -> list[float | None]:
        plan = shotwright.plan(board(shot(seconds=seconds), route), on=ON)
        assert isinstance(plan, Plan)
        return [item.seconds for item in plan.items]

    assert lengths("=4") == [4]
    assert lengths("=15") == [15]
    assert lengths("=16") == [8, 8]


@pytest.mark.parametrize("route", ["web", "api", "legacy"])
def test_a_script_is_cut_at_five_thousand_characters(route: RouteName) -> None:
    # Quick to say, so that characters and not seconds decide: full stops and spaces are not said.
    def counts(length: int) -> list[int]:
        text = ("a " + "\u2003" * 998)[:1000] * 6
        beat = {"talk": f"{text[: length - 1]}a", "by": "ana", "source": "studio"}
        plan = shotwright.plan(board(beat, route), on=ON)
        assert isinstance(plan, Plan)
        return [len(item.script or "") for item in plan.items]

    assert counts(5_000) == [5_000]
    assert len(counts(5_001)) == 2
    assert sum(counts(5_001)) == 5_001


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, None),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, None),  # what it is called says nothing
        ("a.png", b"Only words.\n", "REFS012"),
        ("a.jpg", b"GIF89a" + b"\0" * 100, "REFS012"),
    ],
)
@pytest.mark.parametrize("route", ["web", "api"])
def test_a_file_is_judged_by_its_content(
    tmp_path: Path, name: str, content: bytes, code: str | None, route: RouteName
) -> None:
    (tmp_path / name).write_bytes(content)
    text = f"""\
shotwright: 1
routes: {{shots: {route}, talk: {route}}}
cast: {{ana: {{look: lk, kind: digital_twin, consent: confirmed}}}}
references: {{tin: {{image: {name}, of: product}}}}
scenes:
  - id: pier
    setting: a pier at noon
    audio: gulls
    beats:
      - {{id: wave, shot: Ana waves, seconds: 6, references: [tin]}}
"""
    (tmp_path / "board.yaml").write_text(text, "utf-8")
    found = shotwright.check(shotwright.load(tmp_path / "board.yaml"), on=ON)
    codes = {finding.code for finding in found if finding.code.startswith("REFS")}
    assert codes == ({code} if code else set())
