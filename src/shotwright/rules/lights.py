"""Which hour, weather and light the parts of a shot beat ask for, and which of it fights.

Passed over is what means something else where it stands: `a photo of a sunset`, `after the rain`,
`rain boots`, `no sunlight`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from shotwright.catalog import LIGHT, Contradiction, TermHit, find_terms
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.rules.names import hidden
from shotwright.rules.parts import parts_of
from shotwright.rules.ruling import Steps
from shotwright.rules.texts import KEPT, Text, is_first, may_have, once_a_beat, texts_of
from shotwright.rules.views import NEGATED, WINDOW, View, fights_in, row
from shotwright.rules.wordlists import listed, noun_after

_DEPICTED = re.compile(
    r"\b(?:photo|photograph|picture|painting|poster|postcard|mural|print|image|screen|wallpaper|tv"
    r"|film|video|drawing|sketch|map|calendar|window display|puzzle)s?\s+"
    r"(?:of|showing|shows|with|depicting)\b[^,.;]*",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(?:after|before|until|till|since|like|last|tomorrow|next|every|all|waiting for|approaching"
    r"|distant|coming|gathering|passing|departing|recent|yesterday's)\s+"
    r"(?:(?:the|a|an|heavy|light|last|long|this|summer|winter|night's|day's|morning's)\s+){0,2}$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?:"
    r"(?<=rain|snow|torm)[\s\-]*(?:boots?|coats?|jackets?|gear|barrels?|gutters?|gauge|shovels?"
    r"|lanterns?|shutters?|doors?|cellar|cap(?:s|ped)|soaked|washed|slicked|puddles?|tires?|globe"
    r"|clouds? (?:in|on)|peaks?|dome)"
    r"|(?<=ny)[\s\-]*(?:side|smile|yellow|disposition|face)"
    r"|(?<=ght)[\s\-]*(?:balanced|bulbs?|savings?|saving|photo|stand|light|lamp|gown|club|bus|train|watchman"
    r"|shift|owl|vision)"
    r"|(?<=fog)[\s\-]*(?:machine|horn|lamps?)"
    r"|(?<=wind)[\s\-]*(?:chimes?|socks?|mill|screen|breaker)"
    r"|(?<=set|ise|usk|awn|our)[\s\-]*(?:painting|poster|mural|photo|print|postcard|wallpaper"
    r"|orange|pink|red|motel|boulevard|chorus)"
    r")\b",
    re.IGNORECASE,
)
_JOINED_ON = re.compile(r"-(?!(?:lit|filled|covered|drenched|dappled|swept|time)\b)\w")
_JOINED_TO = re.compile(r"\b(?!(?:early|late|mid|pre)-)\w+-$", re.IGNORECASE)
_ADVERBIAL = re.compile(r"\b(?:at|by|before|until|past|during|this)\s+[\w-]+$", re.IGNORECASE)
_BEFORE_A_SENTENCE = (".", "!", "?", ":", ";", "\n", "(", "–", "—", "/", " -")
_CHANGES = re.compile(
    r"\b(?:to|into|until|till|turn(?:s|ing|ed)?|fad(?:es|ing)|becom(?:es|ing)|giv(?:es|ing) way"
    r"|clear(?:s|ing)|break(?:s|ing)?|parts?|parting|then|falls?|falling|dissolv\w+|stops?|stopped"
    r"|passed|replaced)\b",
    re.IGNORECASE,
)
_LAPSE = re.compile(r"\b(?:time[\s\-]?lapse|hyperlapse|day[\s\-]to[\s\-]night)\b", re.IGNORECASE)
_ROLES = re.compile(
    r"\b(?:key|fill|rim|accents?|edge|kicker|background|foreground|inside|outside|indoors|outdoors"
    r"|behind|contrast\w*|against|versus|opposite|mixed with|one side|from the left\b.*\bfrom the"
    r" right|from the right\b.*\bfrom the left)\b",
    re.IGNORECASE,
)
_AT_NIGHT = frozenset(["moonlight", "neon", "practical light", "candlelight"])
_SHARED = ("setting", "lighting", "style")


def _lights(brief: ShotBrief, board: Board) -> Iterator[View]:
    """Find hour, weather and light of every part of a beat that may be told of.

    What a beat inherits was told of where it was first inherited.
    """
    shared = [text for text in texts_of(brief, board) if text.clause in _SHARED]
    fresh = is_first(brief, board, *_SHARED)
    for part in parts_of(brief, board).parts:
        if fresh or any(_light_hits(text, brief.names) for text in part):
            yield row([*shared, *part], lambda text: _light_hits(text, brief.names))


def _light_hits(text: Text, names: tuple[str, ...]) -> tuple[TermHit, ...]:
    if not may_have(text, *LIGHT):
        return ()
    return _hits_of_light(text.text, names, text.clause, str(text.below[-1]) if text.below else "")


@lru_cache(KEPT)
def _hits_of_light(
    text: str, names: tuple[str, ...], clause: str, part: str
) -> tuple[TermHit, ...]:
    for name in names:
        text = hidden(name, text, "\x01")
    field = clause == "lighting" or (clause == "setting" and part in {"time", "weather"})
    if clause == "setting" and part == "mood":
        return ()
    found = {
        (hit.term.group, hit.term.term, hit.start): hit
        for groups in (LIGHT, ("time",))
        for hit in find_terms(text, groups, field=field)
    }
    shunned = [match.span() for each in (NEGATED, _DEPICTED) for match in each.finditer(text)]
    return tuple(
        hit
        for hit in sorted(found.values(), key=lambda hit: hit.start)
        if not any(start < hit.start < end for start, end in shunned)
        and not _ELSEWHEN.search(text[max(0, hit.start - WINDOW) : hit.start])
        and not _COMPOUND.match(text, hit.end)
        and not _JOINED_ON.match(text, hit.end)
        and not _JOINED_TO.search(text[max(0, hit.start - WINDOW) : hit.start])
        and (field or not _is_of_a_thing(text, hit))
        # An overcast night is one; as a light, overcast is by day.
        and not (hit.term.term == "overcast light" and clause != "lighting")
    )


def _is_of_a_thing(text: str, hit: TermHit) -> bool:
    """Tell a proper name, and an hour that is no hour of the picture, from others in prose."""
    word = text[hit.start : hit.end]
    before = text[max(0, hit.start - WINDOW) : hit.start].rstrip(" ")
    begins = not before or before.endswith(_BEFORE_A_SENTENCE)
    if word[0].isupper() and not word.isupper() and not begins:
        return True
    told = hit.term.group != "time" or _ADVERBIAL.search(text[max(0, hit.start - WINDOW) : hit.end])
    noun = "" if told else noun_after(text, hit.end)
    return bool(noun) and noun not in listed("plain", "places")


@once_a_beat
def light_fights(brief: ShotBrief, board: Board) -> tuple[tuple[Contradiction, View], ...]:
    """Find which hours, weathers and lights of a beat fight, once for every two texts."""
    found: dict[tuple[str, Steps, str, Steps, str], tuple[Contradiction, View]] = {}
    for view in _lights(brief, board):
        fights = fights_in(view)
        names = {hit.term.term for hit in view.hits} if fights else set()
        turning = _turning(view) if fights else set()
        for fight in fights:
            one, other = view.text_of(fight.first), view.text_of(fight.second)
            pair = {fight.first.term.term, fight.second.term.term}
            if (
                not turning & {one, other}
                and not _is_told(view, fight, pair)
                and not ("window light" in pair and names & _AT_NIGHT)
                and is_first(brief, board, one.clause, other.clause)
            ):
                key = (one.clause, one.below, other.clause, other.below, fight.severity)
                found.setdefault(key, (fight, view))
    return tuple(found.values())


def _is_told(view: View, fight: Contradiction, pair: set[str]) -> bool:
    """Tell whether the text says how both can be: one after the other, or each in its place."""
    if _LAPSE.search(view.text):
        return True
    one, other = view.text_of(fight.first), view.text_of(fight.second)
    roles = pair in ({"soft light", "hard light"}, {"warm light", "cool light"})
    return roles and any(_ROLES.search(text.text) for text in (one, other))


def _turning(view: View) -> set[Text]:
    """Find the texts in which one hour, weather or light turns into another."""
    return {
        view.text_of(one)
        for one, other in pairwise(view.hits)
        if one.term != other.term
        and view.text_of(one) == view.text_of(other)
        and _CHANGES.search(view.text[one.end : other.start])
    }
