"""A sender that does as it is told, and a service that remembers what it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from shotwright.model.money import Amount, Purse
from shotwright.model.names import Billing
from shotwright.sender import (
    Abilities,
    Accepted,
    Account,
    Job,
    Lost,
    Outcome,
    Status,
)

DAY_MINUS_ONE_HOUR = timedelta(hours=23)

ABLE = Abilities(
    routes=frozenset({"api"}), billing=frozenset({"wallet"}), replays_keys=DAY_MINUS_ONE_HOUR,
    finds_by_tag=True, follows=True,
)  # fmt: skip

Act = Callable[[Job], Outcome]


@dataclass
class Scripted:
    """Takes the next act for each submission; when there is none, the service accepts.

    Attributes:
        jobs: What the service made: its ids, and the title of each.
        listed: Whether its list shows what it made.
    """

    abilities: Abilities = ABLE
    acts: list[Act] = field(default_factory=list)
    name: str = "fake"
    account_name: str = "acme"
    billing: Billing | None = None
    balance: Mapping[Purse, Amount] = field(default_factory=dict)
    wrong: Sequence[str] = ()
    listed: bool = True
    jobs: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    seen: list[Job] = field(default_factory=list)
    uploads: list[tuple[str, str]] = field(default_factory=list)
    told: dict[str, Status] = field(default_factory=dict)

    def account(self) -> Account:
        """Name the account."""
        return Account(self.account_name, self.billing, self.balance)

    def look_up(self, jobs: Sequence[Job]) -> Sequence[str]:
        """Tell what is wrong."""
        assert jobs
        return self.wrong

    def upload(self, path: Path, key: str) -> str:
        """Keep what was uploaded."""
        self.uploads.append((path.name, key))
        return f"asset{len(self.uploads)}"

    def make(self, job: Job) -> str:
        """Make a job, as the service does: once for each key, where it replays keys."""
        if self.abilities.replays_keys and job.key in self.keys:
            return self.keys[job.key]
        made = f"v{len(self.jobs) + 1}"
        self.jobs[made] = str(job.body.get("title", ""))
        self.keys[job.key] = made
        return made

    def submit(self, job: Job) -> Outcome:
        """Do the next act."""
        self.seen.append(job)
        return self.acts.pop(0)(job) if self.acts else Accepted(self.make(job))

    def find(self, tag: str) -> Sequence[str]:
        """Look through the list."""
        return [made for made, title in self.jobs.items() if tag in title] if self.listed else []

    def status(self, remote_ids: Sequence[str]) -> Mapping[str, Status]:
        """Tell what was set."""
        return {made: self.told.get(made, Status("running")) for made in remote_ids}

    def download(self, url: str, to: Path) -> None:
        """Write the address."""
        to.write_bytes(url.encode())

    def unable(self, **abilities: object) -> Scripted:
        """Take abilities away."""
        self.abilities = replace(self.abilities, **abilities)  # type: ignore[arg-type]
        return self

    def lost_before(self, _: Job) -> Outcome:
        """Lose the request on its way."""
        return Lost("no connection")

    def lost_after(self, job: Job) -> Outcome:
        """Make the job, and lose the answer."""
        self.make(job)
        return Lost("no answer")
