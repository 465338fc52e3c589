"""The plan: what will be generated, in story order, and why it is cut so.

The plan file is the quote: `NAME.plan.json`, canonical, byte-identical for the same input.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field

from shotwright.model.frozen import Noun
from shotwright.model.names import (
    Aspect,
    Billing,
    Card,
    Engine,
    LookKind,
    Objective,
    Product,
    Resolution,
    RouteName,
    Source,
)
from shotwright.model.table import Column, Row, frame_of, html_of

Seconds = int | float
"""A number of seconds, exact to the millisecond."""


class Part(Noun):
    """A beat, or a piece of one, inside an item.

    Attributes:
        from_, to: Where in the beat: milliseconds in shots, code points in segments.
        wished: How much of it was asked for, in the same unit.
    """

    beat: str
    from_: Annotated[int, Field(alias="from")]
    to: int
    wished: int


class CutawayOver(Noun):
    """The talk beat, and perhaps the words of it, that a cutaway lies over."""

    beat: str
    words: str = ""


class Item(Noun):
    """A shot (one Avatar Shots clip) or a segment (a stretch of talk).

    Attributes:
        seconds: Planned length; of a script the expected one.
        seconds_low, seconds_high: Where the length lies; of a script the 90 % interval.
        billed_seconds: What is charged for; None where the length is unknown.
        pad: Seconds added to what was wished.
        start: Seconds from the start of the story; None where something before has no length.
        over: Of a cutaway; it lies over talk and does not lengthen the story.
        why: One line: the rule, price or wish that decided its cut and length.
    """

    id: str
    kind: Literal["shot", "segment"]
    scene: str
    parts: tuple[Part, ...]
    seconds: Seconds | None
    seconds_low: Seconds | None
    seconds_high: Seconds | None
    billed_seconds: Seconds | None
    pad: Seconds
    start: Seconds | None
    prompt: str | None
    script: str | None
    motion: str | None
    audio: str | None
    voice: str | None
    looks: tuple[str, ...]
    look_kind: LookKind
    source: Source | None
    engine: Engine | None
    language: str
    references: tuple[str, ...]
    aspect: Aspect
    resolution: Resolution
    over: CutawayOver | None
    why: str
    generation: str


class Generation(Noun):
    """What one request makes and one take pays for.

    Attributes:
        occurrence: Tells equal generations apart, from 1.
        fingerprint: SHA-256 of `request` in canonical form.
        request: What is hashed: the request with content hashes for files, without title.
    """

    id: str
    route: RouteName
    billing: Billing
    product: Product
    items: tuple[str, ...]
    occurrence: int
    fingerprint: str
    request: dict[str, Any]


class ObjectiveValue(Noun):
    """What the planner made least, as decimal strings per purse, or counts."""

    name: Objective
    value: dict[str, str]


class PlannedKeepers(Noun):
    """The chances the planner reckoned with: `[base, extra]` as decimal strings."""

    shots: tuple[str, str]
    talk: tuple[str, str]
    source: str


ITEM_COLUMNS = (
    Column("item", "str", "the item's id"),
    Column("kind", "str", "shot or segment"),
    Column("scene", "str", "the scene's id"),
    Column("beats", "str", "ids of its beats, joined by +"),
    Column("start", "Float64", "seconds from the start of the story; missing where not known"),
    Column("seconds", "Float64", "planned length in seconds; missing where not known"),
    Column("seconds_low", "Float64", "seconds, the low end of where the length lies"),
    Column("seconds_high", "Float64", "seconds, the high end"),
    Column("billed_seconds", "Float64", "seconds that are charged for"),
    Column("pad", "Float64", "seconds added to what was wished"),
    Column("over", "str", "of a cutaway: the talk beat that it lies over"),
    Column("prompt", "str", "of a shot: the prompt as it is sent"),
    Column("script", "str", "of a segment: what is said"),
    Column("motion", "str", "the Avatar IV motion prompt"),
    Column("voice", "str", "a HeyGen voice id"),
    Column("looks", "str", "HeyGen look ids, joined by a space"),
    Column("references", "str", "ids of references, joined by a space"),
    Column("language", "str", "a language tag"),
    Column("aspect", "str", "width:height"),
    Column("resolution", "str", "720p, 1080p or 4k"),
    Column("generation", "str", "the id of the generation that makes it"),
    Column("route", "str", "where it is made"),
    Column("billing", "str", "subscription or wallet"),
    Column("product", "str", "what is made there"),
    Column("why", "str", "what decided its cut and length"),
)
"""The columns of a plan's table, one row an item in story order."""


class Plan(Noun):
    """A whole plan.

    Attributes:
        hash: Over fingerprints in order, routes, billing and counts; not prices or reasons.
        board: The board's id, else its title.
        card: The rate card the planner reckoned with.
        on: The day for which routes and prices were read, `YYYY-MM-DD`.
        speech_model: What estimated the scripts' lengths.
    """

    hash: str
    board: str
    card: Card
    on: str
    speech_model: str
    objective: ObjectiveValue
    keepers: PlannedKeepers
    items: tuple[Item, ...]
    generations: tuple[Generation, ...]

    def to_json(self) -> str:
        """Write the canonical plan file, with a line end at its end."""
        return (
            json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1, allow_nan=False)
            + "\n"
        )

    def rows(self) -> tuple[Row, ...]:
        """List the items in story order, with the columns of `ITEM_COLUMNS`."""
        made = {generation.id: generation for generation in self.generations}
        return tuple(
            {
                "item": item.id,
                "kind": item.kind,
                "scene": item.scene,
                "beats": "+".join(part.beat for part in item.parts),
                "start": item.start,
                "seconds": item.seconds,
                "seconds_low": item.seconds_low,
                "seconds_high": item.seconds_high,
                "billed_seconds": item.billed_seconds,
                "pad": item.pad,
                "over": item.over.beat if item.over else None,
                "prompt": item.prompt,
                "script": item.script,
                "motion": item.motion,
                "voice": item.voice,
                "looks": " ".join(item.looks),
                "references": " ".join(item.references),
                "language": item.language,
                "aspect": item.aspect,
                "resolution": item.resolution,
                "generation": item.generation,
                "route": made[item.generation].route,
                "billing": made[item.generation].billing,
                "product": made[item.generation].product,
                "why": item.why,
            }
            for item in self.items
        )

    def to_frame(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame, which not everyone has
        """Make a pandas DataFrame of the items; see `ITEM_COLUMNS` for dtypes and units.

        Raises:
            InputError: pandas is not installed.
        """
        return frame_of(ITEM_COLUMNS, self.rows())

    def _repr_html_(self) -> str:
        """Show the plan in a notebook."""
        heads = ("start", "item", "kind", "seconds", "generation", "why")
        caption = f"{self.board}: {len(self.items)} items, plan {self.hash[:12]}"
        return html_of(caption, heads, self.rows())


class Clash(Noun):
    """Why no plan exists, as small as it can be said.

    Attributes:
        beats: The beats that cannot hold together.
        rule: What they break, e.g. `SHOT053`.
        has, limit: The two things compared.
        ways_out: What would solve it.
    """

    beats: tuple[str, ...]
    rule: str
    has: str
    limit: str
    ways_out: tuple[str, ...]

    def __str__(self) -> str:
        """Write the one line a terminal shows."""
        ways = ", or ".join(self.ways_out)
        return f"{' + '.join(self.beats)}: {self.has}, but {self.limit} ({self.rule}); {ways}"


class NoPlan(Noun):
    """The answer when no plan can hold: every clash found."""

    clashes: tuple[Clash, ...]

    def _repr_html_(self) -> str:
        """Show the clashes in a notebook."""
        rows = [
            {
                "beats": " + ".join(clash.beats),
                "has": clash.has,
                "but": clash.limit,
                "rule": clash.rule,
                "ways out": ", or ".join(clash.ways_out),
            }
            for clash in self.clashes
        ]
        return html_of("There is no plan", ("beats", "has", "but", "rule", "ways out"), rows)
