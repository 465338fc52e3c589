"""Bodies that register a webhook endpoint, or change one.

Source: HeyGen's request schemas, 2026-07-21.
"""

from __future__ import annotations

from typing import ClassVar

from shotwright.request.wire import Body, HttpsUrl, Id, Many, Words


class WebhookEndpointBody(Body):
    """Registers an endpoint; only the answer to this shows the signing secret.

    Attributes:
        url: Public and HTTPS.
        events: E.g. `avatar_video.success` and `avatar_video.fail`, which cinematic shots use too;
            left out or null: all.  New kinds come often, so any name is taken.
        entity_id: Only events of one thing.
    """

    endpoint: ClassVar[str] = "POST /v3/webhooks/endpoints"

    url: HttpsUrl
    events: Many[Id] | None = None
    entity_id: Words | None = None


class WebhookChangeBody(Body):
    """Changes an endpoint.

    Attributes:
        url: Public and HTTPS.
        events: Takes the place of the whole list.
    """

    endpoint: ClassVar[str] = "PATCH /v3/webhooks/endpoints/{endpoint_id}"

    url: HttpsUrl | None = None
    events: Many[Id] | None = None
