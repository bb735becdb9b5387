"""The account with everything that is computed of it, as it stands on a day.

    Account, 2026-06-01  ->  State: histories, targets, checks, conflicts, follow-up

The day is passed in; nothing here looks at a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct, structs

from kelisim.account.checks import Check, CheckKind, Outcome, checks
from kelisim.account.conflicts import (
    Conflict,
    ConflictKind,
    figure_conflicts,
    order_of,
    sum_conflicts,
    thing_conflicts,
)
from kelisim.account.follow_up import FollowUp, Thresholds, follow_up
from kelisim.account.histories import History, history
from kelisim.account.past import conflicts_at, known_at
from kelisim.account.targets import Target, targets
from kelisim.account.things import Account, Thing
from kelisim.ledger.query import Entry

if TYPE_CHECKING:
    from kelisim.account.choosing import Choice, Shown


class State(Struct, frozen=True, kw_only=True):
    """An account on a day. By the id of a thing its ``histories`` and ``follow_ups``, by that of a series its
    ``targets``.
    """

    account: Account
    today: str
    histories: Mapping[str, History]
    follow_ups: Mapping[str, FollowUp]
    targets: Mapping[str, tuple[Target, ...]]
    checks: tuple[Check, ...]
    conflicts: tuple[Conflict, ...]


def state(account: Account, today: str, thresholds: Thresholds = Thresholds()) -> State:  # noqa: B008 - frozen
    """Everything that is computed of ``account`` as it stands on ``today`` (an ISO day)."""
    histories = _histories(account.undertakings, (today, thresholds))
    checked = checks(account)
    found = (
        *figure_conflicts(account.series),
        *sum_conflicts(checked),
        *thing_conflicts(account.undertakings, histories),
    )
    conflicts = tuple(sorted(found, key=order_of))
    about = {conflict.about for conflict in conflicts}
    return _state((account, histories), (checked, conflicts), about, (today, thresholds))


def state_shown(loaded: Account, choice: Choice, shown: Shown, when: tuple[str, Thresholds]) -> State:
    """The state of what is shown of a choice; ``loaded`` has it, and all that it is linked to.

    The histories are those of all things there that the question is about, also where they are not shown themselves.
    """
    at = choice.shelf.at
    asked = [thing for thing in loaded.undertakings if choice.has_undertaking(thing.id)]
    histories = _histories(asked, when)
    contradicted: Iterable[Conflict] = thing_conflicts(asked, histories)
    if at is not None:
        contradicted = conflicts_at(contradicted, at)
        loaded = known_at(loaded, at)
        asked = [thing for thing in loaded.undertakings if thing.id in histories]
        histories = _histories(asked, when)
    entries: dict[str, Entry[Any]] = {e.statement.id: e for thing in loaded.undertakings for e in thing.entries}
    entries |= {e.statement.id: e for one in loaded.series for fact in one.facts for e in fact.entries}
    found = (
        tuple(
            Check(kind=cast("CheckKind", one.kind), arithmetic=one.words,
                  outcome=cast("Outcome", one.outcome),
                  entries=tuple(entries[id] for id in one.statements))
            for one in shown.checks
        ),
        tuple(
            Conflict(kind=cast("ConflictKind", one.kind), about=one.about, parties=one.parties, why=one.words,
                     entries=tuple(entries[id] for id in one.statements))
            for one in shown.conflicts
        ),
    )  # fmt: skip
    account = structs.replace(
        loaded,
        undertakings=tuple(thing for thing in asked if thing.id in shown.ids),
        series=tuple(one for one in loaded.series if one.id in shown.ids),
        meetings=tuple(one for one in loaded.meetings if one.id in shown.ids),
    )
    return _state((account, histories), found, {conflict.about for conflict in contradicted}, when)


def _histories(things: Iterable[Thing], when: tuple[str, Thresholds]) -> dict[str, History]:
    return {thing.id: history(thing, when[0], dormant_after=when[1].dormant) for thing in things}


def _state(
    told: tuple[Account, Mapping[str, History]],
    found: tuple[tuple[Check, ...], tuple[Conflict, ...]],
    contradicted: set[str],
    when: tuple[str, Thresholds],
) -> State:
    account, histories = told
    started = {link.right: link.left for link in account.links if link.kind == "baseline_of"}
    return State(
        account=account,
        today=when[0],
        histories=histories,
        follow_ups={
            thing.id: follow_up(
                thing,
                histories[thing.id],
                [histories[id] for id in thing.parts if id in histories],
                thing.id in contradicted,
                when,
            )
            for thing in account.undertakings
        },
        targets={series.id: targets(series, when[0], started) for series in account.series},
        checks=found[0],
        conflicts=found[1],
    )
