"""What the checks of the verifier share: the words of a field, and what the language stage finds under them.

In: a statement and the marks of its text. Out: quotations, actors, times under the words of a field; objections that
every kind of statement knows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.marks import Marks, touching
from kelisim.model import Span, Statement
from kelisim.statements.meeting_dates import known_part, with_year

Check = Callable[[Statement, Marks], Iterator[str]]
_LONGEST_ACTOR = 200  # letters


def words_of(statement: Statement, field: str) -> tuple[Span, ...]:
    """The words that a field rests on."""
    return statement.evidence.fields.get(field, ())


def actors_under(marks: Marks, spans: Sequence[Span]) -> list[Actor]:
    """The actors that share a character with one of the spans; they may lie inside one another."""
    found: list[Actor] = []
    for span in spans:
        first = bisect_left(marks.actor_starts, span.start - _LONGEST_ACTOR)
        last = bisect_left(marks.actor_starts, span.end, lo=first)
        found += [actor for actor in marks.actors[first:last] if actor.end > span.start]
    return found


def codes_under(marks: Marks, spans: Sequence[Span]) -> set[str]:
    """The parties that the words of the spans name."""
    return codes_of(actors_under(marks, spans))


def in_words(statement: Statement, marks: Marks, field: str, value: str | None) -> Iterator[str]:
    """A value in the text's own words must be one of the quotations it points at."""
    quotes = {span.quote(marks.text) for span in words_of(statement, field)}
    if (value is not None or quotes) and value not in quotes:
        yield f"{field} {value!r} does not stand in its words"


def in_time(statement: Statement, marks: Marks, field: str, value: str | None) -> Iterator[str]:
    """A period must be the value of a time that its words hold, of several of them together, or an end of a span."""
    if value is None:
        return
    held = [time for span in words_of(statement, field) for time in touching(marks.times, span)]
    values = {time.point for time in held} | {time.timex for time in held} | {known_part(time.timex) for time in held}
    values |= {end for told in values if told is not None and "/" in told for end in told.split("/")}
    values |= {with_year(time.timex, other.timex) for time in held for other in held if time is not other}
    if value not in values and not set(value.split("/")) <= values:
        yield f"{field.replace('_', ' ')} {value} is not the time of its words"


def of_parties(statement: Statement, marks: Marks) -> Iterator[str]:
    """Every party must be named by the words of the parties; none may be left out silently or twice."""
    if list(statement.parties) != sorted(set(statement.parties)):
        yield "the parties are not sorted"
    for code in sorted(set(statement.parties) - codes_under(marks, words_of(statement, "parties"))):
        yield f"no words name the party {code}"


def of_said(statement: Statement, marks: Marks) -> Iterator[str]:
    """Who says so must stand there as printed."""
    yield from in_words(statement, marks, "attribution", statement.attribution)
