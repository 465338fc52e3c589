"""Where a script may be cut: not after `Dr.`, not inside a number, never inside a break."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.speech import Level, cuts

BREAK = '<break time="1. 5s, or so"/>'
signs = st.sampled_from(
    [*"ab.,;:!?\u2026 \n\t-\u2014\"'()<>[]3", "Dr. ", "\u3002", "\u3001", "\u6f22", "\ud55c",
     "\u00ab ", "\u201c", "\u201d", "\n\n", BREAK, '<break time="2s"/>', "[pause 1s]", "\u0e01",
     "\U0001f600"]
)  # fmt: skip
scripts = st.text(max_size=80) | st.lists(signs, max_size=40).map("".join)


def pieces(script: str, *levels: Level) -> list[str]:
    """Cut a script at the given levels only."""
    at = [0, *(cut.at for cut in cuts(script) if cut.level in levels), len(script)]
    return [script[first:last] for first, last in pairwise(at)]


@pytest.mark.parametrize(
    "script",
    [
        "He met |".replace("|", "Dr. Ito at noon."),
        "Mr. and Mrs. Smith and Prof. Lee came.",
        "Use tools, e.g. Hammers.",
        "That is, i.e. Water.",
        "It is 3.5 metres and 1,000.5 kilos.",
        "Version 2.0.1 is out.",
        "The U.S. Army left.",
        "At 5 p.m. he left.",
        "Das ist z. B. Holz.",
        "Das ist z.B. Holz, d.h. Material.",
        "J. R. R. Tolkien wrote it.",
        "Wait... what now?",
        "Wait\u2026 what now?",
        "See a.b/c.html now.",
        "\u00ab Va ! \u00bb dit-il.",
        "\u201eGeh!\u201c rief er.",
        '"Go!" she said.',
        "Le 1er mai, M. Dupont part.",
        "El Sr. Ruiz y la Sra. Paz salen.",
        "No. 5 is alive.",
    ],
)
def test_what_looks_like_an_end_is_none(script: str) -> None:
    assert pieces(script, "sentence", "paragraph") == [script]


@pytest.mark.parametrize(
    "script",
    [
        "Dr. Ito came. |He sat.",
        "At 5 p.m. |He left.",
        "Bread, milk etc. |And then home.",
        "I am I. |He is he.",
        "Really?! |Yes. |No!",
        "Wait... |What now?",
        "Wait\u2026 |What now?",
        "(Yes.) |No.",
        "One.\n|Two.",
        '"Go." |Then he left.',
        "'Go.' |Then he left.",
        "\u201cGo.\u201d |Then he left.",
        "\u00abHola.\u00bb |Dijo Ana.",
        "\u00ab Va. \u00bb |Puis il part.",
        "\u201eGeh.\u201c |Dann ging er.",
        "\u00bbGeh.\u00ab |Dann ging er.",
        "Hola. |\u00bfQu\u00e9 tal? |\u00a1Bien!",
        "\u4f60\u597d\u3002|\u518d\u89c1\u3002",
        "\u4f60\u597d\uff01|\u518d\u89c1\uff1f|\u597d\u3002",
        "\u300c\u884c\u3051\u3002\u300d|\u5f7c\u306f\u8a00\u3063\u305f\u3002",
        "\uc548\ub155\ud558\uc138\uc694. |\ubc18\uac11\uc2b5\ub2c8\ub2e4.",
        f"Go. |{BREAK} Then stay.",
        f"Go. {BREAK} |Then stay.".replace("Go. <", "Go, <").replace(" |Then", " then"),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(script: str) -> None:
    parts = script.split("|")
    assert pieces("".join(parts), "sentence", "paragraph") == parts


@pytest.mark.parametrize(
    ("script", "language"),
    [
        ("Press 1. |Then press 2. |Now wait.", "en"),
        ("Pour quitter, appuyez sur 8. |Merci.", "fr"),
        ("Marque 6. |Para repetir, marque 5. |Adiós.", "es"),
        ("Am 3. Mai kam der 2. Zug.", "de"),
        ("Den 3. Maj kom han.", ""),
        ("1. Open the box. |2. Close it.\n|3. Wait.", "en"),
    ],
)
def test_a_number_ends_a_sentence_where_ordinals_have_no_full_stop(
    script: str, language: str
) -> None:
    parts = script.split("|")
    text = "".join(parts)
    at = [0, *(cut.at for cut in cuts(text, "sentence", language)), len(text)]
    assert [text[first:last] for first, last in pairwise(at)] == parts


@pytest.mark.parametrize(
    "script",
    ["One.\n\n|Two.", "One\n \n|two", "One.\n\n\n|Two.\n\n|Three.", "\u4e00\u3002\n\n|\u4e8c"],
)
def test_an_empty_line_ends_a_paragraph(script: str) -> None:
    parts = script.split("|")
    assert pieces("".join(parts), "paragraph") == parts


@pytest.mark.parametrize(
    "script",
    [
        "one, |two; |three: |four",
        "one \u2014 |two \u2013 |three - |four",
        "1,000 people, |well-known ones",
        "\u4e00\u3001|\u4e8c\uff0c|\u4e09\uff1b|\u56db\uff1a|\u4e94",
        "at 9:16, |not 9:17",
    ],
)
def test_clauses_end_at_commas_and_dashes(script: str) -> None:
    parts = script.split("|")
    assert pieces("".join(parts), "clause") == parts


def test_words_are_cut_at_white_space_and_between_characters_that_are_words() -> None:
    assert pieces("one two  three", "word") == ["one ", "two  ", "three"]
    assert pieces("\u6211\u5011\u53bb", "word") == ["\u6211", "\u5011", "\u53bb"]


def test_where_sentences_are_the_finest_nothing_finer_is_cut() -> None:
    script = "One, two. Three; four.\n\nFive six."
    assert cuts(script, "sentence") == [
        cut for cut in cuts(script) if cut.level in {"sentence", "paragraph"}
    ]


@pytest.mark.parametrize(
    "script", ["", " ", "\n\n", "word", "word.", " word. ", BREAK, f" {BREAK} "]
)
def test_what_is_one_word_cannot_be_cut(script: str) -> None:
    assert cuts(script) == []


@pytest.mark.parametrize("tag", [BREAK, "[pause 1. 5s, or]", "<BREAK time='2. s' />"])
def test_a_break_is_never_cut(tag: str) -> None:
    script = f"Go. {tag} Then, {tag}{tag} stay.\n\n{tag}"
    assert all(
        script[cut.at :].count(tag) + script[: cut.at].count(tag) == script.count(tag)
        for cut in cuts(script)
    )


@settings(deadline=None)
@given(scripts)
@example(f"a{BREAK}b. C")
@example(" \n\n x. y")
def test_pieces_join_to_the_script_and_each_end_says_something(script: str) -> None:
    found = pieces(script, "paragraph", "sentence", "clause", "word")
    assert "".join(found) == script
    assert len(found) == 1 or (found[0].strip() and found[-1].strip())


@settings(deadline=None)
@given(scripts)
def test_cuts_are_in_order_and_each_place_has_one_level(script: str) -> None:
    at = [cut.at for cut in cuts(script)]
    assert at == sorted(set(at))
    assert all(0 < place < len(script) for place in at)


def test_a_long_script_is_cut_soon() -> None:
    start = time.process_time()
    assert len(cuts("A word, another. " * 20_000)) > 59_000
    assert time.process_time() - start < 5
