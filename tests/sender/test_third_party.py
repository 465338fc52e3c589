"""The sender of docs/senders.md, as it is shown there, held to what its page says of senders."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from shotwright.cli.senders import SIMULATOR
from shotwright.sender import Accepted, Job, Refused, Sender, SenderSettings, make_sender
from shotwright.sender.registry import BUILT_IN, GROUP

PAGE = Path(__file__).parents[2] / "docs" / "senders.md"
MOST_LINES = 60


def shown() -> str:
    match = re.search(
        r"cat > farm\.py <<'PY'\n(.*?)^PY$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert match is not None
    return match[1]


@pytest.fixture
def farm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Sender]:
    module = ModuleType("farm")
    monkeypatch.setitem(sys.modules, "farm", module)
    exec(shown(), vars(module))  # noqa: S102 - our own page
    point = EntryPoint("farm", "farm:make", GROUP)
    monkeypatch.setattr("shotwright.sender.registry.entry_points", lambda **_: [point])
    settings = SenderSettings(options={"folder": str(tmp_path)})
    return lambda: make_sender("farm", settings)


def test_it_is_short() -> None:
    assert shown().count("\n") <= MOST_LINES


def test_its_jobs_are_taken_found_followed_and_fetched(
    farm: Callable[[], Sender], job: Job, tmp_path: Path
) -> None:
    sender = farm()
    assert sender.account() == farm().account()
    assert sender.look_up([job]) == []
    outcome = sender.submit(job)
    assert isinstance(outcome, Accepted)
    assert sender.find(job.tag) == [outcome.remote_id]
    assert sender.find("another") == []
    assert sender.status([outcome.remote_id, "x"])[outcome.remote_id].progress == "running"
    assert sender.status(["x"])["x"].progress == "gone"
    (tmp_path / f"{outcome.remote_id}.mp4").write_bytes(b"video")
    status = sender.status([outcome.remote_id])[outcome.remote_id]
    assert status.progress == "completed"
    sender.download(status.url, tmp_path / "reveal.mp4")
    assert (tmp_path / "reveal.mp4").read_bytes() == b"video"
    assert not list(tmp_path.glob("*.part"))


def test_it_vouches_for_what_is_true(farm: Callable[[], Sender], job: Job, tmp_path: Path) -> None:
    """The same key makes one job, and a refusal leaves none."""
    first = farm().submit(job)
    assert farm().submit(job) == first
    assert len(list(tmp_path.glob("*.job"))) == 1
    elsewhere = make_sender("farm", SenderSettings(options={"folder": str(tmp_path / "gone")}))
    assert elsewhere.look_up([job])
    assert isinstance(elsewhere.submit(replace(job, key="b2" * 32)), Refused)


def test_the_page_names_every_sender() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert set(rows) == {*BUILT_IN, SIMULATOR}
