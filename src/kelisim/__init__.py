"""kelisim reads German press reports about what states do with each other and keeps the account.

The stages, in the order of the data; each folder's docstring says what comes in and what goes out:

    sources         files, folders, HTML, JSONL …        ->  Report
    text            Report                               ->  sentences, tokens, noise: spans of the text
    language        sentences                            ->  Quantity, Time, Actor …: typed spans
    statements      typed spans of a sentence            ->  Figure, Undertaking, Meeting, each with its Evidence
    reading         Report (the three stages above)      ->  Reading
    ledger          Reading                              ->  append-only rows that can be asked
    intake          sources -> reading -> ledger
    bulk            sources -> reading -> Parquet, on many cores or a cluster; and into the ledger
    account         what the ledger holds                ->  things with their history over many reports
    digests         the account                          ->  kept in short, so that every question is answered at once
    presentations   the command line, and what it prints

From Python:

    >>> import kelisim
    >>> reading = kelisim.read("Kasachstan und Usbekistan wollen den Handel bis 2030 auf 10 Mrd. Dollar steigern.")
    >>> [(figure.indicator, figure.low, figure.unit, figure.period) for figure in reading.figures]
    [('trade_turnover', Decimal('10000000000'), 'USD', '2030')]

`quantities` and `times` are the language stage by itself; `Ledger` is the account; the nouns are in `kelisim.model`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kelisim.errors import KelisimError
    from kelisim.language.annotations import Quantity, Time
    from kelisim.ledger import Ledger
    from kelisim.model import (
        Document,
        Evidence,
        Figure,
        Meeting,
        Participant,
        Published,
        Reading,
        Report,
        Span,
        Statement,
        Sum,
        Undertaking,
    )

__all__ = [
    "Document",
    "Evidence",
    "Figure",
    "KelisimError",
    "Ledger",
    "Meeting",
    "Participant",
    "Published",
    "Quantity",
    "Reading",
    "Report",
    "Span",
    "Statement",
    "Sum",
    "Time",
    "Undertaking",
    "quantities",
    "read",
    "times",
]

# Where the names that are loaded on first use live; `import kelisim` alone loads nothing.
_HOMES = {
    "KelisimError": "kelisim.errors",
    "Ledger": "kelisim.ledger",
    "Quantity": "kelisim.language.annotations",
    "Time": "kelisim.language.annotations",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'kelisim' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "kelisim.model")), name)


def __dir__() -> list[str]:
    return __all__


def read(
    text: str | Report, *, published: str | None = None, url: str | None = None, outlet: str | None = None
) -> Reading:
    """Read one report: its text (with front matter, as a file may have it), or a `Report` of `kelisim.sources.reports`.

    ``published`` (a day, a month, or FROM/TO) is what *im vergangenen Jahr* counts from; it, ``url`` and ``outlet``
    win over what a `Report` says itself. Raises `UsageError` for a date that is none,
    `BadReport` for one in the front matter.
    """
    from kelisim.model import Report
    from kelisim.reading import read as read_report

    report = text if isinstance(text, Report) else _report(text)
    return read_report(_told(report, published, url, outlet))


def quantities(text: str) -> list[Quantity]:
    """The amounts in a German text, in order: *rund 1,3 Mrd. US-Dollar* is 1300000000 USD, about."""
    from kelisim.language.quantities import quantities as find

    return list(find(text))


def times(text: str, reference: str | Published | None = None) -> list[Time]:
    """The times in a German text, in order, resolved against ``reference`` (a day, a month, or FROM/TO).

    Raises `UsageError` for a reference that is no date.
    """
    from kelisim.language.times import times as find

    return list(find(text, _interval(reference) if isinstance(reference, str) else reference))


def _report(text: str) -> Report:
    from hashlib import sha256

    from kelisim.model import Report

    raw = text.encode("utf-8", "surrogatepass")
    if text.startswith(("---", "\ufeff---")):
        from kelisim.sources import with_front_matter

        if report := with_front_matter(text, raw):
            return report
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Report(source="-", sha256=sha256(raw).hexdigest(), text=clean)


def _told(report: Report, published: str | None, url: str | None, outlet: str | None) -> Report:
    from msgspec.structs import replace

    told: dict[str, object] = {"url": url, "outlet": outlet, "published": _interval(published) if published else None}
    return replace(report, **{name: value for name, value in told.items() if value is not None})


def _interval(date: str) -> Published:
    from kelisim.sources import parse_published

    return parse_published(date, "given")
