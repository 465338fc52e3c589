"""Finds in English words what describes how someone of the cast looks.

>>> descriptions("Maya, with long red hair, waves", ("Maya",))
['long red hair']
>>> descriptions("Maya brushes a doll's long red hair", ("Maya",))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from shotwright.catalog import word_list
from shotwright.rules.names import hidden
from shotwright.rules.texts import KEPT
from shotwright.rules.wordlists import NUMBER, facts, noun_after

_NAME = "\x01"  # stands for every letter of a name
_TOKEN = re.compile(r"[^\W_]+")
_CLOTHES = frozenset(["wears", "in", "own"])
_WINDOW = 160
"""So many characters before a description are looked through for whose it is."""


class _Hit(NamedTuple):
    start: int
    end: int
    kind: str


@lru_cache(KEPT)
def descriptions(
    prose: str, names: tuple[str, ...], *, clothes: bool = True, owned: bool = False
) -> list[str]:
    """List what tells face, hair, body, age or clothes of the cast, in the order of the text.

    What others have (a doll, a dog, guests) is left out.

    Args:
        prose: Words without what is quoted.
        names: Of the cast.
        clothes: Whether clothes count.
        owned: Whether only what is plainly someone's of the cast counts.
    """
    text = prose
    for name in names:
        text = hidden(name, text, _NAME)
    text = _pattern("masked").sub(lambda found: "\x02" * len(found[0]), text)
    kept: list[_Hit] = []
    for hit in sorted(_hits(text, clothes=clothes)):
        if (not kept or hit.start >= kept[-1].end) and _is_of_the_cast(text, hit, owned=owned):
            kept.append(hit)
    return [prose[hit.start : hit.end].strip() for hit in kept]


def _hits(text: str, *, clothes: bool) -> Iterator[_Hit]:
    tokens = frozenset(_TOKEN.findall(text.lower()))
    for kind, hints in _hints().items():
        if tokens.isdisjoint(hints) or (kind in _CLOTHES and not clothes):
            continue
        for found in _pattern(kind).finditer(text):
            if kind != "feature" or _fits(found):
                named = [group for group in ("what", "also") if found.groupdict().get(group)]
                yield _Hit(*found.span(named[0] if named else 0), kind)


@cache
def hints() -> frozenset[str]:
    """List the tokens of which a text has one that describes somebody; most have none."""
    numbers = {hint for hint in _hints()["age"] if hint.isdigit()}
    return frozenset[str]().union(*_hints().values()) - numbers | {"#"}


@cache
def _hints() -> dict[str, frozenset[str]]:
    """List for each kind of description the words of which it has one."""

    def words(*lists: str, last: bool = True) -> frozenset[str]:
        return frozenset(
            _TOKEN.findall(word.lower())[-1 if last else 0] for word in _listed(*lists)
        )

    people = words("people")
    ages = (
        "old aged twenties thirties forties fifties sixties seventies eighties teens elderly aged"
    )
    tens = [f"{number}s" for number in range(10, 100, 10)]
    return {
        "feature": words("identity.feature_nouns", "feature_nouns"),
        "told": frozenset(["hair", "eyes"]),
        "compound": frozenset(
            ["haired", "eyed", "skinned", "bearded", "redhead", "headed", "head", "redheaded"]
        ),
        "has": words("hair_growths"),
        "person": people | {"bald", "bearded", "blonde", "blond", "brunette", "elderly", "aged"},
        "age": frozenset([*ages.split(), *tens, *map(str, range(10, 100))]),
        "always": words("identity.always_nouns", last=False),
        "wears": words("identity.clothing_verbs", last=False),
        "in": words("in_clothes"),
        "own": words("identity.clothing_nouns", "in_clothes"),
    }


def _fits(found: re.Match[str]) -> bool:
    """Tell whether an adjective says what a noun looks like: not `a straight face`."""
    allowed = facts("appearance")["words"].get(f"adjectives_{found['noun'].lower()}")
    return allowed is None or found["adjective"].lower() in allowed


def _is_of_the_cast(text: str, hit: _Hit, *, owned: bool) -> bool:
    before = re.split(r"[.!?;\n]", text[max(0, hit.start - _WINDOW) : hit.start])[-1]
    if _is_of_a_thing(text, hit, before):
        return False
    holders = list(_pattern("holders").finditer(before))
    last = holders[-1] if holders else None
    if last is None or last["ours"]:
        met = (
            hit.kind in {"person", "age"} and 0 <= text.find(_NAME) < hit.start and _is_met(before)
        )
        return not met and bool(last or not owned)
    if last["other"] or owned:
        return False
    return not (_NAME in before and _is_met(before[: last.start()]))  # someone whom the cast meets


def _is_of_a_thing(text: str, hit: _Hit, before: str) -> bool:
    """Tell whether words are about a thing: hair `of the brush`, `the doll's` eyes."""
    if hit.kind in {"feature", "always"} and _pattern("of_a_thing").match(text, hit.end):
        return True
    if hit.kind == "wears" and _pattern("dressed").search(before + text[hit.start : hit.end]):
        return True
    if hit.kind in {"in", "own"} and _pattern("handled").search(before):
        return True
    if (
        (hit.kind == "feature" and _pattern("for").search(before))
        or (hit.kind == "person" and text.startswith(("'s", "’s"), hit.end))
        or (
            hit.kind == "age"
            and _pattern("content").search(before)
            and noun_after(text, hit.end)
            and not _pattern("one_person").match(text, hit.end)
        )
    ):
        return True
    whose = _pattern("whose").search(before)
    return bool(whose) and not _pattern("someone").search(whose["owner"] if whose else "")


def _is_met(before: str) -> bool:
    """Tell whether a person who comes next is met, not told of: `greets an`, `beside the`."""
    head = re.sub(
        r"(?:\b(?:an?|the|another|one|some|two)\s+)?(?:[\w-]+\s+)?\Z", "", before, count=1
    )
    article = re.search(r"\b(?:an?|the|another|one|some|two)\s+(?:[\w-]+\s+)?\Z", before)
    if not article:
        return False
    word = re.search(r"(\S+)\s*\Z", head)
    return bool(word) and not re.search(
        rf"(?:[,:(—–{_NAME}-]|\b(?:is|as|are|shows?|by|was))\Z", word[1] if word else ""
    )


def _listed(*lists: str) -> list[str]:
    return [
        word
        for name in lists
        for word in (
            word_list(name) if name.startswith("identity.") else facts("appearance")["words"][name]
        )
    ]


def _one_of(*lists: str) -> str:
    escaped = {re.escape(word) for word in _listed(*lists)}
    ways = sorted(escaped, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(ways)})".replace(r"\ ", r"\s+")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_sources()[kind]})", re.IGNORECASE)


@cache
def _sources() -> dict[str, str]:
    looks = _one_of("identity.colour_adj", "identity.shape_adj")
    colours = _one_of("identity.colour_adj") + r"|navy|pink|purple|orange|yellow|beige|cream"
    nouns = _one_of("identity.feature_nouns", "feature_nouns")
    clothing = _one_of("identity.clothing_nouns", "in_clothes")
    people = _one_of("people")
    between = rf"(?:(?!{_one_of('ends')}\b)[\w'’]+(?:,?\s+|-)){{0,2}}"
    described = rf"(?:{_one_of('kinds_of_people')})"
    names = rf"{_NAME}[{_NAME}\s]*"
    years = r"(?:[1-9]\d|\w+ty(?:[ -]\w+)?|\w+teen|eight|nine|ten|eleven|twelve)"
    return {
        "masked": rf"\b{_one_of('identity.not_identity')}\b|\bsporting\s+(?:event|goods|venue)",
        "feature": rf"\b(?P<adjective>{looks})(?:,?\s+|-){between}(?P<noun>{nouns})(?![\w-])"
        rf"(?!\s+{_one_of('things_after')}\b)",
        "told": rf"\b(?:hair\s+(?:is|in)\s+(?:\w+\s+)?{looks}|eyes\s+are\s+(?:\w+\s+)?(?:blue|green"
        r"|brown|hazel|grey|gray))\b(?!\s+light)",
        "compound": rf"\b(?:{looks})-(?:haired|eyed|skinned|bearded)\b|\bred-?head(?:ed)?\b",
        "has": rf"\b(?:with|has|having)\s+(?P<what>(?:(?:an?|his|her|their)\s+)?(?:[\w-]+\s+)"
        rf"{{0,2}}{_one_of('hair_growths')})\b",
        "person": rf"\b(?P<what>(?:{described},?\s+)(?:(?:and\s+)?[\w-]+\s+){{0,2}}{people})\b"
        rf"|{names},\s+(?P<also>bald|bearded|blonde?|brunette|elderly|middle-aged)\b",
        "age": rf"\b(?:{years}|{NUMBER})[- ]years?[- ]old\b|\baged\s+{years}\b"
        rf"|{names},?\s+\(?(?:(?:early|mid|late)[ -])?[1-9](?:\d|0s)\)?(?=\s*[,)])"
        r"|\b(?:early|mid|late)[- ](?:twenties|thirties|forties|fifties|sixties|seventies)\b"
        r"|\bin\s+(?:his|her|their)\s+(?:(?:early|mid|late)[ -])?(?:teens|twenties|thirties|forties"
        r"|fifties|sixties|seventies|eighties|[1-9]0s)\b|\b(?:middle-aged|elderly)\b",
        "always": rf"\b{_one_of('identity.always_nouns')}\b",
        "wears": rf"\b{_one_of('identity.clothing_verbs')}\b(?:\s+|\s*,\s*)(?:[\w'’-]+(?:,?\s+))"
        rf"{{0,5}}?(?:{clothing}|{colours})s?\b",
        "in": rf"\bin\s+(?:(?:an?|his|her|their)\s+|(?={looks}|full|formal))(?:[\w-]+,?\s+){{0,3}}?"
        rf"(?:{_one_of('in_clothes')})\b(?!\s+{_one_of('things_after_clothes')}\b|-|['’])",
        "own": rf"(?:\b(?:his|her|their)|{_NAME}['’]s)\s+(?P<what>(?:{colours})\s+(?:[\w-]+\s+)?"
        rf"(?:{clothing}))\b(?!\s+{_one_of('things_after_clothes')}\b)",
        "of_a_thing": rf"\s+(?:of|off|from)\s+(?!{_NAME})(?:an?|the|his|her|their|its)?\s*"
        rf"(?!{_NAME}|{people}\b)\w",
        "holders": rf"(?P<other>\b{_one_of('others')}(?!['’]s\s+\w+\s+{_NAME})\b)"
        rf"|(?P<person>\b{people}\b)|(?P<ours>{_NAME}+|\b(?:he|she|they|his|her|their|him)\b)",
        "for": r"\bfor\s+\Z",
        "content": r"\bof\s+(?:an?\s+|the\s+|some\s+)?\Z",
        "one_person": rf"\s+(?:[\w-]+\s+)?{people}\b",
        "whose": r"(?P<owner>[\w\x01]+)['’]s?\s+(?:[\w-]+\s+){0,2}\Z",
        "someone": rf"{_NAME}|\A{people}\Z",
        "dressed": rf"\b{_one_of('dressed_things')}\b(?:\s+\w+){{0,3}}\s+dressed\s+in\b",
        "handled": rf"\b{_one_of('handling')}\b[^,]*\Z",
    }
