"""Plan files: reading back what `Plan.to_json` wrote."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import ValidationError

from shotwright.errors import InputError, Place, Problem
from shotwright.model.plan import Plan
from shotwright.planner import plan_hash
from shotwright.request import fingerprint

SUFFIX = ".plan.json"
_OPENING = re.compile(rb'\s*\{\s*"hash"\s*:')


def is_plan_file(path: Path) -> bool:
    """Tell a plan file by its name, or by how it begins."""
    if path.name.endswith(SUFFIX) and not path.exists():
        return True
    try:
        with path.open("rb") as file:
            return path.is_file() and _OPENING.match(file.read(100)) is not None
    except (OSError, ValueError):
        return False


def read_plan(path: Path) -> Plan:
    """Read a plan file.

    Raises:
        InputError: It is missing, is no plan of this version, or was changed by hand.
    """
    place = Place(path.as_posix())
    try:
        plan = Plan.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError.of(f"cannot read {path}: {error.strerror}", "", place) from None
    except ValidationError as error:
        hint = "make it again with `shotwright plan BOARD --out FILE`"
        raise InputError(
            Problem(
                f"not a plan: {detail['msg']}",
                hint,
                Place(path.as_posix(), path=".".join(map(str, detail["loc"]))),
            )
            for detail in error.errors(include_url=False)[:20]
        ) from None
    changed = [
        made.id for made in plan.generations if fingerprint(made.request) != made.fingerprint
    ]
    if changed or plan_hash(plan.generations) != plan.hash:
        what = f"the request of {', '.join(changed)}" if changed else "its list of generations"
        hint = "change the board and plan again; a plan is what was priced"
        raise InputError.of(f"{what} was changed after it was planned", hint, place)
    return plan
