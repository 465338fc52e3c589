"""Reads HeyGen's answers: one thing, or every page of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import ValidationError

from shotwright.errors import ServiceError
from shotwright.request import answers
from shotwright.sender.http import READ, Answer, Http, until_answered

A = TypeVar("A", bound=answers.Answer)

_ABSENT = 404
UNAUTHORIZED = 401


def read(http: Http, path: str, params: Mapping[str, str] | None = None) -> Answer:
    """Ask, and ask again while the service does not answer.

    Raises:
        ServiceError: It does not.
    """
    return until_answered(lambda: http.call("GET", path, seconds=READ, params=params))


def one(http: Http, path: str, model: type[A]) -> A | None:
    """Read one thing; None where HeyGen says that there is no such thing.

    Raises:
        ServiceError: Nothing can be learnt.
    """
    answer = read(http, path)
    if absent(answer):
        return None
    return of_answer(answer, model)


def of_answer(answer: Answer, model: type[A]) -> A:
    """Read the thing that an answer holds.

    Raises:
        ServiceError: It is an error, or holds something else.
    """
    if not answer.ok:
        raise refusal(answer)
    try:
        return answers.Answered[model].model_validate(answer.json).data  # type: ignore[valid-type]
    except ValidationError:
        pass  # the error is raised outside, without what was read
    raise garbled(answer)


def pages(http: Http, path: str, model: type[A], params: Mapping[str, str]) -> Iterator[A]:
    """Read every page of a list.

    Raises:
        ServiceError: A page cannot be read, or leads nowhere: what is on the rest is not known, and
            what was not found so far may be there.
    """
    token = ""
    seen = set()
    while token not in seen:
        seen.add(token)
        answer = read(http, path, {**params, **({"token": token} if token else {})})
        page = _page(answer, model)
        yield from page.data
        if page.last:
            return
        token = page.next_token or ""
    raise ServiceError(
        f"the list {path} says that it goes on, and does not say where", "try again later"
    )


def _page(answer: Answer, model: type[A]) -> answers.Page[A]:
    if not answer.ok:
        raise refusal(answer)
    try:
        return answers.Page[model].model_validate(answer.json)  # type: ignore[valid-type]
    except ValidationError:
        pass  # likewise
    raise garbled(answer)


def absent(answer: Answer) -> bool:
    """Tell whether HeyGen itself says that there is no such thing; a gateway's 404 says nothing."""
    return answer.status == _ABSENT and answer.failure is not None


def refusal(answer: Answer) -> ServiceError:
    """Say why a call was refused, and what to do."""
    hints = {
        401: "check the key",
        402: "fill up the account, or choose another plan at HeyGen",
        403: "the key lacks this permission; give it at HeyGen, or use another key",
        404: "check the base URL",
    }
    return ServiceError(str(answer), hints.get(answer.status, ""))


def garbled(answer: Answer) -> ServiceError:
    """Say that an answer is none of those that HeyGen documents."""
    return ServiceError(
        f"{answer}: the answer is not what HeyGen documents", "try again later; nothing was lost"
    )
