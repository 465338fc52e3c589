"""How a rule is asked, and what it answers: what every page is written against.

A rule is one page: a module named by its code, `rules/SHOT007.py`, which holds

    a docstring          its manual: `SHOT007: what is wrong.`, then the headings What, Why, Bad,
                         Good, Fix, Source; Bad and Good are doctests that call `lint`
    CODE, SEVERITY       e.g. `"SHOT007"` and `Severity.ERROR`
    one function         which states the rule's scope by its name and yields a `Found` each time

| function | scope | asked |
|---|---|---|
| `check(brief, case)` | beat | for every beat; `brief` is a `ShotBrief` or a `TalkBrief` |
| `check_shot(brief, case)` | shot | for every shot beat; `brief` is a `ShotBrief` |
| `check_talk(brief, case)` | talk | for every talk beat; `brief` is a `TalkBrief` |
| `check_board(case)` | board | once |
| `check_item(item, case)` | item | for every shot and segment of the plan |
| `check_plan(case)` | plan | once, with the plan in `case.plan` |

Rules of item and plan are not asked where there is no plan.  A page whose findings come from
elsewhere has no function, and says `ASKED_BY = "planner"` (its clashes) or `"ignores"` instead.

`Found.path` leads from the beat to the value at fault (of an item, from its first beat), or from
the top of the document if it begins with `"/"`; of a board or a plan it always starts at the top.
`rules.places` finds where an inherited value stands.  The paths of `Found.changes` are the same.

A fix is all of a finding's `changes` (`storyfile.Change`), which `--fix` makes in the file:

- it removes its finding, adds no other, and changes no other value;
- it is *safe* if the board means the same afterwards; else it has `safe=False`, and only
  `--unsafe` makes it;
- a mechanical fix that cannot mend the whole finding offers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from shotwright.catalog import Route
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.plan import Item, Plan
from shotwright.model.prompt import Prompt
from shotwright.storyfile import Change

Brief = ShotBrief | TalkBrief

Steps = tuple[str | int, ...]
"""A way through the document from the beat, or from its top if it begins with `"/"`."""


class Found(NamedTuple):
    """What a rule noticed: where, what is wrong, what to do.

    Attributes:
        path: The steps to the value; see above.
        message: What is wrong, without a semicolon or a full stop.
        fix: What to do about it, for people.
        changes: The same as edits, where it is mechanical.
        safe: Whether the changes leave the board's meaning as it is.
    """

    path: Steps
    message: str
    fix: str
    changes: tuple[Change, ...] = ()
    safe: bool = True


@dataclass(frozen=True)
class Case:
    """What rules may look at besides the beat or item that they are asked about.

    Attributes:
        shots, talk: What makes each, with its limits.
        prompts: The built prompt of each shot beat, and the motion prompt of talk beats, by id.
        on: The day for which routes are read.
        plan: What will be generated, for rules of items and plans; None for others, which are
            asked while it is made, and where no plan exists.
    """

    board: Board
    shots: Route
    talk: Route
    prompts: dict[str, Prompt]
    on: date = field(kw_only=True)
    plan: Plan | None = field(default=None, kw_only=True)

    def route_of(self, made: Brief | Item) -> Route:
        """The route on which a beat or an item is made."""
        talks = made.kind == "segment" if isinstance(made, Item) else isinstance(made, TalkBrief)
        return self.talk if talks else self.shots

    def used(self) -> Iterator[tuple[Literal["shots", "talk"], Route]]:
        """List shots, where the board has any, and talk, each with its route."""
        talks = {isinstance(brief, TalkBrief) for brief in self.board.briefs}
        if False in talks:
            yield "shots", self.shots
        if True in talks:
            yield "talk", self.talk

    def brief_of(self, beat: str) -> Brief:
        """The beat of an id."""
        briefs = self.board.briefs
        return self.board.once("briefs by id", lambda: {brief.id: brief for brief in briefs})[beat]

    def briefs_of(self, item: Item) -> tuple[Brief, ...]:
        """The beats of an item, in order."""
        return tuple(self.brief_of(part.beat) for part in item.parts)
