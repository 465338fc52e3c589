"""What people see: tables, lists, commands."""

from shotwright.report.catalog_tables import rates_table, routes_list, subscriptions_table
from shotwright.report.curl import curl
from shotwright.report.findings import fixes_line, github_annotations, sarif
from shotwright.report.plans import edit_line, what_if_table
from shotwright.report.prompts import prompts_list
from shotwright.report.route_page import route_page
from shotwright.report.tables import (
    board_table,
    campaign_table,
    compare_table,
    estimate_table,
    findings_list,
    no_plan_list,
    plan_table,
    problems_list,
    requests_list,
    totals_lines,
)
from shotwright.report.variants import variants_table
from shotwright.report.vocabulary import groups_table, term_wire, terms_list, terms_table
from shotwright.report.which_table import which_list

__all__ = [
    "board_table",
    "campaign_table",
    "compare_table",
    "curl",
    "edit_line",
    "estimate_table",
    "findings_list",
    "fixes_line",
    "github_annotations",
    "groups_table",
    "no_plan_list",
    "plan_table",
    "problems_list",
    "prompts_list",
    "rates_table",
    "requests_list",
    "route_page",
    "routes_list",
    "sarif",
    "subscriptions_table",
    "term_wire",
    "terms_list",
    "terms_table",
    "totals_lines",
    "variants_table",
    "what_if_table",
    "which_list",
]
