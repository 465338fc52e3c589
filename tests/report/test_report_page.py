"""The report as text: whole, alone, escaped, the same every time, and quick and small enough."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright import Board, Quote
from shotwright.budget import forecast
from shotwright.cost import cover, find_plans
from shotwright.model.money import Credits, Unknown
from shotwright.report import report_page

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "sample.yaml"
EXAMPLES = ROOT / "examples"
TODAY = date(2026, 11, 21)
VOID = {"meta", "input", "br", "link", "img"}
LARGEST = 5_000_000
"""Bytes that the report of 3,000 beats may have."""
EVIL = '"><script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>{{ 7 * 7 }}'


class Page(HTMLParser):
    """Reads a page; refuses tags that are not closed in order."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag; what cells and blocks hold stands apart."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
        if tag not in {"span", "b", "a", "code"}:
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        """Close the last tag that was opened, or fail."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather text."""
        if "style" not in self.open:
            self.text += data

    def values(self, name: str) -> list[str]:
        """List the values of an attribute, wherever it stands."""
        return [attributes[name] for _, attributes in self.tags if name in attributes]

    @property
    def words(self) -> str:
        """All text, with single spaces; one between cells and blocks."""
        return " ".join(self.text.split())


def quoted(source: Path | dict[str, Any] | str, **terms: Any) -> tuple[Board, Quote]:  # noqa: ANN401
    board = shotwright.load(source)
    return board, shotwright.quote(board, on=TODAY, **terms)


def page_of(board: Board, quote: Quote, **more: Any) -> str:  # noqa: ANN401
    assert quote.made
    assert quote.estimate
    return report_page(quote.made, quote.estimate, board=board, findings=quote.findings, **more)


@cache
def stress(beats: int) -> str:
    script = EXAMPLES / "make_stress.py"
    words = [sys.executable, str(script), "--beats", str(beats)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def hostile() -> dict[str, Any]:
    return {
        "shotwright": 1,
        "title": f"</title>{EVIL}",
        "cast": {"maya": {"look": f"lk{EVIL}", "voice": "vc", "name": f"May{EVIL}"}},
        "scenes": [
            {
                "id": "s",
                "setting": f"a roof {EVIL}",
                "beats": [{"shot": f"Maya waves {EVIL}"}, {"talk": f"Hello {EVIL} there, all."}],
            }
        ],
    }


@pytest.mark.parametrize("name", ["ad", "brand_film", "course", "interview"])
@pytest.mark.parametrize("route", [None, "api", "agent"])
def test_every_example_makes_a_whole_page_that_loads_nothing(name: str, route: str | None) -> None:
    board, quote = quoted(EXAMPLES / f"{name}.yaml", shots=route, talk=route)
    if quote.made is None:
        assert (name, route) == ("course", "agent")  # its brief is too long
        return
    text = page_of(board, quote)
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base"}
    assert not page.values("src")
    assert not re.search(r"@import|url\(", text)
    anchors = page.values("id")
    assert len(anchors) == len(set(anchors))
    for link in page.values("href"):
        assert link.removeprefix("#") in anchors or link.startswith("https://"), link
    (policy,) = [a["content"] for t, a in page.tags if a.get("http-equiv")]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert {a["lang"] for t, a in page.tags if t == "html"} == {"en"}


def test_the_page_answers_a_producer_first() -> None:
    board, quote = quoted(SAMPLE)
    page = Page(page_of(board, quote)).words
    answers = page[page.index("What does it cost?") : page.index("Skip the timeline")]
    # HeyGen's guide: 4 credits a second of Avatar Shots (6 s and 4 s), 1 credit for each started
    # 3 s of Avatar IV (about 5 s).
    assert "42 credits for one take of everything" in answers
    assert "40 credits exact: 2 generations" in answers
    assert "2 credits assumed: 1 generation" in answers
    assert "2 Avatar Shots clips 40 credits, 95 %" in answers
    assert "reveal 24 credits, 57 %" in answers
    assert "Taxes." in answers
    assert "Retakes: most shots need two or three tries" in answers
    # Retakes by the plan's own chances: 40 credits / 0.4 and 2 / 0.9.
    assert "about 103 credits on average" in answers


def test_credits_and_dollars_stand_apart() -> None:
    board, quote = quoted(EXAMPLES / "brand_film.yaml")
    text = page_of(board, quote)
    assert re.findall(r'<p class="sum">(.*?)</p>', text) == ["6 credits", "$35.00"]
    assert "they are never added up" in Page(text).words


def test_every_item_has_its_card_its_price_and_every_prompt_its_words() -> None:
    board, quote = quoted(EXAMPLES / "ad.yaml")
    assert quote.made
    text = page_of(board, quote)
    cards = re.findall(r'<article class="card (\w+)" id="\w+">(.*?)</article>', text, re.DOTALL)
    assert [kind for kind, _ in cards] == [
        "shot", "shot", "talk", "shot", "talk", "cutaway", "shot", "shot", "shot",
    ]  # fmt: skip
    for item, (_, card) in zip(quote.made.items, cards, strict=True):
        shown = Page(f"<div>{card}</div>").text
        words = item.prompt or (item.script or "").strip()
        assert words in shown, item.id
        assert " ".join(item.why.split()) in " ".join(shown.split())
    assert "7 s x 4 credits = 28 credits (exact)" in cards[0][1]


def test_the_clauses_of_a_prompt_are_named_as_build_names_them() -> None:
    board, quote = quoted(EXAMPLES / "ad.yaml")
    text = page_of(board, quote)
    found = re.findall(r'<span data-c="(\w+)">(.*?)</span>', text, re.DOTALL)
    built = {prompt.beat: prompt for prompt in shotwright.build(board)}
    carry = built["carry"]
    for span in carry.spans:
        words = carry.text[span.start : span.end]
        assert any(clause == span.clause and words in part for clause, part in found), span


def test_a_split_beat_names_what_it_shares_with_its_beat_and_guesses_nothing() -> None:
    source = {
        "shotwright": 1,
        "cast": {"m": {"look": "l"}},
        "scenes": [{"id": "s", "setting": "a roof at dawn", "beats": [
            {"id": "long", "shot": ["M runs to the door", "M opens the box"], "seconds": 24},
        ]}],
    }  # fmt: skip
    board, quote = quoted(source)
    assert quote.made
    assert [item.id for item in quote.made.items] == ["long/1", "long/2"]
    text = page_of(board, quote)
    assert text.count('data-c="setting"') == 2
    assert 'data-c="action"' not in text
    assert "M runs to the door" in text


def test_what_the_user_wrote_is_text_and_never_markup() -> None:
    board, quote = quoted(hostile())
    text = page_of(board, quote)
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "img"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "{{ 7 * 7 }}" in page.text
    assert "<script>alert(1)</script>" in page.text
    assert "<title>&lt;/title&gt;" in text


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    board, quote = quoted(SAMPLE)
    assert quote.made
    assert quote.estimate
    first = quote.estimate.lines[0]
    assert first.source
    evil = replace(first.source, url="javascript:alert(1)", title="<b>mine</b>")
    lines = (replace(first, source=evil), *quote.estimate.lines[1:])
    text = report_page(quote.made, replace(quote.estimate, lines=lines), board=board)
    assert "javascript:" not in text
    assert "&lt;b&gt;mine&lt;/b&gt;" in text


def test_a_plan_file_makes_a_report_that_says_what_it_cannot_know() -> None:
    _, quote = quoted(SAMPLE)
    assert quote.made
    assert quote.estimate
    text = report_page(quote.made, quote.estimate)
    assert "which holds no findings" in text
    assert "data-c=" not in text.replace("[data-c", "")
    assert "The rules found nothing" not in text


def test_findings_stand_at_their_cards_and_an_error_stands_on_top() -> None:
    source = json.loads(json.dumps(hostile()).replace(json.dumps(EVIL)[1:-1], ""))
    source["scenes"][0]["beats"][0]["shot"] = "Maya waves {{ name }}"
    source["scenes"][0]["beats"][0]["id"] = "wave"
    board, quote = quoted(source)
    errors = [finding for finding in quote.findings if finding.severity == "error"]
    assert errors
    text = page_of(board, quote)
    card = text[text.index('<article class="card shot"') : text.index("</article>")]
    assert errors[0].code in card
    answers = Page(text).words
    top = answers[: answers.index("Skip the timeline")]
    assert f"{len(errors)} error" in top


def test_what_is_unknown_is_never_zero() -> None:
    source: dict[str, Any] = {
        "shotwright": 1,
        "cast": {"m": {"look": "l", "voice": "v"}},
        "scenes": [{"id": "s", "beats": [
            {"id": "tape", "talk": {"audio": {"url": "https://a.example/x.mp3"}}},
            {"id": "wave", "shot": "M waves", "seconds": 5},
        ]}],
    }  # fmt: skip
    board, quote = quoted(source)
    text = page_of(board, quote)
    page = Page(text).words
    assert "at least 20 credits" in page
    assert "Not counted, as the price is unknown: 1 generation (how long the" in page
    assert "The length of tape is not known" in page
    assert '<p class="price">unknown</p>' in text
    assert 'class="talk open"' in text


def test_a_forecast_is_shown_where_there_is_one() -> None:
    board, quote = quoted(SAMPLE)
    assert quote.made
    assert quote.estimate
    real = forecast(quote.estimate, quote.made)
    money = replace(
        real.money["credits"],
        p50=Credits.parse("1100"), p80=Credits.parse("1600.5"), p95=Unknown("no end"),
        missing=("a price",),
    )  # fmt: skip
    told = replace(real, money={"credits": money}, assumptions=("<b>takes</b> are alike",))
    page = Page(page_of(board, quote, forecast=told)).words
    assert "half of the time at least 1,100 credits 4 times in 5 at least 1,601 credits" in page
    assert "19 times in 20 unknown (no end)" in page
    assert "<b>takes</b> are alike." in page


def test_takes_and_time_are_told_in_numbers_that_can_be_read() -> None:
    board, quote = quoted(SAMPLE)
    assert quote.made
    assert quote.estimate
    real = forecast(quote.estimate, quote.made)

    def told(**more: Any) -> str:  # noqa: ANN401
        return Page(page_of(board, quote, forecast=replace(real, **more))).words

    takes: dict[str, float | Unknown] = {"p50": 6335.0, "p80": 9000.0, "p95": 23883.0, "mean": 1.0}
    page = told(takes=takes, hours={"p50": 775.0, "p80": 1000.0, "p95": 3684.4})
    assert (
        "That is 6,335 takes half of the time and 23,883 at the far end, rendered and reviewed in"
        " 32 to 154 days, for 3 generations."
    ) in page
    page = told(takes=takes, hours={"p50": 2.41, "p80": 5.0, "p95": 1234.5})
    assert "reviewed in 2.4 to 1,234.5 hours" in page
    assert "at the far end" not in told(takes={**takes, "p95": Unknown("no end")})


def test_what_is_dear_leads_to_its_card_also_where_it_holds_several_items() -> None:
    board, quote = quoted(EXAMPLES / "ad.yaml")
    text = page_of(board, quote)
    # promise and science share a studio video; the link of its line leads to the card of promise
    assert re.search(r'<a href="#i3">promise..science</a>', text)
    course, made = quoted(EXAMPLES / "course.yaml")
    (drives,) = re.findall(r'<h2 id="q3">.*?</section>', page_of(course, made), re.DOTALL)
    assert drives.count("<a ") == 5


def test_a_forecast_has_its_figures_in_the_page() -> None:
    board, quote = quoted(EXAMPLES / "brand_film.yaml")
    assert quote.made
    assert quote.estimate
    text = page_of(board, quote, forecast=forecast(quote.estimate, quote.made))
    drawn = re.findall(r"<figure>(<svg .*?</svg>)\s*</figure>", text, re.DOTALL)
    told = [re.findall(r"<desc>(.*?)</desc>", svg) for svg in drawn]
    assert len(drawn) == 4  # two purses, each with how it is spread and what moves it
    assert all(len(words) == 1 and words[0] for words in told)
    words = Page(text).words
    assert "With retakes, how likely is each total? (credits)" in words
    assert "What would move the forecast most? (dollars)" in words
    assert "<figure>" not in page_of(board, quote)


def test_credits_are_told_in_dollars_by_subscription() -> None:
    board, quote = quoted(SAMPLE)
    assert quote.estimate
    need = quote.estimate.totals["credits"].high
    covers = [cover(plan, need) for plan in find_plans("all")]
    page = Page(page_of(board, quote, covers=covers)).words
    # 42 credits; Creator's annual plan: $24 a month for 600 credits; Business: $149 for 1,500.
    assert "Those credits are worth $1.68 to $4.17" in page
    assert "Creator annual $24.00 600 credits $1.68 covers it" in page
    assert "The fee of the subscription" in page
    short = [cover(plan, Credits.parse("700")) for plan in find_plans("Creator monthly")]
    assert "lacks 100 credits" in Page(page_of(board, quote, covers=short)).words


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (page_of(*quoted(EXAMPLES / "ad.yaml")) for _ in range(2))
    assert first == second
    code = (
        "import sys, datetime, shotwright; from shotwright.report import report_page\n"
        "b = shotwright.load(sys.argv[1])\n"
        "q = shotwright.quote(b, on=datetime.date(2026, 11, 21))\n"
        "sys.stdout.write(report_page(q.plan, q.estimate, board=b, findings=q.findings))"
    )
    words = [sys.executable, "-c", code, str(EXAMPLES / "ad.yaml")]
    other = subprocess.run(words, capture_output=True, check=True, env={"PYTHONHASHSEED": "7",
                           "PYTHONPATH": ":".join(sys.path)}).stdout.decode()  # fmt: skip
    assert other == first


def test_three_thousand_beats_stay_under_five_megabytes() -> None:
    assert len(page_of(*quoted(stress(3_000))).encode()) < LARGEST


def test_a_page_takes_less_than_twice_the_plan_and_grows_with_the_board() -> None:
    def best(work: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times)

    boards = {beats: quoted(stress(beats)) for beats in (150, 1_200)}
    planned = best(lambda: shotwright.plan(shotwright.load(stress(1_200)), on=TODAY))
    spent = {beats: best(lambda q=quote: page_of(*q)) for beats, quote in boards.items()}  # type: ignore[misc]
    assert spent[1_200] < 2 * planned
    assert spent[1_200] < 24 * spent[150]  # 8 times the beats; by the square it would be 64
