"""Reports with made-up readings, for tests of what happens to statements once they are read."""

import hashlib
import re
from decimal import Decimal

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
    Undertaking,
)

TEXT = (
    "Der Handelsumsatz zwischen Kasachstan und Usbekistan belief sich 2023 auf 1,3 Mrd. US-Dollar. "
    "Beide Seiten unterzeichneten in Taschkent ein Abkommen über den Bau eines Logistikzentrums."
)
DAY = Published("2024-10-22", "2024-10-31", "address")


def made_report(text=TEXT, **fields):
    """A report of ``text``."""
    raw = hashlib.sha256(text.encode()).hexdigest()
    return Report(**({"source": "meldung.txt", "sha256": raw, "text": text, "published": DAY} | fields))


def made_reading(report, figures=(), undertakings=(), meetings=()):
    """A reading that says the given statements about ``report``."""
    document = Document(
        id=report.sha256[:16],
        source=report.source,
        sha256=report.sha256,
        language="de",
        title=report.title,
        dateline=None,
        outlet=report.outlet,
        author=report.author,
        url=report.url,
        published=report.published,
    )
    return Reading(
        document=document,
        text=report.text,
        figures=tuple(figures),
        undertakings=tuple(undertakings),
        meetings=tuple(meetings),
    )


def _evidence(quote, head=None):
    start = TEXT.index(quote)
    span = Span(*head) if head else Span(start, start + len(quote))
    sentence = TEXT.rfind(". ", 0, start)
    begin = 0 if sentence < 0 or "Mrd" in TEXT[sentence - 4 : sentence] else sentence + 2
    return Evidence(start=begin, end=max(TEXT.find(". Beide") + 1, span.end), head=span, fields={"low": (span,)})


def _common(id, evidence):
    return {"id": id, "rule": "made", "confidence": 0.9, "confidence_reason": "made", "evidence": evidence}


def figure(id="0" * 15 + "1", head=None, **fields):
    """A figure resting on *1,3 Mrd. US-Dollar*."""
    number = Decimal(1_300_000_000)
    base = {"indicator": "trade_turnover", "measure": "level", "low": number, "unit": "USD", "parties": ("KZ", "UZ")}
    base |= {"period": "2023"} | _common(id, _evidence("1,3 Mrd. US-Dollar", head)) | fields
    return Figure(**({"high": base["low"]} | base))


def undertaking(id="0" * 15 + "2", **fields):
    """An undertaking resting on *Abkommen über den Bau eines Logistikzentrums*."""
    base = {"kind": "agreement", "title": "Abkommen über den Bau eines Logistikzentrums", "stage": "committed"}
    base |= {"parties": ("KZ", "UZ"), "place": "Taschkent"}
    evidence = Evidence(start=TEXT.index("Beide"), end=len(TEXT), head=_span("Abkommen"))
    return Undertaking(**(base | _common(id, evidence) | fields))


def meeting(id="0" * 15 + "3", **fields):
    """A meeting resting on *Beide Seiten*."""
    base = {"format": "talks", "place": "Taschkent", "parties": ("KZ", "UZ"), "date": "2024-10-21"}
    base |= {"participants": (Participant("Aigul Sarsenowa", "Ministerin", "KZ"),)}
    evidence = Evidence(start=TEXT.index("Beide"), end=len(TEXT), head=_span("Beide Seiten"))
    return Meeting(**(base | _common(id, evidence) | fields))


def _span(quote):
    start = TEXT.index(quote)
    return Span(start, start + len(quote))


_MILLIONS = re.compile(r"(\d+) Mio\. US-Dollar")


def read_made(report):
    """A reading by one rule: *12 Mio. US-Dollar* is trade in the year before the report appeared."""
    year = int(report.published.earliest[:4]) - 1 if report.published else None
    figures = []
    for match in _MILLIONS.finditer(report.text):
        start = report.text.rfind("\n", 0, match.start()) + 1
        end = report.text.find("\n", match.start())
        head = Span(*match.span())
        evidence = Evidence(start=start, end=end if end > 0 else len(report.text), head=head)
        period = str(year) if year else None
        key = f"{report.text} {head} {period}".encode()
        number = Decimal(match[1]) * 1_000_000
        id = hashlib.sha256(key).hexdigest()[:16]
        figures.append(figure(id=id, low=number, period=period, evidence=evidence))
    return made_reading(report, figures=figures)
