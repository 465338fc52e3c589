"""Which rules a user wants to hear: `--select` and `--ignore`, by code or by its beginning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from shotwright.errors import InputError, Problem
from shotwright.model.finding import Finding
from shotwright.rules.pages import rules_by_code

_NAMED = 12
"""So many codes are listed where none is near."""


def chosen(
    findings: Iterable[Finding], select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Keep the findings that are asked for.

    Of `select` and `ignore` the longest beginning of a finding's code decides, of equal ones
    `ignore`.  Without `select` all rules are selected.  A final finding is always kept.

    Args:
        findings: What the rules noticed.
        select: Codes such as `SHOT040`, or beginnings of codes such as `SHOT` and `SHOT04`.
        ignore: The same.

    Raises:
        InputError: No rule's code begins so; all such at once.
    """
    known = rules_by_code()
    strange = [
        Problem(*unknown_code(start, known))
        for start in dict.fromkeys((*select, *ignore))
        if not start or not any(code.startswith(start) for code in known)
    ]
    if strange:
        raise InputError(strange)
    return tuple(
        finding
        for finding in findings
        if finding.final or _longest(finding.code, select or ("",)) > _longest(finding.code, ignore)
    )


def _longest(code: str, starts: Iterable[str]) -> int:
    """Measure the longest beginning of a code; -1 where none is one."""
    return max((len(start) for start in starts if code.startswith(start)), default=-1)


def unknown_code(code: str, known: Collection[str]) -> tuple[str, str]:
    """Say that no rule has a code, and which is near."""
    near = get_close_matches(code.upper(), known, n=1)
    if near:
        return f"no rule is called `{code}`", f"did you mean `{near[0]}`?"
    kinds = dict.fromkeys(name.rstrip("0123456789") for name in sorted(known))
    return f"no rule is called `{code}`", f"codes begin with {', '.join(list(kinds)[:_NAMED])}"
