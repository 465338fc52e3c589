"""What templates of users' own run in: values without Python's parts, filters that are metered.

Every loop and every text made is charged to an allowance that grows with what the template was
given, so that no template takes long or makes much, on any machine alike.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError, TemplateRuntimeError
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from shotwright.prompt.words import FILTERS

_WORK = 20_000
_WORK_PER_CHARACTER = 50
_TEXT = 20_000
_TEXT_PER_CHARACTER = 4

_LOOP = frozenset({"first", "last", "index", "length"})

KNOWN: Mapping[str, Callable[..., object]] = {name.__name__: name for name in FILTERS}
"""The filters that templates may use."""

BROKEN = (
    TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
    RecursionError, MemoryError, SyntaxError,
)  # fmt: skip
"""What Python and jinja2 raise on templates that make no sense, or are nested too deep."""


@dataclass
class Meter:
    """What one rendering may still do.

    Attributes:
        work: Steps and characters handled, in all.
        longest: Characters of any one text.
        left: Characters of the whole.
    """

    work: int
    longest: int
    left: int

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Self:
        """Allow what a template may do with what it is given."""
        weight = sum(_weight(value) for name, value in given.items() if name != "phrases")
        text = _TEXT + _TEXT_PER_CHARACTER * weight
        return cls(_WORK + _WORK_PER_CHARACTER * weight, text, text)

    def charge(self, work: int) -> None:
        """Count a step that handles some characters or things."""
        self.work -= 1 + work
        if self.work < 0:
            raise TemplateRuntimeError("the template does too much")

    def text(self, text: str) -> str:
        """Let a text pass that is not too long."""
        if len(text) > self.longest:
            raise TemplateRuntimeError(f"the template makes more than {self.longest:,} characters")
        return text

    def written(self, text: str) -> str:
        """Count a text that is written out."""
        self.left -= len(text)
        if self.left < 0:
            raise TemplateRuntimeError(f"the template makes more than {self.longest:,} characters")
        return text


def _weight(value: object) -> int:
    """Count what a value holds: characters, and a step for each thing."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list | tuple):
        return sum(_weight(each) + 1 for each in value)
    if isinstance(value, Mapping):
        return sum(_weight(each) + 1 for each in value.values())
    return len(str(value)) if isinstance(value, Undefined) else 1


def _bounded(value: object, meter: Meter, name: str, *given: object) -> object:
    others = [each for each in given if not isinstance(each, Mapping)]
    # A text may be searched for each of several names.
    times = 1 + sum(len(each) for each in others if isinstance(each, list | tuple))
    meter.charge(_weight(value) * times + sum(_weight(each) for each in others))
    try:
        made = KNOWN[name](value, *given)
    except TemplateError:
        raise
    except BROKEN:
        raise TemplateRuntimeError(f"`{name}` cannot work on what it is given") from None
    return meter.text(made) if isinstance(made, str) else made


def _filled(value: object, meter: Meter, **given: object) -> str:
    """Fill the `{name}` of a text, and nothing that formats further."""
    if not isinstance(value, str):
        raise TemplateRuntimeError("only a text has `.format`")
    parts: list[str] = []
    for literal, name, spec, conversion in string.Formatter().parse(value):
        if name is not None and (name not in given or spec or conversion):
            raise TemplateRuntimeError(f"`{{{name}}}` cannot be filled in here")
        parts += [literal, _printed(given[name]) if name is not None else ""]
    return _joined(parts, meter)


def _lowered(value: object, meter: Meter) -> str:
    if not isinstance(value, str):
        raise TemplateRuntimeError("only a text has `.lower`")
    meter.charge(len(value))
    return value.lower()


def _joined(values: list[Any], meter: Meter) -> str:
    texts = [_printed(value) for value in values]
    meter.charge(sum(map(len, texts)))
    if sum(map(len, texts)) > meter.longest:
        raise TemplateRuntimeError(f"the template makes more than {meter.longest:,} characters")
    return "".join(texts)


def _said(value: object, meter: Meter) -> str:
    text = _printed(value)
    meter.charge(len(text))
    return meter.written(text)


def _counted(values: object, meter: Meter, cost: int, written: int) -> Iterator[object]:
    if isinstance(values, Undefined):
        str(values)
    if not isinstance(values, list | tuple):
        raise TemplateRuntimeError("`for` goes over lists only")
    for value in values:
        meter.charge(cost)
        meter.left -= written
        yield value


def _printed(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | Undefined):
        raise TemplateRuntimeError("only texts and whole numbers can be written")
    return str(value)


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which a value has the parts that were given, and none of Python's."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """Take a part by its name."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """Take a part by its name or number."""
        if isinstance(obj, Mapping) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, list | tuple) and type(argument) is int and 0 <= argument < len(obj):
            return obj[argument]
        if isinstance(obj, LoopContext) and argument in _LOOP:
            return getattr(obj, argument)
        if isinstance(obj, Undefined):
            str(obj)
        return self.undefined(obj=obj, name=str(argument))


def environment() -> Environment:
    """Make a sandbox whose filters take the meter first."""
    made = Environment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, optimized=False
    )
    made.globals.clear()
    made.filters = {
        "bounded": _bounded, "filled": _filled, "lowered": _lowered, "joined": _joined,
        "said": _said, "counted": _counted,
    }  # fmt: skip
    made.tests = {}
    return made
