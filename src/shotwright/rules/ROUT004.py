"""ROUT004: the brief is too long for the Video Agent.

What: Reports a board whose brief for the Video Agent has more characters than it takes.

Why: The service refuses the brief.

Bad:
    >>> lint("- {by: maya, talk: '" + 2_500 * "Good. " + "'}", route="agent")
    error ROUT004: s.1: a brief of 15,... characters, but HeyGen Video Agent takes 10,000 (HeyGen's
    request schemas, as shipped in its command-line tool); split the board in two, or shorten its
    scripts and clauses

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ... ''', route="agent")

Fix: Split the board in two, or shorten its scripts and clauses.

Source: HeyGen's request schemas, 2026-07-21 (`prompt`: 1 to 10,000 characters).
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "ROUT004"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
