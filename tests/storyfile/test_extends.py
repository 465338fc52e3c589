"""A board laid over the files it extends: the board wins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shotwright.errors import InputError
from shotwright.storyfile import load

BRAND = """\
shotwright: 1
id: brand
title: The brand
cast:
  maya: {look: lk_maya, voice: vc_maya, consent: confirmed}
  ken: {look: lk_ken, image: faces/ken.png}
references:
  kettle: {image: assets/kettle.png, of: product}
  roof: {image: "https://e.example/roof.jpg", of: place}
style: documentary
camera: {size: medium shot, move: static}
aspect: "9:16"
resolution: 1080p
routes: {shots: api}
"""
BOARD = """\
shotwright: 1
title: The board
extends: brand.yaml
cast:
  maya: {look: lk_maya_2}
style: {palette: teal}
scenes:
  - id: roof
    with: [maya]
    beats:
      - {shot: Maya waves, references: [kettle]}
"""


def write(folder: Path, **files: str) -> Path:
    """Write files whose names end in `.yaml`; the first is the board."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.yaml" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths[0]


def problems_of(path: Path) -> list[tuple[str, str, int, str]]:
    """Load what cannot be loaded: message, file name, line and path of every problem."""
    with pytest.raises(InputError) as caught:
        load(path)
    return [
        (problem.message, Path(problem.where.file).name, problem.where.line, problem.where.path)
        for problem in caught.value.problems
        if problem.where
    ]


def test_a_board_gets_cast_references_and_defaults(tmp_path: Path) -> None:
    board = load(write(tmp_path, board=BOARD, brand=BRAND))
    assert list(board.cast) == ["maya", "ken"]
    assert list(board.references) == ["kettle", "roof"]
    assert (board.aspect, board.resolution, board.routes.shots) == ("9:16", "1080p", "api")
    assert board.camera is not None
    assert board.camera.size == "medium shot"


def test_the_board_wins(tmp_path: Path) -> None:
    board = load(write(tmp_path, board=BOARD + 'aspect: "16:9"\nroutes: {}\n', brand=BRAND))
    assert (board.title, board.id, board.aspect) == ("The board", None, "16:9")
    assert (board.routes.shots, board.routes.talk) == ("web", "web")


def test_a_named_entry_and_a_clause_of_the_board_replace_the_whole(tmp_path: Path) -> None:
    board = load(write(tmp_path, board=BOARD, brand=BRAND))
    assert (board.cast["maya"].look, board.cast["maya"].voice) == ("lk_maya_2", None)
    assert board.cast["maya"].consent == "unknown"
    assert board.cast["ken"].look == "lk_ken"
    assert board.style is not None
    assert (board.style.palette, board.style.words) == ("teal", "")


def test_title_id_and_scenes_are_not_inherited(tmp_path: Path) -> None:
    scenes = "scenes: [{id: own, beats: [{shot: Rain, with: []}]}]\n"
    path = write(tmp_path, board=BOARD.replace("title: The board\n", ""), brand=BRAND + scenes)
    board = load(path)
    assert (board.title, board.id) == ("Untitled", None)
    assert [scene.id for scene in board.scenes] == ["roof"]


def test_an_extended_file_may_extend_another(tmp_path: Path) -> None:
    house = """\
extends: deeper.yaml
cast: {ken: {look: house_ken}, ida: {look: house_ida}}
style: house
lighting: soft
"""
    deeper = "cast: {ida: {look: deep_ida}, oz: {look: deep_oz}}\nlighting: hard\naudio: wind\n"
    brand = BRAND + "extends: house.yaml\n"
    board = load(write(tmp_path, board=BOARD, brand=brand, house=house, deeper=deeper))
    looks = {name: member.look for name, member in board.cast.items()}
    assert looks == {
        "maya": "lk_maya_2",
        "ken": "lk_ken",
        "ida": "house_ida",
        "oz": "deep_oz",
    }
    assert board.lighting is not None
    assert board.lighting.words == "soft"
    assert board.audio is not None
    assert board.audio.words == "wind"
    assert board.style is not None
    assert board.style.palette == "teal"


def test_every_value_knows_the_file_it_came_from(tmp_path: Path) -> None:
    path = write(tmp_path, board=BOARD, brand=BRAND)
    board = load(path)
    for steps, name, line in [
        (("cast", "maya", "look"), "board.yaml", 5),
        (("cast", "ken", "look"), "brand.yaml", 6),
        (("references", "roof", "of"), "brand.yaml", 9),
        (("style", "palette"), "board.yaml", 6),
        (("camera", "move"), "brand.yaml", 11),
        (("aspect",), "brand.yaml", 12),
        (("title",), "board.yaml", 2),
        (("scenes", 0, "beats", 0, "shot"), "board.yaml", 11),
    ]:
        place = board.origin.place(steps)
        assert place is not None
        assert (Path(place.file).name, place.line) == (name, line), steps


def test_mistakes_of_both_files_come_at_once(tmp_path: Path) -> None:
    brand = BRAND.replace("consent: confirmed", "consnet: confirmed").replace("9:16", "9:17")
    board = BOARD.replace("[kettle]", "[kettel]").replace("palette", "pallete")
    # The board's own maya replaces the brand's, so the brand's maya is not looked at.
    brand = brand.replace("ken: {look:", "ken: {loook:")
    path = write(tmp_path, board=board, brand=brand)
    told = problems_of(path)
    assert [(name, line) for _, name, line, _ in told] == [
        ("board.yaml", 6),
        ("board.yaml", 11),
        ("brand.yaml", 6),
        ("brand.yaml", 12),
    ]


@pytest.mark.parametrize(
    ("files", "message", "name", "line"),
    [
        ({"board": BOARD}, "extends brand.yaml, which cannot be read", "board.yaml", 3),
        (
            {"board": BOARD, "brand": "extends: board.yaml\n"},
            "board.yaml extends itself in a circle",
            "brand.yaml",
            1,
        ),
        (
            {"board": BOARD.replace("brand", "board")},
            "board.yaml extends itself in a circle",
            "board.yaml",
            3,
        ),
        (
            {"board": BOARD, "brand": "extends: ./x/../brand.yaml\n"},
            "./x/../brand.yaml extends itself in a circle",
            "brand.yaml",
            1,
        ),
        (
            {"board": BOARD.replace("brand.yaml", "[brand.yaml]")},
            "`extends` should be the path of a file",
            "board.yaml",
            3,
        ),
        (
            {"board": BOARD.replace("brand.yaml", '" "')},
            "`extends` should be the path of a file",
            "board.yaml",
            3,
        ),
        ({"board": BOARD, "brand": "- a\n"}, "should be a mapping", "brand.yaml", 1),
        ({"board": BOARD.replace("brand.yaml", ".")}, "extends ., which", "board.yaml", 3),
    ],
)
def test_what_cannot_be_extended_is_told_where_it_is_asked_for(
    files: dict[str, str], message: str, name: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()
    told = problems_of(write(tmp_path, **files))
    assert message in told[0][0]
    assert told[0][1:3] == (name, line)


def test_a_broken_extended_file_is_told_with_its_own_places(tmp_path: Path) -> None:
    told = problems_of(write(tmp_path, board=BOARD, brand="cast: {a: {}}\ncast: {b: {}}\n"))
    assert [(name, line) for _, name, line, _ in told] == [("board.yaml", 3), ("brand.yaml", 2)]
    assert "written twice" in told[1][0]


def test_local_paths_of_an_extended_file_start_from_its_own_folder(tmp_path: Path) -> None:
    write(tmp_path / "common" / "brands", brand=BRAND)
    for name in ("assets/kettle.png", "faces/ken.png"):
        image = tmp_path / "common" / "brands" / name
        image.parent.mkdir(exist_ok=True)
        image.write_bytes(b"picture")
    (tmp_path / "own.png").write_bytes(b"own")
    text = BOARD.replace("brand.yaml", "../common/brands/brand.yaml")
    text += "references: {own: {image: ../own.png}}\n"
    board = load(write(tmp_path / "boards", board=text), allow_outside=True)
    assert str(board.references["kettle"].media) == "../common/brands/assets/kettle.png"
    assert str(board.references["roof"].media) == "https://e.example/roof.jpg"
    assert set(board.files) == {
        "../common/brands/assets/kettle.png",
        "../common/brands/faces/ken.png",
        "../own.png",
    }


def test_a_file_is_found_by_a_way_through_a_symbolic_link(tmp_path: Path) -> None:
    write(tmp_path / "real", brand=BRAND)
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    path = write(tmp_path, board=BOARD.replace("brand.yaml", "link/brand.yaml"))
    assert load(path).cast["ken"].look == "lk_ken"


def test_yaml_may_extend_json_and_a_mapping_a_file(tmp_path: Path) -> None:
    (tmp_path / "brand.json").write_text(json.dumps({"cast": {"ken": {"look": "j"}}}), "utf-8")
    path = write(tmp_path, board=BOARD.replace("brand.yaml", "brand.json"), brand=BRAND)
    text = path.read_text("utf-8").replace("[kettle]", "[]")
    assert load(text, folder=tmp_path).cast["ken"].look == "j"
    data = {"shotwright": 1, "extends": "brand.yaml", "scenes": []}
    data["scenes"] = [{"id": "a", "beats": [{"shot": "x", "with": ["ken"]}]}]
    assert load(data, folder=tmp_path).cast["ken"].look == "lk_ken"


def test_an_empty_extended_file_says_that_it_should_be_a_mapping(tmp_path: Path) -> None:
    ((message, name, line, _),) = problems_of(write(tmp_path, board=BOARD, brand=""))
    assert "should be a mapping" in message
    assert (name, line) == ("brand.yaml", 1)
