"""Where the service posts webhooks: addresses registered, and listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shotwright.errors import InputError, ServiceError
from shotwright.sender.registry import SenderSettings

if TYPE_CHECKING:
    from shotwright.request import answers
    from shotwright.sender.http import Answer

ENDED = ("avatar_video.success", "avatar_video.fail", "video_agent.success", "video_agent.fail")
"""Events that tell that a job has ended; cinematic shots use those of avatar videos.

Source: HeyGen's request schemas, 2026-07-21."""

_PATH = "/v3/webhooks/endpoints"
_IN_PROGRESS = 409


def register(
    settings: SenderSettings, url: str, key: str, events: Sequence[str] = ENDED
) -> answers.WebhookEndpoint:
    """Register an address.

    It costs nothing and carries a key, so that it can be tried again: the same key gives the same
    endpoint.

    Args:
        settings: Of HeyGen's sender.
        url: Public, with HTTPS; the service calls it once with OPTIONS.
        key: New for every address.
        events: What it is called for.

    Returns:
        The endpoint with the secret that webhooks are signed with, which is told never again.

    Raises:
        InputError: The service takes no such address.
        ServiceError: The service refuses, or does not answer.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - and what talks HTTP

    from shotwright.request import answers, webhooks  # noqa: PLC0415
    from shotwright.sender.heygen.reading import of_answer  # noqa: PLC0415
    from shotwright.sender.heygen.service import http_of  # noqa: PLC0415
    from shotwright.sender.http import READ, until_answered  # noqa: PLC0415

    try:
        body = webhooks.WebhookEndpointBody(url=url, events=tuple(events)).to_body()
    except ValidationError:
        hint = "for example https://hooks.example.com/heygen"
        raise InputError.of(f"{url!r} is no public address with HTTPS", hint) from None
    http = http_of(settings)

    def post() -> Answer:
        headers = {"Idempotency-Key": key}
        return http.call("POST", _PATH, seconds=READ, body=body, headers=headers)

    answer = until_answered(post, again=lambda answer: answer.status == _IN_PROGRESS)
    made = of_answer(answer, answers.WebhookEndpoint)
    if not made.secret:
        message = f"{made.endpoint_id} was registered, and its secret was not told"
        raise ServiceError(message, "rotate its secret at HeyGen, which tells the new one")
    return made


def registered(settings: SenderSettings) -> tuple[answers.WebhookEndpoint, ...]:
    """List the addresses that are registered; none of them tells its secret.

    Raises:
        ServiceError: The service refuses, or does not answer.
    """
    from shotwright.request import answers  # noqa: PLC0415
    from shotwright.sender.heygen.reading import pages  # noqa: PLC0415
    from shotwright.sender.heygen.service import http_of  # noqa: PLC0415

    http = http_of(settings)
    return tuple(pages(http, _PATH, answers.WebhookEndpoint, {"limit": "100"}))
