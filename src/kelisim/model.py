"""The nouns of kelisim: what a report is, what a statement says, and which words it rests on.

Everything here is frozen. `docs/statements.md` gives the meaning of every field and its borderlines; the field
names below are the JSON keys (``from`` and ``to`` are ``origin`` and ``destination`` in Python, because ``from``
is a reserved word). Offsets count Unicode code points of the report's text: ``text[span.start:span.end]`` is the
quotation. Numbers are exact decimals.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

Measure = Literal["level", "change", "share"]
Qualifier = Literal["exact", "about", "almost", "over", "at_least", "up_to"]
Modality = Literal["actual", "target", "potential", "forecast"]
Polarity = Literal["affirmed", "denied"]
Indicator = Literal[
    "trade_turnover",
    "exports",
    "imports",
    "investment",
    "financing",
    "undertaking_value",
    "agreement_count",
    "project_count",
    "company_count",
    "job_count",
    "training_places",
    "goods_count",
    "people_count",
    "freight",
    "transit",
    "commodity_volume",
    "capacity",
    "length",
    "duration",
    "flights",
    "other",
]
TRADE: tuple[Indicator, ...] = ("trade_turnover", "exports", "imports")
Kind = Literal["agreement", "project", "programme", "institution", "supply", "training", "event", "measure"]
Stage = Literal["pledged", "committed", "implementing", "completed", "suspended", "cancelled"]
Instrument = Literal[
    "treaty",
    "agreement",
    "framework_agreement",
    "memorandum",
    "letter_of_intent",
    "declaration",
    "protocol",
    "roadmap",
    "action_plan",
    "plan",
    "contract",
    "decision",
    "law",
    "package",
]
MeetingFormat = Literal[
    "state_visit",
    "official_visit",
    "working_visit",
    "talks",
    "session",
    "forum",
    "summit",
    "ceremony",
    "call",
]


class Span(Struct, frozen=True, array_like=True, order=True, gc=False):  # holds nothing that could lead back to it
    """A stretch of the text, ``end`` exclusive."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """The words of ``text`` under this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Published(Struct, frozen=True):
    """The interval in which a report appeared (ISO dates, both ends inclusive), and what narrows it."""

    earliest: str
    latest: str
    basis: str


class Report(Struct, frozen=True, kw_only=True):
    """A press text as it came in: one record of a source, nothing read yet.

    ``sha256`` is of the raw bytes; ``source`` is the path as given (``path#id`` for a record of many,
    ``archive!member`` for a file in an archive, ``-`` for standard input). ``published`` and ``language`` are what
    metadata or the user say, before the text is read.
    """

    source: str
    sha256: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: Published | None = None
    language: str | None = None


class Document(Struct, frozen=True, kw_only=True):
    """What is known of a report as a whole, as the first key of `extract` prints it."""

    id: str
    source: str
    sha256: str
    language: str | None
    title: str | None
    dateline: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: Published | None


class Evidence(Struct, frozen=True, kw_only=True):
    """The words a statement rests on: its sentence, its head inside it, and the words behind each field."""

    start: int
    end: int
    head: Span
    fields: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def sentence(self) -> Span:
        """The sentence as a span."""
        return Span(self.start, self.end)


class Sum(Struct, frozen=True):
    """The same sum in another currency."""

    low: Decimal
    high: Decimal
    unit: str


class Figure(Struct, frozen=True, kw_only=True):
    """One quantity about what goes on between states."""

    id: str = ""
    statement: Literal["figure"] = "figure"
    indicator: Indicator
    measure: Measure
    low: Decimal
    high: Decimal
    unit: str
    per: str | None = None
    qualifier: Qualifier = "exact"
    modality: Modality = "actual"
    polarity: Polarity = "affirmed"
    conditional: bool = False
    provisional: bool = False
    estimate: bool = False
    parties: tuple[str, ...] = ()
    origin: str | None = field(default=None, name="from")
    destination: str | None = field(default=None, name="to")
    period: str | None = None
    item: str | None = None
    also: tuple[Sum, ...] = ()
    of: str | None = None
    attribution: str | None = None
    rule: str
    confidence: float
    confidence_reason: str
    evidence: Evidence


class Undertaking(Struct, frozen=True, kw_only=True):
    """Something concrete that parties said they will do, agreed, are doing or have done."""

    id: str = ""
    statement: Literal["undertaking"] = "undertaking"
    kind: Kind
    title: str
    stage: Stage
    parties: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    amount: Decimal | None = None
    unit: str | None = None
    amount_qualifier: Qualifier | None = None
    figures: tuple[str, ...] = ()
    polarity: Polarity = "affirmed"
    conditional: bool = False
    instrument: Instrument | None = None
    binding: Literal["yes", "no"] | None = None
    deadline: str | None = None
    stage_date: str | None = None
    place: str | None = None
    sectors: tuple[str, ...] = ()
    attribution: str | None = None
    rule: str
    confidence: float
    confidence_reason: str
    evidence: Evidence


class Participant(Struct, frozen=True):
    """A person at a meeting: the name as written, the office, the country's code."""

    name: str
    role: str | None = None
    country: str | None = None


class Meeting(Struct, frozen=True, kw_only=True):
    """One encounter or series session at which parties' representatives met."""

    id: str = ""
    statement: Literal["meeting"] = "meeting"
    date: str | None = None
    place: str | None = None
    format: MeetingFormat
    ordinal: int | None = None
    parties: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    polarity: Polarity = "affirmed"
    attribution: str | None = None
    rule: str
    confidence: float
    confidence_reason: str
    evidence: Evidence


Statement = Figure | Undertaking | Meeting
SURE_FROM = 0.5


def is_sure(statement: Statement) -> bool:
    """Whether the confidence is high enough to count with; an unsure statement is kept, marked and never summed."""
    return statement.confidence >= SURE_FROM


class Reading(Struct, frozen=True, kw_only=True):
    """What one report says: the line that `kelisim extract --format jsonl` prints."""

    document: Document
    text: str
    figures: tuple[Figure, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    meetings: tuple[Meeting, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the output."""
        return (*self.figures, *self.undertakings, *self.meetings)
