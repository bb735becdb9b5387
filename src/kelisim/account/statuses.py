"""An undertaking in the terms of IATI and AidData: status by table, and planned and actual days.

committed, in force    ->  IATI 2 (implementation), AidData commitment
bis 2026 fertig        ->  planned end 2026
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kelisim.account.histories import Event, History
from kelisim.account.legal import LegalStage
from kelisim.account.moments import reported
from kelisim.ledger.query import UndertakingEntry
from kelisim.model import Stage

DateType = Literal["planned_start", "actual_start", "planned_end", "actual_end"]


class Status(Struct, frozen=True, kw_only=True):
    """A row of the table: IATI's code of activity status with its name, and AidData's stage."""

    stage: Stage
    iati: str
    aiddata: str


STATUSES: tuple[Status, ...] = (
    Status(stage="pledged", iati="1 pipeline", aiddata="pledge"),
    Status(stage="committed", iati="1 pipeline", aiddata="commitment"),
    Status(stage="implementing", iati="2 implementation", aiddata="implementation"),
    Status(stage="completed", iati="3 finalisation", aiddata="completion"),
    Status(stage="suspended", iati="6 suspended", aiddata="suspended"),
    Status(stage="cancelled", iati="5 cancelled", aiddata="cancelled"),
)
# An agreement in force is carried out, one that has ended is closed, whatever else is told of it.
IATI_BY_LEGAL_STAGE: dict[LegalStage, str] = {"in_force": "2 implementation", "ended": "4 closed"}
# A signed paper that binds nobody counts as a pledge with AidData.
AIDDATA_OF_NOT_BINDING = "pledge"
_STATUS = {row.stage: row for row in STATUSES}


class Dated(Struct, frozen=True, kw_only=True):
    """One of IATI's four dates with the statement that gives it; ``inferred`` if only a report's day says so."""

    type: DateType
    day: str
    inferred: bool
    entry: UndertakingEntry


def iati_status(history: History, legal: LegalStage | None) -> str:
    """IATI's activity status, code and name."""
    if legal in IATI_BY_LEGAL_STAGE and history.stage in ("committed", "completed"):
        return IATI_BY_LEGAL_STAGE[legal]
    return _STATUS[history.stage].iati


def aiddata_status(history: History) -> str:
    """AidData's stage."""
    told = [event.entry.statement for event in history.events if not event.of_paper]
    if history.stage == "committed" and any(item.binding == "no" for item in told):
        return AIDDATA_OF_NOT_BINDING
    return _STATUS[history.stage].aiddata


def dates(history: History) -> tuple[Dated, ...]:
    """The planned and actual days that are known; several planned ones where the deadline was moved, oldest first."""
    own = [event for event in history.events if not event.of_paper]
    planned = [made for event in sorted(own, key=lambda event: reported(event.entry)) for made in _planned(event.entry)]
    once: dict[tuple[DateType, str], Dated] = {}
    for made in planned:
        once.setdefault((made.type, made.day), made)
    return (*once.values(), *_actual(own, "implementing"), *_actual(own, "completed"))


def deadlines(history: History) -> tuple[UndertakingEntry, ...]:
    """Who gave which deadline, in the order of the reports; the last one of a dated report counts."""
    told = [event.entry for event in history.events if event.entry.statement.deadline]
    return tuple(sorted(told, key=lambda entry: (not reported(entry).is_dated, reported(entry))))


def _planned(entry: UndertakingEntry) -> list[Dated]:
    """*von 2026 bis 2028* plans a start and an end, *bis 2028* an end."""
    first, slash, last = (entry.statement.deadline or "").partition("/")
    named: tuple[tuple[DateType, str], ...] = (("planned_end", first),)
    if slash:
        named = (("planned_start", first), ("planned_end", last))
    return [Dated(type=type, day=day, inferred=False, entry=entry) for type, day in named if day not in ("", "..")]


def _actual(events: list[Event], stage: Stage) -> list[Dated]:
    first = next((event for event in events if event.stage == stage and event.moment.is_dated), None)
    if first is None:
        return []
    inferred = first.moment.basis != "said"
    day = first.moment.latest if inferred else first.entry.statement.stage_date or first.moment.latest
    type: DateType = "actual_start" if stage == "implementing" else "actual_end"
    return [Dated(type=type, day=day, inferred=inferred, entry=first.entry)]
