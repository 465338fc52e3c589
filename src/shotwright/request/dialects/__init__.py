"""Writers of what is sent, one module per dialect, and where each dialect is posted.

They write neither title nor callback: a generation's fingerprint does not cover those.
"""

from collections.abc import Mapping
from typing import NamedTuple

from shotwright.model.names import RouteName


class Endpoint(NamedTuple):
    """Where a body is sent."""

    method: str
    path: str


ENDPOINTS: Mapping[RouteName, Endpoint] = {
    "api": Endpoint("POST", "/v3/videos"),
    "agent": Endpoint("POST", "/v3/video-agents"),
    "legacy": Endpoint("POST", "/v2/video/generate"),
}
"""By route; what is made on `web` is sent nowhere."""
