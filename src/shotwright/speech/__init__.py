"""Scripts: how long they take to say, and where they may be cut."""

from shotwright.model.voice import VoiceRate
from shotwright.speech.calibration import Take, calibrate
from shotwright.speech.duration import Spoken, Timeline, timeline
from shotwright.speech.languages import detect
from shotwright.speech.rates import ShotPacing, shot_pacing, speech_model
from shotwright.speech.reading import read
from shotwright.speech.sentences import Cut, Finest, Level, cuts
from shotwright.speech.steps import is_marked, steps_of
from shotwright.speech.talk import said_before, talk_timeline, voice_of

__all__ = [
    "Cut",
    "Finest",
    "Level",
    "ShotPacing",
    "Spoken",
    "Take",
    "Timeline",
    "VoiceRate",
    "calibrate",
    "cuts",
    "detect",
    "is_marked",
    "read",
    "said_before",
    "shot_pacing",
    "speech_model",
    "steps_of",
    "talk_timeline",
    "timeline",
    "voice_of",
]
