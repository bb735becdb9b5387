"""Templates and what they may call: names of codes, amounts, days, links. Everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlencode

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from kelisim.ledger.days import bounds
from kelisim.presentations.amounts import amount_of, bounded, in_language, ordinal_of
from kelisim.presentations.headings import heading, headings, name_of
from kelisim.presentations.spoken import spoken as told_in
from kelisim.presentations.tables import clean
from kelisim.web.index.cards import Aim, Amount, Meet, SeriesCard, When, Words
from kelisim.web.wording import party_name, spoken, translations

_MINUS = "\N{MINUS SIGN}"
_SUBTRACTED = re.compile(r"(?<= )-(?=[ \d])")
_LEAST_OF_A_CHART = 2  # points
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_A_DAY = len("2024-05-12")
_SIGN = "\N{RIGHTWARDS ARROW}"


@cache
def environment(lang: str) -> Environment:
    """The templates in one language."""
    made = Environment(
        loader=PackageLoader("kelisim.web", "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined] # of the extension
    made.globals |= {"lang": lang, "zip": zip}
    made.filters |= {
        "party": partial(party_name, lang=lang),
        "code": partial(name_of, lang=lang),
        "column": lambda name: heading(name, lang).replace("_", " "),
        "amount": partial(amount_text, lang=lang),
        "moment": partial(when_text, lang=lang),
        "day": partial(day_text, lang=lang),
        "number": partial(number_text, lang=lang),
        "decimal": lambda value: in_language(str(value), lang).replace("-", _MINUS),
        "roughly": lambda value: amount_of(Decimal(f"{Decimal(f'{value:.2g}'):f}"), "USD", lang),
        "sum_in": lambda value, unit: amount_of(Decimal(round(value)), unit, lang),
        "dollars": lambda value: amount_of(Decimal(round(value)), "USD", lang),
        "arithmetic": partial(sum_text, lang=lang),
        "series_title": partial(series_title, lang=lang),
        "meeting_name": partial(meeting_name, lang=lang),
        "anchor": anchor,
        "has_chart": has_chart,
        "quoted": quoted,
        "where": where,
        "slugged": lambda text: quote(text, safe=""),
        "unit": lambda unit: headings().units[unit].speak(lang) if unit in headings().units else unit,
        "spoken": partial(spoken, lang=lang),
        "remark": partial(remark_text, lang=lang),
        "made": partial(made_text, lang=lang),
        "change": lambda said: name_of(said, lang) if said.isidentifier() else sum_text(day_text(said, lang), lang),
        "sentence_case": lambda text: text[:1].upper() + text[1:],
    }
    made.tests |= {"text": lambda value: isinstance(value, str)}
    return made


def _finalized(value: object) -> object:
    """Press text on one line, without what a screen would obey; markup of our own stays as it is."""
    if not isinstance(value, str) or isinstance(value, Markup) or (value.isprintable() and "  " not in value):
        return value
    return clean(value)


def amount_text(amount: Amount | None, lang: str) -> str:
    """*über 1,5 Mio. t im Jahr*."""
    if amount is None:
        return ""
    sign = "+" if amount.measure == "change" and amount.low > 0 and amount.unit != "factor" else ""
    text = sign + amount_of(amount.low, amount.unit, lang)
    if amount.high != amount.low:
        text = f"{amount_of(amount.low, amount.unit, lang)} – {amount_of(amount.high, amount.unit, lang)}"
    rate = f" {headings().per[amount.per].speak(lang)}" if amount.per in headings().per else ""
    return bounded(text + rate, amount.qualifier, lang)


def day_text(day: str | None, lang: str) -> str:
    """An ISO day, month, or stretch of them as the language writes it; any other period as it is."""
    if not day:
        return ""
    if "/" in day:
        first, last = (day_text(end, lang) for end in day.split("/", 1))
        return f"{first} →" if last == ".." else f"→ {last}" if first == ".." else f"{first} – {last}"
    if day.startswith("XXXX-"):
        return f"{_in_some_year(day[5:], lang)} ({spoken('year unknown', lang)})"
    if _MONTH.fullmatch(day):
        width = "wide" if lang == "de" else "abbreviated"
        return f"{Locale(lang).months['format'][width][int(day[5:])]} {day[:4]}"
    try:
        found = date.fromisoformat(day) if len(day) == _A_DAY else None
    except ValueError:
        found = None
    if found is None:
        return day
    return f"{found.day}. {found.month}. {found.year}" if lang == "de" else f"{found.day} {found:%b} {found.year}"


def _in_some_year(told: str, lang: str) -> str:
    """*8. August*, *March*: a month with or without its day; anything else as it is."""
    month, _, day = told.replace("-XX", "").partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return told
    name = str(Locale(lang).months["format"]["wide"][int(month)])
    return (f"{int(day)}. {name}" if lang == "de" else f"{int(day)} {name}") if day.isdigit() else name


def made_text(made_at: str, lang: str) -> str:
    """The moment at which an index was made, to the minute: *22. 11. 2026, 07:54 UTC*."""
    return f"{day_text(made_at[:10], lang)}, {made_at[11:16]} UTC"


def when_text(when: When, lang: str) -> str:
    """A moment: a day, *until* the day of the report, or that it is not known."""
    first, last = when.earliest, when.latest
    if first is None:
        return spoken("undated", lang)
    if last is None:
        return f"{day_text(first, lang)} – "
    if when.basis == "published":
        return f"{spoken('by', lang)} {day_text(last, lang)}"
    if first == last:
        return day_text(first, lang)
    if first[5:] == "01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if first[:7] == last[:7]:
        return day_text(first[:7], lang)
    return f"{day_text(first, lang)} – {day_text(last, lang)}"


def number_text(number: float, lang: str) -> str:
    """A whole number with its thousands grouped."""
    return f"{number:,}".replace(",", "." if lang == "de" else ",")


def sum_text(line: str, lang: str) -> str:
    """A sum with its words in the language of the page."""
    words = headings().sums
    spoken = re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]].speak(lang), line)
    return _SUBTRACTED.sub(_MINUS, in_language(spoken, lang))


def remark_text(line: str, lang: str) -> str:
    """A remark on an outlook in the language of the page."""
    return in_language(told_in(line, lang), lang)


def series_title(series: SeriesCard | Aim, lang: str, parties: Sequence[str] = ()) -> str:
    """*Ausfuhren: Weizen, Kasachstan → Usbekistan*; without the parties where those are what the page is about."""
    kind = "" if series.measure == "level" else f" ({name_of(series.measure, lang)})"
    item = f": {series.item}" if series.item else ""
    name = f"{name_of(series.indicator, lang)}{kind}{item}"
    if series.origin and series.destination:
        return f"{name}, {party_name(series.origin, lang)} {_SIGN} {party_name(series.destination, lang)}"
    if set(parties) >= set(series.parties):
        return name
    return f"{name}, {' – '.join(party_name(code, lang) for code in series.parties)}"


def meeting_name(meeting: Meet, lang: str) -> str:
    """*18th session*, *Talks*."""
    named = name_of(meeting.format, lang)
    if meeting.ordinal:
        return f"{ordinal_of(meeting.ordinal, lang)} {named}"
    return named[:1].upper() + named[1:]


def anchor(name: str) -> str:
    """The name of a place on a page: *money of a flow* is *money-of-a-flow*."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def has_chart(series: SeriesCard) -> bool:
    """Whether there are points enough that lie in time."""
    return sum(bounds(point.period) is not None for point in series.points) >= _LEAST_OF_A_CHART


def quoted(words: Words) -> Markup:
    """The sentence with its head marked."""
    before, after = words.sentence[: words.at], words.sentence[words.at + len(words.head) :]
    return Markup("{}<mark>{}</mark>{}").format(_edge(before), clean(words.head), _edge(after))


def _edge(text: str) -> str:
    """A part of a sentence with the space that stood at its edge."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{clean(text)}{right}"


def where(words: Words) -> str:
    """Who carries it: outlet, or address, or path."""
    return words.outlet or words.url or words.source


def address(path: str, **query: Any) -> str:  # noqa: ANN401 - whatever an address may carry
    """A path with its query; what is None or empty is left out."""
    given = {name: value for name, value in query.items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path
