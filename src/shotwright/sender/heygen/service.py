"""What HeyGen's senders share: the account, look-ups, uploads, downloads, sending once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from shotwright.model.names import RouteName
from shotwright.sender.heygen.account import account_of
from shotwright.sender.heygen.assets import upload
from shotwright.sender.heygen.cast import missing
from shotwright.sender.heygen.limits import limit
from shotwright.sender.http import CREATION, Http, NoAnswerError, download, find_key
from shotwright.sender.outcome import no_outcome, outcome_of
from shotwright.sender.protocol import Abilities, Account, Job, Outcome, Refused
from shotwright.sender.registry import SenderSettings

BASE_URL = "https://api.heygen.com"


def http_of(settings: SenderSettings) -> Http:
    """Make the connection to HeyGen that the settings ask for.

    Raises:
        InputError: There is no key, or the base URL is none.
    """
    key = find_key(settings.environment, settings.billing)
    return Http(settings.base_url or BASE_URL, key, now=settings.now)


class Service:
    """HeyGen over HTTP.

    The first refusal that ends the run opens a circuit: nothing is submitted until `account` has
    been answered again.
    """

    route: ClassVar[RouteName]

    id_path: ClassVar[Sequence[str]] = ("data", "video_id")
    """Where the id of what was made stands in an answer."""

    takes_keys: ClassVar[bool] = True
    """Whether a key against making the same thing twice goes out."""

    def __init__(self, http: Http, *, slots: int | None = None, any_look: bool = False) -> None:
        """Keep the connection.

        Args:
            http: To HeyGen.
            slots: How many jobs the account may have at once; None: as on pay-as-you-go.
            any_look: Whether shots may use looks that nobody has shown to work.
        """
        self.abilities = Abilities(
            routes=frozenset({self.route}),
            billing=frozenset({http.billing}),
            follows=True,
            slots=slots or limit("slots"),
        )
        self._http = http
        self._any_look = any_look
        self._open: Refused | None = None

    def account(self) -> Account:
        """Ask who pays, and what is left."""
        found = account_of(self._http)
        self._open = None
        return found

    def look_up(self, jobs: Sequence[Job]) -> Sequence[str]:
        """Look at what the jobs need: bodies as documented, looks, consent, voices."""
        return missing(self._http, jobs, any_look=self._any_look)

    def upload(self, path: Path, key: str) -> str:
        """Upload a file, once per key."""
        return upload(self._http, path, key)

    def download(self, url: str, to: Path) -> None:
        """Fetch a finished video."""
        download(self._http, url, to)

    def submit(self, job: Job) -> Outcome:
        """Send a job once."""
        if self._open:
            return replace(self._open, reason=f"not sent: {self._open.reason}")
        outcome = self._sent(job)
        if isinstance(outcome, Refused) and outcome.stop == "run":
            self._open = outcome
        return outcome

    def _sent(self, job: Job) -> Outcome:
        headers = {"Idempotency-Key": job.key} if self.takes_keys else {}
        try:
            answer = self._http.call(
                job.method, job.path, seconds=CREATION, body=job.body, headers=headers
            )
        except NoAnswerError as error:
            return no_outcome(error)
        except (TypeError, ValueError) as error:  # the body; nothing was sent yet
            return Refused(f"the body cannot be written as JSON: {error}", "take")
        return outcome_of(answer, self._id_in)

    def _id_in(self, body: Mapping[str, Any]) -> object:
        found: object = body
        for step in self.id_path:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found
