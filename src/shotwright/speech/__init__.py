"""Scripts: how long they take to say, and where they may be cut."""

from shotwright.speech.duration import Spoken, Timeline, speech_model, timeline
from shotwright.speech.sentences import Cut, Finest, Level, cuts
from shotwright.speech.steps import steps_of

__all__ = [
    "Cut",
    "Finest",
    "Level",
    "Spoken",
    "Timeline",
    "cuts",
    "speech_model",
    "steps_of",
    "timeline",
]
