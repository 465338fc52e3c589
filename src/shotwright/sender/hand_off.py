"""Hand-off: a person makes it in the app, from a sheet, and records what it cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from shotwright.errors import ServiceError
from shotwright.sender.protocol import Abilities, Account, Handed, Job, Outcome, Status


class HandOff:
    """Sends nothing: sheets are printed, money is reserved, the rest is recorded by hand."""

    name = "hand-off"
    abilities = Abilities(routes=frozenset({"web"}), billing=frozenset({"subscription"}))

    def account(self) -> Account:
        """Name the account: the person's own, in the app."""
        return Account("app", "subscription")

    def look_up(self, jobs: Sequence[Job]) -> Sequence[str]:
        """Leave it to the person, who sees it in the app."""
        return ()

    def upload(self, path: Path, key: str) -> str:
        """Name the file as it is on the sheet; the person uploads it."""
        return path.as_posix()

    def submit(self, job: Job) -> Outcome:
        """Leave the job to the person."""
        return Handed()

    def find(self, tag: str) -> Sequence[str]:
        """Find nothing: only the person can look."""
        return ()

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Know nothing: only the person can look."""
        return {remote_id: Status("unknown") for remote_id in remote_ids}

    def download(self, url: str, to: Path) -> None:
        """Refuse: the person downloads it in the app.

        Raises:
            ServiceError: Always.
        """
        raise ServiceError(f"{to.name} is downloaded by hand", "in the app, then `record --file`")


def make(settings: object) -> HandOff:  # noqa: ARG001 - senders are made from settings
    """Make the hand-off; nothing has to be set."""
    return HandOff()
