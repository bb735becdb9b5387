"""The questions users ask, as frozen structs: the command line, exports and pages share them.

    FiguresView(parties=("KZ", "Usbekistan"), indicator="Handelsumsatz", since="2024")
    ->  Query(parties=("KZ", "UZ"), indicator="trade_turnover", since="2024-01-01")  ->  Answer

A view takes the words as the user wrote them and refuses what it does not know, with the nearest that it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct, structs

from kelisim.errors import UsageError
from kelisim.ledger.blocs import bloc_members
from kelisim.ledger.days import bounds
from kelisim.ledger.query import FigureEntry, MeetingEntry, Query, ReportEntry, UndertakingEntry
from kelisim.lexicons import load_lines
from kelisim.model import Indicator, Kind, MeetingFormat, Stage
from kelisim.presentations.headings import headings

if TYPE_CHECKING:
    from kelisim.ledger import Ledger

ViewName = Literal["figures", "undertakings", "meetings", "reports"]
INDICATORS: tuple[str, ...] = get_args(Indicator)
STAGES: tuple[str, ...] = get_args(Stage)
KINDS: tuple[str, ...] = get_args(Kind)
FORMATS: tuple[str, ...] = get_args(MeetingFormat)


class Answer(Struct, frozen=True):
    """What the ledger answered to a view: entries of one sort, in the order in which they are shown.

    ``more`` are how many there are beside them.
    """

    view: ViewName
    entries: tuple[FigureEntry | UndertakingEntry | MeetingEntry | ReportEntry, ...]
    more: int = 0


class _View(Struct, frozen=True, kw_only=True):
    parties: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def _query(self, **codes: str | None) -> Query:
        since, until = day_of("--since", self.since, 0), day_of("--until", self.until, 1)
        in_order(since, until)
        query = Query(
            parties=tuple(dict.fromkeys(party_code(party) for party in self.parties)), since=since, until=until
        )
        return structs.replace(query, **codes)


class _StatementsView(_View, frozen=True, kw_only=True):
    sure: bool = False

    def _query(self, **codes: str | None) -> Query:
        return structs.replace(super()._query(**codes), sure=self.sure)


class FiguresView(_StatementsView, frozen=True, kw_only=True):
    """Which figures? By parties, indicator and time."""

    indicator: str | None = None

    def query(self) -> Query:
        """The question in the ledger's terms. Raises `UsageError` for a word that is not known."""
        return self._query(indicator=known_code("--indicator", self.indicator, INDICATORS))

    def answer(self, ledger: Ledger, most: int | None = None) -> Answer:
        """Ask the ledger; with ``most`` for no more than the first ones."""
        query, more = _first(ledger, "figure", self.query(), most)
        return Answer("figures", tuple(ledger.figures(query)), more)


class UndertakingsView(_StatementsView, frozen=True, kw_only=True):
    """Which undertakings? By parties, kind, stage and time."""

    stage: str | None = None
    kind: str | None = None

    def query(self) -> Query:
        """The question in the ledger's terms. Raises `UsageError` for a word that is not known."""
        return self._query(stage=known_code("--stage", self.stage, STAGES), kind=known_code("--kind", self.kind, KINDS))

    def answer(self, ledger: Ledger, most: int | None = None) -> Answer:
        """Ask the ledger; with ``most`` for no more than the first ones."""
        query, more = _first(ledger, "undertaking", self.query(), most)
        return Answer("undertakings", tuple(ledger.undertakings(query)), more)


class MeetingsView(_StatementsView, frozen=True, kw_only=True):
    """Which meetings? By parties, form (``kind``) and time."""

    kind: str | None = None

    def query(self) -> Query:
        """The question in the ledger's terms. Raises `UsageError` for a word that is not known."""
        return self._query(kind=known_code("--kind", self.kind, FORMATS))

    def answer(self, ledger: Ledger, most: int | None = None) -> Answer:
        """Ask the ledger; with ``most`` for no more than the first ones."""
        query, more = _first(ledger, "meeting", self.query(), most)
        return Answer("meetings", tuple(ledger.meetings(query)), more)


class ReportsView(_View, frozen=True, kw_only=True):
    """Which reports? By the day they appeared and by what is said in them."""

    indicator: str | None = None
    stage: str | None = None
    kind: str | None = None

    def query(self) -> Query:
        """The question in the ledger's terms. Raises `UsageError` for a word that is not known."""
        return self._query(
            indicator=known_code("--indicator", self.indicator, INDICATORS),
            stage=known_code("--stage", self.stage, STAGES),
            kind=known_code("--kind", self.kind, KINDS + FORMATS),
        )

    def answer(self, ledger: Ledger, most: int | None = None) -> Answer:
        """Ask the ledger; with ``most`` for no more than the first ones."""
        ids = ledger.ids("report", self.query())
        first = ids[:most]
        return Answer("reports", tuple(ledger.reports_of(first)), len(ids) - len(first))


def _first(
    ledger: Ledger, kind: Literal["figure", "undertaking", "meeting"], query: Query, most: int | None
) -> tuple[Query, int]:
    """A question about the first ``most`` of what ``query`` asks for, and how many there are beside them."""
    ids = ledger.ids(kind, query) if most is not None else []
    if most is None or len(ids) <= most:
        return query, 0
    return structs.replace(query, ids=tuple(ids[:most])), len(ids) - most


def known_code(option: str, word: str | None, codes: Iterable[str]) -> str | None:
    """The code that ``word`` is or names (*Handelsumsatz*), in either language.

    Raises `UsageError` with the nearest code, or all of them.
    """
    if word is None:
        return None
    names = {code.casefold(): code for code in codes}
    for code in tuple(names.values()):
        if code in headings().values:
            wording = headings().values[code]
            names |= {wording.de.casefold(): code, wording.en.casefold(): code}
    asked = word.strip().casefold()
    found = names.get(asked) or names.get(asked.replace("-", "_"))
    if found:
        return found
    raise UsageError(f"{option}: {word!r} is not known; {_nearest(asked, names)}")


def party_code(word: str) -> str:
    """The code of a country or bloc, given as code or by its German name (*Usbekistan*).

    Raises `UsageError` with the nearest name.
    """
    asked = word.strip()
    codes, names = _parties()
    if asked.upper() in codes:
        return asked.upper()
    found = names.get(asked.casefold())
    if found:
        return found
    near = get_close_matches(asked.casefold(), names, 1, 0.7)
    hint = f"did you mean {names[near[0]]}? " if near else ""
    raise UsageError(
        f"--party: {word!r} is not known; {hint}Countries are ISO 3166-1 codes (KZ, UZ, DE …), "
        f"blocs one of {', '.join(sorted(bloc_members()))}"
    )


@cache
def _parties() -> tuple[frozenset[str], Mapping[str, str]]:
    """All codes, and the codes by German name; adjectives and patterns are left out."""
    rows = [*load_lines("de/countries.txt", fields=3), *load_lines("de/blocs.txt", fields=3)]
    names = {form.casefold(): code for form, code, hint in rows if "~" not in form and hint in ("", "weak")}
    return frozenset(code for _, code, _ in rows) | bloc_members().keys(), names


def _nearest(asked: str, names: Mapping[str, str]) -> str:
    near = get_close_matches(asked, names, 1, 0.7)
    if near:
        return f"did you mean {names[near[0]]}?"
    return f"known are {', '.join(sorted(set(names.values())))}"


def day_of(option: str, word: str | None, side: Literal[0, 1]) -> str | None:
    """The first (0) or last (1) day of what the user wrote: *2024*, *2024-05*, *2024-05-12*.

    Raises `UsageError` naming the ``option`` for what is no date.
    """
    if word is None:
        return None
    span = bounds(word.strip()) if "/" not in word else None
    if span is None:
        raise UsageError(f"{option}: {word!r} is no date; write 2024, 2024-05 or 2024-05-12")
    return span[side]


def in_order(since: str | None, until: str | None) -> None:
    """Raises `UsageError` where a time ends before it begins."""
    if since and until and since > until:
        raise UsageError(f"--since {since} is later than --until {until}: no day lies between them")
