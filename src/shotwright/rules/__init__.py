"""Rules: one page each, findings as values."""

from shotwright.rules.asking import Hit, ask_of_board, ask_of_plan, find
from shotwright.rules.choosing import chosen
from shotwright.rules.manual import explain, rule_index, rule_page
from shotwright.rules.pages import HOUSE, Rule, all_rules, forget_rules
from shotwright.rules.ruling import Case, Found

__all__ = [
    "HOUSE",
    "Case",
    "Found",
    "Hit",
    "Rule",
    "all_rules",
    "ask_of_board",
    "ask_of_plan",
    "chosen",
    "explain",
    "find",
    "forget_rules",
    "rule_index",
    "rule_page",
]
