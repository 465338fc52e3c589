"""Facts as data: what routes accept, what things cost, how likely a take is kept."""

from shotwright.catalog.keepers import Chance, KeeperChances, keeper_chances
from shotwright.catalog.limits import (
    Breach,
    ShotLoad,
    frame_breaches,
    other_route,
    said_by,
    shot_breaches,
)
from shotwright.catalog.rates import (
    PURSE_OF,
    Fact,
    MotionFactor,
    Rate,
    RateFile,
    motion_factors,
    rates,
    read_rates,
    subscriptions,
)
from shotwright.catalog.routes import (
    FileLimits,
    Route,
    ShotLimits,
    Sourced,
    TalkLimits,
    TalkSource,
    route,
    routes,
)

__all__ = [
    "PURSE_OF",
    "Breach",
    "Chance",
    "Fact",
    "FileLimits",
    "KeeperChances",
    "MotionFactor",
    "Rate",
    "RateFile",
    "Route",
    "ShotLimits",
    "ShotLoad",
    "Sourced",
    "TalkLimits",
    "TalkSource",
    "frame_breaches",
    "keeper_chances",
    "motion_factors",
    "other_route",
    "rates",
    "read_rates",
    "route",
    "routes",
    "said_by",
    "shot_breaches",
    "subscriptions",
]
