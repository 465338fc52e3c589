"""Variants of a beat: repeatable, legal, true about what differs, and writable."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shotwright.campaign import Variant, Variants, check, quote, spread, variants
from shotwright.catalog import CAMERA, LIGHT, contradictions, find_terms, term, terms
from shotwright.errors import InputError
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.prompt import build
from shotwright.storyfile import edit, load

TODAY = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"
AD = EXAMPLES / "ad.yaml"
BOARD = load(AD)
SHOTS = [brief.id for brief in BOARD.briefs if isinstance(brief, ShotBrief)]
CLAUSES = ("setting", "camera", "lighting", "style")

SMALL = """shotwright: 1
cast: {maya: {look: lk, consent: confirmed}}
scenes:
  - id: roof
    setting: a roof garden at dawn
    audio: wind
    beats:
      - {id: wave, shot: Maya waves, camera: static wide shot, style: documentary, seconds: 5}
"""


def small(**changes: object) -> Board:
    data: dict[str, Any] = {
        "shotwright": 1,
        "cast": {"maya": {"look": "lk", "consent": "confirmed"}},
        "scenes": [
            {
                "id": "roof",
                "setting": "a roof garden at dawn",
                "audio": "wind",
                "beats": [{"id": "wave", "shot": "Maya waves", "seconds": 5} | changes],
            }
        ],
    }
    return load(data)


def in_board(text: str, variant: Variant, folder: Path = EXAMPLES) -> Board:
    """Write a variant into its board as an editor would."""
    return load(edit(text, variant.changes), folder=folder)


def prompt_of(board: Board, beat: str) -> str:
    (prompt,) = (prompt for prompt in build(board) if prompt.beat == beat)
    return prompt.text


def by_clause(prompt: Any) -> dict[str, list[str]]:  # noqa: ANN401 - a Prompt
    found: dict[str, list[str]] = {}
    for span in prompt.spans:
        found.setdefault(span.clause, []).append(prompt.text[span.start : span.end])
    return found


def test_the_same_seed_gives_the_same_bytes_in_another_process_and_another_seed_others() -> None:
    code = (
        "import json, sys; from datetime import date; from pathlib import Path; import shotwright;"
        "board = shotwright.load(Path(sys.argv[1]));"
        "found = shotwright.variants(board, 'pour', on=date(2026, 11, 21), seed=3);"
        "print(json.dumps(found.wire()))"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", code, str(AD)],
            capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": number},
        ).stdout
        for number in ("1", "2")
    ]  # fmt: skip
    assert printed[0] == printed[1]
    here = variants(BOARD, "pour", on=TODAY, seed=3).wire()
    assert json.loads(printed[0]) == here
    assert variants(BOARD, "pour", on=TODAY, seed=4).wire()["variants"] != here["variants"]


@pytest.mark.parametrize("seed", [0, 7, -1])
def test_terms_come_in_the_order_of_their_hash_with_the_seed(seed: int) -> None:
    found = variants(small(style="documentary"), "wave", on=TODAY, seed=seed, vary=["style"])
    known = [
        each
        for each in terms("style")
        if each.family == "register" and not each.slop and each.term != "documentary"
    ]
    order = sorted(
        known, key=lambda each: sha256(f"{seed} style: {each.term}".encode()).hexdigest()
    )
    said = [find_terms(each.differs[0].after, ["style"], field=True) for each in found.variants]
    assert [hits[0].term for hits in said] == order


def test_more_variants_begin_with_those_of_fewer() -> None:
    few, many = (variants(BOARD, "pour", on=TODAY, count=count) for count in (3, 20))
    assert few.variants == many.variants[:3]
    assert len(many.variants) == 20
    assert len({each.prompt.text for each in many.variants}) == 20


@given(
    st.sampled_from(SHOTS),
    st.integers(),
    st.lists(st.sampled_from(CLAUSES), min_size=1, unique=True),
)
@settings(max_examples=20)
def test_every_variant_is_legal_and_true(beat: str, seed: int, vary: list[str]) -> None:
    text = AD.read_text("utf-8")
    before = {(finding.code, finding.beat) for finding in check(BOARD, on=TODAY)}
    found = variants(BOARD, beat, on=TODAY, seed=seed, vary=vary, count=3)
    for variant in found.variants:
        board = in_board(text, variant)
        assert prompt_of(board, beat) == variant.prompt.text
        findings = check(board, on=TODAY)
        assert not [each for each in findings if each.severity == Severity.ERROR]
        warned = {(e.code, e.beat) for e in findings if e.severity == Severity.WARN}
        assert warned <= before
        _no_hard_fights(variant)
        stands, varied = by_clause(found.prompt), by_clause(variant.prompt)
        named = {difference.clause for difference in variant.differs}
        assert named == set(vary)
        assert {c for c in stands | varied if stands.get(c) != varied.get(c)} == named
        for difference in variant.differs:
            assert difference.before != difference.after
            assert difference.after.casefold() in " ".join(varied[difference.clause]).casefold()
            words = " ".join(stands.get(difference.clause, ())).casefold()
            assert difference.before.casefold() in words


def _no_hard_fights(variant: Variant) -> None:
    said = by_clause(variant.prompt)
    camera = find_terms(" ".join(said.get("camera", ())), CAMERA, field=True)
    light = find_terms(" ".join([*said.get("lighting", ()), *said["setting"]]), LIGHT, field=True)
    for hits in (camera, light):
        assert not [fight for fight in contradictions(hits) if fight.severity == "hard"]


@pytest.mark.parametrize("seed", range(4))
def test_where_somebody_speaks_lips_can_be_read_and_nothing_fails_often(seed: int) -> None:
    spoken = variants(BOARD, "taste", on=TODAY, seed=seed, vary=["camera"], count=30)
    silent = variants(BOARD, "boots", on=TODAY, seed=seed, vary=["camera"], count=60)
    for found, lips in ((spoken, True), (silent, False)):
        afters = [d.after for each in found.variants for d in each.differs if d.after]
        hits = [hit.term for text in afters for hit in find_terms(text, CAMERA, field=True)]
        assert hits
        assert not [hit for hit in hits if hit.risk == "high"]
        assert any(hit.lip_sync_safe is False for hit in hits) != lips


def test_a_camera_that_comes_to_hold_still_loses_its_speed() -> None:
    board = small(camera={"move": "push-in", "speed": "slow", "size": "close-up"})
    found = variants(board, "wave", on=TODAY, vary=["camera"], count=100)
    still = [each for each in found.variants if any(d.after == "static" for d in each.differs)]
    assert [[(d.part, d.after) for d in each.differs] for each in still] == [
        [("move", "static"), ("speed", "")]
    ]


def test_two_people_are_offered_two_shots_and_one_is_not() -> None:
    def sizes(beat: str) -> set[str]:
        found = variants(BOARD, beat, on=TODAY, vary=["camera"], count=100)
        return {d.after for each in found.variants for d in each.differs if d.part == "size"}

    assert "two-shot" in sizes("pour")
    assert "two-shot" not in sizes("fill")
    assert "three-shot" not in sizes("pour") | sizes("fill")


def test_texts_are_combined_each_with_each_in_the_order_given() -> None:
    found = variants(
        BOARD, "pour", on=TODAY,
        style=["black and white", "muted colour"], camera=["static close-up", "slow pan"],
    )  # fmt: skip
    assert [by_clause(each.prompt)["camera"] for each in found.variants] == [
        ["Static close-up."], ["Static close-up."], ["Slow pan."], ["Slow pan."],
    ]  # fmt: skip
    assert [by_clause(each.prompt)["style"][0] for each in found.variants] == [
        "Black and white.", "Muted colour.", "Black and white.", "Muted colour.",
    ]  # fmt: skip
    assert [each.id for each in found.variants] == ["pour-1", "pour-2", "pour-3", "pour-4"]
    assert found.seed is None


def test_what_is_not_legal_is_left_out_with_the_reason() -> None:
    found = variants(
        load(SMALL), "wave", on=TODAY,
        camera=["static orbit", "static wide shot", "close-up with {braces}", "close-up"],
    )  # fmt: skip
    assert [each.prompt.text for each in found.variants] == [
        found.prompt.text.replace("Static wide shot", "Close-up")
    ]
    fight, same, braces = found.left_out
    assert fight.why == "A camera cannot hold still and move in the same part of a shot"
    assert (same.differs, same.why) == ((), "it is the beat as it stands")
    assert braces.why.startswith("SHOT009: ")


def test_light_is_judged_with_the_hour_of_the_setting() -> None:
    board = small(setting={"place": "a roof", "time": "night"})
    clashing = variants(board, "wave", on=TODAY, lighting=["sunlight"])
    assert [each.why for each in clashing.left_out] == ["Night with direct sun"]
    assert variants(board, "wave", on=TODAY, lighting=["moonlight"]).variants


def test_a_take_is_priced_alone_at_four_credits_a_second() -> None:
    # HeyGen's guides: 4 credits a second; a shot has at least 4 s, and `lid` wishes for 1.
    for beat, price in (("carry", 28), ("lid", 16), ("cells", 16)):
        found = variants(BOARD, beat, on=TODAY, count=2)
        for totals in (found.totals, *(each.totals for each in found.variants)):
            assert {purse: str(total) for purse, total in totals.items()} == {
                "credits": f"{price} credits"
            }


def test_an_inherited_clause_is_written_on_the_beat_and_no_other_beat_changes() -> None:
    (variant,) = variants(BOARD, "fill", on=TODAY, lighting=["hard light"]).variants
    board = in_board(AD.read_text("utf-8"), variant)
    changed = {old.beat for old, new in zip(build(BOARD), build(board), strict=True) if old != new}
    assert changed == {"fill"}


def test_prompts_of_another_language_are_given_no_english_words() -> None:
    with pytest.raises(InputError, match=r"nothing to vary.*is English"):
        variants(small(language="es", shot="Maya saluda"), "wave", on=TODAY)
    found = variants(small(language="es"), "wave", on=TODAY, camera=["plano general"])
    assert "Plano general." in found.variants[0].prompt.text


def test_ids_avoid_those_of_the_board() -> None:
    data = {
        "shotwright": 1,
        "cast": {"maya": {"look": "lk", "consent": "confirmed"}},
        "scenes": [
            {
                "id": "roof", "setting": "a roof", "audio": "wind",
                "beats": [{"shot": "Maya waves"}, {"id": "roof-1-2", "shot": "Maya sits"}],
            }
        ],
    }  # fmt: skip
    found = variants(load(data), "roof.1", on=TODAY, count=2)
    assert [each.id for each in found.variants] == ["roof-1--1", "roof-1--2"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"beat": "cary"}, "there is no beat `cary`.*such as `carry`"),
        ({"beat": "promise"}, "`promise` is talk"),
        ({"count": 0}, "0 variants"),
        ({"count": -3}, "-3 variants"),
        ({"count": 10_000}, "10,000 variants.*ask for 1 to 100"),
        ({"vary": ["sound"]}, "`sound` cannot be varied"),
        ({"vary": []}, "nothing to vary"),
        ({"camera": []}, "no text is given for camera"),
        ({"camera": ["pan"], "vary": ["style"]}, "one or the other"),
        ({"camera": [" "]}, "cannot be a camera"),
        ({"camera": ["a\x00b"]}, "cannot be a camera"),
        ({"camera": ["pan"] * 11, "style": ["noir"] * 10}, "110 combinations"),
    ],
)
def test_bad_input_is_told_with_what_to_do(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        variants(BOARD, **{"beat": "carry", "on": TODAY, **asked})


def test_a_beat_that_cannot_be_made_or_has_no_clauses_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be made as it stands"):
        variants(small(seconds="=2"), "wave", on=TODAY)
    verbatim = load(SMALL.replace("shot: Maya waves, camera: static wide shot, style: documentary",
                                  "prompt: Maya waves"))  # fmt: skip
    with pytest.raises(InputError, match="word for word"):
        variants(verbatim, "wave", on=TODAY)


def _spread(text: str, beat: str, folder: Path = EXAMPLES) -> tuple[str, Variants]:
    found = variants(load(text, folder=folder), beat, on=TODAY, count=3)
    return spread(text, found), found


@pytest.mark.parametrize("beat", SHOTS)
def test_variants_become_beats_and_the_rest_of_the_file_stays(beat: str) -> None:
    text = AD.read_text("utf-8")
    written, found = _spread(text, beat)
    board = load(written, folder=EXAMPLES)
    ids = [brief.id for brief in BOARD.briefs]
    at = ids.index(beat)
    made = [each.id for each in found.variants]
    assert [brief.id for brief in board.briefs] == [*ids[:at], *made, *ids[at + 1 :]]
    for variant in found.variants:
        assert prompt_of(board, variant.id) == variant.prompt.text
    quoted = quote(board, on=TODAY)
    assert quoted.made is not None
    assert set(made) <= {item.id for item in quoted.made.items}
    start = text.index(f"      - id: {beat}\n")
    end = text.find("\n      - id:", start + 1)
    assert written.startswith(text[:start])
    if end > 0:
        apart = written[written.rindex(f"- id: {made[-1]}") :].count("cut: always")
        rest = text[end:].split("\n  - id:", 1)[-1]
        assert written.replace("        cut: always\n", "").endswith(rest)
        assert apart <= 2
    for line in text.splitlines():
        if "#" in line:
            assert line in written.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        SMALL.replace("\n", "\r\n"),
        "\ufeff" + SMALL,
        SMALL.removesuffix("\n"),
        SMALL.replace(
            "      - {id: wave, shot: Maya waves, camera: static wide shot, style: documentary, "
            "seconds: 5}\n",
            "      - seconds: 5  # a comment\n        style: documentary\n        # more\n"
            "        id: wave\n        shot: |\n          Maya waves\ntitle: behind\n",
        ),
        SMALL.replace("beats:\n      - {", "beats: [{").replace("seconds: 5}\n", "seconds: 5}]\n"),
        json.dumps(
            {
                "shotwright": 1,
                "cast": {"maya": {"look": "lk", "consent": "confirmed"}},
                "scenes": [
                    {
                        "id": "roof", "setting": "a roof", "audio": "wind",
                        "beats": [{"id": "wave", "shot": "Maya waves", "style": "documentary"}],
                    }
                ],
            },
            indent=2,
        ),
    ],
    ids=["flow-entry", "crlf", "bom", "no-end", "block", "flow-list", "json"],
)  # fmt: skip
def test_variants_are_written_in_the_form_of_the_file(text: str) -> None:
    written, found = _spread(text, "wave")
    board = load(written)
    assert [brief.id for brief in board.briefs] == ["wave-1", "wave-2", "wave-3"]
    assert [prompt.text for prompt in build(board)] == [e.prompt.text for e in found.variants]
    assert written.count("\r\n") == (written.count("\n") if "\r\n" in text else 0)
    assert written.startswith(text[:20])
    assert "title: behind" not in text or board.title == "behind"


def test_a_beat_that_others_repeat_is_not_copied() -> None:
    text = SMALL.replace("- {id: wave", "- &first {id: wave") + "x-again: *first\n"
    with pytest.raises(InputError, match="repeated by"):
        _spread(text, "wave")
    with pytest.raises(InputError, match="no variant"):
        spread(SMALL, variants(load(SMALL), "wave", on=TODAY, style=["documentary"]))


def test_the_table_has_a_row_for_the_beat_and_one_for_each_variant() -> None:
    found = variants(BOARD, "pour", on=TODAY, camera=["static close-up"], style=["noir"])
    frame = found.to_frame()
    assert list(frame.index) == ["pour", "pour-1"]
    assert list(frame["camera.move"]) == ["push-in", "static"]
    assert list(frame["camera.speed"]) == ["slow", ""]
    assert list(frame["credits"]) == ["24", "24"]
    assert list(frame["characters"]) == [len(text) for text in frame["prompt"]]


def test_without_pandas_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match=r"pip install 'shotwright\[frames\]'"):
        variants(BOARD, "pour", on=TODAY, count=1).to_frame()


def test_the_notebook_table_is_escaped_and_marks_what_differs() -> None:
    board = small(setting="a roof & a <yard>", camera="static close-up")
    html = variants(board, "wave", on=TODAY, camera=["slow pan, close-up"])._repr_html_()
    assert "A roof &amp; a &lt;yard&gt;." in html
    assert "<yard>" not in html
    assert "<b>pan</b>" in html
    assert "<td>static</td>" in html
    assert "<b>close-up</b>" not in html


def test_the_terms_that_speech_rules_out_are_those_of_the_vocabulary() -> None:
    assert term("move", "orbit").lip_sync_safe is False  # else the test of lips proves nothing
