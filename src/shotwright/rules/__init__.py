"""Rules: one page each, findings as values."""

from shotwright.rules.ruling import Case, Found, Rule, all_rules, find

__all__ = ["Case", "Found", "Rule", "all_rules", "find"]
