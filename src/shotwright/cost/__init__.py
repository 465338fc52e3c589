"""Money: which rate applies, and what a plan costs."""

from shotwright.cost.estimate import estimate, job_of
from shotwright.cost.tariff import Charge, Job, Price, Tariff

__all__ = ["Charge", "Job", "Price", "Tariff", "estimate", "job_of"]
