"""Figures as SVG: plain text, the same bytes for the same data, readable in print and in grey.

Colours are told apart by people who do not see red from green, and kinds also by their outline.
Each figure carries its title and a description of what it shows, for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib import import_module

from shotwright.errors import InputError
from shotwright.model.estimate import Estimate
from shotwright.model.money import Amount
from shotwright.model.plan import Plan
from shotwright.model.spread import Bin, Swing
from shotwright.report.timeline import Stretch, Timeline, clock, prices_of, timeline_of

WIDTH = 960
"""Of a figure, in pixels of CSS, unless another is asked for."""

_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_INK = {"class": "ink", "fill": "#1d232b"}
_QUIET = {"class": "quiet", "fill": "#57606c"}
_HALO = ' stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
_FILLS = {"shot": "#b9d9ee", "talk": "#f6dcaa", "cutaway": "#d5e8d8", "up": "#e2956a",
          "down": "#8fc0de", "whole": "#c9ced6"}  # fmt: skip
_LINES = {"shot": "#0b5a8c", "talk": "#8a5a00", "cutaway": "#2c6b3f", "up": "#9a3f0c",
          "down": "#0b5a8c", "whole": "#57606c"}  # fmt: skip
_DASHES = {"shot": "", "talk": "1 3", "cutaway": "6 3"}
_LETTER = 6.6
"""About how wide a letter of the small size is; labels that do not fit are left out."""


class _Drawing:
    """Collects shapes; every number is written with at most one decimal."""

    def __init__(self, width: int = WIDTH) -> None:
        self.width = width
        self.shapes: list[str] = []

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        dash = _DASHES.get(kind, "")
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0.5))}"'
            f' height="{_n(height)}" fill="{_FILLS[kind]}" stroke="{_LINES[kind]}"{dashed}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        quiet: bool = False,
        over: bool = False,
    ) -> None:
        """Write words; `over` lines, so that none runs through them."""
        ink = _QUIET if quiet else _INK
        placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.shapes.append(
            f'<text class="{ink["class"]}" x="{_n(x)}" y="{_n(y)}" fill="{ink["fill"]}"'
            f"{placed}{_HALO if over else ''}>{escape(words)}</text>"
        )

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.shapes.append(
            f'<path class="rule" d="M{_n(x)} {_n(y)}L{_n(to_x)} {_n(to_y)}" stroke="#9aa3ae"/>'
        )

    def svg(self, height: float, title: str, told: str) -> str:
        """Close the drawing: on white paper, with its title and what it tells."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {_n(height)}"'
            f' width="{self.width}" height="{_n(height)}" role="img" aria-label="{escape(title)}"'
            f' font-family="{_FONT}" font-size="12">'
            f"<title>{escape(title)}</title><desc>{escape(told)}</desc>"
            f'<rect class="paper" width="{self.width}" height="{_n(height)}" fill="#ffffff"/>'
            f"{''.join(self.shapes)}</svg>\n"
        )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _fit(words: str, width: float) -> str:
    """Shorten a label to a width; nothing where not even a few letters fit."""
    room = int(width / _LETTER)
    if len(words) <= room:
        return words
    return f"{words[: room - 1]}…" if room > 3 else ""  # noqa: PLR2004 - `ab…` still tells


def timeline_figure(plan: Plan, estimate: Estimate) -> str:
    """Draw the cut: shots and talk in story order, cutaways above, and what each costs."""
    timeline = timeline_of(plan, prices_of(plan, estimate))
    drawing = _Drawing()
    y = 34.0
    for n, kind in enumerate(("shot", "talk", "cutaway")):
        drawing.box(n * 90 + 1, 6, 14, 12, kind)
        drawing.text(n * 90 + 21, 16, kind)
    for lane in timeline.lanes:
        y = _lane(drawing, timeline, lane.start, (lane.cutaways, lane.story), y)
    told = "; ".join(
        f"{clock(item.start)} {item.id}, {_length(item.seconds)}" for item in plan.items
    )
    return drawing.svg(y, f"Timeline of {plan.board}", told)


def _length(seconds: float | None) -> str:
    return "length unknown" if seconds is None else f"{seconds:g} s"


def _lane(
    drawing: _Drawing,
    timeline: Timeline,
    start: int,
    tracks: Iterable[Sequence[Stretch]],
    y: float,
) -> float:
    scale = (WIDTH - 2) / timeline.seconds
    for second in timeline.ticks:
        drawing.line(second * scale + 1, y, second * scale + 1, y + 8)
        drawing.text(second * scale + 4, y + 8, clock(start + second), quiet=True)
    y += 14
    for track in tracks:
        for stretch in track:
            x, width = stretch.start * scale + 1, (stretch.end - stretch.start) * scale
            drawing.box(x, y, width, 40, stretch.kind)
            room = width - 8
            name = stretch.item.id if stretch.main else f"… {stretch.item.id}"
            drawing.text(x + 4, y + 16, _fit(name, room))
            drawing.text(x + 4, y + 32, _fit(stretch.price, room), quiet=True)
        y += 44 if track else 0
    return y + 12


def distribution_figure(
    title: str, bins: Sequence[Bin], marks: Mapping[str, Amount], *, width: int = WIDTH
) -> str:
    """Draw how likely each amount is, with percentiles marked.

    Args:
        title: What is spread.
        bins: In order, side by side; of one purse.
        marks: Percentiles by name, e.g. `P80`.
        width: In pixels.

    Raises:
        ValueError: There are no bins.
    """
    if not bins:
        msg = "a distribution has at least one bin"
        raise ValueError(msg)
    low, high = bins[0].low.micro, bins[-1].high.micro
    scale = (width - 40) / max(high - low, 1)
    tallest = max(each.chance for each in bins) or 1.0
    drawing = _Drawing(width)
    top = 44 + 16 * len(marks)
    floor = top + 200
    drawing.text(20, 20, title)
    for each in bins:
        tall = each.chance / tallest * (floor - top)
        x = 20 + (each.low.micro - low) * scale
        drawing.box(x, floor - tall, (each.high.micro - each.low.micro) * scale, tall, "shot")
    drawing.line(20, floor, width - 20, floor)
    for n, (name, amount) in enumerate(marks.items()):
        x = 20 + (min(amount.micro, high) - low) * scale
        drawing.line(x, 30 + 16 * n, x, floor)
        words = f"{name} {amount.rounded()}"
        anchor = "end" if x + 5 + len(words) * _LETTER > width else "start"
        away = -5 if anchor == "end" else 5
        drawing.text(x + away, 40 + 16 * n, words, anchor=anchor, over=True)
    drawing.text(20, floor + 18, bins[0].low.rounded(), quiet=True)
    drawing.text(width - 20, floor + 18, bins[-1].high.rounded(), anchor="end", quiet=True)
    told = ", ".join(f"{name} is {amount.rounded()}" for name, amount in marks.items())
    return drawing.svg(floor + 28, title, told)


def tornado_figure(title: str, base: Amount, swings: Sequence[Swing], *, width: int = WIDTH) -> str:
    """Draw what moves a total most: one bar for each thing, the widest first.

    Args:
        title: What is moved.
        base: The total as it is, of the purse of all swings.
        swings: Each from its low to its high end.
        width: In pixels.
    """
    ordered = sorted(swings, key=lambda s: (s.low.micro - s.high.micro, s.name))
    least = min([base.micro, *(swing.low.micro for swing in ordered)])
    most = max([base.micro, *(swing.high.micro for swing in ordered)])
    ends = [swing.low.rounded() for swing in ordered], [s.high.rounded() for s in ordered]
    left, right = (30 + _LETTER * max(map(len, own), default=0) for own in ends)
    scale = (width - left - right) / max(most - least, 1)

    def at(micro: int) -> float:
        return left + (micro - least) * scale

    drawing = _Drawing(width)
    drawing.text(20, 20, f"{title}: {base.rounded()}")
    y = 40.0
    for swing in ordered:
        drawing.text(20, y + 12, _fit(swing.name, width - 40))
        drawing.box(at(swing.low.micro), y + 18, (base.micro - swing.low.micro) * scale, 18, "down")
        drawing.box(at(base.micro), y + 18, (swing.high.micro - base.micro) * scale, 18, "up")
        low = swing.low.rounded()
        drawing.text(at(swing.low.micro) - 5, y + 31, low, anchor="end", quiet=True)
        drawing.text(at(swing.high.micro) + 5, y + 31, swing.high.rounded(), quiet=True)
        drawing.line(at(base.micro), y + 15, at(base.micro), y + 39)
        y += 48
    told = "; ".join(
        f"{swing.name}: {swing.low.rounded()} to {swing.high.rounded()}" for swing in ordered
    )
    return drawing.svg(y + 8, title, told)


def waterfall_figure(
    title: str, before: Amount, changes: Sequence[tuple[str, Amount]], after: Amount
) -> str:
    """Draw how one total becomes another: each change from where the last one ended.

    Args:
        title: What changes.
        before: The old total, of the purse of all that follows.
        changes: Name and amount, negative where it costs less.
        after: The new total.

    Raises:
        ValueError: The changes do not lead from one total to the other.
    """
    if before.micro + sum(amount.micro for _, amount in changes) != after.micro:
        msg = f"the changes do not lead from {before} to {after}"
        raise ValueError(msg)
    levels = [before.micro]
    for _, amount in changes:
        levels.append(levels[-1] + amount.micro)
    left, right = 260, WIDTH - 110
    scale = (right - left) / max(*levels, 1)
    drawing = _Drawing()
    drawing.text(20, 20, title)
    rows = [("before", 0, before.micro, "whole", before.rounded())]
    for (name, amount), level in zip(changes, levels, strict=False):
        kind = "up" if amount.micro > 0 else "down"
        sign = "+" if amount.micro > 0 else ""
        rows.append((name, level, level + amount.micro, kind, f"{sign}{amount.rounded()}"))
    rows.append(("after", 0, after.micro, "whole", after.rounded()))
    y = 40.0
    for name, start, end, kind, shown in rows:
        low, high = left + min(start, end) * scale, left + max(start, end) * scale
        drawing.text(20, y + 16, _fit(name, left - 30))
        drawing.box(low, y, high - low, 22, kind)
        drawing.text(high + 5, y + 16, shown, quiet=True)
        y += 30
    told = "; ".join(f"{name}: {shown}" for name, _, _, _, shown in rows)
    return drawing.svg(y + 8, title, told)


def png(svg: str, *, scale: int = 2) -> bytes:
    """Turn a figure into a PNG picture, without a browser.

    Args:
        svg: From one of the functions above.
        scale: Pixels of the picture per pixel of the figure.

    Raises:
        InputError: The extra `charts` is not installed, or there is no font to write with.
    """
    try:
        resvg = import_module("resvg_py")
    except ImportError:
        hint = "install it with: pip install 'shotwright[charts]', or write SVG"
        raise InputError.of("PNG pictures need resvg-py, which is not installed", hint) from None

    def drawn(text: str) -> bytes:
        return bytes(resvg.svg_to_bytes(svg_string=text, zoom=scale))

    probe = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    letter = f'<text y="9" font-size="9" font-family="{_FONT}">A</text>'
    if drawn(probe.format(letter)) == drawn(probe.format("")):
        hint = "install one, e.g. Debian's fonts-dejavu-core, or write SVG"
        raise InputError.of("there is no font to write with on this machine", hint)
    return drawn(svg)
