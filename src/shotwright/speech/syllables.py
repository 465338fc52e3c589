"""Words to units: syllables, morae or written characters, as a language counts its time.

English by vowel groups with silent endings, Spanish and Portuguese by nuclei, French without its
mute endings, German by its diphthongs; kana by morae, Hangul by blocks, Han by characters.

    >>> units("Every kettle waits", "en"), units("やかんが", "ja")
    (5.0, 4.0)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_MOST_REMEMBERED = 100_000
"""Words whose count is kept; far more than any language uses, so that memory is bounded."""

_HAN_MORAE = 1.95
"""Morae of a kanji in running Japanese; readings have one to four."""

_LATIN_IN = {"ja": 1.5}
"""Units of a Latin syllable in text whose unit is none: the katakana reading has more morae."""

_UNSPACED = frozenset({"ja", "ko", "zh", "yue"})
"""Languages whose time is counted by characters alone."""

_LETTER = 0.5
"""Syllables of a letter in scripts that write few vowels or whole syllables, such as Arabic."""

_CONSONANT = re.compile(r"[^\W\d_aeiouyæœøı]")

_LONGEST = 60
"""Letters of the longest word that rules are tried on; nothing longer is a word."""

_LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"
_RUNS = re.compile(
    rf"(?P<latin>[{_LATIN}]+(?:['’][{_LATIN}]+)*)"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇]+)"
    r"|(?P<kana>[\u3040-\u30ff\uff66-\uff9f]+)"
    r"|(?P<hangul>[\uac00-\ud7af]+)"
    r"|(?P<vowelled>[\u0370-\u04ff\u1f00-\u1fff]+)"
    r"|(?P<other>[^\W\d_]+)"
)
_SMALL_KANA = re.compile(r"[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ]")
_VOWELS = re.compile(r"[aeiouy]+")
_VOWELLED = re.compile(r"[аеёиоуыэюяєіїαεηιουωάέήίόύώϊϋ]")

# English.  First what adds a syllable that vowel groups hide, then what takes one away.
_EN_MORE = re.compile(
    r"[^aeiou]ying|[eo]ing|(?<![qg])uing|uous|i(?:um|us)\b|(?<![ctgsn])ious|(?<![ctsl])ian|"
    r"(?<=[a-z]{2})(?<![cstg])ia(?:\b|[lt])|iat(?:e|i)|(?<![ctgslnxh])io(?!us|ur)|tios?\b|"
    r"(?<![cstgl])ia(?:b|n[ct]|s\b)|lia(?:b|nce)|yone\b|iet|(?:[rdpb]|sc|\bcl)ien[ct]|i(?:er|est)\b|"
    r"(?<![qg])ua[lrt]|(?<![qg])u(?:en[ct]|el\b)|\bre(?:u|ins)|oever|\bcrea|[aeiou][^aeiou]+ea\b|"
    r"theat|\beo|[^aeiou]eo(?!u)|[iy]sm|[ds]n['’]t|neous|poe[mt]|\bdia|coop|\bbio|rious"
)
_EN_LESS = re.compile(
    r"(?<=[aeiouy])[^aeiouy]+(?<!l)(?<!tr)e\b|[aeiouy]l+e\b|"
    r"(?<=[aeiouy])[^aeiouy]+(?<![sxzcgltd])(?<!ch)(?<!sh)(?<!tr)es\b|[aeiouy](?:l+|t+|d+)es\b|"
    r"(?<=[aeiouy])[^aeiouy]+(?<![ltd])ed\b|[aeiouy]l+ed\b|ically\b|stes\b|"
    r"[aeiouy][^aeiouyw]+(?<!l)e(?:ly|ments?|ful|fully|less|ness|thing|times?|one|where|body|day)\b"
)
_EN_GLIDE = re.compile(r"(?:\b|(?<=[aeiou]))y(?=[aeiou])")
_EN_KNOWN = {
    "the": 1, "every": 2, "everything": 3, "everyone": 3, "everybody": 4, "business": 2,
    "evening": 2, "really": 2, "thereof": 2, "hereby": 2, "yes": 1, "people": 2, "hundred": 2,
    "sacred": 2, "naked": 2, "wicked": 2, "element": 3,
    "being": 2, "area": 3, "idea": 3, "science": 2, "pier": 1, "tier": 1, "lion": 2, "recipe": 3,
    "maybe": 2, "create": 2, "react": 2, "cafe": 2, "coffee": 2, "queue": 1, "eye": 1, "eyes": 1,
    "soldier": 2, "friend": 1, "friends": 1, "real": 1, "ideas": 3, "areas": 3, "colonel": 2,
    "sometimes": 2, "something": 2, "someone": 2, "therefore": 2, "whole": 1, "people's": 2,
    "cruel": 2, "fuel": 2, "poem": 2, "quiet": 2, "giant": 2, "video": 3, "oh": 1, "chocolate": 2,
    "different": 2, "interest": 2, "interesting": 3, "vegetable": 3, "comfortable": 3,
    "nineteen": 2, "ninety": 2, "dollars": 2, "asia": 2, "asian": 2, "russian": 2, "million": 2,
    "billion": 2, "trillion": 2, "moved": 1, "loved": 1, "hour": 1, "hours": 1, "our": 1,
    "apostrophe": 4, "simile": 3, "mr": 2, "mrs": 2, "dr": 2, "ms": 1, "st": 1, "vs": 2, "etc": 4,
}  # fmt: skip
_FR_KNOWN = {
    "souvent": 2, "comment": 2, "cent": 1, "vent": 1, "argent": 2, "content": 2, "récent": 2,
    "urgent": 2, "client": 2, "président": 3, "différent": 3, "excellent": 3, "présent": 2,
    "moment": 2, "patient": 2, "agent": 2, "parent": 2, "talent": 2, "évident": 3, "occident": 3,
    "accident": 3, "continent": 3, "pays": 2, "les": 1, "des": 1, "mes": 1, "tes": 1, "ses": 1,
    "ces": 1, "m": 2, "mme": 2, "etc": 4,
}  # fmt: skip
_FR_MUTE = re.compile(r"(?<=[aeiouyâàéèêëîïôûùœæ])([^aeiouyâàéèêëîïôûùœæ]+)(?:e|es|(?<!m)ent)$")
_FR_NUCLEI = re.compile(
    r"[ïëü]|ée?|y(?=[aeiouéèêàâ])|"
    r"(?:ou|o|u|i)?(?:eau|œu|au|ai|aî|ei|eu|oi|oî|ou|oû|[aâàeèêoôuûùiîœæy])(?:e\b)?"
)
_DE_NUCLEI = re.compile(r"i(?=on(?:en)?(?:s|$))o|ei|ie|ai|au|äu|eu|aa|ee|oo|[aeiouäöüyéèàáó]")
_DE_HIATUS = re.compile(r"(?:[aeiouäöü].*[lntr]|asi)ien?$")
_ES_NUCLEI = re.compile(
    r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéóiu])|y\b)?|[íú]|[iuü]+y?|y(?![aeiouáéíóú])"
)
_PT_NUCLEI = re.compile(
    r"u(?=i[mnrz]\b)|[iu]?[ãõ][oe]|[iu]?[aeoáéóâêôãõà](?:[iu](?![aeoáéóâêôãõn]|[mzrl]\b))?|[íú]|[iuü]+|y"
)
_PT_ACCENT = re.compile(r"[áéíóúâêôãõ]")
_PT_END = re.compile(r"[^aeiouq](?:ia|io|ua|uo)s?$")


def _english(word: str) -> int:
    known = _EN_KNOWN.get(word)
    if known is not None:
        return known
    plain = word.removesuffix("'s").removesuffix("’s")
    if plain != word and plain.endswith(("s", "x", "z", "ch", "sh", "ce", "ge", "se")):
        return _english(plain) + 1
    if plain in _EN_KNOWN:
        return _EN_KNOWN[plain]
    plain = plain.replace("qu", "q")
    plain = _EN_GLIDE.sub("w", plain)
    groups = len(_VOWELS.findall(plain))
    return max(1, groups + len(_EN_MORE.findall(plain)) - len(_EN_LESS.findall(plain)))


def _french(word: str) -> int:
    """Count after elision: `l'heure` is one word with its article's consonant."""
    word = re.sub(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", "", word)
    if word in _FR_KNOWN:
        return _FR_KNOWN[word]
    plain = word.removesuffix("s") if word.removesuffix("s") in _FR_KNOWN else word
    if plain in _FR_KNOWN:
        return _FR_KNOWN[plain]
    plain = re.sub(r"(?<=[qg])u(?=[eéèêiîy])|(?<=q)u", "", word)
    plain = _FR_MUTE.sub(r"\1", plain.removesuffix("ent") if plain.endswith("aient") else plain)
    return max(1, len(_FR_NUCLEI.findall(plain)))


def _german(word: str) -> int:
    found = len(_DE_NUCLEI.findall(word.replace("qu", "q")))
    return max(1, found + (1 if _DE_HIATUS.search(word) else 0))


def _spanish(word: str) -> int:
    plain = re.sub(r"(?<=[qg])u(?=[eéií])", "", word)
    return max(1, len(_ES_NUCLEI.findall(plain)))


def _portuguese(word: str) -> int:
    plain = re.sub(r"(?<=[qg])u(?=[eéêií])", "", word)
    hiatus = _PT_END.search(plain) and not _PT_ACCENT.search(plain)
    return max(1, len(_PT_NUCLEI.findall(plain)) + (1 if hiatus else 0))


def _plain(word: str) -> int:
    """Count vowel groups, accents aside: for languages without rules of their own."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return max(1, len(_VOWELS.findall(bare)))


_RULES: dict[str, Callable[[str], int]] = {
    "en": _english, "fr": _french, "de": _german, "es": _spanish, "pt": _portuguese,
    "ja": _english, "ko": _english, "zh": _english, "yue": _english,
}  # fmt: skip


class Counts(dict[str, float]):
    """The units of each word of one language, reckoned when first asked for."""

    def __init__(self, language: str, word: float, consonant: float) -> None:
        """Start empty; where words stand between spaces, they and their consonants add units."""
        super().__init__()
        self._word = 0.0 if language in _UNSPACED else word
        self._consonant = 0.0 if language in _UNSPACED else consonant
        self._latin = _RULES.get(language, _plain)
        self._weight = _LATIN_IN.get(language, 1.0)
        self._han = _HAN_MORAE if language == "ja" else 1.0

    def __missing__(self, word: str) -> float:
        """Reckon a word, and remember it."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = self[word] = sum(map(self._run, _RUNS.finditer(word)))
        return found

    def _run(self, run: re.Match[str]) -> float:
        letters = run[0]
        match run.lastgroup:
            case "latin":
                rule = self._latin if len(letters) <= _LONGEST else _plain
                return rule(letters.lower()) * self._weight + self._more(letters)
            case "han":
                return len(letters) * self._han
            case "kana":
                return len(letters) - len(_SMALL_KANA.findall(letters))
            case "hangul":
                return len(letters)
            case "vowelled":
                vowels = len(_VOWELLED.findall(letters.lower()))
                return max(1, vowels) + (len(letters) - vowels) * self._consonant + self._word
        return max(1.0, len(letters) * _LETTER) + len(letters) * self._consonant + self._word

    def _more(self, letters: str) -> float:
        """Reckon what a word in Latin letters has beside its syllables."""
        if not self._consonant:
            return self._word
        plain = unicodedata.normalize("NFD", letters.lower())
        return len(_CONSONANT.findall(plain)) * self._consonant + self._word


@cache
def counts(language: str, word: float, consonant: float) -> Counts:
    """Take what was counted of a language so far."""
    return Counts(language, word, consonant)


def units(text: str, language: str, word: float = 0.0, consonant: float = 0.0) -> float:
    """Count the units of words; digits and signs count nothing here (see `reading`).

    Args:
        text: Words as they are said.
        language: A primary tag.
        word: Units that a word takes beside its syllables: short words are said slower.
        consonant: Units that each consonant takes beside them: `strengths` is longer than `a`.
    """
    return sum(map(counts(language, word, consonant).__getitem__, text.split()), 0.0)
