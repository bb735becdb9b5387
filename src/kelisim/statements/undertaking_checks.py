"""The checks of an undertaking: each field is computed again from its words, as far as words say it."""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.language.marks import Marks, touching
from kelisim.language.words import ThingNoun, senses
from kelisim.model import Undertaking
from kelisim.statements.checks import actors_under, in_time, in_words, of_parties, of_said, words_of


def objections_to_undertaking(undertaking: Undertaking, marks: Marks) -> Iterator[str]:
    """Everything that the words of an undertaking do not bear out."""
    for check in CHECKS:
        yield from check(undertaking, marks)


def named(undertaking: Undertaking, marks: Marks) -> Iterator[str]:
    """Title and place stand there as printed; every body is named by the words of the bodies."""
    yield from in_words(undertaking, marks, "title", undertaking.title)
    yield from in_words(undertaking, marks, "place", undertaking.place)
    words = words_of(undertaking, "organisations")
    bodies = {actor.name for actor in actors_under(marks, words)} | {span.quote(marks.text) for span in words}
    for name in undertaking.organisations:
        if name not in bodies:
            yield f"{name!r} does not stand in the words of the bodies"


def value(undertaking: Undertaking, marks: Marks) -> Iterator[str]:
    """Amount, unit and bound are those of the sum that it points at."""
    sums = [q for span in words_of(undertaking, "amount") for q in touching(marks.quantities, span)]
    found = (undertaking.amount, undertaking.unit, undertaking.amount_qualifier)
    if found != (None, None, None) and found not in {(q.low, q.unit, q.qualifier) for q in sums}:
        yield f"{undertaking.amount} {undertaking.unit} is not the amount of its words"


def paper(undertaking: Undertaking, marks: Marks) -> Iterator[str]:
    """Instrument and binding are those of the noun; several papers told as one are a package."""
    for field in ("instrument", "binding"):
        if getattr(undertaking, field) is not None and not words_of(undertaking, field):
            yield f"no words say the {field}"
    things = list(_things(undertaking, marks))
    if not things:
        return  # einen über das Bündnis: the noun is left out
    known = {thing.instrument for thing in things}
    if undertaking.instrument not in (None, "package") and undertaking.instrument not in known:
        yield f"{undertaking.instrument} is not the instrument of its words"
    if undertaking.binding is not None and undertaking.binding not in {thing.binding for thing in things}:
        yield f"{undertaking.binding} is not what its words bind to"


def moods(undertaking: Undertaking, _marks: Marks) -> Iterator[str]:
    """What is denied or conditional has its words, and a plain one has none; a stage always has some."""
    if not words_of(undertaking, "stage"):
        yield "no words say the stage"
    if (undertaking.polarity == "denied") != bool(words_of(undertaking, "polarity")):
        yield "polarity is not what its words say"
    if undertaking.conditional != bool(words_of(undertaking, "conditional")):
        yield "conditional is not what its words say"


def days(undertaking: Undertaking, marks: Marks) -> Iterator[str]:
    """Deadline and day of the stage are the times of their words."""
    yield from in_time(undertaking, marks, "deadline", undertaking.deadline)
    yield from in_time(undertaking, marks, "stage_date", undertaking.stage_date)


CHECKS = (named, value, paper, moods, days, of_parties, of_said)


def _things(undertaking: Undertaking, marks: Marks) -> Iterator[ThingNoun]:
    for span in words_of(undertaking, "kind"):
        thing = senses(span.quote(marks.text)).thing
        if thing is not None:
            yield thing
