"""A variant of a beat, and a table of them: what differs, the prompt, the price."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib import import_module
from typing import Any

from shotwright.errors import InputError
from shotwright.model.money import Amount, Purse, Total
from shotwright.model.prompt import Prompt
from shotwright.storyfile import Change


@dataclass(frozen=True)
class Difference:
    """A part of a clause that says something else; empty text where it says nothing."""

    clause: str
    part: str
    before: str
    after: str

    def __str__(self) -> str:
        """Write it on one line."""
        return f"{self.name}: {self.before or 'nothing'} -> {self.after or 'nothing'}"

    @property
    def name(self) -> str:
        """The part with its clause, e.g. `camera.move`."""
        return f"{self.clause}.{self.part}"

    def wire(self) -> dict[str, str]:
        """Write the JSON form: clause, part, from, to."""
        return {
            "clause": self.clause,
            "part": self.part,
            "from": self.before,
            "to": self.after,
        }


@dataclass(frozen=True)
class Variant:
    """One variation of a beat.

    Attributes:
        id: Names it, and the beat that it may become.
        differs: From the beat as it stands.
        prompt: What it becomes.
        totals: What one take of it costs, made alone; one purse.
        changes: The edits of the storyboard that make the beat this variant.
    """

    id: str
    differs: tuple[Difference, ...]
    prompt: Prompt
    totals: dict[Purse, Total[Amount]]
    changes: tuple[Change, ...]

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "id": self.id,
            "differs": [difference.wire() for difference in self.differs],
            "prompt": self.prompt.text,
            "characters": len(self.prompt.text),
            "totals": {purse: amount.wire() for purse, amount in self.totals.items()},
        }


@dataclass(frozen=True)
class LeftOut:
    """A combination that is no variant, and why."""

    differs: tuple[Difference, ...]
    why: str

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {"differs": [difference.wire() for difference in self.differs], "why": self.why}


@dataclass(frozen=True, repr=False)
class Variants:
    """The variations of a beat.

    Attributes:
        beat: The beat's id.
        seed: What the vocabulary was sampled by; None where the texts were given.
        prompt: Of the beat as it stands.
        totals: What one take of that costs, made alone.
        apart: The edits that keep the next beat from sharing a shot with this one.
        left_out: Combinations of given texts that are no variants.
    """

    beat: str
    seed: int | None
    prompt: Prompt
    totals: dict[Purse, Total[Amount]]
    variants: tuple[Variant, ...]
    apart: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def __repr__(self) -> str:
        """Write one line, for where tables do not show."""
        return f"<{len(self.variants)} variants of {self.beat}>"

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "beat": self.beat,
            "seed": self.seed,
            "prompt": self.prompt.text,
            "characters": len(self.prompt.text),
            "totals": {purse: amount.wire() for purse, amount in self.totals.items()},
            "variants": [variant.wire() for variant in self.variants],
            "left_out": [combination.wire() for combination in self.left_out],
        }

    def rows(self) -> list[dict[str, Any]]:
        """Make a table: the beat as it stands, then a row for each variant.

        The columns are `variant`, each part that differs in any of them (`camera.move`) with what
        it says, `characters`, each purse with the price of one take as a decimal string, and
        `prompt`.
        """
        differences = {(d.name, d.before) for each in self.variants for d in each.differs}
        stands = dict(sorted(differences))
        said = [(self.beat, stands, self.prompt, self.totals)]
        for variant in self.variants:
            changed = {difference.name: difference.after for difference in variant.differs}
            said.append((variant.id, stands | changed, variant.prompt, variant.totals))
        return [
            {
                "variant": name,
                **parts,
                "characters": len(prompt.text),
                **{
                    purse: f"{'at least ' if amount.missing else ''}{amount.known.plain()}"
                    for purse, amount in totals.items()
                },
                "prompt": prompt.text,
            }
            for name, parts, prompt, totals in said
        ]

    def to_frame(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame, which not everyone has
        """Make a pandas DataFrame of the rows, with `variant` as the index.

        Raises:
            InputError: pandas is not installed.
        """
        try:
            pandas = import_module("pandas")
        except ModuleNotFoundError:
            hint = "install it with: pip install 'shotwright[frames]'"
            raise InputError.of("pandas is not installed", hint) from None
        return pandas.DataFrame(self.rows()).set_index("variant")

    def _repr_html_(self) -> str:
        """Show the rows in a notebook; what differs from the beat is bold."""
        rows = self.rows()
        stands = rows[0]
        head = "".join(f"<th>{escape(name)}</th>" for name in stands)
        body = "".join(
            "<tr>"
            + "".join(
                f"<td>{_cell(value, bold='.' in name and value != stands[name])}</td>"
                for name, value in row.items()
            )
            + "</tr>"
            for row in rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object, *, bold: bool) -> str:
    text = escape(str(value))
    return f"<b>{text}</b>" if bold else text
