"""ROUT002: the route has a last day.

What: Reports a route that the board uses and that HeyGen retires, or has retired.

Why: After its last day the service may refuse every request, also those of a board that is
    approved.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ... ''', route="legacy", on="2026-10-31")
    warn ROUT002: HeyGen API v2 is retired after 2026-10-31 (HeyGen API: endpoint version
    comparison); make talk on the api route: `source: studio` joins scenes there
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ... ''', route="legacy", on="2026-11-01")
    warn ROUT002: HeyGen API v2 has been retired since 2026-10-31 (HeyGen API: endpoint version
    comparison); make talk on the api route: `source: studio` joins scenes there

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ... ''', route="api")

Fix: Choose another route; the finding names it.

Source: HeyGen API, "Endpoint version comparison" (v1 and v2 until 2026-10-31), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "ROUT002"
SEVERITY = Severity.WARN


def check_board(case: Case) -> Iterator[Found]:
    """Yield a finding for every route with a last day."""
    told = set()
    for part, route in case.used():
        last = route.last_day
        if last is None or route.route in told:
            continue
        told.add(route.route)
        when = "has been retired since" if case.on > last.day else "is retired after"
        yield Found(
            ("routes", part),
            f"{route.title} {when} {last.day} ({said_by(route, last)})",
            last.instead,
        )
