"""The families' own words: every language says all of it, and none of it in English."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest

FAMILIES = Path(__file__).parents[2] / "prompt_templates"
TABLES: dict[str, dict[str, Any]] = tomllib.loads(
    (FAMILIES / "cinematic" / "phrases.toml").read_text("utf-8")
)
OTHERS = [language for language in TABLES if language != "en"]
SIGNS = {"joint", "space", "stop", "comma"}
COGNATES = {
    "es": {"natural"}, "pt": {"natural"}, "fr": {"silence"}, "de": {"text", "in"},
}  # fmt: skip
"""Words that other languages share with English."""


def words_of(text: str) -> set[str]:
    """List the words of a phrase, without what is filled in."""
    return set(re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", " ", text).lower()))


ENGLISH = {
    word for key, text in TABLES["en"].items() if key != "languages" for word in words_of(text)
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_languages_are_those_that_avatar_shots_speaks() -> None:
    assert set(TABLES) == {"en", "zh", "yue", "ja", "ko", "es", "fr", "de", "pt"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_phrases(language: str) -> None:
    assert set(TABLES[language]) == set(TABLES["en"])
    assert set(TABLES[language]["languages"]) == set(TABLES["en"]["languages"]) == set(TABLES)


@pytest.mark.parametrize("language", OTHERS)
def test_a_phrase_fills_in_the_same_in_every_language(language: str) -> None:
    for key, text in TABLES["en"].items():
        if key != "languages":
            assert fields(TABLES[language][key]) == fields(text), key
    assert fields(TABLES["en"]["says"]) == {"name", "delivery", "language", "line"}


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_stands_in_another_language(language: str) -> None:
    table = TABLES[language]
    for key, text in table.items():
        if key in SIGNS or key == "languages":
            continue
        assert text != TABLES["en"][key], key
        assert words_of(text) & ENGLISH <= COGNATES.get(language, set()), key
    assert table["languages"]["en"] != "English"


@pytest.mark.parametrize("language", TABLES)
def test_names_of_languages_differ_from_each_other(language: str) -> None:
    names = TABLES[language]["languages"]
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("language", TABLES)
def test_lines_are_spoken_in_double_quotes(language: str) -> None:
    assert TABLES[language]["says"].endswith('"{line}"')


@pytest.mark.parametrize("language", TABLES)
def test_only_scripts_without_spaces_join_without_them(language: str) -> None:
    bare = language in {"ja", "zh", "yue"}
    assert TABLES[language]["joint"] == ("" if bare else " ")
    assert TABLES[language]["space"] == ("" if bare else " ")


@pytest.mark.parametrize("folder", sorted(FAMILIES.iterdir()), ids=lambda folder: folder.name)
def test_a_family_has_a_template_for_every_slot_and_no_other(folder: Path) -> None:
    about = tomllib.loads((folder / "about.toml").read_text("utf-8"))
    assert about["name"] == folder.name
    slots = {f"{slot['slot']}.j2" for slot in about["slots"]}
    own = {path.name for path in folder.glob("*.j2")}
    assert own <= slots
    base = FAMILIES / about["extends"] if "extends" in about else folder
    assert {name for name in slots - own if not (base / name).exists()} == set()
    assert all(source.startswith("https://") for source in about["sources"])
