"""Laws of the whole way: whatever board loads, every stage answers, and the answers agree."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import shotwright
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.estimate import Estimate
from shotwright.model.finding import Severity
from shotwright.model.money import Credits, Dollars, Unknown
from shotwright.model.names import Objective, RouteName
from shotwright.model.plan import Generation, Item, NoPlan, Plan
from shotwright.model.request import Request
from shotwright.request import read_request

ON = date(2026, 11, 21)
ROUTES: tuple[tuple[RouteName, RouteName], ...] = (
    ("web", "web"),
    ("api", "api"),
    ("web", "api"),
    ("api", "web"),
    ("agent", "agent"),
)
LEGACY: tuple[RouteName, RouteName] = ("web", "legacy")
PATHS = {"api": "/v3/videos", "agent": "/v3/video-agents", "legacy": "/v2/video/generate"}
LIMIT = 180
PURSE = {"subscription": "credits", "wallet": "usd"}

# Boards with every feature of the format, as plain data

Data = dict[str, Any]
WORDS = (
    "Ana", "the kettle", "turns", "waves.", "Then she sits;", "and", "朝の風が", "谷をおりる。",
    "¿Qué?", "naïve", '"quoted"', "{{ name }}", "Shot 2:", "e.g.", "3.5", "100 %", "sha256:",
    "missing:", '<break time="1s"/>', "[pause 500ms]", "水，", "Dr. Ito", "🙂", "a\nb", "[@x]",
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
scripts = st.one_of(
    texts,
    st.tuples(texts, st.sampled_from([". ", "。", "\n\n", ", ", " "]), st.integers(1, 50)).map(
        lambda parts: (parts[0] + parts[1]) * parts[2]
    ),
)
languages = st.sampled_from(["en", "es", "fr", "de", "pt", "ja", "ko", "zh", "yue", "pt-BR", "th"])
aspects = st.sampled_from(["16:9", "16:9", "16:9", "9:16", "9:16", "1:1", "4:5"])
resolutions = st.sampled_from(["720p", "720p", "720p", "1080p", "1080p", "4k"])
media = st.sampled_from(
    ["assets/kettle.png", "https://example.com/a.png", "asset:a1b2", "data:image/png;base64,a2V0"]
)
tenths = st.integers(1, 400).map(lambda n: n / 10)
wishes = st.one_of(
    st.integers(1, 60),
    tenths,
    st.integers(4, 20).map(lambda n: f"={n}"),
    st.sampled_from(["=2.5", "=4.5", "auto"]),
    st.tuples(tenths, st.integers(0, 60)).map(lambda e: f"{e[0]}-{round(e[0] + e[1] / 10, 1)}"),
)


def clause(*names: str) -> st.SearchStrategy[Any]:
    """Write a clause as bare text or as an object with some of its parts."""
    return st.one_of(texts, st.fixed_dictionaries({}, optional=dict.fromkeys(names, texts)))


def says(cast: Sequence[str]) -> st.SearchStrategy[Any]:
    line = st.fixed_dictionaries(
        {"by": st.sampled_from([*cast, "narrator"]), "line": texts},
        optional={"delivery": texts, "language": st.sampled_from(["", "en", "ja"])},
    )
    return st.lists(line, max_size=2)


def audio(cast: Sequence[str]) -> st.SearchStrategy[Any]:
    parts = {
        "mode": st.sampled_from(["silent", "ambient", "spoken"]),
        "ambient": st.one_of(texts, st.lists(texts, max_size=2)),
        "music": texts,
        "speech": texts,
        "says": says(cast),
    }
    return st.one_of(texts, st.fixed_dictionaries({}, optional=parts))


def defaults(cast: Sequence[str]) -> dict[str, st.SearchStrategy[Any]]:
    """What board, scenes and beats may all say."""
    return {
        "setting": clause("place", "time", "weather", "mood", "words"),
        "camera": clause("size", "angle", "lens", "support", "move", "speed", "focus"),
        "lighting": clause("quality", "source", "direction"),
        "style": clause("medium", "palette", "texture"),
        "constraints": st.one_of(texts, st.lists(texts, min_size=1, max_size=2)),
        "audio": audio(cast),
        "language": languages,
        "aspect": aspects,
        "resolution": resolutions,
        "family": st.sampled_from(
            ["cinematic", "product", "dialogue", "documentary", "social_vertical"]
        ),
    }


PEOPLE = ("ana", "ben", "cy", "dee")


def some(names: Sequence[str], most: int = 4) -> st.SearchStrategy[list[str]]:
    known = st.sampled_from(list(names)) if names else st.nothing()
    return st.lists(known, unique=True, max_size=min(most, len(names)))


members = st.fixed_dictionaries(
    {"look": st.sampled_from(["lk_1", "lk_2", "lk_3", "lk_4"])},
    optional={
        "image": media,
        "voice": st.just("vc_1"),
        "kind": st.sampled_from(["digital_twin", "digital_twin", "photo", "public"]),
        "consent": st.sampled_from(["confirmed", "pending", "rejected", "unknown"]),
        "name": st.sampled_from(["Ana", "紗季", "Lucía"]),
    },
)
pictures = st.fixed_dictionaries(
    {"image": media}, optional={"voice": st.just("vc_2"), "kind": st.just("photo")}
)
nobodies = st.fixed_dictionaries({}, optional={"voice": st.just("vc_3")})
references = st.one_of(
    st.fixed_dictionaries(
        {"image": media},
        optional={"of": st.sampled_from(["product", "place", "style"]), "face": st.booleans()},
    ),
    st.fixed_dictionaries({"video": media}, optional={"seconds": st.integers(1, 30)}),
)


def shots(cast: Sequence[str], known: Sequence[str]) -> st.SearchStrategy[Data]:
    told = st.one_of(
        st.fixed_dictionaries({"shot": st.one_of(texts, st.lists(texts, min_size=1, max_size=5))}),
        st.fixed_dictionaries({"prompt": texts}),
    )
    optional = {
        **defaults(cast),
        "seconds": wishes,
        "with": some(cast),
        "references": some(known),
        "cut": st.sampled_from(["always", "always", "never"]),
        "keep": st.sampled_from(["must", "nice", "drop-first"]),
        "enhance": st.booleans(),
        "options": st.just({"api": {"caption": True}}),
        "x-note": texts,
    }
    return st.builds(lambda main, rest: main | rest, told, sparse(optional))


def talks(cast: Sequence[str]) -> st.SearchStrategy[Data]:
    sources: list[st.SearchStrategy[Any]] = [
        st.fixed_dictionaries({key: value}, optional={"seconds": st.integers(1, 180)})
        for key, value in (
            ("url", st.just("https://example.com/a.mp3")),
            ("file", st.just("a.mp3")),
            ("asset", st.just("a1b2")),
        )
    ]
    talk = st.one_of(
        scripts,
        scripts,
        scripts.map(lambda text: {"text": text}),
        st.fixed_dictionaries({"audio": st.one_of(*sources)}),
        st.fixed_dictionaries({"silence": st.integers(1, 60)}),
    )
    options = st.fixed_dictionaries(
        {},
        optional={
            "pitch": st.integers(-50, 50),
            "volume": st.sampled_from([0, 0.5, 1]),
            "locale": st.just("en-GB"),
            "expressiveness": st.sampled_from(["high", "low"]),
            "background": st.just("#00FF00"),
            "caption": st.booleans(),
        },
    )
    optional = {
        **defaults(cast),
        "voice": st.just("vc_own"),
        "speed": st.sampled_from([0.5, 0.9, 1, 1.25, 1.5]),
        "engine": st.sampled_from(["avatar_iii", "avatar_iv", "avatar_v"]),
        "source": st.sampled_from(["photo", "photo", "studio", "direct"]),
        "motion": texts,
        "cut": st.sampled_from(["always", "never"]),
        "keep": st.sampled_from(["must", "nice", "drop-first"]),
        "options": st.fixed_dictionaries({"api": options}),
    }
    main = st.fixed_dictionaries({"talk": talk, "by": st.sampled_from(list(cast))})
    return st.builds(lambda said, rest: said | rest, main, sparse(optional))


@st.composite
def sparse(draw: st.DrawFn, optional: dict[str, st.SearchStrategy[Any]]) -> Data:
    """Take only a few of many optional keys, so that boards which can be made are common."""
    keys = draw(st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=4))
    return {key: draw(optional[key]) for key in keys}


@st.composite
def boards(draw: st.DrawFn) -> Data:
    """Write a board that loads: every name in it leads somewhere.  Half of them are tame."""
    names = draw(st.sampled_from([0, 1, 1, 2, 2, 3, 4]).map(lambda count: list(PEOPLE[:count])))
    kinds = st.one_of(members, members, members, members, pictures, nobodies)
    cast = {name: draw(kinds) for name in names}
    known = {name: draw(references) for name in draw(some(["kettle", "cup", "roof", "clip"]))}
    top = {
        **defaults(names),
        "id": st.just("kettle-1"),
        "title": texts,
        "billing": st.sampled_from(["subscription", "wallet"]),
        "routes": st.fixed_dictionaries(
            {},
            optional={
                key: st.sampled_from(["web", "api", "web", "api", "agent"])
                for key in ("shots", "talk")
            },
        ),
        "keepers": st.fixed_dictionaries(
            {}, optional={"shots": st.just({"base": 0.3, "extra": 0.7}),
                          "talk": st.just({"base": 0.6})}
        ),
    }  # fmt: skip
    beat = st.one_of(shots(names, list(known)), talks(names)) if names else shots([], list(known))
    scenes: list[Data] = []
    for number in range(draw(st.integers(1, 3))):
        scene = draw(sparse({**defaults(names), "references": some(list(known))}))
        beats = draw(st.lists(beat, min_size=1, max_size=4))
        scenes.append({"id": f"scene{number}", **scene, "beats": beats})
    _lay_cutaways(draw, scenes)
    board = {"shotwright": 1, "cast": cast, "references": known, **draw(sparse(top)),
             "with": draw(some(names, 3)), "scenes": scenes}  # fmt: skip
    return tamed(board) if draw(st.booleans()) else board


def tamed(board: Data) -> Data:
    """Take out of a board most of what routes cannot make, so that plans are common."""
    cast = board["cast"] = {"ana": {"look": "lk_0", "voice": "vc_1"}} | {
        name: {"look": f"lk_{name}", **member} for name, member in board["cast"].items()
    }
    board["with"] = list(cast)[:2]
    beats = [beat for scene in board["scenes"] for beat in scene["beats"]]
    for level in (board, *board["scenes"], *beats):
        if level.get("aspect") not in {None, "16:9", "9:16"}:
            del level["aspect"]
        if level.get("resolution") == "4k":
            del level["resolution"]
    for beat in beats:
        _tame(beat, beats)
    return board


def _tame(beat: Data, beats: Sequence[Data]) -> None:
    if beat.get("cut") == "never" or beat.get("with") == []:
        beat.pop("cut", None)
        beat.pop("with", None)
    beat.pop("source", None)
    length = beat.get("seconds")
    if isinstance(length, str) and length.startswith("="):
        beat["seconds"] = f"={4 + len(beat['id'])}"
    if "prompt" in beat:
        beat["seconds"] = 4.5
    if isinstance(beat.get("talk"), dict) and "silence" in beat["talk"]:
        beat["talk"] = {"text": "Good morning."}
        for other in beats:
            if isinstance(other.get("over"), dict) and other["over"]["beat"] == beat["id"]:
                other["over"] = beat["id"]


def _lay_cutaways(draw: st.DrawFn, scenes: list[Data]) -> None:
    """Lay some shots over talk, perhaps over some of its words; nobody speaks in those."""
    beats = [beat for scene in scenes for beat in scene["beats"]]
    talking = []
    for number, beat in enumerate(beats):
        beat["id"] = f"beat{number}"
        if "talk" in beat:
            talking.append(beat)
    for beat in beats:
        own = beat.get("audio")
        spoken = isinstance(own, dict) and own.get("says")
        if not talking or "talk" in beat or spoken or draw(st.integers(0, 4)):
            continue
        talk = draw(st.sampled_from(talking))
        text = talk["talk"]["text"] if "text" in talk["talk"] and isinstance(
            talk["talk"], dict
        ) else talk["talk"]  # fmt: skip
        over: Data = {"beat": talk["id"]}
        if isinstance(text, str):
            start = draw(st.integers(0, len(text) - 1))
            over["words"] = text[start : start + 20]
        beat["over"] = draw(st.sampled_from([over, talk["id"]]))


# What holds of every plan


def check_items(board: Board, plan: Plan) -> None:
    told = [part.beat for item in plan.items for part in item.parts]
    assert [beat for beat, _ in groupby(told)] == [brief.id for brief in board.briefs]
    assert len({item.id for item in plan.items}) == len(plan.items)
    by_beat: dict[str, list[Item]] = {}
    for item in plan.items:
        for part in item.parts:
            by_beat.setdefault(part.beat, []).append(item)
    for brief in board.briefs:
        items = by_beat[brief.id]
        if isinstance(brief, TalkBrief):
            check_segments(brief, items)
        else:
            check_shots(brief, items)


def check_segments(brief: TalkBrief, items: Sequence[Item]) -> None:
    if brief.talk.text is None:
        (only,) = items
        assert only.script is None
    else:
        assert "".join(item.script or "" for item in items) == brief.talk.text
    for item in items:
        assert item.kind == "segment"
        assert item.seconds_high is None or item.seconds_high <= LIMIT
        assert len(item.script or "") <= 5000
        lengths = (item.seconds_low, item.seconds, item.seconds_high)
        if item.seconds is None:
            assert brief.talk.audio is not None
            assert lengths == (None, None, None)
            assert item.billed_seconds is None
        else:
            known = [length for length in lengths if length is not None]
            assert known == sorted(known)
            assert item.billed_seconds is not None
            assert 0 <= item.billed_seconds <= item.seconds


def check_shots(brief: ShotBrief, items: Sequence[Item]) -> None:
    wish = brief.seconds
    total = sum(part.wished for item in items for part in item.parts if part.beat == brief.id)
    if wish.kind in {"wish", "exact"}:
        assert total == wish.low
    if wish.kind == "range":
        assert wish.low <= total <= wish.high
    for item in items:
        assert item.kind == "shot"
        assert type(item.seconds) is int
        assert 4 <= item.seconds <= 15
        assert item.billed_seconds == item.seconds
        assert len(item.parts) <= max(1, item.seconds // 4)
        wished = sum(part.wished for part in item.parts)
        assert wished + round(item.pad * 1000) == item.seconds * 1000
        assert item.pad >= 0
        assert len(set(item.looks)) == len(item.looks) <= 3
        assert item.looks
        if wish.kind == "exact" and len(item.parts) == 1:
            assert item.pad == 0


def check_told(board: Board, plan: Plan) -> None:
    """Hold what the Video Agent makes: every beat in order, in one video."""
    assert [item.id for item in plan.items] == [brief.id for brief in board.briefs]
    assert len(plan.generations) == 1
    for brief, item in zip(board.briefs, plan.items, strict=True):
        assert item.kind == ("segment" if isinstance(brief, TalkBrief) else "shot")
        assert item.script == (brief.talk.text if isinstance(brief, TalkBrief) else None)


def check_generations(plan: Plan) -> None:
    order = {item.id: number for number, item in enumerate(plan.items)}
    held = [[order[name] for name in generation.items] for generation in plan.generations]
    assert sorted(number for numbers in held for number in numbers) == list(range(len(order)))
    assert all(numbers == sorted(numbers) for numbers in held)
    assert held == sorted(held)
    assert all(len(numbers) <= 50 for numbers in held) or plan.generations[0].route == "agent"
    of_item = {item.id: item.generation for item in plan.items}
    for generation in plan.generations:
        assert {of_item[name] for name in generation.items} == {generation.id}
    marks = [(generation.fingerprint, generation.occurrence) for generation in plan.generations]
    assert len(set(marks)) == len(marks)


def check_starts(plan: Plan) -> None:
    clock: float | None = 0
    for item in plan.items:
        if item.over is not None:
            continue
        assert (item.start is None) == (clock is None)
        if clock is not None and item.start is not None:
            assert round(item.start * 1000) == round(clock * 1000)
        clock = None if clock is None or item.seconds is None else clock + item.seconds


def check_money(plan: Plan, estimate: Estimate) -> None:
    assert [line.generation for line in estimate.lines] == [g.id for g in plan.generations]
    sums: dict[str, Decimal] = {}
    unknown: set[str] = set()
    for line, generation in zip(estimate.lines, plan.generations, strict=True):
        assert line.purse == PURSE[generation.billing]
        sums.setdefault(line.purse, Decimal(0))
        if isinstance(line.amount, Unknown):
            unknown.add(line.purse)
            assert line.certainty == "unknown"
        else:
            assert isinstance(line.amount, Credits if line.purse == "credits" else Dollars)
            written = line.wire()["amount"]
            assert isinstance(written, str)
            assert Decimal(written) >= 0
            sums[line.purse] += Decimal(written)
    totals = estimate.wire()["totals"]
    assert set(totals) == set(sums)
    for purse, told in totals.items():
        at_least = told["at_least"] if purse in unknown else told
        assert isinstance(at_least, str)
        assert Decimal(at_least) == sums[purse]


def check_requests(plan: Plan, requests: Sequence[Request], told: set[Severity]) -> None:
    made = [(request.generation, request.items, request.fingerprint) for request in requests]
    assert made == [(g.id, g.items, g.fingerprint) for g in plan.generations]
    for request, generation in zip(requests, plan.generations, strict=True):
        wire = request.wire()
        if generation.route == "web":
            assert wire["sheet"]
            assert "body" not in wire
            continue
        assert (request.method, request.path) == ("POST", PATHS[generation.route])
        assert Severity.ERROR in told or not is_refused(generation), generation.request
        marks = [mark for mark in assets(request.body) if mark.startswith(("sha256:", "missing:"))]
        assert set(request.uploads) == set(marks)
        assert "sheet" not in wire


def is_refused(generation: Generation) -> bool:
    """Tell whether HeyGen would not take a request, as far as it is documented."""
    try:
        read_request(generation.route, generation.request)
    except ValidationError:
        event("a request that would be refused")
        return True
    return False


def assets(node: object) -> list[str]:
    """List the asset ids of a body, wherever they stand."""
    if isinstance(node, dict):
        own = [node[key] for key in ("asset_id", "audio_asset_id") if key in node]
        return own + [found for value in node.values() for found in assets(value)]
    return [found for value in node for found in assets(value)] if isinstance(node, list) else []


def whole_way(data: Data, objective: Objective) -> list[str]:
    """Walk the whole way on every pair of routes, hold the laws, and write all answers as JSON."""
    board = shotwright.load(data)
    written: list[object] = [prompt.wire() for prompt in shotwright.build(board)]
    columns = shotwright.compare(board, on=ON, objective=objective)
    assert [(column.shots, column.talk) for column in columns] == list(ROUTES)
    for (shots, talk), column in zip((*ROUTES, LEGACY), (*columns, None), strict=True):
        plan = shotwright.plan(board, on=ON, shots=shots, talk=talk, objective=objective)
        assert column is None or column.plan == plan
        findings = shotwright.check(board, on=ON, shots=shots, talk=talk, objective=objective)
        written += [column.wire()] if column else []
        written += [finding.wire() for finding in findings]
        if isinstance(plan, NoPlan):
            event("no plan")
            assert plan.clashes
            codes = [finding.code for finding in findings if finding.severity == "error"]
            for clash in plan.clashes:
                assert clash.rule in codes
                assert clash.beats
                assert clash.ways_out
            written.append(plan.model_dump(mode="json"))
            continue
        event("a plan")
        estimate = shotwright.estimate(plan)
        requests = shotwright.requests(plan, board)
        if shots == "agent":
            check_told(board, plan)
        else:
            check_items(board, plan)
        check_generations(plan)
        check_starts(plan)
        check_money(plan, estimate)
        check_requests(plan, requests, {finding.severity for finding in findings})
        assert Plan.model_validate_json(plan.to_json()) == plan
        written += [json.loads(plan.to_json()), estimate.wire()]
        written += [request.wire() for request in (*requests, *shotwright.requests(plan))]
    return [json.dumps(entry, allow_nan=False) for entry in written]


SMALL: Data = {
    "shotwright": 1,
    "cast": {"ana": {"look": "lk_1"}},
    "scenes": [
        {
            "id": "s",
            "beats": [
                {"shot": "Ana waves", "seconds": 15.5},
                {"id": "t", "talk": "One. " * 200},
                {"shot": "Ana turns", "seconds": "=4", "over": {"beat": "t", "words": "One. One"}},
                {"talk": {"audio": {"file": "a.mp3"}}},
                {"prompt": "Ana leaves", "seconds": "auto"},
            ],
        }
    ],
}


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(boards(), st.sampled_from(["expected", "list-price", "fewest", "faithful"]))
@example(SMALL, "expected")
def test_every_stage_answers_and_the_answers_agree(data: Data, objective: Objective) -> None:
    assert whole_way(data, objective) == whole_way(json.loads(json.dumps(data)), objective)
