"""The report in a real Chromium: looks, keys, contrast, narrow screens, paper, and long boards.

Needs Debian's `chromium`, or CHROMIUM with the path of another, and `pip install playwright`; `make
browser` installs it where it may.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.budget import forecast
from shotwright.cost import cover, find_plans
from shotwright.report import report_page

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
WHY = "NOT TESTED in a browser: run `make browser` as root, or set CHROMIUM"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
LEAST = 4.5
"""WCAG 2.2 AA: contrast of text that is not large."""

playwright = pytest.importorskip("playwright.sync_api", reason=WHY)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WHY)

CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const behind = node => {
    for (let at = node; at; at = at.parentElement) {
      const paper = rgba(getComputedStyle(at).backgroundColor);
      if (paper[3] === 255) return paper;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const label = getComputedStyle(node, '::before').content.startsWith('"')
      && getComputedStyle(node, '::before').content.length > 2;
    for (const [wanted, part] of [[own, null], [label, '::before']]) {
      if (!wanted) continue;
      const ink = light(rgba(getComputedStyle(node, part).color));
      const paper = light(behind(node));
      const ratio = (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
      found.push([ratio, node.tagName + '.' + node.className + (part || '')]);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


def written(folder: Path, source: str | Path) -> str:
    board = shotwright.load(source)
    quote = shotwright.quote(board, on=date(2026, 11, 21))
    assert quote.made
    assert quote.estimate
    path = folder / "report.html"
    need = quote.estimate.totals["credits"].high
    page = report_page(
        quote.made, quote.estimate, board=board, findings=quote.findings,
        forecast=forecast(quote.estimate, quote.made),
        covers=[cover(each, need) for each in find_plans("all")],
    )  # fmt: skip
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def ad(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("ad"), ROOT / "examples" / "ad.yaml")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> str:
    words = [sys.executable, str(ROOT / "examples" / "make_stress.py"), "--beats", "3000"]
    stress = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return written(tmp_path_factory.mktemp("long"), stress)


def paper(page: Any) -> str:  # noqa: ANN401
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_asks_for_nothing_says_nothing_is_wrong_and_is_easy_to_read(
    browser: Any,  # noqa: ANN401
    ad: str,
    scheme: str,
) -> None:
    page = browser.new_page(color_scheme=scheme)
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(ad)
    assert asked == [ad]
    assert told == []
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 200
    assert min(contrasts)[0] >= LEAST, min(contrasts)
    page.close()


def test_the_colours_follow_the_system_and_the_switch_by_keyboard(
    browser: Any,  # noqa: ANN401
    ad: str,
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(ad)
    dark = paper(page)
    page.focus("#auto")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "light"
    light = paper(page)
    assert light != dark
    page.keyboard.press("ArrowRight")
    assert paper(page) == dark
    page.emulate_media(media="print")
    assert paper(page) == "rgb(255, 255, 255)"
    page.close()


def test_the_keyboard_reaches_the_answers_first_and_may_skip_the_timeline(
    browser: Any,  # noqa: ANN401
    ad: str,
) -> None:
    page = browser.new_page()
    page.goto(ad)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answers"
    left = page.evaluate("document.activeElement.getBoundingClientRect().left")
    assert left >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#answers"
    reached: list[str] = []
    while len(reached) < 60 and (not reached or reached[-1] != "Skip the timeline"):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", reached[-1]
    assert reached[-1] == "Skip the timeline"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    where = page.evaluate(
        "document.activeElement.closest('section').getAttribute('aria-labelledby')"
    )
    assert where != "timeline"
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1400])
def test_no_screen_is_too_narrow(browser: Any, ad: str, width: int) -> None:  # noqa: ANN401
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(ad)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    page.close()


def test_figures_have_names_and_can_be_read_on_a_telephone(
    browser: Any,  # noqa: ANN401
    ad: str,
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(ad)
    figures = page.get_by_role("img")
    assert figures.count() == 2
    assert all(figures.nth(n).get_attribute("aria-label") for n in range(2))
    heights = page.evaluate(
        "[...document.querySelectorAll('figure text')].map(t => t.getBoundingClientRect().height)"
    )
    assert len(heights) > 10
    assert min(heights) >= 10
    inside = """[...document.querySelectorAll('figure text')].every(t => {
      const [own, all] = [t, t.ownerSVGElement].map(n => n.getBoundingClientRect());
      return own.left >= all.left && own.right <= all.right + 1;
    })"""
    assert page.evaluate(inside)
    page.close()


def test_headings_and_landmarks_tell_the_page_apart(browser: Any, ad: str) -> None:  # noqa: ANN401
    page = browser.new_page()
    page.goto(ad)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    counts = page.evaluate(
        "['main','nav','footer'].map(name => document.querySelectorAll(name).length)"
    )
    assert counts == [1, 1, 1]
    captions = "[...document.querySelectorAll('table')].every(t => t.caption)"
    assert page.evaluate(captions)
    page.close()


def test_a_bar_of_the_timeline_leads_to_its_card(browser: Any, ad: str) -> None:  # noqa: ANN401
    page = browser.new_page()
    page.goto(ad)
    page.click(".track a.cutaway")
    assert page.evaluate("document.querySelector(':target h4').textContent") == "cells"
    top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < 200
    page.close()


def test_paper_gets_every_card_and_no_controls(browser: Any, ad: str) -> None:  # noqa: ANN401
    page = browser.new_page()
    page.goto(ad)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).display") == "none"
    hidden = (
        "[...document.querySelectorAll('.card, .lane, .scene, .lines')]"
        ".filter(c => getComputedStyle(c).contentVisibility !== 'visible').length"
    )
    assert page.evaluate(hidden) == 0
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()


RENDERED = """() => {
  const shown = element => element.checkVisibility({ contentVisibilityAuto: true });
  const inside = [...document.querySelectorAll('.card, .lines')].filter(each =>
    each.firstElementChild && shown(each.firstElementChild));
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  return [inside.length, shown(middle)];
}"""
"""How many cards and lists are rendered inside, and whether what is in the middle is."""


def work_done(session: Any) -> dict[str, float]:  # noqa: ANN401
    """What Chromium has counted: no figure depends on how fast the machine is."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


def test_three_thousand_beats_are_laid_out_as_they_are_scrolled_to(
    browser: Any,  # noqa: ANN401
    long: str,
) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(long)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    assert page.evaluate("document.querySelectorAll('.card').length") > 1_500
    high = page.evaluate("document.documentElement.scrollHeight")
    for share in (0, 0.2, 0.5, 0.8):
        page.evaluate("place => scrollTo(0, place)", share * high)
        for _ in range(5):
            before = work_done(session)
            page.mouse.wheel(0, 700)
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => "
                          "requestAnimationFrame(done)))")  # fmt: skip
            after = work_done(session)
            rendered, seen = page.evaluate(RENDERED)
            assert rendered < 60
            assert seen
            assert after["LayoutCount"] - before["LayoutCount"] < 20
    lazy = work_done(session)["LayoutObjects"]
    page.add_style_tag(
        content=".card, .lane, .scene, .lines { content-visibility: visible !important }"
    )
    page.evaluate("document.documentElement.getBoundingClientRect()")
    assert page.evaluate(RENDERED)[0] > 1_500
    assert lazy < work_done(session)["LayoutObjects"] / 4
    page.close()
