'''Variations of one beat: some clauses say something else, and each says what and at what price.

>>> board = load("""shotwright: 1
... cast: {maya: {look: lk, consent: confirmed}}
... scenes:
...   - id: roof
...     setting: a roof garden at dawn
...     beats:
...       - {id: wave, shot: Maya waves, camera: static wide shot, audio: wind, seconds: 5}
... """)
>>> found = variants(board, "wave", on=date(2026, 11, 21), camera=["static close-up"])
>>> [str(difference) for difference in found.variants[0].differs]
['camera.size: wide shot -> close-up']
'''

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from itertools import islice, product
from math import prod
from typing import Unpack

from pydantic import ValidationError

from shotwright.campaign.lab import MOST, Clauses, Lab
from shotwright.campaign.quote import Terms
from shotwright.campaign.swaps import CLAUSES, Clause, read, swaps
from shotwright.campaign.variant import Variants
from shotwright.errors import InputError
from shotwright.model.board import Board
from shotwright.model.brief import FALLBACK_LANGUAGE, ShotBrief
from shotwright.model.names import primary_language

USUAL_COUNT = 8
USUAL = ("camera", "lighting", "style")
"""The clauses that are varied where none is named: those that leave the story as it is."""

_TRIES = 1000
"""After so many combinations, the legal ones among them are all."""


def variants(  # noqa: PLR0913 - keyword-only, and each clause is one of them
    board: Board,
    beat: str,
    *,
    on: date,
    count: int | None = None,
    seed: int = 0,
    vary: Sequence[str] | None = None,
    setting: Sequence[str] | None = None,
    camera: Sequence[str] | None = None,
    lighting: Sequence[str] | None = None,
    style: Sequence[str] | None = None,
    **terms: Unpack[Terms],
) -> Variants:
    """Vary a shot beat: by the texts given, or by terms of the vocabulary.

    Texts that are given are combined, each with each.  Without any, each variant has another term
    in every clause that is varied; the seed decides which, on every machine alike, for terms are
    put in the order of their hashes with it.

    Every variant is legal: no terms fight that did not fight before, and the rules find no error
    in the beat, and nothing new to warn of there or in the scenes around it.  Terms that are
    sampled fail seldom, and where somebody speaks lips can be read.

    Args:
        board: A loaded board.
        beat: The id of a shot beat with clauses.
        on: The day for which routes and prices are read.
        count: How many to make at most; default: 8, or all combinations of the texts given.
        seed: A whole number.
        vary: The clauses to vary from the vocabulary; default: camera, lighting and style.
        setting: What the setting may say.
        camera: What the camera may say.
        lighting: What the lighting may say.
        style: What the style may say.
        **terms: As of `shotwright.plan`.

    Raises:
        InputError: There is no such shot beat, it cannot be made as it stands, or there is nothing
            to vary.
    """
    texts = {"setting": setting, "camera": camera, "lighting": lighting, "style": style}
    given = {clause: texts[clause] for clause in CLAUSES if texts[clause] is not None}
    brief = _brief(board, beat)
    if count is not None and not 1 <= count <= MOST:
        raise InputError.of(f"{count:,} variants cannot be made", f"ask for 1 to {MOST}")
    if given and vary is not None:
        message = "texts are given, and clauses to vary from the vocabulary"
        raise InputError.of(message, "give one or the other")
    lab = Lab(board, brief, on, terms)
    if given:
        made, left_out = lab.judged(_given(given), count or MOST)
        return lab.table(made, left_out)
    sampled = islice(_sampled(brief, vary, seed), _TRIES)
    made, _ = lab.judged(sampled, count or USUAL_COUNT)
    return lab.table(made, (), seed)


def _brief(board: Board, beat: str) -> ShotBrief:
    shots = {brief.id: brief for brief in board.briefs if isinstance(brief, ShotBrief)}
    brief = shots.get(beat)
    if brief is None:
        talks = any(brief.id == beat for brief in board.briefs)
        message = f"`{beat}` is talk, and has no clauses" if talks else f"there is no beat `{beat}`"
        near = get_close_matches(beat, shots, n=1, cutoff=0) or ["none"]
        raise InputError.of(message, f"take a shot beat, such as `{near[0]}`")
    if brief.prompt is not None:
        hint = "write its action under `shot`, and its camera, lighting and style as clauses"
        message = f"`{beat}` has its prompt word for word, and no clauses"
        raise InputError.of(message, hint, board.origin.place((*brief.path, "prompt")))
    return brief


def _given(texts: Mapping[str, Sequence[str] | None]) -> Iterator[Clauses]:
    """Combine the texts given, the last clause changing fastest."""
    choices = {
        clause: [_clause(clause, text) for text in said or ()] for clause, said in texts.items()
    }
    for clause, listed in choices.items():
        if not listed:
            raise InputError.of(f"no text is given for {clause}", "give one, or leave it out")
    number = prod(map(len, choices.values()))
    if number > MOST:
        message = f"the texts make {number:,} combinations"
        raise InputError.of(message, f"give fewer: at most {MOST} are made")
    return (dict(zip(choices, each, strict=True)) for each in product(*choices.values()))


def _clause(clause: str, text: str) -> Clause:
    try:
        made = type(read(clause, None)).model_validate(text)
    except ValidationError:
        made = None
    if made is None or not text.strip():
        raise InputError.of(f"{text!r:.60} cannot be a {clause}", "write it in words")
    return made


def _sampled(brief: ShotBrief, vary: Sequence[str] | None, seed: int) -> Iterator[Clauses]:
    """Combine terms of the vocabulary: each combination once, at first as varied as can be."""
    unknown = [clause for clause in vary or () if clause not in CLAUSES]
    if unknown:
        raise InputError.of(f"`{unknown[0]}` cannot be varied", f"vary {', '.join(CLAUSES)}")
    # Words of the vocabulary are not put into prompts of another language.
    english = primary_language(brief.language) == FALLBACK_LANGUAGE
    spoken = any(said.by in brief.cast for said in brief.says)
    shuffled: dict[str, list[Clause]] = {}
    for clause in (each for each in CLAUSES if each in (USUAL if vary is None else vary)):
        value = read(clause, getattr(brief, clause))
        found = swaps(clause, value, cast=len(brief.cast), spoken=spoken, adds=english)
        ordered = sorted(found, key=lambda swap: sha256(f"{seed} {swap.key}".encode()).digest())
        if ordered:
            shuffled[clause] = [swap.value for swap in ordered]
        elif vary is not None:
            hint = "leave it out, or give texts for it"
            raise InputError.of(
                f"the vocabulary has nothing for the {clause} of `{brief.id}`", hint
            )
    if not shuffled:
        why = "" if english else ": the vocabulary is English, and the prompt is not"
        message = f"there is nothing to vary in `{brief.id}`{why}"
        raise InputError.of(message, "give texts for a clause, such as its camera")
    return _all_combined(shuffled)


def _all_combined(choices: Mapping[str, Sequence[Clause]]) -> Iterator[Clauses]:
    """Go through the lists side by side, then again with one of them moved on, and so on."""
    first, *others = choices.values()
    for shifts in product(*(range(len(listed)) for listed in others)):
        for number, one in enumerate(first):
            rest = (
                listed[(number + shift) % len(listed)]
                for listed, shift in zip(others, shifts, strict=True)
            )
            yield dict(zip(choices, (one, *rest), strict=True))
