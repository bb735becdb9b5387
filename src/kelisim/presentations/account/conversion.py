"""Values in another currency, by rates that a report printed or the user imported; each names its rate.

27.0 bn KZT   ->   54.0 m USD (1 KZT = 0.002 USD, 2024-02-10, «27 Milliarden Tenge …»)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kelisim.account.arithmetic import significant
from kelisim.account.rates import Converted, Rate, convert, imported
from kelisim.errors import UsageError
from kelisim.language.currencies import codes as currency_codes
from kelisim.ledger.days import LAST_DAY, bounds
from kelisim.presentations.account.pages import Page, Row, Section
from kelisim.presentations.amounts import amount_of, in_language
from kelisim.presentations.headings import phrase


class Exchange(Struct, frozen=True):
    """The currency that is asked for, and the rates that are known."""

    target: str
    rates: tuple[Rate, ...]
    from_file: bool = False


def exchange(rates: Iterable[Rate], target: str, file: Path | None) -> Exchange:
    """The rates that reports printed, and those of the file.

    Raises `UsageError` for what is no currency, and for a file that holds no rates.
    """
    if target.strip().upper() not in currency_codes():
        raise UsageError(f"--convert: {target!r} is no currency; write its ISO 4217 code, as in EUR")
    return Exchange(target.strip().upper(), (*(_read(file) if file else ()), *rates), file is not None)


def _read(file: Path) -> tuple[Rate, ...]:
    try:
        return imported(file.read_text(encoding="utf-8-sig").splitlines(), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--rates {file}: cannot be read as text in UTF-8") from error


def converted_page(page: Page, by: Exchange, lang: str) -> Page:
    """The page with a converted value beside every value that a rate is known for, and how many there are."""
    sections = tuple(_section(section, by, lang) for section in page.sections)
    return replace(page, sections=sections, notes=(*page.notes, *_notes(sections, by, lang)))


def _notes(sections: Iterable[Section], by: Exchange, lang: str) -> Iterable[str]:
    """How many amounts are converted, and those of which currencies are not, because nobody names a rate."""
    records = [
        record for section in sections for row in section.rows for record in row.records if "converted" in record
    ]
    money = [record for record in records if record.get("unit") in currency_codes()]
    made = sum(record["converted"] is not None for record in money)
    yield f"{phrase('are_converted', lang)} ({by.target}): {made}"
    without = Counter(record["unit"] for record in money if record["converted"] is None and record["unit"] != by.target)
    if without:
        named = ", ".join(f"{count} {unit}" for unit, count in sorted(without.items()))
        hint = "" if by.from_file else f" ({phrase('name_rates', lang)})"
        yield f"{phrase('not_converted', lang)}: {named}{hint}"


def _section(section: Section, by: Exchange, lang: str) -> Section:
    return replace(section, rows=tuple(_row(row, by, lang) for row in section.rows))


def _row(row: Row, by: Exchange, lang: str) -> Row:
    made = [_converted(record, by) for record in row.records]
    lines = dict.fromkeys(_line(one, lang) for one in made if one)
    records = (record | _fields(one) for record, one in zip(row.records, made, strict=True) if _has_value(record))
    others = (record for record in row.records if not _has_value(record))
    cells = row.cells
    if "amount" in cells and made[0]:
        cells = cells | {"amount": f"{cells['amount']} ({amount_of(_rounded(made[0].value), by.target, lang)})"}
    return replace(row, records=(*records, *others), lines=(*row.lines, *lines), cells=cells)


def _has_value(record: dict[str, Any]) -> bool:
    return "amount" in record or "low" in record


def _converted(record: dict[str, Any], by: Exchange) -> Converted | None:
    value, unit = record.get("amount", record.get("low")), record.get("unit")
    day = _day(record)
    if value is None or unit is None or day is None:
        return None
    return convert((value, unit), by.target, day, by.rates)


def _day(record: dict[str, Any]) -> str | None:
    """The day of the value: of its stage, its period, or its report."""
    told: Iterable[dict[str, Any]] = record.get("told") or record.get("events") or ()
    days = bounds(record.get("period"))
    known = (record.get("since"), days[1] if days else None, *(one["published_latest"] for one in told))
    return next((day for day in known if day and day != LAST_DAY), None)


def _fields(one: Converted | None) -> dict[str, Any]:
    return {
        "converted": _rounded(one.value) if one else None,
        "converted_unit": one.unit if one else None,
        "rate": f"1 {one.rate.origin} = {significant(one.rate.value, 6)} {one.rate.target}" if one else None,
        "rate_day": one.rate.day if one else None,
        "rate_source": one.rate.source if one else None,
    }


def _line(one: Converted, lang: str) -> str:
    rate = one.rate
    amount = amount_of(_rounded(one.value), one.unit, lang)
    factor = in_language(significant(rate.value, 6), lang)
    return f"= {amount} (1 {rate.origin} = {factor} {rate.target}, {rate.day}, {rate.source})"


def _rounded(value: Decimal) -> Decimal:
    """Three digits that count: a converted value is no more exact than that."""
    return Decimal(f"{Decimal(f'{value:.3g}'):f}")
