"""What public objects show of themselves in a notebook: what matters, and never markup of users."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

import shotwright
from shotwright import Credits, Place, Problem, Unknown
from shotwright.budget import diff, edit_cost, fit, reprice
from shotwright.campaign import what_if, which
from shotwright.catalog import plans
from shotwright.cost import cover

TODAY = date(2026, 11, 21)
EVIL = "<script>alert(1)</script>"


def board_of(*beats: dict[str, Any]) -> shotwright.Board:
    return shotwright.load({
        "shotwright": 1,
        "title": f"Kettles {EVIL}",
        "cast": {"m": {"look": "l", "voice": "v", "kind": "digital_twin", "consent": "confirmed"}},
        "scenes": [{"id": "s", "beats": list(beats)}],
    })  # fmt: skip


BOARD = board_of(
    {"id": "wave", "shot": f"M waves {EVIL}", "seconds": 5},
    {"id": "hello", "talk": f"Good morning {EVIL} all."},
)
QUOTE = shotwright.quote(BOARD, on=TODAY)
NO_PLAN = shotwright.plan(
    board_of({"id": "a", "shot": "M waves", "seconds": "=6"},
             {"id": "b", "shot": "M bows", "seconds": "=12", "cut": "never"}), on=TODAY,
)  # fmt: skip
MADE = QUOTE.made
BY_API = shotwright.plan(BOARD, on=TODAY, shots="api", talk="api")
assert MADE
assert isinstance(BY_API, shotwright.Plan)
assert QUOTE.estimate

SHOWN = [
    (BOARD, ("Kettles", "wave", "talk", "Good morning")),
    (shotwright.build(BOARD)[0], ("wave", "action", "M waves")),
    (QUOTE.findings[0], (QUOTE.findings[0].code, "To do:")),
    (MADE, ("wave", "hello", "5 s as wished")),
    (QUOTE.estimate, ("5 s x 4 credits = 20 credits",)),
    (QUOTE, ("5 s as wished", "5 s x 4 credits = 20 credits", QUOTE.findings[0].code)),
    (NO_PLAN, ("There is no plan", "a + b")),
    (shotwright.forecast(QUOTE.estimate, MADE), ("p80", "credits", "takes", "hours")),
    (shotwright.requests(MADE)[0], ("wave, by hand", "Paste the prompt")),
    (shotwright.requests(BY_API)[0], ("POST", "/v3/videos", "prompt")),
    *((column, ("talk", "credits")) for column in shotwright.compare(BOARD, on=TODAY)[:1]),
    (
        fit(BOARD, {"credits": Credits.parse("18")}, on=TODAY),
        ("The budget of 18 credits is met", "wave", "4 s instead of 5 s", "4 credits"),
    ),
    (reprice(MADE, on=TODAY, card="latest-high"), ("What costs another price now", "20 credits")),
    (diff(MADE, BY_API), ("What differs; 0 the same", "wave", "20 credits", "7 dollars")),
    (
        edit_cost(MADE, BY_API),
        (
            f"The edit costs {shotwright.estimate(BY_API).totals['usd']}",
            "no longer made",
            "wave, hello",
        ),
    ),
    (which(BOARD, on=TODAY), ("As advised", "wave", "20 credits", "advised")),
    *((other, ("shots=api", "wave")) for other in what_if(BOARD, ["shots=api"], on=TODAY)[1:]),
    (
        cover(next(plan for plan in plans() if plan.plan == "Business"), Credits.parse("165")),
        ("Business", "165 credits", "covered", "expires"),
    ),
    (Credits.parse("4.5"), ("4.5 credits",)),
    (Unknown(f"nobody said {EVIL}"), ("unknown (nobody said", "&lt;script")),
    (Place(f"{EVIL}.yaml", 3, 7), (".yaml:3:7",)),
    (Problem("no such beat", "name one", Place("a.yaml", 1, 2)), ("a.yaml:1:2: no such beat",)),
    (shotwright.variants(BOARD, "wave", on=TODAY, count=1, seed=1), ("wave",)),
]


@pytest.mark.parametrize(("shown", "words"), SHOWN, ids=lambda value: type(value).__name__)
def test_it_shows_what_matters_and_closes_what_it_opens(shown: Any, words: tuple[str, ...]) -> None:  # noqa: ANN401
    markup = shown._repr_html_()
    open_: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Remember what is open."""
            del attrs
            assert tag != "script"
            open_.append(tag)

        def handle_endtag(self, tag: str) -> None:
            """Close what was opened last."""
            assert open_.pop() == tag

    Reader().feed(markup)
    assert open_ == []
    for word in words:
        assert word in markup
