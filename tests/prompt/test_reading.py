"""Free text to clause parts: what is named is filled in, and no word is lost on the way."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shotwright.catalog import Group, terms, word_list
from shotwright.model.clause import Audio, Camera, Lighting, Setting, Style
from shotwright.prompt import (
    acts,
    build,
    read_audio,
    read_camera,
    read_lighting,
    read_setting,
    read_style,
)
from shotwright.storyfile import load

FAMILIES = Path(__file__).parents[2] / "prompt_templates"
PHRASES = tomllib.loads((FAMILIES / "cinematic" / "phrases.toml").read_text("utf-8"))["en"]
READERS: Mapping[str, Callable[[str], Any]] = {
    "camera": read_camera,
    "lighting": read_lighting,
    "setting": read_setting,
    "style": read_style,
    "audio": read_audio,
}
SAID: Mapping[str, tuple[str, ...]] = {
    "camera": (), "lighting": (), "style": (), "setting": ("mood",),
    "audio": ("sound", "only", "ambience", "music", "no_music"),
}  # fmt: skip
"""The family's own words around a clause."""
LINKS = {
    "a", "an", "and", "as", "at", "by", "during", "for", "from", "in", "into", "of", "on", "onto",
    "plus", "the", "then", "to", "with",
}  # fmt: skip


def parts(clause: Camera | Lighting | Setting | Style | Audio) -> dict[str, Any]:
    return clause.model_dump(exclude_defaults=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("slow push-in to close-up, 35 mm, low angle",
         {"size": "close-up", "move": "push-in", "speed": "slow", "lens": "35 mm",
          "angle": "low angle"}),
        ("static medium close-up", {"move": "static", "size": "medium close-up"}),
        ("wide shot to close-up, slow push-in",
         {"size": "wide shot to close-up", "move": "push-in", "speed": "slow"}),
        ("push-in, then orbit around her, medium shot",
         {"move": "push-in, then orbit around her", "size": "medium shot"}),
        ("tracking shot from behind", {"move": "tracking shot", "angle": "from behind"}),
        ("handheld close-up on her hands, f/1.8",
         {"support": "handheld", "size": "close-up on her hands", "focus": "f/1.8"}),
        ("OTS of Maya at eye level, 85mm, shallow depth of field",
         {"size": "OTS of Maya", "angle": "eye level", "lens": "85mm",
          "focus": "shallow depth of field"}),
        ("close-up of the cup from above", {"size": "close-up of the cup", "angle": "from above"}),
        ("close-up of a cup from above", {"size": "close-up of a cup", "angle": "from above"}),
        ("close-up of the cup static", {"size": "close-up of the cup", "move": "static"}),
        ("slow push-in then fast orbit", {"move": "slow push-in then fast orbit"}),
        ("push-in on a dramatic low angle", {"move": "push-in", "angle": "dramatic low angle"}),
        ("rack focus from the cup to her face", {"focus": "rack focus from the cup to her face"}),
        ("slow pan left", {"move": "pan left", "speed": "slow"}),
        ("push-in, very slow", {"move": "push-in", "speed": "very slow"}),
        ("camera pushes in slowly", {"move": "camera pushes in slowly"}),
        # A fast pan is a move of its own, and no pan that is fast.
        ("fast pan", {"move": "fast pan"}),
        ("crash zoom; Dutch angle.", {"move": "crash zoom", "angle": "Dutch angle"}),
        ("anamorphic 2.39 look, gimbal", {"lens": "anamorphic 2.39 look", "support": "gimbal"}),
        ("make it cool", {"words": "make it cool"}),
        ("close-up, make it cool", {"size": "close-up", "words": "make it cool"}),
        ("view of St. Mark's Square, close-up",
         {"words": "view of St. Mark's Square", "size": "close-up"}),
        ("低いアングル", {"words": "低いアングル"}),
        ("", {}),
    ],
)  # fmt: skip
def test_cameras(text: str, expected: dict[str, str]) -> None:
    assert parts(read_camera(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a small corner bakery at dawn, flour on the counter",
         {"place": "a small corner bakery, flour on the counter", "time": "dawn"}),
        ("rooftop garden above the city at dawn, light mist, hopeful",
         {"place": "rooftop garden above the city", "time": "dawn", "weather": "light mist",
          "mood": "hopeful"}),
        ("a startup office with glass walls in the late morning",
         {"place": "a startup office with glass walls", "time": "late morning"}),
        ("a rainy street", {"place": "a rainy street"}),
        ("a friendly bakery, friendly", {"place": "a friendly bakery", "mood": "friendly"}),
        ("a pier in the rain at midnight",
         {"place": "a pier", "weather": "rain", "time": "midnight"}),
        ("warm, unhurried", {"mood": "warm, unhurried"}),
        ("at dawn", {"time": "at dawn"}),
        ("a tent in the rain forest", {"place": "a tent in the rain forest"}),
        ("the garden behind the house this morning",
         {"place": "the garden behind the house this morning"}),
        ("a building site, overcast afternoon",
         {"place": "a building site", "weather": "overcast", "time": "afternoon"}),
        ("Lisbon", {"place": "Lisbon"}),
    ],
)  # fmt: skip
def test_settings(text: str, expected: dict[str, str]) -> None:
    assert parts(read_setting(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("soft window light from the left",
         {"source": "soft window light", "direction": "from the left"}),
        ("low-key side light", {"quality": "low-key", "direction": "side light"}),
        ("backlit, warm light", {"direction": "backlit", "quality": "warm light"}),
        ("hard light from the hood lamps", {"quality": "hard light from the hood lamps"}),
        ("natural light", {"source": "natural light"}),
        ("two torches", {"words": "two torches"}),
    ],
)  # fmt: skip
def test_lightings(text: str, expected: dict[str, str]) -> None:
    assert parts(read_lighting(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("documentary, film grain", {"words": "documentary", "texture": "film grain"}),
        ("anime, muted colours, pastel", {"medium": "anime", "palette": "muted colours, pastel"}),
        ("photorealistic and teal and orange",
         {"medium": "photorealistic", "palette": "teal and orange"}),
        ("neo-noir", {"words": "neo-noir"}),
    ],
)  # fmt: skip
def test_styles(text: str, expected: dict[str, str]) -> None:
    assert parts(read_style(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wind, distant traffic, no music",
         {"ambient": ("wind", "distant traffic"), "music": "no music"}),
        ("quiet room tone, an oven door closing",
         {"ambient": ("quiet room tone", "an oven door closing")}),
        ("wind and soft piano", {"ambient": ("wind",), "music": "soft piano"}),
        ("wind and rain", {"ambient": ("wind", "rain")}),
        ("an old song on the radio", {"music": "an old song on the radio"}),
        ("Silence.", {"mode": "silent", "words": "Silence."}),
        ("silence, then thunder", {"ambient": ("silence", "then thunder")}),
        ('Maya says "no music"', {"words": 'Maya says "no music"'}),
        ("Maya hums", {"words": "Maya hums"}),
    ],
)  # fmt: skip
def test_audios(text: str, expected: dict[str, Any]) -> None:
    assert parts(read_audio(text)) == expected


def test_parts_that_are_given_stay_and_the_words_are_read_for_the_others() -> None:
    camera = Camera(size="close-up", words="slow push-in, wide shot")
    assert parts(read_camera(camera)) == {
        "size": "close-up", "move": "push-in", "speed": "slow", "words": "wide shot",
    }  # fmt: skip
    whole = Camera(size="close-up", move="orbit", words="slow pan left")
    assert read_camera(whole) == whole
    assert parts(read_setting(Setting(place="a pier", words="in rain, at dawn"))) == {
        "place": "a pier", "weather": "in rain", "time": "at dawn",
    }  # fmt: skip
    assert parts(read_audio(Audio(ambient=("wind",), words="rain, soft piano"))) == {
        "ambient": ("wind",), "music": "soft piano", "words": "rain",
    }  # fmt: skip
    assert read_audio(Audio(mode="ambient", words="silence")).mode == "ambient"


def words_of(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in LINKS]


def built(clause: str, value: dict[str, Any]) -> str:
    beat = {"shot": "Maya waits", clause: value}
    scenes = [{"id": "a", "beats": [beat]}]
    cast = {"maya": {"look": "lk_maya"}}
    (prompt,) = build(load({"shotwright": 1, "cast": cast, "scenes": scenes}))
    return " ".join(piece.text for piece in prompt.pieces if piece.clause == clause)


ALIASES = [alias for group in get_args(Group) for each in terms(group) for alias in each.aliases]
OTHER = ["dramatic", "her hands", "Maya", "glass walls", "3.5", "É", "camera does", "tempo 1,5"]
SPEEDS = ["slow", "very slow", "fast", "gently"]
JOINTS = [
    ", ",
    " ",
    " to ",
    " at ",
    " and ",
    "; ",
    ". ",
    " on a ",
    " of the ",
    ", then ",
    " in the ",
]
PHRASE = st.sampled_from(ALIASES) | st.sampled_from(OTHER + SPEEDS)
TEXTS = st.lists(st.tuples(PHRASE, st.sampled_from(JOINTS)), min_size=1, max_size=6).map(
    lambda pairs: "".join(f"{phrase}{joint}" for phrase, joint in pairs).rstrip(" ,;.")
)


@settings(max_examples=300)
@given(st.sampled_from(sorted(READERS)), TEXTS)
@example("camera", "slow push-in to close-up, 35 mm, low angle")
@example("camera", "camera does very slow, dolly in, gently")
@example("setting", "a bakery at dawn in the rain, flour on the counter")
@example("audio", "wind and soft piano, no music")
@example("audio", "no music")
def test_no_word_is_lost_and_none_is_invented(clause: str, text: str) -> None:
    read = READERS[clause](text)
    if isinstance(read, Audio) and read.mode == "silent":
        assert built("audio", parts(read)) == "Complete silence."
        return
    own = {word for key in SAID[clause] for word in words_of(PHRASES[key])}
    said = Counter(word for word in words_of(built(clause, parts(read))) if word not in own)
    assert said == Counter(word for word in words_of(text) if word not in own)


@pytest.mark.parametrize("clause", READERS)
def test_every_alias_alone_is_said_word_for_word(clause: str) -> None:
    for alias in ALIASES:
        read = READERS[clause](alias)
        said = " ".join(
            " ".join(value) if isinstance(value, tuple) else value
            for name, value in parts(read).items()
            if name != "mode"
        )
        assert Counter(said.split()) == Counter(alias.split()), alias


ANY = TEXTS | st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@settings(max_examples=200)
@given(st.sampled_from(sorted(READERS)), ANY)
@example("camera", 'close-up, "a, b" and “c; d')
@example("camera", "wide, slow, pan left, slow orbit, 35mm, wide")
def test_any_text_can_be_read_again_and_stays_as_it_was_read(clause: str, text: str) -> None:
    read = READERS[clause](text)
    assert READERS[clause](read) == read


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Maya slides a tray of rolls onto the counter and smiles.", ["Maya"],
         ["slides", "smiles"]),
        ("walks in, sits, opens a box, smiles, waves", [],
         ["walks", "sits", "opens", "smiles", "waves"]),
        ("runs, jumps, spins, claps, bows", [], ["runs", "jumps", "spins", "claps", "bows"]),
        ("Ana leans forward across the table while Ben stays still and listens.", ["Ana", "Ben"],
         ["leans", "listens"]),
        ("Kenji lifts the green tin from image 1 and turns it in the light.", ["Kenji"],
         ["lifts", "turns"]),
        ("Rosa slowly walks to the door, then quietly closes it", ["Rosa"], ["walks", "closes"]),
        ("Ana and Ben sit, smile and wave. The hand and wave stay.", ["Ana", "Ben"],
         ["sit", "smile", "wave"]),
        ("They dance. Both laugh.", [], ["dance", "laugh"]),
        ("Dana does backflips; she cartwheels", ["Dana"], ["cartwheels"]),
        ('Ana nods: "he walks, runs" and turns', ["Ana"], ["nods", "turns"]),
        ("The bread and butter fall", ["Ana"], []),
        ("The sea waves at the steps of the house", ["Ana"], []),
        ("Dana Lee ties a lace", ["Dana Lee"], ["ties"]),
        ("Ben waits", [], []),
        ("", ["Ana"], []),
    ],
)  # fmt: skip
def test_actions(text: str, names: list[str], expected: list[str]) -> None:
    found = acts(text, names)
    assert [act.verb for act in found] == expected
    assert [text[act.start : act.end] for act in found] == expected


@pytest.mark.parametrize(
    ("verb", "base"),
    [("carries", "carry"), ("ties", "tie"), ("tries", "try"), ("catches", "catch"),
     ("closes", "close"), ("passes", "pass"), ("unboxes", "unbox"), ("washes", "wash"),
     ("breathes", "breathe"), ("squeezes", "squeeze"), ("slices", "slice"), ("nods", "nod"),
     ("crosses", "cross"), ("leaves", "leave"), ("tosses", "toss"), ("sees", "")],
)  # fmt: skip
def test_what_several_do(verb: str, base: str) -> None:
    known = verb in word_list("action_verbs_3sg")
    assert [act.verb for act in acts(f"They {base or verb} it")] == ([base] if known else [])
