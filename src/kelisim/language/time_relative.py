"""Times that are counted from somewhere: *im vergangenen Jahr*, *vor zwei Jahren*, *Ende des Monats*, *am Montag*."""

from __future__ import annotations

from msgspec.structs import replace

from kelisim.language.time_points import (
    Parse,
    Rule,
    Tokens,
    calendar_point,
    compound,
    day_part,
    first_of,
    skip_article,
    year_of,
)
from kelisim.language.time_tokens import Token
from kelisim.language.time_values import (
    Era,
    Feast,
    Later,
    Length,
    Nth,
    Point,
    Recent,
    Shift,
    Turn,
    Value,
    Year,
    YearAgo,
)
from kelisim.language.time_words import lexicon
from kelisim.language.time_years import counts_a_noun, year

CLOCK = {"hour", "minute", "second"}

_OLDEST = 1500  # a smaller number behind *im kommenden Jahr* counts something


def unit_of(token: Token) -> str:
    """The unit that a token names, or nothing."""
    return str(token.value) if token.tag == "unit" else ""


def shifted(unit: str, count: int, *, anaphoric: bool = False) -> Value:
    """The value of a unit shifted by ``count``: years are points, so that months may be named in them."""
    if unit == "year":
        return Point("year", Year(shift=count, anaphoric=anaphoric))
    return Shift(unit, count, anaphoric=anaphoric)


def shift_word(tokens: Tokens, at: int) -> Parse:
    """*Vorjahr*, *heuer*, *heute*, *gestern Abend*, *Vorjahreszeitraum*."""
    token = tokens[at]
    if token.tag == "yearago":
        return YearAgo(), at + 1
    if token.tag != "shift":
        return None
    if token.unit == "day" and not token.anaphoric:
        daypart, here = day_part(tokens, at + 1)
        return Shift("day", token.value, daypart=daypart), here
    if token.unit == "year" and tokens[at + 1].tag == "year":
        return Point("year", Year(tokens[at + 1].value)), at + 2
    return shifted(token.unit, token.value, anaphoric=token.anaphoric), at + 1


def relative(tokens: Tokens, at: int) -> Parse:
    """*vergangenen Jahr*, *nächste Woche*, *letzten September*, *kommenden Montag*, *letzten sieben Jahren*."""
    token, noun = tokens[at], tokens[at + 1]
    if token.tag != "relative":
        return None
    if noun.tag in ("number", "some"):
        return _recent(tokens, at)
    if noun.tag in ("month", "season", "weekday"):
        return _turn(tokens, at)
    if noun.tag == "stretch":
        return _same_stretch(tokens, at)
    unit = unit_of(noun)
    if unit in ("month", "quarter", "half") and token.value == 0:
        year_found, here = year_of(tokens, at + 2)
        if token.anaphoric and not year_found.is_open:
            return YearAgo(), here
    if not unit or unit in CLOCK:
        return None
    if noun.word in lexicon().plural["forms"]:
        return (Length(None, unit), at + 2) if token.value in (-1, 1) else None
    return _relative_unit(tokens, at, unit)


def _relative_unit(tokens: Tokens, at: int, unit: str) -> Parse:
    token = tokens[at]
    # im kommenden Jahr 2026; not im kommenden Jahr 1000 Plätze
    if (
        unit == "year"
        and tokens[at + 2].tag == "year"
        and tokens[at + 2].value >= _OLDEST
        and not counts_a_noun(tokens, at + 3)
    ):
        return Point("year", Year(tokens[at + 2].value)), at + 3
    if unit == "weekend":
        return Turn("weekend", 0, token.value), at + 2
    anaphoric = token.anaphoric or (unit == "day" and token.value in (0, 1))
    if unit == "week" and tokens[at + 2].tag == "at" and tokens[at + 3].tag == "weekday":
        return Shift("week", token.value, weekday=tokens[at + 3].value), at + 4
    return shifted(unit, token.value, anaphoric=anaphoric), at + 2


def _recent(tokens: Tokens, at: int) -> Parse:
    unit = unit_of(tokens[at + 2])
    sign = tokens[at].value
    if not unit or sign not in (-1, 1):
        return None
    if tokens[at + 1].tag == "some":
        return Length(None, unit), at + 3
    return Recent(tokens[at + 1].value, unit, sign), at + 3


def _turn(tokens: Tokens, at: int) -> Parse:
    token, noun = tokens[at], tokens[at + 1]
    nth = _nth(tokens, at) if noun.tag == "weekday" else None
    if nth is not None:
        return nth
    if noun.tag == "month":
        found = calendar_point(tokens, at + 1)
        if found is not None and isinstance(found[0], Point) and not found[0].year.is_open:
            return found
    loose = token.word.lower().startswith(tuple(lexicon().relatives[1].stems[1:]))
    daypart, here = day_part(tokens, at + 2) if noun.tag == "weekday" else ("", at + 2)
    return Turn(noun.tag, noun.value, token.value, loose=loose, daypart=daypart or noun.unit), here


def _same_stretch(tokens: Tokens, at: int) -> Parse:
    """*selben Zeitraum des Vorjahres*."""
    found, here = year_of(tokens, at + 2)
    return (YearAgo(), here) if tokens[at].anaphoric and found.shift == -1 else None


def ago(tokens: Tokens, at: int) -> Parse:
    """*vor zwei Jahren*, *vor gut einem Jahr*, *in drei Wochen*."""
    token = tokens[at]
    ahead = token.word in ("in", "In")
    if token.tag != "before" and not ahead:
        return None
    here = at + 1
    while tokens[here].word in lexicon().bindings["approximate"]:
        here += 1
    number, unit = tokens[here], unit_of(tokens[here + 1])
    if number.tag != "number" or not unit or unit in CLOCK or tokens[here + 1].word not in lexicon().dative["forms"]:
        return None
    if number.unit == "both" or number.value != int(number.value):
        return None
    count = int(number.value) if ahead else -int(number.value)
    if unit == "day" and count == 1 and tokens[here + 2].tag == "":
        return None  # in einem Tag: how long, not when
    return shifted(unit, count), here + 2


def _nth(tokens: Tokens, at: int) -> Parse:
    """*letzter Montag im März 2014*, *dritter Dienstag im September*, *erste Woche im Oktober*."""
    token, noun = tokens[at], tokens[at + 1]
    unit = "weekday" if noun.tag == "weekday" else unit_of(noun)
    if unit not in ("weekday", "day", "week", "weekend") or tokens[at + 2].word not in ("im", "des", "vom"):
        return None
    count = token.value if token.tag == "ordinal" else -1 if token.tag == "relative" and token.value == -1 else 0
    within = calendar_point(tokens, at + 3)
    if within is None and tokens[at + 3].word in ("Monats", "Monat"):
        within = Shift("month", 0), at + 4
    if not count or within is None or not isinstance(within[0], Point | Shift) or within[0].unit != "month":
        return None
    return Nth(count, unit, noun.value if unit == "weekday" else 0, within[0]), within[1]


def nth(tokens: Tokens, at: int) -> Parse:
    """The nth day, weekday or week of a month."""
    return _nth(tokens, at) if tokens[at].tag in ("ordinal", "relative") else None


def feast(tokens: Tokens, at: int) -> Parse:
    """*Weihnachten 2015*, *Ostermontag*."""
    token = tokens[at]
    if compound(tokens, at + 1):
        return None
    found, here = year_of(tokens, at + 1)
    if isinstance(token.value, int):
        return Feast(token.value, found), here
    return Point("day", found, *token.value), here


def later(tokens: Tokens, at: int) -> Parse:
    """*zwölf Jahre später*, *ein Jahr zuvor*."""
    number, unit, word = tokens[at], unit_of(tokens[at + 1]), tokens[at + 2].word
    sign = 1 if word in lexicon().bindings["later"] else -1 if word in lexicon().bindings["earlier"] else 0
    if number.tag != "number" or unit not in ("year", "decade") or not sign or number.value != int(number.value):
        return None
    return Later(sign * int(number.value) * (10 if unit == "decade" else 1)), at + 3


def day_beside(tokens: Tokens, at: int) -> Parse:
    """*tags zuvor*, *am Tag darauf*, *einen Tag später*: the day before or after the one that the text named last."""
    word, bindings = tokens[at + 1].word, lexicon().bindings
    count = 1 if word in bindings["later"] else -1 if word in bindings["earlier"] else 0
    if unit_of(tokens[at]) != "day" or tokens[at].word not in ("Tag", "Tags", "tags") or not count:
        return None
    return Shift("day", count, anaphoric=True), at + 2


def weekday(tokens: Tokens, at: int) -> Parse:
    """*Montag*, *Mittwochabend*, *Sonntag der letzten Woche*, *Mittwoch vor zwei Wochen*."""
    token = tokens[at]
    if token.tag != "weekday" or compound(tokens, at + 1):
        return None
    daypart, here = day_part(tokens, at + 1)
    inner = skip_article(tokens, here)
    found = relative(tokens, inner) or ago(tokens, here)
    if found is not None and isinstance(found[0], Shift) and found[0].unit == "week":
        return replace(found[0], weekday=token.value), found[1]
    if [tokens[here + step].word for step in range(3)] == ["nach", "dem", "nächsten"]:
        return Turn("weekday", token.value, 2), here + 3
    return Turn("weekday", token.value, 0, plain=True, daypart=daypart or token.unit), here


def weekend(tokens: Tokens, at: int) -> Parse:
    """*Wochenende*, *unter der Woche*."""
    if unit_of(tokens[at]) == "weekend":
        return Turn("weekend", 0, 0, plain=True), at + 1
    if [token.word.lower() for token in tokens[at : at + 3]] == ["unter", "der", "woche"]:
        return Shift("workweek", 0), at + 3
    return None


def edge(tokens: Tokens, at: int) -> Parse:
    """*Ende Mai*, *Anfang des Jahres*, *Mitte der 2030er Jahre*, *frühen 1990er Jahre*, *Jahresende*."""
    token = tokens[at]
    if token.tag == "edgeword":
        return _edgeword(tokens, at)
    if token.tag not in ("edge", "edge adjective"):
        return None
    here = skip_article(tokens, at + 1)
    found = _edged(tokens, here, articled=here > at + 1)
    if found is None or (token.value == "within" and here == at + 1):
        return None
    value, behind = found
    if isinstance(value, Point | Era | Shift):
        return replace(value, edge=token.value), behind
    return found


def _edgeword(tokens: Tokens, at: int) -> Parse:
    token = tokens[at]
    found, here = year_of(tokens, at + 1)
    if token.unit == "year":
        return Point("year", Year(shift=0) if found.is_open else found, edge=token.value), here
    return Shift(token.unit, 0, edge=token.value), at + 1


def _edged(tokens: Tokens, at: int, *, articled: bool) -> Parse:
    found = calendar_point(tokens, at) or relative(tokens, at) or shift_word(tokens, at) or year(tokens, at)
    if found is None and tokens[at].tag == "year" and not articled:
        return Point("year", Year(tokens[at].value)), at + 1
    if found is None and tokens[at].tag == "whole":
        at += 1
    if found is None and articled and unit_of(tokens[at]) not in ("", *CLOCK):
        return _own_unit(tokens, at)
    return found


def _own_unit(tokens: Tokens, at: int) -> Parse:
    """*(Ende) des Jahres*, *des Monats*, *der Woche*: the one in which the report stands."""
    unit = unit_of(tokens[at])
    if unit == "day" or (unit == "year" and tokens[at].word[-1] == "n") or unit == "half":
        return None
    return shifted(unit, 0), at + 1


# By the tag of the first token, after the points of the calendar.
COUNTED: dict[str, tuple[Rule, ...]] = {
    "edge": (edge,),
    "edge adjective": (edge,),
    "edgeword": (edge,),
    "feast": (feast,),
    "number": (later,),
    "ordinal": (nth,),
    "relative": (nth, relative),
    "shift": (shift_word,),
    "yearago": (shift_word,),
    "weekday": (weekday,),
    "unit": (weekend, day_beside, year),
    "under": (weekend,),
    "before": (ago,),
    "at": (ago,),
    "year": (year,),
}


def point(tokens: Tokens, at: int) -> Parse:
    """Any point in time that begins here: of the calendar, counted, or a year."""
    return calendar_point(tokens, at) or first_of(COUNTED.get(tokens[at].tag, ()), tokens, at)
