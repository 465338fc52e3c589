"""Which language a text is in: short lines of nine languages, and what cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shotwright.speech import detect

LINES = {
    "en": ["Hello.", "That is hot.", "What would you do with a free morning?", "This waits."],
    "es": ["¿Qué tal?", "Este espera el sol.", "Hola a todos", "La red no está lista."],
    "fr": ["Bonjour à tous.", "C'est l'eau qui chauffe.", "Où est la gare ?", "Merci beaucoup"],
    "de": ["Guten Morgen.", "Das ist heiß.", "Wir warten auf die Sonne.", "Hallo und danke!"],
    "pt": ["Olá, tudo bem?", "O sol não é meu.", "Obrigado a todos", "Esta chaleira é boa."],
    "ja": ["おはよう", "これは太陽を待ちます。", "カメラ", "東京へ行く"],
    "ko": ["안녕하세요", "해를 기다립니다.", "AI 시대의 주전자"],
    "zh": ["你好", "这一只等着太阳。", "我最近在学习machine learning，很好。"],
    "yue": ["唔該", "呢個等緊太陽，我哋都係。", "佢哋喺邊度？"],
    "it": ["Ciao, come stai?", "Questo è il sole."],
    "und": ["", "123", "😀", "Привет мир", "Ōsaka"],
}


@pytest.mark.parametrize(
    ("language", "line"), [(name, line) for name, lines in LINES.items() for line in lines]
)
def test_a_line_is_known_by_its_script_and_its_common_words(language: str, line: str) -> None:
    assert detect(line) == language


@given(st.text(max_size=200))
def test_any_text_has_one_answer(text: str) -> None:
    assert detect(text) == detect(text) != ""


def test_a_quotation_does_not_change_the_language() -> None:
    assert detect('She said "bonjour" to the man with the hat, and he said 你好 to her.') == "en"
    assert detect("他说 hello world 的时候，我们都很高兴地笑了起来。") == "zh"
