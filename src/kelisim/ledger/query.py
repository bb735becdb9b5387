"""What one asks the ledger, and what it answers: plain frozen structs, no database.

Query(parties=("KZ", "UZ"), indicator="trade_turnover", since="2024-01-01")
->  Entry(figure, sources=(ReportEntry, …), …)
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from msgspec import UNSET, Struct, UnsetType, structs

from kelisim.model import Figure, Meeting, Published, Statement, Undertaking

S = TypeVar("S", bound=Statement)


class Query(Struct, frozen=True, kw_only=True):
    """What an answer must fulfil; what is not given is not asked.

    ``parties``: all of them take part, each as another one; a bloc stands for itself and its members. ``since`` and
    ``until`` are ISO days, both inclusive: a statement counts by its own date (period, stage date, day of the
    meeting) where that has a year, else by the publication of its report; what has neither is left out.
    ``indicators`` are those of figures, any of them; ``modality`` is how they are told. ``kind`` is an undertaking's
    kind or a meeting's format, as the question is about the one or the other. ``sure`` leaves out statements below
    `model.SURE_FROM`; whoever sums asks so. ``recorded`` asks the ledger as it stood at the end of that ISO day (UTC).
    ``ids`` are those of the statements that are asked for.
    """

    parties: tuple[str, ...] = ()
    indicator: str | None = None
    indicators: tuple[str, ...] = ()
    modality: str | None = None
    stage: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    sure: bool = False
    recorded: str | None = None
    ids: tuple[str, ...] = ()


class ReportEntry(Struct, frozen=True, kw_only=True):
    """A report as the ledger holds it now: latest facts, latest reading."""

    id: str
    source: str
    sha256: str
    text_hash: str
    url: str | None
    outlet: str | None
    author: str | None
    title: str | None
    dateline: str | None
    language: str | None
    published: Published | None
    retrieved_at: str
    generation: int
    engine: str
    figures: int = 0
    undertakings: int = 0
    meetings: int = 0


class Entry(Struct, Generic[S], frozen=True, kw_only=True):
    """A statement with its words and every report that carries it under one address or another.

    ``current`` is False for a statement that a later reading of its report no longer gives.
    """

    statement: S
    sentence: str
    head: str
    sources: tuple[ReportEntry, ...]
    current: bool = True


FigureEntry = Entry[Figure]
UndertakingEntry = Entry[Undertaking]
MeetingEntry = Entry[Meeting]
AnyEntry = FigureEntry | UndertakingEntry | MeetingEntry


class Facts(Struct, frozen=True, kw_only=True):
    """What metadata or a person says of a report, before it is read."""

    published: Published | None = None
    url: str | None = None
    outlet: str | None = None


class FactsEntry(Struct, frozen=True, kw_only=True):
    """One row of facts with who, when and why; number 1 is how the report came in, the last one counts."""

    number: int
    facts: Facts
    recorded_at: str
    recorded_by: str
    reason: str


class ReportAccount(Struct, frozen=True, kw_only=True):
    """Everything the ledger knows of one report: its text, the history of its facts, its present statements."""

    report: ReportEntry
    text: str
    facts: tuple[FactsEntry, ...]
    statements: tuple[Statement, ...]


class Correction(Struct, frozen=True, kw_only=True):
    """What a person says about a report later. Unset is left as it is, None takes the value away."""

    published: Published | UnsetType | None = UNSET
    url: str | UnsetType | None = UNSET
    outlet: str | UnsetType | None = UNSET
    reason: str = "set by hand"

    def applied_to(self, facts: Facts) -> Facts:
        """The facts with what this sets."""
        given = {"published": self.published, "url": self.url, "outlet": self.outlet}
        return structs.replace(facts, **{name: value for name, value in given.items() if value is not UNSET})


Status = Literal["added", "second_source", "known", "reread", "corrected"]


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one report: its id in the ledger, and how many statements were written by kind.

    ``second_source`` is an added report whose very text is known under another address; ``known`` changed nothing.
    """

    report: str
    source: str
    status: Status
    figures: int = 0
    undertakings: int = 0
    meetings: int = 0
