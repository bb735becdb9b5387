"""The period of a figure: of the times in its clause the one that the number belongs to."""

from __future__ import annotations

from kelisim.language.annotations import Quantity, Time
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective
from kelisim.language.times import is_known
from kelisim.model import TRADE, Modality, Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place

_ENDS = 2  # of a span of time
_BEHIND = 2  # tokens from a paper to its year: *Vertrag von 1944*
# What something is like at all times: a date in its sentence is that of an event (*am 14. Mai … der langen Bahn*).
_WITHOUT = ("length", "duration")
_YEAR_ON = len("2015/..")
_MOVES = ("percent", "percentage_point", "factor")
_KEPT = 2  # sentences over which a told period goes on
_FLOWS = (*TRADE, "investment", "people_count", "freight", "transit")


def period(place: Place, finding: Finding, modality: Modality) -> tuple[str | None, tuple[Span, ...]]:
    """The ISO 8601 period of a figure and the words it rests on; None where the text gives none."""
    if finding.indicator in _WITHOUT or (finding.indicator == "capacity" and modality == "actual"):
        return None, ()
    compared = _compared(place)
    if compared is not None:
        return compared.point, (compared.span,)
    times = [time for time in _candidates(place) if _fits(place, time, finding, modality)]
    if not times:
        return _kept(place, finding, modality)
    deadlines = [time for time in times if time.role == "until"]
    chosen = (deadlines or times) if modality != "actual" else ([t for t in times if t.role != "until"] or times)
    behind = [time for time in chosen if _is_right_behind(place, time)]
    best = min(behind or chosen, key=lambda time: _distance(place, time))
    told = best.point or best.timex
    return _end_of(place, told) or told, (best.span,)


def _end_of(place: Place, told: str) -> str | None:
    """Of a span of years the one that a level left or reached is of: *stieg von 1997 bis 2002 von 7 auf 14 Mrd.*."""
    years, words = told.split("/"), figure_words()
    if len(years) != _ENDS or not all(year.isdigit() for year in years) or place.quantity.kind in _MOVES:
        return None
    before, alike = set(place.words_before(1)), [q for q in place.passage.quantities if q.unit == place.quantity.unit]
    clause = place.passage.span_of(place.clause)
    alike = [q for q in alike if clause.covers(q.span) and q.kind != "count"]
    if before & words.leaving and any(q.start > place.quantity.end for q in alike):
        return years[0]
    left = [q for q in alike if q.end <= place.quantity.start and _is_left(place, q)]
    return years[1] if before & words.arriving and left else None


def _is_left(place: Place, quantity: Quantity) -> bool:
    """Whether *von* stands before a number."""
    at = place.passage.index_at(quantity.full_start)
    return at > 0 and place.passage.words[at - 1] in figure_words().leaving


def _compared(place: Place) -> Time | None:
    """The period that a number in brackets is compared with: *gegenüber dem Vergleichszeitraum (58,8 Mio. Euro)*."""
    if place.words_before(1) != ("(",):
        return None
    before = place.passage.tokens[place.first - 1].start
    times = [time for time in place.passage.times if time.role == "baseline" and time.end <= before]
    return times[-1] if times and before - times[-1].end <= 2 and is_known(times[-1].point) else None


def _kept(place: Place, finding: Finding, modality: Modality) -> tuple[str | None, tuple[Span, ...]]:
    """The period of the figure before, where the past tense goes on about the same: *Die Exporte stiegen auf …*."""
    topic = place.topic
    if any(time.role == "on" and not is_known(time.point) for time in _candidates(place)):
        return None, ()  # im vergangenen Jahr, of a report whose day is not known
    told = any(verb.sense.kind in ("past", "participle") for verb in place.clause.verbs)
    told = told or bool(function_words().past & set(place.words))
    same = topic.passage == topic.period_passage == place.passage.number
    told = told or (same and not figure_words().equals.isdisjoint(place.words))
    near = place.passage.number - topic.period_passage <= _KEPT
    if modality != "actual" or finding.indicator not in TRADE or not told or not near or topic.period_span is None:
        return None, ()
    if (topic.period or "").endswith("/..") and place.quantity.kind == "money":
        return None, ()  # seit 2015 verdoppelt; sie lagen zuletzt bei 9 Milliarden
    return (_end_of(place, topic.period) if topic.period else None) or topic.period, (topic.period_span,)


def _candidates(place: Place) -> list[Time]:
    """The times of the clause; of the clause before it where this one goes on without a subject of its own."""
    passage = place.passage
    times = passage.times_of(place.clause)
    at = passage.clauses.index(place.clause)
    joined = at > 0 and passage.words[place.clause.first - 1] in function_words().clause_conjunctions
    if not times and (joined or place.clause.kind == "infinitive"):
        return passage.times_in(passage.span_of(passage.clauses[at - 1]))
    return times


def _fits(place: Place, time: Time, finding: Finding, modality: Modality) -> bool:
    if time.kind in ("duration", "set") or time.role == "baseline" or time.span.overlaps(place.quantity.span):
        return False
    if not is_known(time.point):
        return False
    since_a_year = time.timex.endswith("/..") and len(time.timex) == _YEAR_ON
    if since_a_year and finding.indicator in TRADE and place.quantity.kind == "money":
        return False  # haben sich seit 2015 verdoppelt und lagen zuletzt bei 9 Milliarden; not: seit Beginn des Jahres
    if _is_aside(place, time) or _describes(place, time):
        return False
    if finding.measure == "change" and _stands_for_the_other(place, time):
        return False
    before = _word_before(place, time)
    led = _word_before(place, time, 2) if before in function_words().within else before
    if led in figure_words().compared | function_words().comparing and time.role == "on":
        return False  # ähnlich wie im gleichen Zeitraum des Vorjahres
    if before in figure_words().of_time and (
        _word_before(place, time, 2) in figure_words().sizes or _is_of_a_paper(place, time)
    ):
        return False  # das Zweieinhalbfache des Wertes von 2017, nach dem Vertrag von 1944
    # a flow has a period, not a day: the day is that of the meeting or of the report
    is_day = time.timex.count("-") == 2 and "/" not in time.timex
    return not (is_day and time.role == "on" and (finding.indicator in _FLOWS or modality != "actual"))


def _describes(place: Place, time: Time) -> bool:
    """Whether a time belongs to a participle before a noun: *nach einem seit 2015 anhaltenden Rückgang*."""
    at = place.passage.index_at(time.end - 1) + 1
    words, tokens = place.passage.words, place.passage.tokens
    if at + 1 >= len(words) or not tokens[at + 1].capital:
        return False
    led = _word_before(place, time) in function_words().determiners  # laut einer 2018 vorgelegten Studie
    told = led and is_adjective(tokens, place.passage.senses, at)
    return told or words[at].endswith(figure_words().describing)


def _is_of_a_paper(place: Place, time: Time) -> bool:
    """Whether a time says when a paper was made: *nach dem Vertrag von 1944*."""
    at = place.passage.index_at(time.start) - _BEHIND
    thing = place.passage.senses[at].thing if at >= 0 else None
    return thing is not None and thing.kind == "agreement"


def _is_aside(place: Place, time: Time) -> bool:
    """Whether a time opens a bracket behind the number, as that of another one: *9,2 Mrd. Euro (2021: 8,1 Mrd.)*."""
    before = _word_before(place, time)
    after = place.passage.text[time.end : time.end + 1]
    return before == "(" and after == ":" and time.start > place.quantity.end


def _stands_for_the_other(place: Place, time: Time) -> bool:
    """Whether the time behind a change is that of what it is measured by: *um 3 % mehr als die 6 Mrd. im Jahr 2024*."""
    if time.start < place.quantity.end:
        return False
    between = place.passage.words[place.last + 1 : place.passage.index_at(time.start)]
    alike = any(place.quantity.end < q.start < time.start for q in place.passage.quantities)
    return alike and not figure_words().compared.isdisjoint(between)


def _word_before(place: Place, time: Time, back: int = 1) -> str:
    index = place.passage.index_at(time.start) - back
    return place.passage.words[index] if index >= 0 else ""


def _is_right_behind(place: Place, time: Time) -> bool:
    """Whether a time stands behind its number with at most a preposition before it: *elf Milliarden im Jahr 2016*."""
    if not place.head.end < time.start <= place.head.end + len(" im Jahre "):
        return False
    passage = place.passage
    between = [token.word for token in passage.tokens if place.head.end <= token.start < time.start]
    joined = bool(between) and between[0] in function_words().conjunctions  # 4 Milliarden und 2019 rund 6
    return bool(between) and not joined and between[0].islower() and all(word.isalpha() for word in between)


def _distance(place: Place, time: Time) -> tuple[int, int]:
    """Characters between number and time; what stands before the number is nearer than what follows."""
    if time.end <= place.head.start:
        return place.head.start - time.end, 0
    return 2 * (time.start - place.head.end), 1
