"""Money: which rate applies, what a plan costs, and what that is to a subscriber."""

from shotwright.cost.cards import Difference, differences
from shotwright.cost.estimate import estimate, job_of
from shotwright.cost.exchange import Exchange, read_exchange
from shotwright.cost.explain import Candidate, Explained, explain
from shotwright.cost.months import Cover, Month, cover, find_plans, spend
from shotwright.cost.tariff import NEWEST, Charge, Job, Price, Tariff

__all__ = [
    "NEWEST",
    "Candidate",
    "Charge",
    "Cover",
    "Difference",
    "Exchange",
    "Explained",
    "Job",
    "Month",
    "Price",
    "Tariff",
    "cover",
    "differences",
    "estimate",
    "explain",
    "find_plans",
    "job_of",
    "read_exchange",
    "spend",
]
