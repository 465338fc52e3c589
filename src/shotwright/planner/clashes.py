"""Why there is no shot: clashes, each with the two things compared and the ways out."""

from __future__ import annotations

from collections.abc import Sequence

from shotwright.catalog import Breach, said_by
from shotwright.model.brief import ShotBrief
from shotwright.model.plan import Clash
from shotwright.model.seconds import words
from shotwright.planner.conflicts import Demand, conflicts
from shotwright.planner.context import Context
from shotwright.planner.cover import Beat
from shotwright.planner.ways_out import ways_out


def broken(brief: ShotBrief, breach: Breach) -> Clash:
    """Tell a limit that one beat breaks."""
    return Clash(
        beats=(brief.id,),
        rule=breach.rule,
        has=breach.has,
        limit=breach.limit,
        ways_out=breach.ways_out,
    )


def nothing_to_join(brief: ShotBrief) -> Clash:
    """Tell a forbidden cut before which there is nothing to share a shot with."""
    return Clash(
        beats=(brief.id,),
        rule="PLAN012",
        has=f"`cut: never` before {brief.id}",
        limit="there is no shot before it that it could share: another scene, talk, or another kind"
        " of shot comes first",
        ways_out=("remove `cut: never`",),
    )


def word_for_word(context: Context, brief: ShotBrief) -> Clash:
    """Tell a prompt that is kept word for word and is too long for one shot."""
    limits = context.limits.seconds
    return Clash(
        beats=(brief.id,),
        rule="SHOT053",
        has=f"{words(context.length(brief).low)} with a prompt word for word",
        limit=f"one shot is at most {limits.max} s{_who_says(context)}, and such a prompt is not"
        " split",
        ways_out=(f"make it {limits.max} s", "write the action as `shot:` clauses"),
    )


def _who_says(context: Context) -> str:
    """Name the source of the length of shots, in brackets."""
    return f" ({said_by(context.route, context.limits.seconds)})"


def why_not(context: Context, beats: Sequence[Beat]) -> list[Clash]:
    """Say what keeps a run from being covered: a shape no shot has, and what clashes."""
    found = conflicts(context, beats)
    given_up = {demand for conflict in found for demand in conflict}
    told: list[tuple[int, Clash]] = [
        (number, broken(beat.brief, breach))
        for number, beat in enumerate(beats)
        for breach in context.framed(beat.brief)
    ]
    for conflict in found:
        number = conflict[0].beat
        first, kinds = beats[number], {demand.kind for demand in conflict}
        if "lines" in kinds or len(_owners(conflict)) > 1:
            clashes = [_together(context, beats, conflict, given_up)]
        else:
            clashes = _limits(context, first.brief, looks="look" in kinds)
            clashes = clashes or [_exact(context, first.brief)]
        told += [(number, clash) for clash in clashes]
    return [clash for _, clash in sorted(told, key=lambda pair: pair[0])]


def _owners(conflict: Sequence[Demand]) -> list[int]:
    """Number the beats in a conflict; a forbidden cut is the matter of both its sides."""
    before = {demand.beat - 1 for demand in conflict if demand.kind == "tied"}
    return sorted(before | {demand.beat for demand in conflict})


def _limits(context: Context, brief: ShotBrief, *, looks: bool) -> list[Clash]:
    """Tell the limits that one beat breaks; that nobody is in it only if nobody can be lent."""
    breaches = context.breaches([brief])[len(context.framed(brief)) :]
    lent = not looks and not context.load(brief).anyone
    return [broken(brief, breach) for breach in breaches if not (lent and breach.rule == "SHOT016")]


def _exact(context: Context, brief: ShotBrief) -> Clash:
    """Tell an exact length that no shot can have."""
    low, least = context.length(brief).low, context.limits.seconds.min
    whole = low // 1000
    if low % 1000:
        offers = dict.fromkeys(f"={max(least, seconds)}" for seconds in (whole + 1, whole))
        limit = f"a shot's length is whole seconds{_who_says(context)}"
        ways: tuple[str, ...] = (f"make it {' or '.join(offers)}", "drop the `=`")
    else:
        limit = (
            f"a shot is at least {least} s{_who_says(context)}, and no neighbour can share with it"
        )
        ways = (f"make it ={least}", "drop the `=`, so that it can be padded")
    return Clash(
        beats=(brief.id,), rule="SHOT053", has=f"exactly {words(low)}", limit=limit, ways_out=ways
    )


def _together(
    context: Context, beats: Sequence[Beat], conflict: Sequence[Demand], given_up: set[Demand]
) -> Clash:
    """Tell what clashes between neighbours, or with a beat's lines."""
    own = [beats[number] for number in _owners(conflict)]
    rule, has, limit, more = _compared(context, beats, own, conflict)
    ways = ways_out(context, beats, conflict, given_up - set(conflict))
    return Clash(
        beats=tuple(beat.brief.id for beat in own),
        rule=rule,
        has=has,
        limit=limit,
        ways_out=(*ways, *more),
    )


def _compared(
    context: Context, beats: Sequence[Beat], own: Sequence[Beat], conflict: Sequence[Demand]
) -> tuple[str, str, str, tuple[str, ...]]:
    """Say rule, what there is, and what it is compared with; and ways out that have no price."""
    limits = context.limits
    kinds = {demand.kind for demand in conflict}
    whole = f"{limits.seconds.min} to {limits.seconds.max} whole seconds{_who_says(context)}"
    cuts = ", ".join(beats[demand.beat].brief.id for demand in conflict if demand.kind == "tied")
    tied = " in one shot, by `cut: never`" if cuts else ""
    if "lines" in kinds:
        said = sum(sum(beat.lines) for beat in own)
        lasts = " and exact lengths" if "exact" in kinds else ""
        has = f"lines that take at least {words(-(-said // 1000) * 1000)}{lasts}{tied}"
        return "SHOT045", has, f"shots last {whole}", ("make it a talk beat",)
    if "prompt" in kinds:
        limit = f"a prompt is at most {limits.prompt_characters.max} characters"
        return "SHOT002", f"their prompts{tied}", limit, ()
    breaches = context.breaches([beat.brief for beat in own])
    if kinds & {"load"} and breaches:
        rule, has, limit, ways = breaches[0]
        return rule, f"{has}{tied}", limit, ways
    if "look" in kinds:
        limit = f"{context.route.title} needs at least {limits.looks.min}"
        said_so = said_by(context.route, limits.looks)
        return "SHOT016", "no look in any of them", f"{limit} ({said_so}), and none is lent", ()
    if cuts:
        limit = f"one shot holds at most {limits.seconds.max} s and {context.most_parts} parts"
        return "PLAN012", f"`cut: never` before {cuts}", limit, ()
    total = sum(beat.low for beat in own)
    return "SHOT053", f"{words(total)} of beats with exact lengths", f"shots last {whole}", ()
