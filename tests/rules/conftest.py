"""What the rules' tests share: a small board that beats are put into, and a way to ask one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from types import MappingProxyType
from typing import NamedTuple

import pytest

from shotwright.campaign import check, mend
from shotwright.catalog import route as catalog_route
from shotwright.model.board import Board
from shotwright.model.finding import Finding
from shotwright.model.names import RouteName
from shotwright.prompt import build
from shotwright.rules import Case, all_rules, find
from shotwright.storyfile import load

TODAY = date(2026, 11, 21)

SCENE = """\
setting: a kitchen at dawn
audio: quiet room tone
"""

NAMED = {
    "cast": """\
  maya: {look: lk_maya, voice: vc_maya, kind: digital_twin, consent: confirmed}
  ken: {look: lk_ken, voice: vc_ken, kind: digital_twin, consent: confirmed}
  pic: {look: lk_pic, voice: vc_pic, kind: photo}
""",
    "references": """\
  tin: {image: "https://example.com/tin.png", of: product}
""",
}


OPENINGS = {
    "text": b"Only words, whatever it is called.\n",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "MP4": b"\x00\x00\x00\x18ftypisom",
    "WAV": b"RIFF\x24\x00\x00\x00WAVEfmt ",
}


def _make(path: Path, what: str) -> None:
    """Make a file of `a PNG`, `an MP4`, or `a PNG of 1,000 bytes`."""
    kind, *size = what.removeprefix("an ").removeprefix("a ").removesuffix(" bytes").split(" of ")
    with path.open("wb") as file:
        file.write(OPENINGS[kind])
        if size:
            file.truncate(int(size[0].replace(",", "")))


class Asked(NamedTuple):
    """What one rule answers about a board; and the board's text."""

    board: Board
    text: str
    findings: tuple[Finding, ...]
    others: tuple[Finding, ...]
    again: Callable[[str], Asked]

    def check_fixes(self) -> None:
        """Hold each fix to its law: its finding goes, no other comes, and all else stays."""
        for finding in self.findings:
            if finding.mend is None:
                continue
            mended = mend(self.text, [finding], unsafe=True)
            assert mended.done == (finding,), mended.left
            after = self.again(mended.text)
            assert len(after.findings) < len(self.findings)
            assert lines(after.findings) <= lines(self.findings)
            assert lines(after.others) <= lines(self.others)
            assert mend(mended.text, [finding], unsafe=True).text == mended.text

    @property
    def beats(self) -> list[str]:
        """The beats found at fault, in order."""
        return [finding.beat for finding in self.findings]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Line and column of every finding."""
        return [(at.line, at.column) for finding in self.findings if (at := finding.where)]

    def place_of(self, words: str) -> tuple[int, int]:
        """Find the line and column where words stand for the first time."""
        before = self.text[: self.text.index(words)]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def lines(findings: Iterable[Finding]) -> set[str]:
    """Tell findings without their places, which move with every edit."""
    return {str(finding.model_copy(update={"where": None})) for finding in findings}


def board_text(beats: str, board: str, scene: str, route: RouteName) -> str:
    """Write a board of one scene `s` with Maya in it.

    Args:
        beats: The list of beats.
        board: More keys of the board; its cast and references come on top of the usual ones.
        scene: Defaults of the scene.
        route: Makes shots and talk.
    """
    blocks = {name: f"{name}:\n{entries}" for name, entries in NAMED.items()}
    key = ""
    for line in dedent(board).strip("\n").splitlines():
        if line[0].isalpha():
            key = line.split(":")[0]
            if key in NAMED:
                continue
        blocks[key] = f"{blocks.get(key, '')}{line}\n"
    return (
        f"shotwright: 1\nroutes: {{shots: {route}, talk: {route}}}\n"
        + "".join(blocks.values())
        + "scenes:\n  - id: s\n    with: [maya]\n"
        + indent(dedent(scene).strip("\n"), "    ")
        + "\n    beats:\n"
        + indent(dedent(beats).strip("\n"), "      ")
        + "\n"
    )


def ask(
    code: str,
    beats: str,
    *,
    board: str = "",
    scene: str = SCENE,
    route: RouteName = "web",
    folder: Path | None = None,
    on: date = TODAY,
) -> Asked:
    """Load some beats as a board, and collect what one rule finds."""
    text = board_text(beats, board, scene, route)
    return ask_text(code, text, route, folder, on)


def ask_text(code: str, text: str, route: RouteName, folder: Path | None, on: date) -> Asked:
    """Ask one rule about the text of a board."""
    loaded = load(text, folder=folder)
    (scope,) = [rule.scope for rule in all_rules() if rule.code == code]
    if scope in {"item", "plan", "planner"}:
        findings = check(loaded, on=on)
    else:
        prompts = {prompt.beat: prompt for prompt in build(loaded)}
        made_on = catalog_route(route)
        findings = find(Case(loaded, made_on, made_on, prompts, on=on))
    return Asked(
        loaded,
        text,
        tuple(finding for finding in findings if finding.code == code),
        tuple(finding for finding in findings if finding.code != code),
        lambda changed: ask_text(code, changed, route, folder, on),
    )


Ask = Callable[..., Asked]
MakeFile = Callable[[Path, str], None]


@pytest.fixture(name="ask")
def _ask() -> Ask:
    return ask


@pytest.fixture
def make_file() -> MakeFile:
    return _make


@pytest.fixture
def lint_of(tmp_path: Path) -> Callable[..., Callable[..., None]]:
    """Make the `lint` of one rule's manual: it prints that rule's findings, without places."""

    def lint_of(code: str, told: list[Asked] | None = None) -> Callable[..., None]:
        def lint(
            beats: str,
            *,
            board: str = "",
            scene: str = SCENE,
            route: RouteName = "web",
            files: Mapping[str, str] = MappingProxyType({}),
            on: str = TODAY.isoformat(),
        ) -> None:
            for name, what in files.items():
                _make(tmp_path / name, what)
            asked = ask(
                code,
                beats,
                board=board,
                scene=scene,
                route=route,
                folder=tmp_path,
                on=date.fromisoformat(on),
            )
            if told is not None:
                told.append(asked)
            for finding in asked.findings:
                print(finding.model_copy(update={"where": None}))  # noqa: T201 - a doctest reads it

        return lint

    return lint_of
