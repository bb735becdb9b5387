"""What changed in the account between two days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar

from msgspec import Struct

from kelisim.account.conflicts import Conflict
from kelisim.account.minting import thing_id
from kelisim.account.states import State
from kelisim.account.things import Encounter, Fact, Series, Thing
from kelisim.ledger.query import Entry

Item = TypeVar("Item")
ChangeKind = Literal[
    "new_undertaking", "stage", "deadline", "verdict", "gone", "new_figure", "target", "new_meeting", "new_conflict",
    "settled_conflict",
]  # fmt: skip
# What `diff` tells, in the order in which it does. `docs/account.md` shows this table.
CHANGES: tuple[tuple[ChangeKind, str], ...] = (
    ("new_undertaking", "an undertaking nobody had told of"),
    ("stage", "an undertaking at another stage"),
    ("deadline", "a deadline that was given or moved"),
    ("verdict", "another verdict of the follow-up, at the same stage"),
    ("new_figure", "a figure of a series nobody had told"),
    ("target", "another verdict on a target"),
    ("new_meeting", "a meeting nobody had told of"),
    ("new_conflict", "a contradiction that was none"),
    ("settled_conflict", "a contradiction that is none any more"),
    ("gone", "an undertaking, figure or meeting that no report tells any more, after a correction"),
)


class Change(Struct, frozen=True, kw_only=True):
    """One difference: what it was and what it is, and the statements that tell it."""

    kind: ChangeKind
    about: str
    title: str
    parties: tuple[str, ...]
    before: str
    after: str
    entries: tuple[Entry[Any], ...]


def changes(before: State, after: State) -> tuple[Change, ...]:
    """What is otherwise in ``after`` than in ``before``; things are the same where words that found them are.

    In the order of `CHANGES`, and of each kind things, series and meetings by their ids.
    """
    found = (
        *_things(before, after),
        *_figures(before, after),
        *_targets(before, after),
        *_meetings(before, after),
        *_conflicts(before, after),
    )
    order = [name for name, _ in CHANGES]
    return tuple(sorted(found, key=lambda change: order.index(change.kind)))


def _things(before: State, after: State) -> Iterator[Change]:
    known = _by_word(before.account.undertakings, _words)
    now = _by_word(after.account.undertakings, _words)
    for thing in after.account.undertakings:
        told = after.follow_ups[thing.id]
        old = next((known[word] for word in _words(thing) if word in known), None)
        if old is None:
            yield _of_thing("new_undertaking", thing, "", told.history.stage)
            continue
        was = before.follow_ups[old.id]
        if was.history.stage != told.history.stage:
            yield _of_thing("stage", thing, was.history.stage, told.history.stage)
        elif was.verdict != told.verdict:
            yield _of_thing("verdict", thing, was.verdict, told.verdict)
        if was.deadline != told.deadline:
            yield _of_thing("deadline", thing, was.deadline or "", told.deadline or "")
    for thing in before.account.undertakings:
        if not any(word in now for word in _words(thing)):
            yield _of_thing("gone", thing, before.histories[thing.id].stage, "")


def _of_thing(kind: ChangeKind, thing: Thing, before: str, after: str) -> Change:
    told = thing.entries[-1].statement
    return Change(
        kind=kind, about=thing.id, title=told.title, parties=told.parties, before=before, after=after,
        entries=(thing.entries[-1],),
    )  # fmt: skip


def _figures(before: State, after: State) -> Iterator[Change]:
    known = {word for series in before.account.series for fact in series.facts for word in _fact_words(fact)}
    now = {word for series in after.account.series for fact in series.facts for word in _fact_words(fact)}
    for kind, state, other in (("new_figure", after, known), ("gone", before, now)):
        for series in _by_id(state):
            for fact in series.facts:
                if not other.intersection(_fact_words(fact)):
                    yield _of_fact("gone" if kind == "gone" else "new_figure", series, fact)


def _of_fact(kind: ChangeKind, series: Series, fact: Fact) -> Change:
    told = fact.period or ""
    return Change(
        kind=kind, about=series.id, title=series.indicator, parties=series.parties,
        before=told if kind == "gone" else "", after="" if kind == "gone" else told, entries=fact.entries[:1],
    )  # fmt: skip


def _targets(before: State, after: State) -> Iterator[Change]:
    known = {word: aim for _, aim, words in _aims(before) for word in words}
    for series, aim, words in _aims(after):
        was = next((known[word] for word in words if word in known), None)
        if was is not None and was.verdict != aim.verdict:
            yield Change(
                kind="target", about=series.id, title=series.indicator, parties=series.parties, before=was.verdict,
                after=aim.verdict, entries=aim.entries[:1],
            )  # fmt: skip


def _aims(state: State) -> Iterator[tuple[Series, Any, list[str]]]:
    for series in _by_id(state):
        for aim in state.targets[series.id]:
            yield series, aim, [thing_id(entry) for entry in aim.entries]


def _by_id(state: State) -> Iterable[Series]:
    return sorted(state.account.series, key=lambda series: series.id)


def _meetings(before: State, after: State) -> Iterator[Change]:
    known, now = (_by_word(state.account.meetings, _words) for state in (before, after))
    for meeting in after.account.meetings:
        if not any(word in known for word in _words(meeting)):
            yield _of_meeting("new_meeting", meeting)
    for meeting in before.account.meetings:
        if not any(word in now for word in _words(meeting)):
            yield _of_meeting("gone", meeting)


def _of_meeting(kind: ChangeKind, meeting: Encounter) -> Change:
    told = meeting.entries[0].statement
    return Change(
        kind=kind, about=meeting.id, title=told.format, parties=told.parties,
        before=(told.date or "") if kind == "gone" else "", after="" if kind == "gone" else told.date or "",
        entries=meeting.entries[:1],
    )  # fmt: skip


def _conflicts(before: State, after: State) -> Iterator[Change]:
    states = ((after, before, "new_conflict"), (before, after, "settled_conflict"))
    for state, other, kind in states:
        known = set(map(_what, other.conflicts))
        for conflict in state.conflicts:
            if _what(conflict) not in known:
                yield Change(
                    kind="new_conflict" if kind == "new_conflict" else "settled_conflict",
                    about=conflict.about, title=conflict.kind, parties=conflict.parties, before="",
                    after=conflict.why, entries=conflict.entries,
                )  # fmt: skip


def _what(conflict: Conflict) -> tuple[str, frozenset[str]]:
    return conflict.kind, frozenset(thing_id(entry) for entry in conflict.entries)


def _by_word(items: Iterable[Item], words: Callable[[Item], Iterable[str]]) -> Mapping[str, Item]:
    return {word: item for item in items for word in words(item)}


def _words(item: Thing | Encounter) -> tuple[str, ...]:
    """The ids under which a thing is known."""
    return item.id, *item.aliases


def _fact_words(fact: Fact) -> list[str]:
    return [thing_id(entry) for entry in fact.entries]
