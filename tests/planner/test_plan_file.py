"""The plan file: the same bytes for the same input, and a hash over what is sent."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.campaign import SUFFIX, read_plan
from shotwright.errors import InputError
from shotwright.model.names import Billing, Card, RouteName
from shotwright.model.plan import Plan

ON = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"
BOARDS = ("ad.yaml", "course.yaml", "interview.yaml", "brand_film.yaml", "social/serie.yaml")


def planned(
    *beats: Mapping[str, Any],
    shots: RouteName | None = None,
    talk: RouteName | None = None,
    billing: Billing | None = None,
    card: Card = "guides",
    folder: Path | None = None,
    **keys: object,
) -> Plan:
    scene = {"id": "s", "beats": beats}
    data = {
        "shotwright": 1,
        "cast": {"ana": {"look": "lk_ana", "voice": "vc_ana"}},
        "scenes": [scene],
        **keys,
    }
    board = shotwright.load(data, folder=folder)
    plan = shotwright.plan(board, on=ON, shots=shots, talk=talk, billing=billing, card=card)
    assert isinstance(plan, Plan), plan
    return plan


def prints(plan: Plan) -> list[str]:
    return [generation.fingerprint for generation in plan.generations]


def sha256(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


WAVES: dict[str, Any] = {"shot": "Ana waves", "seconds": 5}
TURNS: dict[str, Any] = {"shot": "Ana turns", "seconds": 6}
TALKS: dict[str, Any] = {"talk": "Hello there. It is morning."}


# The same bytes


@pytest.mark.parametrize("name", BOARDS)
def test_the_same_board_gives_the_same_bytes(name: str) -> None:
    first, second = (shotwright.plan(shotwright.load(EXAMPLES / name), on=ON) for _ in range(2))
    assert isinstance(first, Plan)
    assert isinstance(second, Plan)
    assert first.to_json().encode() == second.to_json().encode()


PROGRAM = """
import sys
from datetime import date
from pathlib import Path
import shotwright
plan = shotwright.plan(shotwright.load(Path(sys.argv[1])), on=date(2026, 11, 21))
sys.stdout.buffer.write(plan.to_json().encode())
"""


@pytest.mark.parametrize(("name", "seed"), [("ad.yaml", "1"), ("brand_film.yaml", "4242")])
def test_another_process_elsewhere_with_another_hash_seed_gives_the_same_bytes(
    name: str, seed: str, tmp_path: Path
) -> None:
    package = Path(shotwright.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str((EXAMPLES / name).resolve())],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(package)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    plan = shotwright.plan(shotwright.load(EXAMPLES / name), on=ON)
    assert isinstance(plan, Plan)
    assert done.stdout == plan.to_json().encode()


@pytest.mark.parametrize("name", BOARDS)
def test_a_plan_file_is_read_back_as_it_was_written(name: str, tmp_path: Path) -> None:
    plan = shotwright.plan(shotwright.load(EXAMPLES / name), on=ON)
    assert isinstance(plan, Plan)
    file = tmp_path / f"board{SUFFIX}"
    file.write_bytes(plan.to_json().encode())
    again = read_plan(file)
    assert again == plan
    assert again.to_json() == plan.to_json()


def test_a_plan_file_is_json_with_the_documented_keys() -> None:
    plan = planned(WAVES, TALKS)
    text = plan.to_json()
    assert text.endswith("}\n")
    data = json.loads(text)
    assert list(data) == [
        "hash", "board", "card", "on", "speech_model", "objective", "keepers", "items",
        "generations",
    ]  # fmt: skip
    assert set(data["items"][0]) == {
        "id", "kind", "scene", "parts", "seconds", "seconds_low", "seconds_high",
        "billed_seconds", "pad", "start", "prompt", "script", "motion", "audio", "voice", "looks",
        "look_kind", "source", "engine", "language", "references", "aspect", "resolution", "over",
        "why", "generation",
    }  # fmt: skip
    assert set(data["items"][0]["parts"][0]) == {"beat", "from", "to", "wished"}
    assert set(data["generations"][0]) == {
        "id", "route", "billing", "product", "items", "occurrence", "fingerprint", "request",
    }  # fmt: skip
    assert (data["on"], data["card"], data["board"]) == ("2026-11-21", "guides", "Untitled")


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"hash": 3}', b"\xff\xfe", b"null"])
def test_what_is_no_plan_is_refused_with_its_file(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.plan.json"
    file.write_bytes(content)
    with pytest.raises(InputError, match="not a plan") as caught:
        read_plan(file)
    assert all(problem.where and problem.where.file for problem in caught.value.problems)


def test_a_missing_plan_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_plan(tmp_path / "none.plan.json")


# Fingerprints and the hash


@pytest.mark.parametrize("route", ["web", "api"])
def test_a_fingerprint_is_the_hash_of_the_request(route: RouteName) -> None:
    for generation in planned(WAVES, TALKS, shots=route).generations:
        assert generation.fingerprint == sha256(generation.request)


def test_the_hash_covers_fingerprints_occurrences_routes_billing_and_counts_in_order() -> None:
    plan = planned(WAVES, TALKS, {**WAVES, "cut": "always"}, shots="api")
    covered = [
        [g.fingerprint, g.occurrence, g.route, g.billing, len(g.items)] for g in plan.generations
    ]
    assert plan.hash == sha256(covered)


def test_reasons_have_no_part_in_the_hash() -> None:
    first, second = planned(WAVES), planned({**WAVES, "seconds": "5-8"})
    assert first.items[0].why != second.items[0].why
    assert first.hash == second.hash


def test_the_card_has_no_part_in_the_hash() -> None:
    cards: tuple[Card, ...] = ("guides", "latest-low", "latest-high")
    plans = [planned(WAVES, card=card) for card in cards]
    assert [plan.card for plan in plans] == list(cards)
    assert len({plan.hash for plan in plans}) == 1


def test_the_title_is_not_covered_but_named() -> None:
    first, second = planned(WAVES, title="One"), planned(WAVES, title="Two")
    assert (first.board, second.board) == ("One", "Two")
    assert first.hash == second.hash
    assert planned(WAVES, title="One", id="kettle").board == "kettle"


def test_ids_of_beats_are_not_covered() -> None:
    assert planned({"id": "one", **WAVES}).hash == planned({"id": "two", **WAVES}).hash


@pytest.mark.parametrize(
    "changed",
    [
        {**WAVES, "shot": "Ana waves twice"},
        {**WAVES, "seconds": 6},
        {**WAVES, "aspect": "9:16"},
        {**WAVES, "resolution": "1080p"},
        {**WAVES, "enhance": True},
        {**WAVES, "camera": "static wide shot"},
        {**WAVES, "audio": "silent"},
        {"prompt": "Ana waves", "seconds": 5},
    ],
)
@pytest.mark.parametrize("route", ["web", "api"])
def test_whatever_the_service_gets_changes_the_hash(
    changed: dict[str, Any], route: RouteName
) -> None:
    assert planned(changed, shots=route).hash != planned(WAVES, shots=route).hash


@pytest.mark.parametrize(
    ("changed", "route"),
    [
        ({"talk": "Hello there. It is evening."}, "web"),
        ({**TALKS, "voice": "vc_other"}, "web"),
        ({**TALKS, "voice": "vc_other"}, "api"),
        ({**TALKS, "speed": 1.1}, "web"),
        ({**TALKS, "speed": 1.1}, "api"),
        ({**TALKS, "engine": "avatar_v"}, "web"),
        ({**TALKS, "engine": "avatar_v"}, "api"),
        ({**TALKS, "motion": "nods"}, "web"),
        ({**TALKS, "motion": "nods"}, "api"),
        ({**TALKS, "source": "photo"}, "web"),
        ({**TALKS, "aspect": "4:5"}, "api"),
        ({**TALKS, "options": {"api": {"pitch": 5}}}, "api"),
        ({**TALKS, "options": {"api": {"volume": 0.5}}}, "api"),
        ({**TALKS, "options": {"api": {"locale": "en-GB"}}}, "api"),
        ({**TALKS, "options": {"api": {"expressiveness": "low"}}}, "api"),
        ({**TALKS, "options": {"api": {"background": "#1A2B3C"}}}, "api"),
        ({**TALKS, "options": {"api": {"caption": True}}}, "api"),
    ],
)
def test_whatever_the_speaker_gets_changes_the_hash(
    changed: dict[str, Any], route: RouteName
) -> None:
    assert planned(changed, talk=route).hash != planned(TALKS, talk=route).hash


def test_the_route_and_the_purse_change_the_hash() -> None:
    web = planned(WAVES)
    wallet = planned(WAVES, shots="api")
    credit = planned(WAVES, shots="api", billing="subscription")
    assert len({web.hash, wallet.hash, credit.hash}) == 3
    assert prints(wallet) == prints(credit) != prints(web)


def test_the_order_changes_the_hash_and_no_fingerprint() -> None:
    first, second = planned(WAVES, TURNS), planned(TURNS, WAVES)
    assert first.hash != second.hash
    assert sorted(prints(first)) == sorted(prints(second))


def test_equal_generations_are_told_apart_by_their_occurrence() -> None:
    plan = planned(WAVES, TURNS, WAVES, TALKS, TALKS, WAVES, talk="api")
    assert [generation.occurrence for generation in plan.generations] == [1, 1, 2, 1, 2, 3]
    waves = [prints(plan)[n] for n in (0, 2, 5)]
    assert len(set(waves)) == 1
    assert plan.hash != planned(WAVES, TURNS, TALKS, talk="api").hash


def test_editing_one_beat_leaves_all_other_fingerprints_alone() -> None:
    beats: list[dict[str, Any]] = [WAVES, TALKS, TURNS, {"talk": "Another line."}]
    before = prints(planned(*beats, talk="api"))
    for place in range(len(beats)):
        edited = list(beats)
        edited[place] = {"shot": "Ana leaves", "seconds": 9}
        after = prints(planned(*edited, talk="api"))
        assert [a == b for a, b in zip(before, after, strict=True)] == [
            n != place for n in range(len(beats))
        ]


def test_a_beat_added_in_another_scene_leaves_all_fingerprints_alone() -> None:
    scene = {"id": "s", "beats": [WAVES, TALKS]}
    before = prints(planned(scenes=[scene]))
    after = prints(planned(scenes=[{"id": "r", "beats": [TURNS]}, scene]))
    assert after[1:] == before


# Local files


def test_a_local_files_content_is_covered_and_its_path_is_not(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.png").write_bytes(b"kettle")
    (tmp_path / "sub" / "b.png").write_bytes(b"kettle")
    (tmp_path / "c.png").write_bytes(b"another kettle")

    def hashed(path: str) -> str:
        beat = {**WAVES, "references": ["kettle"]}
        return planned(beat, references={"kettle": {"image": path}}, folder=tmp_path).hash

    assert hashed("a.png") == hashed("sub/b.png")
    assert hashed("a.png") != hashed("c.png")
    before = hashed("a.png")
    (tmp_path / "a.png").write_bytes(b"kettle, dented")
    assert hashed("a.png") != before


def test_a_local_files_mark_is_its_sha256(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"kettle")
    beat = {**WAVES, "references": ["kettle"]}
    plan = planned(beat, shots="api", references={"kettle": {"image": "a.png"}}, folder=tmp_path)
    digest = hashlib.sha256(b"kettle").hexdigest()
    assert plan.generations[0].request["references"] == [
        {"type": "asset_id", "asset_id": f"sha256:{digest}"}
    ]


def test_data_and_a_file_of_the_same_content_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"kettle")
    beat = {**WAVES, "references": ["kettle"]}
    forms = ("a.png", "data:image/png;base64,a2V0dGxl")
    made = [
        planned(beat, references={"kettle": {"image": form}}, folder=tmp_path) for form in forms
    ]
    assert made[0].hash == made[1].hash


def test_nothing_of_the_machine_is_in_the_plan(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"kettle")
    beat = {**WAVES, "references": ["kettle"]}
    plan = planned(beat, references={"kettle": {"image": "a.png"}}, folder=tmp_path)
    text = plan.to_json()
    assert str(tmp_path) not in text
    assert str(Path.cwd()) not in text
    assert "a.png" not in text
