"""The planner: beats to items and generations, with reasons."""

from shotwright.planner.alone import Alone, Loner
from shotwright.planner.next_best import NextBest, next_best
from shotwright.planner.plan import plan, plan_hash
from shotwright.planner.score import Scorer
from shotwright.planner.ways import Way, Ways, choose_ways

__all__ = [
    "Alone",
    "Loner",
    "NextBest",
    "Scorer",
    "Way",
    "Ways",
    "choose_ways",
    "next_best",
    "plan",
    "plan_hash",
]
