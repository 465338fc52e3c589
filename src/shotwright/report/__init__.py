"""What people see: tables, lists, commands."""

from shotwright.report.actuals import actuals_table
from shotwright.report.bill import settlings_table, unclear_line
from shotwright.report.catalog_tables import rates_table, routes_list, subscriptions_table
from shotwright.report.curl import curl
from shotwright.report.figures import (
    distribution_figure,
    png,
    timeline_figure,
    tornado_figure,
    waterfall_figure,
)
from shotwright.report.findings import fixes_line, github_annotations, sarif
from shotwright.report.fit import fit_list
from shotwright.report.forecast import forecast_table
from shotwright.report.frames import comparison_frame
from shotwright.report.html import OPENING, report_page
from shotwright.report.money import (
    cover_lines,
    diff_figure,
    diff_markdown,
    diff_table,
    exchange_line,
    months_table,
    reprice_table,
)
from shotwright.report.outlook import spread_figure, swings_figure
from shotwright.report.plans import edit_line, what_if_table
from shotwright.report.progress import progress_table
from shotwright.report.prompts import prompts_list
from shotwright.report.rate_pages import (
    differences_table,
    explain_table,
    notes_list,
    rate_page,
)
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
from shotwright.report.takes import (
    approval_text,
    ceilings_table,
    dues_table,
    quotes_table,
    takes_table,
)
from shotwright.report.variants import variants_table
from shotwright.report.vocabulary import groups_table, term_wire, terms_list, terms_table
from shotwright.report.which_table import which_list

__all__ = [
    "OPENING",
    "actuals_table",
    "approval_text",
    "board_table",
    "campaign_table",
    "ceilings_table",
    "compare_table",
    "comparison_frame",
    "cover_lines",
    "curl",
    "diff_figure",
    "diff_markdown",
    "diff_table",
    "differences_table",
    "distribution_figure",
    "dues_table",
    "edit_line",
    "estimate_table",
    "exchange_line",
    "explain_table",
    "findings_list",
    "fit_list",
    "fixes_line",
    "forecast_table",
    "github_annotations",
    "groups_table",
    "months_table",
    "no_plan_list",
    "notes_list",
    "plan_table",
    "png",
    "problems_list",
    "progress_table",
    "prompts_list",
    "quotes_table",
    "rate_page",
    "rates_table",
    "report_page",
    "reprice_table",
    "requests_list",
    "route_page",
    "routes_list",
    "sarif",
    "settlings_table",
    "spread_figure",
    "subscriptions_table",
    "swings_figure",
    "takes_table",
    "term_wire",
    "terms_list",
    "terms_table",
    "timeline_figure",
    "tornado_figure",
    "totals_lines",
    "unclear_line",
    "variants_table",
    "waterfall_figure",
    "what_if_table",
    "which_list",
]
