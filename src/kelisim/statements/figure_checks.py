"""The checks of a figure: each field is computed again from its words, as far as words say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kelisim.language.annotations import Quantity
from kelisim.language.function_words import function_words
from kelisim.language.marks import Marks, touching
from kelisim.language.rates import rates_in
from kelisim.language.words import senses
from kelisim.model import Figure
from kelisim.statements.checks import codes_under, in_time, in_words, of_parties, of_said, words_of

# What is counted once: *700 Firmen liefern jährlich* are not 700 firms a year.
UNRATED = ("company_count", "project_count")
_MOVING = ("percent", "percentage_point", "factor")


def objections_to_figure(figure: Figure, marks: Marks) -> Iterator[str]:
    """Everything that the words of a figure do not bear out."""
    here = touching(marks.quantities, figure.evidence.head)
    for of_number in OF_THE_NUMBER:
        yield from of_number(figure, marks, here)
    for check in CHECKS:
        yield from check(figure, marks)


def number(figure: Figure, _marks: Marks, here: Sequence[Quantity]) -> Iterator[str]:
    """Low and high are the number of the head; a fall is negative, and only a fall."""
    numbers = [(abs(figure.low), abs(figure.high)), (abs(figure.high), abs(figure.low))]
    if not any((abs(q.low), abs(q.high)) in numbers for q in here):
        yield f"{figure.low} is not the number of its words"
    if figure.low > figure.high:
        yield f"{figure.low} is above {figure.high}"


def sign(figure: Figure, marks: Marks, here: Sequence[Quantity]) -> Iterator[str]:
    """A number below nought is a change that some word calls a fall; a verb of falling alone makes no rise."""
    falls = any(q.change == "down" or q.low < 0 for q in here)
    moved = [_ways(span.quote(marks.text)) for span in words_of(figure, "measure")]
    if figure.low < 0 and figure.measure != "change":
        yield f"a {figure.measure} is not below nought"
    if not moved or falls or figure.measure != "change" or figure.unit == "factor":
        return
    if figure.low > 0 and all(ways == {"down"} for ways in moved):
        yield f"{figure.low} is no rise: its words fall"
    if figure.low < 0 and all(ways == {"up"} for ways in moved):
        yield f"{figure.low} is no fall: its words rise"


def unit(figure: Figure, marks: Marks, here: Sequence[Quantity]) -> Iterator[str]:
    """The unit is that of the head or of the words that lend it; a second currency stands beside it."""
    elsewhere = [q for span in words_of(figure, "unit") for q in touching(marks.quantities, span)]
    if not any(q.unit == figure.unit for q in (*here, *elsewhere)):
        yield f"{figure.unit} is not the unit of its words"
    for other in figure.also:
        if not any(q.also and (q.also.low, q.also.unit) == (other.low, other.unit) for q in here):
            yield f"{other.low} {other.unit} does not stand beside it"


def qualifier(figure: Figure, _marks: Marks, here: Sequence[Quantity]) -> Iterator[str]:
    """The bound is that of the number, or none where *über* before it is a preposition."""
    own = {q.qualifier for q in here if figure.evidence.head.start <= q.full_start}
    cut = any(q.full_start < figure.evidence.head.start for q in here)
    if figure.qualifier not in own and not (cut and figure.qualifier == "exact"):
        yield f"{figure.qualifier} is not the bound of its words"


def per(figure: Figure, marks: Marks, here: Sequence[Quantity]) -> Iterator[str]:
    """The span of time of a rate is that of its words."""
    told = {name for span in words_of(figure, "per") for name, _ in rates_in(span.quote(marks.text))}
    own = {q.per for q in here}
    if figure.per is not None and figure.per not in told | own:
        yield f"{figure.per} is not the rate of its words"
    if figure.per is None and (told or own - {None}) and figure.indicator not in UNRATED:
        yield "its words are a rate"


def measure(figure: Figure, _marks: Marks, here: Sequence[Quantity]) -> Iterator[str]:
    """A change moves by its unit or its words, a share is a percentage, a level has no words of moving."""
    moving = bool(words_of(figure, "measure")) or any(q.change for q in here)
    shortened = figure.indicator == "duration"  # acht Tage früher
    if figure.measure == "change" and not (moving or shortened) and figure.unit not in _MOVING:
        yield "no words say that it changes"
    if figure.measure == "share" and figure.unit != "percent":
        yield f"{figure.unit} is no share"
    if figure.measure == "level" and (words_of(figure, "measure") or figure.unit in ("factor", "percentage_point")):
        yield "its words change"


def moods(figure: Figure, marks: Marks) -> Iterator[str]:
    """What is no plain fact has its words; what is denied or no more than an estimate says so."""
    small = function_words()
    if figure.modality != "actual" and not words_of(figure, "modality"):
        yield f"no words say that it is a {figure.modality}"
    for field, value, said in (
        ("polarity", figure.polarity == "denied", small.verb_negations),
        ("provisional", figure.provisional, small.provisional),
        ("estimate", figure.estimate, small.estimate),
    ):
        words = {span.quote(marks.text).lower() for span in words_of(figure, field)}
        if value != bool(words & said):
            yield f"{field} is not what its words say"


def condition(figure: Figure, marks: Marks) -> Iterator[str]:
    """What is conditional has a word of condition, or the verb that opens its sentence: *Fällt der Zoll, …*."""
    spans = words_of(figure, "conditional")
    if figure.conditional != bool(spans):
        yield "conditional is not what its words say"
    for span in spans:
        if span.start != figure.evidence.start and span.quote(marks.text).lower() not in function_words().conditions:
            yield f"{span.quote(marks.text)!r} is no condition"


def ends(figure: Figure, marks: Marks) -> Iterator[str]:
    """Where it flows from and to are two of its parties; its words name at least one of them, where they name any."""
    told = {figure.origin, figure.destination} - {None}
    if not told <= set(figure.parties):
        yield "it flows between others than its parties"
    if figure.origin is not None and figure.origin == figure.destination:
        yield "it flows to where it comes from"
    named = codes_under(marks, (*words_of(figure, "from"), *words_of(figure, "to")))
    if told and named and not told & named:
        yield "its words name neither end"


def period(figure: Figure, marks: Marks) -> Iterator[str]:
    """The period is the time of its words."""
    yield from in_time(figure, marks, "period", figure.period)


def item(figure: Figure, marks: Marks) -> Iterator[str]:
    """The item stands there as printed."""
    yield from in_words(figure, marks, "item", figure.item)


OF_THE_NUMBER = (number, sign, unit, qualifier, per, measure)
CHECKS = (moods, condition, ends, period, item, of_parties, of_said)


def _ways(word: str) -> set[str]:
    """Whether a word rises or falls, by its verbs."""
    return {way for verb in senses(word).verbs for way in ("up", "down") if way in verb.senses}
