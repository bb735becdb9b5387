"""The engines: kelisim, its layers alone, and the peers. Each is loaded by a function that gives a reader.

A reader takes a text and gives how many things it found; that it is not nought shows that the engine works at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from msgspec import Struct

Reader = Callable[[str], int]
_REFERENCE = datetime(2025, 1, 1, tzinfo=UTC)
ZONES = "/usr/share/zoneinfo"


class Engine(Struct, frozen=True):
    """One engine: its short name, what it looks for, the distribution it comes from, and how it is loaded."""

    name: str
    looks_for: str
    distribution: str
    load: Callable[[], Reader]

    @property
    def version(self) -> str:
        """The version that is installed, or *not installed*."""
        try:
            return version(self.distribution)
        except PackageNotFoundError:
            return "not installed"


def _kelisim() -> Reader:
    from kelisim import read

    def found(text: str) -> int:
        reading = read(text)
        return len(reading.figures) + len(reading.undertakings) + len(reading.meetings)

    return found


def _marks() -> Reader:
    from kelisim.language.marks import mark

    def found(text: str) -> int:
        marks = mark(text)
        return len(marks.quantities) + len(marks.times) + len(marks.actors)

    return found


def _quantities_and_times() -> Reader:
    from kelisim.language.quantities import quantities
    from kelisim.language.times import times

    return lambda text: len(quantities(text)) + len(times(text))


def _quantities() -> Reader:
    from kelisim.language.quantities import quantities

    return lambda text: len(quantities(text))


def _times() -> Reader:
    from kelisim.language.times import times

    return lambda text: len(times(text))


def _actors() -> Reader:
    from kelisim.language.actors import actors

    return lambda text: len(actors(text))


def _duckling() -> Reader:
    import duckling

    zones = duckling.load_time_zones(ZONES)
    reference = duckling.parse_ref_time(zones, "Europe/Berlin", int(_REFERENCE.timestamp()))
    context = duckling.Context(reference, duckling.default_locale_lang(duckling.parse_lang("DE")))
    dimensions = duckling.parse_dimensions(["number", "amount-of-money", "time"])
    return lambda text: len(duckling.parse(text, context, dimensions, False))


def _recognizers() -> Reader:
    from ms_recognizers_date_time import DateTimeRecognizer
    from ms_recognizers_number import NumberRecognizer
    from ms_recognizers_number_with_unit import NumberWithUnitRecognizer
    from ms_recognizers_text import Culture

    numbers = NumberRecognizer(Culture.German).get_number_model()
    money = NumberWithUnitRecognizer(Culture.German).get_currency_model()
    dates = DateTimeRecognizer(Culture.German).get_datetime_model()
    reference = _REFERENCE.replace(tzinfo=None)
    return lambda text: len(numbers.parse(text)) + len(money.parse(text)) + len(dates.parse(text, reference))


def _dateparser() -> Reader:
    from dateparser.search import search_dates

    return lambda text: len(search_dates(text, languages=["de"], settings={"RELATIVE_BASE": _REFERENCE}) or ())


def _text2num() -> Reader:
    from text_to_num import alpha2digit

    return lambda text: int(alpha2digit(text, "de") != text)


KELISIM = Engine("kelisim", "figures, undertakings, meetings: the whole extraction", "kelisim", _kelisim)
LAYERS = (
    Engine("kelisim, language stage", "sentences, quantities, times, actors", "kelisim", _marks),
    Engine("kelisim, quantities and times", "what Duckling is asked for", "kelisim", _quantities_and_times),
    Engine("kelisim, quantities", "numbers, money, percentages, measures", "kelisim", _quantities),
    Engine("kelisim, times", "dates, periods, durations", "kelisim", _times),
    Engine("kelisim, actors", "states, blocs, persons, offices, bodies", "kelisim", _actors),
)
PEERS = (
    Engine("Duckling", "numbers, money, times", "pyduckling-native-phihos", _duckling),
    Engine("Recognizers-Text", "numbers, currencies, dates", "ms-recognizers-text-suite", _recognizers),
    Engine("dateparser", "dates", "dateparser", _dateparser),
    Engine("text2num", "number words only", "text2num", _text2num),
)
ENGINES = {engine.name: engine for engine in (KELISIM, *LAYERS, *PEERS)}
