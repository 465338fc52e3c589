"""How senders are found: the built-in ones, and those of plug-ins, which may be broken."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from shotwright.errors import InputError
from shotwright.sender import GROUP, Sender, SenderSettings, make_sender, sender_names
from shotwright.sender.registry import BUILT_IN, _loaded

SETTINGS = SenderSettings(environment={"HEYGEN_API_KEY": "k" * 20})


def bring(monkeypatch: pytest.MonkeyPatch, **brought: object) -> None:
    """Act as if a plug-in were installed that brings these by name."""
    module = ModuleType("a_plug_in")
    vars(module).update({f"make_{name}": value for name, value in brought.items()})
    monkeypatch.setitem(sys.modules, "a_plug_in", module)
    points = [EntryPoint(name, f"a_plug_in:make_{name}", GROUP) for name in brought]
    points.append(EntryPoint("gone", "a_plug_in_that_is_not_there:make", GROUP))
    monkeypatch.setattr("shotwright.sender.registry.entry_points", lambda **_: points)


def test_what_comes_along_is_there() -> None:
    for name, value in BUILT_IN.items():
        assert callable(_loaded(EntryPoint(name, value, GROUP)))
        assert name in sender_names()


def test_heygen_is_made_from_its_key() -> None:
    assert make_sender("heygen", SETTINGS).name == "heygen"


def test_a_plug_in_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    sender = make_sender("heygen", SETTINGS)
    bring(monkeypatch, mine=lambda settings: sender if settings is SETTINGS else None)
    assert "mine" in sender_names()
    assert make_sender("mine", SETTINGS) is sender


def test_no_plug_in_takes_the_place_of_a_built_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    bring(monkeypatch, heygen=lambda _: pytest.fail("it got the key"))
    assert make_sender("heygen", SETTINGS).name == "heygen"


def test_an_unknown_sender_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"no sender is called 'heygn'.*heygen"):
        make_sender("heygn", SETTINGS)


def boom(_: SenderSettings) -> Sender:
    raise KeyError("region")


@pytest.mark.parametrize(
    ("name", "said"),
    [("boom", "KeyError"), ("half", "lacks calls"), ("word", "TypeError"), ("gone", "not_there")],
)
def test_a_broken_plug_in_is_told_by_name(
    name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(monkeypatch, boom=boom, half=lambda _: object(), word="make")
    with pytest.raises(InputError, match=said) as caught:
        make_sender(name, SETTINGS)
    assert name in str(caught.value)


def test_its_own_complaints_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def complain(settings: SenderSettings) -> Sender:
        settings.chosen(region="eu")
        raise AssertionError

    bring(monkeypatch, complain=complain)
    with pytest.raises(InputError, match=r"no option 'colour'.*region"):
        make_sender("complain", SenderSettings(options={"colour": "red"}))


def test_looking_at_names_loads_no_http_client() -> None:
    code = (
        "import sys; from shotwright.sender import sender_names; sender_names();"
        "print(*{'httpx2', 'httpcore2', 'stamina', 'anyio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
