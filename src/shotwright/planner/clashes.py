"""Why there is no shot: clashes, each with the two things compared and the ways out."""

from __future__ import annotations

from collections.abc import Container, Sequence

from shotwright.catalog import Breach, said_by
from shotwright.model.brief import ShotBrief
from shotwright.model.plan import Clash
from shotwright.model.seconds import words
from shotwright.planner.context import Context, Length


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


def not_whole(context: Context, brief: ShotBrief, length: Length) -> Clash:
    """Tell an exact length that no shot can have."""
    least = context.limits.seconds.min
    whole = length.low // 1000
    offers = dict.fromkeys(f"={max(least, seconds)}" for seconds in (whole + 1, whole))
    return Clash(
        beats=(brief.id,),
        rule="SHOT053",
        has=f"exactly {words(length.low)}",
        limit=f"a shot's length is whole seconds{_who_says(context)}",
        ways_out=(f"make it {' or '.join(offers)}", "drop the `=`"),
    )


def held_together(context: Context, brief: ShotBrief, length: Length) -> Clash:
    """Tell a forbidden cut before a beat that is too long for one shot."""
    limits = context.limits.seconds
    return Clash(
        beats=(brief.id,),
        rule="PLAN012",
        has=f"{words(length.low)} with `cut: never`",
        limit=f"a shot is at most {limits.max} s{_who_says(context)}, so it starts a shot of its"
        " own",
        ways_out=("remove `cut: never`", f"make it {limits.max} s or shorter"),
    )


def word_for_word(context: Context, brief: ShotBrief, length: Length) -> Clash:
    """Tell a prompt that is kept word for word and is too long for one shot."""
    limits = context.limits.seconds
    return Clash(
        beats=(brief.id,),
        rule="SHOT053",
        has=f"{words(length.low)} with a prompt word for word",
        limit=f"one shot is at most {limits.max} s{_who_says(context)}, and such a prompt is not"
        " split",
        ways_out=(f"make it {limits.max} s", "write the action as `shot:` clauses"),
    )


def _who_says(context: Context) -> str:
    """Name the source of the length of shots, in brackets."""
    return f" ({said_by(context.route, context.limits.seconds)})"


def why_not(
    context: Context, run: Sequence[ShotBrief], lengths: Sequence[Length], made: Container[int]
) -> list[Clash]:
    """Say what keeps a run from being covered.

    Args:
        context: What shots are judged by.
        run: Neighbouring beats.
        lengths: Theirs.
        made: The numbers of the beats that some shot could hold.
    """
    limits = context.limits.seconds
    faults = [_faults(context, *pair) for pair in zip(run, lengths, strict=True)]
    # What some neighbour would mend is a fault only where nothing else is wrong.
    clashes = [clash for k, found in enumerate(faults) if k not in made for clash in found]
    clashes = clashes or [clash for found in faults for clash in found]
    for chain in () if clashes else _chains(run):
        clashes += _held(context, chain)
    if not clashes:
        total = sum(length.low for length in lengths)
        clashes.append(
            Clash(
                beats=tuple(brief.id for brief in run),
                rule="SHOT053",
                has=f"{words(total)} of beats with exact lengths",
                limit=f"shots last {limits.min} to {limits.max} whole seconds{_who_says(context)}",
                ways_out=("drop an `=`, so that a beat can be padded",),
            )
        )
    return clashes


def _chains(run: Sequence[ShotBrief]) -> list[list[ShotBrief]]:
    """Gather the beats of a run that forbidden cuts tie to one shot."""
    chains: list[list[ShotBrief]] = []
    for brief in run:
        if brief.cut == "never" and chains:
            chains[-1].append(brief)
        else:
            chains.append([brief])
    return [chain for chain in chains if len(chain) > 1]


def _held(context: Context, chain: Sequence[ShotBrief]) -> list[Clash]:
    """List what keeps beats that are tied together from being one shot."""
    beats = tuple(brief.id for brief in chain)
    allow = f"allow a cut before {chain[-1].id}"
    clashes = [
        Clash(
            beats=beats,
            rule=breach.rule,
            has=f"{breach.has} in one shot, by `cut: never`",
            limit=breach.limit,
            ways_out=(allow, *breach.ways_out),
        )
        for breach in context.breaches(chain)
    ]
    if not clashes and not context.prompts_fit(chain):
        clashes.append(
            Clash(
                beats=beats,
                rule="SHOT002",
                has="their prompts in one shot, by `cut: never`",
                limit=f"a prompt is at most {context.limits.prompt_characters.max} characters",
                ways_out=(allow, "shorten their clauses"),
            )
        )
    if not clashes and not context.fits(chain):
        limits = context.limits.seconds
        clashes.append(
            Clash(
                beats=beats,
                rule="PLAN012",
                has=f"`cut: never` before {', '.join(brief.id for brief in chain[1:])}",
                limit=f"one shot holds at most {limits.max} s and {context.most_parts} parts",
                ways_out=(allow, "make the beats shorter"),
            )
        )
    return clashes


def _faults(context: Context, brief: ShotBrief, length: Length) -> list[Clash]:
    """List what keeps one beat from being a shot of its own."""
    limits = context.limits.seconds
    clashes = [broken(brief, breach) for breach in context.breaches([brief])]
    if length.exact and length.low % 1000:
        clashes.append(not_whole(context, brief, length))
    elif length.exact and length.low < limits.min * 1000:
        clashes.append(
            Clash(
                beats=(brief.id,),
                rule="SHOT053",
                has=f"exactly {words(length.low)}",
                limit=f"a shot is at least {limits.min} s{_who_says(context)}, and no neighbour can"
                " share with it",
                ways_out=(f"make it ={limits.min}", "drop the `=`, so that it can be padded"),
            )
        )
    return clashes
