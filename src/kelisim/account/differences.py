"""What differs between two days, found by outlines alone: how much of each kind, and which things must be looked at.

    Choice on 2024-01-01, Choice on 2025-01-01  ->  new_undertaking: 3,112, of these the first twenty-five …

`snapshots.changes` then says of those what has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from kelisim.account.choosing import Choice, Shown
from kelisim.account.follow_up import Condition, Thresholds, Verdict, verdict
from kelisim.account.lines import At
from kelisim.account.outlines import Finding, UndertakingLine
from kelisim.account.snapshots import ChangeKind

Ids = dict[ChangeKind, list[str]]


class Difference(Struct, frozen=True):
    """How many changes of each kind there are, and what shows the first ones: before and after."""

    counts: Mapping[str, int]
    before: Shown
    after: Shown


class Compared(Struct, frozen=True):
    """Two choices, the days that they look back to, and how one judges."""

    before: Choice
    after: Choice
    days: tuple[At, At]
    thresholds: Thresholds


def difference(asked: Compared, most: int | None) -> Difference:
    """What differs; of each kind the first ``most`` are shown, all with None."""
    changed = _things(asked)
    figures = _figures(asked)
    meetings = _meetings(asked)
    targets = _targets(asked)
    new, settled = _conflicts(asked)
    counts: dict[str, int] = {kind: len(ids) for kind, ids in (*changed.items(), *meetings.items())}
    counts["gone"] = len(changed["gone"]) + sum(figures["gone"].values()) + len(meetings["gone"])
    counts |= {"new_figure": sum(figures["new_figure"].values()), "target": len(targets)}
    counts |= {"new_conflict": len(new), "settled_conflict": len(settled)}
    ids = {id for found in (changed, meetings) for of_kind in found.values() for id in of_kind[:most]}
    ids |= {id for found in figures.values() for id in _first(found, most)}
    ids |= set(targets[:most])
    return Difference(
        counts={kind: count for kind, count in counts.items() if count},
        before=Shown(ids=frozenset(ids), conflicts=[asked.before.conflicts[place] for place in settled[:most]]),
        after=Shown(ids=frozenset(ids), conflicts=[asked.after.conflicts[place] for place in new[:most]]),
    )


def _things(asked: Compared) -> Ids:
    """The ids of undertakings by what has changed."""
    found: Ids = defaultdict(list)
    days, dormant = asked.days, asked.thresholds.dormant
    old = {one.id: one for one in asked.before.undertakings}
    now = {one.id: one for one in asked.after.undertakings}
    done = [_packages_done(choice.undertakings) for choice in (asked.before, asked.after)]
    for id, one in sorted(now.items()):
        was = old.get(id)
        if was is None:
            found["new_undertaking"].append(id)
            continue
        if was.stage != one.stage:
            found["stage"].append(id)
        elif _verdict(was, days[0], id in done[0], dormant) != _verdict(one, days[1], id in done[1], dormant):
            found["verdict"].append(id)
        if was.deadline != one.deadline:
            found["deadline"].append(id)
    found["gone"] = sorted(old.keys() - now.keys())
    return found


def _packages_done(lines: Iterable[UndertakingLine]) -> set[str]:
    """The packages of which some member is completed."""
    return {one.value.package for one in lines if one.value.package and one.stage == "completed"}


def _verdict(one: UndertakingLine, at: At, part_done: bool, dormant: int) -> Verdict:
    seen = one.signs(at.day, dormant)
    told = Condition(
        stage=one.stage,
        since=one.since,
        denied=one.denied,
        part_done=part_done,
        due=seen.due,
        heard=seen.heard,
        dormant=seen.dormant,
    )
    return verdict(told, at.day)


def _figures(asked: Compared) -> dict[ChangeKind, dict[str, int]]:
    """How many facts of which series are new, and how many are gone."""
    old = {one.id: one.told for one in asked.before.series_lines}
    now = {one.id: one.told for one in asked.after.series_lines}
    return {
        "new_figure": {id: more for id, told in sorted(now.items()) if (more := len(told) - len(old.get(id, ())))},
        "gone": {id: len(told) for id, told in sorted(old.items()) if id not in now},
    }


def _first(found: Mapping[str, int], most: int | None) -> Iterator[str]:
    """The series that have the first ``most`` of the facts."""
    there = 0
    for id, count in found.items():
        if most is None or there < most:
            yield id
        there += count


def _targets(asked: Compared) -> list[str]:
    """The series whose targets stand otherwise, once for each of these."""
    (then, now), old = asked.days, {one.id: one for one in asked.before.targets}
    both = ((old[one.id], one) for one in asked.after.targets if one.id in old)
    return sorted(one.series for was, one in both if was.verdict(then) != one.verdict(now))


def _meetings(asked: Compared) -> Ids:
    old = {one.id for one in asked.before.meetings}
    now = {one.id for one in asked.after.meetings}
    return {"new_meeting": sorted(now - old), "gone": sorted(old - now)}


def _conflicts(asked: Compared) -> tuple[Sequence[int], Sequence[int]]:
    """Where in the choices the contradictions stand that are new, and those that are settled."""
    old, now = (choice.conflicts for choice in (asked.before, asked.after))
    before, after = set(map(_what, old)), set(map(_what, now))
    return (
        [number for number, one in enumerate(now) if _what(one) not in before],
        [number for number, one in enumerate(old) if _what(one) not in after],
    )


def _what(one: Finding) -> tuple[str, tuple[str, ...], str]:
    return one.kind, one.statements, one.words
