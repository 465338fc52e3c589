"""What people see: tables, lists, commands."""

from shotwright.report.catalog_tables import rates_table, routes_list, subscriptions_table
from shotwright.report.curl import curl
from shotwright.report.tables import (
    board_table,
    campaign_table,
    compare_table,
    estimate_table,
    findings_list,
    no_plan_list,
    plan_table,
    problems_list,
    prompts_list,
    requests_list,
    totals_lines,
)

__all__ = [
    "board_table",
    "campaign_table",
    "compare_table",
    "curl",
    "estimate_table",
    "findings_list",
    "no_plan_list",
    "plan_table",
    "problems_list",
    "prompts_list",
    "rates_table",
    "requests_list",
    "routes_list",
    "subscriptions_table",
    "totals_lines",
]
