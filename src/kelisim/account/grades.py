"""Grades after AidData's dictionary: how good the sources of a thing are, and how complete what they tell.

Sources 1 to 5: one outlet; two or more independent ones; an official one; an official and an independent one; official
ones of both sides. Completeness 0 to 5: a point each for a date, an amount, parties with organisations, a stage with
its date, a place or sector.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from kelisim.account.reprints import Reprints
from kelisim.account.things import Account, Encounter, Fact, Grade, Thing
from kelisim.language.body_words import body_role
from kelisim.language.demonyms import adjective_codes
from kelisim.language.gazetteer import single
from kelisim.language.known_persons import by_surname
from kelisim.language.offices import national_code, office_kind
from kelisim.ledger.query import AnyEntry, UndertakingEntry
from kelisim.model import Undertaking

Pipeline = Literal["Pipeline: Pledge", "Pipeline: Commitment"]
_WORD = re.compile(r"[^\W\d_][\w-]*")
_SOMEBODY = "official"


def graded(account: Account) -> dict[str, Grade]:
    """The grade of every thing of the account by its id."""
    return grades_of(account.things(), [entry for thing in account.things() for entry in thing.entries])


def grades_of(things: Iterable[Thing | Fact | Encounter], told: Iterable[AnyEntry]) -> dict[str, Grade]:
    """The grades of things by their ids; ``told`` is all that their texts tell, which says what is a reprint."""
    reprints = Reprints(told)
    return {thing.id: grade(thing, reprints) for thing in things}


def texts_of(things: Iterable[Thing | Fact | Encounter]) -> list[str]:
    """The hashes of the texts that tell of things."""
    return sorted({entry.sources[0].text_hash for thing in things for entry in thing.entries})


def grade(thing: Thing | Fact | Encounter, reprints: Reprints) -> Grade:
    """The grade of one thing; ``reprints`` say of its texts which are the same."""
    entries: Sequence[AnyEntry] = thing.entries
    origin = reprints.origins(entry.sources[0].text_hash for entry in entries)
    officials: set[str] = set()
    outlets: set[str] = set()
    for entry in entries:
        official = _official(entry)
        officials |= official
        if not official:
            outlets.add(origin[entry.sources[0].text_hash])
    parties = {code for entry in entries for code in entry.statement.parties}
    return Grade(
        sources=_source_grade(officials, parties, len(outlets)),
        independent=len({origin[entry.sources[0].text_hash] for entry in entries}),
        completeness=_completeness(thing) if isinstance(thing, Thing) else 0,
        officials=tuple(sorted(officials - {_SOMEBODY})),
    )


def _source_grade(officials: set[str], parties: set[str], outlets: int) -> int:
    if len(officials & parties) > 1:
        return 5
    if officials:
        return 4 if outlets else 3
    return 2 if outlets > 1 else 1


def _official(entry: AnyEntry) -> set[str]:
    """The states whose officials are named as saying it; *official* for an official of unknown state, or a carrier."""
    said = entry.statement.attribution
    if not said:
        return set()
    words = _WORD.findall(said)
    codes = {code for word in words for code in _states(word)}
    office = any(office_kind(word) == "office" or body_role(word) == "ministry" for word in words)
    persons = {person.code for person in by_surname(words[-1])} if words else set()
    bodies = {code for word in words for code in _body_codes(word)}
    carrier = isinstance(entry.statement, Undertaking) and said in entry.statement.organisations
    if persons or bodies:
        return persons | bodies
    return (codes or {_SOMEBODY}) if office else {_SOMEBODY} if carrier else set()


def _states(word: str) -> tuple[str, ...]:
    name = single(word)
    own = national_code(word)
    found = name.codes if name is not None and name.kind == "country" else adjective_codes(word.lower())
    return (*found, own) if own else found


def _body_codes(word: str) -> tuple[str, ...]:
    name = single(word)
    return name.codes if name is not None and name.kind in ("organisation", "capital") else ()


def _completeness(thing: Thing) -> int:
    told = [entry.statement for entry in thing.entries]
    latest: UndertakingEntry = thing.entries[-1]
    points = (
        any(one.deadline or one.stage_date for one in told)
        or any(entry.sources[0].published for entry in thing.entries),
        any(one.amount is not None for one in told),
        any(len(one.parties) > 1 and one.organisations for one in told),
        latest.statement.stage_date is not None or any(one.stage_date for one in told if one.stage == told[-1].stage),
        any(one.place or one.sectors for one in told),
    )
    return sum(map(bool, points))


def pipeline(statement: Undertaking) -> Pipeline | None:
    """What AidData calls a signed paper: one that does not bind is a pledge, one that binds a commitment."""
    if statement.kind != "agreement" or statement.stage != "committed" or statement.binding is None:
        return None
    return "Pipeline: Pledge" if statement.binding == "no" else "Pipeline: Commitment"
