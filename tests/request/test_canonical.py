"""What is hashed: one way to write a request, and content in place of files."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.model.board import Board
from shotwright.model.media import Media
from shotwright.request import HASHED, MISSING, fingerprint, written_assets
from shotwright.request.canonical import asset, canonical
from shotwright.storyfile import load

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, width=32),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
).filter(lambda value: "Infinity" not in json.dumps(value))
KETTLE = hashlib.sha256(b"a kettle").hexdigest()


def turned(value: Any) -> Any:  # noqa: ANN401 - plain data of any depth
    """Write every mapping in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(entry) for entry in value] if isinstance(value, list) else value


def board(folder: Path, **references: str) -> Board:
    (folder / "kettle.png").write_bytes(b"a kettle")
    (folder / "copy.png").write_bytes(b"a kettle")
    return load(
        {
            "shotwright": 1,
            "cast": {"ada": {"look": "lk_ada"}, "ben": {"image": "kettle.png"}},
            "references": {name: {"image": path} for name, path in references.items()},
            "scenes": [
                {
                    "id": "a",
                    "beats": [
                        {"shot": "x", "with": ["ada"]},
                        {"talk": {"audio": {"file": "gone.mp3"}}, "by": "ada"},
                        {"talk": {"audio": {"asset": "au1"}}, "by": "ada"},
                    ],
                }
            ],
        },
        folder=folder,
    )


@settings(deadline=None)
@given(plain)
@example({"b": 1, "a": {"d": [1, {"f": 0, "e": None}], "c": "\u00e9"}})
def test_the_order_of_keys_does_not_change_a_fingerprint(value: object) -> None:
    assert fingerprint(turned(value)) == fingerprint(value)
    assert json.loads(canonical(value)) == value


def test_the_canonical_form_is_pinned() -> None:
    value = {"b": [1, 2.5, None, True], "a": 'caf\u00e9 "x"', "\U0001f600": {}}
    form = '{"a":"caf\u00e9 \\"x\\"","b":[1,2.5,null,true],"\U0001f600":{}}'.encode()
    assert canonical(value) == form
    assert fingerprint(value) == hashlib.sha256(form).hexdigest()


@pytest.mark.parametrize(
    ("one", "other"),
    [({"a": 1}, {"a": "1"}), ({"a": None}, {}), ([1, 2], [2, 1]), ({"a": 0}, {"a": False}),
     ({"a": ""}, {"a": None}), ({"a": 1}, {"a": 1.0})],
)  # fmt: skip
def test_different_requests_have_different_fingerprints(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_has_no_fingerprint(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        fingerprint({"a": number})


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("https://e.example/k.png", {"type": "url", "url": "https://e.example/k.png"}),
        ("asset:as_1", {"type": "asset_id", "asset_id": "as_1"}),
        ("kettle.png", {"type": "asset_id", "asset_id": HASHED + KETTLE}),
        ("copy.png", {"type": "asset_id", "asset_id": HASHED + KETTLE}),
        (
            "data:image/png;base64," + base64.b64encode(b"a kettle").decode(),
            {"type": "asset_id", "asset_id": HASHED + KETTLE},
        ),
        ("img/gone.png", {"type": "asset_id", "asset_id": MISSING + "img/gone.png"}),
    ],
    ids=["url", "asset", "file", "copy", "data", "missing"],
)
def test_a_picture_is_an_address_an_asset_or_the_hash_of_its_content(
    written: str, form: dict[str, str], tmp_path: Path
) -> None:
    assert asset(Media.parse(written), board(tmp_path, cup=written)) == form


def test_what_must_be_uploaded_is_listed_once_per_content(tmp_path: Path) -> None:
    made = board(
        tmp_path, one="kettle.png", two="copy.png", web="https://e.example/k.png", given="asset:a1"
    )
    assert {mark: media.form for mark, media in written_assets(made).items()} == {
        HASHED + KETTLE: "path",
        f"{MISSING}gone.mp3": "path",
    }


@pytest.mark.parametrize(
    "text",
    ["a.png", "./a b.png", "/abs/a.png", "https://e.example/a?b=c", "asset:as-1",
     "data:image/png;base64,YQ=="],
)  # fmt: skip
def test_media_are_written_as_they_are_read(text: str) -> None:
    assert str(Media.parse(text)) == text
    assert Media.parse(str(Media.parse(text))) == Media.parse(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "asset:", "asset: ", "http://e.example/a", "ftp://e/a", "https://", "a\0b",
     "data:image/png,x", "data:image/png;base64,", "data:image/png;base64,?", "data:,"],
)  # fmt: skip
def test_what_is_no_media_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"path, an https URL|data URL"):
        Media.parse(text)


def test_what_options_name_on_any_level_must_be_uploaded_too() -> None:
    def behind(path: str) -> dict[str, Any]:
        return {"options": {"legacy": {"background": {"image": path}}}}

    shot = {"shot": "x", "with": [], **behind("beat.png")}
    made = load(
        {
            "shotwright": 1,
            **behind("board.png"),
            "scenes": [{"id": "a", **behind("scene.png"), "beats": [shot]}],
        }
    )
    assert written_assets(made).keys() == {
        f"{MISSING}{name}.png" for name in ("board", "scene", "beat")
    }
