"""Talk beats to segments: at most 180 s each, cut where a speaker would breathe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import shotwright
from shotwright.model.brief import TalkBrief
from shotwright.model.money import Credits
from shotwright.model.names import RouteName
from shotwright.model.plan import Item, NoPlan, Plan
from shotwright.speech import timeline

ON = date(2026, 11, 21)
COURSE = Path(__file__).parents[2] / "examples" / "course.yaml"
SENTENCE = "The morning wind comes down the valley and turns the wheel. "
"""About three and a half seconds."""

WALK = "the wind comes down the valley and turns the wheel "
RECORDING = "https://example.com/talk.mp3"
BREAK_TAG = re.compile(r'<break time="[\d.]+s"/>|\[pause [\d.]+s\]')


def answered(talk: object, route: RouteName = "web", **keys: object) -> Plan | NoPlan:
    """Plan one talk beat, said by Ana where nobody is named."""
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": {
                "ana": {"look": "lk_ana", "voice": "vc_ana", "kind": "digital_twin"},
                "eve": {"look": "lk_eve", "voice": "vc_eve", "kind": "public"},
                "pic": {"image": "https://example.com/pic.png", "voice": "vc_pic"},
                "art": {"look": "lk_art", "voice": "vc_art", "kind": "photo"},
            },
            "scenes": [{"id": "s", "beats": [{"id": "t", "talk": talk, "by": "ana", **keys}]}],
        }
    )
    return shotwright.plan(board, on=ON, talk=route)


def planned(talk: object, route: RouteName = "web", **keys: object) -> Plan:
    plan = answered(talk, route, **keys)
    assert isinstance(plan, Plan), plan
    return plan


def segments(talk: object, route: RouteName = "web", **keys: object) -> tuple[Item, ...]:
    return planned(talk, route, **keys).items


def script(item: Item) -> str:
    assert item.script is not None
    return item.script


def seconds(value: float | None) -> float:
    assert value is not None
    return value


def check_whole(text: str, items: tuple[Item, ...]) -> None:
    """Hold what is true of every script: nothing lost, nothing too long, parts that add up."""
    assert "".join(map(script, items)) == text
    at = 0
    for item in items:
        (part,) = item.parts
        assert (part.from_, part.to) == (at, at + len(script(item)))
        assert part.wished == part.to - part.from_
        at = part.to
        assert 0 <= seconds(item.seconds_low) <= seconds(item.seconds)
        assert seconds(item.seconds) <= seconds(item.seconds_high) <= 180
        assert len(script(item)) <= 5000
        assert item.pad == 0


# One segment, or several


def test_a_script_that_fits_is_one_segment_named_after_its_beat() -> None:
    (item,) = segments(SENTENCE)
    assert (item.id, item.kind, item.script) == ("t", "segment", SENTENCE)
    check_whole(SENTENCE, (item,))


def test_the_limit_is_tested_against_the_slowest_reading() -> None:
    # About 150 s expected, and over 180 s where a voice is slow.
    text = SENTENCE * 43
    length = timeline(text, "en").length(0, None)
    assert length.expected < 180_000 < length.high
    items = segments(text)
    assert [item.id for item in items] == ["t/1", "t/2"]
    check_whole(text, items)


def test_a_script_is_cut_from_the_first_millisecond_over_the_limit() -> None:
    # A word is some tenths of a second where a voice is slow: some of these end just over 180 s.
    word = timeline("wind " * 500, "en").length(0, None).high / 500
    edge = int(180_000 / word)
    whole = []
    for count in range(edge - 15, edge + 15):
        text = ("wind " * count).strip() + "."
        items = segments(text)
        check_whole(text, items)
        high = timeline(text, "en").length(0, None).high
        assert (len(items) == 1) == (high <= 180_000)
        whole.append(high)
    assert any(180_000 < high <= 180_000 + 2 * word for high in whole)
    assert min(whole) < 180_000


@pytest.mark.parametrize("route", ["web", "api"])
@pytest.mark.parametrize("count", [60, 150, 400])
def test_a_long_script_is_cut_after_sentences_into_even_segments(
    count: int, route: RouteName
) -> None:
    text = SENTENCE * count
    items = segments(text, route)
    check_whole(text, items)
    assert all(script(item).rstrip().endswith("wheel.") for item in items)
    lengths = [seconds(item.seconds) for item in items]
    assert max(lengths) - min(lengths) < 4


def test_a_slow_voice_makes_more_segments_and_a_fast_one_fewer() -> None:
    text = SENTENCE * 80
    counts = [len(segments(text, speed=speed)) for speed in (1.5, 1.0, 0.5)]
    assert counts == sorted(set(counts))


def test_paragraphs_are_better_cuts_than_sentences_that_are_a_little_more_even() -> None:
    text = SENTENCE * 22 + "\n\n" + SENTENCE * 24
    first, last = segments(text)
    assert script(first).strip() == (SENTENCE * 22).strip()
    check_whole(text, (first, last))
    assert "paragraph" in first.why


def test_a_sentence_is_cut_at_instead_where_paragraphs_are_far_from_even() -> None:
    text = SENTENCE * 6 + "\n\n" + SENTENCE * 40
    first, last = segments(text)
    check_whole(text, (first, last))
    assert abs(seconds(first.seconds) - seconds(last.seconds)) < 10


@pytest.mark.parametrize("blank", ["\n\n", "\n \n", "\n\n\n"])
def test_blank_lines_stay_in_the_script(blank: str) -> None:
    text = (SENTENCE * 20).strip() + blank + (SENTENCE * 30).strip()
    check_whole(text, segments(text))


def test_a_sentence_that_is_too_long_is_cut_at_its_clauses() -> None:
    text = (WALK.strip() + ", ") * 70 + "and stops."
    items = segments(text)
    check_whole(text, items)
    assert len(items) > 1
    assert all(script(item).endswith(", ") for item in items[:-1])


def test_a_sentence_without_any_mark_is_cut_between_words() -> None:
    text = WALK * 90
    items = segments(text)
    check_whole(text, items)
    assert len(items) > 1
    for item in items:
        assert set(script(item).split()) <= set(WALK.split())


def test_a_sentence_is_cut_only_where_it_alone_is_too_long() -> None:
    text = SENTENCE * 20 + WALK * 90 + "on. " + SENTENCE * 20
    items = segments(text)
    check_whole(text, items)
    inside = [item for item in items[:-1] if not script(item).rstrip().endswith(".")]
    assert inside
    for item in inside:
        assert WALK.strip() in script(item)


def test_one_sentence_too_many_for_5000_characters_is_cut_though_it_is_short_to_say() -> None:
    text = ("strengths " * 10).strip() + ". "
    items = segments(text * 55, speed=1.5)
    assert timeline(text * 55, "en", 1.5).length(0, None).high < 180_000
    assert len(items) == 2
    check_whole(text * 55, items)


def test_words_too_many_for_5000_characters_are_cut() -> None:
    text = "strengths " * 520
    items = segments(text)
    assert len(items) == 2
    check_whole(text, items)


@pytest.mark.parametrize("route", ["web", "api"])
def test_a_word_of_more_than_5000_characters_is_a_clash(route: RouteName) -> None:
    answer = answered("x" * 5001, route)
    assert isinstance(answer, NoPlan)
    (clash,) = answer.clashes
    assert clash.beats == ("t",)
    assert clash.ways_out


@pytest.mark.parametrize(
    ("language", "sentence", "ends"),
    [
        ("ja", "朝の風が谷をおりて、水車をまわします。", "。"),
        ("zh", "清晨的风沿着山谷吹下来，推动了水车。", "。"),
        ("yue", "朝早嘅風吹落山谷，推郁咗個水車！", "！"),
        ("ko", "아침 바람이 골짜기를 내려와 물레방아를 돌립니다. ", ". "),
    ],
)
def test_scripts_of_east_asia_are_cut_after_their_sentences(
    language: str, sentence: str, ends: str
) -> None:
    text = sentence * 120
    items = segments(text, language=language)
    assert len(items) > 1
    check_whole(text, items)
    assert all(script(item).endswith(ends) for item in items)


def test_a_japanese_sentence_without_marks_is_cut_between_characters() -> None:
    text = "朝の風が谷をおりて水車をまわします" * 80
    items = segments(text, language="ja")
    assert len(items) > 1
    check_whole(text, items)


@pytest.mark.parametrize("tag", ['<break time="1.5s"/>', "[pause 1.5s]"])
@pytest.mark.parametrize("text", [f"{WALK}TAG ", "wind TAG ", "Wind. TAG Sun, TAG rain. "])
def test_a_break_is_never_cut(tag: str, text: str) -> None:
    script_ = text.replace("TAG", tag) * (3000 // len(text))
    items = segments(script_)
    assert len(items) > 1
    check_whole(script_, items)
    for item in items:
        rest = BREAK_TAG.sub("", script(item))
        assert not set("<>[]") & set(rest), rest[-60:]


@pytest.mark.parametrize("route", ["web", "api"])
def test_breaks_are_part_of_the_180_seconds(route: RouteName) -> None:
    text = 'One. <break time="100s"/> Two. <break time="100s"/> Three.'
    items = segments(text, route)
    assert len(items) == 2
    check_whole(text, items)


sentences = st.lists(
    st.tuples(
        st.integers(1, 160), st.sampled_from([". ", "! ", "? ", ".\n\n", ", ", " "])
    ),  # words, and what ends them
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(sentences, st.sampled_from([0.5, 1.0, 1.5]))
@example([(160, ". ")] * 30, 1.0)
@example([(160, " ")] * 30, 1.0)
@example([(5, ". "), (160, ".\n\n"), (160, "! ")], 0.5)
def test_any_script_is_conserved_and_cut_into_the_fewest_segments(
    told: list[tuple[int, str]], speed: float
) -> None:
    text = "".join(" ".join(["wind"] * count) + end for count, end in told)
    items = segments(text, speed=speed)
    check_whole(text, items)
    # Filling each segment with sentences as far as they go gives the fewest.
    line = timeline(text, "en", speed)
    ends = len(line.at) - 1
    greedy, start = 0, 0
    while start < ends:
        stop = start + 1
        if line.length(start, stop).high > 180_000:
            return  # a sentence that has to be cut: the fewest is not told by sentences
        while stop < ends and line.length(start, stop + 1).high <= 180_000:
            stop += 1
        greedy, start = greedy + 1, stop
    assert len(items) == greedy


# A whole course


def test_a_course_is_cut_into_segments_that_fit_end_with_sentences_and_are_even() -> None:
    board = shotwright.load(COURSE)
    plan = shotwright.plan(board, on=ON)
    assert isinstance(plan, Plan)
    talk = {brief.id: brief.talk.text for brief in board.briefs if isinstance(brief, TalkBrief)}
    spoken = [item for item in plan.items if item.kind == "segment"]
    by_beat = {
        beat: tuple(pieces) for beat, pieces in groupby(spoken, key=lambda i: i.parts[0].beat)
    }
    assert list(by_beat) == list(talk)
    for beat, pieces in by_beat.items():
        check_whole(talk[beat] or "", pieces)
        lengths = [seconds(piece.seconds) for piece in pieces]
        assert min(lengths) >= max(lengths) / 4
        for piece in pieces:
            assert script(piece).rstrip()[-1] in ".!?", piece.id
        for piece in pieces[1:]:
            assert not script(piece).lstrip()[0].islower(), piece.id
    story = sum(seconds(item.seconds) for item in plan.items if item.over is None)
    assert 36 <= story / 60 <= 44
    assert any(len(pieces) > 1 for pieces in by_beat.values())


# Recordings, silences, breaks, and what is charged


def test_a_recording_is_one_segment_of_its_own_length() -> None:
    (item,) = segments({"audio": {"url": RECORDING, "seconds": 179.5}})
    assert (item.seconds, item.seconds_low, item.seconds_high) == (179.5, 179.5, 179.5)
    assert (item.billed_seconds, item.script, item.audio) == (179.5, None, RECORDING)


def test_a_recording_of_unknown_length_has_an_unknown_price() -> None:
    plan = planned({"audio": {"asset": "a1b2"}})
    (item,) = plan.items
    assert (item.seconds, item.billed_seconds) == (None, None)
    assert item.audio == "asset:a1b2"
    totals = shotwright.estimate(plan).wire()["totals"]
    assert totals == {"credits": {"at_least": "0"}}
    assert plan.objective.value == {"credits": "unknown"}


def test_a_silence_in_the_studio_is_not_charged() -> None:
    plan = planned({"silence": 12.5})
    (item,) = plan.items
    assert (item.seconds, item.seconds_low, item.seconds_high) == (12.5, 12.5, 12.5)
    assert item.billed_seconds == 0
    assert (item.script, item.audio) == (None, None)
    assert shotwright.estimate(plan).totals["credits"].known == Credits.parse("0")


PAUSED = 'One wind. <break time="7.5s"/> Two winds. [pause 500ms] Three winds.'


@pytest.mark.parametrize(
    ("keys", "route", "charged"),
    [
        ({}, "web", False),
        ({"by": "eve"}, "web", False),
        ({"by": "ana", "source": "photo"}, "web", True),
        ({"by": "pic"}, "web", True),
        ({"by": "ana"}, "api", True),
        ({"by": "pic", "source": "photo"}, "api", True),
    ],
)
def test_explicit_breaks_are_charged_everywhere_but_in_the_studio(
    keys: Mapping[str, Any], route: RouteName, *, charged: bool
) -> None:
    (item,) = segments(PAUSED, route, **keys)
    breaks = 8
    difference = seconds(item.seconds) - seconds(item.billed_seconds)
    assert difference == pytest.approx(0 if charged else breaks, abs=0.001)
    assert seconds(item.seconds) > breaks


def test_breaks_of_a_long_script_are_left_out_of_the_bill_in_every_segment() -> None:
    items = segments((SENTENCE + '<break time="2s"/> ') * 80)
    assert len(items) > 1
    for item in items:
        breaks = 2 * script(item).count("<break")
        assert seconds(item.seconds) - seconds(item.billed_seconds) == pytest.approx(
            breaks, abs=0.002
        )


# Who speaks how


@pytest.mark.parametrize(
    ("who", "route", "source"),
    [
        ("ana", "web", "studio"),
        ("eve", "web", "studio"),
        ("pic", "web", "photo"),
        ("art", "web", "photo"),
        ("ana", "api", "direct"),
        ("eve", "api", "direct"),
        ("pic", "api", "direct"),
        ("art", "api", "direct"),
    ],
)
def test_how_talk_is_made_comes_from_the_look_and_the_route(
    who: str, route: RouteName, source: str
) -> None:
    (item,) = segments(SENTENCE, route, by=who)
    assert item.source == source


@pytest.mark.parametrize(
    ("route", "source"), [("web", "photo"), ("web", "studio"), ("api", "photo"), ("api", "direct")]
)
def test_how_talk_is_made_may_be_written(route: RouteName, source: str) -> None:
    (item,) = segments(SENTENCE, route, source=source)
    assert item.source == source


def test_a_segment_knows_its_speaker_and_voice() -> None:
    (item,) = segments(SENTENCE)
    assert (item.looks, item.look_kind, item.voice) == (("lk_ana",), "digital_twin", "vc_ana")
    assert (item.engine, item.language, item.prompt, item.motion) == ("avatar_iv", "en", None, None)
    (other,) = segments(SENTENCE, voice="vc_other", engine="avatar_iii", language="en-GB")
    assert (other.voice, other.engine, other.language) == ("vc_other", "avatar_iii", "en-gb")
    (picture,) = segments(SENTENCE, by="pic", motion="head nods")
    assert (picture.looks, picture.look_kind) == ((), "photo")
    assert picture.motion is not None
    assert "head nods" in picture.motion.lower()


def test_every_segment_says_in_one_line_why_it_is_cut_so() -> None:
    for text in (SENTENCE, SENTENCE * 60, WALK * 90):
        for item in segments(text):
            assert item.why
            assert "\n" not in item.why


def test_each_segment_is_a_generation_of_the_engine_that_speaks_it() -> None:
    plan = planned(SENTENCE * 60, "api", engine="avatar_v")
    assert [g.items for g in plan.generations] == [("t/1",), ("t/2",)]
    assert {g.product for g in plan.generations} == {"avatar_v"}


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("abc 。.,!?\n<>[]/=\"'breakpus1s、Ａé中ก\u0301🙂")),
        min_size=1,
        max_size=400,
    ),
    st.sampled_from(["en", "ja", "th", "fr", "xx"]),
    st.sampled_from(["web", "api"]),
)
def test_any_text_at_all_is_conserved(text: str, language: str, route: RouteName) -> None:
    plan = answered(text, route, language=language)
    if isinstance(plan, Plan):
        check_whole(text, plan.items)
    else:
        assert plan.clashes[0].ways_out
