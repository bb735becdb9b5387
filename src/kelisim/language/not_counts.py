"""Numbers that count nothing: days, years, hours, phone numbers, product names, labels, idioms.

`passed_over` looks at digits before they are read, `counts_nothing` at a number that has been read.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.language.amounts import Amount, followed_by_noun
from kelisim.language.number_words import lexicon as numbers
from kelisim.language.numbers import GAP, is_part
from kelisim.language.ranges import lexicon as ranges
from kelisim.language.units import forms, unit_at
from kelisim.lexicons import load_lines, load_table


class NotCounts(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of numbers that count nothing, as `lexicons/de/not_counts.toml` explains it."""

    strict_labels: tuple[str, ...]
    labels: tuple[str, ...]
    marks: tuple[str, ...]
    behind: frozenset[str]
    pronouns: frozenset[str]
    before_years: frozenset[str]
    before_counts: frozenset[str]
    never_years: frozenset[str]
    idioms: frozenset[str]
    per_each: frozenset[str]
    per_priced: frozenset[str]
    every: frozenset[str]


class Months(Struct, frozen=True):
    """Names of months, and the words after which a number with a point is counted, not ranked.

    Two of the lists by which sentences are cut; the file holds more, which is why unknown ones are no error here.
    """

    months: tuple[str, ...]
    counting: frozenset[str]
    joining: frozenset[str]


@cache
def lexicon() -> NotCounts:
    """The words that make a number no quantity, read once."""
    return load_table("de/not_counts.toml", NotCounts)


@cache
def months() -> Months:
    """The names of months, read once."""
    return load_table("de/sentence_numbers.toml", Months)


@cache
def sentence_starters() -> frozenset[str]:
    """Words that, written with a capital, can only begin a sentence."""
    return frozenset(word for (word,) in load_lines("de/sentence_starters.txt", 1))


_SHORT_TIMES = ("minute", "hour", "day")
_TIMES = (*_SHORT_TIMES, "month", "year")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_GLUED_BEFORE = re.compile(r"(?:[^\W\d_][-/_.:&+'’]?|[0-9][/_:&+]?|[:/#_])\Z")
_UPPER_GLUED = re.compile(r"(?:\b[A-Z]{3}|[$€£₸₽₺₼₾])-?\Z")
_PHONE = re.compile(
    r"(?:\+|(?<=[Tt]el)\.?:?\s?)?(?:[0-9]{1,4}[ /()-]{1,3}){2,7}[0-9]{2,8}(?:[ /-][0-9]{1,8}){0,6}"
    r"|0[0-9]{2,5}[ /-]{1,3}[0-9]{3,12}[0-9 -]{0,12}"
)
_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9/-])")
_YEAR = r"(?:1[89]|20|21)[0-9]{2}"
_YEARS = re.compile(rf"{_YEAR}\s?[-–/]\s?(?:{_YEAR}|[0-9]{{2}})(?![0-9.,])")
_ZIP = re.compile(r"[0-9]{5} [A-ZÄÖÜ]")
_STREET = re.compile(r"[0-9][a-z]?,\s\Z")
_CHAIN = re.compile(r"[0-9]+(?:[.:][0-9]+){2,}(?![0-9])")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?(?![0-9.])")
_CLOCK = re.compile(r"[0-9]{1,3}(?: : |:)[0-9]{1,2}(?::[0-9]{2})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}")
_LIST_MARK = re.compile(r"[0-9]{1,2}\)|[0-9]{1,3}\]")
_LINE_START = re.compile(r"(?:^|[\n\[(])[^\S\n]*\Z")
_MODEL = re.compile(r"[0-9]+-(?:[0-9]{3,}[A-Z]*|[0-9]+[A-Z]+)")  # SGT5-2000E is no sum
_RUN = re.compile(r"[0-9]+(?:[.,:/-]?[^\W_]+)*")
_VERSION = re.compile(r"[0-9]\.[0-9]")
_HANGING = re.compile(r"-\s+bis\s")
_BEHIND = re.compile(rf"{GAP}([^\W\d_]+)")
_JOINT = r"\s*(?:,|und|bis|sowie|–|-)\s*"
_LIST_BEFORE = re.compile(rf"([^\W\d_]+\.?)\s+[0-9]+(?:{_JOINT}[0-9]+){{0,6}}{_JOINT}\Z")
_STROKE = re.compile(r"[0-9]{1,4}(?:/[0-9]{1,4})+(?![0-9])")
_PLUS = re.compile(r"[0-9]{1,2}\+[0-9]")
_BARE_YEAR = re.compile(rf"{_YEAR}\Z")
_MARK_BEFORE = re.compile(r"[(„\"»–—,;:]")
_DIGIT = re.compile(r"[0-9]")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:…]|\n|[„\"»(–—•📷])[^\S\n]*\Z")
_GOES_ON = re.compile(rf"(?:{GAP}(?:bis|auf)(?:{GAP}zu)?{GAP}|{GAP}?[-–]{GAP}?)(?:[0-9]|[a-zäöü])")


@cache
def _hour_or_times() -> re.Pattern[str]:
    names = "|".join(lexicon().behind)
    other = rf"(?:{GAP}(?:bis|und|oder){GAP}|{GAP}?[-–]{GAP}?)[^\W_]+(?:[.:][0-9]{{2}})?"
    return re.compile(rf"(?:[.:][0-9]{{2}})?(?:{other}{GAP}|{GAP}?)(?:{names})\b")


@cache
def _scaled() -> re.Pattern[str]:
    return re.compile(rf"{GAP}(?:{'|'.join(map(re.escape, numbers().scales))})")


@cache
def _date() -> re.Pattern[str]:
    names = "|".join(sorted(months().months, key=len, reverse=True))
    day = r"[0-9]{1,2}\."
    return re.compile(
        rf"{day}(?:{GAP}?(?:und|bis|oder|[-–/+,]){GAP}?(?:zum{GAP})?{day}){{0,4}}{GAP}?(?:{names})\b\.?(?:{GAP}{_YEAR}\b)?"
        rf"|{day}[^\S\n]?[0-9]{{1,2}}\.(?:[^\S\n]?[0-9]{{2,4}})?(?![0-9])"
        rf"|{day}{GAP}?(?:bis|[-–]){GAP}?(?:zum{GAP})?(?={day}[^\S\n]?[0-9]{{1,2}}\.)"
        rf"|{day}{GAP}?(?:und|bis|[-–/]){GAP}?(?:zum{GAP})?(?={day}{GAP}?(?:{names})\b)"
    )


def passed_over(text: str, position: int) -> int:
    """Where the date, hour, address, phone number or product name ends whose digits begin at ``position``; or 0."""
    for pattern in (_date(), _ISO, _CLOCK):
        match = pattern.match(text, position)
        if match:
            return match.end()
    years = _YEARS.match(text, position)
    if years and unit_at(text, years.end()) is None and not _scaled().match(text, years.end()):
        return years.end()
    chain = _CHAIN.match(text, position)
    if chain and not _THOUSANDS.match(text, position):
        return chain.end()
    return _mark_or_name(text, position) or _phone_or_zip(text, position)


def _phone_or_zip(text: str, position: int) -> int:
    phone = _PHONE.match(text, position)
    if phone and not _GROUPS.match(text, position) and (len(re.findall("[0-9]", phone.group())) >= 7):
        return phone.end()
    if _ZIP.match(text, position) and _STREET.search(text, max(0, position - 6), position):
        return position + 5
    return 0


def _mark_or_name(text: str, position: int) -> int:
    before = max(0, position - 4)
    mark = _LIST_MARK.match(text, position)
    if mark and _LINE_START.search(text, before, position):
        return mark.end()
    stroke = _STROKE.match(text, position)
    if stroke and not (len(stroke.group()) < 6 and is_part(stroke.group())):
        return stroke.end()
    plus = _PLUS.match(text, position)
    if plus:
        return plus.end()
    if _GLUED_BEFORE.search(text, before, position):
        run = _RUN.match(text, position)
        sum_of_money = _UPPER_GLUED.search(text, max(0, position - 5), position)
        if sum_of_money and not (run and _MODEL.fullmatch(run.group())):
            return 0
        return run.end() if run else position + 1
    return 0


def address_end(text: str, position: int) -> int:
    """Where a web address ends that begins at ``position``; 0 if none does."""
    match = _ADDRESS.match(text, position)
    return match.end() if match else 0


def counts_nothing(text: str, amount: Amount) -> bool:
    """Whether a number that has been read names a year, an hour, a thing, or is part of an idiom."""
    word = word_before(text, amount.start)
    if not amount.digits and word.lower() in _vague():
        return True
    if amount.unit is not None:
        return _is_frequency(text, amount, word.lower())
    if _hour_or_times().match(text, amount.end):
        return True
    if word in lexicon().marks:
        return True
    if amount.digits:
        return _is_year(text, amount, word) or _is_label(text, amount, word) or _has_letters(text, amount)
    if text[amount.start : amount.end].lower() in lexicon().pronouns and not _alone(text, amount):
        return True
    return _is_idiom(text, amount, word) or _is_name(text, amount)


@cache
def _vague() -> frozenset[str]:
    return frozenset(numbers().vague.forms)


def _is_priced(text: str, amount: Amount, word: str) -> bool:
    """*247 Dollar für 1000 Kubikmeter*: the measure to which the price before it refers."""
    if word not in lexicon().per_priced:
        return False
    unit = forms().get(word_before(text, amount.start - len(word) - 1))
    return unit is not None and unit.kind == "money"


def _is_frequency(text: str, amount: Amount, word: str) -> bool:
    """*alle fünf Jahre*, *20 Dollar pro 1000 Kubikmeter*, *einen Tag vor*: how often or for each what."""
    unit = amount.unit
    if unit is None or unit.kind != "measure":
        return False
    if (
        word in lexicon().per_each
        or _is_priced(text, amount, word)
        or (amount.form == "article" and unit.symbol in _SHORT_TIMES)
    ):
        return True
    return word in lexicon().every and unit.symbol in _TIMES


def word_before(text: str, position: int) -> str:
    """The word right before ``position``, without the marks before it; empty at the beginning of a line."""
    before = text[max(0, position - 40) : position]
    words = before.rsplit(None, 1)
    if not words or before.count("\n", len(before.rstrip())) > 1:
        return ""
    return _MARK_BEFORE.split(words[-1])[-1]


def starts_sentence(text: str, position: int) -> bool:
    """Whether a sentence, line or quotation begins at ``position``."""
    return _SENTENCE_START.search(text, max(0, position - 4), position) is not None


def _is_year(text: str, amount: Amount, word: str) -> bool:
    digits = amount.digits
    if not (digits.isdigit() and len(digits) == 4) or amount.scale != 1 or _alone(text, amount):
        return False
    lower = word.lower()
    if lower in lexicon().never_years:
        return False
    if lower in lexicon().before_counts and followed_by_noun(text, amount.end):
        return False
    if lower in ranges().opening and not _BARE_YEAR.match(digits):
        return False  # zwischen 7000 und 8000 Menschen
    if not _BARE_YEAR.match(digits):
        return lower in ("jahr", "jahre", "jahres", "seit") or not followed_by_noun(text, amount.end)
    return not (digits.endswith("00") and followed_by_noun(text, amount.end) and lower not in lexicon().before_years)


def _alone(text: str, amount: Amount) -> bool:
    """Whether the number is all that its line says."""
    line_start = text.rfind("\n", 0, amount.start) + 1
    line_end = text.find("\n", amount.end)
    before = text[max(line_start, amount.start - 8) : amount.start]
    after = text[amount.end : min(len(text) if line_end < 0 else line_end, amount.end + 4)]
    return not before.strip() and not after.strip(" .")


def _is_label(text: str, amount: Amount, word: str) -> bool:
    """*Artikel 5*, *Boeing 737*, *Nord Stream 2*: a name before a bare number, no noun behind it."""
    version = amount.low < 1000 and _VERSION.fullmatch(amount.digits)
    if _is_labelled_list(text, amount):
        return True
    if not word or amount.scale != 1 or not word[0].isupper() or not (amount.digits.isdigit() or version):
        return False
    if word.endswith(lexicon().strict_labels):
        return True
    if word.endswith(lexicon().labels):
        return not followed_by_noun(text, amount.end)
    if _GOES_ON.match(text, amount.end):
        return False
    start = text.rfind(word, 0, amount.start)
    return len(amount.digits) < 5 and not starts_sentence(text, start) and not followed_by_noun(text, amount.end)


def _is_labelled_list(text: str, amount: Amount) -> bool:
    """*Kapitel 23 und 24*: one label for several numbers."""
    start = max(0, amount.start - 48)
    match = _LIST_BEFORE.search(text, start, amount.start) if _DIGIT.search(text, start, amount.start) else None
    return (
        match is not None
        and match[1].endswith((*lexicon().strict_labels, *lexicon().labels))
        and not followed_by_noun(text, amount.end)
    )


def _has_letters(text: str, amount: Amount) -> bool:
    """*5G*, *4x4*, *1990er*: letters glued behind digits that make no unit."""
    after = text[amount.end : amount.end + 1]
    return after.isalpha() or after == "_"


def _is_idiom(text: str, amount: Amount, word: str) -> bool:
    after = _BEHIND.match(text, amount.end)
    behind = after[1].lower() if after else ""
    wordings = (f"{word.lower()} # {behind}", f"auf {word.lower()} #")
    return any(wording in lexicon().idioms for wording in wordings)


def _is_name(text: str, amount: Amount) -> bool:
    """A number word with a capital inside a sentence is a name (*Claudia Tausend*, *die Acht*)."""
    if not text[amount.start].isupper() or amount.scale != 1 or starts_sentence(text, amount.start):
        return False
    return not followed_by_noun(text, amount.end) and not _HANGING.match(text, amount.end)
