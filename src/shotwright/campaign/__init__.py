"""One board through the whole way: check, plan, estimate, requests."""

from shotwright.campaign.bulk import BoardAnswer, plan_many, write_answers
from shotwright.campaign.fix import Mended, mend, repair
from shotwright.campaign.folder import CONFIG, Campaign, boards_of, read_campaign
from shotwright.campaign.planfile import SUFFIX, is_plan_file, read_plan
from shotwright.campaign.quote import Quote, Terms, check, quote
from shotwright.campaign.requests import requests
from shotwright.campaign.what_if import Alternative, what_if
from shotwright.campaign.which import Which, which

__all__ = [
    "CONFIG",
    "SUFFIX",
    "Alternative",
    "BoardAnswer",
    "Campaign",
    "Mended",
    "Quote",
    "Terms",
    "Which",
    "boards_of",
    "check",
    "is_plan_file",
    "mend",
    "plan_many",
    "quote",
    "read_campaign",
    "read_plan",
    "repair",
    "requests",
    "what_if",
    "which",
    "write_answers",
]
