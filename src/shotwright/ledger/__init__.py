"""The durable record: what was approved, intended, sent and charged.

Plain SQL in one small file a dialect, in `sqlite` (a file beside the plan) and `postgres` (a server
that machines share).
"""

from shotwright.ledger.approval import approve, covering, needs, quotes, teaching
from shotwright.ledger.audit import backup, export, verify
from shotwright.ledger.balance import Weighed, weigh
from shotwright.ledger.bill import Settling, settle, settlings
from shotwright.ledger.database import is_server
from shotwright.ledger.intent import Ceiling, Charge, Held, Intent
from shotwright.ledger.ledger import Intended, Ledger
from shotwright.ledger.read_only import connect_to_read
from shotwright.ledger.reading import Notice
from shotwright.ledger.retakes import Reason, Retake, reason_of, reasons, retakes, reviewed
from shotwright.ledger.standing import Standing, standing
from shotwright.ledger.states import AGAIN, ENDED, ON_THE_WAY

__all__ = [
    "AGAIN",
    "ENDED",
    "ON_THE_WAY",
    "Ceiling",
    "Charge",
    "Held",
    "Intended",
    "Intent",
    "Ledger",
    "Notice",
    "Reason",
    "Retake",
    "Settling",
    "Standing",
    "Weighed",
    "approve",
    "backup",
    "connect_to_read",
    "covering",
    "export",
    "is_server",
    "needs",
    "quotes",
    "reason_of",
    "reasons",
    "retakes",
    "reviewed",
    "settle",
    "settlings",
    "standing",
    "teaching",
    "verify",
    "weigh",
]
