"""ROUT006: the Video Agent does not keep a wish.

What: Reports what a beat on the agent route asks for and the Video Agent has no setting for: exact
    lengths, cuts, resolutions, more than one look or voice, engines, options of other routes.

Why: The agent makes the whole board from one brief in words, and decides the rest itself.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: "=6"
    ...   cut: always
    ... ''', route="agent")
    warn ROUT006: s.1: the Video Agent does not keep seconds: =6 (only a wish), cut: always; say
    what matters in the clauses, or make it on another route

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... ''', route="agent")

Fix: Say what matters in words, or make the beat on a route that has the setting.

Source: HeyGen's request schemas, POST /v3/video-agents (one look, one voice, an orientation),
    2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.finding import Severity
from shotwright.prompt import lost_on_agent
from shotwright.rules.ruling import Brief, Case, Found

CODE = "ROUT006"
SEVERITY = Severity.WARN


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about all wishes of a beat that are lost."""
    if case.route_of(brief).route == "agent" and (lost := _lost(case).get(brief.id)):
        yield Found(
            (),
            f"the Video Agent does not keep {', '.join(lost)}",
            "say what matters in the clauses, or make it on another route",
        )


def _lost(case: Case) -> dict[str, tuple[str, ...]]:
    board = case.board
    return board.once(
        f"lost on the agent: {case.shots.route}, {case.talk.route}",
        lambda: lost_on_agent(
            board, [brief for brief in board.briefs if case.route_of(brief).route == "agent"]
        ),
    )
