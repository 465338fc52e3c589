"""The planner: beats to items and generations, with reasons."""

from shotwright.planner.context import length_of
from shotwright.planner.plan import plan, plan_hash
from shotwright.planner.steps import steps_of
from shotwright.planner.ways import Way, Ways, choose_ways

__all__ = ["Way", "Ways", "choose_ways", "length_of", "plan", "plan_hash", "steps_of"]
