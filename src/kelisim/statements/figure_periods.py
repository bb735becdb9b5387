"""The period of a figure: of the times in its clause the one that the number belongs to."""

from __future__ import annotations

from kelisim.language.annotations import Time
from kelisim.model import Modality, Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place

_FLOWS = ("trade_turnover", "exports", "imports", "investment", "people_count", "freight", "transit")


def period(place: Place, finding: Finding, modality: Modality) -> tuple[str | None, tuple[Span, ...]]:
    """The ISO 8601 period of a figure and the words it rests on; None where the text gives none."""
    times = [time for time in _candidates(place) if _fits(place, time, finding, modality)]
    if not times:
        return None, ()
    deadlines = [time for time in times if time.role == "until"]
    chosen = (deadlines or times) if modality != "actual" else ([t for t in times if t.role != "until"] or times)
    best = min(chosen, key=lambda time: _distance(place, time))
    return best.point or best.timex, (best.span,)


def _candidates(place: Place) -> list[Time]:
    """The times of the clause; of the clause before it where this one goes on without a subject of its own."""
    passage = place.passage
    times = passage.times_in(passage.span_of(place.clause))
    at = passage.clauses.index(place.clause)
    joined = at > 0 and passage.words[place.clause.first - 1] in ("und", "oder")
    if not times and (joined or place.clause.kind == "infinitive"):
        return passage.times_in(passage.span_of(passage.clauses[at - 1]))
    return times


def _fits(place: Place, time: Time, finding: Finding, modality: Modality) -> bool:
    if time.kind in ("duration", "set") or time.role == "baseline" or time.span.overlaps(place.quantity.span):
        return False
    if _word_before(place, time) in figure_words().compared and time.role == "on":
        return False
    # a flow has a period, not a day: the day is that of the meeting or of the report
    is_day = time.timex.count("-") == 2 and "/" not in time.timex
    return not (is_day and time.role == "on" and (finding.indicator in _FLOWS or modality != "actual"))


def _word_before(place: Place, time: Time) -> str:
    index = place.passage.index_at(time.start) - 1
    return place.passage.words[index] if index >= 0 else ""


def _distance(place: Place, time: Time) -> tuple[int, int]:
    """Characters between number and time; what stands before the number is nearer than what follows."""
    if time.end <= place.head.start:
        return place.head.start - time.end, 0
    return 2 * (time.start - place.head.end), 1
