"""Sending once: senders behind one small protocol, and what is done with them.

`make_sender` finds a sender by name.  `submit` sends what is approved and due, `follow` asks how
far it is, `reconcile` settles what is ambiguous.  All of those write to the ledger before and after
they talk to a service.  What talks HTTP is imported when a sender that needs it is made.
"""

from shotwright.sender.answering import Asked, Converses, answer, question
from shotwright.sender.downloads import DEFAULT_NAME, place_in
from shotwright.sender.due import Due, due, keep_to_reasons, refuse_dearer, sums
from shotwright.sender.endpoints import ENDED, register, registered
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
    Progress,
    Refused,
    Sender,
    Status,
    Stop,
)
from shotwright.sender.reconcile import reconcile
from shotwright.sender.registry import (
    GROUP,
    Factory,
    SenderSettings,
    make_sender,
    sender_names,
)
from shotwright.sender.submit import Edge, Submitted, submit
from shotwright.sender.uploads import find_files
from shotwright.sender.webhooks import Address, Event, find_secret, receive

__all__ = [
    "DEFAULT_NAME",
    "ENDED",
    "GROUP",
    "Abilities",
    "Accepted",
    "Account",
    "Address",
    "Asked",
    "Converses",
    "Due",
    "Edge",
    "Event",
    "Factory",
    "HandOff",
    "Handed",
    "Job",
    "Lost",
    "Outcome",
    "Progress",
    "Refused",
    "Sender",
    "SenderSettings",
    "Status",
    "Stop",
    "Submitted",
    "answer",
    "due",
    "fetch",
    "find_files",
    "find_secret",
    "follow",
    "keep_to_reasons",
    "make_sender",
    "place_in",
    "poll",
    "question",
    "receive",
    "reconcile",
    "refuse_dearer",
    "register",
    "registered",
    "sender_names",
    "submit",
    "sums",
]
