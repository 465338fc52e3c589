"""Reads are tried again; what creates is not, unless the service takes no harm from it."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable

import stamina

from shotwright.errors import ServiceError
from shotwright.sender.http.answer import Answer, NoAnswerError

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be others a moment later.

Source: HeyGen's command-line tool, 2026-07-22: 429 always; 500, 502, 503 and 504 for reads.
"""

ATTEMPTS = 4
LONGEST_WAIT = 60
"""Seconds; who asks for more is told about, not waited for."""

# Without a handler, each retry would be told on stderr by the logging module's last resort.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class _LaterError(Exception):
    """Worth another try; `after` are the seconds that the service asked for."""

    def __init__(self, said: str, after: float | None = None) -> None:
        self.after = after
        super().__init__(said)


def until_answered(
    call: Callable[[], Answer], *, again: Callable[[Answer], bool] | None = None
) -> Answer:
    """Make a call that takes no harm from being made again, until there is an answer.

    Waits grow from a second, with jitter; `Retry-After` is waited for, and a little longer, so
    that not all who were told the same come back at once.

    Args:
        call: Makes it once.
        again: Which answers are none yet, besides those of `AGAIN`.

    Returns:
        An answer, good or bad, that another try would not change.

    Raises:
        ServiceError: There is none.
    """
    failure = ""
    try:
        for attempt in stamina.retry_context(
            on=_wait, attempts=ATTEMPTS, timeout=None, wait_initial=1, wait_max=30, wait_jitter=1
        ):
            with attempt:
                return _one(call, again)
    except _LaterError as error:
        failure = str(error)
    raise ServiceError(failure, "try again later; nothing was lost")


def _one(call: Callable[[], Answer], again: Callable[[Answer], bool] | None) -> Answer:
    said = ""
    try:
        answer = call()
    except NoAnswerError as error:
        said = error.said
    else:
        if answer.status not in AGAIN and not (again and again(answer)):
            return answer
        raise _LaterError(f"the service does not answer: {answer}", answer.after)
    raise _LaterError(said)


def _wait(error: Exception) -> bool | float:
    if not isinstance(error, _LaterError):
        return False
    if error.after is None:
        return True
    # Jitter need not be secure.
    return error.after <= LONGEST_WAIT and error.after + random.uniform(0, 1)  # noqa: S311
