"""Durations and sets of times: *fünf Jahre*, *Zehnjahresprogramm*, *binnen zwei Wochen*, *jeden Montag*."""

from __future__ import annotations

from kelisim.language.time_found import DASHES, Expression, found_at
from kelisim.language.time_points import Tokens, adjoin
from kelisim.language.time_relative import CLOCK, unit_of
from kelisim.language.time_values import Length, Recent, Repeat, Value
from kelisim.language.time_words import lexicon


def duration(tokens: Tokens, at: int) -> Expression:
    """*fünf Jahre*, *3,5 Jahre*, *ganzen Tag*, *halbes Jahr*, *einige Jahre*, *Zehnjahresprogramm*, *dreijährig*."""
    found = length_at(tokens, at)
    return found and found_at(tokens, at, at, found)


def length_at(tokens: Tokens, at: int) -> tuple[Value, int] | None:
    """A length of time that begins here, with the place behind it."""
    token, noun = tokens[at], tokens[at + 1]
    if at and tokens[at - 1].word == ":" and adjoin(tokens, at):
        return None  # 1:41 Stunden
    if token.tag == "span":
        return Length(token.value, token.unit, linked=True), at + 1
    half = tokens[at + 1].tag == "number" and tokens[at + 1].unit == "half"
    if token.unit == "one" and half and unit_of(tokens[at + 2]):
        return Length(0.5, unit_of(tokens[at + 2])), at + 3
    if noun.word in DASHES and adjoin(tokens, at + 1):
        return None
    unit = unit_of(noun)
    if not unit or unit in ("weekend", "workweek"):
        return None
    if token.tag == "some":
        return Length(None, unit), at + 2
    if token.tag == "whole":
        return (Length(1, unit), at + 2) if tokens[at + 2].tag != "year" else None
    if _is_age(tokens, at):
        return None
    if token.tag != "number" or (token.unit == "one" and not _says_one(tokens, at)):
        return None
    return Length(token.value, unit), at + 2


def _is_age(tokens: Tokens, at: int) -> bool:
    """*36 Jahre alt*, *im Alter von 82 Jahren*: an age, no time."""
    ages = lexicon().bindings["age"]
    return tokens[at + 2].word in ages or (at > 1 and tokens[at - 1].tag == "from" and tokens[at - 2].word in ages)


def _says_one(tokens: Tokens, at: int) -> bool:
    """*ein Jahr* is a length where a word says so; *ein Tag der Freude* is only a day."""
    return unit_of(tokens[at + 1]) not in ("day", "century")


def within(tokens: Tokens, at: int) -> Expression:
    """*binnen fünf Jahren*, *innerhalb von zwei Wochen*, *innerhalb eines Jahres*."""
    if tokens[at].tag != "within":
        return None
    here = at + 1
    while tokens[here].tag in ("article", "from") or tokens[here].word in lexicon().bindings["approximate"]:
        here += 1
    length = length_at(tokens, here)
    if length is not None and isinstance(length[0], Length) and length[0].count is not None:
        return found_at(tokens, at, at, (Recent(length[0].count, length[0].unit, 1, bound=True), length[1]))
    return None


def since_duration(tokens: Tokens, at: int) -> Expression:
    """*seit (mehr als) zehn Jahren*."""
    here = at + 1
    while tokens[here].word in lexicon().bindings["approximate"]:
        here += 1
    length = length_at(tokens, here)
    if length is None or not isinstance(length[0], Length) or length[0].count is None:
        return None
    return found_at(tokens, at, here, (Recent(length[0].count, length[0].unit, -1), length[1]), "since")


def sets(tokens: Tokens, at: int) -> Expression:
    """*jährlich*, *montags*, *jeden Montag*, *alle zwei Jahre*, *pro Jahr*."""
    token, noun = tokens[at], tokens[at + 1]
    if token.tag == "set":
        return found_at(tokens, at, at, (Repeat(token.value), at + 1))
    if token.tag not in ("each", "per"):
        return None
    if noun.tag == "weekday":
        return found_at(tokens, at, at, (Repeat(f"XXXX-WXX-{noun.value}"), at + 2))
    if noun.tag == "month":
        return found_at(tokens, at, at, (Repeat(f"XXXX-{noun.value:02}"), at + 2))
    length = Length(1, unit_of(noun)) if unit_of(noun) else None
    behind = at + 2
    if length is None and noun.tag == "number" and unit_of(tokens[at + 2]):
        length, behind = Length(noun.value, unit_of(tokens[at + 2])), at + 3
    return found_at(tokens, at, at, (Repeat(duration_code(length)), behind)) if length else None


CODES = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS"}


MONTHS = {"quarter": 3, "half": 6, "decade": 120, "century": 1200}


def duration_code(length: Length) -> str:
    """The ISO 8601 duration of a length: *ein halbes Jahr* is ``P6M``, *einige Jahre* ``PXY``."""
    unit, count = length.unit, length.count
    if unit in ("weekend", "workweek"):
        return "P1WE"
    if unit in MONTHS:
        months = "X" if count is None else number(count * MONTHS[unit])
        return f"P{number(count * MONTHS[unit] / 12)}Y" if count and unit in ("decade", "century") else f"P{months}M"
    if count == 0.5 and unit in ("year", "hour"):
        return "P6M" if unit == "year" else "PT30M"
    clock = "T" if unit in CLOCK else ""
    return f"P{clock}{'X' if count is None else number(count)}{CODES[unit][-1]}"


def number(value: float) -> str:
    """A number without needless decimals."""
    return str(int(value)) if value == int(value) else str(value)
