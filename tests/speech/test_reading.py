"""What a voice says for figures and signs: readings by hand, and that no text is too odd."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.speech import read, timeline
from shotwright.speech.lexicon import LANGUAGES
from shotwright.speech.syllables import units

ENGLISH = {
    "2025": "twenty twenty-five",
    "In 1905 and 2004.": "In nineteen oh five and two thousand four.",
    "the 1980s": "the nineteen eighties",
    "$3.50": "three dollars and fifty cents",
    "$1": "one dollar",
    "$4.00": "four dollars",
    "$3 million": "three million dollars",
    "$2.5bn": "two point five billion dollars",
    "20 USD": "twenty dollars",
    "10:30": "ten thirty",
    "10:00": "ten o'clock",
    "9:05": "nine oh five",
    "5 p.m.": "five pee em",
    "10:15 am": "ten fifteen ay em",
    "3/4": "three quarters",
    "2/3": "two thirds",
    "24/7": "twenty-four seven",
    "2½": "two one half",
    "50 km/h": "fifty kilometers per hour",
    "1 km": "one kilometer",
    "-5 °C": "minus five degrees Celsius",
    "25-30%": "twenty-five to thirty percent",
    "0.05": "zero point zero five",
    "1,234,567": "one million two hundred thirty-four thousand five hundred sixty-seven",
    "+1 555 0100": "plus one, five five five, zero one zero zero",
    "555-0100": "five five five, zero one zero zero",
    "1234567": "one two three four five six seven",
    "January 5, 2025": "January fifth, twenty twenty-five",
    "1/5/2025": "January fifth, twenty twenty-five",
    "2025-01-05": "January fifth, twenty twenty-five",
    "21st and 112th": "twenty-first and one hundred twelfth",
    "info@example.com": "info at example dot com",
    "www.example.org/a": "double-you double-you double-you dot example dot org slash ay",
    "https://example.com.": "example dot com",
    "NASA": "nasa",
    "HTML": "aitch tee em ell",
    "the FBI's": "the eff bee eye's",
    "BIG SALE": "big sale",
    "NASA and the IBM": "nasa and the eye bee em",
    "HTML and the GPU": "aitch tee em ell and the gee pee you",
    "AT&T": "ay tee tee",
    "COVID-19": "covid nineteen",
    "B2B": "bee two bee",
    "4K": "four kay",
    "iOS": "i oh ess",
    "Version 2.0.1": "Version two point zero point one",
    "Louis XIV": "Louis the fourteenth",
    "Chapter IV": "Chapter four",
    "1920x1080": "one thousand nine hundred twenty by one thousand eighty",
    "#5": "number five",
    "Wind and rain.": "Wind and rain.",
}
OTHERS = [
    ("es", "en 2025", "en dos mil veinticinco"),
    ("es", "3,50 €", "tres euros con cincuenta céntimos"),
    ("es", "1.234,5", "mil doscientos treinta y cuatro coma cinco"),
    ("es", "31", "treinta y uno"),
    ("es", "siglo XXI", "siglo veintiuno"),
    ("es", "Luis XIV", "Luis catorce"),
    ("es", "Felipe II", "Felipe segundo"),
    ("es", "info@example.com", "info arroba example punto com"),
    ("fr", "71 et 80 et 99", "soixante et onze et quatre-vingt et quatre-vingt-dix-neuf"),
    ("fr", "en 1995", "en mille neuf cent quatre-vingt-quinze"),
    ("fr", "10h30", "dix heures trente"),
    ("fr", "10 000 pas", "dix mille pas"),
    ("fr", "le XXe siècle", "le vingtième siècle"),
    ("fr", "Louis XIV", "Louis quatorze"),
    ("fr", "1er mai", "premier mai"),
    ("fr", "3,50 €", "trois euros cinquante"),
    ("de", "1781", "siebzehnhunderteinundachtzig"),
    ("de", "2025", "zweitausendfünfundzwanzig"),
    ("de", "10:30 Uhr", "zehn Uhr dreißig"),
    ("de", "2,5 Mio. Euro", "zwei Komma fünf Millionen Euro"),
    ("de", "1.000", "eintausend"),
    ("de", "Ludwig XIV", "Ludwig der vierzehnte"),
    ("de", "50 km/h", "fünfzig Kilometer pro Stunde"),
    ("pt", "R$ 3,50", "três reais e cinquenta centavos"),
    ("pt", "2025", "dois mil e vinte e cinco"),
    ("pt", "25%", "vinte e cinco por cento"),
    ("ja", "2025年", "にせんにじゅうご年"),
    ("ja", "300円", "さんびゃく円"),
    ("ja", "3/4", "よんぶんのさん"),
    ("ko", "2025년", "이천이십오년"),
    ("ko", "3시 30분", "세시 삼십분"),
    ("ko", "10:30", "열 시 삼십 분"),
    ("ko", "3개", "세개"),
    ("zh", "1443497378人", "十四亿四千三百四十九万七千三百七十八人"),
    ("zh", "2015年4月", "二 零 一 五年四月"),
    ("zh", "13812345678", "一 三 八 一 二 三 四 五 六 七 八"),
    ("zh", "50%", "百分之五十"),
    ("zh", "1010", "一千零一十"),
    ("yue", "$3", "三美元"),
    ("yue", "10萬", "十萬"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), ENGLISH.items(), ids=ENGLISH)
def test_english_is_read_as_a_voice_reads_it(text: str, words: str) -> None:
    assert read(text, "en") == words


@pytest.mark.parametrize(("language", "text", "words"), OTHERS)
def test_each_language_reads_in_its_own_words(language: str, text: str, words: str) -> None:
    assert read(text, language) == words


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("2025", "en", 5), ("$3.50", "en", 7), ("10:30", "en", 3), ("HTML", "en", 4),
        ("www", "en", 1), ("W3C", "en", 5), ("2025", "es", 6), ("2025", "de", 7),
        ("2025", "fr", 4), ("2025", "ja", 7), ("2025", "ko", 5), ("2025年", "zh", 5),
        ("99", "fr", 4), ("1984", "de", 8), ("100", "pt", 1), ("50 %", "es", 6),
    ],
)  # fmt: skip
def test_readings_have_as_many_units_as_are_said(text: str, language: str, count: int) -> None:
    assert units(read(text, language), language) == count


@pytest.mark.parametrize("sign", ["😀", "👩\u200d🚀", "❤️", "1\ufe0f\u20e3", "**", "™", "→", "🇩🇪"])
def test_what_nobody_says_takes_no_time(sign: str) -> None:
    plain = timeline("Wind and rain.", "en").length(0, None)
    assert timeline(f"Wind {sign} and rain.", "en").length(0, None) == plain


def test_a_break_is_no_number_to_be_read() -> None:
    pause = timeline('Wind <break time="1984ms"/> and rain.', "en").length(0, None)
    assert pause.expected - pause.breaks == timeline("Wind and rain.", "en").length(0, None)[0]


ODD = st.text("0123456789.,:/-+$€%°#@&xXIVaAbB sSthm年月½²\u20e3(\n)é三あ한", max_size=40)


@settings(deadline=None)
@given(ODD | st.text(max_size=40), st.sampled_from([*LANGUAGES, "it"]))
@example("9" * 5000 + "th", "en")
@example("٣" * 20 + "1/0", "en")
@example("1.000.00,0,", "de")
def test_any_text_is_read_and_no_figure_is_left(text: str, language: str) -> None:
    assert not any(sign.isascii() and sign.isdigit() for sign in read(text, language))


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@pytest.mark.parametrize(
    "part",
    ["1", "1,", "A", "A1", "@", "1-", "a.b", "a@b.", "AAAAAAAAAAAAAAAAAAAAAAAAABCDF ", "+1 ",
     "www.", "1/", "10:30", "$", "1.000.", "a" + "1" * 40 + ".1 "],
)  # fmt: skip
def test_odd_figures_take_no_longer_than_prose(part: str, language: str) -> None:
    start = time.process_time()
    timeline(part * (20_000 // len(part)), language, finest="word")
    assert time.process_time() - start < 2


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["50 km/h", "$3.50", "+1 555 0100", "January 5, 2025", "NASA", "wind", "a, b", "5 p.m."]
        ),
        max_size=8,
    )
)
@example(["+1 555 0100", "wind"])
def test_what_is_read_as_one_counts_once_however_finely_it_is_cut(parts: list[str]) -> None:
    script = " and ".join(parts)
    lengths = [
        timeline(script, "en", finest="whole").length(0, None).expected,
        timeline(script, "en", finest="word").length(0, None).expected,
    ]
    assert abs(lengths[0] - lengths[1]) <= 5
