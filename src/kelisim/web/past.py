"""The account of two parties as it was on a day: asked of the ledger, as no index of the web keeps the past.

found = past(path, ("KZ", "UZ"), AsOf(published="2024-12-31"))
found.works(List((), "signed"))           the same questions as of `kelisim.web.queries.Sight`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kelisim.account.snapshots import Change
from kelisim.ledger import Ledger
from kelisim.model import Figure, Undertaking
from kelisim.presentations.account.options import Options
from kelisim.presentations.account.standing import AsOf, Wanted, changed, standing
from kelisim.presentations.account.views import assessed_of
from kelisim.web.index.cards import CARDS, SORT_OF, Amount, Card, Sort, Words
from kelisim.web.index.figures import aims, series_cards
from kelisim.web.index.others import disputes, meets
from kelisim.web.index.ranks import rank
from kelisim.web.index.subjects import parts_of
from kelisim.web.index.words import figure_amount, words
from kelisim.web.index.works import works
from kelisim.web.queries import C, List, Lists

By = Literal["published", "recorded"]
_KEPT = 10  # cards of a list: no page of the past shows more
_CONTRADICTED: dict[str, Sort] = {
    "figure": "series",
    "stage": "undertaking",
    "denial": "undertaking",
    "amount": "undertaking",
}


class Past(Lists):
    """What was known of two parties, as lists that answer like those of `Sight`. ``undated`` reports are left out.

    Of each list it keeps how long it is and the first cards, as many as a page shows.
    """

    def __init__(self, cards: Iterable[Card], undated: int) -> None:
        self.undated = undated
        told: dict[tuple[str, str], list[tuple[int, Card]]] = defaultdict(list)
        for card in cards:
            for part in parts_of(card):
                told[SORT_OF[type(card)], part].append((rank(card, part), card))
        self._lengths = {asked: len(rows) for asked, rows in told.items()}
        self._lists = {
            asked: [card.slim() for _, card in nsmallest(_KEPT, rows, key=itemgetter(0))]
            for asked, rows in told.items()
        }

    def counts(self, _keys: Sequence[str]) -> dict[str, dict[str, int]]:
        """By sort and part how many there are."""
        found: dict[str, dict[str, int]] = {sort: {} for sort in CARDS}
        for (sort, part), length in self._lengths.items():
            found[sort][part] = length
        return found

    def _cards(self, type: type[C], asked: List) -> list[C]:
        told = self._lists.get((SORT_OF[type], asked.part), [])
        return told[asked.start : asked.start + asked.most]  # type: ignore[return-value]


class Changed(Struct, frozen=True, kw_only=True):
    """One difference between two days: what it was, what it is, and the words that tell it.

    Of a contradiction ``title`` is what sort it is, ``topic`` what it is about.
    """

    kind: str
    about: str
    about_sort: Sort | None = None
    title: str
    topic: str = ""
    before: str = ""
    after: str = ""
    amount: Amount | None = None
    words: tuple[Words, ...] = ()


class Difference(Struct, frozen=True, kw_only=True):
    """What changed, of each kind the first ones, and how many there are; ``undated`` reports cannot be placed and are
    left out.
    """

    changes: tuple[Changed, ...]
    counts: dict[str, int]
    undated: int


def past(path: Path, parties: Sequence[str], as_of: AsOf) -> Past:
    """What was known of ``parties`` on a day, by the ledger at ``path``."""
    with Ledger(path, create=False) as ledger:
        found = standing(ledger, Options(party=list(parties)), Wanted("everything"), as_of)
    state = found.state
    cards: Iterator[Card] = chain[Card](
        works(state, assessed_of(found).of),
        series_cards(state),
        aims(state),
        meets(state, found.titles),
        disputes(state, found.titles),
    )
    return Past(cards, found.undated)


def difference(path: Path, parties: Sequence[str], days: tuple[AsOf, AsOf], most: int | None) -> Difference:
    """What is otherwise on the later of two days; ``most`` of each kind, None for all."""
    asked = Options(party=list(parties))
    with Ledger(path, create=False) as ledger:
        found = changed(ledger, asked, days, most)
    told = tuple(
        Changed(
            kind=change.kind,
            about=change.about,
            about_sort=_sort(change),
            title=change.title,
            topic=_topic(change),
            before=change.before,
            after=change.after,
            amount=_amount(change),
            words=tuple(words(entry) for entry in change.entries),
        )
        for change in found.changes
    )
    return Difference(changes=told, counts=dict(found.counts), undated=found.undated)


def _amount(change: Change) -> Amount | None:
    told = change.entries[0].statement
    return figure_amount(told) if isinstance(told, Figure) and change.kind in ("new_figure", "gone", "target") else None


def _topic(change: Change) -> str:
    if change.kind not in ("new_conflict", "settled_conflict"):
        return ""
    told = change.entries[0].statement
    return told.indicator if isinstance(told, Figure) else getattr(told, "title", "")


def _sort(change: Change) -> Sort | None:
    """What sort of thing a change is about; a sum that does not come out is about none."""
    if change.kind in ("new_conflict", "settled_conflict"):
        return _CONTRADICTED.get(change.title)
    match change.entries[0].statement:
        case Figure():
            return "series"
        case Undertaking():
            return "undertaking"
        case _:
            return "meeting"
