"""The account with everything that is computed of it, as it stands on a day.

    Account, 2026-06-01  ->  State: histories, targets, checks, conflicts, follow-up

The day is passed in; nothing here looks at a clock.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kelisim.account.checks import Check, checks
from kelisim.account.conflicts import Conflict, figure_conflicts, sum_conflicts, thing_conflicts
from kelisim.account.follow_up import FollowUp, Thresholds, follow_up
from kelisim.account.histories import History, history
from kelisim.account.targets import Target, targets
from kelisim.account.things import Account


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
    histories = {thing.id: history(thing, today, dormant_after=thresholds.dormant) for thing in account.undertakings}
    checked = checks(account)
    conflicts = (
        *figure_conflicts(account.series),
        *sum_conflicts(checked),
        *thing_conflicts(account.undertakings, histories),
    )
    contradicted = {conflict.about for conflict in conflicts}
    started = {link.right: link.left for link in account.links if link.kind == "baseline_of"}
    return State(
        account=account,
        today=today,
        histories=histories,
        follow_ups={
            thing.id: follow_up(
                thing,
                histories[thing.id],
                [histories[id] for id in thing.parts if id in histories],
                thing.id in contradicted,
                (today, thresholds),
            )
            for thing in account.undertakings
        },
        targets={series.id: targets(series, today, started) for series in account.series},
        checks=checked,
        conflicts=conflicts,
    )
