"""The basics of a shot's words: signs, placeholders, people, settings and references."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shotwright
from shotwright.model.brief import ShotBrief
from shotwright.rules.appearance import descriptions
from shotwright.rules.names import mentions
from shotwright.rules.parts import parts_of
from shotwright.rules.signs import controls_in, unseen_in
from shotwright.rules.texts import unquoted

if TYPE_CHECKING:
    from tests.rules.conftest import Asked

Ask = Callable[..., "Asked"]

TWO = "with: [maya, ken]"
BEN = """
cast:
  ben: {look: lk_ben, consent: confirmed}
"""


def beat(words: str, *more: str, key: str = "shot") -> str:
    """Write one beat whose words are quoted, so that any sign may stand in them."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return "\n  ".join([f'- {key}: "{quoted}"', *more]) + "\n"


def told(asked: Asked) -> list[str]:
    """List what findings quote first."""
    return [finding.message.split("`")[1] for finding in asked.findings]


# SHOT003


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("walk " * 1000, False),
        ("walk " * 1001, True),
        ("don't wide-eyed " * 500, False),
        ("走" * 500, False),
        ("走" * 501, True),
        ("む" * 501, True),
        ("걷" * 501, True),
        ("é" * 3000, False),
    ],
)
def test_a_prompt_is_followed_up_to_1000_words_or_500_signs(
    ask: Ask, words: str, *, found: bool
) -> None:
    assert bool(ask("SHOT003", beat(words, key="prompt")).findings) == found


# SHOT004 and SHOT005


@pytest.mark.parametrize("number", [0x80, 0x85, 0x9F, 0xFDD0, 0xFFFE])
def test_control_characters_are_found_and_left_out(ask: Ask, number: int) -> None:
    sign = f"\\u{number:04x}"
    asked = ask("SHOT004", f'- shot: "Maya{sign} walks{sign}"\n')
    assert [finding.message[:6] for finding in asked.findings] == [f"U+{number:04X}"]
    asked.check_fixes()


@pytest.mark.parametrize("text", ["a\tb\nc\r\n", "naïve 日本語 🎉", "\u200b\u202e"])
def test_line_ends_and_visible_characters_are_no_controls(text: str) -> None:
    assert not controls_in(text)


@given(st.characters())
def test_what_is_a_control_is_what_unicode_says(sign: str) -> None:
    code = ord(sign)
    cc = code < 0x20 or 0x7F <= code < 0xA0
    never = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    assert bool(controls_in(sign)) == ((cc and sign not in "\t\n\r") or never)


def test_lone_surrogates_are_controls() -> None:
    assert controls_in("a\ud800b\udfff") == ["\ud800", "\udfff"]


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a joiner that parts
        "\u0915\u094d\u200d\u0937",  # Devanagari, after a virama
        "\u0d28\u0d4d\u200d",  # Malayalam, at the end of a word
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
        "\U0001f3f3\ufe0f\u200d\U0001f308",  # a flag
        "\U0001f3f4\U000e0067\U000e0062\U000e007f",  # a flag with tags
        "plain words, naïve ones, 日本語",
    ],
)
def test_joiners_that_are_meant_are_no_unseen_characters(text: str) -> None:
    assert not unseen_in(text)


@pytest.mark.parametrize(
    "number",
    [0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066,
     0x2069, 0xFEFF, 0xE0041, 0x3164],
)  # fmt: skip
def test_what_nobody_sees_is_found(number: int) -> None:
    assert unseen_in(f"Maya{chr(number)}walks") == [chr(number)]


@pytest.mark.parametrize(
    "beats",
    [
        '- shot: "Ma\\u200bya walks"',
        '- shot: ["Maya walks", "Ma\\u200bya sits"]',
        '- shot: ["Ma\\u200bya walks"]',
        '- shot: {action: "Ma\\u200bya walks"}',
        '- shot: {action: ["Ma\\u200bya walks"]}',
        '- shot: Maya walks\n  camera: "wide\\u200b shot"',
        '- shot: Maya walks\n  camera: {words: "wide\\u200b shot"}',
        '- shot: Maya walks\n  camera:\n    words: "wide\\u200b shot"',
        '- shot: Maya walks\n  camera: {size: "wide\\u200b shot", move: static}',
        '- shot: Maya walks\n  audio: {ambient: "wind\\u200b"}',
        '- shot: Maya walks\n  audio: {ambient: ["wind\\u200b"]}',
        '- shot: Maya walks\n  audio: {ambient: ["rain", "wind\\u200b"]}',
        '- shot: Maya walks\n  audio: {says: [{by: maya, line: "Hi\\u200b."}]}',
        '- shot: Maya walks\n  constraints: ["an open\\u200b door"]',
        '- prompt: "Ma\\u200bya walks"',
    ],
)
def test_unseen_characters_are_left_out_wherever_they_are_written(ask: Ask, beats: str) -> None:
    asked = ask("SHOT005", beats)
    assert asked.beats == ["s.1"]
    assert asked.findings[0].mend
    asked.check_fixes()


def test_unseen_characters_of_names_looks_scripts_and_references_are_found(ask: Ask) -> None:
    board = """
    cast:
      ben: {name: "B\\u202een", look: "lk\\u200b_ben", consent: confirmed}
    references:
      mug: {image: "https://example.com/m\\u200bug.png", of: product}
    """
    asked = ask(
        "SHOT005",
        "- shot: He walks\n  with: [ben]\n  references: [mug]\n"
        '- talk: "Hel\\u200blo"\n  by: maya\n',
        board=board,
    )
    assert asked.beats == ["s.1", "s.1", "s.1", "s.2"]


def test_a_text_of_nothing_but_unseen_characters_is_not_emptied(ask: Ask) -> None:
    (found,) = ask("SHOT005", '- shot: Maya waves\n  style: "\\u200b"\n').findings
    assert found.mend is None


# SHOT006


@pytest.mark.parametrize(
    "sign", ["🎉", "☀", "✨", "⭐", "👨\u200d👩\u200d👧", "1\ufe0f\u20e3", "❤️"]
)
def test_pictures_are_found_in_words_lines_and_scripts(ask: Ask, sign: str) -> None:
    line = f'- shot: Maya waves\n  audio: {{says: [{{by: maya, line: "Hi {sign}"}}]}}\n'
    script = f"- talk: Hello {sign}\n  by: maya\n"
    asked = ask("SHOT006", f"- shot: Maya smiles {sign}\n" + line + script)
    assert asked.beats == ["s.1", "s.2", "s.3"]


@pytest.mark.parametrize("words", ["25 °C, 50 %, «naïve» — 日本語 …", "™ © ® € ½ × →"])
def test_signs_of_type_are_no_pictures(ask: Ask, words: str) -> None:
    assert not ask("SHOT006", beat(words)).findings


# SHOT008


@pytest.mark.parametrize(
    "words",
    [
        "Maya holds [PRODUCT NAME] up",
        "Maya holds [your product] up",
        "Maya walks through [City]",
        "Maya waves to [Name]",
        "Maya stands in [LOCATION]",
        "Maya holds YOUR_PRODUCT up",
        "Maya enters [INSERT PLACE HERE]",
        "Maya does TODO",
        "todo: what Maya does",
        "Maya lifts a mug, TBD",
        "Maya holds your product up to the camera",
        "Maya reads lorem ipsum",
        "Maya meets ____ at the door",
        "fill in later",
        "XXX",
        "Maya waves, fixme",
    ],
)
def test_placeholders_are_found(ask: Ask, words: str) -> None:
    assert ask("SHOT008", beat(words)).beats == ["s.1"]


@pytest.mark.parametrize(
    "words",
    [
        "Maya fills in a form",
        "Maya and a friend fill in a form",
        "soft fill-in light on Maya",
        "Maya abre todo el mapa",
        "Maya ticks off a todo list",
        "Maya names the city and the date",
        "Maya wears size XXXL",
        "Maya lifts the tin from image 1",
        "Maya puts a product on the shelf",
        "Maya walks [slowly] on",
        "snake_case and a_b",
    ],
)
def test_words_that_look_like_placeholders_are_let_be(ask: Ask, words: str) -> None:
    assert not ask("SHOT008", beat(words)).findings


def test_in_a_line_only_what_nobody_says_is_a_placeholder(ask: Ask) -> None:
    said = '- shot: Maya waves\n  audio: {{says: [{{by: maya, line: "{}"}}]}}\n'
    asked = ask("SHOT008", said.format("We ship your product today.") + said.format("Hi [NAME]!"))
    assert asked.beats == ["s.2"]


# SHOT012


@pytest.mark.parametrize(
    ("words", "more", "found"),
    [
        ("Maya waves", "camera: make it cool", True),
        ("Maya waves", "aspect: '9:16'", True),
        ("Maya waves", "camera: locked-off, eye-level", False),
        ("Maya waves", "camera: {size: medium close-up}", False),
        ("Shot 1: wide shot, Maya enters. Shot 2: close-up, Maya sits.", "seconds: 10", False),
        ("Shot 1: wide shot, Maya enters. Shot 2: Maya sits.", "seconds: 10", True),
        ("Shot 1: Maya enters. Shot 2: Maya sits.", "camera: wide shot", False),
        ("Maya saluda", "camera: plano medio\n  language: es", False),
    ],
)
def test_a_camera_is_known_by_its_terms(ask: Ask, words: str, more: str, *, found: bool) -> None:
    assert bool(ask("SHOT012", beat(words, more)).findings) == found


# SHOT014


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("Style: noir. Subject: Maya.", True),
        ("Subject: Maya\nCamera: static\nAction: she waves", True),
        ("SUBJECT: Maya\nACTION: waves\nSETTING: a hall\nCAMERA: static\nSTYLE: noir", False),
        ("Subject: Maya. Lighting: soft. Action: she waves.", False),
        ("Shot 1: Action: Maya sits. Camera: static. Shot 2: Action: Maya stands.", False),
        ('Maya reads "Style: noir. Subject: me."', False),
        ("Maya waves in an old style: noir", False),
    ],
)
def test_labels_have_an_order(ask: Ask, prompt: str, *, found: bool) -> None:
    assert bool(ask("SHOT014", beat(prompt, key="prompt")).findings) == found


# SHOT015

DESCRIBED = """\
Maya, with short brown hair and wearing a navy suit, closes a laptop.
Maya, long red hair, walks in
Maya with long, flowing blonde hair turns
Maya in a red dress walks along the pier
Maya stands by the window in a navy suit
Ken, a 35-year-old baker, opens the oven
A young woman opens the door
A woman in a yellow raincoat crosses the street
an Asian woman in her 20s smiles
Maya's blue eyes sparkle
close on her green eyes
Ken, bearded, nods
a tall, slim man named Ken walks in
Ken, a tall man with a beard, waves
Maya, in her forties, sits
Maya, mid-thirties, waves
Maya (34) sits down
Maya, 34, sits down
Maya, thirty-five years old, writes
Ken has a thick moustache
Ken with a goatee laughs
Ken's chiseled jawline in profile
Ken with a square jaw laughs
Maya has freckles and dimples
Maya, dressed in black jeans and a white t-shirt, waves
Maya wears glasses and a red scarf
Maya sits at the desk wearing a navy suit
Maya sporting a leather jacket leans on a bike
Ken, clad in a grey coat, waits
Ken in a crisp white shirt turns
Maya's red dress flows behind her
Her long hair blows in the wind
Her hair is long and black
her auburn curls bounce
dark-haired Maya waves
Maya, blue-eyed and tall, laughs
Maya, blonde, laughs
a blonde woman laughs
The elderly man pours tea
Maya, an elderly woman, pours tea
Maya, a middle-aged teacher, writes on a board
the camera circles Maya, her pale skin glowing
Maya, olive skin and high cheekbones, smiles
Ken, muscular build, lifts a box
the presenter, a woman with dark hair, waves
Shot 1: Maya, wearing a red coat, enters. Shot 2: Ken waves."""

NOT_DESCRIBED = """\
Maya keeps a straight face
Maya smiles with her whole face
Maya and Ken face each other
Warm light on her face, eyes on the horizon
Soft light on face and hands
golden light falls across her face
blue light from the screen washes over his face
short shadow on her chin
Maya turns, her face half in shadow
Maya closes her eyes
Maya raises her eyebrows, eyes wide
Maya tucks her hair behind her ear
Dark clouds, Maya's hair moves in the wind
Ken wipes flour off his chin
Ken strokes his beard
Maya wrinkles her nose
Maya brushes a doll's long red hair
Maya pets a dog with long brown hair
The dog shakes its long white hair
A black cat with green eyes sits beside Maya
Maya hands a cup to an elderly woman
Ken greets a young man at the door
Maya helps an old man cross the street
Maya nods at a woman wearing a red dress
Ken greets a man with a beard
Maya gives a client a haircut
Maya looks at a photo of a young woman
Maya paints a portrait of an elderly man
A crowd wearing winter coats passes behind Maya
Ken walks past a mannequin wearing a red dress
Maya hangs a navy suit on the rail
Maya lifts a blue dress from the rack and holds it up
Maya lifts a black coat from the chair
Maya folds a red scarf
Ken irons a white shirt
Maya ties her apron and washes her hands
Maya puts on her coat and leaves
Ken straightens his tie
Maya adjusts her glasses
Maya clinks glasses with Ken
Maya wraps the vase in a sweater
Ken puts the keys in his jacket pocket
Maya walks into a dress shop
The table is dressed in white linen
Maya wears headphones and taps the desk
Ken wears a smile
Ken laughs at a sporting event under blue light
Ken pours a 12-year-old whisky
an early 90s camcorder look, Maya waves
Maya and Ken, 20 minutes later
Maya points at the round face of the clock
the sharp nose of a racing car fills the frame
Maya peels the thick skin of an orange
Ken climbs the rock face
Maya holds a black hair dryer
Ken cuts a silver hair ribbon
Maya applies skin cream to her hand
Ken lifts a thick book with a dark blue cover
the tall building behind Maya"""


@pytest.mark.parametrize("action", DESCRIBED.splitlines())
def test_what_describes_the_cast_is_found(action: str) -> None:
    assert descriptions(action, ("Maya", "Ken"))


@pytest.mark.parametrize("action", NOT_DESCRIBED.splitlines())
def test_what_looks_like_a_description_is_let_be(action: str) -> None:
    assert descriptions(action, ("Maya", "Ken")) == []


@pytest.mark.parametrize(
    "setting",
    [
        "a pub full of old men in dark coats",
        "a street of people wearing coats",
        "a wall of portraits, a young woman in a blue dress",
        "a square face of rock above a long lake",
        "a shop window, pale skin tones on a poster",
    ],
)
def test_in_a_setting_only_the_cast_is_described(ask: Ask, setting: str) -> None:
    beats = f"- shot: Maya waves\n  setting: {setting}\n"
    assert not ask("SHOT015", beats).findings
    hers = "- shot: Maya waves\n  setting: Maya's kitchen, her red hair lit by the sun\n"
    assert told(ask("SHOT015", hers)) == ["red hair"]


def test_clothes_may_be_told_where_a_reference_shows_them(ask: Ask) -> None:
    board = 'references:\n  coat: {image: "https://example.com/c.png", of: wardrobe}\n'
    beats = beat("Maya, wearing a red coat, waves", "references: [coat]")
    assert not ask("SHOT015", beats, board=board).findings
    assert ask("SHOT015", beats.replace("[coat]", "[tin]"), board=board).findings
    hair = beat("Maya, long red hair, waves", "references: [coat]")
    assert ask("SHOT015", hair, board=board).findings


def test_a_description_may_stand_in_a_name_and_never_in_a_line(ask: Ask) -> None:
    board = 'cast:\n  ana: {look: lk_ana, consent: confirmed, name: "Ana with long red hair"}\n'
    asked = ask("SHOT015", "- shot: She waves\n  with: [ana]\n", board=board)
    assert told(asked) == ["long red hair"]
    line = '- shot: Maya waves\n  audio: {says: [{by: maya, line: "I had long red hair."}]}\n'
    assert not ask("SHOT015", line).findings
    assert not ask("SHOT015", beat('Maya says "My long red hair!"')).findings


# SHOT017


@pytest.mark.parametrize(
    "action",
    [
        "Ken taps the microphone while Maya laughs",
        "While Ken listens, Maya leans in",
        "Ken's hand rests on Maya's shoulder",
        "They walk along the beach",
        "Maya walks on alone",
        "ken greets maya",
    ],
)
def test_names_out_of_order_or_missing_are_found(ask: Ask, action: str) -> None:
    assert ask("SHOT017", beat(action, TWO)).beats == ["s.1"]


@pytest.mark.parametrize(
    "action",
    [
        "Maya is greeted by Ken",
        "Maya leans in. Ken nods. Ken and Maya shake hands.",
        "Mayas Hand liegt auf Kens Arm",
        "MAYA and KEN wave",
        "マヤとケンが歩く",
    ],
)
def test_names_in_order_are_let_be(ask: Ask, action: str) -> None:
    assert not ask("SHOT017", beat(action, TWO)).findings


def test_who_speaks_or_is_named_by_the_camera_is_named(ask: Ask) -> None:
    beats = beat("Maya pours tea", TWO, "audio: {says: [{by: ken, line: Thanks.}]}")
    beats += beat("Maya pours tea", TWO, "camera: over Ken's shoulder, medium shot")
    beats += beat("Avatar 1 greets avatar 2", TWO, key="prompt")
    beats += beat("Ken greets Maya", TWO, key="prompt")
    assert ask("SHOT017", beats).beats == ["s.4"]


def test_with_is_reordered_where_it_stands_on_the_beat(ask: Ask) -> None:
    asked = ask("SHOT017", beat("Ben greets Ken, then Maya", "with: [maya, ben, ken]"), board=BEN)
    assert asked.findings[0].mend
    asked.check_fixes()


def test_with_is_left_alone_where_others_inherit_it() -> None:
    text = """
shotwright: 1
cast: {ana: {look: lk_a, consent: confirmed}, ben: {look: lk_b, consent: confirmed}}
scenes: [{id: s, with: [ana, ben], beats: [{shot: Ben greets Ana}, {shot: Ana greets Ben}]}]
"""
    findings = shotwright.check(shotwright.load(text), on=date(2026, 11, 21))
    (found,) = [finding for finding in findings if finding.code == "SHOT017"]
    assert (found.beat, found.mend) == ("s.1", None)


def test_a_name_may_stand_in_part_unless_another_shares_it() -> None:
    names = ("Dr Ana Silva", "Dr Ben Silva")
    assert mentions(names, "Ben and Ana, both Dr Silva") == (8, 0)
    assert mentions(names, "Dr Silva waves") == (-1, -1)
    assert mentions(("Will", "May"), "May will not wave, but Will does") == (23, 0)


# SHOT018


@pytest.mark.parametrize(
    "action",
    [
        "Maya and Ken sit. She stands up.",
        "Maya and Ken sit; he looks away",
        "Maya and Ken sit. The other stands up.",
        "Maya and Ken sit. One of them laughs.",
        "Maya and Ken sit. One slowly rises.",
        "Shot 1: Maya and Ken sit. Shot 2: He laughs.",
        "Maya and Ken sit while the presenter waves",
        "Maya and Ken listen and the speaker nods",
        "Maya and Ken sit, the woman laughs",
        "Maya and Ken wait until someone knocks",
        "Maya and Ken sit. He's laughing.",
        "Maya and Ken sit beside the woman",
    ],
)
def test_people_who_may_be_either_are_found(ask: Ask, action: str) -> None:
    assert ask("SHOT018", beat(action, TWO)).beats == ["s.1"]
    assert not ask("SHOT018", beat(action)).findings


@pytest.mark.parametrize(
    "action",
    [
        "Maya hands Ken a cup and he smiles",
        "Maya and Ken sit. One hand rests on the table.",
        "Maya and Ken sit. One by one the lamps go out.",
        "Maya and Ken sit. The other side of the street is empty.",
        "Maya and Ken sit. They laugh.",
        "Maya and Ken listen to the speaker on the shelf",
        "Maya and Ken wait at the host stand",
        'Maya says to Ken: "He left. The man is gone."',
        "Maya and Ken watch. Heavy rain falls.",
    ],
)
def test_words_that_only_look_unclear_are_let_be(ask: Ask, action: str) -> None:
    assert not ask("SHOT018", beat(action, TWO)).findings


# SHOT019


@pytest.mark.parametrize(
    "action",
    [
        "Three hosts laugh",
        "3 presenters wave",
        "Three smiling friends wave",
        "Maya and Ken sit between four women",
        "Maya and Ken talk to two more guests, five people in all",
    ],
)
def test_a_number_of_people_other_than_the_cast_is_found(ask: Ask, action: str) -> None:
    assert ask("SHOT019", beat(action, TWO)).beats == ["s.1"]


@pytest.mark.parametrize(
    "action",
    [
        "Two hosts laugh",
        "Maya and Ken laugh, three guests in the background",
        "Three women pass behind Maya and Ken",
        "Maya and Ken lay the table for six people",
        "Maya and Ken hang a poster of four women",
        "Maya and Ken carry three boxes",
        "Maya and Ken wait at 3, people pass by",
        "Maya and Ken sit in a five-people carriage",
        "One woman and one man laugh",
    ],
)
def test_numbers_that_fit_or_count_others_are_let_be(ask: Ask, action: str) -> None:
    assert not ask("SHOT019", beat(action, TWO)).findings


def test_two_friends_are_one_too_many_for_one(ask: Ask) -> None:
    assert told(ask("SHOT019", beat("Two friends laugh"))) == ["Two friends"]


# SHOT020


@pytest.mark.parametrize(
    ("twin", "found"),
    [
        ("{look: lk_maya, consent: confirmed}", True),
        ("{look: lk_other, name: MAYA, consent: confirmed}", True),
        ("{look: lk_other, consent: confirmed}", False),
    ],
)
def test_two_of_one_look_or_name_are_found(ask: Ask, twin: str, *, found: bool) -> None:
    beats = beat("Maya meets her twin", "with: [maya, twin]")
    assert bool(ask("SHOT020", beats, board=f"cast:\n  twin: {twin}\n").findings) == found


# SHOT055


@pytest.mark.parametrize(
    "words",
    [
        "Maya waves, 9:16",
        "Maya waves, aspect ratio 4:3",
        "Maya waves, 1:1 frame",
        "Maya waves in a vertical video",
        "Maya waves, portrait orientation",
        "Maya waves, square format",
        "Maya waves, a 20-second clip",
        "Maya waves, a 20s shot",
        "a twelve-second continuous take, Maya waves",
        "Maya waves, 5 second video",
    ],
)
def test_words_that_contradict_the_settings_are_found(ask: Ask, words: str) -> None:
    for key in ("shot", "prompt"):
        assert ask("SHOT055", beat(words, "seconds: 10", key=key)).beats == ["s.1"]


@pytest.mark.parametrize(
    "words",
    [
        "Maya waves, 16:9",
        "Maya waves, widescreen format",
        "Maya waves, a 10-second clip",
        "Maya waves at 9:16 am",
        "Maya arrives at 9:16",
        "the team wins 4:3",
        "Maya builds a 1:1 scale model",
        "Maya has a 1:1 meeting",
        "Maya films a vertical video on her phone",
        "Maya watches a 30-second video",
        "Maya walks across a square",
        "a vertical garden, landscape paintings, a portrait",
        "a ten-second pause",
        "Shot 1: a 5-second shot of Maya. Shot 2: a 5-second shot of the sea.",
        "anamorphic 2.39:1 flare",
    ],
)
def test_words_that_agree_or_mean_something_else_are_let_be(ask: Ask, words: str) -> None:
    assert not ask("SHOT055", beat(words, "seconds: 10")).findings


def test_a_length_within_the_range_is_let_be(ask: Ask) -> None:
    beats = [beat("Maya waves, a 6-second clip", each) for each in ("seconds: 4-8", "cut: always")]
    assert not ask("SHOT055", "".join(beats)).findings


# REFS


@pytest.mark.parametrize(
    "words",
    [
        "the tin from image 2",
        "the tin from @image2",
        "the tin from images 1 and 2",
        "moves as in video 1",
        "to the beat of @Audio1",
        "the label of image #3",
        "a tin as in picture 2",
        "图片2里的罐子",
    ],
)
def test_pointers_beyond_the_references_are_found(ask: Ask, words: str) -> None:
    assert ask("REFS006", beat(words, "references: [tin]")).beats == ["s.1"]


@pytest.mark.parametrize(
    "words",
    [
        "the tin from image 1",
        "the tin from @Image1",
        "a video 3 metres wide",
        "a 4K video 10 s long",
        "audio 5.1 speakers",
        "video 2.0 on a poster",
        "Maya takes 3 pictures, 2 of them blurred",
        'Maya says "Turn to image 7"',
        "图片1里的罐子",
    ],
)
def test_pointers_that_lead_somewhere_are_let_be(ask: Ask, words: str) -> None:
    assert not ask("REFS006", beat(words, "references: [tin]")).findings


def test_more_than_five_references_are_too_many(ask: Ask) -> None:
    names = "abcdef"
    board = "references:\n" + "".join(
        f'  {name}: {{image: "https://example.com/{name}.png", of: style}}\n' for name in names
    )
    beats = "".join(
        beat("Maya waves", f"references: [{', '.join(names[:count])}]") for count in (5, 6)
    )
    assert ask("REFS007", beats, board=board, route="api").beats == ["s.2"]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("motion", "camera", False),
        ("camera", "camera", True),
        ("palette", "palette", True),
        ("product", "product", False),
    ],
)
def test_one_reference_has_a_job_alone(ask: Ask, first: str, second: str, *, found: bool) -> None:
    board = f"""
    references:
      a: {{video: "https://example.com/a.mp4", of: {first}}}
      b: {{video: "https://example.com/b.mp4", of: {second}}}
    """
    asked = ask("REFS007", beat("Maya waves", "references: [a, b]"), board=board)
    assert bool(asked.findings) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lk_maya waves", "lk_maya"),
        ("Maya lifts asset:abc123", "asset:abc123"),
        ("Maya lifts tin.png", "tin.png"),
        ("Maya lifts https://example.com/tin.png.", "https://example.com/tin.png"),
        ("Maya lifts a tin and/or a mug at 1.5 m", None),
        ("Maya waves", None),
    ],
)
def test_ids_and_addresses_in_the_words_are_found(ask: Ask, words: str, found: str | None) -> None:
    assert told(ask("REFS009", beat(words))) == ([found] if found else [])


def test_clips_count_together(ask: Ask) -> None:
    board = """
    references:
      a: {video: "https://example.com/a.mp4", of: motion, seconds: 7.5}
      b: {video: "https://example.com/b.mp4", of: style, seconds: 7.5}
      c: {video: "https://example.com/c.mp4", of: style, seconds: 0.1}
      d: {image: "https://example.com/d.png", of: style}
    """
    beats = [beat("Maya waves", f"references: {names}") for names in ("[a, b, d]", "[a, b, c]")]
    assert ask("REFS010", "".join(beats), board=board).beats == ["s.2"]


# The prose that they share


def test_quotes_are_blank_and_nothing_moves() -> None:
    text = 'Maya says "Hi" and “bye”, «ja»'
    assert unquoted(text) == "Maya says      and      ,     "
    assert len(unquoted(text)) == len(text)


def test_marks_divide_a_text() -> None:
    def divided(action: str) -> tuple[tuple[int, ...], list[str]]:
        scenes = [{"id": "s", "beats": [{"shot": action}]}]
        board = shotwright.load({"shotwright": 1, "cast": {"maya": {}}, "scenes": scenes})
        (brief,) = board.briefs
        assert isinstance(brief, ShotBrief)
        marks, parts = parts_of(brief, board)
        return marks, [text.text for part in parts for text in part]

    assert divided("SHOT 1: a. Shot2：b") == ((1, 2), ["a. ", "b"])
    assert divided("a shot of 2 mugs") == ((), ["a shot of 2 mugs"])
    assert divided("Maya waits. Shot 3: a") == ((3,), ["a"])


@pytest.mark.parametrize("text", ["“", "\n", " ", "image 1, , ", "long red ", "an old man ", "a-"])
def test_hostile_words_take_linear_time(ask: Ask, text: str) -> None:
    started = process_time()
    ask("SHOT018", beat(text * (9_000 // len(text)), TWO, key="prompt"))
    assert process_time() - started < 2
