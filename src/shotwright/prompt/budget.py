"""Which clauses to shorten so that a prompt keeps to a number of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from shotwright.model.prompt import Prompt
from shotwright.prompt.tokens import ENCODING, PromptTokens, prompt_tokens

_OPTIONAL, _SOUND, _PLACE, _STORY = range(4)

_RANKS = {
    "style": _OPTIONAL,
    "lighting": _OPTIONAL,
    "camera": _OPTIONAL,
    "audio": _SOUND,
    "setting": _PLACE,
}
"""When a clause is shortened, by what its absence does.  Without style, light or camera the model
chooses, and no rule warns.  Without audio it invents sounds; without a setting the shot is nowhere.
Action, spoken lines and whatever is not named here are the story: last.  ByteDance's guides to
Seedance (https://github.com/bytedance/agentkit-samples, seen 2026-08-21) call subject and motion
the only required parts."""

_WHOLE = {"subject", "constraints"}
"""What stays as it is: names bind the looks in their order, and the constraints keep captions away
(60-90 % of clips had some without, 10-40 % with them, by the same guides)."""


class Shortening(NamedTuple):
    """One thing to do: a clause, where it stands, its tokens, and how many of them to lose.

    Attributes:
        clause: Its name.
        span: Which of the prompt's spans it is, from 0.
        tokens: What it has now.
        lose: How many fewer it should have: all only where it is optional, else at most half.
    """

    clause: str
    span: int
    tokens: int
    lose: int


@dataclass(frozen=True, slots=True)
class ShortenAdvice:
    """What to shorten; nothing has been cut.

    Attributes:
        budget: The tokens that were asked for.
        tokens: What the prompt has, whole and by clause.
        shorten: In the order in which to do it; empty where the prompt keeps to the budget.
        left: Tokens over the budget even then: the beat wants to be split, or the budget raised.
    """

    budget: int
    tokens: PromptTokens
    shorten: tuple[Shortening, ...]
    left: int

    def wire(self) -> dict[str, object]:
        """Write the JSON form: budget, shorten, left; the tokens stand beside it."""
        shorten = [step._asdict() for step in self.shorten]
        return {"budget": self.budget, "shorten": shorten, "left": self.left}


def shorten_advice(prompt: Prompt, budget: int, encoding: str = ENCODING) -> ShortenAdvice:
    """Say which clauses to shorten, and by how much, until a prompt is no longer than a budget.

    Style, light and camera come first and may go; then sound without speech, then the setting, then
    action and spoken lines, which lose at most half: more is another story. Among equals the
    largest is first, so that as few as possible change. Subject and constraints stay whole. New
    words have tokens of their own: count again afterwards.

    Raises:
        InputError: There is no such encoding.
    """
    counted = prompt_tokens(prompt, encoding)
    left = max(0, counted.total.count - budget)
    ranked = sorted(
        (_rank(piece.clause, piece.text), -counted.clauses[span].tokens, span)
        for span, piece in enumerate(prompt.pieces)
        if piece.clause not in _WHOLE
    )
    shorten: list[Shortening] = []
    for rank, negative, span in ranked:
        tokens = -negative
        lose = min(left, tokens if rank == _OPTIONAL else tokens // 2)
        if lose > 0:
            shorten.append(Shortening(prompt.pieces[span].clause, span, tokens, lose))
            left -= lose
    return ShortenAdvice(budget, counted, tuple(shorten), left)


def _rank(clause: str, text: str) -> int:
    # A spoken line is the one thing that a prompt's audio has in double quotes.
    spoken = clause == "audio" and '"' in text
    return _STORY if spoken else _RANKS.get(clause, _STORY)
