"""Print a large, seeded storyboard that uses every form of the format.

    python make_stress.py --beats 3000 --seed 7 > stress.json
    python make_stress.py --yaml > stress.yaml

The same seed and count give the same bytes. The board is sound on route web: what it is meant to
stress is the reader, the rules and the planner, not the errors.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from typing import Any, NamedTuple

Beat = dict[str, Any]


class Place(NamedTuple):
    """Where a scene plays, with an hour, a light and sounds that agree with one another."""

    name: str
    time: str
    weather: str
    mood: str
    lighting: str
    ambient: tuple[str, ...]


PLACES = (
    Place(
        "a print shop with two old presses",
        "morning",
        "",
        "calm",
        "soft daylight",
        ("a press turning", "paper sliding"),
    ),
    Place(
        "a fishing harbour with a stone quay",
        "dawn",
        "light mist",
        "hopeful",
        "soft light from a pale horizon",
        ("lapping water", "ropes creaking"),
    ),
    Place(
        "a greenhouse full of seedlings",
        "midday",
        "",
        "upbeat",
        "window light through old glass",
        ("dripping water", "a fan turning"),
    ),
    Place(
        "a violin maker's attic",
        "late afternoon",
        "",
        "intimate",
        "window light from the left",
        ("quiet room tone", "a plane on wood"),
    ),
    Place(
        "a hill path above a reservoir",
        "late morning",
        "clear sky",
        "confident",
        "sunlight from the right",
        ("light wind", "steps on gravel"),
    ),
    Place(
        "a covered market after closing",
        "evening",
        "",
        "nostalgic",
        "warm light from hanging lamps",
        ("a broom on tiles", "distant traffic"),
    ),
    Place(
        "a repair bench in a tram depot",
        "night",
        "",
        "serious",
        "practical light from a bench lamp",
        ("machine hum", "a ratchet clicking"),
    ),
    Place(
        "an orchard at the edge of a village",
        "golden hour",
        "",
        "warm mood",
        "backlit leaves",
        ("birdsong", "rustling leaves"),
    ),
    Place(
        "a ferry deck between two islands",
        "afternoon",
        "overcast sky",
        "serene",
        "overcast light",
        ("engine hum", "waves"),
    ),
    Place(
        "a library reading room",
        "morning",
        "",
        "composed",
        "soft light from high windows",
        ("quiet room tone", "pages turning"),
    ),
)
STYLES = ("documentary, natural colour", "commercial, minimalist", "documentary, film grain")
THINGS = (
    "brass compass", "clay jug", "folded map", "tin lantern", "wooden crate", "paper parcel",
    "copper pan", "coil of rope", "glass jar", "leather satchel", "steel rule", "wicker basket",
)  # fmt: skip
NAMES = ("ada", "bruno", "carla", "dario", "elif", "farid", "greta", "hugo")

ALONE = (
    "{0} lifts the {thing} toward the light",
    "{0} sets the {thing} down with both hands",
    "{0} carries the {thing} across the room in long steps",
    "{0} wipes the rim of the {thing} with a cloth",
    "{0} opens the lid of the {thing} a finger's width",
    "{0} ties a cord around the {thing}",
    "{0} slides the {thing} to the far end of the table",
    "{0} leans close to the {thing}",
    "{0} weighs the {thing} in one hand",
    "{0} holds the {thing} up against the sky",
)
TOGETHER = {
    1: ALONE,
    2: (
        "{0} hands the {thing} to {1} across the table",
        "{0} steadies the {thing} while {1} fastens a strap around the middle",
        "{0} and {1} carry the {thing} down three stone steps",
        "{0} traces a dent in the {thing}, with {1} at the shoulder",
    ),
    3: (
        "{0} passes the {thing} to {1}, with {2} watching from the doorway",
        "{0}, {1} and {2} gather around the {thing} on the floor",
        "{0} and {1} steady the {thing} for {2} to tie it shut",
    ),
}
LINES = (
    "There it is.", "Hold it higher.", "Slowly now.", "That will do.", "One more turn.",
    "Feel how warm.", "Who made this?", "Give it a day.",
)  # fmt: skip
DELIVERIES = ("softly", "warmly", "dryly", "firmly", "with a smile")
CAMERAS: tuple[str | dict[str, str], ...] = (
    "static wide shot",
    {"size": "medium shot", "move": "push-in", "speed": "slow"},
    "close-up, slow pan left",
    {"size": "medium wide shot", "move": "tracking", "speed": "slow", "support": "steadicam"},
    {"size": "close-up", "lens": "85mm", "angle": "profile"},
    "static full shot, low angle",
    {"size": "extreme close-up", "move": "static", "focus": "rack focus"},
    {"words": "insert shot from above"},
    {"size": "wide shot", "move": "pull-out", "speed": "slow", "angle": "from behind"},
    "medium shot, slow tilt up, high angle",
)
SPEECH_CAMERAS: tuple[str | dict[str, str], ...] = (
    "static medium close-up",
    {"size": "medium close-up", "move": "push-in", "speed": "slow", "angle": "eye-level"},
    {"size": "medium close-up", "move": "static", "angle": "three-quarter view"},
)

SUBJECTS = (
    "The older of the two presses", "Every second boat", "My neighbour", "A careful reader",
    "Dr. Okafor", "The committee", "Nobody in the valley", "The smallest workshop",
    "An apprentice", "The ledger from 1932", "Our first customer", "Mrs. Lindqvist",
)  # fmt: skip
VERBS = (
    "kept", "measured", "sold", "repaired", "forgot", "described", "weighed", "copied", "carried",
    "numbered", "borrowed", "sketched",
)  # fmt: skip
OBJECTS = (
    "3.5 tonnes of paper", "a drawer full of keys", "the same 48 letters", "11 crates of pears",
    "a clock that ran 2.4 minutes fast", "forty metres of rope", "small parts, e.g. screws",
    "the only map of the lower road", "a bell, i.e. the one from the school", "0.7 litres of oil",
    "a jar worth $12.50", "two thirds of the harvest",
)  # fmt: skip
TAILS = (
    "before the bridge was closed", "on 14 March 2024", "for the third winter in a row",
    "without writing anything down", "at half past six in the morning", "because it was raining",
    "and gave the rest away", "as if there were no hurry", "between two trains",
    "while the kettle was still warm", "in a hall that holds 1,200 people", "",
)  # fmt: skip
OPENERS = (
    "", "", "", "Of course, ", "By the end of the week, ", "As far as we know, ",
    "In other words, ", "At about 9 p.m., ", "To be fair, ", "Later, ",
)  # fmt: skip
FILLERS = {
    1: ("Exactly.", "Good.", "Listen."),
    2: ("It held.", "We waited.", "Very well."),
    3: ("That was enough.", "Nobody was surprised.", "It still works."),
    4: ("We counted it twice.", "The rest is patience.", "I wrote it down."),
}
WORDS = ((1, 12), (8, 40), (30, 90), (60, 180), (150, 400))
BREAK = ' <break time="1.5s"/> '
MOTIONS = ("right hand rises, warm", "head nods, calm", "shoulders relax, sincere")

LOOKS_PER_SCENE = 3
REFERENCES_PER_SCENE = 3
BEATS_PER_SCENE = (3, 25)
WORDS_UNDER_A_CUTAWAY = 60


def make_board(beats: int, seed: int) -> dict[str, Any]:
    """Make a board.

    Args:
        beats: How many beats, over all scenes.
        seed: Of the random numbers.

    Returns:
        Plain data, as a storyboard file holds it.
    """
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    fewest, most = BEATS_PER_SCENE
    scenes: list[dict[str, Any]] = []
    left = beats
    while left:
        count = min(left, rng.randint(fewest, most))
        if 0 < left - count < fewest:  # the rest would be no scene of its own
            count = left if left <= most else count - fewest
        scenes.append(SceneMaker(rng, len(scenes) + 1).make(count))
        left -= count
    return {
        "shotwright": 1,
        "id": f"stress-{beats}-{seed}",
        "title": f"Stress board of {beats} beats",
        "language": "en",
        "aspect": "16:9",
        "resolution": "720p",
        "routes": {"shots": "web", "talk": "web"},
        "cast": _cast(),
        "references": _references(),
        "style": STYLES[0],
        "audio": {"ambient": "quiet room tone", "music": "no music", "speech": "none"},
        "x-made-by": {"script": "make_stress.py", "seed": seed},
        "scenes": scenes,
    }


def _cast() -> dict[str, Any]:
    twins = {
        name: {
            "look": f"lk_{name}",
            "voice": f"vc_{name}",
            "kind": "digital_twin",
            "consent": "confirmed",
        }
        for name in NAMES
    }
    portrait = {
        "name": "Ines",
        "look": "lk_ines",
        "image": "https://assets.example.com/stress/ines.png",
        "voice": "vc_ines",
        "kind": "photo",
        "consent": "confirmed",
    }
    return {**twins, "ines": portrait}


def _references() -> dict[str, Any]:
    images = {
        f"{use}{n}": {
            "image": f"https://assets.example.com/stress/{use}-{n}.png",
            "of": use,
            "face": "no",
        }
        for use in ("product", "place", "wardrobe", "style")
        for n in (1, 2, 3)
    }
    palette = {"image": "asset:5f2c41d09be7", "of": "palette", "face": "no"}
    sway = {
        "video": "https://assets.example.com/stress/sway.mp4",
        "of": "motion",
        "face": "no",
        "seconds": 5,
    }
    return {**images, "palette1": palette, "motion1": sway}


class SceneMaker:
    """Makes one scene: a place, at most three looks and three references, and its beats.

    Attributes:
        rng: Where all choices come from.
        number: Of the scene, from 1.
    """

    def __init__(self, rng: random.Random, number: int) -> None:
        """Choose the place, the people and the references of the scene."""
        self.rng = rng
        self.number = number
        self.place = rng.choice(PLACES)
        self.people = rng.sample(NAMES, rng.randint(1, LOOKS_PER_SCENE))
        self.references = [
            f"{use}{1 if use in {'palette', 'motion'} else rng.randint(1, 3)}"
            for use in rng.sample(
                ("product", "place", "wardrobe", "style", "palette", "motion"),
                rng.randint(0, REFERENCES_PER_SCENE),
            )
        ]
        self.beats: list[Beat] = []
        self.covered: set[str] = set()
        self.last_camera: object = None

    def make(self, count: int) -> dict[str, Any]:
        """Make the scene with so many beats."""
        scene: dict[str, Any] = {
            "id": f"s{self.number}",
            "setting": self._setting(),
            "lighting": self.place.lighting,
            "audio": self._ambience(),
            "with": self.people,
        }
        if self.references:
            scene["references"] = self.references
        if self._chance(0.2):
            scene["style"] = self.rng.choice(STYLES)
        while len(self.beats) < count:
            self.beats.append(self._beat(f"s{self.number}b{len(self.beats) + 1}"))
        return {**scene, "beats": self.beats}

    def _setting(self) -> str | dict[str, str]:
        if self._chance(0.3):
            parts = (self.place.name, self.place.time, self.place.weather)
            return ", ".join(part for part in parts if part)
        setting = {"place": self.place.name, "time": self.place.time, "mood": self.place.mood}
        return {**setting, "weather": self.place.weather} if self.place.weather else setting

    def _ambience(self) -> str | dict[str, Any]:
        if self._chance(0.1):
            return f"{self.place.ambient[0]}, no music"
        if self._chance(0.1):
            return {"mode": "ambient", "ambient": self.place.ambient[0], "music": "soft piano"}
        return {"ambient": list(self.place.ambient), "music": "no music", "speech": "none"}

    def _beat(self, name: str) -> Beat:
        kinds = (self._talk, self._cutaway, self._spoken, self._long, self._follower, self._shot)
        (kind,) = self.rng.choices(kinds, weights=(28, 12, 8, 4, 10, 38))
        return kind(name) or self._shot(name)

    def _chance(self, likely: float) -> bool:
        """Say yes as often as asked, from 0 to 1."""
        return self.rng.random() < likely

    def _camera(self) -> str | dict[str, str]:
        """Choose a camera that differs from the last one of the scene."""
        camera = self.rng.choice([camera for camera in CAMERAS if camera != self.last_camera])
        self.last_camera = camera
        return camera

    def _action(self, people: list[str]) -> str:
        pattern = self.rng.choice(TOGETHER[len(people)])
        names = [name.capitalize() for name in people]
        return pattern.format(*names, thing=self.rng.choice(THINGS))

    def _seconds(self) -> int | float | str | None:
        """Choose one of the forms of `seconds`; None leaves it to be inferred."""
        rng = self.rng
        low = rng.randint(2, 10)
        forms: list[int | float | str | None] = [
            rng.randint(1, 3),
            rng.randint(4, 15),
            rng.randint(4, 9),
            rng.randint(4, 9),
            rng.choice((1.5, 2.5, 4.5, 6.25, 7.2)),
            f"={rng.randint(4, 15)}",
            f"{low}-{rng.randint(max(low + 1, 4), 15)}",
            f"{rng.randint(4, 6)}-{rng.randint(7, 12)}",
            None,
        ]
        return rng.choice(forms)

    def _shot(self, name: str) -> Beat:
        rng = self.rng
        people = sorted(rng.sample(self.people, rng.randint(1, len(self.people))))
        action = self._action(people)
        beat: Beat = {
            "id": name,
            "shot": {"action": action} if self._chance(0.15) else action,
            "camera": self._camera(),
            "with": people,
        }
        seconds = self._seconds()
        if seconds is not None:
            beat["seconds"] = seconds
        return {**beat, **self._extras()}

    def _extras(self) -> Beat:
        """Add now and then what a beat may override or ask for."""
        rng = self.rng
        extras: Beat = {}
        if self.references and self._chance(0.3):
            extras["references"] = self.references[: rng.randint(0, len(self.references))]
        if self._chance(0.1):
            extras["style"] = rng.choice(STYLES)
        if self._chance(0.1):
            extras["constraints"] = rng.choice(
                ("the table stays clear", ["the door stays open", "hands stay in frame"])
            )
        if self._chance(0.05):
            extras["audio"] = {"mode": "silent"}
        if self._chance(0.08):
            extras["cut"] = "always"
        if self._chance(0.25):
            extras["keep"] = rng.choice(("must", "nice", "drop-first"))
        return extras

    def _spoken(self, name: str) -> Beat:
        """Make a shot with one or two short lines."""
        rng = self.rng
        people = sorted(rng.sample(self.people, rng.randint(1, len(self.people))))
        turns = 2 if len(people) > 1 and self._chance(0.4) else 1
        says = [
            {
                "by": who,
                "line": rng.choice(LINES),
                "language": "en",
                "delivery": rng.choice(DELIVERIES),
            }
            for who in people[:turns]
        ]
        self.last_camera = rng.choice([c for c in SPEECH_CAMERAS if c != self.last_camera])
        audio: Beat = {"ambient": self.place.ambient[0], "music": "no music", "says": says}
        if self._chance(0.5):
            audio = {"mode": "spoken", **audio}
        return {
            "id": name,
            "shot": self._action(people),
            "camera": self.last_camera,
            "with": people,
            "audio": audio,
            "seconds": rng.randint(4 * turns, 10),
        }

    def _long(self, name: str) -> Beat:
        """Make a shot that is too long for one clip, with an action every six seconds or so."""
        seconds = self.rng.randint(20, 40)
        who = self.rng.choice(self.people)
        steps = [self._action([who]) for _ in range(seconds // 6)]
        return {
            "id": name,
            "shot": {"action": steps} if self._chance(0.5) else f"{'. '.join(steps)}.",
            "camera": self._camera(),
            "with": [who],
            "seconds": seconds,
        }

    def _follower(self, name: str) -> Beat | None:
        """Make a beat that must stay in one clip with a plain beat before it."""
        before = self.beats[-1] if self.beats else {}
        plain = {"id", "shot", "camera", "with", "seconds", "keep", "constraints"}
        if not before.keys() <= plain or before.get("seconds") not in range(4, 9):
            return None
        return {
            "id": name,
            "shot": self._action(before["with"]),
            "camera": self._camera(),
            "with": before["with"],
            "seconds": self.rng.randint(4, 7),
            "cut": "never",
        }

    def _cutaway(self, name: str) -> Beat | None:
        """Make a shot over a talk beat of the scene that is long enough and still bare."""
        for talk in reversed(self.beats):
            text = talk.get("talk")
            if not isinstance(text, str) or talk["id"] in self.covered:
                continue
            if len(text.split()) < WORDS_UNDER_A_CUTAWAY:
                continue
            self.covered.add(talk["id"])
            who = self.rng.choice(self.people)
            words = self._words_of(text) if self._chance(0.75) else ""
            return {
                "id": name,
                "shot": self._action([who]),
                "camera": self._camera(),
                "with": [who],
                "seconds": self.rng.choice(("=4", 5, 6, "4-6")),
                "over": {"beat": talk["id"], "words": words} if words else talk["id"],
            }
        return None

    def _words_of(self, text: str) -> str:
        """Find some words of the first third of a script that occur once in it."""
        words = text[: len(text) // 3].split(" ")[:-1]
        found = [" ".join(words[start : start + 4]) for start in range(len(words) - 3)]
        once = [w for w in found if w.replace(" ", "").isalpha() and text.count(w) == 1]
        return self.rng.choice(once) if once else ""

    def _talk(self, name: str) -> Beat:
        rng = self.rng
        by = rng.choice([*self.people, *self.people, "ines"])
        beat: Beat = {"id": name, "by": by}
        if self._chance(0.04):
            url = f"https://assets.example.com/stress/{name}.mp3"
            return {**beat, "talk": {"audio": {"url": url, "seconds": rng.randint(5, 170)}}}
        if by != "ines" and self._chance(0.03):  # a silence needs the studio
            return {**beat, "talk": {"silence": rng.choice((1, 2.5, 4))}, "source": "studio"}
        beat["talk"] = self._script(rng.randint(*rng.choice(WORDS)))
        if self._chance(0.2):
            beat["speed"] = rng.choice((0.85, 0.95, 1.1, 1.25))
        if self._chance(0.1):
            beat["engine"] = "avatar_iv"
        if by == "ines":
            beat["source"] = "photo"
            if self._chance(0.5):
                beat["motion"] = rng.choice(MOTIONS)
        elif self._chance(0.2):
            beat["source"] = "studio"
        return beat

    def _script(self, words: int) -> str:
        """Write so many words in varied sentences, with a paragraph now and then."""
        rng = self.rng
        script = ""
        left = words
        while left:
            sentence = self._sentence()
            count = len(sentence.split())
            if count > left:
                count = min(left, 4)
                sentence = rng.choice(FILLERS[count])
            script += sentence
            left -= count
            if left:
                script += self._joint()
        return script

    def _joint(self) -> str:
        """Choose what stands between two sentences."""
        if self._chance(0.02):
            return BREAK
        return "\n\n" if self._chance(0.1) else " "

    def _sentence(self) -> str:
        rng = self.rng
        opener, subject = rng.choice(OPENERS), rng.choice(SUBJECTS)
        if opener and subject.split()[0] in {"The", "Every", "My", "A", "An", "Our", "Nobody"}:
            subject = subject[0].lower() + subject[1:]
        core = f"{opener}{subject} {rng.choice(VERBS)} {rng.choice(OBJECTS)}"
        tail = rng.choice(TAILS)
        if self._chance(0.15):
            core += f", and {rng.choice(('she', 'he', 'I', 'we'))} {rng.choice(VERBS)} it again"
        return f"{core} {tail}".rstrip() + rng.choice((".", ".", ".", ".", "!", "?"))


def to_yaml(value: object, indent: int = 0) -> str:
    """Write plain data as YAML in block style; texts stand in double quotes."""
    pad = "  " * indent
    if isinstance(value, dict) and value:
        return "".join(f"{pad}{key}:{_under(entry, indent)}" for key, entry in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{pad}-{_item(entry, indent)}" for entry in value)
    return f"{pad}{_scalar(value)}\n"


def _under(value: object, indent: int) -> str:
    """Write what stands after a key."""
    if isinstance(value, dict | list) and value:
        return "\n" + to_yaml(value, indent + 1)
    return f" {_scalar(value)}\n"


def _item(value: object, indent: int) -> str:
    """Write what stands after the dash of a list."""
    if isinstance(value, dict | list) and value:
        return " " + to_yaml(value, indent + 1).lstrip(" ")
    return f" {_scalar(value)}\n"


def _scalar(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: list[str] | None = None) -> None:
    """Print a board.

    Args:
        arguments: Of the command line; None takes those of the process.
    """
    parser = argparse.ArgumentParser(description="Print a large, seeded storyboard.")
    parser.add_argument("--beats", type=int, default=3000, help="how many beats (3000)")
    parser.add_argument("--seed", type=int, default=7, help="of the random numbers (7)")
    parser.add_argument("--yaml", action="store_true", help="YAML instead of JSON")
    options = parser.parse_args(arguments)
    if options.beats < BEATS_PER_SCENE[0]:
        parser.error(f"--beats must be at least {BEATS_PER_SCENE[0]}")
    board = make_board(options.beats, options.seed)
    if options.yaml:
        sys.stdout.write(to_yaml(board))
    else:
        sys.stdout.write(json.dumps(board, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
