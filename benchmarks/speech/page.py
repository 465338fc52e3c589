"""The page about the speech model: tables of its errors, and what is left of them and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.speech.judge import Foretold, likely, quantile
from benchmarks.speech.recordings import Recording
from benchmarks.speech.shares import Spread, quantiles, same_text, same_voices, shares
from benchmarks.timing import table

from shotwright.speech import speech_model

_WORDS_A_SECOND = 150 / 60
_HEAD = ["", "recordings", "150 words a minute", "never heard", "inside", "heard once", "inside"]
_KINDS: tuple[tuple[str, Callable[[Recording], bool]], ...] = (
    ("all", lambda _: True),
    ("synthetic voices", lambda each: each.synthetic),
    ("people", lambda each: not each.synthetic),
)


def page(recordings: Sequence[Recording], told: list[Foretold], once: list[Foretold]) -> str:
    """Write the page.

    Args:
        recordings: All of them.
        told: What was foretold of each without its voice.
        once: The same after one other script of its voice, several times each.
    """
    languages = sorted({each.language for each in recordings})
    sources = sorted({(each.language, each.source) for each in recordings})
    kinds = [_row(name, told, once, chosen) for name, chosen in _KINDS]
    by_language = [_row(tag, told, once, _of(tag, "")) for tag in languages]
    by_source = [_row(f"{tag}: {name}", told, once, _of(tag, name)) for tag, name in sources]
    split = [_split(name, [each for each in told if chosen(each.recording)])
             for name, chosen in _KINDS]  # fmt: skip
    text = same_text([each for each in recordings if each.synthetic])
    voices = same_voices(recordings)
    return f"""# How well the length of a script is foretold

Made by `make speech SAMPLES=recordings.csv`, of the model `{speech_model()}`. The recordings are
other people's and stay outside this repository: a CSV file with the columns id, language, text,
seconds, words, speed and source. Errors are parts of the real length in per cent: median /
ninetieth percentile.

Every recording is foretold by numbers that were fitted without its source, and without its text
where other voices say it too. 150 words a minute is a rule of thumb.
*Never heard*: nothing is known of the voice. *Heard once*: the voice was calibrated on one other
script of its own, on each in turn (`shotwright speech --calibrate`); voices with one recording are
not in it. *Inside*: how many lie in the 90 % interval.
The form of the model, how much a voice counts in the fit and the width of the interval were chosen
by these same figures, so new recordings may do worse.

{table(_HEAD, kinds)}

## By language

{table(_HEAD, by_language)}

Words say little in Japanese and Chinese, which are written without spaces.

## What is left, and why

The aims were 9 / 24 for all recordings, 6 / 14 for synthetic voices, and a median of 4 for a voice
that was heard once. How sure are these figures? Other voices would have given others. With 95 %
confidence, drawn again by voice:
{_ranges(told, once)}.

Much of what is left is the voice's, which no text tells. Of voices with at
least three recordings, this is the error; what it would be if every text were known perfectly and
only the voice were not; and what, if every voice were known perfectly and only the text were not:

{table(["", "recordings", "error", "voice alone", "text alone"], split)}

{_floors(text, voices)}
## By source

{table(_HEAD, by_source)}
"""


def _ranges(told: list[Foretold], once: list[Foretold]) -> str:
    """Say between which figures the errors may lie."""
    synthetic = [each for each in told if each.recording.synthetic]
    groups = {"all": told, "synthetic voices": synthetic, "voices heard once": once}
    spans = {name: [f"{100 * low:.1f} to {100 * high:.1f}" for low, high in likely(group)]
             for name, group in groups.items()}  # fmt: skip
    return ",\n".join(f"{name} {' / '.join(span)}" for name, span in spans.items())


def _of(language: str, source: str) -> Callable[[Recording], bool]:
    """Choose the recordings of a language, and of a source unless it is empty."""
    return lambda each: each.language == language and source in {"", each.source}


def _floors(text: Spread, voices: Spread) -> str:
    """Say what no estimate could do better, from recordings alone, without any model."""
    low, high = (_percent(*quantiles(end)) for end in text.likely())
    once = _percent(*(2**0.5 * part for part in quantiles(voices.deviation)))
    return f"""Voices with few recordings, such as models with many speakers, are not in this table.
Where several synthetic voices say one text, no model is needed: {text.recordings} recordings, whose
lengths spread by {text.deviation:.3f} (standard deviation of the logarithm) around their text's
mean. An estimate that knew the mean of every text would still be off by
{_percent(*quantiles(text.deviation))} ({low} to {high} with 95 % confidence): what a script says
does not tell who says it. So 6 / 14 is out of reach for a voice that was never heard, and
`--calibrate` is worth more than any change to the model. The median is as near as that allows; the
ninetieth percentile is not, as English models of single sentences are a quarter faster than all
other voices. Numbers that suit them suit audiobooks less (`voice` in `benchmarks/speech/fit.toml`).

After one script two things are left: how the voice strays from itself in the script that is known,
and in the one that is asked. Where two voices say the same {voices.recordings} paragraphs, each
strays by {voices.deviation:.3f}: an estimate that knew every text perfectly would be off by {once}.
That is the floor for synthetic paragraphs of 15 to 30 s. Audiobooks stray more (dialogue is acted,
and their sentences were cut by a program), and so do prompts of a few seconds. To weigh speech and
pauses apart in a calibration was tried, and changed nothing: one length cannot tell them apart.

Tried on the same recordings, and left out as no figure got better: less time for the little words
of a language (articles, prepositions, pronouns), breaths in clauses and sentences above so many
words, a slower rate in longer texts, a first guess of each pause that is twice as free, and other
weights of a voice, a script and its edges. A rate of people beside that of synthetic voices gave
8.2 / 22.9 for all where it was told who speaks (synthetic voices 8.1 / 22.9), and 12.7 / 28.5
where it was not: what is missing is who speaks, not a better count.
"""


def _row(
    name: str, told: list[Foretold], once: list[Foretold], chosen: Callable[[Recording], bool]
) -> list[str]:
    never = [each for each in told if chosen(each.recording)]
    plain = [each._replace(expected=each.recording.words / _WORDS_A_SECOND) for each in never]
    known = [each for each in once if chosen(each.recording)]
    return [name, str(len(never)), _errors(plain), _errors(never), _inside(never),
            _errors(known), _inside(known)]  # fmt: skip


def _split(name: str, told: list[Foretold]) -> list[str]:
    several, voices, texts = shares(told)
    alike = [1.0] * len(several)
    parts = ((voices, alike), (texts, alike))
    return [name, str(len(several)), _errors(several),
            *(_percent(quantile(e, w, 0.5), quantile(e, w, 0.9)) for e, w in parts)]  # fmt: skip


def _errors(told: list[Foretold]) -> str:
    if not told:
        return "-"
    errors, weights = [each.error for each in told], [each.weight for each in told]
    return _percent(quantile(errors, weights, 0.5), quantile(errors, weights, 0.9))


def _inside(told: list[Foretold]) -> str:
    if not told:
        return "-"
    inside = sum(each.weight for each in told if each.inside)
    return f"{inside / sum(each.weight for each in told):.0%}".replace("%", " %")


def _percent(median: float, ninetieth: float) -> str:
    return f"{100 * median:.1f} / {100 * ninetieth:.1f}"
