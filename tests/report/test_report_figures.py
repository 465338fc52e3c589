"""Figures: well-formed, to scale, with words for those who cannot see them, and as PNG."""

from __future__ import annotations

import struct
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import shotwright
from shotwright.budget import diff
from shotwright.errors import InputError
from shotwright.model.money import Credits, Dollars, Unknown
from shotwright.model.spread import Bin, Swing
from shotwright.report import (
    diff_figure,
    distribution_figure,
    png,
    timeline_figure,
    tornado_figure,
    waterfall_figure,
)

AD = Path(__file__).parents[2] / "examples" / "ad.yaml"
SVG = "{http://www.w3.org/2000/svg}"


def credits_of(number: int) -> Credits:
    return Credits.parse(str(number))


def read(svg: str) -> ET.Element:
    assert "href" not in svg
    return ET.fromstring(svg)  # noqa: S314 - our own text


def boxes(svg: str, kind: str) -> list[dict[str, float]]:
    return [
        {name: float(box.get(name, "0")) for name in ("x", "y", "width", "height")}
        for box in read(svg).iter(f"{SVG}rect")
        if box.get("class") == kind
    ]


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in read(svg).iter(f"{SVG}text")]


def timeline() -> str:
    plan = shotwright.plan(shotwright.load(AD), on=date(2026, 11, 21))
    assert isinstance(plan, shotwright.Plan)
    return timeline_figure(plan, shotwright.estimate(plan))


def a_waterfall() -> str:
    changes = [("dusk & dawn", credits_of(30)), ("<b>taste</b>", credits_of(-50))]
    return waterfall_figure("Old to new", credits_of(100), changes, credits_of(80))


def a_distribution() -> str:
    bins = [Bin(credits_of(n), credits_of(n + 10), chance) for n, chance in
            ((100, 0.25), (110, 0.5), (120, 0.25))]  # fmt: skip
    return distribution_figure("Credits", bins, {"P50": credits_of(115), "P80": credits_of(123)})


def a_tornado() -> str:
    swings = [Swing("card", Dollars.parse("9"), Dollars.parse("12")),
              Swing("keepers", Dollars.parse("5"), Dollars.parse("25"))]  # fmt: skip
    return tornado_figure("P80", Dollars.parse("10"), swings)


FIGURES = [timeline, a_waterfall, a_distribution, a_tornado]


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_says_in_words_what_it_shows_and_is_the_same_every_time(figure: object) -> None:
    assert callable(figure)
    svg = figure()
    assert svg == figure()
    root = read(svg)
    title, told = root[0], root[1]
    assert (root.get("role"), root.get("aria-label")) == ("img", title.text)
    assert (title.tag, told.tag) == (f"{SVG}title", f"{SVG}desc")
    assert told.text
    width = float(root.get("width", "0"))
    for box in root.iter(f"{SVG}rect"):
        x = float(box.get("x", "0"))
        assert x >= 0
        assert x + float(box.get("width", "0")) <= width + 1


def test_items_are_as_wide_as_they_are_long() -> None:
    svg = timeline()
    key, *shots = boxes(svg, "shot")
    assert key["width"] == 14
    # carry 7 s, lid+fill 8 s, boots 5 s, taste 6 s, cups+pour 8 s, horizon 6 s, of a row of 60 s.
    scale = (960 - 2) / 60
    assert [box["width"] for box in shots] == pytest.approx(
        [seconds * scale for seconds in (7, 8, 5, 6, 8, 6)], abs=0.1
    )
    _, cutaway = boxes(svg, "cutaway")
    assert cutaway["width"] == pytest.approx(4 * scale, abs=0.1)
    assert cutaway["y"] < shots[0]["y"]
    assert {"carry", "28 credits", "with promise"} <= set(texts(svg))


def test_a_distribution_is_as_tall_as_it_is_likely_and_marks_its_percentiles() -> None:
    low, middle, high = boxes(a_distribution(), "shot")
    assert low["height"] == high["height"] == pytest.approx(middle["height"] / 2, abs=0.1)
    assert "P50 115 credits" in texts(a_distribution())
    with pytest.raises(ValueError, match="at least one bin"):
        distribution_figure("empty", [], {})


def test_a_tornado_puts_the_widest_first_and_splits_at_the_total() -> None:
    svg = a_tornado()
    down, up = boxes(svg, "down"), boxes(svg, "up")
    assert texts(svg)[1] == "keepers"
    assert texts(svg)[0] == "P80: $10.00"
    assert down[0]["x"] + down[0]["width"] == pytest.approx(up[0]["x"], abs=0.2)
    assert up[0]["width"] == pytest.approx(3 * down[0]["width"], rel=0.01)  # +15 against -5
    assert "$25.00" in texts(svg)


def test_a_waterfall_falls_from_where_the_last_change_ended() -> None:
    svg = a_waterfall()
    (before, after), (up,), (down,) = (boxes(svg, kind) for kind in ("whole", "up", "down"))
    assert up["x"] == pytest.approx(before["x"] + before["width"], abs=0.1)
    assert down["x"] + down["width"] == pytest.approx(up["x"] + up["width"], abs=0.2)
    assert after["x"] + after["width"] == pytest.approx(down["x"], abs=0.1)
    assert {"+30 credits", "-50 credits", "<b>taste</b>"} <= set(texts(svg))
    with pytest.raises(ValueError, match="do not lead"):
        waterfall_figure("wrong", credits_of(1), [], credits_of(2))


def test_colours_of_kinds_differ_in_lightness_or_outline() -> None:
    outlines = {
        box.get("class"): box.get("stroke-dasharray")
        for box in read(timeline()).iter(f"{SVG}rect")
        if box.get("class") != "paper"
    }
    assert len(set(outlines.values())) == len(outlines) == 3


def test_a_figure_becomes_a_png_without_a_browser() -> None:
    pytest.importorskip("resvg_py", reason="NOT TESTED: pip install 'shotwright[charts]'")
    picture = png(a_tornado(), scale=2)
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width == 1920
    assert height == 2 * float(read(a_tornado()).get("height", "0"))


def test_without_what_draws_png_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(InputError, match=r"shotwright\[charts\]"):
        png(a_tornado())


def test_without_a_font_a_png_without_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Wordless:
        @staticmethod
        def svg_to_bytes(svg_string: str, zoom: int) -> bytes:
            return b"blank" * zoom if svg_string else b""

    monkeypatch.setitem(sys.modules, "resvg_py", Wordless)
    with pytest.raises(InputError, match="no font"):
        png(a_tornado())


def test_a_diff_is_drawn_change_by_change() -> None:
    def planned(*seconds: str) -> shotwright.Plan:
        beats = [
            {"id": f"b{number}", "shot": "M waves", "seconds": wish, "cut": "always"}
            for number, wish in enumerate(seconds)
        ]
        board = {
            "shotwright": 1,
            "cast": {"m": {"look": "l"}},
            "scenes": [{"id": "s", "beats": beats}],
        }
        plan = shotwright.plan(shotwright.load(board), on=date(2026, 11, 21))
        assert isinstance(plan, shotwright.Plan)
        return plan

    found = diff(planned("=5", "=8"), planned("=7", "=8", "=4"))
    # HeyGen's guide: 4 credits a second.
    told = texts(diff_figure(found, "credits"))
    assert told[1:] == [
        "before", "52 credits", "+ b2", "+16 credits", "b0", "+8 credits", "after", "76 credits",
    ]  # fmt: skip
    unpriced = replace(found.added[0], line=replace(found.added[0].line, amount=Unknown("nobody")))
    with pytest.raises(InputError, match="b2 has no price: nobody"):
        diff_figure(replace(found, added=(unpriced,)), "credits")
