"""A template family: a folder with one template per clause slot."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from shotwright.model.frozen import Noun
from shotwright.model.names import primary_language
from shotwright.prompt.words import FILTERS

if TYPE_CHECKING:
    from jinja2 import Environment

Variable = Literal[
    "names", "action", "setting", "camera", "lighting", "style", "audio", "lines", "constraints",
    "motion",
    "title", "seconds", "shape", "languages", "chosen", "spoken", "number", "talk", "over", "files",
]  # fmt: skip


class Slot(Noun):
    """One template of a family.

    Attributes:
        slot: Its file's name, without `.j2`.
        clause: What its words are of.
        uses: What it is given.
        alone: Whether it is left out where a shot has several parts.
        own: Whether every part says its own, also where all say the same.
    """

    slot: str
    clause: str
    uses: tuple[Variable, ...]
    alone: bool = False
    own: bool = False


class About(Noun):
    """A family's `about.toml`."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    name: str
    what: str
    read_on: date
    sources: tuple[str, ...]
    slots: tuple[Slot, ...]


class Family:
    """A family's slots, compiled, and its own phrases by language."""

    def __init__(self, folder: Path) -> None:
        """Read and compile a family's folder."""
        from jinja2 import StrictUndefined  # noqa: PLC0415 - loaded only where prompts are built
        from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            keep_trailing_newline=False,
        )
        environment.filters.update({name.__name__: name for name in FILTERS})
        self.about = About.model_validate(_toml(folder / "about.toml"))
        self.phrases: Mapping[str, Mapping[str, Any]] = _toml(folder / "phrases.toml")
        self.templates = {
            slot.slot: _callable(environment, folder, slot) for slot in self.about.slots
        }

    def phrases_in(self, language: str) -> Mapping[str, Any]:
        """Find the family's words in a language, else in English."""
        return self.phrases.get(primary_language(language), self.phrases["en"])

    def render(self, slot: Slot, given: Mapping[str, Any], phrases: Mapping[str, Any]) -> str:
        """Render one slot from what it uses; its line ends and doubled spaces are folded."""
        text = str(self.templates[slot.slot](**given, phrases=phrases))
        return " ".join(text.split())


def _callable(environment: Environment, folder: Path, slot: Slot) -> Callable[..., str]:
    """Compile a slot's template to a macro: called, it skips the making of a whole context."""
    source = (folder / f"{slot.slot}.j2").read_text("utf-8")
    names = ", ".join([*slot.uses, "phrases"])
    macro = f"{{% macro slot({names}) %}}{source}{{% endmacro %}}"
    made: Callable[..., str] = environment.from_string(macro).module.slot  # type: ignore[attr-defined]
    return made


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def family(name: str) -> Family:
    """Read one of the families that come with shotwright."""
    return Family(templates_folder() / name)


@cache
def templates_folder() -> Path:
    """Find the families: inside the package when installed, beside `src` when editable."""
    package = Path(__file__).parent.parent
    installed = package / "prompt_templates"
    return installed if installed.is_dir() else package.parents[1] / "prompt_templates"
