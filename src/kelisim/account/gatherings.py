"""What of a meeting can be compared: its day, its place, who sat there, and of which rank they were."""

from __future__ import annotations

import re

from msgspec import Struct

from kelisim.account.moments import first_reported
from kelisim.language.gazetteer import Name, phrase_pattern, single
from kelisim.language.known_persons import by_surname
from kelisim.language.offices import nominative, office_kind, offices
from kelisim.language.transliteration import fold
from kelisim.ledger.days import Bounds, bounds
from kelisim.ledger.query import MeetingEntry
from kelisim.model import Participant

_CAPITAL_WORD = re.compile(r"[A-ZÄÖÜ][\w-]+")
_MONTH_AND_DAY = re.compile(r"X{4}-(\d\d)(?:-(\d\d))?")


class Gathering(Struct, frozen=True):
    """One statement of a meeting with what can be compared of it.

    ``persons`` are by country; ``ranks`` are the offices that head and participants name; ``town`` is the folded place,
    a capital by its state's code, so that *Peking* is *Beijing*; ``land`` the state that the place is or lies in.
    """

    entry: MeetingEntry
    parties: frozenset[str]
    days: Bounds | None
    month_and_day: tuple[str, str | None] | None
    persons: dict[str, frozenset[str]]
    ranks: frozenset[str]
    town: str | None
    land: str | None
    text: str
    told: Bounds | None

    @property
    def words(self) -> tuple[str, int, int]:
        """The words it rests on: the text and their place in it."""
        head = self.entry.statement.evidence.head
        return self.text, head.start, head.end

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.entry.statement.id


def gathering(entry: MeetingEntry) -> Gathering:
    """Take a statement of a meeting apart."""
    meeting = entry.statement
    town, land = _place(meeting.place)
    partial = _MONTH_AND_DAY.match(meeting.date or "")
    return Gathering(
        entry=entry,
        parties=frozenset(meeting.parties),
        days=bounds(meeting.date),
        month_and_day=(partial[1], partial[2]) if partial else None,
        persons=_persons(meeting.participants),
        ranks=_ranks(entry),
        town=town,
        land=land,
        text=entry.sources[0].text_hash,
        told=first_reported(entry),
    )


def _place(place: str | None) -> tuple[str | None, str | None]:
    if not place:
        return None, None
    name = single(place) or _of_several_words(place)
    if name is None:
        return fold(place), None
    code = name.codes[0] if name.codes else None
    if name.kind in ("country", "bloc"):
        return None, code
    return (f"capital of {code}" if name.kind == "capital" else fold(name.form or place)), code


def _of_several_words(place: str) -> Name | None:
    known = phrase_pattern(place.split(maxsplit=1)[0])
    match = known[0].match(place) if known else None
    return known[1][match.lastindex - 1] if known and match and match.lastindex else None


def _persons(participants: tuple[Participant, ...]) -> dict[str, frozenset[str]]:
    """Names by country: of known persons the one name that all spellings have."""
    found: dict[str, set[str]] = {}
    for person in participants:
        words = person.name.split()
        if words:
            known = [entry for entry in by_surname(words[-1]) if person.country in (None, entry.code)]
            name = known[0].name if len(known) == 1 else fold(words[-1])
            found.setdefault(person.country or "", set()).add(name)
    return {country: frozenset(names) for country, names in found.items()}


def _ranks(entry: MeetingEntry) -> frozenset[str]:
    words = _CAPITAL_WORD.findall(entry.head)
    ranks = {_rank(word) for word in words if office_kind(word) == "office"}
    for person in entry.statement.participants:
        roles = _CAPITAL_WORD.findall(person.role or "")
        ranks |= {_rank(word) for word in roles if office_kind(word) == "office"}
        if not roles:
            known = by_surname(person.name.split()[-1]) if person.name.split() else ()
            ranks |= {other.office for other in known if other.code == person.country and other.office == "president"}
    return frozenset(ranks)


def _rank(word: str) -> str:
    lower = nominative(word).lower()
    return next((rank for rank, parts in offices().means.items() if any(part in lower for part in parts)), lower)
