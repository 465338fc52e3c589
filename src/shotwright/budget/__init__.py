"""Money decisions: the same board made in other ways."""

from shotwright.budget.compare import Column, compare
from shotwright.budget.edit_cost import EditCost, edit_cost

__all__ = ["Column", "EditCost", "compare", "edit_cost"]
