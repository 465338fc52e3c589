"""The rules of speech in shots, of motion prompts, and of the story, at their edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shotwright.catalog import word_list
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.dialogue import said_without_words
from shotwright.rules.motions import beyond_reach, camera_in, negations_in, too_many_gestures
from shotwright.rules.story import joined_places, packed_places
from shotwright.speech import shot_length_ms

if TYPE_CHECKING:
    from tests.rules.conftest import Ask

PACE = ("SHOT043", "SHOT044", "SHOT045")


def speech(
    words: int, seconds: str = '"=10"', *, word: str = "so", line: str = "", rest: str = ""
) -> str:
    """Write a shot in which Maya says some short words."""
    said = line or " ".join([word] * words)
    return (
        f"- shot: Maya looks up\n  seconds: {seconds}\n"
        f"  audio: {{says: [{{by: maya, line: '{said}'}}]}}\n{rest}"
    )


def told(ask: Ask, beats: str, codes: tuple[str, ...], **board: str) -> set[str]:
    """List which of some rules find anything."""
    return {code for code in codes if ask(code, beats, **board).findings}


# How fast lines are


@pytest.mark.parametrize(
    ("words", "seconds", "code"),
    [
        (13, '"=10"', None),
        (14, '"=10"', "SHOT043"),
        (20, '"=10"', "SHOT043"),
        (21, '"=10"', "SHOT044"),
        (27, '"=10"', "SHOT044"),
        (28, '"=10"', "SHOT045"),
        (14, '"=4"', "SHOT045"),
        (6, '"=4"', "SHOT043"),
        (5, '"=4"', None),
        (30, "15", "SHOT043"),
        (31, "15", "SHOT044"),
        (41, "auto", "SHOT045"),
        (40, "auto", "SHOT044"),
        # A shot is never shorter than 4 s, but a part of one may be.
        (5, "1", None),
        (5, '"=2"', "SHOT044"),
        # The low end of a range is what is planned.
        (20, "8-12", "SHOT044"),
        # Two shots of 10 s; one line is in one of them.
        (30, "20", "SHOT045"),
    ],
)
def test_the_pace_of_lines_is_told_once_and_by_the_worst(
    ask: Ask, words: int, seconds: str, code: str | None
) -> None:
    assert told(ask, speech(words, seconds), PACE) == ({code} if code else set())


@pytest.mark.parametrize(
    ("language", "word", "most"),
    [
        ("zh", "好", (26, 40, 54)),
        ("yue", "好", (26, 40)),  # 54 take longer than the shot by the estimate of speech
        ("ko", "네", (26, 40, 54)),
        ("ja", "え", (33, 50, 68)),
        ("es", "si", (13, 20, 27)),
        ("it", "si", (13, 20, 27)),
    ],
)
def test_each_language_has_its_own_units_and_limits(
    ask: Ask, language: str, word: str, most: tuple[int, ...]
) -> None:
    for limit, below, above in zip(most, (None, *PACE[:2]), PACE, strict=False):
        for count, code in ((limit, below), (limit + 1, above)):
            gap = "" if len(word) == 1 else " "
            beat = speech(0, line=f"{gap.join([word] * count)}。，").rstrip()
            found = told(ask, f"{beat}\n  language: {language}", PACE)
            assert found == ({code} if code else set())


def test_shot045_knows_numbers_that_take_long_to_say(ask: Ask) -> None:
    line = "1,777,777,777 and 1,777,777,777 and 1,777,777,777"
    assert told(ask, speech(0, '"=8"', line=line), PACE) == {"SHOT045"}


def test_all_lines_of_a_clip_count_and_those_in_quotes(ask: Ask) -> None:
    beat = (
        '- shot: Maya nods and says "{}"\n  seconds: 10\n'
        "  audio: {{says: [{{by: maya, line: {}}}, {{by: maya, line: {}}}]}}"
    ).format(*[" ".join(["so"] * 7)] * 3)
    asked = ask("SHOT044", beat)
    assert asked.beats == ["s.1"]
    assert "21 words in 10 s" in asked.findings[0].message
    assert asked.places == [asked.place_of("{by: maya")]


@pytest.mark.parametrize(
    "action",
    [
        'Maya holds a board, the sign reading "{}"',
        'Maya passes a poster titled "{}"',
        'The label says "{}"',
        'a mug with "{}" on it',
    ],
)
def test_what_is_only_seen_in_quotes_is_not_said(ask: Ask, action: str) -> None:
    beat = f"- shot: '{action.format(' '.join(['so'] * 40))}'\n  seconds: 5"
    assert not told(ask, beat, (*PACE, "SHOT049", "SHOT050"), route="api")


def test_cutaways_talk_and_word_for_word_prompts_have_no_lines_of_their_audio(ask: Ask) -> None:
    scene = f"audio: {{says: [{{by: maya, line: {' '.join(['so'] * 90)}}}]}}"
    beats = "- prompt: Maya nods\n- id: t\n  talk: Good morning\n- {shot: Maya nods, over: t}"
    assert not told(ask, beats, (*PACE, "SHOT046", "SHOT049", "SHOT051"), scene=scene)


def test_a_length_that_was_not_said_follows_from_the_lines(ask: Ask) -> None:
    beat = speech(25).replace('  seconds: "=10"\n', "")
    assert not told(ask, beat, ("SHOT044", "SHOT045"))


@given(words=st.integers(1, 60), seconds=st.integers(4, 15))
def test_more_time_never_makes_lines_more_pressed(words: int, seconds: int) -> None:
    from tests.rules.conftest import ask  # noqa: PLC0415 - a fixture cannot be shared with given

    def worst(length: int) -> int:
        found = told(ask, speech(words, f'"={length}"'), PACE)
        assert len(found) <= 1
        return PACE.index(found.pop()) if found else -1

    assert worst(min(seconds + 1, 15)) <= worst(seconds)


# Who says what

SAID = [
    "Maya says hello to all", "Maya whispers to Ken", "Maya quietly tells Ken a secret",
    "She explains the chart", "Maya and Ken say goodbye", "Maya sits. Then she asks for the bill",
    "Maya leans in, whispers something warm", "The host says good evening", "Both shout at once",
    "Says hello", "Maya, still smiling, says thank you",
]  # fmt: skip
NOT_SAID = [
    'Maya says "Hello"', 'Maya explains. "It works like this."', "The sign says open",
    "Her face says it all", "The wind whispers through the trees", "Maya replies with a nod",
    "Maya says nothing and leaves", "Maya listens, the clock tells the time",
    "Maya silently says a prayer", "Whispers of steam rise", "Maya explains with her hands",
    "Maya reads a letter that says hello", "Maya walks past a shouting crowd",
    "Maya answers the phone", "Maya talks to Ken", "Maya says “hi”", "Maya asks: «On y va?»",
    "Shouts from the street make Maya turn", "Her eyes tell a story", "マヤが「はい」と言う",
]  # fmt: skip


@pytest.mark.parametrize("action", SAID)
def test_shot046_finds_speech_without_words(ask: Ask, action: str) -> None:
    with_both = "  with: [maya, ken]"
    asked = ask("SHOT046", f"- shot: '{action}'\n{with_both}")
    assert [finding.severity for finding in asked.findings] == [Severity.WARN]
    assert asked.places == [asked.place_of(f"'{action}")]
    assert ask("SHOT046", f"- prompt: '{action}'\n{with_both}").beats == ["s.1"]
    for audio in ("mode: silent", "speech: quiet talk", "says: [{by: maya, line: Hello}]"):
        settled = f"- shot: '{action}'\n{with_both}\n  audio: {{{audio}}}"
        assert not ask("SHOT046", settled).findings


@pytest.mark.parametrize("action", NOT_SAID)
def test_shot046_lets_other_actions_pass(ask: Ask, action: str) -> None:
    assert not ask("SHOT046", f"- shot: '{action}'").findings


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("ana", False), ("ANA", False), ("Ana Chen", False), ("Chen", False),
        ("narrator", False), ("Off-screen voice", False), ("a voice on the radio", False),
        ("VO", False), ("ナレーター", False), ("locutor", False),
        ("ken", True), ("Ken", True), ("the barista", True), ("Maja", True), ('""', True),
    ],
)  # fmt: skip
def test_shot046_wants_the_speaker_in_the_picture(ask: Ask, by: str, *, found: bool) -> None:
    beat = f"- shot: Ana nods\n  with: [ana]\n  audio: {{says: [{{by: {by}, line: Come in}}]}}"
    asked = ask("SHOT046", beat, board="cast:\n  ana: {look: lk, name: Ana Chen}")
    assert len(asked.findings) == found
    assert asked.places == [asked.place_of(f"{by}, line")] * found


@pytest.mark.parametrize(
    ("lines", "board", "found"),
    [
        (
            "{by: maya, line: Hi, language: en}, {by: maya, line: Hola, language: es}",
            "",
            "en and es",
        ),
        ("{by: maya, line: Hi}, {by: maya, line: Hola, language: es}", "", "en and es"),
        ("{by: maya, line: Hola}, {by: maya, line: Hi, language: en}", "language: es", "es and en"),
        ("{by: maya, line: Hi, language: en-GB}, {by: maya, line: Hi, language: en-US}", "", ""),
        ("{by: maya, line: 好, language: zh}, {by: maya, line: 好, language: yue}", "", ""),
        ("{by: maya, line: Bienvenidos}", "language: es", ""),
        ("{by: maya, line: ようこそ}", "", "script of its language, `en`"),
        ("{by: maya, line: Добро пожаловать}", "language: de", "script of its language, `de`"),
        ("{by: maya, line: ようこそ}", "language: ja", ""),
        ("{by: maya, line: 'Try the ラーメン here'}", "", ""),
        ("{by: maya, line: 'Đẹp quá ạ'}", "", ""),
        ("{by: maya, line: '3, 2, 1!'}", "", ""),
    ],
)
def test_shot047_wants_one_language_and_the_right_one(
    ask: Ask, lines: str, board: str, found: str
) -> None:
    beat = f"- shot: Maya waves\n  audio: {{says: [{lines}]}}"
    messages = [finding.message for finding in ask("SHOT047", beat, board=board).findings]
    assert len(messages) == (found != "")
    assert all(found in message for message in messages)


@pytest.mark.parametrize(
    ("audio", "action", "found"),
    [
        ("mode: spoken", "Maya nods", True),
        ("mode: spoken, speech: none", "Maya nods", True),
        ("mode: spoken, speech: a quiet talk", "Maya nods", False),
        ("mode: spoken", 'Maya says "Hi."', False),
        ("mode: spoken", 'Maya turns. "Hi."', False),
        ("mode: spoken, says: [{by: maya, line: Hi}]", "Maya nods", False),
        ("mode: ambient", "Maya nods", False),
        ("ambient: wind", "Maya nods", False),
    ],
)
def test_shot049_wants_lines_where_the_mode_is_spoken(
    ask: Ask, audio: str, action: str, *, found: bool
) -> None:
    beat = f"- shot: '{action}'\n  audio: {{{audio}}}"
    assert len(ask("SHOT049", beat).findings) == found


@pytest.mark.parametrize(
    ("turns", "seconds", "found"),
    [(1, 4, False), (2, 5, True), (2, 6, False), (3, 8, True), (3, 9, False), (5, 15, False)],
)
def test_shot049_counts_a_turn_for_every_three_seconds(
    ask: Ask, turns: int, seconds: int, *, found: bool
) -> None:
    lines = ", ".join(["{by: maya, line: Hi}"] * turns)
    beat = f"- shot: Maya nods\n  seconds: {seconds}\n  audio: {{says: [{lines}]}}"
    assert len(ask("SHOT049", beat).findings) == found


@pytest.mark.parametrize(
    ("audio", "speaks"),
    [
        ("{says: [{by: maya, line: Hi}]}", True),
        ("{mode: spoken, speech: a quiet talk}", True),
        ("{speech: a quiet talk}", True),
        ("{ambient: wind, speech: none}", False),
        ("quiet room tone", False),
    ],
)
def test_shot050_and_shot051_are_told_where_somebody_speaks(
    ask: Ask, audio: str, *, speaks: bool
) -> None:
    beat = f"- shot: Maya nods\n  audio: {audio}\n  aspect: "
    for code, route, aspect, applies in (
        ("SHOT050", "api", '"16:9"', True),
        ("SHOT050", "web", '"16:9"', False),
        ("SHOT051", "web", '"9:16"', True),
        ("SHOT051", "web", '"16:9"', False),
    ):
        asked = ask(code, beat + aspect, route=route)
        severities = [finding.severity for finding in asked.findings]
        assert severities == [Severity.INFO] * (speaks and applies)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('says "Come in', True), ('says "Come in."', False), ('a 24" screen', False),
        ('6\'2" tall, says "hi"', False), ("“Hello”", False), ("“Hello", True), ("„Hallo“", False),
        ("„Hallo”", False), ("„Hallo", True), ("”Hej”", False), ("“a” and “b", True),
        ("it's Ana's", False), ('"a" "b" "c', True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["shot", "prompt", "camera", "setting"])
def test_shot052_finds_open_quotations(ask: Ask, key: str, text: str, *, found: bool) -> None:
    written = "'" + text.replace("'", "''") + "'"
    beat = (
        f"- {key}: {written}" if key in {"shot", "prompt"} else f"- {{shot: a, {key}: {written}}}"
    )
    asked = ask("SHOT052", beat)
    assert len(asked.findings) == found
    assert asked.places == [asked.place_of(written)] * found


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ('Say "no"', True),
        ('"Hello"', True),
        ("“Hello”", False),
        ("Say 'no'", None),
        ("«Oui»", None),
    ],
)
def test_shot052_lets_no_double_quote_into_a_line(
    ask: Ask, line: str, *, mended: bool | None
) -> None:
    written = "'" + line.replace("'", "''") + "'"
    asked = ask("SHOT052", f"- shot: a\n  audio: {{says: [{{by: maya, line: {written}}}]}}")
    assert [bool(finding.mend) for finding in asked.findings] == [mended] * (mended is not None)
    asked.check_fixes()


# Motion prompts

MOTIONS = {
    "TALK006": (
        [
            "zoom in as she nods", "close-up on face, smiling", "camera pushes in slowly",
            "slow pan left, head nods", "wide shot, arms open", "low angle, confident",
            "the camera orbits her", "dolly in while smiling", "over-the-shoulder shot, nods",
            "Camera slowly moves closer", "handheld camera feel, head nods",
        ],
        [
            "eyes wide, surprised", "opens arms wide, warm", "looks over her shoulder, playful",
            "chest up, shoulders back", "raises hands overhead", "looks at camera, calm",
            "look off-camera, serious", "head tilts left", "turns to profile", "points to camera",
            "raises hand to eye level", "leans toward the camera, warm", "head turns, looking down",
            "tracks with her eyes", "toma el pan, acercamiento",
        ],
    ),
    "TALK007": (
        [
            "picks up a cup", "walks toward the camera", "stands up and waves", "holds a mug",
            "holding the product up", "sips coffee", "in a kitchen, smiling", "sits down slowly",
            "goes outside", "reads a book", "holds up a sign", "blurred background, head nods",
            "holding the phone to her ear", "opens the door",
        ],
        [
            "open palm rises, warm", "holds a smile", "holding a steady gaze", "hand goes to heart",
            "eyebrow goes up, curious", "walks us through with open palms", "stands up straight",
            "holds up two fingers", "holding both hands together", "leaves a pause", "goes still",
            "cup hands gently", "head picks up the pace", "holds a thumbs up",
            "holds her head high",
        ],
    ),
    "TALK008": (
        [
            "waves, points, claps and shrugs", "points at viewer, then thumbs up",
            "right hand waves and left hand points", "nods, raises eyebrows, leans in",
            "Crosses arms, then opens arms", "nods head, tilts chin, and shakes a fist",
        ],
        [
            "right hand waves, friendly", "right arm raises to wave, friendly",
            "head nods and hand opens, calm", "makes a point with an open palm, warm",
            "hand waves gently in a friendly wave", "waves of calm, shoulders drop",
            "open palm rises, open expression, warm smile", "leans in and nods, sincere",
        ],
    ),
    "TALK009": (
        [
            "waves for 3 seconds", "nods for 2s", "slow motion wave", "hold for five seconds",
            "in slow-mo", "after 10 seconds nods", "waits half a second", "head nods for 3 beats",
            "saluda 3 segundos", "3秒手を振る", "at 0:05 nods", "a two-second pause", "1.5s nod",
        ],
        [
            "nods twice", "on the second beat nods", "a second wave", "holds up 3 fingers",
            "80s style dance", "1990s disco pose", "like in her 30s, calm", "hands at 10 and 2",
            "counts 1 2 3 on fingers", "for a moment smiles", "second hand rises", "two slow nods",
        ],
    ),
    "TALK010": (
        [
            "don't move the arms", "no smiling", "without moving her head", "never looks away",
            "avoid nodding", "no gestures", "no hand gestures, no head movement", "not too fast",
        ],
        [
            "no hand gestures", "hands still, calm", "barely move", "shakes head no",
            "shakes her head, no", "no-nonsense nod", "wags finger in a no", "less expressive",
            "nods yes or no", "sorriso no rosto",
        ],
    ),
}  # fmt: skip


def motion(text: str, language: str) -> str:
    """Write a talk beat of a photo with a motion prompt."""
    written = text.replace("'", "''")
    return f"- {{talk: Hi, by: pic, motion: '{written}', language: {language}}}"


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, (bad, _) in MOTIONS.items() for text in bad]
)
def test_a_motion_prompt_beyond_its_reach_is_found(ask: Ask, code: str, text: str) -> None:
    language = "es" if "segundos" in text else "en"
    asked = ask(code, motion(text, language))
    assert [finding.severity for finding in asked.findings] == [Severity.WARN]
    assert asked.places == [asked.place_of("'" + text.replace("'", "''"))]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, (_, good) in MOTIONS.items() for text in good]
)
def test_a_motion_prompt_that_can_be_followed_is_let_pass(ask: Ask, code: str, text: str) -> None:
    language = "es" if "pan," in text else "pt" if "rosto" in text else "en"
    assert not ask(code, motion(text, language)).findings


def test_english_motion_prompts_are_read_on_boards_of_other_languages(ask: Ask) -> None:
    assert ask("TALK010", motion("don't move the arms", "es")).beats == ["s.1"]
    assert ask("TALK007", motion("right hand picks up a cup", "ja")).beats == ["s.1"]


@pytest.mark.parametrize("code", ["TALK006", "TALK007", "TALK008", "TALK009", "TALK010", "TALK011"])
def test_what_a_script_or_a_shot_says_is_no_motion(ask: Ask, code: str) -> None:
    words = "Don't zoom in for 3 seconds, wave, point, and walk to the kitchen"
    assert not ask(code, f'- talk: "{words}"\n- shot: "{words}"').findings


@pytest.mark.parametrize(
    "published",
    [
        *word_list("motion_prompt.hand_gesture"), *word_list("motion_prompt.posture"),
        *word_list("motion_prompt.gaze"), *word_list("motion_prompt.stillness"),
        *word_list("motion_prompt.expression"),
    ],
)  # fmt: skip
def test_what_heygen_publishes_is_never_warned_about(published: str) -> None:
    for finder in (camera_in, beyond_reach, too_many_gestures, negations_in):
        assert not finder(f"{published}, calm"), finder


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("be nice", "a body part, an action and a feeling"),
        ("head nods", "a feeling"),
        ("calm", "a body part and an action"),
        ("right arm raises to wave, friendly", ""),
        ("thumbs up, enthusiastic", ""),
        ("hands still", ""),
        ("shoulders relax, sincere", ""),
    ],
)
def test_talk011_names_what_the_form_lacks(ask: Ask, text: str, lacks: str) -> None:
    messages = [finding.message for finding in ask("TALK011", motion(text, "en")).findings]
    assert messages == ([f"the motion prompt lacks {lacks}"] if lacks else [])


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("v2.5 at 1.85M", 1), ("See www.example.com now", 1), ("mail me at a.b@c.com", 1),
        ("5GB of data", 1), ("it weighs 12 kg", 1), ("Go to heygen.com today", 1),
        ("on 3 May 2026", 0), ("the 2nd of June in the 1990s", 0), ("at 5pm", 0),
        ("2,400 people at 9:30", 0), ("Mr. Smith. Come in.", 0),
        ('wait <break time="2s"/> now', 0),
        (f"{'word ' * 29}end.", 1), (f"{'word ' * 28}end.", 0),
        (f"{'word ' * 20}end. {'word ' * 20}end.", 0), (f"{'word ' * 40}v2.5", 2),
    ],
)  # fmt: skip
def test_talk015_finds_what_is_hard_to_speak(ask: Ask, script: str, found: int) -> None:
    asked = ask("TALK015", f"- talk: '{script}'")
    assert [finding.severity for finding in asked.findings] == [Severity.INFO] * found


# The story


def shots(*cameras: str, rest: str = "") -> str:
    """Write a shot of 8 s for each camera, too long for two to share a clip."""
    return "\n".join(
        f"- {{shot: Maya does {n}, camera: '{camera}', seconds: 8{rest}}}"
        for n, camera in enumerate(cameras)
    )


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("medium shot", "medium shot", True),
        ("MS", "static mid shot", True),
        ("medium shot, eye-level", "medium shot", True),
        ("medium close-up, two-shot", "two-shot, medium close-up", True),
        ("wide shot to close-up", "close-up", True),
        ("medium shot, low angle", "medium shot, low angle, slow pan", True),
        ("medium shot", "close-up", False),
        ("medium shot", "medium shot, low angle", False),
        ("wide shot to close-up", "wide shot", False),
        ("close-up", "slow push-in to close-up", False),
        ("insert shot", "insert shot", False),
        ("cámara fija", "cámara fija", False),
        ("slow pan", "slow pan", False),
        ("wide-angle lens", "wide-angle lens", False),
    ],
)
def test_plan003_compares_the_framing_at_a_cut(
    ask: Ask, first: str, second: str, *, found: bool
) -> None:
    asked = ask("PLAN003", shots(first, second))
    assert asked.beats == ["s.2"] * found


@pytest.mark.parametrize(
    "beats",
    [
        pytest.param(f"{shots('MS')}\n- talk: Good morning.\n{shots('MS')}", id="talk-in-between"),
        pytest.param(f"{shots('MS')}\n{shots('MS', rest=', with: [ken]')}", id="another-cast"),
        pytest.param(
            f"{shots('MS')}\n{shots('MS', rest=', setting: a garden')}", id="another-place"
        ),
        pytest.param(
            "- {talk: 'One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten.', id: t}\n"
            + shots("MS", "MS", rest=", over: t"),
            id="cutaways",
        ),
        pytest.param(
            "- {prompt: 'medium shot', seconds: 8}\n- {prompt: 'medium shot', seconds: 8}",
            id="prompts",
        ),
    ],
)
def test_plan003_knows_no_jump_without_a_cut_between_like_clips(ask: Ask, beats: str) -> None:
    assert not ask("PLAN003", beats).findings


def test_plan003_reads_the_sizes_of_marked_shots(ask: Ask) -> None:
    beats = (
        "- {shot: 'Shot 1: wide shot, Maya waits. Shot 2: close-up, Maya waves.', seconds: 9}\n"
        "- {shot: Maya turns, camera: close-up, seconds: 9}\n"
        "- {shot: 'Shot 1: wide shot, Maya waits. Shot 2: close-up, Maya waves.', seconds: 9}"
    )
    assert ask("PLAN003", beats).beats == ["s.2"]


def test_plan003_points_at_the_camera_where_it_stands(ask: Ask) -> None:
    asked = ask("PLAN003", shots("MS", "MS").replace("camera: 'MS', ", ""), board="camera: MS")
    assert asked.places == [asked.place_of("MS\n")]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("setting: noon in a square", "setting: night in a square", True),
        ("setting: {weather: clear sky}", "setting: {weather: storm}", True),
        ("setting: x, lighting: bright midday sun", "setting: x, lighting: moonlight", True),
        ("setting: a field in snow", "setting: a field in a heatwave", True),
        ("setting: dawn in a park", "setting: sunrise in a park", False),
        ("setting: evening in a room", "setting: night in a room", False),
        ("setting: a room, lighting: high key", "setting: a room, lighting: low key", False),
        ("setting: a midnight blue room", "setting: a room at noon", False),
        ("setting: a room at noon", "setting: a room", False),
        ("setting: {mood: calm}", "setting: {mood: energetic}", False),
    ],
)  # fmt: skip
def test_plan004_finds_hours_and_weathers_that_cannot_follow(
    ask: Ask, first: str, second: str, *, found: bool
) -> None:
    between = "- talk: Good morning."
    beats = f"- {{shot: Maya waits, {first}}}\n{between}\n- {{shot: Maya turns, {second}}}"
    assert ask("PLAN004", beats).beats == ["s.3"] * found


def test_plan004_lets_scenes_and_cutaways_be_at_another_hour(ask: Ask) -> None:
    beats = "- {shot: a, setting: noon}\n- {talk: Hello there, id: t}\n"
    assert not ask("PLAN004", f"{beats}- {{shot: b, setting: night, over: t}}").findings


@pytest.mark.parametrize(
    ("words", "lines", "seconds", "found"),
    [
        (20, 1, 15, False),
        (21, 1, 15, True),
        (21, 1, 10, False),  # SHOT044 tells of it
        (6, 3, 9, True),
        (6, 3, 8, False),  # SHOT049 tells of it
        (6, 2, 9, False),
    ],
)
def test_plan005_finds_speeches_that_fit_a_clip(
    ask: Ask, words: int, lines: int, seconds: int, *, found: bool
) -> None:
    said = ", ".join(
        f"{{by: maya, line: {' '.join(['so'] * (words // lines))}}}" for _ in range(lines)
    )
    beat = f"- shot: Maya waits\n  seconds: {seconds}\n  audio: {{says: [{said}]}}"
    assert ask("PLAN005", f"{beat}\n- talk: Good morning.").beats == ["s.1"] * found
    assert not ask("PLAN005", beat).findings


IN_TWO_SHOTS = "- {shot: x, with: [ana]}\n- {shot: y, with: [ana2]}"


@pytest.mark.parametrize(
    ("second", "beats", "found"),
    [
        ("ana2: {look: b, name: ANA}", IN_TWO_SHOTS, True),
        ("ana2: {look: b, name: Ana}", "- {talk: x, by: ana}\n- {talk: y, by: ana2}", True),
        ("ana2: {look: b, name: Ana}", "- {shot: x, with: [ana, ana2]}", True),
        ("ana2: {look: a, name: Ana}", IN_TWO_SHOTS, False),
        ("ana2: {look: b}", IN_TWO_SHOTS, False),
        ("ana2: {look: b, name: Ana}", "- {shot: x, with: [ana]}", False),
        ("ana2: {look: b, name: Ana}", "- {shot: x, with: [ana]}\n- {talk: y, by: ana2}", False),
    ],
)  # fmt: skip
def test_plan006_finds_two_looks_of_one_name(
    ask: Ask, second: str, beats: str, *, found: bool
) -> None:
    asked = ask("PLAN006", beats, board=f"cast:\n  ana: {{look: a}}\n  {second}")
    assert asked.places == [asked.place_of(second.removeprefix("ana2: "))] * found


def test_plan007_tells_of_each_other_ratio_where_it_stands(ask: Ask) -> None:
    one = '- {shot: a}\n- {shot: b, aspect: "9:16"}\n- {talk: c}\n- {talk: d, aspect: "9:16"}'
    asked = ask("PLAN007", one)
    assert len(asked.findings) == 2
    assert asked.places[0] == asked.place_of('"9:16"}\n')
    assert not ask("PLAN007", one.replace("9:16", "16:9")).findings
    vertical = ask("PLAN007", "- {shot: a}\n- {talk: c}", scene='aspect: "9:16"')
    assert not vertical.findings


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("{music: soft piano}", "{music: soft piano}", True),
        ("rain and soft piano", "{music: a waltz}", True),
        ("{music: none}", "{music: a waltz}", False),
        ("{music: No music.}", "{music: no music}", False),
        ("{music: sin música}", "{music: 音楽なし}", False),
        ("'rain, no music'", "'rain, no music'", False),
        ("{mode: silent}", "{music: a waltz}", False),
    ],
)
def test_plan008_tells_of_music_on_both_sides_of_a_cut(
    ask: Ask, first: str, second: str, *, found: bool
) -> None:
    beats = f"- {{shot: a, seconds: 9, audio: {first}}}\n- {{shot: b, seconds: 9, audio: {second}}}"
    asked = ask("PLAN008", beats)
    assert [(f.beat, f.severity) for f in asked.findings] == [("s.2", Severity.INFO)] * found


def test_plan009_compares_what_is_spoken(ask: Ask) -> None:
    line = "audio: {says: [{by: maya, line: Hola, language: es}]}"
    beats = f"- talk: Hello\n- {{shot: x, {line}}}\n- {{talk: y, language: en-GB}}"
    asked = ask("PLAN009", beats)
    assert asked.places == [asked.place_of("{by: maya")]
    silent = "- talk: Hello\n- {shot: x, language: es}\n- {talk: {silence: 3}, language: fr}"
    assert not ask("PLAN009", silent).findings
    assert not ask("PLAN009", "- {talk: 好, language: zh}\n- {talk: 好, language: yue}").findings


def test_plan009_leaves_two_languages_of_one_shot_to_shot047(ask: Ask) -> None:
    said = "[{by: maya, line: Hola, language: es}, {by: maya, line: Hello, language: en}]"
    beats = f"- {{shot: x, audio: {{says: {said}}}}}"
    asked = ask("PLAN009", beats)
    assert not asked.findings
    assert "SHOT047" in {found.code for found in asked.others}
    assert ask("PLAN009", f"- talk: Hello\n{beats}").beats == [""]


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("cafe, later the beach", True), ("an office, then the street outside", True),
        ("kitchen followed by the garden", True), ("cafe next to the beach", False),
        ("a street, later in the evening", False), ("a kitchen at dawn, then dusk", False),
        ("the next room", False), ("a beach, every now and then windy", False),
        ("a diner on Next Street", False),
    ],
)  # fmt: skip
def test_plan010_finds_two_places_in_a_setting(ask: Ask, setting: str, *, found: bool) -> None:
    asked = ask("PLAN010", f"- {{shot: Maya waits, setting: '{setting}'}}")
    assert asked.places == [asked.place_of(f"'{setting}'")] * found
    assert bool(joined_places(setting)) is found


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ("Maya drinks in the cafe, then runs on the beach", True),
        ("Maya sits in the office, later she walks to the beach", True),
        ("Maya reads in the library. Then she sits on the roof", True),
        ("Maya leaves the kitchen, then walks into the garden", False),
        ("Maya crosses the street then stops", False),
        ("Maya waters the garden next to the house", False),
        ("Maya opens the kitchen door, then the kitchen window", False),
        ("Maya stands on the bridge, then looks down at the river", False),
        ("Maya waits at the station, then laughs at the station", False),
        ('Maya says "In the park, then at the beach."', False),
    ],
)
def test_plan010_finds_two_places_in_an_action(ask: Ask, action: str, *, found: bool) -> None:
    for key in ("shot", "prompt"):
        assert ask("PLAN010", f"- {key}: '{action}'").beats == ["s.1"] * found


@given(st.text(alphabet="abc .,;\"'“„thensyid-", max_size=400))
def test_no_text_stops_a_finder(text: str) -> None:
    for finder in (camera_in, beyond_reach, too_many_gestures, negations_in):
        finder(text)
    packed_places(text)
    joined_places(text)
    said_without_words(text, ["Ana"])


@pytest.mark.parametrize(("words", "seconds"), [(4, 4), (8, 4), (9, 5), (20, 10), (29, 15)])
def test_an_inferred_length_leaves_lines_unrushed(ask: Ask, words: int, seconds: int) -> None:
    line = " ".join(["go"] * words)

    def beats(length: str) -> str:
        return f'- {{shot: Maya waits, audio: {{says: [{{by: maya, line: "{line}"}}]}}{length}}}'

    brief = ask("SHOT044", beats("")).board.briefs[0]
    assert isinstance(brief, ShotBrief)
    assert shot_length_ms(brief, 4000) == seconds * 1000
    assert not ask("SHOT044", beats(f", seconds: {seconds}")).findings
