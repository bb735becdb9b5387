"""Things, series and entries made by hand, for tests of what becomes of statements over time."""

from decimal import Decimal
from itertools import count

from kelisim.account.things import Fact, Series, Thing
from kelisim.ledger.query import Entry, ReportEntry
from kelisim.model import Published
from tests.made_readings import figure, undertaking

BILLION = Decimal(10**9)
_numbers = count(16**15)


def new_id():
    """An id that no other statement of the tests has."""
    return f"{next(_numbers):x}"


def source(published=None, name="meldung.txt", text=None):
    """A report that appeared on a day, or between two: FROM/TO."""
    first, _, last = (published or "").partition("/")
    day = Published(first, last or first, "given") if first else None
    return ReportEntry(
        id=new_id(), source=name, sha256="0" * 64, text_hash=text or new_id() * 4, url=None, outlet="Bote",
        author=None, title=None, dateline=None, language="de", published=day, retrieved_at="2025-01-01T00:00:00Z",
        generation=1, engine="1",
    )  # fmt: skip


def told(statement, published=None, head="Wort", sentence=None, report=None):
    """A statement as one report tells it."""
    where = report or source(published)
    return Entry(statement=statement, sentence=sentence or f"… {head} …", head=head, sources=(where,))


def work(stage, published=None, *, head="Wort", sentence=None, **fields):
    """An undertaking at a stage in a report of a day; a project unless said otherwise."""
    base = {"kind": "project", "title": "Logistikzentrum", "place": None, "stage": stage, "id": new_id()}
    return told(undertaking(**(base | fields)), published, head, sentence)


def paper(stage, published=None, **fields):
    """An agreement at a stage in a report of a day."""
    base = {"kind": "agreement", "title": "Abkommen über das Logistikzentrum", "instrument": "agreement"}
    return work(stage, published, **(base | fields))


def thing(*entries, **fields):
    """An undertaking of which the entries tell."""
    return Thing(entries=entries, **({"id": new_id()} | fields))


def level(period, billions, published=None, head=None, **fields):
    """Trade of a period in billions of dollars."""
    number = Decimal(str(billions)) * BILLION
    base = {"id": new_id(), "low": number, "high": number, "period": period}
    words = head or f"{str(billions).replace('.', ',')} Mrd. US-Dollar"
    return told(figure(**(base | fields)), published, words)


def series(*entries, **fields):
    """A series with a fact for each entry, of the sort of the first."""
    first = entries[0].statement
    base = {name: getattr(first, name) for name in ("indicator", "measure", "parties", "item", "unit", "per")}
    base |= {"id": new_id(), "origin": first.origin, "destination": first.destination}
    facts = tuple(Fact(id=new_id(), entries=(entry,), period=entry.statement.period) for entry in entries)
    return Series(**({"facts": facts} | base | fields))
