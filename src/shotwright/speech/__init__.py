"""Scripts: how long they take to say, and where they may be cut."""

from shotwright.speech.duration import Spoken, Timeline, speech_model, timeline
from shotwright.speech.sentences import Cut, Level, cuts

__all__ = ["Cut", "Level", "Spoken", "Timeline", "cuts", "speech_model", "timeline"]
