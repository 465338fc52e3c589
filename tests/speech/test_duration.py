"""How long a script takes to say: sensible, monotone, and honest about what it cannot know."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.speech import Finest, Spoken, speech_model, timeline
from shotwright.speech.rates import rates
from shotwright.speech.syllables import units

KNOWN = ["en", "es", "fr", "de", "pt", "ja", "ko", "zh", "yue"]
PROSE = {
    "en": "Every morning, four hundred million kettles wait for the grid. This one waits for sun.",
    "es": "Cada mañana, cuatrocientos millones de hervidores esperan la red. Este, al sol.",
    "fr": "Chaque matin, quatre cents millions de bouilloires attendent. Celle-ci, le soleil.",
    "de": "Jeden Morgen warten vierhundert Millionen Kessel auf Strom. Dieser wartet auf Sonne.",
    "pt": "Todas as manhãs, quatrocentos milhões de chaleiras esperam pela rede. Esta, o sol.",
    "ja": "毎朝、四億のやかんが電気を待ちます。この一つは太陽を待ちます。",
    "ko": "매일 아침 사억 개의 주전자가 전기를 기다립니다. 이것은 해를 기다립니다.",
    "zh": "每天早上，四亿只水壶等着电网。这一只等着太阳。",
    "yue": "每日朝早，四億個水煲等緊電網。呢個等緊太陽。",
}
letters = st.text("abcdefghijklmnop \u00e9\u6f22\ud55c.,!? 0123456789\n", max_size=200)
prose = st.lists(
    st.tuples(
        st.sampled_from(["wind", "Rain", "3.5", "NASA", "\u6f22\u5b57", "caf\u00e9", "Dr. Ito"]),
        st.sampled_from(
            [
                " ",
                ", ",
                "; ",
                ": ",
                " \u2014 ",
                ' "',
                '" ',
                " \u201c",
                ". ",
                "? ",
                "... ",
                ".\n\n",
                "\u3002",
            ]
        ),
    ),
    max_size=30,
).map(lambda pairs: "".join(word + joint for word, joint in pairs))
languages = st.sampled_from([*KNOWN, "xx", "pt-BR", "fi"])
speeds = st.sampled_from([0.5, 0.75, 1.0, 1.25, 1.5])


def spoken(script: str, language: str = "en", speed: float = 1.0) -> Spoken:
    return timeline(script, language, speed).length(0, None)


@pytest.mark.parametrize(
    ("language", "low", "high"),
    [("en", 5, 7), ("es", 5, 7.5), ("fr", 4.5, 7), ("de", 4.5, 7), ("pt", 5, 8),
     ("ja", 4, 7), ("ko", 4.5, 7), ("zh", 4, 6.5), ("yue", 4, 7)],
)  # fmt: skip
def test_a_sentence_of_prose_takes_about_as_long_as_people_take(
    language: str, low: float, high: float
) -> None:
    assert low * 1000 <= spoken(PROSE[language], language).expected <= high * 1000


@pytest.mark.parametrize(
    ("script", "language", "low", "high"),
    [
        # 75 words are half a minute, as narrators and HeyGen's own script guidance have it.
        ("The wind moves over the reeds and the water lies still below them. " * 6, "en", 22, 34),
        ("Hello.", "en", 0.4, 1.2),
        ("2025", "en", 1.2, 2.4),
        ("NASA", "en", 0.5, 1.7),
        ("The FBI and the BBC", "en", 1.5, 3.2),
        ("50 % of $20", "en", 1.5, 3.6),
    ],
)
def test_short_and_long_texts_take_sensible_times(
    script: str, language: str, low: float, high: float
) -> None:
    assert low * 1000 <= spoken(script, language).expected <= high * 1000


@pytest.mark.parametrize("script", ["", " ", "\n\n\n"])
def test_nothing_takes_no_time(script: str) -> None:
    assert spoken(script) == Spoken(0, 0, 0, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tag", "ms"),
    [('<break time="1.5s"/>', 1500), ('<break time="1500ms"/>', 1500), ("[pause 2s]", 2000),
     ("[pause 2]", 2000), ("<BREAK TIME='0.25s' />", 250),
     ('<break strength="2" time="1s"/>', 1000), ("<break/>", 0),
     ('<break time="1s"/> <break time="0.5s"/>', 1500)],
)  # fmt: skip
@pytest.mark.parametrize("speed", [0.5, 1.0, 1.5])
def test_a_break_is_exact_and_keeps_its_length_at_any_speed(
    tag: str, ms: int, speed: float
) -> None:
    without, with_ = (
        spoken("Wind and rain", speed=speed),
        spoken(f"Wind {tag} and rain", speed=speed),
    )
    assert with_.breaks == ms
    for name in ("expected", "low", "high"):
        assert abs(getattr(with_, name) - getattr(without, name) - ms) <= 1


def test_only_breaks_are_only_breaks() -> None:
    assert spoken('<break time="2s"/>') == (2000, 2000, 2000, 2000)


@settings(deadline=None)
@given(letters, languages)
@example("Wind and rain.", "en")
def test_twice_as_fast_takes_half_as_long(script: str, language: str) -> None:
    slow, fast = spoken(script, language, 0.5), spoken(script, language, 1.0)
    assert abs(slow.expected - 2 * fast.expected) <= 2


@settings(deadline=None)
@given(letters, languages, speeds)
def test_faster_is_never_longer(script: str, language: str, speed: float) -> None:
    assert spoken(script, language, speed).expected >= spoken(script, language, 1.5).expected


@settings(deadline=None)
@given(letters, languages, speeds)
def test_the_interval_holds_the_expectation(script: str, language: str, speed: float) -> None:
    found = spoken(script, language, speed)
    assert 0 <= found.breaks <= found.low <= found.expected <= found.high


@settings(deadline=None)
@given(letters, st.sampled_from(KNOWN))
def test_a_language_without_samples_has_a_wider_interval(script: str, language: str) -> None:
    known, other = timeline(script, language), timeline(script, "xx")
    assert other.low < known.low < 1 < known.high < other.high


@settings(deadline=None)
@given(letters, languages, speeds)
def test_the_shorter_a_text_the_less_is_known_of_it(
    script: str, language: str, speed: float
) -> None:
    once = spoken(script, language, speed)
    twice = spoken(f"{script}\n\n{script}", language, speed)
    if once.expected:
        widths = [(found.high - found.low) / found.expected for found in (once, twice)]
        assert widths[1] < widths[0]


@settings(deadline=None)
@given(letters, letters, languages)
@example("Wind", "Rain", "en")
def test_another_paragraph_never_makes_a_script_shorter(
    first: str, second: str, language: str
) -> None:
    both = spoken(f"{first}\n\n{second}", language)
    for part in (spoken(first, language), spoken(second, language)):
        assert part.expected <= both.expected + 1
        assert part.high <= both.high + 1


@pytest.mark.parametrize(
    ("language", "slow", "fast"),
    [("en", 3.5, 5.0), ("es", 4.1, 6.1), ("fr", 4.3, 5.0), ("de", 4.3, 5.0), ("pt", 4.1, 5.5),
     ("ja", 5.65, 8.1), ("ko", 5.3, 5.7), ("zh", 4.2, 5.2), ("yue", 3.7, 4.25)],
)  # fmt: skip
def test_scripts_are_said_at_rates_that_were_measured(
    language: str, slow: float, fast: float
) -> None:
    """Units a second of other recordings, give or take 25 %: they had fewer pauses than these."""
    script = PROSE[language] * 5
    seconds = spoken(script, language).expected / 1000
    assert slow / 1.25 <= units(script, language) / seconds <= fast * 1.25


def test_a_mark_of_enumeration_is_a_shorter_pause_than_a_comma() -> None:
    commas, marks = (spoken(f"太陽{mark}月{mark}星", "zh") for mark in "，、")
    assert spoken("太陽月星", "zh").expected < marks.expected < commas.expected


@pytest.mark.parametrize(
    ("quoted", "plain"),
    [
        ('He said "come here" and left', "He said come here and left"),
        ("He said “come here” and left", "He said come here and left"),
        ("Il dit « viens » et part", "Il dit viens et part"),
        ("Er rief „komm“ und ging", "Er rief komm und ging"),
        ("Er rief »komm!« und ging", "Er rief komm! und ging"),
        ("彼は「来て」と言った", "彼は来てと言った"),
        ("他说“来”就走", "他说来就走"),
    ],
)
def test_before_a_quotation_is_one_pause_wherever_it_is_cut(quoted: str, plain: str) -> None:
    pause = rates().pauses.quotation * 1000
    assert spoken(quoted, "fr").expected - spoken(plain, "fr").expected == pytest.approx(
        pause, abs=1
    )
    assert timeline(quoted, "fr", finest="word").length(0, None).expected == pytest.approx(
        spoken(quoted, "fr").expected, abs=5
    )


@pytest.mark.parametrize(
    "script", ['6" of rain', "rock 'n' roll", 'He left."', "it’s", '" "', 'a"b']
)
def test_marks_that_open_no_quotation_take_no_time(script: str) -> None:
    numbers = rates()
    silent = numbers.pauses.model_copy(update={"quotation": 0.0})
    without = timeline(script, "en", numbers=numbers.model_copy(update={"pauses": silent}))
    assert timeline(script, "en") == without


def test_a_number_at_a_sentences_end_is_said_as_its_word_is() -> None:
    figures = "Marque 6. Para repetir, marque 5. Adiós."
    said = figures.replace("6", "seis").replace("5", "cinco")
    assert spoken(figures, "es") == spoken(said, "es")


def test_more_consonants_take_longer_at_as_many_syllables() -> None:
    assert spoken("strengths scrunched").expected > spoken("a to").expected


@settings(deadline=None)
@given(letters, languages)
def test_the_first_words_never_take_longer_than_more_words(script: str, language: str) -> None:
    line = timeline(script, language, finest="word")
    lengths = [line.length(0, number).expected for number in range(1, len(line.at))]
    assert lengths == sorted(lengths)


@settings(deadline=None)
@given(letters, languages, st.integers(0, 10**6))
def test_cutting_saves_and_costs_no_more_than_a_pause_and_a_breath(
    script: str, language: str, choice: int
) -> None:
    line = timeline(script, language, finest="word")
    number = choice % len(line.at)
    whole = line.length(0, None)
    first, rest = line.length(0, number), line.length(number, None)
    assert abs(first.expected + rest.expected - whole.expected) <= 1_200


def test_a_pause_is_longer_where_more_ends() -> None:
    joints = [" ", ", ", ". ", ".\n\n"]
    lengths = [spoken(f"wind{joint}Rain").expected for joint in joints]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == 4


def test_the_last_mark_costs_nothing() -> None:
    assert spoken("Wind and rain.").expected == spoken("Wind and rain").expected


@pytest.mark.parametrize(("tag", "same"), [("pt-BR", "pt"), ("zh_Hant_TW", "zh"), ("EN-us", "en")])
def test_a_region_speaks_as_its_language(tag: str, same: str) -> None:
    assert spoken(PROSE["en"], tag) == spoken(PROSE["en"], same)


@settings(deadline=None)
@given(prose, languages)
@example("Wind, sun. And water \u2014 rain.\n\nRain", "en")
def test_how_finely_it_may_be_cut_does_not_change_how_long_it_takes(
    script: str, language: str
) -> None:
    finest: tuple[Finest, ...] = ("whole", "sentence", "word")
    lengths = [timeline(script, language, finest=fine).length(0, None).expected for fine in finest]
    assert max(lengths) - min(lengths) <= 5


def test_every_script_has_its_ends_and_cuts_in_the_timeline() -> None:
    line = timeline("One two. Three.", "en")
    assert (line.at, line.levels[1:]) == ((0, 9, 15), ("sentence", "paragraph"))
    finer = timeline("One two. Three.", "en", finest="word")
    assert (finer.at, finer.levels[1:]) == ((0, 4, 9, 15), ("word", "sentence", "paragraph"))
    whole = timeline("One two. Three.", "en", finest="whole")
    assert (whole.at, whole.levels[1:]) == ((0, 15), ("paragraph",))


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("." * 10_000 + "x", id="dots"),
        pytest.param("a" + " " * 40_000 + "x", id="spaces"),
        pytest.param("a" * 20_000, id="one-letter"),
        pytest.param("ab" * 10_000, id="one-word"),
        pytest.param("," + " " * 40_000 + "x", id="a-comma-and-spaces"),
        pytest.param("<break " * 20_000, id="breaks-unclosed"),
        pytest.param("\n" * 40_000 + "x", id="empty-lines"),
    ],
)
def test_an_odd_script_takes_no_longer_to_reckon_than_prose(script: str) -> None:
    start = time.process_time()
    timeline(script, "en", finest="word")
    assert time.process_time() - start < 1


def test_the_model_has_a_name_that_a_plan_can_remember() -> None:
    assert speech_model()


@pytest.mark.parametrize(
    ("tag", "ms"),
    [
        ('<break time="12345ms"/>', 12_345), ('<break time="10000s"/>', 10_000_000),
        ('<break time=".5s"/>', 500), ('<break time="1,5s"/>', 0), ("[pause 2]", 2000),
        ("[pause 0.25s]", 250), ('<break time="1.2345s"/>', 1234), ('<break time="soon"/>', 0),
    ],
)  # fmt: skip
def test_a_break_is_read_whole_or_not_at_all(tag: str, ms: int) -> None:
    assert abs(spoken(f"Wind {tag} and rain").breaks - ms) <= 1
