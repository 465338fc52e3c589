"""Sending once: senders behind one small protocol, and what is done with them.

`submit` sends what is approved and due, `follow` asks how far it is, `reconcile` settles what is
ambiguous.  All of them write to the ledger before and after they talk to a service.
"""

from shotwright.sender.due import Due, due, refuse_dearer, sums
from shotwright.sender.follow import fetch, follow, poll
from shotwright.sender.hand_off import HandOff
from shotwright.sender.protocol import (
    Abilities,
    Accepted,
    Account,
    Handed,
    Job,
    Lost,
    Outcome,
    Refused,
    Sender,
    Status,
)
from shotwright.sender.reconcile import reconcile
from shotwright.sender.submit import Edge, Submitted, submit
from shotwright.sender.uploads import find_files

__all__ = [
    "Abilities",
    "Accepted",
    "Account",
    "Due",
    "Edge",
    "HandOff",
    "Handed",
    "Job",
    "Lost",
    "Outcome",
    "Refused",
    "Sender",
    "Status",
    "Submitted",
    "due",
    "fetch",
    "find_files",
    "follow",
    "poll",
    "reconcile",
    "refuse_dearer",
    "submit",
    "sums",
]
