"""`--select` and `--ignore`: codes and their beginnings, the longest of which decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shotwright.errors import InputError
from shotwright.model.finding import Finding, Severity
from shotwright.rules import all_rules, chosen

CODES = ["REFS005", "SHOT002", "SHOT042", "SHOT045", "SHOT056", "TALK001"]
starts = st.sampled_from(["REFS", "S", "SHOT", "SHOT0", "SHOT04", "SHOT042", "TALK", "TALK001"])


def finding(code: str, *, final: bool = False) -> Finding:
    return Finding(
        code=code, severity=Severity.WARN, beat="", where=None, message="m", fix="f", final=final
    )


ALL = [finding(code) for code in CODES]


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ([], [], CODES),
        (["SHOT"], [], ["SHOT002", "SHOT042", "SHOT045", "SHOT056"]),
        (["SHOT04", "TALK001"], [], ["SHOT042", "SHOT045", "TALK001"]),
        ([], ["SHOT04"], ["REFS005", "SHOT002", "SHOT056", "TALK001"]),
        (["SHOT"], ["SHOT04"], ["SHOT002", "SHOT056"]),
        (["SHOT042"], ["SHOT04"], ["SHOT042"]),
        (["SHOT04"], ["SHOT04"], []),
    ],
)
def test_the_longest_beginning_decides(
    select: list[str], ignore: list[str], kept: list[str]
) -> None:
    assert [found.code for found in chosen(ALL, select, ignore)] == kept


def test_a_final_finding_is_always_kept() -> None:
    final = finding("SHOT053", final=True)
    assert chosen([final], ["TALK"], ["SHOT053"]) == (final,)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("SHOT0420", "did you mean `SHOT042`?"),
        ("shot042", "did you mean `SHOT042`?"),
        ("TLAK001", "did you mean `TALK001`?"),
        ("E501", "codes begin with CAST, META, PLAN, REFS, ROUT, SHOT, TALK"),
        ("", "codes begin with CAST, META, PLAN, REFS, ROUT, SHOT, TALK"),
    ],
)
def test_what_begins_no_code_is_an_error(asked: str, hint: str) -> None:
    for select, ignore in (([asked], []), ([], [asked])):
        with pytest.raises(InputError) as caught:
            chosen(ALL, select, ignore)
        assert caught.value.problems[0].hint == hint


def test_all_unknown_codes_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        chosen([], ["NOPE", "SHOT"], ["NADA"])
    assert len(caught.value.problems) == 2


@given(st.sets(starts), st.sets(starts))
def test_choosing_keeps_order_and_ignoring_more_keeps_less(
    select: set[str], ignore: set[str]
) -> None:
    kept = chosen(ALL, sorted(select), sorted(ignore))
    assert list(kept) == [found for found in ALL if found in kept]
    assert set(kept) <= set(chosen(ALL, sorted(select)))
    assert chosen(kept, sorted(select), sorted(ignore)) == kept


def test_every_rule_can_be_selected() -> None:
    codes = [rule.code for rule in all_rules()]
    assert [found.code for found in chosen(map(finding, codes), codes)] == codes
