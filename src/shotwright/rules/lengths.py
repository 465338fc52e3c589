"""How long a talk beat lasts."""

from __future__ import annotations

from shotwright.model.brief import TalkBrief
from shotwright.speech import timeline


def talk_ms(brief: TalkBrief, from_words: str = "") -> int | None:
    """Reckon how long a talk beat lasts, from some of its words on; None where nobody said."""
    talk = brief.talk
    if talk.text is None:
        return talk.audio.seconds if talk.audio else talk.silence
    rest = talk.text[talk.text.find(from_words) :] if from_words else talk.text
    return timeline(rest, brief.language, brief.speed, finest="whole").length(0, None).expected
