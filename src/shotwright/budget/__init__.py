"""Money decisions: the same board made in other ways, and what it costs until all is good."""

from shotwright.budget.accounts import Account, Actuals
from shotwright.budget.actuals import actuals, campaign_actuals
from shotwright.budget.compare import Column, compare
from shotwright.budget.csv_rows import Reader, one_of, read_rows, whole_number
from shotwright.budget.cuts import Cut, Fit
from shotwright.budget.diff import Changed, Diff, Made, diff
from shotwright.budget.edit_cost import EditCost, edit_cost
from shotwright.budget.fit import fit
from shotwright.budget.forecast import (
    Advice,
    Driver,
    Forecast,
    Learnt,
    Money,
    Week,
    forecast,
)
from shotwright.budget.history import read_history, reviewed
from shotwright.budget.invoice import Billed, Matched, match, read_invoice
from shotwright.budget.reprice import Repriced, Shift, reprice
from shotwright.budget.take_rows import MOST_TAKES, beside_ledger, read_takes
from shotwright.budget.takes import Kind, Prior, Reviewed

__all__ = [
    "MOST_TAKES",
    "Account",
    "Actuals",
    "Advice",
    "Billed",
    "Changed",
    "Column",
    "Cut",
    "Diff",
    "Driver",
    "EditCost",
    "Fit",
    "Forecast",
    "Kind",
    "Learnt",
    "Made",
    "Matched",
    "Money",
    "Prior",
    "Reader",
    "Repriced",
    "Reviewed",
    "Shift",
    "Week",
    "actuals",
    "beside_ledger",
    "campaign_actuals",
    "compare",
    "diff",
    "edit_cost",
    "fit",
    "forecast",
    "match",
    "one_of",
    "read_history",
    "read_invoice",
    "read_rows",
    "read_takes",
    "reprice",
    "reviewed",
    "whole_number",
]
