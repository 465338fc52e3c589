"""The vocabulary: whole, consistent, and found in text where it stands and nowhere else."""

from __future__ import annotations

import re
from itertools import pairwise, product
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shotwright.catalog import (
    CAMERA,
    LIGHT,
    SOUND,
    Group,
    Term,
    contradictions,
    find_terms,
    find_words,
    term,
    terms,
    word_list,
    word_lists,
)
from shotwright.catalog.terms import clashes

GROUPS: tuple[Group, ...] = get_args(Group)
ALL: list[Term] = [each for group in GROUPS for each in terms(group)]
ALIASES = [(each, alias) for each in ALL for alias in each.aliases]
PROSE = [
    (each, alias)
    for each in ALL
    for alias in (each.aliases if each.prose_aliases is None else each.prose_aliases)
]
PATTERNS = {"identity.age_patterns", "motion_prompt.formula"}


def named(text: str, groups: tuple[Group, ...], *, field: bool = False) -> list[str]:
    return [hit.term.term for hit in find_terms(text, groups, field=field)]


def found(text: str, *lists: str) -> list[str]:
    return [hit.word for hit in find_words(text, *lists)]


def is_abbreviation(alias: str) -> bool:
    return alias.isalpha() and alias.isupper() and len(alias) in {2, 3}


def test_no_fact_was_lost_on_the_way() -> None:
    counts = {
        "move": 24, "size": 13, "angle": 10, "lens": 11, "lighting": 20, "time": 13, "weather": 9,
        "mood": 16, "style": 27, "ambient": 18, "music": 16,
    }  # fmt: skip
    for group in GROUPS:
        assert len(terms(group)) >= counts[group], group
    assert len(clashes()) >= 206
    assert len(word_list("action_verbs_3sg")) == 179
    assert len(word_list("false_friends")) >= 60


def test_terms_point_at_terms() -> None:
    for each in ALL:
        for other in each.generic_of:
            assert term(each.group, other) is not each
        for hour in each.implies:
            assert term("time", hour)
    for pair in clashes():
        for group, name in pair:
            assert group in GROUPS
            assert term(group, name)
    assert len({(each.group, each.term) for each in ALL}) == len(ALL)


def test_only_moves_have_a_kind_and_a_risk() -> None:
    for each in ALL:
        assert (each.kind is not None) == (each.group == "move"), each.term
        assert (each.risk is not None) == (each.group == "move"), each.term
        assert (each.lip_sync_safe is not None) == (each.group in {"move", "size"}), each.term


@pytest.mark.parametrize(
    ("group", "name", "facts"),
    [
        ("move", "static", {"kind": "none", "risk": "low", "lip_sync_safe": True}),
        ("move", "orbit", {"kind": "move", "risk": "medium", "lip_sync_safe": False}),
        ("move", "whip pan", {"kind": "move", "risk": "high", "lip_sync_safe": False}),
        ("move", "handheld", {"kind": "support", "risk": "medium", "lip_sync_safe": True}),
        ("move", "rack focus", {"kind": "focus", "risk": "medium", "lip_sync_safe": True}),
        ("size", "MCU", {"lip_sync_safe": True, "order": 5}),
        ("size", "EWS", {"lip_sync_safe": False, "order": 0}),
        ("size", "two-shot", {"people": 2, "order": None}),
        ("time", "midnight", {"sun": "down", "period": "night"}),
        ("lighting", "moonlight", {"implies": ("night",), "family": "source"}),
        ("mood", "ominous", {"valence": -2, "energy": 0}),
        ("style", "anime", {"medium": "drawn"}),
        ("ambient", "crickets", {"period": "night", "place": "outdoor"}),
        ("music", "rock", {"energy": 2}),
    ],
)  # fmt: skip
def test_what_is_known_of_a_term(group: Group, name: str, facts: dict[str, object]) -> None:
    each = term(group, name)
    assert {key: getattr(each, key) for key in facts} == facts


@pytest.mark.parametrize("group", GROUPS)
def test_an_alias_is_its_own_term_in_a_field(group: Group) -> None:
    for each, alias in ALIASES:
        if each.group == group:
            (hit,) = find_terms(alias, [group], field=True)
            assert (hit.term.term, hit.start, hit.end) == (each.term, 0, len(alias)), alias


@pytest.mark.parametrize("groups", [CAMERA, LIGHT, SOUND, ("style", "mood")])
def test_an_alias_is_its_own_term_beside_the_groups_it_is_looked_for_with(
    groups: tuple[Group, ...],
) -> None:
    for each, alias in ALIASES:
        if each.group in groups:
            hits = find_terms(f"xyz, {alias}, xyz", groups, field=True)
            own = (each.term, 5, 5 + len(alias))
            assert own in [(hit.term.term, hit.start, hit.end) for hit in hits], alias


def test_a_prose_alias_is_its_own_term_in_prose() -> None:
    for each, alias in PROSE:
        hits = find_terms(f"Maya xyz {alias} xyz.", [each.group])
        assert [hit.term.term for hit in hits] == [each.term], alias
        assert (hits[0].start, hits[0].end) == (9, 9 + len(alias)), alias


@pytest.mark.parametrize(
    "text",
    [
        "Omar shakes a frying pan and tilts his head.",
        "Rosa rolls the dough while a truck passes a construction crane.",
        "Ben follows the race track; the radio hisses with static.",
        "Ana joins a Zoom call, then zooms past the arc of lamps.",
        "She orbits the buffet, locked in thought.",
        "A handheld microphone lies on the medium roast sacks.",
        "The panorama of the dronefield, wideness, a stricter widener.",
    ],
)
def test_in_prose_the_words_of_moves_name_other_things(text: str) -> None:
    assert named(text, CAMERA) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dolly in", ["push-in"]),
        ("slow push-in", ["push-in"]),
        ("crash zoom", ["crash zoom"]),
        ("OTS, 85mm", ["over-the-shoulder", "85mm"]),
        ("85 mm", ["85mm"]),
        ("a 24 mm lens", ["wide-angle"]),
        ("handheld", ["handheld"]),
        ("medium close-up", ["MCU"]),
        ("medium wide-angle lens", ["MS", "wide-angle"]),  # the longest first, not the leftmost
        ("wide angle lens", ["wide-angle"]),
        ("macro lens", ["macro lens"]),
        ("tilt-shift", ["tilt-shift"]),
        ("Dutch tilt", ["dutch"]),
        ("dolly, then dolly out", ["pull-out"]),
        ("zoom and dolly", ["zoom", "dolly"]),
        ("track left", ["truck"]),
        ("worm’s-eye", ["low angle"]),
        ("ms, cu, Ws", []),
        ("MS, CU, WS", ["MS", "CU", "WS"]),
        ("no camera movement", ["static"]),
    ],
)
def test_what_a_director_types(text: str, expected: list[str]) -> None:
    assert named(text, CAMERA, field=True) == expected


@pytest.mark.parametrize(
    ("text", "groups", "expected"),
    [
        ("golden hour, soft natural light", LIGHT, ["golden hour", "natural light"]),
        ("an overcast afternoon", LIGHT, ["overcast light", "overcast", "afternoon"]),
        ("a midnight blue door by a storm drain", LIGHT, []),
        ("backlit by neon signs", LIGHT, ["backlight", "neon"]),
        ("someday, nightly, brain, stormed", LIGHT, []),
        ("Clear the table, wind the clock, one day", LIGHT, []),
        ("a warm welcome", ("mood",), []),
        ("wind, distant traffic, no music", SOUND, ["wind sound", "city ambience", "no music"]),
    ],
)
def test_light_and_sound_in_prose_and_field(
    text: str, groups: tuple[Group, ...], expected: list[str]
) -> None:
    assert named(text, groups, field=groups == SOUND) == expected


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»", "「」", "＂＂"])
def test_what_is_quoted_is_dialogue(quotes: str) -> None:
    text = f"Ana says {quotes[0]}night, close-up{quotes[1]} at dawn"
    assert named(text, LIGHT) == ["dawn"]
    assert named(text, CAMERA) == []
    assert found(f"{quotes[0]}never{quotes[1]} not", "negation_words") == ["not"]


def test_a_lone_quote_hides_nothing() -> None:
    assert named('a 5" screen at night', LIGHT) == ["night"]


SPELLED = st.sampled_from([pair for pair in ALIASES if not is_abbreviation(pair[1])])
SEPARATORS = st.sampled_from([" ", "-", "  ", " - ", "\t", "\n", "‑", "–", "\u00a0"])
CASES = st.sampled_from([str, str.lower, str.upper, str.title])


@given(
    st.sampled_from([pair for pair in ALIASES if not is_abbreviation(pair[1])]), SEPARATORS, CASES
)
def test_case_and_separators_make_no_difference(
    pair: tuple[Term, str], separator: str, case: type[str]
) -> None:
    each, alias = pair
    written = case(re.sub(r"[\s-]+", separator, alias))
    (hit,) = find_terms(written, [each.group], field=True)
    assert (hit.term.term, hit.start, hit.end) == (each.term, 0, len(written))


AROUND = st.text(st.sampled_from("éß㎜ﬁ①😀👩\u200d🦰\ufe0fÅe\u0301가İ ,.(ｗ９"), max_size=12)


@given(AROUND, SPELLED, AROUND,
       st.sampled_from([0, 0xFEE0]))  # fmt: skip
@example("ﬁ㎜ß😀", (term("move", "push-in"), "push-in"), "İ", 0xFEE0)
@example("e\u0301\u0301", (term("ambient", "cafe ambience"), "café ambience"), "", 0)
def test_offsets_are_the_original_texts(
    before: str,
    pair: tuple[Term, str],
    after: str,
    wide: int,
) -> None:
    each, alias = pair
    written = "".join(chr(ord(c) + wide) if "!" <= c <= "~" else c for c in alias)
    text = f"{before} | {written} | {after}"
    hits = [h for h in find_terms(text, [each.group], field=True) if h.term.term == each.term]
    assert [text[hit.start : hit.end] for hit in hits] == [written]
    assert hits[0].start == len(before) + 3


def test_a_composed_letter_may_be_written_in_two() -> None:
    text = "quiet cafe\u0301 ambience"
    (hit,) = find_terms(text, ["ambient"], field=True)
    assert text[hit.start : hit.end] == "cafe\u0301 ambience"


VOCABULARY = {
    alias.lower().replace("-", " "): each.term
    for group in CAMERA
    for each in terms(group)
    for alias in each.aliases
    if not is_abbreviation(alias)
}
WORDS = sorted({word for alias in VOCABULARY for word in alias.split()} | {"of", "street", "xyz"})


def longest_first(text: str) -> list[str]:
    """Find aliases the slow way: of all that stand anywhere, the longest that are still free."""
    friends = {friend.replace("-", " ").lower(): "" for friend in word_list("false_friends")}
    everything = [
        (len(alias), match.start(), name)
        for alias, name in {**friends, **VOCABULARY}.items()
        for match in re.finditer(rf"(?<!\w)(?={re.escape(alias)}(?!\w))", text)
    ]
    taken: list[tuple[int, int, str]] = []
    for length, start, name in sorted(everything, key=lambda each: (-each[0], each[1])):
        if all(start + length <= left or right <= start for left, right, _ in taken):
            taken.append((start, start + length, name))
    return [name for _, _, name in sorted(taken) if name]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
@example("medium wide angle lens")
@example("slow pan of the street")
@example("frying pan left")
@example("dolly in dolly zoom in zoom")
def test_terms_are_found_longest_first_and_never_overlap(text: str) -> None:
    hits = find_terms(text, CAMERA, field=True)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    expected = longest_first(text)
    # Terms that say the same more exactly hide these two.
    for generic, exact in (("dolly", {"push-in", "pull-out"}), ("zoom", {"zoom in", "zoom out"})):
        if exact & set(expected):
            expected = [name for name in expected if name != generic]
    assert [hit.term.term for hit in hits] == expected


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    terms_and_words = [(hit.start, hit.end) for hit in find_terms(text, GROUPS)]
    terms_and_words += [(hit.start, hit.end) for hit in find_words(text, "beat_separators")]
    assert all(0 <= start < end <= len(text) for start, end in terms_and_words)


@pytest.mark.parametrize(
    ("one", "other", "groups", "severity"),
    [
        ("static camera", "slow orbit", CAMERA, "hard"),
        ("push-in", "pull-out", CAMERA, "hard"),
        ("zoom in", "zoom out", CAMERA, "hard"),
        ("handheld", "steadicam", CAMERA, "soft"),
        ("locked-off", "handheld", CAMERA, "soft"),
        ("wide shot", "close-up", CAMERA, "soft"),
        ("low angle", "high angle", CAMERA, "soft"),
        ("POV", "OTS", CAMERA, "soft"),
        ("bokeh", "deep focus", CAMERA, "hard"),
        ("fisheye", "telephoto", CAMERA, "soft"),
        ("night street", "bright midday sun", LIGHT, "hard"),
        ("night", "window light", LIGHT, "soft"),
        ("high-key", "low-key", LIGHT, "hard"),
        ("soft light", "hard light", LIGHT, "soft"),
        ("cloudless", "thunderstorm", LIGHT, "hard"),
        ("heatwave", "snowfall", LIGHT, "hard"),
        ("anime", "photorealistic", ("style",), "hard"),
        ("monochrome", "teal and orange", ("style",), "hard"),
        ("black and white", "neon", ("style", "lighting"), "soft"),
        ("slow motion", "timelapse", ("style",), "hard"),
        ("calm", "energetic", ("mood",), "hard"),
        ("humorous", "ominous", ("mood",), "soft"),
        ("silence", "birdsong", SOUND, "hard"),
        ("silence", "soft piano", SOUND, "hard"),
        ("no music", "indie pop", SOUND, "hard"),
        ("silence", "indie pop", SOUND, "hard"),
        ("jazz", "techno", SOUND, "soft"),
        ("calm", "heavy metal", ("mood", "music"), "soft"),
    ],
)
def test_terms_that_fight(one: str, other: str, groups: tuple[Group, ...], severity: str) -> None:
    for text in (f"{one}, {other}", f"{other}, {one}"):
        (fight,) = contradictions(find_terms(text, groups, field=True), text)
        assert fight.severity == severity
        assert fight.why
        assert fight.first.start < fight.second.start


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("static medium close-up, eye-level, 50mm, shallow depth of field", CAMERA),
        ("slow push-in, handheld", CAMERA),
        ("golden hour, backlit, warm light, light mist", LIGHT),
        ("rain at night, neon", LIGHT),
        ("room tone, no music", SOUND),
    ],
)
def test_terms_that_go_together(text: str, groups: tuple[Group, ...]) -> None:
    assert contradictions(find_terms(text, groups, field=True), text) == []


@pytest.mark.parametrize("word", word_list("transition_words"))
def test_two_sizes_stand_where_the_shot_goes_from_one_to_the_other(word: str) -> None:
    text = f"wide shot {word} close-up"
    hits = find_terms(text, CAMERA, field=True)
    assert len(hits) == 2
    assert contradictions(hits, text) == []
    text = f"static camera {word} orbit"  # only sizes may change
    assert contradictions(find_terms(text, CAMERA, field=True), text)


def test_a_fight_is_told_once() -> None:
    text = "static, orbit, static, orbit"
    (fight,) = contradictions(find_terms(text, CAMERA, field=True), text)
    assert (fight.first.start, fight.second.start) == (0, 8)


@pytest.mark.parametrize("name", [name for name in word_lists() if name not in PATTERNS])
def test_a_word_of_a_list_is_found(name: str) -> None:
    for word in word_list(name):
        written = word.upper() if word.isascii() else word
        (hit,) = find_words(written, name)
        assert (hit.list, hit.start, hit.end) == (name, 0, len(word)), word
        assert hit.word.replace("-", " ") == word.replace("-", " ")


@pytest.mark.parametrize(
    ("text", "lists", "expected"),
    [
        ("8K masterpiece, beautifully lit", ["slop_words"], ["8k", "masterpiece"]),
        ("no-nonsense Maya doesn’t stop", ["negation_words"], ["doesn't"]),
        ("nobody, notable, knots", ["negation_words"], ["nobody"]),
        ("she waves, cut to the beach", ["edit_words"], ["cut to"]),
        ("single continuous take", ["one_take_words"], ["single continuous take"]),
        ("very slow, then fast", ["move_speed.slow", "move_speed.fast"], ["slow", "fast"]),
        ("walks; then stops.", ["beat_separators"], [";", "then", "."]),
        ("goes for a hair salon", ["identity.feature_nouns"], ["hair"]),
    ],
)
def test_lists_in_text(text: str, lists: list[str], expected: list[str]) -> None:
    assert found(text, *lists) == expected


def test_age_patterns_are_patterns() -> None:
    patterns = [re.compile(each, re.IGNORECASE) for each in word_list("identity.age_patterns")]
    for text in ("a 30-year-old", "in her late forties", "an elderly host", "a young woman"):
        assert any(pattern.search(text) for pattern in patterns), text
    assert not any(pattern.search("ten years on the roof") for pattern in patterns)


def test_an_unknown_list_or_term_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_list("nonsense")
    with pytest.raises(KeyError):
        find_words("text", "nonsense")
    with pytest.raises(KeyError):
        term("move", "nonsense")


def test_every_pair_of_groups_can_be_searched_together() -> None:
    for one, other in product(GROUPS, repeat=2):
        assert find_terms("", [one, other]) == ()
