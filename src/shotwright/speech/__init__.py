"""Scripts: how long they take to say, and where they may be cut."""

from shotwright.speech.duration import (
    ShotPacing,
    Spoken,
    Timeline,
    shot_pacing,
    speech_model,
    timeline,
)
from shotwright.speech.sentences import Cut, Finest, Level, cuts
from shotwright.speech.steps import is_marked, steps_of
from shotwright.speech.talk import said_before, talk_timeline

__all__ = [
    "Cut",
    "Finest",
    "Level",
    "ShotPacing",
    "Spoken",
    "Timeline",
    "cuts",
    "is_marked",
    "said_before",
    "shot_pacing",
    "speech_model",
    "steps_of",
    "talk_timeline",
    "timeline",
]
