"""One board through the whole way: check, plan, estimate, requests."""

from shotwright.campaign.planfile import SUFFIX, is_plan_file, read_plan
from shotwright.campaign.quote import Quote, Terms, check, quote
from shotwright.campaign.requests import requests

__all__ = ["SUFFIX", "Quote", "Terms", "check", "is_plan_file", "quote", "read_plan", "requests"]
