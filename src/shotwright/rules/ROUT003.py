"""ROUT003: not everyone can use the route.

What: Tells what is known of who can use the routes of the board: regions, subscriptions, purses,
    how many jobs at a time.  Once for its shots and once for its talk, where there is more to tell.

Why: A plan that the account cannot make is found out only when it is made.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... ''', route="web")
    info ROUT003: shots on HeyGen app: Avatar Shots is not available in all regions; there is a
    waitlist; Avatar Shots is on all paid plans; ... (reported); see that the account can use it

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ... ''', route="legacy")

Fix: See that the account can use the route; then ignore the rule on the board, and say so.

Source: the pages that the route's catalog names for each note; `shotwright routes` shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "ROUT003"
SEVERITY = Severity.INFO


def check_board(case: Case) -> Iterator[Found]:
    """Yield a finding for the shots, and one for the talk, whose route has notes on them."""
    told: set[str] = set()
    for part, route in case.used():
        notes = [
            access.note
            + (f" ({access.confidence})" if access.confidence in {"reported", "inferred"} else "")
            for access in route.access
            if access.about in {part, "all"}
        ]
        notes = [note for note in notes if note not in told]
        told.update(notes)
        if notes:
            yield Found(
                ("routes", part),
                f"{part} on {route.title}: {'; '.join(notes)}",
                "see that the account can use it",
            )
