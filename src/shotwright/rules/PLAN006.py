"""PLAN006: one name stands for two looks.

What: Reports a cast member whose name another has too, with another look or picture, where both
    appear in shots, or both talk.

Why: The prompts call both by the one name, and the viewer sees the face or the clothes change.
    A second look that only talks is no fault: shots need a digital twin, and a talking photo a
    photo.

Bad:
    >>> lint('''
    ... - shot: Ana waves
    ...   with: [ana]
    ... - shot: Ana sits down
    ...   with: [ana2]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_one}
    ...   ana2: {look: lk_two, name: Ana}
    ... ''')
    warn PLAN006: `ana2` is called `Ana` like `ana`, and has another look; give them two names, or
    one look

Good:
    >>> lint('''
    ... - shot: Ana waves
    ...   with: [ana]
    ... - shot: Ben sits down
    ...   with: [ben]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_one}
    ...   ben: {look: lk_two}
    ... ''')

Fix: Give two people two names; for a change of clothes that is meant, ignore the rule with the
    reason.

Source: Ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "PLAN006"
SEVERITY = Severity.WARN


def check_board(case: Case) -> Iterator[Found]:
    """Yield a finding for every cast member with another's name."""
    board = case.board
    seen: dict[tuple[str, bool], str] = {}
    told = set()
    appearing = dict.fromkeys(
        (who, isinstance(brief, TalkBrief)) for brief in board.briefs for who in brief.cast
    )
    for who, talks in appearing:
        name = board.name_of(who)
        first = seen.setdefault((name.casefold(), talks), who)
        if _look(case, first) != _look(case, who) and who not in told:
            told.add(who)
            yield Found(
                ("/", "cast", who),
                f"`{who}` is called `{name}` like `{first}`, and has another look",
                "give them two names, or one look",
            )


def _look(case: Case, who: str) -> object:
    member = case.board.cast[who]
    return member.look or member.image
