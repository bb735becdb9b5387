"""What of a state lies in a window of time: what happened between two days.

--since 2023, levels of 2018 and 2023  the one of 2023; the target is still judged by both
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from kelisim.account.moments import reported
from kelisim.account.selection import Question, in_time
from kelisim.account.states import State
from kelisim.account.targets import Target
from kelisim.account.things import Series


def between(found: State, question: Question) -> State:
    """The state without points, targets, checks and contradictions that lie wholly outside of the days asked for.

    What they were computed of stays counted: a target is judged by all levels that are known.
    """
    if question.since is None and question.until is None:
        return found
    return structs.replace(
        found,
        account=structs.replace(found.account, series=tuple(_series_between(found.account.series, question))),
        targets={
            id: tuple(target for target in aims if _is_target_between(target, question))
            for id, aims in found.targets.items()
        },
        checks=tuple(check for check in found.checks if in_time(check.entries, question)),
        conflicts=tuple(conflict for conflict in found.conflicts if in_time(conflict.entries, question)),
    )


def _series_between(every: Iterable[Series], question: Question) -> Iterable[Series]:
    for one in every:
        facts = tuple(fact for fact in one.facts if in_time(fact.entries, question))
        if facts:
            yield structs.replace(one, facts=facts)


def _is_target_between(target: Target, question: Question) -> bool:
    """By its deadline, or by a report that tells it."""
    if in_time(target.entries, question):
        return True
    first, last = question.since or "", question.until
    days = (moment for entry in target.entries if (moment := reported(entry)).is_dated)
    return any(first <= day.latest and (last is None or day.earliest <= last) for day in days)
