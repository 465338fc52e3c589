"""What each route accepts: every limit names its source, and says when it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from shotwright.catalog import (
    Route,
    ShotLoad,
    frame_breaches,
    route,
    routes,
    said_by,
    shot_breaches,
    shots_elsewhere,
    talk_elsewhere,
)
from shotwright.catalog.routes import Sourced


def sourced(noun: object, path: str) -> Iterator[tuple[str, Sourced]]:
    """Walk every limit of a route."""
    if isinstance(noun, Sourced):
        yield path, noun
    if isinstance(noun, BaseModel):
        for name in type(noun).model_fields:
            yield from sourced(getattr(noun, name), f"{path}.{name}")
    elif isinstance(noun, dict):
        for name, value in noun.items():
            yield from sourced(value, f"{path}.{name}")


LIMITS = [
    pytest.param(each, limit, id=path)
    for each in routes()
    for path, limit in sourced(each, each.route)
]


def test_there_is_a_limit_for_everything() -> None:
    assert [each.route for each in routes()] == ["web", "api", "agent", "legacy"]
    assert len(LIMITS) >= 70


@pytest.mark.parametrize(("each", "limit"), LIMITS)
def test_every_limit_names_a_source_of_its_route(each: Route, limit: Sourced) -> None:
    source = each.sources[limit.source]
    assert said_by(each, limit) == source.title
    assert source.title.strip()
    assert source.url.startswith("https://")
    assert date(2026, 1, 1) <= source.read_on
    assert source.page_dated == "undated" or date.fromisoformat(source.page_dated)
    assert limit.confidence in {"guide", "official", "reported", "inferred"}


@pytest.mark.parametrize("each", routes(), ids=lambda each: each.route)
def test_notes_and_names_have_sources_too(each: Route) -> None:
    assert {note.source for note in each.access} <= set(each.sources)
    assert {name.source for name in each.wire_names} <= set(each.sources)
    assert all(note.note.strip() for note in each.access)


@pytest.mark.parametrize("each", routes(), ids=lambda each: each.route)
def test_every_kind_of_look_has_a_way_to_talk(each: Route) -> None:
    assert each.makes("talk")
    if each.talk is not None:
        assert set(each.talk.default_source) == {"digital_twin", "public", "photo"}
        assert set(each.talk.default_source.values()) <= set(each.talk.sources)
        assert all(source.seconds.max == 180 for source in each.talk.sources.values())


def test_the_limits_are_those_of_the_guides() -> None:
    web, api = route("web").shots, route("api").shots
    assert web is not None
    assert api is not None
    for shots in (web, api):
        assert (shots.seconds.min, shots.seconds.max) == (4, 15)
        assert (shots.looks.min, shots.looks.max) == (1, 3)
        assert (shots.images.max, shots.videos.max, shots.images.counts_looks) == (9, 3, True)
        assert shots.prompt_characters.max == 10_000
        assert set(shots.languages.values) >= {
            "en",
            "zh",
            "yue",
            "ja",
            "ko",
            "es",
            "fr",
            "de",
            "pt",
        }
    assert (web.auto.allowed, api.auto.allowed) == (False, True)
    assert web.references is not None
    assert (web.references.max, api.references) == (3, None)
    assert (web.look_kinds.values, web.faces.values) == (("digital_twin",), ())
    assert (web.aspects.values, api.aspects.values) == (("16:9", "9:16"), ("16:9", "9:16", "1:1"))
    app = route("web").talk
    assert app is not None
    assert not app.sources["studio"].pauses_billed
    assert route("api").billing == ("wallet", "subscription")
    assert route("web").billing == ("subscription",)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 1, 1), "avatar_shots"),
        (date(2026, 6, 3), "avatar_shots"),
        (date(2026, 6, 4), "cinematic_avatar"),
        (date(2026, 11, 21), "cinematic_avatar"),
        (date(2030, 1, 1), "cinematic_avatar"),
    ],
)
def test_the_api_calls_a_shot_by_the_name_of_the_day(day: date, name: str) -> None:
    assert route("api").wire_name(day) == name


@pytest.mark.parametrize(
    ("name", "load", "rules"),
    [
        ("web", ShotLoad(1, 0, 0), []),
        ("web", ShotLoad(3, 3, 0), []),
        ("web", ShotLoad(4, 0, 0), ["SHOT016"]),
        ("web", ShotLoad(0, 0, 0), ["SHOT016"]),
        ("web", ShotLoad(1, 2, 2), ["REFS003"]),
        ("api", ShotLoad(3, 6, 3), []),
        ("api", ShotLoad(3, 7, 0), ["REFS002"]),
        ("api", ShotLoad(1, 8, 0), []),
        ("api", ShotLoad(1, 9, 0), ["REFS002"]),
        ("api", ShotLoad(1, 0, 4), ["REFS001"]),
        ("api", ShotLoad(4, 9, 4), ["SHOT016", "REFS001", "REFS002"]),
    ],
)
def test_looks_and_references_have_a_budget(name: str, load: ShotLoad, rules: list[str]) -> None:
    found = shot_breaches(route(name), load)
    assert [breach.rule for breach in found] == rules
    assert all(breach.has and breach.limit and breach.ways_out for breach in found)


@pytest.mark.parametrize(
    ("name", "aspect", "resolution", "said"),
    [
        ("web", "16:9", "720p", []),
        ("web", "1:1", "1080p", ["aspect 1:1"]),
        ("api", "1:1", "1080p", []),
        ("api", "4:5", "4k", ["aspect 4:5", "resolution 4k"]),
    ],
)
def test_a_shots_shape_and_size_are_those_of_its_route(
    name: str, aspect: str, resolution: str, said: list[str]
) -> None:
    found = frame_breaches(route(name), aspect, resolution)
    assert [breach.has for breach in found] == said
    assert {breach.rule for breach in found} <= {"SHOT054"}


def test_the_way_out_names_the_routes_that_can_and_none_that_is_retired() -> None:
    web, api, legacy = route("web"), route("api"), route("legacy")
    square = shots_elsewhere(web, lambda limits: "1:1" in limits.aspects.values)
    assert square == ("make shots on the api route",)
    assert shots_elsewhere(api, lambda limits: "4k" in limits.resolutions.values) == ()
    assert talk_elsewhere(legacy, lambda limits: "photo" in limits.sources) == (
        "make talk on the web or api route",
    )
    # Legacy makes a silence, and so does the app; but legacy has a last day.
    assert talk_elsewhere(
        api, lambda limits: any(source.silence for source in limits.sources.values())
    ) == ("make talk on the web route",)


def test_the_legacy_route_has_the_last_day_of_its_source_and_makes_talk_only() -> None:
    legacy = route("legacy")
    assert legacy.last_day is not None
    assert legacy.last_day.day == date(2026, 10, 31)
    assert not legacy.makes("shots")
    assert legacy.talk is not None
    studio = legacy.talk.sources["studio"]
    assert studio.scenes is not None
    assert studio.silence_seconds is not None
    assert studio.scenes.max == 50
    assert (studio.silence_seconds.min, studio.silence_seconds.max) == (1, 100)


def test_the_agent_takes_a_brief_and_makes_everything() -> None:
    agent = route("agent")
    assert (agent.shots, agent.talk) == (None, None)
    assert agent.makes("shots")
    assert agent.makes("talk")
    assert agent.brief is not None
    assert (agent.brief.characters.max, agent.brief.files.max) == (10_000, 20)
