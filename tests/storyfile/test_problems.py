"""What is wrong with a board: every mistake at once, in its own words, in reading order."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from shotwright.errors import InputError, Problem
from shotwright.storyfile import load

SAMPLE = (Path(__file__).parents[1] / "sample.yaml").read_text("utf-8")


def problems(text: str) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        load(text)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "path", "wrong", "nearest"),
    [
        ("title:", "titel:", "titel", "titel", "title"),
        ("kind: digital_twin, consent: confirmed}\n  ken",
         "kind: digital_twin, consnet: confirmed}\n  ken",
         "cast.maya.consnet", "consnet", "consent"),
        ("of: product", "off: product", "references.kettle.off", "off", "of"),
        ("    setting: {place", "    seting: {place", "scenes[0].seting", "seting", "setting"),
        ("time: dawn", "tmie: dawn", "scenes[0].setting.tmie", "tmie", "time"),
        ("camera: {size", "camra: {size", "scenes[0].beats[0].camra", "camra", "camera"),
        ("move: slow", "moves: slow", "scenes[0].beats[0].camera.moves", "moves", "move"),
        ("seconds: 6", "second: 6", "scenes[0].beats[0].second", "second", "seconds"),
        ("by: maya\n", "by: maya\n        sped: 1\n", "scenes[0].beats[1].sped", "sped", "speed"),
        ("ambient:", "ambiant:", "scenes[0].beats[0].audio.ambiant", "ambiant", "ambient"),
        ("line: ", "lines: ", "scenes[0].beats[2].audio.says[0].lines", "lines", "line"),
        ("routes: {shots: web,", "routes: {shot: web,", "routes.shot", "shot", "shots"),
        ("billing:", "keepers: {shots: {bse: 0.4}}\nbilling:", "keepers.shots.bse", "bse", "base"),
        ("by: maya\n", "by: maya\n        options: {api: {pich: 1}}\n",
         "scenes[0].beats[1].options.api.pich", "pich", "pitch"),
        ("audio: {says", "over: {beat: promise, word: x}\n        audio: {speech",
         "scenes[0].beats[2].over.word", "word", "words"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_named_with_the_nearest_known_one(
    old: str, new: str, path: str, wrong: str, nearest: str
) -> None:
    text = SAMPLE.replace(old, new, 1)
    assert text != SAMPLE
    found = {problem.where.path: problem for problem in problems(text) if problem.where}
    problem = found[path]
    assert problem.message == f"unknown key `{wrong}`"
    assert problem.hint == f"did you mean `{nearest}`?"
    assert problem.where is not None
    line = text.split("\n")[problem.where.line - 1]
    assert line[problem.where.column - 1 :].startswith(wrong)


WRONG = """\
shotwright: 2
titel: Kettles
aspect: 9:17
language: English!
cast:
  "ma ya": {look: lk_maya, consent: yes}
  ken: {look: 12, voice: ""}
references:
  cup: {image: cup.png, video: cup.mp4}
  hat: {image: ftp://e.example/hat.png}
scenes:
  - id: a.b
    beats:
      - shot: Rain
        with: [ken, kim]
        seconds: -1
        camera: [close]
      - talk: {}
        speed: 3
        by: ken
      - {seconds: 3, with: []}
      - shot: Wind
        with: []
        over: nobody
  - {id: b, beats: []}
"""


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    found = problems(WRONG)
    places = [(problem.where.line, problem.where.column) for problem in found if problem.where]
    assert places == sorted(places)
    assert [(problem.where.line, problem.where.path) for problem in found if problem.where] == [
        (1, "shotwright"),
        (2, "titel"),
        (3, "aspect"),
        (4, "language"),
        (6, "cast.ma ya"),
        (6, "cast.ma ya.consent"),
        (7, "cast.ken.look"),
        (7, "cast.ken.voice"),
        (9, "references.cup"),
        (10, "references.hat.image"),
        (12, "scenes[0].id"),
        (15, "scenes[0].beats[0].with[1]"),
        (16, "scenes[0].beats[0].seconds"),
        (17, "scenes[0].beats[0].camera.words"),
        (18, "scenes[0].beats[1].talk"),
        (19, "scenes[0].beats[1].speed"),
        (21, "scenes[0].beats[2]"),
        (24, "scenes[0].beats[3].over"),
        (25, "scenes[1].beats"),
    ]


def test_json_has_the_same_mistakes_in_its_own_places() -> None:
    data = {
        "shotwright": 1,
        "titel": "Kettles",
        "scenes": [{"id": "a", "beats": [{"shot": 3, "with": [], "seconds": "8-4"}]}],
    }
    text = json.dumps(data, indent=1)
    found = [(p.where.path, p.where.line, p.where.column) for p in problems(text) if p.where]
    lines = text.split("\n")
    assert [path for path, _, _ in found] == [
        "titel",
        "scenes[0].beats[0].shot.action",
        "scenes[0].beats[0].seconds",
    ]
    starts = [lines[line - 1][column - 1 :] for _, line, column in found]
    assert [start[:5] for start in starts] == ['"tite', "3,", '"8-4"']


@pytest.mark.parametrize(
    ("key", "written", "message"),
    [
        ("aspect", "9:17", "should be '16:9', '9:16', '1:1', '4:5' or '5:4', not '9:17'"),
        ("title", "12", "should be text, not 12"),
        ("title", "[a]", "should be text, not a list"),
        ("title", "{a: b}", "should be text, not a mapping"),
        ("title", '""', "at least 1 character"),
        ("title", '"a\\0b"', "holds a control character; remove it"),
        ("id", "a.b", "'a.b' is no id; use letters, digits, _ and -, at most 64"),
        ("id", "a" * 65, "... is no id; use letters, digits, _ and -, at most 64"),
        ("language", "e", "'e' is not a language; write a tag such as en or pt-BR"),
        ("cast", "[maya]", "should be a mapping, not a list"),
        ("cast", "maya", "should be a mapping, not 'maya'"),
        ("cast", "{maya: lk_maya}", "should be a mapping, not 'lk_maya'"),
        ("with", "maya", "should be a list, not 'maya'"),
        ("routes", "web", "should be a mapping, not 'web'"),
        ("routes", "{shots: film}", "should be 'web', 'api', 'agent' or 'legacy', not 'film'"),
        ("references", "{cup: {}}", "needs exactly one of `image` and `video`"),
        ("references", "{cup: {image: 3}}", "should be a path, an https URL, asset:ID or a data"),
        ("references", '{cup: {image: "http://e.example"}}', "is neither a path, an https URL"),
        ("references", '{cup: {image: "data:image/png,x"}}', "not a data URL"),
        ("keepers", "{shots: {base: 0}}", "greater than 0"),
        ("keepers", "{talk: {base: 1.5}}", "less than or equal to 1"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_the_files_own_words(key: str, written: str, message: str) -> None:
    text = f"shotwright: 1\nscenes: [{{id: a, beats: [{{shot: x, with: []}}]}}]\n{key}: {written}\n"
    found = problems(text)
    assert any(message in str(problem) for problem in found), found
    assert {problem.where.line for problem in found if problem.where} == {3}


@pytest.mark.parametrize(
    ("beat", "message"),
    [
        ("{with: []}", "needs exactly one of `shot`, `prompt` and `talk`"),
        ("{shot: x, prompt: y, with: []}", "needs exactly one of `shot`, `prompt` and `talk`"),
        ("{talk: {text: x, silence: 3}, by: a}", "needs exactly one of `text`, `audio` and `sil"),
        ("{talk: {audio: {}}, by: a}", "needs exactly one of `url`, `file` and `asset`"),
        ('{talk: {audio: {url: "http://e"}}, by: a}', "'http://e' is not an https URL"),
        ("{talk: x, by: a, speed: 1.6}", "less than or equal to 1.5"),
        ("{talk: x, by: a, seconds: 4}", "unknown key `seconds`"),
        ("{shot: x, with: [], motion: y}", "unknown key `motion`"),
        ("{shot: x, with: [], seconds: 8-4}", "low end first"),
        ("{talk: x, by: a, options: {api: {background: red}}}", "is not a colour"),
        ("text", "should be a mapping"),
        ("3", "should be a mapping"),
    ],
)  # fmt: skip
def test_a_beats_mistake_is_told_once_and_in_its_own_words(beat: str, message: str) -> None:
    found = problems(f"shotwright: 1\ncast: {{a: {{}}}}\nscenes: [{{id: a, beats: [{beat}]}}]\n")
    assert len(found) == 1, found
    assert message in found[0].message


def test_missing_keys_are_asked_for() -> None:
    found = {problem.message: problem.hint for problem in problems("title: x\n")}
    assert found == {
        "`shotwright` is missing": "add `shotwright:`",
        "`scenes` is missing": "add `scenes:`",
    }


@pytest.mark.parametrize("version", ["true", '"1"', "2", "0", "1.5", "[1]", "null"])
def test_the_versions_number_is_one_and_nothing_like_it(version: str) -> None:
    (problem,) = problems(
        f"shotwright: {version}\nscenes: [{{id: a, beats: [{{shot: x, with: []}}]}}]\n"
    )
    assert problem.where is not None
    assert problem.where.path == "shotwright"


def test_thousands_of_mistakes_are_told_in_a_few_seconds() -> None:
    beats = "      - {shot: 1, with: [], foo: 2}\n" * 6000
    text = f"shotwright: 1\nscenes:\n  - id: a\n    beats:\n{beats}"
    start = time.process_time()
    assert len(problems(text)) == 12_000
    assert time.process_time() - start < 5
