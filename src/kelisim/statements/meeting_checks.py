"""The checks of a meeting: each field is computed again from its words, as far as words say it."""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.language.marks import Described, Marks
from kelisim.language.number_words import ordinal
from kelisim.language.offices import nominative
from kelisim.language.words import senses
from kelisim.model import Meeting, Participant, Span
from kelisim.statements.checks import actors_under, codes_under, in_time, of_parties, of_said, words_of
from kelisim.statements.encounter_words import capital_of, encounter_words


def objections_to_meeting(meeting: Meeting, marks: Marks) -> Iterator[str]:
    """Everything that the words of a meeting do not bear out."""
    for check in CHECKS:
        yield from check(meeting, marks)


def day(meeting: Meeting, marks: Marks) -> Iterator[str]:
    """The date is the time of its words."""
    yield from in_time(meeting, marks, "date", meeting.date)


def place(meeting: Meeting, marks: Marks) -> Iterator[str]:
    """The place stands there as printed, or is the capital of the state that stands there."""
    words = words_of(meeting, "place")
    capitals = {capital_of().get(code) for code in codes_under(marks, words)}
    printed = {span.quote(marks.text) for span in words}
    if meeting.place is not None and meeting.place not in printed | capitals:
        yield f"place {meeting.place!r} does not stand in its words"


def number(meeting: Meeting, marks: Marks) -> Iterator[str]:
    """The number of a session is that of its words: *18.*, *vierten*, *erstmals*."""
    values = {_ordinal(span.quote(marks.text)) for span in words_of(meeting, "ordinal")}
    if meeting.ordinal is not None and meeting.ordinal not in values:
        yield f"{meeting.ordinal} is not the ordinal of its words"


def kind(meeting: Meeting, marks: Marks) -> Iterator[str]:
    """The format is not another than that of its noun, raised by an adjective, a body or a means at most."""
    for span in words_of(meeting, "format"):
        noun = senses(span.quote(marks.text)).meeting
        raised = {"call", "session", *encounter_words().adjectives.values()}
        if noun is not None and meeting.format not in {noun.format, *raised}:
            yield f"{meeting.format} is not the format of its words"
    if meeting.polarity != "affirmed":
        yield "a meeting that was not held is none"


def people(meeting: Meeting, marks: Marks) -> Iterator[str]:
    """Every participant is a person under the words of the people, by a name, an office and a state of the text."""
    words = words_of(meeting, "participants")
    if len(words) != len(meeting.participants):
        yield "not every participant has words"
    for person, span in zip(meeting.participants, words, strict=False):
        yield from _person(person, span, meeting, marks)


CHECKS = (day, place, number, kind, people, of_parties, of_said)


def _person(person: Participant, span: Span, meeting: Meeting, marks: Marks) -> Iterator[str]:
    keys = {actor.key for actor in actors_under(marks, (span,)) if actor.kind == "person"}
    same = [marks.people[key] for key in keys if key in marks.people]
    if not any(person.name in known.names for known in same):
        yield f"{person.name!r} does not stand in the text"
    if person.role is not None and not any(
        person.role in known.offices or person.role in map(nominative, known.offices) for known in same
    ):
        yield f"{person.role!r} is not the office of {person.name}"
    if person.country is not None and person.country not in _countries(same, meeting):
        yield f"{person.country} is not the state of {person.name}"


def _countries(same: list[Described], meeting: Meeting) -> set[str]:
    """The states that the text gives a person; one of the parties for whom it gives none (*reisten mit*)."""
    return {code for known in same for code in known.codes} or set(meeting.parties)


def _ordinal(words: str) -> int | None:
    if words.rstrip(". ").isdigit():
        return int(words.rstrip(". "))
    if words.lower() in encounter_words().first_time:
        return 1
    return next((value for word in words.split() if (value := ordinal(word)) is not None), None)
