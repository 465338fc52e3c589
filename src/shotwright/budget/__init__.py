"""Money decisions: the same board made in other ways."""

from shotwright.budget.compare import Column, compare

__all__ = ["Column", "compare"]
