"""Where the key comes from."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from shotwright.errors import InputError
from shotwright.model.names import Billing
from shotwright.sender.http.credentials import find_key, from_keyring


def nothing(name: str) -> None:
    del name


@pytest.mark.parametrize(
    ("environment", "billing", "header"),
    [
        ({"HEYGEN_API_KEY": "k1"}, None, ("x-api-key", "k1")),
        ({"HEYGEN_API_KEY": " k1\n"}, None, ("x-api-key", "k1")),
        ({"HEYGEN_ACCESS_TOKEN": "t1"}, None, ("Authorization", "Bearer t1")),
        ({"HEYGEN_API_KEY": "", "HEYGEN_ACCESS_TOKEN": "t1"}, None, ("Authorization", "Bearer t1")),
        ({"HEYGEN_API_KEY": "k1", "HEYGEN_ACCESS_TOKEN": "t1"}, "wallet", ("x-api-key", "k1")),
        (
            {"HEYGEN_API_KEY": "k1", "HEYGEN_ACCESS_TOKEN": "t1"},
            "subscription",
            ("Authorization", "Bearer t1"),
        ),
    ],
)
def test_the_environment_says_which_purse_pays(
    environment: dict[str, str], billing: Billing | None, header: tuple[str, str]
) -> None:
    key = find_key(environment, billing, stored=nothing)
    assert key.header() == header
    assert key.billing == ("wallet" if header[0] == "x-api-key" else "subscription")


@pytest.mark.parametrize(
    ("environment", "billing", "said"),
    [
        ({}, None, "HEYGEN_API_KEY or HEYGEN_ACCESS_TOKEN"),
        ({"HEYGEN_API_KEY": "   "}, None, "HEYGEN_API_KEY"),
        ({"HEYGEN_API_KEY": "k1"}, "subscription", "HEYGEN_ACCESS_TOKEN is not set"),
        ({"HEYGEN_ACCESS_TOKEN": "t1"}, "wallet", "HEYGEN_API_KEY is not set"),
        ({"HEYGEN_API_KEY": "k1", "HEYGEN_ACCESS_TOKEN": "t1"}, None, "both"),
    ],
)
def test_no_purse_is_guessed(
    environment: dict[str, str], billing: Billing | None, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        find_key(environment, billing, stored=nothing)


def test_the_keyring_is_asked_where_the_environment_is_silent() -> None:
    kept = {"HEYGEN_API_KEY": "kept"}
    assert find_key({}, stored=kept.get).header() == ("x-api-key", "kept")
    first = find_key({"HEYGEN_API_KEY": "k1"}, stored=kept.get)
    assert first.header() == ("x-api-key", "k1")


def test_the_systems_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    def get_password(service: str, name: str) -> str:
        return f"{service}/{name}"

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))
    assert from_keyring("HEYGEN_API_KEY") == "shotwright/HEYGEN_API_KEY"


def test_a_machine_without_a_keyring_has_no_key_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert from_keyring("HEYGEN_API_KEY") is None

    def locked(service: str, name: str) -> str:
        raise RuntimeError(service, name)

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=locked))
    assert from_keyring("HEYGEN_API_KEY") is None
