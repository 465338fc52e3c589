"""Syllables, morae and characters: counted by hand, as dictionaries divide them."""

from __future__ import annotations

import pytest

from shotwright.speech.syllables import units

COUNTED = {
    "en": "every:2 kettle:2 waits:1 sunrise:2 table:2 tables:2 copies:2 wanted:2 looked:1 settled:2"
    " hundred:2 people:2 quiet:2 science:2 going:2 being:2 continuing:4 million:2 nation:2"
    " various:3 social:2 idea:3 ideas:3 something:2 statement:2 element:3 didn't:2 Brian's:2"
    " horse's:2 rhythm:1 questions:2 capitalism:5 beyond:2 saying:2 libraries:3 companies:3"
    " automatically:5 video:3 area:3 the:1 reliable:4 actual:3 experience:4 tastes:1 double-you:3",
    "es": "mañana:3 cuatrocientos:4 día:2 que:1 guerra:2 pingüino:3 rey:1 muy:1 leer:2 aéreo:4"
    " ciudad:2 país:2 hoy:1 agua:2 averigüe:4 caos:2 extensión:3 veinticinco:4",
    "fr": "maintenant:3 parlent:1 moment:2 appuyer:3 voyage:2 quelques:1 qualité:3 France:1 musée:2"
    " océan:3 l'heure:1 d'eau:1 fille:1 nation:2 créé:2 naïf:2 trouvaient:2 étoile:2 chatte:1"
    " aujourd'hui:3 quatre-vingt-dix-neuf:4",
    "de": "Jeden:2 vierhundert:3 Kessel:2 Strom:1 Feuer:2 bauen:2 Nation:2 Familie:4 Theater:3"
    " Jahrhundert:3 zweitausendfünfundzwanzig:7 Qualität:3 Königin:3 dreißig:2 Ferien:3",
    "pt": "manhãs:2 quatrocentos:4 milhões:2 chaleiras:3 pão:1 Maria:3 história:3 dia:2 água:2"
    " oceano:4 coração:3 guerra:2 quilómetros:4 ruim:2 país:2 ainda:3 mães:1 economia:5",
    "ja": "やかん:3 きょう:2 がっこう:4 テーブル:4 シャツ:2",
    "ko": "안녕하세요:5 주전자가:4",
    "zh": "你好，再见。:4 太阳:2",
    "yue": "唔該晒:3",
    "ru": "Привет:2 мир:1",
    "el": "νερό:2",
}


@pytest.mark.parametrize("language", COUNTED)
def test_words_have_as_many_units_as_they_have_beats(language: str) -> None:
    expected = dict(pair.rsplit(":", 1) for pair in COUNTED[language].split())
    assert {word: str(int(units(word, language))) for word in expected} == expected


def test_words_of_other_scripts_are_counted_inside_a_text() -> None:
    assert units("我在学习machine learning", "zh") == 4 + 2 + 2
    assert units("машина table", "ru") == 3 + 2
    assert units("Tokyo 東京", "en") > units("Tokyo", "en")


def test_a_latin_word_in_japanese_has_more_morae_than_syllables() -> None:
    assert units("table", "en") < units("table", "ja") <= 2 * units("table", "en")


@pytest.mark.parametrize("language", ["en", "hi", "ar", "ru", "th"])
@pytest.mark.parametrize("word", ["tsk", "नमस्ते", "مرحبا", "в", "สวัสดี"])
def test_every_word_takes_some_time(word: str, language: str) -> None:
    assert units(word, language) > 0


@pytest.mark.parametrize(
    ("word", "language", "syllables", "consonants"),
    [
        ("strengths", "en", 1, 8), ("banana", "en", 3, 3), ("a", "en", 1, 0),
        ("\u00e9l\u00e9phant", "fr", 3, 5), ("ni\u00f1o", "es", 2, 2), ("Stra\u00dfe", "de", 2, 4),
        ("\u043c\u0430\u0448\u0438\u043d\u0430", "ru", 3, 3), ("table", "zh", 2, 0),
        ("\u3084\u304b\u3093", "ja", 3, 0),
    ],
)  # fmt: skip
def test_consonants_count_beside_syllables_where_words_are_spaced(
    word: str, language: str, syllables: int, consonants: int
) -> None:
    assert units(word, language, 0.0, 10.0) == syllables + 10 * consonants
