"""Scripts: how long they take to say, and where they may be cut."""

from shotwright.model.voice import VoiceRate
from shotwright.speech.calibration import Take, calibrate
from shotwright.speech.duration import Spoken, Timeline, line_length, timeline
from shotwright.speech.languages import detect
from shotwright.speech.paces import Pace, pace_of, units_of
from shotwright.speech.rates import ShotPacing, shot_pacing, speech_model
from shotwright.speech.reading import read
from shotwright.speech.sentences import Cut, Finest, Level, cuts
from shotwright.speech.steps import is_marked, shot_length_ms, steps_of
from shotwright.speech.talk import said_before, talk_timeline

__all__ = [
    "Cut",
    "Finest",
    "Level",
    "Pace",
    "ShotPacing",
    "Spoken",
    "Take",
    "Timeline",
    "VoiceRate",
    "calibrate",
    "cuts",
    "detect",
    "is_marked",
    "line_length",
    "pace_of",
    "read",
    "said_before",
    "shot_length_ms",
    "shot_pacing",
    "speech_model",
    "steps_of",
    "talk_timeline",
    "timeline",
    "units_of",
]
