"""One board through the whole way: check, plan, estimate, requests."""

from shotwright.campaign.bulk import BoardAnswer, plan_many, write_answers
from shotwright.campaign.fit import fitted
from shotwright.campaign.fix import Mended, mend, repair
from shotwright.campaign.folder import CONFIG, Campaign, boards_of, read_campaign
from shotwright.campaign.planfile import SUFFIX, is_plan_file, read_plan
from shotwright.campaign.quote import Priced, Quote, Terms, check, price, quote
from shotwright.campaign.requests import requests
from shotwright.campaign.spread import spread
from shotwright.campaign.variant import Difference, LeftOut, Variant, Variants
from shotwright.campaign.variants import variants
from shotwright.campaign.voices import (
    VOICES,
    read_takes,
    read_voices,
    voices_file,
    voices_text,
)
from shotwright.campaign.what_if import Alternative, what_if
from shotwright.campaign.which import Which, which

__all__ = [
    "CONFIG",
    "SUFFIX",
    "VOICES",
    "Alternative",
    "BoardAnswer",
    "Campaign",
    "Difference",
    "LeftOut",
    "Mended",
    "Priced",
    "Quote",
    "Terms",
    "Variant",
    "Variants",
    "Which",
    "boards_of",
    "check",
    "fitted",
    "is_plan_file",
    "mend",
    "plan_many",
    "price",
    "quote",
    "read_campaign",
    "read_plan",
    "read_takes",
    "read_voices",
    "repair",
    "requests",
    "spread",
    "variants",
    "voices_file",
    "voices_text",
    "what_if",
    "which",
    "write_answers",
]
