"""A template family: a folder with one template per clause slot."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from shotwright.model.frozen import Noun
from shotwright.model.names import primary_language
from shotwright.prompt.words import FILTERS

ShotVariable = Literal[
    "names", "action", "setting", "camera", "lighting", "style", "audio", "lines", "constraints",
    "products", "aspect",
]  # fmt: skip
"""What a template of a shot may be given: clauses, and what else one beat says."""

Variable = Literal[
    ShotVariable, "motion",
    "title", "seconds", "shape", "languages", "chosen", "spoken", "number", "talk", "over", "files",
    "characters",
]  # fmt: skip

_SOURCES = {"lines": "audio", "products": "references"}
"""Variables that come from a part of the brief that has another name."""

Makes = Literal["shot", "motion", "brief", "request"]
"""A shot's prompt, a motion prompt, a whole board's brief, or a request to a language model."""

FileName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]

Template = Callable[..., str]


class Slot(Noun):
    """One template of a family.

    Attributes:
        slot: Its file's name, without `.j2`.
        clause: What its words are of.
        uses: What it is given.
        alone: Whether it is left out where a shot has several parts.
        own: Whether every part says its own, also where all say the same.
    """

    slot: FileName
    clause: FileName
    uses: tuple[Variable, ...]
    alone: bool = False
    own: bool = False

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The parts of a brief that say what it is given."""
        return tuple(dict.fromkeys(_SOURCES.get(name, name) for name in self.uses))


class Why(Noun):
    """Why a family says something.

    Attributes:
        source: An address, or `our judgement`.
    """

    says: str
    because: str
    source: str


class About(Noun):
    """A family's `about.toml`.

    Attributes:
        name: Its folder's name; what boards write as `family`.
        makes: What its prompts are for.
        extends: The family whose templates and phrases stand in for those that this has not.
        what: What it is, in a line.
        when: When to use it.
        read_on: When the sources were read.
        why: What it says that others do not, and the reason.
        slots: In the order of the prompt.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    name: FileName
    makes: Makes
    extends: Literal["cinematic"] | None = None
    what: str
    when: str
    read_on: date | None = None
    sources: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()
    slots: Annotated[tuple[Slot, ...], Field(min_length=1, max_length=40)]


@dataclass(frozen=True)
class Family:
    """A family's slots, compiled, and its own phrases by language.

    Attributes:
        folder: Where it was read.
    """

    about: About
    phrases: Mapping[str, Mapping[str, Any]]
    templates: Mapping[str, Template]
    folder: Path

    def phrases_in(self, language: str) -> Mapping[str, Any]:
        """Find the family's words in a language, else in English."""
        return self.phrases.get(primary_language(language), self.phrases["en"])

    def render(self, slot: Slot, given: Mapping[str, Any], phrases: Mapping[str, Any]) -> str:
        """Render one slot from what it uses; its line ends and doubled spaces are folded."""
        text = str(self.templates[slot.slot](**given, phrases=phrases))
        return " ".join(text.split())


@cache
def family(name: str) -> Family:
    """Read one of the families that come with shotwright."""
    folder = templates_folder() / name
    about = About.model_validate(toml(folder / "about.toml"))
    templates = {
        slot.slot: _callable(source_of(folder, about, slot).read_text("utf-8"), slot)
        for slot in about.slots
    }
    return Family(about, laid_over(about, toml(folder / "phrases.toml")), templates, folder)


def source_of(folder: Path, about: About, slot: Slot) -> Path:
    """Find a slot's template: the family's own, else that of the family it extends."""
    own = folder / f"{slot.slot}.j2"
    return own if about.extends is None or own.exists() else inherited(about, slot)


def inherited(about: About, slot: Slot) -> Path:
    """Find the template of the family that is extended."""
    return templates_folder() / str(about.extends) / f"{slot.slot}.j2"


def laid_over(about: About, own: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Lay a family's own phrases over those of the family it extends.

    The languages are those of its own tables; without any, those of the family it extends.
    """
    under = family(about.extends).phrases if about.extends else {}
    return {
        language: {**under.get(language, {}), **own.get(language, {})} for language in own or under
    }


@cache
def _environment() -> Any:  # noqa: ANN401 - jinja2 is loaded only where prompts are built
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters.update({name.__name__: name for name in FILTERS})
    return environment


def _callable(source: str, slot: Slot) -> Template:
    """Compile a slot's template to a macro: called, it skips the making of a whole context."""
    names = ", ".join([*slot.uses, "phrases"])
    macro = f"{{% macro slot({names}) %}}{source}{{% endmacro %}}"
    made: Template = _environment().from_string(macro).module.slot
    return made


def toml(path: Path) -> dict[str, Any]:
    """Read a file of the package's own."""
    return tomllib.loads(path.read_text("utf-8"))


@cache
def templates_folder() -> Path:
    """Find the families: inside the package when installed, beside `src` when editable."""
    package = Path(__file__).parent.parent
    installed = package / "prompt_templates"
    return installed if installed.is_dir() else package.parents[1] / "prompt_templates"


@cache
def built_in() -> tuple[str, ...]:
    """Name the families that come with shotwright."""
    return tuple(sorted(path.parent.name for path in templates_folder().glob("*/about.toml")))
